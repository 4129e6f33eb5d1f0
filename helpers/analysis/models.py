"""Regressions by formula, with standard errors of one stated convention for every estimator.

An estimator hands over its estimates and how far each row moves them; all robust and clustered standard errors follow
from that alone. Another estimator is one more function in `ESTIMATORS`. What a formula may hold is said in
`helpers.analysis.design`.
"""

import warnings
from collections.abc import Callable
from typing import Literal, NamedTuple, get_args

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats
from scipy.optimize import linprog
from scipy.special import expit

from helpers.analysis import design as designs
from helpers.analysis.design import Design

Estimator = Literal["ols", "fractional_logit"]
Covariance = Literal["nonrobust", "HC0", "HC1", "HC2", "HC3", "cluster"]

LEVEL = 0.95  # of the intervals
MAX_ITERATIONS = 100
TOLERANCE = 1e-8  # what counts as 0 beside a leverage of 1, a classical standard error, the spread of the outcome
SMALLEST = np.finfo(float).eps
SEPARATED = 1e-6  # above the tolerance of the solver
CONVENTIONS: dict[Covariance, str] = {
    "HC1": "Small-sample factor N / (N - K). ",
    "HC2": "Scores over the root of 1 - leverage. ",
    "HC3": "Scores over 1 - leverage. ",
    "cluster": "Small-sample factor G / (G - 1) × (N - 1) / (N - K). ",
}


class Fit(NamedTuple):
    """A fitted model; its frames have a row a term: estimate, std_error, statistic, p_value, low and high (95%)."""

    coefficients: pd.DataFrame
    marginal_effects: pd.DataFrame  # without the intercept: slopes, or average marginal effects
    n_obs: int
    n_clusters: int | None
    log_likelihood: float | None  # None where it is a quasi-likelihood
    r_squared: float | None  # share of the variation around the mean; None for a logit
    outcome: str
    estimator: Estimator
    covariance: Covariance
    note: str  # the conventions, in words


class Estimates(NamedTuple):
    """Coefficients b (K,), what standard errors follow from, and marginal effects (M,), one a slope."""

    b: np.ndarray
    influence: np.ndarray  # (N, K): each row's score times the inverse of the information, 0 in sum
    leverage: np.ndarray  # (N,)
    classical: np.ndarray  # (K, K): covariance of b where the model's own variance holds
    effects: np.ndarray
    jacobian: np.ndarray  # (M, K): derivatives of the effects by b
    log_likelihood: float | None = None
    r_squared: float | None = None
    note: str = ""


def fit(
    formula: str,
    data: pd.DataFrame,
    *,
    estimator: Estimator = "ols",
    covariance: Covariance = "HC3",
    clusters: str | None = None,
) -> Fit:
    """The fitted model: coefficients, marginal effects, and what a table says below them.

    `clusters` names a column, with covariance `cluster`. Statistics are t with N - K degrees of freedom, G - 1 with
    clusters. Rows are never dropped. Raises ValueError for missing values (see `complete_rows`) and infinite ones,
    N <= K, an outcome that does not vary, collinear columns, fewer than 2 clusters, leverage 1 with HC2 and HC3, a
    standard error of 0, and for what the estimator refuses.
    """
    _refuse_options(estimator, covariance, clusters)
    rows = data[designs.columns(formula, data, clusters)]
    design = designs.build(formula, rows)
    groups = None if clusters is None else designs.groups(rows[clusters])
    found = ESTIMATORS[estimator](design)
    variance = _variance(found, covariance, groups)
    _refuse_vanished(variance, found, design)
    (n, k), J = design.X.shape, found.jacobian
    degrees = n - k if groups is None else int(groups.max())
    return Fit(
        coefficients=_table(design.names, found.b, variance, degrees),
        marginal_effects=_table(design.names[design.slopes], found.effects, J @ variance @ J.T, degrees),
        n_obs=n,
        n_clusters=None if groups is None else degrees + 1,
        log_likelihood=found.log_likelihood,
        r_squared=found.r_squared,
        outcome=design.outcome,
        estimator=estimator,
        covariance=covariance,
        note=found.note + _convention(covariance, degrees),
    )


def complete_rows(formula: str, data: pd.DataFrame, *, clusters: str | None = None) -> tuple[pd.DataFrame, pd.Series]:
    """The rows that lack nothing the formula or `clusters` needs, and by column how many of all rows lack it.

    `len(data) - len(rows)` are dropped; a row that lacks two columns counts in both. ValueError for an unknown name.
    """
    missing = data[designs.columns(formula, data, clusters)].isna()
    return data[~missing.any(axis=1)], missing.sum().rename_axis("column").rename("missing")


