"""Checks of what stands in the cells of forms: the sentences in them, as of a text, and the column of points."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import pandas as pd

from helpers.coding.checks.findings import IN_CELLS, Figure, Finding, distance, half_digit, held, is_slip, worded
from helpers.coding.checks.words import any_of
from helpers.places import place

SENTENCE = re.compile(r"[，,、。；;：:][^\d]*\d|\d[^，。；]*[，。；]")
WORDS = 12  # characters of a cell that is a sentence, at least
NUMBER = re.compile(r"(?P<of>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:分|万元|元|[%％])?")
MEASURE = re.compile(
    r"(?P<sign>[≥≤＞＜<>=]*)(?P<of>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<unit>[\u4e00-\u9fff]{1,4})"
)
OF_ROW = re.compile(r"(?:其中|当中|内含)[：:，,]?[^\d，,。；;]{2,20}")
MOST = re.compile("(?:指标|执行率)?(?:分值|权重|满分|标准分|基准分|分数|权重分|赋分|配分)(?:[（(].*[）)])?")
GOT = re.compile("(?:指标|执行率)?(?:自评|实际|评价)*(?:得分|评分|打分|自评分)(?:[（(].*[）)])?")
TOTAL = re.compile(rf"(?:{any_of('total_row')}|总分|总得分|自评总分)")
SCORE = re.compile("(?:自评|评价|综合)(?:总分|总得分|得分)|总得?分")
SHARE, WEIGHT, GOT_BY = re.compile("^得分系数"), re.compile("^指标(?:权重|分值)$"), re.compile("^指标得分$")
PLACE = re.compile(r"(?P<grid>.*)!R(?P<row>\d+)C(?P<column>\d+)")
VALUE = re.compile(r"[^\d。；]{0,6}[\d,，.]+\s*[%％\u4e00-\u9fff]{0,4}")
PERIOD = re.compile("全年|年度|本年|当年|年末|年底|完成|实际")  # heads of columns of actuals, in whatever words
FEWEST, FULL, NEAR = 4, 100.0, 6.0  # rows with points, full marks, and points that a total may miss them by
FINE = 0.05  # half a unit of the last digit of points with two decimals is less
NO_COLUMN, COLUMNS = -1, 100  # of maxima; more than a table has
CELLS = 1_000_000  # more than a table has

Cell = tuple  # a cell of a form by name: text, row, column, start, hidden, grid
Grids = Mapping[str, Sequence[tuple]]  # by report_id: tables, each with a name and its cells


def prose(grids: Grids) -> dict[str, str]:
    """The sentences that stand in cells of the forms of each report, a paragraph a cell."""
    told = {
        name: [_as_paragraph(cell.text) for grid in own for cell in grid.cells if _tells(cell)]
        for name, own in grids.items()
    }
    return {name: "\n\n".join(found) for name, found in told.items() if found}


def _tells(cell: Cell) -> bool:
    return len(cell.text) > WORDS and not cell.hidden and SENTENCE.search(cell.text) is not None


def _as_paragraph(text: str) -> str:
    return text if text.endswith(("。", "；")) else f"{text}。"


def in_cells(finding: Finding) -> Finding:
    """The finding, made in the sentences of cells, with its figures placed there and not in the text."""
    figures = tuple(in_cell(each) for each in finding.figures)
    return finding._replace(stated=in_cell(finding.stated), figures=figures)


def in_cell(figure: Figure) -> Figure:
    """The figure, placed in the sentences of cells."""
    row = figure.row.replace("text:", "cell:")
    return figure._replace(row=row, start=figure.start + IN_CELLS, end=figure.end + IN_CELLS)


def is_answered(finding: Finding, indicators: pd.DataFrame, grids: Grids) -> bool:
    """Whether the row of a form in which a target stands that has no actual has a number in a later column that may be
    it."""
    if finding.kind != "missing":
        return False
    table, _, index = finding.figures[0].row.partition(":")
    at = PLACE.fullmatch(str(indicators.at[int(index), "cell"])) if table == "indicators" else None
    for grid in grids.get(finding.report_id, ()) if at else ():
        if grid.name == at["grid"]:
            row = next((own for own in rows_of(grid) if int(at["row"]) - 1 in {cell.row for cell in own.values()}), {})
            above = (cell for cell in grid.cells if cell.row < int(at["row"]) - 1)
            heads = {cell.column: cell.text for cell in above if cell.text and not re.search(r"[\d—-]", cell.text)}
            behind = (n for n, cell in row.items() if n >= int(at["column"]) and VALUE.fullmatch(cell.text.strip()))
            return any(PERIOD.search(heads.get(column, "")) for column in behind)
    return False


def points(grids: Grids) -> Iterator[Finding]:
    """Totals of the points of forms, in a row of their own or beside a word for them, against the sum of their column,
    where the maxima beside them are full marks, or where there is no column of maxima and the two are near; maxima that
    a swap keeps from full marks; and points that are not the share of their maximum which the row has."""
    for report, own in grids.items():
        yield from _added(report, own)
        yield from _by_share(report, own)


def _added(report: str, grids: Sequence[tuple]) -> Iterator[Finding]:
    columns, parts, totals = None, [], []
    for name, row in ((grid.name, row) for grid in grids for row in rows_of(grid)):
        columns = _columns(row) or columns
        most, got = (number(row, column) for column in columns) if columns else (None, None)
        whole = got and TOTAL.fullmatch(row[min(row)].text.strip())
        if whole and (parts or not most or most.value == FULL):  # else the whole of the money, with its own points
            yield from (worded(each, name) for each in _of_whole(report, most, got, parts))
            totals, parts = [*totals, got], []
        elif got and (most or columns[0] == NO_COLUMN):
            parts.append((most, got))
    for label in _labelled(grids)[:1]:
        yield from _of_label(report, label, parts)
    for label in _labelled(grids, apart=True)[:1] if len(totals) == 1 else []:
        found = _score(report, label, totals)
        yield from [found] if distance(found) <= NEAR or is_slip(found) else []  # else the points of the money alone


def _of_label(report: str, label: Figure, parts: list[tuple[Figure | None, Figure]]) -> Iterator[Finding]:
    """What a total that is named in the cell before it says of the rows: full ones, or such without maxima that make it
    up or that a slip keeps from it."""
    found = _score(report, label, [each for _, each in parts])
    bare = len(parts) >= FEWEST and not any(most for most, _ in parts)
    if _are_full(parts) or (bare and (found.verdict != "contradiction" or _is_misprint(found))):
        yield found


def _is_misprint(found: Finding) -> bool:
    """Whether a slip explains the difference of a total with decimals enough that it hardly agrees by chance."""
    return is_slip(found) and found.stated.half_digit < FINE and distance(found) <= NEAR


def _of_whole(
    report: str, most: Figure | None, got: Figure, parts: list[tuple[Figure | None, Figure]]
) -> Iterator[Finding]:
    """What the row for the whole says of the rows above it."""
    found = _score(report, got, [each for _, each in parts])
    bounded = [each for each, _ in parts if each]
    if not bounded:
        near = distance(found) <= NEAR or is_slip(found, swaps_only=True)
        yield from [found] if len(parts) >= FEWEST and near else []
    elif most and most.value == FULL and _are_full(parts):
        yield found
    elif most and most.value == FULL and len(bounded) == len(parts) >= FEWEST:
        sum_ = _score(report, most, bounded, "maxima")
        yield from [sum_] if is_slip(sum_, swaps_only=True) else []


def _by_share(report: str, grids: Sequence[tuple]) -> Iterator[Finding]:
    """Points of rows against their maximum times a share in percent (得分系数), where most rows have theirs so."""
    columns, found = None, []
    for row in (row for grid in grids for row in rows_of(grid)):
        heads = [[n for n, cell in row.items() if words.search(cell.text)] for words in (SHARE, WEIGHT, GOT_BY)]
        columns = [each[0] for each in heads] if all(len(each) == 1 for each in heads) else columns
        three = [number(row, column) for column in columns] if columns else []
        if three and all(three):
            share, most, got = three
            value = round(share.value * most.value / 100, 9)
            spread = got.half_digit + share.half_digit * most.value / 100
            found.append(held("score", report, "points of a row by its share", [got, share, most], value, spread))
    agreeing = [each for each in found if each.verdict != "contradiction"]
    yield from found if 2 * len(agreeing) > len(found) else []


def _are_full(parts: list[tuple[Figure | None, Figure]]) -> bool:
    """Whether rows with their maxima and points are a whole form."""
    bounded = len(parts) >= FEWEST and all(most for most, _ in parts)
    return bounded and round(sum(most.value for most, _ in parts), 6) == FULL


def _labelled(grids: Sequence[tuple], apart: bool = False) -> list[Figure]:
    """The numbers in the cell behind one that says 总分, of any row, or of those with another first cell."""
    rows = (row for grid in grids for row in rows_of(grid))
    own = (row for row in rows if not apart or (row and not TOTAL.fullmatch(row[min(row)].text.strip())))
    pairs = ((row, *two) for row in own for two in pairwise(sorted(row)))
    found = (
        number(row, behind)
        for row, at, behind in pairs
        if SCORE.fullmatch(re.sub(r"[（(]分[）)]|[：:\s]", "", row[at].text))
    )
    return [each for each in found if each]


def parts(grids: Grids) -> Iterator[Finding]:
    """Rows of forms that open with 其中 against the last row above them that does not, of each column in which both are
    one number in one unit."""
    for report, row, whole in (
        (report, *two) for report, own in grids.items() for grid in own for two in _divided(grid)
    ):
        both = [(measure(whole, n), measure(row, n)) for n in row if n > _opened(row)]
        for (unit, above), (own, part) in (two for two in both if all(two)):
            if unit == own and not unit.endswith("分"):
                verdict = "contradiction" if part.value > above.value else "holds"
                what = f"{row[_opened(row)].text.strip()} against the row above it, {unit}"
                yield Finding(report, "part", what, above, part.value, (above, part), verdict, 0.0)


def _divided(grid: tuple) -> Iterator[tuple[dict[int, Cell], dict[int, Cell]]]:
    """Each row that opens with 其中 with the row that it is of, whose name stands in the same column."""
    whole: dict[int, Cell] = {}
    for row in rows_of(grid):
        column = _opened(row)
        if column is None:
            whole = row
        elif column in whole:
            yield row, whole


def _opened(row: dict[int, Cell]) -> int | None:
    return next((column for column, cell in sorted(row.items()) if OF_ROW.fullmatch(cell.text.strip())), None)


def rows_of(grid: tuple) -> Iterator[dict[int, Cell]]:
    """The cells of each row of a table by their column."""
    shown = (cell for cell in grid.cells if not cell.hidden)
    for _, row in groupby(shown, key=lambda cell: cell.row):
        yield {cell.column: cell for cell in row}


def _columns(row: dict[int, Cell]) -> tuple[int, int] | None:
    """The columns of maxima and of points that a row of heads names, one of each; none of maxima where it has none."""
    found = [[n for n, cell in row.items() if head.fullmatch(re.sub(r"\s", "", cell.text))] for head in (MOST, GOT)]
    if len(found[1]) != 1 or len(found[0]) > 1 or len(row) < FEWEST:
        return None
    return (found[0] or [NO_COLUMN])[0], found[1][0]


def number(row: dict[int, Cell], column: int) -> Figure | None:
    """The number that a cell is, with its unit or without, placed by its row and column, or in the text of which it
    is a line; None for words."""
    cell = row.get(column)
    found = NUMBER.fullmatch(cell.text.strip()) if cell else None
    if not found:
        return None
    return _placed(cell, found["of"])


def measure(row: dict[int, Cell], column: int) -> tuple[str, Figure] | None:
    """The sign and unit, and the number, of a cell that is one number with its unit (≥80户); None for any other."""
    cell = row.get(column)
    found = MEASURE.fullmatch(re.sub(r"\s", "", cell.text)) if cell else None
    return (found["sign"] + found["unit"], _placed(cell, found["of"])) if found else None


def _placed(cell: Cell, words: str) -> Figure:
    token = words.replace("，", ",")
    in_text = cell.start >= 0
    of = f"text:{cell.start}" if in_text else f"cell:{place(cell.grid, cell)}".replace(" ", "_")
    return Figure(of, float(token.replace(",", "")), half_digit(token), cell.start, cell.start + in_text * len(token))


class Placed(NamedTuple):
    """A cell with the place of its words in the text or, below all of these, in the tables of its report, and its
    table."""

    text: str
    row: int
    column: int
    start: int
    hidden: bool = False
    grid: "Lines | None" = None


class Lines(NamedTuple):
    """A table of a document, or one that stands in a text as lines."""

    name: str
    cells: list[Placed]


def in_order(grids: Grids) -> dict[str, list[Lines]]:
    """The tables of each report, each cell with its table and with a place of its own among all of them."""
    return {
        report: [_in_order(grid, IN_CELLS + CELLS * n) for n, grid in enumerate(own)] for report, own in grids.items()
    }


def _in_order(grid: tuple, first: int) -> Lines:
    places = ((each, first + COLUMNS * each.row + each.column) for each in grid.cells)
    return Lines(grid.name, [Placed(each.text, each.row, each.column, at, each.hidden, grid) for each, at in places])


def piped(texts: Mapping[str, str]) -> dict[str, list[Lines]]:
    """The tables that stand in texts as lines of cells parted by |, by report_id."""
    found = {name: _piped(text) for name, text in texts.items() if text.count("|") > FEWEST}
    return {name: [Lines("lines", own)] for name, own in found.items() if own}


def _piped(text: str) -> list[Placed]:
    place, own = 0, []
    for row, line in enumerate(text.split("\n")):
        for column, words in enumerate(line.split("|") if "|" in line else []):
            start = place + len(words) - len(words.lstrip())
            own += [Placed(words.strip(), row, column, start)] if words.strip() else []
            place += len(words) + 1
        place += 0 if "|" in line else len(line) + 1
    return own


def _score(report: str, total: Figure, parts: list[Figure], of: str = "points") -> Finding:
    what = f"total of the form against the {of} of {len(parts)} rows of its column"
    return held("score", report, what, [total, *parts], tolerance=total.half_digit)
