"""Regression of an outcome that is only seen above a limit: the truncated normal, for one or many outcomes at once."""

from typing import NamedTuple

import numpy as np
from scipy.special import log_ndtr, ndtri_exp

MOST_STEPS, MOST_HALVINGS = 200, 40
TOLERANCE = 1e-14  # of the gain that a further step of Newton promises
LEAST = 2.0**-54  # half the smallest step between random numbers, in place of 0
FAR = -30  # standard deviations from the mean to the limit: there the normal tail is an exponential, whatever sigma
HALF_LOG_2_PI = 0.5 * np.log(2 * np.pi)


class Truncated(NamedTuple):
    """Coefficients, the spread, and their covariance by the inverse of the observed information."""

    coefficients: np.ndarray  # (K,)
    sigma: float
    covariance: np.ndarray  # (K + 1, K + 1), sigma last
    log_likelihood: float


def truncated_regression(outcome: np.ndarray, design: np.ndarray, *, left: float) -> Truncated:
    """Maximum likelihood of y = Zb + e, e normal, where only y > left is seen: f(y) = phi(u) / (sigma Phi(a)).

    u = (y - zb) / sigma and a = (zb - left) / sigma. Raises ValueError where the likelihood has no maximum, as happens
    where the outcomes fall off from the limit like an exponential.

    Hausman, Wise (1977); Greene (2012, section 19.2.3).
    """
    fit = truncated_regressions(outcome[None], design, left=left)[0]
    if np.isnan(fit).any():
        raise ValueError(
            f"the truncated regression of {len(outcome)} values above {left} has no maximum of its likelihood: the "
            "values are too few, or fall off from the limit without a mode; use fewer variables or more units"
        )
    theta = np.append(fit[:-1], 1) / fit[-1]
    gradient_to = np.eye(len(fit)) / theta[-1]
    gradient_to[:, -1] = -np.append(theta[:-1], 1) / theta[-1] ** 2
    _, information = _slopes(theta[None], outcome[None], design, left)
    covariance = gradient_to @ np.linalg.inv(information[0]) @ gradient_to.T
    return Truncated(fit[:-1], fit[-1], covariance, _log_likelihood(theta[None], outcome[None], design, left)[0])


def truncated_regressions(outcomes: np.ndarray, design: np.ndarray, *, left: float) -> np.ndarray:
    """Coefficients and sigma (B, K + 1) of B outcomes (B, n) on one design (n, K); NaN where there is no maximum.

    Newton's method in b / sigma and 1 / sigma, where the problem is well behaved, for all outcomes at once, with steps
    halved until the likelihood rises.

    Olsen (1978), for the parameters; Orme, Ruud (2002), that there is at most one maximum.
    """
    start = outcomes @ np.linalg.pinv(design).T
    spread = np.maximum((outcomes - start @ design.T).std(axis=1), np.finfo(float).eps)[:, None]
    theta = np.hstack([start / spread, 1 / spread])
    running, done = np.arange(len(outcomes)), np.zeros(len(outcomes), dtype=bool)
    for _ in range(MOST_STEPS):
        theta[running], gain = _newton(theta[running], outcomes[running], design, left)
        near = ((theta[running, :-1] @ design.T - left * theta[running, -1:]) > FAR).any(axis=1)
        done[running] = near & (gain < TOLERANCE * len(design))
        running = running[~done[running] & np.isfinite(gain) & near]
        if not len(running):
            break
    return np.where(done[:, None], np.hstack([theta[:, :-1], np.ones((len(theta), 1))]) / theta[:, -1:], np.nan)


def truncated_draws(rng: np.random.Generator, mean: np.ndarray, sigma: float, *, left: float, draws: int) -> np.ndarray:
    """Normal draws (draws, n) above `left`, by inversion in logarithms of the upper tail: finite however far it is."""
    log_above = np.log(rng.random((draws, len(mean))).clip(min=LEAST)) + log_ndtr((mean - left) / sigma)
    return np.maximum(mean - sigma * ndtri_exp(log_above), left)


def _newton(theta: np.ndarray, outcomes: np.ndarray, design: np.ndarray, left: float) -> tuple[np.ndarray, np.ndarray]:
    """The parameters (B, K + 1) one step on, and the gain (B,) that the step promised; NaN where it found none."""
    slope, information = _slopes(theta, outcomes, design, left)
    ridge = np.eye(theta.shape[1]) * np.finfo(float).tiny
    step = np.linalg.solve(information + ridge, slope[..., None])[..., 0]
    uphill = (step * slope).sum(axis=1) > 0
    step = np.where(uphill[:, None], step, slope / np.abs(information).sum(axis=(1, 2))[:, None])
    gain, size = (step * slope).sum(axis=1), np.ones(len(theta))
    before = _log_likelihood(theta, outcomes, design, left)
    for _ in range(MOST_HALVINGS):
        rises = _log_likelihood(theta + size[:, None] * step, outcomes, design, left) >= before - 1e-12 * np.abs(before)
        if rises.all():
            break
        size = np.where(rises, size, size / 2)
    return np.where(rises[:, None], theta + size[:, None] * step, theta), np.where(
        rises & np.isfinite(gain), gain, np.nan
    )


def _slopes(theta: np.ndarray, outcomes: np.ndarray, design: np.ndarray, left: float) -> tuple[np.ndarray, np.ndarray]:
    """Gradient (B, K + 1) of the log-likelihood in b / sigma and 1 / sigma, and minus its second derivatives."""
    scaled, inverse = theta[:, :-1] @ design.T, theta[:, -1:]
    u, a = inverse * outcomes - scaled, scaled - left * inverse
    mills = np.exp(-0.5 * a * a - HALF_LOG_2_PI - log_ndtr(a))
    bend = mills * (mills + a)
    n, k = len(design), design.shape[1]
    slope = np.column_stack([(u - mills) @ design, n / inverse[:, 0] + (left * mills - outcomes * u).sum(axis=1)])
    information = np.empty((len(theta), k + 1, k + 1))
    information[:, :k, :k] = ((1 - bend) @ (design[:, :, None] * design[:, None, :]).reshape(n, -1)).reshape(-1, k, k)
    information[:, :k, k] = information[:, k, :k] = (left * bend - outcomes) @ design
    information[:, k, k] = n / inverse[:, 0] ** 2 + (outcomes**2 - left**2 * bend).sum(axis=1)
    return slope, information


def _log_likelihood(theta: np.ndarray, outcomes: np.ndarray, design: np.ndarray, left: float) -> np.ndarray:
    """Log-likelihood (B,), minus infinity where 1 / sigma is not above 0."""
    scaled, inverse = theta[:, :-1] @ design.T, theta[:, -1:]
    known = np.where(inverse > 0, inverse, np.nan)
    each = np.log(known) - HALF_LOG_2_PI - 0.5 * (inverse * outcomes - scaled) ** 2 - log_ndtr(scaled - left * inverse)
    return np.nan_to_num(each.sum(axis=1), nan=-np.inf)
