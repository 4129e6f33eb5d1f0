"""Amounts in 亿元 stand in the tables in 万元, those in 元 and 万元 as they are printed."""

from decimal import Decimal

import pytest

from helpers.reading.forms import documents
from helpers.reading.report import read_text
from helpers.reading.text import wan
from helpers.reading.text.quantities import find


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("带动社会投资1.37亿元。", "13700", "万元"),
        ("签订合同额0.043亿元。", "430", "万元"),
        ("惠及人口1.2亿人次。", "120000000", "人次"),  # a count is multiplied out as ever
        ("带动社会投资1.37万元。", "1.37", "万元"),
        ("户均增收3000元。", "3000", "元"),
        ("引进外资2亿美元。", "2", "亿美元"),
    ],
)
def test_amounts_in_the_largest_unit_are_counted_in_the_usual_one(text, value, unit):
    (q,) = wan.counted(find(text))
    assert (f"{q.value}", q.unit) == (value, unit)


def test_what_is_promised_in_one_unit_meets_what_is_attained_in_the_other():
    report = "二、绩效目标完成情况\n经济效益指标：全年旅游综合收入目标1.2亿元，实际11860万元。\n"
    (row,) = read_text(report, "a").indicators
    assert (row.target, row.target_unit, row.actual, row.actual_unit) == (12000, "万元", 11860, "万元")
    assert report[row.start : row.end] == row.token == "11860"


def test_the_figure_keeps_its_token_and_its_place():
    report = "某市商务局2023年度部门整体支出绩效自评报告\n三、产出情况\n全年新发放创业贷款2.4亿元。\n"
    (row,) = read_text(report, "a").outcomes
    assert (row.value, row.unit, row.token) == (Decimal(24000), "万元", "2.4")
    assert report[row.start : row.end] == "2.4"


def test_forms_have_it_too():
    form = "三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n旅游综合收入 | ≥5亿元 | 5.2亿元 | 10 | 9\n"
    rows = wan.printed(documents.of_text(form, "a", "", "")).indicators
    assert [(f"{r.target}", r.target_unit, f"{r.actual}", r.actual_unit) for r in rows] == [
        ("50000", "万元", "52000", "万元")
    ]


def test_a_target_in_words_stays_as_it_is_printed():
    form = "三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n旅游综合收入 | 5至6亿元 | 5.2亿元 | 10 | 9\n"
    rows = wan.printed(documents.of_text(form, "a", "", "")).indicators
    assert [(r.comparator, f"{r.target}") for r in rows] == [("qualitative", "5至6亿元")]
