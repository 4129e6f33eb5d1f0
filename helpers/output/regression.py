"""Fitted models side by side, as journals print them, with notes written from the models.

A fit is anything with the fields of `helpers.analysis.models.Fit`: `coefficients` and `marginal_effects`, frames by
term with the columns `EFFECT_COLUMNS`, then n_obs, n_clusters, log_likelihood, r_squared, outcome, estimator,
covariance, note; what a model does not have is None.
"""

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

import pandas as pd

from helpers.output.notes import STARS, regression_notes
from helpers.output.printed import DECIMALS, fixed
from helpers.output.style import Lang
from helpers.output.tables import FORMATS, Format, save_table
from helpers.output.words import say

Effects = Literal["coefficients", "marginal_effects"]
Below = Literal["std_error", "statistic", "p_value", "interval"]
Fits = Mapping[str, Any]

EFFECT_COLUMNS = ["estimate", "std_error", "statistic", "p_value", "low", "high"]
CONSTANTS = ("Intercept", "const")
FOOT = ("n_obs", "n_clusters", "r_squared", "log_likelihood", "estimator", "covariance")
FOOT_DECIMALS = {"r_squared": 3, "adj_r_squared": 3, "log_likelihood": 2}
ABOUT = ["n_obs", "n_clusters", "outcome", "estimator", "covariance", "note"]


def save_regression(
    fits: Fits,
    name: str,
    folder: Path,
    caption: str,
    notes: str = "",
    formats: Sequence[Format] = FORMATS,
    *,
    effects: Effects = "coefficients",
    lang: Lang = "en",
    groups: Mapping[str, Sequence[str]] | None = None,
    rows: Mapping[str, pd.DataFrame] | None = None,
    review: Path | None = None,
    **look: Any,
) -> list[Path]:
    """Paths of the files written, as `save_table` has them: printed the `regression_table` with `look`, with notes from
    the models and `notes` after them, as CSV the `coefficients`, every p-value among them."""
    frame = regression_table(fits, effects=effects, lang=lang, **look)
    about = {each: look[each] for each in ("below", "stars") if each in look}
    written = regression_notes(fits, effects, lang, left_out=frame.attrs["left_out"], **about)
    return save_table(
        frame,
        name,
        folder,
        caption,
        " ".join(filter(None, (written, notes))),
        formats,
        data=coefficients(fits, effects),
        keys=frame.attrs["keys"],
        rows=rows,
        review=review,
        align="l" + "c" * len(fits),
        rules=[frame.attrs["n_effects"]],
        groups=groups,
    )


def regression_table(
    fits: Fits,
    labels: Mapping[str, str] | None = None,
    digits: int = DECIMALS,
    effects: Effects = "coefficients",
    *,
    below: Sequence[Below] = ("std_error",),
    stars: Sequence[tuple[float, str]] = STARS,
    terms: Sequence[str] | None = None,
    fixed_effects: Mapping[str, str] | None = None,
    more: Mapping[str, Sequence[str]] | None = None,
    foot: Sequence[str] = FOOT,
    lang: Lang = "en",
) -> pd.DataFrame:
    """Table as journals print it, all text, a column a model: for each term the estimate with stars and in brackets
    below it what `below` names; then fixed effects, the rows of `more`, and the fields of `foot` that any model has.

    `labels` renames terms, their parts, and fields; `terms` are those
    shown, in their order, without them all, constants last. `fixed_effects` maps the start of the names of dummies,
    such as C(year), to a label: in place of these terms a row says which models have them. `foot` may hold
    adj_r_squared too. Without a standard error there is no star. `attrs` of the frame have the term of each row
    as keys, how many rows are of terms, and which terms are left out. Raises ValueError for a model without these
    effects, a column of them that is absent, a term there twice or in no model, and `more` of another width.
    """
    shown, starts = frames(fits, effects), tuple(fixed_effects or {})
    every = [term for term in _ordered(shown) if not (starts and term.startswith(starts))]
    chosen = every if terms is None else list(terms)
    _refuse(chosen, every, more or {}, len(fits), below)
    words = {field: say(f"foot_{field}", lang) for field in (*FOOT, "adj_r_squared")} | dict(labels or {})
    top = [row for term in chosen for row in _term_rows(shown, term, _label(term, words), digits, below, stars)]
    absorbed = [_absorbed_row(fits, start, label, lang) for start, label in (fixed_effects or {}).items()]
    own = [(label, "", list(cells)) for label, cells in (more or {}).items()]
    rows = top + absorbed + own + _foot_rows(fits, foot, words, lang)
    labelled, keys, cells = zip(*rows, strict=True)
    frame = pd.DataFrame(list(cells), index=list(labelled), columns=list(fits))
    left_out = [_label(term, words) for term in every if term not in chosen]
    frame.attrs.update(n_effects=len(top), keys=list(keys), left_out=left_out)
    return frame


def coefficients(fits: Fits, effects: Effects = "coefficients") -> pd.DataFrame:
    """Every estimate of every model, one a row: model, term, `EFFECT_COLUMNS`, then n_obs, n_clusters, outcome,
    estimator, covariance and note of its model."""
    about = {model: [getattr(fit, field) for field in ABOUT] for model, fit in fits.items()}
    rows = [
        [model, *row, *about[model]]
        for model, frame in frames(fits, effects).items()
        for row in frame[EFFECT_COLUMNS].itertuples()
    ]
    table = pd.DataFrame(rows, columns=["model", "term", *EFFECT_COLUMNS, *ABOUT])
    return table.astype({"n_obs": "Int64", "n_clusters": "Int64"})


