"""One run as a papermill process: started, waited for, stopped, and what came of it."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import psutil
import yaml

from helpers import paths
from helpers.batch.forks import die_with
from helpers.batch.parameters import Cell, PlanError, cells
from helpers.batch.plan import Run
from helpers.batch.records import Record, executed, file_hash, key, shown
from helpers.batch.warm import Fork, Warm

GRACE = 10  # seconds that a child has to end its kernel
PAPERMILL = (sys.executable, "-m", "papermill")
WARM_PAPERMILL = "helpers.batch.kernels"
OPTIONS = ("--kernel", "python3", "--language", "python", "--no-progress-bar", "--log-level", "ERROR")
INTERACTIVE = ("MPLBACKEND", "JPY_SESSION_NAME")  # what a notebook that starts runs would hand down
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
SETTINGS = {"SOURCE_DATE_EPOCH": "0", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "JUPYTER_PREFER_ENV_PATH": "1"}
WROTE = "wrote "


class Child(NamedTuple):
    run: Run
    sources: dict[str, str]  # hashes of what it is made from, by name
    process: subprocess.Popen | Fork
    started: datetime
    clock: float  # of then; nobody sets it forward or back


def start(run: Run, place: Path, sources: dict[str, str], warm: Warm | None = None) -> Child:
    """The process that executes the run's notebook, into a temporary file beside the final one; where there is a warm
    process, as a fork of it."""
    notebook, given, log = (_part(run, place, kind) for kind in ("ipynb", "yml", "log"))
    notebook.unlink(missing_ok=True)
    given.write_text(yaml.safe_dump(run.parameters))  # in ASCII, escaped: some characters would else become spaces
    # relative, because papermill takes braces in a path for a template
    files = [os.path.relpath(file, paths.NOTEBOOKS) for file in (run.notebook, notebook, given)]
    arguments = [*OPTIONS, *files[:2], "--parameters_file", files[2]]
    with open(log, "wb") as output:
        process = (
            warm.fork(WARM_PAPERMILL, arguments, paths.NOTEBOOKS, output.fileno())
            if warm
            else _opened(arguments, output)
        )
    return Child(run, sources, process, datetime.now(UTC), time.monotonic())


def _opened(arguments: list[str], output: BinaryIO) -> subprocess.Popen:
    return subprocess.Popen(
        [*PAPERMILL, *arguments],
        cwd=paths.NOTEBOOKS,
        env=environment(),
        stdin=subprocess.DEVNULL,  # from a pipe papermill would read a notebook
        stdout=output,
        stderr=output,
        start_new_session=True,  # Ctrl-C at the terminal reaches this process only, which passes it on
        preexec_fn=partial(die_with, os.getpid()),
    )


def finished(children: list[Child]) -> list[Child]:
    """The children that have ended, as soon as there are any; none where there are no children."""
    while True:
        found = [child for child in children if child.process.poll() is not None]
        if found or not children:
            return found
        time.sleep(0.05)


def stop(children: list[Child]) -> None:
    """Returns when all have ended, their kernels too: asked to first, then, or when interrupted again, killed."""
    families = [process for child in children for process in _family(child)]
    end = time.monotonic() + GRACE
    try:
        for child in children:
            child.process.send_signal(signal.SIGINT)
        for child in children:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0, end - time.monotonic()))
    finally:
        for process in families + [process for child in children for process in _family(child)]:
            with suppress(psutil.Error):
                process.kill()
        for child in children:
            child.process.wait()


def outcome(child: Child, place: Path, tables: dict[str, str]) -> Record:
    """The record of a run that has ended; its executed notebook, failed or not, now has its final name.

    Done is what papermill ended without an error, with every file there that the notebook says it wrote.
    """
    run, seconds = child.run, time.monotonic() - child.clock
    kept = _kept(run, place)
    files = [shown(executed(place, run.name)), *written(kept)] if kept else []
    hashes = {file: file_hash(paths.ROOT / file) for file in files}
    error = _error(child, place, kept, [file for file, digest in hashes.items() if digest is None])
    return Record(
        state="failed" if error else "done",
        key=key(child.sources),
        made_from=child.sources,
        tables=tables,
        parameters=run.parameters,
        started=child.started.isoformat(timespec="seconds"),
        seconds=round(seconds, 1),
        error=error,
        outputs={file: digest for file, digest in hashes.items() if digest},
    )


def trouble(cells: list[Cell], log: str) -> dict[str, Any]:
    """Cell (as in `In [3]`) and message of the error that ended a notebook; from the log where no cell shows one."""
    code = [cell for cell in cells if cell.kind == "code" and cell.source.strip()]
    begun = [(number, cell) for number, cell in enumerate(code, 1) if cell.begun]
    errors = [(number, output) for number, cell in begun for output in cell.outputs if "ename" in output]
    if errors:
        number, error = errors[-1]
        return {"cell": number, "message": _one_line(f"{error['ename']}: {error['evalue']}")}
    lines = log.strip().splitlines() or ["papermill ended without a word"]
    return {"cell": begun[-1][0] if begun else None, "message": _one_line(lines[-1])}


def written(cells: list[Cell]) -> list[str]:
    """The files that a notebook says it wrote: lines `wrote <path>` on the standard output of its cells."""
    streams = [[output for output in cell.outputs if output.get("name") == "stdout"] for cell in cells]
    texts = ["".join("".join(output["text"]) for output in each) for each in streams]
    lines = [line for text in texts for line in text.splitlines() if line.startswith(WROTE)]
    return list(dict.fromkeys(line.removeprefix(WROTE).strip() for line in lines))


def _part(run: Run, place: Path, kind: str) -> Path:
    """Path of a file that is there only while the run goes on."""
    return place / f".{run.name}.part.{kind}"


def environment() -> dict[str, str]:
    """What a run finds in its environment: figures drawn as in JupyterLab, one thread, the same seed for hashes."""
    inherited = {name: value for name, value in os.environ.items() if name not in INTERACTIVE}
    return inherited | SETTINGS | dict.fromkeys(THREADS, "1")


def _family(child: Child) -> list[psutil.Process]:
    """The process of a child and all that came of it, kernel first of all; none once it has ended."""
    try:
        process = psutil.Process(child.process.pid)
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def _kept(run: Run, place: Path) -> list[Cell]:
    """Cells of the executed notebook under its final name; none, and nothing there changed, where it is not whole."""
    part = _part(run, place, "ipynb")
    try:
        found = cells(part)
    except PlanError:
        return []
    with open(part, "rb") as file:
        os.fsync(file.fileno())
    os.replace(part, executed(place, run.name))
    return found


def _error(child: Child, place: Path, cells: list[Cell], lost: list[str]) -> dict[str, Any] | None:
    """What went wrong with a run that has ended, None where nothing did; `lost` are files said to be written."""
    if child.process.returncode != 0 or not cells:
        return trouble(cells, _log(child, place))
    return {"cell": None, "message": f"it says `wrote {lost[0]}`, and there is no such file"} if lost else None


def _log(child: Child, place: Path) -> str:
    """What the child printed, and the signal that ended it."""
    text = _part(child.run, place, "log").read_text(encoding="utf-8", errors="replace")
    code = child.process.returncode
    return f"{text}\npapermill was ended by signal {-code} ({signal.strsignal(-code)})" if code < 0 else text


def _one_line(text: str) -> str:
    """The text on one line of at most 300 characters."""
    return " ".join(text.split())[:300]
