"""A project of its own for each test, with a name that papermill, a shell and a narrow encoding would stumble over."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.batch import children, leftovers

from .project import STAND_IN, in_project


@pytest.fixture
def project(monkeypatch, tmp_path) -> Iterator[Path]:
    """Root of the test's own project."""
    root = in_project(monkeypatch, tmp_path / "项目 {a} b")
    yield root
    leftovers.removed(root / "runs/paper")


@pytest.fixture
def stand_in(monkeypatch, tmp_path) -> Path:
    """A script in the place of papermill that starts no kernel."""
    path = tmp_path / "stand_in.py"
    path.write_text(STAND_IN)
    monkeypatch.setattr(children, "PAPERMILL", (sys.executable, str(path)))
    return path
