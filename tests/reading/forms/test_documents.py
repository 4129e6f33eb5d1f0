"""What helpers.reading.forms.documents promises: the forms of a whole text or document, numbered through."""

import pytest

from helpers.reading.formats.grid import MARK, Document
from helpers.reading.forms.documents import heads, of_document, of_text

from .drawn import drawn, funds, indicators, scores, shown

FORM = """项目名称 | {} | | | |
项目资金 | | 全年预算数 | 全年执行数 | 分值 | 得分
 | 年度资金总额 | 20000 | 10000 | 10 | 5
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
产出指标 | 数量指标 | 井数 | 3口 | 4口 | 10
"""


def test_the_forms_of_a_text_are_numbered_through_and_take_the_unit_above_them():
    text = f"附表1（单位：元）\n{FORM.format('打井')}附表2（单位：万元）\n{FORM.format('修路')}其他资金40004000100%\n"
    tables = of_text(text, "r", "a.txt", "0")
    assert funds(tables) == [
        "adjusted_budget total 2",
        "executed total 1",
        "adjusted_budget total 20000",
        "executed total 10000",
        "adjusted_budget other 4000",
        "executed other 4000",
    ]
    assert [(row.project_id, row.seq) for row in tables.indicators] == [("r-1", 1), ("r-2", 2)]
    rows = (*tables.funds, *tables.indicators, *tables.scorecard)
    assert all(text[row.start : row.end] == row.token for row in rows)
    assert tables.problems == []


def test_a_form_in_two_tables_is_one_project_and_a_form_without_a_project_the_whole_report():
    head, body = FORM.format("打井").split("一级指标")
    grids = (drawn(head, "table 1"), drawn("一级指标" + body, "table 2"))
    tables = of_document(Document(f"单位：元\n{MARK}\n\n{MARK}\n", grids), "r")
    assert (funds(tables), {row.project_id for row in tables.indicators}) == (
        ["adjusted_budget total 2", "executed total 1"],
        {"r-1"},
    )
    (only,) = of_document(Document(f"{MARK}\n", (grids[1],)), "r").indicators
    assert (only.project_id, only.start, only.cell) == ("", None, "table 2!R2C5")


def test_a_table_after_one_with_a_project_in_each_row_is_of_the_project_named_above_it():
    summary = "序号 | 项目名称 | 全年预算数 | 全年执行数 | 执行率\n1 | 打井 | 20 | 10 | 50%\n2 | 修路 | 30 | 30 | 100%"
    block = "一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值\n产出指标 | 数量指标 | {} | 3 | 4"
    text = f"{summary}\n\n项目2：修路\n{block.format('路')}\n\n附：打井项目指标\n{block.format('井数')}\n"
    tables = of_text(text, "r")
    assert [(row.project_id, row.name_zh) for row in tables.indicators] == [("r-2", "路"), ("r-1", "井数")]
    assert [row.project_id for row in tables.funds] == ["r-1", "r-1", "r-2", "r-2"]


def test_problems_of_glued_lines_name_the_file():
    tables = of_text("项目资金（万元）\n年度资金总额1234567%\n", "r", "a.txt", "0")
    assert [(row.source_file, row.sha256, row.kind) for row in tables.problems] == [("a.txt", "0", "glued_row")]


def test_a_text_without_forms_has_no_rows():
    tables = of_text("全年预算20万元，支出10万元。", "r")
    assert (indicators(tables), funds(tables), tables.problems) == ([], [], [])


def test_forms_below_each_other_in_one_table_are_projects_of_their_own_and_a_head_printed_again_is_none():
    two = f"自评表 | | | | |\n{FORM.format('打井')}自评表 | | | | |\n{FORM.format('修路')}"
    tables = of_document(Document(f"{MARK}\n", (drawn(two, "table 1"),)), "r")
    assert [(row.project_id, row.cell) for row in tables.indicators] == [
        ("r-1", "table 1!R6C5"),
        ("r-2", "table 1!R12C5"),
    ]
    again = f"{FORM.format('打井')}项目名称 | 打井 | | | |\n产出指标 | 质量指标 | 合格率 | 90% | 91% | 10\n"
    found = of_document(Document(f"{MARK}\n", (drawn(again, "table 1"),)), "r").indicators
    assert [(row.project_id, row.name_zh) for row in found] == [("r-1", "井数"), ("r-1", "合格率")]


