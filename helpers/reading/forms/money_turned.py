"""Money of a form that has a column for each source and a row for each stage: 资金来源 | 合计 | 省级资金 | 市级资金."""

from collections.abc import Iterator
from itertools import takewhile

from helpers.reading.formats.grid import Cell
from helpers.reading.forms.cells import number
from helpers.reading.forms.money_pairs import BUDGETS, STAGES, Entry, with_lines
from helpers.reading.forms.place import Source
from helpers.reading.forms.table import Line, begins, distinct, unit_above
from helpers.reading.forms.words import role

FEWEST_SOURCES, FEWEST_STAGES = 2, 2
ROWS = (*STAGES, "rate")


def turned(lines: list[Line], source: Source) -> list[Entry]:
    """The entries of each such table, one a source; empty for a form without, or whose rows lack a budget or what was
    spent."""
    return [entry for at, line in enumerate(lines) for entry in with_lines(_below(lines, at, _sources(line), source))]


def _sources(line: Line) -> list[Cell]:
    """The cells of a line that name a source each, no figure beside them; none where they only name the total."""
    cells = [cell for cell in distinct(line.row) if begins(line, cell)]
    named = [cell for cell in cells if role("money_sources", cell.text)]
    parts = any(role("money_sources", cell.text) != "total" for cell in named)
    return named if parts and len(named) >= FEWEST_SOURCES and not any(number(cell.text) for cell in cells) else []


def _below(lines: list[Line], at: int, sources: list[Cell], source: Source) -> list[Entry]:
    """The entries of the sources that a line names, by the rows of stages right below it."""
    rows = dict(takewhile(lambda row: row[0], map(_stage, lines[at + 1 :]))) if sources else {}
    if len(rows) < FEWEST_STAGES or "executed" not in rows or not rows.keys() & set(BUDGETS):
        return []
    labels = max(next(_labels(line)).column for line in rows.values())
    unit = unit_above(lines, at, lines[at].row) or source.unit
    columns = [cell for cell in sources if cell.column > labels]
    found = [(cell, {name: said for name, line in rows.items() if (said := _at(line, cell))}) for cell in columns]
    return [Entry(cell.text, role("money_sources", cell.text), cells, unit) for cell, cells in found if cells]


def _stage(line: Line) -> tuple[str, Line]:
    """The stage that a line of amounts is of, or `rate`, with the line; empty for any other line."""
    label = next(_labels(line), None)
    told = label and any(number(cell.text) for cell in distinct(line.row) if cell.column > label.column)
    return (role("money_roles", label.text) if told else ""), line


def _labels(line: Line) -> Iterator[Cell]:
    """The cells of a line that name a stage or the rate."""
    return (cell for cell in distinct(line.row) if begins(line, cell) and role("money_roles", cell.text) in ROWS)


def _at(line: Line, above: Cell) -> Cell | None:
    """The cell of a line below another one that holds a number; None without."""
    cell = line.row[above.column] if above.column < len(line.row) else None
    return cell if cell and begins(line, cell) and number(cell.text) else None
