"""How far each unit is from the frontier of what the best units do with their inputs.

Inputs are (n, p), outputs (n, q): anything a DataFrame can be made of, one row a unit, one dimension being one column.
All values are greater than 0. Scores are Farrell's: input-oriented the share of its inputs with which a unit could
produce its outputs (at most 1), output-oriented the factor by which it could raise its outputs (at least 1).
"""

from typing import Any, Literal, get_args

import numpy as np
import pandas as pd
from scipy.optimize import linprog

Returns = Literal["crs", "vrs", "nirs", "ndrs"]
Orientation = Literal["input", "output"]

# The limits on the sum of the weights, each a sign s in s * sum <= s: at most 1, at least 1, or both.
SUM_LIMITS: dict[Returns, tuple[int, ...]] = {"crs": (), "vrs": (1, -1), "nirs": (1,), "ndrs": (-1,)}
SOLVED, INFEASIBLE = 0, 2  # status of scipy.optimize.linprog
TOLERANCE = 1e-6


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
    against it scores may lie beyond 1, and are NaN where no mix of its units does what the unit does. Raises ValueError
    for an option or a value that is none, RuntimeError where the solver finds no reliable answer.

    Farrell (1957); Charnes, Cooper, Rhodes (1978) for constant, Banker, Charnes, Cooper (1984) for variable returns.
    """
    _refuse_unknown("returns", returns, Returns)
    _refuse_unknown("orientation", orientation, Orientation)
    x, y = _units(inputs, outputs)
    best = (x, y) if reference is None else _units(*reference, of="reference ")
    _refuse_other_columns((x, y), best)
    scores = np.array([_score(*unit, *best, returns, orientation) for unit in zip(x, y, strict=True)])
    return scores if reference is not None else _within_one(scores, orientation)


def fdh(inputs: Any, outputs: Any, *, orientation: Orientation = "input") -> np.ndarray:
    """Farrell scores (n,) of the units against single units that do at least as well, without convexity.

    Input-oriented: min over j with y_j >= y_0 of max over k of x_jk / x_0k. Output-oriented: max over j with
    x_j <= x_0 of min over k of y_jk / y_0k. Raises ValueError as `dea` does.

    Deprins, Simar, Tulkens (1984).
    """
    _refuse_unknown("orientation", orientation, Orientation)
    x, y = _units(inputs, outputs)
    if orientation == "input":
        return np.array([(x[(y >= own).all(axis=1)] / used).max(axis=1).min() for used, own in zip(x, y, strict=True)])
    return np.array([(y[(x <= used).all(axis=1)] / own).min(axis=1).max() for used, own in zip(x, y, strict=True)])


def refuse_few_units(n: int, p: int, q: int) -> None:
    """Raises ValueError where n units are fewer than max(p q, 3 (p + q)) for p inputs and q outputs.

    With fewer, most units are on the frontier because nobody is there to compare them with. Cooper, Seiford, Tone
    (2007, chapter 4).
    """
    needed = max(p * q, 3 * (p + q))
    if n < needed:
        raise ValueError(
            f"{n} units are too few for {p} inputs and {q} outputs: at least {needed} are needed, the larger of "
            f"p * q = {p * q} and 3 * (p + q) = {3 * (p + q)}, or most of them count as efficient for want of peers; "
            "add units, or use fewer columns"
        )


def _score(
    x: np.ndarray, y: np.ndarray, best_x: np.ndarray, best_y: np.ndarray, returns: Returns, orientation: Orientation
) -> float:
    """Score of one unit, from the linear program over the score and the weights w >= 0; NaN where it is infeasible.

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


def _refuse_unknown(name: str, value: str, allowed: Any) -> None:
    """Raises ValueError for an option that is not in its closed set."""
    if value not in get_args(allowed):
        raise ValueError(f"{name} is one of {', '.join(get_args(allowed))}, found {value!r}")


def _refuse_other_columns(units: tuple[np.ndarray, np.ndarray], best: tuple[np.ndarray, np.ndarray]) -> None:
    """Raises ValueError where the reference has other columns than the units."""
    for name, ours, theirs in zip(("inputs", "outputs"), units, best, strict=True):
        if ours.shape[1] != theirs.shape[1]:
            raise ValueError(
                f"{name} have {ours.shape[1]} columns, reference {name} {theirs.shape[1]}: give both the same columns"
            )


def _units(inputs: Any, outputs: Any, of: str = "") -> tuple[np.ndarray, np.ndarray]:
    """Inputs (n, p) and outputs (n, q) as arrays; raises ValueError where they are not of the same units."""
    x, y = _positive(inputs, f"{of}inputs"), _positive(outputs, f"{of}outputs")
    if len(x) != len(y):
        raise ValueError(f"{of}inputs have {len(x)} rows, {of}outputs {len(y)}: give both one row for each unit")
    return x, y


def _positive(values: Any, name: str) -> np.ndarray:
    """The values (n, columns) as numbers; raises ValueError that names the first row and column without one above 0.

    Rows and columns have the names of a DataFrame, else they are counted from 0.
    """
    frame = _frame(values, name)
    numbers = frame.to_numpy(dtype=float, na_value=np.nan)
    wrong = np.argwhere(~((numbers > 0) & np.isfinite(numbers)))
    if len(wrong):
        row, column = wrong[0]
        raise ValueError(
            f"{name}, row {frame.index[row]!r}, column {frame.columns[column]!r}: expected a number above 0, found "
            f"{numbers[row, column]}, the first of {len(wrong)} such values; leave out these units or this column, and "
            "say so"
        )
    return numbers


def _frame(values: Any, name: str) -> pd.DataFrame:
    """The values as a frame of numbers with at least one row and column; raises ValueError for anything else."""
    try:
        frame = pd.DataFrame(values)
    except ValueError as error:
        raise ValueError(f"{name}: expected rows of units and columns of numbers: {error}") from error
    if frame.empty:
        raise ValueError(f"{name}: expected at least one unit and one column, found {frame.shape}")
    for column, kind in frame.dtypes.items():
        if not pd.api.types.is_any_real_numeric_dtype(kind):
            raise ValueError(f"{name}, column {column!r}: expected numbers, found {kind}; convert the column first")
    return frame
