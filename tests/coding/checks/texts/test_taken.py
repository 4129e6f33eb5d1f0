"""What coding.checks.taken promises: all points taken off and the total make up the full marks."""

import pytest

from ...made import of_text


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("四个方面共扣3.5分，自评总分{}分。", "96.5", "97.5"),
        ("自评总分{}分，共扣3.5分。", "96.5", "97.5"),
        ("以上各项合计扣减2.7分，最后得{}分。", "97.3", "98.3"),
        ("扣分合计4.2分，实得{}分。", "95.8", "96.8"),
        ("各项累计失分3分，综合得分{}分。", "97", "98"),
        ("自评得分{}分。全年共扣4.5分，主要是执行偏慢。", "95.5", "96.5"),
        ("本次自评扣分3.5分，自评得分{}分。", "96.5", "97.5"),
        ("自评得分{}分，失分3.5分。", "96.5", "97.5"),
        ("本表满分120分。共扣5分，总分{}分。", "115", "116"),
    ],
)
def test_all_points_lost_and_the_total_make_up_the_full_marks(text, right, wrong):
    assert ("score", "holds") in of_text(text.format(right))
    assert ("score", "contradiction") in of_text(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "预算执行扣1分，其余各项共扣2分，总分97分。",
        "共扣3分，创新工作加2分，总分99分。",
        "自评共扣3分，财政部门复评得分95分。",
        "本项共扣2分，得95分。",
        "满意度扣分2分，自评得分95分。",
        "上年共扣5分，今年得分97分。",
        "效益类权重30分，共扣2分，自评总分95分。",
        "产出类共扣2分，得38分。",
        "共扣3分，总分98分。\n对获奖项目给予附加分1分。",
    ],
)
def test_deductions_of_some_criteria_another_scoring_and_a_bonus_say_nothing(text):
    assert ("score", "contradiction") not in of_text(text)


def test_all_that_was_lost_is_no_maximum():
    assert ("limit", "exceeds") not in of_text("扣分合计4.2分，实得95.8分。")
