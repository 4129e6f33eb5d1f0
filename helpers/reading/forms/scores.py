"""Points of a form besides those of indicators: rows of a scorecard, the total row, and the total in the head."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise, takewhile

from helpers.reading.formats.grid import Cell
from helpers.reading.forms.cells import Value, number
from helpers.reading.forms.indicators import total_row
from helpers.reading.forms.money import LISTS, project
from helpers.reading.forms.place import Source, placed
from helpers.reading.forms.points import execution, is_label, judged, number_under, scored_blocks
from helpers.reading.forms.table import NAMED, Line, begins, distinct, is_spending, under
from helpers.reading.forms.words import bare, is_one_of, is_stated
from helpers.reading.records import Score

TOTAL, OVERALL = "总分", "自评总分"
WHOLE = 100
FULL_MARKS = ("满分", "总分值", "满分值", "标准总分")
INLINE_TOTAL = re.compile(r"^(.{2,8}?)[:：]?\s*([0-9]+(?:\.[0-9]+)?)\s*分?$")


def scores(lines: list[Line], source: Source) -> list[Score]:
    """The rows of a form's scorecard in order, those of its money and of its goals among them, and its total, or that
    of each project of a list; not yet numbered."""
    level1, found = "", []
    marked, among = execution(lines, source) | scored_blocks(lines, source), judged(lines, source)
    for line in lines:
        kind = line.header.kind if line.header else ""
        found += [score for score in (marked.get(line.at), among.get(line.newest)) if score]
        if line.is_header:
            level1 = ""
        elif kind in ("indicators", "scorecard") and total_row(line):
            found += _total(line, source)
        elif kind == "scorecard" and line.at not in marked:
            level1 = _level1(line, level1)
            found += _criterion(line, level1, source)
        elif kind in LISTS and project(line):
            found += _of_project(line, source)
    return [*_in_head(lines, source, any(row.name_zh == OVERALL for row in found)), *found]


def _level1(line: Line, before: str) -> str:
    """The words of the first level of a line, else those `before`: of a form that has no column of it the first of two
    names, and where it names no column the words that open its header, as 资金管理情况 does."""
    if not line.header.columns.keys() & NAMED:
        return bare(distinct(line.header.row)[0].text)
    cells = under(line, "level1") or _names(line)[:-1]
    return bare(cells[0].text) if cells else before


def _names(line: Line) -> list[Cell]:
    """The cells that name the criterion of a line: under the header's name and the blank columns behind it, else its
    level; under a header that names no column the first words that begin in the line."""
    if not line.header.columns.keys() & NAMED:
        opens = distinct(line.header.row)[0]
        said = (cell for cell in distinct(line.row) if begins(line, cell) and cell.column >= opens.column)
        return [cell for cell in said if is_stated(cell.text) and is_label(cell.text)][:1]
    return _under_name(line) or under(line, "level2") or under(line, "level1")


def _under_name(line: Line) -> list[Cell]:
    """The stated cells under the header's name and under the blank columns right behind it."""
    columns, row = line.header.columns.get("name", []), line.header.row
    known = {column for each in line.header.columns.values() for column in each}
    last = columns[-1] + 1 if columns else 0
    blank = takewhile(lambda c: c not in known and not (row[c] and row[c].text.strip()), range(last, len(row)))
    found = [line.row[column] for column in [*columns, *(blank if columns else ())] if column < len(line.row)]
    return [cell for cell in dict.fromkeys(found) if cell and is_stated(cell.text)]


def _criterion(line: Line, level1: str, source: Source) -> list[Score]:
    """The points of one criterion with their maximum; none where the row has no points or no name."""
    names = _names(line)
    point, most = (number_under(line, role) for role in ("score", "weight"))
    if not names or point is None or point[0] == names[-1]:  # 项目绩效（85分） over all columns
        return []
    name = re.sub(r"[（(][0-9.]+分?[)）]", "", re.sub(r"\s+", "", names[-1].text))
    return [Score(source.report_id, 0, level1 if level1 != name else "", name, point[1].value,
                  most[1].value if most else None, **placed(source, *point))]  # fmt: skip


