"""What helpers.batch.records promises: a run is done only while all it was made from and all it wrote is as it was."""

import json
import re
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import paths
from helpers.batch import records
from helpers.batch.plan import Plan, load
from helpers.batch.records import Record

from .project import write_notebook, write_plan

PLAN = """
runs:
  - {notebook: 01_read}
  - {notebook: 02_check, needs: [01_read]}
  - {notebook: 05_regress, name: first, needs: [02_check], parameters: {a: 3}}
  - {notebook: 05_regress, name: second}
"""
STARTS = count()  # an executed notebook is never the same twice: it is full of times
EVERY = {"01_read", "02_check", "first", "second"}


@pytest.fixture
def plan(project) -> Plan:
    """A plan whose runs were all carried out: 01_read wrote a table and an index, which 02_check wrote anew."""
    for name in ("01_read", "02_check", "05_regress"):
        write_notebook(project, name)
    found = load(write_plan(project, PLAN))
    wrote = {
        "01_read": {"data/processed/funds.csv": "328.54\n", "data/processed/index.json": "1\n"},
        "02_check": {"data/processed/index.json": "2\n"},
        "first": {"figures/rates.pdf": "drawn\n"},
    }
    for run in found.runs:
        carried_out(found, run.name, wrote.get(run.name, {}))
    return found


def carried_out(plan: Plan, name: str, wrote: dict[str, str], error: dict | None = None) -> None:
    """Returns after the files and the record of a run are written, as if it had just ended."""
    place = paths.RUNS / plan.name
    executed = {records.shown(records.executed(place, name)): f"started as number {next(STARTS)}\n"}
    hashes = {}
    for file, content in (executed | wrote).items():
        (paths.ROOT / file).parent.mkdir(parents=True, exist_ok=True)
        (paths.ROOT / file).write_text(content)
        hashes[file] = records.file_hash(paths.ROOT / file)
    (run,) = [run for run in plan.runs if run.name == name]
    now = records.surroundings()
    sources = records.made_from(run, now, records.read_all(plan))
    state = "failed" if error else "done"
    record = Record(state, records.key(sources), sources, now.tables, run.parameters, "2026", 1.0, error, hashes, 99.5)
    records.write(records.record_path(place, name), record)


def states(plan: Plan) -> dict[str, tuple[str, str]]:
    return records.states(plan, records.surroundings(), records.read_all(plan))


def stale(plan: Plan) -> set[str]:
    return {name for name, (state, _) in states(plan).items() if state == "stale"}


def test_a_run_is_done_while_nothing_has_changed(plan):
    assert set(states(plan).values()) == {("done", "nothing has changed")}


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("helpers/a.py", "helpers"),
        ("helpers/reading/words.yml", "helpers"),
        ("requirements.lock", "requirements.lock"),
        ("data/raw/reports/a.txt", "data/raw"),
        ("data/raw/reports/new.txt", "data/raw"),
        ("data/processed/facts.csv", "data/processed/facts.csv"),
        ("data/processed/new.csv", "data/processed/new.csv"),
    ],
)
def test_every_run_is_stale_once_something_all_are_made_from_was_changed_or_added(project, plan, file, part):
    (project / file).parent.mkdir(exist_ok=True)
    (project / file).write_text("changed")
    assert stale(plan) == EVERY
    assert states(plan)["second"] == ("stale", f"changed: {part}")


@pytest.mark.parametrize(
    "file", ["helpers/a.py", "requirements.lock", "data/raw/reports/a.txt", "data/processed/facts.csv"]
)
def test_every_run_is_stale_once_something_all_are_made_from_is_gone(project, plan, file):
    (project / file).unlink()
    assert stale(plan) == EVERY


def test_a_file_that_was_only_renamed_makes_runs_stale(project, plan):
    (project / "data/raw/reports/a.txt").rename(project / "data/raw/reports/b.txt")
    assert stale(plan) == EVERY


@pytest.mark.parametrize(
    "file", ["helpers/__pycache__/a.pyc", "data/raw/.DS_Store", "data/raw/.ipynb_checkpoints/a.txt"]
)
def test_what_programs_leave_about_makes_nothing_stale(project, plan, file):
    (project / file).parent.mkdir(exist_ok=True)
    (project / file).write_text("left")
    assert stale(plan) == set()


def test_another_notebook_makes_its_own_runs_stale_and_those_that_need_them(project, plan):
    write_notebook(project, "02_check", "a: int = 2  # number of runs")
    assert stale(plan) == {"02_check", "first"}
    assert states(plan)["02_check"] == ("stale", "changed: notebook")
    assert states(plan)["first"] == ("stale", "needed run 02_check is stale")


def test_outputs_in_a_notebook_do_not_make_it_another(project, plan):
    path = project / "notebooks" / "02_check.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"][1] |= {
        "execution_count": 3,
        "outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}],
    }
    path.write_text(json.dumps(notebook))
    assert stale(plan) == set()


def test_other_parameters_make_a_run_stale(project, plan):
    changed = load(write_plan(project, PLAN.replace("a: 3", "a: 4")))
    assert stale(changed) == {"first"}
    assert states(changed)["first"] == ("stale", "changed: parameters")


def test_other_needs_make_a_run_stale(project, plan):
    changed = load(write_plan(project, PLAN.replace("name: second", "name: second, needs: [01_read]")))
    assert states(changed)["second"] == ("stale", "changed: needed run 01_read")


