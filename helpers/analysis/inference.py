"""What few clusters can say: tests that do not lean on their number, and how large an effect could hide.

`term` is a column of the formula's design, as `fit` names it; all tests here are of least squares.
"""

from collections.abc import Iterator
from itertools import islice
from math import factorial, prod
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from helpers.analysis import design as designs
from helpers.analysis.design import Design
from helpers.analysis.models import Fit, fit

ALIKE = 1e-9  # of a statistic, by which a drawn one may fall short of it and still count as a tie
CHUNK = 2_000_000  # numbers of a block of draws in memory


class DetectableEffect(NamedTuple):
    """The smallest effect that a test would find with the stated power, and a sentence that says so."""

    effect: float
    words: str


def wild_cluster_bootstrap(
    formula: str, data: pd.DataFrame, *, term: str, clusters: str, null: float = 0.0, draws: int = 9999, seed: int
) -> float:
    """The p-value of term = null by the wild cluster bootstrap: residuals of the null, one sign for each cluster.

    Statistics are |t| with clustered errors, y* = the fit under the null + sign times its residuals. Where 2^G signs
    are at most `draws`, each is taken once, the p-value is exact and at least 2^(1 - G); else signs are drawn and
    p = (1 + those as large) / (1 + draws). Raises ValueError as `fit` does, and for a term that is not in the formula.

    Cameron, Gelbach, Miller (2008), REStat 90; Roodman, Nielsen, MacKinnon, Webb (2019), Stata Journal 19.
    """
    design, groups, place = _prepared(formula, data, term, clusters)
    size = int(groups.max()) + 1  # of Python, whose powers do not overflow
    every = 2**size <= draws
    signs = _all_signs(size) if every else _drawn_signs(size, draws, seed)
    actual = _wild_statistics(design, groups, place, null, np.ones((1, size)))
    return _p_value(actual[0], _wild_statistics(design, groups, place, null, signs), every)


def randomization_test(
    formula: str,
    data: pd.DataFrame,
    *,
    term: str,
    clusters: str,
    permute: Literal["between", "within"] = "between",
    draws: int = 9999,
    seed: int,
) -> float:
    """The p-value of no effect of the term for any row, from |t| with the term's values dealt out anew.

    Errors are clustered. `between` deals them to whole clusters, in each of which the term is constant; `within`
    shuffles them among the rows of each cluster. Where clusters can be dealt with in at most `draws` ways, each is
    taken once and the p-value is exact; else p = (1 + those as large) / (1 + draws). Raises ValueError as `fit` does,
    for a term that varies within clusters with `between`, and for one that does not with `within`.

    Fisher (1935); Young (2019), QJE 134; MacKinnon, Webb (2020), Journal of Econometrics 218.
    """
    design, groups, place = _prepared(formula, data, term, clusters)
    columns, every = shuffled(design.X[:, place], groups, permute, draws, seed)
    actual = permuted_statistics(design, place, groups, design.X[:, place][None])[1]
    blocks = _blocks(columns, len(groups))
    statistics = np.concatenate([permuted_statistics(design, place, groups, each)[1] for each in blocks])
    return _p_value(np.abs(actual[0]), np.abs(statistics), every)


def leave_one_out(formula: str, data: pd.DataFrame, *, term: str, clusters: str, **options) -> pd.DataFrame:
    """The term's estimate without each cluster in turn: rows left, `fit`'s columns, change, and why there is none.

    One row a cluster, by the largest change first; `options` go to `fit`, which clusters its errors.
    """
    options = {"covariance": "cluster", "clusters": clusters, **options}
    whole = _term(fit(formula, data, **options), term)["estimate"]
    table = pd.DataFrame(
        {
            each: _without(formula, data[data[clusters] != each], term, options)
            for each in data[clusters].drop_duplicates()
        }
    ).T.rename_axis(clusters)
    table = table.astype({name: float for name in table if name != "reason"}).assign(
        change=lambda t: t.estimate - whole
    )
    return table.sort_values("change", key=np.abs, ascending=False)


