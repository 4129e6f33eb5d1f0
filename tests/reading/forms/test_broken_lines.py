"""Forms whose cells, rows or headers a page breaks over lines are put together; goals without results are no form."""

import pytest

from helpers.reading.formats.grid import Document
from helpers.reading.forms.filling import Part
from helpers.reading.forms.rejoined import rejoined
from helpers.reading.report import read_document

from .drawn import funds, indicators, problems, scores

HEAD = ["项目名称", "水渠养护", "主管部门", "河口县水利局"]
COLUMNS = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
DIG = ["产出指标", "数量指标", "修水渠", "≥6公里", "7公里", "15", "15"]
BOTH = ["output quantity 修水渠 | >= 6公里 | = 7公里 | 15 15", "output quality 合格率 | >= 90% | = 95% | 10 9"]
PASS = ["质量指标", "合格率", "≥90%", "95%", "10", "9"]
CLOSED = [
    "水渠养护补助自评表 | |||||||",
    "项目名称 | 水渠养护 | ||||||",
    "绩效指标 | 一级 ",
    "指标 |",
    "二级指标 | 三级指标 | 指标值 | 全年实际完成值 | 未完成原因 |",
]


def read(*lines: str, between: str = "\n"):
    text = between.join(lines)
    tables = read_document(Document(text), "r")
    assert all(text[row.start : row.end] == row.token for row in (*tables.funds, *tables.indicators))
    return tables


def told(tables) -> list[str]:
    return [f"{row.value}{row.unit}" for row in tables.outcomes]


def test_a_column_whose_name_stands_on_two_lines_is_one_column():
    columns = ["一级", "指标", "二级", "指标", "三级指标", "年度", "指标值", "实际", "完成值", "分值", "得分"]
    assert indicators(read(*HEAD, *columns, *DIG, *PASS)) == BOTH


def test_amounts_stand_under_columns_of_two_lines():
    money = ["年初", "预算数", "全年", "预算数", "全年", "执行数", "年度资金总额", "8", "9", "7.2"]
    assert funds(read(*HEAD, *money, *COLUMNS, *DIG)) == [
        "initial_budget total 8", "adjusted_budget total 9", "executed total 7.2",
    ]  # fmt: skip


def test_the_label_of_a_level_on_three_lines_is_one_cell():
    header = ["一级", "指标", "二级", "指标", "三级指标 指标值 完成值 分值 得分 未完成原因 得分计算方法"]
    rows = ["产出", "指标", "（50分）", " ".join(DIG[1:]), "按完成比例折算。", " ".join(PASS)]
    assert indicators(read(*HEAD, *header, *rows)) == BOTH
    lines = ["产出", "指标", "（50分）", "数量", "指标", "（50分）以上"]
    text = "\n".join(lines)
    found = rejoined(text, [Part(line, at) for line, at in zip(lines, (0, 3, 6, 12, 15, 18), strict=True)])
    assert [part.text for part in found] == ["产出\n指标\n（50分）", "数量\n指标", "（50分）以上"]


@pytest.mark.parametrize("merged_first", [True, False])
def test_a_header_of_two_rows_gives_what_was_promised_its_three_columns(merged_first):
    names, merged = ["一级指标", "二级指标", "三级指标"], ["年度指标值", "实际完成值", "分值", "得分"]
    below = ["指标性质", "指标值", "度量单位"]
    header = [*merged, *names, *below] if merged_first else [*names, *merged, *below]
    rows = ["产出指标", "数量指标", "修水渠", "≥", "6", "公里", "7", "15", "15"]
    assert indicators(read(*HEAD, *header, *rows)) == BOTH[:1]


def test_pipes_that_stand_between_all_cells_while_lines_end_anywhere_are_read_cell_by_cell():
    cells = [*HEAD, *COLUMNS, *DIG, *PASS, "总分", "100", "94"]
    text = " | ".join(cells).replace("| 质量指标", "|\n| 质量指标").replace("| 10 |", "| 10 |\n|")
    assert indicators(read(text)) == BOTH
    assert scores(read(text)) == ["自评总分 94 of 100"]


GOALS = ["指标名称", "计量单位", "指标性质", "指标值", "巡渠人员", "人", "≤", "43", "清淤长度", "公里", "≥", "15"]


