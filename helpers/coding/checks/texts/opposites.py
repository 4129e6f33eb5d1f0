"""The check of a whole against a part and all that is not of it (常住人口中，户籍人口…，非户籍人口…)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.checks.counts import RATE, SAME, Count, Page, against, alike
from helpers.coding.checks.findings import Finding, is_slip
from helpers.coding.checks.words import any_of, pattern

NOT = re.compile("(?P<all>非)|[不未无]|没有?")
SEX = re.compile("(?P<all>[男女])(?:[性生童孩]|[\u4e00-\u9fff]{0,2}[员工师人者民兵犯])?$")
LED = re.compile("^(?:其中|当中|包括|包含|分为|有|含|[：:])+")
OPENS = re.compile(
    rf"(?:当中|之中|里面|中(?!{any_of('words_of_middle')}))|{any_of('list_follows')}|含|有|[（(，,：:][男女]"
)
GAP = 24  # characters between a whole and its part, and between both parts


def sums(pages: list[Page]) -> Iterator[Finding]:
    """Figures against the two behind them of which the one is named as what the other is not; 非 leaves nothing over,
    of what is not so yet (未办结) the difference tells where a slip explains it."""
    for page in pages:
        for place, (one, other) in enumerate(pairwise(page.counts)):
            denied = _denied(one, other) if _are_beside(page, one, other) else None
            whole = _whole(page, place, max(one.value, other.value)) if denied else None
            if whole:
                what = f"{whole.name} against its 2 parts, {whole.unit or 'number'}"
                found = against("sum", what, [whole, one, other])
                sure = denied["all"] or found.verdict != "contradiction" or is_slip(found, swaps_only=True)
                yield from [found] if sure and not _goes_on(page, place + 2, found) else []


def _are_beside(page: Page, one: Count, other: Count) -> bool:
    exact = all(each.comparator == "=" and each.unit not in (RATE, "") for each in (one, other)) and alike(one, other)
    return exact and page.sentence(one.start) == page.sentence(other.start) and other.start - one.end <= GAP


def _denied(one: Count, other: Count) -> re.Match | None:
    """The word of denial by which the name of one figure is that of the other, or that of a sex where both have one."""
    a, b = (LED.sub("", each.name) for each in (one, other))
    pairs = ((NOT.match(long), short, long) for short, long in ((a, b), (b, a)))
    denied = (no for no, short, long in pairs if no and len(short) > 1 and long[no.end() :] == short)
    return SEX.match(a) if {a, b} == {f"{sex}{a[1:]}" for sex in "男女"} else next(denied, None)


def _whole(page: Page, place: int, least: float) -> Count | None:
    """The figure directly before the one at a place in its unit and sentence, no smaller, of which words say that parts
    follow."""
    one, before = page.counts[place], page.counts[max(0, place - 1) : place]
    for whole in before:
        words = page.between(whole, one)
        near = page.sentence(whole.start) == page.sentence(one.start) and len(words) <= GAP
        if near and alike(whole, one) and whole.comparator == "=" and whole.value >= least and OPENS.search(words):
            return None if pattern("aimed").search(whole.name) else whole
    return None


def _goes_on(page: Page, place: int, found: Finding) -> bool:
    """Whether the next figure is what the two parts leave of their whole."""
    rest = found.stated.value - found.recomputed
    return rest > 0 and any(abs(each.value - rest) < SAME for each in page.counts[place : place + 1])
