"""What words for money say: its stage, its source, its category."""

import re
from functools import lru_cache
from typing import NamedTuple

from helpers.reading.vocabulary import any_of, keys, pattern, words

BUDGETS = re.compile(f"(?:{any_of(words('budgets_of_state'))})(?:预算)?")  # named after a budget, they tell no stage


class Said(NamedTuple):
    """What a clause says of the amount that ends it; empty where it does not say."""

    stage: str = ""
    source: str = ""
    category: str = ""


@lru_cache(maxsize=4096)  # reports say much in the same words
def said(clause: str) -> Said:
    """What `clause` says: the stage that it names last, and the first source and category by their order in the
    vocabulary."""
    return Said("".join(_stages(clause)[-1:]), _first_in("fund_sources", clause), first_category(clause))


def stages(text: str) -> list[str]:
    """The stages that a text names, in order of place; 预算 in the name of a budget of the state is none."""
    return list(dict.fromkeys(_stages(text)))


def categories(text: str) -> list[str]:
    """The categories that a text names, in order of place."""
    return list(dict.fromkeys(keys("fund_categories")[word] for word in pattern("fund_categories").findall(text)))


def first_category(text: str) -> str:
    """The first category, in the order of the vocabulary, of which a word stands in the text."""
    return min(categories(text), key=list(words("fund_categories")).index, default="")


@lru_cache(maxsize=4096)
def _stages(text: str) -> list[str]:
    return [keys("fund_stages")[word] for word in pattern("fund_stages").findall(BUDGETS.sub(_hidden, text))]


def _hidden(match: re.Match) -> str:
    return "＿" * len(match[0])


def _first_in(section: str, text: str) -> str:
    present = {keys(section)[word] for word in pattern(section).findall(text)}
    return min(present, key=list(words(section)).index, default="")
