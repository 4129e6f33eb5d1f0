"""Passages of many fields with a planted value and with the right one: the one is found, the other is clean."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from helpers.coding import frames
from helpers.coding.audit import audit
from helpers.reading.report import read_text

TITLE = "青山县公共事务局2023年度项目支出绩效自评报告\n"
GRAVE = ["contradiction", "exceeds", "not_comparable", "not_reported"]
OF = {"degenerate": ["no_information"], "across": ["scope", *GRAVE]}  # verdicts of a family, GRAVE of the others
WANTED, ALLOWED = 0.9, 0.02

with open(Path(__file__).with_name("passages.csv"), encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def verdicts(passage: str) -> set[str]:
    """The verdicts on a passage below a title; on two reports of one unit and year, parted by ‖, those on both."""
    parts = enumerate(passage.replace("\\n", "\n").split("‖"))
    texts = {f"R{number}": TITLE + part for number, part in parts}
    read = [frames.from_records(read_text(text, name, f"{name}.txt", "0" * 64)) for name, text in texts.items()]
    found = audit({table: pd.concat([each[table] for each in read], ignore_index=True) for table in read[0]}, texts)
    return {*(found[found["report_id"].str.contains("+", regex=False)] if len(texts) > 1 else found)["verdict"]}


@pytest.mark.parametrize("batch", ["1", "2", "3"])
def test_nine_in_ten_planted_values_are_found(batch):
    rows = [row for row in ROWS if row["wrong"] and row["batch"] == batch]
    wrong = {row["passage"]: verdicts(row["passage"].replace("@", row["wrong"])) for row in rows}
    told = [row for row in rows if wrong[row["passage"]] & {*OF.get(row["family"], GRAVE)}]
    assert len(told) >= WANTED * len(rows), [row["passage"] for row in rows if row not in told]


@pytest.mark.parametrize("batch", ["1", "2", "3"])
def test_hardly_any_passage_with_the_right_value_is_held_against_its_report(batch):
    rows = [row for row in ROWS if row["batch"] == batch]
    alarmed = [row["passage"] for row in rows if verdicts(row["passage"].replace("@", row["right"])) & {*GRAVE}]
    assert len(alarmed) <= ALLOWED * len(rows), alarmed
