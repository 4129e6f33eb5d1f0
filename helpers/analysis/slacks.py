"""What a unit could save or add beyond its radial score, and whom it is compared with."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from helpers.analysis.envelopment import SOLVED, SUM_LIMITS, dea
from helpers.analysis.technology import Orientation, Returns, units_of

TOLERANCE = 1e-7  # of a slack beside the unit's own value, and of a peer's weight
LOOSE = 1e-9  # by which the second stage may miss the score of the first


def extreme(inputs: Any, outputs: Any) -> np.ndarray:
    """Whether each unit (n,) has the least of an input or the most of an output. Under variable returns one that has
    it alone is on the frontier by construction: no mixture of others reaches as far."""
    x, y = units_of(inputs, outputs)
    return (x == x.min(axis=0)).any(axis=1) | (y == y.max(axis=0)).any(axis=1)


def without_each(inputs: pd.DataFrame, outputs: pd.DataFrame, *, returns: Returns = "vrs") -> pd.DataFrame:
    """By unit on the frontier, named as the rows of the inputs, the median input-oriented score of all other units
    (others) and what it is where that unit is left out (others_without). Raises as `dea` does."""
    scores = pd.Series(dea(inputs, outputs, returns=returns), inputs.index)
    rows = {
        unit: (scores.drop(unit).median(), np.median(dea(inputs.drop(unit), outputs.drop(unit), returns=returns)))
        for unit in scores.index[scores > 1 - LOOSE]
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["others", "others_without"])


def slacks(
    inputs: Any,
    outputs: Any,
    *,
    returns: Returns = "vrs",
    orientation: Orientation = "input",
    reference: tuple[Any, Any] | None = None,
) -> pd.DataFrame:
    """Input excess and output shortfall (n, p + q) that remain at the radial score, in the units of the data.

    Columns are ("inputs" or "outputs", name). The second stage holds the score and maximises the sum of slacks, each
    divided by the unit's own value, so that what is found does not depend on the units of measurement. A unit with
    score 1 and a slack is weakly efficient only. NaN where the score is. Raises as `dea` does.

    Ali, Seiford (1993); division by own values as in Cooper, Park, Pastor (1999).
    """
    rows = [slack for slack, _ in _second_stage(inputs, outputs, returns, orientation, reference)]
    names = [(side, name) for side, values in _sides(inputs, outputs) for name in pd.DataFrame(values).columns]
    return pd.DataFrame(rows, index=_labels(inputs), columns=pd.MultiIndex.from_tuples(names))


def peers(
    inputs: Any,
    outputs: Any,
    *,
    returns: Returns = "vrs",
    orientation: Orientation = "input",
    reference: tuple[Any, Any] | None = None,
) -> pd.DataFrame:
    """The units that each unit is compared with: columns unit, peer and weight, named as the rows of the inputs.

    They are the weights of the second stage of `slacks`, so peers are fully efficient; where several mixes do, one of
    them is given. A unit without a score has no peers. Raises as `dea` does.
    """
    mixes = [weights for _, weights in _second_stage(inputs, outputs, returns, orientation, reference)]
    known = _labels(inputs if reference is None else reference[0])
    found = [
        (unit, known[peer], weights[peer])
        for unit, weights in zip(_labels(inputs), mixes, strict=True)
        for peer in np.flatnonzero(weights > TOLERANCE)
    ]
    return pd.DataFrame(found, columns=["unit", "peer", "weight"])


def _second_stage(inputs, outputs, returns, orientation, reference) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Slacks (p + q,) and weights (N,) of each unit."""
    scores = dea(inputs, outputs, returns=returns, orientation=orientation, reference=reference)
    x, y = units_of(inputs, outputs)
    best = (x, y) if reference is None else units_of(*reference, of="reference ")
    for unit, score in enumerate(scores):
        theta, phi = (score, 1.0) if orientation == "input" else (1.0, score)
        if np.isnan(score):
            yield np.full(x.shape[1] + y.shape[1], np.nan), np.zeros(len(best[0]))
        else:
            own = np.concatenate([x[unit], y[unit]])
            share, weights = _largest(best[0] / x[unit], best[1] / y[unit], theta, phi, returns)
            yield share * own, weights


def _largest(x: np.ndarray, y: np.ndarray, theta: float, phi: float, returns: Returns) -> tuple[np.ndarray, np.ndarray]:
    """Largest slacks, as shares of own values, and weights w: max sum of theta - X'w and Y'w - phi, both at least 0."""
    signs = np.array(SUM_LIMITS[returns], dtype=float)
    result = linprog(
        x.sum(axis=1) - y.sum(axis=1),
        A_ub=np.vstack([x.T, -y.T, np.outer(signs, np.ones(len(x)))]),
        b_ub=np.concatenate([np.full(x.shape[1], theta + LOOSE), np.full(y.shape[1], -phi + LOOSE), signs]),
        method="highs",
    )
    if result.status != SOLVED:
        raise RuntimeError(f"the solver finds no slacks at the score {max(theta, phi)}: {result.message}")
    share = np.concatenate([theta - result.x @ x, result.x @ y - phi])
    return np.where(share > TOLERANCE, share, 0), result.x


def _sides(inputs: Any, outputs: Any) -> list[tuple[str, Any]]:
    return [("inputs", inputs), ("outputs", outputs)]


def _labels(values: Any) -> pd.Index:
    """Names of the rows: those of a DataFrame, else counted from 0."""
    return pd.DataFrame(values).index
