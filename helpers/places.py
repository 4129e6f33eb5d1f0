"""How the rooms name the cells in which figures stand."""

import re
from typing import Protocol

MARK = (
    "\ufffc"  # in a text where a grid was: what Unicode has for an object; no report prints it, and it holds no digit
)


class Placed(Protocol):
    """A cell with its row and column, counted from 0."""

    row: int
    column: int


class Named(Protocol):
    """A grid, which has a name."""

    name: str


def place(grid: Named, cell: Placed) -> str:
    """Where a cell begins, counted from 1, as `table 2!R3C1`."""
    return f"{grid.name}!R{cell.row + 1}C{cell.column + 1}"


def in_words(place: str) -> str:
    """`table 2!R3C1` as `table 2, row 3, column 1`; what names no cell stays as it is."""
    return re.sub(r"!R(\d+)C(\d+)$", r", row \1, column \2", place)
