"""The headers of a form that has one cell a line: names of columns that follow each other, in one row or in two."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers.reading.formats.grid import Cell
from helpers.reading.forms.cells import number
from helpers.reading.forms.filling import LONGEST_UNIT, ORDINAL, REQUIRED, UNKNOWN, Part
from helpers.reading.forms.table import header_of
from helpers.reading.forms.words import bare, knows, role

FEWEST_COLUMNS = 3
HEADING = re.compile(r"(?:[一二三四五六七八九十]{1,2}[、.．]|[（(][一二三四五六七八九十]{1,2}[)）])[^0-9]{2,}")
ATTAINED = ("actual", "score")  # which a table of goals has not
Column = tuple[str, Part]  # its role and its header


class Block(NamedTuple):
    """A header in the lines of a form: its kind, the roles of its columns in order, the lines that it takes, and its
    cells in the order of the columns."""

    kind: str
    roles: tuple[str, ...]
    first: int
    end: int
    cells: list[Part]

    def is_of_goals(self) -> bool:
        """Whether it heads a table of goals alone, below which the results are told in prose."""
        return self.kind == "indicators" and not any(n in ATTAINED or n.startswith(UNKNOWN) for n in self.roles)


def blocks(parts: list[Part]) -> Iterator[Block]:
    """The headers among the lines: names of columns that follow each other."""
    at = 0
    while at < len(parts):
        block = _longest(parts, at, "money") or _longest(parts, at, "indicators")
        if block:
            yield block
        at = block.end if block else at + 1


def _longest(parts: list[Part], at: int, kind: str) -> Block | None:
    """The header of a kind that begins at a line; the one from the next line where that takes more lines, as of
    年度绩效目标 | 一级指标 | … | 年度指标值, of which the first only labels the block."""
    block = _block(parts, at, kind)
    later = _block(parts, at + 1, kind) if block else None
    return later if block and later and later.end > block.end else block


def _block(parts: list[Part], at: int, kind: str) -> Block | None:
    """The header of a kind that begins at a line, of which no column has the role of another; a second row of it, below
    a column that is merged over several, included."""
    roles = _roles(parts, at, kind)
    more = _roles(parts, at + len(roles), kind) if kind == "indicators" and "sign" in roles else []
    columns = list(zip([*roles, *more], parts[at : at + len(roles) + len(more)], strict=True))
    if "target" in roles and more and more[0] == "target" and set(more) <= {"target", "unit"}:
        columns = _in_two_rows(columns)
    else:
        columns = columns[: len(roles)]
    told = [name for name, _ in columns]
    if len(told) < FEWEST_COLUMNS:
        return None
    header = header_of([Cell(part.text, 0, i) for i, (_, part) in enumerate(columns)], 0)
    end = at + (len(roles) + len(more) if len(columns) >= len(roles) + len(more) - 1 and more else len(roles))
    known = header is not None and header.kind == kind
    return Block(kind, tuple(told), at, end, [part for _, part in columns]) if known else None


def _in_two_rows(columns: list[Column]) -> list[Column]:
    """The columns of a header of two rows, the first of which merges what was promised: 年度指标值 over 指标性质,
    指标值 and 度量单位; the columns of names, where they stand in the second, come first."""
    merged = next(i for i, (name, _) in enumerate(columns) if name == "target")
    begin = next(i for i, (name, _) in enumerate(columns) if name == "sign")
    while columns[begin - 1][0] in (*REQUIRED, "unit") and begin - 1 > merged:
        begin -= 1
    first, second = columns[:begin], columns[begin:]
    before, behind = first[:merged], first[merged + 1 :]
    return [*before, *second, *behind]


def _roles(parts: list[Part], at: int, kind: str) -> list[str]:
    """The roles of the lines from one on, up to the first that names no column, or one that was named."""
    roles: list[str] = []
    for i in range(at, len(parts)):
        name = _column(parts, i, kind, roles)
        if not name or name in roles:
            break
        roles.append(name)
    return roles


def _column(parts: list[Part], at: int, kind: str, before: list[str]) -> str:
    """The role of a line in a header; a short one between two that have roles is a column that is not known."""
    section = "money_roles" if kind == "money" else "indicator_roles"
    if HEADING.match(parts[at].text):
        return ""
    following = role(section, parts[at + 1].text) if at + 1 < len(parts) else ""
    if name := role(section, parts[at].text):
        return "level1" if (name, following) == ("name", "level2") and not before else name
    if not before and bare(parts[at].text) in ("序号", "编号"):
        return ORDINAL
    if not before or len(parts[at].text) > LONGEST_UNIT:
        return ""
    known = following and following not in before
    last = len(before) >= FEWEST_COLUMNS and knows(section, parts[at].text) and not bare(parts[at].text).endswith("率")
    return f"{UNKNOWN} {at}" if (known or last) and not number(parts[at].text) else ""
