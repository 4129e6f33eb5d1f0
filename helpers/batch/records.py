"""What happened to each run: a status record beside its notebook, and whether what it says still holds."""

import hashlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

from helpers import paths
from helpers.batch.parameters import cells
from helpers.batch.plan import Plan, Run, dependents, folder

State = Literal["done", "stale", "failed", "new"]


SETTLED = 2e9  # nanoseconds after which a change of a file shows in its times, whatever their grain


class Record(NamedTuple):
    state: Literal["done", "failed", "damaged"]
    key: str
    made_from: dict[str, str]  # hash of each thing the key is made of
    tables: dict[str, str]  # hash of each table that lay in data/processed when the batch began
    parameters: dict[str, Any]
    started: str  # UTC, ISO 8601
    seconds: float
    error: dict[str, Any] | None  # cell (as in `In [cell]`, or null), message and traceback
    outputs: dict[str, str]  # hash of each file written, the executed notebook first
    peak_mb: float | None = None  # memory that the largest of its processes held, in MiB; None where that is not known


class Surroundings(NamedTuple):
    sources: dict[str, str]  # hash of what all runs are made from, by name
    tables: dict[str, str]  # hash of each table in data/processed


Records = dict[str, Record | None]  # by name of the run; None where there is no record
DAMAGED = Record("damaged", "", {}, {}, {}, "", 0.0, None, {})
_hashes: dict[tuple[int, ...], str] = {}  # of files by what the system says of them


def surroundings() -> Surroundings:
    """What all runs stand on, as it is now: helpers, lock, raw data and the tables in data/processed."""
    sources = {
        "helpers": tree(paths.ROOT / "helpers"),
        "requirements.lock": file_hash(paths.ROOT / "requirements.lock") or "",
        "data/raw": tree(paths.RAW),
    }
    return Surroundings(sources, {shown(Path(file)): file_hash(file) or "" for file in _files(paths.processed())})


def made_from(run: Run, now: Surroundings, known: Records) -> dict[str, str]:
    """Hashes of all that a run is made from, by name: what all runs are, notebook, parameters, results it needs."""
    own = {"notebook": _notebook(run.notebook), "parameters": _digest(run.parameters)}
    own |= {shown(file): file_hash(file) or "" for file in run.reads}
    return now.sources | own | {f"needed run {need}": _result(need, known[need]) for need in sorted(run.needs)}


def key(sources: dict[str, str]) -> str:
    """One hash of all that a run is made from: where it is the same, so is the result."""
    return _digest(sources)


def states(plan: Plan, now: Surroundings, known: Records) -> dict[str, tuple[State, str]]:
    """For each run its state and the reason in words; no run is done that needs one which is not."""
    later = dependents(plan)
    found: dict[str, tuple[State, str]] = {}
    for run in plan.runs:
        found[run.name] = state(run, later[run.name], now, known)
        late = [f"needed run {need} is {found[need][0]}" for need in run.needs if found[need][0] != "done"]
        if late and found[run.name][0] == "done":
            found[run.name] = ("stale", ", ".join(late))
    return found


def state(run: Run, later: set[str], now: Surroundings, known: Records) -> tuple[State, str]:
    """State of a run whose needed runs are done, and the reason in words, from its record and the files on disk.

    `later` are the runs that need it: files that they write anew may differ from what this run wrote.
    """
    record = known[run.name]
    if record is None:
        return "new", "there is no record of it"
    if record.state == "damaged":
        return "stale", f"its record is damaged or of another version ({in_words(record.error)})"
    if record.state == "failed":
        return "failed", in_words(record.error)
    if changed := _changed(record, made_from(run, now, known), now.tables, known):
        return "stale", f"changed: {', '.join(changed)}"
    spoiled = _spoiled(record, [known[name] for name in later if known[name]])
    return ("stale", ", ".join(spoiled)) if spoiled else ("done", "nothing has changed")


