"""What helpers.analysis.limits promises: published values, and no answer where none exists."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from helpers.analysis import design, limits
from helpers.analysis.models import fit


def simulated(n=4000, seed=11):
    """y = 1 + 2 x - d + 1.5 u with u standard normal."""
    draw = np.random.default_rng(seed)
    data = pd.DataFrame({"x": draw.normal(size=n), "d": draw.integers(0, 2, n), "report": np.arange(n) % 40})
    return data.assign(y=1 + 2 * data["x"] - data["d"] + 1.5 * draw.normal(size=n))


DATA = simulated()
TRUTH = {"Intercept": 1, "x": 2, "d": -1, "sigma": 1.5}
CENSORED = DATA.assign(y=DATA["y"].clip(-1, 3))
CUT = DATA.query("-1 < y < 3")
CASES = {"tobit": CENSORED, "truncated": CUT}
each_model = pytest.mark.parametrize("model", CASES)


@each_model
def test_known_coefficients_are_recovered_with_both_limits(model):
    found = fit("y ~ x + d", CASES[model], estimator=model, lower=-1, upper=3, covariance="HC1").coefficients
    assert found["estimate"].to_dict() == pytest.approx(TRUTH, abs=0.2)
    assert found.assign(truth=pd.Series(TRUTH)).eval("low < truth < high").all()


@each_model
def test_least_squares_on_the_same_rows_would_be_wrong(model):
    assert fit("y ~ x + d", CASES[model]).coefficients.loc["x", "high"] < 1.8


@each_model
@pytest.mark.parametrize("ends", [(-1, 3), (None, 3), (-1, None)])
def test_scores_and_information_are_the_derivatives_of_the_likelihood(model, ends):
    built, _ = design.build("y ~ x + d", CASES[model].query("y >= -1 and y <= 3").head(50))
    low, high = limits._limits(model, *ends)
    rows, theta, step = getattr(limits, f"_{model}_rows"), np.array([0.4, 1.1, -0.6, 0.7]), 1e-5
    at = rows(theta, built.X, built.y, low, high)
    for place, move in enumerate(step * np.eye(4)):
        up, down = (rows(theta + sign * move, built.X, built.y, low, high) for sign in (1, -1))
        by_step = (up.log_likelihood - down.log_likelihood) / (2 * step)
        np.testing.assert_allclose(at.scores[:, place], by_step, rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(
            -at.information[:, place], (up.scores - down.scores) / (2 * step), rtol=1e-5, atol=1e-6
        )


def test_a_limit_that_no_row_meets_leaves_least_squares():
    tobit = fit("y ~ x + d", DATA, estimator="tobit", upper=1e3, covariance="HC0").coefficients.drop("sigma")
    ols = fit("y ~ x + d", DATA, covariance="HC0").coefficients
    np.testing.assert_allclose(tobit[["estimate", "std_error"]], ols[["estimate", "std_error"]], rtol=1e-8)


@pytest.mark.parametrize("covariance", ["HC2", "HC3", "HC4"])
def test_leverage_corrections_are_those_of_least_squares_where_no_row_meets_the_limit(covariance):
    """The part of sigma in a row's information keeps them from being the same to the last digit."""
    tobit = fit("y ~ x + d", DATA, estimator="tobit", upper=1e3, covariance=covariance).coefficients.drop("sigma")
    np.testing.assert_allclose(
        tobit["std_error"], fit("y ~ x + d", DATA, covariance=covariance).coefficients["std_error"], rtol=2e-3
    )


def test_the_jackknife_of_a_tobit_is_near_the_refits_without_each_row():
    data = CENSORED.head(60)
    options = {"estimator": "tobit", "lower": -1, "upper": 3}
    without = [fit("y ~ x", data.drop(row), **options).coefficients["estimate"] for row in data.index]
    spread = np.sqrt(((np.array(without) - np.mean(without, axis=0)) ** 2).sum(axis=0))
    np.testing.assert_allclose(fit("y ~ x", data, **options).coefficients["std_error"], spread, rtol=0.05)


