"""Where a report speaks of each of its projects, whose names are known: by the name, by part of it, by what else it is
called; and where it speaks of all of them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from helpers.reading.projects.entries import ENTRY
from helpers.reading.projects.names import COUNT, is_specific
from helpers.reading.text.layout import NUMERAL, number

OF_ALL = rf"(?P<number>{COUNT})(?:(?:大类|部分|[个项类大块笔件处])(?![级批类月季人村户镇处]|年度)|(?=专项|项目))"
ALL = re.compile(
    rf"{OF_ALL}(?:[\u4e00-\u9fff]{{0,6}}?(?:项目|专项|子项|工程)|(?=[^，。；\d\n]{{0,8}}(?:合计|共|总|加|和|\d)))"
    r"|(?:各|所有|全部|上述|以上)(?:[个类项]{0,2}项目|专项)"
)
SUM = re.compile(
    r"(?<=[，,；;。：:\n])(?:全年|本年|年内)?(?:累计|共计|合计|总计|小计|总的|总共|共|总)[^，。；\d\n]{0,8}(?=[\d ])"
)
STOP = re.compile(r"。(?=[^\n])|\n\s*")
JOINED = re.compile("[项目专资金经费”」]{0,6}(?:(?:[、和与及，]|以及)[“「]?|(?<=[”」])[“「])")
CALLED = re.compile("（(?:以?下简?称|简称)[“「]?(?P<word>[^）”」\n]{2,12})[”」]?）")
LETTER = re.compile(rf"(?P<sign>[A-Z]|[①-⑩]|项目(?:{NUMERAL}|\d))[：:]?\Z")
COUNTS = re.compile("[个项类期]")  # behind 项目3: these are many
OPENED = re.compile(rf"(?:{ENTRY.pattern})?+[ \t　“「《【]*+(?:(?:先|再|接着|最后)[说看])?")
SENTENCE = re.compile(rf"(?:^|(?<=[。；;\n])){OPENED.pattern}(?=(?P<opening>[\u4e00-\u9fff]{{2}}.{{0,8}}))")
TOPIC = re.compile(
    r"(?:^|(?<=[。；;：:\n]))[ \t　]*+(?P<head>[\u4e00-\u9fff]{2,10}?)"
    r"(?:(?:[这那]?一?[块边头]|方面|部分)[，,：:]|[：:])"
)
KIND = re.compile("项目|专项|预算|工程")
LEAST, FEWEST = 4, 2  # characters of a name that tell which one is meant, alone and before 项目


class Mention(NamedTuple):
    """Where a project is spoken of by its number, or all of them without one."""

    start: int
    end: int
    number: str


def mentions(text: str, names: Sequence[str], short: bool = False) -> list[Mention]:
    """Where each of these projects is spoken of, in order, and where all are; `short`: any characters of a name, in
    their order, that open a sentence may tell of it."""
    topics = _opening(text, names) if short else _topics(text, names)
    return _without_lists(text, sorted([*_of_each(text, tuple(names)), *topics, *_of_all(text, len(names))]))


@lru_cache(maxsize=2)  # with short names and without
def _of_each(text: str, names: tuple[str, ...]) -> list[Mention]:
    return [*_of_one(text, names)]


def _of_one(text: str, names: Sequence[str]) -> Iterator[Mention]:
    """Where one project is mentioned, by its name, by its first or last characters, or by what it is called."""
    for n, name in enumerate(names, 1):
        others = [each for each in names if each != name]
        for word in _called(text, name):
            ends = ((at, at + len(word)) for at in places_of(text, word))
            yield from (Mention(at, end, str(n)) for at, end in ends if not COUNTS.match(text, end))
        for part, where in ((part, where) for least in (LEAST, FEWEST) for part, where in _parts(name, others, least)):
            for at in places_of(text, part):
                start, end = _longest(text, name, at, part, where)
                if len(part) >= LEAST or KIND.match(text, end):
                    yield Mention(start, end, str(n))
    if len(names) == FEWEST:
        yield from (
            Mention(at, at + 2, n) for word, n in (("前者", "1"), ("后者", "2")) for at in places_of(text, word)
        )


def places_of(text: str, word: str) -> Iterator[int]:
    """Where a word stands, in order; none within another, nor of an empty word."""
    at = text.find(word) if word else -1
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _parts(name: str, others: list[str], least: int) -> Iterator[tuple[str, int]]:
    """The fewest of the first and of the last characters of a name, `least` of them, that no other name has, or all of
    it; and whether they are its first, 1, or its last, -1."""
    sizes = range(min(least, len(name)), len(name) + 1)
    for where in (1, -1):
        parts = (name[:size] if where > 0 else name[-size:] for size in sizes)
        own = (part for part in parts if is_specific(part) and not any(part in each for each in others))
        yield next(own, name), where


def _longest(text: str, name: str, at: int, part: str, where: int) -> tuple[int, int]:
    """Where the longest part of a name stands that begins or ends with a part of it which stands at a place."""
    start, end, more = at, at + len(part), len(name) - len(part)
    if where > 0:
        end += next((n for n in range(more) if text[end + n : end + n + 1] != name[len(part) + n]), more)
    else:
        start -= next((n for n in range(more) if text[start - n - 1 : start - n] != name[more - n - 1]), more)
    return start, end


def _called(text: str, name: str) -> Iterator[str]:
    """What else a name is called: the word behind it in brackets, the sign before it (A, ①, 项目一)."""
    at = max(text.find(name), 0)
    if match := CALLED.match(text, at + len(name)):
        yield match["word"]
    if match := LETTER.search(text, max(0, at - 12), at):
        yield match["sign"] + ("项目" if match["sign"].isascii() else "")


def _topics(text: str, names: Sequence[str]) -> Iterator[Mention]:
    """Where a sentence opens with characters, in their order, of one name alone, before a colon or as a topic, as
    闸站方面 of 闸门和泵站改造."""
    for start, end, head in _heads(text):
        own = [n for n, name in enumerate(names, 1) if _shared(head, name) == len(head)]
        if len(own) == 1:
            yield Mention(start, end, str(own[0]))


@lru_cache(maxsize=2)  # each way to tell the projects of a text apart asks for them
def _heads(text: str) -> list[tuple[int, int, str]]:
    return [(match.start("head"), match.end(), match["head"]) for match in TOPIC.finditer(text)]


def _opening(text: str, names: Sequence[str]) -> Iterator[Mention]:
    """Where a sentence opens with two characters or more, in their order, of one name, and with fewer of any other."""
    signs = frozenset("".join(names))
    for start, opening in _sentences(text):
        if opening[0] not in signs or opening[1] not in signs:
            continue
        shared = [_shared(opening, name) for name in names]
        best = max(shared)
        if best >= FEWEST and shared.count(best) == 1 and is_specific(opening[:best]):
            yield Mention(start, start + best, str(shared.index(best) + 1))


@lru_cache(maxsize=2)
def _sentences(text: str) -> list[tuple[int, str]]:
    return [(match.start("opening"), match["opening"]) for match in SENTENCE.finditer(text)]


def _shared(words: str, name: str) -> int:
    """How many of the first characters of words stand in a name, in their order."""
    place = -1
    for n, sign in enumerate(words):
        place = name.find(sign, place + 1)
        if place < 0:
            return n
    return len(words)


def _of_all(text: str, number_of: int) -> Iterator[Mention]:
    """Where all projects are spoken of, or other ones than one; and sums."""
    for mention, counted in _all(text):
        if counted is None or 1 < counted <= number_of:
            yield mention


@lru_cache(maxsize=2)
def _all(text: str) -> list[tuple[Mention, int | None]]:
    """The mentions of some or all projects, with how many these are, where that is told, and of sums."""
    told = [(Mention(*m.span(), ""), counted(m["number"]) if m["number"] else None) for m in ALL.finditer(text)]
    return told + [(Mention(*m.span(), "sum"), None) for m in SUM.finditer(text)]


def counted(numeral: str) -> int:
    """The number that a numeral tells, as 两."""
    return number(numeral.replace("两", "二"))


def _without_lists(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions, those of several in a row as one of all, and sums only behind two projects of their sentence."""
    kept: list[Mention] = []
    told: set[str] = set()
    for each in found:
        before = kept[-1] if kept else Mention(0, 0, "")
        if each.start < before.end:
            continue
        if STOP.search(text, before.end, each.start + 1):
            told = set()
        if each.number == "sum":
            kept += [each._replace(number="")] if len(told) > 1 else []
            continue
        told |= {each.number} - {""}
        other = before.end and each.number not in ("", before.number)
        if other and JOINED.fullmatch(text, before.end, each.start):
            kept[-1] = Mention(before.start, each.end, "")
        else:
            kept.append(each)
    return kept
