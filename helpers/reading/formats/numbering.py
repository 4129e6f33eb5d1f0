"""The numbers that Word writes before paragraphs by itself, which stand nowhere in the text."""

import re
from typing import NamedTuple

from lxml.etree import _Element

from helpers.reading.formats.package import attribute, find, name

DIGITS = "零一二三四五六七八九"
CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
}
CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
SILENT = {"bullet", "none"}


class Level(NamedTuple):
    """How a level of a list is written: its text has %1 for the number of the first level, and so on."""

    start: int
    form: str
    text: str


class Numbering:
    """Counts the paragraphs of each list, as Word does when it shows them."""

    def __init__(self, numbering: _Element | None, styles: _Element | None):
        self._lists = {} if numbering is None else _lists(numbering)
        self._styles = {} if styles is None else _styles(styles)
        self._counts: dict[tuple[str, int], int] = {}

    def label(self, paragraph: _Element) -> str:
        """The number before this paragraph, which is the next of its list; empty without one and for bullets."""
        properties = find(paragraph, "pPr")
        style = attribute(find(paragraph, "pPr", "pStyle"), "val")
        which, level = _which(properties, self._styles.get(style, ("", 0)))
        family, levels = self._lists.get(which, ("", {}))
        if level not in levels:
            return ""
        self._step(family, level, levels)
        if levels[level].form in SILENT:
            return ""
        label = re.sub(r"%(\d)", lambda found: self._written(family, int(found[1]) - 1, levels), levels[level].text)
        return f"{label} " if label[-1:].isalnum() or label.endswith(".") else label

    def _step(self, family: str, level: int, levels: dict[int, Level]) -> None:
        """One more at this level; deeper levels begin anew."""
        self._counts[family, level] = self._counts.get((family, level), levels[level].start - 1) + 1
        for deeper in range(level + 1, 10):
            self._counts.pop((family, deeper), None)

    def _written(self, family: str, level: int, levels: dict[int, Level]) -> str:
        if level not in levels:
            return ""
        return written(self._counts.get((family, level), levels[level].start), levels[level].form)


def written(number: int, form: str) -> str:
    """A number as a list of that form shows it; in Arabic digits for a form that is not known."""
    if form in CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")
    if form in CIRCLED and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + number - 1)
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _lists(numbering: _Element) -> dict[str, tuple[str, dict[int, Level]]]:
    """By number of the list: the family that it counts in, and its levels."""
    families = {attribute(each, "abstractNumId"): _levels(each) for each in numbering if name(each) == "abstractNum"}
    lists = {}
    for each in numbering:
        family = attribute(find(each, "abstractNumId"), "val")
        if name(each) == "num" and family in families:
            lists[attribute(each, "numId")] = _overridden(each, family, families[family])
    return lists


def _overridden(item: _Element, family: str, levels: dict[int, Level]) -> tuple[str, dict[int, Level]]:
    """Family and levels of one list; one that starts anew counts by itself."""
    starts = {
        _number(each, 0, "ilvl"): _number(find(each, "startOverride"), 1)
        for each in item
        if find(each, "startOverride") is not None
    }
    changed = {at: level._replace(start=starts[at]) if at in starts else level for at, level in levels.items()}
    return (f"{family}/{attribute(item, 'numId')}" if starts else family), changed


def _levels(family: _Element) -> dict[int, Level]:
    return {_number(each, 0, "ilvl"): _level(each) for each in family if name(each) == "lvl"}


def _level(node: _Element) -> Level:
    form = attribute(find(node, "numFmt"), "val", "decimal")
    return Level(_number(find(node, "start"), 0), form, attribute(find(node, "lvlText"), "val"))


def _styles(styles: _Element) -> dict[str, tuple[str, int]]:
    """By name of a style: list and level that it puts a paragraph into."""
    properties = {attribute(each, "styleId"): find(each, "pPr") for each in styles if name(each) == "style"}
    return {style: _which(each, ("", 0)) for style, each in properties.items()}


def _which(properties: _Element | None, default: tuple[str, int]) -> tuple[str, int]:
    """List and level named in the properties of a paragraph or a style, each by itself where the other is left out."""
    numbers = None if properties is None else find(properties, "numPr")
    if numbers is None:
        return default
    return attribute(find(numbers, "numId"), "val", default[0]), _number(find(numbers, "ilvl"), default[1])


def _number(node: _Element | None, default: int, key: str = "val") -> int:
    text = attribute(node, key)
    return int(text) if text.isdecimal() and len(text) < 9 else default
