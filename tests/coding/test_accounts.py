"""What helpers.coding.accounts promises: amounts that contradict are found, and what may be none is not called one."""

import pytest

from helpers.coding.audit import audit

from . import made
from .made import FISCAL, FUND, GENERAL, OTHER, found, line, of

# Totals and their parts


def test_a_total_that_is_the_sum_of_its_sources_holds():
    assert found(("initial_budget", "280"), ("initial_budget", "180", GENERAL), ("initial_budget", "100", FUND)) == [
        ("sum", "holds")
    ]


def test_parts_beyond_their_total_are_a_contradiction():
    rows = ("executed", "100"), ("executed", "70", of("basic")), ("executed", "50", of("project"))
    assert ("sum", "contradiction") in found(*rows)


def test_parts_that_need_not_cover_their_total_are_no_contradiction():
    rows = ("executed", "100"), ("executed", "50", of("wages")), ("executed", "20", of("goods_services"))
    assert found(*rows) == [("sum", "scope")]


def test_one_part_of_a_total_is_not_compared():
    assert found(("executed", "100"), ("executed", "5", of("three_public"))) == []
    assert found(("executed", "100"), ("executed", "60", of("basic"))) == []


def test_parts_short_of_one_total_contradict_it_where_they_make_up_another():
    sources = ("executed", "80"), ("executed", "60", GENERAL), ("executed", "20", FUND)
    short = ("initial_budget", "110"), ("initial_budget", "60", GENERAL), ("initial_budget", "40", FUND)
    sums = [verdict for kind, verdict in found(*sources, *short) if kind == "sum"]
    assert sums == ["contradiction", "holds"]


def test_parts_printed_before_their_total_are_not_taken_for_the_parts_of_another():
    rows = [("initial_budget", "60", GENERAL), ("initial_budget", "40", FUND), ("initial_budget", "100")]
    assert found(*rows, ("executed", "90")) == [("limit", "holds")]


def test_a_total_repeated_in_a_summary_is_not_held_against_what_follows_there():
    divided = ("executed", "100"), ("executed", "60", of("basic")), ("executed", "40", of("project"))
    summary = ("executed", "100"), ("executed", "30", of("basic")), ("executed", "3", of("wages"))
    assert found(*divided, *summary)[-1] == ("sum", "holds")
    assert "contradiction" not in dict(found(*divided, ("executed", "100"))).values()


def test_parts_of_parts_are_not_parts_of_the_total():
    rows = [
        ("executed", "100"), ("executed", "60", of("basic")), ("executed", "45", of("wages")),
        ("executed", "15", of("goods_services")), ("executed", "40", of("project")),
    ]  # fmt: skip
    assert sorted(found(*rows)) == [("sum", "holds"), ("sum", "scope")]


def test_money_appropriated_is_not_added_to_the_two_budgets_it_comes_from():
    rows = [
        ("income", "1000"), ("income", "900", FISCAL), ("income", "800", GENERAL), ("income", "100", FUND),
        ("income", "100", OTHER),
    ]  # fmt: skip
    assert found(*rows) == [("sum", "holds")]


def test_a_carryover_among_the_parts_of_an_income_belongs_to_it_or_not():
    sources = ("income", "5937.35", FISCAL), ("income", "0.95", OTHER)
    assert found(("income", "6025.47"), *sources, ("carryover_in", "87.17")) == [("sum", "holds")]  # report 003
    assert found(("income", "5938.30"), *sources, ("carryover_in", "87.17")) == [("sum", "holds")]


def test_parts_far_behind_a_total_are_not_its_parts():
    far = {"start": 500, "end": 502}, {"start": 520, "end": 522}
    rows = ("executed", "100"), ("executed", "70", of("basic") | far[0]), ("executed", "50", of("project") | far[1])
    assert found(*rows) == []


def test_yi_and_yuan_have_the_precision_that_is_printed():
    yi = {"amount_wan": "12000"}  # 1.2亿元
    rows = ("executed", "1.2", yi), ("executed", "5000", of("basic")), ("executed", "7100", of("project"))
    assert found(*rows) == [("sum", "rounding")]
    yuan = ("executed", "1000000", {"amount_wan": "100"}), ("executed", "60", of("basic"))
    assert found(*yuan, ("executed", "40.1", of("project"))) == [("sum", "rounding")]
    assert found(*yuan, ("executed", "40.6", of("project"))) == [("sum", "contradiction")]


def test_an_amount_that_a_person_corrected_has_the_precision_of_its_token():
    rows = ("executed", "776.55", {"amount_wan": "756.55"}), ("executed", "500.00", of("basic"))
    assert found(*rows, ("executed", "256.55", of("project"))) == [("sum", "holds")]
    assert found(*rows, ("executed", "256.65", of("project"))) == [("sum", "contradiction")]


# The whole and its projects


def lines(stage: str, *tokens: str) -> list[tuple]:
    return [(stage, token, line(f"R-{number}", "经费")) for number, token in enumerate(tokens, 1)]


def test_projects_of_one_line_name_are_told_apart_and_add_up():
    assert ("sum", "holds") in found(("executed", "90"), *lines("executed", "40", "50"))
    assert not [verdict for kind, verdict in found(*lines("executed", "40", "50")) if kind == "repeat"]


def test_lines_short_of_the_whole_contradict_it_only_where_they_make_it_up_at_another_stage():
    planned = ("initial_budget", "150"), *lines("initial_budget", "40", "60")
    assert dict(found(*planned))["sum"] == "scope"
    assert ("sum", "contradiction") in found(*planned, ("executed", "90"), *lines("executed", "40", "50"))


def test_lines_beyond_the_whole_contradict_it():
    assert ("sum", "contradiction") in found(("executed", "80"), *lines("executed", "40", "50"))


def test_a_whole_below_one_of_its_lines_is_of_something_else():
    assert all(kind != "sum" for kind, _ in found(("executed", "45"), *lines("executed", "40", "50")))


def test_the_total_of_a_project_is_not_added_to_its_lines():
    project = (
        ("executed", "60", line("R-1")),
        ("executed", "20", line("R-1", "甲")),
        ("executed", "40", line("R-1", "乙")),
    )
    assert dict(found(("executed", "90"), *project, ("executed", "30", line("R-2", "丙")))) == {"sum": "holds"}


def test_a_whole_with_a_line_that_is_printed_with_two_values_is_not_added_up():
    rows = ("executed", "90"), *lines("executed", "40", "50"), ("executed", "45", line("R-1", "经费"))
    assert dict(found(*rows)) == {"repeat": "scope"}


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


def test_a_list_of_purses_or_uses_is_held_against_the_total_before_it():
    uses = [(stage, token, {"category": "other", "line": name}) for stage, token, name in LISTED]
    assert ("sum", "holds") in found(("executed", "100"), *uses)
    assert ("sum", "contradiction") in found(("executed", "90"), *uses)
    assert ("sum", "scope") in found(("executed", "120"), *uses)
    parts_of_parts = ("executed", "25", {"category": "other", "line": "材料"})
    assert ("sum", "holds") in found(("executed", "100"), *uses, parts_of_parts)


LISTED = [("executed", "60", "设备"), ("executed", "40", "培训")]


def test_without_a_prior_carryover_nothing_is_compared():
    assert account("29.58") == []
