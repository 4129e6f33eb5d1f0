"""Checks of totals of a report against full marks less what the words behind them say was lost (自评94分。扣两处：工期
扣4分，验收扣2分)."""

import re
from collections.abc import Iterator

from helpers.coding.checks.counts import Page, against
from helpers.coding.checks.findings import Finding, distance
from helpers.coding.checks.texts.points import FULL, NEAR, RULE, Point, told
from helpers.coding.checks.words import any_of

OF_REPORT = re.compile(rf"(?:{any_of('total_points')}|自评)(?:得分|总分|总得分|分|得|为|是|打)*[，,]?$")
OPENS = re.compile(r"分?[，,。；;（(](?:其中|扣|失|[^，。；\d]{0,6}扣分)")
SOME = re.compile("主要|部分|等|加|另|奖励")
COUNTED = re.compile(r"[二两三四五六\d](?:处|项|点|个方面|个指标)")  # how many deductions there are
APART = 3  # sentences behind a total that tell what was lost


def behind(pages: list[Page]) -> Iterator[Finding]:
    """Totals against full marks less the deductions behind them, two or more; where these are less than the total lacks
    only if they are said to be so many, as some may not be told."""
    for page in pages:
        scored = told(page)
        for place, total in enumerate(scored):
            lost = _lost(page, total, scored[place + 1 :])
            left = round(FULL - sum(each.value for each in lost), 9)
            words = page.text[total.count.end : lost[-1].count.end] if lost else ""
            if len(lost) > 1 and not SOME.search(words) and (left <= total.value or COUNTED.search(words)):
                what = f"{total.count.name}: points against {FULL:.12g} less {len(lost)} deductions"
                found = against("score", what, [total.count, *(each.count for each in lost)], left, 0.0)
                yield from [found] if distance(found) <= NEAR else []


def _lost(page: Page, total: Point, scored: list[Point]) -> list[Point]:
    """The points lost that the words right behind a total tell, without their sum; none where other points stand with
    them."""
    of_report = total.value < FULL and OF_REPORT.search(total.words)
    opened = OPENS.match(page.text, total.count.end) if of_report else None
    own = [each for each in scored if each.sentence <= total.sentence + APART] if opened else []
    words = page.text[total.count.end : own[-1].count.end] if own else ""
    if not all(each.lost for each in own) or RULE.search(words) or "\n" in words:
        return []
    is_sum = bool(own) and own[0].value == round(sum(each.value for each in own[1:]), 9)
    return own[is_sum:]
