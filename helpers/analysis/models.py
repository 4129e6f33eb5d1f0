"""Regressions by formula, with standard errors of one stated convention for every estimator.

An estimator hands over its estimates and how far each row moves them (`helpers.analysis.estimators`); all robust and
clustered standard errors follow from that alone (`helpers.analysis.covariance`). What a formula may hold is said in
`helpers.analysis.design`.
"""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, get_args

import numpy as np
import pandas as pd
from scipy import special

from helpers.analysis import covariance as covariances
from helpers.analysis import design as designs
from helpers.analysis import estimators, limits
from helpers.analysis.covariance import Covariance
from helpers.analysis.design import Design
from helpers.analysis.estimators import Estimates

Estimator = Literal["ols", "fractional_logit", "tobit", "truncated", "quantile", "mixed"]

LEVEL = 0.95  # of the intervals
COLUMNS = pd.Index(["estimate", "std_error", "statistic", "p_value", "low", "high"])


class Joint(NamedTuple):
    """The test that all slopes are 0: F with as many degrees of freedom as slopes, and those of the fit."""

    statistic: float
    p_value: float


class Fit(NamedTuple):
    """A fitted model; its frames have a row a term: estimate, std_error, statistic, p_value, low and high (95%)."""

    coefficients: pd.DataFrame  # of tobit and truncated with a row sigma, the standard deviation of the normal
    marginal_effects: pd.DataFrame  # without the intercept: slopes, or average marginal effects
    n_obs: int
    n_clusters: int | None  # of two ways the fewer
    degrees: int  # of freedom of all tests: N - K, or G - 1 with clusters
    log_likelihood: float | None  # None where there is no likelihood
    r_squared: float | None  # share of the variation around the mean; None but for least squares
    pseudo_r_squared: float | None  # 1 - log quasi-likelihood over that of the mean alone; None but for the logit
    residual_error: float | None  # root of the squared residuals over N - K; None but for least squares
    outcome_mean: float
    joint: Joint | None  # None without slopes, and where the rows or clusters are too few for so many
    outcome: str
    estimator: Estimator
    covariance: Covariance
    note: str  # the conventions, in words

    def with_column(self, further: pd.DataFrame) -> "Fit":
        """The model whose effects have further columns, such as bootstrapped p-values, by term; missing elsewhere."""
        joined = {each: getattr(self, each).join(further) for each in ("coefficients", "marginal_effects")}
        return self._replace(**joined)


def fit(
    formula: str,
    data: pd.DataFrame,
    *,
    estimator: Estimator = "ols",
    covariance: Covariance = "HC3",
    clusters: str | Sequence[str] | None = None,
    weights: str | None = None,
    lower: float | None = None,
    upper: float | None = None,
    quantile: float = 0.5,
) -> Fit:
    """The fitted model: coefficients, marginal effects, and what a table says below them.

    `clusters` names a column, or two, with covariance `cluster`; in a mixed model one, whose values have the random
    intercepts. `weights` names the column that rows of ols and fractional_logit weigh by; `lower` and `upper` are the
    limits of tobit and truncated. Two ways of which one nests in the other are the coarser alone, as the note says.
    Statistics are t with N - K degrees of
    freedom, G - 1 with clusters. Rows are never dropped. Raises ValueError for missing values (see `complete_rows`)
    and infinite ones, N <= K, an outcome that does not vary, collinear columns, fewer than 2 clusters, leverage 1 with
    HC2 to HC4, a standard error of 0, and for what the estimator refuses.
    """
    keys = [clusters] if isinstance(clusters, str) else list(clusters or [])
    _refuse_options(estimator, covariance, keys, (lower, upper), quantile)
    if weights and estimator not in ("ols", "fractional_logit"):
        raise ValueError(f"weights go with ols and fractional_logit, found them with {estimator!r}")
    design, groups = designs.build(formula, data, keys, weights)
    found = _estimates(design, estimator, groups, (lower, upper), quantile)
    return _described(design, found, estimator, covariance, dict(zip(keys, groups, strict=True)))


def complete_rows(
    formula: str, data: pd.DataFrame, *, clusters: str | Sequence[str] | None = None
) -> tuple[pd.DataFrame, pd.Series]:
    """The rows that lack nothing the formula or `clusters` needs, and by column how many of all rows lack it.

    `len(data) - len(rows)` are dropped; a row that lacks two columns counts in both. ValueError for an unknown name.
    """
    missing = data[designs.columns(formula, data, clusters)].isna()
    return data[~missing.any(axis=1)], missing.sum().rename_axis("column").rename("missing")


def _estimates(
    design: Design, estimator: Estimator, groups: list[np.ndarray], ends: tuple[float | None, float | None], q: float
) -> Estimates:
    """What the estimator finds, from the options that it takes."""
    if estimator in ("tobit", "truncated"):
        return getattr(limits, estimator)(design, *ends)
    if estimator == "quantile":
        return estimators.quantile(design, q)
    if estimator == "mixed":
        return estimators.mixed(design, groups[0])
    return getattr(estimators, estimator)(design)


