"""Checks of what is there at the end of a year against what was there at its beginning, came in and went out."""

from collections.abc import Iterator
from itertools import groupby

from helpers.coding.counts import MONEY, RATE, Count, Page
from helpers.coding.findings import Finding, judged
from helpers.coding.words import pattern

OTHER = ("分", RATE, MONEY)
PART = pattern("parts_follow")
ROLES = ("at_first", "comes_in", "goes_out", "at_last")


def balances(pages: list[Page]) -> Iterator[Finding]:
    """Stocks at the end of a year (库存, 在册) against those at its beginning, with all that came in, less all that
    went out, where a passage prints each in one unit and nothing else in it."""
    for page in pages:
        for passage in _passages(page):
            told = [(each, _role(each)) for each in passage]
            yield from _balanced(told) if all(role for _, role in told) else ()


def _passages(page: Page) -> Iterator[list[Count]]:
    """Exact counts of a paragraph that follow each other in one unit, parts behind 其中 left out."""
    own = [each for each in page.counts if each.comparator == "=" and each.unit not in OTHER]
    for _, run in groupby(own, key=lambda each: (each.unit, page.text.count("\n", 0, each.start))):
        yield from _whole_years([each for each in run if not PART.search(each.name)])


def _whole_years(run: list[Count]) -> Iterator[list[Count]]:
    """The run between two stocks, one at the beginning of a year and one at its end, both first or one of them last."""
    places = {role: [n for n, each in enumerate(run) if _role(each) == role] for role in ("at_first", "at_last")}
    if all(len(found) == 1 for found in places.values()):
        first, last = places["at_first"][0], places["at_last"][0]
        outer = abs(first - last) > 1
        yield run[min(first, last) : max(first, last) + 1] if outer else run[min(first, last) : min(first, last) + 4]


def _role(each: Count) -> str:
    """Which term of the balance a count is by its name; empty for none."""
    return next(
        (role for role in ("at_first", "at_last", "goes_out", "comes_in") if pattern(role).search(each.name)), ""
    )


def _balanced(told: list[tuple[Count, str]]) -> Iterator[Finding]:
    by_role = {name: [each for each, role in told if role == name] for name in ROLES}
    if all(by_role.values()):
        (first,), added, gone, (last,) = by_role.values()
        value = first.value + sum(each.value for each in added) - sum(each.value for each in gone)
        figures = tuple(each.figure for each in (last, first, *added, *gone))
        what = f"{last.name} against {first.name} + what came in - what went out, {last.unit}"
        yield judged(Finding(last.report_id, "identity", what, figures[0], round(value, 9), figures))
