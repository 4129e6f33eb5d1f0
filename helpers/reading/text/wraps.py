"""Lines that go on in the next one, as a printed page breaks them, joined for reading; rows keep their places."""

import re
from bisect import bisect_right
from typing import NamedTuple

from helpers.reading.text.layout import ENUMERATED, PROJECT
from helpers.reading.text.quantities import NUMBER
from helpers.reading.vocabulary import any_of, words

BREAK = re.compile(  # [ \t]*(?:\r?\n)+(?=\S), with its first sign told so that a search can skip
    r"[ \t\r\n](?:(?<=[ \t])(?<![ \t]{2})[ \t]*+(?:\r?\n)+|(?<=\n)(?:\r?\n)*|(?<=\r)\n(?:\r?\n)*)(?=\S)"
)
UNBROKEN = re.compile(r"[!-~０-９，．％]*")  # goes to the next line as a whole
ENDS = tuple("。；;！!？?：:\t")
MIDST = re.compile(  # a break that may stand in the midst of a sentence, found from the break on
    r"\n(?<=[^。；;！!？?：:，、|）)\s”]\n)(?=[^\s：:|（(一二三四五六七八九十])"
)
UNFINISHED = re.compile(  # with two marks of prose at least, the last word of the next line's sentence not told
    r"(?<![^\n])(?:[^\n：:|\t]*[，。；][^\n：:|\t]*|(?=[^\n]{18})[^\n|\t]*[，。；][^\n：:|\t\d]*)[^\n，。；：:、！!？?|）)\s”]\r?\n"
    r"(?=[^\n：:|\t（(一二三四五六七八九十][^\n：:|\t]*[，。；])"
)
BROKEN = re.compile(r"\n(?=\.?\d)(?:(?<=[\d.,]\n)|(?<=[\d.,]\r\n))")  # a break that may stand within a number
FIRST_DIGITS = re.compile(  # of it; 项目1 and 第2 are whole
    r"(?<=[\u4e00-\u9fff≥≤，。；、（])(?<![第表图件段题])(?<!指标)(?<!项目)(?<!任务)(?<!子项)(\d[\d,.．]*)$"
)
LAST_DIGITS = re.compile(r"(?!20\d\d年)([\d,.．]*\d)[ \t]?(?=[%％\u4e00-\u9fff])[^\n]*[，。；]")
GOAL_KEY = rf"[ \t　]*(?:{any_of([*words('target_words'), '计划'])})[ \t]*[：:]"
RESULT_KEY = rf"[ \t　]*(?:{any_of([*words('actual_words'), '完成', '实际'])})[ \t]*[：:]"
GOAL, RESULT = re.compile(GOAL_KEY), re.compile(RESULT_KEY)  # lines of a form that has one key on each
KEYED = re.compile(rf"\n{GOAL_KEY}[^\n]+\n{RESULT_KEY}")
NARROWEST, WIDEST_NARROW, FEWEST_LINES, RAGGED = 18, 60, 8, 10  # of a wrapped page
DIGITS, LONGEST = frozenset("0123456789.,"), 20  # of a number that a break may stand in, and where it begins before
UNEVEN = 6  # places that the widths of signs make up
ODD_ONES = 8  # one in so many lines is longer, as one that ends in a long number
FULL = 40  # nobody writes a longer title, so such a line goes on


class Joined(NamedTuple):
    """A text without the breaks of its lines, and where each piece of it begins, here and in the text as it is."""

    text: str
    here: list[int]
    there: list[int]


def joined(text: str) -> Joined:
    """The text with each line that merely wraps and the next one as one line."""
    full = _full_line(text)
    long = any(len(line) >= FULL and not line.endswith(ENDS) for line in text.split("\n"))
    broken = KEYED.search(text) or any(_is_in_number(text, match.end()) for match in BROKEN.finditer(text))
    goes_on = broken or any(_ends_unfinished(text, match.start()) for match in MIDST.finditer(text))
    if full == FULL and not long and not goes_on:
        return Joined(text, [0], [0])
    breaks = [match for match in BREAK.finditer(text) if _goes_on(text, match, full)]
    starts, ends = [0, *(match.end() for match in breaks)], [*(match.start() for match in breaks), len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    here, at = [], 0
    for piece in pieces:
        here.append(at)
        at += len(piece)
    return Joined("".join(pieces), here, starts)


def as_printed(row: NamedTuple, of: Joined, text: str) -> NamedTuple:
    """The row with its place in the text as it is, and its token as that prints it."""
    i, start, end = row._fields.index("start"), _there(row.start, of), _there(row.end - 1, of) + 1
    return row._make((*row[:i], start, end, text[start:end], *row[i + 3 :]))


def _there(place: int, of: Joined) -> int:
    i = bisect_right(of.here, place) - 1
    return of.there[i] + place - of.here[i]


def _goes_on(text: str, match: re.Match, full: int) -> bool:
    """Whether the line before a break is full and ends in the midst of a sentence, and the next one opens nothing."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    if _is_key_of(text, line, match.end()):
        return True
    if line.endswith(ENDS) or "\t" in line:
        return False
    if _is_in_number(text, match.end()):
        return not ENUMERATED.match(text, match.end())
    if text[match.start() - 1].isdigit() and text[match.end()].isdigit():
        return False
    unbroken = UNBROKEN.match(text, match.end())[0] if full < FULL else ""
    if len(line) + len(unbroken) < full and not _is_unfinished(text, match):
        return False
    return not (ENUMERATED.match(text, match.end()) or PROJECT.match(text, match.end()))


def _is_key_of(text: str, line: str, place: int) -> bool:
    """Whether a line of a form that has one key on each belongs to the one before: 目标值：12座 behind the name of an
    indicator, and 完成值：13座 behind that."""
    if KEYED.match(text, place - 1):
        return bool(line) and len(line) < FULL and not line.endswith(ENDS)
    return RESULT.match(text, place) is not None and GOAL.match(line) is not None


def _is_in_number(text: str, place: int) -> bool:
    """Whether a line begins within a number of running text: 46.8万元 behind a line that ends in 支出2."""
    before = text[max(0, place - LONGEST) : place].rstrip()
    if text[place] not in DIGITS or before[-1:] not in DIGITS:
        return False
    first, last = FIRST_DIGITS.search(before), LAST_DIGITS.match(text, place)
    return bool(first and last) and NUMBER.fullmatch(first[1] + last[1]) is not None


def _is_unfinished(text: str, match: re.Match) -> bool:
    """Whether a break stands right behind a line of prose that ends in the midst of a sentence, as a page turned into
    text has it anywhere."""
    return text.count("\n", match.start(), match.end()) == 1 and _ends_unfinished(text, match.end() - 1)


def _ends_unfinished(text: str, place: int) -> bool:
    """Whether the line that ends at a place is prose in the midst of a sentence that the next line ends."""
    return UNFINISHED.match(text, text.rfind("\n", 0, place) + 1) is not None


def _full_line(text: str) -> int:
    """The length from which a line is full: in a text of narrow lines, most as long as all but the longest, theirs."""
    printed = [line.strip() for line in text.split("\n")]
    long = sorted(len(line) for line in printed if len(line) >= NARROWEST)
    if len(long) < FEWEST_LINES or long[-1] >= WIDEST_NARROW:
        return FULL
    if sum("。" in line[:-1] for line in printed) < FEWEST_LINES / 2:
        return FULL
    most = long[-1 - len(long) // ODD_ONES]
    return min(FULL, most - UNEVEN) if sum(n > most - RAGGED for n in long) * 2 > len(long) else FULL
