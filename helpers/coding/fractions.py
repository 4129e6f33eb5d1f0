"""Checks of rates that are told in words (九成, 八成五, 三分之一, 百分之九十五), before their figures (93.2%，即下达的
486万元中拨出452万元) or between a part and its rest (到账452万元，到账率93.2%，未到账33万元), against these."""

import re
from collections.abc import Iterator

from helpers.coding import bound
from helpers.coding.before_total import summed
from helpers.coding.counts import RATE, Count, Page, alike
from helpers.coding.findings import Finding, judged
from helpers.coding.words import entry, pattern

DIGITS = "零一二三四五六七八九十"
TENTHS = re.compile(
    "(?P<tens>[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九])?(?![本立为果品效功绩员交套型])"
)
PARTS = re.compile("(?P<below>[二三四五六七八九十百])分之(?P<above>[一二三四五六七八九十]{1,3})")
ROUGH = re.compile(
    "(?:近|约|超|超过|超出|逾|不足|不到|大约|将近|接近|过|少|多|高|低|降|增|升|各|每|[较比][^，。；\\d]{0,12})$"
)
OPEN = re.compile("以上|以下|多|左右|余|上下|的?目标")
TIED = re.compile(
    "[，,（(](?:仅|已|只|刚|正|恰|好|也就是|即|为|是|约?占|达|到|完成|实现|了|比[例重]?|其中的|总数的|全部的|计划的|任务的|目标的)*$"
)
SPREAD = {"tens": 7.5, "half": 2.5, "above": 2.5}  # points by which 九成, 八成五 and 三分之一 may miss their figures
EXPLAINED = re.compile("^[%％]?[，,（(：:](?:也就是|就是|即|亦即)")
RATED = re.compile("(?:率|度|比例|占比)?(?:为|是|达|到)*$")
OTHER = pattern("last_year", "change")
REST = re.compile("[%％]?[，,；;（(](?:其余|剩余|余下|剩下|另|尚?有|还有|[尚仍还]?有?未|还?没有?)")
DENIED = re.compile("(?:未|没有?)(?P<verb>[\u4e00-\u9fff]{1,2})")
BACK = 12  # figures before a part of which one may be its whole
NEAR, SAME = 10.0, 1e-6  # percentage points by which a rate may miss its part, and what arithmetic leaves
FAR = 25.0  # percentage points by which a rate of two figures may miss them


def in_words(pages: list[Page]) -> Iterator[Finding]:
    """Rates in words against the share that the two figures directly before them in their sentence have."""
    for page in pages:
        for rate in _told(page):
            before = [each for each in page.counts if each.end <= rate.start][-2:]
            if len(before) == 2 and before[0].value >= before[1].value and _are_two(page, *before, rate):
                yield from _rated(rate, *before)


def _told(page: Page) -> Iterator[Count]:
    """The rates that a text tells in words, without those that are rough, a bound or a change."""
    for words in (TENTHS, PARTS):
        for each in words.finditer(page.text):
            before = page.text[max(0, each.start() - 16) : each.start()]
            rough = ROUGH.search(before) or OPEN.match(page.text, each.end())
            if not rough and TIED.search(before) and (value := _value(each)) is not None:
                half = 0.5 if each.groupdict().get("below") == "百" else SPREAD[each.lastgroup]
                place = each.start(), each.end()
                yield Count(f"text:{place[0]}", page.report_id, "", each[0], value, RATE, "=", half, *place)


def _value(told: re.Match) -> float | None:
    """Percent that the words say."""
    words = told.groupdict()
    if "tens" in words:
        more = {"半": 5.0, None: 0.0}.get(words["half"])
        return 10.0 * _number(words["tens"]) + (float(_number(words["half"])) if more is None else more)
    above, below = _number(words["above"]), 100 if words["below"] == "百" else _number(words["below"])
    return 100.0 * above / below if above <= below else None


def _number(words: str) -> int:
    """A number of one to 99 in Chinese characters."""
    words = words.replace("两", "二")
    tens, ten, ones = words.rpartition("十")
    return 10 * (DIGITS.index(tens) if tens else 1) * bool(ten) + (DIGITS.index(ones) if ones else 0)


