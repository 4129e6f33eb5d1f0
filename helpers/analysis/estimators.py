"""Estimators without limits to the outcome: estimates, and how far each row moves them."""

import warnings
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog, minimize_scalar
from scipy.special import expit, xlogy
from scipy.stats import iqr, norm
from statsmodels.genmod.families import Binomial  # from where they are: statsmodels.api imports all there is
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.regression.linear_model import WLS

from helpers.analysis.design import Design

MAX_ITERATIONS = 100
TOLERANCE = 1e-8  # of the spread of the outcome, what counts as 0
SMALLEST = np.finfo(float).eps
SEPARATED = 1e-6  # above the tolerance of the solver


class Estimates(NamedTuple):
    """Coefficients b (K,), what standard errors follow from, and marginal effects (M,), one a slope.

    A unit is a row, or in a mixed model a cluster: what the others tell nothing about.
    """

    b: np.ndarray
    influence: np.ndarray  # (units, K): each unit's score times the inverse of the information, 0 in sum
    leverage: np.ndarray  # (units,), or (units, K, K): each unit's share of the information, or its information
    classical: np.ndarray  # (K, K): covariance of b where the model's own variance holds
    effects: np.ndarray
    jacobian: np.ndarray  # (M, K): derivatives of the effects by b
    log_likelihood: float | None = None
    r_squared: float | None = None
    pseudo_r_squared: float | None = None
    note: str = ""
    extra: tuple[str, ...] = ()  # names of coefficients beyond the columns of the design


def ols(design: Design) -> Estimates:
    """Least squares, b = (X'WX)^-1 X'Wy with the weights of the rows, whose effects are its slopes; ValueError for a
    perfect fit."""
    norms = np.linalg.norm(design.X, axis=0)
    result = WLS(
        design.y, design.X / norms, design.weights
    ).fit()  # columns of one length: large ones do not drown the intercept
    if result.ssr <= TOLERANCE**2 * result.centered_tss:
        raise ValueError(f"the terms give {design.outcome!r} without error: it may be made of them; leave them out")
    influence, leverage, inverse = weighted_rows(design.X, design.weights, design.weights * result.resid)
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


def fractional_logit(design: Design) -> Estimates:
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
        result = GLM(design.y, design.X / norms, family=Binomial(), var_weights=design.weights).fit(
            maxiter=MAX_ITERATIONS
        )
    if not result.converged:
        raise ValueError(f"fractional_logit finds no estimate in {MAX_ITERATIONS} steps: leave out terms, or use ols")
    b, p, w = result.params / norms, np.clip(result.fittedvalues, SMALLEST, 1 - SMALLEST), design.weights
    influence, leverage, inverse = weighted_rows(design.X, w * p * (1 - p), w * (design.y - p))
    effects, jacobian = _average_effects(design, b)
    return Estimates(
        b=b,
        influence=influence,
        leverage=leverage,
        classical=result.pearson_chi2 / result.df_resid * inverse,
        effects=effects,
        jacobian=jacobian,
        pseudo_r_squared=1
        - _log_quasi_likelihood(design, p) / _log_quasi_likelihood(design, average(design.y, design)),
        note="Marginal effects are averages over the rows, each term moved by itself, a dummy from 0 to 1. ",
    )


def average(values: np.ndarray, design: Design) -> float:
    """The mean of values (N,) by the weights of the rows."""
    return float(np.average(values, weights=design.weights))


def _log_quasi_likelihood(design: Design, p: np.ndarray | float) -> float:
    """Sum of y log p + (1 - y) log(1 - p) by the weights of the rows."""
    return float(design.weights @ (xlogy(design.y, p) + xlogy(1 - design.y, 1 - p)))


