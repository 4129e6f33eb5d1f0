"""What a person corrected after reading is applied to the tables while cleaning, never in the raw files."""

import pandas as pd

from helpers.coding.schema import typed, validated


def corrected(read: dict[str, pd.DataFrame], corrections: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables with every correction made, validated again; those given are not changed.

    A correction names report, table, the row by its start or its cell (by its report alone in table reports), column,
    what was read and what is right. Raises ValueError naming the row of corrections.csv (the header is row 1) where a
    correction fits no row or more than one, where the table no longer holds what was read, or where the value does not
    fit the column.
    """
    changed = {name: frame.copy() for name, frame in read.items()}
    for number, fix in enumerate(corrections.to_dict("records"), 2):
        try:
            _correct(changed, fix)
        except ValueError as error:
            raise ValueError(f"corrections.csv, row {number}: {error}") from None
    return {name: validated(frame, name) for name, frame in changed.items()}


def _correct(changed: dict[str, pd.DataFrame], fix: dict[str, str]) -> None:
    name, column = fix["table"], fix["column"]
    if name not in changed or column not in changed[name] or "report_id" not in changed[name]:
        raise ValueError(f"there is no column {column!r} in a table {name!r} of reports")
    rows = _rows(changed[name], fix)
    if len(rows) != 1:
        raise ValueError(f"expected one row of {name} for report {fix['report']} at {fix['row']!r}, found {len(rows)}")
    read, right = (_value(fix[side], name, column) for side in ("read", "corrected"))
    held = changed[name].at[rows[0], column]
    if not _same(held, read):
        raise ValueError(f"expected to find {fix['read']!r} in {name}.{column}, found '{_text(held)}'")
    changed[name].loc[rows, column] = right


def _value(text: str, table: str, column: str) -> object:
    """A cell of the corrections in the type of the column it is for."""
    return typed(pd.DataFrame({column: [text]}), table, [column])[column].iloc[0]


def _rows(frame: pd.DataFrame, fix: dict[str, str]) -> pd.Index:
    """The rows of a report at a place; the place of a row is its start or its cell."""
    own = frame["report_id"] == fix["report"]
    if "start" in frame:
        own &= (frame["start"].astype(str) == fix["row"]) | ((frame["cell"] == fix["row"]) & (frame["cell"] != ""))
    return frame.index[own]


def _same(held: object, read: object) -> bool:
    return bool(pd.isna(held) and pd.isna(read)) or bool(pd.notna(held) and pd.notna(read) and held == read)


def _text(held: object) -> str:
    return "" if pd.isna(held) else str(held)
