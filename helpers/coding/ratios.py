"""Checks of rates in a text against the two figures that stand before them, of money or of what is counted.

The words tie a rate to its figures (破案 and 破案率, 占 behind a part, 执行率 behind money spent of a budget), or they
stand directly before it. Two figures next to each other need not be meant, so a difference is told only where one
misprinted figure explains it, or where the grammar leaves no other numerator and denominator and no other two figures
of the paragraph make up the rate.
"""

import re
from collections.abc import Iterator
from itertools import combinations, islice, pairwise, permutations
from math import log10

from helpers.coding import bound
from helpers.coding.counts import MONEY, RATE, Count, Page, alike, clause, is_rate, rated
from helpers.coding.findings import Finding, slipped
from helpers.coding.words import any_words, entry, pattern

CHANGE, OPINION = pattern("change", "up", "down"), pattern("opinion")  # a rate of an opinion is of those asked
IS_RATE = re.compile(
    "(?:率|程度|(?<=[意可晓任持评密])度|占|比例|比重|占比|进度|成数|完成[^，。]{0,20}的)[^，。；]{0,8}$|占[^，。；]{1,14}的$"
)
BACK, REACH = 6, 60  # figures before a rate, of which its whole may be one anywhere before
FEW = 3  # digits of a rate of which two may be swapped
MANY = 4  # digits of a rate of which one may be false, where nothing else ties it to its figures
ROLES = [tuple(map(any_words, each.values())) for each in entry("rate_roles")]  # of the rate, above and below
STEM = re.compile(r"([\u4e00-\u9fff]{2})(?:率|比例|比重)")
FAR = 10  # percentage points by which no other way of counting answers misses the share of those who gave them
MOST = 24  # of the largest amounts, two of which may be a whole together
BUDGET, CHANGED = "预算", pattern("budget_more", "budget_less")
SHARE = re.compile("^(?:占比?|比例|比重|占[^，。；]{0,12}的)")


def rates(pages: list[Page]) -> Iterator[Finding]:
    """Rates that two figures before them make up, and those that a slip keeps from it."""
    for page in pages:
        for place, rate in enumerate(page.counts):
            if rate.unit == RATE and rate.comparator == "=" and rate.value > 0:
                words = clause(page, rate)
                if not CHANGE.search(words):
                    yield from _made(page, place, words) if IS_RATE.search(words) else _behind(page, place)


def _made(page: Page, place: int, clause: str) -> Iterator[Finding]:
    rate = page.counts[place]
    pairs = [*_pairs(page, place)]
    found = [rated(rate, top, whole) for whole, top in pairs]
    agreeing = [each for each in found if each.verdict != "contradiction"]
    if agreeing:
        yield agreeing[0]
        return
    if told := [*_behind(page, place)]:
        yield told[0]
        return
    for (whole, top), finding in zip(pairs, found, strict=True):
        tied, next_ = _tied(page, clause, top, whole), _next(page, place, top, whole)
        sure = (next_ and bound.are(page, place, whole, top)) or bound.is_of_the_last(page, rate, top, whole)
        sure = (sure and not _made_elsewhere(page, place)) or _alone(page, place, clause, top, whole)
        if sure or _slipped(rate, top, whole, tied, next_):
            yield finding
            return
    yield from _by_digits(page, place, clause)


def _behind(page: Page, place: int) -> Iterator[Finding]:
    """The rate that stands directly behind its part against the nearest whole, where no whole before it and no two
    figures of its paragraph make it up."""
    told = bound.behind(page, place)
    if told and not _made_elsewhere(page, place) and not _of_two(page.counts[place], [*told[0], told[1]]):
        wholes, part = told
        found = [rated(page.counts[place], part, each) for each in wholes]
        yield from ([each for each in found if each.verdict != "contradiction"] or found[-1:])[:1]


def _of_two(rate: Count, told: list[Count]) -> bool:
    """Whether a rate is that of one figure over the sum of two others, or of itself and another."""
    values = [each.value for each in told]
    return any(is_rate(rate, top, a + b) for top in values for a, b in combinations(values, 2))