def quantile(design: Design, q: float) -> Estimates:
    """Quantile regression: the b that minimises the sum of u (q - [u < 0]), from the dual of its linear program.

    Scores are x (a - 1 + q) with the dual a; information is x x' k(u / h) / h, with the kernel of Epanechnikov and the
    bandwidth of Hall and Sheather; the classical covariance q (1 - q) / f^2 (X'X)^-1 holds where the density f at the
    quantile is the same for all rows. Raises ValueError where more than half of the rows lie on one line.

    Koenker, Bassett (1978); Powell (1991); for clusters Parente, Santos Silva (2016).
    """
    norms = np.linalg.norm(design.X, axis=0)
    X, y = design.X / norms, design.y / np.abs(design.y).max()
    solved = linprog(-y, A_eq=X.T, b_eq=(1 - q) * X.sum(axis=0), bounds=(0, 1), method="highs")
    b = -solved.eqlin.marginals / norms * np.abs(design.y).max()
    residuals = design.y - design.X @ b
    density = _densities(residuals, q, design.outcome)
    information = (design.X * density[:, None]).T @ design.X
    inverse = np.linalg.inv(information)
    return Estimates(
        b=b,
        influence=(design.X * (solved.x - 1 + q)[:, None]) @ inverse,
        leverage=density * np.einsum("ij,jk,ik->i", design.X, inverse, design.X),
        classical=q * (1 - q) / density.mean() ** 2 * np.linalg.inv(design.X.T @ design.X),
        effects=b[design.slopes],
        jacobian=np.eye(len(b))[design.slopes],
        note=f"Quantile {q:g}; densities by the kernel of Epanechnikov, bandwidth of Hall and Sheather. ",
    )


def mixed(design: Design, groups: np.ndarray) -> Estimates:
    """Least squares with a normal random intercept for each cluster, by restricted maximum likelihood.

    With r the variance of the intercepts over that of the errors, rows less the share 1 - (1 + n r)^-1/2 of the mean
    of their cluster of n have independent errors; r maximises -[(N - K) log s^2 + sum log(1 + n r) + log |X'X|] / 2 of
    these rows (Harville 1977, JASA 72). Influence and information are by cluster. Raises ValueError where each cluster
    has one row.
    """
    if np.bincount(groups).max() == 1:
        raise ValueError(
            f"each of {len(groups)} clusters has one row, so that its intercept cannot be told from the error: take "
            "clusters with more rows, or ols"
        )
    best = minimize_scalar(lambda r: -_restricted(design, groups, np.expm1(r))[0], bounds=(0, 12), method="bounded")
    ratio = max(0.0, np.expm1(best.x), key=lambda r: _restricted(design, groups, r)[0])
    likelihood, X, b, residuals, scale = _restricted(design, groups, ratio)
    inverse, size = np.linalg.inv(X.T @ X), groups.max() + 1
    scores = np.zeros((size, len(b)))
    np.add.at(scores, groups, X * residuals[:, None])
    information = np.zeros((size, len(b), len(b)))
    np.add.at(information, groups, X[:, :, None] * X[:, None, :])
    return Estimates(
        b=b,
        influence=scores @ inverse,
        leverage=information,
        classical=scale * inverse,
        effects=b[design.slopes],
        jacobian=np.eye(len(b))[design.slopes],
        log_likelihood=float(likelihood),
        note=f"Random intercepts of {size} clusters with standard deviation {np.sqrt(ratio * scale):.4g}, errors "
        f"{np.sqrt(scale):.4g} (REML). ",
    )


