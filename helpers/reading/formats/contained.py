"""Documents are parsed in child processes under limits, so that none can take this process or the others with it.

Each of a few threads has a child that reads one document after another and is renewed when it dies. The pools of the
standard library do not survive that: a killed child breaks ProcessPoolExecutor for good and hangs multiprocessing.Pool.
A child is a fresh Python (not a fork, which a process with threads, as a Jupyter kernel is, must not do) and is told
paths over a pipe, so that the bytes of a document never come here and a stuck child can be killed at any moment.
"""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any, NamedTuple

from helpers.reading.formats.child import LARGEST_ANSWER, LENGTH
from helpers.reading.formats.document import file_sha256
from helpers.reading.formats.grid import Cell, Document, Grid
from helpers.reading.records import Problem

MODULE = "helpers.reading.formats.child"
ROOT = Path(__file__).resolve().parents[3]  # where a child finds this package, in whatever folder it starts
AHEAD = 2  # documents per child that are read before they are asked for
SETTINGS = {"PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1", "OPENPYXL_DEFUSEDXML": "True", "PYTHONSAFEPATH": "1"}
LAST_WORDS = 300  # characters kept of what a child that died had printed


class Limits(NamedTuple):
    """What one document may take: bytes of address space, seconds of processor, seconds by the clock."""

    memory: int = 1_500_000_000
    cpu_seconds: int = 30
    wall_seconds: float = 60


class Child(NamedTuple):
    """A process that reads documents, and the file that takes what it prints as errors."""

    process: subprocess.Popen
    errors: IO[bytes]


class Answer(NamedTuple):
    """What came of a document: itself, or kind and reason of a problem; `spent` where its child is of no more use, and
    not `certain` where the child, used before, may be to blame and not the document."""

    found: Document | tuple[str, str]
    spent: bool = True
    certain: bool = True


def read_many(
    paths: Iterable[Path], workers: int = 2, limits: Limits | None = None
) -> Iterator[tuple[Path, Document | Problem]]:
    """Each path with its document, or with the problem that kept it from being read, in the order of the paths.

    Nothing that a document is or does raises. Where its child is out of memory or processor time, or does not answer in
    time, the problem is too_large, where it dies otherwise damaged. `paths` is read a few ahead of what is asked for;
    children end with the iterator.
    """
    children = _Children(limits or Limits())
    waiting: deque[tuple[Path, Future]] = deque()
    threads = ThreadPoolExecutor(workers, thread_name_prefix="reading")
    try:
        for path in map(Path, paths):
            waiting.append((path, threads.submit(_read, path, children)))
            if len(waiting) > AHEAD * workers:
                first, reading = waiting.popleft()
                yield first, reading.result()
        for path, reading in waiting:
            yield path, reading.result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        children.end()
        threads.shutdown()
        children.close()


class _Children:
    """One child for each thread that asks; none is started after the end."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self._own = threading.local()
        self._lock = threading.Lock()
        self._all: set[Child] = set()
        self._ended = False

    def own(self) -> tuple[Child, bool]:
        """The child of this thread, alive, and whether it is a new one."""
        child = getattr(self._own, "child", None)
        if child and child.process.poll() is None:
            return child, False
        self.discard()
        with self._lock:
            if self._ended:
                raise RuntimeError("the reading of documents has ended")
            self._own.child = _started(self.limits)
            self._all.add(self._own.child)
        return self._own.child, True

    def discard(self) -> None:
        """Ends the child of this thread, if it has one."""
        child, self._own.child = getattr(self._own, "child", None), None
        if child:
            _gone(child)
            with self._lock:
                self._all.discard(child)

    def end(self) -> None:
        """Kills all children, whatever they do; threads that wait for them go on and end."""
        with self._lock:
            self._ended = True
            for child in self._all:
                _stop(child, threading.Event())

    def close(self) -> None:
        """Closes what is left of them, when no thread uses it any more."""
        for child in self._all:
            _gone(child)


def _read(path: Path, children: _Children) -> Document | Problem:
    """A document by the child of this thread; by a new one where a used one failed in a way that may be its own."""
    child, new = children.own()
    answer = _asked(child, path, children.limits)
    if not answer.certain and not new:
        children.discard()
        answer = _asked(children.own()[0], path, children.limits)
    if answer.spent:
        children.discard()
    return answer.found if isinstance(answer.found, Document) else Problem(path.name, file_sha256(path), *answer.found)


def _started(limits: Limits) -> Child:
    known = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the child
    process = subprocess.Popen(
        [sys.executable, "-m", MODULE, str(limits.memory), str(limits.cpu_seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env=os.environ | SETTINGS | {"PYTHONPATH": known},
        start_new_session=True,  # Ctrl-C at the terminal is for this process, which ends its children
    )
    return Child(process, errors)


def _asked(child: Child, path: Path, limits: Limits) -> Answer:
    """What a child answers for a path within the time it has."""
    late = threading.Event()
    clock = threading.Timer(limits.wall_seconds, _stop, [child, late])
    clock.start()
    try:
        child.process.stdin.write(json.dumps(os.path.abspath(path)).encode() + b"\n")
        child.process.stdin.flush()
        size = int.from_bytes(child.process.stdout.read(LENGTH), "big")
        body = child.process.stdout.read(size) if size <= LARGEST_ANSWER else b""
        return _answer(json.loads(body))
    except (OSError, ValueError):  # the pipe broke, or ended before or within an answer
        _stop(child, threading.Event())
        found = _end_of(child, late.is_set(), limits)
        return Answer(found, certain=late.is_set() or child.process.returncode == -signal.SIGXCPU)
    finally:
        clock.cancel()


def _answer(said: dict[str, Any]) -> Answer:
    if "problem" in said:
        kind, reason = said["problem"]
        return Answer((kind, reason), said["last"], certain=not said["last"])
    text, grids, notes, faults = said["document"]
    tables = (Grid(name, tuple(Cell(*cell) for cell in cells), rows, columns) for name, cells, rows, columns in grids)
    document = Document(text, tuple(tables), tuple(notes), tuple((kind, reason) for kind, reason in faults))
    return Answer(document, said["last"])


def _end_of(child: Child, late: bool, limits: Limits) -> tuple[str, str]:
    """Kind and reason of the problem that the end of a child makes of its document."""
    code, words = child.process.wait(), _last_words(child)
    if late:
        return "too_large", f"not read within {limits.wall_seconds} seconds"
    if code == -signal.SIGXCPU:
        return "too_large", f"not read within {limits.cpu_seconds} seconds of processor time"
    if code == -signal.SIGKILL:
        return "too_large", "the process that read it was killed (SIGKILL), as systems do that lack memory"
    how = f"ended by signal {-code} ({signal.strsignal(-code)})" if code < 0 else f"ended with code {code}"
    kind = "too_large" if re.search("memory|alloc", words, re.IGNORECASE) else "damaged"
    return kind, f"the process that read it {how} {words}".strip()


def _last_words(child: Child) -> str:
    child.errors.seek(0, os.SEEK_END)
    child.errors.seek(max(0, child.errors.tell() - LAST_WORDS))
    return " ".join(child.errors.read().decode("utf-8", "replace").split())


def _stop(child: Child, late: threading.Event) -> None:
    """Kills a child and what it started, and says so first."""
    late.set()
    if child.process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.process.pid, signal.SIGKILL)


def _gone(child: Child) -> None:
    """Ends a child and closes its files."""
    _stop(child, threading.Event())
    child.process.wait()
    with contextlib.suppress(OSError):
        child.process.stdin.close()
    child.process.stdout.close()
    child.errors.close()
