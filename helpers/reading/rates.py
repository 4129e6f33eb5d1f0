"""Rates of budget management: completion, carryover, control."""

import re

from helpers.reading import layout
from helpers.reading.records import Quantity
from helpers.reading.vocabulary import pattern, unit_kind, words

REACH = 45


def management_rates(page: layout.Layout, quantities: list[Quantity]) -> tuple[list[tuple[str, Quantity]], set[int]]:
    """Name and number of each rate, a value stated again left out, in order of place; and all offsets they stand at."""
    stated = [(name, q) for q in quantities if (name := rate_name(page, q))]
    first = {(name, q.value): (name, q) for name, q in reversed(stated)}
    return sorted(first.values(), key=lambda pair: pair[1].start), {q.start for _, q in stated}


def rate_name(page: layout.Layout, q: Quantity) -> str:
    """The rate of budget management that a number states; empty for any other number."""
    if q.unit and unit_kind().get(q.unit) != "rate":
        return ""
    start, _ = layout.sentence(page, q.start)
    left = page.text[max(start, q.begin - REACH) : q.begin]
    named = q.unit or re.search(r"率[为是：]?[ \t]*$", left)
    found = [m[0] for m in pattern("management_rates").finditer(left) if _stands_alone(left, m)]
    if not named or not found or re.search(r"[；。]|未|不足|低于|\d[ \t]*[%％]", left[left.rfind(found[-1]) :]):
        return ""
    longer = [name for name in found if name.endswith(found[-1])]
    return max(longer, key=len)


def _stands_alone(left: str, match: re.Match) -> bool:
    """Whether a short name like 到位率 is no part of another, as 师资到位率."""
    return match[0] not in words("bare_rates") or not re.search(r"[\u4e00-\u9fff]$", left[: match.start()])
