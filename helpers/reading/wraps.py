"""Lines that go on in the next one, as a printed page breaks them, joined for reading; places stay the text's."""

import re
from bisect import bisect_right
from typing import NamedTuple

from helpers.reading.layout import ENUMERATED, PROJECT

BREAK = re.compile(  # [ \t]*(?:\r?\n)+(?=\S), with its first sign told so that a search can skip
    r"[ \t\r\n](?:(?<=[ \t])[ \t]*(?:\r?\n)+|(?<=\n)(?:\r?\n)*|(?<=\r)\n(?:\r?\n)*)(?=\S)"
)
ENDS = tuple("。；;！!？?：:\t")
NARROWEST, WIDEST_NARROW, FEWEST_LINES, RAGGED = 18, 60, 8, 10  # a wrapped line, ASCII signs taking half a place
FULL = 40  # nobody writes a longer title, so such a line goes on


class Joined(NamedTuple):
    """A text without the breaks of its lines, and for each piece where it begins, here and in the text as it is."""

    text: str
    here: list[int]
    there: list[int]


def joined(text: str) -> Joined:
    """The text with each line that merely wraps and the next one as one line."""
    lines = text.split("\n")
    full = _full_line([line.strip() for line in lines])
    if not any(len(line) >= full and not line.rstrip().endswith(ENDS) for line in lines):
        return Joined(text, [0], [0])
    breaks = [match for match in BREAK.finditer(text) if _goes_on(text, *match.span(), full)]
    starts, ends = [0, *(match.end() for match in breaks)], [*(match.start() for match in breaks), len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    here, at = [], 0
    for piece in pieces:
        here.append(at)
        at += len(piece)
    return Joined("".join(pieces), here, starts)


def as_printed(row: NamedTuple, of: Joined) -> NamedTuple:
    """The row with its place in the text as it is."""
    return row._replace(start=_there(row.start, of), end=_there(row.end - 1, of) + 1)


def _there(place: int, of: Joined) -> int:
    i = bisect_right(of.here, place) - 1
    return of.there[i] + place - of.here[i]


def _goes_on(text: str, stop: int, start: int, full: int) -> bool:
    """Whether the line that stops before a break is full and ends in the midst of a sentence, and the one that starts
    behind it opens nothing."""
    begin = text.rfind("\n", 0, stop) + 1
    if stop - begin < full or text[stop - 1] in ENDS:
        return False
    line = text[begin:stop].strip()
    if len(line) < full or line.endswith(ENDS) or "\t" in line or (text[stop - 1].isdigit() and text[start].isdigit()):
        return False
    return not (ENUMERATED.match(text, start) or PROJECT.match(text, start))


def _full_line(printed: list[str]) -> int:
    """The length from which a line wraps: in a text of narrow lines, most as long as the longest, theirs."""
    long = [len(line) for line in printed if len(line) >= NARROWEST]
    most = max(long, default=0)
    if (
        len(long) < FEWEST_LINES
        or most >= WIDEST_NARROW
        or sum("。" in line[:-1] for line in printed) < FEWEST_LINES / 2
    ):
        return FULL
    wrapped = sum(n > most - RAGGED for n in long) * 2 > len(long)
    return min(FULL, most - RAGGED) if wrapped else FULL
