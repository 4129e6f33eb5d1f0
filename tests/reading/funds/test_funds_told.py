"""What helpers.reading.funds.funds promises on the ways in which reports of many fields tell money (told.yml)."""

from pathlib import Path

import pytest
import yaml

from helpers.reading.report import read_text

TOLD = {
    name: yaml.safe_load(Path(__file__).with_name(f"{name}.yml").read_text(encoding="utf-8"))
    for name in ("sentences", "told")
}
LEAST = {"sentences": 0.97, "told": 0.94}  # shares that are read as coded; the weights were estimated with them
SHORT = {
    "initial_budget": "b", "adjusted_budget": "a", "allocated": "r", "executed": "e", "income": "i",
    "carryover_in": "ci", "carryover_out": "co",
}  # fmt: skip
SOURCES = {"total": "T", "fiscal_appropriation": "F", "general_public": "G", "government_fund": "GF", "other": "O"}


def money(text: str) -> list[str]:
    """Each amount as `1 e T other 12.5`: its project, stage, source, category and 万元."""
    return [
        f"{r.project_id.rpartition('-')[2] or 0} {SHORT[r.stage]} {SOURCES[r.source]} "
        f"{'T' if r.category == 'total' else r.category} {r.amount_wan}"
        for r in read_text(text, "r").funds
    ]


@pytest.mark.parametrize("name", TOLD)
def test_money_is_read_as_it_is_told(name):
    wrong = [each["told"] for each in TOLD[name] if money(each["text"]) != [r for r in each["money"].split("; ") if r]]
    assert len(wrong) <= (1 - LEAST[name]) * len(TOLD[name]), wrong


def rows(text: str) -> list[tuple[str, str, str, str]]:
    """Stage, source, category and amount of each row."""
    found = read_text(text, "r").funds
    return [(row.stage, row.source, row.category, f"{row.amount_wan}") for row in found]


def test_what_a_budget_becomes_by_a_supplement_is_the_adjusted_one():
    changed = rows("年初批复预算700万元，追加防汛经费30万元后为730万元。")
    assert changed == [("initial_budget", "total", "total", "700"), ("adjusted_budget", "total", "total", "730")]
    assert "adjusted_budget" not in [stage for stage, *_ in rows("产值增加30万元后为730万元，支出20万元。")]


def test_the_category_that_opens_a_sentence_is_that_of_its_amounts_and_one_in_passing_is_not():
    spent = rows("“三公”经费仅有车辆运维一项，预算8.4万元，支出7.9万元。")
    assert [category for _, _, category, _ in spent] == ["three_public", "three_public"]
    spent = rows("压减“三公”经费，全年预算900万元，支出880万元。")
    assert [category for _, _, category, _ in spent] == ["total", "total"]


def test_money_that_is_said_to_be_outside_of_the_evaluation_is_none_of_the_report():
    assert rows("全年预算90万元。市县另安排经费1900万元，不在本次自评范围。") == [
        ("adjusted_budget", "total", "total", "90")
    ]


def test_all_that_was_there_is_what_its_parts_add_up_to_and_more_than_one_of_them_may_be_spent():
    found = rows("县里下达中央补助资金86万元，又下达县级资金24万元，可用资金110万元。到年底付款100万元。")
    assert found[2:] == [("allocated", "total", "total", "110"), ("executed", "total", "total", "100")]


def test_what_one_purse_has_left_is_left_and_what_is_owed_is_not():
    text = "上级下达资金300万元。上级资金支出280万元，执行率93.3%。{}20万元主要是管道项目。"
    assert rows(text.format("未用完的"))[-1] == ("carryover_out", "total", "total", "20")
    assert [stage for stage, *_ in rows(text.format("拖欠工程款余额"))].count("carryover_out") == 0


def test_a_place_that_money_was_given_to_is_its_line_without_the_verb():
    rows = read_text("下达资金900万元。分配白桦县300万元，青石县600万元。", "r").funds
    assert [row.line for row in rows if row.amount_wan < 900] == ["白桦县", "青石县"]


def test_spending_called_by_its_kind_alone_is_no_line_of_it():
    rows = read_text("全年支出400万元，其中：工资福利支出140万元；资本性支出260万元，其中渠道清淤120万元。", "r").funds
    assert [row.line for row in rows] == ["", "", "", "渠道清淤"]
    rows = read_text(
        "决算支出700万元，其中：基本支出400万元，项目支出300万元。若依经济分类：资本性支出为260万元。", "r"
    ).funds
    assert {row.line for row in rows} == {""}
