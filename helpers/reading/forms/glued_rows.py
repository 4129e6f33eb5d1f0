"""Money rows of forms whose cells ran into one another."""

from decimal import Decimal

from helpers.reading.formats.grid import Cell, Grid
from helpers.reading.forms.cells import Value
from helpers.reading.forms.glued import LABELLED, is_glued, rows, split
from helpers.reading.forms.money import STAGES, Money
from helpers.reading.forms.place import Source, placed, problem
from helpers.reading.forms.table import Line, distinct, unit_above
from helpers.reading.forms.units import USUAL_UNIT, printed_unit
from helpers.reading.forms.words import role
from helpers.reading.records import Fund
from helpers.reading.text.quantities import WAN

NEAR = 2000  # characters before a glued line in which its unit may stand


def glued(lines: list[Line], source: Source) -> Money:
    """The rows of cells in which a whole row of money is glued; a problem glued_row where it may be split otherwise."""
    found = Money([], [])
    for line, cell in [(each, cell) for each in lines for cell in distinct(each.row)]:
        match = LABELLED.match(cell.text)
        digits = match[2] if match else cell.text.strip()
        label = match[1] if match else _label(line) if is_glued(digits) else ""
        if is_glued(digits) and role("money_sources", label):
            top = line.header.top if line.header else line.at
            unit = unit_above(lines, top, line.row) or source.unit or USUAL_UNIT
            _add(found, source, cell, label, digits, cell.text.index(digits), unit)
    return found


def _label(line: Line) -> str:
    """The first cell of a line that names a source of money; empty without one."""
    return next((cell.text for cell in distinct(line.row) if role("money_sources", cell.text)), "")


def glued_lines(text: str, report_id: str, project_id: str = "", unit: str = "") -> Money:
    """The rows of a text's lines like 年度资金总额40004000100%, with offsets; a problem glued_row where no or several
    splits hold. The unit is the last printed before the line in brackets or after 单位, else `unit`, else 万元."""
    found = Money([], [])
    for label, digits, start in rows(text):
        if role("money_sources", label) and is_glued(digits):
            own = printed_unit(text[max(0, start - NEAR) : start]) or unit or USUAL_UNIT
            cell = Cell(digits, 0, 0)
            line = f"line {text.count(chr(10), 0, start) + 1}"
            source = Source(Grid(line, (cell,), 1, 1), report_id, project_id, "", {(0, 0): start})
            _add(found, source, cell, label, digits, 0, own)
    return found


def _add(found: Money, source: Source, cell: Cell, label: str, digits: str, start: int, unit: str) -> None:
    """Adds the rows of one glued row to what was found, or its problem."""
    parts = split(digits)
    if parts is None:
        reason = f"{digits!r} can be split in no way, or in several, in which executed / budget is the rate"
        found.problems.append(problem(source, cell, "glued_row", reason))
        return
    figures = {name: Value("=", Decimal(token), "", token, start + at) for name, (at, token) in parts.items()}
    kind = role("money_sources", label)
    for stage in (stage for stage in STAGES if stage in figures):
        value = figures[stage]
        rate = figures["rate"].value if stage == "executed" else None
        found.funds.append(Fund(source.report_id, source.project_id, "", stage, kind, "total",
                                value.value * WAN[unit], **placed(source, cell, value), rate=rate))  # fmt: skip
