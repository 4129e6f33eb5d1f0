"""Tables in running text, one row a line and a pipe between cells, become grids whose cells keep their offsets."""

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers.reading.formats.grid import Cell, Grid
from helpers.reading.forms.cells import find, folded, number, values
from helpers.reading.forms.words import bare, is_one_of, is_stated, role, words
from helpers.reading.vocabulary import words as vocabulary

ENDS = ("|", "｜")
HALF = re.compile("(?:预算|执行|决算|支出)数|(?:目标|指标|完成|实际)值|完成情况|指标")  # of a name, on its second line
PIPE, TAB = re.compile(r"[|｜]"), re.compile(r"\t")
FRAMED = re.compile(r"[|｜].*[|｜]\s*$")  # without a space before the first, as Markdown has it
FEWEST_TABS = 6
RULE = re.compile(r"[\s|｜:+-]*")
TITLE = re.compile(r"自评表|自评报告表")
NAMED = re.compile(r"项目名称|转移支付[（(]?项目[)）]?名称")
FEWEST_LINES = 2
NEXT_TO = 3  # cells: what both are of, goals, results
MONEY = ("initial_budget", "adjusted_budget", "allocated", "executed", "carryover_out")
WORDS = re.compile("[\u4e00-\u9fff]")
LONGEST_LEVEL1 = 5
LONGEST_REST = 3  # characters behind the number of a figure
LAST_LEVEL1 = 1  # column of the first level at most: a merged 绩效指标 may stand before it


class PipeGrid(NamedTuple):
    """A grid read out of lines: `text[offsets[row, column]:]` begins with that cell's text, `start` to `end` are its
    lines."""

    grid: Grid
    offsets: dict[tuple[int, int], int]
    start: int
    end: int


class Split(NamedTuple):
    """The stated cells of a line by column, each with its offset; `width` counts the blank ones up to the last."""

    cells: dict[int, tuple[str, int]]
    width: int
    start: int
    end: int


def pipe_grids(text: str) -> list[PipeGrid]:
    """The tables of a text, each form a grid of its own; lines that stand alone are none. In a text without pipes tabs
    stand between the cells."""
    between = PIPE if "|" in text or "｜" in text else TAB if text.count("\t") >= FEWEST_TABS else None
    runs = [part for run in _runs(text, between) for part in _forms(run)] if between else []
    runs = [run for run in runs if len(run) >= FEWEST_LINES and (between is PIPE or _is_form(run))]
    return [_grid(f"lines {i}", run) for i, run in enumerate(runs, 1)]


def _is_form(run: list[Split]) -> bool:
    """Whether lines between whose cells tabs stand have a column of targets or of spending."""
    said = [text for line in run for text, _ in line.cells.values()]
    return any(role("indicator_roles", text) == "target" or role("money_roles", text) == "executed" for text in said)


def _runs(text: str, between: re.Pattern) -> Iterator[list[Split]]:
    """Lines with pipes that follow each other, blank lines between them or not."""
    run: list[re.Match] = []
    for match in [*re.finditer(r"[^\r\n]+", text), None]:
        if match and between.search(match[0]) and match[0].strip():
            run += [] if RULE.fullmatch(match[0]) else [match]
        elif run and (not match or match[0].strip()):
            framed = all(FRAMED.match(line[0]) for line in run)
            closed = sum(line[0].rstrip().endswith(ENDS) for line in run) * 5 > len(run) * 4
            spans = [line.span() for line in run]
            spans = _rejoined(text, spans) if closed and not framed else spans
            yield [_split(text[start:end], start, between, framed) for start, end in spans]
            run = []


def _rejoined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places of lines that a pipe closes, each with those on which its row goes on: behind a line without its pipe
    whose last column is named to the end on the next, and behind the label of the first level or of the money where the
    rest of the header follows."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        before = text[slice(*found[-1])] if found else ""
        cut = before and not before.rstrip().endswith(ENDS) and HALF.fullmatch(PIPE.split(text[start:end])[0].strip())
        if before and (cut or _opens_row(before, text[start:end])):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _opens_row(before: str, line: str) -> bool:
    """Whether a line is the label that opens the row on the next, which by itself would lack the column of it."""
    labels, cells = ([said for cell in PIPE.split(each) if (said := cell.strip())] for each in (before, line))
    if not labels or len(labels) > FEWEST_LINES or len(cells) < FEWEST_LINES:
        return False
    beside = role("indicator_roles", cells[0])
    if role("indicator_roles", labels[-1]) == "level1":
        return beside in ("level2", "name")
    return len(labels) == 1 and role("money_roles", cells[0]) in MONEY and role("money_roles", cells[1]) in MONEY


def _forms(run: list[Split]) -> Iterator[list[Split]]:
    """The forms of a run: a new one begins at a title, or where a project is named once more."""
    form: list[Split] = []
    named = False
    for line in run:
        said = [text for text, _ in line.cells.values()]
        names = any(NAMED.search(text) for text in said[:1])
        title = len(said) == 1 and TITLE.search(said[0])
        if form and ((title and named) or (names and named)):
            yield form
            form, named = [], False
        named |= names
        form.append(line)
    yield form


def _split(line: str, start: int, between: re.Pattern, framed: bool) -> Split:
    """The cells of a line; a pipe that opens it divides nothing where all lines open and end with one."""
    first = 1 if framed else 0
    cells, column, at = {}, 0, first
    for match in [*between.finditer(line, first), None]:
        end = match.start() if match else len(line)
        raw = line[at:end]
        if raw.strip():
            cells[column] = (raw.strip(), start + at + len(raw) - len(raw.lstrip()))
        column, at = column + 1, match.end() if match else end
    return Split(cells, max(cells, default=-1) + 1, start, start + len(line))


