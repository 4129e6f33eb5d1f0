"""What helpers.reading.number_roles promises: the words around a number say what it is."""

import pytest

from helpers.reading.items import paragraphs
from helpers.reading.layout import layout
from helpers.reading.number_roles import is_called_target, is_limited, is_promised, is_signed
from helpers.reading.quantities import find
from helpers.reading.report import read_text


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
