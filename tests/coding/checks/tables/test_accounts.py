"""What coding.checks.accounts promises: amounts that contradict are found, and what may be none is not called one."""

import pytest

from helpers.coding.audit import audit
from helpers.coding.checks.tables import accounts

from ... import made
from ...made import FISCAL, GENERAL, found, line, lines, of

# Spending and budget


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ([("initial_budget", "280"), ("executed", "328.54")], "exceeds"),  # report 000
        ([("initial_budget", "280"), ("executed", "280")], "holds"),
        ([("initial_budget", "280"), ("executed", "100")], "holds"),
        ([("initial_budget", "280"), ("executed", "280.4")], "rounding"),
        ([("initial_budget", "280"), ("executed", "279.8")], "holds"),
        ([("initial_budget", "100"), ("adjusted_budget", "120"), ("executed", "110")], "holds"),
        ([("initial_budget", "100"), ("adjusted_budget", "80"), ("executed", "95")], "exceeds"),
        ([("initial_budget", "100"), ("adjusted_budget", "80"), ("executed", "80")], "holds"),
    ],
)
def test_spending_is_held_against_the_adjusted_budget_and_without_one_against_the_initial(rows, verdict):
    assert found(*rows) == [("limit", verdict)]


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (line("R-1", "普法经费"), "普法经费"),
        (GENERAL, "general_public"),
        (of("three_public"), "three_public"),
        ({}, "total"),
    ],
)
def test_a_limit_is_named_by_its_line_else_by_its_category_or_source(cells, name):
    funds = made.funds(("initial_budget", "100", cells), ("executed", "120", cells))
    assert audit(made.read(funds=funds))["what"].tolist() == [f"{name}: executed against initial_budget, 万元"]


def test_spending_on_part_of_the_money_is_not_held_against_the_whole_budget():
    assert found(("initial_budget", "100"), ("executed", "120", of("three_public"))) == []


def test_with_several_budgets_in_one_role_it_is_not_known_which_one_limits_what():
    assert found(("initial_budget", "30"), ("initial_budget", "500"), ("executed", "400")) == []


def test_money_received_and_spent_alike_on_every_line_says_nothing():
    received = lines("allocated", "40", "50")
    assert found(*received, *lines("executed", "40", "50")) == [("rate", "no_information")]
    assert found(*received, *lines("executed", "40", "49")) == []
    assert found(("allocated", "40"), ("executed", "40")) == []


# Amounts printed twice


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("87.17", "87.12", [("repeat", "contradiction")]),  # report 003
        ("1063.98", "1064", [("repeat", "rounding")]),
        ("1063.98", "1063", [("repeat", "truncation")]),
        ("1063.98", "1063.980", []),
        ("36", "29.7", [("repeat", "scope")]),
        ("36", "27.7", []),
        ("1234.56", "1134.56", [("repeat", "scope")]),  # one year and the next
    ],
)
def test_an_amount_printed_twice_is_rounded_misprinted_or_perhaps_another(one, other, expected):
    assert found(("carryover_in", one), ("carryover_in", other)) == expected
    assert found(("carryover_in", other), ("carryover_in", one)) == expected


def test_many_amounts_in_one_role_are_many_things():
    assert found(*[("executed", token) for token in ("20.11", "30.52", "20.12", "500")]) == []


def test_amounts_of_informatization_may_be_many_things():
    assert found(("executed", "27.73", of("informatization")), ("executed", "27.74", of("informatization"))) == []


def test_one_amount_in_two_lines_or_sources_is_not_printed_twice():
    assert found(("executed", "87.17", GENERAL), ("executed", "87.12", FISCAL)) == []


# Carryover


def account(out: str, *before: str, source: str = "fiscal_appropriation") -> list[tuple]:
    rows = [
        ("income", "5937.35"),
        ("executed", "5994.89"),
        ("carryover_out", out),
        *(("carryover_in", b) for b in before),
    ]
    return [verdict for kind, verdict in found(*((*row, {"source": source}) for row in rows)) if kind == "identity"]


def test_the_carryover_of_appropriated_money_is_what_is_left():
    assert account("29.58", "87.12") == ["holds"]
    assert account("29.98", "87.12") == ["contradiction"]


def test_a_prior_carryover_printed_twice_is_compared_both_times_where_one_is_misprinted():
    assert account("29.58", "87.17", "87.12") == ["contradiction", "holds"]
    assert account("29.58", "50", "87.12") == ["holds"]


def test_carryover_of_other_money_may_have_more_entries():
    assert account("29.98", "87.12", source="other") == ["scope"]
    assert account("29.98", "87.12", source="total") == ["contradiction"]


def test_an_income_may_include_the_prior_carryover():
    rows = ("income", "6025.47"), ("executed", "5995.89"), ("carryover_out", "29.58"), ("carryover_in", "87.17")
    assert ("identity", "holds") in found(*rows)


@pytest.mark.parametrize(("apart", "verdict"), [(0, "contradiction"), (900, "scope")])
def test_money_received_is_the_income_of_a_purse_where_none_is_printed_and_more_may_have_come_where_it_stands_apart(
    apart, verdict
):
    rows = ("allocated", "100"), ("executed", "95", {"start": 10 + apart, "end": 12 + apart}), ("carryover_in", "20")
    assert ("identity", "holds") in found(*rows, ("carryover_out", "25"))
    assert ("identity", verdict) in found(*rows, ("carryover_out", "52"))
    assert ("identity", "holds") in found(*rows, ("carryover_out", "5"))  # 100 may have the 20 in it


@pytest.mark.parametrize(
    ("had", "apart", "verdict"),
    [("adjusted_budget", 0, "contradiction"), ("initial_budget", 0, "contradiction"), ("initial_budget", 900, "scope")],
)
def test_what_a_project_has_left_is_what_it_had_less_what_it_spent(had, apart, verdict):
    rows = [(had, "100"), ("executed", "90", {"start": 10 + apart, "end": 12 + apart}), ("carryover_out", "10")]
    assert ("identity", "holds") in found(*rows)
    assert ("identity", verdict) in found(*rows[:2], ("carryover_out", "14"))
    assert all(kind != "identity" for kind, _ in found(*rows[:2], ("carryover_out", "14"), ("carryover_in", "4")))


def test_an_amount_printed_again_in_another_unit_may_be_misprinted():
    """31,679 万元 and 3.1697 亿元."""
    other = {"amount_wan": 31697.0, "token": "3.1697", "start": 50, "end": 56}
    assert found(("executed", "31679"), ("executed", "3.1697", other)) == [("repeat", "contradiction")]


def test_without_a_prior_carryover_nothing_is_compared():
    assert account("29.58") == []


@pytest.mark.parametrize(
    ("had", "left", "verdict"),
    [("5.00", "0.31", "scope"), ("6.00", "0.69", "holds"), ("6.00", "0.96", "contradiction")],
)
def test_what_is_left_where_more_was_spent_than_came_is_of_other_money(had, left, verdict):
    money = made.funds(("allocated", had), ("executed", "5.31"), ("carryover_out", left))
    assert [each.verdict for each in accounts.leftovers({"funds": money})] == [verdict]
