"""A small project for tests, and what stands in its files."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

import helpers
from helpers import paths
from helpers.batch import engine, records
from helpers.batch.plan import load

# what papermill does, without a kernel: cells are executed in this process, and an error ends it
REPOSITORY = Path(helpers.__file__).parent.parent
STAND_IN = """
import contextlib, io, json, sys, yaml
source, target, given = sys.argv[-4], sys.argv[-3], sys.argv[-1]
notebook, names = json.load(open(source)), {}
try:
    for cell in notebook["cells"]:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec("".join(cell["source"]), names)
        if "parameters" in cell["metadata"].get("tags", []):
            names.update(yaml.safe_load(open(given)))
        cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": printed.getvalue()}]
finally:
    json.dump(notebook, open(target, "w"))
"""
COUNT = "open(f'../{who}.count', 'a').write('x');"
WHO = 'who: str = "a"  # name of the run'
READ = "open('../data/processed/funds.csv', 'w').write('328.54'); print('wrote data/processed/funds.csv')"
CHECK = "text = open('../data/processed/funds.csv').read() + '!'"
DRAW = "open('../rates.pdf', 'w').write(text); print('wrote rates.pdf')"
WAIT = "import time; open(f'../{who}.waits', 'w').write('x'); time.sleep(120)"
BUSY = "ctypes.PyDLL(None).sleep(600)"  # in C, with the lock that all threads of the interpreter wait for
CHAIN = """
runs:
  - {notebook: 01_read, parameters: {who: 01_read}}
  - {notebook: 02_check, parameters: {who: 02_check}, needs: [01_read]}
  - {notebook: 03_describe, parameters: {who: 03_describe}, needs: [02_check]}
  - {notebook: 04_alone, parameters: {who: 04_alone}}
"""
DRIVER = """
import sys
from pathlib import Path
from helpers import paths
from helpers.batch import children, engine, plan
root, grace, kernel, scheduler, *papermill = sys.argv[1:]
paths.ROOT = Path(root)
paths.RAW, paths.NOTEBOOKS, paths.RUNS = (paths.ROOT / each for each in ("data/raw", "notebooks", "runs"))
children.GRACE = float(grace)
children.PAPERMILL = papermill or children.PAPERMILL
sys.exit(engine.run(plan.load(paths.NOTEBOOKS / "plans" / "paper.yml"), jobs=2, kernel=kernel, scheduler=scheduler))
"""


def in_project(monkeypatch: pytest.MonkeyPatch, root: Path) -> Path:
    """`root`, after folders for a project were made there and everything in this process takes it for the project."""
    for name, folder in {"RAW": "data/raw", "NOTEBOOKS": "notebooks", "RUNS": "runs"}.items():
        monkeypatch.setattr(paths, name, root / folder)
    monkeypatch.setattr(paths, "ROOT", root)
    for folder in ("data/raw/reports", "data/processed", "notebooks/plans", "helpers"):
        (root / folder).mkdir(parents=True)
    for file in ("data/raw/reports/a.txt", "data/processed/facts.csv", "helpers/a.py", "requirements.lock"):
        (root / file).write_text("1\n")
    return root


def code(source: str, *tags: str) -> dict:
    """A code cell as it stands in a notebook file."""
    return {
        "cell_type": "code",
        "source": source,
        "metadata": {"tags": list(tags)},
        "outputs": [],
        "execution_count": None,
    }


def write_notebook(root: Path, name: str, parameters: str = "a: int = 1  # number of runs", *sources: str) -> Path:
    """The notebook, after it was written with its parameters cell and more code cells behind it."""
    cells = [{"cell_type": "markdown", "source": "# Why?", "metadata": {}}, code(parameters, "parameters")]
    return write_cells(root, name, *cells, *map(code, sources))


def write_cells(root: Path, name: str, *cells: dict) -> Path:
    """The notebook, after it was written with these cells."""
    path = root / "notebooks" / f"{name}.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}))
    return path


def write_plan(root: Path, text: str, name: str = "paper") -> Path:
    """The plan file, after it was written."""
    path = root / "notebooks" / "plans" / f"{name}.yml"
    path.write_text(text, encoding="utf-8")
    return path


def chain(project: Path, text: str = CHAIN) -> Path:
    """The plan of four notebooks, three of which need one another; each counts how often it ran."""
    write_notebook(project, "01_read", WHO, COUNT, READ)
    write_notebook(project, "02_check", WHO, COUNT, CHECK)
    write_notebook(project, "03_describe", WHO, COUNT, CHECK, DRAW)
    write_notebook(project, "04_alone", WHO, COUNT)
    return write_plan(project, text)


def yaml_of(*names: str) -> str:
    """A plan of runs of one notebook, each told its name."""
    return "\n".join(["runs:", *(f"- {{notebook: 01_read, name: {n}, parameters: {{who: {n}}}}}" for n in names)])


def run(plan: Path, **how) -> tuple[int, list[str]]:
    """Exit code and lines of a batch."""
    lines: list[str] = []
    return engine.run(load(plan), echo=lines.append, **how), lines


def counts(project: Path) -> dict[str, int]:
    """How often each notebook ran."""
    return {file.stem: file.stat().st_size for file in sorted(project.glob("*.count"))}


def record(project: Path, name: str) -> records.Record | None:
    return records.read(project / "runs" / "paper" / f"{name}.json")


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    """Returns as soon as something is true; fails where it does not become so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def driven(
    project: Path, grace: float, *papermill: str, kernel: str = "fresh", scheduler: str = ""
) -> subprocess.Popen:
    """A process that carries out the plan `paper`."""
    return subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(project), str(grace), kernel, scheduler, *papermill],
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=_heeding,
    )


def _heeding() -> None:
    """What a shell has a process in the background ignore, or nohup, is no matter of the one that is begun."""
    for each in (signal.SIGINT, signal.SIGHUP):
        signal.signal(each, signal.SIG_DFL)


def family(process: subprocess.Popen) -> list[psutil.Process]:
    """All processes that came of one."""
    return psutil.Process(process.pid).children(recursive=True)


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those that still do something; a process that has ended and that nobody asked for its exit code does not."""
    found = []
    for process in processes:
        try:
            if process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.NoSuchProcess:
            continue
    return found


def none_left(processes: list[psutil.Process]) -> None:
    """Returns as soon as all have ended; fails, and ends them, where they do not."""
    try:
        until(lambda: not alive(processes), 10)
    finally:
        for process in alive(processes):
            process.kill()
