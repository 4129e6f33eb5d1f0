"""Numbers and fitted models as tables: CSV for programs, LaTeX for the paper, with notes written from the models.

A fit is anything with the fields of `helpers.analysis.models.Fit`: `coefficients` and `marginal_effects`, frames by
term with the columns `EFFECT_COLUMNS`, then n_obs, n_clusters, log_likelihood, r_squared, estimator, covariance, note;
what a model does not have is None.
"""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

import pandas as pd

from helpers.output import latex, save
from helpers.output.latex import DECIMALS, fixed, with_index

Format = Literal["csv", "tex"]
Effects = Literal["coefficients", "marginal_effects"]
Fits = Mapping[str, Any]

EFFECT_COLUMNS = ["estimate", "std_error", "statistic", "p_value", "low", "high"]
STARS = ((0.01, "***"), (0.05, "**"), (0.10, "*"))
CONSTANTS = ("Intercept", "const")
EFFECTS = {"coefficients": "Coefficients", "marginal_effects": "Average marginal effects"}
ESTIMATORS = {
    "ols": "OLS",
    "fractional_logit": "fractional logit",
    "tobit": "Tobit",
    "truncated": "truncated regression",
    "quantile": "quantile regression",
    "mixed": "mixed model",
}
COVARIANCES = {"nonrobust": "classical", "cluster": "clustered"}
FOOT = {
    "n_obs": "N",
    "n_clusters": "Clusters",
    "r_squared": "R²",
    "log_likelihood": "Log-likelihood",
    "estimator": "Estimator",
    "covariance": "Standard errors",
}
FOOT_DECIMALS = {"r_squared": 3, "log_likelihood": 2}
ABOUT = ["n_obs", "n_clusters", "estimator", "covariance", "note"]


def save_table(
    frame: pd.DataFrame,
    name: str,
    folder: Path,
    caption: str,
    notes: str = "",
    formats: Sequence[Format] = ("csv", "tex"),
    *,
    numbers: Mapping[str, str] | None = None,
    align: str | None = None,
    rules: Sequence[int] = (),
    data: pd.DataFrame | None = None,
) -> list[Path]:
    """Paths of the files written, all or none: `<name>.csv` at full precision and `<name>.tex` as `latex.table` has it.

    An index that is named or holds text becomes the first columns. Where the printed table holds rounded text, `data`
    goes into the CSV in its place. Raises ValueError for an unknown format, a name that could lead elsewhere, an empty
    caption, a format for a column that is not there.
    """
    files = save.named(name, folder, formats, get_args(Format))
    texts = {
        ".csv": save.csv_text(with_index(frame if data is None else data, "row")),
        ".tex": latex.table(frame, name, caption, notes, numbers=numbers, align=align, rules=rules),
    }
    return save.write_files({file: texts[file.suffix].encode() for file in files})


def save_regression(
    fits: Fits,
    name: str,
    folder: Path,
    caption: str,
    notes: str = "",
    formats: Sequence[Format] = ("csv", "tex"),
    *,
    labels: Mapping[str, str] | None = None,
    digits: int = DECIMALS,
    effects: Effects = "coefficients",
) -> list[Path]:
    """Paths of the files written: as LaTeX the `regression_table` with notes from the models and `notes` after them, as
    CSV the `coefficients`, every p-value among them."""
    frame = regression_table(fits, labels, digits, effects)
    return save_table(
        frame,
        name,
        folder,
        caption,
        " ".join(filter(None, (regression_notes(fits, effects), notes))),
        formats,
        align="l" + "c" * len(fits),
        rules=[len(frame) - len(_foot_rows(fits))],
        data=coefficients(fits, effects),
    )


def regression_table(
    fits: Fits, labels: Mapping[str, str] | None = None, digits: int = DECIMALS, effects: Effects = "coefficients"
) -> pd.DataFrame:
    """Table as journals print it, all text, a column a model: for each term the estimate with stars and below it the
    standard error in brackets; then the fields of `FOOT` that any model has.

    `labels` renames terms and the fields of `FOOT`. Constants come last. Without a standard error there is no star.
    Raises ValueError for a model without these effects, a column of them that is absent, a term that is there twice.
    """
    shown = _frames(fits, effects)
    rows = [row for term in _terms(shown) for row in _term_rows(shown, term, digits)] + _foot_rows(fits)
    words = {**FOOT, **(labels or {})}
    index = [words.get(label, label) for label, _ in rows]
    return pd.DataFrame([cells for _, cells in rows], index=index, columns=list(fits))


