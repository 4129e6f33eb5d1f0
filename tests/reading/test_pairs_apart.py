"""What helpers.reading.pairs_apart promises: goals and results in lists of their own meet by what they count."""

import pytest

from helpers.reading.report import read_text

GOALS = "（一）目标设置情况\n1、修复古籍　　20件\n2、讲座　　12场\n3、展览　　3个\n4、{goal}\n（二）目标完成情况\n"
RESULTS = "1.业务。修复古籍22件，讲座14场，展览4个。{result}"


@pytest.mark.parametrize(
    ("goal", "result", "row"),
    [
        ("全年开放天数　　310天以上", "实际开放316天。", "310 316"),  # a shorter name, said to be attained
        ("读者满意度　　90%", "表示满意的占93%。", "90 93"),
        ("借阅图书　　5000册", "开展志愿服务45次。", "5000 "),
    ],
)
def test_a_goal_meets_what_its_list_of_results_says_was_attained(goal, result, row):
    rows = read_text(GOALS.format(goal=goal) + RESULTS.format(result=result), "r").indicators
    assert [f"{each.target} {each.actual}" for each in rows] == ["20 22", "12 14", "3 4", row]
