"""What the form of a passage says that its numbers are."""

import pytest

from helpers.reading.report import read_text


def pairs(text: str) -> list[tuple[str, str]]:
    return [(str(row.target), str(row.actual)) for row in read_text(text, "r").indicators]


def test_a_note_on_all_brackets_says_what_stands_in_them():
    told = "修补坑槽3971处（3500处以上）；演练96次（100次）；接警后46秒出动（60秒以内）；满意度96.2%（90%）。"
    met = [("3500", "3971"), ("100", "96"), ("60", "46"), ("90", "96.2")]
    assert pairs(f"完成情况（括号内为年度计划）：{told}") == met
    assert pairs(f"完成情况（括号内为上年数）：{told}") == []


def test_a_note_on_brackets_holds_for_the_lines_below_it_and_may_be_of_results():
    lines = "1.培训护林员300人（312人）；\n2.林道养护40公里（38公里）。"
    assert pairs(f"二、目标（括号中为实际完成数）\n{lines}") == [("300", "312"), ("40", "38")]


def test_rates_of_completion_in_brackets_are_no_goals():
    assert pairs("完成情况（括号内为计划完成率）：检查单位2364家（107%）；督改隐患3971处（113%）。") == []
    assert pairs("完成情况（括号内为年度计划）：检查单位2364家（107%）；督改隐患3971处（113%）。") == []


LIST = "接待观众30万人次、送戏120场、观众满意度90%以上三项目标。"


def test_the_end_of_a_list_that_was_settled_makes_all_of_it_goals():
    met = [("300000", "310000"), ("120", "118"), ("90", "92")]
    assert pairs(f"本年度围绕全域布局，提出{LIST}\n从实际看，送戏118场，接待观众31万人次，观众满意度92%。") == met
    assert pairs(f"年内完成{LIST}")[:2] == [("90", "")]  # what was done, and a goal


@pytest.mark.parametrize("said", ["均达到不低于90%的要求", "两者的指标都是不低于90%", "都满足90%以上的目标"])
def test_a_goal_of_several_numbers_is_the_goal_of_each(said):
    assert pairs(f"毕业生就业率95%，家长满意度91%，{said}。") == [("90", "95"), ("90", "91")]


def test_a_goal_of_two_is_not_that_of_a_third_or_of_last_year():
    said = "受检率98%，就业率95%，满意度91%，两项均达到不低于90%的要求。"
    assert pairs(said) == [("90", "95"), ("90", "91")]
    assert pairs("上年满意度88%，今年满意度92%，均高于85%的目标。") == [("85", "92")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("就业率和满意度的目标都是90%，实际分别为93%和88%。", [("90", "93"), ("90", "88")]),
        ("发放及时率、社会化率均要求达到100%，两项都是99%。", [("100", "99"), ("100", "99")]),
        ("发放及时率的目标是100%，两次抽查都是99%。", [("100", "99")]),
        ("合格率、及时率的目标均为95%以上，实际为97%。", [("95", "97")]),
    ],
)
def test_a_goal_of_several_things_is_met_by_each_of_them(text, expected):
    assert pairs(text) == expected