def coefficients(fits: Fits, effects: Effects = "coefficients") -> pd.DataFrame:
    """Every estimate of every model, one a row: model, term, `EFFECT_COLUMNS`, then n_obs, n_clusters, estimator,
    covariance and note of its model."""
    parts = []
    for model, frame in _frames(fits, effects).items():
        about = {field: getattr(fits[model], field) for field in ABOUT}
        parts.append(frame[EFFECT_COLUMNS].rename_axis("term").reset_index().assign(model=model, **about))
    table = pd.concat(parts, ignore_index=True).astype({"n_obs": "Int64", "n_clusters": "Int64"})
    return table[["model", "term", *EFFECT_COLUMNS, *ABOUT]]


def regression_notes(fits: Fits, effects: Effects = "coefficients") -> str:
    """One paragraph written from the models: what is shown, for each model its estimator, standard errors, clusters, N
    and note, models of which the same is true together, then the levels of the stars."""
    alike: dict[str, list[str]] = {}
    for model, fit in fits.items():
        alike.setdefault(_model_in_words(fit), []).append(model)
    models = [f"{', '.join(names)}: {words}" for words, names in alike.items()]
    levels = ", ".join(f"{stars} p < {level:.2f}" for level, stars in reversed(STARS))
    return " ".join([f"{EFFECTS[effects]}, standard errors in parentheses.", *models, f"{levels}."])


def _frames(fits: Fits, effects: Effects) -> dict[str, pd.DataFrame]:
    """The frame of effects of each model; raises ValueError for a model without it, or one that lacks a column."""
    if effects not in get_args(Effects):
        raise ValueError(f"effects are {' or '.join(get_args(Effects))}, found {effects!r}")
    frames = {model: getattr(fit, effects) for model, fit in fits.items()}
    for model, frame in frames.items():
        absent = EFFECT_COLUMNS if frame is None else [each for each in EFFECT_COLUMNS if each not in frame]
        if absent:
            raise ValueError(f"{model}: {effects} have no {', '.join(absent)}")
        if not frame.index.is_unique:
            raise ValueError(
                f"{model}: {effects} have a term twice: {', '.join(frame.index[frame.index.duplicated()])}"
            )
    return frames


def _terms(frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """The terms of all models in order of appearance, constants last."""
    terms = dict.fromkeys(term for frame in frames.values() for term in frame.index)
    return sorted(terms, key=lambda term: term in CONSTANTS)


def _term_rows(frames: Mapping[str, pd.DataFrame], term: str, digits: int) -> list[tuple[str, list[str]]]:
    """Two rows with their labels: the estimates of a term by model, and their standard errors."""
    pairs = [_estimate_and_error(frame, term, digits) for frame in frames.values()]
    return [(term, [above for above, _ in pairs]), ("", [below for _, below in pairs])]


def _estimate_and_error(frame: pd.DataFrame, term: str, digits: int) -> tuple[str, str]:
    """Estimate with stars, and standard error in brackets; empty where the model does not have them."""
    if term not in frame.index or math.isnan(frame.at[term, "estimate"]):
        return "", ""
    estimate, error, p_value = (frame.at[term, name] for name in ("estimate", "std_error", "p_value"))
    if math.isnan(error):
        return fixed(estimate, digits), ""
    stars = next((stars for level, stars in STARS if p_value < level), "")
    return fixed(estimate, digits) + stars, f"({fixed(error, digits)})"


def _foot_rows(fits: Fits) -> list[tuple[str, list[str]]]:
    """Rows on sample, fit and estimator with their fields; a field that no model has is left out."""
    rows = [(field, [_about(fit, field) for fit in fits.values()]) for field in FOOT]
    return [(field, cells) for field, cells in rows if any(cells)]


def _about(fit: Any, field: str) -> str:
    """A field of a model in words, empty where it has none."""
    value = getattr(fit, field)
    if value is None or value != value:
        return ""
    if isinstance(value, str):
        words = {**ESTIMATORS, **COVARIANCES}.get(value, value)
        return words[:1].upper() + words[1:]
    return f"{value:,.{FOOT_DECIMALS.get(field, 0)}f}"


def _model_in_words(fit: Any) -> str:
    """Estimator, standard errors, clusters, N and note of a model as sentences."""
    clusters = f" ({fit.n_clusters:,} clusters)" if fit.n_clusters else ""
    errors = f"{COVARIANCES.get(fit.covariance, fit.covariance)} standard errors{clusters}"
    words = f"{ESTIMATORS.get(fit.estimator, fit.estimator)}, {errors}, N = {fit.n_obs:,}."
    return f"{words} {fit.note.strip().rstrip('.')}." if fit.note else words