def test_a_table_changed_by_hand_makes_stale_the_run_that_wrote_it_and_all_that_need_that_run(project, plan):
    (project / "data/processed/funds.csv").write_text("328.55\n")
    assert stale(plan) == {"01_read", "02_check", "first"}
    assert states(plan)["01_read"] == ("stale", "data/processed/funds.csv was changed")
    assert states(plan)["02_check"] == ("stale", "needed run 01_read is stale")


def test_a_table_changed_by_hand_and_written_again_as_it_was_leaves_what_needs_it_done(project, plan):
    (project / "data/processed/funds.csv").write_text("328.55\n")
    carried_out(plan, "01_read", {"data/processed/funds.csv": "328.54\n", "data/processed/index.json": "1\n"})
    assert stale(plan) == {"02_check", "first"}  # the index lacks what 02_check adds
    carried_out(plan, "02_check", {"data/processed/index.json": "2\n"})
    assert stale(plan) == set()


def test_a_run_that_wrote_another_table_makes_stale_what_needs_it(plan):
    carried_out(plan, "01_read", {"data/processed/funds.csv": "330\n", "data/processed/index.json": "1\n"})
    assert states(plan)["02_check"] == ("stale", "changed: needed run 01_read")


def test_a_run_that_was_made_from_something_else_makes_stale_what_needs_it_whatever_it_wrote(project, plan):
    write_notebook(project, "01_read", "a: int = 2  # number of runs")
    carried_out(plan, "01_read", {"data/processed/funds.csv": "328.54\n", "data/processed/index.json": "1\n"})
    assert states(plan)["02_check"] == ("stale", "changed: needed run 01_read")


@pytest.mark.parametrize("file", ["data/processed/funds.csv", "runs/paper/01_read.ipynb"])
def test_a_written_file_that_is_gone_makes_its_run_stale(project, plan, file):
    (project / file).unlink()
    assert states(plan)["01_read"] == ("stale", f"{file} is missing")


def test_a_file_that_a_later_run_writes_anew_may_differ_but_not_in_another_way(project, plan):
    assert (project / "data/processed/index.json").read_text() == "2\n"
    assert states(plan)["01_read"][0] == "done"
    (project / "data/processed/index.json").write_text("3\n")
    assert stale(plan) == {"01_read", "02_check", "first"}


def test_a_run_that_failed_is_failed_with_cell_and_message(plan):
    carried_out(plan, "second", {}, {"cell": 3, "message": "ValueError: N = 2"})
    assert states(plan)["second"] == ("failed", "In [3]: ValueError: N = 2")


def test_what_needs_a_run_that_failed_is_not_done(plan):
    carried_out(plan, "02_check", {"data/processed/index.json": "2\n"}, {"cell": None, "message": "killed"})
    assert states(plan)["02_check"] == ("failed", "killed")
    assert states(plan)["first"] == ("stale", "needed run 02_check is failed")


def test_a_record_cut_at_any_place_is_damaged_and_its_run_stale(plan):
    path = paths.RUNS / "paper" / "first.json"
    whole = path.read_bytes()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        assert records.read(path).state == "damaged"
    state, reason = states(plan)["first"]
    assert state == "stale"
    assert re.fullmatch(r"its record is damaged or of another version \(JSONDecodeError: .+\)", reason)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "completed"},
        {"key": "0"},
        {"made_from": {"notebook": "0"}},
        {"made_from": []},
        {"tables": None},
        {"error": "killed"},
        {"error": {"cell": 1}},
        {"outputs": {"figures/rates.pdf": None}},
        {"outputs": ["figures/rates.pdf"]},
        {"version": 2},
        {"peak_mb": "9"},
        {"seconds": None},
    ],
)
def test_a_record_of_another_version_is_damaged(plan, change):
    path = paths.RUNS / "paper" / "first.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    assert records.read(path).state == "damaged"


@pytest.mark.parametrize("content", ["", "null", "[]", "3", "{}", "[" * 10**5])
def test_a_file_that_is_no_record_is_a_damaged_one(project, content):
    path = project / "first.json"
    path.write_text(content)
    assert records.read(path).state == "damaged"
    assert records.read(project / "none.json") is None


texts = st.dictionaries(st.text(), st.text())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sources=texts, tables=texts, outputs=texts, message=st.text(), parameters=st.dictionaries(st.text(), st.floats(0))
)
def test_a_record_is_read_as_it_was_written(project, sources, tables, outputs, message, parameters):
    error = {"cell": None, "message": message}
    record = Record("failed", records.key(sources), sources, tables, parameters, "2026", 0.5, error, outputs)
    records.write(project / "a.json", record)
    assert records.read(project / "a.json") == record


def test_a_record_that_cannot_be_written_leaves_the_old_one(plan, monkeypatch):
    path = paths.RUNS / "paper" / "first.json"
    before = path.read_bytes()
    broken = records.read(path)._replace(seconds=object())
    with pytest.raises(TypeError):
        records.write(path, broken)
    assert path.read_bytes() == before


def test_the_key_is_the_same_for_the_same_sources_and_another_for_any_other():
    assert records.key({"a": "1", "b": "2"}) == records.key({"b": "2", "a": "1"})
    assert len({records.key(each) for each in ({}, {"a": "1"}, {"a": "2"}, {"b": "1"})}) == 4


def test_files_are_named_by_their_path_in_the_project_and_in_full_elsewhere(project, tmp_path):
    assert records.shown(project / "figures" / "a.pdf") == "figures/a.pdf"
    assert records.shown(tmp_path / "a.pdf") == str(tmp_path / "a.pdf")


def test_the_hash_of_a_file_is_its_sha256(project):
    (project / "abc").write_text("abc")
    assert records.file_hash(project / "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert records.file_hash(project / "missing") is None
