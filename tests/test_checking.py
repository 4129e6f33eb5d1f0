"""The audit of a folder: the same by one process, by several and at once, and a process that dies is told."""

import os
import shutil
import signal
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
import pytest

from helpers import bulk, checking, paths, pool
from helpers.coding import frames
from helpers.coding.audit import READ, audit
from helpers.coding.checks.tables import parts
from helpers.reading import report


@pytest.fixture
def tables(tmp_path, monkeypatch) -> Path:
    """The tables of the five reports, each there twice, which are more than one process audits."""
    monkeypatch.setattr(pool, "get_context", lambda _: get_context("fork"))  # sees what a test has changed
    documents, into = tmp_path / "documents", tmp_path / "tables"
    documents.mkdir()
    for path in paths.REPORTS.iterdir():
        shutil.copy(path, documents)
        (documents / f"again{path.name}").write_bytes(path.read_bytes() + b"\n")
    bulk.read_into(into, report.planned([documents]))
    monkeypatch.setattr(bulk, "CHUNK", 2)
    return into


def test_several_processes_find_what_one_finds_at_once(tables, monkeypatch):
    at_once = audit(frames.load(tables, READ), *bulk.texts_and_grids(tables))
    monkeypatch.setattr(parts, "MOST", 2)
    for jobs in (1, 2):
        pd.testing.assert_frame_equal(checking.audited(tables, jobs), at_once)


def test_a_process_that_dies_is_told_in_one_message(tables, monkeypatch):
    monkeypatch.setattr(checking, "checked", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(OSError, match="a process that audits died"):
        checking.audited(tables, jobs=2)
