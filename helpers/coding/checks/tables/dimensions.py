"""The check of units: a target and an actual that no factor makes comparable."""

from collections.abc import Iterator

import pandas as pd

from helpers.coding.checks.findings import Figure, Finding, half_digit
from helpers.coding.checks.words import entry
from helpers.coding.tidy import same_unit


def units(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Targets and actuals that are printed in unlike units."""
    numbers = {side: pd.to_numeric(read["indicators"][side], errors="coerce") for side in ("target", "actual")}
    rows = read["indicators"].assign(**numbers).dropna(subset=["target", "actual"])
    unlike = rows[[not same for same in same_unit(rows)]]
    for row in (each for each in unlike.itertuples() if not _of_one_dimension(each.target_unit, each.actual_unit)):
        what = f"{row.name_zh}: target in {row.target_unit}, actual in {row.actual_unit}"
        figure = Figure(f"indicators:{row.Index}", row.target, half_digit(row.token), row.start, row.end)
        yield Finding(row.report_id, "unit", what, figure, row.actual, (figure,), "not_comparable")


def _of_one_dimension(one: str, other: str) -> bool:
    """Whether one unit can be made the other, as 米 and 公里."""
    return any({one, other} <= {*each.split(" ")} for each in entry("one_dimension"))
