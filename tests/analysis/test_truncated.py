"""What helpers.analysis.truncated promises: the published example, known coefficients, refusals."""

import json

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers import paths
from helpers.analysis.truncated import truncated_draws, truncated_regression, truncated_regressions

SCHOOLS = paths.ROOT.parent / "shared" / "classic" / "17_ucla_truncreg.csv"


def test_the_schools_of_the_stata_example_have_its_coefficients_errors_and_likelihood():
    if not SCHOOLS.exists():
        pytest.skip(f"the data of the example are not at {SCHOOLS}")
    schools, expected = pd.read_csv(SCHOOLS), json.loads(SCHOOLS.with_suffix(".expected.json").read_text())
    kinds = [schools["prog"].eq(kind) for kind in ("academic", "vocational")]
    full = np.column_stack([np.ones(len(schools)), schools["langscore"], *kinds]).astype(float)
    outcome, left = schools["achiv"].to_numpy(float), expected["left_truncation"]
    fit, short = (truncated_regression(outcome, design, left=left) for design in (full, full[:, :2]))
    close = {"rtol": 0, "atol": expected["tolerance"]}
    np.testing.assert_allclose([*fit.coefficients, fit.sigma], [*expected["coef"].values(), expected["sigma"]], **close)
    np.testing.assert_allclose(np.sqrt(np.diag(fit.covariance)), list(expected["se"].values()), **close)
    assert fit.log_likelihood == pytest.approx(expected["logl"], abs=1e-4)
    ratio = 2 * (fit.log_likelihood - short.log_likelihood)
    assert stats.chi2.sf(ratio, 2) == pytest.approx(expected["lr_prog_p"], abs=1e-4)


def simulated(n, draws, left=1.0):
    rng = np.random.default_rng(7)
    design = np.column_stack([np.ones(n), rng.normal(size=n)])
    return truncated_draws(rng, design @ [1.2, 0.5], 0.6, left=left, draws=draws), design


def test_known_coefficients_come_back_from_many_rows():
    outcomes, design = simulated(4000, 40)
    fits = truncated_regressions(outcomes, design, left=1.0)
    np.testing.assert_allclose(fits.mean(axis=0), [1.2, 0.5, 0.6], atol=0.02)
    np.testing.assert_allclose(
        np.sqrt(np.diag(truncated_regression(outcomes[0], design, left=1.0).covariance)), fits.std(axis=0), rtol=0.4
    )


def test_many_at_once_are_the_same_as_each_alone():
    outcomes, design = simulated(60, 5)
    together = truncated_regressions(outcomes, design, left=1.0)
    for outcome, row in zip(outcomes, together, strict=True):
        alone = truncated_regression(outcome, design, left=1.0)
        np.testing.assert_allclose([*alone.coefficients, alone.sigma], row, rtol=1e-8)


def test_draws_follow_the_truncated_normal_also_far_in_its_tail():
    for mean in (1.5, 0.0, -9.0):
        drawn = truncated_draws(np.random.default_rng(1), np.array([mean]), 0.5, left=1.0, draws=20_000)[:, 0]
        law = stats.truncnorm((1 - mean) / 0.5, np.inf, mean, 0.5)
        assert drawn.min() >= 1
        assert stats.kstest(drawn, law.cdf).pvalue > 0.001


def test_a_likelihood_without_a_maximum_is_refused():
    outcome = 1 + np.random.default_rng(3).exponential(size=30) ** 3
    with pytest.raises(ValueError, match="truncated regression of 30 values above 1 has no maximum"):
        truncated_regression(outcome, np.ones((30, 1)), left=1)
