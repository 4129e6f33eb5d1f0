"""How many more ratios lie exactly at a round value than their neighbours let expect."""

from typing import NamedTuple

import numpy as np
import pandas as pd

BINS = 10  # on each side of the value


class Bunching(NamedTuple):
    """Rows about the value, what their neighbours let expect there, and the excess with its interval."""

    n_obs: int  # within the window
    exact: int  # rows equal to the value
    within: float  # half the width of the bin around the value
    observed: int  # rows of the bin around the value
    expected: float  # rows of that bin by the polynomial through the others
    excess: float  # observed - expected
    low: float
    high: float
    share: float  # excess of the rows within the window
    relative: float  # excess over expected, NaN where none is expected
    note: str


def excess_mass(
    ratio,
    *,
    at: float = 1.0,
    window: float,
    order: int,
    draws: int = 2000,
    seed: int,
    clusters=None,
    level: float = 0.95,
) -> Bunching:
    """The excess of rows in the bin around `at`, of 10 bins on each side within `window`, over a polynomial of `order`.

    B = c_0 - p(0), c_j the rows of bin j and p fitted to all bins but the one of `at` by least squares; where no row
    lies above (or below) that bin, as at a ceiling, only the other side is used, and half of p(0) expected, as only
    half of the bin can hold rows. The interval holds percentiles over samples of rows, or of whole clusters, with
    replacement. Raises ValueError for missing or infinite ratios, no row
    within the window, and an order that the bins cannot bear.

    Chetty, Friedman, Olsen, Pistaferri (2011), QJE 126; Kleven (2016), Annual Review of Economics 8.
    """
    values = _finite(ratio)
    if window <= 0 or not 0 <= order < BINS - 1:
        raise ValueError(f"window is above 0 and order from 0 to {BINS - 2}, found {window} and {order}")
    bins, groups = _bins(values, at, window), _groups(values, clusters)
    inside = np.abs(bins) <= BINS
    if not inside.any():
        raise ValueError(f"none of {len(values)} ratios lies within {window:g} of {at:g}: widen the window")
    sides = _sides(bins[inside])
    counts = _counts(bins[inside], groups[inside], int(groups.max()) + 1)
    weights = _weights(sides, order, np.zeros(1))[:, 0] * (1.0 if sides[0] < 0 < sides[-1] else 0.5)
    observed, expected = (each[0] for each in _excess(counts.sum(axis=0)[None], weights))
    low, high = _ends(np.subtract(*_excess(_drawn(len(counts), draws, seed) @ counts, weights)), level)
    excess, exact = observed - expected, int(np.isclose(values, at, rtol=1e-12, atol=0).sum())
    return Bunching(
        n_obs=int(inside.sum()),
        exact=exact,
        within=window / (2 * BINS + 1),
        observed=int(observed),
        expected=float(expected),
        excess=float(excess),
        low=float(low),
        high=float(high),
        share=float(excess / inside.sum()),
        relative=float(excess / expected) if expected > 0 else float("nan"),
        note=_note(sides, order, window, clusters is not None, len(counts)),
    )


def counterfactual(
    ratio,
    *,
    at: float = 1.0,
    window: float,
    order: int,
    width: float | None = None,
    draws: int = 2000,
    seed: int,
    clusters=None,
    level: float = 0.95,
) -> pd.DataFrame:
    """What the polynomial of `excess_mass` lets expect in each of its bins, all of them whole: estimate, low and high,
    at least 0, by the middle of the bin; of bins of another `width` as many more as these are wider. Ends are
    percentiles, point by point, over the same draws; it raises what `excess_mass` does."""
    values, own = _finite(ratio), window / (BINS + 0.5)
    bins, groups = _bins(values, at, window), _groups(values, clusters)
    inside = np.abs(bins) <= BINS
    sides = _sides(bins[inside])
    counts = _counts(bins[inside], groups[inside], int(groups.max()) + 1)
    places = np.arange(min(sides[0], 0), max(sides[-1], 0) + 1)
    weights = _weights(sides, order, places) * (1.0 if width is None else width / own)
    low, high = _ends(_drawn(len(counts), draws, seed) @ counts @ weights, level)
    found = pd.DataFrame({"estimate": counts.sum(axis=0) @ weights, "low": low, "high": high}, index=at + places * own)
    return found.clip(lower=0.0)


