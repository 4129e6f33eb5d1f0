"""Money rows of forms whose cells ran into one another."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from helpers.reading.formats.grid import Cell, Grid
from helpers.reading.forms.cells import Value
from helpers.reading.forms.glued import LABELLED, is_glued, rows, split
from helpers.reading.forms.glued_money import rows as headed_rows
from helpers.reading.forms.glued_money import split as split_below
from helpers.reading.forms.money import Money
from helpers.reading.forms.money_pairs import BUDGETS, STAGES
from helpers.reading.forms.place import Source, placed, problem
from helpers.reading.forms.table import Line, distinct, unit_above
from helpers.reading.forms.units import USUAL_UNIT, printed_unit
from helpers.reading.forms.words import OF_WHICH, bare, role
from helpers.reading.records import Fund
from helpers.reading.text.quantities import WAN
from helpers.reading.vocabulary import without

TOTAL = "资金总额"
AFTER_COLUMN = re.compile(r"(?<=[)）])\s*|\s+")
NEAR = 2000  # characters before a glued line in which its unit may stand


def glued(lines: list[Line], source: Source) -> Money:
    """The rows of cells in which a whole row of money is glued; a problem glued_row where it may be split otherwise."""
    found = Money([], [])
    told = [(each, cell, above) for above, each in pairwise([None, *lines]) for cell in distinct(each.row)]
    for line, cell, above in told:
        match = LABELLED.match(cell.text)
        digits = match[2] if match else cell.text.strip()
        label = match[1] if match else _label(line, above) if is_glued(digits) else ""
        if is_glued(digits) and role("money_sources", label):
            top = line.header.top if line.header else line.at
            unit = unit_above(lines, top, line.row) or source.unit or USUAL_UNIT
            _add(found, source, cell, label, split(digits), cell.text.index(digits), unit)
    return found


def _label(line: Line, above: Line | None) -> str:
    """The first cell of a line that names a source of money, else the total right below a cell in which the names of
    its columns ran into one another; empty without one."""
    named = next((cell.text for cell in distinct(line.row) if role("money_sources", cell.text)), "")
    heads = above is not None and any(_names_columns(cell.text) for cell in distinct(above.row))
    return named or (TOTAL if heads and not any(role("money_roles", cell.text) for cell in distinct(line.row)) else "")


def _names_columns(text: str) -> bool:
    """Whether a cell names a budget and what was spent of it, as 全年预算数（A）全年执行数（B）执行率（B/A）."""
    named = {role("money_roles", each) for each in AFTER_COLUMN.split(text)}
    return "executed" in named and not named.isdisjoint(BUDGETS)


def glued_lines(text: str, report_id: str, projects: Sequence[tuple[int, str]] = (), unit: str = "") -> Money:
    """The rows of a text's lines like 年度资金总额40004000100%, with offsets; a problem glued_row where no or several
    splits hold. The unit is the last printed before the line in brackets or after 单位, else `unit`, else 万元;
    `projects` says from where on the form of which project stands."""
    found, headed = Money([], []), set()
    for label, digits, start, roles in headed_rows(text):
        headed.add(start)
        source, cell = _place(text, start, digits, report_id, projects)
        parts = split_below(digits, roles)
        _add(found, source, cell, label, parts, 0, _unit(text, start, unit))
    for label, digits, start in rows(text):
        if role("money_sources", label) and is_glued(digits) and start not in headed:
            source, cell = _place(text, start, digits, report_id, projects)
            _add(found, source, cell, label, split(digits), 0, _unit(text, start, unit))
    return found


def _unit(text: str, start: int, unit: str) -> str:
    return printed_unit(text[max(0, start - NEAR) : start]) or unit or USUAL_UNIT


def _place(text: str, start: int, digits: str, report_id: str, projects: Sequence) -> tuple[Source, Cell]:
    project_id = next((project for begin, project in reversed(projects) if begin <= start), "")
    cell = Cell(digits, 0, 0)
    line = f"line {text.count(chr(10), 0, start) + 1}"
    return Source(Grid(line, (cell,), 1, 1), report_id, project_id, "", {(0, 0): start}), cell


def _add(found: Money, source: Source, cell: Cell, label: str, parts: dict | None, start: int, unit: str) -> None:
    """Adds the rows of one glued row, split into `parts`, to what was found, or its problem."""
    if parts is None:
        reason = f"{cell.text!r} can be split in no way, or in several, in which executed / budget is the rate"
        found.problems.append(problem(source, cell, "glued_row", reason))
        return
    figures = {
        name: Value("=", Decimal(token.replace(",", "")), "", token, start + at) for name, (at, token) in parts.items()
    }
    category = role("money_categories", label) or "total"
    kind = "total" if category != "total" else role("money_sources", label)
    line = without(OF_WHICH, bare(label)) if role("money_named", label) else ""
    for stage in (stage for stage in STAGES if stage in figures):
        value = figures[stage]
        rate = figures["rate"].value if stage == "executed" and "rate" in figures else None
        found.funds.append(
            Fund(
                source.report_id,
                source.project_id,
                line,
                stage,
                kind,
                category,
                value.value * WAN[unit],
                **placed(source, cell, value),
                rate=rate,
            )  # fmt: skip
        )
