"""One run as a papermill process: started, waited for, stopped, and what came of it."""

import math
import os
import re
import resource
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from uuid import uuid4

import psutil
import yaml

from helpers import paths
from helpers.batch.forks import die_with
from helpers.batch.leftovers import mark, temporary
from helpers.batch.parameters import Cell, PlanError, cells
from helpers.batch.plan import Run
from helpers.batch.records import Record, executed, file_hash, key, put, shown
from helpers.batch.warm import Fork, Warm

GRACE = 10  # seconds that a child has to end its kernel
OFTEN = 0.05  # seconds between two looks at children whose ends are not told
SELDOM = 0.5  # and at others, as an interrupt that another thread is told does not end the wait for them
OURS = "helpers.batch.kernels"  # papermill whose kernels end with it
PAPERMILL = (sys.executable, "-m", OURS)
OPTIONS = ("--kernel", "python3", "--language", "python", "--no-progress-bar", "--log-level", "ERROR")
INTERACTIVE = ("MPLBACKEND", "JPY_SESSION_NAME")  # what a notebook that starts runs would hand down
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
SETTINGS = {"SOURCE_DATE_EPOCH": "0", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "JUPYTER_PREFER_ENV_PATH": "1"}
WROTE = "wrote "
RAISED = re.compile(r"[\w.]*(Error|Exception|Interrupt|Warning|Exit)\b")  # begins the last line of a traceback
TIMED_OUT = "CellTimeoutError: "
ENDED = "papermill was ended"
MEBIBYTE = 1 << 20 if sys.platform == "darwin" else 1 << 10  # in the units of ru_maxrss
COLOUR = re.compile(r"\x1b\[[\d;]*m")
LITTLE = 1 << 20  # bytes of a disk that is full
LONGEST = 10_000  # characters of a traceback that are kept, the last ones


class Limits(NamedTuple):
    """What a run may take."""

    cell: float = 3600  # seconds of one cell
    run: float = 2 * 3600  # seconds of the whole run
    memory: float = 0  # GB of address space of each of its processes; 0: as much as there is


class Child(NamedTuple):
    run: Run
    part: str  # what its temporary files begin with; no other run, nor this one tried again, has the same
    limits: Limits
    sources: dict[str, str]  # hashes of what it is made from, by name
    process: subprocess.Popen | Fork
    started: datetime
    clock: float  # of then; nobody sets it forward or back


def start(run: Run, place: Path, sources: dict[str, str], limits: Limits, warm: Warm | None = None) -> Child:
    """The process that executes the run's notebook, into a temporary file beside the final one; where there is a warm
    process, as a fork of it."""
    part = str(place / f".{run.name}.part.{uuid4().hex[:12]}")
    given = Path(f"{part}.yml")
    given.write_text(yaml.safe_dump(run.parameters))  # in ASCII, escaped: some characters would else become spaces
    # relative, because papermill takes braces in a path for a template
    files = [os.path.relpath(file, paths.NOTEBOOKS) for file in (run.notebook, f"{part}.ipynb", given)]
    seconds = ["--execution-timeout", str(math.ceil(limits.cell))]
    arguments = [*OPTIONS, *seconds, *files[:2], "--parameters_file", files[2]]
    with open(f"{part}.log", "wb") as output:
        process = (
            warm.turn(OURS, arguments, paths.NOTEBOOKS, output.fileno())
            if warm
            else _opened(arguments, output, place, limits.memory)
        )
    return Child(run, part, limits, sources, process, datetime.now(UTC), time.monotonic())


def _opened(arguments: list[str], output: BinaryIO, place: Path, memory: float) -> subprocess.Popen:
    return subprocess.Popen(
        [*PAPERMILL, *arguments],
        cwd=paths.NOTEBOOKS,
        env=environment(place),
        stdin=subprocess.DEVNULL,  # from a pipe papermill would read a notebook
        stdout=output,
        stderr=output,
        start_new_session=True,  # Ctrl-C at the terminal reaches this process only, which passes it on
        preexec_fn=partial(_begin, os.getpid(), memory),
    )


def _begin(parent: int, memory: float) -> None:
    die_with(parent)
    limit_memory(memory)


def finished(children: list[Child], patience: float = math.inf) -> list[Child]:
    """The children that have ended, as soon as there are any, those killed that took too long among them; none where
    there are no children, or none ends in so many seconds."""
    end = time.monotonic() + patience
    while True:
        for child in children:
            if _is_late(child):
                _kill(_family(child))
        found = [child for child in children if _has_ended(child)]
        if found or not children or time.monotonic() > end:
            return found
        _await_end(children, min([end, *(child.clock + child.limits.run for child in children)]) - time.monotonic())


def _await_end(children: list[Child], seconds: float) -> None:
    """Returns as soon as one of them has ended, or soon; after so many seconds at the latest."""
    if not hasattr(os, "pidfd_open"):
        time.sleep(OFTEN)
        return
    with ExitStack() as stack, selectors.DefaultSelector() as waiting:
        for process in [child.process for child in children]:
            end = process if isinstance(process, Fork) else stack.enter_context(_end_of(process.pid))
            waiting.register(end, selectors.EVENT_READ)
        waiting.select(max(OFTEN, min(seconds, SELDOM)))


@contextmanager
def _end_of(pid: int) -> Iterator[int]:
    """A descriptor, open inside, that is readable once a child of this process has ended."""
    descriptor = os.pidfd_open(pid)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _is_late(child: Child) -> bool:
    return time.monotonic() - child.clock > child.limits.run


