"""What coding.checks.parts promises: reports that are held against each other stay together, and none is lost."""

import pandas as pd
import pytest

from helpers.coding.audit import audit
from helpers.coding.checks.tables import parts

from ... import made

AGENCIES = {
    "A": "甲县水利局",
    "B": "县水利局",
    "C": "乙县水利局",
    "D": "丙市林业局",
    "E": "市林业局",
    "F": "",
    "G": "丙市林业局",
}


def reports() -> pd.DataFrame:
    found = made.reports(*AGENCIES, fiscal_year=2021)
    found["agency_zh"] = found["report_id"].map(AGENCIES)
    return found


def money() -> pd.DataFrame:
    spent = (made.funds(("executed", f"62.8{n}")).assign(report_id=name) for n, name in enumerate(AGENCIES))
    return pd.concat(spent, ignore_index=True)


def divided(most: int, monkeypatch) -> list[set[str]]:
    monkeypatch.setattr(parts, "MOST", most)
    return [{*read["reports"]["report_id"]} for read, _ in parts.parts(made.read(reports=reports()), {})]


@pytest.mark.parametrize("most", [1, 2, 3, 100])
def test_reports_of_one_unit_and_year_stay_together_and_each_is_in_one_part(most, monkeypatch):
    found = divided(most, monkeypatch)
    assert sorted(name for part in found for name in part) == [*AGENCIES]
    assert any({"D", "E", "G"} <= part for part in found)


def test_parts_have_no_more_reports_than_asked_for_but_those_of_their_last_unit(monkeypatch):
    assert divided(1, monkeypatch) == [{"A"}, {"B"}, {"C"}, {"D", "E", "G"}, {"F"}]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_parts_find_what_all_reports_at_once_find_and_point_to_the_same_rows(most, monkeypatch):
    read = made.read(reports=reports(), funds=money())
    at_once = audit(read)
    monkeypatch.setattr(parts, "MOST", most)
    pd.testing.assert_frame_equal(audit(read), at_once)
    assert {*at_once["report_id"]} == {"D+E", "D+G", "E+G"}


def test_a_part_has_the_texts_of_its_own_reports(monkeypatch):
    monkeypatch.setattr(parts, "MOST", 1)
    found = parts.parts(made.read(reports=reports()), {"A": "one", "C": "other"})
    assert [texts for _, texts in found] == [{"A": "one"}, {}, {"C": "other"}, {}, {}]
