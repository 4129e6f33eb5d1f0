"""What stands below a regression table, written from its models in the language of the paper."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from helpers import yml
from helpers.output.style import Lang
from helpers.output.words import say

STARS = ((0.01, "***"), (0.05, "**"), (0.10, "*"))


def regression_notes(
    fits: Mapping[str, Any],
    effects: str = "coefficients",
    lang: Lang = "en",
    *,
    below: Sequence[str] = ("std_error",),
    stars: Sequence[tuple[float, str]] = STARS,
    left_out: Sequence[str] = (),
    labels: Mapping[str, str] | None = None,
) -> str:
    """One paragraph written from the models: what is shown, of which terms (by their `labels`) and in which models
    where not in all, and what is not shown; for each model its estimator, standard errors, clusters, N and note, models
    of which the same is true together, what is true of all once, and the levels of the stars where there are any."""
    notes = {model: _sentences(fit.note, lang) for model, fit in fits.items()}
    shared = [each for each in next(iter(notes.values())) if all(each in own for own in notes.values())]
    alike: dict[str, list[str]] = {}
    for model, fit in fits.items():
        own = [each for each in notes[model] if each not in shared]
        alike.setdefault(_joined([_model(fit, lang), *own], lang), []).append(model)
    models = [say("note_models", lang, models=", ".join(names), words=words) for words, names in alike.items()]
    frames = {model: getattr(fit, effects) for model, fit in fits.items()}
    under = say("note_comma", lang).join(_under(kind, frames, labels or {}, lang) for kind in below)
    head = say("note_shown", lang, effects=say(f"note_{effects}", lang), below=under)
    absent = [say("note_left_out", lang, terms=", ".join(left_out))] if left_out else []
    levels = ", ".join(f"{mark} p < {level:.2f}" for level, mark in sorted(stars, reverse=True))
    return _joined([head, *absent, *models, *shared, *([say("note_stop", lang, words=levels)] if stars else [])], lang)


def _under(kind: str, frames: Mapping[str, pd.DataFrame], labels: Mapping[str, str], lang: Lang) -> str:
    """What stands below an estimate and in which brackets; a column beyond the usual ones by its name, with the terms
    and the models that have it where some have not."""
    words = say(f"note_{kind}", lang)
    if words != f"note_{kind}":
        return words
    there = {model: list(frame.index[frame[kind].notna()]) for model, frame in frames.items() if kind in frame}
    terms = list(dict.fromkeys(term for own in there.values() for term in own))
    models = [model for model, own in there.items() if own]
    every = {term for frame in frames.values() for term in frame.index} <= set(terms)
    of = "" if every else say("note_of_terms", lang, terms=", ".join(labels.get(each, each) for each in terms))
    only = "" if len(models) == len(frames) else say("note_in_models", lang, models=", ".join(models))
    return say("note_column", lang, column=say(kind, lang), of=of, only=only)


def _model(fit: Any, lang: Lang) -> str:
    """Estimator, standard errors, clusters and N of a model as a sentence."""
    errors = say(f"errors_{fit.covariance}", lang).removeprefix("errors_")
    clusters = say("note_clusters", lang, number=f"{fit.n_clusters:,}") if fit.n_clusters else ""
    return say(
        "note_model", lang, estimator=say(fit.estimator, lang), errors=errors, clusters=clusters, n=f"{fit.n_obs:,}"
    )


def _sentences(note: str, lang: Lang) -> list[str]:
    """The sentences of a note of a model, each with its full stop; in Chinese as far as notes.yml knows them."""
    found = [f"{each.rstrip('.')}." for each in re.split(r"(?<=\.)\s+", note.strip()) if each]
    return [_translated(each) for each in found] if lang == "zh" else found


def _translated(sentence: str) -> str:
    for pattern, chinese in _patterns().items():
        if match := re.fullmatch(pattern, sentence):
            return match.expand(chinese)
    return sentence


def _joined(sentences: Sequence[str], lang: Lang) -> str:
    return ("" if lang == "zh" else " ").join(sentences)


@cache
def _patterns() -> dict[str, str]:
    return yml.read(Path(__file__).with_name("notes.yml"))