@pytest.mark.parametrize(("above", "between"), [("二、绩效目标", ["三、完成情况"]), ("二、完成情况", [])])
def test_a_table_of_goals_takes_no_prose_below_it(above, between):
    tables = read(above, *(f"{cell} |" for cell in GOALS), *between, "全年抢修渠道18处,新栽护渠树260棵。")
    assert indicators(tables) == ["- - 巡渠人员 | <= 43人", "- - 清淤长度 | >= 15公里"]
    assert told(tables) == ["18处", "260棵"]


def test_what_prose_tells_under_the_name_of_a_goal_is_its_result_and_no_figure_of_its_own():
    tables = read("二、绩效目标", *GOALS, "三、完成情况", "清淤长度18公里,清淤长度合格率100%。")
    assert indicators(tables)[1] == "- - 清淤长度 | >= 15公里 | = 18公里"
    assert "18公里" not in told(tables)


def test_a_goal_that_prose_tells_of_twice_keeps_no_result():
    tables = read("二、绩效目标", *GOALS, "三、完成情况", "清淤长度18公里。", "清淤长度21公里。")
    assert indicators(tables)[1] == "- - 清淤长度 | >= 15公里"


def test_a_heading_ends_the_table_above_it():
    tables = read(*HEAD, *COLUMNS, *DIG, "二、其他成绩", "全年清淤渠道18公里。")
    assert indicators(tables) == BOTH[:1]
    assert "18公里" in told(tables)


def test_points_without_a_header_whose_sum_stands_above_them_are_no_values():
    columns, total = COLUMNS[:5], "24"
    words = ["质量指标", "渠首巡查", "已完成", "已完成", "9"]
    assert indicators(read(*HEAD, *columns, total, *DIG[:6], *words)) == [
        "output quantity 修水渠 | >= 6公里 | = 7公里",
        "output quality 渠首巡查 | qualitative 已完成 | qualitative 已完成",
    ]


def test_a_form_whose_total_is_full_marks_alone_has_no_scores():
    columns = [*COLUMNS[:3], "指标性质", "指标值", "度量单位", *COLUMNS[4:]]
    rows = ["产出指标", "数量指标", "修水渠", "≥", "6", "公里", "20", "质量指标", "合格率", "≥", "90", "%", "95", "30"]
    tables = read(*HEAD, *columns, *rows, "合计", "100")
    assert indicators(tables) == [
        "output quantity 修水渠 | >= 6公里 |  | 20",
        "output quality 合格率 | >= 90% | = 95% | 30",
    ]
    assert scores(tables) == []


def test_the_second_level_with_points_behind_it_is_no_score():
    words = ["渠首巡查", "符合相关规定", "达成预期指标", "8", "8"]
    rows = [*words, "效益指标(30分)", "社会效益指标", "受益户", "≥80户", "86户", "9", "9"]
    assert indicators(read(*HEAD, *COLUMNS, "偏差原因", *DIG, *rows))[1:] == [
        "output quantity 渠首巡查 | qualitative 符合相关规定 | qualitative 达成预期指标 | 8 8",
        "benefit social 受益户 | >= 80户 | = 86户 | 9 9",
    ]


def test_an_empty_row_of_dashes_is_no_amount_and_no_problem():
    money = ["年初预算数", "全年预算数", "全年执行数", "分值", "得分"]
    rows = ["年度资金总额", "9", "9", "9", "10", "10", "其他资金", "/", "/", "绩效指标(90分)"]
    tables = read(*HEAD, *money, *rows, *COLUMNS, *DIG)
    assert funds(tables) == ["initial_budget total 9", "adjusted_budget total 9", "executed total 9"]
    assert "unreadable_amount" not in problems(tables)


def test_rows_that_a_pipe_closes_go_on_behind_half_a_header():
    rows = ["产出指标 | 数量指标 | 修水渠 | ≥6公里 | 7公里 | |", "合格率 | ≥90% | 95% | |"]
    assert [row.partition(" | ")[2] for row in indicators(read(*CLOSED, *rows))] == [
        ">= 6公里 | = 7公里", ">= 90% | = 95%",
    ]  # fmt: skip


def test_a_word_for_either_level_stands_right_before_a_name_where_else_the_result_would_be_lost():
    rows = ["产出指标 | 数量指标 | 修水渠 | ≥6公里 | 7公里 | |", "成本指标 | 每公里造价 | 不高于定额90% | 88% | |"]
    whole = "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 全年实际完成值 | 未完成原因 |"
    assert indicators(read(*CLOSED[:2], whole, *rows))[1].startswith("output cost 每公里造价")


