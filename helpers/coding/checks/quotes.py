"""The words of figures that stand in the cells of grids: what each says, of what, and in which cell."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

import pandas as pd

from helpers.coding.checks.cells import Grids, rows_of
from helpers.coding.checks.findings import QUOTED, REACH, Figure, Finding
from helpers.places import place

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
    return " … ".join(dict.fromkeys(said for each in pairs if (said := _said(*each, tables, cells))))


def _said(report: str, figure: Figure, tables: Mapping[str, pd.DataFrame], cells: Cells) -> str:
    """The words of the cell that a figure stands in: of the one that its row of a table names, or another of the line
    that has its number, as a rate beside an amount."""
    own, (table, _, row) = cells.get(report, {}), figure.row.partition(":")
    named = str(tables[table].at[int(row), "cell"]) if table in tables and own else ""
    line = named.rpartition("C")[0]
    near = (each for each in own if line and each.rpartition("C")[0] == line)
    here = (each for each in own if table == "cell" and each.replace(" ", "_") == row)
    held = chain([named] if named in own else [], near, here)
    number = f"{figure.value:.12g}"
    place = next((each for each in held if number in own[each][0].replace(",", "")), named)
    words, label = own.get(place, ("", ""))
    return f"{label}: {words} ({place})" if label else f"{words} ({place})" if words else ""


def _of_grid(grid: tuple) -> Iterator[tuple[str, tuple[str, str]]]:
    for row in rows_of(grid):
        label = ""
        for _, cell in sorted(row.items()):
            words = cell.text.strip()
            yield place(grid, cell), (words[:REACH], label)
            label = words if LABEL.fullmatch(words) else label
