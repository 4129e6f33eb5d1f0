"""One number for what a public sector reaches, and one for what it reaches with its money.

Afonso, Schuknecht, Tanzi (2005), Public Choice 123; (2006), ECB working paper 581.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd


def performance(
    data: pd.DataFrame, weights: Mapping[str, float] | None = None, *, means: Mapping[str, float] | float | None = None
) -> pd.Series:
    """Public sector performance of each unit (row): the weighted mean of its indicators, each over its own mean.

    PSP_i = sum over j of w_j I_ij / mean_j, with equal weights unless stated; 1 is the average unit. More must be
    better in every column. `means` are those of another sample; 1 takes indicators as already divided. Where a unit
    lacks indicators, the weights of those it has are raised to sum to 1, and `.attrs["reweighted"]` names the unit and
    what it lacks; a unit without any has NaN. Raises ValueError for a column without a mean above 0 and for weights or
    means that do not fit the columns.

    Afonso, Schuknecht, Tanzi (2005, section 2).
    """
    values = _numbers(data)
    shares, over = _weights(values, weights), _means(values, means)
    known = values.notna().astype(float) @ shares
    result = ((values / over).fillna(0) @ shares / known.where(known > 0)).rename("performance")
    missing = values.isna() & (shares > 0)
    result.attrs["reweighted"] = {unit: list(values.columns[row]) for unit, row in missing.iterrows() if row.any()}
    return result


def relative_efficiency(performance: pd.Series, spending: pd.Series) -> pd.Series:
    """Public sector efficiency of each unit: its performance over its spending relative to the mean, 1 as a benchmark.

    PSE_i = PSP_i / (G_i / mean G). The mean is over units with both; others have NaN. Raises ValueError where rows
    differ, a value is no number, or spending is not above 0.

    Afonso, Schuknecht, Tanzi (2005, section 3).
    """
    performance, spending = pd.Series(performance), pd.Series(spending)
    if not performance.index.equals(spending.index):
        raise ValueError(
            f"performance has {len(performance)} rows, spending {len(spending)}, not the same units in the same order: "
            "give both one row for each unit"
        )
    performance, spending = _amounts(performance, "performance"), _amounts(spending, "spending", above=0)
    both = performance.notna() & spending.notna()
    return (performance / (spending / spending[both].mean())).rename("relative_efficiency")


def _amounts(values: pd.Series, name: str, above: float = -np.inf) -> pd.Series:
    """The values as floats; raises ValueError that names the first unit with none, missing ones aside."""
    if not pd.api.types.is_any_real_numeric_dtype(values.dtype):
        raise ValueError(f"{name}: expected numbers, found {values.dtype}; convert it first")
    numbers = values.astype(float)
    wrong = np.flatnonzero(~((numbers > above) & np.isfinite(numbers)) & numbers.notna())
    if len(wrong):
        expected = "amounts above 0" if above == 0 else "finite numbers"
        raise ValueError(f"{name} of {numbers.index[wrong[0]]!r} is {numbers.iloc[wrong[0]]}: expected {expected}")
    return numbers


def _numbers(data: pd.DataFrame) -> pd.DataFrame:
    """The indicators as floats; raises ValueError for a column of anything else or an infinite value."""
    frame = pd.DataFrame(data)
    for column, kind in frame.dtypes.items():
        if not pd.api.types.is_any_real_numeric_dtype(kind):
            raise ValueError(f"indicator {column!r}: expected numbers, found {kind}; convert the column first")
    if frame.empty:
        raise ValueError(f"expected at least one unit and one indicator, found {frame.shape}")
    values = frame.astype(float)
    if np.isinf(values.to_numpy()).any():
        raise ValueError(f"indicator {values.columns[np.isinf(values).any()][0]!r} has an infinite value")
    return values


def _weights(values: pd.DataFrame, weights: Mapping[str, float] | None) -> pd.Series:
    """Weights that sum to 1; raises ValueError where they are not one for each column, none below 0, some above."""
    if weights is None:
        return pd.Series(1 / values.shape[1], index=values.columns)
    given = pd.Series(dict(weights), dtype=float)
    if set(given.index) != set(values.columns):
        raise ValueError(f"weights are of {list(given.index)}, indicators are {list(values.columns)}: give each one")
    if not ((given >= 0).all() and given.sum() > 0 and np.isfinite(given).all()):
        raise ValueError(f"weights must be at least 0 and not all 0, found {given.to_dict()}")
    return given.reindex(values.columns) / given.sum()


def _means(values: pd.DataFrame, means: Mapping[str, float] | float | None) -> pd.Series:
    """What each indicator is divided by; raises ValueError where that is not one number above 0 for each column."""
    if isinstance(means, Mapping) and set(means) != set(values.columns):
        raise ValueError(f"means are of {list(means)}, indicators are {list(values.columns)}: give each one")
    over = values.mean() if means is None else pd.Series(means, index=values.columns, dtype=float)
    wrong = over.index[~(over > 0)]
    if len(wrong):
        raise ValueError(
            f"indicator {wrong[0]!r} has the mean {over[wrong[0]]} over {values[wrong[0]].count()} units: it is "
            "divided by its mean, which must be above 0; turn it so that more is better, or leave it out"
        )
    return over
