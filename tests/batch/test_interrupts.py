"""What a batch promises where it is interrupted, killed or refused a write: no child, no half file, no lost work."""

import importlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from helpers.batch import children

from .project import (
    COUNT,
    READ,
    WAIT,
    WHO,
    alive,
    chain,
    counts,
    driven,
    family,
    none_left,
    run,
    until,
    write_notebook,
    write_plan,
    yaml_of,
)


@pytest.fixture
def waiting(project, stand_in) -> SimpleNamespace:
    """A batch in a process of its own, two of whose three runs wait, and the processes of these."""
    write_notebook(project, "01_read", WHO, WAIT)
    write_plan(project, yaml_of("a", "b", "c"))
    process = driven(project, 60, *children.PAPERMILL)
    until(lambda: len(list(project.glob("*.waits"))) == 2)
    runs = family(process)
    yield SimpleNamespace(process=process, runs=runs, project=project)
    process.kill()
    process.communicate()
    for each in alive(runs):
        each.kill()


def test_a_second_batch_on_one_plan_refuses_and_names_the_first(waiting):
    exit_code, lines = run(waiting.project / "notebooks/plans/paper.yml")
    assert exit_code == 1
    (line,) = lines
    assert line.startswith(f"another batch is at work on plan paper (process {waiting.process.pid} on ")
    assert line.endswith("): nothing was started")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interrupted_batch_leaves_no_child_and_no_half_file(waiting, name):
    assert len(waiting.runs) == 2
    waiting.process.send_signal(signal.Signals[name])
    assert waiting.process.wait(75) != 0  # at once as a rule; a child that has not heard is killed after its grace
    assert alive(waiting.runs) == []
    assert [file.name for file in (waiting.project / "runs/paper").iterdir()] == [".lock"]


def test_what_was_interrupted_is_run_by_the_next_batch(waiting):
    waiting.process.send_signal(signal.SIGINT)
    waiting.process.wait(10)
    write_notebook(waiting.project, "01_read", WHO, COUNT)
    assert run(waiting.project / "notebooks/plans/paper.yml")[0] == 0
    assert counts(waiting.project) == {"a": 1, "b": 1, "c": 1}


DEAF = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"


def deaf(project: Path, stand_in: Path, grace: float) -> tuple[subprocess.Popen, list[psutil.Process]]:
    """A batch in a process of its own whose run hears no interrupt, and whose run has a process of its own, too."""
    stand_in.write_text(DEAF + stand_in.read_text())
    child = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(120)']);"
    write_notebook(project, "01_read", WHO, child + WAIT)
    write_plan(project, yaml_of("a"))
    process = driven(project, grace, *children.PAPERMILL)
    until(lambda: (project / "a.waits").exists())
    return process, family(process)


def test_a_run_that_does_not_hear_the_interrupt_is_killed_with_all_that_came_of_it(project, stand_in):
    process, runs = deaf(project, stand_in, grace=0.5)
    assert len(runs) == 2
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    none_left(runs)


def test_a_second_interrupt_kills_at_once(project, stand_in):
    process, runs = deaf(project, stand_in, grace=60)
    process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    none_left(runs)


@pytest.mark.parametrize("before", [signal.SIG_DFL, signal.SIG_IGN])
def test_signals_are_handled_after_a_batch_as_before_it(project, stand_in, before):
    plan, at_first = chain(project), signal.signal(signal.SIGTERM, before)
    try:
        run(plan)
        assert signal.getsignal(signal.SIGTERM) == before
    finally:
        signal.signal(signal.SIGTERM, at_first)


def test_a_batch_killed_at_any_moment_is_completed_by_the_next_with_the_same_files(project, stand_in):
    plan = chain(project)
    for moment in range(5):
        write_notebook(project, "01_read", WHO, COUNT, READ, f"{moment}")
        (project / "runs/paper/.lock").unlink(missing_ok=True)
        process = driven(project, 60, *children.PAPERMILL)
        until(lambda: (project / "runs/paper/.lock").exists())
        time.sleep(0.05 * moment)
        process.kill()
        process.communicate()
        code, lines = run(plan)
        assert code == 0, lines
        assert (project / "rates.pdf").read_text() == "328.54!"
        assert run(plan)[1][-1] == "plan paper: 4 up to date"
        assert not list((project / "runs/paper").glob(".*.part*"))


@pytest.mark.parametrize("step", [0, 1])
def test_where_the_disk_is_full_what_is_there_stays_whole_and_the_batch_ends_with_the_error(
    project, stand_in, monkeypatch, step
):
    plan = chain(project)
    run(plan, only="01_read")
    file = project / "runs/paper" / ["01_read.ipynb", "01_read.json"][step]
    before, replace, steps = file.read_bytes(), os.replace, iter(range(2))

    def full(source, target):
        if next(steps) == step:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    write_notebook(project, "01_read", WHO, COUNT, READ, "1")
    with pytest.raises(OSError, match="No space left"):
        run(plan, only="01_read")
    assert file.read_bytes() == before
    monkeypatch.setattr(os, "replace", replace)
    assert run(plan, only="01_read")[1][0] == "01_read  starts       stale: changed: notebook"


def test_where_files_cannot_be_locked_the_import_says_what_is_needed(monkeypatch):
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.delitem(sys.modules, "helpers.batch.guard")
    with pytest.raises(ImportError, match="Linux or macOS; on Windows start them in WSL"):
        importlib.import_module("helpers.batch.guard")


@pytest.mark.parametrize("name", ["SIGINT", "SIGKILL"])
def test_a_batch_that_is_interrupted_or_killed_leaves_no_kernel(project, name):
    if name == "SIGKILL" and not sys.platform.startswith("linux"):
        pytest.skip("only Linux ends the children of a process that was killed")
    write_notebook(project, "01_read", WHO, WAIT)
    write_plan(project, yaml_of("a"))
    process = driven(project, 10)
    until(lambda: (project / "a.waits").exists(), 60)
    runs = family(process)
    assert any("ipykernel" in " ".join(each.cmdline()) for each in runs)
    process.send_signal(signal.Signals[name])
    process.communicate(timeout=20)
    none_left(runs)
