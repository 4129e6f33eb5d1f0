"""What helpers.reading.forms.apart promises: goals and results in two tables become rows with both."""

from helpers.reading.forms.documents import of_text

from .drawn import indicators

GOALS = "指标类别 | 指标名称 | 目标值\n数量指标 | 疏浚沟渠 | 25公里\n质量指标 | 排水畅通率 | ≥98%\n"
RESULTS = "指标类别 | 指标名称 | 实际完成值\n数量指标 | 疏浚沟渠 | {}\n质量指标 | 排水畅通率 | 97%\n"


def read(*tables: str) -> list[str]:
    return indicators(of_text("\n\n说明：见下。\n\n".join(tables), "r"))


def test_a_goal_in_one_table_meets_its_result_in_another_in_the_place_of_the_result():
    text = f"{GOALS}\n\n{RESULTS.format('26公里')}"
    rows = of_text(text, "r").indicators
    assert indicators(of_text(text, "r")) == [
        "output quantity 疏浚沟渠 | = 25公里 | = 26公里",
        "output quality 排水畅通率 | >= 98% | = 97%",
    ]
    assert [(row.seq, row.token, text[row.start : row.end]) for row in rows] == [(1, "26", "26"), (2, "97", "97")]


def test_a_result_in_another_unit_or_told_twice_is_no_answer():
    assert read(GOALS, RESULTS.format("3万元"))[0] == "output quantity 疏浚沟渠 | = 25公里"
    assert len(read(GOALS, RESULTS.format("26公里"), RESULTS.format("27公里"))) == 6


def test_a_part_of_the_row_above_without_a_goal_of_its_own_is_an_outcome():
    head = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值\n产出指标 | 数量指标 | 发放津贴 | ≥98人 | 102人\n"
    found = of_text(f"{head}^ | ^ | 其中：高龄老人 | | 89人\n", "r")
    assert [(row.name_zh, row.value, row.unit) for row in found.outcomes] == [("高龄老人", 89, "人")]
    assert len(found.indicators) == 1
    goal = of_text(f"{head}^ | ^ | 其中：高龄老人 | ≥80人 | 89人\n", "r")
    assert (len(goal.indicators), goal.outcomes) == (2, [])
