"""What goes with inefficiency: the two algorithms of Simar and Wilson (2007)."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.bootstrap import EFFICIENT, as_distance, distances_in_pseudo_samples, refuse_odd_draws
from helpers.analysis.envelopment import dea
from helpers.analysis.technology import Orientation, Returns, numbers_of, units_of
from helpers.analysis.truncated import truncated_draws, truncated_regression, truncated_regressions

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
) -> pd.DataFrame:
    """Truncated regression of the distance from the frontier on the environment: estimate, std_error, low, high a term.

    The distance is at least 1, and larger for a less efficient unit: the score output-oriented, 1 / score
    input-oriented. A positive coefficient goes with less efficiency. Terms are Intercept, the columns of the
    environment (n, k), and sigma. Algorithm 1 takes the inefficient units only. Algorithm 2 corrects the distances of
    all units for bias first, by draws[0] pseudo-samples from the fitted model. Both take intervals from draws[1]
    samples of the fitted model: estimate - (q - estimate) for the quantiles q, and the standard deviation of the
    draws as std_error. `.attrs` says how many units were used and how many draws had no maximum of their likelihood.

    Raises ValueError as `dea` does, for a missing or a collinear variable, where inefficient units are too few, and
    where the likelihood has no maximum in more than one draw in twenty.

    Simar, Wilson (2007), Journal of Econometrics 136, section 3.2 and algorithms 1 and 2.
    """
    if algorithm not in (1, 2):
        raise ValueError(f"algorithm is 1 or 2, found {algorithm!r}")
    refuse_odd_draws(draws[1], level)
    units, design, rng = units_of(inputs, outputs), _design(environment), np.random.default_rng(seed)
    if len(design) != len(units[0]):
        raise ValueError(f"environment has {len(design)} rows, inputs {len(units[0])}: give both one row for each unit")
    distance = as_distance(dea(inputs, outputs, returns=returns, orientation=orientation), orientation)
    used = distance > 1 + EFFICIENT
    _refuse_few(used, design)
    if algorithm == 2:
        distance = _corrected(units, distance, used, design, returns, orientation, draws[0], rng)
        used = np.ones(len(distance), dtype=bool)
    return _bootstrapped(distance[used], design[used], draws[1], level, rng)


def _corrected(units, distance, used, design, returns, orientation, draws: int, rng) -> np.ndarray:
    """Distances (n,) less their bias, the mean distance in pseudo-samples of the fitted model less the distance."""
    first = truncated_regression(distance[used], design.to_numpy()[used], left=1)
    drawn = truncated_draws(rng, design.to_numpy() @ first.coefficients, first.sigma, left=1, draws=draws)
    simulated = distances_in_pseudo_samples(units, distance, drawn, returns, orientation)
    return np.maximum(2 * distance - simulated.mean(axis=0), 1)


def _bootstrapped(distance: np.ndarray, design: pd.DataFrame, draws: int, level: float, rng) -> pd.DataFrame:
    """The regression of distances on the design with the intervals of a parametric bootstrap."""
    z = design.to_numpy()
    fit = truncated_regression(distance, z, left=1)
    estimate = np.append(fit.coefficients, fit.sigma)
    drawn = truncated_draws(rng, z @ fit.coefficients, fit.sigma, left=1, draws=draws)
    simulated = truncated_regressions(drawn, z, left=1)
    failed = int(np.isnan(simulated).any(axis=1).sum())
    if failed > FAILED * draws:
        raise ValueError(
            f"in {failed} of {draws} draws the likelihood of the truncated regression has no maximum: {len(z)} units "
            f"do not carry {z.shape[1]} coefficients; use fewer variables or more units"
        )
    tails = np.array([1 + level, 1 - level]) / 2
    low, high = 2 * estimate - np.nanquantile(simulated, tails, axis=0)
    columns = {"estimate": estimate, "std_error": np.nanstd(simulated, axis=0, ddof=1), "low": low, "high": high}
    frame = pd.DataFrame(columns, index=[*design.columns, "sigma"])
    frame.attrs.update(n_units=len(z), failed_draws=failed)
    return frame


def _design(environment: Any) -> pd.DataFrame:
    """The environment with an intercept; raises ValueError where a value is missing or a column says nothing new."""
    frame = numbers_of(environment, "environment")
    design = frame.set_axis(frame.columns.astype(str), axis=1)
    design.insert(0, "Intercept", 1.0)
    spread = design.to_numpy() / np.abs(design.to_numpy()).max(axis=0).clip(min=np.finfo(float).tiny)
    for last in range(2, design.shape[1] + 1):
        if np.linalg.matrix_rank(spread[:, :last], tol=1e-9 * np.sqrt(len(spread))) < last:
            raise ValueError(
                f"environment, column {design.columns[last - 1]!r} is constant or follows from the columns before it: "
                "its coefficient cannot be told; leave it out"
            )
    return design


def _refuse_few(used: np.ndarray, design: pd.DataFrame) -> None:
    """Raises ValueError where inefficient units do not outnumber the parameters."""
    needed = design.shape[1] + 2
    if used.sum() < needed:
        raise ValueError(
            f"{used.sum()} of {len(used)} units are inefficient, too few for {design.shape[1]} coefficients and sigma: "
            f"at least {needed} are needed; use fewer variables or more units"
        )
