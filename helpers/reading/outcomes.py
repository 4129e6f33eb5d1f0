"""Reported figures without a target, and figures of staff and assets."""

import re
from decimal import Decimal

from helpers.reading import layout
from helpers.reading.quantities import wan
from helpers.reading.records import Outcome, Quantity
from helpers.reading.vocabulary import nearest, unit_kind

LEADING = re.compile(
    r"^(?:其中|共计|共|累计|全市|全区|全年|我市|我局|我区|已|并|还|及|和|分别|各级|各类|20\d\d[ \t]*年[度内底末]?)+"
)
TRAILING = re.compile(r"(?:共计|共|累计|达到|达|为|了|有|均|近|约|逾|超|超过|大于|合计|共有|分别)+$")
EDGES = " \t\r\n　，。；：、,;:-—－（）()/"
PART = re.compile(r"其中|[，：]包括|[，：]含")
SHORTEST_NAME, LONGEST_NAME = 3, 40  # a shorter name takes the words behind the number to it
RESOURCE_REACH = 16
RESOURCE_KINDS = {
    "staff": ("persons",), "agency_units": ("count",), "vehicles": ("count",),
    "fixed_assets": ("money", "count", "area"),
}  # fmt: skip


def outcomes(
    page: layout.Layout, quantities: list[Quantity], report_id: str, only_project: str = ""
) -> tuple[list[Outcome], list[Outcome]]:
    """Rows of the tables outcomes and resources among quantities that no other table holds."""
    found: list[Outcome] = []
    kept: list[Outcome] = []
    for q, name in zip(quantities, names(page, quantities), strict=True):
        if not _is_result(page, q):
            continue
        number = layout.project(page, q.start) or only_project
        resource = _resource(page, q)
        rows = kept if resource else found
        rows.append(_row(q, report_id, number, len(rows) + 1, resource or function(page, q), name))
    free = {q.start for q in quantities}
    table = [row for row in asset_table(page.text, report_id) if row.start in free]
    inside = {row.start for row in table}
    kept = [row for row in kept if row.start not in inside] + table
    found = [row for row in found if row.start not in inside]
    return [r._replace(seq=i) for i, r in enumerate(found, 1)], [r._replace(seq=i) for i, r in enumerate(kept, 1)]


def names(page: layout.Layout, quantities: list[Quantity]) -> list[str]:
    """What each number counts: the words before it in its clause, or after it where none stand before."""
    found: list[str] = []
    before = 0
    for q in quantities:
        start, end = layout.sentence(page, q.start)
        clauses = re.split(r"[，。；：,;\n]", page.text[max(start, before) : q.begin])
        joined = before > start and len(clauses) == 1  # to another number, by 、 or directly
        right = re.split(r"[，。；：、,;\n（(\d]", page.text[q.stop : end])[0]
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
    return re.sub(r"\s+", "", longer or name)[-LONGEST_NAME:]


def function(page: layout.Layout, q: Quantity) -> str:
    """The function of the bureau that a number speaks of, else `other`: by the words before it in its sentence (for a
    part, 其中, by the words before its whole), then by those after it in its clause, then by the headings above."""
    start, end = layout.sentence(page, q.start)
    before, after = page.text[start : q.begin], re.split(r"[，。；]", page.text[q.stop : end])[0]
    headings = [layout.heading(page, q.start, sign) for sign in ("", r"[（(]", layout.CHAPTER)]
    for text in (PART.split(before)[0], before, after, *(h.title for h in headings if h)):
        if key := nearest("functions", text):
            return key
    return "other"


def kind(unit: str) -> str:
    """Kind of a quantity by its unit: count, persons, money, rate, area or other; of 元/人 that of 元."""
    if not unit:
        return "count"
    return unit_kind().get(unit) or unit_kind().get(re.split("[/／]", unit)[0], "other")


def asset_table(text: str, report_id: str) -> list[Outcome]:
    """Figures of a tab-separated table of assets, named by row and column, in the unit its caption states."""
    rows, labels, money = [], [], ""
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
    stated = re.search(r"单位[：:]\s*([^\s，。）)]*元)", line)
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
            value = Decimal(printed[1].replace(",", ""))
            rows.append(
                Outcome(
                    report_id,
                    "",
                    0,
                    "fixed_assets",
                    name,
                    value,
                    unit,
                    "=",
                    kind(unit),
                    place,
                    place + len(printed[1]),
                    printed[1],
                )
            )
        place += len(cell) + 1
    return rows


def _is_result(page: layout.Layout, q: Quantity) -> bool:
    if q.unit == "分" or (not q.unit and q.token != "零"):
        return False
    return layout.section(page, q.start) != "outlook" or _resource(page, q) != ""


def _resource(page: layout.Layout, q: Quantity) -> str:
    """The kind of resource a number counts, by the words close before it and its own clause; empty for a result."""
    start, end = layout.sentence(page, q.start)
    left = re.split(r"[；。]|，(?!其中)", page.text[max(start, q.begin - RESOURCE_REACH) : q.begin])[-1]
    right = re.split(r"[，。；]", page.text[q.stop : end])[0]
    named = nearest("resources", left) or (nearest("resources", right) if kind(q.unit) == "count" else None)
    return named if named and kind(q.unit) in RESOURCE_KINDS.get(named, ()) else ""


def _row(q: Quantity, report_id: str, number: str, seq: int, about: str, name: str) -> Outcome:
    project_id = f"{report_id}-{number}" if number else ""
    value = wan(q) if q.unit == "亿元" else q.value
    unit = "万元" if q.unit == "亿元" else q.unit.removeprefix("个") if q.unit == "个昼夜" else q.unit
    return Outcome(
        report_id, project_id, seq, about, name, value, unit, q.comparator, kind(q.unit), q.start, q.end, q.token
    )
