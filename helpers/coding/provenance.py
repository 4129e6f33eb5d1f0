"""Every figure stands where its row says: the rows are held against the texts and grids that were read."""

import re
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from helpers.places import MARK, place

PLACE = re.compile(r"(?P<grid>.*)!R(?P<row>[0-9]+)C(?P<column>[0-9]+)", re.DOTALL)
COLUMNS = ["report_id", "start", "end", "token", "cell"]


def places(tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str], grids: Mapping[str, Sequence]) -> pd.DataFrame:
    """A row a figure: report_id, table, start, end, token, cell, place (0 to 1, share of the characters of its report
    before it, those of a table row by row where it stands) and found, whether its token is there. `texts` and `grids`
    are as for `check_provenance`.
    """
    kept = [frame[COLUMNS].assign(table=name) for name, frame in tables.items() if "token" in frame]
    figures = pd.concat(kept, ignore_index=True)
    orders = {report: _in_order(text, grids.get(report, ())) for report, text in texts.items()}
    found = []
    for report, start, end, token, cell in zip(*map(figures.get, COLUMNS), strict=True):
        parts, length = orders[report]
        if pd.isna(start):
            at, text = parts.get(cell, (0, ""))
            found.append((at / length, _holds(text, token)))
        else:
            at = start + parts[texts[report].count(MARK, 0, start)]
            found.append((at / length, texts[report][start:end] == token))
    return figures.assign(place=[at for at, _ in found], found=[there for _, there in found])


def _in_order(text: str, grids: Sequence) -> tuple[dict, int]:
    """Of a report read from its beginning to its end: by its name where a cell begins and what it holds, by number
    how far a part of the text is moved by tables before it; and the number of all characters."""
    found, at, start = {0: 0}, 0, 0
    for number, (part, grid) in enumerate(zip(text.split(MARK), grids, strict=False), 1):
        at, start = at + len(part), start + len(part) + len(MARK)
        for cell in grid.cells:
            found[place(grid, cell)] = (at, cell.text)
            at += len(cell.text)
        found[number] = at - start
    return found, at + len(text) - start


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
