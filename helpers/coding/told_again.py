"""Checks of a result that another section tells again in other words: with swapped digits, or as a thing that is known
(已开通的6条线路, 36期培训班均) in another number."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from os.path import commonprefix
from typing import NamedTuple

from helpers.coding.counts import MONEY, RATE, Count, Page
from helpers.coding.findings import Finding, slipped
from helpers.coding.repeats import year_of
from helpers.coding.words import any_of, pattern
from helpers.reading.vocabulary import same_unit

EDGE = re.compile(r"[，,。；;：:！？\n（）()、]")
REACH = 30  # characters around a figure that name it
PLAIN = re.compile(f"{any_of('done', 'plain_words')}|20\\d\\d年度?|[年月日的了和与及为达等个]")
OF_MONEY = re.compile("资金|经费|支出|金额|预算|财政|专项|使用|安排|合计|总计|[万元共]")
ROLES = ("had", "spent", "left", "first_budget", "budget_more", "budget_less", "last_budget")
APART, AREA = pattern("other_time", "other_part", "aimed"), pattern("areas")
LAST_YEAR, THIS_YEAR = re.compile("^去年"), re.compile("今年|本年")
KNOWN = re.compile("(?:(?<![中里])的|这|上述|以上|已[\u4e00-\u9fff]{1,4})$")
OF_SOME = re.compile(rf"[\u4e00-\u9fff](?:里|中(?!{any_of('words_of_middle')}))")  # 上述装置中在保的
NOUN = re.compile(r"(?:(?!中|里|平均|已|均|全部|尚|仍|还|做到|都)[\u4e00-\u9fff“”]){2,14}")
ALL = re.compile(rf"(?:全部|均|都|已|做到|里|中(?!{any_of('words_of_middle')}))")
OF_AIM = re.compile(
    rf"[，,（(]?(?:{any_of('beside')})[^，。；\d]{{0,4}}(?:{any_of('aim')})[^，。；\d]{{0,6}}\d"
)  # 121人，比目标少4人
SWAPPED, MANY, TELLING = 3, 4, 0.5  # digits of swapped figures, of swapped amounts, and share of a known number
ALIKE, LONG, TAIL = 2, 4, 4  # characters that two names share, of swapped figures and of others; of the end of a name
DEED = re.compile(f"(?:{any_of('done')}|全年|[末底实完成建际超])*")


class Told(NamedTuple):
    """A figure with the words that name it, before it in its clause and behind its unit; `aside` is the clause before,
    where its own says nothing but a deed; `known`, `all` and `of_aim` tell whether it is known, all of a thing, or
    beside an aim."""

    count: Count
    before: str
    behind: str
    aside: str
    known: bool
    all: bool
    of_aim: bool
    year: str

    @property
    def name(self) -> str:
        """All words that name it."""
        return PLAIN.sub("", self.aside + self.before) + "|" + PLAIN.sub("", self.behind)


def again(pages: list[Page]) -> Iterator[Finding]:
    """Two figures of one thing in two sentences that differ by swapped digits, or of which one is told as known."""
    for page in pages:
        by_unit: dict[str, list[Told]] = defaultdict(list)
        for each in page.counts:
            if each.comparator == "=" and each.unit not in ("", "分") and each.value > 1:
                by_unit[_unit(each.unit)].append(_told(page, each))
        for own in by_unit.values():
            yield from (_differing(page, *pair) for pair in _pairs(own) if _are_one(page, *pair, own))


def _unit(unit: str) -> str:
    """One unit for those that count the same things: 名 and 人, 家 and 个."""
    same = same_unit().get(unit, unit)
    return "个" if pattern("classifiers").fullmatch(same) else same


def _told(page: Page, each: Count) -> Told:
    *others, before = EDGE.split(page.text[max(0, each.start - REACH) : each.start])
    words = page.text[each.end : each.end + REACH].removeprefix("万元" if each.unit == MONEY else each.unit)
    behind = NOUN.match(words)
    noun = behind[0] if behind else ""
    known = KNOWN.search(before) is not None and behind is not None and not OF_SOME.search(before)
    bare = DEED.fullmatch(PLAIN.sub("", before)) is not None
    of_all = bare and behind is not None and ALL.match(words, behind.end()) is not None
    aside = pattern("aimed").sub("", others[-1]) if bare and not noun and others else ""
    plain = (re.sub(r"[\d.]+", "", each) for each in (before, noun, aside))
    return Told(each, *plain, known, of_all, OF_AIM.match(words) is not None, year_of(page, each))


def _pairs(own: list[Told]) -> Iterator[tuple[Told, Told]]:
    """Two figures that may be one misprinted by their digits, or of which one is known, in order of place."""
    alike: dict[tuple, list[int]] = defaultdict(list)
    for place, each in enumerate(own):
        for key in _keys(each.count):
            alike[key].append(place)
    near = {pair for places in alike.values() for pair in combinations(places, 2)}
    known = [place for place, each in enumerate(own) if (each.known or each.all) and each.count.unit != MONEY]
    near |= {(min(a, b), max(a, b)) for a in known for b in range(len(own)) if a != b}
    yield from ((own[a], own[b]) for a, b in sorted(near))


def _keys(each: Count) -> Iterator[tuple]:
    """What a figure shares with those of the same digits in another order, and with those of one digit exchanged."""
    digits = f"{each.value:.12g}"
    telling = "".join(sorted(digits.replace(".", "").replace("0", "")))
    if len(telling) >= ALIKE:
        yield "swapped", telling
    if each.unit != MONEY and len(digits) >= SWAPPED:
        yield from (("exchanged", place, digits[:place], digits[place + 1 :]) for place in range(len(digits)))


def _are_one(page: Page, one: Told, other: Told, own: list[Told]) -> bool:
    """Whether two figures of a unit that differ are of one thing by their digits and their names."""
    a, b = one.count, other.count
    if a.value == b.value or page.sentence(a.start) == page.sentence(b.start):
        return False
    if _told_apart(*_of_report(one, other)):
        return False
    if MONEY in (a.unit, b.unit):
        return _is_swapped(a, b, MANY) and _is_same_money(one, other)
    if _is_swapped(a, b, SWAPPED):
        return _is_same_swapped(one, other, own)
    known = (one.known or other.known) and min(a.value, b.value) >= TELLING * max(a.value, b.value)
    exchanged = slipped(a.value, b.value) and a.unit != RATE and _is_one_thing(one, own)
    if (known or exchanged) and _shared(one.name, other.name) >= LONG:
        return True
    return _is_of_all(one, other, own) or _is_of_all(other, one, own)


def _of_report(one: Told, other: Told) -> tuple[Told, Told]:
    """Two figures, 去年 left out of the words of one that is known, of four digits and the other with two swapped: a
    report that is written a year later so calls its own year (去年加工出来的42.16万页中，仍有)."""
    if not _is_swapped(one.count, other.count, MANY) or THIS_YEAR.search(one.before + other.before):
        return one, other
    return tuple(each._replace(before=LAST_YEAR.sub("", each.before)) if each.known else each for each in (one, other))


def _is_same_swapped(one: Told, other: Told, own: list[Told]) -> bool:
    rate = one.count.unit == RATE
    bare = any(DEED.fullmatch(PLAIN.sub("", each.before)) and not each.behind for each in (one, other))
    few = bare and not rate and sum(each.count.unit == one.count.unit for each in own) <= LONG
    named = any(each.all and {*each.behind} & {*_end(of)} for each, of in ((one, other), (other, one)))
    return _shared(one.name, other.name) >= (LONG if rate else ALIKE) or few or (named and not rate)


def _is_same_money(one: Told, other: Told) -> bool:
    """Whether two amounts of which one is the other with swapped digits have one name and one stage."""
    stages = [{role for role in ROLES if pattern(role).search(each.before + each.behind)} for each in (one, other)]
    names = [OF_MONEY.sub("", each.name) for each in (one, other)]
    return (stages[0] == stages[1] or not all(stages)) and _shared(*names) >= ALIKE


def _is_of_all(one: Told, other: Told, own: list[Told]) -> bool:
    """Whether a figure told as all of a thing (36期培训班均) is the number of that thing with a digit misprinted, where
    nothing of that name has its value."""
    definite = one.all or one.known
    slip = _is_swapped(one.count, other.count, ALIKE) or _is_one_digit_off(one.count, other.count)
    noun = PLAIN.sub("", one.behind)
    if not (definite and slip and len(noun) >= ALIKE and _names(other, one)):
        return False
    others = [each for each in own if each.count.start != one.count.start and _names(each, one)]
    return all(each.count.value != one.count.value for each in others) and len({e.count.value for e in others}) == 1


def _names(each: Told, one: Told) -> bool:
    """Whether a figure is of the noun that stands behind another: by its end, or by most of its characters."""
    noun, name = PLAIN.sub("", one.behind), each.name.replace("|", "")
    ends = noun[-ALIKE:] in (_end(each), _end(each)[-ALIKE:]) or _end(each).endswith(noun[-ALIKE:])
    wanted = PLAIN.sub("", one.before + one.behind)
    return ends or (one.known and _covered(wanted, name) >= LONG)


def _end(each: Told) -> str:
    """The end of the name of a figure, behind its unit where a noun stands there, else before it."""
    return PLAIN.sub("", each.behind or each.aside + each.before)[-TAIL:]


def _covered(one: str, other: str) -> int:
    """How many characters of a name stand in pairs that another has."""
    pairs = [a + b in other for a, b in pairwise(one)]
    return sum(before or behind for before, behind in zip([False, *pairs], [*pairs, False], strict=True))


def _is_one_digit_off(one: Count, other: Count) -> bool:
    a, b = (f"{each.value:.12g}" for each in (one, other))
    return len(a) == len(b) > 1 and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _is_one_thing(one: Told, own: list[Told]) -> bool:
    """Whether no more than two values go by the name of a figure; more are of several things."""
    return len({each.count.value for each in own if _shared(one.name, each.name) >= LONG}) <= 2


def _told_apart(one: Told, other: Told) -> bool:
    """Whether the words of a figure tell of another time, a part or an aim, or the two of two areas; the area may be
    left out of what is told as all or in the same words."""
    words = [each.before + each.behind for each in (one, other)]
    areas = [{*AREA.findall(each)} for each in words]
    one_sided = one.all or other.all or max(_shared(one.name, other.name), _covered(one.name, other.name)) >= LONG
    elsewhere = areas[0] != areas[1] and (all(areas) or not one_sided)
    return (
        any(map(APART.search, words))
        or elsewhere
        or _are_parallel(one, other)
        or one.year != other.year
        or one.of_aim
        or other.of_aim
    )


def _are_parallel(one: Told, other: Told) -> bool:
    """Whether two names end alike and begin with other words of one length: 公益林抚育面积, 商品林抚育面积."""
    a, b = (PLAIN.sub("", each.before) for each in (one, other))
    alike = len(commonprefix([a[::-1], b[::-1]]))
    heads = a[: len(a) - alike], b[: len(b) - alike]
    return alike >= ALIKE and len(heads[0]) == len(heads[1]) > 1 and not {*heads[0]} & {*heads[1]}


def _is_swapped(one: Count, other: Count, fewest: int) -> bool:
    digits = [f"{each.value:.12g}".replace(".", "").rstrip("0") for each in (one, other)]
    return min(map(len, digits)) >= fewest and slipped(one.value, other.value, swaps_only=True)


def _shared(one: str, other: str) -> int:
    """The most characters in a row that two names share, all of one that abbreviates the other."""
    short, long = sorted((one.replace("|", ""), other.replace("|", "")), key=len)
    if len(short) > LONG and abbreviates(short, long):
        return len(short)
    lengths, best = {-1: 0}, 0
    for sign in one:
        lengths = {n: (lengths.get(n - 1, 0) + 1) if sign == known != "|" else 0 for n, known in enumerate(other)}
        best = max([best, *lengths.values()])
    return best


def abbreviates(short: str, long: str) -> bool:
    """Whether all characters of a name stand in another in their order: 电诈 in 电信网络诈骗."""
    signs = iter(long)
    return all(sign in signs for sign in short)


def _differing(page: Page, one: Told, other: Told) -> Finding:
    first, second = sorted((one.count, other.count), key=lambda each: each.start)
    what = f"{first.name}: told again in other words, {first.unit}"
    figures = first.figure, second.figure
    return Finding(page.report_id, "repeat", what, figures[0], second.value, figures, "contradiction")
