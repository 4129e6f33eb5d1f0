"""How surely two figures are one quantity of which one is misprinted: by their digits, units and words.

Evidence is the natural logarithm of how seldom two unrelated figures of a report are so alike, less what speaks against
it; what tells them apart for sure makes it -inf. The weights below were set by planted sets 1 to 8 and passages.csv."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from os.path import commonprefix
from typing import NamedTuple

from helpers.coding.counts import MONEY, RATE
from helpers.coding.findings import slipped
from helpers.coding.mentions import Mention, Sentence
from helpers.coding.words import entry, pattern, words
from helpers.reading.vocabulary import same_unit

SPAN = 20_000  # characters in which one report tells of a thing, at most
PROVEN = 7.0  # evidence from which on two figures are one
UNSEEN, FEW, RAREST = 0.5, 20, 3.0  # smoothing of the shares of characters, and the most that one of them tells
NEARBY, MOST_NEARBY = 0.4, 4.0  # weight of a character of the sentence beside one of the name, and the most of all
KNOWN, BARE = 2.0, 2.5  # for a figure told as known, and for one without a name of its own
AREA, PART, UNLIKE, NEXT = 1.5, 3.0, 2.0, 3.0  # against an area or part of one alone, two units, two neighbours
OF_RATES, SHIFTED, SHORT = 3.0, 4.5, 2.0  # against rates, another power of ten, two digits of what is not known
UNSHARED = 3.0  # against two names without a character in common
PARALLEL = 5.0  # against names that end alike behind other words
SWAPPED_FEW, SWAPPED, SWAPPED_MANY = 3.5, 6.0, 7.0  # what two, three and four digits tell by a swap, at least or most
NEAR, CLOSE = 3.5, 0.95  # against one digit exchanged in two near values, as like things have, and what is near
LONG = 6  # characters of a name by which figures of two digits in two reports are one
HALF = 0.5  # share of the larger that the smaller has where only words tell that they are one
SMALL = 20  # how many numbers of two digits a report chooses from
ROLES = ("had", "spent", "left", "first_budget", "budget_more", "budget_less", "last_budget")

EMPTY = re.compile("方面|类|等|的")  # what stands between the words of a name


class Report(NamedTuple):
    """The mentions of a report, or of two, and those of each sentence, with how many have each character, each kind and
    unit, and each value, and the share of them that stands within reach of one."""

    mentions: list[Mention]
    sentences: Mapping[Sentence, list[Mention]]
    having: Counter
    kinds: Counter
    values: Counter
    near: float


def collected(mentions: Iterable[Mention], length: int) -> Report:
    """The mentions of a text of so many characters, counted."""
    own = list(mentions)
    kinds = Counter(key for each in own for key in ((each.kind,), (each.kind, _unit(each))))
    having = Counter(sign for each in own for sign in each.own)
    values = Counter((each.kind, each.value) for each in own)
    sentences: dict[Sentence, list[Mention]] = defaultdict(list)
    for each in own:
        sentences[each.sentence].append(each)
    return Report(own, sentences, having, kinds, values, min(1.0, SPAN / max(length, 1)))


def evidence(report: Report, one: Mention, other: Mention) -> float:
    """How surely the second of two figures is the first told again with a slip."""
    digits = by_digits(one, other)
    if digits == -math.inf or _are_apart(report, one, other, digits):
        return -math.inf
    known = KNOWN if other.known else -SHORT if digits < SWAPPED_FEW else 0.0
    return digits + known + _by_unit(report, one, other) + _by_words(report, one, other, digits) - _against(one, other)


def by_digits(one: Mention, other: Mention) -> float:
    """How seldom a number is another by two digits swapped, a shifted point or one digit exchanged; 0 where one is told
    as known and the other is near, and -inf where nothing makes them alike."""
    small, large = sorted((one.value, other.value))
    a, b = (f"{value:.12g}".replace(".", "").strip("0") for value in (small, large))
    digits = max(len(a), len(b))
    numbers = 9 * 10 ** (digits - 1) if digits > 2 else SMALL
    if is_swapped(small, large):
        return math.log(numbers / (digits - 1))
    if a == b and digits > 1 and round(math.log10(large / small)) in (1, 4):
        return math.log(numbers) - SHIFTED
    if slipped(small, large) and one.kind != MONEY:
        return math.log(numbers / 9 / digits) - NEAR * (small > CLOSE * large)
    return 0.0 if other.known and one.kind not in (MONEY, RATE) and small >= HALF * large else -math.inf


def is_swapped(one: float, other: float) -> bool:
    """Whether two numbers have the same digits, two of which have changed places."""
    decimals = max(len(f"{value:.12g}".partition(".")[2]) for value in (one, other))
    a, b = (f"{value:.{decimals}f}".replace(".", "") for value in (one, other))
    unlike = [two for two in zip(a, b, strict=False) if two[0] != two[1]]
    return len(a) == len(b) and len(unlike) == 2 and unlike[0] == unlike[1][::-1]


def _by_unit(report: Report, one: Mention, other: Mention) -> float:
    """How many figures of the report may be so alike, and whether their units may be of one thing."""
    units = {_unit(one)} if _unit(one) == _unit(other) else _counting(one.unit) & _counting(other.unit)
    rivals = sum(report.kinds[one.kind, unit] for unit in units) if units else report.kinds[(one.kind,)]
    unlike = one.kind == "things" and not units and not {one.unit, other.unit} & words("any_thing")
    return -math.log(max(rivals * report.near, 2)) - UNLIKE * unlike


@cache
def _counting(unit: str) -> frozenset[str]:
    """The units that may count what one counts, as 台 of 辆."""
    return frozenset(
        _alike for group in entry("counted_alike") if unit in group.split(" ") for _alike in group.split(" ")
    )


def _unit(each: Mention) -> str:
    return same_unit().get(each.unit, each.unit)


def _by_words(report: Report, one: Mention, other: Mention, digits: float) -> float:
    """How seldom figures share the characters that both names have, or the one and the sentence of the other; -inf for
    money of which the one is named and the other is not."""
    names = [each.own - _empty(each.kind) for each in (one, other)]
    both = names[0] & names[1]
    near = ((names[0] & other.wide) | (names[1] & one.wide)) - both
    bare = digits >= SWAPPED and not names[1] and (one.kind != MONEY or not names[0])
    if one.kind == MONEY and not (bare or both or near):
        return -math.inf
    nearby = min(NEARBY * sum(_weight(report, sign) for sign in near), MOST_NEARBY) * (one.report_id == other.report_id)
    unshared = all(names) and not both
    return sum(_weight(report, sign) for sign in both) + nearby + BARE * bare - UNSHARED * unshared


@cache
def _empty(kind: str) -> frozenset[str]:
    """The characters that any amount, and any rate, has in its name."""
    return frozenset({MONEY: "".join(words("money_characters")), RATE: "率度"}.get(kind, ""))


def _weight(report: Report, sign: str) -> float:
    share = (report.having[sign] + UNSEEN) / (len(report.mentions) + FEW)
    return min(-math.log(share), RAREST) if report.having[sign] > 1 else RAREST / 2


def _against(one: Mention, other: Mention) -> float:
    """What speaks against two figures: a part or an area of one alone, a rate, and that they are told in a row or by
    names built alike."""
    unlike = one.apart ^ other.apart
    parts = sum(AREA if word in words("areas") else PART for word in unlike)
    beside = one.paragraph == other.paragraph and one.sentence[:2] == other.sentence[:2]
    next_to = beside and other.sentence.number == one.sentence.number + 1
    if _are_parallel(one.name, other.name):
        return math.inf if beside else parts + PARALLEL
    return parts + OF_RATES * (one.kind == RATE) + NEXT * next_to


def _are_apart(report: Report, one: Mention, other: Mention, digits: float) -> bool:
    """Whether two figures are of other years, times, stages or areas, both told again, or differ by a third."""
    times = report.values[one.kind, one.value], report.values[other.kind, other.value]
    if (one.year and other.year and one.year != other.year) or _are_contrasted(one, other):
        return True
    if min(times) > 1 or (digits < SWAPPED_FEW and times[1] > 1) or _are_timed(one, other, digits, times[1]):
        return True
    if one.report_id != other.report_id and _are_of_two(one, other, digits):
        return True
    beside = (each for each in report.sentences[one.sentence] if each.value == other.value)
    if any(len(each.own & other.own) >= len(one.own & other.own) for each in beside):
        return True
    rest, units = round(abs(one.value - other.value), 9), {one.unit, other.unit}
    own = (*report.sentences[one.sentence], *report.sentences[other.sentence])
    return any(each.value == rest and each.unit in units for each in own)


def _are_of_two(one: Mention, other: Mention, digits: float) -> bool:
    """Whether figures of two reports are of two areas, or have too few digits to be one by other names."""
    areas = not words("areas").isdisjoint(one.apart ^ other.apart)
    return areas or (digits < SWAPPED_FEW and (one.own != other.own or len(one.own) < LONG))


def _are_timed(one: Mention, other: Mention, digits: float, times: int) -> bool:
    """Whether a word of time or aim is of one figure alone. A known figure with swapped digits that is told once may be
    called one of last year by a report written a year later."""
    later = {"去年"} if digits >= SWAPPED_MANY and other.known and times == 1 else set()
    unlike = (one.apart ^ other.apart) - later
    return not unlike.isdisjoint(words("other_time") | words("aimed") | words("a_rest"))


def _are_contrasted(one: Mention, other: Mention) -> bool:
    """Whether two figures are of two stages of money, one is a price or only wanted, or their names contrast."""
    stages = [_stages(each) for each in (one, other)]
    wanted = any(pattern("price_of_one", "only_wanted").search(each.name) for each in (one, other))
    pairs = ([{*group} & each.own for each in (one, other)] for group in words("contrasts"))
    contrasted = any(a and b and not a & b for a, b in pairs)
    return wanted or contrasted or (all(stages) and stages[0] != stages[1])


def _stages(each: Mention) -> set[str]:
    return {role for role in ROLES if pattern(role).search(each.name)} if each.kind == MONEY else set()


def _are_parallel(one: str, other: str) -> bool:
    """Whether two names end alike and have other words of one length before that: 公益林抚育面积, 商品林抚育面积."""
    one, other = (EMPTY.sub("", name) for name in (one, other))
    alike = len(commonprefix([one[::-1], other[::-1]]))
    a, b = (name[: len(name) - alike] for name in (one, other))
    same = len(commonprefix([a, b]))
    return alike > 1 and len(a[same:]) == len(b[same:]) > 1 and not {*a[same:]} & {*b[same:]}