def test_a_money_header_whose_label_stands_on_the_line_before_it_is_that_of_the_rows_below():
    money = [
        "资金投入情况 (万元) |",
        "全年预算数(A) | 全年执行数(B) | 预算执行率 |",
        "年度资金总额： | 9 | 7.2 | 80% | |||",
    ]
    rows = ["产出指标 | 数量指标 | 修水渠 | ≥6公里 | 7公里 | |"]
    assert funds(read(*CLOSED[:2], *money, *CLOSED[2:], *rows)) == ["adjusted_budget total 9", "executed total 7.2"]


def test_results_that_stand_under_the_goals_because_a_merged_label_is_left_out_are_told():
    goals = ["总体目标完成情况 | 总体目标 | 全年实际完成情况 | |||||", "养护水渠,通水 | 清淤渠道18公里,通水 | ||||||"]
    rows = ["产出指标 | 数量指标 | 修水渠 | ≥6公里 | 7公里 | |"]
    assert told(read(*CLOSED[:2], *goals, *CLOSED[2:], *rows)) == ["18公里"]


@pytest.mark.parametrize(
    "cells",
    [["养护水渠,通水", "清淤渠道18公里,通水"], ["20", "目标1：养护水渠。", "目标1：清淤渠道18公里。"]],
)
def test_results_beside_their_goals_are_told_of_forms_of_one_cell_a_line(cells):
    assert told(read(*HEAD, "预期目标", "实际完成情况", *cells, "绩效指标", *COLUMNS, *DIG)) == ["18公里"]


def test_how_long_an_answer_may_be_and_the_pages_of_a_lent_file_are_no_results():
    asked = ["存在问题", "填问题及原因(200字内)", "本文档共3页"]
    assert told(read(*HEAD, *COLUMNS, *DIG, "总分", "100", "90", *asked)) == []
    assert told(read("本文档共3页，全年清淤渠道18公里。")) == ["18公里"]


def test_a_form_glued_into_one_cell_of_a_table_of_the_page_is_read():
    columns = "一级指标二级指标三级指标指标值全年实际完成值"
    glued = (
        f"水渠养护补助自评表(2024年度)项目名称水渠养护主管部门河口县水利局{columns}产出指标数量指标修水渠≥6公里7公里"
    )
    page = ["索引号 | 1134 | 组配分类 | 部门项目 |", f"信息名称 | 自评表 | 内容概述 | {glued} |"]
    assert indicators(read(*page)) == ["output quantity 修水渠 | >= 6公里 | = 7公里"]
    assert read(*page).reports[0].fiscal_year == "2024"


def test_an_amount_apart_from_its_unit_is_read():
    rows = ["预算数：", "14", "执行数：", "12", "其中：中央补助", "9.6  万元", "其中：中央补助", "8.1万元"]
    assert funds(read(*HEAD, *rows, *COLUMNS, *DIG))[2:] == [
        "adjusted_budget fiscal_appropriation 9.6", "executed fiscal_appropriation 8.1",
    ]  # fmt: skip


def test_the_unit_behind_a_dash_does_the_work_of_the_one_before_it():
    head = ["项目名称", "水渠养护", "主管部门", "河口县水利局-县水渠所"]
    assert read(*head, *COLUMNS, *DIG).reports[0].agency_zh == "河口县水利局"


PAIRED = ["预       期", "实       际", "产出指标", "清淤渠道≥15公里", "清淤渠道18公里", "满意度", "≥85%", "87%"]


def test_goals_and_results_by_turns_are_rows_where_both_begin_with_the_same_words():
    tables = read("三、绩效情况", *PAIRED, "四、自评结论", "新栽护渠树260棵。")
    assert indicators(tables) == [
        "output - 清淤渠道 | >= 15公里 | = 18公里",
        "satisfaction satisfaction 满意度 | >= 85% | = 87%",
    ]
    assert told(tables) == ["260棵"]


def test_a_goal_whose_next_line_tells_of_something_else_is_no_row():
    tables = read("三、绩效情况", *PAIRED, "抢修渠道20处", "新栽护渠树260棵")
    assert [row.name_zh for row in tables.indicators][:2] == ["清淤渠道", "满意度"]
    assert not any(row.target == 20 and row.actual == 260 for row in tables.indicators)
