"""The money block of a form: budgets, money received, spent and left, by source and by kind of expenditure."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, pairwise
from typing import NamedTuple

from helpers.reading.formats.grid import Cell
from helpers.reading.forms import glued
from helpers.reading.forms.cells import amount, number
from helpers.reading.forms.money_columns import crossed, sources_beside, sources_of_columns, with_sources_beside
from helpers.reading.forms.money_pairs import STAGES, Entry, pairs, with_lines
from helpers.reading.forms.money_turned import turned
from helpers.reading.forms.place import Source, placed, problem
from helpers.reading.forms.table import Header, Line, begins, distinct, under, unit_above
from helpers.reading.forms.units import USUAL_UNIT, printed_unit
from helpers.reading.forms.words import bare, is_stated, role
from helpers.reading.funds.names import is_share
from helpers.reading.records import Fund, Problem
from helpers.reading.text.quantities import WAN

RATED = ("adjusted_budget", "initial_budget", "allocated")  # what a rate is of, the likeliest first
LISTS = ("money", "list")
LONGEST_KIND = 5
LARGEST_SHARE = 2  # a rate printed without its % as a share of 1 is below this
PROJECT_NUMBER = re.compile(r"^项目[0-9一二三四五六七八九十]+[:：、.．]")
SUM = re.compile(r"(?:[两三四五六七八九十]?[个项]?项?目?)?(?:合计|总计|小计|共计)|平均(?:得?分|值|数)?$")


class Money(NamedTuple):
    """What the money block of a form says."""

    funds: list[Fund]
    problems: list[Problem]


def money(lines: list[Line], source: Source) -> Money:
    """The rows of all money blocks of a form, or of labels with amounts beside them where it has no block."""
    entries = _entries(lines, source) or turned(lines, source) or pairs(lines, source)
    found = Money([], [])
    for entry in entries:
        _read_entry(entry, source, found)
    return _with_empty_totals(found, source)


def projects(lines: list[Line]) -> list[str]:
    """The projects that a table of money or of points names, one in each row."""
    money_ = (line for line in lines if line.header is not None and line.header.kind in LISTS)
    return list(dict.fromkeys(name for line in money_ if not line.is_header and (name := project(line))))


def project(line: Line) -> str:
    """The project that a row of amounts or points names, without its number; empty for the sum of all."""
    named = under(line, "project")
    amounts = [cell for name in (*STAGES, "points") for cell in under(line, name) if number(cell.text)]
    if not named or not amounts or SUM.match(bare(named[0].text)) or _is_kind_alone(named[0].text):
        return ""
    return PROJECT_NUMBER.sub("", re.sub(r"\s+", "", named[0].text))


def _is_kind_alone(label: str) -> bool:
    """Whether a label is the mere name of a kind of expenditure, as 基本支出, and no project called so."""
    return len(bare(label)) <= LONGEST_KIND and role("money_categories", label) != ""


def _entries(lines: list[Line], source: Source) -> list[Entry]:
    """The entries of all money blocks; their unit is empty where none is printed."""
    entries = []
    for header, block in groupby(lines, key=lambda line: line.header):
        if header is not None and header.kind == "money":
            unit = unit_above(lines, header.top, header.row) or source.unit
            rows = [line for line in block if not line.is_header and any(is_stated(c.text) for c in distinct(line.row))]
            by_source = sources_of_columns(rows[0], header) if rows else {}
            if by_source:
                entries += with_lines([e for line in rows[1:] for e in crossed(line, header, by_source, unit)])
                continue
            tables = _tables(header)
            for columns in tables:
                found = list(_block(rows, header._replace(columns=columns), unit))
                beside = _kinds_beside(rows, header, found) if len(tables) == 1 else []
                entries += with_lines([*with_sources_beside(found, rows, header), *beside])
    return entries


def _tables(header: Header) -> list[dict[str, list[int]]]:
    """The columns of a block by role, or of two side by side, as those of 资金来源 and of 资金结构: the second begins
    with its labels behind the first, and prints a role again."""
    begin = min(column for name, columns in header.columns.items() if name in STAGES for column in columns)
    second: dict[str, list[int]] = {}
    for column, cell in enumerate(header.row[begin:], begin):
        name = role("money_roles", cell.text) if cell else ""
        if cell and bare(cell.text) and not name and len(second) < 2:
            second = {"label": [column]}
        elif second and name in STAGES and column not in header.columns[name]:
            second[name] = [column]
    return [header.columns, second] if len(second) > 1 else [header.columns]


def _block(rows: list[Line], header: Header, unit: str) -> Iterator[Entry]:
    """The entries of a block down to the first row of amounts that names neither a source of money nor a kind."""
    named = _adding_up(rows, header)
    for number_, line in enumerate(rows):
        line = line._replace(header=header)
        cells = {name: found[0] for name in header.columns if name != "label" and (found := _begun(line, name))}
        other = min((cell.column for cell in _kinds_among(line, header)), default=len(line.row))
        cells = {name: cell for name, cell in cells.items() if cell.column < other}
        labels = [cell for cell in (*_labels(line), *_begun(line, "project")) if _kind(cell.text) != ("", "")]
        amounts = [name for name in STAGES if name in cells and number(cells[name].text)]
        if own := project(line):
            yield Entry(own, "total", cells, unit, project=own)
        elif line.at in named:
            category = "total" if is_share(bare(named[line.at])) else "other"
            yield Entry(named[line.at], "total", cells, unit, line=bare(named[line.at]), category=category)
        elif labels or (amounts and (under(line, "project") or (number_ == 0 and not _labels(line)))):
            label = labels[-1].text if labels else ""
            kind = _kind(label) if labels else ("total", "total")
            yield Entry(label, kind[0], cells, printed_unit(label) or unit, category=kind[1])
        elif any(role("money_ends", cell.text) for cell in distinct(line.row)[:2]) or amounts:
            return


def _adding_up(rows: list[Line], header: Header) -> dict[int, str]:
    """The labels of rows that name neither a source nor a kind, by the number of their row, where all rows together
    add up to the total in each stage: they are parts of it by use."""
    totals: dict[str, Decimal] = {}
    sums: Counter[str] = Counter()
    unknown: dict[int, str] = {}
    for line in (line._replace(header=header) for line in rows):
        label = next((cell.text for cell in reversed(_labels(line))), "")
        said = {name: each.value for name in STAGES for cell in _begun(line, name) if (each := number(cell.text))}
        if not label or not said or project(line):
            break
        if SUM.match(bare(label)) or _kind(label) == ("total", "total"):
            totals = said
            continue
        unknown |= {} if any(_kind(label)) else {line.at: label}
        sums.update(said)
    holds = bool(unknown) and len(totals) > 1 and all(sums[name] == value for name, value in totals.items())
    return unknown if holds else {}


def _kinds_among(line: Line, header: Header) -> list[Cell]:
    """The labels of kinds of expenditure that stand in the columns of amounts."""
    first = min(column for name, columns in header.columns.items() if name in STAGES for column in columns)
    return [cell for cell in distinct(line.row) if cell.column > first and role("money_categories", cell.text)]


def _kinds_beside(rows: list[Line], header: Header, found: list[Entry]) -> list[Entry]:
    """The entries of kinds of expenditure that stand with their amounts in columns of other stages, beside the sources:
    of the stage whose total they add up to, else none."""
    among = {cell for line in rows for cell in _kinds_among(line, header)}
    told = [pair for line in rows if among for pair in pairwise(distinct(line.row)) if pair[0] in among]
    kinds = [(cell, after) for cell, after in told if number(after.text)]
    total = next((entry for entry in found if (entry.source, entry.category) == ("total", "total")), None)
    whole = sum(number(after.text).value for _, after in kinds)
    said = {name: number(cell.text) for name, cell in total.cells.items() if name in STAGES} if total else {}
    stage = next((name for name, each in said.items() if kinds and each and each.value == whole), "")
    return [
        Entry(cell.text, "total", {stage: after}, total.unit, category=role("money_categories", cell.text))
        for cell, after in kinds
        if stage
    ]


def _labels(line: Line) -> list[Cell]:
    """The stated cells left of all amounts that begin in a line; of the second of two tables those under its label."""
    if "label" in line.header.columns:
        return _begun(line, "label")
    known = {column for columns in line.header.columns.values() for column in columns}
    known |= {column for places in sources_beside(line.header).values() for _, column in places}
    first = min(c for name, columns in line.header.columns.items() if name in STAGES for c in columns)
    cells = [cell for column, cell in enumerate(line.row) if cell and column not in known and begins(line, cell)]
    left = [cell for cell in dict.fromkeys(cells) if is_stated(cell.text)]
    return [cell for cell in left if cell.column < first] or left


def _kind(label: str) -> tuple[str, str]:
    """Source and category of a row by its label; empty for a label of neither."""
    if category := role("money_categories", label):
        return "total", category
    source = role("money_sources", label)
    return (source, "total") if source else ("", "")


def _begun(line: Line, name: str) -> list[Cell]:
    return [cell for cell in under(line, name) if begins(line, cell)]


def _read_entry(entry: Entry, source: Source, found: Money) -> None:
    """Adds the rows of one entry to what was found."""
    if entry.project:
        source = source._replace(project_id=source.projects.get(entry.project, source.project_id))
    for name in STAGES:
        fund = _fund(entry, name, source, found.problems) if name in entry.cells else None
        if fund and name == "executed":
            fund = fund._replace(rate=_rate(entry, fund.amount_wan))
        if fund:
            found.funds.append(fund)


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
    return Fund(source.report_id, source.project_id, entry.line, stage, entry.source, entry.category, said[0],
                **placed(source, cell, said[1]))  # fmt: skip


def _rate(entry: Entry, spent: Decimal) -> Decimal | None:
    """The rate of a row in percent, None where it has none; a bare 0.958 is 95.8 unless the amounts say otherwise."""
    said = number(entry.cells["rate"].text) if "rate" in entry.cells else None
    if said is None or said.unit not in ("", "%"):
        return None
    if said.unit or not 0 < said.value < LARGEST_SHARE:
        return said.value
    budgets = (amount(entry.cells[name].text, entry.unit or USUAL_UNIT) for name in RATED if name in entry.cells)
    share = next((spent / budget[0] for budget in budgets if budget and budget[0]), said.value)
    return said.value if abs(share * 100 - said.value) < abs(share - said.value) else said.value * 100


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


def _with_empty_totals(found: Money, source: Source) -> Money:
    """The same with a problem for each total of 0 whose parts are not 0; it is read as it is printed."""
    filled = {fund.stage for fund in found.funds if fund.source != "total" and fund.amount_wan}
    empty = [
        fund for fund in found.funds
        if (fund.source, fund.category) == ("total", "total") and not fund.amount_wan and fund.stage in filled
    ]  # fmt: skip
    reason = "a total of 0 above parts that are not 0"
    said = [Problem(source.source_file, source.sha256, "empty_total", f"{fund.cell}: {reason}") for fund in empty]
    return found._replace(problems=[*found.problems, *said])
