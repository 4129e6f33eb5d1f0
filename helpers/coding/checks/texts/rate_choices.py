"""Checks of rates against the two figures near them that they are most likely of, by a choice model.

Words and places around a rate and two figures of one unit are signs that it is the one over the other, the change from
one to the other (`change`) or what the one leaves of the other (`rest`). In a conditional logit (McFadden 1974) each of
these has a utility, the sum of the weights of its signs, and so has that the rate is of no two figures near it.
`rate_choices.yml` has the weights, which `benchmarks/rate_choices.py` estimates by maximum likelihood: two figures that
are meant make up the rate to the digit but for a share of errors, two that are not by chance alone. A rate is held
against what was most likely meant; it may be made up by that, or an error, which slips of digits make likelier, is
likely enough against all else."""

import math
import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise, permutations
from pathlib import Path
from typing import NamedTuple

from helpers import yml
from helpers.coding.checks.counts import CLAUSE, EDGE, RATE, SAME, Count, Page, against, alike, clause_of, is_rate
from helpers.coding.checks.findings import APART, Finding, Way, as_printed, coincidence, distance, percent
from helpers.coding.checks.words import any_of, any_words, entry, pattern, shares

FILE = Path(__file__).with_name("rate_choices.yml")
BEFORE, BEHIND, SENTENCES = 9, 3, 4  # figures that a rate may be of, and sentences before it in which these stand
NEAR = 30.0  # percentage points by which a rate that is printed wrongly misses what it should be, at most
SPREAD = 40.0  # percentage points in which most rates lie
WHOLE, HALF = 100.0, 0.5
VERB = re.compile(r"([\u4e00-\u9fff]{2})(?:率|比例|比重|进度|[度比])$")
OF = re.compile(r"占(?:到|了|全部|全年|总)?([\u4e00-\u9fff]{2,}?)(?:总[数量额]|数|的|比[例重])*$")
PART = re.compile("([\u4e00-\u9fff]{2,})占")
END = re.compile("(?:为|达到?|是|只有|仅|约|的|了|到)+$")
OF_MONEY = re.compile("执行|到位|支出|支付|使用|资金|预算")
IS_RATE = re.compile("[率度比]")
CHANGE, UP, DOWN = pattern("change", "up", "down"), pattern("up"), pattern("down")
OPINION = pattern("opinion")
IN_TIME = re.compile("[按准如]时|及时|[按如]期|一次性?(?:合格|通过)")
FRACTION = re.compile(r"[%％]?[（(]\s*\d[\d,]*\s*[/／÷]\s*\d")  # 90.6%（1812/2000）
SEVERAL = re.compile("[两三四各均]|分别|依次|之和|相加")
AIM, LAST = pattern("aim"), re.compile(rf"{any_of('last_year')}|20\d\d年")
DONE = re.compile("实|完成|支出|用|办结|合格|支付|通过|达标|到位|满意|其中")
TOTAL = re.compile("[共总全]|合计")
ROLES = [tuple(re.compile(any_words(own)) for own in each.values()) for each in entry("rate_roles")]
OF_IT, DUE = ("的", "元的"), re.compile("应")  # 任务9,500人的; 应检, 应筛
CLOSE = 12  # characters between two figures of which the one is told as changed to the other


class Option(NamedTuple):
    """What a rate may be of: the comparison with it, and the names of the signs that it has."""

    finding: Finding
    signs: frozenset[str]


class Told(NamedTuple):
    """A figure near a rate: its rank, 0 for the last before the rate, below 0 behind it, the words of its clause before
    it and behind it, and its sentence."""

    count: Count
    rank: int
    words: str
    behind: str
    sentence: int


def rates(pages: list[Page]) -> Iterator[Finding]:
    """Rates against the two figures near them that they are most likely of, where they are likelier of these than of
    none."""
    for page in pages:
        for place in range(len(page.counts)):
            if is_asked(page, place):
                found = meant(options(page, place), none(page, place))
                yield from [found] if found else []


def meant(options: list[Option], none: frozenset[str]) -> Finding | None:
    """The comparison of a rate with what it is likeliest of, which may hold or contradict; None where it is likelier of
    none, `none` being the signs of that, or where the digits of the figures allow as much as errors make."""
    if not options:
        return None
    odds = [math.exp(utility(each.signs)) * told(each.finding) for each in options]
    likeliest = max(range(len(options)), key=odds.__getitem__)
    chance = sum(odds) / (sum(odds) + math.exp(utility(none)))
    found = options[likeliest].finding
    tells = found.verdict != "rounding" or found.tolerance <= known()["errors"]["size"]
    return found if tells and chance >= known()["proven"] else None


def utility(signs: frozenset[str]) -> float:
    """The sum of the weights of signs."""
    return sum(known()["weights"][sign] for sign in signs)


