"""The linear programs of DEA for many units at once: the simplex method with its steps as operations on arrays.

A program has few rows (p inputs, q outputs, the sum of the weights) and many columns (the reference units), and
thousands of programs differ in little. So every program keeps the inverse of its small basis, and one step changes the
basis of all that are not yet at their optimum (revised simplex: Dantzig 1963, Linear Programming and Extensions,
chapter 9). The start, one feasible unit of the technology, is degenerate; a tiny random relaxation of the right-hand
side breaks the ties (Charnes 1952, Econometrica 20). The answer is read with the true right-hand side, and only where
it is proved: its weights feasible and its prices feasible for the dual, so that both have the same value.

All rows are divided by the unit's own values, so that a program is the same in every unit of measurement.
"""

from typing import NamedTuple

import numpy as np

from helpers.analysis.technology import Orientation, Returns

MOST_STEPS = 1000
RELAXED = 1e-7  # right-hand side, as a share of the unit's own values
TOLERANCE = 1e-9
ENTRIES = 400_000  # prices computed at a time: what fits a processor's cache
ALONE = 250_000  # multiplications up to which linear algebra starts no threads, which cost more than they bring here
SUM_BETWEEN: dict[Returns, tuple[float, float]] = {
    "crs": (0, np.inf), "vrs": (1, 1), "nirs": (0, 1), "ndrs": (1, np.inf)
}  # fmt: skip


class Programs(NamedTuple):
    """The programs of K units in G technologies, rows r = p + q and one for the sum of the weights unless constant."""

    own: np.ndarray  # (K, r): what rows are divided by
    group: np.ndarray  # (K,): technology of a program, ascending
    columns: np.ndarray  # (G, N, r): inputs, minus outputs, 1
    start: np.ndarray  # (K, r): a feasible unit's column, divided
    slack: np.ndarray  # (r,): sign of a row's slack, 0 where the row is an equation
    radial: np.ndarray  # (r,): column of the score
    right: np.ndarray  # (r,): the right-hand side, divided
    sign: int  # of the score in the objective, which is maximised


class Bases(NamedTuple):
    """The bases of K programs; columns are 0..N-1 the units, N the start, N + 1 the score, N + 2 + i the slack of i."""

    basic: np.ndarray  # (K, r)
    inverse: np.ndarray  # (K, r, r)
    values: np.ndarray  # (K, r): of the basic variables, with the relaxed right-hand side
    place: np.ndarray  # (K,): where the score stands, which never leaves as it is never 0


