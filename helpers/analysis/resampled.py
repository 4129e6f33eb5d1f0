"""How sure order-m scores are: units drawn anew."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.bootstrap import refuse_odd_draws
from helpers.analysis.free_disposal import order_m
from helpers.analysis.technology import Orientation, units_of

UNDEFINED = 0.05  # share of draws without a unit to compare with above which there is no interval


def order_m_intervals(
    inputs: Any,
    outputs: Any,
    *,
    m: int,
    orientation: Orientation = "input",
    draws: int = 2000,
    seed: int,
    level: float = 0.95,
) -> pd.DataFrame:
    """Order-m scores with an interval, a row a unit: score, low, high, compared.

    The interval holds the percentiles of the score against units drawn with replacement, which is valid with many units
    because an order-m score, unlike DEA and FDH, is a smooth function of their distribution. With few it is short: no
    draw holds a unit better than those that are there, so low is never below the FDH score (`score_coverage`: how
    often it holds the truth). `compared` is the number
    of units that do at least as well in what is held fixed; where these are so few that one draw in twenty has none
    of them, low and high are NaN. Raises ValueError as `order_m` does, and for too few draws.

    Cazals, Florens, Simar (2002), Journal of Econometrics 106; Daraio, Simar (2007), section 4.2.
    """
    refuse_odd_draws(draws, level)
    scores = order_m(inputs, outputs, m=m, orientation=orientation)
    x, y = units_of(inputs, outputs)
    n = len(x)
    times = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=draws)
    rows = [_interval(*_ratios(x, y, unit, orientation), times, m, level) for unit in range(n)]
    table = pd.DataFrame(rows, columns=["low", "high", "compared"], index=pd.DataFrame(inputs).index)
    table.insert(0, "score", scores)
    return table


def _ratios(x: np.ndarray, y: np.ndarray, unit: int, orientation: Orientation) -> tuple[np.ndarray, np.ndarray]:
    """The scores of a unit against those that do at least as well, the best one last, and which these are."""
    if orientation == "input":
        others = np.flatnonzero((y >= y[unit]).all(axis=1))
        ratios, sign = (x[others] / x[unit]).max(axis=1), -1
    else:
        others = np.flatnonzero((x <= x[unit]).all(axis=1))
        ratios, sign = (y[others] / y[unit]).min(axis=1), 1
    order = np.argsort(sign * ratios)
    return ratios[order], others[order]


def _interval(
    ratios: np.ndarray, others: np.ndarray, times: np.ndarray, m: int, level: float
) -> tuple[float, float, int]:
    """Percentiles of the score over draws (B, n) of how often each unit is there, and how many it is compared with."""
    among = np.cumsum(times[:, others], axis=1)
    drawn = among[:, -1] > 0
    if not drawn.mean() >= 1 - UNDEFINED:
        return np.nan, np.nan, len(others)
    chances = np.diff((among[drawn] / among[drawn, -1:]) ** m, axis=1, prepend=0)
    low, high = np.quantile(chances @ ratios, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high), len(others)
