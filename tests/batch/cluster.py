"""A dask cluster for tests: a scheduler and workers, own processes which take a test's project as theirs."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import psutil
from distributed import Client

from .project import REPOSITORY, alive, family, until

FEW = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1", "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s"}
PRELOAD = """
from pathlib import Path
from helpers import paths
from helpers.batch import children
paths.ROOT = Path({root!r})
paths.RAW, paths.NOTEBOOKS, paths.RUNS = (paths.ROOT / each for each in ("data/raw", "notebooks", "runs"))
children.PAPERMILL = {papermill!r}
"""


def dask(folder: Path, command: str, *options: str) -> subprocess.Popen:
    """A process of dask's command line, on this machine alone."""
    told = str(folder / "scheduler.json")
    own = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0", "--scheduler-file", told)
    with open(folder / "log", "a") as log:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{command}", *own, *options],
            env=os.environ | FEW | {"PYTHONPATH": str(REPOSITORY)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def worker(folder: Path, project: Path, papermill: tuple, more: str = "") -> subprocess.Popen:
    """A process with a worker of one thread that takes `project` for its project, and carries out `more` before."""
    preload = folder / f"{uuid4().hex}.py"
    preload.write_text(PRELOAD.format(root=str(project), papermill=papermill) + more)
    return dask(folder, "dask_worker", "--nthreads", "1", "--preload", str(preload), "--local-directory", str(folder))


@contextmanager
def clustered(folder: Path, project: Path, papermill: tuple) -> Iterator[SimpleNamespace]:
    """A scheduler with two workers: its address, the processes, and the folder by which workers join."""
    told = folder / "scheduler.json"
    scheduler = dask(folder, "dask_scheduler", "--port", "0")
    workers = [worker(folder, project, papermill) for _ in range(2)]
    try:
        until(lambda: told.exists() and told.read_text().endswith("}"), 60)  # it is there before it is whole
        address = json.loads(told.read_text())["address"]
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield SimpleNamespace(address=address, scheduler=scheduler, workers=workers, folder=folder)
    finally:
        end(scheduler, *workers)


def end(*processes: subprocess.Popen) -> None:
    """Returns when the processes and all that came of them have ended."""
    for each in [each for process in processes for each in came_of(process)]:
        with suppress(psutil.Error):
            each.kill()
    for process in processes:
        process.wait()


def came_of(process: subprocess.Popen) -> list[psutil.Process]:
    """A process and all that came of it, where it has not ended."""
    return alive([psutil.Process(process.pid), *family(process)]) if process.poll() is None else []
