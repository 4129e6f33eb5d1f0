"""Checks of rates against the two figures near them that they are most likely of, by a choice model (`choices`).

The words and places around a rate and two figures of one unit are signs that it is the one over the other, or the
change from one to the other (`change`), or what the one leaves of the other (`rest`)."""

import re
from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

from helpers.coding import choices
from helpers.coding.choices import Option
from helpers.coding.counts import RATE, Count, Page, alike
from helpers.coding.findings import Finding, judged
from helpers.coding.words import any_of, any_words, entry, pattern, shares

MODEL = "rates"
BEFORE, BEHIND, SENTENCES = 9, 3, 4  # figures that a rate may be of, and sentences before it in which these stand
NEAR = 30.0  # percentage points by which a rate that is printed wrongly misses what it should be, at most
WHOLE, HALF = 100.0, 0.5
CLAUSE = 24  # characters that name a figure, at most
EDGE = re.compile(r"[，。；;：:！？\n（(）)、]|,(?!\d)")
VERB = re.compile(r"([\u4e00-\u9fff]{2})(?:率|比例|比重|进度|[度比])$")
OF = re.compile(r"占(?:到|了|全部|全年|总)?([\u4e00-\u9fff]{2,}?)(?:总[数量额]|数|的|比[例重])*$")
END = re.compile("(?:为|达到?|是|只有|仅|约|的|了|到)+$")
OF_MONEY = re.compile("执行|到位|支出|支付|使用|资金|预算")
IS_RATE = re.compile("[率度比]")
CHANGE = pattern("change", "up", "down")
AIM, LAST = pattern("aim"), re.compile(rf"{any_of('last_year')}|20\d\d年")
DONE = re.compile("实|完成|支出|用|办结|合格|支付|通过|达标|到位|满意|其中")
TOTAL = re.compile("[共总全]|合计")
ROLES = [tuple(re.compile(any_words(own)) for own in each.values()) for each in entry("rate_roles")]
CLOSE = 12  # characters between two figures of which the one is told as changed to the other


class Told(NamedTuple):
    """A figure near a rate: its rank, 0 for the last before the rate, below 0 behind it, the words of its clause before
    it and behind it, and its sentence."""

    count: Count
    rank: int
    words: str
    behind: str
    sentence: int


def rates(pages: list[Page]) -> Iterator[Finding]:
    """Rates that two figures near them do not make up, though they are most likely of these."""
    for page in pages:
        for place, rate in enumerate(page.counts):
            if is_asked(rate):
                found = choices.doubted(MODEL, options(page, place), none(page, place))
                yield from [found[1]] if found and found[0] >= choices.known()["proven"] else []


def is_asked(rate: Count) -> bool:
    """Whether a figure is an exact rate of something, and not all of it."""
    return rate.unit == RATE and rate.comparator == "=" and rate.value > 0 and rate.value != WHOLE


def options(page: Page, place: int, always: bool = False) -> list[Option]:
    """What the rate at a place may be of, as far as it is near; nothing where something makes it up, unless `always`."""
    rate = page.counts[place]
    near, clause = _near(page, place), _name(page, rate)
    found = [(top, whole, way, _compared(rate, top.count, whole.count, way))
             for top, whole in permutations(near, 2) if alike(top.count, whole.count)
             for way in _ways(page, clause, top, whole)]  # fmt: skip
    close = [each for each in found if abs(each[3].recomputed - rate.value) <= NEAR]
    if not always and any(finding.verdict != "contradiction" for *_, finding in close):
        return []
    return [
        Option(finding, finding._replace(figures=finding.figures[:1], recomputed=_as_printed(finding)),
               frozenset(_signs(page, place, near, top, whole, way)))
        for top, whole, way, finding in close
    ]  # fmt: skip


def none(page: Page, place: int) -> frozenset[str]:
    """The signs that the rate at a place is of no two figures near it."""
    rate, clause = page.counts[place], _name(page, page.counts[place])
    of, before = OF.search(clause), page.counts[max(0, place - 1) : place]
    named = of and any(shares(of[1], each.words) for each in _near(page, place) if each.rank >= 0)
    signs = {
        "none": True, "none_aim": AIM.search(clause), "none_of_named": of and not named, "none_unnamed": not clause,
        "none_after_rate": before and before[0].unit == RATE, "none_last_year": LAST.search(clause),
        "none_change": CHANGE.search(clause), "none_whole_number": rate.half_digit >= HALF,
        "none_of_money": OF_MONEY.search(clause), "none_rate": IS_RATE.search(clause),
        "none_two_decimals": rate.half_digit < HALF / 10,
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
    words = EDGE.split(page.text[max(0, each.start - CLAUSE) : each.start])[-1].strip()
    return END.sub("", words) if each.unit == RATE else words


def _behind(page: Page, each: Count) -> str:
    words = page.text[each.end : each.end + CLAUSE].removeprefix(each.unit)
    return re.split(r"\d", EDGE.split(words)[0])[0]


def _between(page: Page, one: Count, other: Count) -> str:
    first, last = sorted((one, other), key=lambda each: each.start)
    return page.text[first.end : last.start]


def _ways(page: Page, clause: str, top: Told, whole: Told) -> Iterator[str]:
    """How a rate may be of two figures: their ratio, the change between them, the rest of the one without the other."""
    changed, between = CHANGE.search(clause), _between(page, top.count, whole.count)
    yield "ratio"
    if changed or (len(between) < CLOSE and CHANGE.search(between)):
        yield "change"
    if not changed and top.count.value < HALF * whole.count.value:
        yield "rest"


def _compared(rate: Count, top: Count, whole: Count, way: str) -> Finding:
    ratio = WHOLE * top.value / whole.value
    of = {"ratio": ratio, "change": abs(ratio - WHOLE), "rest": WHOLE - ratio}[way]
    spread = (WHOLE * top.half_digit + ratio * whole.half_digit) / whole.value
    what = f"{rate.name} against the {way} of {top.value:.12g} and {whole.value:.12g}, %"
    figures = rate.figure, top.figure, whole.figure
    made = Finding(rate.report_id, "rate", what, figures[0], round(of, 9), figures, "", rate.half_digit + spread)
    return judged(made)


def _as_printed(finding: Finding) -> float:
    """What a rate should be, to the digits that it is printed with."""
    last_digit = 2 * finding.stated.half_digit
    return round(round(finding.recomputed / last_digit) * last_digit, 9)


def _signs(page: Page, place: int, near: list[Told], top: Told, whole: Told, way: str) -> Iterator[str]:
    """The signs that a rate is of these two figures, in this way."""
    rate, clause = page.counts[place], _name(page, page.counts[place])
    own, paragraph = page.sentence(rate.start), page.text.rfind("\n", 0, rate.start)
    verb, of = VERB.search(clause), OF.search(clause)
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
        "other_named": of and not shares(of[1], whole.words) and any(shares(of[1], each.words) for each in near),
        "share_of_last": clause.startswith("占") and top.rank == 0,
        "role": any(a.search(clause) and b.search(top.words) and c.search(whole.words) for a, b, c in ROLES),
        "aim": AIM.search(top.words), "last_year": LAST.search(top.words), "whole_last_year": LAST.search(whole.words),
        "done": DONE.search(top.words + top.behind), "total": TOTAL.search(top.words),
    }  # fmt: skip
    yield from (name for name, is_so in told.items() if is_so)
