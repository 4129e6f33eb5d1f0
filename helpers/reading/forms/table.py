"""Rows of a form by the block they stand in: which column is what, by the words of the header above."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from helpers.reading.formats.grid import Cell, Grid, spread
from helpers.reading.forms.units import printed_unit, said_unit
from helpers.reading.forms.words import bare, is_one_of, is_stated, role

Kind = Literal["money", "indicators", "scorecard", "list", "base", "other"]
Row = list[Cell | None]
YEARLY = re.compile(r"^(?:(20[0-9]{2})年?度?|上年度?|上一年度?|去年|[当本]年度?)(.*)$")
OF_YEAR = re.compile(r"(?:年初)?预算|决算|执行|支出")
CHANGES = ("调整数", "调整金额", "调整额", "预算调整数")  # what a budget was changed by, beside the budget itself
EARLIER = ("上", "去")
BUDGETS = {"initial_budget", "adjusted_budget", "allocated"}
PROMISED = {"target", "actual", "target_adjusted"}
POINTS = {"weight", "score"}
NAMED = {"name", "level1", "level2"}
OTHER_PERIOD = re.compile("上半年|半年|季度|上年|历史|往年|中期|实施期|长期|三年|五年|1[-至—~]")
FEWEST_ROLES = 3
FEWEST_YEARS = 2
NEAR = 3  # rows above a header in which its unit may stand
SHORT = 4  # characters of a figure with its unit


class Header(NamedTuple):
    """What a block holds and in which columns each role stands; its first row and the row of its last line."""

    kind: Kind
    columns: dict[str, list[int]]
    row: Row
    top: int


class Line(NamedTuple):
    """A row of a form with the header above it; `at` is its number in the rectangle, cells of `newest` begin in it,
    `unit` is that of money which 单位 gave last, in it or above."""

    at: int
    row: Row
    header: Header | None
    is_header: bool
    newest: int
    unit: str = ""


def lines(grid: Grid, header: Header | None = None) -> list[Line]:
    """The rows of a grid in order, each with the header that holds for it; hidden cells are none, and columns in which
    no cell begins do not count. `header` is that of the table which the grid goes on with."""
    return list(_with_headers(_rows(grid), header) if header else _lines(grid))


@lru_cache(maxsize=4)
def _lines(grid: Grid) -> list[Line]:
    return list(_with_headers(_rows(grid), None))


def _rows(grid: Grid) -> list[Row]:
    at = places(grid)
    spans = ((cell, bisect_left(at, cell.column)) for cell in grid.cells if not cell.hidden)
    shown = [c._replace(column=i, columns=bisect_left(at, c.column + c.columns) - i) for c, i in spans]
    return spread(grid._replace(cells=tuple(shown)))


def places(grid: Grid) -> list[int]:
    """The columns of a grid in which a cell begins that is not hidden: where those of its lines stand."""
    return sorted({cell.column for cell in grid.cells if not cell.hidden})


def distinct(row: Row) -> list[Cell]:
    """The cells of a row from left to right, each once."""
    return list(dict.fromkeys(cell for cell in row if cell is not None))


def begins(line: Line, cell: Cell) -> bool:
    """Whether a cell of a line begins in it, and does not go on from the row above."""
    return cell.row == line.newest


def under(line: Line, name: str) -> list[Cell]:
    """The stated cells under a role of the header, those included that go on from the row above."""
    columns = line.header.columns.get(name, []) if line.header else []
    found = [line.row[column] for column in columns if column < len(line.row)]
    return [cell for cell in dict.fromkeys(found) if cell and is_stated(cell.text)]


def unit_above(lines: list[Line], at: int, row: Row) -> str:
    """The unit printed in `row`, else in the rows next above the line `at`, else after 单位 above; else empty."""
    above = [cell for line in reversed(lines[max(0, at - NEAR) : at]) for cell in distinct(line.row)]
    near = (said for cell in [*distinct(row), *above] if (said := printed_unit(cell.text)))
    return next(near, lines[at - 1].unit if at else "")


def header_of(row: Row, at: int, above: Header | None = None) -> Header | None:
    """The header that a row is: of money, indicators, a scorecard or a numbered list of projects; `other` where it only
    names indicators, so that none of their columns is known; None for any other. Names may go on from `above`."""
    if closed := _closed_year(row):
        return Header("base", closed, row, at)
    money, promised = _columns("money_roles", row), _promised(row)
    begun = _begin(row, promised, NAMED)
    under_names = above is not None and any(above.columns.get(name) == promised.get(name, ()) for name in NAMED)
    measured = begun and (_begin(row, promised, PROMISED) or (begun > 1 and PROMISED & promised.keys()))
    measured = measured or (under_names and PROMISED & promised.keys() and _begin(row, promised, PROMISED | POINTS))
    measured = measured and not _has_numbers(row)
    if _tells_money(money, row) and not (measured and {"target", "actual"} <= promised.keys()):
        return Header("money", money, row, at)
    if measured:
        return Header("indicators", promised, row, at)
    if "score" in promised and "weight" in promised and not PROMISED & promised.keys() and not _has_numbers(row):
        return Header("scorecard", promised, row, at)
    listed = {"project", "points"} <= money.keys() and bare(distinct(row)[0].text) in ("序号", "编号")
    if listed and not _has_numbers(row):
        return Header("list", money, row, at)
    unknown = begun and promised.keys() >= NAMED and not _has_numbers(row)
    return Header("other", promised, row, at) if unknown else None


def _closed_year(row: Row) -> dict[str, list[int]]:
    """The columns of the year's own 决算数 and 年初预算数 in a header of base data, as 上年决算数 | 当年年初预算数 |
    当年决算数; empty for any other row."""
    said = [(c, match) for c, cell in enumerate(row) if cell and (match := YEARLY.match(bare(cell.text)))]
    said = [(column, match) for column, match in said if OF_YEAR.match(match[2])]
    closed = [(column, match) for column, match in said if "决算" in match[2] and not match[0].startswith(EARLIER)]
    years = {match[1] or match[0][:1] for _, match in said}
    if not closed or len(years) < FEWEST_YEARS:
        return {}
    last = max(match[1] or "9" for _, match in closed)
    executed = [column for column, match in closed if (match[1] or "9") == last][:1]
    planned = [c for c, match in said if match[2].startswith("年初预算") and (match[1] or "9") == last][:1]
    return {"executed": executed} | ({"initial_budget": planned} if planned else {})


def _with_headers(rows: list[Row], header: Header | None) -> Iterator[Line]:
    was_header, unit = False, ""
    for at, row in enumerate(rows):
        above, below = header if was_header else None, rows[at + 1 : at + 2]
        found = None if _heads_blocks(row, below) else header_of(row, at, above)
        if found and found.kind == "money" and _are_sources(found.columns.get("project", []), below):
            found = found._replace(columns={k: each for k, each in found.columns.items() if k != "project"})
        if found and was_header and header and found.kind == header.kind:
            found = _joined(header, found)
        header, unit = found or header, said_unit(cell.text for cell in distinct(row)) or unit
        yield Line(at, row, header, found is not None, max(cell.row for cell in distinct(row)), unit)
        was_header = found is not None


def _heads_blocks(row: Row, below: list[Row]) -> bool:
    """Whether a row heads blocks of a form with points of their own, as 评价内容 | 完成情况 above 执行情况."""
    opens = is_one_of("scored_blocks", distinct(row)[0].text)
    return opens and bool(below) and role("block_labels", distinct(below[0])[0].text) != ""


def _are_sources(columns: list[int], below: list[Row]) -> bool:
    """Whether a column headed 项目 holds the sources of money and no projects, as its first row 资金总额 tells."""
    first = below[0][columns[0]] if columns and below else None
    whole = first is not None and role("money_sources", first.text) == "total"
    return whole and not re.search("[合总小共]计", first.text)  # which may be of projects too


def _joined(above: Header, below: Header) -> Header:
    """The header of two lines: what the lower line says, and what only the upper line says."""
    taken = {column for columns in below.columns.values() for column in columns}
    left = {name: [c for c in columns if c not in taken] for name, columns in above.columns.items()}
    kept = {name: columns for name, columns in left.items() if columns and name not in below.columns}
    return below._replace(columns=kept | below.columns, top=above.top)


def _columns(section: str, row: Row) -> dict[str, list[int]]:
    """The columns of each role; of cells that name one role the last one, the other ones only label their rows."""
    cells: dict[str, dict[Cell, list[int]]] = {}
    for column, cell in enumerate(row):
        name = role(section, cell.text) if cell else ""
        if name:
            cells.setdefault(name, {}).setdefault(cell, []).append(column)
    return {name: _preferred(name, found) for name, found in cells.items()}


def _promised(row: Row) -> dict[str, list[int]]:
    """The columns of a header of indicators by role; 完成 alone is that of results where there is one of targets, and
    年度绩效目标 before the names labels the rows."""
    found = _columns("indicator_roles", row)
    found = {name: each for name, each in found.items() if name not in PROMISED or each[0] or row[0].rows == 1}
    bare_words = [cell for cell in distinct(row) if is_one_of("actual_beside_target", cell.text)]
    if bare_words and "target" in found and "actual" not in found:
        found["actual"] = [column for column, cell in enumerate(row) if cell is bare_words[0]]
    return found


def _preferred(name: str, found: dict[Cell, list[int]]) -> list[int]:
    """The columns of the one cell that counts: of names the third level, else the last; of budgets none that is a label
    of rows or a change; of values none that labels rows, or is of another period; else the first."""
    cells = list(found)
    if name == "name":
        cells.sort(key=lambda cell: (not bare(cell.text).startswith(("三级", "四级")), -cell.column))
    elif name in PROMISED:
        cells.sort(
            key=lambda cell: (
                cell.column == 0,
                is_spending(cell.text),
                OTHER_PERIOD.search(bare(cell.text)) is not None,
            )
        )
    elif name in ("initial_budget", "adjusted_budget"):
        cells.sort(key=lambda cell: cell.column == 0 or bare(cell.text).startswith(("年度预算", *CHANGES)))
    return found[cells[0]]


def is_spending(head: str) -> bool:
    """Whether the head of a column is that of money planned or spent, as 执行数."""
    return role("money_roles", head) in BUDGETS | {"executed"}


def _begin(row: Row, columns: dict[str, list[int]], names: set[str]) -> int:
    """How many cells of these roles begin in the row."""
    newest = max(cell.row for cell in distinct(row))
    return sum(row[found[0]].row == newest for name, found in columns.items() if name in names)


def _tells_money(columns: dict[str, list[int]], row: Row) -> bool:
    budgets = BUDGETS & columns.keys()
    two = len({"executed", "rate"} & columns.keys()) + bool(budgets) > 1
    return (two or (bool(budgets) and len(columns) >= FEWEST_ROLES)) and not _has_numbers(row)


def _has_numbers(row: Row) -> bool:
    """Whether a row holds figures, as one of labels with their values beside them does; the last of them may be one of
    the rows below too, as a total of points at the edge of a form."""
    cells = distinct(row)
    said = [bare(cell.text) for cell in cells[: -1 if cells[-1].rows > 1 else None]]
    return any(re.search("[0-9]", text) and len(re.findall("[\u4e00-\u9fff]", text)) < SHORT for text in said)
