"""Ruled tables that go on over a page end."""

from typing import NamedTuple

from helpers.reading.formats.grid import Cell, Grid
from helpers.reading.formats.lines import Line, fills, glue

ALIGNED = 4  # points by which the rules of a table differ from page to page

Place = tuple[int, int]


class Ruled(NamedTuple):
    """A ruled table of a page with the left edges of its columns, and the last line and the width of each cell by
    place, which tell whether a text may go on."""

    grid: Grid
    lefts: tuple[int, ...]
    ends: dict[Place, tuple[Line, float]]
    top: float


def goes_on(before: Ruled, table: Ruled, whole: Ruled) -> bool:
    """Whether a table at the top of a page has the columns of the one that ends the page before, and is not the next
    filled-in copy of the same form: those begin alike in their first cell and go on differently."""
    pairs = zip(before.lefts, table.lefts, strict=False)
    alike = len(before.lefts) == len(table.lefts) and all(abs(one - two) <= ALIGNED for one, two in pairs)
    first, other = _row(whole.grid, 0), _row(table.grid, 0)
    return alike and (first == other or first[:1] != other[:1])


def joined(table: Ruled, more: Ruled) -> tuple[Ruled, int]:
    """The table with the rows of another page, and how many rows there only repeated its heading.

    A row that the page end cut in two is one again: its second part has text only where the first left no room, and
    nothing in some cell that the first has filled. An empty cell carries on a cell of several rows above it, or that
    above where it has several rows itself: so programs print a merged cell that a page end divides.
    """
    repeated = 0
    while repeated < more.grid.n_rows and _row(table.grid, repeated) == _row(more.grid, repeated) != []:
        repeated += 1
    first = [cell for cell in more.grid.cells if cell.row == repeated]
    cut = _cut_in_two(table, first)
    shift = table.grid.n_rows - repeated - cut
    cells = {(cell.row, cell.column): cell for cell in table.grid.cells}
    ends = dict(table.ends)
    for cell in more.grid.cells:
        above = _above(table.grid, cell) if cell.row == repeated else None
        if cell.row < repeated:
            continue
        if above and (cut or (not cell.text and max(cell.rows, above.rows) > 1)):
            at = (above.row, above.column)
            cells[at] = above._replace(text=_one_text(above.text, cell.text), rows=above.rows + cell.rows - cut)
            ends |= {at: more.ends[cell.row, cell.column]} if cell.text else {}
        else:
            at = (cell.row + shift, cell.column)
            cells[at] = cell._replace(row=at[0])
            ends |= {at: more.ends[cell.row, cell.column]} if (cell.row, cell.column) in more.ends else {}
    grid = Grid("table", tuple(cells[at] for at in sorted(cells)), shift + more.grid.n_rows, table.grid.n_columns)
    return table._replace(grid=grid, ends=ends), repeated


def _cut_in_two(table: Ruled, row: list[Cell]) -> bool:
    """Whether these cells are the second part of the table's last row."""
    pairs = [(cell, _above(table.grid, cell)) for cell in row]
    if not all(above for _, above in pairs):
        return False
    filled = [(cell, above) for cell, above in pairs if cell.text]
    left_out = any(above.text and above.row == table.grid.n_rows - 1 for cell, above in pairs if not cell.text)
    ends = [(table.ends.get((above.row, above.column)), cell.text) for cell, above in filled]
    return bool(filled) and left_out and all(end and fills(*end, text) for end, text in ends)


def _above(grid: Grid, cell: Cell) -> Cell | None:
    """The cell of the same columns that ends the grid."""
    fits = (each for each in grid.cells if (each.column, each.columns) == (cell.column, cell.columns))
    return next((each for each in fits if each.row + each.rows == grid.n_rows), None)


def _one_text(before: str, after: str) -> str:
    return before + glue(before, after) + after if before and after else before + after


def _row(grid: Grid, row: int) -> list[tuple[int, str]]:
    """Column and text of the cells that begin in a row; nothing where they hold no text."""
    cells = [(cell.column, cell.text) for cell in grid.cells if cell.row == row]
    return cells if any(text for _, text in cells) else []
