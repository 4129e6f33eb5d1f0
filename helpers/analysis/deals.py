"""Values of a term dealt out anew, to whole clusters or within them."""

from collections.abc import Iterator
from itertools import islice
from math import factorial, prod
from typing import Literal

import numpy as np

BLOCK = 100_000  # numbers of a block, which stays near the processor


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
