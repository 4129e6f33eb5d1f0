"""The reports as this project restates them: the same figures as in the originals, each where its row says it is."""

import csv
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from helpers import paths
from helpers.reading.records import TABLES, Tables
from helpers.reading.report import read_folder, read_text

SHARED = paths.ROOT.parent / "shared"
ORIGINALS, GOLD = SHARED / "reports", SHARED / "gold"
RESTATED = sorted(paths.REPORTS.glob("[0-9][0-9][0-9].txt"))
PLACES = {"report_id", "source_file", "sha256", "start", "end", "chance"}
WORDS = {"name_zh", "line"}
needs_originals = pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the original reports lie outside this project")
needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="the hand-coded figures lie outside this project")


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def figures(row: tuple) -> dict[str, str]:
    """A row without its place and its words; of what was promised or attained in words only that it was."""
    kept = {key: value for key, value in row._asdict().items() if key not in PLACES | WORDS}
    if "project_id" in kept:
        kept["project_id"] = kept["project_id"].rpartition("-")[2]
    in_words = [key for key in ("target", "actual") if kept.get(key) and not isinstance(kept[key], Decimal)]
    if "actual" in in_words:
        in_words.append("token")
    return {key: "words" if key in in_words else str(value) for key, value in kept.items()}


def write(tables: Tables, folder: Path) -> None:
    for (name, record), rows in zip(TABLES.items(), tables, strict=True):
        with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(record._fields)
            writer.writerows(rows)


def scored(read: Path, tables: str, least: float) -> subprocess.CompletedProcess:
    command = [sys.executable, GOLD / "score.py", GOLD, read, "--tables", tables, "--fail-under", str(least)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_there_are_restated_reports():
    assert RESTATED


@pytest.mark.parametrize("path", RESTATED, ids=lambda path: path.stem)
def test_every_row_of_a_restated_report_stands_where_it_says(path):
    text = text_of(path)
    for rows in read_text(text, path.stem)[1:6]:
        assert all(text[row.start : row.end] == row.token for row in rows)


@needs_originals
@pytest.mark.parametrize("path", RESTATED, ids=lambda path: path.stem)
@pytest.mark.parametrize("table", [name for name in TABLES if name != "problems"])
def test_a_restated_report_says_the_same_in_every_table(path, table):
    (original,) = ORIGINALS.glob(f"{path.stem}_*.txt")
    pairs = zip(*(getattr(read_text(text_of(each), "x"), table) for each in (original, path)), strict=True)
    for ours, theirs in pairs:
        assert figures(ours) == figures(theirs)


@needs_gold
@pytest.mark.parametrize("folder", [ORIGINALS, paths.REPORTS], ids=["originals", "restated"])
@pytest.mark.parametrize(
    ("tables", "least"), [("funds,scorecard,reports", 0.97), ("indicators", 0.95), ("outcomes", 0.85)]
)
def test_what_is_read_agrees_with_what_was_coded_by_hand(folder, tables, least, tmp_path):
    if not folder.is_dir():
        pytest.skip(f"no folder {folder.name}")
    write(read_folder([folder]), tmp_path)
    done = scored(tmp_path, tables, least)
    assert done.returncode == 0, done.stdout + done.stderr
