"""What helpers.analysis.models promises: published numbers, one convention for standard errors, no silent answer."""

from typing import get_args

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from scipy import stats
from scipy.special import expit

from helpers.analysis import models
from helpers.analysis.models import fit
from helpers.output import regression

COLUMNS = ["estimate", "std_error", "statistic", "p_value", "low", "high"]

# Greene (1993, table 14.1), public schools: income and spending per head of 50 states in alphabetical order, Wisconsin
# without; standard errors as printed by Zeileis (2004) for the quadratic in income.
SCHOOLS = pd.DataFrame({
    "income": [
        6247, 10851, 7374, 6183, 8850, 8001, 8914, 8604, 7505, 6700, 8380, 6813, 8745, 7696, 7873, 8001, 6615, 6640,
        6333, 8306, 8063, 8442, 7847, 5736, 7342, 7051, 7391, 9032, 7277, 8818, 6505, 8267, 6607, 7478, 7812, 6951,
        7839, 7733, 7526, 6242, 6841, 6489, 7697, 6622, 6541, 7624, 8450, 10022, 6456, 9096,
    ],
    "spending": [
        275, 821, 339, 275, 387, 452, 531, 424, 316, 265, 403, 304, 437, 345, 431, 355, 260, 316, 327, 427, 427, 466,
        477, 259, 274, 433, 294, 359, 279, 423, 388, 447, 335, 311, 322, 320, 397, 412, 342, 315, 321, 268, 315, 417,
        353, 356, 415, 428, 320, 500,
    ],
})  # fmt: skip
QUADRATIC = "spending ~ I(income / 1e4) + I((income / 1e4) ** 2)"
SCHOOL_ERRORS = {
    "nonrobust": [327.2925, 828.9855, 519.0768],
    "HC0": [460.8917, 1243.0430, 829.9927],
    "HC1": [475.3735, 1282.1010, 856.0721],
    "HC2": [688.4814, 1866.4061, 1250.1471],
    "HC3": [1095.0006, 2975.4114, 1995.2420],
    "HC4": [3008.0101, 8183.1913, 5488.9292],
}


def simulated(n=600, seed=7):
    """Shares of 6 trials with logit 0.4 + 0.8 x - 0.5 d + (0, 0.3, -0.6 by level) and a shock to each of 20 reports."""
    draw = np.random.default_rng(seed)
    data = pd.DataFrame({"x": draw.normal(size=n), "d": draw.integers(0, 2, n), "level": draw.choice(list("abc"), n)})
    data["report"] = draw.integers(0, 20, n)
    index = 0.4 + 0.8 * data["x"] - 0.5 * data["d"] + data["level"].map({"a": 0, "b": 0.3, "c": -0.6})
    shock = draw.normal(0, 0.3, 20)[data["report"]]
    return data.assign(p=expit(index), share=draw.binomial(6, expit(index + shock)) / 6)


DATA = simulated()
FORMULA = "share ~ x + d + level"
ESTIMATORS = ["ols", "fractional_logit"]


def logit(data=DATA, formula=FORMULA, **options):
    return fit(formula, data, estimator="fractional_logit", **options)


def reference(data=DATA, **options):
    return smf.glm(FORMULA, data, family=sm.families.Binomial()).fit(use_t=True, tol=1e-12, **options)


def design(data=DATA):
    """Columns in the order of statsmodels: intercept, levels, x, d."""
    return np.column_stack([np.ones(len(data)), data["level"] == "b", data["level"] == "c", data["x"], data["d"]])


