"""Checks of sums whatever words stand between their figures: all figures of one unit in a passage, of which one is the
sum of the others, or would be with two neighbouring digits of one of them swapped."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.checks.counts import RATE, Count, Page, against, is_open
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
NUMBERS, FAR = "零一二三四五六七八九", 0.25


def sums(pages: list[Page]) -> Iterator[Finding]:
    """Passages of which one figure, the first or the last, is but for a slip the sum of the others."""
    for page in pages:
        for passage in _passages(page):
            if FEWEST <= len(passage) <= MANY and not _has_a_sum(passage):
                yield from _slipped(page, passage)


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
