"""What coding.checks.dated promises: a goal by a date of which nothing is told, in a list that tells of all others."""

import pytest

from helpers.coding.checks.goals import dated

from ...made import page, reports

LIST = """▲排污口整治，目标40个，完成43个。
▲监测站运维，目标5座，实际5座。
{}
▲应急演练，目标2次，实际2次。
"""
GOAL = "▲应急监测设备采购，目标6月底前到货。"


def untold(text: str) -> list[float]:
    """The months of the goals by a date of a text of which nothing is told."""
    read = {"reports": reports(fiscal_year=2023)}
    return [each.stated.value for each in dated.unreported(read, [page(text)])]


@pytest.mark.parametrize(
    ("goal", "month"),
    [
        (GOAL, 6),
        ("▲应急监测设备采购：计划9月15日之前完成；", 9),
        ("▲观测井封填，要求在10月底以前完工", 10),
    ],
)
def test_a_goal_by_a_date_that_nothing_answers_among_items_that_tell_a_result_is_not_reported(goal, month):
    assert untold(LIST.format(goal)) == [month]
    assert untold(LIST.format(goal).replace("▲", "1. ")) == [month]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (LIST.format("▲应急监测设备采购，目标6月底前到货，5月20日到货。"), "its item tells"),
        (LIST.format(GOAL) + "应急监测设备5月运抵。", "told elsewhere with a date"),
        (LIST.format(GOAL) + "采购的监测仪已全部到货。", "told by its deed"),
        (LIST.format(GOAL) + "上述各项目标均已完成。", "told of all"),
        (LIST.format(GOAL).replace("，完成43个", ""), "others tell nothing either"),
        (LIST.format("▲应急监测设备采购，目标6月底前到货。\n▲船艇采购，目标8月底前到货。"), "two such"),
        ("六、下一步打算\n" + LIST.format(GOAL), "of a later year"),
    ],
)
def test_a_goal_by_a_date_that_is_answered_is_not(text, why):
    assert untold(text) == [], why
