"""From a row of a printed table to the rows of all_projects and all_indicators that it was computed from."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pandas as pd

COLUMNS = ["row", "source", "report_id", "project_id", "seq"]
EVERY = "*"  # stands for every row of the printed table


class Link(NamedTuple):
    """A row that was used, in words, and where its figures can be seen, empty where no page shows them."""

    words: str
    address: str


def file(folder: Path, table: str) -> Path:
    """Where the rows behind a table or figure of this folder are kept."""
    return Path(folder) / "rows" / f"{table}.csv"


def listed(rows: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows behind each row of a printed table, one a line: its name, then source, report, project and number of the
    indicator, which is missing where the project itself was used. `*` names what every row was computed from.

    Raises ValueError for a frame without these columns.
    """
    return pd.concat([_of(name, frame) for name, frame in rows.items()], ignore_index=True)


def links(rows: pd.DataFrame, review: Path, folder: Path) -> dict[str, list[Link]]:
    """For each name in `listed` rows a link a row, from a page in `folder` to the review pages in `review`."""
    beside = Path(os.path.relpath(review, folder)).as_posix()
    return {name: [_link(row, beside) for row in own.itertuples()] for name, own in rows.groupby("row", sort=False)}


def _of(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    absent = [column for column in COLUMNS[1:-1] if column not in frame]
    if absent:
        raise ValueError(f"{name}: expected the columns {', '.join(COLUMNS[1:-1])}; absent: {', '.join(absent)}")
    number = frame["seq"] if "seq" in frame else pd.Series(pd.NA, frame.index)
    known = {column: frame[column] for column in COLUMNS[1:-1]}
    return pd.DataFrame({"row": name, **known, "seq": number.astype("Int64")})


def _link(row: tuple, beside: str) -> Link:
    """Review pages number the indicators of a report in the order of the table, from 0."""
    words = row.project_id if pd.isna(row.seq) else f"{row.project_id}, {row.seq}"
    if row.source != "seeds":
        return Link(words, "")
    from helpers.output.review import file_name

    place = "" if pd.isna(row.seq) else f"#r-indicators-{row.seq - 1}"
    return Link(words, f"{quote(beside)}/{quote(file_name(row.report_id))}{place}")
