"""Forms whose cells ran into one another become grids: levels are told by their words, a target and its actual by the
unit or the words that both have, the points by their maximum and by what all of them add up to."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from helpers.reading.formats.grid import Cell, Grid
from helpers.reading.forms.glued_cuts import DAY, FIGURE, LIMIT, RATE, UNIT, WORDS, Cut, cut
from helpers.reading.forms.glued_header import Run, measured
from helpers.reading.forms.glued_points import POINTS, chosen
from helpers.reading.forms.pipes import PipeGrid
from helpers.reading.forms.words import is_one_of, words
from helpers.reading.vocabulary import any_of
from helpers.reading.vocabulary import words as vocabulary

LINE = re.compile(r"[^\r\n]+")
NAMED = "转移支付(?:[（(]项目[)）]|项目)?名称|项目[（(]政策[)）]名称|项目名称|专项名称|资金名称"
LABEL = re.compile(f"{NAMED}|(?:中央|地方|省级)?主管部门|(?:项目)?实施单位|资金使用单位|填报单位|单位名称|自评总分")
HEAD_ENDS = re.compile("项目资金|资金情况|预算执行|资金来源|年初预算|全年预算|预算数|总体目标|绩效目标")
SENTENCE = re.compile("[，。；].*。|。$")
POINTED = re.compile(
    r"[^0-9≥≤＞＜><=＝]+(?:[1-9][0-9]{1,3}|[0-9]+\.[0-9]{1,2})(?=[\u4e00-\u9fff]{3})(?![日年月岁天个人户公平万亿级号])"
)
TITLED = re.compile(r"自评(?:报告)?表\s*[（(]20[0-9]{2}年度?[)）]\s*$")
NEAR = 20  # characters before a head in which the end of its title may stand
LEVELS = ("level1", "level2")

Found = dict[str, tuple[str, int]]  # the cells of a row by role, each with its place


class Row(NamedTuple):
    """A row of a form with the labels of levels that open it, and the ways to cut what follows them."""

    levels: Found
    start: int
    end: int
    cut: Cut


class Form(NamedTuple):
    """A form in a text: the place of its header, its rows, the total of its scores, and where it ends."""

    header: Run
    head: list[Found]
    rows: list[Row]
    total: Found
    end: int


def glued_grids(text: str) -> list[PipeGrid]:
    """The forms of a text whose headers are one word each, 一级指标二级指标三级指标…; none where no row can be cut."""
    found = [(form, list(_read(text, form))) for form in _forms(text)]
    return [_grid(f"lines {i}", text, form, rows) for i, (form, rows) in enumerate(found, 1) if rows or form.head]


def uncut(text: str) -> Iterator[tuple[int, str]]:
    """The rows of such forms that can be cut in no way, or in several of which no sum tells one: place and text."""
    for form in _forms(text):
        read = {start for _, cells in _read(text, form) for _, start in cells.values()}
        for row in form.rows:
            if not any(row.start <= start < row.end for start in read):
                yield row.start, text[row.start : row.end]


def spans(text: str) -> list[tuple[int, int]]:
    """Where such forms stand, from the line of their header on."""
    return [(text.rfind("\n", 0, form.header.start) + 1, form.end) for form in _forms(text)]


def _read(text: str, form: Form) -> Iterator[tuple[Row, Found]]:
    """The rows that can be cut in one way, each with its cells."""
    ways = _told(text, form)
    for row, way in zip(form.rows, ways, strict=True):
        if way is not None and row.cut.read:
            cells = {name: (text[a:b].rstrip(), a) for name, (a, b) in way.items() if text[a:b].strip()}
            yield row, row.levels | cells


def _told(text: str, form: Form) -> list[dict | None]:
    """The way in which each row is cut; None where several are left."""
    alone = [row.cut.ways[0] if len(row.cut.ways) == 1 and row.cut.proven else None for row in form.rows]
    if all(alone) or "weight" not in form.header.roles or not all(row.cut.ways for row in form.rows):
        return alone
    points = [[_points(text, way) for way in row.cut.ways] for row in form.rows]
    total = Decimal(form.total["score"][0]) if "score" in form.total else None
    picked = chosen(points, total)
    if not picked:
        return alone
    fitting = [[way for way, said in zip(row.cut.ways, each, strict=True) if said == told]
               for row, each, told in zip(form.rows, points, picked, strict=True)]  # fmt: skip
    return [ways[0] if len(ways) == 1 else None for ways in fitting]


def _points(text: str, way: dict) -> tuple[Decimal, Decimal]:
    """Weight and score of a row that is cut in a way; 0 for one that it lacks."""
    weight, score = (Decimal(text[slice(*way[name])]) if name in way else Decimal(0) for name in ("weight", "score"))
    return weight, score


@lru_cache(maxsize=4)
def _forms(text: str) -> list[Form]:
    runs = measured(text)
    begins = [_begins(text, run, before.end if before else 0) for before, run in zip([None, *runs], runs, strict=False)]
    ends = [*begins[1:], len(text)][: len(runs)]
    return [_form(text, run, begin, end) for run, begin, end in zip(runs, begins, ends, strict=True)]


def _begins(text: str, run: Run, after: int) -> int:
    """Where the head above a header begins: at its first label behind the form before."""
    labels = [match.start() for match in LABEL.finditer(text, after, run.start)]
    named = [match.start() for match in re.finditer(NAMED, text[after : run.start])]
    return after + named[-1] if named else labels[0] if labels else run.start


def _form(text: str, run: Run, begin: int, end: int) -> Form:
    roles = tuple(run.roles)
    if re.match("[ \t]*[^0-9\\s]{1,20}[ \t]*[\r\n]", text[run.end : end]):
        roles = ()  # of which the last column is not known
    rows, total, last = [], {}, run.end
    for start, stop in _lines(text, run.end, end, roles):
        total = _total(text[start:stop], start)
        if total or _is_behind(text[start:stop]):
            last = stop if total else last
            break
        row = _row(text, start, stop, roles)
        if not row.cut.ways and rows and text[last:start].count("\n") > 1:
            break
        rows += [row] if row.cut.ways or re.search("[0-9]", text[start:stop]) else []
        last = stop
    return Form(run, list(_head(text, begin, run.start)), rows, total, last)


def _is_behind(line: str) -> bool:
    """Whether a line is no row but what follows the indicators."""
    return bool(SENTENCE.search(line)) or _after().match(line) is not None


@cache
def _after() -> re.Pattern:
    """What opens the text behind the indicators."""
    return re.compile("|".join(each for each in words("sections_after")["end"]).replace("|注|", "|注[:：]|"))


def _lines(text: str, start: int, end: int, roles: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The rows below a header: one a line, or where they stand behind it in its line, each up to its points."""
    rest = text.find("\n", start)
    rest = end if rest < 0 else min(rest, end)
    in_run = re.search("[0-9]", text[start:rest])
    found = _segments(text, start, rest, roles) if in_run else (m.span() for m in LINE.finditer(text, rest, end))
    for a, b in found:
        if text[a:b].strip():
            yield a + len(text[a:b]) - len(text[a:b].lstrip()), b