def _described(
    design: Design, found: Estimates, estimator: Estimator, covariance: Covariance, groups: dict[str, np.ndarray]
) -> Fit:
    """The estimates with their standard errors, tests and conventions."""
    variance, mended = covariances.variance(found, covariance, list(groups.values()), design.X.shape)
    names = pd.Index([*design.names, *found.extra]) if found.extra else design.names
    covariances.refuse_vanished(variance, found, names)
    slopes, (n, k), J = design.names[design.slopes], design.X.shape, found.jacobian
    sizes = {key: int(each.max()) + 1 for key, each in groups.items()}
    degrees = min(sizes.values()) - 1 if sizes else n - k
    convention = covariances.convention(covariance, degrees, groups, mixed=estimator == "mixed")
    return Fit(
        coefficients=tested(pd.Series(found.b, names), np.sqrt(np.diag(variance)), degrees),
        marginal_effects=tested(pd.Series(found.effects, slopes), np.sqrt(np.diag(J @ variance @ J.T)), degrees),
        n_obs=n,
        n_clusters=min(sizes.values(), default=None),
        degrees=degrees,
        log_likelihood=found.log_likelihood,
        r_squared=found.r_squared,
        pseudo_r_squared=found.pseudo_r_squared,
        residual_error=_residual_error(design, found.r_squared, n - k),
        outcome_mean=estimators.average(design.y, design),
        joint=_joint(found.b[design.slopes], variance[np.ix_(design.slopes, design.slopes)], degrees),
        outcome=design.outcome,
        estimator=estimator,
        covariance=covariance,
        note=found.note + mended + convention,
    )


def fitted_along(term: str, at: Sequence[float], formula: str, data: pd.DataFrame, **options: Any) -> pd.DataFrame:
    """The fitted outcome by least squares where `term` has each of the values `at` and the other columns their means:
    estimate, low and high (95 %), by the value. `options` are those of `fit`. For formulas that are sums of columns.

    It is the intercept of the same model with every column taken from that point.
    """
    outcome, *others = (each for each in designs.columns(formula, data) if each != term)
    centred = data.assign(**{each: data[each] - data[each].mean() for each in others})
    fits = {x: fit(formula, centred.assign(**{term: data[term] - x}), **options).coefficients for x in at}
    found = pd.DataFrame({x: each.loc["Intercept"] for x, each in fits.items()}).T
    return found[["estimate", "low", "high"]].rename_axis(term)


def within_r_squared(formula: str, fixed: str, data: pd.DataFrame) -> float:
    """Share of the variation that dummies leave which the other terms explain, by least squares: 1 - (1 - R²) over
    1 - R² of the dummies alone. `formula` holds them too; `fixed` are the dummies, such as C(year) + C(field)."""
    outcome = formula.split("~")[0]
    whole, alone = (fit(each, data, covariance="nonrobust").r_squared for each in (formula, f"{outcome}~ {fixed}"))
    return 1 - (1 - whole) / (1 - alone)


def _residual_error(design: Design, r_squared: float | None, degrees: int) -> float | None:
    """The standard error of the regression, from what R² leaves of the variation."""
    variation = design.weights @ (design.y - estimators.average(design.y, design)) ** 2
    return None if r_squared is None else float(np.sqrt((1 - r_squared) * variation / degrees))


def _joint(slopes: np.ndarray, variance: np.ndarray, degrees: int) -> Joint | None:
    """F of all slopes together, b' V^-1 b over their number."""
    size = len(slopes)
    if not size or degrees < size or np.linalg.matrix_rank(variance, hermitian=True) < size:
        return None
    statistic = float(slopes @ np.linalg.solve(variance, slopes)) / size
    return Joint(statistic, float(special.fdtrc(size, degrees, statistic)))


def tested(estimates: pd.Series, errors: np.ndarray | pd.Series, degrees: int | pd.Series) -> pd.DataFrame:
    """Estimates by term with standard errors, t tests of 0 and intervals."""
    cells = _tests(np.asarray(estimates), np.asarray(errors), degrees)
    return pd.DataFrame(np.column_stack(cells), estimates.index.rename("term"), COLUMNS)


def tested_alone(term: str, estimate: float, error: float, degrees: float) -> pd.Series:
    """The row that `tested` has of one term, without the table around it."""
    return pd.Series(_tests(np.float64(estimate), np.float64(error), degrees), COLUMNS, name=term)


def _tests(b: np.ndarray, errors: np.ndarray, degrees: float | pd.Series) -> list[np.ndarray]:
    """What stands in `COLUMNS`."""
    margin, statistic = special.stdtrit(degrees, (1 + LEVEL) / 2) * errors, b / errors
    return [b, errors, statistic, 2 * special.stdtr(degrees, -np.abs(statistic)), b - margin, b + margin]


def _refuse_options(
    estimator: str, covariance: str, clusters: list[str], ends: tuple[float | None, float | None], q: float
) -> None:
    """Raises ValueError for an option out of its set, and for options that need or exclude each other."""
    for name, value, allowed in (("estimator", estimator, Estimator), ("covariance", covariance, Covariance)):
        if value not in get_args(allowed):
            raise ValueError(f"{name} is one of {', '.join(get_args(allowed))}, found {value!r}")
    if estimator == "mixed":
        if len(clusters) != 1:
            raise ValueError(f"mixed needs one column of clusters, which have the random intercepts, found {clusters}")
    elif (covariance == "cluster") != bool(clusters) or len(clusters) > 2:
        found = f"{covariance!r} and {', '.join(map(repr, clusters)) or None}"
        raise ValueError(f"covariance 'cluster' goes with one or two columns of clusters, found {found}")
    if estimator not in ("tobit", "truncated") and any(end is not None for end in ends):
        raise ValueError(f"lower and upper are limits of tobit and truncated, found them with {estimator!r}")
    if not 0 < q < 1 or (estimator != "quantile" and q != 0.5):
        raise ValueError(
            f"quantile lies between 0 and 1 and goes with estimator 'quantile', found {q} with {estimator!r}"
        )
