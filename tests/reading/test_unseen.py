"""Invented documents in sets, written with their truth before the reader was run on them.

What the reader found at first sight stands in the README of each set; since then it was mended by looking at them, so
what is held here says how far it got and not how it does on others.
"""

from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest

from helpers import bulk
from helpers.coding import frames
from helpers.reading import report

UNSEEN = Path(__file__).parent / "unseen"
SETS = sorted(folder.name for folder in UNSEEN.iterdir() if (folder / "gold").is_dir())
KEYS = {
    "funds": ["project_id", "stage", "source", "category", "amount_wan"],
    "indicators": ["project_id", "comparator", "target", "target_unit", "actual_comparator", "actual", "actual_unit"],
    "outcomes": ["value", "unit", "value_comparator"],
}
CODED = [(table, name) for table in KEYS for name in SETS if (UNSEEN / name / "gold" / f"{table}.csv").exists()]
NUMBERS = {"amount_wan", "target", "actual", "value"}
TARGETS = {"funds": 0.93, "indicators": 0.93, "outcomes": 0.85}
REACHED = {  # F1 where less than wanted is reached: what no change may lose
    "prose_14": {"indicators": 0.9, "outcomes": 0.84},
    "prose_15": {"funds": 0.86},
    "prose_16": {"indicators": 0.9, "outcomes": 0.7},
    "prose_17": {"outcomes": 0.81},
    "prose_18": {"indicators": 0.86},
    "prose_19": {"indicators": 0.92, "outcomes": 0.81},
    "prose_20": {"indicators": 0.89, "outcomes": 0.77},
    "prose_21": {"indicators": 0.86, "outcomes": 0.81},
    "prose_23": {"outcomes": 0.83},
    "prose_24": {"indicators": 0.91, "outcomes": 0.8},
    "prose_25": {"funds": 0.91, "indicators": 0.92, "outcomes": 0.76},
    "prose_26": {"indicators": 0.91},
    "prose_27": {"outcomes": 0.8},
    "prose_28": {"funds": 0.91, "indicators": 0.81},
    "prose_29": {"funds": 0.84, "indicators": 0.82, "outcomes": 0.81},
    "prose_30": {"funds": 0.72, "indicators": 0.75, "outcomes": 0.83},
    "prose_34": {"indicators": 0.92},
    "prose_38": {"funds": 0.92},
    "prose_39": {"funds": 0.85},
    "prose_40": {"funds": 0.9, "indicators": 0.9},
    "prose_41": {"funds": 0.79},
    "prose_42": {"funds": 0.88, "indicators": 0.86},
    "prose_43": {"indicators": 0.89},
    "prose_46": {"funds": 0.82},
    "prose_47": {"funds": 0.92, "indicators": 0.89},
    "prose_48": {"indicators": 0.91},
    "prose_49": {"indicators": 0.92},
    "prose_50": {"indicators": 0.88, "outcomes": 0.8},
    "prose_51": {"indicators": 0.88, "outcomes": 0.79},
    "prose_52": {"funds": 0.88, "indicators": 0.8, "outcomes": 0.8},
    "prose_53": {"funds": 0.77, "indicators": 0.91},
    "prose_54": {"funds": 0.71, "indicators": 0.9},
    "prose_55": {"funds": 0.91},
    "prose_56": {"indicators": 0.86, "outcomes": 0.84},
    "prose_57": {"funds": 0.91},
    "forms_6": {"outcomes": 0.76},
    "forms_7": {"funds": 0.88, "outcomes": 0.5},
    "forms_17": {"indicators": 0.91, "outcomes": 0.73},
    "forms_18": {"outcomes": 0.81},
    "forms_19": {"funds": 0.67, "indicators": 0.66, "outcomes": 0.51},
    "forms_20": {"funds": 0.67, "indicators": 0.69, "outcomes": 0.52},
    "forms_21": {"funds": 0.7, "indicators": 0.61, "outcomes": 0.3},
    "forms_24": {"outcomes": 0.84},
    "short_2": {"funds": 0.91},
    "short_4": {"funds": 0.9, "indicators": 0.84},
    "short_6": {"funds": 0.88},
    "short_7": {"funds": 0.67, "indicators": 0.67},
    "short_8": {"funds": 0.86},
    "short_10": {"funds": 0.9},
    "short_12": {"funds": 0.83},
    "short_15": {"funds": 0.89},
    "short_18": {"funds": 0.86},
    "short_20": {"funds": 0.86},
    "short_22": {"funds": 0.87, "indicators": 0.76},
    "short_23": {"funds": 0.77, "indicators": 0.67, "outcomes": 0.8},
    "short_24": {"funds": 0.8, "indicators": 0.76},
    "short_25": {"funds": 0.66, "indicators": 0.77},
    "short_26": {"funds": 0.79, "indicators": 0.88},
    "short_27": {"funds": 0.71, "indicators": 0.77, "outcomes": 0.79},
    "short_28": {"funds": 0.87, "indicators": 0.8},
    "short_29": {"funds": 0.71, "indicators": 0.68},
    "short_30": {"funds": 0.78, "indicators": 0.73, "outcomes": 0.82},
    "short_31": {"funds": 0.73, "indicators": 0.6, "outcomes": 0.68},
    "short_32": {"funds": 0.73, "indicators": 0.6, "outcomes": 0.81},
    "short_33": {"funds": 0.66, "indicators": 0.82},
    "short_34": {"funds": 0.85, "indicators": 0.75, "outcomes": 0.84},
    "short_35": {"funds": 0.79, "indicators": 0.77},
    "short_36": {"funds": 0.75, "indicators": 0.68},
    "short_37": {"funds": 0.74, "indicators": 0.73},
    "short_38": {"funds": 0.61, "indicators": 0.56},
    "short_39": {"funds": 0.63, "indicators": 0.71},
    "short_40": {"funds": 0.55, "indicators": 0.63, "outcomes": 0.84},
    "short_41": {"funds": 0.7, "indicators": 0.65},
}