def explained(pages: list[Page]) -> Iterator[Finding]:
    """Rates that the words behind them make up of two figures (达93.2%，即486万元中拨出452.95万元), or of the figure
    before them and one of their own name (应发486班，准点93.2%，准点453班)."""
    for page in pages:
        for one, other, last in zip(page.counts, page.counts[1:], page.counts[2:], strict=False):
            if _is_told(one) and EXPLAINED.search(page.between(one, other)) and _are_two(page, other, last, one):
                yield from _rated(one, other, last)
            named = _is_told(other) and len(last.name) > 1 and RATED.sub("", other.name) == last.name
            if named and one.value > last.value and _are_two(page, one, last, other):
                yield from _rated(other, one, last)


def _is_told(rate: Count) -> bool:
    return rate.unit == RATE and rate.comparator == "="


def rests(pages: list[Page]) -> Iterator[Finding]:
    """Rates between a part and its rest against the part of the figure before them that both make up; where none is
    made up and the rate is that of all but the rest, this figure against the two."""
    for page in pages:
        for place in range(2, len(page.counts) - 1):
            part, rate, rest = page.counts[place - 1 : place + 2]
            if rate.unit == RATE and _are_one(page, part, rate, rest):
                before = page.counts[max(0, place - 1 - BACK) : place - 1]
                wholes = [each for each in before if alike(each, part) and each.value > part.value]
                yield from _divided(wholes, part, rate, rest)


def _are_one(page: Page, part: Count, rate: Count, rest: Count) -> bool:
    """Whether a part, the rate of its verb, or of one that tells what was done, and its rest follow each other."""
    exact = alike(part, rest) and all(each.comparator == "=" for each in (part, rate, rest)) and rest.value > 0
    verb = bound.VERB.search(page.between(part, rate)) if REST.match(page.between(rate, rest)) else None
    told = verb and (verb["verb"] in entry("done_rates") or verb["verb"] in part.name)
    near = page.sentence(part.start) == page.sentence(rate.start) >= page.sentence(rest.start) - 1
    return bool(exact and told and near)


def _divided(wholes: list[Count], part: Count, rate: Count, rest: Count) -> Iterator[Finding]:
    own = [each for each in wholes if abs(each.value - part.value - rest.value) <= each.half_digit + SAME]
    for whole in own[-1:]:
        yield from (each for each in _rated(rate, part, whole) if abs(each.recomputed - rate.value) <= NEAR)
    denied = DENIED.search(rest.name)
    if not own and denied and denied["verb"] in part.name:
        left = [each for each in wholes if _is_rate(rate, each.value - rest.value, each.value)]
        yield from (summed("sum", each, [part, rest]) for each in left[-1:])


def _is_rate(rate: Count, top: float, whole: float) -> bool:
    return abs(100 * top / whole - rate.value) <= rate.half_digit * (1 + SAME)


def _are_two(page: Page, one: Count, other: Count, rate: Count) -> bool:
    """Whether two figures of one unit stand with a rate in a sentence that names no other time for them."""
    exact = one.comparator == other.comparator == "=" and alike(one, other) and one.unit not in (RATE, "分", "")
    together = len({page.sentence(each.start) for each in (one, other, rate)}) == 1
    words = page.text[max(0, min(one.start, rate.start) - 12) : max(other.start, rate.start)]
    return exact and together and min(one.value, other.value) > 0 and not OTHER.search(words)


def _rated(rate: Count, one: Count, other: Count) -> Iterator[Finding]:
    """The rate against the smaller of two figures over the larger; of one far from it they are not."""
    top, whole = sorted((one, other), key=lambda each: each.value)
    value = round(100 * top.value / whole.value, 9)
    spread = rate.half_digit + (100 * top.half_digit + value * whole.half_digit) / whole.value
    what = f"{rate.name} against {top.value:.12g} of {whole.value:.12g}, %"
    figures = rate.figure, top.figure, whole.figure
    if abs(value - rate.value) <= FAR:
        yield judged(Finding(rate.report_id, "rate", what, figures[0], value, figures, "", spread))
