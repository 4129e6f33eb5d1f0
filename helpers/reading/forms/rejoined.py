"""Cells of a header or of a level that a page prints over several lines, put together again."""

import re

from helpers.reading.forms.filling import Part
from helpers.reading.forms.pipes import HALF, is_level1, is_level2
from helpers.reading.forms.words import knows

OPENS = re.compile("(?:年初|全年|年度|本年|预期|计划|实际|全年实际|调整后?)")
LEVEL = re.compile("[一二三]级")
POINTS = re.compile(r"[（(][0-9.]+分?[)）]")
LONGEST = 8  # characters of the first line of a level


def rejoined(text: str, parts: list[Part]) -> list[Part]:
    """The lines of a form, those as one that are the two lines of a column, as 年初 | 预算数 and 二级 | 指标, or of a
    level, as 产出 | 指标 | （50分）."""
    found: list[Part] = []
    for part in parts:
        before = found[-1] if found else None
        if before and _goes_on(before.text, part.text):
            found[-1] = before._replace(text=text[before.start : part.start + len(part.text)])
        else:
            found.append(part)
    return found


def _goes_on(said: str, more: str) -> bool:
    """Whether a line is the rest of the one before: words that alone name no column, or the end of a level."""
    first, whole = "".join(said.split()), "".join((said + more).split())
    if POINTS.fullmatch(more):
        return is_level1(first) or is_level2(first)
    if not HALF.fullmatch(more):
        return False
    if OPENS.fullmatch(first):
        return knows("indicator_roles", whole) or knows("money_roles", whole)
    is_level = len(first) <= LONGEST and not first.endswith("指标") and (is_level1(whole) or is_level2(whole))
    return more == "指标" and (is_level or LEVEL.fullmatch(first) is not None)
