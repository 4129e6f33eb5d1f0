"""What coding.checks.results promises: two reports of one unit and year tell one result of one target."""

import pandas as pd
import pytest

from helpers.coding.checks.retold import results

from ... import made


def across(one: dict, other: dict) -> list[tuple]:
    """Reports and verdict of what is said of two reports of one unit and year that each have an indicator."""
    own = {"name_zh": "补贴性职业技能培训", "target": "9000", "target_unit": "人次", "actual_unit": "人次"}
    rows = [made.indicators(own | each) for each in (one, other)]
    read = made.read(
        indicators=pd.concat([rows[0], rows[1].assign(report_id="S")], ignore_index=True),
        reports=made.reports("R", "S", fiscal_year=2022),
    )
    return [(each.report_id, each.verdict) for each in results.across(read)]


ONE, SLIP = {"actual": "9640"}, [("R+S", "contradiction")]


@pytest.mark.parametrize("name", ["补贴性职业技能培训", "开展补贴性培训", "职业技能培训人次"])
def test_a_slip_in_the_result_of_one_target_in_another_report_contradicts_it(name):
    assert across(ONE, {"actual": "9460", "name_zh": name}) == SLIP


@pytest.mark.parametrize(
    "other",
    [
        {"actual": "9640"},
        {"actual": "9231"},  # no slip: another scope
        {"actual": "9460", "target": "8000"},
        {"actual": "9460", "name_zh": "法律援助咨询"},
        {"actual": "9460", "actual_unit": "学时"},
    ],
)
def test_other_targets_things_units_and_differences_are_no_slip(other):
    assert across(ONE, other) == []


def test_rates_and_small_numbers_are_alike_by_chance():
    rate = {"target": "100", "actual_unit": "%", "target_unit": "%"}
    assert across(rate | {"actual": "124.5"}, rate | {"actual": "142.5"}) == []
    assert across({"target": "10", "actual": "12"}, {"target": "10", "actual": "21"}) == []
    assert across({"target": "450", "actual": "487"}, {"target": "450", "actual": "478"}) == SLIP
    assert across({"target": "450", "actual": "487"}, {"target": "450", "actual": "457"}) == []