def _has_ended(child: Child) -> bool:
    """Whether it has; how much memory an ordinary process and its kernel took is kept with it, as a fork does."""
    process = child.process
    if isinstance(process, subprocess.Popen) and process.returncode is None:
        with suppress(ChildProcessError):
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode, process.peak = os.waitstatus_to_exitcode(status), used.ru_maxrss
    return process.poll() is not None


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
        _kill(families + [process for child in children for process in _family(child)])
        for child in children:
            child.process.wait()


def _kill(processes: list[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.Error):
            process.kill()


def outcome(child: Child, place: Path, tables: dict[str, str], end: float) -> Record:
    """The record of a run that ended at this time; its executed notebook, failed or not, now has its final name.

    Done is what papermill ended without an error, with every file there that the notebook says it wrote.
    """
    run, peak = child.run, getattr(child.process, "peak", None)
    kept = _kept(child, place)
    files = [shown(executed(place, run.name)), *written(kept)] if kept else []
    hashes = {file: file_hash(paths.ROOT / file) for file in files}
    error = _error(child, kept, [file for file, digest in hashes.items() if digest is None])
    for kind in ("ipynb", "yml", "log"):
        Path(f"{child.part}.{kind}").unlink(missing_ok=True)
    return Record(
        state="failed" if error else "done",
        key=key(child.sources),
        made_from=child.sources,
        tables=tables,
        parameters=run.parameters,
        started=child.started.isoformat(timespec="seconds"),
        seconds=round(end - child.clock, 1),
        error=error,
        outputs={file: digest for file, digest in hashes.items() if digest},
        peak_mb=peak and round(peak / MEBIBYTE, 1),
    )


def trouble(cells: list[Cell], log: str) -> dict[str, Any]:
    """Cell (as in `In [3]`), message and traceback of the error that ended a notebook; from the log where no cell shows
    one."""
    code = [cell for cell in cells if cell.kind == "code" and cell.source.strip()]
    begun = [(number, cell) for number, cell in enumerate(code, 1) if cell.begun]
    errors = [(number, output) for number, cell in begun for output in cell.outputs if "ename" in output]
    if errors and TIMED_OUT not in log:  # a cell that took too long is interrupted, which is not why
        number, error = errors[-1]
        return failure(f"{error['ename']}: {error['evalue']}", number, "\n".join(error.get("traceback", [])))
    lines = log.strip().splitlines() or ["papermill ended without a word"]
    raised = [line for line in lines if RAISED.match(line)]
    message = lines[-1] if ENDED in lines[-1] or not raised else raised[-1]
    return failure(message, begun[-1][0] if begun else None, log)


def failure(message: str, cell: int | None = None, traceback: str = "") -> dict[str, Any]:
    """What a record says of an error: its message on one line of at most 300 characters, its traceback plain."""
    text = COLOUR.sub("", traceback).strip()[-LONGEST:]
    return {"cell": cell, "message": " ".join(message.split())[:300], "traceback": text}


def written(cells: list[Cell]) -> list[str]:
    """The files that a notebook says it wrote: lines `wrote <path>` on the standard output of its cells."""
    streams = [[output for output in cell.outputs if output.get("name") == "stdout"] for cell in cells]
    texts = ["".join("".join(output["text"]) for output in each) for each in streams]
    lines = [line for text in texts for line in text.splitlines() if line.startswith(WROTE)]
    return list(dict.fromkeys(line.removeprefix(WROTE).strip() for line in lines))


def environment(place: Path | None = None) -> dict[str, str]:
    """What a run finds in its environment: figures drawn as in JupyterLab, one thread, the same seed for hashes; and in
    a run folder, where what a killed process leaves is found again."""
    inherited = {name: value for name, value in os.environ.items() if name not in INTERACTIVE}
    own = {"TMPDIR": str(temporary(place)), "STAGED_BY": mark(place)} if place else {}
    return inherited | SETTINGS | own | dict.fromkeys(THREADS, "1")


def limit_memory(gigabytes: float) -> None:
    """In a child: it and what it starts can have so much address space, each; with 0 as much as there is."""
    if gigabytes:
        size = int(gigabytes * 1e9)
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _family(child: Child) -> list[psutil.Process]:
    """The process of a child and all that came of it, kernel first of all; none once it has ended."""
    try:
        process = psutil.Process(child.process.pid)
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def _kept(child: Child, place: Path) -> list[Cell]:
    """Cells of the executed notebook under its final name; none, and nothing there changed, where it is not whole."""
    part = Path(f"{child.part}.ipynb")
    try:
        found = cells(part)
    except PlanError:
        return []
    put(part, executed(place, child.run.name))
    return found


def _error(child: Child, cells: list[Cell], lost: list[str]) -> dict[str, Any] | None:
    """What went wrong with a run that has ended, None where nothing did; `lost` are files said to be written."""
    code = child.process.returncode
    if code == 0 and cells:
        return failure(f"it says `wrote {lost[0]}`, and there is no such file") if lost else None
    log = Path(f"{child.part}.log").read_text(encoding="utf-8", errors="replace")
    if not log and shutil.disk_usage(paths.RUNS).free < LITTLE:
        log = f"No space left on device: {shown(paths.RUNS)}"  # where not even that can be written
    if code < 0:
        log += f"\n{ENDED} by signal {-code} ({signal.strsignal(-code)})"
    found = trouble(cells, log)
    if code < 0 and _is_late(child):
        found["message"] = f"it took longer than the {child.limits.run:g} s that a run may take"
    return found
