"""The base data of a department's form: staff, vehicles and assets, and what its kinds of expenditure came to."""

import re
from collections.abc import Iterator

from helpers.reading.formats.grid import Cell
from helpers.reading.forms.cells import amount, number
from helpers.reading.forms.place import Source, placed
from helpers.reading.forms.table import Line, begins, distinct, under, unit_above
from helpers.reading.forms.units import USUAL_UNIT, printed_unit
from helpers.reading.forms.words import OF_WHICH, REMARK, bare, role
from helpers.reading.records import Fund, Outcome
from helpers.reading.vocabulary import unit_as, unit_kind, without

WORDS = re.compile("[\u4e00-\u9fff]")
UNITS = {"staff": "人", "vehicles": "辆", "agency_units": "个", "staff_rate": "%"}


def expenditure(lines: list[Line], source: Source) -> list[Fund]:
    """The year's own 决算数 and 年初预算数 of each kind of expenditure; another budget is none, as it is not said which
    one it is."""
    found = []
    for line in lines:
        label = next((cell for cell in distinct(line.row) if begins(line, cell) and WORDS.search(cell.text)), None)
        if line.header is None or line.header.kind != "base" or line.is_header or not label:
            continue
        if role("resources", label.text):
            continue
        unit = unit_above(lines, line.header.top, line.header.row) or source.unit or USUAL_UNIT
        for stage, cell in ((name, cell) for name in line.header.columns for cell in under(line, name)):
            said = amount(cell.text, printed_unit(label.text) or unit) if begins(line, cell) else None
            kind = role("money_categories", label.text) or ("total" if role("money_sources", label.text) else "other")
            if said and cell.column > label.column and (stage == "executed" or kind != "other"):
                found.append(Fund(source.report_id, source.project_id, without(OF_WHICH, bare(label.text)), stage,
                                  "total", kind, said[0], **placed(source, cell, said[1])))  # fmt: skip
    return found


def resources(lines: list[Line], source: Source) -> list[Outcome]:
    """Staff, vehicles, units and assets with the number beside or below their label, outside money and indicators."""
    found: list[Outcome] = []
    plain = [line for line in lines if line.header is None or line.header.kind == "base"]
    for kind, label, cell in _labelled(plain):
        said = number(cell.text)
        unit = said.unit or _remark(label.text) or UNITS.get(kind, "")
        found.append(Outcome(source.report_id, "", len(found) + 1, kind.removesuffix("_rate"), bare(label.text),
                             said.value, unit, said.comparator, unit_kind().get(unit, "other"),
                             **placed(source, cell, said)))  # fmt: skip
    return found


def _labelled(lines: list[Line]) -> Iterator[tuple[str, Cell, Cell]]:
    """What each label of a resource names, its cell, and that of the number to its right, else of the one below it."""
    for line, below in zip(lines, [*lines[1:], None], strict=False):
        cells = [cell for cell in distinct(line.row) if begins(line, cell)]
        for cell, after in zip(cells, [*cells[1:], None], strict=False):
            kind = role("resources", cell.text)
            if not kind:
                continue
            next_row = below.row[cell.column : cell.column + 1] if below and below.at == line.at + 1 else []
            value = next((each for each in (after, *next_row) if each and each != cell and _is_number(each)), None)
            if value:
                yield kind, cell, value


def _is_number(cell: Cell) -> bool:
    return number(cell.text) is not None


def _remark(label: str) -> str:
    """The unit in brackets behind a label, as 占地面积（亩）."""
    said = REMARK.search(label)
    unit = said[0].strip("（()）[]【】").removeprefix("单位").strip(":：") if said else ""
    return unit_as(unit) if unit in unit_kind() else ""
