"""The words of figures that stand in the cells of grids: what each says, of what, and in which cell."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

import pandas as pd

from helpers.coding.checks.findings import QUOTED, REACH, Figure, Finding
from helpers.coding.checks.forms.cells import Grids, rows_of
from helpers.places import place

NUMBER, POINTS = re.compile(r"\d+(?:\.\d+)?"), re.compile(r"[\d.]+分?")
LABEL = re.compile(r"[^\d]*[\u4e00-\u9fff][^\d]*")

Cells = Mapping[str, Mapping[str, tuple[str, str]]]  # by report_id and place: the words of a cell and those before it


def of_grids(grids: Grids) -> dict[str, dict[str, tuple[str, str]]]:
    """By report_id and place the words of each cell, and those nearest before it in its row that have no number."""
    return {name: {at: said for grid in own for at, said in _of_grid(grid)} for name, own in grids.items() if own}


def of_cells(finding: Finding, tables: Mapping[str, pd.DataFrame], cells: Cells) -> str:
    """The cells of the first figures of a finding, each once: `年度资金总额: 171 (table 1!R4C5)`; empty where none
    stands in a grid."""
    reports = finding.report_id.split("+")
    own = reports if len(reports) > 1 else reports * len(finding.figures)
    pairs = [*zip(own, finding.figures, strict=False)][:QUOTED]
    points = finding.kind == "score" or finding.way == "maximum"
    return " … ".join(dict.fromkeys(said for each in pairs if (said := _said(*each, tables, cells, points))))


def _said(report: str, figure: Figure, tables: Mapping[str, pd.DataFrame], cells: Cells, points: bool) -> str:
    """The words of the cell that a figure stands in: of the one that its row of a table names, or another of the line
    that is its number, as a rate beside an amount, of points the last."""
    own, (table, _, row) = cells.get(report, {}), figure.row.partition(":")
    named = str(tables[table].at[int(row), "cell"]) if table in tables and own else ""
    line = named.rpartition("C")[0]
    near = (each for each in own if line and each.rpartition("C")[0] == line)
    here = (each for each in own if table == "cell" and each.replace(" ", "_") == row)
    last = (each for each in reversed(own) if points and line and each.rpartition("C")[0] == line)
    sole = (each for each in last if POINTS.fullmatch(own[each][0]))
    held = chain(sole, [named] if named in own else [], near, here)
    place = next((at for at in held if figure.value in map(float, NUMBER.findall(own[at][0].replace(",", "")))), named)
    words, label = own.get(place, ("", ""))
    return f"{label}: {words} ({place})" if label else f"{words} ({place})" if words else ""


def _of_grid(grid: tuple) -> Iterator[tuple[str, tuple[str, str]]]:
    for row in rows_of(grid):
        label = ""
        for _, cell in sorted(row.items()):
            words = cell.text.strip()
            yield place(grid, cell), (words[:REACH], label)
            label = words if LABEL.fullmatch(words) else label
