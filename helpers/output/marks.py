"""Where the figures of a report stand: its text and tables in pieces, each with the rows of the tables that took it."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, groupby, islice, pairwise
from typing import NamedTuple

import pandas as pd

from helpers.places import MARK, place

LINE = re.compile(r"[^\r\n]+")
PIPE = re.compile(r"[|｜]")
RULE = re.compile(r"[\s|｜:+-]*")
HEADING = re.compile(r"\s*[一二三四五六七八九十]+、.{1,30}")
FEWEST_LINES = 2  # with pipes, one below the other, are a table
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:[.．]\d+)?")
YEAR = r"(?:19|20)\d\d"
NO_FIGURE = re.compile(  # dates, numbers of documents and of items: no table takes them
    rf"{YEAR}(?:\s*[-—~至]\s*{YEAR})?\s*年|{YEAR}([-/.])\d\d?\1\d\d?|\d\d?\s*月(?:\s*\d\d?\s*日)?"
    r"|[〔\[]\d{4}[〕\]]\s*\d*|第\s*\d+|项目\d+(?=[：:、]|$)|[（(]\d\d?[）)]|^\s*\d\d?(?:、|[.．](?!\d))"
)
PROMISED = "target"
RATE = "rate"
BESIDE = {  # read, but without their place
    "funds": (RATE,),
    "indicators": (PROMISED, "weight", "score"),
    "scorecard": ("max_points",),
}
TIMES = {"万": 10**4, "亿": 10**8}  # by the letter behind a number


class Figure(NamedTuple):
    """The place that a row of a table took: from `start` to `end` in the text, or in the cell that `cell` names.

    One that is not `sure` equals the target, the points or the rate of a row that stands in the same line.
    """

    row: str
    table: str
    role: str
    cell: str
    start: int
    end: int
    sure: bool = True


class Piece(NamedTuple):
    """A stretch of text with the figures that lie on all of it, and the rows of those that begin with it; `missed` is a
    number that no row took."""

    text: str
    figures: tuple[Figure, ...] = ()
    begun: tuple[str, ...] = ()
    missed: bool = False


class Box(NamedTuple):
    """A line of the text or a cell, which covers so many rows and columns. `start` is its place in the text, 0 in a
    grid, whose cells have their place in `cell`; a gap in one has none."""

    text: str
    start: int = 0
    cell: str = ""
    rows: int = 1
    columns: int = 1
    hidden: bool = False
    pieces: tuple[Piece, ...] = ()


class Block(NamedTuple):
    """A line or a heading, which is one box, or a table: boxes row by row."""

    kind: str
    rows: list[list[Box]]
    name: str = ""


def marked(tables: Mapping[str, pd.DataFrame], text: str, grids: Sequence) -> list[Block]:
    """The text line by line and each grid where its mark stands, cut into pieces by the rows of one report's tables.

    A row is named `funds-0`. Raises ValueError naming report, table and row where a place does not hold its token.
    """
    blocks, known = _blocks(text, grids), _beside(tables)
    boxes = [box for block in blocks for row in block.rows for box in row]
    on = _by_box(boxes, _figures(tables, text, grids))
    return [block._replace(rows=[_completed(_cut(row, on), known) for row in block.rows]) for block in blocks]


def role(table: str, row: Mapping) -> str:
    """The stage of money, target or actual of an indicator, whichever its token is, else the name of the table."""
    if table == "indicators":
        said = row["actual"]
        attained = said and (said == row["token"] or _number(said.lstrip("-")) is not None)
        return "actual" if attained or not row["target"] else PROMISED
    return row["stage"] if table == "funds" else table


def _figures(tables: Mapping[str, pd.DataFrame], text: str, grids: Sequence) -> list[Figure]:
    cells = {place(grid, cell): cell.text for grid in grids for cell in grid.cells}
    kept = {name: frame for name, frame in tables.items() if "token" in frame}
    return [_figure(name, *row, text, cells) for name, frame in kept.items() for row in _numbered(frame)]


def _numbered(frame: pd.DataFrame) -> Iterator[tuple[int, dict, int]]:
    """Each row with its number and how many rows before it have the same token in the same cell."""
    before = frame.groupby(["cell", "token"], dropna=False).cumcount()
    return zip(range(len(frame)), frame.to_dict("records"), before, strict=True)


def _figure(table: str, number: int, row: dict, before: int, text: str, cells: Mapping[str, str]) -> Figure:
    if pd.notna(row["start"]):
        cell, held, span = "", text, (int(row["start"]), int(row["end"]))
        where = f"characters {span[0]} to {span[1]}"
    else:
        cell, held, where = row["cell"], cells.get(row["cell"]), f"cell {row['cell']!r}"
        span = _in_cell(held or "", row["token"], before)
    if held is None or (row["token"] and held[slice(*span)] != row["token"]):
        raise ValueError(f"{row['report_id']}: {table}, row {number}: expected {row['token']!r} at {where}")
    return Figure(f"{table}-{number}", table, role(table, row), cell, *span)


def _in_cell(text: str, token: str, before: int) -> tuple[int, int]:
    """Where a token stands in a cell: as a number of its own where it is one, the next one where rows before have it.
    All of the cell without a token; nowhere gives two zeros."""
    whole = re.finditer(rf"(?<![\d.]){re.escape(token)}(?!\d|\.\d)", text)
    spans = [match.span() for match in whole] or [match.span() for match in re.finditer(re.escape(token), text)]
    if not token:
        return 0, len(text)
    return spans[min(before, len(spans) - 1)] if spans else (0, 0)


def _blocks(text: str, grids: Sequence) -> list[Block]:
    """Paragraphs, tables of lines with pipes, and grids, in order; a grid without a mark comes last."""
    parts, start = [], 0
    for number, part in enumerate(text.split(MARK, len(grids))):
        parts += _lines(part, start)
        parts += [_table(grids[number])] if number < len(grids) else []
        start += len(part) + len(MARK)
    return parts + [_table(grid) for grid in grids[text.count(MARK) + 1 :]]


def _lines(text: str, start: int) -> Iterator[Block]:
    lines = [Box(match[0], start + match.start()) for match in LINE.finditer(text) if match[0].strip()]
    for piped, run in groupby(lines, key=lambda line: PIPE.search(line.text) is not None):
        group = list(run)
        if piped and len(group) >= FEWEST_LINES:
            yield Block("table", [_split(line) for line in group if not RULE.fullmatch(line.text)])
        else:
            yield from (Block("heading" if HEADING.fullmatch(line.text) else "line", [[line]]) for line in group)


def _split(line: Box) -> list[Box]:
    """The cells between the pipes of a line; those that frame it divide nothing."""
    first, last = 0, len(line.text)
    inner = line.text.strip()
    if inner[0] in "|｜" and inner[-1] in "|｜" and len(inner) > 1:
        first = line.text.index(inner) + 1
        last = first + len(inner) - 2
    bars = [first - 1, *(m.start() for m in PIPE.finditer(line.text, first, last)), last]
    return [Box(line.text[left + 1 : right], line.start + left + 1) for left, right in pairwise(bars)]


def _table(grid: object) -> Block:
    """A grid without the rows and columns in which no cell begins; a gap before a cell is a box without text."""
    tops, lefts = (sorted({getattr(cell, side) for cell in grid.cells}) for side in ("row", "column"))
    reach: dict[int, int] = defaultdict(int)  # by column: the first row that no cell from above covers
    ordered = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    rows: list[list[Box]] = []
    for _, cells in groupby(ordered, key=lambda cell: cell.row):
        row, column, boxes = len(rows), 0, []
        for cell in cells:
            left, right = (bisect_left(lefts, at) for at in (cell.column, cell.column + cell.columns))
            below = bisect_left(tops, cell.row + cell.rows)
            boxes += [Box("") for at in range(column, left) if reach[at] <= row]
            boxes.append(Box(cell.text, 0, place(grid, cell), below - row, right - left, cell.hidden))
            reach.update(dict.fromkeys(range(left, right), below))
            column = right
        rows.append(boxes)
    return Block("table", rows, grid.name)


def _by_box(boxes: list[Box], figures: Iterable[Figure]) -> dict[tuple[str, int], list[Figure]]:
    """The figures of each box by its cell and start; one that goes over several boxes is in all of them."""
    starts = sorted(box.start for box in boxes if not box.cell)
    found = defaultdict(list)
    for figure in figures:
        if figure.cell:
            found[figure.cell, 0].append(figure)
            continue
        first = max(bisect_right(starts, figure.start) - 1, 0)
        for start in starts[first : bisect_left(starts, figure.end)]:
            found["", start].append(figure)
    return found


def _cut(row: list[Box], on: Mapping[tuple[str, int], list[Figure]]) -> list[Box]:
    return [box._replace(pieces=tuple(_pieces(box, on.get((box.cell, box.start), ())))) for box in row]


def _pieces(box: Box, figures: Sequence[Figure]) -> Iterator[Piece]:
    """The text of a box cut wherever a figure begins or ends."""
    length = len(box.text)
    ends = {min(max(at - box.start, 0), length) for figure in figures for at in (figure.start, figure.end)}
    for begin, end in pairwise(sorted({0, length} | ends)):
        lying = [each for each in figures if each.start <= box.start + begin and box.start + end <= each.end]
        begun = tuple(each.row for each in lying if each.start == box.start + begin)
        yield from [Piece(box.text[begin:end], tuple(lying), begun)] if lying else _left(box.text, begin, end)


def _left(text: str, begin: int, end: int) -> Iterator[Piece]:
    """What no row took from `begin` to `end`, its numbers as pieces of their own; dates and the like are text."""
    dates = [match.span() for match in NO_FIGURE.finditer(text)]
    for match in NUMBER.finditer(text, begin, end):
        if not any(first <= match.start() < last for first, last in dates):
            yield from [Piece(text[begin : match.start()])] if match.start() > begin else []
            yield Piece(match[0], missed=True)
            begin = match.end()
    yield from [Piece(text[begin:end])] if begin < end else []


def _beside(tables: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, Decimal]]:
    """By row the numbers that were read without their place: its target where it has an actual, its points, its
    rate."""
    found = {}
    for name, fields in BESIDE.items():
        for number, row in enumerate(tables[name].to_dict("records") if name in tables else []):
            own = [field for field in fields if field != role(name, row)]
            found[f"{name}-{number}"] = {
                field: value for field in own if (value := _number(row.get(field))) is not None
            }
    return found


def _number(said: object) -> Decimal | None:
    plain = str(said).replace(",", "").replace("．", ".")
    return Decimal(plain) if NUMBER.fullmatch(plain) else None


def _values(number: str, behind: str) -> set[Decimal]:
    """What a printed number may have been read as: itself, or with the 万 or 亿 right behind it multiplied out."""
    value = _number(number)
    return {value, value * TIMES.get(behind[:1], 1)}


def _completed(row: list[Box], known: Mapping[str, Mapping[str, Decimal]]) -> list[Box]:
    """The boxes of a line, in which a number that no row took goes to the row of this line that has it in `known`: the
    nearest one, which for a target stands before the row's own figure where there is one."""
    pieces = [piece for box in row for piece in box.pieces]
    behind = [text for box in row for text in [*(piece.text for piece in box.pieces[1:]), ""][: len(box.pieces)]]
    at = list(accumulate((len(piece.text) for piece in pieces), initial=0))
    free = {i: _values(piece.text, behind[i]) for i, piece in enumerate(pieces) if piece.missed}
    own = {figure: i for i, piece in reversed(list(enumerate(pieces))) for figure in piece.figures}
    for figure, here in sorted(own.items(), key=lambda item: item[1]):
        for field, value in known.get(figure.row, {}).items():
            values = {value, value / 100} if field == RATE else {value}
            same = [i for i, said in free.items() if not said.isdisjoint(values)]
            for found in sorted(same, key=lambda i: (field == PROMISED and i > here, abs(at[i] - at[here])))[:1]:
                free.pop(found)
                pieces[found] = Piece(pieces[found].text, (figure._replace(role=field, sure=False),))
    left = iter(pieces)
    return [box._replace(pieces=tuple(islice(left, len(box.pieces)))) for box in row]
