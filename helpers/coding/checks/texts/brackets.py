"""The check of classes by size of which the lowest and the highest are open and that leave nothing between them (30岁
以下12人、30至45岁30人、45岁以上8人): they are all of what is told directly before them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.checks.counts import Count, Page, alike
from helpers.coding.checks.findings import Finding, distance
from helpers.coding.checks.texts.listings import summed
from helpers.coding.checks.words import pattern

NUMBER, CLOSED = r"\d[\d,]*(?:\.\d+)?", "(?:[（(](?:不?含)[）)])?"
CLASS = re.compile(
    rf"(?:(?P<low>{NUMBER})[^\d，。；、：:]{{0,5}}?{CLOSED}(?:[至到]|[~～—–-]+)(?P<high>{NUMBER})|(?P<bound>{NUMBER}))"
    rf"(?P<unit>万?[\u4e00-\u9fff]{{1,3}}?){CLOSED}(?P<side>及?以[上下内])?{CLOSED}(?:的[^\d，。；、：:]{{0,4}})?(?P<count>{NUMBER})"
)
FEWEST, FAR = 2, 0.25  # classes, and share of the whole that they may miss
NEXT = 1.0  # by how much a class may begin above the end of the one before it, in whole numbers: 60至69岁, 70岁以上


def sums(pages: list[Page]) -> Iterator[Finding]:
    """Figures against the classes behind them in their sentence that leave nothing out."""
    for page in pages:
        counts = {each.start: place for place, each in enumerate(page.counts)}
        for number in sorted({page.sentence(each.start) for each in page.counts}):
            found = [*CLASS.finditer(page.text, *page.reach(number))]
            places = [counts.get(each.start("count")) for each in found]
            if len(found) >= FEWEST and None not in places and (_are_all(found) or _are_all(found[::-1])):
                yield from _summed(page, found[0].start(), [page.counts[place] for place in places])


def _are_all(classes: list[re.Match]) -> bool:
    """Whether classes, the lowest first, are open at both ends and each begins where the one before it ends."""
    first, last = classes[0], classes[-1]
    opened = first["side"] in ("以下", "及以下", "以内") and last["side"] in ("以上", "及以上")
    middle = all(each["low"] and not each["side"] for each in classes[1:-1])
    ends = [
        (_number(one["high"] or one["bound"]), _number(other["low"] or other["bound"]))
        for one, other in pairwise(classes)
    ]
    return opened and middle and all(0 <= begins - end <= NEXT for end, begins in ends)


def _number(token: str) -> float:
    return float(token.replace(",", ""))


def _summed(page: Page, start: int, parts: list[Count]) -> Iterator[Finding]:
    """The last figure before classes in their unit and sentence against them, where they come near it."""
    own = page.sentence(start)
    before = [
        each
        for each in page.counts
        if each.start < start and page.sentence(each.start) == own and alike(each, parts[0])
    ]
    exact = all(each.comparator == "=" and alike(each, parts[0]) for each in (*before[-1:], *parts))
    for whole in before[-1:] if exact else []:
        found = summed(whole, parts)
        if not pattern("aimed", "quota").search(whole.name) and distance(found) <= FAR * whole.value:
            yield found
