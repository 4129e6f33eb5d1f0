"""One document after another becomes rows; what cannot be read becomes a problem."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from helpers.reading.formats import document
from helpers.reading.formats.contained import read_many
from helpers.reading.formats.grid import Document
from helpers.reading.forms.apart import reached
from helpers.reading.forms.documents import apart, heads, listed, of_document, of_text
from helpers.reading.forms.head import FormHead, in_charge
from helpers.reading.forms.prose import prose_around
from helpers.reading.forms.score_tables import with_tables
from helpers.reading.funds.funds import funds
from helpers.reading.funds.lines import by_line
from helpers.reading.funds.years import reported
from helpers.reading.indicators.costs import priced
from helpers.reading.indicators.indicators import indicators
from helpers.reading.indicators.levels import levelled
from helpers.reading.indicators.own_points import with_points
from helpers.reading.outcomes.functions import is_of_justice
from helpers.reading.outcomes.outcomes import outcomes
from helpers.reading.projects.department import by_project
from helpers.reading.projects.projects import with_projects
from helpers.reading.records import TABLES, Fund, Problem, Quantity, Report, Score, Tables
from helpers.reading.reports import agencies
from helpers.reading.reports.head import DEPARTMENT, head, located
from helpers.reading.scorecard.scorecard import TOTAL_ROW, scorecard
from helpers.reading.text import announced, layout, outlook, wan, wraps
from helpers.reading.text.clock import OutOfTime, within
from helpers.reading.text.items import paragraphs, rated
from helpers.reading.text.marks import widened
from helpers.reading.text.quantities import WAN, UnreadableAmount, find, refuse_unreadable_amounts
from helpers.reading.text.ranges import ranges, with_ranges

LARGEST_TEXT = 1_000_000  # characters of a document, in which more figures may stand than memory holds rows of
LONGEST_ID = 200  # bytes
SECONDS = 30  # of processor time for the figures of a document
FULL_WIDTH, PLAIN_DIGITS = re.compile("[０-９]"), {ord("０") + i: str(i) for i in range(10)}
OUTSIDE_ID = re.compile(r"[^0-9A-Za-z_.\u3400-\u9fff-]+")


def read_text(text: str, report_id: str, source_file: str = "", sha256: str = "", known: Sequence[str] = ()) -> Tables:
    """All rows of one report's text, of which these projects are `known`; raises UnreadableAmount where money is
    printed that is no number."""
    refuse_unreadable_amounts(text)
    legible = widened(document.legible(text))
    flat = wraps.joined(legible.translate(PLAIN_DIGITS) if FULL_WIDTH.search(legible) else legible)
    flat = announced.with_units(flat)
    shown = flat.text
    page, quantities = with_projects(layout.layout(shown), known), find(shown)
    points = rated(page, quantities)
    scores = scorecard(page, _without(quantities, points), report_id)
    report = head(shown, report_id, source_file, sha256, scores)
    scores = [_of_report(row, report) for row in scores]
    page = replace(page, years=reported(shown, report.fiscal_year))
    quantities = outlook.told(page, quantities)
    only = "1" if report.scope == "project" and not page.projects else ""
    among = paragraphs(page)
    counted = wan.counted(quantities)
    costs = priced(page, among, counted)
    paying = _without(quantities, costs)
    money = funds(page, paying, report_id, only)
    money = money if report.scope == "project" else by_project(shown, money)
    paid = {row.start for row in money}
    left = _without(counted, paid | {row.start for row in scores})
    measured = [q for q in left if q.unit != "分" or q.start in points]
    measured = with_ranges(measured, wan.counted(outlook.told(page, ranges(shown))))
    amounts = [q for q in quantities if q.unit in WAN and q.start in paid]
    promised, used = indicators(page, among, outlook.of_own_years(page, measured), report_id, only, amounts)
    found, kept = outcomes(page, _without(left, used), report_id, only, is_of_justice(report))
    rows = (money, with_points(shown, promised, scores), found, kept, scores)
    *others, scores = [[wraps.as_printed(row, flat, text) if shown != text else row for row in each] for each in rows]
    return Tables([report], *others, with_tables(scores, report_id, legible), [])


def read_document(found: Document, report_id: str, source_file: str = "", sha256: str = "") -> Tables:
    """All rows of one document: of its forms, whether tables or lines with pipes, and of the prose around them; what
    the prose does not say of the report its forms do. Raises UnreadableAmount as `read_text` does."""
    printed = [of_text(found.text, report_id, source_file, sha256), of_document(found, report_id, source_file, sha256)]
    read = {row.start for each in printed for rows in (each.funds, each.indicators, each.scorecard) for row in rows}
    used = sorted(read - {None})
    is_form = any(any(each[1:6]) for each in printed)
    around = prose_around(found.text, apart(found.text, used), used, notes=not is_form)
    prose = read_text(around, report_id, source_file, sha256, listed(found))
    printed = [levelled(_of_only_project(wan.printed(each), prose), prose) for each in printed]
    prose = prose._replace(funds=_of_their_sum(prose.funds, [row for each in printed for row in each.funds]))
    for i, each in enumerate(printed):
        rows, told = reached(each.indicators, prose.outcomes)
        printed[i], prose = each._replace(indicators=rows), prose._replace(outcomes=told)
    merged = Tables(*([row for each in (prose, *printed) for row in each[i]] for i in range(len(TABLES))))
    return merged._replace(
        reports=[_titled(_completed(prose.reports[0], heads(found), found), found)],
        funds=by_line(merged.funds),
        **{name: _renumbered(getattr(merged, name)) for name in ("indicators", "outcomes", "resources", "scorecard")},
    )


class Source(NamedTuple):
    """A document on disk and the name its rows have; `known` is the file of the same bytes that stands before it."""

    path: Path
    report_id: str
    sha256: str
    known: str = ""


def _of_their_sum(told: list[Fund], printed: list[Fund]) -> list[Fund]:
    """The rows of the prose, a budget of all projects being the adjusted one where the adjusted budgets that a form
    prints for several projects add up to it."""
    kind = ("adjusted_budget", "total", "total")
    parts = [r.amount_wan for r in printed if r.project_id and (r.stage, r.source, r.category) == kind]
    return [
        r._replace(stage="adjusted_budget")
        if len(parts) > 1 and (r.project_id, r.stage, r.amount_wan) == ("", "initial_budget", sum(parts))
        else r
        for r in told
    ]


def _of_report(row: Score, report: Report) -> Score:
    """The row, that of the report's own score with the maximum that the report states."""
    own = row.level1_zh == TOTAL_ROW and row.points == report.self_score and row.max_points is None
    return row._replace(max_points=report.self_score_max) if own else row