def _of_project(line: Line, source: Source) -> list[Score]:
    """The points of a project in a list that has one in each row, with their maximum; none of its spending alone."""
    point, most = (number_under(line, role) for role in ("points", "points_max"))
    head = line.header.row[line.header.columns["points"][0]].text if point else ""
    whole = point and (is_one_of("total_heads", head) or (most and most[1].value == WHOLE))
    total = _overall(point, most[1].value if most else None, source) if whole else None
    return [total._replace(name_zh=f"{OVERALL}（{project(line)}）")] if total else []


def _total(line: Line, source: Source) -> list[Score]:
    """The total of a total row: under the header's points; else its last number, the one before being the maximum."""
    point, most = number_under(line, "score"), number_under(line, "weight")
    if point is None:
        cells = [cell for cell in distinct(line.row) if begins(line, cell) and not _is_money(line, cell)]
        said = [(cell, value) for cell in cells if (value := number(cell.text))]
        said = [] if most and said == [most] else said  # full marks of a form that gives none
        point, most = (said[-1] if said else None), (said[-2] if len(said) > 1 else None)
    return [_overall(point, most[1].value if most else None, source)] if point and point != most else []


def _is_money(line: Line, cell: Cell) -> bool:
    """Whether a cell of a row of totals stands in a column of amounts."""
    head = line.header.row[cell.column] if cell.column < len(line.header.row) else None
    return head is not None and is_spending(head.text)


def _overall(point: tuple[Cell, Value], most: Decimal | None, source: Source) -> Score:
    return Score(source.report_id, 0, TOTAL, OVERALL, point[1].value, most, **placed(source, *point))


def _in_head(lines: list[Line], source: Source, known: bool) -> list[Score]:
    """The total printed beside, behind or below 自评总分 outside all blocks, or behind 总分 in a row of its own; none
    where a total row has one already."""
    pairs = [] if known else [*_beside_each_other(lines), *_below_each_other(lines)]
    most = next(
        (said.value for cell, after in pairs if bare(cell.text) in FULL_MARKS and (said := _stated(after))), None
    )
    for cell, after in pairs:
        if is_one_of("total_heads", cell.text) and (said := _stated(after)):
            return [_overall((after, said), most, source)]
        inline = INLINE_TOTAL.match(cell.text.strip())
        if inline and is_one_of("total_heads", inline[1]) and (said := number(cell.text)):
            return [_overall((cell, said), most, source)]
    alone = [] if known else _alone(lines)
    return [_overall((cell, said), most, source) for cell in alone if (said := number(cell.text))][:1]


def _beside_each_other(lines: list[Line]) -> Iterator[tuple[Cell, Cell | None]]:
    """Each cell outside headers with the one to its right."""
    for line in (line for line in lines if not line.is_header):
        cells = distinct(line.row)
        yield from ((a, b) for a, b in zip(cells, [*cells[1:], None], strict=True) if begins(line, a))


def _below_each_other(lines: list[Line]) -> Iterator[tuple[Cell, Cell | None]]:
    """The last cell of each line outside headers, where it names a total, with the one that begins below it."""
    for line, below in pairwise(lines):
        last, after = line.row[-1], below.row[-1]
        whole = last and after and re.search("总|综合", last.text) and not line.is_header
        if whole and begins(line, last) and begins(below, after):
            yield last, after


def _alone(lines: list[Line]) -> Iterator[Cell]:
    """What stands behind 总分 or a word like it in lines that hold nothing else."""
    for line in lines:
        cells = [cell for cell in distinct(line.row) if cell.text.strip()]
        if len(cells) == 2 and is_one_of("total_rows", cells[0].text) and "分" in cells[0].text:
            yield cells[1]


def _stated(cell: Cell | None) -> Value | None:
    return number(cell.text) if cell and is_stated(cell.text) else None
