"""What a batch promises with papermill itself and real kernels, which other tests replace by a stand-in."""

import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from helpers.batch.warm import is_possible

from .project import WHO, in_project, record, run, write_notebook, write_plan

HARD = {
    "text": "执行率 'x' \"y\" \\ \\n \n\t{text} $a %d # \u2028 \U0001f600",
    "line": "a\x85b",
    "number": -7,
    "share": 1e-07,
    "whole": 3.0,
    "yes": True,
}
DECLARED = """\
text: str = ""  # any text
line: str = ""  # any text
number: int = 0  # any number
share: float = 0.5  # any share
whole: float = 1.0  # any share
yes: bool = False  # whether
no: bool = False  # whether
"""
TELL = """\
import json, os
values = dict(text=text, line=line, number=number, share=share, whole=whole, yes=yes, no=no)
open('../values.json', 'w').write(json.dumps(values))
print('wrote values.json')"""
HEARD = """\
from ipykernel.connect import get_connection_info
get_connection_info(unpack=True)['transport']"""
REAL = """
runs:
  - notebook: 05_values
    parameters: {hard}
  - notebook: 06_broken
  - notebook: 07_dies
  - {{notebook: 08_waits, needs: [06_broken]}}
"""


KERNELS = ["fresh", pytest.param("warm", marks=pytest.mark.skipif(not is_possible(), reason="needs Linux"))]


@pytest.fixture(scope="module", params=KERNELS)
def real(request, tmp_path_factory) -> SimpleNamespace:
    """What a batch by papermill itself left, started elsewhere: one run ends well, one fails, one loses its kernel."""
    with pytest.MonkeyPatch.context() as patch:
        project = in_project(patch, tmp_path_factory.mktemp("real") / "项目 {a} b")
        write_notebook(project, "05_values", DECLARED, TELL, HEARD)
        write_notebook(
            project, "06_broken", WHO, "a = 1", "print('begun')\nraise ValueError('N = 2\\nis too few')", "b = 2"
        )
        write_notebook(project, "07_dies", WHO, "import os, signal", "os.kill(os.getpid(), signal.SIGKILL)")
        write_notebook(project, "08_waits", WHO)
        plan = write_plan(project, REAL.format(hard=yaml.safe_dump(HARD, default_flow_style=True, width=1000)))
        patch.chdir(tmp_path_factory.mktemp("elsewhere"))
        exit_code, lines = run(Path(os.path.relpath(plan)), jobs=2, kernel=request.param)
        found = {name: record(project, name) for name in ("05_values", "06_broken", "07_dies", "08_waits")}
    return SimpleNamespace(project=project, exit_code=exit_code, lines=lines, records=found)


def executed(real: SimpleNamespace, name: str) -> list[dict]:
    """Code cells of an executed notebook."""
    notebook = json.loads((real.project / f"runs/paper/{name}.ipynb").read_text())
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere kernels are reached by ports")
def test_a_kernel_is_reached_by_no_port_that_another_could_take_first(real):
    assert executed(real, "05_values")[-1]["outputs"][0]["data"]["text/plain"] == ["'ipc'"]


def test_values_reach_the_notebook_through_papermill_as_they_are_in_the_plan(real):
    found = json.loads((real.project / "values.json").read_text())
    assert found == HARD | {"no": False}
    assert {name: type(value) for name, value in found.items()} == {
        name: type(value) for name, value in (HARD | {"no": False}).items()
    }


def test_a_run_by_papermill_ends_well_with_its_files_in_the_record(real):
    assert real.records["05_values"].state == "done"
    assert list(real.records["05_values"].outputs) == ["runs/paper/05_values.ipynb", "values.json"]
    assert executed(real, "05_values")[1]["metadata"]["tags"] == ["injected-parameters"]


def test_a_cell_that_fails_is_named_with_its_number_and_the_executed_notebook_shows_it(real):
    error = real.records["06_broken"].error
    assert (error["cell"], error["message"]) == (3, "ValueError: N = 2 is too few")
    assert "raise ValueError" in error["traceback"]
    cells = executed(real, "06_broken")
    assert [cell["execution_count"] for cell in cells] == [1, 2, 3, None]
    assert [output["output_type"] for output in cells[2]["outputs"]] == ["stream", "error"]


def test_a_kernel_that_dies_is_a_failure_in_the_cell_that_it_was_in(real):
    assert real.records["07_dies"].state == "failed"
    assert real.records["07_dies"].error["cell"] == 3
    assert "Kernel died" in real.records["07_dies"].error["message"]


def test_a_batch_by_papermill_ends_with_its_failures_and_numbers(real):
    assert real.exit_code == 1
    assert real.lines[-3:-1] == [
        "failed: 06_broken  In [3]: ValueError: N = 2 is too few  (runs/paper/06_broken.ipynb)",
        "failed: 07_dies  In [3]: nbclient.exceptions.DeadKernelError: Kernel died  (runs/paper/07_dies.ipynb)",
    ]
    assert real.lines[-1] == "plan paper: 1 done, 2 failed, 1 not started"
    assert real.records["08_waits"] is None