def _of_only_project(printed: Tables, prose: Tables) -> Tables:
    """The rows of forms that name no project, as those of the one project that the prose reports on."""
    rows = [row for each in prose[1:4] for row in each] if printed.funds or printed.indicators else []
    only = f"{prose.reports[0].report_id}-1"
    if not rows or {row.project_id for row in rows} != {only}:
        return printed
    funds, indicators = (
        [row if row.project_id else row._replace(project_id=only) for row in each]
        for each in (printed.funds, printed.indicators)
    )
    return printed._replace(funds=funds, indicators=indicators)


def read_folder(sources: Iterable[Path]) -> Tables:
    """All rows of the documents in files and folders, in order of name; one that was read before, byte by byte, is a
    row in problems."""
    return merged(rows for _, rows in read_each(planned(sources), os.cpu_count() or 1))


def planned(sources: Iterable[Path]) -> list[Source]:
    """What there is to read in files and folders, in order of name; raises FileNotFoundError as `documents` does."""
    first: dict[str, str] = {}
    found = []
    for path, report_id in named(documents(sources)):
        digest = document.file_sha256(path)
        found.append(Source(path, report_id, digest, first.get(digest, "")))
        if digest and path.stat().st_size:  # empty files are each empty, not copies
            first.setdefault(digest, path.name)
    return found


def read_each(sources: Iterable[Source], jobs: int = 1) -> Iterator[tuple[Document | None, Tables]]:
    """Each document, None for one that cannot be read or is known, and its rows; `jobs` child processes at a time for
    what is no plain text."""
    sources = list(sources)
    loaded = _loaded([source.path for source in sources if not source.known], jobs)
    for source in sources:
        found = _known(source) if source.known else _unchanged(source, next(loaded)[1])
        yield (None if isinstance(found, Problem) else found), _rows(source, found)


def merged(read: Iterable[Tables]) -> Tables:
    """The rows of all, table by table."""
    found = Tables(*([] for _ in TABLES))
    for tables in read:
        for rows, more in zip(found, tables, strict=True):
            rows.extend(more)
    return found


def documents(sources: Iterable[Path]) -> list[Path]:
    """The files that `sources` name, folders searched through; raises FileNotFoundError for one that is not there."""
    found: set[Path] = set()
    for source in map(Path, sources):
        if not source.exists():
            raise FileNotFoundError(f"no file or folder {source}")
        found |= {p for p in source.rglob("*") if _is_document(p, source)} if source.is_dir() else {source}
    return sorted(found, key=lambda p: (p.name, str(p)))


