"""What few clusters can say: tests that do not lean on their number, and how large an effect could hide.

`term` is a column of the formula's design, as `fit` names it; all tests here are of least squares.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from helpers.analysis import design as designs
from helpers.analysis import estimators, sizes, wild
from helpers.analysis.deals import ALIKE, permuted_statistics, residuals, share_as_large, shuffled, without
from helpers.analysis.design import Design
from helpers.analysis.models import LEVEL, Fit, fit, tested_alone

FEWEST = 19  # draws, of which a p-value of 1 / 20 can come
DIGITS = 12  # with which tables are written


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
    return _signs(formula, data, term, clusters, draws, seed)(null)


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
    p_value = _signs(formula, data, term, clusters, draws, seed)
    found = _term(fit(formula, data, covariance="cluster", clusters=clusters), term)
    low, high = (
        wild.first_rejected(p_value, found["estimate"], side * found["std_error"], 1 - level) for side in (-1, 1)
    )
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
    return share_as_large(np.abs(actual[0]), np.abs(np.concatenate(statistics)), every)


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
    table = table.astype({name: float for name in table if name != "reason"})
    table["change"] = _difference(table["estimate"], whole)
    return table.sort_values("change", key=np.abs, ascending=False)


def _difference(found: pd.Series, whole: float) -> pd.Series:
    """What is found less the whole, to the 12 digits that the whole is told with: more differ by processor."""
    unit = 10.0 ** (np.ceil(np.log10(abs(whole))) - DIGITS) if whole else 10.0**-DIGITS
    return ((found - whole) / unit).round() * unit


def influence(formula: str, data: pd.DataFrame, *, term: str, clusters: str) -> pd.DataFrame:
    """The weight of each cluster in least squares: rows, leverage, partial_leverage, weight_together, change of the
    term without it.

    Leverage is tr((X'X)^-1 X_g'X_g), K in sum; partial leverage the cluster's share of the variation of the term that
    the other columns leave, which is its share of the estimate's variance where errors are independent; weight_together
    its share where those of one cluster are all the same, by squared sums; change is (X'X - X_g'X_g)^-1 X_g'y_g left
    out exactly, NaN where the rest has no estimate. By partial leverage, the largest first (MacKinnon, Nielsen, Webb
    2023, Stata Journal 23).
    """
    return _influence(*_prepared(formula, data, term, clusters), data[clusters])


def _influence(design: Design, groups: np.ndarray, place: int, clusters: pd.Series) -> pd.DataFrame:
    """What `influence` says of a column."""
    scaled = design.X / np.linalg.norm(design.X, axis=0)
    alone, residuals = _residuals(scaled, place), design.y - scaled @ np.linalg.lstsq(scaled, design.y)[0]
    total, order = scaled.T @ scaled, np.argsort(groups, kind="stable")
    parts = np.split(scaled[order], np.cumsum(np.bincount(groups))[:-1])
    own = np.stack([part.T @ part for part in parts])
    scores = designs.sums(scaled * residuals[:, None], groups)
    together = np.bincount(groups, alone) ** 2
    columns = {
        "n_obs": np.bincount(groups),
        "leverage": np.trace(np.linalg.inv(total) @ own, axis1=1, axis2=2),
        "partial_leverage": np.bincount(groups, alone**2) / (alone**2).sum(),
        "weight_together": together / together.sum(),
        "change": -_solved(total - own, scores)[:, place] / np.linalg.norm(design.X[:, place]),
    }
    names = pd.Index(clusters.unique(), name=clusters.name)
    return pd.DataFrame(columns, names).sort_values("partial_leverage", ascending=False)


def jackknife(formula: str, data: pd.DataFrame, *, term: str, clusters: str) -> pd.Series:
    """The term's estimate, std_error, p_value, low, high by leaving out one cluster at a time, effective_clusters and
    effective_together.

    The variance is (G - 1) / G times the sum of squared changes, CV3 of least squares, with t of G - 1 degrees of
    freedom. Where one cluster has much of the term's variation the usual clustered error is too small.
    effective_clusters, from 1 to G, is how many clusters of equal weight weigh as these do, one over the sum of squared
    partial leverages: G* where errors are independent; effective_together is G* where those of one cluster are all the
    same. Raises ValueError as `fit` does, and where a cluster left out leaves no estimate.

    MacKinnon, Nielsen, Webb (2023), Journal of Applied Econometrics 38; Carter, Schnepel, Steigerwald (2017), REStat
    99.
    """
    design, groups, place = _prepared(formula, data, term, clusters)
    table = _influence(design, groups, place, data[clusters])
    if (alone := table.index[table["change"].isna()]).size:
        raise ValueError(f"without {clusters} {alone[0]} {term!r} has no estimate, so none of how it changes")
    size, estimate = len(table), estimators.ols(design).b[place]
    error = np.sqrt((size - 1) / size * (table["change"] ** 2).sum())
    shares = {"effective_clusters": "partial_leverage", "effective_together": "weight_together"}
    effective = {name: 1 / (table[share] ** 2).sum() for name, share in shares.items()}
    return _told(term, estimate, error, size - 1, effective)


def bell_mccaffrey(formula: str, data: pd.DataFrame, *, term: str, clusters: str) -> pd.Series:
    """The term's estimate, std_error, p_value, low, high and degrees of freedom of a t as long-tailed as few clusters
    make it.

    The variance is CR2, the sum of (c_g'e_g)^2 with c_g' = (X'X)^-1 X_g' (I - H_gg)^-1/2 in the row of the term,
    unbiased where errors e are independent and alike, and t has the degrees that it then has
    (`helpers.analysis.sizes`). Raises ValueError as `fit` does.

    Bell, McCaffrey (2002), Survey Methodology 28; Imbens, Kolesár (2016), REStat 98; Pustejovsky, Tipton (2018), JBES
    36.
    """
    design, groups, place = _prepared(formula, data, term, clusters)
    found, (q, weights) = estimators.ols(design), sizes.moves(design, groups, place, 0.5)
    scores = designs.sums(q * (design.y - design.X @ found.b)[:, None], groups)
    error, degrees = np.sqrt(((weights * scores).sum(axis=1) ** 2).sum()), sizes.degrees(q, weights, groups)
    return _told(term, found.b[place], error, degrees, {"degrees": degrees})


def minimum_detectable_effect(
    found: Fit,
    term: str,
    *,
    error: float | None = None,
    degrees: float | None = None,
    power: float = 0.8,
    level: float = 0.05,
    effects: str = "marginal_effects",
) -> DetectableEffect:
    """The effect that a two-sided test at `level` finds with chance `power`: (t_(1 - level / 2) + t_power) s.e.

    t has G - 1 degrees of freedom with clusters, else N - K (Bloom 1995, Evaluation Review 19). `error` and `degrees`
    are others than those of the fit: those of `bell_mccaffrey` where few clusters weigh most, as a clustered error with
    G - 1 is too small there.
    """
    if not (0 < level < 1 and 0 < power < 1):
        raise ValueError(f"level and power lie between 0 and 1, found {level} and {power}")
    error = _term(found, term, effects)["std_error"] if error is None else error
    units = found.n_clusters or found.n_obs
    effect = float(stats.t.ppf([1 - level / 2, power], degrees or found.degrees).sum() * error)
    kind = "clusters" if found.n_clusters else "rows"
    words = (
        f"with {units:,} {kind} a two-sided test at {level:.0%} finds an effect of {term} of {effect:.3g} on "
        f"{found.outcome} in {power:.0%} of samples if its error is the estimated one, and a smaller one in fewer"
    )
    return DetectableEffect(effect, words)


def _signs(
    formula: str, data: pd.DataFrame, term: str, clusters: str, draws: int, seed: int
) -> Callable[[float], float]:
    """The p-value of a null by the wild cluster bootstrap; raises ValueError as `fit` does."""
    _refuse_few_draws(draws)
    return wild.tested(*_prepared(formula, data, term, clusters), draws, seed)


def _refuse_few_draws(draws: int) -> None:
    """Raises ValueError for draws that no p-value below 5 percent can come from."""
    if draws < FEWEST:
        raise ValueError(f"draws are at least {FEWEST}, found {draws}: fewer give no p-value below 0.05")


def _prepared(formula: str, data: pd.DataFrame, term: str, clusters: str) -> tuple[Design, np.ndarray, int]:
    """Design, numbers of clusters and the column of the term; raises ValueError as `fit` does."""
    design, [groups] = designs.build(formula, data, [clusters])
    return design, groups, designs.place(design, term)


def _told(term: str, estimate: float, error: float, degrees: float, more: dict[str, float]) -> pd.Series:
    """An estimate with its test and interval, and what more is known of it."""
    found = {**tested_alone(term, estimate, error, degrees), **more}
    del found["statistic"]
    return pd.Series(found)


def _residuals(X: np.ndarray, place: int) -> np.ndarray:
    """What the other columns leave of the one at `place`."""
    q = np.linalg.qr(np.delete(X, place, axis=1))[0]
    return X[:, place] - q @ (q.T @ X[:, place])


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
