"""How a report is laid out: headings, sentences, paragraphs, and the project that a place belongs to."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from operator import sub

from helpers.reading.text.openings import behind, openings
from helpers.reading.vocabulary import any_of, pattern, words

NUMERAL = "[一二三四五六七八九十]{1,3}"
LETTERS = "甲乙丙丁戊己庚辛"  # of which the first stands for 1
CHAPTER = rf"(?:(?:{NUMERAL}|[{LETTERS}])[、.．](?![{LETTERS}])|第{NUMERAL}部分)"
LISTED = r"[（(]\d{1,2}[)）]|[①-⑳]"
NUMBERED = rf"(?:指标|目标)[ \t]*(?:\d{{1,2}}|{NUMERAL})(?:[:：]|(?=[ \t　]+[\u4e00-\u9fff]))"
DECIMAL = r"\d{1,2}(?:[.．]\d{1,2}){1,3}(?:[.．、]|[ \t　]+)(?=[\u4e00-\u9fff“《])"  # 2.1 数量目标
SIGNS = rf"{CHAPTER}|{DECIMAL}|[（(]{NUMERAL}[)）]|{LISTED}|\d{{1,2}}[)）.．、](?!\d)|{NUMBERED}"
DEBRIS = r"\[bookmark: \w+\]"
ENUMERATED = re.compile(
    rf"(?<![^。；;：:\n])(?:(?<![^\n])[ \t　]*+(?:(?:{DEBRIS})++[ \t　]*+)?(?:{SIGNS})[ \t]*"
    rf"|(?<=[。；;：:])[ \t]*(?:{LISTED}|\d{{1,2}}[.．、](?!\d)|{NUMBERED})[ \t]*)"
)
# in group 1, found without a try at every character
SIGN_BEGINS = rf"[ \t　\[第一二三四五六七八九十{LETTERS}（(\d①-⑳指目]"
SIGN_BEHIND = re.compile(rf"[。；;：:\n](?={SIGN_BEGINS})(?=({ENUMERATED.pattern}))")
LISTED_PROJECT = rf"(?:[（(]{NUMERAL}[)）]|\d{{1,2}}[.．、])?"
OF_PROJECT = (
    rf"(?:(?:子?项目|子项)[ \t]*(?P<number>\d{{1,3}}|{NUMERAL}|[{LETTERS}])|第(?P<counted>{NUMERAL})个(?:子?项目|子项))"
)
PROJECT = re.compile(
    rf"(?<![^。；;\n])[ \t　]*(?:{LISTED_PROJECT}|[^\w\s]{{1,2}})[ \t]*【?{OF_PROJECT}"
    r"(?:[ \t]*[：:、.．】]|[ \t　]+(?=[\u4e00-\u9fff]))"
)
NAME_BEHIND = r"[（(][^（()）\n]{2,30}(?:[（(][^（()）\n]*[)）][^（()）\n]*)?[)）]"
MONEY_WORDS = any_of([*words("budget_times"), *words("budget_words"), *words("spent_words"), "到位"])
MONEY_OF_PROJECT = re.compile(  # 项目1预算504万元, 项目1（培训）：60万元的预算中
    rf"(?<![^。；;\n])[ \t　]*(?:{LISTED_PROJECT})[ \t]*{OF_PROJECT}"
    rf"(?=(?:{NAME_BEHIND})?(?:(?<=[)）])[：:]|(?:{MONEY_WORDS}){{1,3}}[^，。；\d\n]{{0,4}}\d[\d,.]*[ \t]*[万亿]?元))"
)
MONEY_BEHIND = behind(r"[。；;\n]", MONEY_OF_PROJECT)
NUMBERED_PROJECT = re.compile(
    rf"项(?:目?[ \t]*(?:\d{{1,3}}|{NUMERAL}|[{LETTERS}])|目?)[ \t　：:、.．】]"
)  # in any of them
PROJECT_BEHIND = behind(r"[。；;\n]", PROJECT)
BRACKETED = re.compile(r"(?<![^\n])[ \t　]*【(?!项目)[^】\n]{1,12}】")  # a heading that ends a project
BRACKETED_BEHIND = behind(r"\n", BRACKETED)
NUMERALS = {c: i for i, c in enumerate("一二三四五六七八九十", 1)}
LONGEST_TITLE = 40
LONGEST_SENTENCE = 800  # nobody writes a longer one, and each number is held against the words of its sentence
STRETCH = re.compile(
    rf".{{1,{LONGEST_SENTENCE}}}(?<=[，,])|.{{1,{LONGEST_SENTENCE}}}", re.DOTALL
)  # be held against all
TITLE_END = re.compile(r"[-，。；：:,\n](?:(?<!-)|(?=-))")  # a mark, or the first of two dashes
DEBRIS_ALONE = re.compile(DEBRIS)
SENTENCE_END = re.compile("[。；;！!？?]")
LINE_END = re.compile(r"\n\s*")
CHAPTER_SIGN, PART_SIGN = re.compile(rf"{CHAPTER}|\d+、"), re.compile(rf"[（(]{NUMERAL}")
OPENS_CHAPTER = re.compile(CHAPTER)
DONE, ANNOUNCES = re.compile("完成|实现|达成|达到|分析|偏离|兑现|落实|[干做办]成|没有|了[吗没]"), re.compile("目标$")


@dataclass(slots=True)
class Heading:
    """A heading or the opening of an enumerated paragraph: its place, its sign, its words and what stands below it."""

    start: int
    end: int
    sign: str
    title: str
    section: str


@dataclass(slots=True)
class Layout:
    """Places of a text: sentence borders, headings with their starts, paragraphs, and where a project begins; headings
    by the pattern of their sign, as far as these were asked for; the years that it is on, where these are known."""

    text: str
    borders: list[int]
    headings: list[Heading]
    places: list[int]
    paragraphs: list[int]
    projects: list[tuple[int, str]]
    signed: dict[str, tuple[list[int], list[Heading]]]
    years: frozenset[int] = frozenset()


def layout(text: str) -> Layout:
    """The layout of `text`; offsets are those of `text`."""
    headings = _headings(text)
    places, projects = [h.start for h in headings], _projects(text, headings)
    lines = [match.end() for match in LINE_END.finditer(text)]
    borders = _borders(text, {*lines, *places, *(start for start, _ in projects)})
    return Layout(text, borders, headings, places, sorted({0, *places, *lines}), projects, {})


def sentence(page: Layout, place: int) -> tuple[int, int]:
    """Start and end of the sentence around `place`; a line ends one."""
    i = bisect_right(page.borders, place)
    return page.borders[i - 1], (page.borders[i] if i < len(page.borders) else len(page.text))


def heading(page: Layout, place: int, sign: str = "") -> Heading | None:
    """The last heading at or before `place` whose sign matches the pattern `sign`; None without one."""
    if sign not in page.signed:
        named = [heading for heading in page.headings if _fits(sign, heading.sign)] if sign else page.headings
        page.signed[sign] = [heading.start for heading in named], named
    starts, headings = page.signed[sign]
    i = bisect_right(starts, place)
    return headings[i - 1] if i else None


@lru_cache(maxsize=1024)  # the same few signs are printed in all reports
def _fits(pattern: str, sign: str) -> bool:
    return re.match(pattern, sign) is not None


def section(page: Layout, place: int) -> str:
    """What stands at `place` by the words of the headings above it: targets, outlook, or empty."""
    i = bisect_right(page.places, place)
    return page.headings[i - 1].section if i else ""


def project(page: Layout, place: int) -> str:
    """Number of the project that `place` belongs to; empty for the whole report."""
    if not page.projects:
        return ""
    i = bisect_left(page.projects, (place + 1,))
    return page.projects[i - 1][1] if i else ""


def _headings(text: str) -> list[Heading]:
    """The headings in order of place; what stands below each is said by the chapter it is in, else by the part."""
    found, chapter, part = [], "", ""
    for start, end in _enumerated(text):
        stop = TITLE_END.search(text, end, end + LONGEST_TITLE + 1)
        title = text[end : min(stop.start() if stop else len(text), end + LONGEST_TITLE)].strip()
        sign = text[start:end]
        sign = "".join((DEBRIS_ALONE.sub("", sign) if "[" in sign else sign).split())
        if sign[0] in "（(":
            part = _section(title) if PART_SIGN.match(sign) else part
        elif CHAPTER_SIGN.match(sign):
            chapter = _section(title) or ("targets" if ANNOUNCES.search(title) and not DONE.search(title) else "")
            part = "" if OPENS_CHAPTER.match(sign) else part
        found.append(Heading(start, end, sign, title, chapter or part))
    return found


def _enumerated(text: str) -> list[tuple[int, int]]:
    """Start and end of the signs of headings and enumerated paragraphs."""
    first = ENUMERATED.match(text)
    found = [first.span()] if first else []
    for match in SIGN_BEHIND.finditer(text):
        if not found or match.start(1) >= found[-1][1]:
            found.append(match.span(1))
    return found


def _section(title: str) -> str:
    """What a title announces; one that speaks of what was done announces no targets."""
    if not pattern("sections").search(title):
        return ""
    named = (kind for kind, entries in words("sections").items() if any(word in title for word in entries))
    return next((kind for kind in named if kind != "targets" or not DONE.search(title)), "")


def _borders(text: str, openings: set[int]) -> list[int]:
    """Offsets at which a sentence begins: after a full stop, and at these openings."""
    borders = {0} | openings | {match.end() for match in SENTENCE_END.finditer(text)}
    begun = [*sorted(borders), len(text)]
    if max(map(sub, begun[1:], begun)) <= LONGEST_SENTENCE:
        return begun[:-1]
    return list(chain.from_iterable(_cut(text, *each) for each in pairwise(begun)))


def _cut(text: str, start: int, end: int) -> Iterable[int]:
    """Where a sentence begins, and anew behind commas where it is too long to be one."""
    if end - start <= LONGEST_SENTENCE:
        return (start,)
    return (match.start() for match in STRETCH.finditer(text, start, end))


def _projects(text: str, headings: list[Heading]) -> list[tuple[int, str]]:
    """Where each project begins; a new chapter ends the last one."""
    marked = openings(PROJECT, PROJECT_BEHIND, text) if NUMBERED_PROJECT.search(text) else ()
    starts = [(m.start(), str(number(m["number"] or m["counted"]))) for m in marked]
    if not starts:
        return []
    known = {told for _, told in starts}
    money = openings(MONEY_OF_PROJECT, MONEY_BEHIND, text)
    further = [(m.start(), told) for m in money if (told := str(number(m["number"] or m["counted"]))) in known]
    starts += further
    within = [(start, text.find("\n", start)) for start, _ in further if text[:start][-1:] not in ("", "\n")]
    ends = [stop + 1 for _, stop in within if stop >= 0]
    ends += [h.start for h in headings if OPENS_CHAPTER.match(h.sign)]
    ends += [m.start() for m in openings(BRACKETED, BRACKETED_BEHIND, text)]
    return sorted(starts + [(end, "") for end in ends])


def number(numeral: str) -> int:
    """The number below 100 that digits, a Chinese numeral or a letter of a list print, as 12, 十二 or 乙."""
    if numeral.isdigit() or numeral in LETTERS:
        return int(numeral) if numeral.isdigit() else LETTERS.index(numeral) + 1
    tens, _, ones = numeral.rpartition("十")
    return (NUMERALS.get(tens, 1) * 10 if "十" in numeral else 0) + NUMERALS.get(ones, 0)
