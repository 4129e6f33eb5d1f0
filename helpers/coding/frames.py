"""Rows and files become validated tables."""

import csv
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

import pandas as pd

from helpers.coding import package
from helpers.coding.schema import TYPES, tables, typed, validated
from helpers.reading.records import TABLES, Tables

QUOTES = ': text with a comma in it stands in double quotes, as in "so, says the county"'


def from_records(read: Tables) -> dict[str, pd.DataFrame]:
    """The tables that reading yields, by name, validated."""
    return {name: _frame(rows, name) for name, rows in zip(TABLES, read, strict=True)}


def load(folder: Path, names: list[str] | None = None) -> dict[str, pd.DataFrame]:
    """The tables of `folder` by name, validated: those of `names`, without it every table there is a file of.

    Raises FileNotFoundError where a file is absent or there is none, ValueError naming file, row and column otherwise.
    """
    if not Path(folder).is_dir():
        raise FileNotFoundError(f"there is no folder {folder}")
    names = names or lying_in(folder)
    if not names:
        raise FileNotFoundError(f"no table in {folder}: expected files such as reports.csv, written by `read`")
    return {name: from_csv(Path(folder) / f"{name}.csv", name) for name in names}


def lying_in(folder: Path) -> list[str]:
    """The names of the tables that lie in a folder, in the order of tables.yml."""
    return [name for name in tables() if (Path(folder) / f"{name}.csv").is_file()]


def packaged(folder: Path, names: Iterable[str]) -> dict:
    """The data package of these tables in a folder, after each was read back and found valid; `from_csv` then knows
    them by it. Raises as `from_csv` does."""
    files = {name: Path(folder) / f"{name}.csv" for name in names}
    for name, path in files.items():
        from_csv(path, name)
    return package.package([package.resource(name, path.read_bytes()) for name, path in files.items()])


def from_csv(path: Path, table: str) -> pd.DataFrame:
    """A table from its file, each column in its type. Content that the data package beside it vouches for was
    validated when that was written.

    Raises ValueError naming the file, and row and column, for what does not fit; rows are counted as a spreadsheet
    counts them, the header is row 1.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f"{path} is not there: expected {tables()[table]['row']} a row")
    content = Path(path).read_bytes()
    if package.vouches(Path(path), table, content):
        return _known(content, table)
    try:
        return validated(typed(_cells(path, table), table), table).reset_index(drop=True)
    except (ValueError, csv.Error) as error:
        raise ValueError(f"{path}: {error}") from None


def public(folder: Path) -> dict[str, pd.DataFrame]:
    """The four tables of public facts by name, validated; raises ValueError for a row of no known page or project."""
    files = {name: says["file"] for name, says in tables().items() if "file" in says}
    found = {name: from_csv(Path(folder) / file, name) for name, file in files.items()}
    pages, projects = found["public_sources"], found["public_projects"]
    for name in ("public_projects", "public_scores", "public_indicators"):
        _refuse_strangers(found[name], pages, ["source_id"], Path(folder) / files[name])
    of_project = ["source_id", "project_no"]
    _refuse_strangers(found["public_indicators"], projects, of_project, Path(folder) / files["public_indicators"])
    return found


def _frame(rows: list, name: str) -> pd.DataFrame:
    return _filled(rows, name) if rows else _empty(name).copy()


@cache
def _empty(name: str) -> pd.DataFrame:
    return _filled([], name)


def _filled(rows: list, name: str) -> pd.DataFrame:
    plain = [[f"{cell:f}" if isinstance(cell, Decimal) else cell for cell in row] for row in rows]
    return validated(typed(pd.DataFrame(plain, columns=TABLES[name]._fields, dtype=object), name), name)


def _known(content: bytes, table: str) -> pd.DataFrame:
    """What `typed` makes of the cells of a valid file, in a tenth of its time."""
    kinds = {name: TYPES[says["type"]] for name, says in tables()[table]["columns"].items()}
    empty = {name: [""] for name, kind in kinds.items() if kind != TYPES["text"]}
    return pd.read_csv(BytesIO(content), dtype=kinds, keep_default_na=False, na_values=empty)


def _cells(path: Path, table: str) -> pd.DataFrame:
    """The cells of a file as text, its rows numbered from 2; raises ValueError for a row not as wide as the header and
    for columns that the table does not have."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        numbered = {number: row for number, row in enumerate(csv.reader(file, strict=True), 1) if row}
    header = numbered.pop(1, [])
    strange = [name for name in header if name not in tables()[table]["columns"] or header.count(name) > 1]
    if strange:
        raise ValueError(f"{table}: columns that are not of this table, or there twice: {', '.join(strange)}")
    for number, row in numbered.items():
        if len(row) != len(header):
            raise ValueError(f"{table}, row {number}: expected {len(header)} cells, found {len(row)}{QUOTES}")
    return pd.DataFrame(numbered.values(), columns=header, index=list(numbered), dtype=object)


def _refuse_strangers(rows: pd.DataFrame, known: pd.DataFrame, key: list[str], path: Path) -> None:
    """Raises ValueError naming the first row whose key is not in `known`."""
    strange = ~pd.MultiIndex.from_frame(rows[key]).isin(pd.MultiIndex.from_frame(known[key]))
    if strange.any():
        row = int(strange.argmax())
        found = ", ".join(f"{name} {rows[name].iloc[row]!r}" for name in key)
        raise ValueError(f"{path}, row {row + 2}: {found} is in no row of the table it points to")
