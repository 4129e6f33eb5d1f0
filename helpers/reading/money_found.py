"""An amount of money that was found, and what several of them are together."""

from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from helpers.reading.records import Fund

NAMED_SOURCES = ("fiscal_appropriation", "other")  # several purses may be one of these, so their names tell them apart
BUDGETED = ("initial_budget", "adjusted_budget")
PLANNED = (*BUDGETED, "allocated")
KEPT = ("carryover_in", "carryover_out")  # what is left over is nobody's result
FEW = 2
LONGEST_NAME = 20


class Found(NamedTuple):
    """A row with what its words say besides: that it is for one purpose, that it comes from the purse of one level of
    government and is not said to be part of a total, that it was 拨付; its name, the place of the
    whole it divides, and that it is what one level spends or gets."""

    row: Fund
    named: bool
    purse: bool
    granted: bool
    name: str
    whole: int | None
    share: bool = False
    weak: bool = False  # it is named as a grant, whose name may be all that tells its stage
    verb: bool = False  # its stage is told by a verb alone


def is_whole(each: Found) -> bool:
    """Whether an amount is of all sources and categories and named for no purpose."""
    return (each.row.source, each.row.category, each.named) == ("total", "total", False)


def is_budget(each: Found) -> bool:
    """Whether an amount is a budget that no purse and no use has for itself."""
    return is_whole(each) and each.row.stage in BUDGETED


def budget(row: Fund) -> tuple[str, str, str]:
    """Project, line and stage of a row: what amounts are totals or parts of."""
    return row.project_id, row.line, row.stage


def most(found: list[Found]) -> dict[str, Decimal]:
    """The largest total of each project, of whatever stage."""
    most: dict[str, Decimal] = defaultdict(Decimal)
    for each in found:
        if is_whole(each):
            most[each.row.project_id] = max(most[each.row.project_id], each.row.amount_wan)
    return most


def is_less(row: Fund, most: dict[str, Decimal]) -> bool:
    """Whether one purse gave much less than all the money that is told of another stage."""
    return row.stage in KEPT or FEW * row.amount_wan < most[row.project_id]
