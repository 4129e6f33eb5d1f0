"""What figures and tables call things, in the language of the paper."""

from functools import cache
from pathlib import Path

from helpers import yml
from helpers.output.style import Lang


def say(key: object, lang: Lang, **values: object) -> str:
    """The words of `key` in the language, values put in where it has braces; a key without words is its own name."""
    entry = _entries().get(key) if isinstance(key, str) else None
    return entry[lang].format(**values) if entry else str(key)


def caption(name: str, lang: Lang, **values: object) -> str:
    """The caption `name` with its values put in; raises KeyError for an unknown caption or a value it lacks."""
    return _entries()[f"caption_{name}"][lang].format(**values)


@cache
def _entries() -> dict[str, dict[str, str]]:
    return yml.read(Path(__file__).with_name("words.yml"))
