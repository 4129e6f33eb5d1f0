"""Checks of figures that have a limit: points within their maximum, shares within 100 %, assets within their total."""

import re
from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from helpers.coding.checks.findings import Figure, Finding, half_digit, held, scale
from helpers.coding.checks.words import any_of

SHARES = re.compile(
    "(?:满意度|满意率|合格率|覆盖率|及时率|准确率|优良率|成功率|知晓率|通过率|参保率|入学率|巩固率|办结率|普及率)$"
)
WHOLE, PART = re.compile("^(?:合计|总计|总额)"), re.compile("^[一二三四五六七八九十]{1,2}、")
LOST = f"(?:{any_of('lost_points')})$"  # what was taken off is no maximum
TOTAL, FULL, EXECUTION = re.compile("总分|总得分"), 100, 10
ANOTHER = 2  # times their maximum that points are, which are no slip
SEPARATOR = "："  # between the row of a table of assets and its column


def points(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Points above the maximum that is printed with them; of several times that they are those of another."""
    for table, got, most in (("scorecard", "points", "max_points"), ("indicators", "score", "weight")):
        rows = read[table].assign(got=read[table][got], most=read[table][most])
        above = rows[
            rows["got"].between(rows["most"], ANOTHER * rows["most"], "right") & ~rows["name_zh"].str.contains(LOST)
        ]
        for row in (row for row in above.itertuples() if not _has_execution(row)):
            figure = Figure(f"{table}:{row.Index}", row.got, 0.0, row.start, row.end)
            what = f"{row.name_zh}: points against their maximum".removeprefix(": ")
            most = figure._replace(value=row.most)
            yield Finding(row.report_id, "limit", what, most, row.got, (figure,), "exceeds", way="maximum")


def _has_execution(row: tuple) -> bool:
    """Whether a total out of full marks is set beside the points of all but the execution of the budget."""
    return TOTAL.search(row.name_zh) is not None and row.most == FULL - EXECUTION and row.got <= FULL


def percentages(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Shares that cannot be more than all, as satisfaction and coverage, above 100 %."""
    for table, value, unit in (("outcomes", "value", "unit"), ("indicators", "actual", "actual_unit")):
        numbers = read[table].assign(value=pd.to_numeric(read[table][value], errors="coerce"))
        for row in numbers[(numbers["value"] > 100) & (numbers[unit] == "%")].itertuples():
            if SHARES.search(row.name_zh):
                figure = Figure(f"{table}:{row.Index}", row.value, half_digit(row.token), row.start, row.end)
                all_of_it, what = figure._replace(value=100.0), f"{row.name_zh} above 100 %"
                yield Finding(row.report_id, "limit", what, all_of_it, row.value, (figure,), "exceeds")


def assets(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """The total row of a table of assets against its numbered rows, column by column."""
    columns: dict[tuple, list[tuple]] = defaultdict(list)
    for row in read["resources"].itertuples():
        name, _, column = row.name_zh.rpartition(SEPARATOR)
        columns[row.report_id, column].append((name, row))
    for (report, column), rows in columns.items():
        totals = [row for name, row in rows if WHOLE.search(name)]
        parts = [row for name, row in rows if PART.search(name)]
        if len(totals) == 1 and len(parts) > 1:
            figures = [*map(_asset, (*totals, *parts))]
            what = f"total of the assets against {len(parts)} kinds: {column}, {totals[0].unit or 'number'}"
            yield held("sum", report, what, figures)


def _asset(row: tuple) -> Figure:
    whole = not row.unit and float(row.value).is_integer()
    half = 0.0 if whole else scale(row.value, row.token) * half_digit(row.token)
    return Figure(f"resources:{row.Index}", row.value, half, row.start, row.end)
