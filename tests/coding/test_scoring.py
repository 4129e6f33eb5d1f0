"""What helpers.coding.scoring promises: the official score as the interval that what is stated allows."""

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.coding.scoring import RULES, indicator_scores, official_scores, part_share, rule, shares, surviving_order

NAN = float("nan")
FEW = settings(max_examples=30)
POINTS = {"execution": 10, "output": 50, "benefit": 30, "satisfaction": 10}


def projects(rate: float = NAN, **cells) -> pd.DataFrame:
    row = {"report_id": "R", "project_id": "R-1", "is_total": False, "scope": "project", "rate_official": rate}
    return pd.DataFrame([row | {"self_score": NAN, "self_score_max": NAN} | cells])


def indicators(*rows: tuple) -> pd.DataFrame:
    """Indicators from (level1, low, high) or (level1, low, high, weight); no bounds: undefined."""
    columns = ["level1", "attainment_low", "attainment_high", "weight"]
    frame = pd.DataFrame([(*row, NAN)[:4] for row in rows], columns=columns)
    undefined = frame["attainment_low"].isna().map({True: "actual in words", False: ""})
    named = {"report_id": "R", "project_id": "R-1", "actual_words": ""}
    return frame.assign(**named, undefined=undefined).astype({"weight": float})


def scored(rate: float = NAN, *rows: tuple, **cells) -> pd.DataFrame:
    return official_scores(projects(rate, **cells), indicators(*rows)).set_index("item")


def interval(found: pd.DataFrame, item: str) -> list[float]:
    return found.loc[item, ["points_low", "points_high"]].tolist()


@pytest.mark.parametrize(("executed", "budget", "most"), [(776.55, 1063.98, 97.3), (52.24, 69.8, 97.5)])
def test_reports_001_and_002_can_have_at_most_97_3_and_97_5_of_100_by_what_they_spent(executed, budget, most):
    """Coded by hand: the reports gave themselves 96."""
    found = scored(executed / budget)
    assert round(found.loc["total", "points_high"], 1) == most
    assert found.loc["total", "max_points"] == 100


def test_parts_and_total_have_the_points_of_the_national_rule():
    found = scored(1.0)
    assert found["max_points"].to_dict() == POINTS | {"total": 100}
    assert found["points_high"].to_dict() == POINTS | {"total": 100}
    assert found["points_low"].to_dict() == {**dict.fromkeys(POINTS, 0), "execution": 10, "total": 10}
    assert set(found["rule"]) == {"national_2020"}


OWN = [("output", 0.9, 0.9, 60), ("benefit", 1, 1, 20), ("satisfaction", 1, 1, 10)]


def test_a_form_with_weights_of_its_own_is_scored_by_them_where_the_rule_allows_that():
    found = scored(1.0, *OWN)
    assert found["max_points"].to_dict() == {
        "execution": 10,
        "output": 60,
        "benefit": 20,
        "satisfaction": 10,
        "total": 100,
    }
    assert interval(found, "total") == pytest.approx([94, 94])
    by_hubei = official_scores(projects(1.0), indicators(*OWN), "hubei").set_index("item")
    assert by_hubei.loc["output", "max_points"] == 40


@pytest.mark.parametrize(
    "rows",
    [[*OWN, ("output", 1, 1, 10)], [*OWN, ("output", 1, 1)], OWN[:2]],
    ids=["make 110", "one not printed", "make 90"],
)
def test_weights_that_do_not_make_up_a_form_leave_the_points_of_the_rule(rows):
    assert scored(1.0, *rows)["max_points"].to_dict() == POINTS | {"total": 100}


def test_execution_gets_its_points_times_the_rate_and_at_most_all():
    assert interval(scored(0.5), "execution") == [5, 5]
    assert interval(scored(3.42), "execution") == [10, 10]
    assert interval(scored(0.0), "execution") == [0, 0]
    assert interval(scored(), "execution") == [0, 10]


def test_with_weights_a_part_gets_the_weighted_mean():
    found = scored(1.0, ("output", 1.0, 1.0, 30), ("output", 0.5, 0.5, 10))
    assert interval(found, "output") == pytest.approx([50 * 0.875] * 2)
    shares = scored(1.0, ("output", 1.0, 1.0, 0.3), ("output", 0.5, 0.5, 0.1))
    assert interval(shares, "output") == pytest.approx([50 * 0.875] * 2)


def test_weights_of_0_weigh_nothing():
    assert interval(scored(1.0, ("output", 1.0, 1.0, 0), ("output", 0.5, 0.5, 0)), "output") == [25, 50]


