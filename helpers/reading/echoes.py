"""Promises that no set word marks: a number in words of pledging meets another that is named like it, or stands beside it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from helpers.reading import layout
from helpers.reading.asides import CLAUSE_END
from helpers.reading.items import Item
from helpers.reading.mentions import Mention
from helpers.reading.names import runs
from helpers.reading.pairs import PROMISED, Pair
from helpers.reading.rates import rate_name
from helpers.reading.vocabulary import any_of, comparable, pattern, words

PLEDGE, NO_PLEDGE = re.compile(any_of(words("pledges"))), re.compile(any_of(words("pledges_not")))
STOP, FULL_STOP, COLON = re.compile("[。；;！？\n]"), re.compile("[。！？\n]"), re.compile("[：:]")
CAME = re.compile("[^达为定下立][了][^，。；：]{0,2}$|(?:[仅只]|实际|结果|完成|建成|办结|达到了|做到|累计|合计|一共|总共)[^，。；：]{0,8}$")
DONE = re.compile("完成|实现|达成|做到|做成|结果|落实|成效|实测|实绩|情况分析")
TITLE = re.compile(r"[ \t　]*【([^【】\n]{1,20})】")
SUMMED = re.compile("共|累计|合计|全年|总")
EMPTY = re.compile(r"[的是为在到达成要年初当时我们同样也都还本来原起先，,（(：:\s]*")
PARENS = re.compile(r"[（(]")
LIKE, STRONG, SUM = 0.3, 0.6, 0.2
IN_CLAUSE, CARRIED = 2, 1
FACTOR = 4  # that a result is more or less than what was promised
FAR = 60  # characters between a number and one beside it


class Said(NamedTuple):
    """A number with how it is promised: in its own clause (2), by what was said before it (1) or not at all (0)."""

    m: Mention
    level: int
    clause: str


def echoed(
    page: layout.Layout, found: list[Pair], read: Iterable[tuple[Item, list[Mention]]], used: set[int]
) -> list[Pair]:
    """The pairs, and those of numbers that words of pledging promise and that others echo."""
    used = used | {m.quantity.start for pair in found if pair.actuals for m in (pair.target, *pair.actuals)}
    said = [each for item, own in read for each in _said(page, item, own)]
    said = [s for s in said if s.m.quantity.start not in used and not rate_name(page, s.m.quantity)]
    pairs = _named_alike(said, found) if any(each.level for each in said) else []
    taken = {m.quantity.start for pair in pairs for m in (pair.target, *pair.actuals)}
    said = [each for each in said if each.m.quantity.start not in taken]
    pairs += _side_by_side(page, said)
    met = {m.quantity.start for pair in pairs for m in (pair.target, *pair.actuals)}
    return [pair for pair in found if pair.actuals or pair.target.quantity.start not in met] + pairs


def _said(page: layout.Layout, item: Item, own: list[Mention]) -> list[Said]:
    """The numbers of an item with how they are promised."""
    found: list[Said] = []
    titled = _is_pledging(_title(page, item))
    scope, listed, before = CARRIED * titled, False, item.start
    for m in own:
        between = page.text[before : m.quantity.begin]
        before = m.quantity.stop
        if STOP.search(between) and not (titled or (listed and not FULL_STOP.search(between))):
            scope, listed = 0, False
        sentence = STOP.split(between)[-1]
        clause = CLAUSE_END.split(sentence)[-1]
        level, scope, listed = _level(m, sentence, clause, scope, listed)
        found.append(Said(m, level, clause))
    return found


def _level(m: Mention, sentence: str, clause: str, scope: int, listed: bool) -> tuple[int, int, bool]:
    """How a number is promised, how the next one is without a word of its own, and whether a list is promised."""
    head, colon, _ = sentence.rpartition("：" if "：" in sentence else ":")
    if colon and _is_pledging(head):
        return IN_CLAUSE if len(CLAUSE_END.split(sentence)) < 2 else CARRIED, CARRIED, True
    pledged = _is_pledging(clause)
    if m.role == "actual" or (not pledged and CAME.search(clause)):
        return 0, 0, False
    if pledged or m.role in PROMISED:
        return IN_CLAUSE, CARRIED, listed
    if _is_pledging("，".join(CLAUSE_END.split(sentence)[-2:])):
        return CARRIED, CARRIED, listed
    return scope, scope, listed


def _is_pledging(text: str) -> bool:
    return PLEDGE.search(text) is not None and PLEDGE.search(NO_PLEDGE.sub("", text)) is not None


def _title(page: layout.Layout, item: Item) -> str:
    """The title that an item stands under, in brackets at its beginning or as a heading above; empty for one that tells
    what was done."""
    printed = TITLE.match(page.text, item.start, item.end)
    above = None if printed else layout.heading(page, item.start, layout.CHAPTER)
    title = printed[1] if printed else above.title if above and above.end <= item.start else ""
    return "" if DONE.search(title) else title


def _named_alike(said: list[Said], found: list[Pair]) -> list[Pair]:
    """Pairs of a promised number and one not promised in its unit that is named like it, the most alike first."""
    goals, results = [s for s in said if s.level], [s for s in said if not s.level]
    ranked = []
    for goal in goals:
        for result in results:
            if _may_meet(goal, result) and (share := _share(goal, result)) >= LIKE:
                ranked.append((share, goal, result))
    return _best(ranked)


def _may_meet(goal: Said, result: Said) -> bool:
    """Whether a number may be what came of another: in its unit, of its order, and the other nothing that is there."""
    one, other = goal.m.quantity.value, result.m.quantity.value
    near = not one or not other or 1 / FACTOR <= other / one <= FACTOR
    return near and _is_plan(goal) and comparable(goal.m.quantity.unit, result.m.quantity.unit)


def _is_plan(goal: Said) -> bool:
    if pattern("neutral_money").search(goal.clause):
        return False
    return goal.m.role in PROMISED or not pattern("not_promised").search(PLEDGE.sub("", goal.m.own))


def _best(ranked: list[tuple[float, Said, Said]]) -> list[Pair]:
    """Each promise with its best result, each result taken once."""
    pairs, taken = [], set()
    for _, goal, result in sorted(ranked, key=lambda each: -each[0]):
        places = {goal.m.quantity.start, result.m.quantity.start}
        if taken.isdisjoint(places):
            taken |= places
            pairs.append(_pair(goal.m, result.m))
    return pairs


def _pair(goal: Mention, result: Mention) -> Pair:
    name = PLEDGE.sub("", goal.name) or result.name
    return Pair(goal._replace(role="plan"), [result], name)


def _share(goal: Said, result: Said) -> float:
    """How much of the shorter of two names stands in the other, with a little more for a sum and for what comes after."""
    one, other = _name(goal.m), _name(result.m)
    both = len(runs(one) & runs(other))
    inside = len(min(one, other, key=len)) > 1 and _is_within(min(one, other, key=len), max(one, other, key=len))
    share = 1.0 if inside else both / max(1, min(len(runs(one)), len(runs(other))))
    later = result.m.quantity.start > goal.m.quantity.start
    enough = share >= (LIKE if goal.m.item is result.m.item else STRONG)
    return share + SUM * (SUMMED.search(result.clause) is not None) + SUM * later if enough else 0


def _name(m: Mention) -> str:
    return PLEDGE.sub("", m.own or m.right or m.above)


def _is_within(one: str, other: str) -> bool:
    """Whether the characters of one name stand in the other in their order: 扎灯 in 扎成灯."""
    rest = iter(other)
    return all(letter in rest for letter in one)


def _side_by_side(page: layout.Layout, said: list[Said]) -> list[Pair]:
    """Pairs of two numbers next to each other in one sentence and unit, the one promised in its clause."""
    pairs, taken = [], -1
    for i, (one, other) in enumerate(zip(said, said[1:], strict=False)):
        if i == taken or not _are_beside(one, other):
            continue
        if one.level == IN_CLAUSE and other.level < IN_CLAUSE:
            pairs.append(_pair(one.m, other.m))
        elif not one.level and other.level == IN_CLAUSE and EMPTY.fullmatch(PLEDGE.sub("", other.clause)):
            pairs.append(_pair(other.m._replace(own=one.m.name), one.m))
        else:
            continue
        taken = i + 1
    return pairs


def _are_beside(one: Said, other: Said) -> bool:
    """Whether two numbers of one unit stand next to each other in a sentence."""
    near = one.m.item is other.m.item and other.m.quantity.start - one.m.quantity.stop < FAR
    same = one.m.sentence == other.m.sentence and (_may_meet(one, other) if one.level else _may_meet(other, one))
    return near and same and "，" in other.clause + "，"
