"""Columns of numbers beside indicators whose header has no word that is known: they are told, not passed over."""

from itertools import pairwise, takewhile

from helpers.reading.formats.grid import Cell
from helpers.reading.forms.cells import number
from helpers.reading.forms.indicators import ends, total_row
from helpers.reading.forms.place import Source, problem
from helpers.reading.forms.table import NAMED, Line, distinct
from helpers.reading.forms.words import is_known, is_stated, role
from helpers.reading.records import Problem

ROLES = "indicator_roles"
KINDS = ("indicators", "scorecard")
FEWEST_LEVELS = 2  # that a header names which has no other column that is known
FEWEST_NUMBERS = 2  # that make a column, and half of its cells


def untaken(lines: list[Line], source: Source) -> list[Problem]:
    """A problem column_not_taken for each column of numbers under no role, with its header, in a block of indicators
    or points, or below names of levels beside which no column is known."""
    found = []
    for at, (line, after) in enumerate(pairwise(lines), 1):
        if _opens(line) and not after.is_header:
            body = list(takewhile(lambda each: not (_opens(each) or ends(each) or total_row(each)), lines[at:]))
            for head in distinct(line.row):
                if figures := _figures(body, head.column) if _is_unknown(head, line) else 0:
                    reason = f"the column {''.join(head.text.split())} with {figures} numbers is not known and left out"
                    found.append(problem(source, head, "column_not_taken", reason))
    return found


def _opens(line: Line) -> bool:
    """Whether a line is a header of indicators or points, or names their levels and nothing that is known."""
    if line.is_header:
        return line.header.kind in KINDS
    return len(NAMED & {role(ROLES, cell.text) for cell in distinct(line.row)}) >= FEWEST_LEVELS


def _is_unknown(head: Cell, line: Line) -> bool:
    """Whether a stated cell of a header is no column that is taken, nor one of a role of which another is."""
    taken = line.is_header and any(head.column in columns for columns in line.header.columns.values())
    return not taken and is_stated(head.text) and not is_known(ROLES, head.text)


def _figures(body: list[Line], column: int) -> int:
    """How many numbers stand in a column, 0 where they are few beside its words."""
    cells = [line.row[column] for line in body if column < len(line.row)]
    said = [cell for cell in dict.fromkeys(cells) if cell and cell.column == column and is_stated(cell.text)]
    figures = sum(number(cell.text) is not None for cell in said)
    return figures if figures >= max(FEWEST_NUMBERS, len(said) / 2) else 0
