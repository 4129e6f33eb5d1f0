"""Columns of numbers that no role takes: their header is in no list of words.yml, and they would be lost in silence."""

from collections.abc import Iterator
from itertools import groupby, takewhile

from helpers.reading.formats.grid import Cell
from helpers.reading.forms.cells import number
from helpers.reading.forms.indicators import body
from helpers.reading.forms.place import Source, problem
from helpers.reading.forms.table import Header, Line, begins, distinct
from helpers.reading.forms.words import bare, is_stated, knows, role
from helpers.reading.records import Problem

SECTIONS = {"money": "money_roles"} | dict.fromkeys(("indicators", "scorecard", "other"), "indicator_roles")


def untaken(lines: list[Line], source: Source) -> Iterator[Problem]:
    """A problem `column_not_read` for each column of numbers, under a header of money, indicators or points, that is
    neither known nor left out on purpose."""
    headed = [line for line in lines if line.header is not None and line.header.kind in SECTIONS]
    for header, group in groupby(headed, key=lambda line: line.header):
        below = list(group)
        rows = list(_money(below) if header.kind == "money" else body(below))
        for cell in _unknown(header):
            said = [found.text for line in rows if (found := _under(line, cell)) and is_stated(found.text)]
            numbers = [text for text in said if number(text)]
            if len(numbers) * 2 > len(said):
                reason = (
                    f"no known header of a column: {bare(cell.text)!r} over {len(numbers)} numbers, first {numbers[0]}"
                )
                yield problem(source, cell, "column_not_read", reason)


def _money(lines: list[Line]) -> Iterator[Line]:
    """The rows of a block of money, down to what follows it."""
    goes_on = takewhile(lambda line: not any(role("money_ends", c.text) for c in distinct(line.row)[:2]), lines)
    return (line for line in goes_on if not line.is_header)


def _unknown(header: Header) -> Iterator[Cell]:
    """The cells of a header that say no known role."""
    known = {column for columns in header.columns.values() for column in columns}
    for column, cell in enumerate(header.row):
        free = cell is not None and cell.column == column and column not in known
        if free and is_stated(cell.text) and not knows(SECTIONS[header.kind], cell.text):
            yield cell


def _under(line: Line, header: Cell) -> Cell | None:
    """The cell of a line that begins right below the header."""
    cell = line.row[header.column] if header.column < len(line.row) else None
    return cell if cell and cell.column == header.column and begins(line, cell) else None
