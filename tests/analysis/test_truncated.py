"""What helpers.analysis.truncated promises: known coefficients, refusals."""

import numpy as np
import pytest
from scipy import stats

from helpers.analysis.truncated import truncated_draws, truncated_regression, truncated_regressions


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


def test_draws_so_far_in_the_tail_that_its_share_is_no_number_are_finite_and_exponential():
    # the tail beyond a standard deviations falls off as exp(-a d), d in standard deviations: its mean is 1 / a
    drawn = truncated_draws(np.random.default_rng(1), np.array([-99.0]), 1.0, left=1.0, draws=20_000)[:, 0]
    assert drawn.min() >= 1
    assert drawn.mean() - 1 == pytest.approx(1 / 100, rel=0.03)


def test_a_likelihood_without_a_maximum_is_refused():
    outcome = 1 + np.random.default_rng(3).exponential(size=30) ** 3
    with pytest.raises(ValueError, match="truncated regression of 30 values above 1 has no maximum"):
        truncated_regression(outcome, np.ones((30, 1)), left=1)
