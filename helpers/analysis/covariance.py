"""Standard errors of one stated convention for every estimator, from how far each row moves its estimates."""

from typing import Literal

import numpy as np
import pandas as pd

from helpers.analysis.estimators import Estimates

Covariance = Literal["nonrobust", "HC0", "HC1", "HC2", "HC3", "HC4", "cluster"]

TOLERANCE = 1e-8  # what counts as 0 beside a leverage of 1, and as a share of a classical standard error
POWERS: dict[str, float] = {"HC2": 0.5, "HC3": 1}  # of 1 - leverage; that of HC4 differs by unit
CONVENTIONS: dict[str, str] = {
    "HC1": "Small-sample factor N / (N - K). ",
    "HC2": "Scores over the root of 1 - leverage. ",
    "HC3": "Scores over 1 - leverage. ",
    "HC4": "Scores over 1 - leverage to half the power of leverage over its mean, at most 2. ",
    "cluster": "Small-sample factor G / (G - 1) × (N - 1) / (N - K). ",
}


def variance(
    found: Estimates, covariance: Covariance, groups: list[np.ndarray], shape: tuple[int, int]
) -> tuple[np.ndarray, str]:
    """Covariance (K, K) of b, and what was mended about it, in words: c times the sum of i i' over units with
    influence i; c is a small-sample factor.

    HC0: c = 1 (White 1980). HC1: c = N / (N - K). HC2, HC3: i over sqrt(1 - h) or 1 - h for leverage h (MacKinnon,
    White 1985); in a logit h is that of the weighted columns, so that HC3 is the one-step jackknife (Pregibon 1981).
    HC4: i over (1 - h)^(d / 2) with d = min(4, h / mean h), for units of high leverage (Cribari-Neto 2004).
    cluster: i summed by cluster, c = G / (G - 1) (N - 1) / (N - K) (Liang, Zeger 1986; Cameron, Miller 2015).
    `groups` has the number of each row's cluster for each way of clustering; `shape` is (N, K) of the design.
    """
    n, k = shape
    if covariance == "nonrobust":
        return found.classical, ""
    if covariance == "cluster":
        return _definite(_clustered(found.influence, groups, shape), np.sqrt(np.diag(found.classical)))
    influence = corrected(found, covariance) if covariance in ("HC2", "HC3", "HC4") else found.influence
    return (n / (n - k) if covariance == "HC1" else 1.0) * influence.T @ influence, ""


def corrected(found: Estimates, covariance: Covariance) -> np.ndarray:
    """The influence of each unit, (1 - h)^-p i: p is 1/2 for HC2, 1 for HC3, the one-step jackknife, HC4 see `_power`.

    Where a unit's information I is a matrix, that is L (1 - L'IL)^-p L^-1 i with LL' the inverse of all information:
    for HC3 the Newton step without the unit, (the others' information)^-1 times its score.
    """
    if found.leverage.ndim == 1:
        _refuse_full_leverage(found.leverage, covariance)
        return found.influence / ((1 - found.leverage) ** _power(found.leverage, covariance))[:, None]
    half = np.linalg.cholesky(np.linalg.inv(found.leverage.sum(axis=0)))
    shares, directions = np.linalg.eigh(half.T @ found.leverage @ half)
    _refuse_full_leverage(shares.max(axis=1), covariance)
    turned = directions.mT @ np.linalg.solve(half, found.influence.T).T[:, :, None]
    divided = turned / ((1 - shares).T ** _power(shares.sum(axis=1), covariance)).T[:, :, None]
    return (half @ directions @ divided)[:, :, 0]


def _power(leverage: np.ndarray, covariance: Covariance) -> float | np.ndarray:
    """The power p of `corrected`; for HC4 that of each unit, half of its leverage over the mean and at most 2."""
    return np.minimum(4, leverage / leverage.mean()) / 2 if covariance == "HC4" else POWERS[covariance]


