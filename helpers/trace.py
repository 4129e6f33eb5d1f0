"""From a row of a table back to the words of the reports: the figures it was computed from, each with its place."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers import paths
from helpers.coding import frames
from helpers.coding.checks.findings import around
from helpers.coding.provenance import PLACE
from helpers.coding.schema import tables as described
from helpers.coding.tidy import STAGES
from helpers.output.rows import COLUMNS, EVERY, file
from helpers.reading import report
from helpers.reading.formats.grid import Document

USED = ["report_id", "project_id", "seq"]
NAMES = ["report_id", "project_id", "check_id", "source_file"]  # by which a row of a table can be asked for
KINDS = ("funds", "scorecard", "indicators")  # whose rows are behind a project
SAYING = {
    "funds": ("stage", "line", "amount_wan"),
    "indicators": ("name_zh", "comparator", "target", "target_unit", "actual_comparator", "actual", "actual_unit"),
    "scorecard": ("name_zh", "points", "max_points"),
    "outcomes": ("name_zh", "value_comparator", "value", "unit"),
    "public_projects": (
        "project_name_zh",
        "initial_budget_wan",
        "adjusted_budget_wan",
        "executed_wan",
        "self_score_total",
    ),
    "public_indicators": ("name_zh", "comparator", "target", "target_unit", "actual", "actual_unit"),
}
PRINTED_FROM = {"findings": "audit"}
WHOLE = "总分"  # of the scorecard, the points of the whole report
SHOWN = 12  # names of rows that an error lists


class Unknown(LookupError):
    """There is no such table, or no such row in it."""


class Figure(NamedTuple):
    """A figure as it stands in a report: what it says, where, and the words around it; of a public page, which is not
    kept, the row of data/raw/public."""

    report_id: str
    project_id: str
    source: str
    what: str
    place: str
    quote: str


def traced(table: str, row: str, variant: str = paths.PAPER) -> list[Figure]:
    """The figures behind a row of a table, in the order of reports and projects.

    `table` is a printed table or figure whose rows are kept, or a table of data/processed; `row` the name of a row of
    the former, `*` for all, or of the latter its number from 0, a report_id, project_id or check_id. Raises Unknown,
    with the names there are, FileNotFoundError where nothing has been run yet.
    """
    known, table = frames.load(paths.processed(variant)), PRINTED_FROM.get(table, table)
    kept = file(paths.figures(variant), table)
    if kept.is_file():
        return _behind(_printed_rows(kept, paths.figures(variant) / f"{table}.csv", row), known)
    if table not in known or not set(known[table]) & {*NAMES, "token"}:
        raise Unknown(f"no table {table!r}: there are {', '.join(_tables(known, paths.figures(variant)))}")
    rows = _chosen(known[table], table, row)
    if table == "audit":
        return _placed([each for cell in rows["figures"] for each in _pairs(cell)], known)
    if "token" in rows:
        return _placed([(table, number) for number in rows.index], known)
    return _behind(rows.reindex(columns=USED), known)


def in_words(figures: list[Figure]) -> Iterator[str]:
    """The figures as lines: how many of how many reports, then report by report, project by project."""
    number, reports = len(figures), len({figure.report_id for figure in figures})
    yield f"{number} figure{'s' * (number != 1)} of {reports} report{'s' * (reports != 1)}"
    before = None
    for figure in figures:
        if figure.report_id != before:
            yield f"\n{figure.report_id}  {figure.source}"
        before = figure.report_id
        yield f"  {figure.project_id or figure.report_id}  {figure.what}  [{figure.place}]"
        if figure.quote:
            yield f"      {figure.quote}"


def _tables(known: Mapping[str, pd.DataFrame], figures: Path) -> list[str]:
    """All names that can be asked for, printed tables first."""
    printed = sorted(each.stem for each in file(figures, "*").parent.glob("*.csv"))
    return printed + [name for name, frame in known.items() if set(frame) & {*NAMES, "token"}]


def _printed_rows(kept: Path, table: Path, row: str) -> pd.DataFrame:
    """The rows behind a row of a printed table; what is said to be behind every row is behind each of its names."""
    listed = pd.read_csv(kept, dtype=str, keep_default_na=False)[COLUMNS]
    listed["seq"] = pd.to_numeric(listed["seq"], errors="coerce").astype("Int64")
    names = list(dict.fromkeys([*listed["row"], *_labels(table)]))
    if row not in names:
        raise Unknown(f"no row {row!r}: there are {_some(names)}")
    own = listed[listed["row"].isin([row, EVERY]) | (row == EVERY)]
    return own[USED].drop_duplicates()


def _labels(table: Path) -> list[str]:
    """The text in the first two columns of a printed table, by which its rows are called; none where it is a figure."""
    if not table.is_file():
        return []
    text = pd.read_csv(table, dtype=str, keep_default_na=False).iloc[:, :2]
    return [cell for column in text for cell in text[column] if cell]


def _chosen(frame: pd.DataFrame, table: str, row: str) -> pd.DataFrame:
    """The rows of a table of data/processed that are asked for."""
    for column in [each for each in NAMES if each in frame]:
        if (frame[column] == row).any():
            return frame[frame[column] == row]
    if row.isdecimal() and int(row) < len(frame):
        return frame.loc[[int(row)]]
    names = [name for column in NAMES if column in frame for name in dict.fromkeys(frame[column]) if name]
    raise Unknown(f"no row {row!r} in {table}: there are 0 to {len(frame) - 1}, {_some(names)}")


def _some(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def _pairs(cell: str) -> list[tuple[str, int]]:
    """Table and number of each row that a finding used."""
    return [(table, int(number)) for table, number in (each.split(":") for each in cell.split())]


def _behind(rows: pd.DataFrame, known: Mapping[str, pd.DataFrame]) -> list[Figure]:
    """The figures behind rows of all_projects and all_indicators: the money of each project, then its indicators."""
    seeds = rows["report_id"].isin(known["reports"]["report_id"])
    pairs = [pair for own in _by_project(rows[seeds]) for pair in _of_project(*own, known)]
    return _placed(pairs, known) + (_coded(rows[~seeds]) if not seeds.all() else [])


def _by_project(rows: pd.DataFrame) -> Iterator[tuple[str, str, list[int]]]:
    """Report, project and the numbers of the indicators that are asked for, which may be none."""
    for (report_id, project_id), own in rows.groupby(["report_id", "project_id"], dropna=False):
        yield report_id, "" if pd.isna(project_id) else project_id, own["seq"].dropna().astype(int).tolist()


def _of_project(report_id: str, project_id: str, numbers: list[int], known: Mapping) -> list[tuple[str, int]]:
    """Table and number of the rows of a project: its amounts from all sources, its score, and these indicators."""
    whole = project_id in ("", f"{report_id}-0")
    funds, points, indicators = (known[name][known[name]["report_id"] == report_id] for name in KINDS)
    totals = (funds["source"] == "total") & (funds["category"] == "total")
    money = funds[totals & funds["stage"].isin(STAGES)]
    money = money if project_id == "" else money[money["project_id"] == ("" if whole else project_id)]
    single = (known["all_projects"]["report_id"] == report_id).sum() == 1
    scores = points[(points["level1_zh"] == WHOLE) & (whole or single)]
    promised = indicators[indicators["seq"].isin(numbers)]
    return [(name, each) for name, own in zip(KINDS, (money, scores, promised), strict=True) for each in own.index]


def _placed(pairs: list[tuple[str, int]], known: Mapping[str, pd.DataFrame]) -> list[Figure]:
    """The figures of these rows, of each its place and the words around it."""
    files = known["reports"].set_index("report_id")["source_file"]
    documents = report.opened([paths.REPORTS])
    rows = [(table, known[table].loc[number]) for table, number in pairs]
    return [_figure(table, row, files.get(row["report_id"], ""), documents) for table, row in rows]


def _figure(table: str, row: pd.Series, file: str, documents: Mapping[str, Document]) -> Figure:
    found = documents.get(row["report_id"])
    quote = _quote(row, found) if found else "the document is not in data/raw/reports any more"
    place = row["cell"] if pd.isna(row["start"]) else f"{row['start']} to {row['end']}"
    fields = SAYING.get(table, SAYING["outcomes"])
    return Figure(row["report_id"], row.get("project_id", ""), file, _said(table, row, fields), place, quote)


def _quote(row: pd.Series, found: Document) -> str:
    """The sentence around a figure, or the text of its cell."""
    if pd.notna(row["start"]):
        start, end = around(found.text, int(row["start"]), int(row["end"]))
        return found.text[start:end].strip()
    place = PLACE.fullmatch(row["cell"])
    wanted = (place["grid"], int(place["row"]), int(place["column"])) if place else None
    cells = {(grid.name, cell.row + 1, cell.column + 1): cell.text for grid in found.grids for cell in grid.cells}
    return cells.get(wanted, "")


def _said(table: str, row: pd.Series, fields: Sequence[str]) -> str:
    """The table and what a row of it says in these columns, those left out that say nothing."""
    values = [row[field] for field in fields if row[field] == row[field] and row[field] != ""]
    return " ".join([table, *(f"{each:.12g}" if isinstance(each, float) else str(each) for each in values)])


def _coded(rows: pd.DataFrame) -> list[Figure]:
    """What was coded from public pages: of each project its money, of each indicator its numbers, with the row of the
    file it stands in, as a spreadsheet counts."""
    facts = frames.public(paths.PUBLIC)
    pages = facts["public_sources"].set_index("source_id")["url"]
    found = []
    for report_id, project_id, numbers in _by_project(rows):
        own = [("public_projects", each) for each in _of_page(facts["public_projects"], report_id, project_id).index]
        coded = _of_page(facts["public_indicators"], report_id, project_id)
        own += [("public_indicators", each) for each in coded.index[coded["seq"].isin(numbers)]]
        found += [_coded_figure(name, facts[name].loc[each], each, project_id, pages[report_id]) for name, each in own]
    return found


def _of_page(frame: pd.DataFrame, report_id: str, project_id: str) -> pd.DataFrame:
    own = frame["source_id"] == report_id
    return frame[own if project_id == "" else own & (report_id + "-" + frame["project_no"] == project_id)]


def _coded_figure(table: str, row: pd.Series, number: int, project_id: str, address: str) -> Figure:
    place = f"{described()[table]['file']}, row {number + 2}"
    return Figure(row["source_id"], project_id, address, _said(table, row, SAYING[table]), place, "")
