"""What helpers.batch.children promises: how a run ended and what it wrote is read from what its process left."""

import json
import os
import time
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.batch import forks
from helpers.batch.children import trouble, written
from helpers.batch.parameters import Cell

from .project import WHO, chain, run, write_notebook, write_plan, yaml_of

PRINTED = """\
N = 5
wrote data/processed/资金.csv
  wrote indented.csv
we wrote home
wrote figures/a b.pdf
wrote figures/a b.pdf
"""


def cell(source: str, *outputs: dict, begun: bool = True, kind: str = "code") -> Cell:
    return Cell(kind, source, (), list(outputs), begun)


def stream(text: str | list[str], name: str = "stdout") -> dict:
    return {"output_type": "stream", "name": name, "text": text}


def raised(name: str, value: str) -> dict:
    return {"output_type": "error", "ename": name, "evalue": value, "traceback": ["\x1b[0;31mTraceback", "line 5"]}


@given(cuts=st.lists(st.integers(0, len(PRINTED))).map(sorted))
def test_the_files_written_are_those_of_lines_that_say_so_however_the_output_was_cut(cuts):
    parts = [PRINTED[start:end] for start, end in zip([0, *cuts], [*cuts, len(PRINTED)], strict=True)]
    expected = ["data/processed/资金.csv", "figures/a b.pdf"]
    assert written([cell("save()", stream(parts))]) == expected
    assert written([cell("save()", *map(stream, parts))]) == expected


def test_only_what_is_printed_tells_what_was_written():
    shown = {"output_type": "execute_result", "data": {"text/plain": "wrote a.csv"}}
    assert written([cell("a", shown, stream("wrote b.csv\n", "stderr")), cell("wrote c.csv", kind="markdown")]) == []


def test_the_end_of_one_cell_and_the_begin_of_the_next_are_two_lines():
    assert written([cell("a", stream("wrote a.csv")), cell("b", stream("wrote b.csv"))]) == ["a.csv", "b.csv"]


def test_an_error_is_named_with_the_number_that_its_cell_shows():
    cells = [
        cell("# Why?", kind="markdown"),
        cell("a = 1"),
        cell("  \n"),
        cell("b = a", stream("text", "stderr")),
        cell("check(b)", raised("ValueError", "N = 2\n  is too few")),
        cell("c = b", begun=False),
    ]
    found = trouble(cells, "log")
    assert found == {"cell": 3, "message": "ValueError: N = 2 is too few", "traceback": "Traceback\nline 5"}


def test_an_error_that_was_stored_in_the_notebook_before_it_ran_is_not_taken_for_its_own():
    cells = [cell("a = 1"), cell("b = a"), cell("c", raised("NameError", "old"), begun=False)]
    found = trouble(cells, "noise\nDeadKernelError: Kernel died\n\n")
    assert (found["cell"], found["message"]) == (2, "DeadKernelError: Kernel died")


def test_an_error_in_the_log_is_the_line_that_names_it_however_long_its_text():
    log = "Traceback\n  file\nnbclient.exceptions.CellTimeoutError: A cell timed out\nHere is the cell:\n-----\n"
    assert trouble([cell("a")], log)["message"] == "nbclient.exceptions.CellTimeoutError: A cell timed out"
    assert trouble([cell("a")], log)["traceback"] == log.strip()


def test_a_cell_that_was_interrupted_because_it_took_too_long_has_timed_out():
    cells = [cell("a"), cell("b", raised("KeyboardInterrupt", ""))]
    assert trouble(cells, "CellTimeoutError: A cell timed out")["message"] == "CellTimeoutError: A cell timed out"
    assert trouble(cells, "")["message"] == "KeyboardInterrupt:"


def test_without_cells_and_log_it_says_so():
    assert trouble([], " \n") == {"cell": None, "message": "papermill ended without a word", "traceback": ""}


def test_a_long_message_is_cut_to_one_line():
    message = trouble([cell("a", raised("ValueError", "x\n" * 1000))], "")["message"]
    assert len(message) == 300
    assert "\n" not in message


def test_an_executed_notebook_that_is_not_whole_does_not_take_the_place_of_the_last_one(project, stand_in):
    plan = chain(project)
    run(plan, only="01_read")
    before = (project / "runs/paper/01_read.ipynb").read_bytes()
    stand_in.write_text("import sys; open(sys.argv[-3], 'w').write('{'); sys.exit('No space left on device')")
    exit_code, lines = run(plan, only="01_read", force=True)
    assert exit_code == 1
    assert lines[-2] == "failed: 01_read  No space left on device  (no notebook was left)"
    assert (project / "runs/paper/01_read.ipynb").read_bytes() == before


def test_a_run_that_leaves_no_notebook_has_failed_whatever_its_process_says(project, stand_in):
    stand_in.write_text("")
    exit_code, lines = run(chain(project), only="01_read")
    assert exit_code == 1
    assert lines[-2] == "failed: 01_read  papermill ended without a word  (no notebook was left)"


def test_a_run_whose_process_is_killed_fails_with_the_signal(project, stand_in):
    write_notebook(project, "01_read", WHO, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    exit_code, lines = run(write_plan(project, "runs: [{notebook: 01_read}]"))
    assert exit_code == 1
    assert "papermill was ended by signal 9 (Killed)" in lines[-2]


def test_a_notebook_runs_in_its_folder_with_the_same_settings_wherever_the_batch_started(
    project, stand_in, monkeypatch
):
    monkeypatch.setenv("MPLBACKEND", "svg")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("OMP_NUM_THREADS", "64")
    monkeypatch.chdir(project)
    names = ["MPLBACKEND", "PYTHONHASHSEED", "OMP_NUM_THREADS", "SOURCE_DATE_EPOCH", "PYTHONUTF8"]
    found = f"import os, sys; print([os.environ.get(name) for name in {names}], os.getcwd(), sys.stdin.read())"
    write_notebook(project, "01_read", WHO, found)
    run(write_plan(project, "runs: [{notebook: 01_read}]"))
    notebook = json.loads((project / "runs/paper/01_read.ipynb").read_text())
    printed = notebook["cells"][2]["outputs"][0]["text"]
    assert printed.strip() == f"[None, '0', '1', '0', '1'] {project / 'notebooks'}"


def test_where_the_system_cannot_end_children_with_their_parent_runs_are_carried_out_all_the_same(
    project, stand_in, monkeypatch
):
    monkeypatch.setattr(forks, "LIBC", SimpleNamespace())
    assert run(chain(project))[0] == 0


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux tells of the end of a child")
def test_the_end_of_a_run_is_told_and_not_looked_for_now_and_then(project, stand_in, monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda seconds: pytest.fail(f"slept {seconds} s"))
    write_notebook(project, "01_read", WHO)
    assert run(write_plan(project, yaml_of("a", "b")))[0] == 0
