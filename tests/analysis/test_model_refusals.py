"""What helpers.analysis.models refuses: options that are none, and models whose numbers would mean nothing."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis import estimators
from helpers.analysis.models import fit


def simulated(n=120):
    """Shares from 0 to 1, both met, in three levels."""
    draw = np.random.default_rng(5)
    data = pd.DataFrame({"x": draw.normal(size=n), "d": np.arange(n) % 2, "level": draw.choice(list("abc"), n)})
    return data.assign(share=draw.binomial(4, 0.5, n) / 4, year=2020 + data["d"])


DATA = simulated()
both_estimators = pytest.mark.parametrize("estimator", ["ols", "fractional_logit"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"estimator": "probit"},
            "estimator is one of ols, fractional_logit, tobit, truncated, quantile, mixed, found 'probit'",
        ),
        ({"covariance": "HC5"}, "covariance is one of nonrobust, HC0, HC1, HC2, HC3, HC4, cluster, found 'HC5'"),
        ({"covariance": "cluster"}, "'cluster' goes with one or two columns of clusters, found 'cluster' and None"),
        ({"clusters": "year"}, "'cluster' goes with one or two columns of clusters, found 'HC3' and 'year'"),
    ],
)
def test_options_that_are_none_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        fit("share ~ x", DATA, **options)


@both_estimators
@pytest.mark.parametrize("covariance", ["HC2", "HC3", "HC4"])
def test_a_level_of_a_single_row_has_no_leverage_corrected_error(estimator, covariance):
    alone = DATA.assign(level=np.where(DATA.index == 5, "only", "rest"), share=DATA["share"].clip(0.1, 0.9))
    with pytest.raises(ValueError, match=rf"{covariance} is undefined: leverage is 1 at row 5 from 0"):
        fit("share ~ x + level", alone, estimator=estimator, covariance=covariance)


@both_estimators
def test_two_clusters_that_differ_in_a_term_leave_it_no_standard_error(estimator):
    with pytest.raises(ValueError, match="no standard error for Intercept, d: .* for want of clusters"):
        fit("share ~ d", DATA, estimator=estimator, covariance="cluster", clusters="year")


def test_a_base_level_with_one_outcome_leaves_the_intercept_no_robust_standard_error():
    met = DATA.assign(share=DATA["share"].where(DATA["level"] != "a", 1))
    with pytest.raises(ValueError, match="no standard error for Intercept: .* take another base level"):
        fit("share ~ level", met)
    assert fit("share ~ C(level, Treatment('b'))", met).coefficients["std_error"].gt(0.01).all()


def test_least_squares_refuse_an_outcome_made_of_its_terms():
    with pytest.raises(ValueError, match="the terms give 'made' without error"):
        fit("made ~ x + d", DATA.assign(made=0.1 + DATA["x"] / 3 - DATA["d"]))


@pytest.mark.parametrize(("low", "high"), [(0, 1.01), (-0.01, 1)])
def test_the_logit_refuses_outcomes_outside_0_and_1_and_counts_them(low, high):
    ends = DATA.assign(share=np.select([DATA.index < 3, DATA.index < 6], [low, high], 0.5))
    with pytest.raises(ValueError, match="found 3 of 120 rows of 'share' outside: divide percent by 100"):
        fit("share ~ x", ends, estimator="fractional_logit")


def test_the_logit_refuses_a_formula_without_intercept():
    with pytest.raises(ValueError, match="leave the intercept in"):
        fit("share ~ level - 1", DATA, estimator="fractional_logit")


@pytest.mark.parametrize(
    ("formula", "share", "columns"),
    [
        ("share ~ x", DATA["x"] > 0.3, "Intercept, x"),  # all outcomes are told apart
        ("share ~ x + level", DATA["share"].where(DATA["level"] != "b", 1), r"level\[T.b\]"),  # a level has only 1
        ("share ~ year", DATA["share"].where(DATA["d"] == 0, 0), "Intercept, year"),  # a year has only 0
    ],
)
def test_the_logit_refuses_terms_that_separate_outcomes(formula, share, columns):
    with pytest.raises(ValueError, match=f"no finite estimate, .* without error by {columns}: merge levels"):
        fit(formula, DATA.assign(share=share.astype(float)), estimator="fractional_logit")


def test_one_exception_is_enough_for_a_finite_logit():
    almost = DATA.assign(share=DATA["share"].where(DATA["level"] != "b", 1))
    almost.loc[almost["level"].eq("b").idxmax(), "share"] = 0.99
    errors = fit("share ~ x + level", almost, estimator="fractional_logit").coefficients["std_error"]
    assert errors.between(0, 10, inclusive="neither").all()


def test_no_terms_that_separate_are_looked_for_where_outcomes_between_rule_them_out(monkeypatch):
    looked_for = fit("share ~ x + d", DATA, estimator="fractional_logit").coefficients
    monkeypatch.setattr(estimators, "linprog", None)  # what is called would fail
    pd.testing.assert_frame_equal(fit("share ~ x + d", DATA, estimator="fractional_logit").coefficients, looked_for)


def test_a_logit_that_does_not_converge_is_an_error(monkeypatch):
    monkeypatch.setattr(estimators, "MAX_ITERATIONS", 1)
    with pytest.raises(ValueError, match="fractional_logit finds no estimate in 1 steps"):
        fit("share ~ x + d", DATA, estimator="fractional_logit")
