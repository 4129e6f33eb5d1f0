"""Contradictions that people planted who did not know the audit: from the documents to the findings."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest

from helpers import bulk
from helpers.coding import frames
from helpers.coding.audit import READ, audit
from helpers.output import compared
from helpers.reading import report
from helpers.reading.text.quantities import find

HERE = Path(__file__).parent
OF = HERE / "sets"
SETS = {  # planted: the reports without a plant
    "planted": [HERE / "reading" / "unseen" / name / "documents" for name in ("prose_2", "prose_3")],
    **{f"planted_{number}": [OF / f"planted_{number}" / "documents"] for number in range(2, 56)},
}
CLEAN = ["clean_1", "clean_2", "clean_3"]  # sets without a plant
GRAVE = ["contradiction", "exceeds", "not_comparable", "not_reported"]
WANTED, ALLOWED = 0.9, 0.1
FOUND = {  # where less than WANTED is: no change loses one
    "planted_3": 40, "planted_11": 27, "planted_17": 26, "planted_18": 32, "planted_19": 28,
    "planted_20": 43, "planted_22": 28, "planted_23": 25, "planted_24": 27, "planted_25": 32,
    "planted_26": 31, "planted_27": 26, "planted_28": 24, "planted_29": 22, "planted_30": 24, "planted_47": 23,
    "planted_50": 22, "planted_51": 25, "planted_52": 21, "planted_53": 25, "planted_54": 25, "planted_55": 18,
}  # fmt: skip
ALARMED = {
    "planted_13": 2,
    "planted_15": 2,
    "planted_19": 2,
    "planted_21": 2,
    "planted_30": 3,
    "planted_52": 2,
    "clean_1": 6,
}  # where more than ALLOWED are: no change adds one

Audited = dict[str, tuple[str, pd.DataFrame]]  # file: its text, and what the audit holds against it


@cache
def audited(folder: Path) -> Audited:
    """The documents of a folder as they come out of the files of tables."""
    with TemporaryDirectory() as out:
        bulk.read_into(Path(out), report.planned([folder]))
        read, (texts, grids) = frames.load(Path(out), READ), bulk.texts_and_grids(Path(out))
    found = audit(read, texts, grids)
    found["used"] = found["figures"].map(lambda rows: {*_values(rows, read)})
    files = read["reports"].set_index("report_id")["source_file"]
    found["files"] = found["report_id"].map(lambda name: [files[each] for each in name.split("+")])
    grave = found[found["verdict"].isin(GRAVE)]
    of = grave["report_id"].str.split("+")  # a finding across reports is of each
    own = {name: grave[of.map(lambda ids, name=name: name in ids).astype(bool)] for name in files.index}
    return {file: (texts.get(name, ""), own[name]) for name, file in files.items()}


def _values(rows: str, read: dict[str, pd.DataFrame]) -> Iterator[float]:
    """The amounts of money that the rows of a finding have (funds:12 funds:13)."""
    places = (each.split(":") for each in rows.split())
    return (read["funds"]["amount_wan"][int(place)] for table, place in places if table == "funds")


def is_found(row: dict[str, str], read: Audited) -> bool:
    """Whether a grave finding has the figure in the words that the truth names; of a form, which has no such words,
    whether one has its value, uses it, or quotes the words."""
    text, found = read[row["file"]]
    value = float(find(row["stated"])[0].value)
    values = [value, round(value * 10**4, 9)]  # 16.84 of 万平方米
    valued = found["stated"].isin(values) | found["recomputed"].isin(values)
    if (valued & found["report_id"].str.contains("+", regex=False)).any():
        return True
    if (start := text.find(row["context"])) >= 0:
        return bool((found["start"].lt(start + len(row["context"])) & found["end"].gt(start)).any())
    used = found["used"].map(lambda own: not own.isdisjoint(values)) & found["start"].isna()
    clause = next((part for part in re.split("[。；;|]", row["context"]) if row["stated"] in part), row["context"])
    quoted = found["quote"].str.contains(clause, regex=False)
    return bool((valued | used.astype(bool) | quoted).any())


def planted(name: str) -> list[dict[str, str]]:
    with open(OF / name / "truth.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def clean(name: str) -> Audited:
    """The reports without a plant, without what is found in two reports of which the other has one."""
    altered = {row["file"] for row in planted(name)}
    own = {file: said for folder in SETS[name] for file, said in audited(folder).items() if file not in altered}
    apart = {file: found["files"].map(altered.isdisjoint).astype(bool) for file, (_, found) in own.items()}
    return {file: (text, found[apart[file]]) for file, (text, found) in own.items()}


@pytest.mark.parametrize("name", SETS)
def test_planted_contradictions_are_found_where_they_stand(name):
    found = [is_found(row, audited(OF / name / "documents")) for row in planted(name)]
    assert sum(found) >= FOUND.get(name, WANTED * len(found))


@pytest.mark.parametrize("name", SETS)
def test_hardly_any_report_without_one_is_said_to_contradict_itself(name):
    reports = clean(name)
    contradicted = [file for file, (_, found) in reports.items() if found["verdict"].eq("contradiction").any()]
    assert len(contradicted) <= ALARMED.get(name, ALLOWED * len(reports)), contradicted


@pytest.mark.parametrize("name", SETS)
def test_what_is_held_against_a_report_has_words_in_chinese(name):
    what = {each for _, found in audited(OF / name / "documents").values() for each in found["what"]}
    assert [each for each in what if re.search("[a-z]{3}", compared.compared(each, "zh"))] == []


@pytest.mark.parametrize("name", CLEAN)
def test_hardly_any_report_of_a_set_without_plants_is_held_against_itself(name):
    reports = audited(OF / name / "documents")
    alarmed = [file for file, (_, found) in reports.items() if len(found)]
    assert len(alarmed) <= ALARMED.get(name, ALLOWED * len(reports)), alarmed