def told(finding: Finding) -> float:
    """How much oftener than by chance a rate is printed as it is, where it is of two figures: rightly, as far as their
    digits tell, but for shares that are cut off and errors. Of these a slip of digits has few ways, and others are the
    rarer the larger they are (exponentially)."""
    errors, last_digit = known()["errors"], 2 * finding.stated.half_digit
    if finding.verdict == "truncation":
        return errors["cut"] * SPREAD / last_digit
    if finding.verdict != "contradiction":
        return (1 - errors["share"] - errors["cut"]) * SPREAD / (2 * finding.tolerance)
    slips = coincidence(finding._replace(figures=finding.figures[:1], recomputed=as_printed(finding))) or 1.0
    near = SPREAD / (2 * errors["size"]) * math.exp(-distance(finding) / errors["size"])
    return errors["share"] * (errors["other"] * near + errors["slipped"] * (1 / slips + _of_counts(finding)))


def _of_counts(finding: Finding) -> float:
    """How much oftener than by chance two digits swapped back in one of the two figures of a rate make it theirs."""
    if finding.way != "ratio":
        return 0.0
    top, whole = (each.value for each in finding.figures[1:])
    pairs = [*((each, whole) for each in _swapped(top)), *((top, each) for each in _swapped(whole))]
    fits = any(is_rate(finding.stated, *each) for each in pairs)
    return SPREAD / (len(pairs) * 2 * finding.stated.half_digit) if fits else 0.0


def _swapped(value: float) -> list[float]:
    """The values that are one with two of its digits swapped, neighbours or with one between."""
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    places = [n for n, each in enumerate(digits) if each != "."]
    near = [(a, b) for a, b in combinations(places, 2) if b - a <= APART and digits[a] != digits[b]]
    swapped = (f"{digits[:a]}{digits[b]}{digits[a + 1 : b]}{digits[a]}{digits[b + 1 :]}" for a, b in near)
    return [float(each) for each in swapped if each[0] != "0"]


@cache
def known() -> dict:
    """What rate_choices.yml says."""
    return yml.read(FILE)


def is_asked(page: Page, place: int) -> bool:
    """Whether a figure is an exact rate of something, and not all of it; one of an opinion or of what is in time is of
    such as tell of it, one of several figures (两项占) of none alone, and one with its fraction behind it of that."""
    rate = page.counts[place]
    if FRACTION.match(page.text, rate.end):
        return False
    if rate.unit != RATE or rate.comparator != "=" or not 0 < rate.value != WHOLE or SEVERAL.search(_name(page, rate)):
        return False
    near = [each.words + each.behind for each in _near(page, place)]
    return all(any(map(each.search, near)) for each in (OPINION, IN_TIME) if each.search(_name(page, rate)))


def options(page: Page, place: int) -> list[Option]:
    """What the rate at a place may be of, as far as it comes near."""
    rate = page.counts[place]
    near, clause = _near(page, place), _name(page, rate)
    found = [(top, whole, way, compared(rate, top.count, whole.count, way))
             for top, whole in permutations(near, 2) if alike(top.count, whole.count)
             for way in _ways(page, clause, top, whole)]  # fmt: skip
    return [
        Option(finding, frozenset(_signs(page, place, near, top, whole, way)))
        for top, whole, way, finding in found
        if distance(finding) <= NEAR or _of_counts(finding)
    ]


def none(page: Page, place: int) -> frozenset[str]:
    """The signs that the rate at a place is of no two figures near it."""
    rate, clause = page.counts[place], _name(page, page.counts[place])
    near, of, before = _near(page, place), OF.search(clause), page.counts[max(0, place - 1) : place]
    named = of and any(_names(of[1], each) for each in near if each.rank > 0)
    signs = {
        "none": True, "none_aim": AIM.search(clause), "none_of_named": of and not named, "none_unnamed": not clause,
        "none_after_rate": before and before[0].unit == RATE, "none_last_year": LAST.search(clause),
        "none_change": CHANGE.search(clause),
        "none_whole_number": rate.half_digit >= HALF, "none_two_decimals": rate.half_digit < HALF / 10,
        "none_of_money": OF_MONEY.search(clause), "none_rate": IS_RATE.search(clause),
    }  # fmt: skip
    return frozenset(name for name, is_so in signs.items() if is_so)


def _near(page: Page, place: int) -> list[Told]:
    """The exact figures, no rates or points, that the rate at a place may be of."""
    rate, own = page.counts[place], page.sentence(page.counts[place].start)
    exact = [each for each in page.counts[max(0, place - 2 * BEFORE) : place] if _is_exact(each)][-BEFORE:]
    before = [each for each in exact if page.sentence(each.start) >= own - SENTENCES]
    behind = [
        each
        for each in page.counts[place + 1 : place + 1 + BEHIND]
        if _is_exact(each) and page.sentence(each.start) == own
    ]
    return [
        Told(each, rank if each.start < rate.start else -1, _name(page, each), _behind(page, each),
             page.sentence(each.start))
        for rank, each in enumerate([*reversed(before), *behind])
    ]  # fmt: skip


def _is_exact(each: Count) -> bool:
    return each.unit not in (RATE, "分", "") and each.comparator == "=" and each.value > 0


def _name(page: Page, each: Count) -> str:
    words = clause_of(page, each).strip()
    return END.sub("", words) if each.unit == RATE else words


