"""What every format becomes: running text, and tables as grids in which each cell keeps its place."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from helpers.places import MARK as MARK  # a line of the text for each grid
from helpers.reading.formats.limits import Refused
from helpers.reading.formats.signs import unified

LARGEST_RECTANGLE = 2_000_000
WIDEST_SPAN = 1000  # what browsers allow


class Cell(NamedTuple):
    """A cell where it begins, counted from 0, with the rows and columns that it covers."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    hidden: bool = False


class Grid(NamedTuple):
    """A table: its cells in reading order; cells do not overlap, places without a cell are left out."""

    name: str
    cells: tuple[Cell, ...]
    n_rows: int
    n_columns: int


class Document(NamedTuple):
    """A document as read. Each grid has a line in the text that is only `MARK`, in the order of the grids, so
    `text.split(MARK)` has one part more than there are grids. Notes are remarks for a reader; faults, each a kind and a
    reason, say what was left out or is not as it seems, and become rows of problems."""

    text: str
    grids: tuple[Grid, ...] = ()
    notes: tuple[str, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()


class Piece(NamedTuple):
    """A cell as a source has it, row by row, before its column is known. A `gap` takes columns and is no cell; one
    that stands `below` carries on the cell above it."""

    text: str
    rows: int = 1
    columns: int = 1
    hidden: bool = False
    role: Literal["cell", "gap", "below"] = "cell"


def lay(name: str, rows: Sequence[Iterable[Piece]]) -> Grid:
    """The grid of a table whose pieces stand in rows, as in docx and HTML: each takes the next free columns of its row.

    Spans end at the table's last row, at the next taken column and at `WIDEST_SPAN`. Raises as `compact` does.
    """
    cells: list[Cell] = []
    holder: dict[int, int] = {}  # by column: the cell that was put there last
    for number, row in enumerate(rows):
        column = 0
        for piece in row:
            while _taken(cells, holder, number, column):
                column += 1
            width = _width(cells, holder, number, column, piece.columns)
            if not _carried_on(cells, holder, number, column, piece) and piece.role != "gap":
                height = min(max(piece.rows, 1), len(rows) - number)
                holder.update(dict.fromkeys(range(column, column + width), len(cells)))
                cells.append(Cell(piece.text, number, column, height, width, piece.hidden))
            column += width
    return compact(name, cells)


def compact(name: str, cells: Sequence[Cell]) -> Grid:
    """The grid of cells placed on any scale, for instance points of a page: rows and columns in which no cell begins,
    which nobody sees, are gone. Raises Refused (too_large) as `checked` does."""
    tops, lefts = _begins(cells)
    placed = [_renumbered(cell, tops, lefts) for cell in cells]
    ordered = tuple(sorted(placed, key=lambda cell: (cell.row, cell.column)))
    return checked(Grid(name, ordered, len(tops), len(lefts)))


def checked(grid: Grid) -> Grid:
    """The same grid; raises Refused (too_large) where the rectangles below would exceed `LARGEST_RECTANGLE`."""
    tops, lefts = _begins(grid.cells)
    if len(tops) * len(lefts) > LARGEST_RECTANGLE:
        raise Refused("too_large", f"{grid.name}: {len(tops)} rows x {len(lefts)} columns, over {LARGEST_RECTANGLE}")
    return grid


def placed(grid: Grid) -> list[list[Cell | None]]:
    """A rectangle, row by row, with each cell in its first place only; None where a merged cell goes on or none is.

    Rows and columns in which no cell begins are left out, so that a sheet with one far cell stays small: the place to
    cite is `helpers.places.place(grid, cell)`, not the index.
    """
    return _rectangle(grid, everywhere=False)


def spread(grid: Grid) -> list[list[Cell | None]]:
    """The rectangle of `placed`, same rows and columns, with each cell in every place that it covers: for headings."""
    return _rectangle(grid, everywhere=True)


def texts(rectangle: list[list[Cell | None]]) -> list[list[str]]:
    """The text of each place of a rectangle; empty where there is no cell."""
    return [[cell.text if cell else "" for cell in row] for row in rectangle]


def hidden_cells(grids: Iterable[Grid]) -> tuple[tuple[str, str], ...]:
    """A fault for each grid with cells that are not shown: no figure is taken from them."""
    unseen = {grid.name: [cell for cell in grid.cells if cell.hidden and cell.text.strip()] for grid in grids}
    said = "hidden cells left out, the first in row"
    return tuple(
        ("hidden_content", f"{name}: {len(cells)} {said} {cells[0].row + 1}") for name, cells in unseen.items() if cells
    )


def plain(text: str) -> str:
    """The text with a space for each `MARK` that the source itself holds, and characters for radicals."""
    return unified(text.replace(MARK, " "))


def _taken(cells: list[Cell], holder: dict[int, int], row: int, column: int) -> bool:
    """Whether a cell of this row or of a row above covers the place."""
    return column in holder and (held := cells[holder[column]]).row + held.rows > row


def _width(cells: list[Cell], holder: dict[int, int], row: int, column: int, wanted: int) -> int:
    """Columns that are free from `column` on, at least 1 and at most as many as wanted."""
    width = 1
    while width < min(wanted, WIDEST_SPAN) and not _taken(cells, holder, row, column + width):
        width += 1
    return width


def _carried_on(cells: list[Cell], holder: dict[int, int], row: int, column: int, piece: Piece) -> bool:
    """Whether the piece stands below a cell of its own place and width, which then is one row taller."""
    if piece.role != "below" or column not in holder:
        return False
    above = cells[holder[column]]
    fits = (above.row + above.rows, above.column, above.columns) == (row, column, piece.columns)
    if fits:
        cells[holder[column]] = above._replace(rows=above.rows + 1)
    return fits


def _begins(cells: Iterable[Cell]) -> tuple[list[int], list[int]]:
    """The rows and the columns in which a cell begins."""
    return sorted({cell.row for cell in cells}), sorted({cell.column for cell in cells})


def _renumbered(cell: Cell, tops: list[int], lefts: list[int]) -> Cell:
    """The cell with its rows and columns counted among those in which a cell begins."""
    row, column = bisect_left(tops, cell.row), bisect_left(lefts, cell.column)
    rows = bisect_left(tops, cell.row + cell.rows) - row
    columns = bisect_left(lefts, cell.column + cell.columns) - column
    return cell._replace(row=row, column=column, rows=rows, columns=columns)


def _rectangle(grid: Grid, everywhere: bool) -> list[list[Cell | None]]:
    tops, lefts = _begins(grid.cells)
    table: list[list[Cell | None]] = [[None] * len(lefts) for _ in tops]
    for cell in grid.cells:
        at = _renumbered(cell, tops, lefts)
        for row in range(at.row, at.row + (at.rows if everywhere else 1)):
            for column in range(at.column, at.column + (at.columns if everywhere else 1)):
                table[row][column] = table[row][column] or cell
    return table