def differences(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """Names of what has another hash than before, or one in only one of both."""
    return [name for name in now | before if now.get(name) != before.get(name)]


def in_words(error: dict[str, Any] | None) -> str:
    """What went wrong, as `In [3]: ValueError: ...`; empty where nothing did."""
    error = error or {"message": ""}
    return f"In [{error['cell']}]: {error['message']}" if error.get("cell") else error["message"]


def shown(file: Path) -> str:
    """Name of a file in records and on screen: its path relative to the project, as notebooks print it."""
    return file.relative_to(paths.ROOT).as_posix() if file.is_relative_to(paths.ROOT) else str(file)


def executed(place: Path, name: str) -> Path:
    """Path of the executed notebook of a run in its folder."""
    return place / f"{name}.ipynb"


def record_path(place: Path, name: str) -> Path:
    """Path of the record of a run in its folder."""
    return place / f"{name}.json"


def read_all(plan: Plan) -> Records:
    """The records of all runs of a plan."""
    return {run.name: read(record_path(folder(plan), run.name)) for run in plan.runs}


def read(path: Path) -> Record | None:
    """The record in a file; None where there is none, one that is `damaged`, with the reason, where it is not whole."""
    try:
        record = Record(**json.loads(path.read_text(encoding="utf-8")))
        return record if _whole(record) else _damaged("its values do not go together")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        return _damaged(f"{type(error).__name__}: {error}"[:200])


def _damaged(reason: str) -> Record:
    return DAMAGED._replace(error={"cell": None, "message": reason})


def write(path: Path, record: Record) -> None:
    """Returns when the record is on the disk; a reader sees the old one or the new one, never a part."""
    temporary = path.with_name(f".{path.name}.part")
    with open(temporary, "w", encoding="utf-8") as file:
        json.dump(record._asdict(), file, ensure_ascii=False, indent=1)
    put(temporary, path)


def put(temporary: Path, path: Path) -> None:
    """Returns when a file that was written beside its final name has it on the disk, also after the power fails."""
    _flush(temporary)
    os.replace(temporary, path)
    _flush(path.parent)


def _flush(path: Path) -> None:
    """Returns when a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def file_hash(path: Path | str) -> str | None:
    """SHA-256 of a file; None where there is none. A file of which nothing has changed is not read again."""
    try:
        if known := _hashes.get(_stamp(os.stat(path))):
            return known
        with open(path, "rb") as file:
            at = os.fstat(file.fileno())
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
    if time.time_ns() - at.st_ctime_ns > SETTLED:
        _hashes[_stamp(at)] = found
    return found


def _stamp(at: os.stat_result) -> tuple[int, ...]:
    """What the system says of a file, and is another where anything of it has changed."""
    return at.st_dev, at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns


def _whole(record: Record) -> bool:
    """Whether a record has all that the others look at; raises one of several errors where it is of another shape."""
    hashes = [*record.made_from.values(), *record.tables.values(), *record.outputs.values()]
    texts = all(isinstance(each, str) for each in [*hashes, in_words(record.error)])
    numbers = isinstance(record.seconds, int | float) and isinstance(record.peak_mb, int | float | None)
    return texts and numbers and record.state in ("done", "failed") and record.key == key(record.made_from)


def _changed(record: Record, sources: dict[str, str], tables: dict[str, str], known: Records) -> list[str]:
    """Names of what is no longer as it was when the run was made; tables that runs of its plan write do not count."""
    changed = differences(record.made_from | record.tables, sources | tables)
    written = {file for each in known.values() if each for file in each.outputs} if changed else set()
    return [name for name in changed if name not in written]


def _spoiled(record: Record, later: list[Record]) -> list[str]:
    """What befell the files that a run wrote, in words; files as later runs wrote them anew are as they should be."""
    found = []
    for file, digest in record.outputs.items():
        now = file_hash(paths.ROOT / file)
        if now is None:
            found.append(f"{file} is missing")
        elif now not in (digest, *(each.outputs.get(file) for each in later)):
            found.append(f"{file} was changed")
    return found


def _result(name: str, record: Record | None) -> str:
    """Hash of what a run is made from and of the files it wrote; its executed notebook, full of times, is left out."""
    if record is None:
        return ""
    own = f"{name}.ipynb"
    return _digest([record.key, {file: each for file, each in record.outputs.items() if Path(file).name != own}])


def _notebook(path: Path) -> str:
    """Hash of what a notebook says and does: its outputs and counts do not belong to it."""
    return _digest([(cell.kind, cell.source, cell.tags) for cell in cells(path)])


def _files(folder: Path) -> Iterator[str]:
    """Paths of all files below a folder in a fixed order, but for hidden and compiled ones; of text, for there may be
    thousands, and after each run they are looked at again."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        files = (os.path.join(place, name) for name in sorted(names) if not name.startswith("."))
        yield from filter(os.path.isfile, files)


def tree(folder: Path) -> str:
    """Hash of the names and contents of all files below a folder."""
    start = len(os.path.join(folder, ""))
    return _digest({file[start:].replace(os.sep, "/"): file_hash(file) for file in _files(folder)})


def _digest(value: Any) -> str:
    """Hash of a value that JSON can hold."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
