"""A small project for tests, and what stands in its files."""

import json
from pathlib import Path

import pytest

from helpers import paths

# what papermill does, without a kernel: cells are executed in this process, and an error ends it
STAND_IN = """
import contextlib, io, json, sys, yaml
source, target, given = sys.argv[-4], sys.argv[-3], sys.argv[-1]
notebook, names = json.load(open(source)), {}
try:
    for cell in notebook["cells"]:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec("".join(cell["source"]), names)
        if "parameters" in cell["metadata"].get("tags", []):
            names.update(yaml.safe_load(open(given)))
        cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": printed.getvalue()}]
finally:
    json.dump(notebook, open(target, "w"))
"""


def in_project(monkeypatch: pytest.MonkeyPatch, root: Path) -> Path:
    """`root`, after folders for a project were made there and everything in this process takes it for the project."""
    for name, folder in {"RAW": "data/raw", "NOTEBOOKS": "notebooks", "RUNS": "runs"}.items():
        monkeypatch.setattr(paths, name, root / folder)
    monkeypatch.setattr(paths, "ROOT", root)
    for folder in ("data/raw/reports", "data/processed", "notebooks/plans", "helpers"):
        (root / folder).mkdir(parents=True)
    for file in ("data/raw/reports/a.txt", "data/processed/facts.csv", "helpers/a.py", "requirements.lock"):
        (root / file).write_text("1\n")
    return root


def code(source: str, *tags: str) -> dict:
    """A code cell as it stands in a notebook file."""
    return {
        "cell_type": "code",
        "source": source,
        "metadata": {"tags": list(tags)},
        "outputs": [],
        "execution_count": None,
    }


def write_notebook(root: Path, name: str, parameters: str = "a: int = 1  # number of runs", *sources: str) -> Path:
    """The notebook, after it was written with its parameters cell and more code cells behind it."""
    cells = [{"cell_type": "markdown", "source": "# Why?", "metadata": {}}, code(parameters, "parameters")]
    return write_cells(root, name, *cells, *map(code, sources))


def write_cells(root: Path, name: str, *cells: dict) -> Path:
    """The notebook, after it was written with these cells."""
    path = root / "notebooks" / f"{name}.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}))
    return path


def write_plan(root: Path, text: str, name: str = "paper") -> Path:
    """The plan file, after it was written."""
    path = root / "notebooks" / "plans" / f"{name}.yml"
    path.write_text(text, encoding="utf-8")
    return path
