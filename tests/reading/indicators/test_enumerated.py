"""Results that are told by the signs of their goals alone."""

import pytest

from helpers.reading.report import read_text

GOALS = "一、绩效目标\n（1）培训护林员300人；（2）出勤率95%；（3）合格率90%。\n"


def pairs(text: str) -> list[tuple[str, str]]:
    return [(str(row.target), str(row.actual)) for row in read_text(text, "r").indicators]


@pytest.mark.parametrize(
    "told",
    [
        "（1）312人；（2）96%；（3）88%，因雨停训。",
        "①312人；②实际为96%；③完成88%。",
        "第一项完成312人，第二项96%，第三项88%。",
    ],
)
def test_numbers_behind_the_signs_of_goals_are_their_results(told):
    assert pairs(GOALS + "二、完成情况\n" + told) == [("300", "312"), ("95", "96"), ("90", "88")]


@pytest.mark.parametrize(
    "told",
    [
        "（1）280人缺课；（2）93%的教材未到。",  # they name what they count
        "（1）93%；（2）96%。",  # another list: its first number is no count of persons
        "（1）280人。",  # one alone makes no list
    ],
)
def test_other_lists_with_the_same_signs_are_no_results(told):
    assert [actual for _, actual in pairs(GOALS + "二、说明\n" + told)] == [""] * 3


def test_goals_in_a_line_are_met_by_signs_in_a_line():
    text = "一、绩效\n年初设定的绩效目标如下：①培训300人；②出勤率95%。\n完成情况：①320人②94%。"
    assert pairs(text) == [("300", "320"), ("95", "94")]
