"""Checks of what stands in the cells of forms: the sentences in them, as of a text, and the column of points."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

import pandas as pd

from helpers.coding.findings import IN_CELLS, Figure, Finding, half_digit, judged
from helpers.coding.words import any_of

SENTENCE = re.compile(r"[，,、。；;：:][^\d]*\d|\d[^，。；]*[，。；]")
WORDS = 12  # characters of a cell that is a sentence, at least
NUMBER = re.compile(r"\d+(?:\.\d+)?")
MOST = re.compile("(?:指标|执行率)?(?:分值|权重|满分|标准分|基准分|分数|权重分|赋分|配分)(?:[（(].*[）)])?")
GOT = re.compile("(?:指标|执行率)?(?:自评|实际|评价)*(?:得分|评分|打分|自评分)(?:[（(].*[）)])?")
TOTAL = re.compile(rf"(?:{any_of('total_row')}|总分|总得分|自评总分)")
SCORE = re.compile("(?:自评|评价|综合)(?:总分|总得分|得分)|总得?分")
PLACE = re.compile(r"(?P<grid>.*)!R(?P<row>\d+)C(?P<column>\d+)")
VALUE = re.compile(r"[^\d。；]{0,6}[\d,，.]+\s*[%％\u4e00-\u9fff]{0,4}")
PERIOD = re.compile("全年|年度|本年|当年|年末|年底|完成|实际")  # heads of columns of actuals, in whatever words
FEWEST, FULL = 4, 100.0  # rows with points, and full marks

Cell = tuple  # a cell of a form by name: text, row, column, hidden
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
    """Whether the row of a form in which a target stands has a number in a later column that may be its actual."""
    table, _, index = finding.figures[0].row.partition(":")
    place = PLACE.fullmatch(str(indicators.at[int(index), "cell"])) if table == "indicators" else None
    for grid in grids.get(finding.report_id, ()) if place else ():
        if grid.name == place["grid"]:
            row = next(
                (own for own in rows_of(grid) if int(place["row"]) - 1 in {cell.row for cell in own.values()}), {}
            )
            above = (cell for cell in grid.cells if cell.row < int(place["row"]) - 1)
            heads = {cell.column: cell.text for cell in above if cell.text and not re.search(r"[\d—-]", cell.text)}
            behind = (n for n, cell in row.items() if n >= int(place["column"]) and VALUE.fullmatch(cell.text.strip()))
            return any(PERIOD.search(heads.get(column, "")) for column in behind)
    return False


def points(grids: Grids) -> Iterator[Finding]:
    """Totals of the points of forms, in a row of their own or beside a word for them, against the sum of their column,
    where the maxima beside them are full marks."""
    for report, own in grids.items():
        yield from _added(report, own)


def _added(report: str, grids: Sequence[tuple]) -> Iterator[Finding]:
    columns, parts = None, []
    for row in (row for grid in grids for row in rows_of(grid)):
        columns = _columns(row) or columns
        most, got = (number(row, column) for column in columns) if columns else (None, None)
        whole = got and TOTAL.fullmatch(row[min(row)].text.strip())
        if whole and (parts or not most or most.value == FULL):  # else the whole of the money, with its own points
            if most and most.value == FULL and _are_full(parts):
                yield _score(report, got, [each for _, each in parts])
            parts = []
        elif most and got:
            parts.append((most, got))
    if _are_full(parts):
        yield from (_score(report, total, [each for _, each in parts]) for total in _labelled(grids)[:1])


def _are_full(parts: list[tuple[Figure, Figure]]) -> bool:
    """Whether rows with their maxima and points are a whole form."""
    return len(parts) >= FEWEST and round(sum(most.value for most, _ in parts), 6) == FULL


def _labelled(grids: Sequence[tuple]) -> list[Figure]:
    """The numbers in the cell behind one that says 总分."""
    pairs = ((row, *two) for grid in grids for row in rows_of(grid) for two in pairwise(sorted(row)))
    found = (number(row, behind) for row, at, behind in pairs if SCORE.fullmatch(row[at].text.strip("：: \n")))
    return [each for each in found if each]


def rows_of(grid: tuple) -> Iterator[dict[int, Cell]]:
    """The cells of each row of a table by their column."""
    shown = (cell for cell in grid.cells if not cell.hidden)
    for _, row in groupby(shown, key=lambda cell: cell.row):
        yield {cell.column: cell for cell in row}


def _columns(row: dict[int, Cell]) -> tuple[int, int] | None:
    """The columns of maxima and of points that a row of heads names, one of each."""
    found = [[n for n, cell in row.items() if head.fullmatch(re.sub(r"\s", "", cell.text))] for head in (MOST, GOT)]
    return (found[0][0], found[1][0]) if all(len(each) == 1 for each in found) else None


def number(row: dict[int, Cell], column: int) -> Figure | None:
    """The number that a cell is, placed by its row, None for words."""
    cell = row.get(column)
    token = cell.text.strip().removesuffix("分") if cell else ""
    if not NUMBER.fullmatch(token):
        return None
    place = IN_CELLS + cell.row
    return Figure(f"cell:R{cell.row + 1}C{column + 1}", float(token), half_digit(token), place, place)


def _score(report: str, total: Figure, parts: list[Figure]) -> Finding:
    value = round(sum(each.value for each in parts), 9)
    what = f"total of the form against the points of {len(parts)} rows of its column"
    return judged(Finding(report, "score", what, total, value, (total, *parts), "", total.half_digit))
