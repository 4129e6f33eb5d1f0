"""The command line: what it writes and says, and its exit codes: 0 done, 1 something was found, 2 a wrong call."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter

import pandas as pd
import pytest
from click.testing import CliRunner

from helpers import bulk, paths
from helpers.__main__ import cli
from helpers.batch import children, collect, engine

TABLES = ["funds", "indicators", "outcomes", "problems", "reports", "resources", "scorecard"]


def call(*arguments: object):
    return CliRunner().invoke(cli, [str(each) for each in arguments])


def test_read_writes_the_tables_of_a_folder(tmp_path):
    done = call("read", paths.REPORTS, "--into", tmp_path / "tables")
    assert done.exit_code == 0
    assert sorted(file.stem for file in (tmp_path / "tables").iterdir()) == sorted([*TABLES, "documents"])
    assert "5 reports" in done.output


def test_what_read_writes_is_what_notebook_01_keeps(tmp_path):
    call("read", paths.REPORTS, "--into", tmp_path)
    for name in TABLES:
        assert (tmp_path / f"{name}.csv").read_bytes() == (paths.processed() / f"{name}.csv").read_bytes(), name


@pytest.mark.parametrize(("strict", "code"), [((), 0), (("--strict",), 1)])
def test_a_document_that_cannot_be_read_is_told_and_counts_where_one_is_strict(tmp_path, strict, code):
    (tmp_path / "empty.txt").write_bytes(b"")
    done = call("read", tmp_path / "empty.txt", paths.REPORTS, "--into", tmp_path / "tables", *strict)
    assert done.exit_code == code
    assert "empty.txt: empty: " in done.output
    assert len(pd.read_csv(tmp_path / "tables" / "reports.csv")) == 5


def test_an_unreadable_amount_is_an_error_that_names_file_offset_and_text(tmp_path):
    text = "某市教育局2022年度项目支出绩效自评报告。实际支出1.2.3万元，预算执行率90%，自评得分90分。"
    (tmp_path / "school.txt").write_text(text, encoding="utf-8")
    done = call("read", tmp_path, "--into", tmp_path / "tables")
    assert done.exit_code == 1
    assert "school.txt" in done.output
    assert f"offset {text.index('1.2.3')}" in done.output
    assert "1.2.3万元" in done.output
    assert "Exit 1 where an amount cannot be read" in call("read", "--help").output


def test_check_writes_the_audit_and_is_strict_about_contradictions(tmp_path):
    call("read", paths.REPORTS, "--into", tmp_path)
    loose, strict = call("check", tmp_path), call("check", tmp_path, "--strict")
    assert (loose.exit_code, strict.exit_code) == (0, 1)
    assert "stated 1063.98, recomputed 867.89" in loose.output
    assert len(pd.read_csv(tmp_path / "audit.csv")) > 20


def test_check_quotes_the_words_of_the_report_and_writes_the_findings_as_json(tmp_path):
    call("read", paths.REPORTS, "--into", tmp_path)
    done = call("check", tmp_path)
    findings = json.loads((tmp_path / "audit.json").read_text(encoding="utf-8"))
    assert len(findings) == len(pd.read_csv(tmp_path / "audit.csv"))
    assert all(row["quote"] for row in findings if row["verdict"] == "contradiction")
    assert "1063.98万元" in done.output


def test_check_goes_without_quotes_where_the_documents_have_changed_since(tmp_path):
    source = tmp_path / "water.txt"
    text = "某县水务局2021年度项目支出绩效自评报告。年初预算100万元，实际支出130万元，自评得分95分。\n"
    source.write_text(text, encoding="utf-8")
    call("read", source, "--into", tmp_path / "tables")
    source.write_text(text.replace("130", "13"), encoding="utf-8")
    assert call("check", tmp_path / "tables").exit_code == 0
    audit = pd.read_csv(tmp_path / "tables" / "audit.csv", keep_default_na=False)
    assert audit[["verdict", "quote"]].values.tolist() == [["exceeds", ""]]


def test_check_of_a_folder_without_contradiction_is_done_also_where_one_is_strict(tmp_path):
    text = "某县水务局2021年度项目支出绩效自评报告。年初预算100万元，实际支出90万元，自评得分95分。\n"
    (tmp_path / "water.txt").write_text(text, encoding="utf-8")
    call("read", tmp_path / "water.txt", "--into", tmp_path / "tables")
    assert call("check", tmp_path / "tables", "--strict").exit_code == 0


def test_check_shows_what_is_asked_for_and_is_as_strict_as_ever(tmp_path):
    call("read", paths.REPORTS, "--into", tmp_path)
    done = call("check", tmp_path, "--report", "001", "--verdict", "contradiction", "--strict")
    assert done.exit_code == 1
    assert re.findall(r"^(\w+) +(\d{3}\S*)  ", done.output, re.MULTILINE) == [("contradiction", "001")]
    assert call("check", tmp_path, "--report", "004", "--strict").exit_code == 1
    assert len(pd.read_csv(tmp_path / "audit.csv")) > 20


def test_check_of_documents_says_that_they_are_read_first(tmp_path):
    (tmp_path / "water.txt").write_text("某县水务局2021年度项目支出绩效自评报告。", encoding="utf-8")
    done = call("check", tmp_path)
    assert done.exit_code == 2
    assert f"holds documents: `python -m helpers read {tmp_path} --into X`, then check X" in done.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "nowhere.txt", "--into", "x"),
        ("read", paths.REPORTS),
        ("check", "nowhere"),
        ("run", "nowhere.yml"),
        ("status", "nowhere.yml"),
        ("replication", "nowhere.yml"),
        ("trace", "funds"),
        ("trace", "funds", "nowhere"),
        ("run", "notebooks/plans/paper.yml", "--only", "nothing"),
        ("run", "notebooks/plans/paper.yml", "--jobs", "0"),
        ("read", paths.REPORTS, "--into", "/nowhere/x", "--jobs", "-3"),
        ("check", "data/processed", "--jobs", "-1"),
        ("check", "data/raw/reports"),
        ("gallery", "notebooks/plans/paper.yml", "--jobs", "-1"),
        ("site", "notebooks/plans/paper.yml", "--into", "/nowhere/x", "--jobs", "0"),
        ("sheet", "data/processed", "--reports", "20", "--seed", "1", "--into", "/nowhere/x.xlsx"),
        ("sheet", "data/processed", "--reports", "0", "--seed", "1", "--into", "/nowhere/x.xlsx"),
        ("sheet", "data/processed", "--reports", "2", "--seed", "1", "--by", "town", "--into", "/nowhere/x.xlsx"),
        ("sheet", "data/processed", "--reports", "2", "--seed", "1", "--into", "/nowhere/x.csv"),
        ("dance",),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_what_is_wrong(arguments, monkeypatch):
    monkeypatch.chdir(paths.ROOT)
    done = call(*arguments)
    assert done.exit_code == 2
    assert "Error" in done.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check", "nowhere"), "Error: there is no folder nowhere"),
        (("read", paths.REPORTS, "--into", "/proc/x"), "Error: no folder can be made at /proc/x: "),
        (("sheet", "data/processed", "--reports", "20", "--seed", "1", "--into", "/x.xlsx"), "Error: "),
        (("trace", "funds", "nowhere"), "Error: "),
        (("status", "nowhere.yml"), "Error: "),
    ],
)
def test_a_call_of_the_right_form_is_refused_without_a_word_on_usage(arguments, told, monkeypatch):
    monkeypatch.chdir(paths.ROOT)
    done = call(*arguments)
    assert done.exit_code == 2
    assert told in done.output
    assert "Usage" not in done.output


def test_a_folder_without_documents_is_refused_and_the_tables_stay(tmp_path):
    call("read", paths.REPORTS / "000.txt", "--into", tmp_path / "tables")
    before = {file: file.read_bytes() for file in (tmp_path / "tables").iterdir()}
    (tmp_path / "empty").mkdir()
    done = call("read", tmp_path / "empty", "--into", tmp_path / "tables")
    assert done.exit_code == 2
    assert f"no document in {tmp_path / 'empty'}" in done.output
    assert {file: file.read_bytes() for file in (tmp_path / "tables").iterdir()} == before


@pytest.mark.parametrize("name", ["reading/vocabulary.yml", "reading/forms/words.yml", "coding/tables.yml"])
def test_a_damaged_file_of_words_is_told_in_one_line_with_its_name(tmp_path, name):
    shutil.copytree(paths.ROOT / "helpers", tmp_path / "helpers", ignore=shutil.ignore_patterns("__pycache__"))
    damaged = tmp_path / "helpers" / name
    lines = damaged.read_text(encoding="utf-8").count("\n")
    damaged.write_text(f"{damaged.read_text(encoding='utf-8')}words: [\n", encoding="utf-8")
    asked = [sys.executable, "-m", "helpers", "read", paths.REPORTS, "--into", tmp_path / "tables"]
    own = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(asked, cwd=tmp_path, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"Error: {damaged}, line {lines + 2}: ")
    assert "Traceback" not in done.stderr


def test_a_dry_run_lists_the_runs_and_starts_none(monkeypatch):
    monkeypatch.chdir(paths.ROOT)
    done = call("run", "notebooks/plans/paper.yml", "--dry-run")
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.output.splitlines() if line][:1] == ["01_read"]
    assert "starts" not in done.output


def test_an_interrupted_batch_ends_with_1_and_a_line_that_says_how_it_goes_on(monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "run", interrupted)
    done = call("run", str(paths.NOTEBOOKS / "plans/paper.yml"))
    assert done.exit_code == 1
    assert done.output == "Error: interrupted; the same call goes on with what is left\n"


def test_limits_and_a_cluster_reach_the_batch(monkeypatch):
    asked = {}
    monkeypatch.setattr(engine, "run", lambda plan, **how: asked.update(how) or 0)
    options = ["--dry-run", "--cell-timeout", "5", "--timeout", "60", "--memory", "2.5"]
    monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", "tcp://a:1")
    done = call("run", str(paths.NOTEBOOKS / "plans/paper.yml"), *options)
    assert done.exit_code == 0
    assert asked["limits"] == children.Limits(cell=5, run=60, memory=2.5)
    assert asked["scheduler"] == "tcp://a:1"


def plan_files(folder, **needs: list[str]) -> None:
    for name, those in needs.items():
        (folder / f"{name}.yml").write_text(f"needs: {those}\nruns: [{{notebook: 01_read, name: {name}}}]\n")


def test_the_plans_that_a_plan_needs_are_carried_out_first_and_all_of_them_whatever_is_chosen(tmp_path, monkeypatch):
    plan_files(tmp_path, curve=["multiverse"], multiverse=["paper"], paper=[])
    started, chosen = [], ("only", "force")
    monkeypatch.setattr(engine, "run", lambda plan, **how: started.append((plan.name, *map(how.get, chosen))))
    done = call("run", tmp_path / "curve.yml", "--only", "curve", "--force")
    assert done.exit_code == 0, done.output
    assert started == [("paper", None, None), ("multiverse", None, None), ("curve", "curve", True)]


def test_a_plan_is_not_started_where_one_that_it_needs_did_not_end_well(tmp_path, monkeypatch):
    plan_files(tmp_path, curve=["multiverse"], multiverse=[])
    monkeypatch.setattr(engine, "run", lambda plan, **how: int(plan.name == "multiverse"))
    done = call("run", tmp_path / "curve.yml")
    assert done.exit_code == 1
    assert "plan curve was not started: it needs plan multiverse" in done.output


def test_a_plan_of_a_million_runs_is_refused_with_its_number_unless_that_is_meant(tmp_path):
    reports = [f"{place}" for place in range(1000)]
    grid = {"sample": ["seeds", "public", "official_hosts", "all"], "lang": ["en", "zh"], "data": reports}
    entry = {"notebook": "05_regress", "grid": grid | {"draws": [*range(200)]}}
    (tmp_path / "big.yml").write_text(json.dumps({"runs": [entry]}))
    done = call("run", tmp_path / "big.yml", "--dry-run")
    assert done.exit_code == 2
    assert "it has 1,600,000 runs, more than 10,000: say --yes where that is meant" in done.output


def test_collect_writes_one_table_of_what_the_runs_found_and_ends_with_1_where_there_is_none(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "RUNS", tmp_path / "runs")
    plan_files(tmp_path, empty=[])
    done = call("collect", tmp_path / "empty.yml")
    assert done.exit_code == 1
    assert "plan empty: no run that is done wrote a result table" in done.output


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (None, ""),
        ({"done": 1}, "results of 1 of 2 runs\n"),
        ({"done": 1, "failed": 1}, "results of 1 of 2 runs, 1 failed\n"),
    ],
)
def test_a_batch_ends_with_how_many_runs_had_a_result_and_without_a_word_where_none_had(
    tmp_path, monkeypatch, found, told
):
    runs = [{"notebook": "01_read"}, {"notebook": "05_regress"}]
    (tmp_path / "my.yml").write_text(json.dumps({"runs": runs}))
    monkeypatch.setattr(engine, "run", lambda plan, **how: 0)
    monkeypatch.setattr(collect, "is_current", lambda plan: False)
    monkeypatch.setattr(collect, "problems", lambda plan: [])
    monkeypatch.setattr(collect, "collect", lambda plan: found and (paths.collected("my"), Counter(found)))
    assert call("run", tmp_path / "my.yml").output == (told and f"collected in runs/my/results.parquet: {told}")


def test_read_writes_a_review_page_a_report_where_asked(tmp_path):
    assert call("read", paths.REPORTS, "--into", tmp_path, "--review").exit_code == 0
    pages = {file.name for file in (tmp_path / "review").iterdir()}
    assert pages == {"index.html", "written.json", *(f"{file.stem}.html" for file in paths.REPORTS.iterdir())}


def test_of_a_report_that_is_read_no_more_no_page_and_no_audit_stays(tmp_path):
    call("read", paths.REPORTS, "--into", tmp_path, "--review")
    call("check", tmp_path)
    call("read", paths.REPORTS / "000.txt", "--into", tmp_path, "--review")
    left = {file.name for file in tmp_path.rglob("*") if file.suffix != ".csv"}
    assert left == {"review", "index.html", "written.json", "000.html"}
    assert not (tmp_path / "audit.csv").exists()


def test_pages_of_tables_that_are_read_otherwise_without_new_ones_do_not_stay(tmp_path):
    call("read", paths.REPORTS, "--into", tmp_path, "--review")
    call("read", paths.REPORTS, "--into", tmp_path)
    assert (tmp_path / "review" / "001.html").exists()
    (tmp_path / "review" / "letter.txt").write_text("to the editor")
    call("read", paths.REPORTS / "000.txt", "--into", tmp_path)
    assert [file.name for file in (tmp_path / "review").iterdir()] == ["letter.txt"]


def test_the_audit_of_tables_that_are_read_as_they_were_stays(tmp_path):
    call("read", paths.REPORTS / "000.txt", "--into", tmp_path / "tables")
    call("check", tmp_path / "tables")
    before = {name: (tmp_path / "tables" / name).read_bytes() for name in bulk.AUDIT}
    (tmp_path / "empty.txt").write_bytes(b"")
    call("read", paths.REPORTS / "000.txt", tmp_path / "empty.txt", "--into", tmp_path / "tables")
    assert {name: (tmp_path / "tables" / name).read_bytes() for name in bulk.AUDIT} == before


def test_an_audit_that_somebody_keeps_where_no_tables_are_is_not_removed(tmp_path):
    (tmp_path / "audit.csv").write_text("of the auditors")
    call("read", paths.REPORTS / "000.txt", "--into", tmp_path)
    assert (tmp_path / "audit.csv").read_text() == "of the auditors"


def test_pages_are_not_written_where_somebody_keeps_something_else(tmp_path):
    (tmp_path / "review").mkdir()
    (tmp_path / "review" / "letter.txt").write_text("to the editor")
    done = call("read", paths.REPORTS / "000.txt", "--into", tmp_path, "--review")
    assert done.exit_code == 2
    assert "holds letter.txt, which would be lost" in done.output
    assert [file.name for file in tmp_path.rglob("*")] == ["review", "letter.txt"]


def test_sheet_makes_a_workbook_once_and_never_writes_over_one(tmp_path):
    call("read", paths.REPORTS, "--into", tmp_path)
    arguments = ("sheet", tmp_path, "--reports", 2, "--seed", 1, "--into", tmp_path / "a.xlsx")
    assert call(*arguments).exit_code == 0
    before = (tmp_path / "a.xlsx").read_bytes()
    again = call(*arguments)
    assert (again.exit_code, (tmp_path / "a.xlsx").read_bytes()) == (2, before)
    assert "perhaps filled in" in again.output


def test_where_nothing_can_be_written_the_call_ends_with_a_message_that_names_the_file(tmp_path):
    (tmp_path / ".read.sqlite").mkdir()
    into = tmp_path / f"{'a' * 300}.xlsx"
    for arguments, named in (
        (("read", paths.REPORTS, "--into", tmp_path), ".read.sqlite"),
        (("sheet", paths.processed(), "--reports", 2, "--seed", 1, "--into", into), into.name),
    ):
        done = call(*arguments)
        assert isinstance(done.exception, SystemExit)
        assert done.exit_code == 1
        assert f"{named}" in done.output
