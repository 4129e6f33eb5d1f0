"""Goals and results that stand apart, in lists or sections of their own, meet by what they count."""

import re
from collections.abc import Callable
from itertools import groupby

from helpers.reading.indicators.frames import AND
from helpers.reading.indicators.mentions import SATISFIED, Mention, is_same
from helpers.reading.indicators.pairs import HEAD_NOUN, PROMISED, Pair, fits, is_counted, is_each
from helpers.reading.roles.names import runs
from helpers.reading.text.items import GOAL, Item
from helpers.reading.vocabulary import any_of, words

LIKE_ENOUGH = 0.6  # share of a name that two names have in common, in another list
SAME_HEAD = 0.9  # the same, where the name is how the other ends
GROWTH = re.compile(rf"(?:{any_of(words('change_words'))})(?:率|幅度?)?$")
SHARED_HEAD = re.compile("(?:满意|合格|完成|及时|达标|覆盖|就业|知晓)[度率]$")
NEAR = 16  # characters between a change and the target told behind it
HEAD = re.compile("(?:率|度|量|人数|时间|面积|比重|比例)$")  # nouns of measures
FEWEST_APART = 3  # pairs that make two lists one of goals and one of results
FEWEST_LETTERS = 2  # that two names have in common
LONE = 0.01  # for the only number in a unit


def grown(found: list[Pair], changes: Callable[[], list[Mention]]) -> list[Pair]:
    """The pairs, those that promise how much something grows or falls taking that from what is said of its change: the
    number right before the promise, or one behind it that is named like it."""
    open_ = [pair for pair in found if not pair.actuals and GROWTH.search(pair.name)]
    told = changes() if open_ else []
    for pair in open_:
        place = pair.target.quantity.start
        before = [m for m in told if m.item is pair.target.item and 0 < place - m.quantity.stop < NEAR]
        before = [m for m in before if pair.name in m.own or m.own.endswith(pair.name[-2:])][-1:]
        alike = [m for m in told if m.quantity.start > place and _share(pair.name, m) >= LIKE_ENOUGH]
        pair.actuals.extend((before or alike)[:1])
    return found


def across(found: list[Pair], mentions: list[Mention]) -> list[Pair]:
    """The pairs, those without an actual taking it from what stands behind them: the number in their unit that is named
    most like them; then, in a list where others were found, one named a little like them or alone in its unit."""
    found = _named_in_turn(found)
    used = {m.quantity.start for pair in found for m in (pair.target, *pair.actuals)}
    free = [m for m in mentions if m.quantity.start not in used and m.role not in PROMISED]
    for beside in (False, True):
        ranked = sorted(_ranked(found, free, beside), key=lambda each: (not each[1].is_certain, -each[0]))
        for _, pair, m in ranked:
            if not pair.actuals and m.quantity.start not in used:
                pair.actuals.append(m)
                used.add(m.quantity.start)
        free = [m for m in free if m.quantity.start not in used]
    return found


def _named_in_turn(found: list[Pair]) -> list[Pair]:
    """The pairs, those of goals that 分别 tells in turn each named by its part of the list of names before them."""
    named: list[Pair] = []
    for (_, _, listed), run in groupby(found, lambda p: (p.target.item.start, p.target.sentence, p.target.listed)):
        own = [*run]
        parts = AND.split(own[0].name.removesuffix("的"))
        in_turn = listed and len(parts) == len(own) > 1 and not any(p.name for p in own[1:])
        if in_turn and (shared := SHARED_HEAD.search(parts[-1])):  # 游客、居民满意度
            parts = [part if part.endswith(("率", "度")) else part + shared[0] for part in parts]
        named += [p._replace(name=part) for p, part in zip(own, parts, strict=True)] if in_turn else own
    return named


def _ranked(found: list[Pair], free: list[Mention], beside: bool) -> list[tuple[float, Pair, Mention]]:
    """How much alike open promises and free numbers behind them are: enough in any paragraph, or a little `beside`
    others that were put together."""
    apart = [(pair.target.item, m.item) for pair in found for m in pair.actuals if m.item is not pair.target.item]
    together = {*apart, *((one.chapter, other.chapter) for one, other in apart if one.chapter != other.chapter)}
    results = _first_result(apart)
    ranked = []
    for pair in (pair for pair in found if not pair.actuals):
        later = [m for m in free if m.quantity.start >= pair.target.quantity.stop and fits(pair, m)]
        if beside:
            later = [m for m in later if _is_beside(pair.target, m, together, results)]
            lone = len(later) == 1 and (is_counted(later[0]) or "/" in later[0].quantity.unit)
            ranked += [(max(_share(pair.name, m), LONE * lone), pair, m) for m in later]
        else:
            shares = ((max(_share(pair.name, m), LIKE_ENOUGH * is_each(pair, m)), m) for m in later)
            ranked += [(share, pair, m) for share, m in shares if share >= LIKE_ENOUGH]
    return [each for each in ranked if each[0]]


def _is_beside(target: Mention, m: Mention, together: set, results: int) -> bool:
    """Whether a promise and a number stand where others were put together: in the same paragraphs or chapters, or the
    promise in a list of goals and the number, said to be attained or spelt like it, among its results."""
    places = ((target.item, m.item), (target.item.chapter, m.item.chapter))
    listed = target.item.start < results <= m.item.start
    told = m.role == "actual" or _is_spelt_like(target.name, m.name)
    return not together.isdisjoint(places) or (told and listed)


def _is_spelt_like(one: str, other: str) -> bool:
    """Whether most characters of the shorter of two names stand in the other: 修好旧灯 in 维修旧路灯."""
    both = len(set(one) & set(other))
    return both >= FEWEST_LETTERS and both >= LIKE_ENOUGH * min(len(one), len(other))


def _first_result(apart: list[tuple[Item, Item]]) -> int:
    """Where the results begin of a list of goals with results behind it; -1 for none."""
    last = max((goal.start for goal, _ in apart), default=0)
    first = min((result.start for _, result in apart), default=0)
    listed = all(goal.label == GOAL for goal, _ in apart)
    return first if len(apart) >= FEWEST_APART - listed and last < first else -1


def _share(name: str, m: Mention) -> float:
    """The share of a name that stands around a number, or of the number's name that stands in the other."""
    own = m.own or m.right or m.above
    one, other, wide = runs(name), runs(own), runs(m.above + m.own + m.right)
    if not one or not other:
        return 0.0
    both = len(one & other)
    share = max(both / len(one), both / len(other) if len(own) >= HEAD_NOUN + 1 else 0)
    if len(own) >= HEAD_NOUN and name.endswith(own):
        share = max(share, SAME_HEAD)
    elif (HEAD.search(own) and is_same(own, name, HEAD_NOUN)) or (SATISFIED in name and SATISFIED in own):
        share = max(share, LIKE_ENOUGH)
    return share + len(one & wide) / len(one) / 100
