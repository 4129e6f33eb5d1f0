"""Association by order alone, for outcomes that pile up at a ceiling or have no unit of their own."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from helpers.analysis import design as designs
from helpers.analysis.agreement import jackknife_error
from helpers.analysis.models import LEVEL


class Order(NamedTuple):
    """Somers' D from -1 to 1 with its interval and test; NaN where leaving out one cluster leaves no order."""

    estimate: float
    low: float
    high: float
    p_value: float
    n_obs: int
    n_clusters: int


def share_below(values: pd.Series) -> pd.Series:
    """By row the share of rows with a smaller value, and half of those with the same one: from 0 to 1, 1/2 on average.

    As an outcome of least squares it makes a slope that no monotone change of the outcome changes (Conover, Iman 1981,
    The American Statistician 35).
    """
    return (values.rank() - 0.5) / values.count()


def somers_d(data: pd.DataFrame, *, outcome: str, term: str, clusters: str) -> Order:
    """Of pairs of rows that differ in the term, the share whose outcomes go with it less the share that go against.

    Pairs with the same outcome count for neither. The interval is that of Fisher's z, from leaving out one cluster at a
    time, with t(G - 1). Raises ValueError for missing values, a column that does not vary, fewer than 2 clusters.

    Somers (1962), American Sociological Review 27; Newson (2002), Stata Journal 2.
    """
    built, [groups] = designs.build(f"Q({outcome!r}) ~ Q({term!r})", data, [clusters])
    x, y, size = built.X[:, 1], built.y, int(groups.max()) + 1
    estimate = _somers_d(x, y)
    without = np.array([_somers_d(x[groups != each], y[groups != each]) for each in range(size)])
    with np.errstate(divide="ignore", invalid="ignore"):
        z, error = np.arctanh(estimate), jackknife_error(np.arctanh(without))
        p = 2 * stats.t.sf(abs(z) / error, size - 1)
    margin = stats.t.ppf((1 + LEVEL) / 2, size - 1) * error
    low, high = np.tanh([z - margin, z + margin])
    return Order(estimate, float(low), float(high), float(p), len(y), size)


def _somers_d(x: np.ndarray, y: np.ndarray) -> float:
    """Kendall's tau-b times the root of untied pairs of y over those of x; NaN where either has none."""
    untied = [len(each) ** 2 - (np.unique(each, return_counts=True)[1] ** 2).sum() for each in (x, y)]
    if not min(untied):
        return np.nan
    return round(float(stats.kendalltau(x, y).statistic * np.sqrt(untied[1] / untied[0])), 12)
