"""Checks of a result that another section tells again in other words: with swapped digits, or as a thing that is known
(已开通的6条线路) in another number."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from helpers.coding.counts import MONEY, RATE, Count, Page
from helpers.coding.findings import Finding, slipped
from helpers.coding.words import any_of, pattern

EDGE = re.compile(r"[，,。；;：:！？\n（）()、]")
REACH = 30  # characters around a figure that name it
PLAIN = re.compile(f"{any_of('done', 'plain_words')}|20\\d\\d年度?|[年月日的了和与及为达等个]")
APART = pattern("other_time", "other_part", "aimed")
KNOWN = re.compile("(?:的|这|上述|以上|已[\u4e00-\u9fff]{1,4})$")
NOUN = re.compile(r"(?:(?!中|里|平均|已|均|全部|尚|仍|还)[\u4e00-\u9fff“”]){2,14}")
SWAPPED, TELLING = 3, 0.5  # digits of a figure that is told by two swapped ones, and share of a known number
ALIKE, LONG = 2, 4  # characters in a row that two names share, of swapped figures and of others
DEED = re.compile(f"(?:{any_of('done')}|全年|[实完成建际超])*")


class Told(NamedTuple):
    """A figure with the words that name it, before it in its clause and behind its unit."""

    count: Count
    before: str
    behind: str
    known: bool

    @property
    def name(self) -> str:
        """All words that name it."""
        return PLAIN.sub("", self.before) + "|" + PLAIN.sub("", self.behind)


def again(pages: list[Page]) -> Iterator[Finding]:
    """Two figures of one thing in two sentences that differ by swapped digits, or of which one is told as known."""
    for page in pages:
        by_unit: dict[str, list[Told]] = defaultdict(list)
        for each in page.counts:
            if each.comparator == "=" and each.unit not in ("", "分", MONEY) and each.value > 1:
                by_unit[each.unit].append(_told(page, each))
        for unit, own in by_unit.items():
            yield from (_differing(page, *pair) for pair in combinations(own, 2) if _are_one(page, *pair, unit, own))


def _told(page: Page, each: Count) -> Told:
    before = EDGE.split(page.text[max(0, each.start - REACH) : each.start])[-1]
    behind = NOUN.match(page.text[each.end : each.end + REACH].removeprefix(each.unit))
    known = KNOWN.search(before) is not None and behind is not None
    return Told(each, re.sub(r"[\d.]+", "", before), behind[0] if behind else "", known)


def _are_one(page: Page, one: Told, other: Told, unit: str, own: list[Told]) -> bool:
    """Whether two figures of a unit that differ are of one thing by their digits and their names."""
    a, b = one.count, other.count
    swapped = _is_swapped(a, b)
    known = (one.known or other.known) and min(a.value, b.value) >= TELLING * max(a.value, b.value)
    exchanged = slipped(a.value, b.value) and unit != RATE and _is_one_thing(one, own)
    apart = a.value == b.value or page.sentence(a.start) == page.sentence(b.start)
    if apart or not (swapped or known or exchanged) or _told_apart(one, other):
        return False
    shared = _shared(one.name, other.name)
    if swapped:
        bare = any(DEED.fullmatch(PLAIN.sub("", each.before)) and not each.behind for each in (one, other))
        return shared >= (LONG if unit == RATE else ALIKE) or (bare and unit != RATE and len(own) <= LONG)
    return shared >= LONG


def _is_one_thing(one: Told, own: list[Told]) -> bool:
    """Whether no more than two values go by the name of a figure; more are of several things."""
    return len({each.count.value for each in own if _shared(one.name, each.name) >= LONG}) <= 2


def _told_apart(one: Told, other: Told) -> bool:
    """Whether the words of one figure, and not of the other, tell of another time, a part or an aim."""
    found = [{*APART.findall(each.before + each.behind)} for each in (one, other)]
    return found[0] != found[1] or bool(found[0])


def _is_swapped(one: Count, other: Count) -> bool:
    digits = [f"{each.value:.12g}".replace(".", "").rstrip("0") for each in (one, other)]
    alike = sorted(digits[0]) == sorted(digits[1]) and min(map(len, digits)) >= SWAPPED
    return alike and slipped(one.value, other.value, swaps_only=True)


def _shared(one: str, other: str) -> int:
    """The most characters in a row that two names share, all of one that abbreviates the other."""
    short, long = sorted((one.replace("|", ""), other.replace("|", "")), key=len)
    if len(short) > LONG and _abbreviates(short, long):
        return len(short)
    lengths, best = {-1: 0}, 0
    for sign in one:
        lengths = {n: (lengths.get(n - 1, 0) + 1) if sign == known != "|" else 0 for n, known in enumerate(other)}
        best = max([best, *lengths.values()])
    return best


def _abbreviates(short: str, long: str) -> bool:
    """Whether all characters of a name stand in another in their order: 电诈 in 电信网络诈骗."""
    signs = iter(long)
    return all(sign in signs for sign in short)


def _differing(page: Page, one: Told, other: Told) -> Finding:
    first, second = sorted((one.count, other.count), key=lambda each: each.start)
    what = f"{first.name}: told again in other words, {first.unit}"
    figures = first.figure, second.figure
    return Finding(page.report_id, "repeat", what, figures[0], second.value, figures, "contradiction")