def influence(formula: str, data: pd.DataFrame, *, term: str, clusters: str) -> pd.DataFrame:
    """The weight of each cluster in least squares: rows, leverage, partial_leverage, change of the term without it.

    Leverage is tr((X'X)^-1 X_g'X_g), K in sum; partial leverage the cluster's share of the variation of the term that
    the other columns leave; change is (X'X - X_g'X_g)^-1 X_g'y_g left out exactly, NaN where the rest has no estimate.
    By partial leverage, the largest first (MacKinnon, Nielsen, Webb 2023, Stata Journal 23).
    """
    design, groups, place = _prepared(formula, data, term, clusters)
    scaled = design.X / np.linalg.norm(design.X, axis=0)
    alone, residuals = _residuals(scaled, place), design.y - scaled @ np.linalg.lstsq(scaled, design.y)[0]
    size, total = groups.max() + 1, scaled.T @ scaled
    own = np.stack([scaled[groups == g].T @ scaled[groups == g] for g in range(size)])
    scores = _sums(scaled * residuals[:, None], groups)
    table = pd.DataFrame({"n_obs": np.bincount(groups)}, index=pd.Index(data[clusters].unique(), name=clusters))
    table["leverage"] = np.trace(np.linalg.inv(total) @ own, axis1=1, axis2=2)
    table["partial_leverage"] = np.bincount(groups, alone**2) / (alone**2).sum()
    steps = [_solved(total - own[g], scores[g])[place] for g in range(size)]
    table["change"] = -np.array(steps) / np.linalg.norm(design.X[:, place])
    return table.sort_values("partial_leverage", ascending=False)


def minimum_detectable_effect(
    found: Fit, term: str, *, power: float = 0.8, level: float = 0.05, effects: str = "marginal_effects"
) -> DetectableEffect:
    """The effect that a two-sided test at `level` finds with chance `power`: (t_(1 - level / 2) + t_power) s.e.

    t has G - 1 degrees of freedom with clusters, else N - K (Bloom 1995, Evaluation Review 19).
    """
    if not (0 < level < 1 and 0 < power < 1):
        raise ValueError(f"level and power lie between 0 and 1, found {level} and {power}")
    error = _term(found, term, effects)["std_error"]
    units = found.n_clusters or found.n_obs
    degrees = (
        found.n_clusters - 1
        if found.n_clusters
        else found.n_obs - len(found.coefficients.drop("sigma", errors="ignore"))
    )
    effect = float((stats.t.ppf(1 - level / 2, degrees) + stats.t.ppf(power, degrees)) * error)
    kind = "clusters" if found.n_clusters else "rows"
    words = f"with {units:,} {kind} an effect of {term} under {effect:.3g} on {found.outcome} cannot be told from none"
    return DetectableEffect(effect, f"{words} ({power:.0%} power, two-sided test at {level:.0%})")


def shuffled(
    x: np.ndarray, groups: np.ndarray, permute: Literal["between", "within"], draws: int, seed: int
) -> tuple[Iterator[np.ndarray], bool]:
    """Columns (N,) of x dealt out anew, one at a time, and whether they are all that can be dealt to clusters."""
    draw, first = np.random.default_rng(seed), np.unique(groups, return_index=True)[1]
    varies = (x != x[first][groups]).any()
    if permute == "within":
        if not varies:
            raise ValueError("the term does not vary within clusters: permute 'between' them")
        return (_within(x, groups, draw) for _ in range(draws)), False
    if permute != "between":
        raise ValueError(f"permute is 'between' or 'within', found {permute!r}")
    if varies:
        raise ValueError("the term varies within clusters, which cannot be dealt out whole: permute 'within' them")
    values = x[first]
    if _ways(values) <= draws:
        return (np.array(each)[groups] for each in _arrangements(sorted(values))), True
    return (draw.permutation(values)[groups] for _ in range(draws)), False


