"""Points of a form for its money, for blocks as a whole and for what is judged without a figure: 预算执行率 beside the
total, 年度目标完成情况 with 20, 立项依据 among the indicators."""

import re
from decimal import Decimal

from helpers.reading.formats.grid import Cell
from helpers.reading.forms.cells import Value, number
from helpers.reading.forms.indicators import criteria
from helpers.reading.forms.place import Source, placed
from helpers.reading.forms.table import Header, Line, begins, distinct, under
from helpers.reading.forms.words import bare, is_one_of, is_stated, role
from helpers.reading.records import Score

EXECUTION, RATE = "预算执行", "预算执行率"
MOST = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?)分")  # （20分）, 得分（权重10分）, 得分（20分*执行率）
WORDS, FEWEST_WORDS = re.compile("[\u4e00-\u9fff]"), 4  # characters of a label with a number among them
WHOLE = 100


def execution(lines: list[Line], source: Source) -> dict[int, Score]:
    """The points beside the total of each block of money, by the number of their line: those of its execution."""
    found: dict[Header, tuple[int, Score]] = {}
    for line in lines:
        column = {"money": "points", "scorecard": "score"}.get(line.header.kind if line.header else "")
        if not column or line.is_header or line.header.columns.keys() & {"project", "name"} or not _is_whole(line):
            continue
        most = number_under(line, "points_max" if column == "points" else "weight")
        if point := number_under(line, column):
            told = most[1].value if most else _printed(line.header, column)
            score = _score(source, EXECUTION, RATE, point, told)
            found |= {line.header.top: (line.at, score)} if score and line.header.top not in found else {}
    return dict(found.values())


def scored_blocks(lines: list[Line], source: Source) -> dict[int, Score]:
    """The points of each block of a form as a whole, as of its money and of its goals, by the number of their line:
    below a header 评价内容 | 自评情况 | 得分 down to that of the indicators, and at the end of a line whose label names
    such a block or has the maximum behind it, as 预算执行情况（20分） has."""
    found: dict[int, Score] = {}
    head, label = None, ""
    for line in lines:
        if line.header is not None and line.header.kind in ("indicators", "scorecard"):
            head = None
            continue
        first = _first(line)
        label = first.text if first else label
        if (opened := _column_of_points(line, label)) is not None:
            beside = _at(line, opened + 1)  # 得分 | 19.3
            if beside and (score := _score(source, "", bare(label), beside, _most(label))):
                found[line.at] = score
            head, label = opened, "" if is_one_of("scored_blocks", label) else label
            continue
        point = _at(line, head) if head is not None else _last(line) if first and _is_block(label) else None
        if point and label and (score := _score(source, "", bare(label), point, _most(label))):
            found[line.at] = score
    return found


def _is_block(label: str) -> bool:
    return _most(label) is not None or role("block_labels", label) != ""


def judged(lines: list[Line], source: Source) -> dict[int, Score]:
    """The points of the items of decision and of management that stand among the indicators without goal and result,
    by the number of the row in which they begin."""
    found: dict[int, Score] = {}
    for entry in criteria(lines):
        cell, most = entry.cells["score"], number(entry.cells["weight"].text) if "weight" in entry.cells else None
        if said := number(cell.text):
            level1, name = bare(entry.level1), bare(entry.name)
            score = _score(source, level1 if level1 != name else "", name, (cell, said), most.value if most else None)
            found |= {cell.row: score} if score else {}
    return found


def number_under(line: Line, name: str) -> tuple[Cell, Value] | None:
    """The first cell under a role that begins in the line and holds one number, with this number; None without."""
    for cell in under(line, name):
        if begins(line, cell) and (said := number(cell.text)):
            return cell, said
    return None


def is_label(text: str) -> bool:
    """Whether a cell says words, with a number in brackets behind them or among them at most: 项目绩效（85分）."""
    said = bare(text)
    return bool(said) and (len(WORDS.findall(said)) >= FEWEST_WORDS or not number(said))


def _is_whole(line: Line) -> bool:
    """Whether a line of a block is that of all its money: it is called so, or stands first and is called nothing."""
    cells = [cell for cell in distinct(line.row) if begins(line, cell)]
    nameless = line.header.kind == "money" and not any(is_label(cell.text) for cell in cells)
    return nameless or any(role("money_sources", cell.text) == "total" for cell in cells)


def _printed(header: Header, column: str) -> Decimal | None:
    """The maximum printed in the header of the points, else in the label that opens the block; None without."""
    cells = [header.row[at] for at in header.columns[column]] + distinct(header.row)[:1]
    return next((most for cell in cells if (most := _most(cell.text)) is not None), None)


def _most(label: str) -> Decimal | None:
    said = MOST.search(label)
    return Decimal(said[1]) if said else None


def _score(source: Source, level1: str, name: str, point: tuple[Cell, Value], most: Decimal | None) -> Score | None:
    """A row of the scorecard; None for what is a share or more than can be got."""
    value = point[1].value
    fits = point[1].unit in ("", "分") and 0 <= value <= (WHOLE if most is None else most)
    return Score(source.report_id, 0, level1, name, value, most, **placed(source, *point)) if fits else None


def _column_of_points(line: Line, label: str) -> int | None:
    """The column of points of a header of blocks, or of the line that opens one; None for any other line, and where
    points have a maximum beside them."""
    cells = [cell for cell in distinct(line.row) if begins(line, cell)]
    roles = {role("indicator_roles", cell.text): cell.column for cell in cells}
    opens = bool(cells) and label == cells[0].text and "weight" not in roles
    is_head = opens and is_one_of("scored_blocks", label)
    return roles.get("score") if is_head or (opens and _is_block(label) and not line.is_header) else None


def _first(line: Line) -> Cell | None:
    """The first cell that begins in a line, at its left edge and with words; None without."""
    cells = [cell for cell in distinct(line.row) if begins(line, cell) and is_stated(cell.text)]
    return cells[0] if cells and cells[0].column == 0 and is_label(cells[0].text) else None


def _at(line: Line, column: int) -> tuple[Cell, Value] | None:
    """The cell of a line in a column, with its number, that begins in it; None without."""
    cell = line.row[column] if column < len(line.row) else None
    said = number(cell.text) if cell and begins(line, cell) else None
    return (cell, said) if said else None


def _last(line: Line) -> tuple[Cell, Value] | None:
    """The last cell of a line with its number, where it is no more than that, begins in the line and has no label of
    its own before it; None without."""
    *others, label, cell = [None, None, *distinct(line.row)]
    own = label is None or others == [None, None] or role("money_roles", label.text) != ""
    said = number(cell.text) if begins(line, cell) and not own and not WORDS.search(cell.text) else None
    return (cell, said) if said else None
