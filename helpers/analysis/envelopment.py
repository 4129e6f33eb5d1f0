"""Scores against the convex hull of the units: DEA, its super-efficiency, scale efficiency and kind of returns.

Scores are Farrell's: input-oriented the share of its inputs with which a unit could produce its outputs (at most 1),
output-oriented the factor by which it could raise its outputs (at least 1).
"""

from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from helpers.analysis.simplex import radial_scores
from helpers.analysis.technology import Orientation, Returns, refuse_other_columns, refuse_unknown, units_of

# The limits on the sum of the weights, each a sign s in s * sum <= s: at most 1, at least 1, or both.
SUM_LIMITS: dict[Returns, tuple[int, ...]] = {"crs": (), "vrs": (1, -1), "nirs": (1,), "ndrs": (-1,)}
SOLVED, INFEASIBLE = 0, 2  # status of scipy.optimize.linprog
TOLERANCE = 1e-6
AT_ONCE = 256  # units scored before those found inefficient leave the hull


def dea(
    inputs: Any,
    outputs: Any,
    *,
    returns: Returns = "vrs",
    orientation: Orientation = "input",
    reference: tuple[Any, Any] | None = None,
) -> np.ndarray:
    """Farrell scores (n,) of the units against the convex hull of all units, or of the `reference` units.

    Returns to scale are constant, variable, non-increasing or non-decreasing. Scores do not depend on the units of
    measurement; tell a score of 1 with a tolerance. `reference` is a pair of inputs and outputs with the same columns:
    against it scores may lie beyond 1, and are NaN where no mix of its units does what the unit does. A column may be
    constant, units may be alike, a single unit has score 1; whether there are enough of them `refuse_few_units` says.
    Raises ValueError for an option that is none and for a value that is missing or not above 0, RuntimeError where the
    solver finds no reliable answer.

    Farrell (1957); Charnes, Cooper, Rhodes (1978) for constant, Banker, Charnes, Cooper (1984) for variable returns.
    """
    refuse_unknown("returns", returns, Returns)
    refuse_unknown("orientation", orientation, Orientation)
    units = units_of(inputs, outputs)
    if reference is None:
        return _within_one(_own_scores(units, returns, orientation), orientation)
    best = units_of(*reference, of="reference ")
    refuse_other_columns(units, best)
    return scores_against(best, units, returns, orientation)


def super_efficiency(
    inputs: Any, outputs: Any, *, returns: Returns = "crs", orientation: Orientation = "input"
) -> np.ndarray:
    """Farrell scores (n,) of each unit against all others: efficient units have scores beyond 1, which rank them.

    NaN where no mix of the others does what the unit does, as happens unless returns are constant; and so for a single
    unit. Others have their DEA scores. Raises as `dea` does.

    Andersen, Petersen (1993); on infeasible programs Seiford, Zhu (1999).
    """
    scores = dea(inputs, outputs, returns=returns, orientation=orientation)
    x, y = units_of(inputs, outputs)
    if len(x) == 1:
        return np.full(1, np.nan)
    for unit in np.flatnonzero(np.abs(scores - 1) <= TOLERANCE):
        others = np.delete(x, unit, axis=0), np.delete(y, unit, axis=0)
        scores[unit] = scores_against(others, (x[[unit]], y[[unit]]), returns, orientation)[0]
    return scores


def scale(inputs: Any, outputs: Any, *, orientation: Orientation = "input") -> pd.DataFrame:
    """Scores under three kinds of returns (crs, vrs, nirs), scale efficiency and the kind of returns, a row a unit.

    Scale efficiency is crs / vrs (output-oriented at least 1). Returns are constant where it is 1, else decreasing
    where the nirs score equals the vrs score, else increasing. Raises as `dea` does.

    Banker (1984); Färe, Grosskopf, Lovell (1985); Coelli, Rao, O'Donnell, Battese (2005, section 6.4).
    """
    kinds: tuple[Returns, ...] = ("crs", "vrs", "nirs")
    scores = {kind: dea(inputs, outputs, returns=kind, orientation=orientation) for kind in kinds}
    frame = pd.DataFrame(scores).assign(scale=scores["crs"] / scores["vrs"])
    decreasing = np.isclose(frame["nirs"], frame["vrs"], rtol=TOLERANCE, atol=0)
    constant = np.isclose(frame["scale"], 1, rtol=TOLERANCE, atol=0)
    return frame.assign(kind=np.select([constant, decreasing], ["constant", "decreasing"], "increasing"))