def permuted_statistics(
    design: Design, place: int, groups: np.ndarray, columns: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Estimates and t with clustered errors (D,) where the column at `place` is each of `columns` (D, N) in turn.

    By Frisch, Waugh and Lovell: b = x'y / x'x of what the other columns leave of both.
    """
    q = np.linalg.qr(np.delete(design.X, place, axis=1))[0]
    y, x = design.y - q @ (q.T @ design.y), columns - (columns @ q) @ q.T
    squares = (x**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        b = x @ y / squares
        b[squares <= ALIKE * (columns**2).sum(axis=1)] = np.nan  # the others leave nothing of it
        scores = _sums((x * (y - b[:, None] * x)).T, groups)
        (n, k), size = design.X.shape, groups.max() + 1
        errors = np.sqrt(size / (size - 1) * (n - 1) / (n - k) * (scores**2).sum(axis=0)) / squares
        return b, b / errors


def _prepared(formula: str, data: pd.DataFrame, term: str, clusters: str) -> tuple[Design, np.ndarray, int]:
    """Design, numbers of clusters and the column of the term; raises ValueError as `fit` does."""
    rows = data[designs.columns(formula, data, clusters)]
    design = designs.build(formula, rows)
    if term not in design.names:
        raise ValueError(f"no term {term!r} in the formula, which has {', '.join(design.names)}")
    return design, designs.groups(rows[clusters]), design.names.get_loc(term)


def _residuals(X: np.ndarray, place: int) -> np.ndarray:
    """What the other columns leave of the one at `place`."""
    q = np.linalg.qr(np.delete(X, place, axis=1))[0]
    return X[:, place] - q @ (q.T @ X[:, place])


def _wild_statistics(design: Design, groups: np.ndarray, place: int, null: float, signs: np.ndarray) -> np.ndarray:
    """|t| (D,) up to a constant for signs (D, G): |sum of s_g a_g| over the root of the sum of squares of
    s_g a_g - o_g'v, with u the residuals of the null, x what the others leave of the term, a_g = x_g'u_g,
    v = sum of s_h X_h'u_h, o_g = X_g'x_g and X orthonormal (Roodman et al. 2019).

    As s_g^2 = 1, that is sum a_g^2 - 2 v' sum s_g a_g o_g + v' (sum o_g o_g') v: one product of matrices."""
    X = np.linalg.qr(design.X)[0]
    x, y = _residuals(design.X, place), design.y - null * design.X[:, place]
    others = np.linalg.qr(np.delete(design.X, place, axis=1))[0]
    u = y - others @ (others.T @ y)
    _refuse_no_residuals(u, design)
    a, own, scores = _sums(x * u, groups), _sums(X * x[:, None], groups), _sums(X * u[:, None], groups)
    weighed = signs @ np.column_stack([a, scores, a[:, None] * own])
    top, v, bent = weighed[:, 0], weighed[:, 1 : len(X.T) + 1], weighed[:, len(X.T) + 1 :]
    squares = (a**2).sum() - 2 * (v * bent).sum(axis=1) + (v @ (own.T @ own) * v).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nan_to_num(np.abs(top) / np.sqrt(np.maximum(squares, 0)), nan=0.0, posinf=np.inf)


def _refuse_no_residuals(u: np.ndarray, design: Design) -> None:
    if np.abs(u).max() <= ALIKE * np.abs(design.y - design.y.mean()).max():
        raise ValueError(f"the other terms give {design.outcome!r} without error: there is nothing to draw signs for")


def _all_signs(size: int) -> np.ndarray:
    """All 2^G rows of G signs."""
    return 1.0 - 2 * (np.arange(2**size)[:, None] >> np.arange(size) & 1)


def _drawn_signs(size: int, draws: int, seed: int) -> np.ndarray:
    """Rows of G signs, each with equal chance (Rademacher)."""
    return 2.0 * np.random.default_rng(seed).integers(0, 2, (draws, size), dtype=np.int8) - 1


def _p_value(actual: float, drawn: np.ndarray, every: bool) -> float:
    """The share of statistics at least as large; draws count the actual one as one of them, so that p is never 0."""
    as_large = int((drawn >= actual * (1 - ALIKE)).sum())
    return as_large / len(drawn) if every else (1 + as_large) / (1 + len(drawn))


def _blocks(columns: Iterator[np.ndarray], n: int) -> Iterator[np.ndarray]:
    """The columns in blocks (D, N) that fit into memory."""
    while block := list(islice(columns, max(1, CHUNK // n))):
        yield np.array(block)


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


def _sums(values: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Sums of rows (N, ...) by cluster (G, ...)."""
    order = np.argsort(groups, kind="stable")
    return np.add.reduceat(values[order], np.searchsorted(groups[order], np.arange(groups.max() + 1)))


def _solved(matrix: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """The solution, or NaN where the matrix has none to speak of."""
    return np.linalg.solve(matrix, vector) if np.linalg.cond(matrix) < 1 / ALIKE else np.full(len(vector), np.nan)


def _term(found: Fit, term: str, effects: str = "coefficients") -> pd.Series:
    """The row of a term; raises ValueError for a term that the fit has not."""
    table = getattr(found, effects)
    if term not in table.index:
        raise ValueError(f"no term {term!r} in {effects}, which have {', '.join(table.index)}")
    return table.loc[term]


def _without(formula: str, rest: pd.DataFrame, term: str, options: dict) -> dict:
    """The term's row without one cluster, or the reason why there is none."""
    try:
        return {"n_obs": len(rest), **_term(fit(formula, rest, **options), term), "reason": ""}
    except ValueError as error:
        return {"n_obs": len(rest), "reason": str(error)}
