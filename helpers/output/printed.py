"""A table as people read it: its cells in words, and what stands above and below; other formats are made of it."""

import math
import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from numbers import Real
from typing import NamedTuple

import pandas as pd

DECIMALS = 3
CHINESE = r"\u2e80-\uffef"
WORD = re.compile(rf"[{CHINESE}]{{1,4}}|[^\s{CHINESE}-]+(?:-\d[^\s{CHINESE}-]*)*-?|-+[^\s{CHINESE}-]*")

Groups = Mapping[str, Sequence[str]]


class Printed(NamedTuple):
    """A table in words. `align` has a letter a column, `groups` a line a level above the labels, each heading with how
    many columns it spans, empty where there is none, and `rules` the rows before which a line is drawn."""

    name: str
    caption: str
    labels: list[str]
    rows: list[tuple[str, ...]]
    align: str
    groups: list[list[tuple[str, int]]]
    rules: tuple[int, ...]
    notes: str


def printed(
    frame: pd.DataFrame,
    name: str,
    caption: str,
    notes: str = "",
    *,
    numbers: Mapping[str, str] | None = None,
    align: str | None = None,
    rules: Sequence[int] = (),
    groups: Groups | Sequence[Groups] | None = None,
    labels: Mapping[str, str] | None = None,
) -> Printed:
    """The table in words.

    `numbers` maps a column to a format such as ".2f". Without one whole numbers stay whole, others have as many
    decimals as their column needs, three at most, and are powers of ten where these would all be zeros. `align` is a
    letter a column (text left, numbers right without it); `rules` are the rows before which a line is drawn; `groups`
    maps a heading to the neighbouring columns it stands above, or is such a map a level, from the top; `labels` renames
    columns, several alike where groups tell them apart. Raises ValueError for what does not fit the frame.
    """
    if not caption.strip():
        raise ValueError(f"{name}: a table needs a caption")
    shown = with_index(frame, "")
    letters = align or "".join("r" if _all_numbers(shown.iloc[:, place]) else "l" for place in range(shown.shape[1]))
    if len(letters) != shown.shape[1]:
        raise ValueError(f"{name}: align has a letter for each of {shown.shape[1]} columns, found {align!r}")
    rows = list(zip(*_columns(shown, numbers or {}), strict=True))
    levels = [groups] if isinstance(groups, Mapping) else groups or []
    spans = [_spans(name, [str(label) for label in shown.columns], level) for level in levels if level]
    heads = [str((labels or {}).get(label, label)) for label in shown.columns]
    return Printed(name, caption, heads, rows, letters, spans, tuple(rules), notes)


def with_index(frame: pd.DataFrame, unnamed: str) -> pd.DataFrame:
    """The frame with an index that says something as its first columns."""
    names = frame.index.names
    if frame.columns.nlevels > 1:
        raise ValueError(f"a table has one line of column labels, found {frame.columns.nlevels}")
    if not any(names) and pd.api.types.is_numeric_dtype(frame.index):
        return frame
    return frame.reset_index(names=[unnamed if name is None else name for name in names])


def fixed(value: float, decimals: int) -> str:
    """Number with thousands separators and these decimals; in powers of ten where only zeros would be seen."""
    text = f"{value:,.{decimals}f}"
    return f"{value:.{DECIMALS - 1}e}" if value and not text.strip("-0.") else text


def words(cell: str) -> list[str]:
    """What of a cell stays on one line in a column made for it: a word, four Chinese characters, an identifier."""
    return WORD.findall(cell)


def _spans(name: str, labels: Sequence[str], groups: Groups) -> list[tuple[str, int]]:
    """Each heading with the number of columns it stands above, from the left."""
    above = {label: group for group, members in groups.items() for label in members}
    if strange := [label for label in above if label not in labels]:
        raise ValueError(f"{name}: a group is of columns of the table, found {', '.join(strange)}")
    spans = [(group, len(list(run))) for group, run in groupby(above.get(label, "") for label in labels)]
    headings = [group for group, _ in spans if group]
    if apart := {group for group in headings if headings.count(group) > 1}:
        raise ValueError(f"{name}: columns of a group stand side by side, those of {', '.join(sorted(apart))} do not")
    return spans


def _columns(table: pd.DataFrame, numbers: Mapping[str, str]) -> list[list[str]]:
    """The cells of each column."""
    absent = [column for column in numbers if column not in table]
    if absent:
        raise ValueError(f"a number format is for a column of the table, found {', '.join(absent)}")
    return [_column(table.iloc[:, place], numbers.get(label)) for place, label in enumerate(table.columns)]


def _column(column: pd.Series, spec: str | None) -> list[str]:
    """The cells of a column: numbers by the format or with one number of decimals, missing empty."""
    decimals = _decimals([value for value in column.dropna() if _is_number(value)])
    return ["" if empty else _shown(value, spec, decimals) for value, empty in zip(column, column.isna(), strict=True)]


def _shown(value: object, spec: str | None, decimals: int) -> str:
    """A cell for people."""
    if not _is_number(value):
        return str(value)
    if spec is None:
        return fixed(value, decimals)
    return format(int(value) if float(value).is_integer() else value, spec)


def _decimals(values: Sequence[float]) -> int:
    """The least number of decimals, up to `DECIMALS`, that shows all values."""
    finite = [value for value in values if math.isfinite(value)]
    enough = (
        places for places in range(DECIMALS) if all(math.isclose(value, round(value, places)) for value in finite)
    )
    return next(enough, DECIMALS)


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _all_numbers(column: pd.Series) -> bool:
    """Whether the column holds numbers and nothing else but gaps."""
    return all(_is_number(value) for value in column.dropna())
