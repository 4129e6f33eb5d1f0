"""Names that the projects of a report may have: families of what stands in a list, or opens lines and clauses alike."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from helpers.reading.projects.entries import BEGINS, BULLET
from helpers.reading.projects.marks import MONEY, places, within
from helpers.reading.projects.mentions import places_of
from helpers.reading.projects.names import CALLED, COUNT, MARKS, MONEY_WORD, is_name, without_report
from helpers.reading.text.layout import LETTERS

OPENER = re.compile(
    rf"{BEGINS}(?:其中[，,：:]?|(?:先|再|接着|最后)[说看]?|再?就是|还有|另有|{BULLET})?[“「《【]?"
    r"(?P<name>(?:\d{4,6}(?!年))?[^，,。；;：:、\d\n（(|”」》】]{2,30}?)(?P<behind>[”」》】]?(?:项目|专项)?)"
    rf"(?:[，,。；;：:（(\n]|{MONEY_WORD}|(?=\d)|(?<=[”」》】]))"
)
STOP = re.compile(r"[。；;\n]")
JOINT = re.compile("[、和与]|(?<![涉普惠以])及|以及")
WITHIN = r"[^。；;：:\n，,\d]"
LIST = re.compile(rf"(?<!{WITHIN}){WITHIN}{{1,200}}")
ASIDE = re.compile(r"（[^）\n]*）|\([^)\n]*\)")
LETTER = re.compile(rf"^(?:编号|分别)?为?[A-Z{LETTERS}①-⑩](?=[\u4e00-\u9fff])")
BEFORE_NAMES = re.compile(
    r"^.*(?:涉及|自评的?|开展|实施|承担|分为|包括|包含|围绕|[对将把为是有含即]|年度?|本[局院馆镇区校站所中心])了?"
)
BEHIND_NAMES = re.compile(
    rf"(?:等|共计?|这)*{COUNT}[个项类大]+[^、]{{0,14}}$|(?:等|分别|依次|各|均).{{0,12}}$|(?<=..)(?:{MONEY_WORD}).*$"
)
QUOTED = re.compile(r"[“「《]([^”」》\n]{2,24})[”」》]")
BEFORE_MONEY = re.compile(
    rf"(?<=[，,、；;。：:和\n])(?P<name>[^，,。；;：:、\d\n（(|]{{2,24}}?)(?:{MONEY_WORD})*+[ \t]{{0,4}}+"
    rf"(?={MONEY.pattern})"
)
FOR_MONEY = re.compile(  # 60万元（渠系维护）, 60万元用于渠系维护
    r"元(?:[用投]于了?|[（(])(?P<name>[^，,。；;：:、\d\n（()）]{2,30})(?=[，,。；;)）])"
)
SENTENCE = re.compile(r"[^。\n]+")
LONG, LONGEST, FEWEST, MOST = 4, 26, 2, 12
CLOSE, NEAR = 32, 200  # characters behind a name, at which money is its own, and may be


class Opener(NamedTuple):
    """A name that opens a line, a sentence or a clause; whether it stands again in the text, and whether money stands
    in its sentence, and in the next one."""

    way: str
    name: str
    is_called: bool
    is_again: bool
    is_paid: bool
    is_paid_below: bool


def families(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each family of names that differ, behind each of which money stands, and the way in which they are told."""
    found: set[tuple[str, ...]] = set()
    for way, names in _families(text):
        own = tuple(name for name in dict.fromkeys(names) if not any(name in other != name for other in names))
        if FEWEST <= len(own) <= MOST and own not in found and all(is_paid(text, name) for name in own):
            found.add(own)
            yield way, [*own]


def _families(text: str) -> Iterator[tuple[str, list[str]]]:
    yield from _opening(text)
    yield from (("list", names) for names in _listed(text))
    for line in SENTENCE.findall(text):
        yield "quoted", QUOTED.findall(line)
        for pattern in (BEFORE_MONEY, FOR_MONEY):
            names = (match["name"] for match in pattern.finditer(f"，{line}。"))
            yield "beside money", [without_report(name) for name in names if is_name(name)]


def _opening(text: str) -> Iterator[tuple[str, list[str]]]:
    """Those that open lines, sentences or clauses before money: all, those called 项目, and those that stand again."""
    openers = [*_openers(text)]
    for way in ("line", "sentence", "clause", "any"):
        for near in ("is_paid", "is_paid_below"):
            own = [each for each in openers if way in (each.way, "any") and getattr(each, near)]
            times = Counter(each.name for each in own)
            yield way, [each.name for each in own]
            yield way, [each.name for each in own if each.is_called]
            yield way, [each.name for each in own if each.is_again]
            yield way, [name for name, count in times.items() if count > 1]


def _openers(text: str) -> Iterator[Opener]:
    for match in OPENER.finditer(text):
        name, before = match["name"] + match["behind"], text[: match.start()][-1:]
        if is_name(name):
            way = "line" if before in ("", "\n") else "sentence" if before in "。；;：:" else "clause"
            end = match.end("behind")
            money = _first(places(text), end, len(text))
            stops = within(_stops(text), end, money)
            paid = stops == 0 and money - end <= CLOSE, stops < 2 and money - end <= 2 * CLOSE
            own = without_report(name)
            yield Opener(way, own, CALLED.search(name) is not None, text.find(own) < text.rfind(own), *paid)


def _first(places: list[int], start: int, none: int) -> int:
    """The first of the places from `start` on."""
    i = bisect_left(places, start)
    return places[i] if i < len(places) else none


@lru_cache(maxsize=2)
def _stops(text: str) -> list[int]:
    return [match.start() for match in STOP.finditer(text)]


def _listed(text: str) -> Iterator[list[str]]:
    """The parts of each list, without what stands before the first and behind the last name of it."""
    for match in LIST.finditer(ASIDE.sub("", text)):
        parts = [LETTER.sub("", part.strip(MARKS)) for part in JOINT.split(match[0])]
        parts[-1] = BEHIND_NAMES.sub("", parts[-1])
        others = [without_report(part) for part in parts[1:]]
        if others and all(map(_is_one, others)) and all(is_paid(text, name) for name in others):
            first = without_report(_begun(text, parts[0]))
            if _is_one(first):
                yield [first, *others]


def _is_one(name: str) -> bool:
    return 2 <= len(name) <= LONGEST and is_name(name)


def is_paid(text: str, name: str) -> bool:
    """Whether money stands near a name somewhere, behind it or right before."""
    return any(within(places(text), at - CLOSE, at + NEAR) for at in places_of(text, name))


def _begun(text: str, first: str) -> str:
    """The first name of a list without the words before it: as it stands again in the text, else behind a verb."""
    longest = (first[start:] for start in range(len(first) - LONG + 1))
    again = next((name for name in longest if text.find(name) < text.rfind(name)), "")
    return LETTER.sub("", again or BEFORE_NAMES.sub("", first))
