"""What a whole table of specifications says: typical effect, how many are significant, and whether chance does as much.

Simonsohn, Simmons, Nelson (2020), Nature Human Behaviour 4.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy import special, stats

from helpers.analysis import design as designs
from helpers.analysis import many
from helpers.analysis.deals import permuted_statistics, residuals, shuffled, without
from helpers.analysis.inference import jackknife

SIGNIFICANT = 0.05
ALIKE = 1e-9


class Summary(NamedTuple):
    """A table of runs in four numbers."""

    runs: int
    median_effect: float
    share_significant: float  # p < 0.05
    share_same_sign: float  # significant, with the sign of the median effect


class Specification(NamedTuple):
    """One defensible way to estimate: a formula, and the rows it takes as a query, None for all."""

    formula: str
    rows: str | None = None


def summary(runs: pd.DataFrame) -> Summary:
    """Median effect and shares of runs, one a row with estimate and p_value; ValueError for runs that lack one of them.

    Runs that failed are to be left out first, and counted.
    """
    _refuse_gaps(runs)
    median, significant = runs["estimate"].median(), runs["p_value"] < SIGNIFICANT
    same = significant & (np.sign(runs["estimate"]) == np.sign(median))
    return Summary(len(runs), float(median), float(significant.mean()), float(same.mean()))


def standardised(runs: pd.DataFrame) -> pd.DataFrame:
    """The runs with estimate, and what they have of std_error, low and high, in standard deviations of the outcome over
    the rows of each run, sd_outcome: then outcomes in different units stand on one scale."""
    told = runs.columns.intersection(["estimate", "std_error", "low", "high"])
    return runs.assign(**{column: runs[column] / runs["sd_outcome"] for column in told})


def by_choice(runs: pd.DataFrame, choices: Sequence[str]) -> pd.DataFrame:
    """A row a value of each choice: how many runs took it, their median, smallest and largest estimate, the share that
    are significant, and the share by jackknife_p of those that have one. `choices` are columns of the runs."""
    by_jackknife = (runs["jackknife_p"] < SIGNIFICANT).astype(float).where(runs["jackknife_p"].notna())
    told = runs.assign(significant=runs["p_value"] < SIGNIFICANT, by_jackknife=by_jackknife)
    about = {
        "runs": ("estimate", "size"),
        "median_effect": ("estimate", "median"),
        "smallest": ("estimate", "min"),
        "largest": ("estimate", "max"),
        "share_significant": ("significant", "mean"),
        "share_by_jackknife": ("by_jackknife", "mean"),
    }
    tables = {choice: told.groupby(choice, sort=False).agg(**about) for choice in choices}
    return pd.concat(tables, names=["choice", "value"])


def alone(runs: pd.DataFrame, usual: Mapping[str, str]) -> pd.DataFrame:
    """What each value of a choice changes by itself: pairs, the runs that differ from one with the `usual` value of the
    choice in nothing else, and the median, smallest and largest of their estimate less that one's. `usual` has all
    choices; raises ValueError where two runs made the same of them."""
    tables = {}
    for choice, value in usual.items():
        took, others = runs[choice] == value, [each for each in usual if each != choice]
        if runs[took].duplicated(others).any():
            raise ValueError(f"runs are alike in {', '.join(usual)}: name the choice that tells them apart")
        both = runs[~took].merge(runs.loc[took, [*others, "estimate"]], on=others, suffixes=("", "_usual"))
        change = (both["estimate"] - both["estimate_usual"]).groupby(both[choice], sort=False)
        tables[choice] = change.agg(pairs="size", median_change="median", least_change="min", most_change="max")
    return pd.concat(tables, names=["choice", "value"])


def joint_test(runs: pd.DataFrame, null_runs: pd.DataFrame) -> pd.DataFrame:
    """Whether runs under the null do as much: observed statistic, its median and 95% quantile under the null, p_value.

    `null_runs` holds the same specifications for each `draw`. Statistics are |median effect|, the share significant
    with the sign of the median effect, and |Stouffer's Z|, the sum of the z of all p-values over the root of their
    number. p = (1 + draws as large) / (1 + draws). Raises ValueError where a draw has not as many runs.
    """
    _refuse_gaps(runs)
    _refuse_gaps(null_runs)
    sizes = null_runs.groupby("draw").size()
    if (sizes != len(runs)).any():
        raise ValueError(f"each draw needs all {len(runs)} runs, found {sizes.min()} to {sizes.max()}")
    observed = _statistics(runs.assign(draw=0)).iloc[0]
    under = _statistics(null_runs)
    as_large = (under >= observed * (1 - ALIKE)).sum()
    return pd.DataFrame(
        {
            "observed": observed,
            "null_median": under.median(),
            "null_95": under.quantile(0.95),
            "p_value": (1 + as_large) / (1 + len(under)),
        }
    ).rename_axis("statistic")


def all_runs(specifications: Sequence[Specification], data: pd.DataFrame, *, term: str, clusters: str) -> pd.DataFrame:
    """A row a specification: estimate, std_error, p_value (t with G - 1), n_obs, n_clusters of `term` by least squares.

    Errors are clustered, and all is as `fit` has it, its refusals too. Specifications that take the same rows share
    their sums of products (`helpers.analysis.many`), so that a thousand cost little more than a few.
    """
    tables = []
    by_rows = pd.Series([each.rows for each in specifications], dtype=object).fillna("")
    for rows, own in by_rows.groupby(by_rows, sort=False):
        formulas = [specifications[place].formula for place in own.index]
        found = many.fits(formulas, data if rows == "" else data.query(rows), term=term, clusters=clusters)
        tables.append(found.set_index(own.index))
    return pd.concat(tables).sort_index().rename_axis("specification")


def jackknifed(
    specifications: Sequence[Specification], data: pd.DataFrame, *, term: str, clusters: str
) -> pd.DataFrame:
    """A row a specification with what `jackknife` finds of `term`: where one cluster weighs much, clustered errors are
    too small in all specifications alike. Raises ValueError as `jackknife` does."""
    taken = (data if each.rows is None else data.query(each.rows) for each in specifications)
    pairs = zip(specifications, taken, strict=True)
    found = [jackknife(each.formula, rows, term=term, clusters=clusters) for each, rows in pairs]
    return pd.DataFrame(found).rename_axis("specification")


def null_runs(
    specifications: Sequence[Specification],
    data: pd.DataFrame,
    *,
    term: str,
    clusters: str,
    units: str | None = None,
    permute: Literal["between", "within"] = "between",
    draws: int = 500,
    seed: int,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Runs of all specifications by least squares with clustered errors, as the data are and for each draw.

    The first table has a row a specification, the second one a draw and specification: specification (its number),
    estimate, p_value (t with G - 1). A draw deals the column `term` out once, to whole
    `units`, which are the clusters unless another column is named, or within them, and all specifications see the same
    deal. `term` is a column and a term of every formula. ValueError as for `randomization_test`.
    """
    values, numbers = data[term].to_numpy(float), designs.groups(data[clusters if units is None else units])
    deals = np.vstack([values[None], *shuffled(values, numbers, permute, draws, seed)[0]])
    found = np.empty((2, len(specifications), len(deals)))
    for places, formulas, taken in _alike(specifications, data):
        used = list(dict.fromkeys(chain.from_iterable(designs.columns(each, data, clusters) for each in formulas)))
        found[:, places] = _statistics_of(formulas, data.loc[taken, used], deals[:, taken], term, clusters)
    b, p = found
    runs = pd.DataFrame({"estimate": b.ravel(), "p_value": p.ravel()})
    runs["specification"], runs["draw"] = (each.ravel() for each in np.indices(b.shape))
    actual = runs["draw"] == 0
    return runs[actual].drop(columns="draw").reset_index(drop=True), runs[~actual].reset_index(drop=True)


