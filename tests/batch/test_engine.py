"""What helpers.batch.engine promises: what is to be run is run once, whole or not at all, and nothing is left over."""

import importlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
import yaml

import helpers
from helpers.batch import children, engine, records
from helpers.batch.plan import PlanError, load

from .project import in_project, write_notebook, write_plan

COUNT = "open(f'../{who}.count', 'a').write('x');"
WHO = 'who: str = "a"  # name of the run'
CHAIN = """
runs:
  - {notebook: 01_read, parameters: {who: 01_read}}
  - {notebook: 02_check, parameters: {who: 02_check}, needs: [01_read]}
  - {notebook: 03_describe, parameters: {who: 03_describe}, needs: [02_check]}
  - {notebook: 04_alone, parameters: {who: 04_alone}}
"""
READ = "open('../data/processed/funds.csv', 'w').write('328.54'); print('wrote data/processed/funds.csv')"
CHECK = "text = open('../data/processed/funds.csv').read() + '!'"
DRAW = "open('../rates.pdf', 'w').write(text); print('wrote rates.pdf')"
WAIT = "import time; open(f'../{who}.waits', 'w').write('x'); time.sleep(120)"
DRIVER = """
import sys
from pathlib import Path
from helpers import paths
from helpers.batch import children, engine, plan
root, grace, *papermill = sys.argv[1:]
paths.ROOT = Path(root)
paths.RAW, paths.NOTEBOOKS, paths.RUNS = (paths.ROOT / each for each in ("data/raw", "notebooks", "runs"))
children.GRACE = float(grace)
children.PAPERMILL = papermill or children.PAPERMILL
sys.exit(engine.run(plan.load(paths.NOTEBOOKS / "plans" / "paper.yml"), jobs=2))
"""


def chain(project: Path, text: str = CHAIN) -> Path:
    """The plan of four notebooks, three of which need one another; each counts how often it ran."""
    write_notebook(project, "01_read", WHO, COUNT, READ)
    write_notebook(project, "02_check", WHO, COUNT, CHECK)
    write_notebook(project, "03_describe", WHO, COUNT, CHECK, DRAW)
    write_notebook(project, "04_alone", WHO, COUNT)
    return write_plan(project, text)


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


def driven(project: Path, grace: float, *papermill: str) -> subprocess.Popen:
    """A process that carries out the plan `paper`."""
    return subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(project), str(grace), *papermill],
        env=os.environ | {"PYTHONPATH": str(Path(helpers.__file__).parent.parent)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # where the tests run in the background
    )


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


def test_runs_are_carried_out_in_the_order_of_their_needs(project, stand_in):
    exit_code, lines = run(chain(project))
    assert exit_code == 0
    assert (project / "rates.pdf").read_text() == "328.54!"
    assert lines[-1] == "plan paper: 4 done"


def test_a_second_batch_does_nothing_where_nothing_changed(project, stand_in):
    plan = chain(project)
    run(plan)
    exit_code, lines = run(plan)
    assert exit_code == 0
    assert counts(project) == {"01_read": 1, "02_check": 1, "03_describe": 1, "04_alone": 1}
    assert lines[0] == "01_read      up to date   done: nothing has changed"
    assert lines[-1] == "plan paper: 4 up to date"
    assert len(lines) == 5


def test_what_changed_is_run_again_with_what_needs_it_and_nothing_else(project, stand_in):
    plan = chain(project)
    run(plan)
    write_notebook(project, "02_check", WHO, COUNT, CHECK, "1")
    exit_code, lines = run(plan)
    assert exit_code == 0
    assert counts(project) == {"01_read": 1, "02_check": 2, "03_describe": 2, "04_alone": 1}
    assert "02_check     starts       stale: changed: notebook" in lines


def test_a_table_changed_by_hand_is_written_again(project, stand_in):
    plan = chain(project)
    run(plan)
    (project / "data/processed/funds.csv").write_text("999")
    assert run(plan)[0] == 0
    assert (project / "data/processed/funds.csv").read_text() == "328.54"
    assert counts(project)["01_read"] == 2
    assert run(plan)[1][-1] == "plan paper: 4 up to date"


@pytest.mark.parametrize(
    ("how", "again"),
    [
        ({"force": True}, {"01_read", "02_check", "03_describe", "04_alone"}),
        ({"force": True, "only": "02_check"}, {"02_check"}),
        ({"only": "02_check"}, set()),
    ],
)
def test_force_runs_again_what_was_asked_for_also_where_it_is_done(project, stand_in, how, again):
    plan = chain(project)
    run(plan)
    assert run(plan, **how)[0] == 0
    assert {name for name, count in counts(project).items() if count == 2} == again


