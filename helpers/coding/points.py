"""Checks of points in a text: more than their maximum, what is deducted, and all of them against the total."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.counts import Count, Page
from helpers.coding.findings import Finding, is_slip, judged
from helpers.coding.words import any_of, pattern

POINTS = "分"
GOT_NEXT = re.compile(
    rf"[）)]?[，,：:]?(?:(?:{any_of('judged_by')})[^，。；\d]{{2,12}}?[，,]?)?(?:本项|该项|自评|实际|最终)*(?:得分?|实得|自评得?分?|自评)(?:为|是)?"
)
MOST = re.compile(rf"(?:{any_of('most_points')})(?:为|是|共)?$")
GOT = re.compile(rf"(?:{any_of('got_points')})(?:为|是)?$")
LOST = re.compile(f"(?:{any_of('lost_points')})了?$")
TOTAL, RULE, BONUS = map(pattern, ("total_points", "rule_of_points", "bonus"))
BARE = re.compile(r"分?[（(]\d+(?:\.\d+)?分[）)]")
ANOTHER = re.compile("另外?扣")  # what is deducted beside what is not told
LOST_ALSO = re.compile(rf"(?:{any_of('lost_points')})了?\d|^分?等")
SERIES = 3  # criteria with a bare maximum that make a series
FULL, REACH, SIZED = 100.0, 60, 0.15  # full marks, characters to a list, share of a total that it may miss it by
CRITERION = re.compile(
    r"[（(](?:满分|分值|权重)?(?P<most>\d+(?:\.\d+)?)分[）)][：:，,]?[^，。；\d]{0,6}得(?P<got>\d+(?:\.\d+)?)分"
)
FIRST_LEVEL = re.compile(r"[（(]满分(?P<most>\d+(?:\.\d+)?)分[，,、；;](?:实得|自评得?|得)(?P<got>\d+(?:\.\d+)?)分")
LISTED = re.compile("分?(?:[，,；]?其中[：:，,]?|[：:])")
NAMED = re.compile("[\u4e00-\u9fff]{2,}分?$")
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
    between = page.text[most.end : other.start]
    more = ANOTHER.search(between) or LOST_ALSO.search(
        re.split("[。；;\n]", page.text[other.end : other.end + REACH])[0]
    )
    if len(kinds) < 2 or _is_lost(page, most) or not _is_got(page, kinds[False]) or RULE.search(between) or more:
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


def complete(pages: list[Page]) -> Iterator[Finding]:
    """The total of a report against the points of its first criteria with a maximum in parentheses (决策（20分）得18分;
    效益（满分30分，实得28分）) of which the maxima are full marks."""
    for page in pages:
        by_start = {each.start: each for each in _points(page)}
        totals = [each for each in by_start.values() if _is_got(page, each) and TOTAL.search(_clause(page, each))]
        if len({each.value for each in totals}) == 1 and not BONUS.search(page.text):
            listed = (own for words in (FIRST_LEVEL, CRITERION) if (own := _full(page, by_start, words)))
            yield from (_total(totals[0], own) for own in [*listed][:1])


def _full(page: Page, by_start: dict[int, Count], words: re.Pattern) -> list[Count]:
    """The points of the first criteria that these words tell with their maxima and that have full marks; none else."""
    found = [(by_start.get(e.start("most")), by_start.get(e.start("got"))) for e in words.finditer(page.text)]
    pairs = [(most, got) for most, got in found if most and got]
    ends = [n for n in range(2, len(pairs) + 1) if sum(most.value for most, _ in pairs[:n]) == FULL]
    return [got for _, got in pairs[: ends[0]]] if ends else []


def parts(pages: list[Page]) -> Iterator[Finding]:
    """Points against those listed behind them in their sentence: 产出得46分，其中数量得18分，质量得28分."""
    for page in pages:
        scored = _points(page)
        for place, total in enumerate(scored):
            behind = page.text[total.end : total.end + REACH]
            opened = LISTED.match(behind) if _is_got(page, total) else None
            own = [
                each
                for each in scored[place + 1 :]
                if page.sentence(each.start) == page.sentence(total.start) and not _is_bound(page, each)
            ]
            listed = [each for each in own if _is_got(page, each) or opened and NAMED.search(_clause(page, each))]
            if opened and len(own) > 1 and listed == own and not pattern("lost_points").search(behind):
                found = _total(total, own)
                yield from [found] if abs(found.recomputed - total.value) <= SIZED * total.value else []


def _is_bound(page: Page, each: Count) -> bool:
    """Whether points are a maximum: in parentheses with a word for it, or with points got directly behind them."""
    return _is_most(page, each) or page.text[each.end : each.end + 2] == "分得"


def deducted(pages: list[Page]) -> Iterator[Finding]:
    """Points against their maximum less all that was deducted, where an item or a sentence tells of both: （20分）。扣
    1.5分，得17.5分; 扣2.8分，扣3分，满分100分，得94.2分."""
    for page in pages:
        scored = _points(page)
        for place, got in enumerate(scored):
            start = max(page.text.rfind("\n", 0, got.start), page.text.rfind("；", 0, got.start))
            own = [each for each in scored[:place] if each.start > start]
            lost = [each for each in own if LOST.search(_before(page, each))]
            most = [each for each in own if each not in lost and not _is_lost(page, each)]
            words = page.text[start + 1 : got.start]
            alone = lost and len(most) == 1 and not RULE.search(words) and not ANOTHER.search(words)
            if alone and _is_got(page, got) and _is_most(page, most[0]) and len(own) > 1 and _ends(page, scored, place):
                left = round(most[0].value - sum(each.value for each in lost), 9)
                figures = tuple(each.figure for each in (got, most[0], *lost))
                what = f"{got.name}: points against {most[0].value:.12g} less {len(lost)} deductions"
                yield judged(Finding(page.report_id, "score", what, figures[0], left, figures, tolerance=0.0))


def _is_lost(page: Page, each: Count) -> bool:
    """Whether points are told as those that were deducted in all (扣分合计6.8分)."""
    return pattern("lost_points").search(_clause(page, each)) is not None


def _is_most(page: Page, each: Count) -> bool:
    closed = page.text[each.end : each.end + 2] in ("分）", "分)")
    return MOST.search(_before(page, each)) is not None or (closed and page.text[each.start - 1] in "（(")


def _ends(page: Page, scored: list[Count], place: int) -> bool:
    """Whether no more points are told behind some in their sentence."""
    return not any(page.sentence(each.start) == page.sentence(scored[place].start) for each in scored[place + 1 :])


def _total(total: Count, listed: list[Count]) -> Finding:
    figures = tuple(each.figure for each in (total, *listed))
    value = round(sum(each.value for each in listed), 9)
    what = f"{total.name} against the points of {len(listed)} criteria"
    return judged(Finding(total.report_id, "score", what, figures[0], value, figures, "", 0.0))


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
