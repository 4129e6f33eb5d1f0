"""Checks of rates of what was saved or gained between two amounts: 控制价18.40亿元，中标价17.02亿元，节资率7.5%."""

import re
from collections.abc import Iterator

from helpers.coding.counts import RATE, Count, Page, alike
from helpers.coding.findings import Finding, judged
from helpers.coding.words import any_of, pattern

SAVED = re.compile(rf"(?:{any_of('saving_rates')})(?:为|达到?|是|约)*$")
GAINED = re.compile(rf"(?:{any_of('gaining_rates')})(?:为|达到?|是|约)*$")
ONE, OTHER = pattern("price_first"), pattern("price_then")
FROM = re.compile("^[^，。；\\d]{0,6}(?:降|减|压|缩|升|增)[^，。；\\d]{0,4}(?:到|至|为)$")
KIND = re.compile("其中|综合|平均|类|扣除|剔除|不含|口径")
CLAUSE = 24  # characters before a figure that name it


def rates(pages: list[Page]) -> Iterator[Finding]:
    """Rates directly behind two amounts by their names a first and a later price, or behind these and their difference,
    against the difference over the first."""
    for page in pages:
        for place, rate in enumerate(page.counts):
            clause = _clause(page, rate) if rate.unit == RATE and rate.comparator == "=" else ""
            if (SAVED.search(clause) or GAINED.search(clause)) and not KIND.search(clause):
                for first, then in _prices(page, place):
                    yield _rated(rate, first, then, -1 if SAVED.search(clause) else 1)


def _prices(page: Page, place: int) -> Iterator[tuple[Count, Count]]:
    """The two prices before a rate in its sentence, nothing but their difference between them and the rate."""
    own = page.sentence(page.counts[place].start)
    before = [each for each in page.counts[max(0, place - 3) : place] if page.sentence(each.start) == own]
    exact = all(each.comparator == "=" and alike(each, before[0]) and each.unit != RATE for each in before)
    two = before[:2] if len(before) == 3 and exact and _is_difference(*before) else before[-2:]
    named = len(two) == 2 and exact and ONE.search(_clause(page, two[0])) and OTHER.search(_clause(page, two[1]))
    if (named or (len(two) == 2 and exact and FROM.search(page.between(*two)))) and two[0].value > 0:
        yield two[0], two[1]


def _is_difference(one: Count, other: Count, third: Count) -> bool:
    spread = one.half_digit + other.half_digit + third.half_digit
    return abs(abs(one.value - other.value) - third.value) <= spread + 1e-9


def _rated(rate: Count, first: Count, then: Count, sign: int) -> Finding:
    recomputed = round(sign * 100 * (then.value - first.value) / first.value, 9)
    spread = 100 * (then.half_digit + (1 + abs(recomputed) / 100) * first.half_digit) / first.value
    figures = rate.figure, first.figure, then.figure
    what = f"{rate.name}: what changes {first.value:.12g} into {then.value:.12g}, %"
    return judged(Finding(rate.report_id, "rate", what, figures[0], recomputed, figures, "", rate.half_digit + spread))


def _clause(page: Page, each: Count) -> str:
    return re.split("[，。；;：:\n]", page.text[max(0, each.start - CLAUSE) : each.start])[-1]
