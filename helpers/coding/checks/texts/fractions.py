"""Checks of rates that are told in words (九成, 八成五, 三分之一, 百分之九十五) against the two figures before them."""

import re
from collections.abc import Iterator

from helpers.coding.checks.counts import RATE, Count, Page, alike
from helpers.coding.checks.findings import Finding, distance
from helpers.coding.checks.texts.rate_choices import compared
from helpers.coding.checks.words import pattern

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
OTHER = pattern("last_year", "change")
FAR = 25.0  # percentage points by which a rate may miss the figures that it is of


def in_words(pages: list[Page]) -> Iterator[Finding]:
    """Rates in words against the share that the two figures directly before them in their sentence have."""
    for page in pages:
        for rate in _told(page):
            before = [each for each in page.counts if each.end <= rate.start][-2:]
            if len(before) == 2 and before[0].value >= before[1].value and _are_two(page, *before, rate):
                found = compared(rate, before[1], before[0])
                yield from [found] if distance(found) <= FAR else []


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


def _are_two(page: Page, one: Count, other: Count, rate: Count) -> bool:
    """Whether two figures of one unit stand with a rate in a sentence that names no other time for them."""
    exact = one.comparator == other.comparator == "=" and alike(one, other) and one.unit not in (RATE, "分", "")
    together = len({page.sentence(each.start) for each in (one, other, rate)}) == 1
    words = page.text[max(0, min(one.start, rate.start) - 12) : max(other.start, rate.start)]
    return exact and together and min(one.value, other.value) > 0 and not OTHER.search(words)
