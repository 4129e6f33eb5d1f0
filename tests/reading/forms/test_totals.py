"""Where helpers.reading.forms finds points of a form as a whole: below a label, in a row alone, beside its money."""

import pytest

from .drawn import funds, indicators, read, scores

INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
产出指标 | 数量指标 | 疏浚河道 | ≥6公里 | 7公里 | 10
"""


def test_a_total_below_its_label_at_the_edge_of_a_form_hides_no_header_of_money():
    tables = read("""
项目名称 | 河道清淤 | << | << | 自评总分
项目资金（万元） | 预算数 | 执行数 | 执行率 | 91.5
合计 | 80 | 72 | 90% | ^
""")
    assert funds(tables) == ["adjusted_budget total 80", "executed total 72"]
    assert scores(tables) == ["自评总分 91.5 of "]


def test_figures_beside_their_labels_that_are_merged_over_rows_make_no_header():
    tables = read("预算数（万元） | 80 | 执行数 | 72 | 执行率 | 90%\n备注 | 无 | 说明 | 无 | << | ^")
    assert funds(tables) == ["adjusted_budget total 80", "executed total 72"]


@pytest.mark.parametrize("label", ["总分", "总得分", "自评总分"])
def test_a_total_in_a_row_of_its_own_behind_the_table_is_that_of_the_form(label):
    assert scores(read(f"{label} | 94.68\n未完成原因 | 汛期停工")) == ["自评总分 94.68 of "]


@pytest.mark.parametrize("row", ["合计 | 94.68", "总分 | 100 | 备注", "总分 | 见附件"])
def test_a_sum_of_something_and_a_row_of_more_cells_are_no_total(row):
    assert scores(read(row + "\n未完成原因 | 汛期停工")) == []


def test_points_beside_money_that_has_no_label_are_those_of_its_execution():
    head = "部门资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 执行率权重 | 执行率得分\n"
    assert scores(read(head + "^ | 90 | 100 | 96.9 | 96.9% | 10 | 9.69")) == ["预算执行率 9.69 of 10"]
    assert scores(read(head + "^ | 其中：财政拨款 | 100 | 96.9 | 96.9% | 10 | 9.69")) == []


def test_blocks_below_a_header_that_reads_like_one_of_indicators_are_none():
    tables = read(
        """
评价内容 | << | << | 完成情况 | << | 自评得分
预算执行情况/n（万元，20分） | 年度资金总额 |  | 预算数: 148.6 | 执行数: 126.31 | 17
^ | 其中：中央补助 |  | 预算数: 110 | 执行数: 97.71 |
^ | 市级配套 |  | 预算数: 38.6 | 执行数: 28.6 |
年度目标完成情况（20分） | 疏浚河道6公里。 | << | 基本完成，另清淤沟渠12条。 | << | 18
"""
        + INDICATORS.strip()
    )
    assert scores(tables) == ["预算执行情况 17 of 20", "年度目标完成情况 18 of 20"]
    assert indicators(tables) == ["output quantity 疏浚河道 | >= 6公里 | = 7公里 | 10"]
    assert funds(tables) == [
        "adjusted_budget total 148.6",
        "executed total 126.31",
        "adjusted_budget fiscal_appropriation 110",
        "executed fiscal_appropriation 97.71",
        "adjusted_budget fiscal_appropriation 38.6",
        "executed fiscal_appropriation 28.6",
    ]
    assert [(row.value, row.unit) for row in tables.outcomes] == [(12, "条")]


def test_contents_of_an_evaluation_with_their_results_are_indicators_where_no_block_follows():
    tables = read("评价内容 | 完成情况 | 自评得分\n疏浚河道 | 7公里 | 10\n清淤沟渠 | 12条 | 9")
    assert indicators(tables) == ["- - 疏浚河道 |  | = 7公里 | 10", "- - 清淤沟渠 |  | = 12条 | 9"]


@pytest.mark.parametrize("label", ["自评得分合计", "总计得分", "最终得分"])
def test_words_for_the_row_of_totals(label):
    assert scores(read(INDICATORS + f"{label} | << | << | << | << | 98")) == ["自评总分 98 of "]
    assert len(read(INDICATORS + f"{label} | << | << | << | << | 98").indicators) == 1


def test_amounts_beside_the_indicators_are_neither_results_nor_points():
    tables = read("""
项目名称 | 预算数 | 执行数 | 三级指标 | 年初目标值 | 实际完成值 | 得分
防火隔离 | 64 | 63 | 开设隔离带 | 120公里 | 124公里 | 50
病虫防治 | 38.5 | 35.2 | 防治面积 | 200亩 | 190亩 | 45
合计 | 102.5 | 98.2 |  |  |  |
""")
    assert [row.actual for row in tables.indicators] == [124, 190]
    assert scores(tables) == []
