"""What figures and tables call things, in the language of the paper."""

from functools import cache
from pathlib import Path

import pandas as pd

from helpers import yml
from helpers.output.style import Lang

NAMING = ["project_id", "field", "project_name_zh", "agency_zh"]
LONGEST = 12  # characters of a name in a label


def say(key: object, lang: Lang, **values: object) -> str:
    """The words of `key` in the language, values put in where it has braces; a key without words is its own name."""
    entry = _entries().get(key) if isinstance(key, str) else None
    return entry[lang].format(**values) if entry else str(key)


def caption(name: str, lang: Lang, **values: object) -> str:
    """The caption `name` with its values put in; raises KeyError for an unknown caption or a value it lacks."""
    return _entries()[f"caption_{name}"][lang].format(**values)


def project_names(projects: pd.DataFrame, lang: Lang) -> dict[str, str]:
    """A label for each project_id: itself, in English the field of the agency, and the name as printed, else that of
    the agency, cut at LONGEST characters."""
    found = {}
    for each, field, *names in projects[NAMING].fillna("").itertuples(index=False):
        name = next(filter(None, names), "")
        short = name[:LONGEST] + "…" * (len(name) > LONGEST)
        found[each] = " ".join(filter(None, [each, say(field, lang) if lang == "en" else "", short]))
    return found


@cache
def _entries() -> dict[str, dict[str, str]]:
    return yml.read(Path(__file__).with_name("words.yml"))
