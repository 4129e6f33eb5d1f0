"""What helpers.analysis.steps promises: the mean change by a step, its delta-method error and its jackknife."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from scipy import stats

from helpers.analysis import inference
from helpers.analysis.models import fit
from helpers.analysis.steps import average_change

FORMULA, ENDS = "share ~ x + money + d", (0.5, 1.0)
OF_X = {"term": "x", "clusters": "report", "estimator": "fractional_logit"}


def simulated(n=200, clusters=10, seed=3):
    """Shares near 1 that rise steeply with x, of reports that differ; money has large numbers."""
    draw = np.random.default_rng(seed)
    data = pd.DataFrame({"report": np.sort(draw.integers(0, clusters, n)), "d": draw.integers(0, 2, n)})
    data["x"] = draw.uniform(0, 1, clusters)[data["report"]] * draw.uniform(0.8, 1.2, n)
    data["money"] = draw.uniform(1e5, 2e6, n)
    index = -1 + 5 * data["x"] + 3e-7 * data["money"] + draw.normal(0, 0.5, clusters)[data["report"]]
    return data.assign(share=draw.binomial(8, 1 / (1 + np.exp(-index))) / 8)


DATA = simulated()


def reference(data=DATA, **options):
    return smf.glm(FORMULA, data, family=sm.families.Binomial()).fit(tol=1e-13, maxiter=200, **options)


def moved(found, data, b=None):
    """Mean prediction of statsmodels where x is at the second end, less that at the first, at coefficients b."""
    at = [np.asarray(found.model.data.orig_exog.loc[data.index].assign(x=end)) for end in ENDS]
    low, high = (found.model.predict(found.params if b is None else b, X) for X in at)
    return (high - low).mean()


def test_the_change_of_a_logit_and_its_delta_error_are_those_of_statsmodels_by_hand():
    found = reference(cov_type="cluster", cov_kwds={"groups": DATA["report"]})
    b, sizes = found.params.to_numpy(), 1e-4 * np.abs(found.params.to_numpy())
    gradient = [(moved(found, DATA, b + h) - moved(found, DATA, b - h)) / (2 * h.sum()) for h in np.diag(sizes)]
    error = np.sqrt(gradient @ found.cov_params().to_numpy() @ gradient)
    own = average_change(FORMULA, DATA, **OF_X, ends=ENDS, errors="cluster")
    assert own["estimate"] == pytest.approx(moved(found, DATA), rel=1e-8)
    assert own["std_error"] == pytest.approx(error, rel=1e-5)
    margin = stats.t.ppf(0.975, DATA["report"].nunique() - 1) * error
    assert own[["low", "high"]].tolist() == pytest.approx(
        [own["estimate"] - margin, own["estimate"] + margin], rel=1e-4
    )


def test_the_jackknife_of_a_change_is_that_of_refits_by_statsmodels():
    rest = [DATA[DATA["report"] != each] for each in DATA["report"].unique()]
    changes = np.array([moved(reference(each), each) for each in rest]) - moved(reference(), DATA)
    error = np.sqrt(9 / 10 * (changes**2).sum())
    own = average_change(FORMULA, DATA, **OF_X, ends=ENDS)
    assert own["std_error"] == pytest.approx(error, rel=1e-7)
    assert own["p_value"] == pytest.approx(2 * stats.t.sf(own["estimate"] / error, 9), rel=1e-6)


@pytest.mark.parametrize("term", ["x", "d"])
def test_without_ends_it_is_the_average_marginal_effect(term):
    own = average_change(FORMULA, DATA, **OF_X | {"term": term}, errors="cluster")
    whole = fit(FORMULA, DATA, estimator="fractional_logit", covariance="cluster", clusters="report").marginal_effects
    pd.testing.assert_series_equal(own, whole.loc[term])
    rest = [DATA[DATA["report"] != each] for each in DATA["report"].unique()]
    slopes = [fit(FORMULA, each, estimator="fractional_logit").marginal_effects.at[term, "estimate"] for each in rest]
    error = np.sqrt(9 / 10 * ((np.array(slopes) - own["estimate"]) ** 2).sum())
    assert average_change(FORMULA, DATA, **OF_X | {"term": term})["std_error"] == pytest.approx(error, rel=1e-6)


@pytest.mark.parametrize("errors", ["cluster", "jackknife"])
def test_least_squares_change_by_their_slope_times_the_step(errors):
    own = average_change(FORMULA, DATA, term="x", clusters="report", ends=ENDS, errors=errors)
    slope = {
        "cluster": fit(FORMULA, DATA, covariance="cluster", clusters="report").coefficients.loc["x"],
        "jackknife": inference.jackknife(FORMULA, DATA, term="x", clusters="report"),
    }[errors]
    names = ["estimate", "std_error", "low", "high"]
    assert own[names].tolist() == pytest.approx((0.5 * slope[names]).tolist(), rel=1e-8)
    assert own["p_value"] == pytest.approx(slope["p_value"], rel=1e-8)


def test_the_interval_of_a_logits_step_ends_where_no_share_can_change_further_and_no_other_does():
    few = DATA[DATA["report"] < 3]
    own, line = (
        average_change("share ~ x", few, **OF_X | {"estimator": way}, ends=(few["x"].min(), few["x"].max()))
        for way in ("fractional_logit", "ols")
    )
    margin = stats.t.ppf(0.975, 2) * own["std_error"]
    assert own["estimate"] + margin > 1
    assert own["high"] == 1
    assert own["low"] == pytest.approx(own["estimate"] - margin)
    assert line["high"] > 1
    assert average_change("share ~ x", few, **OF_X)["high"] > 1


def test_a_cluster_without_which_the_logit_has_no_finite_estimate_counts_with_the_limit_of_its_effect():
    """Without report 0 all of d = 1 is attained: these rows are at 1 whatever x is, and the others have a logit."""
    data = DATA.assign(share=DATA["share"].where((DATA["d"] == 0) | (DATA["report"] == 0), 1.0))
    with pytest.raises(ValueError, match="no finite estimate"):
        fit(FORMULA, data[data["report"] != 0], estimator="fractional_logit")
    whole, changes = average_change(FORMULA, data, **OF_X, ends=ENDS, errors="cluster")["estimate"], []
    for each in data["report"].unique():
        rest = data[data["report"] != each]
        alone, formula = (rest, FORMULA) if each else (rest[rest["d"] == 0], "share ~ x + money")
        found = smf.glm(formula, alone, family=sm.families.Binomial()).fit(tol=1e-13)
        low, high = (found.predict(alone.assign(x=end)) for end in ENDS)
        changes.append((high - low).sum() / len(rest) - whole)
    own = average_change(FORMULA, data, **OF_X, ends=ENDS)
    assert own["std_error"] == pytest.approx(np.sqrt(9 / 10 * np.square(changes).sum()), rel=1e-5)


def test_a_step_beyond_what_was_observed_is_refused():
    with pytest.raises(ValueError, match="x was observed from .* the step goes from 0.5 to 9"):
        average_change(FORMULA, DATA, **OF_X, ends=(0.5, 9))
    with pytest.raises(ValueError, match="a step lies within what was observed"):
        average_change(FORMULA, DATA, **OF_X, ends=(-1, 1))


def test_an_estimate_that_hangs_on_one_cluster_has_no_jackknife():
    data = DATA.assign(d=(DATA["report"] == 4) * (DATA.index % 2))
    with pytest.raises(ValueError, match="without 4 'd' has no estimate"):
        average_change(FORMULA, data, **OF_X | {"term": "d"})
