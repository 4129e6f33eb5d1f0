"""The check of points of a chapter, which its head tells with their maximum, against those of the items under it."""

import re
from collections.abc import Iterator
from itertools import accumulate

from helpers.coding.checks.counts import SAME, Page
from helpers.coding.checks.findings import Finding
from helpers.coding.checks.texts.points import BONUS, MORE, WHOLE, Point, is_pair, of_items, told

ENDS = re.compile(
    r"分?[）)】]?(?:[。：:]?[ \u3000]*\n|[：:])"
)  # behind points of a head: its line ends, its list opens
SIGN = re.compile(r"\s*(第?[（(]?[一二三四五六七八九十]+[^\u4e00-\u9fff\n]{1,2}|[^\u4e00-\u9fff\n]*)")
NAME = re.compile(r"[^。；;\d\n]{2,30}")
NUMBER, FEWEST = re.compile(r"\d+|[一二三四五六七八九十]+"), 2  # items under a head

Pair = tuple[Point, Point]  # a maximum and the points got of it


def under_heads(pages: list[Page]) -> Iterator[Finding]:
    """Points of the head of a chapter or of a line against those of the items behind it that have its maximum."""
    for page in pages:
        pairs = [*_pairs(page)]
        for place, (most, got) in enumerate(pairs):
            under = _under(page, pairs[place:]) if _is_head(page, pairs[place]) else []
            own = _of_maximum(under, most.value)
            words = page.text[most.count.start : own[-1][1].count.end] if own else ""
            if own and not BONUS.search(words) and not any(_is_added_to(page, each) for _, each in own):
                yield of_items(got, [each for _, each in own])


def _pairs(page: Page) -> Iterator[Pair]:
    """The maxima each with the points got directly beside it, or behind it in its line."""
    scored = [each for each in told(page) if not each.lost]
    place = 0
    while place + 1 < len(scored):
        one, other = scored[place : place + 2]
        in_line = one.most and other.got and not other.most and "\n" not in page.between(one.count, other.count)
        first, last = is_pair(page, one, other) or in_line, is_pair(page, other, one)
        if first or last:
            yield (one, other) if first else (other, one)
        place += 2 if first or last else 1


def _line(page: Page, pair: Pair) -> str:
    """The words of its line before a maximum and what was got of it."""
    start = min(each.count.start for each in pair)
    return page.text[page.text.rfind("\n", 0, start) + 1 : start]


def _sign(line: str) -> str:
    """The sign before a line, with 一 or 1 for any number in it (一、 of 三、产出)."""
    return NUMBER.sub(lambda own: "1" if own[0].isdigit() else "一", SIGN.match(line)[1].strip())


def _is_head(page: Page, pair: Pair) -> bool:
    """Whether a maximum and what was got of it end a head, not the total of a list before them."""
    line, last = _line(page, pair), max(each.count.end for each in pair)
    named = NAME.fullmatch(line[SIGN.match(line).end() :]) is not None and not WHOLE.search(line)
    return named and is_pair(page, *pair) and ENDS.match(page.text + "\n", last) is not None


def _under(page: Page, pairs: list[Pair]) -> list[Pair]:
    """The items under the first, a head, up to the next of its sign: those of its line, or of the sign of the next."""
    head, items = _line(page, pairs[0]), []
    for each in pairs[1:]:
        line, first = _line(page, each), _line(page, items[0]) if items else ""
        left = first.startswith(head) and not line.startswith(head)  # the line of the head
        if left or (_sign(line) == _sign(head) and _is_head(page, each)):
            break
        items += [each] if not items or _sign(line) == _sign(first) else []
    return items


def _of_maximum(items: list[Pair], most: float) -> list[Pair]:
    """The first items of which the maxima are in sum the one of their head; none where no number of them is."""
    sums = [*accumulate(most.value for most, _ in items)]
    size = next((n for n, each in enumerate(sums, 1) if abs(each - most) < SAME), 0)
    return items[:size] if size >= FEWEST else []


def _is_added_to(page: Page, got: Point) -> bool:
    """Whether the words behind points tell of more of them."""
    return MORE.match(page.text[got.count.end :].removeprefix("分").lstrip("，,；;")) is not None