PAGE_TWO = " | 质量指标 | 出水合格率 | 95% | 96% | 10\n总分 | << | << | << | << | 98"


def test_a_table_without_a_header_goes_on_with_the_indicators_of_the_one_before():
    document = Document(f"{MARK}\n水井\n{MARK}", (drawn(FORM.format("井")), drawn(PAGE_TWO, "table 2")))
    found = of_document(document, "r")
    assert indicators(found)[1] == "output quality 出水合格率 | = 95% | = 96% | 10"
    assert [(row.project_id, row.seq, row.cell) for row in found.indicators] == [
        ("r-1", 1, "table 1!R5C5"),
        ("r-1", 2, "table 2!R1C5"),
    ]
    assert [each.self_score for each in heads(document)] == [None, 98]


def test_a_table_goes_on_with_none_that_has_come_to_its_total_or_has_other_columns():
    ended = drawn(FORM.format("井") + "总分 | << | << | << | << | 98")
    assert len(of_document(Document(f"{MARK}\n{MARK}", (ended, drawn(PAGE_TWO))), "r").indicators) == 1
    wider = drawn(PAGE_TWO.replace("10\n", "10 | 雨天\n"))
    assert len(of_document(Document(f"{MARK}\n{MARK}", (drawn(FORM.format("井")), wider)), "r").indicators) == 1


def test_each_row_of_a_list_is_a_project_and_its_sum_the_report_s_while_sources_are_no_projects():
    listed = """序号 | 项目名称 | 年初预算（元） | 支出（元）
1 | 校车运行 | 300000 | 279000
2 | 食堂 | 150000 | 148500
 | 合计 | 450000 | 427500
"""
    found = of_document(Document(MARK, (drawn(listed),)), "r").funds
    assert [(row.project_id, row.stage, shown(row.amount_wan)) for row in found] == [
        ("r-1", "initial_budget", "30"),
        ("r-1", "executed", "27.9"),
        ("r-2", "initial_budget", "15"),
        ("r-2", "executed", "14.85"),
        ("", "initial_budget", "45"),
        ("", "executed", "42.75"),
    ]
    sources = "资金来源 | 年初预算 | 支出\n中央资金 | 30 | 29\n省级资金 | 20 | 20"
    assert {row.project_id for row in of_document(Document(MARK, (drawn(sources),)), "r").funds} == {""}


LIST = """序号 | 项目名称 | 预算数（万元） | 执行数（万元） | {points}
1 | 校车运行 | 30 | 27.9 | {one}
2 | 食堂 | 15 | 14.85 | {two}
 | 合计 | 45 | 42.75 | 
"""


@pytest.mark.parametrize(
    ("points", "one", "two", "most"),
    [("自评得分", "95.5", "98", ""), ("执行率 | 自评分", "93% | 95.5", "99% | 98", ""),
     ("满分 | 得分", "100 | 95.5", "100 | 98", "100")],
)  # fmt: skip
def test_the_points_of_each_project_of_a_list_are_its_total_and_none_of_the_report(points, one, two, most):
    document = Document(MARK, (drawn(LIST.format(points=points, one=one, two=two)),))
    assert scores(of_document(document, "r")) == [
        f"自评总分（校车运行） 95.5 of {most}",
        f"自评总分（食堂） 98 of {most}",
    ]
    assert [each.self_score for each in heads(document)] == [None]


def test_a_numbered_list_of_projects_without_money_has_their_points_too():
    listed = (
        "序号 | 项目名称 | 主管科室 | 自评得分\n1 | 校车运行 | 总务处 | 95.5\n2 | 食堂 | 膳食科 | 98\n | 平均 | | 96.75"
    )
    document = Document(MARK, (drawn(listed),))
    assert scores(of_document(document, "r")) == ["自评总分（校车运行） 95.5 of ", "自评总分（食堂） 98 of "]
    head = "项目名称 | 校车运行 | 自评得分 | \n年度资金总额 | | | 30"
    assert scores(of_document(Document(MARK, (drawn(head),)), "r")) == []


def test_points_for_the_spending_of_each_project_are_no_total():
    document = Document(MARK, (drawn(LIST.format(points="分值 | 得分", one="10 | 9.3", two="10 | 9.9")),))
    assert of_document(document, "r").scorecard == []
