"""Levels of indicators: by the label printed above them, else by the nouns of their names."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from helpers.reading.records import Indicator, Tables
from helpers.reading.vocabulary import any_of, words

LEVEL_WORDS = {word: tuple(levels) for word, *levels in words("level_words")}
BROAD = {"产出": "output", "效益": "benefit", "效果": "benefit"}  # labels that give level 1 alone
LABEL = re.compile(  # it promises nothing
    r"[^，。；：:]*(?:数量|质量|时效|成本|产出|效益|影响|满意度?)指标(?:[：:]|[ \t]*[—–-]+)"
)
FEWEST_TOLD, LEVELS = 5, ("level1", "level2")


def level(label: str, name: str, comparator: str = "", unit: str = "") -> tuple[str, str]:
    """Levels 1 and 2 of an indicator by its printed label, else by its name, else by the unit and the bound of its
    target, within the level 1 that a label gives."""
    for word, levels in LEVEL_WORDS.items():
        if word in label:
            return levels
    broad = next((level1 for word, level1 in BROAD.items() if word in label), "")
    done, whole = not broad and _is_deed(name), f"{name.replace('社会化', '')}$"
    for levels in chain(_of_name(whole), _of_unit(comparator, unit)):
        if levels[0] != "benefit" if done else not broad or levels[0] in (broad, "satisfaction"):
            return levels
    return ("benefit", "social") if broad == "benefit" else ("output", "quantity")


@cache
def _guesses() -> list[tuple[re.Pattern, tuple[str, str]]]:
    """A pattern for the words of names that tell levels 1 and 2, with these; the first that fits decides."""
    return [(re.compile(any_of(entries)), tuple(levels)) for entries, *levels in words("level_guesses")]


def _of_name(name: str) -> Iterator[tuple[str, str]]:
    """The levels that words of a name tell, in the order of the vocabulary."""
    return (levels for guess, levels in _guesses() if guess.search(name))


def _of_unit(comparator: str, unit: str) -> Iterator[tuple[str, str]]:
    """The levels that a unit tells, below a ceiling or anyhow: at most 15 minutes is timeliness."""
    unit = "元" if unit.startswith("元/") else unit
    return (tuple(levels) for sign, units, *levels in words("level_units") if sign in comparator and unit in units)


def _is_deed(name: str) -> bool:
    """Whether a name is of things done and counted, as 排查事故隐患, and of no effect, as 事故 and 培训后就业率."""
    if name.endswith(("率", "比例", "占比", "下降", "降低", "减少", "提高", "增长")):
        return False
    return name.startswith(tuple(words("deeds")["first"])) or name.endswith(tuple(words("deeds")["last"]))


def levelled(printed: Tables, prose: Tables) -> Tables:
    """The rows of a table inside a report that promises things in prose too, those without a printed level being of the
    one that their name tells; a form that stands alone says no more than it prints."""
    if len(prose.indicators) + len(prose.outcomes) < FEWEST_TOLD:
        return printed
    rows = [
        row if row.level1 and row.level2 else row._replace(**dict(zip(LEVELS, _guessed(row), strict=True)))
        for row in printed.indicators
    ]
    return printed._replace(indicators=rows)


def _guessed(row: Indicator) -> tuple[str, str]:
    """The levels of a row by its name, within the level 1 that is printed."""
    label = {"output": "产出", "benefit": "效益", "satisfaction": "满意"}.get(row.level1, "")
    return (
        (row.level1, row.level2)
        if row.level1 == "management"
        else level(label, row.name_zh, row.comparator, row.target_unit)
    )
