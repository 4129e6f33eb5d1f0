"""Checks of points in a text: more than their maximum, what is deducted, and all of them against the total."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.counts import Count, Page
from helpers.coding.findings import Finding, is_slip, judged
from helpers.coding.words import any_of, pattern

POINTS = "分"
GOT_NEXT = re.compile(r"[）)]?[，,：:]?(?:本项|该项|自评|实际|最终)*(?:得分?|实得|自评得?分?)(?:为|是)?")
MOST = re.compile(rf"(?:{any_of('most_points')})(?:为|是|共)?$")
GOT = re.compile(rf"(?:{any_of('got_points')})(?:为|是)?$")
LOST = re.compile(f"(?:{any_of('lost_points')})了?$")
TOTAL, RULE, BONUS = map(pattern, ("total_points", "rule_of_points", "bonus"))
BARE = re.compile(r"分?[（(]\d+(?:\.\d+)?分[）)]")
SERIES = 3  # criteria with a bare maximum that make a series
FEWEST, NEAR = 6, 6.0  # items of a full list, and points that it may miss its total by


def above_maximum(pages: list[Page]) -> Iterator[Finding]:
    """Points beyond the maximum that stands beside them: 得16分（满分15分）, 15分，得16分."""
    for page in pages:
        scored = _points(page)
        for one, other in zip(scored, scored[1:], strict=False):
            words = page.between(one, other).removeprefix(POINTS)
            for got, most in ((one, other), (other, one)):
                if _is_got(page, got) and _beside(page, got, most, words):
                    yield _limited(got, most)


def in_series(pages: list[Page]) -> Iterator[Finding]:
    """Points beyond the bare maximum behind them, in a series of such: 执行9分（10分），产出52分（50分）."""
    for page in pages:
        scored = _points(page)
        series = [(one, most) for one, most in pairwise(scored) if _is_bare(page, one, most)]
        if len(series) >= SERIES and sum(got.value <= most.value for got, most in series) >= len(series) - 1:
            yield from (_limited(got, most) for got, most in series)


def _is_bare(page: Page, one: Count, most: Count) -> bool:
    return BARE.fullmatch(page.text, one.end, most.end + len("分）")) is not None


def _points(page: Page) -> list[Count]:
    return [each for each in page.counts if each.unit == POINTS and each.comparator == "="]


def _before(page: Page, each: Count) -> str:
    return page.text[max(0, each.start - 8) : each.start]


def _is_got(page: Page, each: Count) -> bool:
    return GOT.search(_before(page, each)) is not None


def _beside(page: Page, got: Count, most: Count, words: str) -> bool:
    """Whether a maximum stands in parentheses behind the points, or directly before them."""
    if got.start < most.start:
        return re.fullmatch(r"[（(]\s*(?:该项|本项)?(?:满分|分值|总分|权重)为?", words) is not None
    opened = _before(page, most).endswith(("（", "(")) or MOST.search(_before(page, most))
    return bool(opened) and GOT_NEXT.fullmatch(words) is not None


def _limited(got: Count, most: Count) -> Finding:
    verdict = "exceeds" if got.value > most.value else "holds"
    what = f"{got.name}: points against their maximum"
    return Finding(got.report_id, "limit", what, got.figure, most.value, (got.figure, most.figure), verdict, 0.0)


def deductions(pages: list[Page]) -> Iterator[Finding]:
    """Points against their maximum less what was deducted, where the three stand in one sentence."""
    for page in pages:
        scored = _points(page)
        for three in zip(scored, scored[1:], scored[2:], strict=False):
            found = _deducted(page, *three)
            yield from [found] if found else []


def _deducted(page: Page, most: Count, one: Count, other: Count) -> Finding | None:
    if not MOST.search(_before(page, most)) or page.sentence(most.start) != page.sentence(other.start):
        return None
    kinds = {bool(LOST.search(_before(page, each))): each for each in (one, other)}
    if len(kinds) < 2 or not _is_got(page, kinds[False]) or RULE.search(page.text[most.end : other.start]):
        return None
    got, lost = kinds[False], kinds[True]
    figures = got.figure, most.figure, lost.figure
    what = f"{got.name}: points against {most.value:.12g} less what was deducted"
    left = round(most.value - lost.value, 9)
    return judged(Finding(got.report_id, "score", what, figures[0], left, figures, tolerance=0.0))


def items(pages: list[Page]) -> Iterator[Finding]:
    """The total of a report against the points of all its items, where these are so many and so near that they are
    meant to be all; with a bonus or a cap a difference says nothing."""
    for page in pages:
        got = [each for each in _points(page) if _is_got(page, each)]
        totals = [each for each in got if TOTAL.search(_clause(page, each))]
        parts = [each for each in got if each not in totals]
        if len({each.value for each in totals}) == 1 and len(parts) >= FEWEST:
            yield from _added(page, totals[0], parts)


def _clause(page: Page, each: Count) -> str:
    return re.split("[，,。；;：:！？\n]", page.text[max(0, each.start - 24) : each.start])[-1]


def _added(page: Page, total: Count, parts: list[Count]) -> Iterator[Finding]:
    figures = tuple(each.figure for each in (total, *parts))
    value = round(sum(each.value for each in parts), 9)
    what = f"{total.name} against the points of {len(parts)} items"
    finding = judged(Finding(total.report_id, "score", what, figures[0], value, figures, "", 0.0))
    certain = finding.verdict != "contradiction" or not BONUS.search(page.text) or is_slip(finding, True)
    if certain and abs(value - total.value) <= NEAR:
        yield finding
