"""The whole run in a copy of the project: what it writes, that a rerun writes the same, and what bad input does."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml

from helpers import paths
from helpers.output import save

LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "runs", "__pycache__", ".*_cache", ".hypothesis", ".ipynb_checkpoints"
)
PLAN = "notebooks/plans/paper.yml"


def copy_of_the_project(folder: Path) -> Path:
    return Path(shutil.copytree(paths.ROOT, folder / "project", ignore=LEFT_OUT))


def helpers(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """`python -m helpers` with the helpers of the copy, started in another folder than the project's."""
    return subprocess.run(
        [sys.executable, "-m", "helpers", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def results(project: Path) -> dict[str, bytes]:
    """Every file that a run writes for the paper, by name."""
    folders = [project / "data" / "processed", project / "figures"]
    return {file.name: file.read_bytes() for folder in folders for file in folder.iterdir() if file.is_file()}


def shown(project: Path) -> dict[str, list]:
    """What each cell of the executed notebooks shows, by notebook."""
    notebooks = sorted((project / "runs" / "paper").glob("*.ipynb"))
    cells = {file.stem: json.loads(file.read_text(encoding="utf-8"))["cells"] for file in notebooks}
    return {name: [in_one_piece(cell.get("outputs", [])) for cell in found] for name, found in cells.items()}


def in_one_piece(outputs: list[dict]) -> list[dict]:
    """The outputs, printed text put together that came in pieces."""
    whole: list[dict] = []
    for each in outputs:
        if whole and "text" in each and each.get("name") == whole[-1].get("name"):
            whole[-1]["text"] += each["text"]
        else:
            whole.append(each)
    return whole


@pytest.fixture(scope="module")
def run_once(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess]:
    project = copy_of_the_project(tmp_path_factory.mktemp("whole"))
    for folder in ("data/processed", "figures"):
        shutil.rmtree(project / folder)
    return project, helpers(project, "run", PLAN, "--jobs", "2")


def test_one_command_writes_every_file_that_is_kept_and_lists_it(run_once):
    project, done = run_once
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(results(project)) == set(results(paths.ROOT))
    assert all(f"  {name}" in done.stdout for name in results(project))


def test_the_tables_that_are_kept_hold_the_numbers_of_a_fresh_run(run_once):
    """Numbers, not bytes: linear algebra differs in the last digit by processor."""
    for folder in ("data/processed", "figures"):
        for fresh in sorted((run_once[0] / folder).glob("*.csv")):
            kept = paths.ROOT / folder / fresh.name
            pd.testing.assert_frame_equal(pd.read_csv(fresh), pd.read_csv(kept), rtol=1e-6, atol=1e-9)


def test_every_link_of_a_printed_table_leads_to_a_row_on_a_review_page(run_once):
    followed = 0
    for page in (run_once[0] / "figures").glob("*.html"):
        for address in re.findall(r'<a href="(\.\./[^"]+)"', page.read_text(encoding="utf-8")):
            file, _, place = address.partition("#")
            target = (page.parent / file).read_text(encoding="utf-8")
            assert not place or f'id="{place}"' in target, f"{page.name}: {address}"
            followed += 1
    assert followed


def test_a_rerun_has_nothing_to_do_and_a_forced_one_in_ordinary_kernels_shows_and_writes_the_same_bytes(run_once):
    project, _ = run_once
    before, seen = results(project), shown(project)
    runs = yaml.safe_load((project / PLAN).read_text(encoding="utf-8"))["runs"]
    assert len(seen) == len(runs)
    assert f"{len(runs)} up to date" in helpers(project, "run", PLAN).stdout
    ordinary = ("--jobs", "2", "--force", "--kernel", "fresh")
    forced = helpers(project, "run", PLAN, *ordinary, TZ="Asia/Shanghai", LANG="C")
    assert forced.returncode == 0, forced.stdout + forced.stderr
    assert results(project) == before
    assert shown(project) == seen


def test_bad_documents_are_listed_and_told_and_of_one_that_was_taken_out_no_review_page_stays(tmp_path):
    project = copy_of_the_project(tmp_path)
    reports, review = project / "data" / "raw" / "reports", project / "runs" / "paper" / "review"
    (reports / "empty.txt").write_bytes(b"")
    (reports / "scan.txt").write_bytes(b"%PDF-1.7\n")
    (reports / "letter.txt").write_text("同志们好，今天天气不错。\n", encoding="utf-8")
    save.put_folder([("gone.html", b"of a report that was there")], review)
    done = helpers(project, "run", PLAN, "--only", "01_read", "--kernel", "fresh")
    assert done.returncode == 0, done.stdout + done.stderr
    problems = pd.read_csv(project / "data" / "processed" / "problems.csv").set_index("source_file")["kind"]
    assert problems.to_dict() == {"empty.txt": "empty", "scan.txt": "damaged", "letter.txt": "not_a_report"}
    assert re.findall(r"^(\w+\.txt): (\w+): .", done.stderr, re.MULTILINE) == list(problems.items())
    assert len(pd.read_csv(project / "data" / "processed" / "reports.csv")) == 5
    assert {file.stem for file in review.glob("*.html")} == {"000", "001", "002", "003", "004", "index"}
    assert "  000.html" in done.stdout


def test_an_amount_that_cannot_be_read_stops_the_run_with_file_offset_and_text(tmp_path):
    project = copy_of_the_project(tmp_path)
    text = "某县水务局2021年度项目支出绩效自评报告。年初预算12.3.4万元，实际支出10万元，自评得分95分。\n"
    (project / "data" / "raw" / "reports" / "water.txt").write_text(text, encoding="utf-8")
    before = results(project)
    done = helpers(project, "run", PLAN, "--only", "01_read", "--kernel", "fresh")
    assert done.returncode == 1
    for told in ("water.txt", f"offset {text.index('12.3.4')}", "12.3.4万元"):
        assert told in done.stdout
    assert results(project) == before


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ("{yeer: 2022}", ["yeer", "not declared"]),
        ("{lang: fr}", ["lang", "one of: en, zh"]),
        ("{sample: 3}", ["sample", "expected str"]),
    ],
)
def test_a_parameter_that_is_unknown_or_mistyped_is_refused_before_a_kernel_starts(tmp_path, parameters, told):
    plan = tmp_path / "wrong.yml"
    plan.write_text(f"runs:\n  - notebook: 05_regress\n    parameters: {parameters}\n", encoding="utf-8")
    done = helpers(paths.ROOT, "run", str(plan))
    assert done.returncode == 2
    assert all(each in done.stderr for each in told), done.stderr
    assert "starts" not in done.stdout


def test_a_notebook_runs_by_papermill_from_another_folder(tmp_path):
    """Results of the variant lie in the copy; the output notebook where papermill was told to put it."""
    project = copy_of_the_project(tmp_path)
    notebook, out = project / "notebooks" / "05_regress.ipynb", tmp_path / "out.ipynb"
    command = [
        sys.executable,
        "-m",
        "papermill",
        str(notebook),
        str(out),
        "-p",
        "variant",
        "mine",
        "-p",
        "outcome",
        "attainment",
    ]
    environment = {**os.environ, "PYTHONPATH": str(project)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert out.is_file()
    assert (project / "runs" / "mine" / "figures" / "regressions.tex").is_file()