def scores_against(
    best: tuple[np.ndarray, np.ndarray],
    units: tuple[np.ndarray, np.ndarray],
    returns: Returns,
    orientation: Orientation,
    start: tuple[np.ndarray, np.ndarray] | None = None,
) -> np.ndarray:
    """Scores (n,) of units against other units (inputs, outputs), which `start` (n rows) is a feasible part of.

    Without a start each unit begins at the single unit of `best` that bounds it best.
    """
    first = _closest(best, units, orientation) if start is None else start
    return scores_in(tuple(part[None] for part in best), units, returns, orientation, [part[None] for part in first])[0]


def scores_in(
    best: tuple[np.ndarray, np.ndarray],
    units: tuple[np.ndarray, np.ndarray],
    returns: Returns,
    orientation: Orientation,
    start: tuple[np.ndarray, np.ndarray],
) -> np.ndarray:
    """Scores (G, n) of units in G technologies, each of N units: inputs (G, N, p) and outputs (G, N, q).

    `start` has for each technology and unit a unit of the technology that does as well. What the simplex method for all
    at once does not prove is solved alone.
    """
    scores = radial_scores(units, best, start, returns, orientation)
    for group, unit in np.argwhere(np.isnan(scores)):
        own = units[0][unit], units[1][unit]
        scores[group, unit] = alone_against(*own, best[0][group], best[1][group], returns, orientation)
    return scores


def _own_scores(units: tuple[np.ndarray, np.ndarray], returns: Returns, orientation: Orientation) -> np.ndarray:
    """Scores (n,) against all the units; those found inefficient need not be compared with and leave the hull."""
    x, y = units
    kept, scores = np.ones(len(x), dtype=bool), np.empty(len(x))
    for first in range(0, len(x), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        own = x[some], y[some]
        scores[some] = scores_against((x[kept], y[kept]), own, returns, orientation, start=own)
        kept[some] = np.abs(scores[some] - 1) <= TOLERANCE
    return scores


def _closest(best, units, orientation: Orientation) -> tuple[np.ndarray, np.ndarray]:
    """For each unit the unit of `best` that alone bounds its score best, whatever its size."""
    (x, y), (best_x, best_y) = units, best
    used = np.array([(best_x / own).max(axis=1) for own in x])
    made = np.array([(best_y / own).min(axis=1) for own in y])
    able = made >= 1 if orientation == "input" else used <= 1
    one = np.where(able, used / made, np.inf).argmin(axis=1)
    free = ~able.any(axis=1)
    one[free] = (used / made)[free].argmin(axis=1)
    return best_x[one], best_y[one]


def alone_against(
    x: np.ndarray, y: np.ndarray, best_x: np.ndarray, best_y: np.ndarray, returns: Returns, orientation: Orientation
) -> float:
    """Score of one unit by HiGHS, from the program over the score and the weights w >= 0; NaN where it is infeasible.

    Input-oriented: min t with X'w <= t x and Y'w >= y. Output-oriented: max t with X'w <= x and Y'w >= t y. All is
    divided by the unit's own x and y, so that the program is the same in every unit of measurement, and as well scaled
    for a unit far smaller than the others, where division by column means would lose it in the solver's tolerance.
    """
    takes, gives = np.repeat([1.0, 0.0], [len(x), len(y)]), np.repeat([0.0, 1.0], [len(x), len(y)])
    sign, moving, fixed = (1, -takes, -gives) if orientation == "input" else (-1, gives, takes)
    signs = np.array(SUM_LIMITS[returns], dtype=float)
    weights = np.vstack([best_x.T / x[:, None], -best_y.T / y[:, None], np.outer(signs, np.ones(len(best_x)))])
    result = linprog(
        np.concatenate([[sign], np.zeros(len(best_x))]),
        A_ub=np.column_stack([np.concatenate([moving, np.zeros(len(signs))]), weights]),
        b_ub=np.concatenate([fixed, signs]),
        method="highs",
    )
    if result.status not in (SOLVED, INFEASIBLE):
        raise RuntimeError(
            f"the solver finds no score for the unit with inputs {x} and outputs {y}, as where columns range over "
            f"too many powers of ten: {result.message}"
        )
    return sign * result.fun if result.status == SOLVED else np.nan


def _within_one(scores: np.ndarray, orientation: Orientation) -> np.ndarray:
    """Scores without the rounding error beyond 1, which no unit can pass that is itself part of the technology."""
    bounded = np.minimum(scores, 1) if orientation == "input" else np.maximum(scores, 1)
    wrong = ~(np.abs(scores - bounded) <= TOLERANCE)
    if wrong.any():
        raise RuntimeError(
            f"the solver finds no reliable score for unit {np.flatnonzero(wrong)[0]}, counted from 0: a column ranges "
            "over too many powers of ten; leave out the extreme units, and say so"
        )
    return bounded
