"""Lines of a page, and whether one carries on the one before."""

import re
from typing import NamedTuple

HEADING = re.compile(
    r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+[章节条]|\d+、)"
)
OF_NUMBERS = set("0123456789.,%")
OPENING, CLOSING = "（《“‘", "，。；：、！？）》”’％"
FIRST_WORD = re.compile(rf"[{OPENING}]*(?:[!-~]+|.)[{CLOSING}]*(?:[!-~]+|[{OPENING}]+.)?")  # no line breaks within
ASCII_WIDTH = 0.55  # of a character's size
SLACK = 1  # characters that programs leave free or squeeze in
PADDING = 12  # points that they leave at the sides of a cell


class Line(NamedTuple):
    """A line with its edges and the size of its characters, in points from the top left of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def in_cell(lines: list[Line], width: float) -> str:
    """The text of a cell of this width: lines that left no room for the next word run on into it."""
    text = lines[0].text if lines else ""
    for before, line in zip(lines, lines[1:], strict=False):
        text += (glue(before.text, line.text) if fills(before, width, line.text) else "\n") + line.text
    return text


def fills(line: Line, width: float, after: str) -> bool:
    """Whether a line of a cell left no room for the first word of the text after it, which can carry it on."""
    return width - (line.right - line.left) < PADDING + room(after, line.size) and runs_on(line.text, after)


def runs_on(before: str, after: str) -> bool:
    """Whether two lines can be one text: not where a heading begins or two parts would become one number."""
    return not (before[-1] in OF_NUMBERS and after[0] in OF_NUMBERS) and not HEADING.match(after)


def room(text: str, size: float) -> float:
    """The width that the first word of a text needs, with the signs before and after it that a line end cannot part
    from it; a character is one word in Chinese."""
    word = FIRST_WORD.match(text)
    signs = word[0] if word else text[:1]
    return size * (SLACK + sum(ASCII_WIDTH if sign.isascii() else 1 for sign in signs))


def glue(before: str, after: str) -> str:
    """What joins two lines: a blank between Latin words, nothing between Chinese characters."""
    return " " if (before[-1] + after[0]).isascii() and before[-1].isalnum() and after[0].isalnum() else ""
