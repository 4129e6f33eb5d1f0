"""Forms 绩效自评表 become rows: money, indicators and points, by the words of their headers."""

from collections.abc import Mapping

from helpers.reading.formats.grid import Grid
from helpers.reading.forms import head as forms_head
from helpers.reading.forms.glued_rows import glued
from helpers.reading.forms.head import FormHead
from helpers.reading.forms.indicators import indicators
from helpers.reading.forms.money import money
from helpers.reading.forms.pipes import pipe_grids
from helpers.reading.forms.place import Source
from helpers.reading.forms.scores import scores
from helpers.reading.forms.table import lines
from helpers.reading.records import Tables

__all__ = ["FormHead", "glued", "head", "pipe_grids", "read"]


def read(
    grid: Grid,
    report_id: str,
    *,
    project_id: str = "",
    unit: str = "",
    offsets: Mapping[tuple[int, int], int] | None = None,
    source_file: str = "",
    sha256: str = "",
) -> Tables:
    """All rows of a form: funds, indicators and scorecard with their cells; reports, outcomes and resources are empty.

    `unit` is that of amounts whose form prints none, as 单位：元 above a table says it. `offsets` gives the place of
    each cell's text in a text by row and column from 0, as `pipe_grids` yields it; without them start and end are None.
    What cannot be read is in problems with its cell: unreadable_amount, unit_contradiction, unit_assumed, unclear_rate,
    empty_total, glued_row.
    """
    source = Source(grid, report_id, project_id, unit, offsets, source_file, sha256)
    rows = lines(grid)
    found, more = money(rows, source), glued(rows, source)
    funds = [*found.funds, *more.funds]
    measured = [row._replace(seq=i) for i, row in enumerate([*indicators(rows, source), *found.rates], 1)]
    points = [*found.scores, *more.scores, *scores(rows, source)]
    points = [row._replace(seq=i) for i, row in enumerate(points, 1)]
    return Tables([], funds, measured, [], [], points, [*found.problems, *more.problems])


def head(grid: Grid, report_id: str = "") -> FormHead:
    """The head of a form: project, department, agency, year and total of points, empty where it prints none."""
    return forms_head.head(lines(grid), Source(grid, report_id))
