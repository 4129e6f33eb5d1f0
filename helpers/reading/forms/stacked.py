"""Forms printed with one cell a line, or with spaces between cells, become grids whose cells keep their offsets.

Blank cells have left no line: where each cell belongs is told by the words of the headers and by what a cell of each
column can hold.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers.reading.formats.grid import Cell, Grid
from helpers.reading.forms.cells import number
from helpers.reading.forms.filling import LONGEST_UNIT, UNKNOWN, Part, Placed, filled
from helpers.reading.forms.glued import holds
from helpers.reading.forms.pipes import PipeGrid
from helpers.reading.forms.table import PROMISED, header_of
from helpers.reading.forms.words import is_one_of, is_stated, role

PROSE = re.compile("，.*。$|.{80}")
LINE = re.compile(r"[^\r\n]+")
PROMISING = re.compile(r"[^\r\n，。；:：]{0,20}[值标划数量况成情果务][^\r\n，。；]{0,4}")  # as 年度指标值（A） alone
HEADED = re.compile("指标(?:名称|内容|(?<=级指标)|(?<=(?:绩效|具体|评价|考核)指标))")
SPACED = re.compile(r"指标(?:名称|内容|(?<=三级指标)|(?<=具体指标))([ \t　]+[^\r\n，。]+)$", re.M)
CELL = re.compile(r"(?:(?:[≥≤=＝＞＜><]|大于等于|小于等于)[ \t　]*(?=[0-9]))?[^\s　]+")
SENTENCE = re.compile("[，。；][^0-9]")
TITLE = re.compile(r"自评(?:报告)?表")
FEWEST_COLUMNS = 3
LONGEST_HEADING, LONGEST_COLUMN = 24, 25
MOST_LINES = 2000
MOST_GOALS = 4  # sentences of a line each


class Block(NamedTuple):
    """A header in the lines of a form: its kind, the roles of its columns in order, and the lines that it takes."""

    kind: str
    roles: tuple[str, ...]
    first: int
    end: int


def stacked_grids(text: str) -> list[PipeGrid]:
    """The forms of a text that have a line for each cell, or nothing but spaces between the cells of a line."""
    if not HEADED.search(text):
        return []
    spaced = any(_promises(match[1].split()) for match in SPACED.finditer(text))
    if not (spaced or any(_is_promising(line) for line in text.split("\n"))):
        return []
    parts = list(_parts(text, spaced))
    if len(parts) > MOST_LINES or not _may_have_header(parts):
        return []
    found = [grid for form in _forms(parts) if (grid := _grid(form))]
    return [each._replace(grid=each.grid._replace(name=f"lines {i}")) for i, each in enumerate(found, 1)]


def _may_have_header(parts: list[Part]) -> bool:
    """Whether a column of targets or results has another one beside it, or one that is not known between them."""
    roles = ["", "", *(role("indicator_roles", part.text) for part in parts), "", ""]
    promised = (i for i, name in enumerate(roles) if name in PROMISED)
    return any(any(roles[i - 2 : i]) or any(roles[i + 1 : i + 3]) for i in promised)


def _is_promising(line: str) -> bool:
    """Whether a line is the name of a column of targets or results, by its words first."""
    return len(line) <= LONGEST_COLUMN and PROMISING.fullmatch(line) is not None and _promises([line])


def _promises(cells: list[str]) -> bool:
    return any(role("indicator_roles", text) in PROMISED for text in cells)


def _parts(text: str, spaced: bool) -> Iterator[Part]:
    """The cells of a text: its lines, or where spaces part the cells the words of each line that is no sentence."""
    for line in LINE.finditer(text):
        whole = line[0].strip()
        if spaced and not SENTENCE.search(whole):
            yield from (Part(cell[0], line.start() + cell.start()) for cell in CELL.finditer(line[0]))
        elif whole:
            yield Part(whole, line.start() + line[0].index(whole))


def _forms(parts: list[Part]) -> Iterator[list[Part]]:
    """The lines of each form: a new one begins at a title, or at the name of a project, behind the blocks of one."""
    form: list[Part] = []
    begun = named = False
    for part in parts:
        opens = len(part.text) <= LONGEST_HEADING * 2 and TITLE.search(part.text) is not None
        names = role("head_labels", part.text) == "project_name"
        if form and begun and (opens or (names and named)):
            yield form
            form, begun, named = [], False, False
        begun |= role("indicator_roles", part.text) in PROMISED
        named |= names
        form.append(part)
    yield form


def _grid(parts: list[Part]) -> PipeGrid | None:
    """The grid of a form; None for lines without a block of indicators or money."""
    blocks = list(_blocks(parts))
    if not any(block.kind == "indicators" for block in blocks):
        return None
    rows: Placed = list(_head(parts[: blocks[0].first]))
    ends = [block.first for block in blocks[1:]] + [len(parts)]
    for block, end in zip(blocks, ends, strict=True):
        rows.append(list(enumerate(parts[block.first : block.end], _offset(block))))
        body = parts[block.end : end]
        rows += _money(block, body) if block.kind == "money" else _indicators(block, body)
    used = [part for row in rows for _, part in row if len(row) > 1]
    cells = tuple(Cell(part.text, at, column) for at, row in enumerate(rows) for column, part in row)
    offsets = {(at, column): part.start for at, row in enumerate(rows) for column, part in row}
    width = max(cell.column for cell in cells) + 1
    return PipeGrid(Grid("", cells, len(rows), width), offsets, used[0].start, used[-1].start + len(used[-1].text))


def _offset(block: Block) -> int:
    """The column of a header's first line: rows of money have their label before it."""
    return 1 if block.kind == "money" else 0


