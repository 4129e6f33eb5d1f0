"""Amounts of a form that stand beside their labels or in a cell with them, and the entries that its money makes."""

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from helpers.reading.formats.grid import Cell
from helpers.reading.forms.cells import number
from helpers.reading.forms.place import Source
from helpers.reading.forms.table import Line, begins, distinct, unit_above
from helpers.reading.forms.units import printed_unit
from helpers.reading.forms.words import OF_WHICH, bare, role
from helpers.reading.vocabulary import without

BUDGETS = ("initial_budget", "adjusted_budget")
STAGES = ("carryover_in", *BUDGETS, "allocated", "executed", "carryover_out")
INLINE = re.compile(r"^([^0-9]+?)[:：]?\s*([0-9][0-9,.，]*\s*[万亿千]?元?)$")


class Entry(NamedTuple):
    """A row of the money of a form: its label, source or kind of expenditure, the cells of its roles that state
    something, and the project that it is of, where a table has one in each row."""

    label: str
    source: str
    cells: dict[str, Cell]
    unit: str
    line: str = ""
    category: str = "total"
    project: str = ""


def pairs(lines: list[Line], source: Source) -> list[Entry]:
    """The entry of a form that prints amounts beside or behind their labels, as 预算数: 2.38; empty without."""
    found: dict[str, tuple[Cell, str]] = {}
    for line in lines:
        cells = distinct(line.row)
        for cell, after in zip(cells, [*cells[1:], None], strict=True):
            inline = INLINE.match(cell.text.strip())
            name = role("money_roles", inline[1] if inline else cell.text)
            value = cell if inline else after
            if name in (*STAGES, "rate") and value and begins(line, value) and number(value.text):
                found.setdefault(name, (value, cell.text))
    if "executed" not in found or not found.keys() & set(STAGES[:3]):
        return []
    unit = next((said for _, text in found.values() if (said := printed_unit(text))), "")
    unit = unit or unit_above(lines, len(lines), []) or source.unit
    cells = {name: cell for name, (cell, _) in found.items()}
    stages = [name for name in cells if name in STAGES]
    inline = _inline_parts(lines, {name: cells[name].column for name in stages}, unit)
    below = _lines_of_pairs(lines, set(cells.values()), unit)
    return [Entry("", "total", cells, unit), *_parts_of_pairs(lines, stages, unit), *inline, *below]


def _lines_of_pairs(lines: list[Line], known: set[Cell], unit: str) -> list[Entry]:
    """The entries of sources that open lines in which the stages are printed again, each with its amount in one cell:
    中央补助 | 预算数: 110 | 执行数: 97.71."""
    entries = []
    for label, *others in (cells for line in lines if (cells := _beginning(line))):
        said = [(cell, INLINE.match(cell.text.strip())) for cell in others if cell not in known]
        again = {name: cell for cell, match in said if match and (name := role("money_roles", match[1])) in STAGES}
        if again and (of := role("money_sources", label.text)):
            entries.append(Entry(label.text, of, again, unit))
    return with_lines(entries)


def _inline_parts(lines: list[Line], stages: dict[str, int], unit: str) -> list[Entry]:
    """The entries of sources printed with their amounts in one cell, as 其中：中央补助61.4万元: once for each stage and
    in their order, else below a stage, of which `stages` gives the column, where no source stands elsewhere."""
    cells = [(cell, INLINE.match(cell.text.strip())) for line in lines for cell in _beginning(line)]
    named: dict[str, list[Cell]] = {}
    for cell, said in cells:
        if said and role("money_sources", said[1]) not in ("", "total"):
            named.setdefault(bare(said[1]), []).append(cell)
    whole = [each for each in named.values() if len(each) == len(stages)]
    moved = any([cell.column for cell in each] != list(stages.values()) for each in whole)
    names = {} if moved or len(set(stages.values())) < len(stages) else {at: name for name, at in stages.items()}
    told = [(label, cell, name) for label, each in named.items() if each in whole
            for cell, name in zip(each, stages, strict=True)]  # fmt: skip
    told += [(label, cell, names[cell.column]) for label, each in named.items() if each not in whole
             for cell in each if cell.column in names]  # fmt: skip
    return with_lines([Entry(label, role("money_sources", label), {name: cell}, unit) for label, cell, name in told])


def _beginning(line: Line) -> list[Cell]:
    return [cell for cell in distinct(line.row) if begins(line, cell)]


def _parts_of_pairs(lines: list[Line], stages: list[str], unit: str) -> list[Entry]:
    """The entries of sources that stand beside their amounts once for each stage and in their order, as 其中：中央补助
    does below 预算数 and again below 执行数."""
    said: dict[str, list[Cell]] = {}
    for line in (line for line in lines if line.header is None):
        for cell, after in pairwise(distinct(line.row)):
            named = not INLINE.match(cell.text.strip()) and role("money_sources", cell.text) not in ("", "total")
            if named and begins(line, after) and number(after.text):
                said.setdefault(bare(cell.text), []).append(after)
    return [
        Entry(label, role("money_sources", label), dict(zip(stages, cells, strict=True)), unit)
        for label, cells in said.items()
        if len(cells) == len(stages) > 1
    ]


def with_lines(entries: list[Entry]) -> list[Entry]:
    """The entries of a block, with the label as line where several are of one source, as 中央资金 and 省级资金, and
    where it is a kind of expenditure or money carried over."""
    count = Counter((entry.source, entry.category) for entry in entries if not entry.line)
    lined = [
        entry.category != "total" or count[entry.source, entry.category] > 1 or role("money_named", entry.label) != ""
        for entry in entries
    ]
    return [
        entry._replace(line=without(OF_WHICH, bare(entry.label)))
        if line and not entry.project and not entry.line
        else entry
        for entry, line in zip(entries, lined, strict=True)
    ]