def weighted_rows(
    X: np.ndarray, weights: np.ndarray, residuals: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Influence (N, K), leverage (N,) and (X'WX)^-1 of weighted least squares, from W^1/2 X = QR.

    The influence of a row is (X'WX)^-1 x u with its residual u, its leverage w x'(X'WX)^-1 x.
    """
    norms, roots = np.linalg.norm(X, axis=0), np.sqrt(weights)[:, None]
    q, r = np.linalg.qr(X / norms * roots)
    half = np.linalg.inv(r) / norms[:, None]
    return q @ half.T * residuals[:, None] / roots, (q**2).sum(axis=1), half @ half.T


def _densities(residuals: np.ndarray, q: float, outcome: str) -> np.ndarray:
    """The kernel's k(u / h) / h by row; h as in Koenker (2005, section 3.4.2) in units of the residuals' spread."""
    z, n = norm.ppf(q), len(residuals)
    width = norm.ppf(0.975) ** (2 / 3) * (1.5 * norm.pdf(z) ** 2 / (2 * z**2 + 1)) ** (1 / 3) * n ** (-1 / 3)
    ends = norm.ppf(np.clip([q - width, q + width], 0.5 / n, 1 - 0.5 / n))
    h = min(residuals.std(), iqr(residuals) / 1.34) * np.diff(ends)[0]
    if h <= TOLERANCE * np.abs(residuals).max():
        raise ValueError(
            f"half of all rows of {outcome!r} lie on the fitted quantile {q:g}, without standard error: take "
            "another quantile, or ask with fractional_logit or tobit whether the ceiling is met"
        )
    return np.where(np.abs(residuals) < h, 0.75 * (1 - (residuals / h) ** 2) / h, 0)


def _restricted(design: Design, groups: np.ndarray, ratio: float) -> tuple:
    """Restricted log likelihood, columns, b, residuals and error variance of the rows less a share of cluster means."""
    sizes, both = np.bincount(groups), np.column_stack([design.y, design.X])
    means = np.column_stack([np.bincount(groups, each) for each in both.T]) / sizes[:, None]
    rows = both - ((1 - (1 + sizes * ratio) ** -0.5)[:, None] * means)[groups]
    y, X, (n, k) = rows[:, 0], rows[:, 1:], design.X.shape
    b = np.linalg.lstsq(X, y)[0]
    scale = ((y - X @ b) ** 2).sum() / (n - k)
    logs = (n - k) * (np.log(scale) + 1 + np.log(2 * np.pi)) + np.log1p(sizes * ratio).sum()
    return -(logs + np.linalg.slogdet(X.T @ X)[1]) / 2, X, b, y - X @ b, scale


def _average_effects(design: Design, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Average marginal effects (M,) of the columns on the logit's p, each with the others as they are, and their
    derivatives by b (M, K), from which the delta method has their standard errors."""
    pairs = [effect(design, b, place) for place in design.slopes]
    return np.array([effect for effect, _ in pairs]), np.array([by_b for _, by_b in pairs]).reshape(-1, len(b))


def effect(design: Design, b: np.ndarray, place: int) -> tuple[float, np.ndarray]:
    """The average marginal effect of a column on the logit's p, of a dummy the step from 0 to 1, and its derivatives by
    b (K,)."""
    is_dummy = np.isin(design.X[:, design.terms[place]], (0, 1)).all()
    return (step if is_dummy else _slope)(design, b, place)


def _slope(design: Design, b: np.ndarray, place: int) -> tuple[float, np.ndarray]:
    """Mean of dp/dx = p (1 - p) b_x of the logit over the rows, and its derivatives by b (K,)."""
    p = expit(design.X @ b)
    density, w = p * (1 - p), design.weights / design.weights.sum()
    by_b = b[place] * (w * density * (1 - 2 * p)) @ design.X
    by_b[place] += w @ density
    return b[place] * (w @ density), by_b


def step(design: Design, b: np.ndarray, place: int, ends: tuple[float, float] = (0, 1)) -> tuple[float, np.ndarray]:
    """Mean of p at the second end less p at the first over the rows, and its derivatives by b (K,)."""
    low, high = at_ends(design, place, ends)
    p_low, p_high, w = expit(low @ b), expit(high @ b), design.weights / design.weights.sum()
    return w @ (p_high - p_low), (w * p_high * (1 - p_high)) @ high - (w * p_low * (1 - p_low)) @ low


def at_ends(design: Design, place: int, ends: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """The columns (N, K) with the one at `place` at either end, the others of its term 0 (the base level of a
    category)."""
    low = design.X.copy()
    low[:, design.terms[place]] = 0
    low[:, place] = ends[0]
    high = low.copy()
    high[:, place] = ends[1]
    return low, high


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
    a linear program (Albert, Anderson 1984; Konis 2007). There is none where the rows between leave no direction free.
    """
    X, y = design.X / np.abs(design.X).max(axis=0), design.y
    inner = (y > 0) & (y < 1)
    if inner.sum() >= X.shape[1] == np.linalg.matrix_rank(X[inner], rtol=SEPARATED):
        return
    ends = X[~inner] * np.where(y[~inner] == 1, 1, -1)[:, None]
    limits, zeros = np.zeros(len(ends)), np.zeros(inner.sum())
    found = linprog(-ends.sum(axis=0), -ends, limits, X[inner], zeros, bounds=(-1, 1), method="highs")
    if (ends @ found.x > SEPARATED).any():
        raise ValueError(
            "the logit has no finite estimate, because outcomes of 0 or 1 are told from the others without error by "
            f"{', '.join(design.names[np.abs(found.x) > SEPARATED])}: merge levels, leave out terms, or use ols"
        )
