"""What helpers.analysis.multiverse promises: plain shares, and a joint test that respects clusters."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.deals import shuffled
from helpers.analysis.inference import jackknife
from helpers.analysis.models import fit
from helpers.analysis.multiverse import (
    Specification,
    alone,
    by_choice,
    jackknifed,
    joint_test,
    null_runs,
    standardised,
    summary,
)

SPECIFICATIONS = [
    Specification("y ~ z"),
    Specification("y ~ z + x"),
    Specification("np.exp(y / 4) ~ z + x"),
    Specification("y ~ z + x", "x < 1"),
]
OPTIONS = {"term": "z", "clusters": "report", "draws": 99, "seed": 1}


def simulated(effect=0.0, seed=0, clusters=20, rows=160):
    draw = np.random.default_rng(seed)
    report = np.arange(rows) % clusters
    z, shock = draw.normal(size=clusters)[report], draw.normal(size=clusters)[report]
    data = pd.DataFrame({"report": report, "z": z, "x": draw.normal(size=rows)})
    return data.assign(y=effect * z + data["x"] + shock + draw.normal(size=rows))


def test_a_table_of_runs_is_counted_as_by_hand():
    runs = pd.DataFrame({"estimate": [0.1, 0.3, -0.2, 0.4], "p_value": [0.2, 0.01, 0.04, 0.03]})
    found = summary(runs)
    assert (found.runs, found.median_effect) == (4, pytest.approx(0.2))
    assert (found.share_significant, found.share_same_sign) == (0.75, 0.5)


def test_effects_in_standard_deviations_are_those_of_a_regression_of_the_standardised_outcome():
    data = simulated(0.5)
    run = fit("y ~ z + x", data).coefficients.loc[["z"]].assign(sd_outcome=data["y"].std())
    expected = fit("y ~ z + x", data.assign(y=data["y"] / data["y"].std())).coefficients.loc["z"]
    columns = ["estimate", "std_error", "low", "high", "p_value"]
    assert standardised(run).loc["z", columns].tolist() == pytest.approx(expected[columns].tolist())


RUNS = pd.DataFrame(
    {
        "estimate": [0.1, 0.3, -0.2, 0.6],
        "p_value": [0.2, 0.01, 0.04, 0.9],
        "jackknife_p": [0.3, 0.04, np.nan, np.nan],
        "a": list("xxyy"),
        "b": list("uvuv"),
    }
)


def test_the_runs_of_each_choice_are_counted_as_by_hand():
    found = by_choice(RUNS[:3], ["a", "b"])
    assert found.index.tolist() == [("a", "x"), ("a", "y"), ("b", "u"), ("b", "v")]
    assert found.loc[("a", "x")].tolist() == pytest.approx([2, 0.2, 0.1, 0.3, 0.5, 0.5])
    assert found.loc[("b", "u")].tolist() == pytest.approx([2, -0.05, -0.2, 0.1, 0.5, 0])
    assert np.isnan(found.at[("a", "y"), "share_by_jackknife"])


def test_what_a_value_changes_alone_is_told_by_runs_that_differ_in_nothing_else():
    found = alone(RUNS, {"a": "x", "b": "u"})
    assert found.index.tolist() == [("a", "y"), ("b", "v")]
    # y less x: -0.3 with u, 0.3 with v; v less u: 0.2 with x, 0.8 with y
    assert found.loc[("a", "y")].tolist() == pytest.approx([2, 0, -0.3, 0.3])
    assert found.loc[("b", "v")].tolist() == pytest.approx([2, 0.5, 0.2, 0.8])


def test_a_run_without_one_to_hold_it_against_is_in_no_pair_and_runs_that_are_alike_are_refused():
    assert alone(RUNS[:3], {"a": "x", "b": "u"})["pairs"].tolist() == [1, 1]
    with pytest.raises(ValueError, match="runs are alike in a, b: name the choice that tells them apart"):
        alone(RUNS.assign(b="u"), {"a": "x", "b": "u"})


def test_runs_are_those_of_fit():
    data = simulated(0.5)
    runs, _ = null_runs(SPECIFICATIONS, data, **OPTIONS)
    for each, row in zip(SPECIFICATIONS, runs.itertuples(), strict=True):
        rows = data if each.rows is None else data.query(each.rows)
        found = fit(each.formula, rows, covariance="cluster", clusters="report").coefficients.loc["z"]
        assert (row.estimate, row.p_value) == pytest.approx((found["estimate"], found["p_value"]))


def test_an_effect_that_is_there_is_beyond_chance():
    table = joint_test(*null_runs(SPECIFICATIONS, simulated(1.5), **OPTIONS))
    assert list(table.index) == ["median_effect", "share_significant", "stouffer_z"]
    assert (table.loc[["median_effect", "stouffer_z"], "p_value"] <= 0.02).all()
    assert table.loc["share_significant", "observed"] == 1  # all four: chance does that at times, as they go together
    assert table.loc["share_significant", "p_value"] <= 0.1


def test_without_an_effect_the_joint_test_rejects_about_as_often_as_it_says():
    tables = [joint_test(*null_runs(SPECIFICATIONS, simulated(0, seed), **OPTIONS)) for seed in range(60)]
    p = np.array([table.loc[["median_effect", "stouffer_z"], "p_value"] for table in tables])
    assert ((p <= 0.1).mean(axis=0) < 0.22).all()  # Monte Carlo error 0.039
    assert (p.mean(axis=0) > 0.38).all()


def test_each_draw_has_all_specifications_and_the_seed_decides():
    first, again = (null_runs(SPECIFICATIONS, simulated(), **OPTIONS)[1] for _ in range(2))
    pd.testing.assert_frame_equal(first, again)
    assert (first.groupby("draw").size() == 4).all()
    assert first["draw"].nunique() == 99


def test_a_term_of_projects_is_dealt_to_whole_projects_though_errors_are_by_report():
    data = simulated().assign(project=np.arange(160) % 40)
    data["z"] = np.random.default_rng(4).normal(size=40)[data["project"]]
    with pytest.raises(ValueError, match="the term varies within clusters"):
        null_runs(SPECIFICATIONS, data, **OPTIONS)
    runs, null = null_runs(SPECIFICATIONS, data, units="project", **OPTIONS)
    found = fit("y ~ z", data, covariance="cluster", clusters="report").coefficients.loc["z"]
    assert runs.loc[0, "p_value"] == pytest.approx(found["p_value"])
    [deal] = next(shuffled(data["z"].to_numpy(), data["project"].to_numpy(), "between", 1, OPTIONS["seed"])[0])
    assert pd.Series(deal).groupby(data["project"]).nunique().eq(1).all()
    dealt = fit("y ~ z", data.assign(z=deal), covariance="cluster", clusters="report").coefficients.loc["z"]
    assert null.query("draw == 1 and specification == 0")["estimate"].item() == pytest.approx(dealt["estimate"])


def test_the_jackknife_of_all_specifications_is_that_of_each():
    data = simulated()
    found = jackknifed(SPECIFICATIONS, data, term="z", clusters="report")
    last = jackknife("y ~ z + x", data[data["x"] < 1], term="z", clusters="report")
    assert len(found) == 4
    assert found.loc[3].to_dict() == pytest.approx(last.to_dict())


def test_runs_without_an_estimate_or_draws_that_lack_runs_are_refused():
    runs, null = null_runs(SPECIFICATIONS, simulated(), **OPTIONS)
    with pytest.raises(ValueError, match="each draw needs all 4 runs, found 3 to 4"):
        joint_test(runs, null.drop(index=0))
    with pytest.raises(ValueError, match="1 of 4 runs lack estimate or p_value: leave these out"):
        summary(runs.assign(estimate=runs["estimate"].where(runs.index > 0)))


def test_a_term_that_a_formula_lacks_is_refused():
    with pytest.raises(ValueError, match="no term 'z' in the formula, which has Intercept, x"):
        null_runs([Specification("y ~ x")], simulated(), **OPTIONS)
