"""Pages become one document again: lines that were one paragraph, without page numbers and running heads."""

import re
from collections import Counter
from typing import NamedTuple

from helpers.reading.formats import continued
from helpers.reading.formats.continued import Ruled
from helpers.reading.formats.grid import MARK, Grid, checked
from helpers.reading.formats.lines import Line, glue, room, runs_on

NUMBER = re.compile(r"[-—–―·.\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?[-—–―·.\s]*")
MOST_ROOM = 0.4  # of the width of a line, that its end may leave free for a long word
INDENT = 0.8  # characters from the left edge
NEAR = 1.5  # line heights between lines of a paragraph
MARGIN = 1.5  # characters by which a right margin may exceed a quarter more than the left
HEAD, FOOT = 0.08, 0.88  # shares of the height above and below which page numbers and running heads stand
FEWEST_PAGES = 3  # on which a line is a running head


class Page(NamedTuple):
    """What a page holds from top to bottom, and how many characters, characters without name, and pictures."""

    blocks: list[Line | Ruled]
    width: float
    height: float
    signs: int
    unknown: int
    pictures: int


def joined(pages: list[Page]) -> tuple[str, tuple[Grid, ...], list[str]]:
    """Text, grids and notes of the pages in order, without page numbers and running heads."""
    kept, notes = _without_edges(pages)
    lines: list[str] = []
    tables: list[Ruled] = []
    before, last = None, None  # the block before, and its page
    for number, page in enumerate(kept, 1):
        for at, block in enumerate(page.blocks):
            if isinstance(block, Line):
                goes_on = isinstance(before, Line) and _carries_on(before, block, last, page)
                _add(block.text, lines, goes_on and before)
            elif at == 0 and isinstance(before, Ruled) and continued.goes_on(before, block, tables[-1]):
                tables[-1], repeated = continued.joined(tables[-1], block)
                notes += [f"heading rows of table {len(tables)} repeated on page {number} left out"] * bool(repeated)
            else:
                tables.append(block)
                lines.append(MARK)
            before, last = block, page
    grids = tuple(checked(table.grid._replace(name=f"table {at}")) for at, table in enumerate(tables, 1))
    return "\n".join(lines), grids, notes


def _add(text: str, lines: list[str], before: Line | bool) -> None:
    """A line more, or more of the last one."""
    if before:
        lines[-1] += glue(before.text, text) + text
    else:
        lines.append(text)


def _carries_on(before: Line, line: Line, last: Page, page: Page) -> bool:
    """Whether a line carries on the one before, which left no room for its first word before a right edge that is
    about as far from the page's as the left one; it is neither indented, nor apart, nor of another size."""
    left, right = _edges(last)
    plausible = last.width - right <= 1.25 * left + MARGIN * before.size
    full = right - before.right < min(room(line.text, before.size), MOST_ROOM * (right - left))
    near = page is not last or line.top - before.bottom < NEAR * line.size
    alike = abs(line.size - before.size) < 1 and line.left < _edges(page)[0] + INDENT * line.size
    return plausible and full and near and alike and runs_on(before.text, line.text)


def _edges(page: Page) -> tuple[float, float]:
    """Left and right edge of the running text of a page."""
    lines = [block for block in page.blocks if isinstance(block, Line)]
    return min(line.left for line in lines), max(line.right for line in lines)


def _without_edges(pages: list[Page]) -> tuple[list[Page], list[str]]:
    """The pages without page numbers and running heads, and notes of the latter."""
    counts = Counter(_pattern(line) for page in pages for line in _outer(page))
    often = {text for text, count in counts.items() if count >= max(FEWEST_PAGES, len(pages) / 2)}
    kept = []
    for page in pages:
        gone = {id(line) for line in _outer(page) if NUMBER.fullmatch(line.text) or _pattern(line) in often}
        kept.append(page._replace(blocks=[block for block in page.blocks if id(block) not in gone]))
    heads = sorted(text for text in often if re.search(r"[^\W\d]", text))
    return kept, [f"line repeated on {counts[text]} pages left out: {text}" for text in heads]


def _outer(page: Page) -> list[Line]:
    """The first and the last block of a page where they are lines in its margins."""
    lines = [block for block in (*page.blocks[:1], *page.blocks[1:][-1:]) if isinstance(block, Line)]
    return [line for line in lines if line.top < HEAD * page.height or line.bottom > FOOT * page.height]


def _pattern(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip())
