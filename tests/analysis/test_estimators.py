"""What the estimators without limits promise of quantile regression and mixed models."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from helpers.analysis.models import fit


def simulated(n=360, clusters=24, seed=4):
    """y = 1 + 0.5 x - z + an intercept by report of standard deviation 0.8 + u; z is the report's own."""
    draw = np.random.default_rng(seed)
    data = pd.DataFrame({"x": draw.normal(size=n), "report": draw.integers(0, clusters, n)})
    intercepts, z = draw.normal(0, 0.8, clusters), draw.normal(size=clusters)
    data["z"] = z[data["report"]]
    return data.assign(y=1 + 0.5 * data["x"] - data["z"] + intercepts[data["report"]] + draw.normal(size=n))


DATA = simulated()


@pytest.mark.parametrize("quantile", [0.2, 0.5, 0.9])
def test_quantile_regression_is_that_of_statsmodels(quantile):
    found = fit("y ~ x + z", DATA, estimator="quantile", quantile=quantile, covariance="nonrobust").coefficients
    results = smf.quantreg("y ~ x + z", DATA).fit(q=quantile, vcov="iid", p_tol=1e-9)
    np.testing.assert_allclose(found["estimate"], results.params, atol=1e-5)
    np.testing.assert_allclose(found["std_error"], results.bse, rtol=1e-3)


@pytest.mark.parametrize("quantile", [0.25, 0.5])
def test_no_other_line_has_a_smaller_check_loss(quantile):
    b = (
        fit("y ~ x", DATA, estimator="quantile", quantile=quantile, covariance="HC0")
        .coefficients["estimate"]
        .to_numpy()
    )

    def loss(a):
        u = DATA["y"] - a[0] - a[1] * DATA["x"]
        return (u * (quantile - (u < 0))).sum()

    for move in np.random.default_rng(0).normal(0, 0.02, (200, 2)):
        assert loss(b) <= loss(b + move) + 1e-9


def test_the_median_alone_is_the_median():
    found = fit("y ~ 1", DATA.head(101), estimator="quantile").coefficients
    assert found.loc["Intercept", "estimate"] == pytest.approx(DATA["y"].head(101).median(), abs=1e-9)


def test_robust_errors_of_a_quantile_are_near_the_spread_over_simulations():
    draws = [simulated(n=400, clusters=400, seed=seed) for seed in range(60)]
    slopes = [fit("y ~ x", each, estimator="quantile", covariance="HC1").coefficients.loc["x"] for each in draws]
    table = pd.DataFrame(slopes)
    assert table["std_error"].mean() == pytest.approx(table["estimate"].std(), rel=0.25)


def test_a_quantile_on_which_most_rows_lie_has_no_standard_error():
    ceiling = DATA.assign(y=DATA["y"].clip(upper=-1.5))
    with pytest.raises(ValueError, match="half of all rows of 'y' lie on the fitted quantile 0.5"):
        fit("y ~ x", ceiling, estimator="quantile")


def test_a_mixed_model_is_that_of_statsmodels():
    found = fit("y ~ x + z", DATA, estimator="mixed", clusters="report", covariance="nonrobust")
    results = smf.mixedlm("y ~ x + z", DATA, groups=DATA["report"]).fit(reml=True)
    np.testing.assert_allclose(found.coefficients["estimate"], results.params.iloc[:3], rtol=1e-4)
    np.testing.assert_allclose(found.coefficients["std_error"], results.bse.iloc[:3], rtol=1e-3)
    assert found.log_likelihood == pytest.approx(results.llf, abs=1e-5)
    assert f"standard deviation {np.sqrt(results.cov_re.iloc[0, 0]):.2f}" in found.note
    assert (found.n_clusters, found.n_obs) == (DATA["report"].nunique(), 360)


def test_clusters_that_do_not_differ_leave_least_squares():
    same = DATA.assign(y=DATA["x"] + np.tile([1.0, -1.0], 180), report=np.repeat(np.arange(90), 4))
    mixed = fit("y ~ x", same, estimator="mixed", clusters="report", covariance="cluster").coefficients
    ols = fit("y ~ x", same, covariance="cluster", clusters="report").coefficients
    np.testing.assert_allclose(mixed, ols, rtol=1e-6)


def test_the_jackknife_of_a_mixed_model_leaves_out_whole_clusters():
    found = fit("y ~ x + z", DATA, estimator="mixed", clusters="report").coefficients
    without = [
        fit("y ~ x + z", DATA[DATA["report"] != report], estimator="mixed", clusters="report").coefficients["estimate"]
        for report in DATA["report"].unique()
    ]
    spread = np.sqrt(((np.array(without) - np.mean(without, axis=0)) ** 2).sum(axis=0))
    np.testing.assert_allclose(found["std_error"], spread, rtol=0.1)


def test_a_mixed_model_recovers_known_coefficients():
    found = fit("y ~ x + z", simulated(6000, 300), estimator="mixed", clusters="report", covariance="cluster")
    truth = {"Intercept": 1, "x": 0.5, "z": -1}
    assert found.coefficients.assign(truth=pd.Series(truth)).eval("low < truth < high").all()


def test_clusters_of_one_row_each_have_no_intercept_of_their_own():
    with pytest.raises(ValueError, match="each of 360 clusters has one row, so that its intercept cannot be told"):
        fit("y ~ x", DATA.assign(own=DATA.index), estimator="mixed", clusters="own")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"estimator": "mixed"}, "mixed needs one column of clusters"),
        ({"estimator": "ols", "lower": 0}, "lower and upper are limits of tobit and truncated, found them with 'ols'"),
        ({"estimator": "ols", "quantile": 0.9}, "goes with estimator 'quantile', found 0.9 with 'ols'"),
        ({"estimator": "quantile", "quantile": 1.0}, "quantile lies between 0 and 1"),
        ({"covariance": "cluster", "clusters": ["report", "x", "z"]}, "one or two columns of clusters"),
    ],
)
def test_options_of_another_estimator_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        fit("y ~ x", DATA, **options)
