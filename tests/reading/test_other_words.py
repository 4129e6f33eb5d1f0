"""What is read of a report does not hang on its words: what keeps the meaning keeps the rows."""

from decimal import Decimal

import pytest

from helpers.reading.report import read_text

REPORT = """芦原县2023年渡口管护项目支出绩效自评报告
一、资金情况
年初预算260万元，上年结转12万元，全年预算272万元。截至12月底到位272万元，实际支出251.4万元，年末结转20.6万元。
二、绩效目标完成情况
1.数量指标。更换渡船指标值6艘，实际完成7艘；轮训船工目标120人，实际131人。
2.质量指标。渡船检验合格率目标95%，实际97.5%。
3.满意度指标。过渡群众满意度目标不低于90%，实际93.2%。
"""
DEPARTMENT = """芦原县水运事务中心2023年度部门整体支出绩效自评报告
全年支出900万元，其中基本支出600万元，项目支出300万元。主要项目：
航标维护，年初预算210万元，支出200万元；
渡口照明，年初预算105万元，支出100万元。
“三公”经费预算9万元，支出7.5万元。
"""
SEVERAL = """芦原县水运事务中心2023年度项目绩效自评报告
纳入自评的项目共2个，全年预算合计315万元，支出300万元。
▲航标维护。年初预算210万元，支出200万元。计划检修航标80座，实际检修82座。
▲渡口照明。年初预算105万元，支出100万元。计划安装路灯60盏，实际安装55盏。
"""


def rows(text: str) -> tuple[list[tuple], list[tuple], list[tuple]]:
    """What is compared of funds, indicators and outcomes."""
    read = read_text(text, "r")
    return (
        [(r.project_id, r.stage, r.source, r.category, r.amount_wan) for r in read.funds],
        [(r.project_id, r.comparator, r.target, r.actual_comparator, r.actual, r.actual_unit) for r in read.indicators],
        [(r.value, r.unit) for r in read.outcomes],
    )


def test_the_reports_are_read_as_a_coder_would():
    project, department, several = map(rows, (REPORT, DEPARTMENT, SEVERAL))
    assert [row[1] for row in project[0]] == [
        "initial_budget", "carryover_in", "adjusted_budget", "allocated", "executed", "carryover_out",
    ]  # fmt: skip
    assert [f"{row[2]} {row[4]}" for row in project[1]] == ["6 7", "120 131", "95 97.5", "90 93.2"]
    assert [row[3] for row in department[0]][3:] == ["project"] * 4 + ["three_public"] * 2
    assert [row[0] for row in several[0]] == ["", "", "r-1", "r-1", "r-2", "r-2"]
    assert [f"{row[0]} {row[2]} {row[4]}" for row in several[1]] == ["r-1 80 82", "r-2 60 55"]


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("上年结转", "去年结转"),
        ("到位272", "落实272"),
        ("到位272", "划拨272"),
        ("到位272", "拨付资金272"),
        ("年末结转20.6万元", "转入下年使用20.6万元"),
        ("更换渡船指标值6艘，实际完成7艘；", "更换渡船\n指标值：6艘\n实际完成值：7艘\n"),
        ("预算260", "预算2\n60"),
        ("。\n2.", "。资料在302室。\n2."),
        ("93.2%。\n", "93.2%。\n三．下一步打算\n再轮训船工200人。\n"),
        ("93.2%。\n", "93.2%。\n２０２４年拟再轮训船工２００人。\n"),
    ],
)
def test_other_words_for_the_same_leave_the_rows_of_a_project_as_they_are(words, others):
    assert words in REPORT
    assert rows(REPORT.replace(words, others)) == rows(REPORT)


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("支出2", "列支2"),
        ("支出2", "实际花费2"),
        ("支出2", "支出总额2"),
        ("年初预算", "期初预算"),
        ("年初预算", "财政批复预算"),
        ("年初预算", "年初预算控制数"),
        ("，支出7.5", "，实际用款7.5"),
        ("210万元", "2100千元"),
    ],
)
def test_projects_of_a_department_are_told_in_any_words_for_budget_and_spending(words, others):
    assert words in DEPARTMENT
    assert rows(DEPARTMENT.replace(words, others)) == rows(DEPARTMENT)


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("年初预算", "期初预算"),
        ("年初预算", "年初核定"),
        ("年初预算", "预算控制数"),
        ("。年初预算", "。经县财预〔2023〕15号文批准，年初预算"),
        ("。年初预算", "\n年初预算"),
        ("▲航标", "第一，航标"),
    ],
)
def test_projects_told_in_lines_alike_are_found_by_any_words_for_their_budget(words, others):
    assert words in SEVERAL
    changed = SEVERAL.replace(words, others)
    assert rows(changed.replace("▲渡口", "第二，渡口") if "第一" in others else changed) == rows(SEVERAL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年发放渡口告示1 300份。", [(1300, "份")]),
        ("全年支取渡工补贴的有12 345 678人次。", [(12345678, "人次")]),
        ("表1 300份。", [(300, "份")]),
        ("10 200 300 400", []),
    ],
)
def test_a_number_in_threes_is_whole_before_a_unit_and_columns_are_none(text, expected):
    assert [(row.value, row.unit) for row in read_text(text, "r").outcomes] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年轮训船工131人，合格率9\n8.5%，都已上岗。", ["131", "9\n8.5"]),
        ("轮训船工12\n2.检修航标80座。", ["80"]),
        ("得分：10\n95.5%，合格率不低。", ["95.5"]),
        ("渡口1\n2023年检修航标80座，都已验收。", ["80"]),
        ("子项1\n12个渡口检修航标80座，都已验收。", ["12", "80"]),
    ],
)
def test_a_number_broken_by_the_end_of_a_line_is_read_whole_or_not_at_all(text, expected):
    assert [row.token for row in read_text(text, "r").outcomes] == expected


@pytest.mark.parametrize("change", ["同比下降", "下降", "较上年下降"])
def test_a_change_and_what_came_of_it_are_a_goal_and_its_result(change):
    (row,) = read_text(f"渡运事故起数{change}5%以上，实际下降8.3%。", "r").indicators
    assert (row.comparator, row.target, row.actual, row.actual_unit) == (">=", 5, Decimal("8.3"), "%")


@pytest.mark.parametrize("told", ["402次（目标420次）", "420次（实际402次）"])
def test_a_goal_or_a_result_in_brackets_belongs_to_the_number_before_them(told):
    (*found,) = read_text(f"年初下达测流任务1,500次，全年施测流量1,684次；泥沙测验{told}。", "r").indicators
    assert [(row.target, row.actual) for row in found] == [(1500, 1684), (420, 402)]


def test_things_of_one_list_are_no_parts_of_its_first():
    (*found,) = read_text("计划举办讲座6场、展览4场、沙龙2场，实际举办讲座7场、展览4场、沙龙2场。", "r").indicators
    assert [(row.target, row.actual) for row in found] == [(6, 7), (4, 4), (2, 2)]


def test_what_was_not_reached_is_the_target_and_no_share_of_it():
    (row,) = read_text("过渡群众满意度91.8%，没有达到预期的93%。", "r").indicators
    assert (row.target, row.actual) == (93, Decimal("91.8"))


def test_budgets_and_spending_in_sum_of_several_projects_are_told_apart():
    text = "三个项目全年预算合计412万元，全年执行合计398.6万元。全年免疫家禽20万羽次。"
    read = read_text(text, "r")
    assert [(row.stage, row.token) for row in read.funds] == [("adjusted_budget", "412"), ("executed", "398.6")]
    assert [row.unit for row in read.outcomes if row.value == 200000] == ["羽次"]
