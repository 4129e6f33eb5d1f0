"""Many documents become table files: by several processes or a cluster, in memory that does not grow, resumed after a
kill. What was read is kept in one SQLite file beside the tables until they are written."""

import hashlib
import json
import os
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.batch.records import tree
from helpers.coding import frames
from helpers.coding.provenance import check_provenance
from helpers.coding.schema import tables
from helpers.output import save
from helpers.pool import asked, processes
from helpers.reading import report
from helpers.reading.formats import document
from helpers.reading.formats.grid import Document, Grid
from helpers.reading.records import TABLES, Problem, Tables
from helpers.reading.report import Source

KEPT = ".read.sqlite"
PLACES = "documents"
AUDIT = ("audit.csv", "audit.json")  # what was found in the tables of a folder, beside them
REVIEW = "review"  # folder of the pages that show the tables, beside them
CHUNK = 100  # documents, of many up to
LARGE_CHUNK, MANY_CHUNKS = 400, 16  # as their tables are checked at once, at a cost that hardly grows with them, or
CHUNK_BYTES = 8_000_000  # bytes of documents, that a process reads before it hands over what it read
CODE = tree(paths.ROOT / "helpers")  # one hash of all that decides what is read, taken when it was imported
AHEAD = 2  # chunks a process that are on their way to it
PATIENCE = 10  # seconds to find a scheduler
CREATE = """
CREATE TABLE IF NOT EXISTS lines (key TEXT, name TEXT, rows INTEGER, text TEXT, PRIMARY KEY (key, name));
CREATE TEMP TABLE plan (place INTEGER PRIMARY KEY, key TEXT);
"""
LEFT = "SELECT place FROM plan WHERE key NOT IN (SELECT key FROM lines) ORDER BY place"
LINES = "SELECT text FROM plan JOIN lines USING (key) WHERE name = ? ORDER BY place"
COUNTS = "SELECT name, sum(rows) FROM plan JOIN lines USING (key) GROUP BY name"

Lines = dict[str, tuple[int, str]]  # table -> number of rows of a document, and these as lines of CSV


def read_into(
    folder: Path, sources: list[Source], *, jobs: int = 1, scheduler: str = "", tell: Callable[[int], object] = id
) -> dict[str, int]:
    """Number of rows of each table, after all were written to `<table>.csv` in the folder, whole or not at all; an
    audit and review pages there of other tables are removed, as their figures are no longer found.

    `jobs` processes read, or those of the dask cluster at `scheduler`; `tell` is called with the number of documents
    that were read anew. After a kill the same call goes on where it was. A document whose process dies is a row in
    problems. Raises ValueError where the cluster runs other code, OSError where a file cannot be written, RuntimeError
    where no process can begin, and before anything is read FileNotFoundError where there can be no such folder.
    """
    _make(folder)
    with _kept(folder / KEPT) as kept:
        left = [sources[place] for place in _left(kept, sources)]
        tell(len(sources) - len(left))
        for chunk, read in _read_all(left, jobs, scheduler):
            _keep(kept, chunk, read)
            tell(len(chunk))
        _forget_found(folder, kept)
        files = {folder / f"{name}.csv": _content(kept, name) for name in TABLES}
        save.write_files(files | {folder / f"{PLACES}.csv": [_places(folder, sources)]})
        counts = dict(kept.execute(COUNTS))
    (folder / KEPT).unlink()
    return {name: counts.get(name, 0) for name in TABLES}