def _alike(
    specifications: Sequence[Specification], data: pd.DataFrame
) -> Iterator[tuple[list[int], list[str], np.ndarray]]:
    """Places and formulas of specifications that differ in their outcome alone, and which rows (N,) they take."""
    kinds: dict[tuple[str | None, str], list[int]] = {}
    for place, each in enumerate(specifications):
        kinds.setdefault((each.rows, each.formula.partition("~")[2]), []).append(place)
    taken = {None: np.full(len(data), True)}
    for (rows, _), places in kinds.items():
        if rows not in taken:
            taken[rows] = data.eval(rows).to_numpy(bool)
        yield places, [specifications[place].formula for place in places], taken[rows]


def _statistics_of(
    formulas: list[str], data: pd.DataFrame, deals: np.ndarray, term: str, clusters: str
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Estimates and p-values of each formula, which differ in their outcome alone, by draw (D,)."""
    built = [designs.build(formula, data, [clusters]) for formula in formulas]
    design, [groups] = built[0]
    others = without(design, designs.place(design, term), groups)
    dealt = residuals(others, deals)
    b, t = zip(*(permuted_statistics(others, each.y, dealt) for each, _ in built), strict=True)
    return b, [2 * special.stdtr(groups.max(), -np.abs(each)) for each in t]


def _statistics(runs: pd.DataFrame) -> pd.DataFrame:
    """The three statistics by draw."""
    z = np.sign(runs["estimate"]) * stats.norm.isf(np.maximum(runs["p_value"], 1e-300) / 2)
    median = runs.groupby("draw")["estimate"].transform("median")
    same = (runs["p_value"] < SIGNIFICANT) & (np.sign(runs["estimate"]) == np.sign(median))
    by_draw = runs.assign(z=z, same=same).groupby("draw")
    return pd.DataFrame(
        {
            "median_effect": by_draw["estimate"].median().abs(),
            "share_significant": by_draw["same"].mean(),
            "stouffer_z": (by_draw["z"].sum() / np.sqrt(by_draw.size())).abs(),
        }
    )


def _refuse_gaps(runs: pd.DataFrame) -> None:
    """Raises ValueError for no runs, and for runs without an estimate or p-value."""
    gaps = int(runs[["estimate", "p_value"]].isna().any(axis=1).sum())
    if gaps or runs.empty:
        raise ValueError(f"{gaps} of {len(runs)} runs lack estimate or p_value: leave these out and say how many")
