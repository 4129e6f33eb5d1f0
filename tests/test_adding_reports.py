"""docs/adding-reports.md does what it says, its commands typed as they stand in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pandas as pd
import pytest
import yaml

from helpers import paths
from helpers.coding import frames
from helpers.coding.corrections import corrected
from helpers.reading import report

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "runs", "site", "tests", "__pycache__", ".*_cache", ".hypothesis")
LOOKED_AT = ["01_read", "05_regress"]  # notebooks of the plan; the others read the same tables
BLOCKS = re.compile(r"^( *)```sh\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def typed(tmp_path_factory) -> tuple[Path, list[str]]:
    """A copy of the project, and what each block of commands printed in it; `.venv` is the environment of the tests."""
    project = Path(shutil.copytree(paths.ROOT, tmp_path_factory.mktemp("adding") / "project", ignore=LEFT_OUT))
    plan = project / "notebooks" / "plans" / "paper.yml"
    runs = [each for each in yaml.safe_load(plan.read_text(encoding="utf-8"))["runs"] if each["notebook"] in LOOKED_AT]
    plan.write_text(yaml.safe_dump({"runs": runs}), encoding="utf-8")
    text = (project / "docs" / "adding-reports.md").read_text(encoding="utf-8")
    own = {"PYTHONPATH": os.pathsep.join(filter(None, [str(project), os.environ.get("PYTHONPATH")]))}
    told = []
    for indent, block in BLOCKS.findall(text):
        commands = re.sub(f"^{indent}", "", block, flags=re.MULTILINE).replace(".venv/bin/python", sys.executable)
        commands = commands.replace("make reproduce", f"make reproduce PYTHON={sys.executable}")
        call = ["bash", "-c", textwrap.dedent(commands)]
        done = subprocess.run(call, cwd=project, env=os.environ | own, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"
        told.append(done.stdout)
    return project, told


def test_what_is_read_and_what_disagrees_is_told(typed):
    _, (_, read, checked, *_) = typed
    assert "1 reports, 2 funds, 3 indicators" in read
    assert "stated 95, recomputed 90" in checked
    assert "年初预算100万元，全年实际支出90万元，预算执行率95%" in checked


def test_the_report_is_in_the_tables_with_its_correction_and_in_the_regression(typed):
    project, _ = typed
    tables = {name: pd.read_csv(project / "data" / "processed" / f"{name}.csv") for name in ("reports", "funds")}
    assert "water" in set(tables["reports"]["report_id"])
    own = tables["funds"].query("report_id == 'water'").set_index("stage")["amount_wan"]
    assert own.to_dict() == {"initial_budget": 100, "executed": 95}
    regressions = [pd.read_csv(root / "figures" / "regressions.csv") for root in (project, paths.ROOT)]
    assert regressions[0]["n_obs"].max() == regressions[1]["n_obs"].max() + 2


def test_what_to_do_names_every_kind_of_problem_as_the_reader_names_it():
    text = (paths.ROOT / "docs" / "adding-reports.md").read_text(encoding="utf-8")
    kinds = re.findall(r"^\| `(\w+)`", text, re.MULTILINE)
    source = "".join(file.read_text(encoding="utf-8") for file in (paths.ROOT / "helpers" / "reading").rglob("*.py"))
    assert kinds
    assert all(f'"{kind}"' in source for kind in kinds)


def test_the_line_that_supplies_a_province_is_a_correction_that_fits(tmp_path):
    text = (paths.ROOT / "docs" / "adding-reports.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"`(water,reports,[^`]*)`", text)
    (tmp_path / "water.txt").write_text(
        "清河县水务局2021年度项目支出绩效自评报告\n全年预算100万元，支出90万元。\n", encoding="utf-8"
    )
    read = frames.from_records(report.read_folder([tmp_path / "water.txt"]))
    assert read["reports"]["province_zh"].tolist() == [""]
    header = ",".join(frames.tables()["corrections"]["columns"])
    (tmp_path / "corrections.csv").write_text(f"{header}\n{line}\n", encoding="utf-8")
    after = corrected(read, frames.from_csv(tmp_path / "corrections.csv", "corrections"))
    assert after["reports"]["province_zh"].tolist() == ["河北省"]


def test_a_unit_that_is_assumed_is_told_and_ends_a_strict_call_alone_with_1(tmp_path):
    head = "项目支出绩效自评表\n项目名称|补贴\n|年初预算数|全年预算数|全年执行数|分值|执行率|得分\n"
    form = f"{head}年度资金总额|2400000|2400000|2375000|10|98.96%|9.9\n"
    (tmp_path / "form.txt").write_text(form, encoding="utf-8")
    call = [
        sys.executable,
        "-m",
        "helpers",
        "read",
        str(tmp_path / "form.txt"),
        "--into",
        str(tmp_path / "tables"),
        "--jobs",
        "1",
    ]
    done = [
        subprocess.run([*call, *more], cwd=paths.ROOT, capture_output=True, text=True, check=False)
        for more in ([], ["--strict"])
    ]
    assert [each.returncode for each in done] == [0, 1]
    assert "form.txt: unit_assumed: " in done[0].stderr
