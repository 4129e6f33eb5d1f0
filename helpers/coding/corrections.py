"""What a person corrected after reading is applied to the tables while cleaning, never in the raw files."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.coding import frames
from helpers.coding.schema import tables, typed, validated

NAMED = "it names"  # the row of a table in a message that has numbers of rows of corrections.csv alone


def corrected(read: dict[str, pd.DataFrame], corrections: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables with every correction made, validated again; those given are not changed.

    A correction names report, table, the row by its start or its cell (without places by what its key has beside the
    report: nothing in table reports, the project in all_projects), column, what was read and what is right. Raises
    ValueError naming the row of corrections.csv (the header is row 1), and what is nearest, where a correction fits no
    row or more than one, where the table no longer holds what was read, or where the value does not fit the column.
    """
    changed = {name: frame.copy() for name, frame in read.items()}
    for number, fix in zip(corrections.index + 2, corrections.to_dict("records"), strict=True):
        try:
            _correct(changed, fix)
        except ValueError as error:
            raise ValueError(f"corrections.csv, row {number}: report {fix['report']}: {error}") from None
    return {name: validated(frame, name) for name, frame in changed.items()}


def added(read: dict[str, pd.DataFrame], corrections: pd.DataFrame, fix: Mapping[str, str]) -> pd.DataFrame:
    """The corrections with one more, in which what was read is what the tables now hold.

    `fix` has report, table, row, column, corrected and why. A cell that was corrected before keeps what was first read.
    Raises ValueError where `corrected` would refuse it, where it changes nothing, and without a reason.
    """
    key = ["report", "table", "row", "column"]
    if not fix["why"].strip():
        raise ValueError("why: expected a reason, with who says so, found nothing")
    held = _held(read, fix)
    if held == fix["corrected"]:
        raise ValueError(f"{fix['table']}.{fix['column']} is {held!r} already")
    validated(_after(read, {**fix, "read": held}), fix["table"])
    again = (corrections[key] == pd.Series({name: fix[name] for name in key})).all(axis=1)
    row = {**fix, "read": corrections.loc[again, "read"].iloc[0] if again.any() else held}
    return pd.concat([corrections[~again], pd.DataFrame([row])[corrections.columns]], ignore_index=True)


def write(
    read: dict[str, pd.DataFrame], path: Path, save: Callable[[pd.DataFrame, Path], Any], fix: Mapping[str, str]
) -> None:
    """Returns after `save` was called with the corrections of a file, as they are now and with one more, and the file.

    Raises ValueError where the file does not hold corrections, and as `added` does; then nothing is saved.
    """
    save(added(read, frames.from_csv(path, "corrections"), fix), path)


def _after(read: dict[str, pd.DataFrame], fix: Mapping[str, str]) -> pd.DataFrame:
    """The table of a correction after it was made, the one given not changed."""
    changed = {**read, fix["table"]: _table(read, fix).copy()}
    _correct(changed, fix)
    return changed[fix["table"]]


def _held(read: dict[str, pd.DataFrame], fix: Mapping[str, str]) -> str:
    """What the tables hold where a correction is to be made, as text; raises ValueError where no one row is there."""
    frame = _table(read, fix)
    return _text(frame.at[_one_row(frame, fix), fix["column"]])


def _correct(changed: dict[str, pd.DataFrame], fix: Mapping[str, str]) -> None:
    name, column = fix["table"], fix["column"]
    frame = _table(changed, fix)
    row = _one_row(frame, fix)
    read, right = (_value(fix[side], name, column) for side in ("read", "corrected"))
    held = frame.at[row, column]
    if not _same(held, read):
        raise ValueError(f"expected to find {fix['read']!r} in {name}.{column}, found '{_text(held)}'")
    frame.loc[[row], column] = right
    validated(frame.loc[[row]].set_axis([NAMED]), name)


def _table(tables: dict[str, pd.DataFrame], fix: Mapping[str, str]) -> pd.DataFrame:
    """The table that a correction is for; raises ValueError where there is none with this report and this column."""
    name, column = fix["table"], fix["column"]
    if name not in tables or column not in tables[name] or "report_id" not in tables[name]:
        raise ValueError(f"there is no column {column!r} in a table {name!r} of reports")
    reports = [*tables[name]["report_id"], *tables.get("reports", tables[name])["report_id"]]
    if fix["report"] not in set(reports):
        raise ValueError(f"there is no such report{_nearest(fix['report'], reports)}")
    return tables[name]


def _one_row(frame: pd.DataFrame, fix: Mapping[str, str]) -> object:
    """Label of the one row that a correction is for; raises ValueError where there are none or several."""
    rows = _rows(frame, fix)
    if len(rows) != 1:
        own = frame[frame["report_id"] == fix["report"]]
        places = own["start"].astype("string").fillna(own["cell"]) if "start" in own and not len(rows) else ()
        where = f"{fix['table']} for report {fix['report']} at {fix['row']!r}"
        raise ValueError(f"expected one row of {where}, found {len(rows)}{_nearest(fix['row'], places)}")
    return rows[0]


def _nearest(said: str, known: Iterable[str]) -> str:
    """The names most like what was said, in words; nothing where there are none."""
    near = get_close_matches(said, list(dict.fromkeys(known)), cutoff=0)
    return f"; nearest: {', '.join(map(repr, near))}" if near else ""


def _value(text: str, table: str, column: str) -> object:
    """A cell of the corrections in the type of the column it is for; raises ValueError where it is of another."""
    return typed(pd.DataFrame({column: [text]}, index=[NAMED]), table, [column])[column].iloc[0]


def _rows(frame: pd.DataFrame, fix: Mapping[str, str]) -> pd.Index:
    """The rows of a report at a place: its start or its cell, or the rest of its key, as P035-1/5."""
    own = frame["report_id"] == fix["report"]
    if "start" in frame:
        own &= (frame["start"].astype(str) == fix["row"]) | ((frame["cell"] == fix["row"]) & (frame["cell"] != ""))
    elif rest := tables()[fix["table"]]["key"][1:]:
        own &= frame[rest].astype(str).agg("/".join, axis=1) == fix["row"]
    return frame.index[own]


def _same(held: object, read: object) -> bool:
    return bool(pd.isna(held) and pd.isna(read)) or bool(pd.notna(held) and pd.notna(read) and held == read)


def _text(held: object) -> str:
    """What a cell holds as text, a whole number without its point."""
    return "" if pd.isna(held) else str(held).removesuffix(".0" if isinstance(held, float) else "")
