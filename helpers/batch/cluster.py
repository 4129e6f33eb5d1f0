"""Runs on the workers of a dask cluster, each as `local` would carry it out there; all must see the files of this
project and be of one kind: same code, lock, data, packages and font, else the batch is refused before anything starts.

dask keeps nothing on the disk: where its scheduler dies the batch ends, and the next goes on with what is left.
"""

import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from importlib.metadata import distributions
from pathlib import Path
from typing import Any
from uuid import uuid4

from distributed import CancelledError, Client, KilledWorker, get_worker, wait

from helpers import paths
from helpers.batch import children, local, records
from helpers.batch.plan import Run
from helpers.batch.records import Record
from helpers.batch.warm import Warm

PATIENCE = 10  # seconds to find a scheduler, and for a file that a worker wrote to be seen here
OFTEN = 0.5  # seconds after which a worker asks whether its run is still wanted
SEEN = ".cluster.part"  # file in the run folder by which a worker shows that it sees it
WANTED = ("running", "paused")
_here = threading.Lock()
_at_work: set[str] = set()  # on a worker: keys of what it carries out


class NotWanted(RuntimeError):
    """On a worker: who asked for a run has gone, or takes it back."""


class Cluster:
    """The runs of one folder that go on at a scheduler's workers; has what `local.Local` has."""

    def __init__(
        self, address: str, place: Path, tables: dict[str, str], limits: children.Limits, modules: list[str] | None
    ) -> None:
        self.address, self.place, self.tables = address, place, tables
        self.given = (place.name, tables, limits, modules, made_of())
        self.running: dict[Any, tuple[Run, dict[str, str]]] = {}
        self.client = Client(address, timeout=PATIENCE, set_as_default=False)
        try:
            self._refuse_others()
        except BaseException:
            self.client.close()
            raise
        self.jobs = sum(self.client.nthreads().values())
        self.dashboard = self.client.dashboard_link

    def _refuse_others(self) -> None:
        """Raises ValueError with what is not the same where a worker is of another kind, or where there is none."""
        seen = self.place / SEEN
        seen.write_text(uuid4().hex)
        found = self.client.run(kind, self.place.name, on_error="return")
        lines = [f"  {worker}: {line}" for worker, its in found.items() for line in unlike(kind(self.place.name), its)]
        seen.unlink()
        if lines or not found:
            told = "\n".join(lines) or "  there is no worker"
            raise ValueError(f"{self.address}: expected workers of one kind with this process; found\n{told}")

    def start(self, run: Run, sources: dict[str, str]) -> None:
        """Sends a run to a worker."""
        sent = run._replace(notebook=run.notebook.relative_to(paths.NOTEBOOKS))
        key = f"{run.name}-{uuid4().hex}"
        future = self.client.submit(carried_out, sent, sources, *self.given, key=key, pure=False)
        self.running[future] = (run, sources)

    def finished(self) -> dict[str, Callable[[], Record]]:
        """By name what makes the records of the runs that have ended, as soon as there are any. Raises ConnectionError
        where the scheduler has ended."""
        ended: set = set()
        while self.running and not ended:
            with self.client.as_current(), suppress(TimeoutError, CancelledError):
                wait(list(self.running), OFTEN, return_when="FIRST_COMPLETED")
            ended = {future for future in self.running if future.status in ("finished", "error")}
            if self.client.status != "running" or any(future.status == "cancelled" for future in self.running):
                raise ConnectionError(
                    f"the scheduler at {self.address} has ended; the same call goes on with what is left"
                )
        asked = {future: self.running.pop(future) for future in ended}
        return {run.name: partial(self._record, future, run, sources) for future, (run, sources) in asked.items()}

    def _record(self, future: Any, run: Run, sources: dict[str, str]) -> Record:
        """What a worker told of a run; where it told nothing, what is known of that."""
        try:
            return arrived(future.result())
        except KilledWorker as error:
            message = f"given up: {error.allowed_failures + 1} workers died that carried it out"
        except Exception as error:
            message = f"{type(error).__name__}: {error}"
        now = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
        own = (records.key(sources), sources, self.tables, run.parameters, now, 0.0, children.failure(message))
        return Record("failed", *own, {})

    def stop(self) -> None:
        """Returns when the workers have ended what was still going on, or cannot be asked any more."""
        end = time.monotonic() + children.GRACE + PATIENCE
        with suppress(Exception):
            self.client.cancel(list(self.running), force=True)
            while any(self.client.run(at_work, self.place.name).values()) and time.monotonic() < end:
                time.sleep(OFTEN)
        self.running.clear()
        self.client.close(timeout=1)


