"""Goals that are the first sentence of a paragraph each, as its title, and are answered by the second."""

import re
from itertools import groupby

from helpers.reading.indicators.echoes import DONE, Said, is_pledging, may_meet
from helpers.reading.indicators.pairs import Pair
from helpers.reading.text import layout

GOALS = re.compile("目标|任务|指标")
PART = re.compile(r"其中|包括|[比较][上去往前]|超|增加|减少|[另还又再]")  # of what was told, or what is set beside it
ONE_BY_ONE = re.compile("对照|对着|逐[条项一个]|一[条项]一[条项]|兑现|落实|完成|结果")
FEWEST = 3  # paragraphs of a chapter that make its form


def answered(page: layout.Layout, said: list[Said]) -> list[Pair]:
    """Pairs of the number of a first sentence and the first one of the second, where the chapter is called one of goals
    and results, three of its paragraphs have this form, and one has a bound: ——配备水泵85台以上。年内配备92台。"""
    pairs: list[Pair] = []
    by_chapter = groupby(groupby(said, lambda each: each.m.item), lambda each: each[0].chapter)
    for _, items in by_chapter:
        found = [pair for _, own in items if (pair := _title_and_answer(list(own)))]
        if len(found) >= FEWEST and _tells_both(page, found[0]) and any(map(_is_bound, found)):
            pairs += found
    return pairs


def _title_and_answer(own: list[Said]) -> Pair | None:
    """The number of the first sentence of a paragraph with that of the second, in its unit and of its order."""
    first = [each for each in own if each.m.sentence == own[0].m.sentence]
    if len(first) > 1 or len(own) < 2 or own[1].m.sentence != first[0].m.sentence + 1:
        return None
    goal, result = first[0].m, own[1].m
    if not may_meet(first[0], own[1]) or result.quantity.comparator != "=" or PART.search(own[1].clause):
        return None
    return Pair(goal, [result], goal.name)


def _is_bound(pair: Pair) -> bool:
    return pair.target.quantity.comparator != "="


def _tells_both(page: layout.Layout, pair: Pair) -> bool:
    """Whether the chapter of a goal is called one of goals and of what came of them, or the line before the first one
    tells of both."""
    above = layout.heading(page, pair.target.item.start, layout.CHAPTER)
    before = page.text[: pair.target.item.start].rstrip().rpartition("\n")[2]
    told = is_pledging(before) and ONE_BY_ONE.search(before) is not None
    titled = above is not None and GOALS.search(above.title) is not None and DONE.search(above.title) is not None
    return titled or told