def _ols(design: Design) -> Estimates:
    """Ordinary least squares, b = (X'X)^-1 X'y, whose effects are its slopes; ValueError for a perfect fit."""
    norms = np.linalg.norm(design.X, axis=0)
    result = sm.OLS(design.y, design.X / norms).fit()  # columns of one length: large ones do not drown the intercept
    if result.ssr <= TOLERANCE**2 * result.centered_tss:
        raise ValueError(f"the terms give {design.outcome!r} without error: it may be made of them; leave them out")
    influence, leverage, inverse = _rows(design.X, np.ones_like(design.y), result.resid)
    return Estimates(
        b=result.params / norms,
        influence=influence,
        leverage=leverage,
        classical=result.scale * inverse,
        effects=(result.params / norms)[design.slopes],
        jacobian=np.eye(len(norms))[design.slopes],
        log_likelihood=float(result.llf),
        r_squared=float(1 - result.ssr / result.centered_tss),
    )


def _fractional_logit(design: Design) -> Estimates:
    """Quasi-maximum likelihood of E(y|x) = p = 1 / (1 + exp(-x'b)) for outcomes from 0 to 1, both included.

    The information is X'WX with W = p (1 - p), and the classical covariance its inverse times Pearson's chi squared
    over N - K. Raises ValueError for other outcomes, a formula without intercept, and where no finite estimate exists
    or none is found.

    Papke, Wooldridge (1996).
    """
    _refuse_no_fraction(design)
    _refuse_separation(design)
    norms = np.linalg.norm(design.X, axis=0)
    with warnings.catch_warnings(action="ignore"):  # of no convergence, which is an error below
        result = sm.GLM(design.y, design.X / norms, family=sm.families.Binomial()).fit(maxiter=MAX_ITERATIONS)
    if not result.converged:
        raise ValueError(f"fractional_logit finds no estimate in {MAX_ITERATIONS} steps: leave out terms, or use ols")
    b, p = result.params / norms, np.clip(result.fittedvalues, SMALLEST, 1 - SMALLEST)
    influence, leverage, inverse = _rows(design.X, p * (1 - p), design.y - p)
    effects, jacobian = _average_effects(design, b)
    return Estimates(
        b=b,
        influence=influence,
        leverage=leverage,
        classical=result.pearson_chi2 / result.df_resid * inverse,
        effects=effects,
        jacobian=jacobian,
        note="Marginal effects are averages over the rows, each term moved by itself, a dummy from 0 to 1. ",
    )


ESTIMATORS: dict[Estimator, Callable[[Design], Estimates]] = {"ols": _ols, "fractional_logit": _fractional_logit}


