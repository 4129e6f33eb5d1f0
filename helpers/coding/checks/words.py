"""The words of the audit, read once from words.yml."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

from helpers import yml

FILE = Path(__file__).with_name("words.yml")
NAMED = 0.5  # share of the pairs of characters of a name that words have which tell of it
CLAUSE = "[^，,。；;]*"  # what … in a word stands for


@cache
def entry(name: str) -> list:
    """An entry of words.yml; raises KeyError naming those that there are."""
    if name not in _entries():
        raise KeyError(f"words.yml has no entry {name!r}; it has {', '.join(_entries())}")
    return _entries()[name]


@cache
def any_of(*names: str) -> str:
    """A regular expression for any word of these entries."""
    return any_words(dict.fromkeys(word for name in names for word in entry(name)))


def any_words(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longer ones first."""
    return "|".join(re.escape(word).replace("…", CLAUSE) for word in sorted(words, key=len, reverse=True))


@cache
def pattern(*names: str) -> re.Pattern:
    """A pattern that finds any word of these entries."""
    return re.compile(any_of(*names))


@cache
def words(name: str) -> frozenset[str]:
    """The words of an entry."""
    return frozenset(entry(name))


def shares(one: str, other: str) -> bool:
    """Whether two names have a pair of characters in common."""
    return any(a + b in other for a, b in pairwise(one))


def overlap(name: str, words: str) -> bool:
    """Whether words have so many of the pairs of characters of a name that they may tell of its thing."""
    pairs = {a + b for a, b in pairwise(name)}
    return bool(pairs) and sum(pair in words for pair in pairs) >= NAMED * len(pairs)


@cache
def _entries() -> dict[str, list]:
    return yml.read(FILE)
