"""The wild cluster bootstrap: a sign for each cluster's residuals of the null, and no sample fitted again."""

from collections.abc import Callable, Iterator

import numpy as np
from scipy import optimize

from helpers.analysis.deals import ALIKE, share_as_large
from helpers.analysis.design import Design, sums

DOUBLINGS = 20  # of a step, beyond which no value is asked for
FINE = 1e-3  # of a step, to which an end of an interval is found
ROUNDING = 1e-12  # of the sum of squared scores, what is left of it where all cancel out
SMALL = 100_000  # numbers of a block that stays near the processor


def tested(design: Design, groups: np.ndarray, place: int, draws: int, seed: int) -> Callable[[float], float]:
    """The p-value of a null for the column at `place`, of every null with the same signs: all where these are at most
    `draws`, else drawn. Asking for it raises ValueError where the other columns leave no residuals."""
    size = int(groups.max()) + 1  # of Python, whose powers do not overflow
    every = 2**size <= draws
    flips = _all_flips(size) if every else _drawn_flips(size, draws, seed)

    def p_value(null: float) -> float:
        parts = _parts(design, groups, place, null)
        drawn = np.concatenate([_statistics(parts, each) for each in _as_floats(flips)])
        return share_as_large(_statistics(parts, np.zeros((size, 1)))[0], drawn, every)

    return p_value


def first_rejected(p_value: Callable[[float], float], start: float, step: float, below: float) -> float:
    """The first value from `start` in the direction of `step` with a p-value of at most `below`: infinite for none."""
    inside, fine = start, abs(step) * FINE
    for _ in range(DOUBLINGS):
        if p_value(inside + step) <= below:
            return optimize.bisect(lambda value: p_value(value) - below, inside, inside + step, xtol=fine)
        inside, step = inside + step, 2 * step
    return float(np.copysign(np.inf, step))


def _parts(design: Design, groups: np.ndarray, place: int, null: float) -> np.ndarray:
    """By cluster the scores X_g'u_g and their partners (2, K, G) of which `_statistics` are made.

    X has orthonormal columns, the last of them x, what the others leave of the term, over its length; u are the
    residuals of the null.
    """
    X = np.linalg.qr(np.column_stack([np.delete(design.X, place, axis=1), design.X[:, place]]))[0]
    others, y = X[:, :-1], design.y - null * design.X[:, place]
    u = y - others @ (others.T @ y)
    _refuse_no_residuals(u, design)
    scores, own = sums(X * u[:, None], groups), sums(X * X[:, -1:], groups)
    return np.array([scores.T, (scores @ (own.T @ own) - 2 * scores[:, -1:] * own).T])


def _statistics(parts: np.ndarray, flips: np.ndarray) -> np.ndarray:
    """|t| (D,) up to a constant, with the signs s of clusters turned where flips (G, D) are 1.

    With v = sum s_g X_g'u_g, a_g = x_g'u_g and o_g = X_g'x_g that is |sum s_g a_g| over the root of
    sum (s_g a_g - o_g'v)^2 (Roodman et al. 2019) = sum a_g^2 + v'w with w = sum s_g (sum o_h o_h' X_g'u_g - 2 a_g o_g).
    """
    v, w = (-2 * parts) @ flips + parts.sum(axis=2)[:, :, None]
    top, own = np.abs(v[-1]), (parts[0, -1] ** 2).sum()
    squares = own + np.einsum("kd,kd->d", v, w)
    cancelled = np.where(top > 0, np.inf, 0.0)
    return np.divide(top, np.sqrt(np.maximum(squares, 0)), out=cancelled, where=squares > ROUNDING * own)


def _refuse_no_residuals(u: np.ndarray, design: Design) -> None:
    if np.abs(u).max() <= ALIKE * np.abs(design.y - design.y.mean()).max():
        raise ValueError(f"the other terms give {design.outcome!r} without error: there is nothing to draw signs for")


def _all_flips(size: int) -> np.ndarray:
    """All 2^(G - 1) ways (G, D) to turn the signs of clusters, 1 where turned, but for the first, which stays."""
    return np.arange(2 ** (size - 1)) >> np.arange(size)[::-1, None] & 1


def _drawn_flips(size: int, draws: int, seed: int) -> np.ndarray:
    """Signs (G, D) of clusters, each turned (1) or not (0) with equal chance (Rademacher)."""
    drawn = np.random.default_rng(seed).bytes(size * -(-draws // 8))
    return np.unpackbits(np.frombuffer(drawn, np.uint8).reshape(size, -1), axis=1, count=draws)


def _as_floats(flips: np.ndarray) -> Iterator[np.ndarray]:
    """The flips in blocks (G, d) of floats, each in the memory of the one before it: new memory costs more."""
    blocks = np.array_split(flips, -(-flips.size // SMALL), axis=1)
    room = np.empty(blocks[0].shape)
    for block in blocks:
        floats = room[:, : block.shape[1]]
        floats[:] = block
        yield floats
