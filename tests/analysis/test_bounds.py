"""What helpers.analysis.bounds promises: no outcome within its bounds goes beyond the worst case; Rubin's rules."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.bounds import _pooled, imputed, next_round, worst_cases
from helpers.analysis.models import fit

ENDS = {"low": "y_low", "high": "y_high"}


def simulated(n=80, share=0.3, seed=1):
    """y = 1 + 0.5 x + u, of which a share is known as an interval of length 1 that holds it."""
    draw = np.random.default_rng(seed)
    data = pd.DataFrame({"x": draw.normal(size=n), "report": np.arange(n) % 16})
    y, unsure, below = 1 + 0.5 * data["x"] + draw.normal(size=n), draw.random(n) < share, draw.random(n)
    return data.assign(y=y, y_low=y - below * unsure, y_high=y + (1 - below) * unsure)


DATA = simulated()


def test_all_corners_of_the_bounds_have_their_extremes_in_the_worst_cases():
    small = DATA.head(12).assign(y_high=lambda each: each["y_low"] + (each.index < 6))
    found = worst_cases("y ~ x", small, **ENDS)
    corners = []
    for choice in product((0, 1), repeat=6):
        y = small["y_low"] + np.append(choice, np.zeros(6))
        corners.append(np.polyfit(small["x"], y, 1)[::-1])
    np.testing.assert_allclose(found["smallest"], np.min(corners, axis=0), rtol=1e-9)
    np.testing.assert_allclose(found["largest"], np.max(corners, axis=0), rtol=1e-9)
    assert found["n_bounds"].tolist() == [6, 6]


def test_outcomes_that_are_known_leave_one_estimate():
    known, options = DATA.assign(y_low=DATA["y"], y_high=DATA["y"]), {"covariance": "cluster", "clusters": "report"}
    plain = fit("y ~ x", known, **options).coefficients
    cases = worst_cases("y ~ x", known, **ENDS, **options)
    pooled = imputed("y ~ x", known, **ENDS, seed=1, **options)
    np.testing.assert_allclose(cases[["smallest", "low", "high"]], plain[["estimate", "low", "high"]])
    np.testing.assert_allclose(cases["largest"], plain["estimate"])
    np.testing.assert_allclose(pooled[["estimate", "std_error"]], plain[["estimate", "std_error"]])
    assert pooled["missing_information"].max() < 1e-12


def test_the_imputed_estimate_lies_within_the_worst_cases_and_the_truth_within_both():
    cases, pooled = worst_cases("y ~ x", DATA, **ENDS), imputed("y ~ x", DATA, **ENDS, seed=2)
    assert pooled["estimate"].between(cases["smallest"], cases["largest"]).all()
    assert fit("y ~ x", DATA).coefficients["estimate"].between(cases["smallest"], cases["largest"]).all()
    assert (pooled["std_error"] >= fit("y ~ x", DATA).coefficients["std_error"] * 0.8).all()


def test_intervals_after_imputation_cover_a_known_coefficient():
    tables = [imputed("y ~ x", simulated(seed=seed), **ENDS, imputations=5, seed=seed) for seed in range(100)]
    covered = np.mean([table.loc["x", "low"] <= 0.5 <= table.loc["x", "high"] for table in tables])
    assert 0.88 <= covered <= 1  # Monte Carlo error 0.022


def test_rubins_rules_by_hand():
    """Estimates 1, 2, 3 with variances 1: B = 1, T = 1 + 4 / 3; Barnard and Rubin's degrees of freedom with 20."""
    found = _pooled(pd.DataFrame([[1.0, 2.0, 3.0]]), pd.DataFrame([[1.0, 1.0, 1.0]]), 20).iloc[0]
    assert (found["estimate"], found["std_error"]) == (2, pytest.approx(np.sqrt(7 / 3)))
    assert found["missing_information"] == pytest.approx(4 / 7)
    assert found["degrees"] == pytest.approx(1 / (49 / 16 / 2 * (4 / 7) ** 4 + 1 / (21 / 23 * 20 * 3 / 7)))


def test_other_estimators_take_imputed_outcomes():
    pooled = imputed("y ~ x", DATA, **ENDS, seed=1, estimator="quantile", covariance="HC1")
    assert pooled.loc["x", "low"] < 0.5 < pooled.loc["x", "high"]


@pytest.mark.parametrize(
    ("data", "formula", "message"),
    [
        (
            DATA.assign(y_high=DATA["y_high"].where(DATA.index > 2, np.inf)),
            "y ~ x",
            "3 of 80 rows have no finite y_low",
        ),
        (DATA.assign(y_low=DATA["y_high"] + 1), "y ~ x", "y_low is above y_high in 80 of 80 rows"),
        (DATA, "np.log(y) ~ x", "the outcome of bounds is a plain name, as in 'y ~ x', found 'np.log"),
    ],
)
def test_bounds_that_bound_nothing_are_refused(data, formula, message):
    for estimate in (worst_cases, lambda *given, **ends: imputed(*given, **ends, seed=1)):
        with pytest.raises(ValueError, match=message):
            estimate(formula, data, **ENDS)


def test_a_bound_stays_below_the_next_number_of_as_many_digits():
    values = [400, 1720, 37_000, 98.5, 0.25, 7, 0, np.nan]
    np.testing.assert_allclose(next_round(values), [500, 1730, 38_000, 98.6, 0.26, 8, 1, np.nan], rtol=1e-12)
