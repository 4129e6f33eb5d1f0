"""What helpers.analysis.measures promises: execution, attainment and unit cost by hand, and why some are undefined."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers import paths
from helpers.analysis import measures
from helpers.coding import frames, tidy
from helpers.reading import vocabulary

NAN = float("nan")
FEW = settings(max_examples=30)


def projects(**cells) -> pd.DataFrame:
    money = dict.fromkeys(["initial_budget_wan", "adjusted_budget_wan", "allocated_wan", "executed_wan"], NAN)
    return pd.DataFrame([{"report_id": "R", "project_id": "R-1", "output_seq": NAN} | money | cells]).astype(
        dict.fromkeys(money, float)
    )


def indicators(*rows: dict) -> pd.DataFrame:
    """Indicators from rows of cells: at least 100 promised where they say nothing else, in one unit."""
    plain = {"comparator": ">=", "target": 100.0, "actual_comparator": "=", "actual": 100.0, "polarity": "higher"}
    named = {"report_id": "R", "project_id": "R-1", "level1": "output", "level2": "quantity", "name_zh": "检查"}
    units = {"target_unit": "件", "actual_unit": "件", "same_unit": True}
    return pd.DataFrame([{**plain, **named, **units, "seq": n} | row for n, row in enumerate(rows, 1)]).astype(
        {"target": float, "actual": float, "same_unit": "boolean"}
    )


def attained(**cells) -> pd.Series:
    return measures.attainment(indicators(cells)).iloc[0]


def rates(**cells) -> list[float]:
    names = ["rate_initial", "rate_adjusted", "rate_allocated", "rate_official"]
    return measures.execution_rates(projects(**cells))[names].fillna(-1).iloc[0].tolist()


def test_three_rates_are_spending_over_each_budget_and_the_official_one_over_the_adjusted():
    money = {"initial_budget_wan": 200, "adjusted_budget_wan": 100, "allocated_wan": 80, "executed_wan": 80}
    assert rates(**money) == [0.4, 0.8, 1.0, 0.8]


def test_the_official_rate_is_over_the_initial_budget_where_no_adjusted_one_is_stated():
    assert rates(initial_budget_wan=280, executed_wan=328.54) == pytest.approx([1.1733571, -1, -1, 1.1733571])


def test_a_rate_over_nothing_is_undefined():
    assert rates(initial_budget_wan=0, executed_wan=3.36) == [-1, -1, -1, -1]
    assert rates(executed_wan=3.36) == [-1, -1, -1, -1]
    assert rates(initial_budget_wan=100) == [-1, -1, -1, -1]


def test_an_adjusted_budget_of_0_is_not_replaced_by_the_initial_one():
    assert rates(initial_budget_wan=100, adjusted_budget_wan=0, executed_wan=0) == [0, -1, -1, -1]


@pytest.mark.parametrize(
    ("cells", "value", "capped", "overshoot"),
    [
        ({"target": 4000, "actual": 4521}, 1.13025, 1, 0.13025),  # report 001, legal aid cases
        ({"target": 95, "actual": 99.8}, 1.0505263, 1, 0.0505263),
        ({"actual": 57}, 0.57, 0.57, 0),
        ({"actual": 0}, 0, 0, 0),
        ({"comparator": "<=", "polarity": "lower", "target": 0.2, "actual": 0.05}, 4, 1, 3),  # reoffending rate
        ({"comparator": "<=", "polarity": "lower", "target": 5300, "actual": 5830}, 0.9090909, 0.9090909, 0),
        (
            {"comparator": "<=", "polarity": "lower", "target": 0, "actual": 0},
            1,
            1,
            0,
        ),  # no failure promised, none seen
        ({"comparator": "<=", "polarity": "lower", "target": 0, "actual": 3}, 0, 0, 0),
    ],
)
def test_attainment_is_actual_over_target_and_the_inverse_where_less_is_better(cells, value, capped, overshoot):
    found = attained(**cells)
    numbers = ["attainment", "attainment_low", "attainment_high", "capped", "overshoot"]
    assert found[numbers].tolist() == pytest.approx([value, value, value, capped, overshoot], abs=1e-7)
    assert found["undefined"] == ""


@pytest.mark.parametrize(
    ("sign", "polarity", "low", "high"),
    [
        (">=", "higher", 2, math.inf),  # 400余场 of 200
        (">", "higher", 2, math.inf),
        ("<=", "higher", 0, 2),
        ("~", "higher", 2, 2),
        ("=", "higher", 2, 2),
        (">=", "lower", 0, 0.5),
        ("<=", "lower", 0.5, math.inf),
    ],
)
def test_an_actual_that_is_a_bound_gives_an_interval(sign, polarity, low, high):
    found = attained(target=200, actual=400, actual_comparator=sign, polarity=polarity)
    assert found[["attainment_low", "attainment_high"]].tolist() == [low, high]
    assert found["attainment"] == (2 if polarity == "higher" else 0.5)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"comparator": "", "target": NAN}, "no target"),
        ({"comparator": "qualitative", "target": NAN}, "target in words"),
        ({"actual_comparator": "", "actual": NAN}, "no actual"),
        ({"actual_comparator": "qualitative", "actual": NAN}, "actual in words"),
        ({"same_unit": False}, "unlike units"),
        ({"target": -5}, "below 0"),
        ({"comparator": "<=", "polarity": "lower", "actual": -5}, "below 0"),
        ({"target": 0, "actual": 5}, "division by 0"),
        ({"comparator": "<=", "polarity": "lower", "actual": 0}, "division by 0"),
    ],
)
def test_a_row_without_attainment_says_why(cells, reason):
    found = attained(**cells)
    assert found["undefined"] == reason
    assert found[["attainment", "capped", "overshoot"]].isna().all()


def test_no_accident_where_three_were_allowed_is_met_and_scores_full_points():
    found = attained(comparator="<=", polarity="lower", target=3, actual=0)
    assert bool(found["met"]) is True
    assert found[["attainment_low", "attainment_high"]].tolist() == [math.inf, math.inf]


@pytest.mark.parametrize(
    ("comparator", "polarity", "sign", "actual", "met"),
    [
        (">=", "higher", "=", 100, True),
        (">=", "higher", "=", 99, False),
        (">", "higher", "=", 100, False),
        (">", "higher", ">", 100, True),
        ("=", "higher", "=", 120, True),
        ("=", "lower", "=", 80, True),
        ("=", "lower", "=", 120, False),
        ("<=", "lower", "=", 100, True),
        ("<=", "lower", "=", 101, False),
        ("<", "lower", "=", 100, False),
        (">=", "higher", ">=", 100, True),
        (">=", "higher", ">=", 90, None),
        (">=", "higher", "<=", 90, False),
        ("<=", "lower", "<=", 90, True),
        ("<=", "lower", ">=", 90, None),
        ("<=", "lower", ">=", 110, False),
        ("", "higher", "=", 100, True),
        ("", "higher", "=", 120, None),
        ("", "lower", "=", 120, None),
    ],
)
def test_a_target_is_met_by_its_printed_sign_or_it_stays_open(comparator, polarity, sign, actual, met):
    found = attained(comparator=comparator, polarity=polarity, actual_comparator=sign, actual=actual)["met"]
    assert pd.isna(found) if met is None else bool(found) is met


def test_whether_unlike_units_are_met_is_missing():
    assert pd.isna(attained(same_unit=False)["met"])


def test_the_frame_given_is_not_changed():
    frame = indicators({})
    kept = frame.copy()
    measures.attainment(frame)
    pd.testing.assert_frame_equal(frame, kept)


figure = st.integers(0, 10**6).map(float)
signs = st.sampled_from(["=", ">=", ">", "<=", "<", "~"])
polarities = st.sampled_from(["higher", "lower"])


@FEW
@given(st.lists(st.tuples(figure, figure, signs, polarities), min_size=1, max_size=20))
def test_attainment_lies_between_its_bounds(drawn):
    rows = [{"target": t, "actual": a, "actual_comparator": s, "polarity": p} for t, a, s, p in drawn]
    found = measures.attainment(indicators(*rows)).query("undefined == ''")
    assert (found["attainment_low"] <= found["attainment"]).all()
    assert (found["attainment"] <= found["attainment_high"]).all()
    assert (found["capped"] + found["overshoot"]).to_numpy() == pytest.approx(found["attainment"].to_numpy())


@FEW
@given(figure, figure, signs, polarities, st.sampled_from([0.5, 2.0, 1024.0]))
def test_counting_both_in_another_unit_changes_nothing(target, actual, sign, polarity, factor):
    one = {"target": target, "actual": actual, "actual_comparator": sign, "polarity": polarity}
    found = measures.attainment(indicators(one, one | {"target": target * factor, "actual": actual * factor}))
    kept = ["undefined", "attainment", "attainment_low", "attainment_high", "capped", "overshoot", "met"]
    pd.testing.assert_series_equal(found.loc[0, kept], found.loc[1, kept], check_names=False)


@FEW
@given(figure, figure)
def test_turning_the_polarity_inverts_attainment(target, actual):
    assume(target and actual)
    more, less = (attained(target=target, actual=actual, polarity=each)["attainment"] for each in ("higher", "lower"))
    assert more * less == pytest.approx(1)


@FEW
@given(figure, figure, polarities)
def test_a_sharp_target_is_met_where_attainment_is_at_least_1(target, actual, polarity):
    assume(target and actual)
    found = attained(target=target, actual=actual, polarity=polarity, comparator="=")
    assert bool(found["met"]) is bool(found["attainment"] >= 1)


def costs(rows: list[dict], executed: float = 50.0) -> pd.DataFrame:
    kinds = {"件": "count", "人": "persons", "%": "rate", "万元": "money"}
    return measures.unit_costs(projects(executed_wan=executed), indicators(*rows), kinds)


def test_unit_cost_is_spending_in_yuan_over_the_first_quantity_output():
    found = costs([{"actual": 4, "level2": "quality"}, {"actual": 250, "name_zh": "办案"}, {"actual": 7}])
    assert found[["output_name", "output", "output_unit", "output_kind", "unit_cost_yuan"]].to_numpy().tolist() == [
        ["办案", 250, "件", "count", 2000]  # 500,000 元 for 250
    ]


@pytest.mark.parametrize("skipped", [{"actual_unit": "%"}, {"actual_unit": "万元"}, {"actual": 0}, {"actual": NAN}])
def test_shares_money_and_nothing_are_no_output(skipped):
    assert costs([skipped, {"actual": 10, "actual_unit": "人"}])["output_unit"].tolist() == ["人"]
    assert costs([skipped]).empty


def test_an_output_without_a_unit_of_its_own_takes_the_targets():
    assert costs([{"actual_unit": "", "target_unit": "人"}])["output_kind"].tolist() == ["persons"]
    assert costs([{"actual_unit": "", "target_unit": ""}])["output_kind"].tolist() == ["other"]


def test_an_output_that_a_reader_chose_takes_the_place_of_the_first_one_whatever_its_class():
    rows = [{"actual": 250}, {"actual": 4, "level1": "benefit", "level2": "social"}, {"actual": 0}]
    found = [
        measures.unit_costs(projects(executed_wan=50, output_seq=seq), indicators(*rows), {"件": "count"})
        for seq in (NAN, 2, 3)
    ]
    assert [each["output"].tolist() for each in found] == [[250], [4], []]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"target_unit": "%", "target": 100}, "whole"),
        ({"target_unit": "", "actual_unit": "%", "target": 100}, "whole"),
        ({"target_unit": "%", "target": 100, "polarity": "lower"}, ""),
        ({"target_unit": "%", "target": 98}, ""),
        ({"target_unit": "%", "target": 5}, ""),
        ({"target": 100}, ""),
        ({"target": 0, "polarity": "lower"}, "nothing"),
        ({"target": 10}, "few"),
        ({"target": 11}, ""),
        ({"target": 2.5}, ""),
        ({"target": 3, "target_unit": "亩"}, ""),
        ({"target": NAN}, ""),
    ],
)
def test_a_target_that_leaves_no_room_near_it_says_why(cells, reason):
    assert measures.hemmed(indicators(cells), ["%"], ["件"]).tolist() == [reason]


@pytest.mark.parametrize("executed", [0, NAN])
def test_a_project_that_spent_nothing_or_does_not_say_has_no_unit_cost(executed):
    assert costs([{}], executed).empty


def test_the_share_at_a_value_leaves_out_what_is_missing():
    assert measures.share_at(pd.Series([1, 1, 0.5, NAN])) == pytest.approx(2 / 3)
    assert measures.share_at(pd.Series([100.0, 99.0]), at=100) == 0.5
    assert np.isnan(measures.share_at(pd.Series([NAN])))


@pytest.fixture(scope="module")
def public() -> dict[str, pd.DataFrame]:
    return frames.public(paths.PUBLIC)


def test_of_127_public_projects_71_spent_exactly_the_adjusted_budget_and_2_more(public):
    rate = measures.execution_rates(public["public_projects"].assign(allocated_wan=NAN))["rate_adjusted"].dropna()
    assert (len(rate), (rate == 1).sum(), (rate > 1).sum()) == (127, 71, 2)
    assert [rate.between(0.95, 1, inclusive="left").sum(), rate.between(0.8, 0.95, inclusive="left").sum()] == [16, 14]
    assert (rate < 0.5).sum() == 12
    assert rate.mean() == pytest.approx(0.873, abs=5e-4)


def test_of_59_public_projects_36_percent_spent_exactly_the_initial_budget_and_11_more(public):
    rate = measures.execution_rates(public["public_projects"].assign(allocated_wan=NAN))["rate_initial"].dropna()
    assert (len(rate), round(100 * (rate == 1).mean()), (rate > 1).sum()) == (59, 36, 11)


def test_of_311_public_pairs_of_numbers_202_are_attained_exactly(public):
    """One pair is in unlike units; three rates of which less is better are reported as 0, and have no ratio."""
    found = measures.attainment(tidy._public_indicators(**public))
    pairs = found[found["undefined"] == ""]
    apart = found["undefined"].isin(["unlike units", "division by 0"]).sum()
    assert (len(pairs) + apart, apart, (pairs["attainment"] == 1).sum()) == (311, 4, 202)
    equal = (pairs["attainment"] == 1).groupby(pairs["comparator"]).mean()
    assert (round(100 * equal["="]), round(100 * equal[">="])) == (74, 54)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("预算资金执行率", True),
        ("专项经费支出进度", True),
        ("项目预算完成率（%）", True),
        ("补助资金拨付率(≥)", True),
        ("资金到位率", True),
        ("项目计划完成率", False),
        ("资金拨付及时率", False),
        ("管理制度严格执行率", False),
        ("资金使用合规率", False),
        (None, False),
    ],
)
def test_an_indicator_that_is_spending_itself_is_told_by_its_name(name, expected):
    found = measures.shares_of_money(pd.Series([name], dtype="str"), **vocabulary.words("money_shares"))
    assert found.tolist() == [expected]


def test_costs_and_shares_of_money_are_set_aside_with_their_reason():
    rows = pd.DataFrame(
        {"level2": ["cost", "quality", "quantity", "cost"], "name_zh": ["费用", "预算执行率", "检查", "预算执行率"]}
    )
    found = measures.set_aside(rows, **vocabulary.words("money_shares"))
    assert found.tolist() == ["cost", "share of money", "", "cost"]
