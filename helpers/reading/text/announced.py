"""Amounts whose unit is told once for all of them, as （金额单位：万元） in a title, each with that unit behind it."""

import re
from bisect import bisect_left
from itertools import accumulate

from helpers.reading.text.layout import CHAPTER, NUMERAL
from helpers.reading.text.wraps import Joined
from helpers.reading.vocabulary import any_of, words

MONEY = "(?:亿元|万元|千元|元)"
SIGNS = (rf"[ \t　]*{CHAPTER}", rf"[ \t　]*[（(]{NUMERAL}[)）]")  # of headings, whose unit ends with what stands below
TOLD = re.compile(  # 单位：万元, 以下金额单位均为万元, 金额均以万元计
    rf"单位(?:[一均都皆统]*[为是]|[ \t]*[：:])[ \t]*(?:人民币)?(?P<of>{MONEY})"
    rf"|金额[均都皆]?[以按](?P<by>{MONEY})(?:为单位|计)|(?:\n|\A)(?:{'|'.join(SIGNS)})[^，。；\n]{{2,20}}[（(](?P<head>{MONEY})[)）](?=\n)"
)
CELLS = re.compile(r"[\t|│]| {2}")
NO_MONEY_BEFORE = "率度分第号年月日比表图件段批"  # 到位率98, 得分9
BARE = re.compile(
    rf"(?:(?<=[\u4e00-\u9fff”）)])(?<![{NO_MONEY_BEFORE}])|(?<=[\u4e00-\u9fff”）)][：:])(?<![{NO_MONEY_BEFORE}].))"
    r"(?<![人次户项家个]数)(?<!项目)"
    r"\d[\d,]*(?:\.\d+)?(?=[ \t]*(?:[，。；、（）()\n]|\Z))"
)
STATEMENT = re.compile(r"[^。\n]+")
NAMES = [*words("money_nouns"), *(word for entries in words("fund_stages").values() for word in entries)]
CALLED_MONEY = re.compile(rf"(?:{any_of(NAMES)})(?:{any_of(words('before_amount'))}|合计|总计|总额|[：:])*\Z")
LOOK_BACK = 12


def with_units(of: Joined) -> Joined:
    """The text with the unit that it announces behind each bare amount of a sentence that calls one of them money; the
    places stay those of the text as it is."""
    text = of.text
    ends = [end for unit, start, stop in _announced(text) for end in _amounts(text, start, stop, unit)]
    if not ends:
        return of
    cuts = [0, *(end for end, _ in ends), len(text)]
    pieces = [text[start:end] + unit for start, end, (_, unit) in zip(cuts, cuts[1:], [*ends, (0, "")], strict=False)]
    return Joined("".join(pieces), *_places(of, ends))


def _places(of: Joined, ends: list[tuple[int, str]]) -> tuple[list[int], list[int]]:
    """Where the pieces of a text begin, in it and as it is printed, with units put in behind these places of it."""
    added = [0, *accumulate(len(unit) for _, unit in ends)]
    places = [end for end, _ in ends]
    old = zip(of.here, of.there, strict=True)
    moved = [(here + added[bisect_left(places, here)], there) for here, there in old]
    own = [(end + more, _printed(of, end)) for end, more in zip(places, added[1:], strict=True)]
    here, there = zip(*sorted({*moved, *own}), strict=True)
    return list(here), list(there)


def _printed(of: Joined, place: int) -> int:
    i = bisect_left(of.here, place + 1) - 1
    return of.there[i] + place - of.here[i]


def _announced(text: str) -> list[tuple[str, int, int]]:
    """The units told of all amounts, with where each begins and ceases to hold."""
    told = list(TOLD.finditer(text))
    stops = [*(match.start() for match in told[1:]), len(text)]
    return [
        (match[match.lastgroup], match.end(), min(stop, _end(text, match.end())))
        for match, stop in zip(told, stops, strict=False)
    ]


def _end(text: str, place: int) -> int:
    """Where a unit told at a place ceases to hold: with its chapter or part where a heading tells it."""
    start = text.rfind("\n", 0, place) + 1
    for i, sign in enumerate(SIGNS):
        if re.compile(sign).match(text, start):
            later = re.compile("|".join(f"\n{each}" for each in SIGNS[: i + 1])).search(text, place)
            return later.start() if later else len(text)
    return len(text)


def _amounts(text: str, start: int, stop: int, unit: str) -> list[tuple[int, str]]:
    """Where the bare amounts between two places end, with their unit."""
    found = []
    for sentence in STATEMENT.finditer(text, start, stop):
        if CELLS.search(sentence[0]):
            continue
        bare = list(BARE.finditer(text, *sentence.span()))
        if any(CALLED_MONEY.search(text, max(sentence.start(), m.start() - LOOK_BACK), m.start()) for m in bare):
            found += [(match.end(), unit) for match in bare]
    return found
