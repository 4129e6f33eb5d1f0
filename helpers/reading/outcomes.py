"""Reported figures without a target, and figures of staff and assets."""

import re
from decimal import Decimal

from helpers.reading import layout
from helpers.reading.functions import function
from helpers.reading.quantities import wan
from helpers.reading.records import Outcome, Quantity
from helpers.reading.vocabulary import nearest, unit_kind

LEADING = re.compile(
    r"^(?:其中|共计|共|累计|全市|全区|全年|我市|我局|我区|已|并|还|及|和|分别|各级|各类|20\d\d[ \t]*年[度内底末]?)+"
)
TRAILING = re.compile(r"(?:共计|共|累计|达到|达|为|了|有|均|近|约|逾|超|超过|大于|合计|共有|分别)+$")
EDGES = " \t\r\n　，。；：、,;:-—－（）()/"
CLAUSE_END, NAME_END = re.compile(r"[，。；：,;\n]"), re.compile(r"[，。；：、,;\n（(\d]")
PHRASE_END, PART_END = re.compile("[，。；]"), re.compile("[；。]|，(?!其中)")
CAPTION_UNIT = re.compile(r"单位[：:]\s*([^\s，。）)]*元)")
SHORTEST_NAME, LONGEST_NAME = 3, 40  # a shorter name takes the words behind the number to it
RESOURCE_REACH = 16
RESOURCE_KINDS = {
    "staff": ("persons",), "agency_units": ("count",), "vehicles": ("count",),
    "fixed_assets": ("money", "count", "area"),
}  # fmt: skip


def outcomes(
    page: layout.Layout, quantities: list[Quantity], report_id: str, only_project: str = "", justice: bool = True
) -> tuple[list[Outcome], list[Outcome]]:
    """Rows of the tables outcomes and resources among quantities that no other table holds."""
    places = {q.start for q in quantities}
    table = [row for row in asset_table(page.text, report_id) if row.start in places]
    places -= {row.start for row in table}
    found: list[Outcome] = []
    kept: list[Outcome] = []
    for q, name in zip(quantities, names(page, quantities), strict=True):
        before, after = _around(page, q)
        resource = _resource(q, before, after)
        if q.start not in places or not _is_counted(q) or (not resource and layout.section(page, q.start) == "outlook"):
            continue
        number = layout.project(page, q.start) or only_project
        rows = kept if resource else found
        about = resource or function(page, q, before, after, justice)
        rows.append(_row(q, report_id, number, len(rows) + 1, about, name))
    return found, kept + [row._replace(seq=i) for i, row in enumerate(table, len(kept) + 1)]


def names(page: layout.Layout, quantities: list[Quantity]) -> list[str]:
    """What each number counts: the words before it in its clause, or after it where none stand before."""
    found: list[str] = []
    before = 0
    for q in quantities:
        start, end = layout.sentence(page, q.start)
        clauses = CLAUSE_END.split(page.text[max(start, before) : q.begin])
        joined = before > start and len(clauses) == 1  # to another number, by 、 or directly
        right = NAME_END.split(page.text[q.stop : end], maxsplit=1)[0]
        name = _name(_left(clauses[-1], joined), right)
        found.append(name or (found[-1] if joined and found else ""))
        before = q.stop if q.unit or q.token == "零" else before
    return found


def _left(clause: str, joined: bool) -> str:
    """The words before a number: those in an open parenthesis, or behind the 、 between it and the last number."""
    if clause.count("（") > clause.count("）"):
        clause = clause.rpartition("（")[2]
    return clause.partition("、")[2] if joined and "、" in clause else clause


def _name(left: str, right: str) -> str:
    name = TRAILING.sub("", LEADING.sub("", left.strip(EDGES)).strip(EDGES))
    longer = name if len(name) >= SHORTEST_NAME else f"{name if len(name) > 1 else ''}{right.strip(EDGES)}"
    return "".join((longer or name).split())[-LONGEST_NAME:]


def _around(page: layout.Layout, q: Quantity) -> tuple[str, str]:
    """The words before a number in its sentence, and those after it in its clause."""
    start, end = layout.sentence(page, q.start)
    return page.text[start : q.begin], PHRASE_END.split(page.text[q.stop : end], maxsplit=1)[0]


def kind(unit: str) -> str:
    """Kind of a quantity by its unit: count, persons, money, rate, area or other; of 元/人 that of 元."""
    if not unit:
        return "count"
    return unit_kind().get(unit) or unit_kind().get(re.split("[/／]", unit)[0], "other")


def asset_table(text: str, report_id: str) -> list[Outcome]:
    """Figures of a tab-separated table of assets, named by row and column, in the unit its caption states."""
    rows, labels, money = [], [], ""
    if "\t" not in text:
        return rows
    for match in re.finditer(r"^.*$", text, re.M):
        cells = match[0].rstrip("\r").split("\t")
        if len(cells) < 3:
            labels, money = [], _caption_unit(match[0]) or money
        elif not any(re.match(r"\d", cell) for cell in cells[1:]):
            labels = _merged(labels, cells)
        else:
            rows += _table_row(match, cells, labels, money, report_id)
    return rows


def _caption_unit(line: str) -> str:
    """The unit that a table's caption states, as in 单位：万元; empty for any other line."""
    stated = CAPTION_UNIT.search(line)
    return stated[1] if stated else ""


def _merged(above: list[str], cells: list[str]) -> list[str]:
    """Column labels of a header of two rows, the upper label holding to the right until the next one."""
    upper, carried = [], ""
    for i in range(len(cells)):
        carried = (above[i] if i < len(above) and above[i] else carried) if above else ""
        upper.append(carried)
    return [u if not c else u + c for u, c in zip(upper, cells, strict=True)] if above else list(cells)


def _table_row(match: re.Match, cells: list[str], labels: list[str], money: str, report_id: str) -> list[Outcome]:
    rows, place = [], match.start()
    for i, cell in enumerate(cells):
        printed = re.match(r"(\d[\d,]*(?:\.\d+)?)(%?)", cell)
        if i and printed and i < len(labels):
            unit = printed[2] or (money if "金额" in labels[i] else "")
            name = f"{cells[0]}：{labels[i]}"
            value, at = Decimal(printed[1].replace(",", "")), (place, place + len(printed[1]), printed[1])
            rows.append(Outcome(report_id, "", 0, "fixed_assets", name, value, unit, "=", kind(unit), *at))
        place += len(cell) + 1
    return rows


def _is_counted(q: Quantity) -> bool:
    return q.unit != "分" and bool(q.unit or q.token == "零")


def _resource(q: Quantity, before: str, after: str) -> str:
    """The kind of resource a number counts, by the words close before it and its own clause; empty for a result."""
    left = PART_END.split(before[-RESOURCE_REACH:])[-1]
    named = nearest("resources", left) or (nearest("resources", after) if kind(q.unit) == "count" else None)
    return named if named and kind(q.unit) in RESOURCE_KINDS.get(named, ()) else ""


def _row(q: Quantity, report_id: str, number: str, seq: int, about: str, name: str) -> Outcome:
    project_id = f"{report_id}-{number}" if number else ""
    value = wan(q) if q.unit == "亿元" else q.value
    unit = "万元" if q.unit == "亿元" else q.unit.removeprefix("个") if q.unit == "个昼夜" else q.unit
    return Outcome(
        report_id, project_id, seq, about, name, value, unit, q.comparator, kind(q.unit), q.start, q.end, q.token
    )
