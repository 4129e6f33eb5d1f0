"""Do the figures of a report agree with each other? Every comparison that can be made, with its verdict."""

import re
from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from helpers.coding import account_rates, accounts, behind, limits, marks, repeats, tallies
from helpers.coding.counts import Page, pages
from helpers.coding.findings import IN_GRID, Figure, Finding, half_digit, judged, table, unless_proven
from helpers.coding.tidy import same_unit

CHANGED = re.compile("追加|调增|调减|核增|核减|压减|增补")
PLACED = ["funds", "indicators", "outcomes", "resources", "scorecard"]
READ = ["reports", *PLACED]


def audit(read: dict[str, pd.DataFrame], texts: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Table audit: every check of the tables that `read` yields, the gravest verdicts first.

    `texts` are the texts of the reports by report_id. Counts are compared where the text is there, as only its words
    say which belong together, and the sentence of a finding is quoted.
    """
    placed = {**read, **{name: _ordered(read[name]) for name in PLACED}}
    found = [finding for check in OF_TABLES for finding in check(placed)]
    texts = texts or {}
    found += [*behind.completions(placed, texts), *behind.shares(placed, texts)]
    told = pages(placed, texts)
    found += [finding for check in OF_TEXTS for finding in check(told)]
    found += repeats.across(told, read["reports"])
    return table((_unless_changed(finding, texts.get(finding.report_id, "")) for finding in found), texts)


def _unless_changed(finding: Finding, text: str) -> Finding:
    """The finding, scope where the words between its amounts tell of changes of the budget."""
    starts = [int(figure.start) for figure in finding.figures]
    changed = finding.kind in ("rate", "identity") and CHANGED.search(text[max(0, min(starts)) : max(0, max(starts))])
    return unless_proven(judged(finding)) if changed else finding


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows, those of grids, which have no offset, with their order in the report below all offsets."""
    order = frame.groupby("report_id").cumcount() * 10 + IN_GRID
    return frame.assign(start=frame["start"].fillna(order), end=frame["end"].fillna(order))


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


OF_TABLES: tuple[Callable[[dict[str, pd.DataFrame]], Iterator[Finding]], ...] = (
    accounts.parts, accounts.lists, accounts.lines, accounts.limits, accounts.repeats, accounts.carryovers,
    accounts.leftovers, accounts.uninformative, account_rates.rates, account_rates.printed, units, unreported,
    marks.criteria, marks.items, limits.points, limits.percentages, limits.assets,
)  # fmt: skip
OF_TEXTS: tuple[Callable[[list[Page]], Iterator[Finding]], ...] = (
    tallies.parts, tallies.classes, tallies.near_sums, tallies.rates, tallies.staff, repeats.within,
)  # fmt: skip


def _indicator(row: tuple, value: float) -> Figure:
    return Figure(f"indicators:{row.Index}", value, half_digit(row.token), row.start, row.end)
