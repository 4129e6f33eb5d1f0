"""Every figure stands where its row says: the rows are held against the texts and grids that were read."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

import pandas as pd

from helpers.places import MARK, place

PLACE = re.compile(r"(?P<grid>.*)!R(?P<row>[0-9]+)C(?P<column>[0-9]+)", re.DOTALL)
COLUMNS = ["report_id", "start", "end", "token", "cell"]


class Order(NamedTuple):
    """A report read from its beginning to its end: where each part of its text begins, in the text and among all
    characters; by its name each cell, where it begins and what it holds; and the number of all characters."""

    parts: list[tuple[int, int]]
    cells: dict[str, tuple[int, str]]
    length: int


def places(tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str], grids: Mapping[str, Sequence]) -> pd.DataFrame:
    """A row a figure: report_id, table, start, end, token, cell, place (0 to 1, share of the characters of its report
    before it, those of a table row by row where it stands) and found, whether its token is there.

    `texts` and `grids` are those that were read, by report_id; the latter may lack a report without grids.
    """
    kept = [frame[COLUMNS].assign(table=name) for name, frame in tables.items() if "token" in frame]
    figures = pd.concat(kept, ignore_index=True)
    orders = {report: _order(text, grids.get(report, ())) for report, text in texts.items()}
    found = [
        _in_text(start, end, token, texts[report], orders[report])
        if pd.notna(start)
        else _in_cell(cell, token, orders[report])
        for report, start, end, token, cell in zip(*map(figures.get, COLUMNS), strict=True)
    ]
    return figures.assign(place=[at for at, _ in found], found=[there for _, there in found])


def _order(text: str, grids: Sequence) -> Order:
    parts, cells, start, at = [], {}, 0, 0
    for part, grid in zip_longest(text.split(MARK, len(grids)), grids):
        parts.append((start, at))
        start, at = start + len(part or "") + len(MARK), at + len(part or "")
        for cell in grid.cells if grid else ():
            cells[place(grid, cell)] = (at, cell.text)
            at += len(cell.text)
    return Order(parts, cells, at)


def _in_text(start: int, end: int, token: str, text: str, order: Order) -> tuple[float, bool]:
    """The share of the report before a figure of its text, and whether it is there."""
    first, at = order.parts[bisect_right(order.parts, (start, order.length)) - 1]
    return (at + start - first) / order.length, text[start:end] == token


def _in_cell(cell: str, token: str, order: Order) -> tuple[float, bool]:
    """The share of the report before a cell, and whether the cell has the figure."""
    at, text = order.cells.get(cell, (0, ""))
    return at / order.length, _holds(text, token)


def check_provenance(
    tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str], grids: Mapping[str, Sequence]
) -> None:
    """Raises ValueError naming report, table and row of the first figure that is not where its row says.

    The token of a row is `text[start:end]` of its report; without `start` it stands, no part of a longer number, in the
    cell of a grid that `cell` names. `texts` and `grids` are those that were read, by report_id; the latter may lack a
    report without grids. Rows are counted from 0 as they stand, and are those that reading yields, not corrected ones.
    """
    for name, frame in tables.items():
        if "token" in frame:
            in_text = frame["start"].notna().to_numpy()
            numbered = frame[COLUMNS].assign(end=frame["end"].fillna(0), number=range(len(frame)))
            _check_texts(name, numbered[in_text], texts)
            _check_cells(name, numbered[~in_text], grids)


def _check_texts(table: str, rows: pd.DataFrame, texts: Mapping[str, str]) -> None:
    for report, start, end, token, _, number in _plain(rows):
        text = texts.get(report)
        if text is None or start < 0 or text[start:end] != token:
            found = "no text of this report" if text is None else repr(text[max(start, 0) : max(end, 0)])
            raise ValueError(_message(report, table, number, token, f"at {start} to {end}", found))


def _check_cells(table: str, rows: pd.DataFrame, grids: Mapping[str, Sequence]) -> None:
    for report, own in rows.groupby("report_id", sort=False):
        held = _cells(grids.get(report, ()))
        for _, _, _, token, cell, number in _plain(own):
            place = PLACE.fullmatch(cell)
            text = held.get((place["grid"], int(place["row"]), int(place["column"]))) if place else None
            if text is None or not _holds(text, token):
                found = "no such cell" if text is None else repr(text)
                raise ValueError(_message(report, table, number, token, f"in cell {cell!r}", found))


def _plain(rows: pd.DataFrame) -> Iterable[tuple]:
    return zip(*(rows[name].tolist() for name in [*COLUMNS, "number"]), strict=True)


def _cells(grids: Sequence) -> dict[tuple[str, int, int], str]:
    """The text of each cell by its grid, and its row and column counted from 1."""
    return {(grid.name, cell.row + 1, cell.column + 1): cell.text for grid in grids for cell in grid.cells}


def _holds(text: str, token: str) -> bool:
    """Whether the text has the token with no further digit beside it."""
    return token in text and re.search(rf"(?<!\d){re.escape(token)}(?!\d)", text) is not None


def _message(report: str, table: str, number: int, token: str, where: str, found: str) -> str:
    return f"{report}: {table}, row {number}: expected {token!r} {where}, found {found}"
