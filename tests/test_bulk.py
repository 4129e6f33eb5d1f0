"""Reading many documents: the same tables as one by one, nothing read twice, and processes that may die."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
import psutil
import pytest

from helpers import bulk, paths, pool
from helpers.coding import frames
from helpers.output import save
from helpers.reading import report
from helpers.reading.records import TABLES

DEADLY = "kills.txt"
ROOTED = os.environ | {"PYTHONPATH": str(paths.ROOT)}


@pytest.fixture
def documents(tmp_path) -> Path:
    """A folder of twelve documents."""
    return twelve(tmp_path / "documents")


@pytest.fixture(scope="module")
def expected(tmp_path_factory) -> dict[str, bytes]:
    """The tables of the twelve documents, read one by one."""
    folder = tmp_path_factory.mktemp("expected")
    save.write_tables(frames.from_records(report.read_folder([twelve(folder / "documents")])), folder / "tables")
    return tables(folder / "tables")


def twelve(folder: Path) -> Path:
    """The folder, with the five reports twice under other bytes, one empty document, and one again."""
    folder.mkdir()
    for number in range(2):
        for path in sorted(paths.REPORTS.iterdir()):
            (folder / f"{number}{path.name}").write_bytes(path.read_bytes() + b"\n" * number)
    (folder / "empty.txt").write_bytes(b"")
    shutil.copy(folder / sorted(os.listdir(folder))[0], folder / "twice.txt")
    return folder


@pytest.fixture
def small_chunks(monkeypatch):
    """Several processes for a few documents; forked, so that they see what a test has changed."""
    monkeypatch.setattr(bulk, "CHUNK", 2)
    monkeypatch.setattr(pool, "get_context", lambda _: get_context("fork"))


def tables(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.stem != bulk.PLACES}


def read(documents: Path, into: Path, jobs: int = 2, **more) -> list[int]:
    """How many documents were told to be read, time after time."""
    told: list[int] = []
    bulk.read_into(into, report.planned([documents]), jobs=jobs, tell=told.append, **more)
    return told


def read_to_a_full_disk(documents: Path, into: Path, monkeypatch) -> None:
    """All documents are read, no table can be written."""

    def full(_):
        raise OSError("no space")

    with monkeypatch.context() as broken:
        broken.setattr(save, "write_files", full)
        with pytest.raises(OSError, match="no space"):
            read(documents, into)


def die_on(monkeypatch, name: str) -> None:
    """Processes that are told to read a document of this name die."""
    whole = report.read_each

    def read_each(sources, jobs=1):
        if any(source.path.name == name for source in sources):
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(sources, jobs)

    monkeypatch.setattr(report, "read_each", read_each)


def test_many_processes_write_what_one_writes_to_the_byte(documents, tmp_path, small_chunks, expected):
    told = read(documents, tmp_path / "tables")
    assert (told[0], sum(told)) == (0, 12)
    assert tables(tmp_path / "tables") == expected


def test_the_numbers_of_rows_are_those_of_the_files(documents, tmp_path):
    counts = bulk.read_into(tmp_path, report.planned([documents]))
    assert list(counts) == list(TABLES)
    assert counts == {name: len(pd.read_csv(tmp_path / f"{name}.csv")) for name in TABLES}


def test_a_document_that_kills_its_process_is_a_problem_and_all_others_are_read(
    documents, tmp_path, small_chunks, monkeypatch, expected
):
    (documents / DEADLY).write_text("一份绩效自评报告", encoding="utf-8")
    die_on(monkeypatch, DEADLY)
    read(documents, tmp_path / "tables")
    problems = pd.read_csv(tmp_path / "tables" / "problems.csv", dtype=str)
    assert problems.query("source_file == @DEADLY")["kind"].tolist() == ["damaged"]
    assert {name: text for name, text in tables(tmp_path / "tables").items() if name != "problems.csv"} == {
        name: text for name, text in expected.items() if name != "problems.csv"
    }


def test_a_document_read_before_a_kill_is_not_read_again(documents, tmp_path, small_chunks, monkeypatch, expected):
    read_to_a_full_disk(documents, tmp_path / "tables", monkeypatch)
    assert [file.name for file in (tmp_path / "tables").iterdir()] == [bulk.KEPT]
    die_on(monkeypatch, sorted(os.listdir(documents))[0])
    (documents / "later.txt").write_text(
        "某县2021年度项目支出绩效自评报告。支出90万元，自评得分95分。", encoding="utf-8"
    )
    assert read(documents, tmp_path / "tables") == [12, 1]
    (documents / "later.txt").unlink()
    monkeypatch.undo()
    read(documents, tmp_path / "tables")
    assert tables(tmp_path / "tables") == expected


def test_what_other_code_read_is_read_again(documents, tmp_path, small_chunks, monkeypatch):
    read_to_a_full_disk(documents, tmp_path / "tables", monkeypatch)
    monkeypatch.setattr(bulk, "CODE", "changed")
    assert read(documents, tmp_path / "tables")[0] == 0


def test_a_damaged_file_of_what_was_read_is_begun_anew(documents, tmp_path, expected):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / bulk.KEPT).write_bytes(b"no database" * 1000)
    read(documents, tmp_path / "tables")
    assert tables(tmp_path / "tables") == expected


def test_a_document_that_changes_while_others_are_read_is_a_problem(documents, tmp_path):
    sources = report.planned([documents])
    (documents / sources[0].path.name).write_text("另一份绩效自评报告", encoding="utf-8")
    bulk.read_into(tmp_path / "tables", sources)
    problems = pd.read_csv(tmp_path / "tables" / "problems.csv")
    assert problems.query("kind == 'changed'")["source_file"].tolist() == [sources[0].path.name]


def test_a_document_whose_rows_are_not_valid_is_a_problem_and_all_others_are_read(documents, tmp_path, monkeypatch):
    whole = report.read_document

    def read_document(found, report_id, *more):
        rows = whole(found, report_id, *more)
        wrong = rows.reports[0]._replace(self_score=Decimal(500))
        return rows._replace(reports=[wrong]) if report_id == "0000" else rows

    monkeypatch.setattr(report, "read_document", read_document)
    read(documents, tmp_path, jobs=1)
    problems = pd.read_csv(tmp_path / "problems.csv").set_index("source_file")
    assert problems.loc["0000.txt", "kind"] == "not_valid"
    assert "self_score" in problems.loc["0000.txt", "reason"]
    assert len(pd.read_csv(tmp_path / "reports.csv")) == 9


def test_one_that_is_not_valid_has_only_halves_of_its_chunk_checked_again(documents, tmp_path, monkeypatch):
    whole, divided, sizes = report.read_document, bulk._divided, []

    def read_document(found, report_id, *more):
        rows = whole(found, report_id, *more)
        wrong = rows.reports[0]._replace(self_score=Decimal(500))
        return rows._replace(reports=[wrong]) if report_id == "0000" else rows

    def checked(rows, there):
        sizes.append(len(rows))
        return divided(rows, there)

    monkeypatch.setattr(report, "read_document", read_document)
    monkeypatch.setattr(bulk, "_divided", checked)
    read(documents, tmp_path, jobs=1)
    assert sizes == [12, 6, 3, 1, 1, 2, 3, 6]  # the second 1 is its row in problems


def test_three_documents_of_one_name_and_the_same_bytes_are_one_report_and_two_problems(tmp_path):
    for folder in "abc":
        (tmp_path / folder).mkdir()
        shutil.copy(sorted(paths.REPORTS.iterdir())[0], tmp_path / folder / "same.txt")
    found = frames.from_records(report.read_folder([tmp_path / folder for folder in "abc"]))
    assert (len(found["reports"]), len(found["problems"])) == (1, 2)


def test_killed_at_any_moment_it_leaves_no_process_and_goes_on_where_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(bulk, "CHUNK", 8)
    documents = tmp_path / "documents"
    documents.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted(paths.REPORTS.iterdir())]
    for number in range(6 * bulk.CHUNK):
        (documents / f"{number}.txt").write_text(f"{texts[number % 5]}\n{number}", encoding="utf-8")
    start = f"from helpers import __main__, bulk; bulk.CHUNK = {bulk.CHUNK}; __main__.cli()"
    command = [sys.executable, "-c", start, "read", documents, "--into", tmp_path / "tables", "--jobs", "2"]
    kept = tmp_path / "tables" / bulk.KEPT
    with subprocess.Popen(command, cwd=paths.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while not already(kept) and process.poll() is None:
            time.sleep(0.02)
        family = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    gone, alive = psutil.wait_procs(family, timeout=20)
    assert gone
    assert not alive
    before = already(kept)
    assert before >= bulk.CHUNK
    assert read(documents, tmp_path / "tables")[0] == before
    assert len(pd.read_csv(tmp_path / "tables" / "reports.csv")) == 6 * bulk.CHUNK


def test_a_script_that_would_start_itself_again_in_each_process_is_told_so_at_once(documents, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(f"""\
from pathlib import Path
from helpers import bulk
from helpers.reading import report
bulk.CHUNK = 2
bulk.read_into(Path({str(tmp_path / "tables")!r}), report.planned([Path({str(documents)!r})]), jobs=2)
""")
    done = subprocess.run(
        [sys.executable, script], cwd=paths.ROOT, env=ROOTED, capture_output=True, text=True, timeout=60, check=False
    )
    assert f"RuntimeError: {script}: {pool.UNGUARDED}" in done.stderr.splitlines()  # a process may warn behind it
    assert done.returncode == 1


def already(kept: Path) -> int:
    """How many documents a file of what was read holds."""
    try:
        with sqlite3.connect(f"file:{kept}?mode=ro", uri=True) as connection:
            return connection.execute("SELECT count(DISTINCT key) FROM lines").fetchone()[0]
    except sqlite3.Error:
        return 0


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0") as found:
        yield found.scheduler_address


def test_a_cluster_writes_what_one_process_writes_to_the_byte(documents, tmp_path, cluster, expected):
    read(documents, tmp_path / "tables", scheduler=cluster)
    assert tables(tmp_path / "tables") == expected


def test_a_cluster_that_runs_other_code_is_refused(documents, tmp_path, cluster, monkeypatch):
    monkeypatch.setattr(bulk, "CODE", "changed")
    with pytest.raises(ValueError, match="expected workers with the code that runs here"):
        read(documents, tmp_path / "tables", scheduler=cluster)


def test_a_scheduler_that_is_not_there_ends_with_an_error_that_names_it(documents, tmp_path, monkeypatch):
    monkeypatch.setattr(bulk, "PATIENCE", 0.5)
    with pytest.raises(OSError, match="127.0.0.1:9"):
        read(documents, tmp_path / "tables", scheduler="tcp://127.0.0.1:9")