@each_model
def test_money_in_yuan_or_wan_gives_the_same_tests(model):
    wan = CASES[model].assign(spending=np.exp(5 + CASES[model]["x"]))
    options = {"estimator": model, "lower": -1, "upper": 3, "covariance": "cluster", "clusters": "report"}
    in_wan = fit("y ~ spending + d", wan, **options)
    in_yuan = fit("y ~ spending + d", wan.assign(spending=wan["spending"] * 1e4), **options)
    np.testing.assert_allclose(in_yuan.coefficients["p_value"], in_wan.coefficients["p_value"], rtol=1e-4, atol=1e-12)
    scaled = fit(
        "y ~ x + d", CASES[model].assign(y=CASES[model]["y"] * 100), **{**options, "lower": -100, "upper": 300}
    )
    plain = fit("y ~ x + d", CASES[model], **options)
    np.testing.assert_allclose(scaled.coefficients["estimate"], 100 * plain.coefficients["estimate"], rtol=1e-6)


def test_effects_of_a_tobit_are_what_moving_a_column_does_to_the_observed_mean():
    found = fit("y ~ x + d", CENSORED, estimator="tobit", lower=-1, upper=3, covariance="nonrobust")
    b = found.coefficients["estimate"].to_numpy()

    def mean(moved):
        index = b[0] + b[1] * (CENSORED["x"] + moved) + b[2] * CENSORED["d"]
        low, high = (-1 - index) / b[3], (3 - index) / b[3]
        inside = index * (norm.cdf(high) - norm.cdf(low)) - b[3] * (norm.pdf(high) - norm.pdf(low))
        return (inside - norm.cdf(low) + 3 * norm.sf(high)).mean()

    moved = (mean(1e-4) - mean(-1e-4)) / 2e-4
    assert found.marginal_effects.loc["x", "estimate"] == pytest.approx(moved, rel=1e-6)
    (built, _), step = design.build("y ~ x + d", CENSORED), 1e-6
    jacobian = limits._observed_effects(built, b, -1, 3)[1]
    for place, move in enumerate(step * np.eye(4)):
        up, down = (limits._observed_effects(built, b + sign * move, -1, 3)[0] for sign in (1, -1))
        np.testing.assert_allclose(jacobian[:, place], (up - down) / (2 * step), rtol=1e-6, atol=1e-8)


@each_model
def test_a_limited_outcome_needs_a_limit(model):
    with pytest.raises(ValueError, match=f"{model} needs a limit: lower, upper or both"):
        fit("y ~ x", DATA, estimator=model)
    with pytest.raises(ValueError, match="lower < upper; found 3 and -1"):
        fit("y ~ x", DATA, estimator=model, lower=3, upper=-1)


def test_rows_beyond_a_truncation_are_counted_and_not_dropped():
    beyond = int((DATA["y"] < -1).sum())
    with pytest.raises(ValueError, match=f"found {beyond} of 4000 rows of 'y' outside: leave these out first"):
        fit("y ~ x", DATA, estimator="truncated", lower=-1)


def test_a_tobit_whose_rows_are_nearly_all_at_the_ceiling_is_refused():
    ceiling = DATA.head(40).assign(y=[0.5, 0.9, *[1.0] * 38])
    with pytest.raises(ValueError, match="tobit needs more than 2 rows off its limits, found 2 of 40 rows of 'y'"):
        fit("y ~ x", ceiling, estimator="tobit", upper=1)


def test_a_term_that_tells_the_censored_rows_has_no_finite_tobit():
    told = DATA.head(200).assign(y=lambda each: np.where(each["d"] == 1, 3.0, each["y"].clip(upper=2.9)))
    with pytest.raises(ValueError, match="the likelihood of 'y' rises for ever"):
        fit("y ~ x + d", told, estimator="tobit", upper=3)


def test_outcomes_that_crowd_at_a_truncation_are_refused():
    crowded = pd.DataFrame({"y": np.append(np.linspace(0, 0.01, 30), 40), "x": np.tile([0, 1], 16)[:31]})
    with pytest.raises(ValueError, match="the likelihood of 'y' rises for ever"):
        fit("y ~ x", crowded, estimator="truncated", lower=0)