def _blocks(parts: list[Part]) -> Iterator[Block]:
    """The headers among the lines: names of columns that follow each other."""
    at = 0
    while at < len(parts):
        block = _block(parts, at, "money") or _block(parts, at, "indicators")
        if block:
            yield block
        at = block.end if block else at + 1


def _block(parts: list[Part], at: int, kind: str) -> Block | None:
    """The header of a kind that begins at a line, of which no column has the role of another."""
    roles: list[str] = []
    for i in range(at, len(parts)):
        name = _column(parts, i, kind, roles)
        if not name or name in roles:
            break
        roles.append(name)
    if len(roles) < FEWEST_COLUMNS:
        return None
    end = at + len(roles)
    header = header_of([Cell(part.text, 0, i) for i, part in enumerate(parts[at:end])], 0)
    return Block(kind, tuple(roles), at, end) if header is not None and header.kind == kind else None


def _column(parts: list[Part], at: int, kind: str, before: list[str]) -> str:
    """The role of a line in a header; a short one between two that have roles is a column that is not known."""
    section = "money_roles" if kind == "money" else "indicator_roles"
    if name := role(section, parts[at].text):
        return name
    if not before or len(parts[at].text) > LONGEST_UNIT:
        return ""
    following = role(section, parts[at + 1].text) if at + 1 < len(parts) else ""
    known = following and following not in before
    return f"{UNKNOWN} {at}" if known and not number(parts[at].text) else ""


def _head(parts: list[Part]) -> Iterator[list[tuple[int, Part]]]:
    """The rows before the blocks: a label with the line that follows it, or a line alone; prose is left out."""
    parts, at = parts[_head_begins(parts) :], 0
    while at < len(parts):
        beside = parts[at + 1].text if at + 1 < len(parts) else ""
        told = role("head_labels", parts[at].text) and not role("head_labels", beside)
        money = role("money_roles", parts[at].text) or role("money_sources", parts[at].text)
        pair = beside and (told or (money and number(beside)))
        yield list(enumerate(parts[at : at + (2 if pair else 1)]))
        at += 2 if pair else 1


def _head_begins(parts: list[Part]) -> int:
    """Where the head begins behind the prose above a form: sentences behind a label of the head, a few at most, are the
    goals that the form states."""
    prose = [i for i, part in enumerate(parts) if PROSE.search(part.text)]
    label = next((i for i, part in enumerate(parts) if role("head_labels", part.text) == "project_name"), len(parts))
    goals = [i for i in prose if i > label]
    above = [i for i in prose if i < label] if len(goals) <= MOST_GOALS else prose
    return above[-1] + 1 if above else 0


def _money(block: Block, body: list[Part]) -> Iterator[list[tuple[int, Part]]]:
    """The rows of money: a source and the figures behind it; what stands below them one line a row."""
    at = 0
    while at < len(body):
        label, figures = body[at], []
        named = role("money_sources", label.text) or role("money_categories", label.text)
        while named and at + 1 + len(figures) < len(body) and _is_figure(body[at + 1 + len(figures)].text):
            figures.append(body[at + 1 + len(figures)])
        yield [(0, label), *((column + 1, part) for column, part in _under(block.roles, figures))]
        at += 1 + len(figures)


def _is_figure(text: str) -> bool:
    return not is_stated(text) or number(text) is not None


def _under(roles: tuple[str, ...], figures: list[Part]) -> list[tuple[int, Part]]:
    """The figures of a row under their columns; of fewer figures than columns, those before the rate end at it."""
    if len(figures) == len(roles):
        return list(enumerate(figures))
    rate = roles.index("rate") if "rate" in roles else None
    shown = next((i for i, part in enumerate(figures) if part.text.endswith(("%", "％"))), None)
    if len(figures) < len(roles) and None not in (rate, shown) and shown <= rate:
        placed = {rate - shown + i: part for i, part in enumerate(figures) if rate - shown + i < len(roles)}
        return list(placed.items()) if _agree(roles, placed) else []
    amounts = [column for column, name in enumerate(roles) if name not in ("rate", "points", "points_max")]
    return list(zip(amounts, figures, strict=True)) if len(figures) == len(amounts) else []


def _agree(roles: tuple[str, ...], placed: dict[int, Part]) -> bool:
    """Whether the rate is what was spent over the budget, and not 0, so that both stand where they should."""
    said = {roles[column]: number(part.text) for column, part in placed.items()}
    spent, budget, rate = (said.get(name) for name in ("executed", "adjusted_budget", "rate"))
    return bool(spent and budget and rate and rate.value) and holds(spent.value, budget.value, str(rate.value))


def _indicators(block: Block, body: list[Part]) -> Placed:
    """The rows of indicators, the total, and what stands below it one line a row."""
    stop = next((i for i, part in enumerate(body) if _ends(part.text)), len(body))
    rows = filled(block.roles, body[:stop])
    if stop < len(body) and is_one_of("total_rows", body[stop].text):
        figures = [part for part in body[stop + 1 : stop + 3] if number(part.text)]
        points = [column for column, name in enumerate(block.roles) if name in ("weight", "score")]
        rows.append([(0, body[stop]), *zip(points[-len(figures) :] if figures else [], figures, strict=False)])
    elif stop < len(body):
        rows.append([(0, body[stop])])
    return rows


def _ends(text: str) -> bool:
    return is_one_of("total_rows", text) or bool(role("sections_after", text))
