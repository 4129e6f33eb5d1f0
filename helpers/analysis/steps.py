"""What a term does to the expected outcome: its slope where the rows are, or a step of it, with errors that hold where
few clusters weigh most. A logit's slope says nothing of a step as long as the range of the term."""

from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import expit

from helpers.analysis import covariance as covariances
from helpers.analysis import design as designs
from helpers.analysis import estimators
from helpers.analysis.deals import ALIKE
from helpers.analysis.design import Design
from helpers.analysis.models import tested

Bent = Literal["ols", "fractional_logit"]  # estimators that a step is known of
Ends = tuple[float, float]

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
) -> pd.Series:
    """How much the expected outcome changes in the mean of the rows where `term` goes from one of `ends` to the other
    and all else stays; without ends per unit, the average marginal effect: estimate, std_error, statistic, p_value,
    low, high (95 %), by t with G - 1 degrees of freedom.

    `cluster` takes the clustered covariance of the coefficients by the delta method, with the rows as they are. The
    jackknife does all anew without each cluster, its rows left out of the mean too: the variance is (G - 1) / G times
    the sum of squared changes. A logit without a finite estimate there counts with the limit that its effect has. For
    formulas that are sums of columns. Raises ValueError as `fit` does, for ends that lie beyond the values of the term,
    where the form of the estimator alone would speak, and where a cluster left out leaves no estimate.

    MacKinnon, Nielsen, Webb (2023), Journal of Applied Econometrics 38; Papke, Wooldridge (1996).
    """
    design, [groups] = designs.build(formula, data, [clusters])
    place = designs.place(design, term)
    _refuse_beyond(design.X[:, place], ends, term)
    found = getattr(estimators, estimator)(design)
    estimate, by_b = _effect(design, found.b, place, ends, estimator)
    if errors == "cluster":
        variance, _ = covariances.variance(found, "cluster", [groups], design.X.shape)
        error = np.sqrt(by_b @ variance @ by_b)
    else:
        without = [
            _without(design, groups != each, found.b, place, ends, estimator) for each in range(groups.max() + 1)
        ]
        _refuse_lost(without, data[clusters].unique(), term)
        error = np.sqrt(groups.max() / (groups.max() + 1) * ((np.array(without) - estimate) ** 2).sum())
    return tested(pd.Series({term: estimate}), np.array([error]), int(groups.max())).loc[term]


def _effect(design: Design, b: np.ndarray, place: int, ends: Ends | None, estimator: Bent) -> tuple[float, np.ndarray]:
    """The average effect of a column and its derivatives by b (K,)."""
    if estimator == "fractional_logit":
        return estimators.step(design, b, place, ends) if ends else estimators.effect(design, b, place)
    by_b = np.zeros_like(b)
    by_b[place] = ends[1] - ends[0] if ends else 1
    return float(by_b @ b), by_b


def _without(design: Design, kept: np.ndarray, b: np.ndarray, place: int, ends: Ends | None, estimator: Bent) -> float:
    """The effect in the rows kept; NaN where their columns are collinear."""
    rest = design._replace(X=design.X[kept], y=design.y[kept])
    scaled = rest.X / np.linalg.norm(design.X, axis=0)
    if np.linalg.cond(scaled.T @ scaled) > 1 / ALIKE:
        return np.nan
    again = np.linalg.lstsq(rest.X, rest.y)[0] if estimator == "ols" else _logit(rest, b)
    return _effect(rest, again, place, ends, estimator)[0]


def _logit(design: Design, b: np.ndarray) -> np.ndarray:
    """The logit's coefficients (K,) by Newton's method from b, until its fitted values stand still, as they do in the
    end where a coefficient grows for ever; raises ValueError where they do not."""
    norms = np.linalg.norm(design.X, axis=0)
    X, b, p = design.X / norms, b * norms, expit(design.X @ b)
    for _ in range(estimators.MAX_ITERATIONS):
        b = b + np.linalg.lstsq((X.T * (p * (1 - p))) @ X, X.T @ (design.y - p))[0]
        before, p = p, expit(X @ b)
        if np.abs(p - before).max() < STILL:
            return b / norms
    raise ValueError(f"fractional_logit finds no estimate in {estimators.MAX_ITERATIONS} steps without one cluster")


def _refuse_beyond(values: np.ndarray, ends: Ends | None, term: str) -> None:
    """Raises ValueError for ends outside of what was observed."""
    if ends and not values.min() <= min(ends) < max(ends) <= values.max():
        found = f"{term} was observed from {values.min():.4g} to {values.max():.4g}"
        raise ValueError(
            f"a step lies within what was observed: {found}, the step goes from {ends[0]:g} to {ends[1]:g}"
        )


def _refuse_lost(without: list[float], names: np.ndarray, term: str) -> None:
    """Raises ValueError with the first cluster that the estimate hangs on."""
    if np.isnan(without).any():
        lost = names[np.flatnonzero(np.isnan(without))[0]]
        raise ValueError(f"without {lost} {term!r} has no estimate, so none of how it changes")
