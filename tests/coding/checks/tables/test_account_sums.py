"""What coding.checks.account_sums promises: totals are held against their parts, and a carryover may be one."""

import pytest

from ...made import FISCAL, FUND, GENERAL, OTHER, found, line, lines, of

# Totals and their parts


def test_a_total_that_is_the_sum_of_its_sources_holds():
    assert found(("initial_budget", "280"), ("initial_budget", "180", GENERAL), ("initial_budget", "100", FUND)) == [
        ("sum", "holds")
    ]


def test_parts_beyond_their_total_are_a_contradiction():
    rows = ("executed", "100"), ("executed", "70", of("basic")), ("executed", "50", of("project"))
    assert ("sum", "contradiction") in found(*rows)


@pytest.mark.parametrize(("total", "verdict"), [("615.7", "scope"), ("618.2", "holds"), ("571.3", "contradiction")])
def test_of_what_was_carried_in_a_share_may_be_spent(total, verdict):
    rows = ("executed", "583.2", FISCAL), ("executed", "0", OTHER), ("carryover_in", "35")
    assert ("sum", verdict) in found(("executed", total), *rows)


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


@pytest.mark.parametrize(("table", "verdict"), [("lines 1", "holds"), ("lines 2", "contradiction")])
def test_the_parts_of_a_total_in_a_table_are_those_of_it_however_long_its_remarks_are(table, verdict):
    at = lambda start, cell, name="": {"start": start, "end": start + 5, "cell": cell, "line": name}  # noqa: E731
    rows = [
        ("adjusted_budget", "96.50", at(0, "lines 1!R2C3")),
        ("adjusted_budget", "91.50", at(120, "lines 1!R3C3") | FISCAL),
        ("adjusted_budget", "0.00", at(160, "lines 1!R4C3", "专户资金") | OTHER),
        ("adjusted_budget", "5.00", at(240, f"{table}!R5C3", "单位资金") | OTHER),
    ]
    assert ("sum", verdict) in found(*rows)


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


def test_a_list_of_purses_or_uses_is_held_against_the_total_before_it():
    uses = [(stage, token, {"category": "other", "line": name}) for stage, token, name in LISTED]
    assert ("sum", "holds") in found(("executed", "100"), *uses)
    assert ("sum", "contradiction") in found(("executed", "90"), *uses)
    assert ("sum", "scope") in found(("executed", "120"), *uses)
    in_table = [(stage, token, cells | {"cell": f"table 1!R{n}C3"}) for n, (stage, token, cells) in enumerate(uses, 3)]
    assert ("sum", "contradiction") in found(("executed", "90", {"cell": "table 1!R2C3"}), *in_table)
    given = [("initial_budget", token, cells) for _, token, cells in uses]
    assert ("sum", "contradiction") in found(("initial_budget", "90"), *given)
    parts_of_parts = ("executed", "25", {"category": "other", "line": "材料"})
    assert ("sum", "holds") in found(("executed", "100"), *uses, parts_of_parts)


@pytest.mark.parametrize(("total", "verdict"), [("100", "holds"), ("90", "contradiction"), ("120", "scope")])
def test_named_parts_of_a_project_are_held_against_its_total(total, verdict):
    of_project = {"project_id": "R-1"}
    uses = [(stage, token, of_project | {"line": name}) for stage, token, name in LISTED]
    assert ("sum", verdict) in found(("executed", total, of_project), *uses)


LISTED = [("executed", "60", "设备"), ("executed", "40", "培训")]


# A form in which what was carried over is a row of its own, with a column for each stage


def form(total: str, fiscal: str, carried: str, other: str, stage: str) -> list[tuple]:
    before = ("carryover_in", "0"), ("carryover_in", carried)
    return found((stage, total), (stage, fiscal, FISCAL), *before, (stage, other, OTHER))


CARRIED = [
    ("368", "350", "18", "0"), ("349.48", "331.48", "18", "0"), ("912.5", "840", "62.5", "10"),
    ("77", "60", "12", "5"), ("1204.6", "1180", "24.6", "0"), ("56.2", "50", "4.2", "2"), ("430", "390", "25", "15"),
    ("88.8", "80.3", "8.5", "0"),
    ("2300", "2100", "150", "50"), ("15.75", "12", "3.75", "0"),
]  # fmt: skip


@pytest.mark.parametrize("stage", ["adjusted_budget", "executed"])
@pytest.mark.parametrize("amounts", CARRIED)
def test_what_was_carried_over_is_a_part_whichever_column_it_stands_in(amounts, stage):
    assert ("sum", "holds") in form(*amounts, stage)


@pytest.mark.parametrize("amounts", CARRIED)
def test_no_carryover_explains_a_total_that_is_misprinted(amounts):
    total, *rest = amounts
    assert ("sum", "contradiction") in form(f"{float(total) / 2:.12g}", *rest, "executed")


@pytest.mark.parametrize(("spent", "verdict"), [("251", "holds"), ("131.3", "contradiction")])
def test_sources_that_make_up_the_budget_make_up_what_was_spent(spent, verdict):
    budget = zip(("中央资金", "省级资金", "县级资金"), ("420", "260", "166"), ("420", spent, "131.3"), strict=True)
    rows = [
        (stage, value, {"line": name} | FISCAL)
        for name, *values in budget
        for stage, value in zip(("adjusted_budget", "executed"), values, strict=True)
    ]
    verdicts = found(("adjusted_budget", "846"), ("executed", "802.3"), *rows)
    assert sorted(each for each in verdicts if each[0] == "sum") == sorted([("sum", verdict), ("sum", "holds")])


@pytest.mark.parametrize(
    ("total", "uses", "verdict"),
    [
        ("4053.5", ("1860.3", "1240.6", "934.6"), "contradiction"),  # 4035.5, two digits changed places
        ("402", ("86", "64", "52"), "scope"),  # 202: of so few digits one is often another
    ],
)
def test_a_list_that_falls_short_contradicts_its_total_by_a_slip_that_is_no_coincidence(total, uses, verdict):
    rows = [("executed", value, {"line": name}) for name, value in zip(("道路", "绿化", "照明"), uses, strict=True)]
    assert ("sum", verdict) in found(("executed", total), *rows)
