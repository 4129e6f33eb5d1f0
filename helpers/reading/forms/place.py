"""Where the figures of a form stand: in which cell, and at which offset where the form was read out of a text."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from helpers.places import place
from helpers.reading.formats.grid import Cell, Grid
from helpers.reading.forms.cells import Value
from helpers.reading.records import Problem


class Source(NamedTuple):
    """The form that rows are read from; `offsets` gives the place of each cell's text in a text, by row and column."""

    grid: Grid
    report_id: str
    project_id: str = ""
    unit: str = ""
    offsets: Mapping[tuple[int, int], int] | None = None
    source_file: str = ""
    sha256: str = ""
    projects: Mapping[str, str] = MappingProxyType({})  # project_id by name, for a table with a project in each row
    columns: Sequence[int] = ()  # where those of its lines stand in the grid, if elsewhere


def placed(source: Source, cell: Cell, value: Value) -> dict:
    """The columns start, end, token and cell of a row; start and end are None in a grid that comes from no text."""
    token = cell.text[value.start : value.start + len(value.token)]
    begin, named = begun(source, cell)
    start = None if begin is None else begin + value.start
    end = None if start is None else start + len(token)
    return {"start": start, "end": end, "token": token, "cell": named}


def begun(source: Source, cell: Cell) -> tuple[int | None, str]:
    """The offset of a cell of a line in its text, None where the form is of none, and the name of the cell."""
    printed = cell._replace(column=source.columns[cell.column]) if source.columns else cell
    return (source.offsets or {}).get((printed.row, printed.column)), place(source.grid, printed)


def problem(source: Source, cell: Cell, kind: str, reason: str) -> Problem:
    """The problem of one cell, with its place."""
    return Problem(source.source_file, source.sha256, kind, f"{begun(source, cell)[1]}: {reason}")
