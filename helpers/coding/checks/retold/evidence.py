"""How likely a figure tells another again: by their digits and by what words say of them.

Evidence is the natural logarithm of odds against telling no figure before it again: how much oftener a quantity told
again than chance makes the one number of the other, and the weights (evidence.yml) of signs that one quantity told
twice has oftener, or less often, than two. `benchmarks/retold.py` estimates them. What tells two figures apart for sure
makes it -inf."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from helpers import yml
from helpers.coding.checks.counts import MONEY, RATE, SAME
from helpers.coding.checks.findings import slipped
from helpers.coding.checks.retold.mentions import Mention, Sentence
from helpers.coding.checks.words import entry, words
from helpers.reading.vocabulary import same_unit

FILE = Path(__file__).with_name("evidence.yml")
DONE_TO = re.compile("(?P<deed>[\u4e00-\u9fff]{2})的(?P<thing>[\u4e00-\u9fff“”]{2,8})$")
SPAN = 20_000  # characters in which one report tells of a thing, at most
UNSEEN, FEW = 0.5, 20  # smoothing of the shares of characters
TELLING = 20.0  # the most that shared characters tell, as more of them tell the same
LONG = 6  # characters of a name by which two reports tell of one thing with numbers of two digits
MANY = 5  # digits of a number of which two that are no neighbours may be swapped
TENS, HUNDREDS = 100, 1000  # what numbers of two and three digits are below
NEAR = 0.8  # share of the larger of two near numbers that the smaller has, at least


class Report(NamedTuple):
    """The mentions of a report, or of two, and those of each sentence, with how many have each character, each unit,
    and each value, and the share of them that stands within reach of one."""

    mentions: list[Mention]
    sentences: Mapping[Sentence, list[Mention]]
    having: Counter
    units: Counter
    values: Counter
    near: float


def collected(mentions: Iterable[Mention], length: int) -> Report:
    """The mentions of a text of so many characters, counted."""
    own = list(mentions)
    having = Counter(sign for each in own for sign in each.own)
    units = Counter(_unit(each) for each in own)
    values = Counter((each.kind, each.value) for each in own)
    sentences: dict[Sentence, list[Mention]] = defaultdict(list)
    for each in own:
        sentences[each.sentence].append(each)
    return Report(own, sentences, having, units, values, min(1.0, SPAN / max(length, 1)))


def evidence(report: Report, one: Mention, other: Mention) -> float:
    """How surely the second of two figures tells the first again, rightly or with a slip."""
    digits = by_digits(one, other)
    if digits == -math.inf or are_apart(report, one, other):
        return -math.inf
    return digits + sum(known()["weights"][name] * value for name, value in signs(report, one, other).items())


def by_digits(one: Mention, other: Mention) -> float:
    """How much oftener than chance a number told again is another: the same, two neighbouring digits swapped, the point
    shifted, a digit exchanged or, of what is told as known, a near number; -inf where nothing makes them alike."""
    small, large = sorted((one.value, other.value))
    a, b = _digits(small), _digits(large)
    digits, share = min(len(a), len(b)), known()["told"]
    numbers = 9 * 10 ** (digits - 1)
    if small == large:
        return math.log(share["rightly"] * numbers)
    if is_swapped(small, large):
        return math.log(share["swapped"] * numbers / max(digits - 1, 1))
    if is_shifted(small, large):
        return math.log(share["shifted"] * numbers)
    if one.kind in (MONEY, RATE) or not is_known(one, other):
        return -math.inf
    exchanged = share["exchanged"] * numbers / 9 / digits if slipped(small, large) else 0.0
    near = share["near"] / share["near_by_chance"] if small >= NEAR * large else 0.0
    return math.log(max(exchanged, near)) if exchanged + near else -math.inf


def is_known(one: Mention, other: Mention) -> bool:
    """Whether a figure is told as one that is known, or as that of the things of which another told what was done (改造
    增设的卫生间12间 of 增设卫生间10间)."""
    told = None if other.known else DONE_TO.search(other.name)
    return other.known or (told is not None and told["deed"] in one.name and one.name.endswith(told["thing"]))


def _digits(value: float) -> str:
    return f"{value:.12g}".replace(".", "").strip("0")


def is_swapped(one: float, other: float) -> bool:
    """Whether two numbers have the same digits, two neighbours of which have changed places, or, of many, two with one
    between."""
    decimals = max(len(f"{value:.12g}".partition(".")[2]) for value in (one, other))
    a, b = (f"{value:.{decimals}f}".replace(".", "") for value in (one, other))
    unlike = [place for place, two in enumerate(zip(a, b, strict=False)) if two[0] != two[1]]
    first, last = (unlike[0], unlike[-1] + 1) if unlike else (0, 0)
    near = last == first + 2 or (last == first + 3 and len(unlike) == 2 and len(a.strip("0")) >= MANY)
    return len(a) == len(b) and near and a[first:last] == b[first:last][::-1]


def is_shifted(one: float, other: float) -> bool:
    """Whether two numbers have the same digits, two or more, the point of which is shifted by one place or four."""
    digits = _digits(one)
    return len(digits) > 1 and digits == _digits(other) and abs(round(math.log10(one / other))) in (1, 4)


def signs(report: Report, one: Mention, other: Mention) -> dict[str, float]:
    """What speaks for or against two figures being one quantity, by the names of evidence.yml: characters that both
    names have, in tens of natural logarithms of how rare they are in the report, and the part of each name that the
    sentence of the other has."""
    names, units = _names(one, other), (_unit(one), _unit(other))
    shared = sum(_rarity(report, sign) for sign in names[0] & names[1])
    return {
        "any": 1.0,
        "shared": min(shared, TELLING) / 10,
        "first_around": _part(report, names[0], other.around),
        "second_around": _part(report, names[1], one.around),
        "known": is_known(one, other),
        "alike_unit": units[0] != units[1] and may_count_one(*units),
        "other_unit": units[0] != units[1] and not may_count_one(*units),
        "same_paragraph": _are_beside(one, other),
        "in_row": "row" in (one.sentence.source, other.sentence.source),
        "is_rate": one.kind == RATE,
        "rivals": math.log(max(report.units[units[1]] * report.near, 2)),
    }


def _part(report: Report, name: frozenset[str], around: frozenset[str]) -> float:
    """The part of a name that a sentence has, each character as it is rare in the report."""
    own, both = (sum(_rarity(report, sign) for sign in each) for each in (name, name & around))
    return both / own if name else 0.0


@cache
def known() -> dict[str, Mapping[str, float]]:
    """How often what is told again is a slip, the weights of signs and what is likely enough, from evidence.yml."""
    return yml.read(FILE)


def are_apart(report: Report, one: Mention, other: Mention) -> bool:
    """Whether two figures are of two times or aims, answer two aims, are of two values and both told again, or one
    beside the other, or are told apart by their names."""
    times = [report.values[each.kind, each.value] for each in (one, other)]
    later = {"去年"} if other.known and times[1] == 1 else set()  # a report may be written a year later
    timed = words("other_time") | words("aimed") | words("a_rest")
    same = one.value == other.value
    if (not same and min(times) > 1) or not timed.isdisjoint((one.apart ^ other.apart) - later):
        return True
    if (one.year and other.year and one.year != other.year) or _share_nothing(one, other):
        return True
    if (one.aim and other.aim and one.aim != other.aim) or _are_in_series(one, other):
        return True
    if not same and (_is_told_with(report, one, other) or _is_told_with(report, other, one)):
        return True
    if not same and (_are_of_a_rate(report, one, other) or _answers_its_aim(report, one, other)):
        return True
    part = other.name.startswith("其中") or _are_parallel(one.name, other.name)
    return (part and _are_beside(one, other)) or (one.report_id != other.report_id and _are_of_two(one, other))


def _share_nothing(one: Mention, other: Mention) -> bool:
    """Whether names have nothing in common where that tells: of money, in the row of a form, of numbers at another
    power of ten, or in unlike units."""
    names = _names(one, other)
    told = one.kind == MONEY or "row" in (one.sentence.source, other.sentence.source)
    named = all(names) and (told or is_shifted(one.value, other.value))
    return names[0].isdisjoint(names[1]) and (named or _unit(one) != _unit(other))


def are_of_anything(one: Mention, other: Mention) -> bool:
    """Whether figures in a unit that counts anything have names with nothing in common and are not swapped digits."""
    names, values = _names(one, other), sorted((one.value, other.value))
    named = all(names) and names[0].isdisjoint(names[1])
    return named and _unit(one) in words("any_thing") and not is_swapped(*values)


def _is_told_with(report: Report, one: Mention, other: Mention) -> bool:
    """Whether the sentence of one figure has the other as well, named as like it, or how far both are apart."""
    rest, units = round(abs(one.value - other.value), 9), {one.unit, other.unit}
    own = report.sentences[one.sentence]
    beside = (each for each in own if each.value == other.value)
    named = any(len(each.own & other.own) >= len(one.own & other.own) for each in beside)
    return named or any(each.value == rest and each.unit in units for each in own)


def _are_of_a_rate(report: Report, one: Mention, other: Mention) -> bool:
    """Whether a rate in the sentence of one of two figures is that of the smaller in the larger (共16个点，14个点达标，
    达标率87.5%)."""
    small, large = sorted((one.value, other.value))
    rates = (each for place in (one, other) for each in report.sentences[place.sentence] if each.kind == RATE)
    return one.kind not in (MONEY, RATE) and any(_is_made_of(each, small, large) for each in rates)


def _is_made_of(rate: Mention, small: float, large: float) -> bool:
    """Whether a rate, with the digits that it has, is that of one value in another."""
    half = 0.5 * 10 ** -len(f"{rate.value:.12g}".partition(".")[2])
    return abs(100 * small / large - rate.value) <= half + SAME


def _answers_its_aim(report: Report, one: Mention, other: Mention) -> bool:
    """Whether a figure that a rate is made of, with one beside it, is farther from the aim of a row of a form than the
    actual of that row, so that neither is a slip of the other."""
    text, row = sorted((one, other), key=lambda each: each.sentence.source == "row")
    if row.sentence.source != "row" or text.sentence.source == "row" or not row.aim:
        return False
    beside = (each for each in report.sentences[text.sentence] if each.unit == text.unit and each is not text)
    rates = [each for each in report.mentions if each.kind == RATE]
    made = any(_is_made_of(rate, *sorted((each.value, text.value))) for each in beside for rate in rates)
    return made and abs(row.value - row.aim) < abs(text.value - row.aim)


def _are_of_two(one: Mention, other: Mention) -> bool:
    """Whether figures of two reports are of two areas, have no part of a name in common, or are below 1,000 with less
    than half of it, or below 100 with names that are short or not the same."""
    names, small = _names(one, other), min(one.value, other.value)
    both, least = len(names[0] & names[1]), min(map(len, names))
    unlike = (not both and any(names)) or (small < HUNDREDS and 2 * both < least)
    short = small < TENS and (one.own != other.own or len(one.own) < LONG)
    return unlike or short or not words("areas").isdisjoint(one.apart ^ other.apart)


def _are_beside(one: Mention, other: Mention) -> bool:
    return one.paragraph == other.paragraph and one.sentence[:2] == other.sentence[:2]


def _are_parallel(one: str, other: str) -> bool:
    """Whether two names of one length end alike behind other words: 抚育公益林面积, 抚育商品林面积."""
    unlike = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) and one[-2:] == other[-2:] and unlike > 1


def _are_in_series(one: Mention, other: Mention) -> bool:
    """Whether two rows of forms have names that differ by one character, as in a series: 东片巡河, 西片巡河."""
    rows = one.sentence.source == other.sentence.source == "row"
    return rows and len(one.name) == len(other.name) and sum(map(str.__ne__, one.name, other.name)) == 1


def _names(one: Mention, other: Mention) -> list[frozenset[str]]:
    """The characters that name two figures, without those that any amount or rate, or whatever was done, has."""
    return [each.own - _empty(each.kind) for each in (one, other)]


def _unit(each: Mention) -> str:
    """The unit of things, or the kind of what is measured, which has one unit."""
    return same_unit().get(each.unit, each.unit) if each.kind == "things" else each.kind


@cache
def may_count_one(one: str, other: str) -> bool:
    """Whether two units may count one thing, as 台 and 辆, or one of them anything, as 个."""
    alike = any({one, other} <= {*group.split(" ")} for group in entry("counted_alike"))
    return alike or not words("any_thing").isdisjoint({one, other})


@cache
def _empty(kind: str) -> frozenset[str]:
    of_kind = {MONEY: "".join(words("money_characters")), RATE: "率度"}.get(kind, "")
    return frozenset(of_kind + "".join(words("deed_characters")))


def _rarity(report: Report, sign: str) -> float:
    return -math.log((report.having[sign] + UNSEEN) / (len(report.mentions) + FEW))