def _segments(text: str, start: int, end: int, roles: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The parts of one run of rows: each ends with its target and actual and the digits behind them."""
    last, pointed = start, bool({"weight", "score"} & set(roles))
    for match in _ending(pointed, "sign" in roles).finditer(text, start, end):
        before = POINTED.match(text, match.start(), match.end() - 1) if pointed else None
        if before:
            yield match.start(), before.end()
        yield before.end() if before else match.start(), match.end()
        last = match.end()
    if last > start:
        yield last, end


@cache
def _ending(pointed: bool, signed: bool) -> re.Pattern:
    """A total, or a name, a target and an actual of one unit, on days or in the same words, and the digits behind it;
    where signs have a column a bare actual too."""
    sign = f"(?:{any_of([each for printed in vocabulary('comparators').values() for each in printed])})"
    said = (
        rf"{sign}?{FIGURE}(?P<unit>{UNIT}?){LIMIT}{sign}?{FIGURE}(?P=unit){LIMIT}|{DAY}{DAY}|(?P<said>{WORDS})(?P=said)"
    )
    bare = rf"|{sign}{FIGURE}{UNIT}" if signed else ""
    total = f"(?:{'|'.join(words('total_rows'))})(?:100)?{POINTS}"
    return re.compile(rf"{total}|[^。]{{2,60}}?(?:{said}{bare}){f'(?:{RATE})?[0-9.]+' if pointed else ''}")


def _row(text: str, start: int, end: int, roles: tuple[str, ...]) -> Row:
    """A row with the levels that open it; where a note of the row before runs into it, the last that stand in it."""
    levels, at = {}, start
    if not roles:
        return Row({}, start, end, Cut([]))
    if roles[0] == "none" and (number := re.match("[0-9]{1,2}(?=[^0-9.])", text[start:end])):
        at += number.end()
    for name in LEVELS:
        if match := _labels()[name].match(text, at, end):
            levels[name], at = (match[0], at), match.end()
    if not levels and roles[0] in LEVELS:
        for match in _within().finditer(text, at, end):
            name = "level1" if _labels()["level1"].fullmatch(match[0]) else "level2"
            levels[name], at = (match[0], match.start()), match.end()
    return Row(levels, at, end, cut(text, at, end, roles))


@cache
def _labels() -> dict[str, re.Pattern]:
    """Labels of the first and of the second level as they open a row."""
    points = r"(?:[（(][0-9.]+分?[)）])?"
    second = [label for label in vocabulary("indicator_labels") if len(label) > len("满意度") and "产出" not in label]
    second = [label for label in second if label not in ("效益指标", "满意度指标")]
    return {
        "level1": re.compile(rf"(?:产出指标|效益指标|效果指标|满意度指标|成本指标(?=经济成本|社会成本|生态)){points}"),
        "level2": re.compile(rf"(?:{any_of([*second, '满意度指标', '经济成本指标', '社会成本指标'])}){points}"),
    }


@cache
def _within() -> re.Pattern:
    """Labels that end with 指标, which no name holds."""
    long = sorted((each for each in vocabulary("indicator_labels") if each.endswith("指标")), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(long)})(?:[（(][0-9.]+分?[)）])?")


def _total(line: str, start: int) -> Found:
    match = re.match(rf"([\u4e00-\u9fff]{{2,4}})(100(?=[0-9]))?({POINTS})(?=[^0-9.]|$)", line)
    if not match or not is_one_of("total_rows", match[1]):
        return {}
    cells = {"total": match.span(1), "weight": match.span(2), "score": match.span(3)}
    return {name: (match[0][a:b], start + a) for name, (a, b) in cells.items() if a >= 0}


def _head(text: str, start: int, end: int) -> Iterator[Found]:
    """The title right before the head, where it has the year, and the labels of the head with the words behind them on
    their line, up to the next label or what follows the head."""
    if title := TITLED.search(text[max(0, start - NEAR) : start]):
        yield {"0": (title[0], max(0, start - NEAR) + title.start())}
    labels = [*LABEL.finditer(text, start, end), None]
    for label, after in pairwise(labels):
        stops = [after.start() if after else end, text.find("\n", label.end(), end), label.end() + 60]
        stop = min(each for each in stops if each >= 0)
        ends = HEAD_ENDS.search(text, label.end(), stop)
        said = text[label.end() : ends.start() if ends else stop].strip(":： \t")
        if said:
            yield {"0": (label[0], label.start()), "1": (said, text.index(said, label.end()))}


def _grid(name: str, text: str, form: Form, found: list[tuple[Row, Found]]) -> PipeGrid:
    header = {role: cell for role, cell in zip(form.header.roles, form.header.cells, strict=True) if role != "none"}
    rows = [*form.head, header, *(cells for _, cells in found), *([form.total] if form.total else [])]
    columns = {role: i for i, role in enumerate(header)} | {"total": 0, "0": 0, "1": 1}
    placed = [
        (at, columns[role], *cell) for at, row in enumerate(rows) for role, cell in row.items() if role in columns
    ]
    cells = tuple(Cell(said, at, column) for at, column, said, _ in placed)
    grid = Grid(name, cells, len(rows), max(columns.values()) + 1)
    start = min(place for *_, place in placed)
    return PipeGrid(grid, {(at, column): place for at, column, _, place in placed}, start, form.end)