@cache
def read_all() -> dict[str, dict[str, pd.DataFrame]]:
    """The tables of each set, as the command writes them when it is told to read all sets."""
    sources = report.planned(UNSEEN / name / "documents" for name in SETS)
    sets = {source.path.name: source.path.parents[1].name for source in sources}
    with TemporaryDirectory() as folder:
        bulk.read_into(Path(folder), sources, jobs=2)
        found = frames.load(Path(folder))
    assert len(sets) == len(sources), "two sets have a document of one name"
    files = found["reports"].set_index("report_id")["source_file"]
    of_rows = {
        name: (table["source_file"] if "source_file" in table else table["report_id"].map(files)).map(sets)
        for name, table in found.items()
    }
    return {each: {name: table[of_rows[name] == each] for name, table in found.items()} for each in SETS}


def read(name: str) -> dict[str, pd.DataFrame]:
    return read_all()[name]


def keys(frame: pd.DataFrame, table: str) -> Counter:
    """The rows as they are compared: numbers by value, targets in words as such, mentions of one figure once."""
    plain = frame.assign(report_id=frame["report_id"].str.split("_").str[0])
    if "project_id" in plain:
        plain["project_id"] = plain["project_id"].str.rpartition("-")[2]
    columns = ["report_id", *KEYS[table]]
    rows = [tuple(map(alike, row, columns)) for row in plain[columns].itertuples(index=False)]
    return Counter(rows) if table == "indicators" else Counter(set(rows))


def alike(value: object, column: str) -> str:
    if value != value or value == "" or column not in NUMBERS:
        return "" if value != value else str(value)
    try:
        return f"{float(value):.6g}"
    except ValueError:
        return "words"


def f1(name: str, table: str) -> float:
    gold = pd.read_csv(UNSEEN / name / "gold" / f"{table}.csv", dtype=str, keep_default_na=False)
    coded, found = keys(gold, table), keys(read(name)[table].astype(object), table)
    return 2 * (coded & found).total() / (coded.total() + found.total())


@pytest.mark.parametrize("name", SETS)
def test_every_document_is_read_and_its_figures_stand_where_they_are_said_to_stand(name):
    files = {path.name for path in (UNSEEN / name / "documents").iterdir()}
    assert set(read(name)["reports"]["source_file"]) == files
    assert "not_valid" not in set(read(name)["problems"]["kind"])


@pytest.mark.parametrize(("table", "name"), CODED)
def test_what_is_read_is_what_was_coded(table, name):
    assert f1(name, table) >= REACHED.get(name, {}).get(table, TARGETS[table])


def test_what_is_said_to_fall_short_does():
    assert all(f1 < TARGETS[table] for reached in REACHED.values() for table, f1 in reached.items())