def frames(fits: Fits, effects: Effects) -> dict[str, pd.DataFrame]:
    """The frame of effects of each model; raises ValueError for a model without it, or one that lacks a column."""
    if effects not in get_args(Effects):
        raise ValueError(f"effects are {' or '.join(get_args(Effects))}, found {effects!r}")
    found = {model: getattr(fit, effects) for model, fit in fits.items()}
    for model, frame in found.items():
        absent = EFFECT_COLUMNS if frame is None else [each for each in EFFECT_COLUMNS if each not in frame]
        if absent:
            raise ValueError(f"{model}: {effects} have no {', '.join(absent)}")
        if not frame.index.is_unique:
            raise ValueError(
                f"{model}: {effects} have a term twice: {', '.join(frame.index[frame.index.duplicated()])}"
            )
    return found


def _refuse(chosen: list[str], every: list[str], more: Mapping[str, Sequence], width: int, below: Sequence) -> None:
    """Raises ValueError for what the table cannot show."""
    if unknown := [each for each in below if each not in get_args(Below)]:
        raise ValueError(f"below an estimate stand {', '.join(get_args(Below))}, found {', '.join(unknown)}")
    if strange := [term for term in chosen if term not in every]:
        raise ValueError(f"no model has {', '.join(strange)}; they have {', '.join(every)}")
    for label, cells in more.items():
        if len(cells) != width:
            raise ValueError(f"{label}: expected a cell for each of {width} models, found {len(cells)}")


def _label(term: str, words: Mapping[str, str]) -> str:
    """The label of a term; without one, of an interaction those of its parts, of a dummy that of its variable with the
    value."""
    if term in words:
        return words[term]
    parts = re.split(r":(?![^\[]*\])", term)
    if len(parts) > 1:
        return " × ".join(_label(part, words) for part in parts)
    dummy = re.fullmatch(r"(?:C\()?(\w+)[^\[]*\[(?:T\.)?(.*)\]", term)
    return f"{words.get(dummy[1], dummy[1])}: {dummy[2]}" if dummy else term


def _ordered(found: Mapping[str, pd.DataFrame]) -> list[str]:
    """The terms of all models in order of appearance, constants last."""
    terms = dict.fromkeys(term for frame in found.values() for term in frame.index)
    return sorted(terms, key=lambda term: term in CONSTANTS)


def _term_rows(found: Mapping, term: str, label: str, digits: int, below: Sequence, stars: Sequence) -> list[tuple]:
    """Rows with label and term: the estimates by model, and what stands below them."""
    columns = [_estimate_and_below(frame, term, digits, below, stars) for frame in found.values()]
    first, *under = zip(*columns, strict=True)
    return [(label, term, list(first)), *(("", "", list(row)) for row in under)]


def _estimate_and_below(frame: pd.DataFrame, term: str, digits: int, below: Sequence, stars: Sequence) -> list[str]:
    """Estimate with stars, and what stands below it in brackets; empty where the model does not have them."""
    if term not in frame.index or math.isnan(frame.at[term, "estimate"]):
        return [""] * (1 + len(below))
    row = frame.loc[term]
    if math.isnan(row["std_error"]):
        return [fixed(row["estimate"], digits)] + [""] * len(below)
    star = next((mark for level, mark in sorted(stars) if row["p_value"] < level), "")
    return [fixed(row["estimate"], digits) + star, *(_bracketed(row, kind, digits) for kind in below)]


def _bracketed(row: pd.Series, kind: Below, digits: int) -> str:
    """A value in parentheses, an interval in brackets."""
    if kind == "interval":
        return f"[{fixed(row['low'], digits)}, {fixed(row['high'], digits)}]"
    return f"({fixed(row[kind], digits)})"


def _absorbed_row(fits: Fits, start: str, label: str, lang: Lang) -> tuple:
    """Which models have dummies whose names begin so."""
    there = [any(term.startswith(start) for term in fit.coefficients.index) for fit in fits.values()]
    return label, "", [say("yes" if each else "no", lang) for each in there]


def _foot_rows(fits: Fits, foot: Sequence[str], words: Mapping[str, str], lang: Lang) -> list[tuple]:
    """Rows on sample, fit and estimator; a field that no model has is left out."""
    rows = [(words[field], "", [_about(fit, field, lang) for fit in fits.values()]) for field in foot]
    return [row for row in rows if any(row[-1])]


def _about(fit: Any, field: str, lang: Lang) -> str:
    """A field of a model in words, empty where it has none."""
    value = _adjusted(fit) if field == "adj_r_squared" else getattr(fit, field)
    if value is None or value != value:
        return ""
    if isinstance(value, str):
        words = say(value, lang) if field == "estimator" else say(f"errors_{value}", lang).removeprefix("errors_")
        return words[:1].upper() + words[1:]
    return f"{value:,.{FOOT_DECIMALS.get(field, 0)}f}"


def _adjusted(fit: Any) -> float | None:
    """1 - (1 - R²) (N - 1) / (N - K); None where there is no R²."""
    if fit.r_squared is None:
        return None
    return 1 - (1 - fit.r_squared) * (fit.n_obs - 1) / (fit.n_obs - len(fit.coefficients))
