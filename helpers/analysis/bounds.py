"""Outcomes known as intervals ("400余": at least 400) carried into estimates: best and worst case, and imputation.

The formula names the outcome, such as `y ~ x`; `low` and `high` name columns of its bounds, equal where known.
"""

from decimal import Decimal

import numpy as np
import pandas as pd

from helpers.analysis import design as designs
from helpers.analysis.models import fit, tested


def worst_cases(formula: str, data: pd.DataFrame, *, low: str, high: str, **options) -> pd.DataFrame:
    """By term the smallest and largest least-squares estimate that outcomes within their bounds allow, and an interval.

    b_j = sum of w_i y_i with w the j-th row of (X'X)^-1 X', so that the largest takes the upper bound where w_i > 0 and
    the lower elsewhere: sharp, and no other outcome goes beyond. `low` and `high` enclose the 95% intervals of `fit`
    with its `options` at both, `n_bounds` counts rows with an interval. Raises ValueError for bounds that are missing,
    infinite or the wrong way round.

    Manski, Tamer (2002), Econometrica 70; Stoye (2007), Reliable Computing 13; Imbens, Manski (2004), Econometrica 72.
    """
    lower, upper = _bounds(data, low, high)
    outcome, middle = _outcome(formula), data.assign(**{_outcome(formula): (lower + upper) / 2})
    built, _ = designs.build(formula, middle)
    weights = np.linalg.pinv(built.X)
    rows = {}
    for term, w in zip(built.names, weights, strict=True):
        ends = [np.where(w > 0, first, second) for first, second in ((lower, upper), (upper, lower))]
        fits = [fit(formula, data.assign(**{outcome: each}), **options).coefficients.loc[term] for each in ends]
        rows[term] = [fits[0]["estimate"], fits[1]["estimate"], fits[0]["low"], fits[1]["high"]]
    names = ["smallest", "largest", "low", "high"]
    return (
        pd.DataFrame.from_dict(rows, "index", columns=names)
        .rename_axis("term")
        .assign(n_bounds=int((upper > lower).sum()))
    )


def imputed(
    formula: str, data: pd.DataFrame, *, low: str, high: str, imputations: int = 20, seed: int, **options
) -> pd.DataFrame:
    """Coefficients with outcomes drawn within their bounds, all values alike likely, pooled over the imputations.

    Variance is W + (1 + 1 / m) B, of the mean variance W and the variance B between m imputations; t has the degrees of
    freedom of Barnard and Rubin from those of `fit`. `missing_information` is the share of B. That every value within
    the bounds is as likely, whatever the other columns are, is an assumption. `options` go to `fit`.

    Rubin (1987), Multiple Imputation for Nonresponse in Surveys; Barnard, Rubin (1999), Biometrika 86.
    """
    lower, upper = _bounds(data, low, high)
    if imputations < 2:
        raise ValueError(f"imputations are at least 2, found {imputations}")
    draw, outcome = np.random.default_rng(seed), _outcome(formula)
    fits = [
        fit(formula, data.assign(**{outcome: lower + draw.random(len(data)) * (upper - lower)}), **options)
        for _ in range(imputations)
    ]
    tables = [each.coefficients for each in fits]
    estimates, errors = (pd.concat([each[name] for each in tables], axis=1) for name in ("estimate", "std_error"))
    return _pooled(estimates, errors**2, fits[0].degrees)


def next_round(values) -> np.ndarray:
    """The next number with no more digits than each value of at least 0 has, which "400余" stays below: 500 for 400,
    1,730 for 1,720, 98.6 for 98.5; NaN where missing."""
    return np.array([np.nan if np.isnan(each) else _next_round(each) for each in np.asarray(values, float)])


def _next_round(value: float) -> float:
    exact = Decimal(repr(float(value))).normalize()
    return float(exact + Decimal(1).scaleb(exact.as_tuple().exponent))


def _pooled(estimates: pd.DataFrame, variances: pd.DataFrame, complete: int) -> pd.DataFrame:
    """Rubin's rules for estimates and variances (terms, m), with `complete` degrees of freedom without imputation."""
    m, b, within = estimates.shape[1], estimates.mean(axis=1), variances.mean(axis=1)
    between = (1 + 1 / m) * estimates.var(axis=1)
    share, error = between / (within + between), np.sqrt(within + between)
    observed = (complete + 1) / (complete + 3) * complete * (1 - share)
    degrees = 1 / (share**2 / (m - 1) + 1 / observed)
    return tested(b, error, degrees).assign(degrees=degrees.to_numpy(), missing_information=share.to_numpy())


def _outcome(formula: str) -> str:
    """The name on the left of the formula; ValueError where that is no plain name."""
    name = formula.split("~")[0].strip()
    if not name.isidentifier():
        raise ValueError(f"the outcome of bounds is a plain name, as in 'y ~ x', found {name!r}: transform its bounds")
    return name


def _bounds(data: pd.DataFrame, low: str, high: str) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper bounds (N,); raises ValueError with the count of rows whose bounds say nothing."""
    lower, upper = (data[name].to_numpy(float, na_value=np.nan) for name in (low, high))
    open_ends = int((~np.isfinite(lower) | ~np.isfinite(upper)).sum())
    if open_ends:
        raise ValueError(
            f"{open_ends} of {len(data)} rows have no finite {low} or {high}: cap them at the largest value that makes "
            "sense, such as the target or the next round number, and say so"
        )
    turned = int((lower > upper).sum())
    if turned:
        raise ValueError(f"{low} is above {high} in {turned} of {len(data)} rows")
    return lower, upper
