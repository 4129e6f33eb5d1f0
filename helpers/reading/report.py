"""One document after another becomes rows; what cannot be read becomes a problem."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from helpers.reading import document, layout
from helpers.reading.funds import funds
from helpers.reading.head import head
from helpers.reading.indicators import indicators
from helpers.reading.items import priced
from helpers.reading.outcomes import outcomes
from helpers.reading.quantities import UnreadableAmount, find, refuse_unreadable_amounts
from helpers.reading.records import TABLES, Problem, Quantity, Tables
from helpers.reading.scorecard import scorecard

OUTSIDE_ID = re.compile(r"[^0-9A-Za-z_.\u3400-\u9fff-]+")


def read_text(text: str, report_id: str, source_file: str = "", sha256: str = "") -> Tables:
    """All rows of one report's text; raises UnreadableAmount where money is printed that is no number."""
    refuse_unreadable_amounts(text)
    shown = document.legible(text)
    page, quantities = layout.layout(shown), find(shown)
    scores = scorecard(page, quantities, report_id)
    report = head(shown, report_id, source_file, sha256, scores)
    only = "1" if report.scope == "project" and not page.projects else ""
    costs = priced(page, quantities)
    money = funds(page, _without(quantities, costs), report_id, only)
    left = _without(quantities, {row.start for row in (*money, *scores)})
    promised, used = indicators(page, left, report_id, only)
    found, kept = outcomes(page, _without(left, used), report_id, only)
    rows = (money, promised, found, kept, scores)
    return Tables([report], *([row._replace(token=text[row.start : row.end]) for row in each] for each in rows), [])


def read_file(path: Path, report_id: str) -> Tables:
    """All rows of one document, or one row in problems."""
    text = document.load(path)
    if isinstance(text, Problem):
        return _problem(text)
    digest = document.sha256(path.read_bytes())
    try:
        return read_text(text, report_id, path.name, digest)
    except UnreadableAmount as error:
        return _problem(Problem(path.name, digest, "unreadable_amount", f"{path.name}, {error}"))


def read_folder(sources: Iterable[Path]) -> Tables:
    """All rows of the documents in files and folders, in order of name; one that was read before, byte by byte, is a
    row in problems."""
    merged, first = Tables(*([] for _ in TABLES)), {}
    for path, report_id in named(documents(sources)):
        for rows, more in zip(merged, _unless_known(read_file(path, report_id), path, first), strict=True):
            rows.extend(more)
    return merged


def documents(sources: Iterable[Path]) -> list[Path]:
    """The files that `sources` name, folders searched through; raises FileNotFoundError for one that is not there."""
    found: set[Path] = set()
    for source in map(Path, sources):
        if not source.exists():
            raise FileNotFoundError(f"no file or folder {source}")
        found |= {p for p in source.rglob("*") if _is_document(p, source)} if source.is_dir() else {source}
    return sorted(found, key=lambda p: (p.name, str(p)))


def named(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """Each file with its report_id: the stem of its name, with a number behind it where another file has the same."""
    taken: set[str] = set()
    for path in paths:
        stem = OUTSIDE_ID.sub("-", path.stem).strip(".-") or "report"
        report_id = next(
            name for i in range(1, len(paths) + 2) if (name := stem if i == 1 else f"{stem}.{i}") not in taken
        )
        taken.add(report_id)
        yield path, report_id


def texts(sources: Iterable[Path]) -> dict[str, str]:
    """The text of each document that can be read, by report_id: what the offsets of its rows count in."""
    loaded = {report_id: document.load(path) for path, report_id in named(documents(sources))}
    return {report_id: text for report_id, text in loaded.items() if isinstance(text, str)}


def _is_document(path: Path, folder: Path) -> bool:
    """Whether a path is a file with nothing hidden on the way to it."""
    return path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)


def _unless_known(read: Tables, path: Path, first: dict[str, Path]) -> Tables:
    """What was read of a document, or the problem that `first`, path by hash, has it already."""
    digest = read.reports[0].sha256 if read.reports else ""
    known = first.setdefault(digest, path) if digest else path
    if known == path:
        return read
    return _problem(Problem(path.name, digest, "duplicate", f"the same bytes as {known.name}"))


def _problem(problem: Problem) -> Tables:
    return Tables([], [], [], [], [], [], [problem])


def _without(quantities: list[Quantity], places: set[int]) -> list[Quantity]:
    return [q for q in quantities if q.start not in places]
