"""Promises told by the form of a passage: a frame that comes again with two numbers, and two enumerations in turn."""

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby, pairwise

from helpers.reading import layout
from helpers.reading.echoes import CAME, Said, is_pledging, may_meet
from helpers.reading.mentions import Mention
from helpers.reading.pairs import Pair

HAN = re.compile("[\u4e00-\u9fff]+")
CLAUSES = re.compile(r"[，,：:；;。、（(\n]|—+|\d")
ARROW = re.compile(r"[ \t]*(?:→|->|⇒|=>|＞＞)[ \t]*")
OTHER_TIME = re.compile(
    r"上一?年|去年|往年|前年|同期|以前|之前|原[有来先]|改造前|实施前|[一二三四]季度|[上下]半年|年初(?!.{0,4}[定批报想])|[由从]"
)
PARTED = re.compile("其中|分别为|占|合格|通过|收回|回收|有效|办结|整改|接通|完工|来自|包括")
TAIL, FEWEST, FAR = 2, 3, 40
TOLD = tuple("共计达为了有是到近约超各均")  # end words that frame any number


def framed(page: layout.Layout, said: list[Said]) -> list[Pair]:
    """Pairs of two numbers of one unit behind each other, where the words before the first, before the second or an
    arrow between them come again so with other numbers: 批复3800株，实补4120株；批复6遍，做了5遍."""
    beside = [(one, other) for one, other in pairwise(said) if _is_couple(page, one, other)]
    tails, leads = [_tail(one) for one, _ in beside], [_lead(page, *each) for each in beside]
    firsts, seconds = Counter(filter(None, tails)), Counter(filter(None, leads))
    pairs: list[Pair] = []
    for (one, other), tail, lead in zip(beside, tails, leads, strict=True):
        if max(firsts[tail], seconds[lead]) + (lead == "→") >= FEWEST:
            is_behind = is_pledging(other.clause) and not is_pledging(one.clause)
            pairs.append(_pair(other, one, one.m) if is_behind else _pair(one, other, one.m))
    return pairs


def _is_couple(page: layout.Layout, one: Said, other: Said) -> bool:
    """Whether two numbers may be promise and result by their units, values and the words between them."""
    between = page.text[one.m.quantity.stop : other.m.quantity.begin]
    if len(between) > FAR or "\n" in between or "。" in between or one.m.item is not other.m.item:
        return False
    strange = CAME.search(one.clause) or OTHER_TIME.search(one.clause + between) or PARTED.search(between)
    return not strange and may_meet(one, other) and bool(between.strip(" ，、"))


def _tail(said: Said) -> str:
    """The last letters of the words before a number, its frame; empty for none."""
    words = HAN.findall(CLAUSES.split(said.clause)[-1])
    return words[-1][-TAIL:] if words and not words[-1].endswith(TOLD) else ""


def _lead(page: layout.Layout, one: Said, other: Said) -> str:
    """The same of the second number of two; an arrow is one."""
    between = page.text[one.m.quantity.stop : other.m.quantity.begin]
    return "→" if ARROW.fullmatch(between) else _tail(other)


def _pair(goal: Said, result: Said, named: Mention) -> Pair:
    name = named.above if len(named.own) <= TAIL and named.above else named.name
    return Pair(replace(goal.m, role="plan"), [result.m], name)


def in_turn(page: layout.Layout, said: list[Said]) -> list[Pair]:
    """Pairs of two enumerations that give numbers in turn, in the same units: 依次为24间、92%。… 依次为23间、95%."""
    runs = [list(run) for told, run in groupby(said, lambda each: each.m.listed and _passage(each)) if told]
    pairs: list[Pair] = []
    for goals, results in pairwise(run for run in runs if len(run) > 1):
        alike = [each.unit for each in goals] == [each.unit for each in results]
        if alike and not any(OTHER_TIME.search(each.clause) for each in (goals[0], results[0])):
            pairs += [_pair(*each, each[0].m) for each in zip(goals, results, strict=True)]
    return pairs


def _passage(said: Said) -> tuple[int, int]:
    return said.m.item.start, said.m.sentence
