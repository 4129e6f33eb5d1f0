"""What coding.checks.accounts promises of rates: each is held against its own amounts, by a definition in use."""

import pytest

from helpers.coding.audit import audit

from ... import made
from ...made import GENERAL, OTHER, found, line, of


def rate(name: str, actual: str, *rows: tuple, **cells) -> list[str]:
    row = {"name_zh": name, "actual": actual, "actual_unit": "%", "level1": "management", "level2": "process"} | cells
    return [verdict for kind, verdict in found(*rows, indicators=made.indicators(row)) if kind == "rate"]


SPENT = ("income", "5937.35"), ("carryover_in", "87.12"), ("executed", "5994.89")
PUBLIC = ("initial_budget", "28.6", of("three_public")), ("executed", "56.23", of("three_public"))


def test_a_rate_agrees_with_one_of_the_denominators_in_use():
    assert rate("支出完成率", "99.51", *SPENT) == ["rounding"]  # report 003
    assert rate("预算执行率", "72.99", ("initial_budget", "1063.98"), ("executed", "776.55")) == ["rounding"]
    assert rate("预算执行率", "90", ("adjusted_budget", "100"), ("executed", "90")) == ["holds"]


def test_a_rate_of_the_whole_is_that_of_its_only_project():
    project = line("R-1")
    money = ("initial_budget", "1500", project), ("executed", "1350", project), ("allocated", "1500", project)
    assert rate("执行率", "90", *money) == ["holds"]
    assert rate("到位率", "100", *money) == ["holds"]
    assert rate("执行率", "90", *money, ("executed", "7", line("R-2"))) == []
    assert rate("执行率", "90", ("initial_budget", "1500"), ("executed", "1350"), project_id="R-1") == []


def test_a_rate_that_agrees_with_none_of_several_denominators_is_a_matter_of_scope():
    assert rate("支出完成率", "95.00", *SPENT) == ["scope"]


def test_a_rate_with_one_definition_is_contradicted_by_its_amounts():
    assert rate("“三公经费”控制率", "196.61", *PUBLIC) == ["rounding"]  # report 003
    assert rate("“三公经费”控制率", "96.61", *PUBLIC) == ["contradiction"]


def test_the_tolerance_of_a_rate_carries_the_printed_digits_of_its_amounts():
    """28.6 is anything from 28.55 to 28.65 and 56.23 from 56.225 to 56.235: the rate, from 196.25 to 196.97."""
    assert rate("三公经费控制率", "196.30", *PUBLIC) == ["rounding"]
    assert rate("三公经费控制率", "196.20", *PUBLIC) == ["contradiction"]


@pytest.mark.parametrize(
    "cells",
    [
        {"actual": "1.9661", "actual_unit": ""},
        {"actual": "合格", "actual_comparator": "qualitative"},
        {"actual": "合格"},
        {"actual": "190", "actual_comparator": ">="},
        {"actual": "90", "project_id": "R-1"},
        {"actual": "90", "name_zh": "在职人员控制率"},
    ],
)
def test_a_rate_is_not_compared_in_another_unit_as_a_bound_in_words_or_of_another_project(cells):
    assert rate(cells.pop("name_zh", "三公经费控制率"), cells.pop("actual"), *PUBLIC, **cells) == []


def test_a_rate_over_a_budget_of_0_is_not_compared():
    budget = ("initial_budget", "0", of("three_public")), ("executed", "5", of("three_public"))
    assert rate("三公经费控制率", "100", *budget) == []


def test_a_rate_is_not_matched_against_many_amounts():
    many = [("executed", str(10 * number)) for number in range(1, 10)]
    assert rate("预算执行率", "50", ("initial_budget", "100"), *many) == []


@pytest.mark.parametrize(
    ("rate_printed", "rows", "verdicts"),
    [
        (80.83, [("adjusted_budget", "54"), ("executed", "43.65")], ["rounding"]),
        (99.25, [("adjusted_budget", "54"), ("executed", "43.65")], ["contradiction"]),  # page P248
        (87.3, [("initial_budget", "50"), ("adjusted_budget", "54"), ("executed", "43.65")], ["holds"]),
        (80.83, [("executed", "43.65")], []),
        (80.83, [("adjusted_budget", "0"), ("executed", "43.65")], []),
    ],
)
def test_a_rate_in_the_row_of_an_amount_is_spending_over_a_budget_of_that_row(rate_printed, rows, verdicts):
    funds = made.in_grid(made.funds(*rows))
    rates = [rate_printed if stage == "executed" else None for stage in funds["stage"]]
    table = audit(made.read(funds=funds.assign(rate=rates)))
    assert table[table["kind"] == "rate"]["verdict"].tolist() == verdicts


@pytest.mark.parametrize(("total", "verdict"), [(100.26, "contradiction"), (93.1, "holds")])
def test_the_rates_of_a_form_have_one_base(total, verdict):
    rows = [("initial_budget", "520"), ("adjusted_budget", "560"), ("executed", "521.36")]
    own = [("initial_budget", "520"), ("adjusted_budget", "540"), ("executed", "501.36")]
    funds = made.in_grid(made.funds(*rows, *((*each, {"source": "fiscal_appropriation"}) for each in own)))
    table = audit(made.read(funds=funds.assign(rate=[None, None, total, None, None, 92.84])))
    assert table[table["kind"] == "rate"]["verdict"].sort_values().tolist() == sorted([verdict, "rounding"])


def test_money_received_may_be_a_share_of_what_was_to_come_by_then():
    assert rate("资金到位率", "100", ("initial_budget", "7200"), ("allocated", "6700")) == ["scope"]


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        ("82.86", "rounding"),
        ("83.86", "contradiction"),
        ("28.86", "contradiction"),
        ("74.35", "scope"),
        ("83.9", "scope"),
    ],
)
def test_of_rates_of_several_sources_only_a_slip_of_two_decimals_is_a_contradiction(printed, verdict):
    sources = ("allocated", "2000", GENERAL), ("executed", "1880", GENERAL)
    others = ("allocated", "420", OTHER), ("executed", "348", OTHER)
    own = [
        {"name_zh": "执行率", "level2": "process", "actual": each, "actual_unit": "%"} for each in ("94.00", printed)
    ]
    told = audit(made.read(funds=made.funds(*sources, *others), indicators=made.indicators(*own)))
    assert told[told["kind"] == "rate"]["verdict"].tolist()[0] == verdict
