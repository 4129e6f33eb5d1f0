"""What few clusters can say: tests that do not lean on their number, and how large an effect could hide.

`term` is a column of the formula's design, as `fit` names it; all tests here are of least squares.
"""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy import optimize, stats

from helpers.analysis import design as designs
from helpers.analysis.deals import permuted_statistics, residuals, shuffled, without
from helpers.analysis.design import Design
from helpers.analysis.models import LEVEL, Fit, fit

ALIKE = 1e-9  # of a statistic, by which a drawn one may fall short of it and still count as a tie
DOUBLINGS = 20  # of the clustered error, beyond which no value is asked for
FEWEST = 19  # draws, of which a p-value of 1 / 20 can come
FINE = 1e-3  # of the clustered error, to which an end of an interval is found
ROUNDING = 1e-12  # of the sum of squared scores, what is left of it where all cancel out
SMALL = 100_000  # numbers of a block that stays near the processor


class DetectableEffect(NamedTuple):
    """The smallest effect that a test would find with the stated power, and a sentence that says so."""

    effect: float
    words: str


def wild_cluster_bootstrap(
    formula: str, data: pd.DataFrame, *, term: str, clusters: str, null: float = 0.0, draws: int = 9999, seed: int
) -> float:
    """The p-value of term = null by the wild cluster bootstrap: residuals of the null, one sign for each cluster.

    Statistics are |t| with clustered errors, y* = the fit under the null + sign times its residuals. Where 2^G signs
    are at most `draws`, each is taken once (one of s and -s, whose |t| are the same), the p-value is exact and at
    least 2^(1 - G); else signs are drawn and p = (1 + those as large) / (1 + draws). Raises ValueError as `fit` does,
    for a term that is not in the formula, and where the other terms leave no residuals.

    Cameron, Gelbach, Miller (2008), REStat 90; Roodman, Nielsen, MacKinnon, Webb (2019), Stata Journal 19.
    """
    return _wild(formula, data, term, clusters, draws, seed)(null)


def wild_cluster_interval(
    formula: str,
    data: pd.DataFrame,
    *,
    term: str,
    clusters: str,
    draws: int = 9999,
    seed: int,
    level: float = LEVEL,
) -> tuple[float, float]:
    """Low and high end of the values of the term that `wild_cluster_bootstrap` does not reject at 1 - level.

    All values are tested with the same signs. From the estimate outwards each end is the first value rejected, to a
    thousandth of the clustered error; it is infinite where none is, as with fewer than 6 clusters at 0.95, whose
    smallest p-value is above 0.05. Raises ValueError as the test does.

    Davidson, MacKinnon (2010), JBES 28; Roodman, Nielsen, MacKinnon, Webb (2019), Stata Journal 19.
    """
    p_value = _wild(formula, data, term, clusters, draws, seed)
    found = _term(fit(formula, data, covariance="cluster", clusters=clusters), term)
    low, high = (_rejected(p_value, found["estimate"], side * found["std_error"], 1 - level) for side in (-1, 1))
    return low, high


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
    _refuse_few_draws(draws)
    design, groups, place = _prepared(formula, data, term, clusters)
    blocks, every = shuffled(design.X[:, place], groups, permute, draws, seed)
    others = without(design, place, groups)
    actual = permuted_statistics(others, design.y, residuals(others, design.X[:, place][None]))[1]
    statistics = [permuted_statistics(others, design.y, residuals(others, each))[1] for each in blocks]
    return _p_value(np.abs(actual[0]), np.abs(np.concatenate(statistics)), every)


