"""How the rooms name the cells in which figures stand."""

from typing import Protocol


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
