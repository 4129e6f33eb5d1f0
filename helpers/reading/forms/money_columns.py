"""Amounts of a form whose sources have columns of their own: below the stages, or beside the stage that they are of."""

from collections.abc import Iterator

from helpers.reading.formats.grid import Cell
from helpers.reading.forms.cells import number
from helpers.reading.forms.money_pairs import STAGES, Entry
from helpers.reading.forms.table import Header, Line, begins, distinct
from helpers.reading.forms.words import OF_WHICH, bare, knows, role


def sources_of_columns(line: Line, header: Header) -> dict[int, str]:
    """The label of each column where a second line divides the stages by source, as 全年预算数: 合计 | 财政拨款."""
    columns = [column for name in STAGES for column in header.columns.get(name, []) if column < len(line.row)]
    said = {column: bare(line.row[column].text) for column in columns if line.row[column]}
    return said if len(set(said.values())) > 1 and all(role("money_sources", label) for label in said.values()) else {}


def crossed(line: Line, header: Header, by_source: dict[int, str], unit: str) -> Iterator[Entry]:
    """The entries of a row whose stages are divided by source, down to what follows the money."""
    if any(role("money_ends", cell.text) for cell in distinct(line.row)[:2]):
        return
    for label in dict.fromkeys(by_source.values()):
        places = [(name, c) for name in STAGES for c in header.columns.get(name, []) if by_source.get(c) == label]
        cells = _amounts(line, places)
        if cells:
            yield Entry(label, role("money_sources", label), cells, unit)


def sources_beside(header: Header) -> dict[str, list[tuple[str, int]]]:
    """The stages and columns of each source that is named right of the stage which it is part of, by its label, as in
    执行数 | 其中：财政资金."""
    stages = {column: name for name in STAGES for column in header.columns.get(name, [])}
    taken = {column for columns in header.columns.values() for column in columns}
    taken |= {column for column, cell in enumerate(header.row) if cell and knows("money_roles", cell.text)}
    found: dict[str, list[tuple[str, int]]] = {}
    stage, opened = "", False
    for column, cell in enumerate(header.row):
        of = role("money_sources", cell.text) if cell and column not in taken else ""
        opened = of not in ("", "total") and (opened or of != "other" or OF_WHICH.match(cell.text.strip()) is not None)
        stage = stages.get(column, stage if opened else "")
        if stage and opened and cell.column == column:
            found.setdefault(bare(cell.text), []).append((stage, column))
    return found


def with_sources_beside(found: list[Entry], rows: list[Line], header: Header) -> list[Entry]:
    """The entries of a block, each that is all the money of its row with those of the sources beside it."""
    sources = sources_beside(header)
    entries = []
    for entry in found:
        entries.append(entry)
        row = next(line for line in rows if next(iter(entry.cells.values())) in line.row) if entry.cells else None
        for label, places in sources.items() if row and entry.source == "total" else ():
            if cells := _amounts(row, places):
                of = role("money_sources", label)
                entries.append(Entry(label, of, cells, entry.unit, category=entry.category, project=entry.project))
    return entries


def _amounts(line: Line, places: list[tuple[str, int]]) -> dict[str, Cell]:
    """The cells of these columns that begin in a line and hold a number, by their stage."""
    cells = {name: line.row[c] for name, c in places if c < len(line.row) and line.row[c]}
    return {name: cell for name, cell in cells.items() if begins(line, cell) and number(cell.text)}