def _make(folder: Path) -> None:
    """The folder is there; FileNotFoundError where none can be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileNotFoundError(f"no folder can be made at {folder}: {error.strerror}") from None


def _forget_found(folder: Path, kept: sqlite3.Connection) -> None:
    """Removes audit and pages of tables that are there and are not those that are to be written."""
    files = {name: folder / f"{name}.csv" for name in TABLES if name != "problems"}
    there = [name for name, file in files.items() if file.is_file()]
    if there and not all(name in there and _holds(files[name], _content(kept, name)) for name in files):
        for name in AUDIT:
            (folder / name).unlink(missing_ok=True)
        save.remove_folder(folder / REVIEW)


def _holds(file: Path, content: Iterator[bytes]) -> bool:
    """Whether that is what stands in the file."""
    digest = hashlib.sha256()
    for part in content:
        digest.update(part)
    return document.file_sha256(file) == digest.hexdigest()


def texts_and_grids(folder: Path) -> tuple[dict[str, str], dict[str, tuple[Grid, ...]]]:
    """The texts of the documents that lie at the `places` of a folder, by report_id, and their grids."""
    found = report.opened_at(places(folder))
    return {name: each.text for name, each in found.items()}, {name: each.grids for name, each in found.items()}


def places(folder: Path) -> dict[str, Path]:
    """The documents of which the tables in a folder were read, by report_id: where documents.csv says that
    they lie, without it in data/raw/reports. Those that are not there any more, or have changed, are left out."""
    file = folder / f"{PLACES}.csv"
    if file.is_file():
        listed = frames.from_csv(file, PLACES)
        found = {name: folder / path for name, path in zip(listed["report_id"], listed["path"], strict=True)}
    else:
        found = {source.report_id: source.path for source in report.planned([paths.REPORTS])}
    known = frames.from_csv(folder / "reports.csv", "reports").set_index("report_id")["sha256"].to_dict()
    return {name: path for name, path in found.items() if document.file_sha256(path) == known.get(name)}


def _places(folder: Path, sources: list[Source]) -> bytes:
    """Where the documents lie, from the folder of the tables."""
    rows = [(each.report_id, os.path.relpath(each.path, folder)) for each in sources]
    return save.csv_text(pd.DataFrame(rows, columns=list(tables()[PLACES]["columns"]), dtype="str")).encode()


@contextmanager
def _kept(file: Path) -> Iterator[sqlite3.Connection]:
    """The file of what was read before, made where there is none, and anew where it is damaged."""
    try:
        with closing(_opened(file)) as kept:
            yield kept
    except sqlite3.Error as error:
        raise OSError(f"{file}: {error}") from None


def _opened(file: Path) -> sqlite3.Connection:
    kept = sqlite3.connect(file)
    try:
        kept.executescript(CREATE)
    except sqlite3.DatabaseError:
        kept.close()
        file.unlink()
        kept = sqlite3.connect(file)
        kept.executescript(CREATE)
    return kept


def _left(kept: sqlite3.Connection, sources: list[Source]) -> list[int]:
    """Places of the sources that are still to be read, by this code and under this name."""
    kept.executemany("INSERT INTO plan VALUES (?, ?)", ((i, _key(source)) for i, source in enumerate(sources)))
    return [place for (place,) in kept.execute(LEFT)]


def _key(source: Source) -> str:
    own = [CODE, source.path.name, *source[1:]]
    return hashlib.sha256(json.dumps(own).encode()).hexdigest()


def _keep(kept: sqlite3.Connection, chunk: list[Source], read: list[Lines]) -> None:
    rows = (
        (_key(source), name, *lines)
        for source, of_tables in zip(chunk, read, strict=True)
        for name, lines in of_tables.items()
    )
    with kept:
        kept.executemany("INSERT OR REPLACE INTO lines VALUES (?, ?, ?, ?)", rows)


def _content(kept: sqlite3.Connection, name: str) -> Iterator[bytes]:
    """A table file, document by document."""
    yield (",".join(tables()[name]["columns"]) + "\n").encode()
    for (text,) in kept.execute(LINES, [name]):
        yield text.encode()


def _read_all(left: list[Source], jobs: int, scheduler: str) -> Iterator[tuple[list[Source], list[Lines]]]:
    """Chunks of documents with what was read of each, as they are done; few documents are read in this process."""
    if len(left) <= CHUNK and not scheduler:
        yield left, _read(left, jobs)
        return
    chunks = deque(_chunks(left))
    while chunks:
        with _workers(jobs, scheduler) as (pool, count):
            yield from _spread(chunks, pool, AHEAD * count)


def _chunks(left: list[Source]) -> Iterator[list[Source]]:
    """The documents in order, as many together as a process reads in some seconds."""
    most = max(CHUNK, min(LARGE_CHUNK, len(left) // MANY_CHUNKS))
    chunk, taken = [], 0
    for source in left:
        size = source.path.stat().st_size if source.sha256 else 0
        if chunk and (len(chunk) == most or taken + size > CHUNK_BYTES):
            yield chunk
            chunk, taken = [], 0
        chunk, taken = [*chunk, source], taken + size
    if chunk:
        yield chunk


def _spread(chunks: deque, pool: Executor, most: int) -> Iterator[tuple[list[Source], list[Lines]]]:
    """What the pool reads of the chunks, which are used up; of a chunk whose process died what can be read of it. Ends
    early where the pool is broken."""
    waiting: dict[Future, list[Source]] = {}
    while chunks and _submitted(chunks, pool, waiting, most) or waiting:
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            chunk = waiting.pop(future)
            yield chunk, _carefully(chunk) if _died(future.exception()) else future.result()


def _submitted(chunks: deque, pool: Executor, waiting: dict[Future, list[Source]], most: int) -> bool:
    """Whether the pool took chunks, until `most` are waited for."""
    try:
        while chunks and len(waiting) < most:
            waiting[asked(pool, _read, chunks[0])] = chunks[0]
            chunks.popleft()
    except BrokenExecutor:
        return False
    return True


def _died(error: BaseException | None) -> bool:
    return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"


def _carefully(sources: list[Source]) -> list[Lines]:
    """What is read of them by one process; where it dies by one for each half, until the document is found that kills
    its process, which is a row in problems."""
    try:
        with processes(1) as pool:
            return asked(pool, _read, sources).result()
    except BrokenExecutor:
        half = len(sources) // 2
        if half:
            return _carefully(sources[:half]) + _carefully(sources[half:])
        return [_lost(sources[0], "damaged", "the process that read it died")]


@contextmanager
def _workers(jobs: int, scheduler: str) -> Iterator[tuple[Executor, int]]:
    """A pool and the number of its processes: here, or those of a dask cluster that run the code that is run here."""
    if not scheduler:
        with processes(jobs) as pool:
            yield pool, jobs
        return
    from distributed import Client

    with Client(scheduler, timeout=PATIENCE, set_as_default=False) as client:
        found = client.run(_code)
        others = [worker for worker, code in found.items() if code != CODE]
        if others or not found:
            raise ValueError(
                f"{scheduler}: expected workers with the code that runs here; found {others or 'none there'}"
            )
        yield client.get_executor(), sum(client.nthreads().values())


def _code() -> str:
    return CODE


def _read(sources: list[Source], jobs: int = 1) -> list[Lines]:
    """The rows of each document as lines of CSV; where those of one are not as they must be, they are a problem."""
    read = list(report.read_each(sources, jobs))
    there = {source.report_id: found for source, (found, _) in zip(sources, read, strict=True) if found}
    return _valid(sources, [each for _, each in read], there)


def _valid(sources: list[Source], rows: list[Tables], there: Mapping[str, Document]) -> list[Lines]:
    """The lines of all documents that are valid together; else those of each half, down to the one that is not."""
    try:
        return _divided(rows, there)
    except ValueError as error:
        half = len(sources) // 2
        if not half:
            return [_lost(sources[0], "not_valid", str(error))]
        return _valid(sources[:half], rows[:half], there) + _valid(sources[half:], rows[half:], there)


def _lost(source: Source, kind: str, reason: str) -> Lines:
    """The one line of a document of which nothing else is kept."""
    problem = Problem(source.path.name, source.sha256, kind, reason)
    return _divided([Tables(*([] for _ in TABLES))._replace(problems=[problem])], {})[0]


def _divided(read: list[Tables], there: Mapping[str, Document]) -> list[Lines]:
    """The rows of all documents, validated together, each figure found at its place, as lines of CSV a document."""
    found = frames.from_records(report.merged(read))
    check_provenance(
        found, {name: each.text for name, each in there.items()}, {name: each.grids for name, each in there.items()}
    )
    lines = {name: iter(save.csv_lines(frame)) for name, frame in found.items()}

    def _own(name: str, rows: list) -> tuple[int, str]:
        return len(rows), "".join(islice(lines[name], len(rows)))

    return [{name: _own(name, rows) for name, rows in zip(TABLES, each, strict=True) if rows} for each in read]
