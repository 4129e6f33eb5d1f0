"""Forms 绩效自评表 become rows: money, indicators and points, by the words of their headers."""

from collections.abc import Mapping
from types import MappingProxyType

from helpers.reading.formats.grid import Grid
from helpers.reading.forms import head as forms_head
from helpers.reading.forms.base import expenditure, resources
from helpers.reading.forms.glued_rows import glued
from helpers.reading.forms.head import FormHead
from helpers.reading.forms.indicators import ends, indicators, total_row
from helpers.reading.forms.money import money
from helpers.reading.forms.money import projects as projects_of
from helpers.reading.forms.narrated import narrated
from helpers.reading.forms.pipes import pipe_grids
from helpers.reading.forms.place import Source
from helpers.reading.forms.scores import scores
from helpers.reading.forms.table import Header, lines, places
from helpers.reading.forms.told import told
from helpers.reading.forms.untaken import untaken
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
    projects: Mapping[str, str] = MappingProxyType({}),
    header: Header | None = None,
) -> Tables:
    """All rows of a form with their cells: funds, indicators, outcomes, resources and scorecard; reports are empty.

    `unit` is that of amounts whose form prints none, as 单位：元 above a table says it. `offsets` gives the place of
    each cell's text in a text by row and column from 0, as `pipe_grids` yields it; without them start and end are None.
    `projects` gives the project_id of each project of a table that has one in each row; `header` is that of the table
    which the grid goes on with, as behind a page end.
    What cannot be read is in problems with its cell: unreadable_amount, unit_contradiction, unit_assumed, empty_total,
    glued_row, column_not_read.
    """
    source = Source(grid, report_id, project_id, unit, offsets, source_file, sha256, projects, places(grid))
    rows = told(lines(grid, header))
    found, more = money(rows, source), glued(rows, source)
    measured = [row._replace(seq=i) for i, row in enumerate(indicators(rows, source), 1)]
    points = [row._replace(seq=i) for i, row in enumerate(scores(rows, source), 1)]
    funds = [*expenditure(rows, source), *found.funds, *more.funds]
    done = [row._replace(seq=i) for i, row in enumerate(narrated(rows, source, measured, funds), 1)]
    problems = [*found.problems, *more.problems, *untaken(rows, source)]
    return Tables([], funds, measured, done, resources(rows, source), points, problems)


def head(grid: Grid, report_id: str = "", header: Header | None = None) -> FormHead:
    """The head of a form: project, department, agency, year and total of points, empty where it prints none."""
    return forms_head.head(lines(grid, header), Source(grid, report_id))


def open_header(grid: Grid, header: Header | None = None) -> Header | None:
    """The header of indicators under which a grid ends, without the row of totals that would end them; else None."""
    found = lines(grid, header)
    last = found[-1].header if found else None
    body = [line for line in found if line.header is last and not line.is_header]
    goes_on = last and last.kind == "indicators" and not any(total_row(line) or ends(line) for line in body)
    return last if goes_on else None


def has_header(grid: Grid) -> bool:
    """Whether any row of a grid is a header."""
    return any(line.is_header for line in lines(grid))


def projects(grid: Grid) -> list[str]:
    """The projects of a table of money that has one in each row; none for the form of one project."""
    return projects_of(lines(grid))
