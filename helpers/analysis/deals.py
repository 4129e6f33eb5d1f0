"""Values of a term dealt out anew, to whole clusters or within them, and what least squares find on each deal."""

from collections.abc import Iterator
from itertools import islice
from math import factorial, prod
from typing import Literal, NamedTuple

import numpy as np

from helpers.analysis.covariance import small_sample
from helpers.analysis.design import Design

ALIKE = 1e-9  # of a statistic or a length, by which two may differ and still count as a tie
BLOCK = 100_000  # numbers of a block, which stays near the processor


class Others(NamedTuple):
    """The columns of a design beside one, its rows in the order of their clusters."""

    q: np.ndarray  # (N, K - 1), orthonormal
    order: np.ndarray
    starts: np.ndarray  # of clusters
    factor: float  # of clustered variances


def shuffled(
    x: np.ndarray, groups: np.ndarray, permute: Literal["between", "within"], draws: int, seed: int
) -> tuple[Iterator[np.ndarray], bool]:
    """Blocks (D, N) of x dealt out anew, and whether they are all that can be dealt to clusters."""
    draw, first = np.random.default_rng(seed), np.unique(groups, return_index=True)[1]
    varies = (x != x[first][groups]).any()
    if permute == "within":
        if not varies:
            raise ValueError("the term does not vary within clusters: permute 'between' them")
        return _blocks(_within(x, groups, draw) for _ in range(draws)), False
    if permute != "between":
        raise ValueError(f"permute is 'between' or 'within', found {permute!r}")
    if varies:
        raise ValueError("the term varies within clusters, which cannot be dealt out whole: permute 'within' them")
    values = x[first]
    if _ways(values) <= draws:
        return (each[:, groups] for each in _blocks(map(np.array, _arrangements(sorted(values))))), True
    rows = max(1, BLOCK // len(x))
    sizes = (min(rows, draws - begun) for begun in range(0, draws, rows))
    return (draw.permuted(np.tile(values, (size, 1)), axis=1)[:, groups] for size in sizes), False


def without(design: Design, place: int, groups: np.ndarray) -> Others:
    """What `residuals` and `permuted_statistics` need of the columns beside the one at `place`."""
    order = np.argsort(groups, kind="stable")
    starts = np.searchsorted(groups[order], np.arange(groups.max() + 1))
    q = np.linalg.qr(np.delete(design.X, place, axis=1))[0][order]
    return Others(q, order, starts, small_sample(len(starts), *design.X.shape))


def residuals(others: Others, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What the other columns leave of each of `columns` (D, N), and its sum of squares (D,), NaN where that is none."""
    values = columns[:, others.order]
    x = values - (values @ others.q) @ others.q.T
    squares, whole = (np.einsum("dn,dn->d", each, each) for each in (x, values))
    return x, np.where(squares > ALIKE**2 * whole, squares, np.nan)


def permuted_statistics(
    others: Others, outcome: np.ndarray, dealt: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """Estimates and t with clustered errors (D,) of the outcome on each dealt column in turn, given its `residuals`.

    By Frisch, Waugh and Lovell: b = x'y / x'x of what the other columns leave of both.
    """
    y, (x, squares) = outcome[others.order], dealt
    y = y - others.q @ (others.q.T @ y)
    b = x @ y / squares
    scores = np.add.reduceat(x * (y - b[:, None] * x), others.starts, axis=1)
    errors = np.sqrt(others.factor * np.einsum("dg,dg->d", scores, scores)) / squares
    errors[errors <= ALIKE * np.sqrt((y @ y) / squares)] = 0  # scores cancel out but for rounding
    with np.errstate(divide="ignore", invalid="ignore"):
        return b, b / errors


def share_as_large(actual: float, drawn: np.ndarray, every: bool) -> float:
    """The p-value: the share of statistics at least as large; draws count the actual one as one of them, so that it is
    never 0."""
    as_large = int((drawn >= actual * (1 - ALIKE)).sum())
    return as_large / len(drawn) if every else (1 + as_large) / (1 + len(drawn))


def _ways(values: np.ndarray) -> int:
    """The number of different ways to deal the values out."""
    return factorial(len(values)) // prod(factorial(count) for count in np.unique(values, return_counts=True)[1])


def _arrangements(values: list[float]) -> Iterator[list[float]]:
    """Every different order of sorted values, once."""
    if not values:
        yield []
    for place, value in enumerate(values):
        if place == 0 or value != values[place - 1]:
            yield from ([value, *rest] for rest in _arrangements(values[:place] + values[place + 1 :]))


def _within(x: np.ndarray, groups: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """x shuffled among the rows of each cluster."""
    moved = np.empty_like(x)
    moved[np.argsort(groups, kind="stable")] = x[np.lexsort((draw.random(len(x)), groups))]
    return moved


def _blocks(columns: Iterator[np.ndarray]) -> Iterator[np.ndarray]:
    """The columns (N,) in blocks (D, N)."""
    for first in columns:
        yield np.array([first, *islice(columns, BLOCK // len(first))])
