"""What stands at the foot of a regression table: sample, fit and estimator of each model."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from helpers.output.printed import DECIMALS, fixed
from helpers.output.style import Lang
from helpers.output.words import say

FOOT = (
    "n_obs",
    "n_clusters",
    "outcome_mean",
    "r_squared",
    "pseudo_r_squared",
    "log_likelihood",
    "estimator",
    "covariance",
)
MORE_FOOT = ("adj_r_squared", "residual_error", "rmse", "f_statistic", "f_p_value", "aic", "bic")
FOOT_DECIMALS = {"n_obs": 0, "n_clusters": 0, "log_likelihood": 2, "aic": 2, "bic": 2}


def foot_rows(fits: Mapping[str, Any], foot: Sequence[str], words: Mapping[str, str], lang: Lang) -> list[tuple]:
    """Rows on sample, fit and estimator; a field that no model has is left out."""
    rows = [(words[field], "", [_about(fit, field, lang) for fit in fits.values()]) for field in foot]
    return [row for row in rows if any(row[-1])]


def _about(fit: Any, field: str, lang: Lang) -> str:
    """A field of a model in words, empty where it has none."""
    value = COMPUTED[field](fit) if field in COMPUTED else getattr(fit, field, None)
    if value is None or value != value:
        return ""
    if isinstance(value, str):
        words = say(value, lang) if field == "estimator" else say(f"errors_{value}", lang).removeprefix("errors_")
        return words[:1].upper() + words[1:]
    return fixed(value, FOOT_DECIMALS.get(field, DECIMALS))


def _adjusted(fit: Any) -> float | None:
    """1 - (1 - R²) (N - 1) / (N - K); None where there is no R²."""
    if fit.r_squared is None:
        return None
    return 1 - (1 - fit.r_squared) * (fit.n_obs - 1) / (fit.n_obs - len(fit.coefficients))


def _rmse(fit: Any) -> float | None:
    """Root of the mean squared residual; None where there is no residual error."""
    error = getattr(fit, "residual_error", None)
    return error and error * math.sqrt((fit.n_obs - len(fit.coefficients)) / fit.n_obs)


def _criterion(fit: Any, weight: float) -> float | None:
    """Twice what log-likelihood lacks, and `weight` for each coefficient; None where there is no likelihood."""
    return None if fit.log_likelihood is None else weight * len(fit.coefficients) - 2 * fit.log_likelihood


COMPUTED = {
    "adj_r_squared": _adjusted,
    "rmse": _rmse,
    "aic": lambda fit: _criterion(fit, 2),
    "bic": lambda fit: _criterion(fit, math.log(fit.n_obs)),
    "f_statistic": lambda fit: fit.joint and fit.joint.statistic,
    "f_p_value": lambda fit: fit.joint and fit.joint.p_value,
}
