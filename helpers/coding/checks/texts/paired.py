"""Checks of lists of which each item has two figures, how many and how much (道路4条，218万元；…): where the ones make
up a figure near the list, it is all of it, and the others make up a figure as well."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.checks.counts import RATE, Count, Page, alike
from helpers.coding.checks.findings import Finding, distance, is_slip
from helpers.coding.checks.texts.listings import summed

SECOND = re.compile("[，,、（(]?(?![每均单])[^，,。；;、（(\\d]{0,6}")
NEXT = re.compile("[）)]?[，,；;、]?\\s*[^，,。；;、（(\\d]{2,16}")
FEWEST = 3  # items of a list
BACK, BEHIND = 8, 2  # figures before a list, and behind it, that it may make up
FAR = 0.25  # share of its whole that a list may miss


def sums(pages: list[Page]) -> Iterator[Finding]:
    """The figures of which a slip keeps one of the two columns of a list, where the other makes up one exactly."""
    for page in pages:
        for place, items in _lists(page):
            near = page.counts[max(0, place - BACK) : place]
            near = [
                *near,
                *page.counts[place + len(items) : place + len(items) + BEHIND],
            ]
            found = [_against(column, near) for column in (items[::2], items[1::2])]
            made = [any(each.verdict == "holds" for each in sums) for sums in found]
            yield from (_slips(found[made.index(False)]) if sorted(made) == [False, True] else [])


def _lists(page: Page) -> Iterator[tuple[int, list[Count]]]:
    """The figures of each list of pairs, with the place of the first."""
    place = 0
    while place < len(page.counts):
        items = _items(page, place)
        if len(items) >= 2 * FEWEST:
            yield place, items
        place += max(1, len(items))


def _items(page: Page, place: int) -> list[Count]:
    """The figures from one on that are pairs in the same two units, each behind a name or its first."""
    items = page.counts[place : place + 1]
    for last, each in pairwise(page.counts[place:]):
        gap = SECOND if len(items) % 2 else NEXT
        like = alike(each, items[-2]) if len(items) > 1 else not alike(each, last)
        if not like or not gap.fullmatch(page.between(last, each).removeprefix(last.unit)):
            break
        items.append(each)
    exact = all(each.comparator == "=" and each.unit not in (RATE, "分", "") for each in items)
    return items[: len(items) // 2 * 2] if exact else []


def _against(parts: list[Count], near: list[Count]) -> list[Finding]:
    return [summed(each, parts) for each in near if alike(each, parts[0]) and each.comparator == "="]


def _slips(found: list[Finding]) -> Iterator[Finding]:
    slips = [each for each in found if distance(each) <= FAR * each.stated.value and is_slip(each)]
    yield from slips if len(slips) == 1 else []
