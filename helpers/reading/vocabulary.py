"""The words of the field, read once from vocabulary.yml, places.yml and county_cities.yml."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from helpers import yml

BRACKETS = str.maketrans("()", "（）")
HERE = Path(__file__).resolve().parent


@cache
def words(section: str) -> dict | list:
    """The entry `section` of vocabulary.yml; raises KeyError naming the sections that exist."""
    vocabulary = _load("vocabulary.yml")
    if section not in vocabulary:
        raise KeyError(f"vocabulary.yml has no section {section!r}; it has {', '.join(vocabulary)}")
    return vocabulary[section]


@cache
def pattern(section: str) -> re.Pattern:
    """A pattern that finds any word of a section, longer words first, whichever key of a mapping they stand under."""
    entry = words(section)
    return re.compile(any_of(entry if isinstance(entry, list) else chain.from_iterable(entry.values())))


@cache
def keys(section: str) -> dict[str, str]:
    """Word of a section -> the first key it stands under."""
    return {word: key for key, entries in reversed(words(section).items()) for word in entries}


def any_of(
    entries: Iterable[str], not_behind: str = "", then: str = "", not_before: Mapping[str, str] | None = None
) -> str:
    """A regular expression for any of `entries`, longer ones first; for none that stands behind what `not_behind`, an
    expression of fixed width, matches, or a word of `not_before` before what its expression there matches; with the
    expression `then` behind each. Words are told apart letter by letter, so that each letter is looked at once, and it
    begins with letters, not with a look behind, so that a search can skip."""
    ends = {word: f"(?!{after})" for word, after in (not_before or {}).items()}
    if "" in (by_letter := _by_letter([(word, ends.get(word, "")) for word in entries])):
        raise ValueError("expected words to look for, found an empty one")
    behind = {letter: f"(?<!{not_behind}{re.escape(letter)})" if not_behind else "" for letter in by_letter}
    return "|".join(f"{re.escape(letter)}{behind[letter]}{_rest(rest)}{then}" for letter, rest in by_letter.items())


def _by_letter(entries: list[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """Words, each with an expression for its end, by their first letter and without it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for word, end in entries:
        found.setdefault(word[:1], []).append((word[1:], end))
    return found


def _rest(entries: list[tuple[str, str]]) -> str:
    """A regular expression for what follows the first letters of words, last of all the end of one that ends there."""
    by_letter = _by_letter(entries)
    ends = [end for _, end in by_letter.pop("", [])]
    found = [f"{re.escape(letter)}{_rest(rest)}" for letter, rest in by_letter.items()] + ends[:1]
    return f"(?:{'|'.join(found)})" if len(found) > 1 else found[0]


def without(opening: re.Pattern, text: str) -> str:
    """The text without what a pattern matches at its beginning."""
    found = opening.match(text)
    return text[found.end() :] if found else text


@cache
def prefectures() -> dict[str, str]:
    """Prefecture-level unit -> province, as places.yml lists them."""
    return {city: province for province, cities in _load("places.yml").items() for city in cities}


@cache
def county_cities() -> dict[str, str]:
    """County-level city -> province, as county_cities.yml lists them."""
    return {city: province for province, cities in _load("county_cities.yml").items() for city in cities}


@cache
def unit_kind() -> dict[str, str]:
    """Unit as printed -> kind of quantity (money, rate, persons, area, count, other, points)."""
    return {unit: kind for kind, units in words("units").items() for unit in units}


@cache
def unit_as(printed: str) -> str:
    """The unit as tables print it: ％ as %, ㎡ and m² as 平方米, 台(套) with the brackets of Chinese."""
    return words("units_as").get(printed, unicodedata.normalize("NFKC", printed).translate(BRACKETS))


@cache
def same_unit() -> dict[str, str]:
    """Unit as printed -> the unit that stands for all that count the same thing."""
    return {unit: group[0] for group in words("units_alike") for unit in group}


def nearest(section: str, text: str) -> str | None:
    """The key of `section` whose word stands last in `text`, of two that end together the longer; None without any."""
    found = pattern(section).findall(text)
    return keys(section)[found[-1]] if found else None


def first(section: str, text: str) -> str:
    """The first key of `section`, in its order, of which a word stands in the text; empty without any."""
    return next((key for key, entries in words(section).items() if any(word in text for word in entries)), "")


def comparable(one: str, other: str) -> bool:
    """Whether two printed units count the same thing."""
    return one == other or same_unit().get(one, one) == same_unit().get(other, other)


def polarity(name: str, comparator: str) -> str:
    """`lower` where less is better by the sign, or without one by the name of an indicator, else `higher`."""
    if comparator in ("<=", "<", ">=", ">"):
        return "lower" if "<" in comparator else "higher"
    lower = pattern("lower_is_better").search(name) and not name.endswith(tuple(words("more_is_better")))
    return "lower" if lower else "higher"


@cache
def _load(name: str) -> dict:
    return yml.read(HERE / name)