def convention(covariance: Covariance, degrees: int, groups: dict[str, np.ndarray], mixed: bool = False) -> str:
    """What a reader needs to repeat standard errors and tests, in words; `groups` has the clusters (N,) by column."""
    symbols = "G - 1" if groups else "N - K"
    if len(groups) > 1:
        symbols = "G - 1 of the fewer clusters"
    both = _two_ways(groups) if len(groups) > 1 else ""
    units = "Units are the clusters. " if mixed and covariance.startswith("HC") else ""
    text = f"{CONVENTIONS.get(covariance, '')}{both}{units}"
    return f"{text}Tests by t with {symbols} = {degrees} degrees of freedom."


def _two_ways(groups: dict[str, np.ndarray]) -> str:
    """What clustering by two columns is, in words: where the clusters of one lie each within one of the other, so that
    V1 = V12, it is clustering by the other alone."""
    sizes = {name: int(each.max()) + 1 for name, each in groups.items()}
    finer, coarser = sorted(sizes, key=sizes.get, reverse=True)
    if len(np.unique(np.column_stack([*groups.values()]), axis=0)) == sizes[finer]:
        within = f"Each of {sizes[finer]} clusters of {finer} lies within one of {coarser}"
        return f"{within}: it is clustering by {coarser} alone. "
    ways = ", ".join(f"{name} {size}" for name, size in sizes.items())
    return f"Two-way: the variance by {ways} clusters in sum, less that by both at once; each with its own G. "


def refuse_vanished(variances: np.ndarray, found: Estimates, names: pd.Index) -> None:
    """Raises ValueError for terms with standard errors of 0, as where scores cancel out within every cluster."""
    vanished = np.diag(variances) < TOLERANCE**2 * np.diag(found.classical)
    if vanished.any():
        raise ValueError(
            f"no standard error for {', '.join(names[vanished])}: residuals cancel out, for want of clusters or "
            "because a base level has one outcome only; leave terms out, cluster finer, or take another base level"
        )


def _clustered(influence: np.ndarray, groups: list[np.ndarray], shape: tuple[int, int]) -> np.ndarray:
    """V of one way of clustering, or V1 + V2 - V12 of two, each with its own factor G / (G - 1) (N - 1) / (N - K).

    Cameron, Gelbach, Miller (2011); Petersen (2009).
    """
    ways = [_one_way(influence, each, shape) for each in groups]
    if len(groups) == 1:
        return ways[0]
    both = np.unique(groups[0] * (groups[1].max() + 1) + groups[1], return_inverse=True)[1]
    return ways[0] + ways[1] - _one_way(influence, both, shape)


def _definite(variance: np.ndarray, errors: np.ndarray) -> tuple[np.ndarray, str]:
    """The variance without eigenvalues below 0, which the difference of two ways of clustering can have, and a word.

    Taken in units of the classical errors, so that it does not hang on the units of the columns.
    Cameron, Gelbach, Miller (2011), JBES 29, section 2.3.
    """
    sizes, vectors = np.linalg.eigh(variance / np.outer(errors, errors))
    if sizes[0] >= -TOLERANCE * sizes[-1]:
        return variance, ""
    mended = (vectors * np.maximum(sizes, 0)) @ vectors.T * np.outer(errors, errors)
    return mended, "The two-way variance had eigenvalues below 0, set to 0. "


def _one_way(influence: np.ndarray, groups: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """G / (G - 1) (N - 1) / (N - K) times the sum of s s' over clusters with influence s in sum."""
    (n, k), sums = shape, influence
    if len(influence) == n:  # in a mixed model they are sums by cluster already
        sums = np.column_stack([np.bincount(groups, each) for each in influence.T])
    return small_sample(len(sums), n, k) * sums.T @ sums


def small_sample(clusters: int, n: int, k: int) -> float:
    """The factor G / (G - 1) (N - 1) / (N - K) of clustered variances."""
    return clusters / (clusters - 1) * (n - 1) / (n - k)


def _refuse_full_leverage(leverage: np.ndarray, covariance: Covariance) -> None:
    """Raises ValueError for units that their own column fits in full, for which HC2 to HC4 divide by 0."""
    full = np.flatnonzero(leverage > 1 - TOLERANCE)
    if len(full):
        rows = ", ".join(map(str, full))
        raise ValueError(f"{covariance} is undefined: leverage is 1 at row {rows} from 0; merge levels, or use HC1")