def assert_same(table, results):
    for column, expected in {"estimate": results.params, "std_error": results.bse, "p_value": results.pvalues}.items():
        np.testing.assert_allclose(table[column], expected, rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(table[["low", "high"]], results.conf_int(), rtol=1e-6)


@pytest.mark.parametrize("covariance", SCHOOL_ERRORS)
def test_public_schools_have_the_published_standard_errors(covariance):
    table = fit(QUADRATIC, SCHOOLS, covariance=covariance).coefficients
    np.testing.assert_allclose(table["estimate"], [832.9144, -1834.2029, 1587.0423], atol=1e-4)
    np.testing.assert_allclose(table["std_error"], SCHOOL_ERRORS[covariance], atol=5e-4)


@pytest.mark.parametrize("covariance", [kind for kind in get_args(models.Covariance) if kind != "HC4"])
def test_least_squares_are_those_of_statsmodels(covariance):
    clusters, keywords = ("report", {"groups": DATA["report"]}) if covariance == "cluster" else (None, {})
    results = smf.ols(FORMULA, DATA).fit(cov_type=covariance, cov_kwds=keywords, use_t=True)
    found = fit(FORMULA, DATA, covariance=covariance, clusters=clusters)
    assert_same(found.coefficients, results)
    assert (found.log_likelihood, found.r_squared) == pytest.approx((results.llf, results.rsquared))


@pytest.mark.parametrize(
    ("covariance", "options"),
    [
        ("HC0", {"cov_type": "HC0"}),
        ("HC1", {"cov_type": "HC0", "cov_kwds": {"scaling_factor": 600 / 595}}),  # HC1 to HC3 are HC0 there in silence
        ("cluster", {"cov_type": "cluster", "cov_kwds": {"groups": DATA["report"]}}),
        ("nonrobust", {"scale": "X2"}),
    ],
)
def test_the_fractional_logit_is_the_binomial_model_of_statsmodels(covariance, options):
    found = logit(covariance=covariance, clusters="report" if covariance == "cluster" else None)
    assert_same(found.coefficients, reference(**options))


@pytest.mark.parametrize("estimator", ESTIMATORS)
def test_clustered_standard_errors_are_the_sandwich_written_by_hand(estimator):
    found = fit(FORMULA, DATA, estimator=estimator, covariance="cluster", clusters="report")
    X, b = design(), found.coefficients["estimate"].to_numpy()
    p = X @ b if estimator == "ols" else expit(X @ b)
    weights = np.ones(len(X)) if estimator == "ols" else p * (1 - p)
    bread, meat = np.linalg.inv(X.T @ np.diag(weights) @ X), np.zeros((5, 5))
    for report in range(20):
        rows = (DATA["report"] == report).to_numpy()
        score = X[rows].T @ (DATA["share"] - p)[rows]
        meat += np.outer(score, score)
    variance = 20 / 19 * 599 / 595 * bread @ meat @ bread
    np.testing.assert_allclose(found.coefficients["std_error"], np.sqrt(np.diag(variance)), rtol=1e-8)
    t = found.coefficients["estimate"] / np.sqrt(np.diag(variance))
    np.testing.assert_allclose(found.coefficients["p_value"], 2 * stats.t.sf(abs(t), 19), rtol=1e-6)
    assert found.n_clusters == 20


@pytest.mark.parametrize(("covariance", "power"), [("HC2", 1), ("HC3", 2)])
def test_leverage_corrected_errors_of_the_logit_are_one_newton_step_without_each_row(covariance, power):
    data = DATA.head(60)
    found = logit(data, covariance=covariance)
    X, b, y = design(data), found.coefficients["estimate"].to_numpy(), data["share"].to_numpy()
    p = expit(X @ b)
    weights = p * (1 - p)
    variance = np.zeros((5, 5))
    for row in range(60):
        rest = np.arange(60) != row
        information = X[rest].T @ np.diag(weights[rest]) @ X[rest]
        step = np.linalg.solve(information, X[rest].T @ (y - p)[rest])
        leverage = weights[row] * X[row] @ np.linalg.inv(X.T @ np.diag(weights) @ X) @ X[row]
        variance += np.outer(step, step) * (1 - leverage) ** (2 - power)
    np.testing.assert_allclose(found.coefficients["std_error"], np.sqrt(np.diag(variance)), rtol=1e-6)


def test_the_fractional_logit_recovers_known_coefficients():
    estimates = logit(
        simulated(40_000, seed=1).assign(share=lambda d: np.random.default_rng(2).beta(2 * d.p, 2 - 2 * d.p))
    )
    truth = {"Intercept": 0.4, "x": 0.8, "d": -0.5, "level[T.b]": 0.3, "level[T.c]": -0.6}
    assert estimates.coefficients["estimate"].to_dict() == pytest.approx(truth, abs=0.03)
    inside = estimates.coefficients.assign(truth=pd.Series(truth)).eval("low < truth < high")
    assert inside.all()


def mean_share(b, **changes):
    """Mean of the logit over the rows after changes to columns of the data."""
    return expit(design(DATA.assign(**changes)) @ b).mean()


EFFECTS = {
    "x": lambda b: (mean_share(b, x=DATA["x"] + 1e-5) - mean_share(b, x=DATA["x"] - 1e-5)) / 2e-5,
    "d": lambda b: mean_share(b, d=1) - mean_share(b, d=0),
    "level[T.b]": lambda b: mean_share(b, level="b") - mean_share(b, level="a"),
    "level[T.c]": lambda b: mean_share(b, level="c") - mean_share(b, level="a"),
}


def test_average_marginal_effects_are_what_moving_the_data_does_to_the_mean():
    found = logit()
    b = found.coefficients["estimate"].to_numpy()
    moved = {term: effect(b) for term, effect in EFFECTS.items()}
    assert found.marginal_effects["estimate"].to_dict() == pytest.approx(moved, rel=1e-7)


def test_standard_errors_of_marginal_effects_are_those_of_the_delta_method():
    found, variance = logit(covariance="HC0"), reference(cov_type="HC0").cov_params().to_numpy()
    b, steps = found.coefficients["estimate"].to_numpy(), 1e-4 * np.eye(5)
    for term, effect in EFFECTS.items():
        gradient = np.array([(effect(b + step) - effect(b - step)) / 2e-4 for step in steps])
        assert found.marginal_effects.loc[term, "std_error"] == pytest.approx(
            np.sqrt(gradient @ variance @ gradient), rel=1e-5
        )


def test_marginal_effects_of_least_squares_are_its_slopes():
    found = fit(FORMULA, DATA, covariance="HC1")
    pd.testing.assert_frame_equal(found.marginal_effects, found.coefficients.drop("Intercept"))


def test_a_model_of_the_mean_alone_has_no_marginal_effects():
    for estimator in ESTIMATORS:
        found = fit("share ~ 1", DATA, estimator=estimator)
        assert list(found.coefficients.index) == ["Intercept"]
        assert found.marginal_effects.empty


def test_a_fit_says_what_a_table_prints():
    found = logit(covariance="cluster", clusters="report")
    assert list(found.coefficients) == list(found.marginal_effects) == COLUMNS == regression.EFFECT_COLUMNS
    assert (found.n_obs, found.outcome, found.estimator, found.covariance) == (
        600,
        "share",
        "fractional_logit",
        "cluster",
    )
    assert found.log_likelihood is None
    assert found.r_squared is None
    assert fit(FORMULA, DATA).n_clusters is None
    assert "(20 clusters)" in regression.regression_notes({"(1)": found})
    assert regression.regression_table({"(1)": found}).loc[["N", "Clusters"], "(1)"].tolist() == ["600", "20"]


@pytest.mark.parametrize(
    ("covariance", "clusters", "words"),
    [
        ("HC1", None, "Small-sample factor N / (N - K). Tests by t with N - K = 595 degrees of freedom."),
        ("HC3", None, "Scores over 1 - leverage. Tests by t with N - K = 595 degrees of freedom."),
        (
            "cluster",
            "report",
            "Small-sample factor G / (G - 1) × (N - 1) / (N - K). Tests by t with G - 1 = 19 degrees of freedom.",
        ),
    ],
)
def test_the_note_names_the_convention(covariance, clusters, words):
    assert fit(FORMULA, DATA, covariance=covariance, clusters=clusters).note == words
    assert logit(covariance=covariance, clusters=clusters).note.endswith(f"a dummy from 0 to 1. {words}")


@pytest.mark.parametrize("estimator", ESTIMATORS)
def test_squares_of_amounts_in_yuan_do_not_drown_the_other_columns(estimator):
    wan = DATA.assign(spending=np.exp(5 + DATA["x"]))
    formula = "share ~ spending + I(spending ** 2) + d"
    in_wan = fit(formula, wan, estimator=estimator).coefficients
    in_yuan = fit(formula, wan.assign(spending=wan["spending"] * 1e4), estimator=estimator).coefficients
    np.testing.assert_allclose(in_yuan["statistic"], in_wan["statistic"], rtol=1e-6)
    np.testing.assert_allclose(in_yuan["p_value"], in_wan["p_value"], rtol=1e-5)


MADE = pd.DataFrame({
    "y": [0.2, 0.5, 1.0, 0.7, 0.9, 0.4, 0.6, 0.0, 0.3, 1.0, 0.8, 0.1],
    "x": [1.0, 2, 4, 3, 6, 5, 2, 1, 3, 7, 4, 2],
    "z": [0.0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1],
    "g": list("aabbccddeeff"),
})  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs"), [("cluster", "cluster"), ("HC1", "HC1"), ("nonrobust", "nonrobust")])
def test_the_joint_test_of_all_slopes_is_that_of_statsmodels(ours, theirs):
    groups = {"cov_kwds": {"groups": pd.factorize(MADE["g"])[0]}} if ours == "cluster" else {}
    found = fit("y ~ x + z", MADE, covariance=ours, clusters="g" if ours == "cluster" else None)
    other = smf.ols("y ~ x + z", MADE).fit(cov_type=theirs, use_t=True, **groups)
    assert found.joint == pytest.approx((float(other.fvalue), float(other.f_pvalue)))
    assert found.residual_error == pytest.approx(other.mse_resid**0.5)


def test_there_is_no_joint_test_with_fewer_clusters_than_slopes():
    wide = MADE.assign(g=list("aaaabbbbcccc"), v=MADE["x"] ** 2, w=MADE["x"] ** 3)
    assert fit("y ~ x + z + v + w", wide, covariance="cluster", clusters="g").joint is None
    assert fit("y ~ 1", MADE, covariance="nonrobust").joint is None


def test_the_pseudo_r_squared_of_fractions_is_that_of_each_row_taken_as_a_share_of_ones_and_zeros():
    halves = pd.concat([MADE.assign(one=1.0, weight=MADE["y"]), MADE.assign(one=0.0, weight=1 - MADE["y"])])
    family = {"family": sm.families.Binomial(), "freq_weights": halves["weight"].to_numpy()}
    whole, mean = (smf.glm(f"one ~ {terms}", halves, **family).fit().llf for terms in ("x + z", "1"))
    assert fit("y ~ x + z", MADE, estimator="fractional_logit").pseudo_r_squared == pytest.approx(1 - whole / mean)


def test_the_within_r_squared_is_that_of_demeaned_columns():
    demeaned = MADE[["y", "x", "z"]] - MADE.groupby("g")[["y", "x", "z"]].transform("mean")
    within = smf.ols("y ~ x + z - 1", demeaned).fit().rsquared
    assert models.within_r_squared("y ~ x + z + C(g)", "C(g)", MADE) == pytest.approx(within)


def test_the_line_along_a_term_and_its_band_are_the_predictions_of_statsmodels_at_the_means_of_the_others():
    at = [1.5, 4.0, 6.0]
    found = models.fitted_along("x", at, "y ~ x + z", MADE, covariance="cluster", clusters="g")
    groups = {"groups": pd.factorize(MADE["g"])[0]}
    other = smf.ols("y ~ x + z", MADE).fit(cov_type="cluster", cov_kwds=groups, use_t=True)
    frame = other.get_prediction(pd.DataFrame({"x": at, "z": MADE["z"].mean()})).summary_frame()
    margin = stats.t.ppf(0.975, df=5) * frame["mean_se"]  # with 6 clusters
    np.testing.assert_allclose(found.T, [frame["mean"], frame["mean"] - margin, frame["mean"] + margin])
    assert found.index.tolist() == at


def test_a_model_takes_further_columns_by_term_and_stays_as_it_is_otherwise():
    plain = fit("y ~ x + z", MADE, covariance="nonrobust")
    wider = plain.with_column(pd.DataFrame({"wild_bootstrap_p": [0.4]}, index=["z"]))
    assert wider.marginal_effects["wild_bootstrap_p"].tolist() == pytest.approx([np.nan, 0.4], nan_ok=True)
    pd.testing.assert_frame_equal(wider.coefficients[COLUMNS], plain.coefficients)


@pytest.mark.parametrize("covariance", ["HC0", "HC3", "cluster"])
def test_weighted_least_squares_are_those_of_statsmodels(covariance):
    data = DATA.assign(w=1 + DATA["report"] % 3)
    own = fit(FORMULA, data, covariance=covariance, clusters="report" if covariance == "cluster" else None, weights="w")
    how = {"cov_type": covariance, "cov_kwds": {"groups": data["report"]} if covariance == "cluster" else None}
    theirs = smf.wls(FORMULA, data, weights=data["w"]).fit(**how)
    assert own.coefficients["estimate"].tolist() == pytest.approx(theirs.params.tolist())
    assert own.coefficients["std_error"].tolist() == pytest.approx(theirs.bse.tolist())
    assert (own.r_squared, own.residual_error) == pytest.approx((theirs.rsquared, np.sqrt(theirs.scale)))
    assert own.outcome_mean == pytest.approx(np.average(data["share"], weights=data["w"]))


def test_a_weighted_logit_is_that_of_rows_repeated_and_its_clustered_error_too():
    data = DATA.assign(w=1 + DATA["report"] % 2)
    twice = pd.concat([data, data[data["w"] == 2]])
    clustered = {"covariance": "cluster", "clusters": "report"}
    own, theirs = logit(data, weights="w", **clustered), logit(twice, **clustered)
    for table in ("coefficients", "marginal_effects"):
        found, expected = getattr(own, table), getattr(theirs, table)
        assert found["estimate"].tolist() == pytest.approx(expected["estimate"].tolist(), rel=1e-6)
        factor = np.sqrt((len(data) - 1) / (len(data) - 5) / ((len(twice) - 1) / (len(twice) - 5)))
        assert found["std_error"].tolist() == pytest.approx((factor * expected["std_error"]).tolist(), rel=1e-6)
    assert own.pseudo_r_squared == pytest.approx(theirs.pseudo_r_squared)


def test_weights_that_are_none_or_go_with_another_estimator_are_refused():
    data = DATA.assign(w=np.where(DATA.index < 3, 0.0, 1.0))
    with pytest.raises(ValueError, match="weights are above 0, found 3 of 600 that are not"):
        fit(FORMULA, data, weights="w")
    with pytest.raises(ValueError, match="weights go with ols and fractional_logit, found them with 'quantile'"):
        fit(FORMULA, DATA, estimator="quantile", covariance="HC0", weights="x")
