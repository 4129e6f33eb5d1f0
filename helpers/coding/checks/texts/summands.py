"""Checks of sums whatever words stand between their figures: all figures of one unit in a passage, of which one is the
sum of the others, or would be with two neighbouring digits of one of them swapped."""

import re
from collections.abc import Iterator
from itertools import accumulate, combinations, pairwise

from helpers.coding.checks.counts import RATE, SAME, Count, Page, against, is_open
from helpers.coding.checks.findings import Finding, coincidence, distance
from helpers.coding.checks.words import any_of, pattern

PASSAGE = re.compile(
    r"[。！？]\n*|(?<![；;：:，,、\n])\n|[；;](?!\s*[（(]?\d|\n)"
)  # a list may have a line or a clause an item
TOTAL = re.compile(rf"(?:{any_of('total_of_list', 'sum_said')})[^，。；\d]{{0,8}}$")
NO_PART = re.compile(rf"{any_of('quota', 'aimed', 'last_year')}|累计|截[至止]|比|较|每|均|超|约|预算|率$")
LIST = re.compile(rf"{any_of('list_follows')}|[：:]|(?:一是|1[.．、]|（一）)")
FEWEST, MANY = 3, 12  # figures of a passage
BARE, TIED = 0.001, 0.1  # chances by which a slip is no coincidence, without words for a sum and with them
ALL = re.compile(
    "(?:(?:以上|上述|这)?(?P<n>[两二三四五六七八九])项[^，。；\\d]{0,6}|以上|加起来|相加|加在一起)[^，。；\\d]{0,6}$"
)
KINDS = re.compile(
    "(?:以上|上述|这)?(?P<n>[两二三四五六七八九])(?:项|类|块|笔|种|处|个?方面|部分|级|档|者|样)[^，。；\\d]{0,6}?"
    "(?:共|合计|总计|相加|加起来|加在一起|合起来|之和)[^，。；\\d]{0,6}$"
)
NUMBERS, FAR, OTHER = "零一二三四五六七八九", 0.25, (RATE, "分", "")


def sums(pages: list[Page]) -> Iterator[Finding]:
    """Passages of which one figure, the first or the last, is but for a slip the sum of the others."""
    for page in pages:
        for passage in _passages(page):
            if FEWEST <= len(passage) <= MANY and not _has_a_sum(passage):
                yield from _slipped(page, passage)


def counted(pages: list[Page]) -> Iterator[Finding]:
    """Totals of so many kinds (以上四类共2,280人) against so many figures before them, without those that these have
    as parts; none where other figures there make them up."""
    for page in pages:
        for place, whole in enumerate(page.counts):
            told = KINDS.search(page.text[max(0, whole.start - 20) : whole.start])
            before = _paragraph(page, place) if told and whole.comparator == "=" and whole.unit not in OTHER else []
            heads, size = _heads(before), NUMBERS.index(told["n"].replace("两", "二")) if told else 0
            if size > 1 and len(heads) >= size and not _make_up(before, size, whole):
                found = _sum(whole, heads[-size:])
                sure = distance(found) <= FAR * whole.value and not any(_is_none(page, e) for e in heads[-size:])
                yield from [found] if sure else []


def _paragraph(page: Page, place: int) -> list[Count]:
    """The exact figures in its unit before a figure in its paragraph, or where it opens that, in the lines before."""
    whole = page.counts[place]
    start = page.text.rfind("\n", 0, whole.start)
    own = [each for each in page.counts[max(0, place - 2 * MANY) : place] if each.unit == whole.unit]
    exact = [each for each in own if each.comparator == "=" and not is_open(page.head(each))]
    return [each for each in exact if each.start > start] or exact


def _make_up(counts: list[Count], size: int, whole: Count) -> bool:
    """Whether so many of the figures, or those that follow each other, make up a whole."""
    values = [each.value for each in counts]
    runs = (total for place in range(len(values)) for total in [*accumulate(values[place:])][1:])
    sums = (*runs, *map(sum, combinations(values[-MANY:], size)))
    return any(abs(total - whole.value) < SAME for total in sums)