def _by_digits(page: Page, place: int, clause: str) -> Iterator[Finding]:
    """A rate that two swapped digits, of itself or of a figure next to it, keep from being that of one of the figures
    of its sentence which are its part by place or by name, of a whole before it, where no two figures make it up."""
    rate, tops = page.counts[place], _tops(page, place, clause)
    pairs = [(top, whole) for top in tops for whole in _wholes(page, place, clause, top)]
    found = [rated(rate, *pair) for pair in pairs]
    if all(each.verdict == "contradiction" for each in found) and not _made_elsewhere(page, place):
        slips = (each for each, pair in zip(found, pairs, strict=True) if _is_swapped(page, place, each, *pair))
        yield from islice(slips, 1)


def _tops(page: Page, place: int, clause: str) -> list[Count]:
    """The figures that a rate may be of: the last before it in its sentence, and those there that share its stem; of an
    opinion, only such as tell of one."""
    rate, stem = page.counts[place], STEM.search(clause)
    own = [each for each in _exact(page.counts[max(0, place - BACK) : place]) if _with(page, each, rate)]
    shared = (each for each in own[:-1] if stem and {*stem[1]} <= {*each.name})
    opinion = OPINION.search(clause) is not None
    return [each for each in (*own[-1:], *shared) if not opinion or OPINION.search(each.name)]


def _wholes(page: Page, place: int, clause: str, top: Count) -> Iterator[Count]:
    """The figures before a rate that its part may be of: those of its sentence and the one before, and farther ones
    that its words call for."""
    rate = page.counts[place]
    stem = STEM.search(clause)
    called = stem is not None and {*stem[1]} <= {*top.name}
    for each in _exact(page.counts[max(0, place - REACH) : place]):
        near = page.sentence(each.start) >= page.sentence(rate.start) - 1 or called
        larger = each.value > top.value or page.sentence(each.start) == page.sentence(rate.start)
        if each is not top and alike(top, each) and larger and (near or _has_role(page, clause, top, each)):
            yield each


def _exact(counts: list[Count]) -> list[Count]:
    return [each for each in counts if each.unit not in (RATE, "分") and each.comparator == "=" and each.value > 0]


def _with(page: Page, one: Count, other: Count) -> bool:
    return page.sentence(one.start) == page.sentence(other.start)


def _is_swapped(page: Page, place: int, finding: Finding, top: Count, whole: Count) -> bool:
    """Whether swapped digits explain that a part is not the share of its whole that is told: of the rate, one of few
    digits only directly behind the two; of one of these, directly behind them, many digits or far from their share."""
    rate, before = page.counts[place], _exact(page.counts[max(0, place - BACK) : place])
    digits = max(0, round(-log10(2 * rate.half_digit)))
    telling = len(f"{rate.value:.{digits}f}".replace(".", "").lstrip("0"))
    next_ = [each for each in before if alike(each, top)][-2:] == [whole, top] and before[-1:] == [top]
    swapped = slipped(round(finding.recomputed, digits), rate.value, swaps_only=True)
    if swapped and (telling >= MANY or (next_ and telling >= FEW)):
        return True
    sure = telling >= MANY or abs(finding.recomputed - rate.value) > FAR
    return next_ and sure and any(is_rate(rate, *two) for two in _swapped(top, whole))


def _alone(page: Page, place: int, clause: str, top: Count, whole: Count) -> bool:
    """Whether a rate of money has its words in common with one amount above and one below in the sentences before it,
    and no two amounts of the text, or one and the sum of two, make it up."""
    rate = page.counts[place]
    named = BUDGET not in clause or BUDGET in whole.name
    changed = CHANGED.search(page.text[min(whole.start, rate.start) : rate.start])
    if top.unit != MONEY or not named or changed or not _has_role(page, clause, top, whole):
        return False
    others = [(a, b) for b, a in _pairs(page, place) if (a, b) != (top, whole) and _has_role(page, clause, a, b)]
    money = {each.value for each in page.counts if each.unit == MONEY and each.value > 0}
    wholes = money | {a + b for a, b in combinations(sorted(money)[-MOST:], 2)} | {whole.value - a for a in money}
    return not others and not any(is_rate(rate, a, b) for a in money for b in wholes)


def _has_role(page: Page, clause: str, top: Count, whole: Count) -> bool:
    above, below = _around(page, top), _around(page, whole)
    return any(re.search(of, clause) and re.search(a, above) and re.search(b, below) for of, a, b in ROLES)


