"""The money block of a form: budgets and spending by source, the stated rate of execution and its points."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from helpers.reading.formats.grid import Cell
from helpers.reading.forms import glued
from helpers.reading.forms.cells import amount, number
from helpers.reading.forms.place import Source, placed, problem
from helpers.reading.forms.table import Line, begins, beside, distinct, under
from helpers.reading.forms.units import USUAL_UNIT, printed_unit, unit_above
from helpers.reading.forms.words import OF_WHICH, bare, is_stated, role
from helpers.reading.quantities import WAN
from helpers.reading.records import Fund, Indicator, Problem, Score

STAGES = ("initial_budget", "adjusted_budget", "allocated", "executed")
EXECUTION = "预算执行率"
INLINE = re.compile(r"^([^0-9]+?)[:：]?\s*([0-9][0-9,.，]*\s*[万亿千]?元?)$")


class Money(NamedTuple):
    """What the money block of a form says."""

    funds: list[Fund]
    scores: list[Score]
    rates: list[Indicator]
    problems: list[Problem]


class Entry(NamedTuple):
    """A row of the block: its label, its source and the cells of its roles that state something."""

    label: str
    source: str
    cells: dict[str, Cell]
    unit: str
    line: str = ""


def money(lines: list[Line], source: Source) -> Money:
    """The rows of all money blocks of a form, or of labels with amounts beside them where it has no block."""
    entries = _entries(lines, source) or _pairs(lines, source)
    found = Money([], [], [], [])
    for entry in entries:
        _read_entry(entry, source, found)
    return _without_empty_totals(found, source)


def _entries(lines: list[Line], source: Source) -> list[Entry]:
    """The entries of all money blocks; their unit is empty where none is printed."""
    entries = []
    for header, block in groupby(lines, key=lambda line: line.header):
        if header is not None and header.kind == "money":
            unit = unit_above(lines, header.top, header.row) or source.unit
            rows = [line for line in block if not line.is_header and any(is_stated(c.text) for c in distinct(line.row))]
            entries += _with_lines(list(_block(rows, unit)))
    return entries


def _block(rows: list[Line], unit: str) -> Iterator[Entry]:
    """The entries of a block down to the first row that names no source of money."""
    for number_, line in enumerate(rows):
        labels = [cell for cell in beside(line) if role("money_sources", cell.text)]
        cells = {name: found[0] for name in line.header.columns if (found := _begun(line, name))}
        whole = number_ == 0 and not beside(line) and any(name in cells and number(cells[name].text) for name in STAGES)
        if not labels and not whole:
            return
        label = labels[-1].text if labels else ""
        yield Entry(label, role("money_sources", label) if label else "total", cells, printed_unit(label) or unit)


def _begun(line: Line, name: str) -> list[Cell]:
    return [cell for cell in under(line, name) if begins(line, cell)]


def _pairs(lines: list[Line], source: Source) -> list[Entry]:
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
    return [Entry("", "total", {name: cell for name, (cell, _) in found.items()}, unit)]


def _read_entry(entry: Entry, source: Source, found: Money) -> None:
    """Adds the rows of one entry to what was found."""
    amounts: dict[str, Decimal] = {}
    for name in STAGES:
        if name in entry.cells:
            fund = _fund(entry, name, source, found.problems)
            amounts |= {name: fund.amount_wan} if fund else {}
            found.funds.extend([fund] if fund else [])
    found.scores.extend(_points(entry, source) if not found.scores else [])
    if entry.source == "total" and "rate" in entry.cells and not found.rates and any(amounts.values()):
        found.rates.extend(_rate(entry, amounts, source, found.problems))


def _fund(entry: Entry, stage: str, source: Source, problems: list[Problem]) -> Fund | None:
    cell = entry.cells[stage]
    said = amount(cell.text, entry.unit or USUAL_UNIT)
    if said is None:
        if re.search("[0-9]", cell.text) and not glued.is_glued(cell.text.strip()):
            problems.append(problem(source, cell, "unreadable_amount", f"expected one amount, found {cell.text!r}"))
        return None
    if not entry.unit and not said[2] and not any(each.kind == "unit_assumed" for each in problems):
        problems.append(problem(source, cell, "unit_assumed", "the form prints no unit of money, read as 万元"))
    if said[1].unit == "元" and entry.unit == "万元" and not said[1].token.endswith(("万", "亿")):
        proven = _proven_unit(entry, stage)
        if not proven:
            reason = f"{cell.text!r} under a header in 万元, and no figure beside it tells which holds"
            problems.append(problem(source, cell, "unit_contradiction", reason))
            return None
        said = Decimal(said[1].value) * WAN[proven], *said[1:]
    return Fund(source.report_id, source.project_id, entry.line, stage, entry.source, "total", said[0],
                **placed(source, cell, said[1]))  # fmt: skip


def _proven_unit(entry: Entry, stage: str) -> str:
    """元 or 万元 for an amount that prints 元 under 万元, where the stated rate holds for one of them only."""
    budget = next((name for name in ("adjusted_budget", "initial_budget") if name in entry.cells), "")
    rate = number(entry.cells["rate"].text) if "rate" in entry.cells else None
    if not budget or "executed" not in entry.cells:
        return ""
    spent, planned = number(entry.cells["executed"].text), number(entry.cells[budget].text)
    if not spent or not planned or not planned.value:
        return ""
    if spent.unit == planned.unit:
        return "元"
    if not rate or rate.unit != "%" or not rate.value:
        return ""
    fits = []
    for unit in ("元", "万元"):
        one, other = (
            Decimal(each.value) * WAN[unit if each.unit == "元" else each.unit or "万元"] for each in (spent, planned)
        )
        fits += [unit] if glued.holds(one, other, rate.token) else []
    return fits[0] if len(fits) == 1 and stage in (budget, "executed") else ""


def _points(entry: Entry, source: Source) -> list[Score]:
    """The points of execution with their maximum; none where no points are printed."""
    if "points" not in entry.cells or not (points := number(entry.cells["points"].text)):
        return []
    most = number(entry.cells["points_max"].text) if "points_max" in entry.cells else None
    return [Score(source.report_id, 0, "预算执行", EXECUTION, points.value, most.value if most else None,
                  **placed(source, entry.cells["points"], points))]  # fmt: skip


def _rate(entry: Entry, amounts: dict[str, Decimal], source: Source, problems: list[Problem]) -> list[Indicator]:
    """The stated rate of execution in percent; a problem where it is printed without % and may be a fraction too."""
    cell = entry.cells["rate"]
    said = number(cell.text)
    if said is None:
        return []
    value = glued.percent(
        said, amounts.get("executed"), amounts.get("adjusted_budget") or amounts.get("initial_budget")
    )
    if value is None:
        problems.append(problem(source, cell, "unclear_rate", f"{cell.text!r} may be percent or a fraction"))
        return []
    return [Indicator(source.report_id, source.project_id, 0, "management", "process", EXECUTION, "", "", "", "=",
                      value, "%", "higher", None, None, **placed(source, cell, said))]  # fmt: skip


def _with_lines(entries: list[Entry]) -> list[Entry]:
    """The entries of a block, with the label as line where several are of one source, as 上年结转 and 其他资金."""
    count = Counter(entry.source for entry in entries)
    return [e._replace(line=OF_WHICH.sub("", bare(e.label))) if count[e.source] > 1 else e for e in entries]


def _without_empty_totals(found: Money, source: Source) -> Money:
    """The same without totals of 0 whose parts are not 0; each becomes a problem."""
    filled = {fund.stage for fund in found.funds if fund.source != "total" and fund.amount_wan}
    empty = [fund for fund in found.funds if fund.source == "total" and not fund.amount_wan and fund.stage in filled]
    reason = "a total of 0 above parts that are not 0"
    said = [Problem(source.source_file, source.sha256, "empty_total", f"{fund.cell}: {reason}") for fund in empty]
    return found._replace(funds=[f for f in found.funds if f not in empty], problems=[*found.problems, *said])