def _heads(counts: list[Count]) -> list[Count]:
    """The figures without those that, directly behind one, make it up."""
    kept, place = [], 0
    while place < len(counts):
        sums = [round(each, 6) for each in accumulate(each.value for each in counts[place + 1 :])]
        value = round(counts[place].value, 6)
        kept.append(counts[place])
        place += 1 + (sums.index(value) + 1 if value in sums[1:] else 0)
    return kept


def _passages(page: Page) -> Iterator[list[Count]]:
    """The exact figures of each unit between two full stops, those in parentheses left out; with the last figure of the
    passage before, where that has the unit too, and the figures before one that stands alone."""
    starts = [0, *(each.end() for each in PASSAGE.finditer(page.text)), len(page.text) + 1]
    place, before = 0, {}
    for start, end in pairwise(starts):
        own = []
        while place < len(page.counts) and page.counts[place].start < end:
            own.append(page.counts[place])
            place += 1
        by_unit = _by_unit(page, own, start)
        for unit, counts in by_unit.items():
            yield counts
            yield from [[each, *counts] for each in before.get("", [])[-1:] if each.unit == unit]
            yield from [[*before[unit], *counts]] if len(counts) == 1 and unit in before else []
        before = by_unit | {"": own}


def _by_unit(page: Page, own: list[Count], start: int) -> dict[str, list[Count]]:
    found: dict[str, list[Count]] = {}
    for each in own:
        inside = is_open(page.text[start : each.start])
        if not inside and each.unit not in (RATE, "分", ""):
            found.setdefault(each.unit, []).append(each)
    return {unit: counts for unit, counts in found.items() if all(each.comparator == "=" for each in counts)}


def _has_a_sum(passage: list[Count]) -> bool:
    """Whether figures that follow each other make up the one before or behind them, exactly."""
    values = [round(each.value, 6) for each in passage]
    spread = sum(each.half_digit for each in passage)
    for start in range(len(values)):
        for end in range(start + 2, len(values) + 1):
            beside = [*values[max(0, start - 1) : start], *values[end : end + 1]]
            if any(abs(sum(values[start:end]) - each) <= spread + 1e-9 for each in beside):
                return True
    return False


def _slipped(page: Page, passage: list[Count]) -> Iterator[Finding]:
    for whole, parts in ((passage[0], passage[1:]), (passage[-1], passage[:-1])):
        found = _sum(whole, parts)
        if any(_is_none(page, each) for each in parts):
            continue
        words = page.text[max(0, whole.start - 20) : whole.start]
        said = TOTAL.search(words) or (whole is passage[0] and LIST.search(page.between(whole, parts[0])))
        if coincidence(found) < (TIED if said else BARE) or _is_of_all(words, found):
            yield found
            return


def _is_of_all(words: str, found: Finding) -> bool:
    """Whether the words before a total say that it is that of all figures before it, or of so many (以上三项共)."""
    told, parts = ALL.search(words), found.figures[1:]
    near = distance(found) <= FAR * found.stated.value
    same = told is not None and (not told["n"] or NUMBERS.index(told["n"].replace("两", "二")) == len(parts))
    return near and same and found.stated.start > parts[-1].start


def _is_none(page: Page, each: Count) -> bool:
    """Whether a figure is no part, or may overlap with others."""
    behind = re.split("[。；;\n]", page.text[each.end : each.end + 40])[0]
    return (
        NO_PART.search(each.name + behind) is not None
        or pattern("overlapping", "overlap_said").search(each.name + behind) is not None
    )


def _sum(whole: Count, parts: list[Count]) -> Finding:
    what = f"{whole.name} against all {len(parts)} other figures of its passage, {whole.unit or 'number'}"
    return against("sum", what, [whole, *parts])
