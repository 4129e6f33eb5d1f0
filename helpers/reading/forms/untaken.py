"""Columns of numbers that no role takes: their header is in no list of words.yml, and they would be lost in silence."""

from collections.abc import Iterator
from itertools import groupby, takewhile

from helpers.reading.forms.cells import number
from helpers.reading.forms.indicators import body
from helpers.reading.forms.place import Source, problem
from helpers.reading.forms.table import Line, distinct
from helpers.reading.forms.told import SECTIONS, unknown
from helpers.reading.forms.words import bare, is_stated, role
from helpers.reading.records import Problem


def untaken(lines: list[Line], source: Source) -> Iterator[Problem]:
    """A problem `column_not_read` for each column of numbers, under a header of money, indicators or points, that is
    neither known nor left out on purpose."""
    headed = [line for line in lines if line.header is not None and line.header.kind in SECTIONS]
    for header, group in groupby(headed, key=lambda line: line.header):
        below = list(group)
        rows = list(_money(below) if header.kind == "money" else body(below))
        for column, said in unknown(header, rows):
            cell, numbers = header.row[column], [text for text in said.values() if number(text)]
            if cell and cell.column == column and is_stated(cell.text) and len(numbers) * 2 > len(said):
                reason = (
                    f"no known header of a column: {bare(cell.text)!r} over {len(numbers)} numbers, first {numbers[0]}"
                )
                yield problem(source, cell, "column_not_read", reason)


def _money(lines: list[Line]) -> Iterator[Line]:
    """The rows of a block of money, down to what follows it."""
    goes_on = takewhile(lambda line: not any(role("money_ends", c.text) for c in distinct(line.row)[:2]), lines)
    return (line for line in goes_on if not line.is_header)
