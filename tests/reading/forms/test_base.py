"""What helpers.reading.forms.base promises of the base data of a department's form."""

from decimal import Decimal

import pytest

from helpers.reading.funds.lines import by_line

from .drawn import read, shown

BASE = """
人员情况 | 编制数 | 实有人数 | 财政供养人员控制率
^ | 120 | 113 | 94.17%
经费控制情况（万元） | {} | {} | {}
三公经费 | 22.4 | 21 | 18.65
其中：公务接待费 | 6.1 | 5.5 | —
公用经费 | 310 | 302 | 298.4
政府采购 | 96 | 120 | 118
资产情况 | 办公用房面积（平方米） | 公务用车（辆） | 说明
^ | 2,650 | 3 | 无
"""


@pytest.mark.parametrize(
    "years",
    [
        ("上年决算数", "当年预算数", "当年决算数"),
        ("2021年决算数", "2022年预算数", "2022年决算数"),
        ("上年度决算", "本年度预算", "本年度决算"),
    ],
)
def test_the_year_s_own_accounts_are_spending_by_kind_and_its_budget_and_the_year_before_are_no_rows(years):
    found = [(row.stage, row.source, row.category, shown(row.amount_wan)) for row in read(BASE.format(*years)).funds]
    assert found == [
        ("executed", "total", "three_public", "18.65"),
        ("executed", "total", "public_use", "298.4"),
        ("executed", "total", "other", "118"),
    ]


def test_staff_vehicles_and_assets_have_the_number_below_their_label_in_its_unit():
    tables = read(BASE.format("上年决算数", "当年预算数", "当年决算数"))
    assert [(row.function, row.name_zh, row.value, row.unit, row.kind) for row in tables.resources] == [
        ("staff", "编制数", 120, "人", "persons"),
        ("staff", "实有人数", 113, "人", "persons"),
        ("staff", "财政供养人员控制率", Decimal("94.17"), "%", "rate"),
        ("fixed_assets", "办公用房面积", 2650, "平方米", "area"),
        ("vehicles", "公务用车", 3, "辆", "count"),
    ]
    assert [row.seq for row in tables.resources] == [1, 2, 3, 4, 5]


def test_a_number_beside_a_label_of_staff_is_its_own():
    tables = read("单位名称 | 青禾县档案馆 | 编制人数 | 16\n在职人员数 | 15 | 退休人数 | 9人\n联系电话 | 5550101 | |")
    assert [(row.name_zh, row.value, row.unit) for row in tables.resources] == [
        ("编制人数", 16, "人"),
        ("在职人员数", 15, "人"),
        ("退休人数", 9, "人"),
    ]


def test_rows_of_indicators_and_of_money_are_no_resources():
    tables = read("""
项目资金（万元） | 全年预算数 | 全年执行数 | 执行率
车辆购置合计 | 40 | 38 | 95%
一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值
产出指标 | 数量指标 | 公务用车数 | 3辆 | 3辆
""")
    assert tables.resources == []


def test_a_budget_of_the_year_that_is_said_to_be_the_first_one_is_a_row_of_each_known_kind():
    found = read(BASE.format("2021年决算数", "2022年年初预算数", "2022年决算数")).funds
    planned = [(row.category, shown(row.amount_wan)) for row in found if row.stage == "initial_budget"]
    assert planned == [("three_public", "21"), ("three_public", "5.5"), ("public_use", "302")]


def test_procurement_is_other_whatever_stands_behind_the_word():
    for label in ("政府采购", "政府采购金额", "政府采购支出"):
        form = BASE.format("上年决算数", "当年预算数", "当年决算数").replace("政府采购", label)
        assert [row.category for row in by_line(read(form).funds)][-1] == "other"
    form = BASE.format("上年决算数", "当年预算数", "当年决算数").replace("政府采购", "印刷服务")
    assert [row.category for row in by_line(read(form).funds)][-1] == "total"
