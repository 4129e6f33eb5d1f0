"""Pages on which a person checks what was read: the report with every figure marked, beside the rows that took them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from numbers import Real
from typing import NamedTuple

import pandas as pd

from helpers.output.marks import Block, marked, role
from helpers.output.offline import rendered, text_of, with_font
from helpers.output.plots import TABLE_COLOURS
from helpers.output.style import COLOURS
from helpers.places import in_words

CODED = ("stage", "source", "category", "level1", "level2", "function", "kind", "admin_level", "scope")
SIGNS = {">=": "≥", "<=": "≤", "~": "≈", "=": "", "qualitative": ""}
TITLES = {
    "funds": "Money",
    "indicators": "Indicators",
    "outcomes": "Outcomes",
    "resources": "Resources",
    "scorecard": "Scores",
}
JOINED = {"problems": ("sha256", "sha256"), "corrections": ("report", "report_id")}  # to which column of a report
SIGLA = {  # a letter behind each figure, so that its role is seen without colour too
    "initial_budget": "B",
    "adjusted_budget": "A",
    "allocated": "R",  # received
    "executed": "E",
    "income": "I",
    "carryover_in": "+",
    "carryover_out": "−",
    "target": "t",
    "actual": "a",
    "outcomes": "o",
    "resources": "r",
    "scorecard": "s",
}
FACTS = {
    "Place": ("province_zh", "city_zh"),
    "Level": ("admin_level",),
    "Scope": ("scope",),
    "Filed on": ("filed_on",),
    "Self score": ("self_score",),
    "Source": ("source_file",),
    "SHA-256": ("sha256",),
}
WHOLE = ("category", "total")
OF_REPORT = ("agency_zh", "fiscal_year", "province_zh", "city_zh", "admin_level", "scope", "filed_on", "self_score")
BETWEEN = "\ufdd0"  # values that the script of the page takes apart: a character that no text holds


class Column(NamedTuple):
    """A column of a table on the page: fields printed together, and fields in small letters below them."""

    heading: str
    main: tuple[str, ...]
    small: tuple[str, ...] = ()
    number: bool = False


MEASURED = (
    Column("What is counted", ("name_zh",), ("project_id",)),
    Column("Function", ("function",), ("kind",)),
    Column("Value", ("value_comparator", "value", "unit"), number=True),
)
VIEWS = {
    "funds": (
        Column("Budget line", ("line",), ("project_id",)),
        Column("Stage", ("stage",)),
        Column("Source", ("source",), ("category",)),
        Column("万元", ("amount_wan",), number=True),
        Column("Chance", ("chance",), number=True),
    ),
    "indicators": (
        Column("Indicator", ("name_zh",), ("project_id", "level1", "level2")),
        Column("Target", ("comparator", "target", "target_unit"), number=True),
        Column("Actual", ("actual_comparator", "actual", "actual_unit"), number=True),
        Column("Score, of", ("score",), ("weight",), number=True),
    ),
    "outcomes": MEASURED,
    "resources": MEASURED,
    "scorecard": (
        Column("Criterion", ("name_zh",), ("level1_zh",)),
        Column("Points", ("points",), number=True),
        Column("of", ("max_points",), number=True),
    ),
}


def review_page(
    report: Mapping, tables: Mapping[str, pd.DataFrame], text: str, grids: Sequence = (), notes: Sequence[str] = ()
) -> str:
    """One HTML file that needs nothing else: the report with its figures marked, and the rows of the tables.

    `report` is its row of table reports; `tables` may hold other reports, and problems and corrections too. Text and
    notes are shown as text, whatever they hold. Raises ValueError where a row's token is not at its place.
    """
    return _rendered("review.html", **_context(report, _own(_grouped(tables), report), text, grids, notes))


def pages(tables: Mapping[str, pd.DataFrame], read: Iterable[tuple[str, object]]) -> Iterator[tuple[str, str]]:
    """Name and content of the page of each report, last of index.html that leads to them.

    `read` yields the report_id of each document with what was read of it: text, grids and notes; one that is in no row
    of table reports has no page. Raises ValueError as `review_page` does.
    """
    groups, lines = _grouped(tables), []
    reports = {row["report_id"]: row for row in tables["reports"].to_dict("records")}
    for report, found in ((reports[name], found) for name, found in read if name in reports):
        context = _context(report, _own(groups, report), found.text, found.grids, found.notes)
        name = file_name(report["report_id"])
        lines.append({"file": name} | {each: context[each] for each in ("report", "counts", "problems")})
        yield name, _rendered("review.html", **context)
    yield "index.html", _rendered("review_index.html", lines=lines, problems=_records(tables, "problems"))


def file_name(report_id: str) -> str:
    """The file of a report's page, never that of the index."""
    return f"{report_id}.report.html" if report_id.casefold() == "index" else f"{report_id}.html"


def _grouped(tables: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, pd.DataFrame]]:
    """Each table's rows by what joins them to a report."""
    kept = {name: frame for name, frame in tables.items() if name in TITLES or name in JOINED}
    return {name: dict(list(frame.groupby(JOINED.get(name, ("report_id",))[0]))) for name, frame in kept.items()}


