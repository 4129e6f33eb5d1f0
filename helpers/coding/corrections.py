"""What a person corrected after reading is applied to the tables while cleaning, never in the raw files."""

import pandas as pd

from helpers.coding.schema import tables, typed, validated


def corrected(read: dict[str, pd.DataFrame], corrections: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables with every correction made, validated again; those given are not changed.

    A correction names report, table, the row by its start or its cell (by its report alone in table reports), column,
    what was read and what is right. Raises ValueError where it fits no row or more than one, or where the table no
    longer holds what was read.
    """
    changed = {name: frame.copy() for name, frame in read.items()}
    for number, fix in enumerate(corrections.to_dict("records"), 1):
        _correct(changed, fix, f"corrections.csv, row {number}")
    return {name: validated(frame, name) for name, frame in changed.items()}


def _correct(changed: dict[str, pd.DataFrame], fix: dict[str, str], where: str) -> None:
    name, column = fix["table"], fix["column"]
    if name not in changed or column not in changed[name]:
        raise ValueError(f"{where}: there is no column {column!r} in a table {name!r}")
    rows = _rows(changed[name], fix)
    if len(rows) != 1:
        raise ValueError(
            f"{where}: expected one row of {name} for {fix['report']} at {fix['row']!r}, found {len(rows)}"
        )
    kind = tables()[name]["columns"][column]["type"]
    read, right = (typed(pd.DataFrame({column: [fix[side]]}), name, [column])[column] for side in ("read", "corrected"))
    held = changed[name].loc[rows, column]
    if not _same(held.iloc[0], read.iloc[0]):
        raise ValueError(
            f"{where}: expected to find {fix['read']!r} ({kind}) in {name}.{column}, found {held.iloc[0]!r}"
        )
    changed[name].loc[rows, column] = right.iloc[0]


def _rows(frame: pd.DataFrame, fix: dict[str, str]) -> pd.Index:
    """The rows of a report at a place; the place of a row is its start or its cell."""
    own = frame["report_id"] == fix["report"]
    if "start" in frame:
        own &= (frame["start"].astype(str) == fix["row"]) | ((frame["cell"] == fix["row"]) & (frame["cell"] != ""))
    return frame.index[own]


def _same(held: object, read: object) -> bool:
    return bool(pd.isna(held) and pd.isna(read)) or (pd.notna(held) and pd.notna(read) and held == read)