def test_without_all_weights_a_part_lies_between_its_worst_and_its_best():
    assert interval(scored(1.0, ("output", 1.0, 1.0, 30), ("output", 0.5, 0.5)), "output") == [25, 50]


def test_over_attainment_gets_no_more_than_full_points():
    assert interval(scored(1.0, ("benefit", 2.5, float("inf"))), "benefit") == [30, 30]


def test_an_actual_that_is_a_bound_gives_an_interval():
    assert interval(scored(1.0, ("satisfaction", 0.9, float("inf"))), "satisfaction") == [9, 10]


def test_what_is_not_stated_counts_from_nothing_to_all():
    found = scored(1.0, ("output", NAN, NAN, 20), ("output", 1.0, 1.0, 30))
    assert interval(found, "output") == [30, 50]


@pytest.mark.parametrize(
    ("words", "name", "expected"),
    [
        ("已按时完成", "national_2020", [40, 50]),
        ("部分达成", "national_2020", [30, 40]),
        ("部分达成", "forms_2016", [25, 40]),
        ("未完成", "national_2020", [0, 30]),
        ("未完成", "forms_2016", [0, 25]),
        ("见附件", "national_2020", [0, 50]),
    ],
)
def test_an_aim_in_words_gets_the_band_that_its_words_claim(words, name, expected):
    rows = indicators(("output", NAN, NAN)).assign(actual_words=words)
    assert interval(official_scores(projects(1.0), rows, name).set_index("item"), "output") == expected


def test_by_the_rule_of_hubei_execution_has_20_points_and_satisfaction_shares_40_with_benefit():
    rows = indicators(("output", 1.0, 1.0), ("benefit", 1.0, 1.0), ("satisfaction", 0.5, 0.5))
    found = official_scores(projects(0.5), rows, "hubei").set_index("item")
    assert found["points_low"].to_dict() == {"execution": 10, "output": 40, "benefit": 20, "total": 70}
    assert found["points_high"].to_dict() == {"execution": 10, "output": 40, "benefit": 40, "total": 90}


@pytest.mark.parametrize(
    ("attainment", "share"), [(0.5, 0.5), (1.0, 1.0), (1.3, 1.0), (1.5, 0.8), (2.5, 0.0), (float("inf"), 0.0)]
)
def test_attainment_far_above_the_target_loses_its_excess_where_that_is_asked_for(attainment, share):
    rows = indicators(("output", attainment, attainment))
    found = shares(rows, deduct_above=1.3)
    assert found[["share_low", "share_high"]].to_numpy().tolist() == [[pytest.approx(share)] * 2]
    assert shares(rows)["share_high"].tolist() == [min(attainment, 1)]


def test_an_actual_with_a_bound_may_or_may_not_be_far_above_its_target():
    rows = indicators(("output", 0.9, float("inf")), ("output", 1.4, float("inf")))
    found = shares(rows, deduct_above=1.3)
    assert found["share_low"].tolist() == [0, 0]
    assert found["share_high"].tolist() == pytest.approx([1, 0.9])


@pytest.mark.parametrize(
    ("cells", "feasible"),
    [
        ({"self_score": 96}, True),
        ({"self_score": 98}, False),
        ({"self_score": 97.3}, True),
        ({"self_score": 48, "self_score_max": 50}, True),
        ({"self_score": 6}, False),
    ],
)
def test_a_self_score_is_feasible_within_the_interval_of_the_rule(cells, feasible):
    """Report 001 spent 776.55 of 1063.98, so it has 7.3 to 97.3 points."""
    found = scored(776.55 / 1063.98, **cells)
    assert found.loc["total", "feasible"] is feasible or bool(found.loc["total", "feasible"]) == feasible
    assert found["feasible"].isna().sum() == 4
    assert scored(0.5)["feasible"].isna().all()


@pytest.mark.parametrize(
    ("row", "score", "pattern"),
    [
        ((1.0, 1.0), 10, "agrees"),
        ((0.7927, 0.7927), 7.93, "agrees"),
        ((1.0, 1.0), 9, "lost"),
        ((0.57, 0.57), 10, "granted"),
        ((0.97, 0.97), 9, "reduced"),
        ((NAN, NAN), 9, "open"),
        ((1.0, 1.0), 12, "unlike"),
    ],
)
def test_a_printed_score_agrees_or_differs_from_the_rule_in_a_way_that_has_a_name(row, score, pattern):
    found = indicator_scores(indicators(("output", *row, 10)).assign(score=score, seq=1))
    assert found["pattern"].tolist() == [pattern]


def test_a_row_without_weight_or_score_is_not_compared():
    rows = indicators(("output", 1, 1, 10), ("output", 1, 1), ("output", 1, 1, 0))
    found = indicator_scores(rows.assign(score=[NAN, 5, 0], seq=[1, 2, 3]))
    assert found["pattern"].tolist() == [""] * 3
    assert found["share_low"].tolist() == [1] * 3


