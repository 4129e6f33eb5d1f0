"""Numbers of the text, each taken from a table by what results.yml says: as a page of Markdown, as macros of LaTeX."""

import re
import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd

from helpers import yml
from helpers.output.latex import escape
from helpers.output.style import Lang

COLUMNS = ["name", "value", "printed", "table", "query", "column"]
PREFIX = "res"  # of the macros, so that they meet no other


def tables(*folders: Path) -> dict[str, pd.DataFrame]:
    """The tables that numbers are taken from, each from the first folder that has it; FileNotFoundError names one that
    none has."""
    wanted = dict.fromkeys(says["table"] for says in _described()["numbers"].values())
    return {name: _read(name, folders) for name in wanted}


def numbers(known: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Each number by name: its value, the value as printed, and table, query and column it was taken by.

    Raises ValueError naming the number where its query does not leave one row, and where there is no value.
    """
    rows = [(name, *_number(name, known[says["table"]], says)) for name, says in _described()["numbers"].items()]
    return pd.DataFrame(rows, columns=COLUMNS)


def said(found: pd.DataFrame, lang: Lang) -> str:
    """The text with its numbers, without its heading."""
    printed = dict(zip(found["name"], found["printed"], strict=True))
    return re.sub(r"^#.*\n+", "", _described()["text"][lang].format_map(printed))


def markdown(found: pd.DataFrame, lang: Lang) -> str:
    """The text with its numbers, and below it where each comes from."""
    heading = re.match(r"(#.*\n+)?", _described()["text"][lang])[0]
    shown = found[["name", "printed", "table", "query", "column"]].map(lambda cell: str(cell).replace("|", "\\|"))
    lines = [f"| {' | '.join(row)} |" for row in [shown.columns, ["---"] * shown.shape[1], *shown.to_numpy()]]
    return "\n".join([heading + said(found, lang), *lines, ""])


def macros(found: pd.DataFrame) -> str:
    """A macro of LaTeX a number, named as `macro` says."""
    return "".join(
        f"\\newcommand{{\\{macro(row.name)}}}{{{escape(row.printed)}}}\n" for row in found.itertuples(index=False)
    )


def macro(name: str) -> str:
    """effect_from is resEffectFrom: macros have letters only."""
    return PREFIX + "".join(part.capitalize() for part in name.split("_"))


def unused() -> set[str]:
    """Names of numbers that the text of a language lacks, or has and nobody computes."""
    parsed = [string.Formatter().parse(text) for text in texts().values()]
    asked = [{field for _, field, _, _ in each if field} for each in parsed]
    return set.union(*(each ^ set(_described()["numbers"]) for each in asked))


def texts() -> dict[str, str]:
    """The text by language, with the names of numbers in braces."""
    return _described()["text"]


def _read(name: str, folders: tuple[Path, ...]) -> pd.DataFrame:
    for file in (folder / f"{name}.csv" for folder in folders):
        if file.is_file():
            return pd.read_csv(file, dtype={"report_id": str})
    raise FileNotFoundError(f"{name}.csv is in none of {', '.join(map(str, folders))}: run the notebook that writes it")


def _number(name: str, table: pd.DataFrame, says: Mapping[str, str]) -> tuple:
    """Value, printed value, table, query and column of a number."""
    query, column, take = says.get("query", ""), says.get("column", ""), says.get("take", "")
    rows = table.query(query, engine="python") if query else table
    if take:
        value = len(rows) if take == "count" else rows[column].nunique()
    elif len(rows) != 1:
        raise ValueError(f"{name}: expected one row of {says['table']} where {query}, found {len(rows)}")
    else:
        value = rows[column].iloc[0]
    if value != value:
        raise ValueError(f"{name}: {column} of {says['table']} where {query} is missing")
    whole = re.search("d$", says["as"]) is not None
    return value, format(int(value) if whole else value, says["as"]), says["table"], query, column or take


@cache
def _described() -> dict:
    return yml.read(Path(__file__).with_name("results.yml"))