def _made_elsewhere(page: Page, place: int) -> bool:
    """Whether any two figures before it in its paragraph make up a rate."""
    rate = page.counts[place]
    start = page.text.rfind("\n", 0, rate.start)
    own = [each for each in page.counts[max(0, place - 2 * BACK) : place] if start < each.start and each.unit != RATE]
    return any(is_rate(rate, top.value, whole.value) for top, whole in permutations(own, 2) if alike(top, whole))


def _pairs(page: Page, place: int) -> Iterator[tuple[Count, Count]]:
    """Two exact figures of one unit before the rate, in its sentence and the one before, the nearest first."""
    rate = page.counts[place]
    near = [
        each
        for each in reversed(page.counts[max(0, place - BACK) : place])
        if page.sentence(each.start) >= page.sentence(rate.start) - 1
        and each.unit not in (RATE, "分") and each.comparator == "=" and each.value > 0
    ]  # fmt: skip
    for number, top in enumerate(near):
        for other in near[number + 1 :]:
            if alike(top, other):
                either = other.value < top.value or bound.is_of_the_last(page, rate, other, top)
                yield from [(other, top), (top, other)] if either else [(other, top)]


def _next(page: Page, place: int, top: Count, whole: Count) -> bool:
    """Whether the two figures stand directly before the rate, in its sentence, and the first is no part of one before
    it (毕业1082人，升学618人，就业435人); a rate between them is passed over, and so is an aim."""
    own = page.sentence(page.counts[place].start)
    before = page.counts[max(0, place - BACK) : place]
    near = [each for each in before if each.unit != RATE]
    if near[-2:] != [whole, top] or page.sentence(whole.start) != own:
        return False
    return not any(page.sentence(a.start) == own and alike(a, whole) and a.value > whole.value for a in near[-3:-2])


def _tied(page: Page, clause: str, top: Count, whole: Count) -> bool:
    above, roles, stem = _around(page, top), _has_role(page, clause, top, whole), STEM.search(clause)
    words = page.text[top.end : top.end + len(top.unit) + 24].removeprefix(top.unit)
    share = SHARE.match(words.lstrip("元，,（( "))
    behind = re.split("[，,。；;]", words)[0]
    return roles or bool(stem and (stem[1] in above or stem[1] in behind)) or share is not None


def _around(page: Page, each: Count) -> str:
    return re.split("[。；;\n]", page.text[max(0, each.start - 20) : each.start])[-1]


def _of(rate: str, whole: str) -> bool:
    """Whether a rate may be of a whole: where it names one (占结案数的), of that."""
    named = re.search(r"占(?:全部|全年|总|了)?([\u4e00-\u9fff]{2,}?)(?:总数|总量|总额|数|的)*$", rate)
    return named is None or any(a + b in whole for a, b in pairwise(named[1])) or not whole


def _slipped(rate: Count, top: Count, whole: Count, tied: bool, next_: bool) -> bool:
    """Whether one misprinted figure explains the difference; more is believed where words tie the three."""
    if not (tied or (next_ and not OPINION.search(rate.name))) or not _of(rate.name, whole.name):
        return False
    digits = max(0, round(-log10(2 * rate.half_digit)))
    meant = round(100 * top.value / whole.value, digits)
    own = len(f"{rate.value:.{digits}f}".replace(".", "").lstrip("0"))
    false_rate = slipped(meant, rate.value, swaps_only=not (tied and own >= FEW) and own < MANY) and own >= FEW
    false_count = tied and next_ and any(is_rate(rate, *two) for two in _swapped(top, whole))
    return false_rate or false_count


def _swapped(top: Count, whole: Count) -> Iterator[tuple[float, float]]:
    """The two values with two neighbouring digits of one of them swapped."""
    for value in _variants(top):
        yield value, whole.value
    for value in _variants(whole):
        yield top.value, value


def _variants(each: Count) -> Iterator[float]:
    printed = f"{each.value:.12g}"
    places = [place for place, sign in enumerate(printed) if sign.isdigit()]
    for a, b in pairwise(places):
        if printed[a] != printed[b]:
            signs = [*printed]
            signs[a], signs[b] = signs[b], signs[a]
            yield float("".join(signs))
