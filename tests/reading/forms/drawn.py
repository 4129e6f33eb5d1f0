"""Forms written as text, for tests: drawn as grids, and what is read from them in short."""

from decimal import Decimal

from helpers.reading.formats.grid import Cell, Grid
from helpers.reading.forms import rows as forms
from helpers.reading.records import Indicator, Tables

LEFT, ABOVE = "<<", "^"


def drawn(form: str, name: str = "table 1") -> Grid:
    """The grid of a form with a line a row and ` | ` between cells: `<<` goes on with the cell to the left, `^` with
    the cell above, nothing is no cell, `/n` breaks a line inside a cell."""
    return grid_of([[part.strip() for part in line.split("|")] for line in form.strip("\n").splitlines()], name)


def grid_of(rows: list[list[str]], name: str = "table 1") -> Grid:
    """The grid of rows of cells with the marks of `drawn`."""
    cells = [
        Cell(text.replace("/n", "\n"), at, column, _tall(rows, at, column), _wide(rows, at, column))
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
        if text not in ("", LEFT, ABOVE)
    ]
    return Grid(name, tuple(cells), len(rows), max(map(len, rows)))


def read(form: str, **more) -> Tables:
    return forms.read(drawn(form), "r", **more)


def funds(tables: Tables) -> list[str]:
    """Each amount as `executed total 80.5`."""
    return [f"{row.stage} {row.source} {shown(row.amount_wan)}" for row in tables.funds]


def indicators(tables: Tables) -> list[str]:
    """Each row as `output quantity 名称 | >=3条 | =4条 | 20 18`."""
    return [_short(row) for row in tables.indicators]


def scores(tables: Tables) -> list[str]:
    """Each score as `自评总分 98 of 100`."""
    return [f"{row.name_zh} {shown(row.points)} of {shown(row.max_points)}" for row in tables.scorecard]


def problems(tables: Tables) -> list[str]:
    return [row.kind for row in tables.problems]


def shown(value: Decimal | str | None) -> str:
    return "" if value is None else f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _short(row: Indicator) -> str:
    promised = f"{row.comparator} {shown(row.target)}{row.target_unit}".strip()
    attained = f"{row.actual_comparator} {shown(row.actual)}{row.actual_unit}".strip()
    points = f"{shown(row.weight)} {shown(row.score)}".strip()
    return " | ".join([f"{row.level1 or '-'} {row.level2 or '-'} {row.name_zh}", promised, attained, points]).rstrip(
        " |"
    )


def _tall(rows: list[list[str]], at: int, column: int) -> int:
    """Rows a cell covers: its own and those below marked as going on."""
    height = 1
    while at + height < len(rows) and column < len(rows[at + height]) and rows[at + height][column] == ABOVE:
        height += 1
    return height


def _wide(rows: list[list[str]], at: int, column: int) -> int:
    width = 1
    while column + width < len(rows[at]) and rows[at][column + width] == LEFT:
        width += 1
    return width
