"""Fitted models side by side, as journals print them, with notes written from the models.

A fit is anything with the fields of `helpers.analysis.models.Fit`: `coefficients` and `marginal_effects`, frames by
term with the columns `EFFECT_COLUMNS`, then n_obs, n_clusters, log_likelihood, r_squared, outcome, estimator,
covariance, note; what a model does not have is None. Fits of one name a panel are stacked: {"A": {"(1)": ...}, ...}.
"""

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

import pandas as pd

from helpers.output.foot import FOOT, MORE_FOOT, foot_rows
from helpers.output.notes import STARS, regression_notes
from helpers.output.printed import DECIMALS, Groups, fixed
from helpers.output.style import Lang
from helpers.output.tables import FORMATS, Format, save_table
from helpers.output.words import say

Effects = Literal["coefficients", "marginal_effects"]
Below = Literal["std_error", "statistic", "p_value", "interval"]
Fits = Mapping[str, Any]
Panels = Mapping[str, Fits]

EFFECT_COLUMNS = ["estimate", "std_error", "statistic", "p_value", "low", "high"]
CONSTANTS = ("Intercept", "const")
ABOUT = ["n_obs", "n_clusters", "outcome", "estimator", "covariance", "note"]


def save_regression(
    fits: Fits | Panels,
    name: str,
    folder: Path,
    caption: str,
    notes: str = "",
    formats: Sequence[Format] = FORMATS,
    *,
    effects: Effects = "coefficients",
    lang: Lang = "en",
    groups: Groups | Sequence[Groups] | None = None,
    rows: Mapping[str, pd.DataFrame] | None = None,
    review: Path | None = None,
    **look: Any,
) -> list[Path]:
    """Paths of the files written, as `save_table` has them: printed the `regression_table` with `look`, with notes from
    the models and `notes` after them, as CSV the `coefficients`, every p-value among them. Panels stand one below the
    other, each under its name."""
    panels = _panels(fits)
    frame = _stacked({name: regression_table(own, effects=effects, lang=lang, **look) for name, own in panels.items()})
    about = {each: look[each] for each in ("below", "labels", "stars") if each in look}
    every = _flat(panels)
    written = regression_notes(every, effects, lang, left_out=frame.attrs["left_out"], **about)
    return save_table(
        frame,
        name,
        folder,
        caption,
        " ".join(filter(None, (written, notes))),
        formats,
        data=coefficients(every, effects),
        keys=frame.attrs["keys"],
        rows=rows,
        review=review,
        align="l" + "c" * frame.shape[1],
        rules=frame.attrs["rules"],
        groups=groups,
    )


def regression_table(
    fits: Fits,
    labels: Mapping[str, str] | None = None,
    digits: int = DECIMALS,
    effects: Effects = "coefficients",
    *,
    below: Sequence[str] = ("std_error",),
    one_line: bool = False,
    stars: Sequence[tuple[float, str]] = STARS,
    terms: Sequence[str] | None = None,
    drop: Sequence[str] = (),
    fixed_effects: Mapping[str, str] | None = None,
    more: Mapping[str, Sequence[str]] | None = None,
    foot: Sequence[str] = FOOT,
    lang: Lang = "en",
) -> pd.DataFrame:
    """Table as journals print it, all text, a column a model: for each term the estimate with stars and in brackets
    below it, or behind it on `one_line`, what `below` names; then fixed effects, the rows of `more`, and the fields of
    `foot` that any model has, which may be those of MORE_FOOT too.

    `below` takes the values of `Below` and any further column of the effects, such as a bootstrapped p-value, which
    stands in square brackets. `labels` renames terms, their parts, and fields; `terms` are those shown, in their
    order, without them all, constants last, `drop` those left out of these: names, or regular expressions of whole
    names. `fixed_effects` maps the start of the names of dummies, such as C(year), to a label: in place of these terms
    a row says which models have them. Without a standard error there is no star. `attrs` of the frame have the term of
    each row as keys, the rows before which a line is drawn, and which terms are left out. Raises ValueError for a
    model without these effects, a column of them that is absent, a term there twice or in no model, `more` of another
    width and a field of `foot` that is none.
    """
    shown, starts = frames(fits, effects), tuple(fixed_effects or {})
    every = [term for term in _ordered(shown) if not (starts and term.startswith(starts))]
    _refuse(shown, more or {}, below, foot)
    dropped = _matching(drop, every)
    chosen = [term for term in (every if terms is None else _matching(terms, every)) if term not in dropped]
    words = {field: say(f"foot_{field}", lang) for field in (*FOOT, *MORE_FOOT)} | dict(labels or {})
    style, by_term = (digits, below, stars, one_line), [frame.to_dict("index") for frame in shown.values()]
    top = [row for term in chosen for row in _term_rows(by_term, term, _label(term, words), *style)]
    absorbed = [_absorbed_row(fits, start, label, lang) for start, label in (fixed_effects or {}).items()]
    own = [(label, "", list(cells)) for label, cells in (more or {}).items()]
    rows = top + absorbed + own + foot_rows(fits, foot, words, lang)
    labelled, keys, cells = zip(*rows, strict=True)
    frame = pd.DataFrame(list(cells), index=list(labelled), columns=list(fits))
    left_out = [_label(term, words) for term in every if term not in chosen]
    frame.attrs.update(rules=[len(top)], keys=list(keys), left_out=left_out)
    return frame


