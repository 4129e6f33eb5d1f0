"""Lines that go on in the next one, as a printed page breaks them, joined for reading; places stay the text's."""

import re
from bisect import bisect_right
from typing import NamedTuple

from helpers.reading.layout import ENUMERATED, PROJECT

BREAK = re.compile(r"[ \t]*(?:\r?\n)+(?=\S)")
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
    full = _full_line(text)
    breaks = [match for match in BREAK.finditer(text) if _goes_on(text, match, full)]
    starts, ends = [0, *(match.end() for match in breaks)], [*(match.start() for match in breaks), len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    here, at = [], 0
    for piece in pieces:
        here.append(at)
        at += len(piece)
    return Joined("".join(pieces), here, starts)


def as_printed(row: NamedTuple, of: Joined) -> NamedTuple:
    """The row with its place in the text as it is."""
    return row._replace(start=_there(row.start, of), end=_there(row.end - 1, of) + 1) if len(of.here) > 1 else row


def _there(place: int, of: Joined) -> int:
    i = bisect_right(of.here, place) - 1
    return of.there[i] + place - of.here[i]


def _goes_on(text: str, match: re.Match, full: int) -> bool:
    """Whether the line before a break is full and ends in the midst of a sentence, and the next one opens nothing."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    opens = ENUMERATED.match(text, match.end()) or PROJECT.match(text, match.end())
    numbers = text[match.start() - 1].isdigit() and text[match.end()].isdigit()
    return len(line) >= full and not line.endswith(ENDS) and "\t" not in line and not opens and not numbers


def _full_line(text: str) -> int:
    """The length from which a line wraps: in a text of narrow lines, most as long as the longest, theirs."""
    printed = [line.strip() for line in text.split("\n")]
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
