"""Where the figures of a form stand: in which cell, and at which offset where the form was read out of a text."""

from collections.abc import Mapping
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


def placed(source: Source, cell: Cell, value: Value) -> dict:
    """The columns start, end, token and cell of a row; start and end are None in a grid that comes from no text."""
    token = cell.text[value.start : value.start + len(value.token)]
    begin = source.offsets.get((cell.row, cell.column)) if source.offsets else None
    start = None if begin is None else begin + value.start
    end = None if start is None else start + len(token)
    return {"start": start, "end": end, "token": token, "cell": place(source.grid, cell)}


def problem(source: Source, cell: Cell, kind: str, reason: str) -> Problem:
    """The problem of one cell, with its place."""
    return Problem(source.source_file, source.sha256, kind, f"{place(source.grid, cell)}: {reason}")