def leave_one_out(formula: str, data: pd.DataFrame, *, term: str, clusters: str, **options) -> pd.DataFrame:
    """The term's estimate without each cluster in turn: rows left, `fit`'s columns, change, and why there is none.

    One row a cluster, by the largest change first; `options` go to `fit`, which clusters its errors.
    """
    options = {"covariance": "cluster", "clusters": clusters, **options}
    data = data[designs.columns(formula, data, options["clusters"])]
    whole = _term(fit(formula, data, **options), term)["estimate"]
    numbers, names = pd.factorize(data[clusters])  # text is slow to compare
    table = pd.DataFrame(
        {name: _without(formula, data[numbers != place], term, options) for place, name in enumerate(names)}
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
    total, order = scaled.T @ scaled, np.argsort(groups, kind="stable")
    parts = np.split(scaled[order], np.cumsum(np.bincount(groups))[:-1])
    own = np.stack([part.T @ part for part in parts])
    scores = _sums(scaled * residuals[:, None], groups)
    table = pd.DataFrame({"n_obs": np.bincount(groups)}, index=pd.Index(data[clusters].unique(), name=clusters))
    table["leverage"] = np.trace(np.linalg.inv(total) @ own, axis1=1, axis2=2)
    table["partial_leverage"] = np.bincount(groups, alone**2) / (alone**2).sum()
    table["change"] = -_solved(total - own, scores)[:, place] / np.linalg.norm(design.X[:, place])
    return table.sort_values("partial_leverage", ascending=False)


def jackknife(formula: str, data: pd.DataFrame, *, term: str, clusters: str) -> pd.Series:
    """The term's estimate, std_error, p_value, low, high by leaving out one cluster at a time, and effective_clusters.

    The variance is (G - 1) / G times the sum of squared changes, CV3 of least squares, with t of G - 1 degrees of
    freedom. Where one cluster has much of the term's variation the usual clustered error is too small; this one tends
    to be too large. effective_clusters, from 1 to G, is how many clusters of equal weight weigh as these do: one over
    the sum of squared partial leverages. Raises ValueError as `fit` does, and where a cluster left out leaves no
    estimate.

    MacKinnon, Nielsen, Webb (2023), Journal of Applied Econometrics 38; Carter, Schnepel, Steigerwald (2017), REStat
    99.
    """
    table = influence(formula, data, term=term, clusters=clusters)
    if (alone := table.index[table["change"].isna()]).size:
        raise ValueError(f"without {clusters} {alone[0]} {term!r} has no estimate, so none of how it changes")
    size, estimate = len(table), _term(fit(formula, data), term)["estimate"]
    error = float(np.sqrt((size - 1) / size * (table["change"] ** 2).sum()))
    margin = stats.t.ppf((1 + LEVEL) / 2, size - 1) * error
    found = {"estimate": estimate, "std_error": error, "p_value": 2 * stats.t.sf(abs(estimate) / error, size - 1)}
    found |= {"low": estimate - margin, "high": estimate + margin}
    return pd.Series(found | {"effective_clusters": 1 / (table["partial_leverage"] ** 2).sum()})


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
    effect = float(stats.t.ppf([1 - level / 2, power], found.degrees).sum() * error)
    kind = "clusters" if found.n_clusters else "rows"
    words = (
        f"with {units:,} {kind} a two-sided test at {level:.0%} finds an effect of {term} of {effect:.3g} on "
        f"{found.outcome} in {power:.0%} of samples, and a smaller one in fewer"
    )
    return DetectableEffect(effect, words)


def _wild(
    formula: str, data: pd.DataFrame, term: str, clusters: str, draws: int, seed: int
) -> Callable[[float], float]:
    """The p-value of a null by the wild cluster bootstrap, every null with the same signs."""
    _refuse_few_draws(draws)
    design, groups, place = _prepared(formula, data, term, clusters)
    size = int(groups.max()) + 1  # of Python, whose powers do not overflow
    every = 2**size <= draws
    flips = _all_flips(size) if every else _drawn_flips(size, draws, seed)

    def p_value(null: float) -> float:
        parts = _wild_parts(design, groups, place, null)
        drawn = np.concatenate([_wild_statistics(parts, each) for each in _as_floats(flips)])
        return _p_value(_wild_statistics(parts, np.zeros((size, 1)))[0], drawn, every)

    return p_value


def _rejected(p_value: Callable[[float], float], start: float, step: float, below: float) -> float:
    """The first value from `start` in the direction of `step` with a p-value of at most `below`: infinite for none."""
    inside, fine = start, abs(step) * FINE
    for _ in range(DOUBLINGS):
        if p_value(inside + step) <= below:
            return optimize.bisect(lambda value: p_value(value) - below, inside, inside + step, xtol=fine)
        inside, step = inside + step, 2 * step
    return float(np.copysign(np.inf, step))


def _refuse_few_draws(draws: int) -> None:
    """Raises ValueError for draws that no p-value below 5 percent can come from."""
    if draws < FEWEST:
        raise ValueError(f"draws are at least {FEWEST}, found {draws}: fewer give no p-value below 0.05")


def _prepared(formula: str, data: pd.DataFrame, term: str, clusters: str) -> tuple[Design, np.ndarray, int]:
    """Design, numbers of clusters and the column of the term; raises ValueError as `fit` does."""
    design, [groups] = designs.build(formula, data, [clusters])
    return design, groups, designs.place(design, term)


def _residuals(X: np.ndarray, place: int) -> np.ndarray:
    """What the other columns leave of the one at `place`."""
    q = np.linalg.qr(np.delete(X, place, axis=1))[0]
    return X[:, place] - q @ (q.T @ X[:, place])


def _wild_parts(design: Design, groups: np.ndarray, place: int, null: float) -> np.ndarray:
    """By cluster the scores X_g'u_g and their partners (2, K, G) of which `_wild_statistics` are made.

    X has orthonormal columns, the last of them x, what the others leave of the term, over its length; u are the
    residuals of the null.
    """
    X = np.linalg.qr(np.column_stack([np.delete(design.X, place, axis=1), design.X[:, place]]))[0]
    others, y = X[:, :-1], design.y - null * design.X[:, place]
    u = y - others @ (others.T @ y)
    _refuse_no_residuals(u, design)
    scores, own = _sums(X * u[:, None], groups), _sums(X * X[:, -1:], groups)
    return np.array([scores.T, (scores @ (own.T @ own) - 2 * scores[:, -1:] * own).T])


def _wild_statistics(parts: np.ndarray, flips: np.ndarray) -> np.ndarray:
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


def _p_value(actual: float, drawn: np.ndarray, every: bool) -> float:
    """The share of statistics at least as large; draws count the actual one as one of them, so that p is never 0."""
    as_large = int((drawn >= actual * (1 - ALIKE)).sum())
    return as_large / len(drawn) if every else (1 + as_large) / (1 + len(drawn))


def _sums(values: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Sums of rows (N, ...) by cluster (G, ...)."""
    order = np.argsort(groups, kind="stable")
    return np.add.reduceat(values[order], np.searchsorted(groups[order], np.arange(groups.max() + 1)))


def _solved(matrices: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """The solution of each matrix (G, K, K) with its vector (G, K), NaN where there is none to speak of."""
    found, regular = np.full(vectors.shape, np.nan), np.linalg.cond(matrices) < 1 / ALIKE
    found[regular] = np.linalg.solve(matrices[regular], vectors[regular][:, :, None])[:, :, 0]
    return found


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
