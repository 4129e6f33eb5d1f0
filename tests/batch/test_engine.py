"""What helpers.batch.engine promises: what is to be run is run once, in order, and all that happened is told."""

import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from helpers.batch import engine
from helpers.batch.plan import PlanError, load

from .project import CHECK, COUNT, READ, WHO, chain, counts, record, run, write_notebook, write_plan, yaml_of


@pytest.mark.parametrize("jobs", [1, 4])
def test_runs_are_carried_out_in_the_order_of_their_needs(project, stand_in, jobs):
    exit_code, lines = run(chain(project), jobs=jobs)
    assert exit_code == 0
    assert (project / "rates.pdf").read_text() == "328.54!"
    assert lines[-1] == "plan paper: 4 done"


def test_a_second_batch_does_nothing_where_nothing_changed(project, stand_in):
    plan = chain(project)
    run(plan)
    exit_code, lines = run(plan)
    assert exit_code == 0
    assert counts(project) == {"01_read": 1, "02_check": 1, "03_describe": 1, "04_alone": 1}
    assert lines[0] == "01_read      up to date   nothing has changed"
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
        "01_read   new          there is no record of it",
        "02_check  new          there is no record of it",
        "plan paper: 2 runs: 2 new",
    ]
    assert not (project / "runs").exists()
    run(plan)
    assert run(plan, dry_run=True, force=True, only="01_read")[1] == [
        "01_read  stale        asked for again",
        "plan paper: 1 runs: 1 stale",
    ]


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
        "04_alone     new          there is no record of it",
        "plan paper: 4 runs: 3 stale, 1 new",
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
    assert lines[-2] == "failed: 01_read  ValueError: no reports  (runs/paper/01_read.ipynb)"
    assert record(project, "01_read").state == "failed"
    assert record(project, "02_check") is None


def test_what_failed_is_run_again_and_then_what_waited_for_it(project, failing):
    run(failing)
    exit_code, lines = run(failing)
    assert exit_code == 1
    assert "01_read      starts       failed: ValueError: no reports" in lines
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
    assert seen[0] == ("01_read  starts       new: there is no record of it", 0)
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


def test_several_runs_go_on_at_a_time_and_no_more_than_jobs(project, stand_in):
    busy = "import os, time; open(f'../{who}.busy', 'w'); time.sleep(0.4);"
    count = "n = len([f for f in os.listdir('..') if f.endswith('.busy')]); os.remove(f'../{who}.busy'); print(n)"
    write_notebook(project, "01_read", WHO, busy + count)
    plan = write_plan(project, yaml_of(*"abcde"))
    assert run(plan, jobs=2)[0] == 0
    notebooks = [json.loads((project / f"runs/paper/{name}.ipynb").read_text()) for name in "abcde"]
    assert max(int(notebook["cells"][2]["outputs"][0]["text"]) for notebook in notebooks) == 2


def test_a_change_while_the_batch_runs_is_told_and_made_good_by_the_next(project, stand_in):
    plan = chain(project)
    write_notebook(project, "04_alone", WHO, COUNT, "open('../data/raw/reports/new.txt', 'w').write('x')")
    exit_code, lines = run(plan)
    assert exit_code == 1
    assert "failed: 04_alone  changed while it ran: data/raw  (runs/paper/04_alone.ipynb)" in lines
    assert "02_check     not started  changed since the batch began: data/raw" in lines
    assert "to be run again: 01_read  changed: data/raw (while the batch ran)" in lines
    assert run(plan)[0] == 0
    assert counts(project) == {"01_read": 2, "02_check": 1, "03_describe": 1, "04_alone": 2}


def test_a_notebook_saved_anew_while_it_runs_has_failed_and_is_run_again(project, stand_in):
    plan = chain(project)
    save = "import json; path = '01_read.ipynb'; text = json.load(open(path)); text['cells'][2]['source'] = '1';"
    write_notebook(project, "01_read", WHO, save + "json.dump(text, open(path, 'w'))")
    exit_code, lines = run(plan, only="01_read")
    assert exit_code == 1
    assert lines[-2] == "failed: 01_read  changed while it ran: notebook  (runs/paper/01_read.ipynb)"
    assert run(plan, only="01_read")[0] == 0


def test_how_far_a_batch_is_tells_pace_time_left_and_failures():
    ended = Counter(done=20, failed=4) + Counter({"up to date": 30, "not started": 6})
    assert engine.progress(ended, 120, 90) == "60 of 120 ended, 16 a minute, about 4 min left, 4 failed"
    assert engine.progress(Counter(), 120, 10) == "0 of 120 ended, 0 a minute, 0 failed"


def test_a_long_batch_tells_now_and_then_how_far_it_is(project, stand_in, monkeypatch):
    monkeypatch.setattr(engine, "OFTEN", 0)
    lines = run(chain(project), only="01_read")[1]
    assert re.fullmatch(r"1 of 1 ended, \d+ a minute, about 0 min left, 0 failed", lines[3])


def test_the_next_run_has_begun_when_the_last_is_recorded(project, stand_in):
    write_notebook(project, "01_read", WHO)
    lines = run(write_plan(project, yaml_of("a", "b")))[1]
    assert [line.split()[:2] for line in lines[:3]] == [["a", "starts"], ["b", "starts"], ["a", "done"]]


def test_two_runs_that_write_one_file_differently_are_told(project, stand_in):
    write_notebook(project, "01_read", WHO, "open('../rates.pdf', 'w').write(who); print('wrote rates.pdf')")
    exit_code, lines = run(write_plan(project, yaml_of("a", "b")))
    assert exit_code == 1
    assert lines[-2] == "to be run again: a  rates.pdf was changed (while the batch ran)"
