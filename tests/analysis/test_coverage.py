"""What helpers.analysis.coverage promises: samples with the truth that they claim, shares counted by hand."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis import coverage
from helpers.analysis.coverage import Settings, generated, intervals, simulated, truth
from helpers.analysis.truncated import truncated_regression

FEW = Settings(draws=(2, 40))


@pytest.mark.parametrize(("inputs", "variables"), [(1, 1), (2, 1), (1, 2)])
def test_generated_units_have_the_coefficients_and_the_average_slope_that_truth_names(inputs, variables):
    sample = generated(40_000, np.random.default_rng(1), inputs=inputs, variables=variables)
    assert (sample.inputs.shape[1], sample.environment.shape[1]) == (inputs, variables)
    assert sample.distance.min() >= 1
    np.testing.assert_allclose(sample.output["y"] * sample.distance, (sample.inputs**0.75).sum(axis=1))
    design = np.column_stack([np.ones(40_000), sample.environment])
    fit, known = truncated_regression(sample.distance, design, left=1), truth(variables)
    np.testing.assert_allclose([*fit.coefficients, fit.sigma], known.drop("average slope"), atol=0.07)
    mean = np.linalg.lstsq(design, sample.distance, rcond=None)[0]
    np.testing.assert_allclose(mean[1:], known["average slope"], atol=0.01)


def test_a_sample_has_an_interval_of_each_term_by_each_method_and_of_the_average_slope_by_those_that_aim_at_it():
    rows = intervals(40, 3, FEW)
    assert rows["method"].nunique() == 7
    terms = rows.groupby("method")["term"].agg(list)
    assert terms["least squares"] == ["Intercept", "z1", "average slope"]
    assert terms["Tobit"] == ["Intercept", "z1", "sigma", "average slope"]
    assert (terms.drop(["least squares", "Tobit"]).map(tuple) == ("Intercept", "z1", "sigma")).all()
    by = rows.set_index(["method", "term"])["estimate"]
    assert by["least squares", "average slope"] == by["least squares", "z1"]
    assert 0 < by["Tobit", "average slope"] < by["Tobit", "z1"]  # some scores are 1, which Tobit takes for cut off
    assert (rows["low"] < rows["high"]).all()


def test_any_number_of_processes_finds_the_same():
    alone, shared = (simulated([30], 2, 5, FEW, jobs=jobs) for jobs in (1, 2))
    pd.testing.assert_frame_equal(alone, shared)
    assert sorted(set(alone["seed"])) == [5, 6]
    assert not np.isclose(*(alone.query("seed == @seed")["estimate"].iloc[0] for seed in (5, 6)))


def test_a_method_that_refuses_a_sample_has_no_interval_there_and_is_counted(monkeypatch):
    def refuse(*_, **__):
        raise ValueError("too few")

    monkeypatch.setattr(coverage, "simar_wilson", refuse)
    table = coverage.coverage(intervals(40, 3, FEW).assign(n=40), truth()).set_index(["method", "term"])
    assert table.loc[("algorithm 1", "z1"), ["samples", "none"]].tolist() == [0, 1]
    assert table.loc[("Tobit", "z1"), ["samples", "none"]].tolist() == [1, 0]


def test_shares_errors_bias_and_width_are_those_written_by_hand():
    rows = pd.DataFrame(
        {
            "method": "Tobit",
            "term": "z1",
            "n": 50,
            "estimate": [0.4, 0.6, 0.8, np.nan],
            "low": [0.3, 0.4, 0.7, np.nan],
            "high": [0.5, 0.8, 0.9, np.nan],
        }
    )
    row = coverage.coverage(rows, pd.Series({"z1": 0.5})).iloc[0]
    assert row[["samples", "none"]].tolist() == [3, 1]
    assert row["held"] == pytest.approx(2 / 3)
    assert row["error"] == pytest.approx(np.sqrt(4 / 7 * 3 / 7 / 3))  # (2 + 2) of (3 + 4)
    assert (row["bias"], row["width"]) == pytest.approx((0.1, 0.2))


def test_each_method_is_held_against_the_slope_that_it_aims_at():
    table = coverage.coverage(intervals(40, 3, FEW).assign(n=40), truth())
    aims = coverage.aimed_at(table).set_index("method")
    assert aims.index.tolist() == table["method"].drop_duplicates().tolist()
    assert (aims.loc[["least squares", "Tobit"], "truth"] == truth()["average slope"]).all()
    assert (aims["truth"].drop(["least squares", "Tobit"]) == coverage.SLOPE).all()
    assert aims["samples"].tolist() == [1] * 7


def test_a_naive_method_that_refuses_a_sample_has_no_interval_of_the_average_slope(monkeypatch):
    def refuse(*_, **__):
        raise ValueError("collinear")

    monkeypatch.setattr(coverage, "fit", refuse)
    table = coverage.coverage(intervals(40, 3, FEW).assign(n=40), truth()).set_index(["method", "term"])
    assert table.loc[("Tobit", "average slope"), ["samples", "none"]].tolist() == [0, 1]
