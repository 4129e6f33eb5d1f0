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