def test_only_runs_one_run_with_all_that_it_needs(project, stand_in):
    exit_code, lines = run(chain(project), only="02_check")
    assert exit_code == 0
    assert counts(project) == {"01_read": 1, "02_check": 1}
    assert lines[-1] == "plan paper: 2 done"


def test_a_run_that_the_plan_does_not_have_and_no_jobs_at_all_are_refused(project, stand_in):
    plan = chain(project)
    with pytest.raises(PlanError, match="plan paper has no run '02'; its runs are: 01_read"):
        run(plan, only="02")
    with pytest.raises(PlanError, match="jobs: expected at least 1, found 0"):
        run(plan, jobs=0)
    assert counts(project) == {}


def test_a_dry_run_tells_what_would_be_run_and_leaves_no_trace(project, stand_in):
    plan = chain(project)
    exit_code, lines = run(plan, dry_run=True, only="02_check")
    assert exit_code == 0
    assert lines == [
        "01_read   new          there is no whole record of it",
        "02_check  new          there is no whole record of it",
    ]
    assert not (project / "runs").exists()
    run(plan)
    assert run(plan, dry_run=True, force=True, only="01_read")[1] == ["01_read  stale        asked for again"]


def test_the_status_is_the_state_of_every_run_with_its_reason(project, stand_in):
    plan = chain(project)
    run(plan, only="03_describe")
    (project / "data/processed/funds.csv").unlink()
    lines: list[str] = []
    assert engine.status(load(plan), echo=lines.append) == 0
    assert sorted(lines) == [
        "01_read      stale        data/processed/funds.csv is missing",
        "02_check     stale        needed run 01_read is stale",
        "03_describe  stale        needed run 02_check is stale",
        "04_alone     new          there is no whole record of it",
    ]


@pytest.fixture
def failing(project, stand_in) -> Path:
    """The plan of four whose first notebook writes a table and then fails."""
    plan = chain(project)
    write_notebook(project, "01_read", WHO, COUNT, READ, "raise ValueError('no reports\\nin 2022')")
    return plan


def test_a_failure_stops_only_what_needs_it(project, failing):
    exit_code, lines = run(failing)
    assert exit_code == 1
    assert counts(project) == {"01_read": 1, "04_alone": 1}
    assert "02_check     not started  needs 01_read" in lines
    assert "03_describe  not started  needs 02_check" in lines
    assert lines[-1] == "plan paper: 1 done, 1 failed, 2 not started"


def test_a_failure_is_listed_at_the_end_with_its_last_line_and_notebook(project, failing):
    lines = run(failing)[1]
    assert lines[-2] == "failed: 01_read  in 2022  (runs/paper/01_read.ipynb)"
    assert record(project, "01_read").state == "failed"
    assert record(project, "02_check") is None


def test_what_failed_is_run_again_and_then_what_waited_for_it(project, failing):
    run(failing)
    exit_code, lines = run(failing)
    assert exit_code == 1
    assert "01_read      starts       failed: in 2022" in lines
    write_notebook(project, "01_read", WHO, COUNT, READ)
    assert run(failing)[0] == 0
    assert counts(project) == {"01_read": 3, "02_check": 1, "03_describe": 1, "04_alone": 1}


def test_the_end_lists_the_files_written_by_folder(project, stand_in):
    lines = run(chain(project), only="03_describe")[1]
    assert lines[lines.index("./") : -1] == [
        "./",
        "  rates.pdf",
        "data/processed/",
        "  funds.csv",
        "runs/paper/",
        "  01_read.ipynb",
        "  02_check.ipynb",
        "  03_describe.ipynb",
    ]


def test_files_of_a_run_that_failed_are_marked(project, failing):
    assert "  funds.csv  (of a run that failed)" in run(failing)[1]


def test_a_file_that_a_notebook_says_it_wrote_has_to_be_there(project, stand_in):
    write_notebook(project, "01_read", WHO, "print('wrote data/processed/funds.csv')")
    exit_code, lines = run(write_plan(project, "runs: [{notebook: 01_read}]"))
    assert exit_code == 1
    assert "it says `wrote data/processed/funds.csv`, and there is no such file" in lines[-2]


def test_a_line_tells_when_a_run_starts_and_one_when_it_ends_with_seconds(project, stand_in):
    write_notebook(project, "01_read", WHO, COUNT, "import time; time.sleep(0.3)")
    seen: list[tuple[str, int]] = []
    plan = load(write_plan(project, "runs: [{notebook: 01_read}]"))
    engine.run(plan, echo=lambda line: seen.append((line, len(counts(project)))))
    assert seen[0] == ("01_read  starts       new: there is no whole record of it", 0)
    seconds = re.fullmatch(r"01_read  done         (\d+\.\d) s", seen[1][0])[1]
    assert 0.3 <= float(seconds) < 20


