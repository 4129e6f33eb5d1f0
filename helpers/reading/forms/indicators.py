"""The indicator block of a form: what was promised, what attained, and the points for it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from helpers.reading.formats.grid import Cell
from helpers.reading.forms.cells import Value, hinted, number, sign_of, values
from helpers.reading.forms.place import Source, placed
from helpers.reading.forms.table import Header, Line, begins, distinct, under
from helpers.reading.forms.words import bare, is_one_of, role, words
from helpers.reading.records import Indicator
from helpers.reading.vocabulary import comparable, polarity
from helpers.reading.vocabulary import words as vocabulary

ALONE = ("target", "target_adjusted", "actual", "weight", "score", "note", "sign", "unit")
FEWEST_ROWS = 2
MOST_POINTS = 200
NOTE = re.compile(  # 执行情况说明 and 未完成目标的原因及改进措施 explain other rows
    r"[\u4e00-\u9fff]{0,8}(?:说明|备注)[\d一二三四五六七八九十]{0,2}"
    r"|.{0,4}(?:未完成|未达|未实现|偏差|偏离|扣分).{0,20}(?:原因|措施|分析|说明|情况)[)）]?"
)
NO_TARGET = re.compile(
    r"\s*(?:[+＋]|[-－−](?=[0-9])|[调新]?[增减]|(?:无|不变|[未不无]调整|同年初)\s*$)"
)  # but a change of one, or none
FULL_MARKS = (Decimal(100), Decimal(90))


class Entry(NamedTuple):
    """A row of the block: its header, the words of its levels and name, and the cells that begin in it by role."""

    header: Header
    level1: str
    level2: str
    name: str
    cells: dict[str, Cell]


def indicators(lines: list[Line], source: Source) -> list[Indicator]:
    """One row a measured thing of all indicator blocks of a form, in order, not yet numbered."""
    found = []
    for _, group in groupby(_entries(_blocks(lines)), key=lambda entry: entry.header):
        entries = [entry for entry in group if not _is_criterion(entry)]
        moved = _points_as_values(entries)
        found += [row for entry in entries for row in _rows(_with_points(entry) if moved else entry, source)]
    return found


def criteria(lines: list[Line]) -> list[Entry]:
    """The rows of decision and of management among the indicators that are none: they have points, but neither a goal
    nor a result."""
    return [entry for entry in _entries(_blocks(lines)) if _is_criterion(entry)]


def _blocks(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.header is not None and line.header.kind == "indicators"]


def _is_criterion(entry: Entry) -> bool:
    measured = entry.cells.keys() & {"target", "target_adjusted", "actual"} or _in_name(entry.name)
    return "score" in entry.cells and not measured and levels(entry.level1, entry.level2)[0] == "management"


def total_row(line: Line) -> bool:
    """Whether a line is the last one of a form, with the points in total."""
    return any(is_one_of("total_rows", cell.text) for cell in distinct(line.row)[:2])


def ends(line: Line) -> bool:
    """Whether a line opens what follows the indicators: conclusions, problems, who filled the form in."""
    cells = [cell for cell in distinct(line.row) if begins(line, cell)][:2]
    return any(role("sections_after", cell.text) for cell in cells)


def _entries(lines: list[Line]) -> Iterator[Entry]:
    """The rows that name a measured thing, levels and names carried down over blank and merged cells."""
    level1 = level2 = name = ""
    for line in body(lines):
        taken: set[Cell] = set()
        first, second, third = (_words(line, role, taken) for role in ("level1", "level2", "name"))
        level1, level2 = first or level1, second or ("" if first and first != level1 else level2)
        cells = _cells(line, taken)
        named = third or (second if "name" not in line.header.columns else "")
        if not named and cells.keys() & {"target", "actual"}:
            named = second or first or name
        name = named or name
        if named and not NOTE.fullmatch(named.strip()) and _says_something(named, cells):
            yield Entry(line.header, level1, level2, named, cells)


def body(lines: list[Line]) -> Iterator[Line]:
    """The lines of the blocks without their headers, each block down to its total or to what follows it; a total may
    stand right below the header too."""
    ended = begun = None
    for line in lines:
        if line.is_header or line.header is ended:
            continue
        if total_row(line) and begun is not line.header:
            continue
        if ends(line) or total_row(line):
            ended = line.header
        else:
            begun = line.header
            yield line


def _cells(line: Line, taken: set[Cell]) -> dict[str, Cell]:
    """The cells by role that begin in the line and belong to it alone."""
    found = {role: cell for role in ALONE if (cell := _first(line, role, taken))}
    return {role: cell for role, cell in found.items() if not _is_shared(line, role, cell)}


def _words(line: Line, role: str, taken: set[Cell]) -> str:
    """The words under a role, of cells that no role left of it has; these are then taken."""
    cells = [cell for cell in under(line, role) if cell not in taken]
    taken.update(cells)
    return " ".join(re.sub(r"\s+", "", cell.text) for cell in cells)


def _first(line: Line, role: str, taken: set[Cell]) -> Cell | None:
    """The cell that begins in the line under a role and that no other role has; it is then taken."""
    cell = next((cell for cell in under(line, role) if cell not in taken and begins(line, cell)), None)
    taken.update([cell] if cell else [])
    return cell


def _is_shared(line: Line, role: str, cell: Cell) -> bool:
    """Whether points are merged over more rows than the name beside them, and so belong to several indicators."""
    names = under(line, "name")
    return role in ("weight", "score") and bool(names) and cell.rows > max(name.rows for name in names)


def _says_something(name: str, cells: dict[str, Cell]) -> bool:
    """Whether a row is no filler, as 指标2： with nothing behind it or …… are."""
    filler = re.fullmatch(words("filler"), name) is not None
    return bool(cells.keys() & {"target", "target_adjusted", "actual"} or (not filler and cells))


def _points_as_values(entries: list[Entry]) -> bool:
    """Whether the value column holds the points: bare numbers that add up to full marks, and no weights."""
    said = [number(entry.cells["target"].text) for entry in entries if "target" in entry.cells]
    weighed = any("weight" in entry.cells or "sign" in entry.cells or "unit" in entry.cells for entry in entries)
    if weighed or len(said) < FEWEST_ROWS or not all(said):
        return False
    plain = all(not each.unit and each.comparator == "=" for each in said)
    return plain and sum(each.value for each in said) in FULL_MARKS


def _with_points(entry: Entry) -> Entry:
    """The entry with its values as points."""
    cells = dict(entry.cells)
    moved = {"weight": cells.pop("target", None), "score": cells.pop("actual", None)}
    return entry._replace(cells={role: cell for role, cell in moved.items() if cell} | cells)


def _rows(entry: Entry, source: Source) -> Iterator[Indicator]:
    """The rows of an entry: one, or one a figure where its target and its actual have as many that count the same."""
    name, sign, unit = hinted(_plain_name(entry.name) or _plain_name(entry.level2))
    said = sign_of(entry.cells["sign"].text) if "sign" in entry.cells else sign
    unit = entry.cells["unit"].text if "unit" in entry.cells else unit
    entry, targets = _promised(entry, "" if said == "qualitative" else said, unit)
    if "target" not in entry.cells and (inside := _in_name(name)):
        name, targets = inside
    actuals = _said(entry.cells.get("actual"), "", unit, targets[0] if len(targets) == 1 else None)
    pairs = _paired(targets, actuals, entry)
    for i, (target, actual) in enumerate(pairs, 1):
        shown = name if len(pairs) == 1 else f"{name}（{i}）"
        yield _row(entry, shown, said, target, actual, source)


def _promised(entry: Entry, sign: str, unit: str) -> tuple[Entry, list[Value]]:
    """The entry with the target that counts and what it says: an adjusted one, with the sign and the unit of the first
    where it prints none, before the first; but none that is a change, or words such as 不变 in place of a figure."""
    first, later = (entry.cells.get(role) for role in ("target", "target_adjusted"))
    said = _said(first, sign, unit)
    if later is None or (first and NO_TARGET.match(later.text) and not NO_TARGET.match(first.text)):
        return entry, said
    before = said[0] if len(said) == 1 and said[0].comparator != "qualitative" else None
    moved = _said(later, sign or (before.comparator if before else ""), unit, before)
    if before and "qualitative" in {each.comparator for each in moved}:
        return entry, said
    cells = entry.cells | {"target": later} | ({"target_adjusted": first} if first else {})
    return entry._replace(cells=cells), moved


def _said(cell: Cell | None, sign: str, unit: str, target: Value | None = None) -> list[Value]:
    return values(cell.text, sign, unit, target) if cell else []


def _plain_name(name: str) -> str:
    """The name without stars, without 指标1： and without its number."""
    return re.sub(words("label_of_name"), "", name).strip()


def _in_name(name: str) -> tuple[str, list[Value]] | None:
    """The name and the target that ends it, as in 支付完成率100%; None where no single figure does."""
    found = values(name)
    body = name.rstrip("）)")
    if len(found) != 1 or found[0].comparator == "qualitative" or not (found[0].unit or found[0].comparator != "="):
        return None
    value = found[0]
    if not body.endswith((value.unit, value.token, "以上", "以下", "以内")) or value.start == 0:
        return None
    left = re.sub(rf"[（(≥≤＞＜><=＝]*(?:{_signs()})?$", "", name[: value.start])
    return (left.rstrip("（(") or name), [value]


def _signs() -> str:
    return "|".join(re.escape(sign) for printed in vocabulary("comparators").values() for sign in printed)


def _paired(targets: list[Value], actuals: list[Value], entry: Entry) -> list[tuple[Value, Value]]:
    """Target and actual of each measured thing; several figures that do not go together stand as the words they are."""
    if len(targets) <= 1 and len(actuals) <= 1:
        return [((targets or [Value()])[0], (actuals or [Value()])[0])]
    alike = len(targets) == len(actuals) and all(
        comparable(t.unit, a.unit or t.unit) for t, a in zip(targets, actuals, strict=True)
    )
    if alike:
        return list(zip(targets, actuals, strict=True))
    return [(_whole(targets, entry.cells.get("target")), _whole(actuals, entry.cells.get("actual")))]


def _whole(found: list[Value], cell: Cell | None) -> Value:
    """The one value of a cell; of several the whole cell in words."""
    if len(found) <= 1 or cell is None:
        return (found or [Value()])[0]
    said = cell.text.strip()
    return Value("qualitative", said, "", said, cell.text.index(said))


def _row(entry: Entry, name: str, sign: str, target: Value, actual: Value, source: Source) -> Indicator:
    planned = target.comparator.replace("~", "=")  # about as many is as many
    comparator = planned or ("qualitative" if sign == "qualitative" else "")
    cell, figure = _figure(entry, target, actual)
    weight, score = (_points(entry, role) for role in ("weight", "score"))
    return Indicator(
        source.report_id, source.project_id, 0, *levels(entry.level1, entry.level2), name, comparator,
        target.value, target.unit, actual.comparator, actual.value, actual.unit,
        _polarity(name, comparator, target), weight, score,
        **placed(source, cell, figure), note=_note(entry),
    )  # fmt: skip


def _polarity(name: str, comparator: str, target: Value) -> str:
    """Whether more is better: of what is to be 0 less is."""
    is_zero = comparator == "=" and target.value == 0
    return "lower" if is_zero else polarity(name, "" if comparator == "qualitative" else comparator)


def _figure(entry: Entry, target: Value, actual: Value) -> tuple[Cell, Value]:
    """The cell and the value that a row stands for: what was attained, else the target, else its points."""
    if actual.token:
        return entry.cells["actual"], actual
    cell = entry.cells.get("target")
    if target.token and cell:
        return cell, target
    cell = entry.cells.get("score") or next(iter(entry.cells.values()))
    return cell, number(cell.text) or Value()


def _points(entry: Entry, role: str) -> Decimal | None:
    """The points of a cell; None for a number that no form gives as points, as of a cell out of its column."""
    said = number(entry.cells[role].text) if role in entry.cells else None
    return said.value if said and 0 <= said.value <= MOST_POINTS else None


def _note(entry: Entry) -> str:
    """What the form says of a deviation, and the other one of two targets, the first as a rule."""
    said = re.sub(r"\s+", " ", entry.cells["note"].text).strip() if "note" in entry.cells else ""
    told, other = entry.cells.get("target"), entry.cells.get("target_adjusted")
    changed = told and other and told.text.strip() != other.text.strip()
    label = "年初指标值" if told and told.column in entry.header.columns.get("target_adjusted", ()) else "调整指标值"
    return "；".join(filter(None, (said, f"{label}{other.text.strip()}" if changed else "")))


def levels(level1: str, level2: str) -> tuple[str, str]:
    """The two levels that the words of their cells are of, the first also by those of the second; empty for what a form
    does not print."""
    whole, part = _known(level1), _known(level2)
    return _worded(level1)[0] or whole[0] or part[0] or _worded(level2)[0], part[1] or whole[1] or _worded(level1)[1]


def _known(label: str) -> tuple[str, str]:
    """The levels that the words of a label are of; empty for none."""
    said = bare(label)
    return next(((one, two) for word, one, two in vocabulary("level_words") if word in said), ("", ""))


def _worded(label: str) -> tuple[str, str]:
    """The levels that a label of level 1 names."""
    said = bare(label)
    return next(((one, two) for word, one, two in words("level1_words") if word in said), ("", ""))