def radial_scores(
    units: tuple[np.ndarray, np.ndarray],
    best: tuple[np.ndarray, np.ndarray],
    start: tuple[np.ndarray, np.ndarray],
    returns: Returns,
    orientation: Orientation,
) -> np.ndarray:
    """Farrell scores (G, n) of n units in G technologies; NaN where no optimum is proved.

    `units` are inputs (n, p) and outputs (n, q), `best` (G, N, p) and (G, N, q), and `start` (G, n, p) and (G, n, q)
    units of each technology, one for each unit, which do as well as it (NaN where none is known).
    """
    (x, y), groups, columns = units, len(best[0]), best[0].shape[1]
    scores = np.full((groups, len(x)), np.nan)
    rows = max(1, ENTRIES // columns)
    at_once = max(1, rows // len(x))
    for first in range(0, groups, at_once):
        some = slice(first, first + at_once)
        for one in range(0, len(x), rows):
            part = slice(one, one + rows)
            own = (x[part], y[part]), tuple(b[some] for b in best), tuple(s[some, part] for s in start)
            scores[some, part] = _solved(*own, returns, orientation)
    return scores


def _solved(units, best, start, returns: Returns, orientation: Orientation) -> np.ndarray:
    """Scores (G, n) of a chunk of units and technologies."""
    programs = _programs(units, best, start, returns, orientation)
    scores = np.full(len(programs.own), np.nan)
    known, bases = _first(programs, returns, orientation)
    if len(known):
        kept = _only(programs, known)
        scores[known] = _proved(kept, _optimal(kept, bases))
    return scores.reshape(len(best[0]), -1)


def _programs(units, best, start, returns: Returns, orientation: Orientation) -> Programs:
    """Input-oriented: min t, X'w - t x <= 0, -Y'w <= -y. Output-oriented: max t, X'w <= x, t y - Y'w <= 0."""
    (x, y), groups = units, len(best[0])
    inputs, outputs = np.repeat([1.0, 0.0], [x.shape[1], y.shape[1]]), np.repeat([0.0, 1.0], [x.shape[1], y.shape[1]])
    radial, right = (-inputs, -outputs) if orientation == "input" else (outputs, inputs)
    ends = {"crs": [], "vrs": [0.0], "nirs": [1.0], "ndrs": [-1.0]}[returns]
    own = np.tile(_column(x, y, ends, 1), (groups, 1))
    return Programs(
        own=own,
        group=np.repeat(np.arange(groups), len(x)),
        columns=_column(*best, ends, -1),
        start=_column(*start, ends, -1).reshape(len(own), -1) / own,
        slack=np.concatenate([np.ones(len(inputs)), ends]),
        radial=np.concatenate([radial, np.zeros(len(ends))]),
        right=np.concatenate([right, np.ones(len(ends))]),
        sign=-1 if orientation == "input" else 1,
    )


def _column(x: np.ndarray, y: np.ndarray, ends: list, sign: int) -> np.ndarray:
    """Inputs, outputs with a sign, and the 1 of the row for the sum of the weights, along the last axis."""
    return np.concatenate([x, sign * y, np.ones((*x.shape[:-1], len(ends)))], axis=-1)


def _only(programs: Programs, kept: np.ndarray) -> Programs:
    """The programs that are kept."""
    return programs._replace(own=programs.own[kept], group=programs.group[kept], start=programs.start[kept])


def _first(programs: Programs, returns: Returns, orientation: Orientation) -> tuple[np.ndarray, Bases]:
    """The programs whose start is feasible, as row numbers, and their bases: the start's weight, the score, slacks."""
    rows, moving = len(programs.radial), programs.radial != 0
    fixed, toward = ~moving & (programs.right != 0) & (np.arange(rows) < rows - (returns != "crs")), programs.sign
    relaxed = _relaxed(programs, returns)
    with np.errstate(invalid="ignore"):
        bound = relaxed[:, fixed] / programs.start[:, fixed]
        tight = np.flatnonzero(fixed)[np.argmin(toward * bound, axis=1)]
        bound = toward * (toward * bound).min(axis=1)
        weight = np.clip(bound, *SUM_BETWEEN[returns])
        kept = np.flatnonzero(toward * (bound - weight) >= 0)
    tight = np.where(weight == bound, tight, rows - 1)[kept]
    left = (relaxed - weight[:, None] * programs.start)[kept][:, moving] / programs.radial[moving]
    place = np.flatnonzero(moving)[np.argmin(toward * left, axis=1)]
    basic = np.tile(programs.columns.shape[1] + 2 + np.arange(rows), (len(kept), 1))
    one = np.arange(len(kept))
    basic[one, tight], basic[one, place] = programs.columns.shape[1], programs.columns.shape[1] + 1
    inverse = np.linalg.inv(_matrix(_only(programs, kept), basic))
    return kept, Bases(basic, inverse, np.einsum("kij,kj->ki", inverse, relaxed[kept]), place)


def _relaxed(programs: Programs, returns: Returns) -> np.ndarray:
    """The right-hand sides (K, r), those of inputs and outputs raised a little, each differently."""
    shape = len(programs.own), len(programs.right) - (returns != "crs")
    relaxed = np.tile(programs.right, (len(programs.own), 1))
    relaxed[:, : shape[1]] += RELAXED * (0.5 + np.random.default_rng(0).random(shape))
    return relaxed


def _matrix(programs: Programs, basic: np.ndarray) -> np.ndarray:
    """The basic columns (K, r, r), side by side."""
    n, rows = programs.columns.shape[1], len(programs.radial)
    unit = programs.columns[programs.group[:, None], np.minimum(basic, n - 1)] / programs.own[:, None, :]
    slack = np.diag(programs.slack)[np.clip(basic - n - 2, 0, rows - 1)]
    kind = [(basic < n)[..., None], (basic == n)[..., None], (basic == n + 1)[..., None]]
    columns = np.select(kind, [unit, programs.start[:, None, :], programs.radial], slack)
    return columns.swapaxes(1, 2)


def _optimal(programs: Programs, bases: Bases) -> Bases:
    """The bases after as many steps as they need, at most `MOST_STEPS`."""
    running = np.arange(len(bases.place))
    basic, inverse = bases.basic.copy(), bases.inverse.copy()
    for _ in range(MOST_STEPS):
        gains, entering = _entering(programs, bases)
        going = gains > TOLERANCE
        if not going.all():
            basic[running], inverse[running] = bases.basic, bases.inverse
            running, entering = running[going], entering[going]
            programs, bases = _only(programs, going), Bases(*(part[going] for part in bases))
        if not len(running):
            break
        bases = _step(programs, bases, entering)
    basic[running], inverse[running] = bases.basic, bases.inverse
    return Bases(basic, inverse, np.empty(0), np.argmax(basic == programs.columns.shape[1] + 1, axis=1))


def _entering(programs: Programs, bases: Bases) -> tuple[np.ndarray, np.ndarray]:
    """By how much a unit of the best column raises the objective (K,), and which column that is (K,)."""
    one = np.arange(len(bases.place))
    prices = programs.sign * bases.inverse[one, bases.place]
    by_unit = _worth(prices / programs.own, programs)
    unit, slack = by_unit.argmin(axis=1), (prices * programs.slack).argmin(axis=1)
    of_unit, of_slack = -by_unit[one, unit], -(prices * programs.slack)[one, slack]
    better = of_unit >= of_slack
    return np.where(better, of_unit, of_slack), np.where(better, unit, programs.columns.shape[1] + 2 + slack)


def _worth(prices: np.ndarray, programs: Programs) -> np.ndarray:
    """What each unit of the technology is worth (K, N) at the prices (K, r)."""
    n, rows = programs.columns.shape[1:]
    worth, most = np.empty((len(prices), n)), max(1, ALONE // (n * rows))
    ends = np.searchsorted(programs.group, np.arange(len(programs.columns) + 1))
    for group, (first, last) in enumerate(zip(ends[:-1], ends[1:], strict=True)):
        for one in range(first, last, most):
            part = slice(one, min(one + most, last))
            np.matmul(prices[part], programs.columns[group].T, out=worth[part])
    return worth


def _step(programs: Programs, bases: Bases, entering: np.ndarray) -> Bases:
    """The bases with the entering columns in place of those that fall to 0 first."""
    one, n = np.arange(len(entering)), programs.columns.shape[1]
    unit = programs.columns[programs.group, np.minimum(entering, n - 1)] / programs.own
    slack = np.diag(programs.slack)[np.maximum(entering - n - 2, 0)]
    column = np.where((entering < n)[:, None], unit, slack)
    change = np.matmul(bases.inverse, column[..., None])[..., 0]
    falls = change > TOLERANCE
    steps = np.where(falls, bases.values / np.where(falls, change, 1), np.inf)
    leaving = steps.argmin(axis=1)
    step = steps[one, leaving]
    row = bases.inverse[one, leaving] / change[one, leaving][:, None]
    inverse = bases.inverse - change[:, :, None] * row[:, None, :]
    values = bases.values - step[:, None] * change
    basic = bases.basic.copy()
    inverse[one, leaving], values[one, leaving], basic[one, leaving] = row, step, entering
    return Bases(basic, inverse, values, bases.place)


def _proved(programs: Programs, bases: Bases) -> np.ndarray:
    """The scores (K,), NaN where weights are negative, a column would still raise the objective, or all is too inexact.

    The inverse is refined by a step of Newton, B <- B (2 I - A B) (Schulz 1933), before it is judged.
    """
    matrix, unity = _matrix(programs, bases.basic), np.eye(len(programs.radial))
    with np.errstate(invalid="ignore", over="ignore"):
        inverse = bases.inverse @ (2 * unity - matrix @ bases.inverse)
        exact = np.abs(matrix @ inverse - unity).max(axis=(1, 2)) < TOLERANCE
        weights = inverse @ programs.right
        prices = programs.sign * inverse[np.arange(len(inverse)), bases.place]
        worth, size = (
            _worth(prices / programs.own, programs),
            _worth(np.abs(prices) / programs.own, _absolute(programs)),
        )
        optimal = (worth >= -TOLERANCE * (1 + size)).all(axis=1) & (prices * programs.slack >= -TOLERANCE).all(axis=1)
        return np.where(
            exact & optimal & (weights >= -TOLERANCE).all(axis=1), programs.sign * (prices @ programs.right), np.nan
        )


def _absolute(programs: Programs) -> Programs:
    """The programs with the sizes of their columns."""
    return programs._replace(columns=np.abs(programs.columns))