def named(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """Each file with its report_id: the stem of its name, with a number behind it where another file has the same but
    for capitals, which some disks do not tell apart; short enough for a file of that name."""
    taken: set[str] = set()
    for path in paths:
        short = OUTSIDE_ID.sub("-", path.stem).encode()[:LONGEST_ID].decode(errors="ignore")
        stem = short.strip(".-") or "report"
        names = (stem if i == 1 else f"{stem}.{i}" for i in range(1, len(paths) + 2))
        report_id = next(name for name in names if name.casefold() not in taken)
        taken.add(report_id.casefold())
        yield path, report_id


def texts(sources: Iterable[Path]) -> dict[str, str]:
    """The text of each document that can be read, by report_id: what the offsets of its rows count in."""
    return {report_id: found.text for report_id, found in opened(sources).items()}


def opened(sources: Iterable[Path]) -> dict[str, Document]:
    """Each document that can be opened, by report_id: its text and its grids, in which the places of its rows lie."""
    return opened_at({report_id: path for path, report_id in named(documents(sources))})


def opened_at(places: Mapping[str, Path], jobs: int = 0) -> dict[str, Document]:
    """Each document that can be opened, by report_id, of those that lie at these places; `jobs` child processes at a
    time, without a number one a core, open what is no plain text."""
    loaded = _loaded(list(places.values()), jobs or os.cpu_count() or 1)
    return {name: found for name, (_, found) in zip(places, loaded, strict=True) if isinstance(found, Document)}


def _loaded(paths: list[Path], jobs: int) -> Iterator[tuple[Path, Document | Problem]]:
    """Each path with its document or problem, in order: plain text is read here, other formats by child processes."""
    formatted = {path for path in paths if document.is_formatted(path)}
    others = (
        read_many([path for path in paths if path in formatted], min(len(formatted), jobs)) if formatted else iter(())
    )
    for path in paths:
        if path in formatted:
            yield next(others)
        else:
            text = document.load(path)
            yield path, text if isinstance(text, Problem) else Document(text)


def _rows(source: Source, found: Document | Problem) -> Tables:
    """All rows of a document that was loaded, or one row in problems."""
    if isinstance(found, Problem):
        return _problem(found)
    name, digest = source.path.name, source.sha256
    kind, reason = _refusal(found)
    if kind:
        return _problem(Problem(name, digest, kind, reason))
    try:
        with within(SECONDS):
            read = read_document(found, source.report_id, name, digest)
    except UnreadableAmount as error:
        return _problem(Problem(name, digest, "unreadable_amount", f"{name}, {error}"))
    except OutOfTime:
        reason = f"its figures were not read within {SECONDS} seconds of processor time"
        return _problem(Problem(name, digest, "too_large", reason))
    return read._replace(problems=[*read.problems, *(Problem(name, digest, *fault) for fault in found.faults)])


def _refusal(found: Document) -> tuple[str, str]:
    """Kind and reason where a document has more text than a report or is none; else two empty texts."""
    whole = "\n".join([found.text, *(cell.text for grid in found.grids for cell in grid.cells)])
    if len(whole) > LARGEST_TEXT:
        return "too_large", f"{len(whole)} characters, more than {LARGEST_TEXT}"
    return document.missing_words(whole)


def _unchanged(source: Source, found: Document | Problem) -> Document | Problem:
    """What was found in a document, or the problem that its bytes are no longer those that were planned for."""
    if document.file_sha256(source.path) == source.sha256:
        return found
    return Problem(source.path.name, source.sha256, "changed", "its bytes changed while documents were read")


def _known(source: Source) -> Problem:
    return Problem(source.path.name, source.sha256, "duplicate", f"the same bytes as {source.known}")


def _completed(report: Report, heads: list[FormHead], found: Document) -> Report:
    """The report with the agency, year, scope and score that its forms state: the agency that fills them in, else that
    of a heading or the publisher, else the department in charge; a score only where one form alone states one."""
    placed = (each for each in heads if any(map(agencies.is_placed, (each.reporter, each.department, each.agency))))
    first = next(placed, next(iter(heads), FormHead()))
    pages = [note.removeprefix("title: ") for note in found.notes if note.startswith("title: ")]
    printed = "\n".join([*pages, *(head.title for head in heads[:1]), first.title])
    named = [first.reporter, report.agency_zh, head(printed, "", "", "", []).agency_zh if heads else ""]
    if not any(map(agencies.is_placed, named)):
        named += [in_charge(first), first.agency]
    agency = next(filter(agencies.is_placed, named), "") or next(filter(None, named), "")
    if agency and agency != report.agency_zh:
        report = located(report._replace(agency_zh=agency), above=first.department)
    if DEPARTMENT.search(printed):
        report = report._replace(scope="department")
    stated = [head for head in heads if head.self_score is not None]
    if report.self_score is None and len(stated) == 1:
        report = report._replace(self_score=stated[0].self_score, self_score_max=stated[0].self_score_max)
    year = next((head.fiscal_year for head in heads if head.fiscal_year), "")
    return report._replace(fiscal_year=report.fiscal_year or year)


def _titled(report: Report, found: Document) -> Report:
    """The report with the agency that the title of its web page names, where nothing else tells a level."""
    agency = "" if report.admin_level else agencies.agency(" ".join(found.notes))
    return located(report._replace(agency_zh=agency)) if agency else report


def _renumbered(rows: list) -> list:
    return [row if row.seq == i else row._replace(seq=i) for i, row in enumerate(rows, 1)]


def _is_document(path: Path, folder: Path) -> bool:
    """Whether a path is a file with nothing hidden on the way to it."""
    return path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)


def _problem(problem: Problem) -> Tables:
    return Tables([], [], [], [], [], [], [problem])


def _without(quantities: list[Quantity], places: set[int]) -> list[Quantity]:
    return [q for q in quantities if q.start not in places]
