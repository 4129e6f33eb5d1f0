"""What helpers.reading.projects.department promises: the money of a department's projects is told as such."""

import pytest

from helpers.reading.report import read_text

HEAD = "临河县水务局2022年度部门整体支出绩效自评报告\n全年支出900万元，其中基本支出500万元，项目支出400万元。\n"


def projects(text: str) -> list[tuple[str, str, str]]:
    """Stage, line and amount of the rows of category project, the whole of them left out."""
    rows = [row for row in read_text(HEAD + text, "r").funds if row.category == "project" and row.amount_wan != 400]
    assert {row.project_id for row in read_text(HEAD + text, "r").funds} == {""}
    return [(row.stage, row.line, f"{row.amount_wan.normalize():f}") for row in rows]


TWO = [
    ("initial_budget", "渠系维护", "150"), ("executed", "渠系维护", "148.2"),
    ("initial_budget", "水质监测", "90"), ("executed", "水质监测", "71"),
]  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        "渠系维护，预算150万元，支出148.2万元；\n水质监测，预算90万元，支出71万元。",
        "1.渠系维护，安排150万元，支出148.2万元。\n2.水质监测，安排90万元，支出71万元。",
        "一是渠系维护，年初预算150万元，全年支出148.2万元；二是水质监测，年初预算90万元，全年支出71万元。",
        "①渠系维护：预算150万元，支出148.2万元；\n②水质监测：预算90万元，支出71万元。",
        "（二）分项目。渠系维护150万元，支出148.2万元；水质监测90万元，支出71万元。",
        "项目中大一点的：渠系维护，预算150万元，支出148.2万元；水质监测，预算90万元，支出71万元。",
        "渠系维护（预算150万元，支出148.2万元）；水质监测（预算90万元，支出71万元）。",
        "项目中，渠系维护支出148.2万元，预算为150万元；水质监测支出71万元，预算为90万元。",
        "四个项目是这样花的：渠系维护150万元预算，用了148.2万元；水质监测90万元预算，用了71万元。",
    ],
)
def test_projects_told_in_lines_alike_have_budget_and_spending_and_their_names(told):
    assert sorted(projects(told)) == sorted(TWO)


@pytest.mark.parametrize(
    "told",
    [
        "渠系维护，预算150万元，支出148.2万元。",
        "人员经费，预算300万元，支出298万元；公用经费，预算200万元，支出202万元。",
        "全年收入960万元，支出900万元；事业收入40万元，支出36万元。",
        "局本级，预算600万元，支出590万元；水库管理所，预算320万元，支出310万元。",
    ],
)
def test_one_project_spending_on_itself_and_units_below_are_no_list_of_projects(told):
    assert projects(told) == []


@pytest.mark.parametrize(
    "told",
    [
        "项目包括：渠系维护148.2万元，水质监测71万元，河道清淤180.8万元。",
        "项目支出中，渠系维护148.2万元、水质监测71万元、河道清淤180.8万元。",
    ],
)
def test_what_spending_on_projects_adds_up_from_are_projects(told):
    found = projects(told)
    assert [(stage, amount) for stage, _, amount in found] == [
        ("executed", "148.2"),
        ("executed", "71"),
        ("executed", "180.8"),
    ]


def test_a_project_that_reports_on_several_lines_keeps_its_number():
    text = "临河县水务局2022年度渠系维护项目绩效自评报告\n渠系维护，预算150万元，支出148.2万元。"
    assert {row.project_id for row in read_text(text, "r").funds} == {"r-1"}


@pytest.mark.parametrize("last", ["180.8", "180.7"])
def test_a_list_without_a_verb_is_of_projects_whether_or_not_it_adds_up_to_the_spending_on_projects(last):
    found = projects(f"主要项目：渠系维护148.2万元，水质监测71万元，河道清淤{last}万元。")
    assert [amount for *_, amount in found] == ["148.2", "71", last]


def test_a_budget_that_a_remark_calls_changed_is_the_adjusted_one():
    told = "渠系维护预算150万元（调整后），支出148.2万元；水质监测预算90万元（调整后），支出71万元。"
    assert [stage for stage, *_ in projects(told)] == ["adjusted_budget", "executed"] * 2


def test_a_budget_changed_before_it_was_spent_is_told_between_the_two():
    told = "渠系维护市级配套，年初预算150万元，调整后160万元，支出148.2万元；\n水质监测，预算90万元，支出71万元。"
    stages = ["initial_budget", "adjusted_budget", "executed", "initial_budget", "executed"]
    assert [stage for stage, *_ in projects(told)] == stages


def test_a_project_named_like_a_purse_is_no_purse_where_the_list_adds_up():
    rows = read_text(HEAD + "主要项目：渠系维护148.2万元，水质监测配套71万元，河道清淤180.8万元。", "r").funds
    told = [(row.source, row.category) for row in rows if row.amount_wan < 400]
    assert told == [("total", "project")] * 3


def test_projects_that_are_summed_up_one_by_one_have_the_money_of_their_summaries():
    summed = (
        "(1)渠系维护项目绩效目标完成情况综述。项目全年预算数150万元，执行数为148.2万元，完成预算的98.8%。\n"
        "(2)水质监测（河道）项目绩效目标完成情况综述。项目全年预算数90万元，执行数为71万元。"
    )
    assert [stage for stage, *_ in projects(summed)] == ["adjusted_budget", "executed"] * 2
    assert projects("部门整体绩效目标完成情况综述。全年预算数150万元，执行数148.2万元。") == []


def of_each(text: str) -> list[tuple[str, str, str, str]]:
    """Number of the project, stage, category and amount of the rows below the head."""
    rows = read_text(HEAD + text, "r").funds
    return [
        (row.project_id, row.stage, row.category, f"{row.amount_wan.normalize():f}")
        for row in rows
        if (row.start or 0) >= len(HEAD)
    ]


HEADED = [
    ("r-1", "initial_budget", "total", "150"), ("r-1", "executed", "total", "148.2"),
    ("r-2", "initial_budget", "total", "90"), ("r-2", "executed", "total", "71"),
]  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        "二、项目支出\n（一）渠系维护项目。年初预算150万元，支出148.2万元。\n"
        "（二）水质监测项目。年初预算90万元，支出71万元。",
        "二、项目支出\n1.渠系维护项目：年初预算150万元，实际支付148.2万元，维护渠系20公里。\n"
        "2.水质监测项目：年初预算90万元，仅支出71万元，监测断面8个。",
        "二、项目\n（一）渠系维护项目\n该项目年初预算150万元，支出148.2万元。\n"
        "（二）水质监测项目\n该项目年初预算90万元，支出71万元。",
    ],
)
def test_projects_under_numbered_headings_of_their_own_have_numbers(told):
    assert of_each(told) == HEADED


def test_what_a_project_under_its_heading_spent_is_all_of_its_money():
    told = (
        "二、项目\n1.渠系维护项目：维护渠系20公里，项目支出148.2万元。\n2.水质监测项目：监测断面8个，项目支出71万元。"
    )
    assert of_each(told) == [HEADED[1], HEADED[3]]


def test_kinds_of_spending_have_no_numbers():
    told = "二、支出\n（一）公用经费。年初预算150万元，支出148.2万元。\n（二）人员经费。年初预算90万元，支出71万元。"
    assert {row[0] for row in of_each(told)} == {""}
