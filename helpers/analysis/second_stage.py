"""What goes with inefficiency: the two algorithms of Simar and Wilson (2007)."""

from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri

from helpers.analysis.bootstrap import EFFICIENT, as_distance, distances_in_pseudo_samples, refuse_far, refuse_odd_draws
from helpers.analysis.envelopment import dea
from helpers.analysis.technology import Orientation, Returns, numbers_of, refuse_other_rows, refuse_unknown, units_of
from helpers.analysis.truncated import truncated_draws, truncated_regression, truncated_regressions

Interval = Literal["bias_corrected", "percentile", "basic"]

FAILED = 0.05  # share of draws without a maximum of the likelihood above which there is no interval


def simar_wilson(
    inputs: Any,
    outputs: Any,
    environment: Any,
    *,
    returns: Returns,
    orientation: Orientation,
    algorithm: int = 2,
    draws: tuple[int, int] = (100, 2000),
    seed: int,
    level: float = 0.95,
    interval: Interval = "bias_corrected",
) -> pd.DataFrame:
    """Truncated regression of the distance from the frontier on the environment: estimate, std_error, low, high a term.

    The distance is at least 1, and larger for a less efficient unit: the score output-oriented, 1 / score
    input-oriented. A positive coefficient goes with less efficiency. Terms are Intercept, the columns of the
    environment (n, k), and sigma. Algorithm 1 takes the inefficient units only. Algorithm 2 corrects the distances of
    all units for bias first, by draws[0] pseudo-samples from the fitted model. Both take `interval_of` draws[1] samples
    of the fitted model, and their standard deviation as std_error. `.attrs` says how many units were used and how many
    draws had no maximum of their likelihood.

    The paper's own interval is `basic`. It is short where the spread of an estimate grows with its value, as here: with
    100 units of the paper's design it misses about one truth in ten even where true distances are known, so the default
    is the bias-corrected one (notebooks/methods/coverage, figures/methods/coverage.csv).

    Raises ValueError as `dea` does, for a missing or a collinear variable, where inefficient units are too few, where
    the likelihood has no maximum in more than one draw in twenty, and in algorithm 2 as `bootstrap_dea` does where
    units lie so far apart that pseudo-frontiers are less than half as far out as the estimated one.

    Simar, Wilson (2007), Journal of Econometrics 136, section 3.2 and algorithms 1 and 2.
    """
    if algorithm not in (1, 2):
        raise ValueError(f"algorithm is 1 or 2, found {algorithm!r}")
    refuse_unknown("interval", interval, Interval)
    _refuse_odd_pair(draws, level)
    units, design, rng = units_of(inputs, outputs), design_of(environment), np.random.default_rng(seed)
    refuse_other_rows("inputs", inputs, "environment", environment)
    distance = as_distance(dea(inputs, outputs, returns=returns, orientation=orientation), orientation)
    used = distance > 1 + EFFICIENT
    _refuse_few(used, design)
    if algorithm == 2:
        distance = _corrected(units, distance, used, design, returns, orientation, draws[0], rng)
        used = np.ones(len(distance), dtype=bool)
    return bootstrapped(distance[used], design[used], draws[1], level, interval, rng)


def interval_of(simulated: np.ndarray, estimate: np.ndarray, level: float, kind: Interval) -> np.ndarray:
    """Low and high (2, K) of K estimates from B bootstrap estimates (B, K) with quantiles q.

    percentile: q at (1 - level) / 2 and (1 + level) / 2. bias_corrected: q at Phi(2 z + Phi^-1 of these), where
    Phi(z) is the share of draws below the estimate, so that an estimate that tends to be too low is raised; neither
    depends on how a parameter is expressed. basic: estimate - (q - estimate).

    Efron, Tibshirani (1993, chapters 13 and 14); basic as in Simar, Wilson (2007, section 3.2).
    """
    tails = np.array([1 - level, 1 + level]) / 2
    if kind == "basic":
        return 2 * estimate - np.quantile(simulated, tails[::-1], axis=0)
    below = ((simulated < estimate).mean(axis=0) + (simulated <= estimate).mean(axis=0)) / 2
    least = 0.5 / len(simulated)
    shift = 2 * ndtri(below.clip(least, 1 - least)) if kind == "bias_corrected" else np.zeros(len(estimate))
    levels = ndtr(shift[:, None] + ndtri(tails))
    return np.column_stack([np.quantile(draws, ends) for draws, ends in zip(simulated.T, levels, strict=True)])