def test_an_order_survives_where_one_is_above_the_other_by_every_rule():
    rows = [("A", "one", 90, 95), ("B", "one", 70, 80), ("C", "one", 60, 92)]
    rows += [("A", "two", 85, 90), ("B", "two", 60, 84), ("C", "two", 50, 59), ("D", "two", 1, 2)]
    columns = ["project_id", "rule", "points_low", "points_high"]
    found = surviving_order(pd.DataFrame(rows, columns=columns).assign(item="total"))
    assert found.to_numpy().tolist() == [["A", "B", 1]]


def test_a_figure_without_a_target_does_not_count():
    rows = indicators(("output", 1.0, 1.0), ("output", NAN, NAN)).assign(undefined=["", "no target"])
    found = official_scores(projects(1.0), rows).set_index("item")
    assert interval(found, "output") == [50, 50]


def test_a_project_is_scored_on_its_own_indicators_and_a_whole_report_on_all():
    both = indicators(("output", 1.0, 1.0), ("output", 0.2, 0.2)).assign(project_id=["R-1", "R-2"])
    assert interval(official_scores(projects(1.0), both).set_index("item"), "output") == [50, 50]
    whole = projects(1.0, project_id="R-0", is_total=True)
    assert interval(official_scores(whole, both).set_index("item"), "output") == [10, 50]
    assert interval(official_scores(whole, both.assign(report_id="Q")).set_index("item"), "output") == [0, 50]


def test_the_rule_for_projects_does_not_score_a_department():
    assert official_scores(projects(1.0, scope="department"), indicators()).empty


def test_an_unknown_rule_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="no scoring rule 'national_2019'; there are forms_2016, hubei, national_2020"):
        official_scores(projects(1.0), indicators(), "national_2019")
    with pytest.raises(ValueError, match="no scoring rule"):
        rule("../tables")


@pytest.mark.parametrize("name", [file.stem for file in RULES.glob("*.yml")])
def test_a_rule_names_its_source_and_its_points_make_up_100(name):
    says = yaml.safe_load((RULES / f"{name}.yml").read_text(encoding="utf-8"))
    assert set(says) - {"own_weights"} == {"title", "years", "source", "memory", "scope", "points", "levels", "bands"}
    assert sum(says["points"].values()) == 100
    assert {"execution", *says["levels"]} == set(says["points"])
    assert 1 > says["bands"][0] > says["bands"][1] > 0


share = st.floats(0, 3, allow_nan=False)
weights = st.one_of(st.just(NAN), st.floats(0, 100))
rows = st.lists(st.tuples(share, share, weights), max_size=6)


def of_output(drawn: list[tuple]) -> pd.DataFrame:
    return indicators(*[("output", min(one, two), max(one, two), weight) for one, two, weight in drawn])


@FEW
@given(rows)
def test_a_share_is_an_interval_within_0_and_1(drawn):
    low, high = part_share(shares(of_output(drawn)))
    assert 0 <= low <= high <= 1


@FEW
@given(rows, st.one_of(st.just(NAN), share))
def test_points_are_intervals_within_the_maximum_and_add_up_to_the_total(drawn, rate):
    found = official_scores(projects(rate), of_output(drawn)).set_index("item")
    assert (found["points_low"] >= 0).all()
    assert (found["points_low"] <= found["points_high"]).all()
    assert (found["points_high"] <= found["max_points"]).all()
    assert found.drop(index="total")["points_high"].sum() == pytest.approx(found.loc["total", "points_high"])


@FEW
@given(rows.filter(bool), st.data())
def test_stating_an_actual_leaves_no_more_open_than_before(drawn, data):
    told = of_output(drawn)
    untold = told.copy()
    untold.loc[data.draw(st.sampled_from(list(told.index))), ["attainment_low", "attainment_high"]] = NAN
    (low, high), (low_before, high_before) = part_share(shares(told)), part_share(shares(untold))
    assert low_before - 1e-9 <= low
    assert high <= high_before + 1e-9


@FEW
@given(rows.filter(bool), st.data())
def test_stating_the_weights_leaves_no_more_open_than_before(drawn, data):
    without = of_output(drawn).assign(weight=NAN)
    given_weights = data.draw(st.lists(st.floats(0.1, 100), min_size=len(drawn), max_size=len(drawn)))
    given = shares(without.assign(weight=given_weights))
    (low, high), (low_before, high_before) = part_share(given), part_share(shares(without))
    assert low_before - 1e-9 <= low
    assert high <= high_before + 1e-9
