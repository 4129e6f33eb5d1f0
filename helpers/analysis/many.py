"""Many least-squares regressions of the same rows from one table of sums of products.

With X'X, X'y and the same sums by cluster for all columns at once, a regression on some of them needs no row again:
b = (X'X)^-1 X'y, and the scores of cluster g are X_g'y_g - X_g'X_g b. Columns are centred and of length 1 first.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, groupby
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from helpers.analysis import design as designs
from helpers.analysis.covariance import small_sample
from helpers.analysis.models import fit

COLUMNS = ["estimate", "std_error", "p_value", "n_obs", "n_clusters"]
SOUND = 1e-6  # the least eigenvalue of X'X at which its inverse keeps ten digits
APART = 1e-10  # shares of the variation of the outcome that sums of products no longer tell from 0
CHUNK = 2_000_000  # numbers of a block in memory


class Which(NamedTuple):
    """A regression as places in the table of columns: outcome, terms, and among these the one that is asked for."""

    place: int  # among the formulas
    outcome: int
    terms: list[int]
    asked: int


class Sums(NamedTuple):
    """Sums of products (G, M, M) by cluster of columns of length 1 around their mean, and their lengths (M,)."""

    products: np.ndarray
    lengths: np.ndarray
    n: int


def fits(formulas: Sequence[str], data: pd.DataFrame, *, term: str, clusters: str) -> pd.DataFrame:
    """A row a formula with `COLUMNS` of `term`, as `fit` with clustered errors has them; raises ValueError as it does.

    A formula that adds terms of one factor each is taken from sums of products; any other is fitted by itself, as is
    one whose columns are nearly collinear, or leave next to nothing of the outcome or of the scores.
    """
    designs.columns(formulas[0], data, clusters)
    wanted, columns = _places(formulas, data, term)
    groups, found = designs.groups(data[clusters]), np.full((len(formulas), 2), np.nan)
    sums = _sums(columns, groups)
    for _, own in groupby(sorted(wanted, key=_size), key=_size):
        alike = list(own)
        found[[each.place for each in alike]] = _estimates(alike, sums)
    b, error = found.T
    size = groups.max() + 1
    p = 2 * stats.t.sf(np.abs(b / error), size - 1)
    table = pd.DataFrame(dict(zip(COLUMNS, (b, error, p, len(data), size), strict=True)))
    for place in np.flatnonzero(np.isnan(b + error)):
        table.loc[place, COLUMNS] = _by_itself(formulas[place], data, term, clusters)
    return table.astype({"n_obs": int, "n_clusters": int})


def _size(which: Which) -> int:
    return len(which.terms)


def _places(formulas: Sequence[str], data: pd.DataFrame, term: str) -> tuple[list[Which], np.ndarray]:
    """The regressions that can be taken from sums, and the columns (N, M) of all of them."""
    known = {part: _columns_of(part, data) for part in dict.fromkeys(chain.from_iterable(map(_parts, formulas)))}
    names = [name for own in known.values() for name in own]
    ends = np.cumsum([0, *map(len, known.values())]).tolist()
    spans = {part: list(range(*each)) for part, each in zip(known, zip(ends, ends[1:], strict=False), strict=True)}
    outcomes = {part for part, own in known.items() if len(own) == 1 and "[" not in next(iter(own))}
    asked = [place for place, name in enumerate(names) if name == term]
    wanted = []
    for place, formula in enumerate(formulas):
        outcome, *rest = _parts(formula)
        own = [spans[part] for part in rest]
        terms = list(chain.from_iterable(own))
        if outcome in outcomes and outcome not in rest and all(own) and len(asked) == 1 and asked[0] in terms:
            wanted.append(Which(place, spans[outcome][0], terms, terms.index(asked[0])))
    values = [column for own in known.values() for column in own.values()]
    return wanted, np.column_stack(values) if values else np.empty((len(data), 0))


@lru_cache(maxsize=10_000)
def _parts(formula: str) -> tuple[str, ...]:
    """Outcome and terms as written, each once; what is no sum of terms gives parts that are no terms."""
    outcome, _, terms = formula.partition("~")
    return (outcome.strip(), *dict.fromkeys(part.strip() for part in terms.split("+")))


def _columns_of(part: str, data: pd.DataFrame) -> dict[str, np.ndarray]:
    """The columns of a part of a formula by their names, where it is a term that can be taken by itself and is finite;
    else none."""
    try:
        found = designs.beside_intercept(part, data)
    except ValueError:
        return {}
    return dict(zip(found[0], found[1].T, strict=True)) if found and np.isfinite(found[1]).all() else {}


def _sums(columns: np.ndarray, groups: np.ndarray) -> Sums:
    centred = columns - columns.mean(axis=0)
    lengths = np.linalg.norm(centred, axis=0)
    order = np.argsort(groups, kind="stable")
    rows = np.divide(centred, lengths, out=np.zeros_like(centred), where=lengths > 0)[order]
    ends = np.searchsorted(groups[order], np.arange(1, groups.max() + 1))
    return Sums(np.array([own.T @ own for own in np.split(rows, ends)]), lengths, len(columns))


def _estimates(alike: list[Which], sums: Sums) -> np.ndarray:
    """Estimate and standard error (S, 2) of regressions with K terms each; NaN where sums do not carry them."""
    y, X = np.array([each.outcome for each in alike]), np.array([each.terms for each in alike])
    rows, asked, total = np.arange(len(y)), np.array([each.asked for each in alike]), sums.products.sum(axis=0)
    sizes, vectors = np.linalg.eigh(total[X[:, :, None], X[:, None, :]])
    inverse = vectors / np.maximum(sizes, SOUND)[:, None, :] @ vectors.mT
    b = (inverse @ total[X, y[:, None]][:, :, None])[:, :, 0]
    residual, weight = np.zeros((2, len(y), len(total)))  # what makes u of the columns, and the influence on b
    np.put_along_axis(residual, X, -b, axis=1)
    residual[rows, y] = 1
    np.put_along_axis(weight, X, inverse[rows, asked], axis=1)
    left, squares = (residual @ total * residual).sum(axis=1), _squares(weight, residual, sums.products)
    (n, k), size = (sums.n, X.shape[1] + 1), len(sums.products)
    error = np.sqrt(small_sample(size, n, k) * squares) if n > k else np.full(len(y), np.nan)
    sound = (sizes[:, 0] > SOUND) & (left > APART) & (squares > APART * left * inverse[rows, asked, asked] / n)
    scale = sums.lengths[y] / sums.lengths[X[rows, asked]]
    return np.where(sound[:, None], np.column_stack([b[rows, asked], error]) * scale[:, None], np.nan)


def _squares(weight: np.ndarray, residual: np.ndarray, products: np.ndarray) -> np.ndarray:
    """The sum over clusters of squared scores (S,), weight' P_g residual."""
    block = max(1, CHUNK // weight.size)
    parts = (products[start : start + block] for start in range(0, len(products), block))
    return sum(((weight @ part * residual).sum(axis=2) ** 2).sum(axis=0) for part in parts)


def _by_itself(formula: str, data: pd.DataFrame, term: str, clusters: str) -> list[float]:
    found = fit(formula, data, covariance="cluster", clusters=clusters)
    if term not in found.coefficients.index:
        raise ValueError(f"no term {term!r} in {formula!r}, which has {', '.join(found.coefficients.index)}")
    return [*found.coefficients.loc[term, COLUMNS[:3]], found.n_obs, found.n_clusters]
