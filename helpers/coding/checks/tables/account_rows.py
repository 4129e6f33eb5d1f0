"""The rows of funds as the checks of money take them: as figures, in groups, each amount once."""

from collections.abc import Iterable, Sequence
from operator import attrgetter

import pandas as pd

from helpers.coding.checks.findings import Figure, Finding, half_digit, held, scale

REACH = 200  # parts of a total follow within this many characters of it

Row = tuple  # a row of funds, its cells by name


def figure(row: Row) -> Figure:
    """An amount as a figure: its value and half a unit of its last printed digit, both in 万元."""
    digit = scale(row.amount_wan, row.token) * half_digit(row.token)
    return Figure(f"funds:{row.Index}", row.amount_wan, digit, row.start, row.end)


def against(kind: str, what: str, rows: Sequence[Row], *more, **named) -> Finding:
    """The judged finding of the first amount against the others, `held` with all that is behind its figures."""
    stages = tuple(row.stage for row in rows)
    return held(kind, rows[0].report_id, what, [*map(figure, rows)], *more, stages=stages, **named)


def amounts(read: dict[str, pd.DataFrame]) -> list[Row]:
    """The rows of funds, named parts of money whose whole is told beside them having category `other`."""
    rows = list(read["funds"].itertuples())
    whole = {(row.report_id, row.project_id) for row in rows if is_total(row) and not row.line}
    return [
        row._replace(category="other")
        if row.line and is_total(row) and (row.report_id, row.project_id) in whole
        else row
        for row in rows
    ]


def grouped(rows: Iterable[Row], *names: str) -> list[list[Row]]:
    """The rows by the values of these columns, in the order in which they first occur."""
    groups: dict[object, list[Row]] = {}
    key = attrgetter(*names)
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


def distinct(rows: Iterable[Row], stage: str = "") -> list[Row]:
    """The first row of each amount, of one stage or of all."""
    return [each[0] for each in grouped((row for row in rows if stage in ("", row.stage)), "amount_wan")]


def is_total(row: Row) -> bool:
    """Whether a row is undivided: of all purses and all uses."""
    return row.source == row.category == "total"
