"""The words of the audit, read once from words.yml."""

import re
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("words.yml")


@cache
def any_of(*names: str) -> str:
    """A regular expression for any word of these entries of words.yml, longer ones first; raises KeyError naming the
    entries that there are."""
    if strange := set(names) - set(_entries()):
        raise KeyError(f"words.yml has no entry {', '.join(sorted(strange))}; it has {', '.join(_entries())}")
    found = dict.fromkeys(word for name in names for word in _entries()[name])
    return "|".join(map(re.escape, sorted(found, key=len, reverse=True)))


@cache
def pattern(*names: str) -> re.Pattern:
    """A pattern that finds any word of these entries."""
    return re.compile(any_of(*names))


@cache
def words(name: str) -> frozenset[str]:
    """The words of an entry."""
    return frozenset(_entries()[name])


@cache
def _entries() -> dict[str, list[str]]:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))
