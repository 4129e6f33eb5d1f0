"""What helpers.batch.collect promises: one table of all runs, whole or not at all, and no run lost in silence."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from helpers import paths
from helpers.batch import children
from helpers.batch import collect as collecting
from helpers.batch.collect import collect, is_current, results
from helpers.batch.parameters import PlanError
from helpers.batch.plan import load

from .project import STAND_IN, in_project, run, write_notebook, write_plan

PARAMETERS = """\
variant: str = "paper"  # name under which results are kept
outcome: str = "attainment"  # what is explained
level: float = 0.9  # share
"""
RESULT = """\
import os, pyarrow
from pyarrow import parquet
os.makedirs(f'../runs/{variant}', exist_ok=True)
parquet.write_table(pyarrow.table(%s), f'../runs/{variant}/result.parquet')
print(f'wrote runs/{variant}/result.parquet')"""
ROW = "{'term': ['execution'], 'estimate': [len(outcome) * level], 'n': [12]}"
PLAN = "runs: [{notebook: 05_regress, name: each, grid: {outcome: [a, bb, ccc], level: [1, 0.5]}}]"
FEW = PLAN.replace("[1, 0.5]", "[1]")  # the same without every other run


@pytest.fixture(scope="module")
def done(tmp_path_factory) -> Path:
    """Root of a project in which the plan was carried out."""
    with pytest.MonkeyPatch.context() as patch:
        root = in_project(patch, tmp_path_factory.mktemp("done") / "项目")
        (root.parent / "stand_in.py").write_text(STAND_IN)
        patch.setattr(children, "PAPERMILL", (sys.executable, str(root.parent / "stand_in.py")))
        write_notebook(root, "05_regress", PARAMETERS, RESULT % ROW)
        assert run(write_plan(root, PLAN, "robust"))[0] == 0
    return root


@pytest.fixture
def plan(project, stand_in, done) -> Path:
    """The plan in the test's own project, which has what carrying it out left, so that `run` finds it up to date."""
    shutil.copytree(done, project, dirs_exist_ok=True)
    return project / "notebooks" / "plans" / "robust.yml"


ALONE = """\
import sys
from pathlib import Path
from helpers import paths
paths.ROOT = root = Path(sys.argv[1])
paths.RAW, paths.NOTEBOOKS, paths.RUNS = root / "data/raw", root / "notebooks", root / "runs"
from helpers.batch.collect import collect
from helpers.batch.plan import load
print(collect(load(sys.argv[2]))[0].name, "pandas" in sys.modules)
"""


def collected() -> pd.DataFrame:
    return pd.read_parquet(paths.collected("robust"))


def test_each_run_is_a_row_with_its_parameters_and_what_it_found(plan):
    assert run(plan)[0] == 0
    path, counts = collect(load(plan))
    assert (path, dict(counts)) == (paths.RUNS / "robust" / "results.parquet", {"done": 6})
    table = collected()
    assert list(table) == [
        *("run", "notebook", "state", "problem", "variant", "outcome", "level", "term", "estimate", "n"),
    ]
    first = {"run": "each-a-1.0", "notebook": "05_regress", "state": "done", "problem": "", "outcome": "a"}
    assert table.iloc[0].to_dict() == first | {
        "variant": "robust/each-a-1.0",
        "level": 1.0,
        "term": "execution",
        "estimate": 1.0,
        "n": 12,
    }
    assert table["estimate"].tolist() == [1, 0.5, 2, 1, 3, 1.5]


def test_a_default_stands_in_its_column_where_a_run_was_not_given_the_parameter(plan, project):
    write_plan(project, "runs: [{notebook: 05_regress, name: each, grid: {outcome: [a]}}]", "robust")
    run(plan)
    collect(load(plan))
    assert collected()["level"].tolist() == [0.9]


def test_parameters_stand_in_the_table_exactly_as_they_were_given(project, stand_in):
    given = {
        "day": "2021-03-01",
        "said": 'a "b"\n行',
        "share": 0.1 + 0.2,
        "many": 2**53 + 1,
        "whole": 3.0,
        "flag": True,
    }
    lines = [f"{name}: {type(value).__name__} = {type(value)()!r}  # any" for name, value in given.items()]
    write_notebook(project, "05_regress", "\n".join([PARAMETERS, *lines]), RESULT % "{'found': [1, 2]}")
    plan = write_plan(project, json.dumps({"runs": [{"notebook": "05_regress", "parameters": given}]}), "robust")
    run(plan)
    collect(load(plan))
    table = parquet.read_table(paths.collected("robust"))
    assert [{name: row[name] for name in given} for row in table.to_pylist()] == [given, given]
    assert [str(table.schema.field(name).type) for name in given] == ["string"] * 2 + [
        "double",
        "int64",
        "double",
        "bool",
    ]


def test_a_process_that_collects_needs_no_pandas(plan, project):
    run(plan)
    said = subprocess.run([sys.executable, "-c", ALONE, project, plan], capture_output=True, text=True, check=True)
    assert said.stdout == "results.parquet False\n"


def test_a_run_that_is_not_done_has_a_row_that_says_why(plan, project):
    write_notebook(project, "05_regress", PARAMETERS, "assert outcome != 'bb', 'no rows'", RESULT % ROW)
    assert run(plan)[0] == 1
    _, counts = collect(load(plan))
    assert counts == {"done": 4, "failed": 2}
    lost = collected().query("state != 'done'")
    assert lost["outcome"].tolist() == ["bb", "bb"]
    assert lost["problem"].str.contains("no rows").all()
    assert lost["estimate"].isna().all()