def _grid(name: str, run: list[Split]) -> PipeGrid:
    cells, offsets, header, money = [], {}, {}, 0
    for row, line in enumerate(run):
        if _opens_money(line):
            header, money = {}, _missing_of_money(run, row)
        header = _header(line) or header
        shift = money if not header and _is_money(line) and not _opens_money(line) else _shift(line, header)
        shift = shift or (1 if not header and row and _is_told(run[row - 1], line) else 0)
        for column, (text, offset) in line.cells.items():
            cells.append(Cell(text, row, column + shift))
            offsets[row, column + shift] = offset
    width = max((cell.column for cell in cells), default=-1) + 1
    return PipeGrid(Grid(name, tuple(cells), len(run), width), offsets, run[0].start, run[-1].end)


def _is_told(above: Split, line: Split) -> bool:
    """Whether a line is the goals and the results whose labels stand above it, behind the merged label of both."""
    labels = [above.cells[column][0] for column in sorted(above.cells)]
    told = role("narrative_labels", labels[-1]) == "done" if len(labels) == NEXT_TO else False
    return told and sorted(above.cells) == [0, 1, 2] and sorted(line.cells) == [0, 1]


def _opens_money(line: Split) -> bool:
    return len([name for text, _ in line.cells.values() if (name := role("money_roles", text)) in MONEY]) > 1


def _is_money(line: Split) -> bool:
    """Whether a line begins with the label of a row of money."""
    said = line.cells[0][0] if 0 in line.cells else ""
    return bool(role("money_sources", said) or role("money_categories", said))


def _missing_of_money(run: list[Split], at: int) -> int:
    """By how many columns the rows of money below a header stand too far left: their labels have lost the merged cell
    before them, and the first amount follows at once."""
    named = {column: role("money_roles", text) for column, (text, _) in run[at].cells.items()}
    last = {name: column for column, name in named.items() if name in MONEY}  # of two budgets the first labels the rows
    first = min(column for column, name in named.items() if last.get(name) == column)
    rows = itertools.takewhile(_is_money, run[at + 1 :])
    full = [line for line in rows if is_stated(line.cells.get(1, ("",))[0])]
    fits = full and first > 1 and all(line.width + first - 1 <= run[at].width for line in full)
    return first - 1 if fits and any(number(line.cells[1][0]) for line in full) else 0


def _header(line: Split) -> dict[str, int]:
    """The columns of levels and names where a line is a header of indicators or points, with its width; else empty."""
    roles = {column: role("indicator_roles", text) for column, (text, _) in line.cells.items()}
    if roles.get(0) == "name" and roles.get(1) in ("name", "level2"):
        roles[0] = "level1"
    first = next((column for column, name in roles.items() if name == "level1"), LAST_LEVEL1 + 1)
    found = {name: column for column, name in reversed(roles.items()) if column >= first}
    opens = first <= LAST_LEVEL1 and found.get("level2", first + 1) == first + 1
    opens = opens and found.get("name") == first + 1 + ("level2" in found)
    is_header = opens and (found.keys() & {"target", "actual"} or {"weight", "score"} <= found.keys())
    return found | {"width": line.width} if is_header else {}


def _shift(line: Split, header: dict[str, int]) -> int:
    """By how many columns a line stands too far left because the merged cells that open it were dropped: its first cell
    belongs under the level that it names, and words stand under the name."""
    if not header or 0 not in line.cells or line.width >= header["width"] or len(line.cells) < FEWEST_LINES:
        return 0
    said = line.cells[0][0]
    if is_one_of("total_rows", said):
        return 0
    is_words = WORDS.search(said) and role("indicator_roles", said) != "name"  # 绩效指标 is no level
    beside = is_words and is_level2(line.cells.get(1, ("",))[0]) and "level2" in header
    attained = header.get("actual", -1) - header.get("level1", 0)
    either = is_level2(said) and "level2" in header and attained not in line.cells  # as 成本指标 right before a name
    names = {"level1": beside or (is_level1(said) and not either), "level2": is_level2(said), "name": True}
    for column in (header[name] for name, fits in names.items() if fits and name in header):
        under_name = line.cells.get(header["name"] - column, ("",))[0]
        if WORDS.search(under_name) and not values_only(under_name):
            return column if line.width + column <= header["width"] else 0
    return 0


def is_level1(text: str) -> bool:
    """Whether a cell is the label of a first level, as 产出指标（50分）, which the level of 满意度 may be too."""
    said = bare(text)
    known = any(word in said for word, *_ in words("level1_words"))
    return (
        known
        and said.endswith(("指标", "产出", "效益", "效果", "决策", "过程", "满意度"))
        and len(said) <= LONGEST_LEVEL1
    )


def is_level2(text: str) -> bool:
    """Whether a cell is the label of a second level, as 数量指标 and 社会效益."""
    said = bare(text)
    known = any(word in said for word, *_ in vocabulary("level_words"))
    return is_stated(said) and known and said.endswith(("指标", "效益", "满意度", "影响"))


def values_only(text: str) -> bool:
    """Whether a cell is a figure, as a name never is: ≥90%, 7000元, 不少于85公里; 15分钟就医圈建设 is none."""
    said = values(text)
    if not said or said[0].comparator == "qualitative":
        return False
    found = find(folded(text))
    return not found or not (text[: found[0].begin].strip() or len(text[found[0].stop :].strip()) > LONGEST_REST)