def _behind(page: Page, each: Count) -> str:
    words = page.text[each.end : each.end + CLAUSE].removeprefix(each.unit)
    return re.split(r"\d", EDGE.split(words)[0])[0]


def _between(page: Page, one: Count, other: Count) -> str:
    first, last = sorted((one, other), key=lambda each: each.start)
    return page.text[first.end : last.start]


def _alike_in(near: list[Told], sentence: int, one: Count) -> list[Told]:
    """The figures of a sentence in the unit of one."""
    return [each for each in near if each.sentence == sentence and alike(each.count, one)]


def _names(of: str, each: Told) -> bool:
    """Whether the words of a figure have all pairs of characters of what a rate is of."""
    return all(a + b in each.words for a, b in pairwise(of))


def _ways(page: Page, clause: str, top: Told, whole: Told) -> Iterator[str]:
    """How a rate may be of two figures: their ratio, the change between them, the rest of the one without the other."""
    changed, between = CHANGE.search(clause), _between(page, top.count, whole.count)
    words = clause + (between if len(between) < CLOSE else "")
    grown = top.count.value > whole.count.value
    yield "ratio"
    if CHANGE.search(words) and not (DOWN if grown else UP).search(words):
        yield "change"
    if not changed and top.count.value < HALF * whole.count.value:
        yield "rest"


def _tells_apart(page: Page, top: Count, whole: Count) -> bool:
    """Whether by how much two figures differ is told behind the first of them, in their sentences or the next one."""
    first, last = sorted((top.start, whole.start))
    near = (each for each in page.counts if first < each.start and page.sentence(each.start) <= page.sentence(last) + 1)
    apart = abs(top.value - whole.value)
    others = (each for each in near if each.start not in (first, last) and alike(each, top))
    return any(abs(each.value - apart) < SAME for each in others)


def compared(rate: Count, top: Count, whole: Count, way: Way = "ratio") -> Finding:
    """A rate against the `ratio` of two figures, the `change` from the second to the first, or the `rest` of the second
    without the first; its tolerance is its half digit and those of the two, carried on."""
    ratio, spread = percent(top.figure, whole.figure)
    of = {"ratio": ratio, "change": abs(ratio - WHOLE), "rest": WHOLE - ratio}[way]
    what = f"{rate.name} against the {way} of {top.value:.12g} and {whole.value:.12g}, %"
    return against("rate", what, [rate, top, whole], round(of, 9), rate.half_digit + spread, way)


def _signs(page: Page, place: int, near: list[Told], top: Told, whole: Told, way: str) -> Iterator[str]:
    """The signs that a rate is of these two figures, in this way."""
    rate, clause = page.counts[place], _name(page, page.counts[place])
    own, paragraph = page.sentence(rate.start), page.text.rfind("\n", 0, rate.start)
    verb, of, part = VERB.search(clause), OF.search(clause), PART.search(clause)
    thing = VERB.sub("", clause).replace("占", "").replace("完成", "")
    between = [each for each in near if top.rank < each.rank < whole.rank and alike(each.count, top.count)]
    told = {
        "change": way == "change", "rest": way == "rest",
        "above_whole": way == "ratio" and top.count.value > whole.count.value,
        "last": top.rank == 0, "second": top.rank == 1, "third": top.rank == 2, "farther": top.rank > 2,
        "behind": top.rank < 0, "whole_behind": whole.rank < 0, "whole_follows": 0 <= whole.rank < top.rank,
        "in_sentence": top.sentence == own, "whole_in_sentence": whole.sentence == own,
        "last_two": top.rank == 0 and whole.rank == 1 and whole.sentence == own,
        "in_paragraph": top.count.start > paragraph, "whole_in_paragraph": whole.count.start > paragraph,
        "in_clause": not EDGE.search(_between(page, top.count, rate)),
        "nearest_whole": whole.rank > top.rank and all(each.count.value < top.count.value for each in between),
        "verb": verb and re.search(".*".join(verb[1]), top.words), "verb_behind": verb and verb[1] in top.behind,
        "verb_partly": verb and {*verb[1]} & {*top.words, *top.behind},
        "thing": len(thing) > 1 and shares(thing, whole.words + top.words),
        "whole_named": of and _names(of[1], whole),
        "other_named": of and not _names(of[1], whole) and any(_names(of[1], each) for each in near if each is not top),
        "other_part": part and not shares(part[1], top.words),
        "share_of_last": clause.startswith("占") and top.rank == 0,
        "role": any(a.search(clause) and b.search(top.words) and c.search(whole.words) for a, b, c in ROLES),
        "aim": AIM.search(top.words), "last_year": LAST.search(top.words), "whole_last_year": LAST.search(whole.words),
        "done": DONE.search(top.words + top.behind), "total": TOTAL.search(top.words),
        "of_whole": _between(page, whole.count, rate).removeprefix(whole.count.unit) in OF_IT,
        "due": DUE.search(whole.words),
        "apart_told": _tells_apart(page, top.count, whole.count),
        "only_two": top.sentence == whole.sentence == own and len(_alike_in(near, own, top.count)) == 2,
    }  # fmt: skip
    yield from (name for name, is_so in told.items() if is_so)