def _finite(ratio) -> np.ndarray:
    """The ratios as numbers; raises ValueError with the count of those missing or infinite."""
    values = pd.to_numeric(pd.Series(ratio)).to_numpy(float, na_value=np.nan)
    wrong = int((~np.isfinite(values)).sum())
    if wrong or not len(values):
        raise ValueError(f"{wrong} of {len(values)} ratios are missing or infinite: leave these out and say how many")
    return values


def _groups(values: np.ndarray, clusters) -> np.ndarray:
    """The number of each row's cluster, by default its own; raises ValueError for clusters missing or too few."""
    if clusters is None:
        return np.arange(len(values))
    numbers = pd.factorize(pd.Series(clusters))[0]
    if len(numbers) != len(values) or numbers.min() < 0 or numbers.max() < 1:
        raise ValueError(f"clusters need a value for each of {len(values)} ratios, and at least 2 different ones")
    return numbers


def _bins(values: np.ndarray, at: float, window: float) -> np.ndarray:
    """The bin of each value: 0 holds `at` in its middle, BINS of equal width lie on each side within the window."""
    return np.round((values - at) / (window / (BINS + 0.5))).astype(int)


def _sides(bins: np.ndarray) -> np.ndarray:
    """The bins whose rows the polynomial follows: both sides of 0, or the one that has rows."""
    below = np.arange(-BINS, 0) if (bins < 0).any() else []
    sides = np.append(below, np.arange(1, BINS + 1) if (bins > 0).any() else [])
    if not len(sides):
        raise ValueError(f"all {len(bins)} ratios within the window lie at the value: no neighbours say what to expect")
    return sides.astype(int)


def _counts(bins: np.ndarray, groups: np.ndarray, size: int) -> np.ndarray:
    """Rows (clusters, bins) of each cluster in each bin, from -BINS to BINS."""
    counts = np.zeros((size, 2 * BINS + 1), dtype=int)
    np.add.at(counts, (groups, bins + BINS), 1)
    return counts


def _weights(sides: np.ndarray, order: int, places: np.ndarray) -> np.ndarray:
    """What the rows of each bin (bins, places) add to the polynomial at each place, fitted to the bins of `sides` by
    least squares."""
    powers = np.arange(order + 1)
    weights = np.zeros((2 * BINS + 1, len(places)))
    weights[sides + BINS] = (((places / BINS)[:, None] ** powers) @ np.linalg.pinv((sides / BINS)[:, None] ** powers)).T
    return weights


def _drawn(units: int, draws: int, seed: int) -> np.ndarray:
    """How often each unit is drawn, with replacement, in each of the draws (draws, units)."""
    return np.random.default_rng(seed).multinomial(units, np.full(units, 1 / units), size=draws)


def _ends(drawn: np.ndarray, level: float) -> np.ndarray:
    """The percentiles between which `level` of the draws lie."""
    return np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)


def _excess(counts: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """By draw the rows of the bin of the value, and what the others let expect there, at least 0."""
    return counts[:, BINS], np.maximum(0.0, counts @ weights)


def _note(sides: np.ndarray, order: int, window: float, clustered: bool, units: int) -> str:
    """What was fitted and drawn, in words."""
    where = (
        "both sides" if sides[0] < 0 < sides[-1] else "the lower side only" if sides[0] < 0 else "the upper side only"
    )
    drawn = f"{units} {'clusters' if clustered else 'rows'}"
    return f"Polynomial of order {order} through {len(sides)} bins on {where}, within {window:g}; {drawn} drawn anew."