def coefficients(fits: Fits, effects: Effects = "coefficients") -> pd.DataFrame:
    """Every estimate of every model, one a row: model, term, `EFFECT_COLUMNS` and what columns more a model has, then
    n_obs, n_clusters, outcome, estimator, covariance and note of its model."""
    rows = [
        {"model": model, "term": term, **values, **{field: getattr(fits[model], field) for field in ABOUT}}
        for model, frame in frames(fits, effects).items()
        for term, values in frame.to_dict("index").items()
    ]
    table = pd.DataFrame(rows).astype({"n_obs": "Int64", "n_clusters": "Int64"})
    further = [each for each in table if each not in ("model", "term", *EFFECT_COLUMNS, *ABOUT)]
    return table[["model", "term", *EFFECT_COLUMNS, *further, *ABOUT]]


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


def _panels(fits: Fits | Panels) -> Panels:
    """The panels; fits without any are one that has no name."""
    return fits if all(isinstance(each, Mapping) for each in fits.values()) else {"": fits}


def _flat(panels: Panels) -> Fits:
    """All fits, each named by panel and model."""
    return {" ".join(filter(None, (panel, name))): fit for panel, own in panels.items() for name, fit in own.items()}


def _stacked(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The tables below each other, above each a row with its name where it has one, and lines between them."""
    parts, keys, rules = [], [], []
    for name, table in tables.items():
        rules += [len(keys)] * bool(keys)
        head = pd.DataFrame("", index=[name] * bool(name), columns=table.columns)
        keys += [""] * len(head)
        rules += [len(keys) + each for each in table.attrs["rules"]]
        keys += table.attrs["keys"]
        parts += [head, table]
    if len({tuple(part.columns) for part in parts}) > 1:
        raise ValueError("panels have models of the same names, found " + "; ".join(", ".join(p) for p in parts[1::2]))
    frame = pd.concat(parts)
    left_out = dict.fromkeys(term for table in tables.values() for term in table.attrs["left_out"])
    frame.attrs.update(rules=rules, keys=keys, left_out=list(left_out))
    return frame


def _refuse(shown: Mapping[str, pd.DataFrame], more: Mapping[str, Sequence], below: Sequence, foot: Sequence) -> None:
    """Raises ValueError for what the table cannot show."""
    known = dict.fromkeys([*get_args(Below), *(column for frame in shown.values() for column in frame)])
    if unknown := [each for each in below if each not in known]:
        raise ValueError(f"below an estimate stand {', '.join(known)}, found {', '.join(unknown)}")
    if strange := [each for each in foot if each not in (*FOOT, *MORE_FOOT)]:
        raise ValueError(f"the foot has {', '.join((*FOOT, *MORE_FOOT))}, found {', '.join(strange)}")
    for label, cells in more.items():
        if len(cells) != len(shown):
            raise ValueError(f"{label}: expected a cell for each of {len(shown)} models, found {len(cells)}")


def _matching(asked: Sequence[str], every: Sequence[str]) -> list[str]:
    """The terms that each name or expression asks for, in that order; raises ValueError for one that finds none."""
    found = {each: [term for term in every if term == each or re.fullmatch(each, term)] for each in asked}
    if strange := [each for each, terms in found.items() if not terms]:
        raise ValueError(f"no model has {', '.join(strange)}; they have {', '.join(every)}")
    return list(dict.fromkeys(term for terms in found.values() for term in terms))


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


def _term_rows(
    by_term: list[dict], term: str, label: str, digits: int, below: Sequence, stars: Sequence, one_line: bool
) -> list[tuple]:
    """Rows with label and term: the estimates by model, and what stands below any of them, or all of it on one line."""
    columns = [_estimate_and_below(own.get(term), digits, below, stars) for own in by_term]
    if one_line:
        return [(label, term, [" ".join(filter(None, column)) for column in columns])]
    first, *under = zip(*columns, strict=True)
    return [(label, term, list(first)), *(("", "", list(row)) for row in under if any(row))]


def _estimate_and_below(row: dict | None, digits: int, below: Sequence, stars: Sequence) -> list[str]:
    """Estimate with stars, and what stands below it in brackets; empty where the model does not have them."""
    if row is None or math.isnan(row["estimate"]):
        return [""] * (1 + len(below))
    if math.isnan(row["std_error"]):
        return [fixed(row["estimate"], digits)] + [""] * len(below)
    star = next((mark for level, mark in sorted(stars) if row["p_value"] < level), "")
    return [fixed(row["estimate"], digits) + star, *(_bracketed(row, kind, digits) for kind in below)]


def _bracketed(row: dict, kind: str, digits: int) -> str:
    """A value in parentheses, an interval and columns beyond `Below` in brackets; empty where there is none."""
    if kind == "interval":
        return f"[{fixed(row['low'], digits)}, {fixed(row['high'], digits)}]"
    if pd.isna(row.get(kind)):
        return ""
    return f"({fixed(row[kind], digits)})" if kind in get_args(Below) else f"[{fixed(row[kind], digits)}]"


def _absorbed_row(fits: Fits, start: str, label: str, lang: Lang) -> tuple:
    """Which models have dummies whose names begin so."""
    there = [any(term.startswith(start) for term in fit.coefficients.index) for fit in fits.values()]
    return label, "", [say("yes" if each else "no", lang) for each in there]
