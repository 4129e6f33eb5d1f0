"""What helpers.reading.funds.funds promises: the unit's money by stage, source and category; no other money."""

from decimal import Decimal

from helpers.reading.report import read_text

T = "total"


def read(text: str) -> list[tuple]:
    """Stage, source, category (`part` of a total that has a name) and amount of each row, and the name of a purse."""
    rows = read_text(text, "r").funds
    parts = [(r.line != "", r.source, r.category) == (True, T, T) for r in rows]
    lines = [[r.line] if r.line and not part else [] for r, part in zip(rows, parts, strict=True)]
    return [
        (r.stage, r.source, "part" if part else r.category, f"{r.amount_wan}", *line)
        for r, part, line in zip(rows, parts, lines, strict=True)
    ]


def test_a_parenthesis_gives_back_the_role_that_stood_before_it():
    text = "年初预算100万元（一般公共预算80万元），财政拨款60万元。"
    assert read(text)[-1] == ("initial_budget", "fiscal_appropriation", T, "60")


def test_a_cost_that_was_promised_is_an_indicator_and_no_money_of_the_unit():
    tables = read_text("成本指标：项目总成本控制在120万元以内，实际支出118.6万元。", "r")
    assert tables.funds == []
    assert [(i.target, i.actual) for i in tables.indicators] == [(Decimal(120), Decimal("118.6"))]


def test_the_parts_of_project_expenditure_are_lines_by_their_use():
    text = "基本支出1,500万元，项目支出690万元（道路巡护260万元，信号灯运维430万元）。"
    assert read(text)[2:] == [
        ("executed", T, "project", "260", "道路巡护"), ("executed", T, "project", "430", "信号灯运维"),
    ]  # fmt: skip


def test_parts_by_the_purse_of_one_level_are_appropriations_and_have_its_name():
    text = "2022年安排专项资金500万元，其中：中央财政资金300万元，省级财政资金150万元，县级配套资金50万元。"
    assert read(text) == [
        ("initial_budget", T, T, "500"),
        ("initial_budget", "fiscal_appropriation", T, "300", "中央财政资金"),
        ("initial_budget", "fiscal_appropriation", T, "150", "省级财政资金"),
        ("initial_budget", "fiscal_appropriation", T, "50", "县级配套资金"),
    ]