def _own(groups: Mapping[str, Mapping[str, pd.DataFrame]], report: Mapping) -> dict[str, pd.DataFrame]:
    """The tables of one report, those without a row left out."""
    keys = {name: report[JOINED.get(name, ("", "report_id"))[1]] for name in groups}
    return {name: found[keys[name]] for name, found in groups.items() if keys[name] in found}


def _context(report: Mapping, own: Mapping[str, pd.DataFrame], text: str, grids: Sequence, notes: Sequence) -> dict:
    """Everything that the page shows, in words."""
    blocks = marked(own, text, grids)
    sections = [_section(name, own[name]) for name in TITLES if name in own]
    labels = {row["key"]: row["label"] for section in sections for row in section["rows"]}
    return {
        "report": {name: _said(report, name) for name in report},
        "facts": _facts(report),
        "fields": OF_REPORT,
        "read": _read(report, OF_REPORT),
        "problems": len(_records(own, "problems")),
        "remarks": [*_remarks(own), *notes],
        "blocks": blocks,
        "sections": sections,
        "labels": labels,
        "counts": {each["name"]: len(each["rows"]) for each in sections} | _counted(blocks),
    }


def _section(name: str, frame: pd.DataFrame) -> dict:
    """A table of the page: its columns, and its rows with the name, role and words of each."""
    fields = [field for column in VIEWS[name] for field in (*column.main, *column.small)]
    rows = [_row(name, f"{name}-{number}", row, fields) for number, row in enumerate(frame.to_dict("records"))]
    roles = Counter(row["role"] for row in rows)
    legend = [(each, _words(each), roles[each]) for each in SIGLA if each in roles]
    about = {"name": name, "title": TITLES[name], "columns": VIEWS[name], "fields": fields}
    return about | {"rows": rows, "legend": legend}


def _row(table: str, key: str, row: Mapping, fields: Sequence[str]) -> dict:
    cells = [("".join(_stated(row, each.main)), " · ".join(_stated(row, each.small))) for each in VIEWS[table]]
    said = role(table, row)
    at = row["cell"] if pd.isna(row["start"]) else str(row["start"])
    where = in_words(at) if pd.isna(row["start"]) else f"{at}–{row['end']}"
    label = ": ".join(filter(None, (_words(said), cells[0][0] or cells[0][1])))
    own = {"key": key, "role": said, "token": row["token"], "cells": cells, "label": label}
    return own | {"at": at, "place": where, "read": _read(row, fields)}


def _read(row: Mapping, fields: Sequence[str]) -> str:
    """What a correction has to name as read: these fields as the table holds them."""
    held = ("" if pd.isna(row.get(field, "")) else row.get(field, "") for field in fields)
    return BETWEEN.join(repr(float(each)).removesuffix(".0") if isinstance(each, Real) else each for each in held)


def _stated(row: Mapping, fields: Sequence[str]) -> list[str]:
    """What is stated in these fields, each word once, without what goes without saying."""
    return list(dict.fromkeys(said for field in fields if (said := _said(row, field)) and (field, said) != WHOLE))


def _said(row: Mapping, field: str) -> str:
    """A value for people: missing empty, numbers with up to 12 digits, codes without underscores, signs as printed."""
    value = row.get(field, "")
    if field.endswith("comparator"):
        return SIGNS.get(value, value)
    if isinstance(value, Real) and not isinstance(value, bool):
        return "" if value != value else f"{value:.12g}"
    return _words(value) if field in CODED else value if isinstance(value, str) else ""


def _words(code: str) -> str:
    return code.replace("_", " ")


def _facts(report: Mapping) -> list[tuple[str, str]]:
    """What is stated of the report, by its name on the page."""
    most = _said(report, "self_score_max")
    said = {name: "".join(_stated(report, fields)) for name, fields in FACTS.items()}
    said["Self score"] += f" of {most}" if said["Self score"] and most else ""
    return [(name, words) for name, words in said.items() if words]


def _remarks(own: Mapping[str, pd.DataFrame]) -> list[str]:
    """Problems and corrections of the report, a sentence each."""
    problems = [f"Problem ({row['kind']}): {row['reason']}" for row in _records(own, "problems")]
    corrections = [
        f"Corrected {row['table']} {row['row']} {row['column']}: {row['read']} → {row['corrected']} ({row['why']})"
        for row in _records(own, "corrections")
    ]
    return problems + corrections


def _records(tables: Mapping[str, pd.DataFrame], name: str) -> list[dict]:
    return tables[name].to_dict("records") if name in tables else []


def _counted(blocks: Sequence[Block]) -> dict[str, int]:
    """How many numbers no row took, and how many were given to one although their place is not recorded."""
    pieces = [piece for block in blocks for row in block.rows for box in row for piece in box.pieces]
    beside = sum(not figure.sure for piece in pieces for figure in piece.figures)
    return {"missed": sum(piece.missed for piece in pieces), "beside": beside}


def _rendered(template: str, **context: object) -> str:
    """The page, with the colours that the tables have in the figures of the paper."""
    colours = "".join(f"--{name}:{COLOURS[colour]};" for name, colour in TABLE_COLOURS.items())
    styles = [f":root{{{colours}}}", text_of("base.css"), text_of("review.css")]
    return with_font(rendered(template, styles, text_of("review.js"), sigla=SIGLA, titles=TITLES, **context))
