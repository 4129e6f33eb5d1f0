"""An amount of money that was found, and what it is beside others."""

from bisect import bisect_right
from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from helpers.reading.records import Fund
from helpers.reading.text.layout import Layout

NAMED_SOURCES = ("fiscal_appropriation", "other")  # several purses may be one of these, so their names tell them apart
BUDGETED = ("initial_budget", "adjusted_budget")
PLANNED = (*BUDGETED, "allocated")
KEPT = ("carryover_in", "carryover_out")  # what is left over is nobody's result
FEW = 2
LONGEST_NAME = 20


class Found(NamedTuple):
    """A row with what its words say besides."""

    row: Fund
    named: bool  # for one purpose
    purse: bool  # from the purse of one level of government, and not said to be part of a total
    granted: bool  # it was 拨付
    name: str
    whole: int | None  # the place of what it divides
    share: bool  # what one level spends or gets
    weak: bool  # named as a grant, whose name may be all that tells its stage
    verb: bool  # its stage is told by a verb alone


def changed(each: Found, **row: object) -> Found:
    """The same with other values in its row."""
    return each._replace(row=each.row._replace(**row))


def staged(each: Found, stage: str) -> Found:
    """The same as a total of a stage that no word of its own tells."""
    return changed(each, stage=stage, source="total")._replace(named=False)


def others(told: list[Found], loose: list[Found]) -> list[Found]:
    """The loose amounts that are not among those told."""
    places = {each.row.start for each in told}
    return [each for each in loose if each.row.start not in places]


def in_order(found: list[Found]) -> list[Found]:
    """The same in order of place."""
    return sorted(found, key=lambda each: each.row.start)


def paragraph(page: Layout, each: Found) -> int:
    """The number of the paragraph that an amount stands in."""
    return bisect_right(page.paragraphs, each.row.start)


def sums(found: list[Found]) -> dict[int | None, Decimal]:
    """What the parts of each whole add up to, by the place of the whole."""
    added: dict[int | None, Decimal] = defaultdict(Decimal)
    for each in found:
        added[each.whole] += each.row.amount_wan
    return added


def is_all(each: Found) -> bool:
    """Whether an amount is of all sources and categories."""
    return (each.row.source, each.row.category) == ("total", "total")


def is_whole(each: Found) -> bool:
    """Whether an amount is of all sources and categories and named for no purpose."""
    return is_all(each) and not each.named


def is_budget(each: Found) -> bool:
    """Whether an amount is a budget that no purse and no use has for itself."""
    return is_whole(each) and each.row.stage in BUDGETED


def budget(row: Fund) -> tuple[str, str, str]:
    """Project, line and stage of a row: what amounts are totals or parts of."""
    return row.project_id, row.line, row.stage


def most(found: list[Found]) -> dict[str, Decimal]:
    """The largest total of each project, of whatever stage."""
    most: dict[str, Decimal] = defaultdict(Decimal)
    for each in filter(is_whole, found):
        most[each.row.project_id] = max(most[each.row.project_id], each.row.amount_wan)
    return most


def is_less(row: Fund, most: dict[str, Decimal]) -> bool:
    """Whether one purse gave much less than all the money that is told of another stage."""
    return row.stage in KEPT or FEW * row.amount_wan < most[row.project_id]