def kind(plan_name: str) -> dict[str, str]:
    """What must be the same in all processes that carry out runs of a plan when it begins, by name."""
    seen = {"run folder": records.file_hash(paths.RUNS / plan_name / SEEN) or "not seen"}
    return made_of() | records.surroundings().tables | seen


def made_of() -> dict[str, str]:
    """What must be the same in them all the time, by name."""
    return records.surroundings().sources | {"notebooks": records.tree(paths.NOTEBOOKS)} | _installed()


@cache
def _installed() -> dict[str, str]:
    """Hash of the font, versions of Python and of all packages."""
    from helpers.output.style import font_path

    packages = {each.name.lower(): each.version for each in distributions()}
    return packages | {"font": records.file_hash(font_path()) or "none", "python": sys.version}


def unlike(expected: dict[str, str], found: dict[str, str] | BaseException) -> list[str]:
    """A line for each thing that another process has not as this one has it."""
    if not isinstance(found, dict):
        return [f"cannot tell ({found})"]
    return [
        f"{name}: {found.get(name, 'none')[:20]}, here {expected.get(name, 'none')[:20]}"
        for name in records.differences(expected, found)
    ]


def carried_out(
    run: Run,
    sources: dict[str, str],
    plan_name: str,
    tables: dict[str, str],
    limits: children.Limits,
    modules: list[str] | None,
    expected: dict[str, str],
) -> Record:
    """On a worker: the record of a run, after it has ended. Raises ValueError where this worker, which may have come
    late, is of another kind than `expected`, NotWanted where nobody waits for the run any more."""
    if lines := unlike(expected, made_of()):
        raise ValueError(f"a worker of another kind: {'; '.join(lines)}")
    worker, place = get_worker(), paths.RUNS / plan_name
    key = worker.get_current_task()
    warm = None if modules is None else _warm(tuple(modules), place, limits.memory)
    here = local.Local(place, tables, limits, warm)
    _at_work.add(f"{plan_name}/{key}")
    try:
        with _here:  # the warm process is started once
            here.start(run._replace(notebook=paths.NOTEBOOKS / run.notebook), sources)
        while not (found := here.finished(OFTEN)):
            task = worker.state.tasks.get(key)
            if worker.status.name not in WANTED or not task or task.state == "cancelled":
                raise NotWanted(run.name)
        return found[run.name]()
    finally:
        here.end()
        _at_work.discard(f"{plan_name}/{key}")


@cache
def _warm(modules: tuple[str, ...], place: Path, memory: float) -> Warm:
    """On a worker: what forks its kernels, of which there is one for all its runs of a plan."""
    return local.warm_process(list(modules), place, memory)


def at_work(plan_name: str) -> int:
    """On a worker: number of runs of a plan that go on there."""
    return sum(each.startswith(f"{plan_name}/") for each in _at_work)


def arrived(record: Record) -> Record:
    """The record once its files are seen here as they were written there; failed where they are not."""
    end = time.monotonic() + PATIENCE
    while lost := [file for file, its in record.outputs.items() if records.file_hash(paths.ROOT / file) != its]:
        if time.monotonic() > end:
            reason = f"{lost[0]} is not here as its worker wrote it"
            return record._replace(state="failed", error=record.error or children.failure(reason))
        time.sleep(0.1)
    return record