def test_a_result_that_was_changed_since_is_not_believed(plan):
    run(plan)
    file = paths.RUNS / "robust" / "each-a-1.0" / "result.parquet"
    pd.DataFrame({"term": ["execution"], "estimate": [99.0], "n": [1]}).to_parquet(file, index=False)
    _, counts = collect(load(plan))
    assert counts == {"stale": 1, "done": 5}
    assert "result.parquet was changed" in collected().query("state == 'stale'")["problem"].item()
    assert 99.0 not in collected()["estimate"].tolist()


def test_a_result_of_several_rows_has_the_parameters_in_each(plan, project):
    write_notebook(project, "05_regress", PARAMETERS, RESULT % "{'term': ['x', 'y'], 'estimate': [1, 2]}")
    run(write_plan(project, FEW, "robust"))
    collect(load(plan))
    assert collected().groupby("run")["term"].agg(list).tolist() == [["x", "y"]] * 3


def test_whole_numbers_and_numbers_and_nothing_are_one_column(plan, project):
    values = "{'estimate': {'a': [1], 'bb': [0.5], 'ccc': [None]}[outcome]}"
    write_notebook(project, "05_regress", PARAMETERS, RESULT % values)
    run(write_plan(project, FEW, "robust"))
    collect(load(plan))
    assert collected()["estimate"].isna().tolist() == [False, False, True]
    assert parquet.read_schema(paths.collected("robust")).field("estimate").type == pa.float64()


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ("{'level': [1]}", r"result table of run each-a-1.0: expected no column named as a parameter.*found level"),
        ("{'estimate': [1 if outcome == 'a' else 'one']}", "run each-bb-1.0: a column is of another type than before"),
    ],
)
def test_columns_that_do_not_go_together_are_refused_with_the_run_and_the_old_table_stays(
    plan, project, values, complaint
):
    run(plan)
    collect(load(plan))
    before = paths.collected("robust").read_bytes()
    write_notebook(project, "05_regress", PARAMETERS, RESULT % values)
    run(write_plan(project, FEW, "robust"))
    with pytest.raises(PlanError, match=complaint):
        collect(load(plan))
    assert paths.collected("robust").read_bytes() == before
    assert [file.name for file in paths.RUNS.glob("robust/.results*")] == []


def test_a_disk_that_fills_up_leaves_the_old_table_and_no_part(plan, project, monkeypatch):
    run(plan)
    collect(load(plan))
    before = paths.collected("robust").read_bytes()
    run(plan, force=True, only="each-a-1.0")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(collecting.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        collect(load(plan))
    assert paths.collected("robust").read_bytes() == before
    assert [file.name for file in paths.RUNS.glob("robust/.results*")] == []


def test_runs_that_write_no_result_table_are_collected_in_none(plan, project):
    write_notebook(project, "05_regress", PARAMETERS)
    run(plan)
    assert collect(load(plan)) is None
    assert is_current(load(plan))


def test_the_same_results_are_the_same_bytes_and_need_no_collecting_again(plan):
    run(plan)
    assert not is_current(load(plan))
    collect(load(plan))
    before = paths.collected("robust").read_bytes()
    assert is_current(load(plan))
    run(plan, jobs=2, force=True)
    collect(load(plan))
    assert paths.collected("robust").read_bytes() == before


@pytest.mark.parametrize("damage", [b"", b"PAR1", None])
def test_a_collected_table_that_is_damaged_or_gone_is_not_current(plan, damage):
    run(plan)
    collect(load(plan))
    path = paths.collected("robust")
    path.write_bytes(damage) if damage is not None else path.unlink()
    assert not is_current(load(plan))


def test_rows_are_written_in_tables_of_limited_size(plan, monkeypatch):
    monkeypatch.setattr(collecting, "ROWS", 2)
    run(plan)
    collect(load(plan))
    groups = parquet.ParquetFile(paths.collected("robust")).metadata
    assert [groups.row_group(place).num_rows for place in range(groups.num_row_groups)] == [2, 2, 2]


def test_a_run_that_reads_a_collected_table_is_stale_when_that_changes(plan, project):
    write_notebook(project, "06_multiverse", 'who: str = "a"  # name')
    curve = write_plan(project, "needs: [robust]\nruns: [{notebook: 06_multiverse}]", "curve")
    run(plan)
    collect(load(plan))
    assert run(curve)[0] == 0
    assert run(curve, dry_run=True)[1][-1] == "plan curve: 1 runs: 1 done"
    write_plan(project, PLAN.replace("ccc", "dddd"), "robust")
    run(plan)
    collect(load(plan))
    assert run(curve, dry_run=True)[1][0].endswith("changed: runs/robust/results.parquet")
    assert json.loads((paths.RUNS / "curve" / "06_multiverse.json").read_text())["state"] == "done"


def test_results_that_are_not_there_are_refused_with_the_call_that_makes_them(plan):
    elsewhere = paths.RUNS.rename(paths.ROOT / "elsewhere")
    told = "runs/robust/results.parquet is not there: `python -m helpers run notebooks/plans/robust.yml --jobs 2` does"
    with pytest.raises(FileNotFoundError, match=told):
        results("robust")
    elsewhere.rename(paths.RUNS)
    collect(load(plan))
    assert results("robust").to_pandas().equals(collected())
