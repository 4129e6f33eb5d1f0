"""What helpers.reading.forms.untaken promises: numbers under a header that nobody knows are told."""

import pytest

from .drawn import indicators, problems, read

FORM = """
一级指标 | 二级指标 | 三级指标 | {columns} | 原因
产出指标 | 数量指标 | 维修水表（块） | 120 | 130 | 50 | 49 |
效益指标 | 社会效益 | 受益人口（人） | 3000 | 2900 | 30 | 29 | 外出
总分 | | | | | 80 | 78 |
"""
READ = ["output quantity 维修水表 | = 120块 | = 130块 | 50 49", "benefit social 受益人口 | = 3000人 | = 2900人 | 30 29"]


@pytest.mark.parametrize(
    "columns",
    ["目标 | 完成 | 分值 | 自评分", "计划 | 实际 | 分值 | 得分", "目标值 | 达成 | 分值 | 得分",
     "目标值 | 实现 | 分值 | 得分", "年初设定 | 年末实际 | 分值 | 自评", "年初预设 | 年底完成 | 满分 | 评分"],
)  # fmt: skip
def test_bare_words_beside_a_target_name_what_was_attained(columns):
    tables = read(FORM.format(columns=columns))
    assert (indicators(tables), problems(tables)) == (READ, [])


def test_bare_words_without_a_target_name_no_column_of_results():
    tables = read(FORM.format(columns="某列 | 完成 | 分值 | 得分"))
    assert indicators(tables) == []
    assert [row.reason.split(": ", 1)[1] for row in tables.problems] == [
        "no known header of a column: '某列' over 2 numbers, first 120",
        "no known header of a column: '完成' over 2 numbers, first 130",
    ]


def test_a_column_that_is_not_taken_is_named_with_its_place_and_header():
    tables = read(FORM.format(columns="目标值 | 上年落地（截至年末） | 分值 | 得分"))
    assert [(row.kind, row.reason) for row in tables.problems] == [
        ("column_not_read", "table 1!R1C5: no known header of a column: '上年落地' over 2 numbers, first 130")
    ]
    assert len(tables.indicators) == len(READ)


def test_a_form_none_of_whose_columns_is_known_is_told():
    assert problems(read(FORM.format(columns="某列 | 另列 | 甲列 | 乙列"))) == ["column_not_read"] * 4


@pytest.mark.parametrize("columns", ["序号 | 完成率 | 分值 | 得分", "扣分 | 得分率 | 分值 | 得分"])
def test_columns_left_out_on_purpose_are_no_problem(columns):
    assert problems(read(FORM.format(columns=columns))) == []


def test_a_column_that_holds_as_many_words_as_numbers_is_none_of_numbers():
    form = FORM.format(columns="目标值 | 实际值 | 分值 | 得分").replace("原因", "佐证")
    assert problems(read(form.replace("50 | 49 |", "50 | 49 | 3"))) == []


def test_numbers_behind_the_total_are_of_no_column():
    form = FORM.format(columns="目标值 | 实际值 | 分值 | 得分").replace("原因", "某列")
    assert problems(read(f"{form}联系电话 | | | | | | | 123456\n备注 | | | | | | | 7\n")) == []


def test_an_unknown_column_of_amounts_is_told_down_to_what_follows_the_money():
    form = """
资金情况（万元） | | 年初预算数 | 追加 | 全年预算数 | 全年执行数
^ | 年度资金总额 | 100 | 20 | 120 | 110
^ | 其中：财政拨款 | 100 | 20 | 120 | 110
绩效目标 | | 7 | 8 | 9 | 10
"""
    reason = "table 1!R1C4: no known header of a column: '追加' over 2 numbers, first 20"
    assert [(row.kind, row.reason) for row in read(form).problems] == [("column_not_read", reason)]
