"""What helpers.reading.roles.number_roles promises: the words around a number say what it is."""

import pytest

from helpers.reading.report import read_text
from helpers.reading.roles.number_roles import is_called_target, is_limited, is_promised, is_signed
from helpers.reading.text.items import paragraphs
from helpers.reading.text.layout import layout
from helpers.reading.text.quantities import find


@pytest.mark.parametrize(
    ("text", "called", "limited", "signed"),
    [
        ("合格率目标值为98%。", True, False, False),
        ("合格率98%的年度目标。", True, False, False),
        ("完成年度目标的98%。", False, False, False),
        ("合格率≥98%。", False, True, True),
        ("工期控制在98天以内。", False, True, False),
        ("工期98天以内。", False, False, False),
        ("比上年提高98个百分点。", False, False, False),
    ],
)
def test_words_before_and_behind_a_number_call_it_a_target_or_a_limit(text, called, limited, signed):
    page = layout(text)
    (q,) = find(text)
    said = is_called_target(page, q, text[: q.begin]), is_limited(page, q), is_signed(page, q)
    assert said == (called, limited, signed)


def test_goals_are_promised_and_results_are_not():
    page = layout("（一）目标设置情况\n1、讲座12场\n（二）目标完成情况\n1.举办讲座14场。\n")
    promised = [page.text[item.start : item.end].strip() for item in paragraphs(page) if is_promised(item)]
    assert "1、讲座12场" in promised
    assert "1.举办讲座14场。" not in promised


@pytest.mark.parametrize(
    ("announced", "rows"),
    [("年初设定的任务", 2), ("年初没有设定的任务", 0), ("年初未列的指标", 0), ("没写进目标的工作任务", 0)],
)
def test_what_no_goal_was_set_for_is_not_promised(announced, rows):
    text = f"青云县水务局2022年度渠系维护项目绩效自评报告\n下面是{announced}：巡渠412次，清淤36公里。"
    assert len(read_text(text, "r").indicators) == rows


def test_how_many_goals_there_are_is_no_goal():
    goals = "第一部分 年度绩效目标\n核定的部门预算绩效目标共6条：1.巡渠400次；2.清淤36公里。"
    text = f"青云县水务局2022年度部门预算绩效自评报告\n{goals}\n第二部分 结果\n全年巡渠412次，清淤36公里。"
    assert [row.target for row in read_text(text, "r").indicators] == [400, 36]


def test_bounds_behind_the_goals_of_the_year_make_a_list_of_goals_without_a_colon():
    goals = "按年初绩效目标，防汛检查不少于60次；渠道完好率90%以上；清淤36公里；供水户数不低于800户。"
    rows = read_text(
        f"青云县渠系维护项目绩效自评报告\n{goals}\n防汛检查66次，渠道完好率92%，清淤35公里。", "r"
    ).indicators
    assert [(row.target, row.actual) for row in rows if row.actual] == [(60, 66), (90, 92), (36, 35)]


def test_what_was_done_by_the_goals_of_the_year_is_no_goal():
    text = "青云县渠系维护项目绩效自评报告\n按年初目标，全年完成清淤36公里以上，检查60次以上，供水800户以上。"
    assert read_text(text, "r").indicators == []


def test_goals_filled_into_a_table_are_goals():
    goals = "灌溉面积不低于890亩，扩灌60亩，渠道完好率45%以上，水泵完好率≥75%，亩产增幅2%以上。"
    results = "灌溉面积统计数912亩；扩灌54亩，缺口6亩；渠道完好率51%；水泵完好率73.6%；亩产增幅2.7%。"
    text = f"青云县渠系维护项目绩效自评报告\n年初绩效目标表填的是：{goals}\n到年底：{results}"
    rows = [(row.target, row.actual) for row in read_text(text, "r").indicators]
    assert [(float(target), float(actual)) for target, actual in rows] == [
        (890, 912), (60, 54), (45, 51), (75, 73.6), (2, 2.7),
    ]  # fmt: skip
