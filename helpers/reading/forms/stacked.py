"""Forms printed with one cell a line, or with spaces between cells, become grids whose cells keep their offsets.

Blank cells have left no line: where each cell belongs is told by the words of the headers and by what a cell of each
column can hold.
"""

import re
from collections.abc import Iterator

from helpers.reading.formats.grid import Cell, Grid
from helpers.reading.forms.cells import number, sign_of
from helpers.reading.forms.filling import EMPTY, ORDINAL, Part, Placed, cost, filled
from helpers.reading.forms.money_pairs import STAGES
from helpers.reading.forms.pipes import PipeGrid, is_level1, is_level2, values_only
from helpers.reading.forms.placing import adding_up, lonely, said, under
from helpers.reading.forms.rejoined import rejoined
from helpers.reading.forms.stacked_head import MOST_GOALS, TITLE, head_rows
from helpers.reading.forms.stacked_header import HEADING, Block, blocks
from helpers.reading.forms.table import PROMISED
from helpers.reading.forms.words import is_one_of, is_stated, role

LINE = re.compile(r"[^\r\n]+")
WORDED = re.compile("[（(]|[\u4e00-\u9fff]{2}")  # as 绩效指标(90分), which is no figure
CLOSED = re.compile(r"^([^|｜\r\n]*)[|｜](?=[ \t]*\r?$)", re.M)  # a line of one cell with the pipe that closes it
POINTS = re.compile(r"[1-9][0-9]?(?:\.[0-9]{1,2})?")
PIPED = re.compile(r"[|｜][^\r\n]*")
PIPES, PIPED_LINE = re.compile("[|｜]"), re.compile(r"^[^|｜\r\n]*(?:[|｜][^|｜\r\n]*){8,}$", re.M)
PROMISING = re.compile(r"[^\r\n，。；:：]{0,20}[值标划数量况成情果务][^\r\n，。；]{0,4}")  # as 年度指标值（A） alone
HEADED = re.compile("指标(?:名称|内容|(?<=级指标)|(?<=(?:绩效|具体|评价|考核)指标))")
SPACED = re.compile(r"指标(?:名称|内容|(?<=三级指标)|(?<=具体指标))([ \t　]+[^\r\n，。]+)$", re.M)
CELL = re.compile(r"(?:(?:[≥≤=＝＞＜><]|大于等于|小于等于)[ \t　]*(?=[0-9]))?[^\s　]+")
SENTENCE = re.compile("[，。；](?![0-9])")
FEWEST_COLUMNS = 3
LONGEST_HEADING, LONGEST_COLUMN = 24, 25
MOST_LINES = 2000
FULL_MARKS = "100"


def stacked_grids(text: str) -> list[PipeGrid]:
    """The forms of a text that have a line for each cell, or nothing but spaces between the cells of a line."""
    if not HEADED.search(text):
        return []
    text = PIPES.sub("\n", text) if broken(text) else CLOSED.sub(r"\1 ", text)
    spaced = any(_promises(match[1].split()) for match in SPACED.finditer(text))
    if not (spaced or any(_is_promising(line.strip()) for line in text.split("\n"))):
        return []
    parts = rejoined(text, list(_parts(text, spaced)))
    if len(parts) > MOST_LINES or not _may_have_header(parts):
        return []
    found = [grid for form in _forms(parts) if (grid := _grid(text, form))]
    return [each._replace(grid=each.grid._replace(name=f"lines {i}")) for i, each in enumerate(found, 1)]


def closed(text: str) -> bool:
    """Whether the lines of a text with pipes are of one cell each, which a pipe closes, but for a few of the page."""
    piped = sum(1 for _ in PIPED.finditer(text))
    return piped > 0 and sum(1 for _ in CLOSED.finditer(text)) * 5 > piped * 4


def broken(text: str) -> bool:
    """Whether lines with pipes are no rows: one holds a header of indicators and the figures below it."""
    for line in PIPED_LINE.finditer(text):
        cells = [said for cell in PIPES.split(line[0]) if (said := cell.strip())]
        roles = [role("indicator_roles", cell) for cell in cells]
        if {"target", "actual"} <= set(roles) and any(values_only(cell) for cell in cells):
            return True
    return False


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
        cells = list(CELL.finditer(line[0])) if spaced else []
        if len(cells) > 1 and (not SENTENCE.search(whole) or _is_row(cells)):
            yield from (Part(cell[0], line.start() + cell.start(), cell is cells[0]) for cell in cells)
        elif whole:
            yield Part(whole, line.start() + line[0].index(whole))


def _is_row(cells: list[re.Match]) -> bool:
    """Whether the cells of a line with a sentence among them are a row: the first is none, and one is a figure."""
    return len(cells) >= FEWEST_COLUMNS and not SENTENCE.search(cells[0][0]) and any(values_only(c[0]) for c in cells)


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


def _grid(text: str, parts: list[Part]) -> PipeGrid | None:
    """The grid of a form; None for lines without a block of indicators or money."""
    found = list(blocks(parts))
    if not any(block.kind == "indicators" for block in found):
        return None
    rows: Placed = list(head_rows(parts[: found[0].first]))
    ends = [block.first for block in found[1:]] + [len(parts)]
    for block, end in zip(found, ends, strict=True):
        rows.append(list(enumerate(block.cells, _offset(block))))
        body = parts[block.end : end]
        rows += _money(block, body) if block.kind == "money" else _indicators(block, body)
    used = [part for row in rows for _, part in row if len(row) > 1]
    cells = tuple(Cell(part.text, at, column) for at, row in enumerate(rows) for column, part in row)
    offsets = {(at, column): part.start for at, row in enumerate(rows) for column, part in row}
    width = max(cell.column for cell in cells) + 1
    return PipeGrid(Grid("", cells, len(rows), width), offsets, *_span(text, used[0], used[-1]))


