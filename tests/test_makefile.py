"""What the Makefile says of its targets is what they do."""

import subprocess

from helpers import paths

MADE = [
    "runs/paper/01_read.ipynb",
    "runs/paper/01_read.json",
    "runs/paper/gallery.html",
    "runs/paper/pages/01_read.html",
    ".ruff_cache/a",
]
FOUND = [
    "runs/mine/figures/regressions.tex",
    "runs/mine/own.ipynb",
    "runs/multiverse/results.parquet",
    "runs/paper/review/000.html",
    "runs/water/audit.json",
    "runs/water/pages/a.html",
    "runs/water/reports.csv",
]


def test_clean_removes_executed_notebooks_and_caches_and_no_results(tmp_path):
    for name in MADE + FOUND:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    for _ in range(2):
        subprocess.run(["make", "-f", paths.ROOT / "Makefile", "clean"], cwd=tmp_path, check=True)
    assert sorted(file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()) == FOUND
