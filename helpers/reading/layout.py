"""How a report is laid out: headings, sentences, paragraphs, and the project that a place belongs to."""

import re
from bisect import bisect_right
from typing import NamedTuple

from helpers.reading.vocabulary import any_of, words

NUMERAL = "[一二三四五六七八九十]{1,3}"
CHAPTER = rf"{NUMERAL}、"
LISTED = r"[（(]\d{1,2}[)）]|[①-⑳]"
NUMBERED = rf"(?:指标|目标)[ \t]*(?:\d{{1,2}}|{NUMERAL})[:：]"
SIGNS = rf"{CHAPTER}|[（(]{NUMERAL}[)）]|{LISTED}|\d{{1,2}}[)）.．、](?!\d)|{NUMBERED}"
DEBRIS = r"\[bookmark: \w+\]"
ENUMERATED = re.compile(
    rf"^[ \t　]*(?:{DEBRIS})*[ \t　]*(?:{SIGNS})[ \t]*"
    rf"|(?<=[。；;：:])[ \t]*(?:{LISTED}|\d{{1,2}}[.．、](?!\d)|{NUMBERED})[ \t]*",
    re.M,
)
PROJECT = re.compile(rf"(?:^|(?<=[。；;\n]))[ \t　]*项目[ \t]*(?P<number>\d{{1,3}}|{NUMERAL})[ \t]*[：:、.．]", re.M)
NUMERALS = {c: i for i, c in enumerate("一二三四五六七八九十", 1)}
LONGEST_TITLE = 40
SENTENCE_END = "。；;！!？?"


class Heading(NamedTuple):
    """A heading or the opening of an enumerated paragraph: its place, its sign and its words."""

    start: int
    end: int
    sign: str
    title: str


class Layout(NamedTuple):
    """Places of a text: sentence borders, headings, and where a project begins."""

    text: str
    borders: list[int]
    headings: list[Heading]
    projects: list[tuple[int, str]]


def layout(text: str) -> Layout:
    """The layout of `text`; offsets are those of `text`."""
    headings = _headings(text)
    return Layout(text, _borders(text, headings), headings, _projects(text, headings))


def sentence(page: Layout, place: int) -> tuple[int, int]:
    """Start and end of the sentence around `place`; a line that merely wraps does not end one."""
    i = bisect_right(page.borders, place)
    return (page.borders[i - 1] if i else 0), (page.borders[i] if i < len(page.borders) else len(page.text))


def paragraphs(page: Layout) -> list[int]:
    """Where each paragraph begins: the starts of lines that do not go on with the sentence of the line before."""
    lines = [match.span() for match in re.finditer(r"\n\s*", page.text)]
    return [end for start, end in lines if sentence(page, end)[0] >= start]


def heading(page: Layout, place: int, sign: str = "") -> Heading | None:
    """The last heading at or before `place` whose sign matches the pattern `sign`; None without one."""
    first = bisect_right(page.headings, place, key=lambda h: h.start) - 1
    return next((page.headings[i] for i in range(first, -1, -1) if re.match(sign, page.headings[i].sign)), None)


def section(page: Layout, place: int) -> str:
    """What stands at `place` by the words of the headings above it: targets, outlook, or empty; a heading that speaks
    of what was done announces no targets."""
    for sign in (rf"{NUMERAL}、|\d+、", rf"[（(]{NUMERAL}"):
        above = heading(page, place, sign)
        for kind, entries in words("sections").items():
            done = kind == "targets" and above and re.search("完成|实现|达成|分析", above.title)
            if above and not done and re.search(any_of(entries), above.title):
                return kind
    return ""


def project(page: Layout, place: int) -> str:
    """Number of the project that `place` belongs to; empty for the whole report."""
    i = bisect_right([start for start, _ in page.projects], place)
    return page.projects[i - 1][1] if i else ""


def _headings(text: str) -> list[Heading]:
    found = []
    for match in ENUMERATED.finditer(text):
        line = text[match.end() : (text.find("\n", match.end()) + 1 or len(text) + 1) - 1]
        title = re.split(r"[，。；：:,]|--", line)[0][:LONGEST_TITLE].strip()
        found.append(Heading(match.start(), match.end(), re.sub(rf"\s|{DEBRIS}", "", match[0]), title))
    return found


def _borders(text: str, headings: list[Heading]) -> list[int]:
    """Offsets at which a sentence begins: after a full stop, at a heading, after a line that does not wrap."""
    borders = {h.start for h in headings} | {m.end() for m in re.finditer(f"[{SENTENCE_END}]", text)}
    borders |= {m.start() for m in PROJECT.finditer(text)}
    for match in re.finditer(r"\n\s*", text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        if len(line) < LONGEST_TITLE or "\t" in line or line[-1] in "：:":
            borders.add(match.end())
    return sorted(borders)


def _projects(text: str, headings: list[Heading]) -> list[tuple[int, str]]:
    """Where each project begins; a new chapter ends the last one."""
    starts = [(m.start(), str(number(m["number"]))) for m in PROJECT.finditer(text)]
    chapters = [(h.start, "") for h in headings if re.match(CHAPTER, h.sign)]
    return sorted(starts + chapters) if starts else []


def number(numeral: str) -> int:
    """The number below 100 that digits or a Chinese numeral print, as 12 or 十二."""
    if numeral.isdigit():
        return int(numeral)
    tens, _, ones = numeral.rpartition("十")
    return (NUMERALS.get(tens, 1) * 10 if "十" in numeral else 0) + NUMERALS.get(ones, 0)
