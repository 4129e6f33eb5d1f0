"""What helpers.reading.forms.told promises: a column whose header no word takes is told by what stands in it."""

import pytest

from .drawn import funds, indicators, problems, read

FORM = """
一级指标 | 二级指标 | 三级指标 | {columns} | 分值 | 得分
产出指标 | 数量指标 | 维修水表 | {first} | 20 | 19
^ | 质量指标 | 合格率 | {second} | 20 | 20
满意度指标 | 满意度指标 | 村民 | {third} | 10 | 10
"""
READ = [
    "output quantity 维修水表 | >= 120块 | = 130块 | 20 19",
    "output quality 合格率 | >= 98% | = 99% | 20 20",
    "satisfaction satisfaction 村民 | >= 90% | = 95% | 10 10",
]
WHOLE = ("≥120块 | 130块", "≥98% | 99%", "≥90% | 95%")
APART = ("≥ | 120 | 块 | 130", "≥ | 98 | % | 99", "≥ | 90 | % | 95")


def filled(columns: str, rows: tuple[str, str, str]):
    return read(FORM.format(columns=columns, first=rows[0], second=rows[1], third=rows[2]))


@pytest.mark.parametrize("columns", ["甲栏 | 完成值", "年度指标值 | 甲栏", " | 完成值", "指标值 | "])
def test_the_goals_are_told_by_the_results_and_the_results_by_the_goals(columns):
    tables = filled(columns, WHOLE)
    assert (indicators(tables), problems(tables)) == (READ, [])


@pytest.mark.parametrize(
    "columns", ["甲栏 | 指标值 | 乙栏 | 完成值", " | 指标值 |  | 完成值", "甲栏 | 指标值 |  | 乙栏"]
)
def test_signs_units_and_results_are_told_together(columns):
    assert indicators(filled(columns, APART)) == READ


def test_a_unit_that_is_in_no_list_leaves_a_column_one_of_units():
    rows = ("120 | 块 | 130", "98 | % | 99", "3 | 艘次班 | 4")
    assert "乙栏" not in str(problems(filled("指标值 | 乙栏 | 完成值", rows)))
    assert indicators(filled("指标值 | 乙栏 | 完成值", rows))[2].endswith("= 3艘次班 | = 4艘次班 | 10 10")


def test_levels_are_told_by_their_words():
    form = FORM.replace("一级指标", "甲").replace("二级指标", "乙")
    form = form.format(columns="指标值 | 完成值", first=WHOLE[0], second=WHOLE[1], third=WHOLE[2])
    assert indicators(read(form)) == READ


@pytest.mark.parametrize("other", ["上年数 | 指标值", "行业水平 | 指标值"])
def test_figures_of_another_year_or_kind_are_no_results(other):
    rows = ("125块 | ≥120块", "97% | ≥98%", "91% | ≥90%")
    others = ("80亩 | ≥120块", "70元 | ≥98%", "60次 | ≥90%")
    assert all(row.actual == "" for row in filled(other, rows if "上年" in other else others).indicators)


MONEY = """
项目资金（万元） | | {columns} | 执行率
^ | 年度资金总额 | 120 | {spent} | {rate}
^ | 其中：财政拨款 | 100 | 80 | 80%
"""


@pytest.mark.parametrize("columns", ["全年预算数 | 甲栏", "甲栏 | 全年执行数"])
def test_money_is_told_by_its_rates(columns):
    assert funds(read(MONEY.format(columns=columns, spent=90, rate="75%"))) == [
        "adjusted_budget total 120",
        "executed total 90",
        "adjusted_budget fiscal_appropriation 100",
        "executed fiscal_appropriation 80",
    ]


def test_money_that_its_rates_do_not_make_up_is_told_to_be_left_out():
    tables = read(MONEY.format(columns="全年预算数 | 甲栏", spent=91, rate="75%"))
    assert problems(tables) == ["column_not_read"]
    assert not any(row.stage == "executed" for row in tables.funds)