def test_the_record_tells_parameters_files_and_when(project, stand_in):
    before = datetime.now(UTC) - timedelta(seconds=1)
    run(chain(project), only="01_read")
    found = record(project, "01_read")
    assert found.state == "done"
    assert found.error is None
    assert found.parameters == {"who": "01_read"}
    assert list(found.outputs) == ["runs/paper/01_read.ipynb", "data/processed/funds.csv"]
    assert before <= datetime.fromisoformat(found.started) <= datetime.now(UTC)
    assert found.made_from.keys() == {"helpers", "requirements.lock", "data/raw", "notebook", "parameters"}
    assert found.tables.keys() == {"data/processed/facts.csv"}


def test_the_run_folder_holds_notebooks_and_records_and_nothing_else(project, failing):
    run(failing)
    files = sorted(file.name for file in (project / "runs/paper").iterdir())
    assert files == [".lock", "01_read.ipynb", "01_read.json", "04_alone.ipynb", "04_alone.json"]


def test_an_executed_notebook_that_is_not_whole_does_not_take_the_place_of_the_last_one(project, stand_in):
    plan = chain(project)
    run(plan, only="01_read")
    before = (project / "runs/paper/01_read.ipynb").read_bytes()
    stand_in.write_text("import sys; open(sys.argv[-3], 'w').write('{'); sys.exit('No space left on device')")
    exit_code, lines = run(plan, only="01_read", force=True)
    assert exit_code == 1
    assert lines[-2] == "failed: 01_read  No space left on device  (no notebook was left)"
    assert (project / "runs/paper/01_read.ipynb").read_bytes() == before


def test_a_run_whose_process_is_killed_fails_with_the_signal(project, stand_in):
    write_notebook(project, "01_read", WHO, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    exit_code, lines = run(write_plan(project, "runs: [{notebook: 01_read}]"))
    assert exit_code == 1
    assert "papermill was ended by signal 9 (Killed)" in lines[-2]


def test_several_runs_go_on_at_a_time_and_no_more_than_jobs(project, stand_in):
    busy = "import os, time; open(f'../{who}.busy', 'w'); time.sleep(0.4);"
    count = "n = len([f for f in os.listdir('..') if f.endswith('.busy')]); os.remove(f'../{who}.busy'); print(n)"
    write_notebook(project, "01_read", WHO, busy + count)
    plan = write_plan(project, yaml_of(*"abcde"))
    assert run(plan, jobs=2)[0] == 0
    notebooks = [json.loads((project / f"runs/paper/{name}.ipynb").read_text()) for name in "abcde"]
    assert max(int(notebook["cells"][2]["outputs"][0]["text"]) for notebook in notebooks) == 2


def yaml_of(*names: str) -> str:
    """A plan of runs of one notebook, each told its name."""
    return "\n".join(["runs:", *(f"- {{notebook: 01_read, name: {n}, parameters: {{who: {n}}}}}" for n in names)])


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


def test_a_change_while_the_batch_runs_is_told_and_made_good_by_the_next(project, stand_in):
    plan = chain(project)
    write_notebook(project, "04_alone", WHO, COUNT, "open('../data/raw/reports/new.txt', 'w').write('x')")
    exit_code, lines = run(plan)
    assert exit_code == 1
    assert "to be run again: 01_read  changed: data/raw (while the batch ran)" in lines
    assert run(plan)[0] == 0
    assert counts(project) == {"01_read": 2, "02_check": 2, "03_describe": 2, "04_alone": 2}


def test_two_runs_that_write_one_file_differently_are_told(project, stand_in):
    write_notebook(project, "01_read", WHO, "open('../rates.pdf', 'w').write(who); print('wrote rates.pdf')")
    exit_code, lines = run(write_plan(project, yaml_of("a", "b")))
    assert exit_code == 1
    assert lines[-2] == "to be run again: a  rates.pdf was changed (while the batch ran)"


def test_handlers_of_signals_are_as_before_after_a_batch(project, stand_in):
    before = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    run(chain(project))
    assert [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)] == before


def test_where_the_system_cannot_end_children_with_their_parent_runs_are_carried_out_all_the_same(
    project, stand_in, monkeypatch
):
    monkeypatch.setattr(children, "LIBC", SimpleNamespace())
    assert run(chain(project))[0] == 0