def _span(text: str, first: Part, last: Part) -> tuple[int, int]:
    """Where a form stands: all of a line that is cut into cells."""
    start, end = first.start, last.start + len(last.text)
    if first.opens is not None:
        start = text.rfind("\n", 0, start) + 1
    if last.opens is not None and "\n" in text[end:]:
        return start, text.index("\n", end)
    return start, end if last.opens is None else len(text)


def _offset(block: Block) -> int:
    """The column of a header's first line: rows of money have their label before it."""
    return 1 if block.kind == "money" else 0


def _money(block: Block, body: list[Part]) -> Iterator[list[tuple[int, Part]]]:
    """The rows of money: a source and the figures behind it, or figures alone right below the header; what stands below
    them one line a row."""
    rows = list(_labelled(body))
    placed = adding_up(block.roles, rows, [under(block.roles, figures) for _, figures in rows])
    totals = next((said(block.roles, each) for each in placed if each), {})
    for i, stage in lonely(rows, totals).items():
        placed[i] = [(block.roles.index(stage), rows[i][1][0])]
    first = next((column for column, name in enumerate(block.roles) if name in STAGES), 0)
    for (label, alone), figures in zip(rows, placed, strict=True):
        if (
            not figures and len(alone) > 1 and any(is_stated(part.text) for part in alone)
        ):  # which may stand elsewhere: one cell that cannot be read
            figures = [(first, Part(" ".join(part.text for part in alone), alone[0].start))]
        yield [*([(0, label)] if label else []), *((column + 1, part) for column, part in figures)]


def _labelled(body: list[Part]) -> Iterator[tuple[Part | None, list[Part]]]:
    """The lines of a block of money, each with the figures behind it where it is a label; a first row may have none."""
    at = 0
    while at < len(body):
        first = at == 0 and _is_figure(body[0].text)
        label, figures = None if first else body[at], []
        named = first or role("money_sources", body[at].text) or role("money_categories", body[at].text)
        at += not first
        while named and at < len(body) and _is_figure(body[at].text):
            figures.append(body[at])
            at += 1
        yield label, figures


def _is_figure(text: str) -> bool:
    return not is_stated(text) or (number(text) is not None and not WORDED.match(text))


def _indicators(block: Block, body: list[Part]) -> Placed:
    """The rows of indicators, the total, and what stands below it one line a row."""
    ended = (i for i, p in enumerate(body) if _ends(p.text) or (block.is_of_goals() and SENTENCE.search(p.text)))
    stop = next(ended, len(body))
    body, roles, stop = _with_points(block.roles, body, stop)
    cells = list(_apart(body[:stop])) if "sign" in roles else body[:stop]
    figures = []
    if stop < len(body) and is_one_of("total_rows", body[stop].text):
        figures = [part for part in body[stop + 1 : stop + 3] if number(part.text)]
        roles = _unscored(roles, cells) if [part.text for part in figures] == [FULL_MARKS] else roles
    rows = filled(roles, cells)
    if stop < len(body) and is_one_of("total_rows", body[stop].text):
        points = [column for column, name in enumerate(roles) if name in ("weight", "score")]
        rows.append([(0, body[stop]), *zip(points[-len(figures) :] if figures else [], figures, strict=False)])
    elif stop < len(body):
        rows.append([(0, body[stop])])
        rows += _total_behind(roles, body[stop + 1 : stop + 4 + MOST_GOALS])
    return rows


def _total_behind(roles: tuple[str, ...], body: list[Part]) -> Placed:
    """The total that stands behind a remark on the indicators, as 其他需要说明的事项 | 无 | 总分 | 100 | 95."""
    at = next((i for i, part in enumerate(body) if is_one_of("total_rows", part.text)), len(body))
    figures = [part for part in body[at + 1 : at + 3] if number(part.text)]
    points = [column for column, name in enumerate(roles) if name in ("weight", "score")]
    return [[(0, body[at]), *zip(points, figures, strict=True)]] if len(figures) == len(points) == 2 else []


def _unscored(roles: tuple[str, ...], cells: list[Part]) -> tuple[str, ...]:
    """The columns of a form whose total is full marks alone: without scores where the lines fit better so."""
    if not {"weight", "score"} <= set(roles):
        return roles
    without = tuple(EMPTY if name == "score" else name for name in roles)
    return without if cost(without, cells) < cost(roles, cells) else roles


def _with_points(roles: tuple[str, ...], body: list[Part], stop: int) -> tuple[list[Part], tuple[str, ...], int]:
    """The lines of a block, its columns and where it stops; with a column of points that lacks its header, of which the
    sum of all is printed before the first row."""
    bare_points = stop > 1 and POINTS.fullmatch(body[0].text) and not {"weight", "score", ORDINAL} & set(roles)
    return (body[1:], (*roles, "score"), stop - 1) if bare_points else (body, roles, stop)


def _apart(body: list[Part]) -> Iterator[Part]:
    """The lines, those of a sign and a figure behind a space as two, for a form with a column of signs."""
    for part in body:
        sign, figure = (part.text.split(maxsplit=1) + [""])[:2]
        both = figure and sign_of(sign) and number(figure)
        yield part._replace(text=sign) if both else part
        if both:
            yield Part(figure, part.start + part.text.index(figure), None if part.opens is None else False)


def _ends(text: str) -> bool:
    is_heading = HEADING.match(text) and not (is_level1(text) or is_level2(text))
    return is_one_of("total_rows", text) or bool(role("sections_after", text)) or bool(is_heading)
