"""Checks of last totals that something was added to: the points got before, and a bonus as far as its maximum goes."""

import re
from collections.abc import Iterator

from helpers.coding.checks.counts import Page, against
from helpers.coding.checks.findings import Finding, distance
from helpers.coding.checks.texts.points import FULL, NEAR, WHOLE, Point, clause, told

ADDS = re.compile(r"(?:加(?!总|权|上?分上限)分?|附加分?|奖励分?)(?:项?(?:实?得|获))?(?:了|为|计|共|[：:])?$")
CAP = re.compile(r"(?:上限|最[多高]|封顶|不超过)[^，。；\d]{0,6}$")
CAP_NEXT = re.compile("分(?:为(?:上?限|最高|顶|封顶|满分?)|封顶|为止|以内)")
LAST = re.compile(r"最[后终]|总[得评]?分|合计|总计|共计|综合得分|自评结果")
NOT_ADDED = re.compile("可(?:以|再|另|附)?[加奖].*[未没]")  # 可加3分，我镇未获评
RULE_OF_BONUS = re.compile("每|酌情|封顶|不超过")


def with_bonus(pages: list[Page]) -> Iterator[Finding]:
    """A last total against the points got before it in its paragraph, with what was added to them, as far as its
    maximum and full marks go (得94分；加2分（上限3分），最后得分96分)."""
    for page in pages:
        scored = told(page)
        for place, final in enumerate(scored):
            start = page.text.rfind("\n", 0, final.count.start)
            own = [each for each in scored[:place] if each.count.start > start]
            found = _raised(page, final, own) if LAST.search(clause(final)) and not _is_cap(page, final) else None
            yield from [found] if found and distance(found) <= NEAR else []


def _is_cap(page: Page, each: Point) -> bool:
    """Whether points are the most that there may be (上限3分, 以100分为限)."""
    return bool(CAP.search(each.words) or CAP_NEXT.match(page.text, each.count.end))


def _raised(page: Page, final: Point, own: list[Point]) -> Finding | None:
    """A last total against the points got directly before what was added to them; None where a rule, deductions or
    other points stand between."""
    capped = [each for each in own if _is_cap(page, each)]
    added = [each for each in own if ADDS.search(each.words) and each not in capped]
    before = [each for each in own if added and each.count.start < added[0].count.start and each not in capped]
    base = before[-1] if before else None
    behind = [each for each in own if base and each.count.start > base.count.start]
    caps = [each for each in behind if each in capped]
    words = page.text[base.count.end : final.count.start] if base else ""
    ruled = (RULE_OF_BONUS.search(words) and not caps) or NOT_ADDED.search(words)
    scored = base and (base.got or WHOLE.search(base.words)) and not base.lost
    if not scored or ruled or len(caps) > 1 or len(behind) > len(added) + len(caps):
        return None
    more = sum(each.value for each in added)
    total = round(base.value + min([more, *(each.value for each in caps)]), 9)
    total = min(total, FULL) if final.value == FULL else total
    what = f"{final.count.name} against {base.value:.12g} and the bonus"
    return against("score", what, [final.count, base.count, *(each.count for each in added)], total, 0.0)
