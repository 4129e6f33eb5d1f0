"""Goals and results that stand by turns, a line each, below 预期 and 实际, become a form that keeps their offsets.

That a line is the result of the one before it is told by the words that both begin with.
"""

import re
from collections.abc import Iterator

from helpers.reading.formats.grid import Cell, Grid
from helpers.reading.forms.pipes import PipeGrid, is_level1, is_level2, values_only
from helpers.reading.forms.words import role

OPENS = re.compile(r"^[ \t　]*预[ \t　]*期(?:目标)?\s*\n\s*实[ \t　]*际(?:完成(?:情况)?)?[ \t　]*$", re.M)
LINE = re.compile(r"\S[^\r\n]*")
ENDS = re.compile("[一二三四五六七八九十]{1,2}[、.．]|[（(][一二三四五六七八九十]{1,2}[)）]|.*得分")
SAID = re.compile(r"([^0-9≥≤=＝＞＜><]{2,30})([≥≤=＝＞＜><]{0,2}[0-9][0-9.,]*[^0-9，。；]{0,8})")
HEADER = ("一级指标", "三级指标", "年度指标值", "实际完成值")
FEWEST, LONGEST_LABEL = 2, 8

Said = tuple[str, int]  # the text of a cell and its place


def paired_grids(text: str) -> list[PipeGrid]:
    """The forms of a text that print goals and results so; none of which fewer than two rows are told."""
    found = []
    for i, opens in enumerate(OPENS.finditer(text), 1):
        rows = list(_rows(_lines(text, opens.end())))
        if len(rows) >= FEWEST:
            found.append(_grid(f"lines {i}", rows))
    return found


def _lines(text: str, start: int) -> list[Said]:
    """The lines behind a place, down to the heading of what follows."""
    lines = [(match[0].rstrip(), match.start()) for match in LINE.finditer(text, start)]
    stop = next((i for i, (said, _) in enumerate(lines) if ENDS.match(said) or role("sections_after", said)), None)
    return lines[:stop]


def _rows(lines: list[Said]) -> Iterator[list[Said]]:
    """Level, name, goal and result of each pair of lines; of figures alone the name is that of their level."""
    level, at = ("", 0), 0
    while at < len(lines):
        pair = lines[at : at + 2]
        said = [SAID.fullmatch(line) for line, _ in pair]
        if len(pair) == len(said) == 2 and all(said) and said[0][1] == said[1][1]:
            values = [(match[2], place + match.start(2)) for match, (_, place) in zip(said, pair, strict=True)]
            yield [level, (said[0][1], pair[0][1]), *values]
            at += 2
        elif len(pair) == 2 and level[0] and all(values_only(line) for line, _ in pair):
            yield [level, level, *pair]
            at += 2
        else:
            line = lines[at][0]
            is_label = len(line) <= LONGEST_LABEL and (is_level1(line) or is_level2(line))
            level, at = lines[at] if is_label else level, at + 1


def _grid(name: str, rows: list[list[Said]]) -> PipeGrid:
    cells = [Cell(said, 0, column) for column, said in enumerate(HEADER)]
    placed = [(at, c, said) for at, row in enumerate(rows, 1) for c, said in enumerate(row) if said[0]]
    cells += [Cell(said, at, column) for at, column, (said, _) in placed]
    offsets = {(at, column): place for at, column, (_, place) in placed}
    last, place = rows[-1][-1]
    return PipeGrid(Grid(name, tuple(cells), len(rows) + 1, len(HEADER)), offsets, rows[0][1][1], place + len(last))
