"""What helpers.reading.funds.funds promises: the unit's money by stage, source and category; no other money."""

from decimal import Decimal

import pytest

from helpers.reading.report import read_text

pytestmark = pytest.mark.usefixtures("rules_alone")

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


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        (
            "年初预算数为210万元，调整后预算数为186.4万元，全年执行数为186万元。",
            "initial_budget 210 adjusted_budget 186.4 executed 186",
        ),
        ("预算资金共计45万元，实际到位45万元，实际使用44.87万元。", "initial_budget 45 allocated 45 executed 44.87"),
        ("全年共支出365.27万元，预算执行率98.5%。", "executed 365.27"),
        (
            "年初部门预算批复1326.8万元，年中调整增加78.4万元，调整后预算1405.2万元。",
            "initial_budget 1326.8 adjusted_budget 1405.2",
        ),
        ("本项目批复预算320000元，实际支出318500.50元。", "initial_budget 32 executed 31.85005"),
        (
            "安排35万元用于购置检测设备，已支付33.8万元，结余1.2万元。",
            "initial_budget 35 executed 33.8 carryover_out 1.2",
        ),
        ("上年结转结余12.5万元，年末结转结余3.08万元。", "carryover_in 12.5 carryover_out 3.08"),
        ("收到上级转移支付资金260万元，拨付乡镇198万元。", "allocated 260 executed 198"),
        ("县财政局拨付我单位专项资金96万元。", "allocated 96"),
        ("全年总收入1.86亿元，总支出1.79亿元。", "income 18600 executed 17900"),
        ("2022年支出预算300万元，决算支出298万元。", "initial_budget 300 executed 298"),
        ("共发放耕地补贴1560.3万元，惠及农户8,420户。", "executed 1560.3"),
        ("累计完成投资2300万元，占年度计划的92%。", "executed 2300"),
        ("全年预算安排100万元，已全部支付到位。", "adjusted_budget 100"),
        ("项目资金总额为1,500,000.00元，累计支出1,487,652.30元。", "initial_budget 150 executed 148.76523"),
        ("资金结转至下年使用25万元。", "carryover_out 25"),
        ("年初预算15万元，决算数11.86万元，结转0元。", "initial_budget 15 executed 11.86 carryover_out 0"),
        ("2022年安排“双高”建设资金3000万元，支出2876.5万元。", "initial_budget 3000 executed 2876.5"),
        (
            "资金安排：年初预算：680万元；到位：680万元；支出：652.4万元。",
            "initial_budget 680 allocated 680 executed 652.4",
        ),
        ("项目资金由县财政全额保障，年度预算56.8万元，到位56.8万元。", "initial_budget 56.8 allocated 56.8"),
        ("市财政安排城区保洁专项资金2,680万元。", "initial_budget 2680"),
        ("财政资金到位80万元。", "allocated 80"),
    ],
)  # fmt: skip
def test_the_word_before_an_amount_says_its_stage(text, stages):
    said = stages.split()
    assert read(text) == [(stage, T, T, amount) for stage, amount in zip(said[::2], said[1::2], strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "全年实现旅游收入3.2亿元。", "企业销售收入达1.5亿元，利税2100万元。", "带动群众增收560万元，户均增收1200元。",
        "人均支出420元。",
        "减免企业税费3200万元，带动社会投资1.5亿元。", "项目总投资1200万元。", "年中追加预算20万元，调减8万元。",
        "尚有23.5万元未支付。",
        "质保金35.4万元尚未支付。", "预计需投入300万元。", "撬动贷款4,500万元。", "每年可节约电费18万元。",
        "患者自付费用支出12万元。",
        "补助标准：小学每生每年支出1000元。", "培训成本支出450元/人。", "挽回损失52万元。", "村集体经济收入36万元。",
    ],
)  # fmt: skip
def test_money_of_others_and_changes_of_a_budget_are_no_funds(text):
    assert read(text) == []


def test_parts_by_the_purse_of_one_level_are_appropriations_and_have_its_name():
    text = "2022年安排专项资金500万元，其中：中央财政资金300万元，省级财政资金150万元，县级配套资金50万元。"
    assert read(text) == [
        ("initial_budget", T, T, "500"),
        ("initial_budget", "fiscal_appropriation", T, "300", "中央财政资金"),
        ("initial_budget", "fiscal_appropriation", T, "150", "省级财政资金"),
        ("initial_budget", "fiscal_appropriation", T, "50", "县级配套资金"),
    ]


def test_parts_in_a_parenthesis_have_the_stage_of_their_total():
    text = "截至12月底到位资金480.5万元（其中：中央财政资金300万元，地方资金180.5万元），资金到位率100%，支出470万元。"
    assert read(text) == [
        ("allocated", T, T, "480.5"),
        ("allocated", "fiscal_appropriation", T, "300"),
        ("allocated", "other", T, "180.5"),
        ("executed", T, T, "470"),
    ]


def test_a_parenthesis_gives_back_the_role_that_stood_before_it():
    text = "年初预算100万元（一般公共预算80万元），财政拨款60万元。"
    assert read(text)[-1] == ("initial_budget", "fiscal_appropriation", T, "60")


def test_words_behind_the_amounts_give_their_stage():
    assert read("中央资金385万元、省级资金123万元全部到位，尚有5万元未支付。") == [
        ("allocated", "fiscal_appropriation", T, "385", "中央资金"),
        ("allocated", "fiscal_appropriation", T, "123", "省级资金"),
    ]


