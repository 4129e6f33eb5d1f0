"""Do the figures of a report agree with each other? Every comparison that can be made, with its verdict."""

from collections.abc import Callable, Iterator

import pandas as pd

from helpers.coding import accounts
from helpers.coding.findings import Figure, Finding, half_digit, judged, table
from helpers.coding.tidy import same_unit

FULL_MARKS = 100


def audit(read: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Table audit: every check of the tables funds, indicators and scorecard, the gravest verdicts first.

    Figures of grids, which have a cell and no place in a text, are not compared yet.
    """
    placed = {name: read[name].dropna(subset=["start"]) for name in ("funds", "indicators", "scorecard")}
    return table(finding for check in CHECKS for finding in check(placed))


def units(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Targets and actuals that are printed in unlike units."""
    numbers = {side: pd.to_numeric(read["indicators"][side], errors="coerce") for side in ("target", "actual")}
    rows = read["indicators"].assign(**numbers).dropna(subset=["target", "actual"])
    for row in rows[[not same for same in same_unit(rows)]].itertuples():
        what = f"{row.name_zh}: target in {row.target_unit}, actual in {row.actual_unit}"
        figure = _indicator(row, row.target)
        yield Finding(row.report_id, "unit", what, figure, row.actual, (figure,), "not_comparable")


def unreported(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Targets without an actual."""
    for row in read["indicators"].query("comparator != '' and actual == ''").itertuples():
        figure = _indicator(row, pd.to_numeric(row.target, errors="coerce"))
        what = f"{row.name_zh}: a target and no actual"
        yield Finding(row.report_id, "missing", what, figure, None, (figure,), "not_reported")


def points(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """The total self score, where one is stated, against the sum of the criteria.

    A difference is a contradiction where the criteria are complete, that is their maxima make up full marks; else a
    criterion may have been left out or a bonus capped (scope).
    """
    for report, rows in read["scorecard"].groupby("report_id"):
        total, criteria = rows[rows["level1_zh"] == "总分"], rows[rows["level1_zh"] != "总分"]
        if total["points"].nunique() == 1 and len(criteria) > 1:
            stated, *figures = (_scored(row) for row in (next(total.itertuples()), *criteria.itertuples()))
            recomputed = sum(figure.value for figure in figures)
            what = f"self score against the sum of {len(figures)} criteria, points"
            used = (stated, *figures)
            finding = judged(Finding(report, "score", what, stated, recomputed, used, tolerance=stated.half_digit))
            proven = finding.verdict != "contradiction" or _complete(criteria)
            yield finding if proven else finding._replace(verdict="scope")


CHECKS: tuple[Callable[[dict[str, pd.DataFrame]], Iterator[Finding]], ...] = (
    accounts.parts, accounts.lines, accounts.limits, accounts.repeats, accounts.carryovers, accounts.rates,
    accounts.uninformative, units, unreported, points,
)  # fmt: skip


def _complete(criteria: pd.DataFrame) -> bool:
    return bool(criteria["max_points"].notna().all() and abs(criteria["max_points"].sum() - FULL_MARKS) < 1e-9)


def _scored(row: tuple) -> Figure:
    return Figure(f"scorecard:{row.Index}", row.points, half_digit(row.token), row.start, row.end)


def _indicator(row: tuple, value: float) -> Figure:
    return Figure(f"indicators:{row.Index}", value, half_digit(row.token), row.start, row.end)