def _corrected(units, distance, used, design, returns, orientation, draws: int, rng) -> np.ndarray:
    """Distances (n,) less their bias, the mean distance in pseudo-samples of the fitted model less the distance."""
    first = truncated_regression(distance[used], design.to_numpy()[used], left=1)
    drawn = truncated_draws(rng, design.to_numpy() @ first.coefficients, first.sigma, left=1, draws=draws)
    simulated = distances_in_pseudo_samples(units, distance, drawn, returns, orientation)
    refuse_far(distance, simulated)
    return np.maximum(2 * distance - simulated.mean(axis=0), 1)


def bootstrapped(
    distance: np.ndarray, design: pd.DataFrame, draws: int, level: float, interval: Interval, rng: np.random.Generator
) -> pd.DataFrame:
    """The regression of distances on the design with the intervals of a parametric bootstrap."""
    z = design.to_numpy()
    fit = truncated_regression(distance, z, left=1)
    estimate = np.append(fit.coefficients, fit.sigma)
    drawn = truncated_draws(rng, z @ fit.coefficients, fit.sigma, left=1, draws=draws)
    simulated = truncated_regressions(drawn, z, left=1)
    simulated = simulated[~np.isnan(simulated).any(axis=1)]
    failed = draws - len(simulated)
    if failed > FAILED * draws:
        raise ValueError(
            f"in {failed} of {draws} draws the likelihood of the truncated regression has no maximum: {len(z)} units "
            f"do not carry {z.shape[1]} coefficients; use fewer variables or more units"
        )
    low, high = interval_of(simulated, estimate, level, interval)
    columns = {"estimate": estimate, "std_error": simulated.std(axis=0, ddof=1), "low": low, "high": high}
    frame = pd.DataFrame(columns, index=[*design.columns, "sigma"])
    frame.attrs.update(n_units=len(z), failed_draws=failed)
    return frame


def design_of(environment: Any) -> pd.DataFrame:
    """The environment with an intercept; raises ValueError where a value is missing or a column says nothing new."""
    frame = numbers_of(environment, "environment")
    design = frame.set_axis(frame.columns.astype(str), axis=1)
    if taken := sorted({"Intercept", "sigma"} & set(design)) or design.columns[design.columns.duplicated()].tolist():
        raise ValueError(f"environment, column {taken[0]!r}: the result has or would have two rows so named; rename it")
    design.insert(0, "Intercept", 1.0)
    spread = design.to_numpy() / np.abs(design.to_numpy()).max(axis=0).clip(min=np.finfo(float).tiny)
    for last in range(2, design.shape[1] + 1):
        if np.linalg.matrix_rank(spread[:, :last], tol=1e-9 * np.sqrt(len(spread))) < last:
            raise ValueError(
                f"environment, column {design.columns[last - 1]!r} is constant or follows from the columns before it: "
                "its coefficient cannot be told; leave it out"
            )
    return design


def _refuse_odd_pair(draws: tuple[int, int], level: float) -> None:
    """Raises ValueError where the draws are not two whole numbers above 0, the second enough for an interval."""
    whole = np.shape(draws) == (2,) and np.asarray(draws).dtype.kind in "iu"
    if not whole or draws[0] < 1:
        raise ValueError(
            f"draws are two whole numbers above 0, of pseudo-samples that tell the bias and of fits that give the "
            f"interval, found {draws!r}"
        )
    refuse_odd_draws(draws[1], level)


def _refuse_few(used: np.ndarray, design: pd.DataFrame) -> None:
    """Raises ValueError where inefficient units do not outnumber the parameters."""
    needed = design.shape[1] + 2
    if used.sum() < needed:
        raise ValueError(
            f"{used.sum()} of {len(used)} units are inefficient, too few for {design.shape[1]} coefficients and sigma: "
            f"at least {needed} are needed; use fewer variables or more units"
        )