def test_purses_without_a_total_keep_their_source_and_a_sum_behind_them_is_the_total():
    assert read("县财政预算安排100万元，乡镇自筹20万元，合计120万元。") == [
        ("initial_budget", "fiscal_appropriation", T, "100"),
        ("initial_budget", "other", T, "20"),
        ("initial_budget", T, T, "120"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "全年支出150万元，其中120万元用于管网维修，30万元用于水质检测。",
        "全年支出150万元，其中：维修支出120万元，检测支出30万元。",
        "全年支出150万元。其中：维修费120万元，检测费30万元。",
        "实际支出150万元，用于以下方面：一是管网维修120万元；二是水质检测30万元。",
        "实际支出150万元，其中：\n维修支出120万元；\n检测支出30万元。",
        "实际支出150万元，主要用于：维修120万元、检测30万元。",
    ],
)
def test_what_a_total_is_spent_on_is_a_part_of_it(text):
    assert read(text) == [
        ("executed", T, T, "150"), ("executed", T, "part", "120"), ("executed", T, "part", "30"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "支付工程款560万元、监理费12.6万元、设计费8.4万元。",
        "泵站项目支出560万元，占96%；监理支出12.6万元；设计支出8.4万元。",
    ],
)
def test_amounts_for_several_purposes_are_parts_without_a_total(text):
    assert read(text) == [("executed", T, "part", amount) for amount in ("560", "12.6", "8.4")]


def test_the_only_amount_spent_is_a_total_whatever_its_project_is_called():
    assert read("农村公路养护项目支出286.4万元。") == [("executed", T, T, "286.4")]


def test_an_amount_for_one_purpose_is_a_part_where_the_report_states_one_for_none():
    text = "一、收支\n全年支出2,120.3万元。\n二、资金使用\n发放产业奖补资金86.4万元。\n"
    assert read(text) == [("executed", T, T, "2120.3"), ("executed", T, "part", "86.4")]
    assert read("发放产业奖补资金86.4万元。") == [("executed", T, T, "86.4")]


def test_an_amount_told_among_results_is_a_result_where_what_was_spent_is_told_elsewhere():
    spent, done = "一、收支\n全年支出2,120.3万元。\n", "二、履职成效\n发放产业奖补资金86.4万元。\n"
    assert read(spent + done) == [("executed", T, T, "2120.3")]
    assert read(done) == [("executed", T, T, "86.4")]


def test_another_stage_behind_a_part_is_a_total_again():
    text = "年初预算100万元，其中财政拨款80万元，全年支出98万元。"
    assert read(text)[-1] == ("executed", T, T, "98")


def test_expenditure_is_divided_by_its_nature_and_by_economic_class():
    text = (
        "支出合计3,820.6万元。"
        "按性质分：基本支出2,415.3万元（人员经费1,650万元，公用经费765.3万元），项目支出1,405.3万元。"
    )
    assert read(text) == [
        ("executed", T, T, "3820.6"), ("executed", T, "basic", "2415.3"), ("executed", T, "wages", "1650"),
        ("executed", T, "public_use", "765.3"), ("executed", T, "project", "1405.3"),
    ]  # fmt: skip


def test_income_is_divided_by_source():
    text = "收入合计3,865.2万元，其中：一般公共预算财政拨款收入3,612.4万元，政府性基金收入200万元，事业收入52.8万元。"
    assert read(text) == [
        ("income", T, T, "3865.2"), ("income", "general_public", T, "3612.4"), ("income", "government_fund", T, "200"),
        ("income", "other", T, "52.8"),
    ]  # fmt: skip


def test_the_three_public_expenses_hold_for_the_later_amounts_of_their_sentence():
    text = "“三公”经费年初预算18万元，实际支出12.6万元，较上年下降5.3%。公用经费支出88.92万元，其中办公费12.3万元。"
    assert read(text) == [
        ("initial_budget", T, "three_public", "18"), ("executed", T, "three_public", "12.6"),
        ("executed", T, "public_use", "88.92"), ("executed", T, "part", "12.3"),
    ]  # fmt: skip


def test_the_money_of_a_project_stands_under_its_number_and_its_budget_line():
    text = "一、资金情况\n项目1：饮水安全维修经费。年初预算32万元，到账30万元。\n项目2：水质检测经费。年初预算8万元。"
    rows = read_text(text, "r").funds
    assert [(r.project_id, r.line, r.amount_wan) for r in rows] == [
        ("r-1", "饮水安全维修经费", Decimal(32)), ("r-1", "饮水安全维修经费", Decimal(30)),
        ("r-2", "水质检测经费", Decimal(8)),
    ]  # fmt: skip


def test_a_cost_that_was_promised_is_an_indicator_and_no_money_of_the_unit():
    tables = read_text("成本指标：项目总成本控制在120万元以内，实际支出118.6万元。", "r")
    assert tables.funds == []
    assert [(i.target, i.actual) for i in tables.indicators] == [(Decimal(120), Decimal("118.6"))]


@pytest.mark.parametrize("use", ["公务用车运行维护费", "公务用车购置费", "公务接待费", "因公出国（境）费"])
def test_each_of_the_three_public_expenses_is_of_their_category(use):
    assert [row[:4] for row in read(f"{use}支出2.32万元。")] == [("executed", T, "three_public", "2.32")]


def test_the_parts_of_project_expenditure_are_lines_by_their_use():
    text = "基本支出1,500万元，项目支出690万元（道路巡护260万元，信号灯运维430万元）。"
    assert read(text)[2:] == [
        ("executed", T, "project", "260", "道路巡护"), ("executed", T, "project", "430", "信号灯运维"),
    ]  # fmt: skip