def test_where_files_cannot_be_locked_the_import_says_what_is_needed(monkeypatch):
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.delitem(sys.modules, "helpers.batch.engine")
    with pytest.raises(ImportError, match="Linux or macOS; on Windows start them in WSL"):
        importlib.import_module("helpers.batch.engine")


@pytest.fixture
def waiting(project, stand_in) -> SimpleNamespace:
    """A batch in a process of its own, two of whose three runs wait, and the processes of these."""
    write_notebook(project, "01_read", WHO, WAIT)
    write_plan(project, yaml_of("a", "b", "c"))
    process = driven(project, 60, *children.PAPERMILL)
    until(lambda: len(list(project.glob("*.waits"))) == 2)
    yield SimpleNamespace(process=process, runs=family(process), project=project)
    for each in [*family(process), psutil.Process(process.pid)] if process.poll() is None else []:
        each.kill()
    process.communicate()


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
    assert waiting.process.wait(10) != 0
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
    until(lambda: not alive(runs), 5)


def test_a_second_interrupt_kills_at_once(project, stand_in):
    process, runs = deaf(project, stand_in, grace=60)
    process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    until(lambda: not alive(runs), 5)


def test_a_batch_killed_at_any_moment_is_completed_by_the_next_with_the_same_files(project, stand_in):
    plan = chain(project)
    for moment in range(8):
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


HARD = {
    "text": "执行率 'x' \"y\" \\ \\n \n\t{text} $a %d # \x85 \u2028 \U0001f600",
    "number": -7,
    "share": 1e-07,
    "whole": 3.0,
    "yes": True,
}
DECLARED = """\
text: str = ""  # any text
number: int = 0  # any number
share: float = 0.5  # any share
whole: float = 1.0  # any share
yes: bool = False  # whether
no: bool = False  # whether
"""
TELL = """\
import json, os
values = dict(text=text, number=number, share=share, whole=whole, yes=yes, no=no)
open('../values.json', 'w').write(json.dumps(values))
print('wrote values.json')"""
REAL = """
runs:
  - notebook: 05_values
    parameters: {hard}
  - notebook: 06_broken
  - notebook: 07_dies
  - {{notebook: 08_waits, needs: [06_broken]}}
"""


@pytest.fixture(scope="module")
def real(tmp_path_factory) -> SimpleNamespace:
    """What a batch by papermill itself left, started elsewhere: one run ends well, one fails, one loses its kernel."""
    with pytest.MonkeyPatch.context() as patch:
        project = in_project(patch, tmp_path_factory.mktemp("real") / "项目 {a} b")
        write_notebook(project, "05_values", DECLARED, TELL)
        write_notebook(
            project, "06_broken", WHO, "a = 1", "print('begun')\nraise ValueError('N = 2\\nis too few')", "b = 2"
        )
        write_notebook(project, "07_dies", WHO, "import os, signal", "os.kill(os.getpid(), signal.SIGKILL)")
        write_notebook(project, "08_waits", WHO)
        plan = write_plan(project, REAL.format(hard=yaml.safe_dump(HARD, default_flow_style=True, width=1000)))
        patch.chdir(tmp_path_factory.mktemp("elsewhere"))
        exit_code, lines = run(Path(os.path.relpath(plan)), jobs=2)
        found = {name: record(project, name) for name in ("05_values", "06_broken", "07_dies", "08_waits")}
    return SimpleNamespace(project=project, exit_code=exit_code, lines=lines, records=found)


def executed(real: SimpleNamespace, name: str) -> list[dict]:
    """Code cells of an executed notebook."""
    notebook = json.loads((real.project / f"runs/paper/{name}.ipynb").read_text())
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


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
    assert real.records["06_broken"].error == {"cell": 3, "message": "ValueError: N = 2 is too few"}
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


@pytest.mark.parametrize("name", ["SIGINT", "SIGKILL"])
def test_a_batch_that_is_interrupted_or_killed_leaves_no_kernel(project, name):
    if name == "SIGKILL" and not sys.platform.startswith("linux"):
        pytest.skip("only Linux ends the children of a process that was killed")
    write_notebook(project, "01_read", WHO, WAIT)
    write_plan(project, yaml_of("a", "b"))
    process = driven(project, 10)
    until(lambda: len(list(project.glob("*.waits"))) == 2, 60)
    runs = family(process)
    assert sum("ipykernel" in " ".join(each.cmdline()) for each in runs) == 2
    process.send_signal(signal.Signals[name])
    process.communicate(timeout=20)
    until(lambda: not alive(runs), 10)
