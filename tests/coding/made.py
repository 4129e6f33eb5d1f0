"""Small tables of a report that is made up, from the few cells that a test is about."""

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from helpers import bulk
from helpers.coding import frames
from helpers.coding.audit import READ, audit
from helpers.coding.checks.counts import Page, in_full
from helpers.coding.schema import tables, typed, validated
from helpers.reading.report import planned

APART = 10  # characters from one figure to the next
REPORT = {
    "report_id": "R",
    "source_file": "R.txt",
    "sha256": "0" * 64,
    "agency_zh": "某县水务局",
    "scope": "project",
    "annex_missing": False,
}


def table(name: str, rows: list[dict]) -> pd.DataFrame:
    """A table, validated, from rows that have only some of its cells."""
    columns = list(tables()[name]["columns"])
    return validated(typed(pd.DataFrame(rows, columns=columns, dtype=object), name), name)


def reports(*ids: str, **cells) -> pd.DataFrame:
    """Table reports of so many reports, R where none is named."""
    return table("reports", [REPORT | {"report_id": each} | cells for each in ids or ("R",)])


def funds(*rows: tuple) -> pd.DataFrame:
    """Table funds from (stage, token) or (stage, token, cells), the total of the whole report unless cells say more."""
    return table("funds", [_fund(number, *row) for number, row in enumerate(rows)])


def _fund(number: int, stage: str, token: str, cells: dict | None = None) -> dict:
    place = {"start": number * APART, "end": number * APART + len(token), "token": token}
    role = {"report_id": "R", "stage": stage, "source": "total", "category": "total"}
    return role | {"amount_wan": token.replace(",", "")} | place | (cells or {})


def indicators(*rows: dict) -> pd.DataFrame:
    """Table indicators from rows of cells; a row is an output that is better the higher, with no sign but =."""
    return table("indicators", [_indicator(number, row) for number, row in enumerate(rows)])


def _indicator(number: int, cells: dict) -> dict:
    token = str(cells.get("actual") or cells.get("target") or "x")
    place = {"start": 1000 + number * APART, "end": 1000 + number * APART + len(token), "token": token}
    signs = {side: "=" if name in cells else "" for side, name in SIDES.items()}
    kind = {"level1": "output", "level2": "quantity", "polarity": "higher", "name_zh": "办理案件"}
    return {"report_id": "R", "seq": number + 1} | kind | signs | place | cells


SIDES = {"comparator": "target", "actual_comparator": "actual"}


def scorecard(*rows: tuple) -> pd.DataFrame:
    """Table scorecard from (chapter, points) or (chapter, points, maximum)."""
    return table("scorecard", [_score(number, *row) for number, row in enumerate(rows)])


def _score(number: int, chapter: str, points: str, maximum: float | None = None) -> dict:
    place = {"start": 2000 + number * APART, "end": 2000 + number * APART + len(points), "token": points}
    return {"report_id": "R", "seq": number + 1, "level1_zh": chapter, "points": points, "max_points": maximum} | place


MARK = re.compile(r"\{(?P<name>[^:}]+):(?P<token>[^|}]+)\|(?P<unit>[^}]*)\}")


def passage(marked: str, name: str = "outcomes") -> tuple[str, pd.DataFrame]:
    """A text and the table of its figures, from words in which a figure is marked as {what it counts:number|unit}."""
    text, rows, last = "", [], 0
    for number, mark in enumerate(MARK.finditer(marked)):
        text += marked[last : mark.start()]
        rows.append(_figure(number, mark, len(text), "staff" if name == "resources" else "other"))
        text, last = text + mark["token"] + mark["unit"], mark.end()
    return text + marked[last:], table(name, rows)


def _figure(number: int, mark: re.Match, start: int, function: str) -> dict:
    printed = mark["token"].rstrip("万余")
    value = float(printed.replace(",", "")) * (10_000 if "万" in mark["token"] else 1)
    place = {"start": start, "end": start + len(printed), "token": printed}
    told = {"name_zh": mark["name"], "value": value, "unit": mark["unit"], "kind": "count", "function": function}
    return (
        {"report_id": "R", "seq": number + 1, "value_comparator": ">=" if "余" in mark["token"] else "="} | told | place
    )


def told(marked: str, name: str = "outcomes") -> list[tuple]:
    """Kind and verdict of every check of a report with this text, figures marked as in `passage`."""
    text, frame = passage(marked, name)
    table = audit(read(**{name: frame}), {"R": text})
    return list(table[["kind", "verdict"]].itertuples(index=False, name=None))


def in_grid(frame: pd.DataFrame) -> pd.DataFrame:
    """The table as it is read from a grid: cells in place of offsets."""
    cells = [f"0!{number + 1}:1" for number in range(len(frame))]
    return frame.assign(start=pd.NA, end=pd.NA, cell=cells).astype({"start": "Int64", "end": "Int64"})


@cache
def nothing() -> dict[str, pd.DataFrame]:
    """What is read from a report without a figure."""
    empty = {name: table(name, []) for name in ("outcomes", "resources")}
    return {"funds": funds(), "indicators": indicators(), "scorecard": scorecard(), "reports": reports()} | empty


def read(**given: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Everything that is read from a report, empty where nothing is given."""
    return {name: frame.copy() for name, frame in nothing().items()} | given


GENERAL, FUND = {"source": "general_public"}, {"source": "government_fund"}
FISCAL, OTHER = {"source": "fiscal_appropriation"}, {"source": "other"}


def of(category: str) -> dict:
    return {"category": category}


def line(project: str, name: str = "") -> dict:
    return {"project_id": project, "line": name}


def lines(stage: str, *tokens: str) -> list[tuple]:
    return [(stage, token, line(f"R-{number}", "经费")) for number, token in enumerate(tokens, 1)]


def found(*rows: tuple, **given_) -> list[tuple]:
    """Kind and verdict of every check of a report with these amounts, indicators and scores."""
    table = audit(read(funds=funds(*rows), **given_))
    return list(table[["kind", "verdict"]].itertuples(index=False, name=None))


def page(text: str) -> Page:
    """A text with every figure of it, none of which a table has."""
    return in_full(read(), {"R": text})[0]


def of_text(text: str) -> list[tuple]:
    """Kind and verdict of every check of the figures of a text of which no table has one."""
    table = audit(read(), {"R": text})
    return list(table[["kind", "verdict"]].itertuples(index=False, name=None))


def contradicted(text: str) -> list[str]:
    """What is contradicted in a report of this text as it is read, with the forms in it."""
    return of_document(text, "contradiction")


def of_document(text: str, verdict: str) -> list[str]:
    """What has a verdict in a report of this text as it is read, with the forms in it."""
    with TemporaryDirectory() as folder:
        source, into = Path(folder, "R.txt"), Path(folder, "tables")
        source.write_text(text, encoding="utf-8")
        bulk.read_into(into, planned([source]))
        found = audit(frames.load(into, READ), *bulk.texts_and_grids(into))
    return found.loc[found["verdict"] == verdict, "what"].tolist()
