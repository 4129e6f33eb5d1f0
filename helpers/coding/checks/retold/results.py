"""The check of results that two reports of a unit and year tell of one target."""

from collections.abc import Iterator
from itertools import combinations, product

import pandas as pd

from helpers.coding.checks.counts import RATE, plain_unit
from helpers.coding.checks.findings import Figure, Finding, slipped
from helpers.coding.checks.retold.repeats import core
from helpers.coding.checks.tables.account_rows import Row, grouped
from helpers.coding.checks.tables.across import of_one_unit
from helpers.coding.checks.words import overlap

SWAPPED, EXCHANGED = 100, 1000  # what numbers are not below where two digits swapped, or one exchanged, are no chance
RATES = (RATE, "‰", "分")


def across(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Actuals in two reports of one unit and year of indicators with like names, one unit and one target, of which the
    one is a slip of the other: no two purposes count so."""
    rows = [*_counted(read["indicators"]).itertuples()]
    of_report = {own[0].report_id: own for own in grouped(rows, "report_id")}
    for reports in of_one_unit(read["reports"]):
        for one, other in combinations([each for each in reports if each in of_report], 2):
            pairs = product(of_report[one], of_report[other])
            yield from (_slip(*pair) for pair in pairs if _is_slip(*pair))


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a target and an exact actual that are numbers of what is counted."""
    numbers = {side: pd.to_numeric(rows[side], errors="coerce") for side in ("target", "actual")}
    own = rows.assign(**numbers)
    counted = ~own["actual_unit"].isin(RATES) & own["actual_comparator"].eq("=")
    return own[counted & own[["actual", "target"]].min(axis=1).ge(SWAPPED)]


def _is_slip(one: Row, other: Row) -> bool:
    short, long = sorted((core(each.name_zh) for each in (one, other)), key=len)
    same = one.target == other.target and plain_unit(one.actual_unit) == plain_unit(other.actual_unit)
    exact = slipped(one.actual, other.actual, swaps_only=min(one.actual, other.actual) < EXCHANGED)
    return same and exact and overlap(short, long)


def _slip(one: Row, other: Row) -> Finding:
    figures = tuple(
        Figure(f"indicators:{row.Index}", row.actual, 0.0, int(row.start), int(row.end)) for row in (one, other)
    )
    what = f"{one.name_zh}: told again with a slip, {one.actual_unit or 'number'}"
    reports = f"{one.report_id}+{other.report_id}"
    return Finding(reports, "cross_report", what, figures[0], other.actual, figures, "contradiction")
