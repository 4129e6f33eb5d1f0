"""The schemas of all tables, made from tables.yml: a table is as written there, or an error says where it is not."""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers import yml

if TYPE_CHECKING:
    import pandera.pandas as pa

TYPES = {"text": "str", "number": "float64", "integer": "Int64", "boolean": "boolean"}
ARTICLE = {"number": "a number", "integer": "a whole number", "boolean": "True or False"}
SHOWN = 10
DOUBLED = "multiple_fields_uniqueness"
IN_WORDS = {  # what pandera calls a check, and what it expects
    "not_nullable": "a value",
    "str_length(1, None)": "text that is not empty",
    "column_in_schema": "no such column",
    "column_in_dataframe": "this column to be there",
    "column_ordered": "the columns in the order of tables.yml",
}


@cache
def tables() -> dict[str, dict]:
    """All tables by name as tables.yml describes them: row, key, columns (name -> type, about, unit, values ...)."""
    described = yml.read(Path(__file__).with_name("tables.yml"))
    for table in described.values():
        if "like" in table:
            table["columns"] = {**described[table["like"]]["columns"], **table.get("columns", {})}
    return described


@cache
def schema(table: str) -> "pa.DataFrameSchema":
    """The pandera schema of a table; raises KeyError naming the tables there are."""
    import pandera.pandas as pa

    if table not in tables():
        raise KeyError(f"there is no table {table!r}; there are {', '.join(tables())}")
    described = tables()[table]
    columns = {name: _column(name, **says) for name, says in described["columns"].items()}
    key = described["key"] or None
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=key, title=described["row"])


def typed(frame: pd.DataFrame, table: str, only: list[str] | None = None) -> pd.DataFrame:
    """The columns of `table`, or those of `only`, from a frame of text, numbers or None, each in its type.

    Text that is missing is "", a number NaN, an integer or boolean NA. Raises ValueError naming table, column, row and
    value where a number or a boolean is none, and naming the columns that are absent.
    """
    described = {name: says for name, says in tables()[table]["columns"].items() if name in (only or [name])}
    if absent := [name for name in described if name not in frame]:
        raise ValueError(f"{table}: expected the columns {', '.join(described)}; absent: {', '.join(absent)}")
    columns = {name: _converted(frame[name], says["type"], table) for name, says in described.items()}
    return pd.DataFrame(columns, index=frame.index)


def validated(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """The frame where it is as tables.yml says; raises one ValueError that lists what is not: column, row, value.

    Most frames are valid, and that is seen in a fiftieth of the time that pandera takes to say what is not.
    """
    if fits(frame, table):
        return frame.copy(deep=False)
    import pandera.pandas as pa

    try:
        return schema(table).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        doubled = _doubled(frame, tables()[table]["key"]) if (cases["check"] == DOUBLED).any() else []
        lines = doubled + [_in_words(case) for case in cases[cases["check"] != DOUBLED].itertuples()]
        more = [f"... and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
        raise ValueError("\n  ".join([f"table {table} is not as tables.yml says:", *lines[:SHOWN], *more])) from None


def fits(frame: pd.DataFrame, table: str) -> bool:
    """Whether a frame is seen to be as tables.yml says; pandera accepts each that is."""
    columns, key = tables()[table]["columns"], tables()[table]["key"]
    if list(frame) != list(columns) or not all(_fits(cells, **columns[name]) for name, cells in frame.items()):
        return False
    return len(frame) < 2 or not key or not frame.duplicated(key).any()


def _fits(cells: pd.Series, type: str, required: bool = False, **limits) -> bool:
    """Whether a column is of its type, its values are within its limits, and none that is required is missing."""
    if cells.dtype != TYPES[type]:
        return False
    if type == "text":
        return _texts_fit(set(cells.array), required, **limits)
    if "range" not in limits:
        return not (required and cells.hasnans)
    numbers, (least, most) = cells.to_numpy("float64", na_value=np.nan), limits["range"]
    return bool(((numbers >= least) & (numbers <= most) | (not required) & np.isnan(numbers)).all())


def _texts_fit(cells: set[str], required: bool, values: list[str] = (), pattern: str = "", **_) -> bool:
    """Whether texts are among the values or of the pattern; an empty one where none is required."""
    told = cells - {""}
    if (required and "" in cells) or not all(isinstance(each, str) for each in told):
        return False
    return (not values or told <= set(values)) and (not pattern or all(re.fullmatch(pattern, each) for each in told))


def _column(name: str, type: str, about: str, required: bool = False, **limits) -> "pa.Column":
    """A column with its checks; text that is required is not empty, other values that are required are not missing."""
    import pandera.pandas as pa

    checks = [pa.Check.isin(limits["values"] if required else ["", *limits["values"]])] if "values" in limits else []
    checks += [pa.Check.in_range(*limits["range"])] if "range" in limits else []
    checks += [pa.Check.str_matches(rf"^(?:{limits['pattern']})?$")] if "pattern" in limits else []
    checks += [pa.Check.str_length(min_value=1)] if required and type == "text" else []
    nullable = not required and type != "text"
    metadata = {"unit": limits.get("unit", "")}
    return pa.Column(TYPES[type], checks, nullable=nullable, title=name, description=about, metadata=metadata)


def _converted(column: pd.Series, kind: str, table: str) -> pd.Series:
    """A column in its type; raises ValueError naming the first value that has none."""
    if kind == "text":
        cells = column.to_numpy(object)
        return pd.Series([*map(str, np.where(pd.isna(cells), "", cells))], column.index, TYPES[kind])
    column = column.astype(object)
    empty = column.isna() | (column == "")
    values = (_booleans if kind == "boolean" else _numbers)(column.where(~empty, None))
    lost = values.isna() & ~empty
    if kind == "integer":
        lost |= values.notna() & (values % 1 != 0)
    if lost.any():
        row = lost.idxmax()
        raise ValueError(f"{table}, column {column.name}, row {row}: expected {ARTICLE[kind]}, found {column[row]!r}")
    return values.astype(TYPES[kind])


def _numbers(column: pd.Series) -> pd.Series:
    """Numbers from themselves or from text; NaN for anything else, for infinity too."""
    return pd.to_numeric(column, errors="coerce").astype("float64").replace([np.inf, -np.inf], np.nan)


def _booleans(column: pd.Series) -> pd.Series:
    """True and False from themselves or their names; NA for anything else."""
    known = {"True": True, "False": False}
    return column.map(lambda value: known.get(str(value), pd.NA)).astype("boolean")


def _doubled(frame: pd.DataFrame, key: list[str]) -> list[str]:
    """A line for each row whose key an earlier row has."""
    again = frame[frame.duplicated(key)]
    keys = (
        ", ".join(f"{name} {value!r}" for name, value in row.items())
        for row in again[key].astype(object).to_dict("records")
    )
    return [
        f"row {row}: found {key} a second time, expected it once" for row, key in zip(again.index, keys, strict=True)
    ]


def _in_words(case: tuple) -> str:
    """A case that pandera found as one line."""
    column = case.column if pd.notna(case.column) else "columns"
    place = f", row {case.index}" if pd.notna(case.index) else ""
    value = getattr(case.failure_case, "item", lambda: case.failure_case)()
    return f"{column}{place}: found {value!r}, expected {IN_WORDS.get(case.check, case.check)}"
