"""Scores against single units, without convexity: FDH, and its robust kind, order-m."""

from typing import Any

import numpy as np

from helpers.analysis.technology import Orientation, refuse_unknown, units_of


def fdh(inputs: Any, outputs: Any, *, orientation: Orientation = "input") -> np.ndarray:
    """Farrell scores (n,) of the units against single units that do at least as well, without convexity.

    Input-oriented: min over j with y_j >= y_0 of max over k of x_jk / x_0k. Output-oriented: max over j with
    x_j <= x_0 of min over k of y_jk / y_0k. Raises ValueError as `dea` does.

    Deprins, Simar, Tulkens (1984).
    """
    refuse_unknown("orientation", orientation, Orientation)
    x, y = units_of(inputs, outputs)
    ends = [ratios[-1] for ratios in _ratios(x, y, orientation)]
    return np.array(ends)


def order_m(inputs: Any, outputs: Any, *, m: int, orientation: Orientation = "input") -> np.ndarray:
    """Expected FDH scores (n,) against m units drawn with replacement from those that do at least as well.

    With the N ratios of `fdh` sorted so that the FDH score comes last, the best of m draws is among the first i with
    probability (i / N)^m, so the expectation is sum over i of r_i ((i / N)^m - ((i - 1) / N)^m): exact, no simulation.
    Few units are far from the most extreme one, so an outlier moves little, and a unit may lie beyond 1. Tends to the
    score of `fdh` as m grows. Raises ValueError as `dea` does, and for an m that is no whole number above 0.

    Cazals, Florens, Simar (2002); Daraio, Simar (2007, section 3.4.1), where the integral over the empirical
    distribution is this sum.
    """
    refuse_unknown("orientation", orientation, Orientation)
    if isinstance(m, bool) or not isinstance(m, int | np.integer) or m < 1:
        raise ValueError(f"m is the number of units drawn, a whole number above 0, found {m!r}")
    x, y = units_of(inputs, outputs)
    return np.array([ratios @ _best_of(m, len(ratios)) for ratios in _ratios(x, y, orientation)])


def _best_of(m: int, n: int) -> np.ndarray:
    """Probability (n,) that the i-th of n sorted values is the last one among m draws with replacement."""
    return np.diff((np.arange(n + 1) / n) ** m)


def _ratios(x: np.ndarray, y: np.ndarray, orientation: Orientation) -> list[np.ndarray]:
    """For each unit the scores against single units that do at least as well, sorted so that the last is the best."""
    if orientation == "input":
        return [-np.sort(-(x[(y >= own).all(axis=1)] / used).max(axis=1)) for used, own in zip(x, y, strict=True)]
    return [np.sort((y[(x <= used).all(axis=1)] / own).min(axis=1)) for used, own in zip(x, y, strict=True)]
