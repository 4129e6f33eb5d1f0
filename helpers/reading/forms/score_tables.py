"""Points in tables of a text whose cells blanks or tabs set apart, a criterion a line (决策　　10　　9.5) or a column
(产出（50分）), and in lines of labels (决策：权重10，得分9.5)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from helpers.reading.forms.words import is_one_of
from helpers.reading.records import Score
from helpers.reading.text.openings import behind, openings

CELL = re.compile(r"[^\s](?:[^\t\n\u3000 ]|[ \u3000](?![ \u3000\t\n]))*")
GAP = re.compile(r"[\t \u3000](?<=[^\s][\t \u3000])(?:(?<=\t)|(?=[ \u3000\t]))")  # between two cells of a line
LINE = re.compile(r"[^\n]+")
NUMBER = re.compile(r"\d{1,3}(?:\.\d+)?(?=分?$)")
MOST, GOT = (
    re.compile(r"(?:满分|分值|权重|标准分)(?:（分）)?"),
    re.compile(r"[\u4e00-\u9fff]{0,4}(?:得分|自评分|评分)(?:（分）)?"),
)
OF_COLUMN = re.compile(r"(?P<name>[^\d（()）]{2,16})[（(](?P<most>\d+(?:\.\d+)?)分[）)]")
LABELLED = re.compile(  # 决策：权重10，得分9.5
    r"[ \t　]*(?P<name>[\u4e00-\u9fff]{2,16})[：:，,][ \t]*(?:满分|分值|权重|标准分)[为：:]?(?P<most>\d+(?:\.\d+)?)分?"
    r"[，,；;、 \t　]+(?:自评|实际)?(?:得分|评分)[为：:]?(?P<got>\d+(?:\.\d+)?)"
)
LABELLED_BEHIND = behind(r"\n", LABELLED)
FEWEST = 3  # lines of a table

Line = list[re.Match]  # the cells of a line


class Point(NamedTuple):
    """A number of points with the criterion that it is of, what that belongs to, and the most that it can get."""

    level1: str
    name: str
    token: str
    start: int
    most: Decimal


def with_tables(rows: list[Score], report_id: str, text: str) -> list[Score]:
    """The rows of a scorecard with those of the tables of its text, in order of place and numbered."""
    told = {row.start for row in rows}
    points = [point for table in _tables(text) for point in (*_by_line(table), *_by_column(table))]
    labelled = openings(LABELLED, LABELLED_BEHIND, text)
    points += [Point("", m["name"], m["got"], m.start("got"), Decimal(m["most"])) for m in labelled]
    more = [_score(point, report_id) for point in points if point.start not in told]
    ordered = sorted([*rows, *more], key=lambda row: row.start)
    return [row._replace(seq=number) for number, row in enumerate(ordered, 1)]


def _score(point: Point, report_id: str) -> Score:
    token, start = point.token, point.start
    return Score(report_id, 0, point.level1, point.name, Decimal(token), point.most, start, start + len(token), token)


def _tables(text: str) -> Iterator[list[Line]]:
    """Lines that follow each other with as many cells, of which the first is of words."""
    if not GAP.search(text):
        return
    spans = [line.span() for line in LINE.finditer(text)]
    lines = [[*CELL.finditer(text, *span)] if GAP.search(text, *span) else [] for span in spans]
    for size, rows in groupby(lines, key=len):
        table = [*rows] if size > 1 else []
        if len(table) >= FEWEST and not any(map(_number, table[0])):
            yield table


def _number(cell: re.Match) -> str | None:
    found = NUMBER.match(cell[0])
    return found[0] if found else None


def _place(cell: re.Match) -> tuple[str, int]:
    return NUMBER.match(cell[0])[0], cell.start()


def _by_line(table: list[Line]) -> Iterator[Point]:
    """The points of tables with one column of maxima and one of points."""
    head, *rows = table
    most, got = ([n for n, cell in enumerate(head) if words.fullmatch(cell[0])] for words in (MOST, GOT))
    for row in rows if len(most) == len(got) == 1 else []:
        whole = is_one_of("total_rows", row[0][0])
        if _number(row[most[0]]) and _number(row[got[0]]) and not whole and not _number(row[0]):
            yield Point("", row[0][0], *_place(row[got[0]]), Decimal(_number(row[most[0]])))


def _by_column(table: list[Line]) -> Iterator[Point]:
    """The points of tables whose heads have the maxima of their columns."""
    head, *rows = table
    named = [OF_COLUMN.fullmatch(cell[0]) for cell in head[1:]]
    for row in rows if all(named) else []:
        for column, cell in zip(named, row[1:], strict=True):
            if _number(cell):
                yield Point(row[0][0], column["name"], *_place(cell), Decimal(column["most"]))
