"""Results that are told by the signs of their goals alone: ①接种率≥95%；②建档率≥90%。… 完成：①97.3%；②92.1%."""

import re
from unicodedata import normalize

from helpers.reading.indicators.echoes import Said
from helpers.reading.indicators.pairs import PROMISED, Pair
from helpers.reading.text import layout
from helpers.reading.vocabulary import any_of, words

SIGN = rf"{layout.LISTED}|(?<![^\s。；：])\d{{1,2}}[.．、](?!\d)|第(?:{layout.NUMERAL}|\d{{1,2}}|[①-⑳])[项条个]"
DONE = rf"(?:{any_of(words('actual_words'))}|完成|达到|[已均为是达：:，, ])*"
SIGNED = re.compile(rf"({SIGN})((?:(?!{SIGN})[^，。；;：:\n])*[：:，]?[^，。；;：:\n]{{0,6}})$")
PLACE, ENDS = re.compile(rf"\d{{1,2}}|[①-⑳]|{layout.NUMERAL}"), re.compile(r"[，。；;,、（(\s①-⑳]|$")
FEWEST = 2  # results without a name that make it such a list


def enumerated(page: layout.Layout, said: list[Said]) -> list[Pair]:
    """Pairs of a number with a name behind a sign, as ①, and the number behind the same sign in a later list in which
    no number has a name and each is in the unit of its goal."""
    goals: dict[int, Said] = {}
    pairs: list[Pair] = []
    before = 0
    for each in said:
        q = each.m.quantity
        told = SIGNED.search(page.text, max(before, each.m.item.start), q.begin)
        before = q.stop
        if not told:
            continue
        sign = layout.number(normalize("NFKC", PLACE.search(told[1])[0]))
        if not re.fullmatch(DONE, told[2]):
            goals[sign] = each
        elif (goal := goals.get(sign)) and goal.m.item.start < each.m.item.start and ENDS.match(page.text, q.stop):
            pairs.append(Pair(goal.m, [each.m], goal.m.name))
    return pairs if len(pairs) >= FEWEST and all(map(_is_of_goal, pairs)) else []


def _is_of_goal(pair: Pair) -> bool:
    """Whether a pair is of a promise and a number in its unit."""
    result = pair.actuals[0]
    return pair.target.role in PROMISED and pair.target.quantity.unit == result.quantity.unit
