"""What coding.checks.losses promises: a total is full marks less what is said behind it to be lost."""

import pytest

from helpers.coding.checks.texts import losses

from ...made import page


def told(text: str) -> list[str]:
    return [each.verdict for each in losses.behind([page(text)])]


LOST = [
    "自评{}分。扣分两处：工期拖后扣4分，验收缺签字扣2分。",
    "自评得分{}分，其中工期拖后扣4分、验收缺签字扣2分。",
    "总得分为{}分（扣分项：工期扣4分，验收扣2分）。",
    "综合得分{}分，扣6分，其中工期扣4分、验收扣2分。",
    "自评总分{}分；失分有两项：工期扣4分，验收扣2分。",
]


@pytest.mark.parametrize("text", LOST)
def test_a_total_is_full_marks_less_what_is_lost_behind_it(text):
    assert told(text.format("94")) == ["holds"]
    assert told(text.format("96")) == ["contradiction"]


@pytest.mark.parametrize(
    "text",
    [
        "自评92分，扣分主要在工期扣4分、验收扣2分。",
        "自评92分，其中工期扣4分、验收扣2分。",  # more may be lost
        "产出得36分，其中数量扣4分、质量扣2分。",
        "自评96分，其中工期扣4分、验收扣2分，创新加2分。",
        "自评96分，其中工期得4分、验收扣2分。",
        "满分96分，其中工期扣4分、验收扣2分。",
        "自评96分，其中每逾期一天扣4分、每缺一项扣2分。",
    ],
)
def test_some_of_what_is_lost_and_points_of_items_say_nothing(text):
    assert "contradiction" not in told(text)
