"""What a term does to the expected outcome: its slope where the rows are, or a step of it, with errors that hold where
few clusters weigh most. A logit's slope says nothing of a step as long as the range of the term."""

from collections.abc import Callable
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import expit

from helpers.analysis import covariance as covariances
from helpers.analysis import design as designs
from helpers.analysis import estimators, limits
from helpers.analysis.deals import ALIKE
from helpers.analysis.design import Design
from helpers.analysis.models import tested_alone

Bent = Literal["ols", "fractional_logit", "tobit"]  # estimators that a step is known of
Ends = tuple[float, float]
Effect = Callable[[Design, np.ndarray], tuple[float, np.ndarray]]

STILL = 1e-10  # change of fitted values in a round of Newton's method that ends it


def average_change(
    formula: str,
    data: pd.DataFrame,
    *,
    term: str,
    clusters: str,
    ends: Ends | None = None,
    estimator: Bent = "ols",
    errors: Literal["cluster", "jackknife"] = "jackknife",
    weights: str | None = None,
    lower: float | None = None,
    upper: float | None = None,
) -> pd.Series:
    """How much the expected outcome changes in the mean of the rows, by `weights`, where `term` goes from one of
    `ends` to the other and all else stays; without ends per unit, the average marginal effect: estimate, std_error,
    statistic, p_value, low, high (95 %), by t with G - 1 degrees of freedom.

    `cluster` takes the clustered covariance of the coefficients by the delta method, with the rows as they are. The
    jackknife does all anew without each cluster, its rows left out of the mean too: the variance is (G - 1) / G times
    the sum of squared changes. A logit without a finite estimate there counts with the limit that its effect has; the
    interval of its step ends at -1 and 1, as no share can change by more. Tobit, limits `lower` and `upper`, needs ends
    and has no jackknife. For formulas that are sums of columns. Raises ValueError as `fit` does, for ends that lie
    beyond the values of the term, where the form of the estimator alone would speak, and where a cluster left out
    leaves no estimate.

    MacKinnon, Nielsen, Webb (2023), Journal of Applied Econometrics 38; Papke, Wooldridge (1996).
    """
    design, [groups] = designs.build(formula, data, [clusters], weights)
    place, tobit = designs.place(design, term), estimator == "tobit"
    _refuse_beyond(design.X[:, place], ends, term)
    found = limits.tobit(design, lower, upper) if tobit else getattr(estimators, estimator)(design)
    effect = partial(_effect, place=place, ends=ends, estimator=estimator, ceiling=(lower, upper))
    estimate, by_b = effect(design, found.b)
    if errors == "cluster":
        variance, _ = covariances.variance(found, "cluster", [groups], design.X.shape)
        covariances.refuse_vanished(variance, found, design.names.append(pd.Index(found.extra)))
        error = np.sqrt(by_b @ variance @ by_b)
    else:
        without = _without_each(design, groups, found.b, effect, estimator)
        _refuse_lost(without, data[clusters], term)
        error = np.sqrt(groups.max() / (groups.max() + 1) * ((without - estimate) ** 2).sum())
    found = tested_alone(term, estimate, error, int(groups.max()))
    if ends and estimator == "fractional_logit":
        found["low"], found["high"] = np.clip([found["low"], found["high"]], -1, 1)
    return found


def _effect(
    design: Design, b: np.ndarray, place: int, ends: Ends | None, estimator: Bent, ceiling: tuple
) -> tuple[float, np.ndarray]:
    """The average effect of a column and its derivatives by b (K,)."""
    if estimator == "tobit":
        return limits.step(design, b, place, ends, *ceiling)
    if estimator == "fractional_logit":
        return estimators.step(design, b, place, ends) if ends else estimators.effect(design, b, place)
    by_b = np.zeros_like(b)
    by_b[place] = ends[1] - ends[0] if ends else 1
    return float(by_b @ b), by_b


def _without_each(design: Design, groups: np.ndarray, b: np.ndarray, effect: Effect, estimator: Bent) -> np.ndarray:
    """The effect (G,) without the rows of each group; NaN where the columns of the rest are collinear."""
    norms = np.linalg.norm(design.X, axis=0)
    X, kept = design.X / norms, (groups != np.arange(groups.max() + 1)[:, None]) * design.weights
    products = (X[:, :, None] * X[:, None, :]).reshape(len(X), -1)
    grams = _summed(kept, products)
    if estimator == "ols":
        again = _solved(grams, kept @ (X * design.y[:, None]))
    else:
        again = _logits(X, design.y, kept, products, b * norms)
    rests = [design._replace(weights=own) for own in kept]
    effects = [effect(rest, own)[0] for rest, own in zip(rests, again / norms, strict=True)]
    return np.where(np.linalg.cond(grams) > 1 / ALIKE, np.nan, effects)


def _summed(weights: np.ndarray, products: np.ndarray) -> np.ndarray:
    """The matrices (G, K, K) that products of columns (N, K * K) sum to with each row of weights (G, N)."""
    side = int(np.sqrt(products.shape[1]))
    return (weights @ products).reshape(-1, side, side)


def _solved(matrices: np.ndarray, sides: np.ndarray) -> np.ndarray:
    """The shortest solutions (G, K) of symmetric systems (G, K, K), of which some may be singular."""
    inverses = np.linalg.pinv(matrices, rcond=np.finfo(float).eps * sides.shape[1], hermitian=True)
    return (inverses @ sides[..., None])[..., 0]


def _logits(X: np.ndarray, y: np.ndarray, kept: np.ndarray, products: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The logit's coefficients (G, K) by each set of weights (G, N), 0 for rows left out, by Newton's method from b,
    until fitted values stand still, as they do in the end where a coefficient grows for ever; ValueError where they do
    not."""
    b = np.tile(b, (len(kept), 1))
    p = expit(b @ X.T)
    for _ in range(estimators.MAX_ITERATIONS):
        b = b + _solved(_summed(kept * p * (1 - p), products), (kept * (y - p)) @ X)
        before, p = p, expit(b @ X.T)
        if (np.abs(p - before) * kept).max() < STILL:
            return b
    raise ValueError(f"fractional_logit finds no estimate in {estimators.MAX_ITERATIONS} steps without one cluster")


def _refuse_beyond(values: np.ndarray, ends: Ends | None, term: str) -> None:
    """Raises ValueError for ends outside of what was observed."""
    if ends and not values.min() <= min(ends) < max(ends) <= values.max():
        found = f"{term} was observed from {values.min():.4g} to {values.max():.4g}"
        raise ValueError(
            f"a step lies within what was observed: {found}, the step goes from {ends[0]:g} to {ends[1]:g}"
        )


def _refuse_lost(without: np.ndarray, clusters: pd.Series, term: str) -> None:
    """Raises ValueError with the first cluster that the estimate hangs on."""
    if np.isnan(without).any():
        lost = clusters.unique()[np.flatnonzero(np.isnan(without))[0]]
        raise ValueError(f"without {lost} {term!r} has no estimate, so none of how it changes")