def _rows(X: np.ndarray, weights: np.ndarray, residuals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Influence (N, K), leverage (N,) and (X'WX)^-1 of weighted least squares, from W^1/2 X = QR.

    The influence of a row is (X'WX)^-1 x u with its residual u, its leverage w x'(X'WX)^-1 x.
    """
    norms, roots = np.linalg.norm(X, axis=0), np.sqrt(weights)[:, None]
    q, r = np.linalg.qr(X / norms * roots)
    half = np.linalg.inv(r) / norms[:, None]
    return q @ half.T * residuals[:, None] / roots, (q**2).sum(axis=1), half @ half.T


def _average_effects(design: Design, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Average marginal effects (M,) of the columns on the logit's p, each with the others as they are, and their
    derivatives by b (M, K), from which the delta method has their standard errors."""
    pairs = [
        (_step if np.isin(design.X[:, design.terms[place]], (0, 1)).all() else _slope)(design, b, place)
        for place in design.slopes
    ]
    return np.array([effect for effect, _ in pairs]), np.array([by_b for _, by_b in pairs]).reshape(-1, len(b))


def _slope(design: Design, b: np.ndarray, place: int) -> tuple[float, np.ndarray]:
    """Mean of dp/dx = p (1 - p) b_x over the rows, and its derivatives by b."""
    p = expit(design.X @ b)
    density = p * (1 - p)
    by_b = b[place] * (density * (1 - 2 * p)) @ design.X / len(p)
    by_b[place] += density.mean()
    return b[place] * density.mean(), by_b


def _step(design: Design, b: np.ndarray, place: int) -> tuple[float, np.ndarray]:
    """Mean of p(1) - p(0) over the rows, where 0 is the base level of a category, and its derivatives by b."""
    low = design.X.copy()
    low[:, design.terms[place]] = 0
    high = low.copy()
    high[:, place] = 1
    p_low, p_high = expit(low @ b), expit(high @ b)
    return (p_high - p_low).mean(), ((p_high * (1 - p_high)) @ high - (p_low * (1 - p_low)) @ low) / len(low)


def _variance(found: Estimates, covariance: Covariance, groups: np.ndarray | None) -> np.ndarray:
    """Covariance (K, K) of b: c times the sum of i i' over rows with influence i; c is a small-sample factor.

    HC0: c = 1 (White 1980). HC1: c = N / (N - K). HC2, HC3: i over sqrt(1 - h) or 1 - h for leverage h (MacKinnon,
    White 1985); in a logit h is that of the weighted columns, so that HC3 is the one-step jackknife (Pregibon 1981).
    cluster: i summed by cluster, c = G / (G - 1) (N - 1) / (N - K) (Liang, Zeger 1986; Cameron, Miller 2015).
    """
    (n, k), influence, factor = found.influence.shape, found.influence, 1.0
    if covariance == "nonrobust":
        return found.classical
    if covariance == "HC1":
        factor = n / (n - k)
    if covariance in ("HC2", "HC3"):
        _refuse_full_leverage(found.leverage, covariance)
        influence = influence / (1 - found.leverage[:, None]) ** (0.5 if covariance == "HC2" else 1)
    if groups is not None:
        influence = pd.DataFrame(influence).groupby(groups).sum().to_numpy()
        factor = len(influence) / (len(influence) - 1) * (n - 1) / (n - k)
    return factor * influence.T @ influence


def _table(names: pd.Index, estimates: np.ndarray, variance: np.ndarray, degrees: int) -> pd.DataFrame:
    """Estimates by term with standard errors, t tests of 0 and intervals."""
    errors = np.sqrt(np.diag(variance))
    table = pd.DataFrame({"estimate": estimates, "std_error": errors}, index=names.rename("term"))
    margin = stats.t.ppf((1 + LEVEL) / 2, degrees) * errors
    return table.assign(
        statistic=estimates / errors,
        p_value=2 * stats.t.sf(np.abs(estimates / errors), degrees),
        low=estimates - margin,
        high=estimates + margin,
    )


def _convention(covariance: Covariance, degrees: int) -> str:
    """What a reader needs to repeat standard errors and tests, in words."""
    symbols = "G - 1" if covariance == "cluster" else "N - K"
    return f"{CONVENTIONS.get(covariance, '')}Tests by t with {symbols} = {degrees} degrees of freedom."


def _refuse_options(estimator: str, covariance: str, clusters: str | None) -> None:
    """Raises ValueError for an option out of its set, and for clusters without their covariance or the reverse."""
    for name, value, allowed in (("estimator", estimator, Estimator), ("covariance", covariance, Covariance)):
        if value not in get_args(allowed):
            raise ValueError(f"{name} is one of {', '.join(get_args(allowed))}, found {value!r}")
    if (covariance == "cluster") != (clusters is not None):
        raise ValueError(f"covariance 'cluster' goes with a column of clusters, found {covariance!r} and {clusters!r}")


def _refuse_full_leverage(leverage: np.ndarray, covariance: Covariance) -> None:
    """Raises ValueError for rows that their own column fits in full, for which HC2 and HC3 divide by 0."""
    full = np.flatnonzero(leverage > 1 - TOLERANCE)
    if len(full):
        rows = ", ".join(map(str, full))
        raise ValueError(f"{covariance} is undefined: leverage is 1 at row {rows} from 0; merge levels, or use HC1")


def _refuse_vanished(variance: np.ndarray, found: Estimates, design: Design) -> None:
    """Raises ValueError for terms with standard errors of 0, as where scores cancel out within every cluster."""
    vanished = np.diag(variance) < TOLERANCE**2 * np.diag(found.classical)
    if vanished.any():
        names = ", ".join(design.names[vanished])
        raise ValueError(
            f"no standard error for {names}: residuals cancel out, for want of clusters or because a base level has "
            "one outcome only; leave terms out, cluster more finely, or take another base level"
        )


def _refuse_no_fraction(design: Design) -> None:
    """Raises ValueError for outcomes outside [0, 1] and for a design without intercept."""
    outside = int(((design.y < 0) | (design.y > 1)).sum())
    if outside:
        found = f"{outside} of {len(design.y)} rows of {design.outcome!r} outside"
        raise ValueError(f"fractional_logit is for 0 to 1, found {found}: divide percent by 100, cap it, or use ols")
    if "Intercept" not in design.names:
        raise ValueError("fractional_logit compares levels with the one of the intercept: leave the intercept in")


def _refuse_separation(design: Design) -> None:
    """Raises ValueError where a direction d lets the likelihood rise for ever, so that no finite estimate exists.

    That is x'd >= 0 for outcomes of 1, <= 0 for those of 0, = 0 for those between, and not 0 for all; looked for by
    a linear program (Albert, Anderson 1984; Konis 2007).
    """
    X, y = design.X / np.abs(design.X).max(axis=0), design.y
    inner = (y > 0) & (y < 1)
    ends = X[~inner] * np.where(y[~inner] == 1, 1, -1)[:, None]
    limits, zeros = np.zeros(len(ends)), np.zeros(inner.sum())
    found = linprog(-ends.sum(axis=0), -ends, limits, X[inner], zeros, bounds=(-1, 1), method="highs")
    if (ends @ found.x > SEPARATED).any():
        raise ValueError(
            "the logit has no finite estimate, because outcomes of 0 or 1 are told from the others without error by "
            f"{', '.join(design.names[np.abs(found.x) > SEPARATED])}: merge levels, leave out terms, or use ols"
        )
