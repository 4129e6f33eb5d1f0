"""A project of its own for each test, with a name that papermill, a shell and a narrow encoding would stumble over."""

import sys
from pathlib import Path

import pytest

from helpers.batch import children

from .project import STAND_IN, in_project


@pytest.fixture
def project(monkeypatch, tmp_path) -> Path:
    """Root of the test's own project."""
    return in_project(monkeypatch, tmp_path / "项目 {a} b")


@pytest.fixture
def stand_in(monkeypatch, tmp_path) -> Path:
    """A script in the place of papermill that starts no kernel."""
    path = tmp_path / "stand_in.py"
    path.write_text(STAND_IN)
    monkeypatch.setattr(children, "PAPERMILL", (sys.executable, str(path)))
    return path
