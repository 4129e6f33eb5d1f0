"""What a batch promises of notebooks that are hostile: each harms its own run alone, in kernels of both kinds."""

from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from helpers.batch import children
from helpers.batch.warm import is_possible

from .project import BUSY, WHO, alive, in_project, record, run, until, write_notebook, write_plan

HOSTILE = {
    "endless": ("import time\ntime.sleep(600)",),
    "deaf": ("import ctypes, signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)", BUSY),
    "hungry": ("held = []\nwhile True:\n    held.append(bytes(10**9))",),
    "poison": ("import os, signal, time\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(600)",),
    "long": ("open('../long.begun', 'w').close()", "import time\ntime.sleep(600)"),
    "good": ("print('wrote good.csv')\nopen('../good.csv', 'w').write('1')",),
    "better": ("held = bytearray(400 * 2**20)\nprint('wrote better.csv')\nopen('../better.csv', 'w').write('2')",),
}
LIMITS = children.Limits(cell=4, run=3600, memory=6)
KERNELS = ["fresh", pytest.param("warm", marks=pytest.mark.skipif(not is_possible(), reason="needs Linux"))]


@pytest.fixture(scope="module", params=KERNELS)
def batch(request, tmp_path_factory) -> SimpleNamespace:
    """What a batch of hostile notebooks, two at a time, left behind; one is taken to be too long once it has begun."""
    with pytest.MonkeyPatch.context() as patch:
        project = in_project(patch, tmp_path_factory.mktemp("hostile") / "项目")
        for name, cells in HOSTILE.items():
            write_notebook(project, name, WHO, *cells)
        patch.setattr(
            children, "_is_late", lambda child: child.run.name == "long" and (project / "long.begun").exists()
        )
        plan = write_plan(project, "\n".join(["runs:", *(f"- {{notebook: {name}}}" for name in HOSTILE)]))
        code, lines = run(plan, jobs=2, kernel=request.param, limits=LIMITS)
        found = {name: record(project, name) for name in HOSTILE}
    return SimpleNamespace(project=project, code=code, lines=lines, records=found)


def test_notebooks_beside_a_hostile_one_are_done(batch):
    assert [name for name, each in batch.records.items() if each.state == "done"] == ["good", "better"]
    assert (batch.project / "good.csv").read_text() + (batch.project / "better.csv").read_text() == "12"


@pytest.mark.parametrize(
    ("name", "cell", "message"),
    [
        ("endless", 2, "nbclient.exceptions.CellTimeoutError: A cell timed out while it was being executed, after 4"),
        ("deaf", 3, "nbclient.exceptions.CellTimeoutError: A cell timed out while it was being executed, after 4"),
        ("hungry", 2, "MemoryError:"),
        ("poison", 2, "papermill was ended by signal 9"),
        ("long", 3, "it took longer than the 3600 s that a run may take"),
    ],
)
def test_a_hostile_notebook_has_failed_with_its_cell_and_why(batch, name, cell, message):
    error = batch.records[name].error
    assert error["message"].startswith(message)
    assert error["cell"] == cell or name in ("poison", "long")  # a killed papermill may not have written the last cell
    assert any(line.startswith(f"failed: {name}  ") and message[:20] in line for line in batch.lines)


def test_the_batch_ends_with_exit_code_1_and_its_numbers(batch):
    assert batch.code == 1
    assert batch.lines[-1] == "plan paper: 2 done, 5 failed"


def test_the_memory_that_a_run_took_is_the_largest_of_its_processes(batch):
    assert 400 < batch.records["better"].peak_mb < 1000
    assert 10 < batch.records["good"].peak_mb < batch.records["better"].peak_mb  # or what the tests themselves hold


def test_nothing_of_a_hostile_notebook_is_left(batch):
    until(lambda: not alive(at_work_in(batch.project / "notebooks")), 10)
    left = {file.name for file in (batch.project / "runs/paper").iterdir()}
    assert {name for name in left if not name.endswith((".ipynb", ".json"))} == {".lock"}


def at_work_in(folder: Path) -> list[psutil.Process]:
    """The processes whose current folder it is."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.cwd() == str(folder):
                found.append(process)
        except psutil.Error:
            continue
    return found
