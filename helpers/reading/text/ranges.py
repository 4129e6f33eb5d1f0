"""Ranges of numbers in running text, as 30至35公里 or 90%-95%: no one figure, but what a goal may name."""

import re
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from helpers.reading.records import Quantity
from helpers.reading.text.quantities import NUMBER, find
from helpers.reading.vocabulary import unit_kind

IN_WORDS = "qualitative"
BETWEEN = re.compile(r"(?:[~～至—]|(?<![间时])到|-)(?<=[\d%％\u4e00-\u9fff].)[—-]*(?=\d)")
FIRST = re.compile(
    rf"(?:^|[，。；：、（\n])([^，。；：、（\n]*?)(?<![\d.．,，/:A-Za-z第〔-])({NUMBER.pattern})"
    r"([万亿%％]|[^\d\s，。；：、（）%]{0,4})$"
)
BECOMES = re.compile("[由从]")  # 由82%至96% is a change
LONGEST = 30  # characters of the first number with its unit and the words before it
NO_RANGES = frozenset(["年", "分", "个月", "月"])  # spans of time and scores have them too


def ranges(text: str) -> list[Quantity]:
    """The ranges of a text, each as a quantity whose comparator is `qualitative`, whose token is all of it and whose
    value is its upper end; spans of years, points and numbers without a unit are none."""
    spans = {last: first for last, *first in _spans(text)}
    if not spans:
        return []
    shown = list(text)
    for last, (first, _) in spans.items():
        shown[first:last] = " " * (last - first)
    read = {q.start: q for place in spans for q in _in_line("".join(shown), place)}
    found = [q for q in read.values() if q.start in spans and q.unit in unit_kind() and q.unit not in NO_RANGES]
    whole = [(q, spans[q.start][0]) for q in found if _is_unit(text, q, spans[q.start][1])]
    return [
        replace(q, begin=min(q.begin, at), start=at, end=q.stop, token=text[at : q.stop], comparator=IN_WORDS)
        for q, at in whole
    ]


def _in_line(text: str, place: int) -> list[Quantity]:
    """The quantities of the line of a place."""
    first, last = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    found = find(text[first : last if last >= 0 else None])
    ends = ("begin", "start", "end", "stop")
    return [replace(q, **{name: getattr(q, name) + first for name in ends}) for q in found]


def with_ranges(quantities: list[Quantity], found: list[Quantity]) -> list[Quantity]:
    """The quantities in order of place, ranges in place of their two ends."""
    ends = {place for each in found for place in range(each.start, each.end)}
    return sorted([*(q for q in quantities if q.start not in ends), *found], key=attrgetter("start"))


def _is_unit(text: str, q: Quantity, printed: str) -> bool:
    """Whether the words behind the first number of a range are its unit, which is that of the second."""
    return printed in ("", "万", "亿") or text[: q.stop].endswith(printed)


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the second number of each range begins, the first one, which is less, and what stands behind that."""
    for between in BETWEEN.finditer(text):
        first = FIRST.search(text, max(0, between.start() - LONGEST), between.start())
        last = NUMBER.match(text, between.end())
        if first and last and _value(first[2]) < _value(last[0]) and not BECOMES.search(first[1]):
            yield between.end(), first.start(2), first[3]


def _value(number: str) -> float:
    return float(number.replace(",", "").replace("，", "").replace("．", "."))
