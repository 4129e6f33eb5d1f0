"""Lines that print what was promised and what was attained with a stroke between: 发放人数6,300人／6,412人."""

import re
from itertools import pairwise

from helpers.reading.indicators.echoes import Said
from helpers.reading.indicators.pairs import Pair
from helpers.reading.text import layout

STROKE = re.compile(r"[ \t]*[/／][ \t]*")
GOAL, RESULT = "目标|指标值|计划|任务|应达|应完成", "实际|完成(?!目标|任务|指标|计划)|结果|实绩|实现"
GOAL_FIRST = re.compile(rf"(?:{GOAL})[^。\n]{{0,10}}[/／，,、与和后][^。\n]{{0,10}}(?:{RESULT})")
RESULT_FIRST = re.compile(rf"(?:{RESULT})[^。\n]{{0,10}}[/／，,、与和后][^。\n]{{0,10}}(?:{GOAL})")
FEWEST = 2  # lines that make it a form
REACH = 120  # characters before the first pair in which its order is told


def stroked(page: layout.Layout, said: list[Said]) -> list[Pair]:
    """Pairs of two numbers of one unit with nothing but a stroke between, where two lines have them and words before
    the first tell which is the goal."""
    pairs = [two for two in pairwise(said) if _is_stroked(page, *two)]
    if len(pairs) < FEWEST:
        return []
    place = pairs[0][0].m.quantity.begin
    before = page.text[max(0, place - REACH) : place]
    if not (GOAL_FIRST.search(before) or RESULT_FIRST.search(before)):
        return []
    turned = not GOAL_FIRST.search(before)
    ordered = [(*two[::-1], two[0]) if turned else (*two, two[0]) for two in pairs]
    return [Pair(goal.m, [result.m], first.m.name) for goal, result, first in ordered]


def _is_stroked(page: layout.Layout, one: Said, other: Said) -> bool:
    between = page.text[one.m.quantity.stop : other.m.quantity.begin]
    return one.unit == other.unit and STROKE.fullmatch(between) is not None
