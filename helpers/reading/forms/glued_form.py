"""Forms whose cells ran into one another become grids: levels are told by their words, a target and its actual by the
unit or the words that both have, the points by their maximum."""

import re
from functools import cache

from helpers.reading.formats.grid import Cell, Grid
from helpers.reading.forms.pipes import PipeGrid
from helpers.reading.forms.words import is_one_of, role
from helpers.reading.vocabulary import any_of
from helpers.reading.vocabulary import words as vocabulary

LINE = re.compile(r"[^\r\n]+")
HEADER = re.compile(r"(一级指标)(二级指标)(三级指标)")
COLUMN = re.compile(
    r"(?:偏差|未完成|扣分|存在)?(?:原因|问题|措施|说明|备注).*$|[^（()）]*?(?:值|数|情况|得分|评分|权重)(?:[（(][^（()）]*[)）])?"
)
LABEL = re.compile("项目名称|专项名称|资金名称|主管部门|(?:项目)?实施单位|资金使用单位|填报单位|单位名称")
POINTS = r"(?:100|[1-9]?[0-9](?:\.[0-9]{1,2})?)"
TOTAL = re.compile(rf"([\u4e00-\u9fff]{{2,4}})(100)?({POINTS})")
NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?万?"
UNIT = r"[^0-9≥≤=<>＞＜＝，。]{1,8}"
WORDS = r"[^0-9，。]{2,12}"
DAY = r"20[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?[前底末初]{0,2}"
LEVELS = ("level1", "level2", "name")

Found = dict[str, tuple[str, int]]  # the cells of a row by role, each with its place


def glued_grids(text: str) -> list[PipeGrid]:
    """The form of a text whose header is one word, 一级指标二级指标三级指标…; none where no row can be cut."""
    lines = list(LINE.finditer(text)) if HEADER.search(text) else []
    at = next((i for i, line in enumerate(lines) if HEADER.search(line[0])), None)
    roles = _roles(lines[at][0]) if at is not None else []
    if not {"target", "actual"} <= set(roles):
        return []
    heads = [line for line in lines[:at] if LABEL.match(line[0].strip())]
    body, end = [], lines[at]
    for line in lines[at + 1 :]:
        found = _total(line) or _row(line, tuple(roles))
        body += [found] if found else []
        end = line if found else end
        if found and "total" in found:
            break
    rows = [*map(_head, heads), _header(lines[at], roles), *body]
    return [_grid(rows, roles, [*heads, lines[at]][0].start(), end.end())] if body else []


def _roles(header: str) -> list[str]:
    """The roles of the columns behind the levels, in order; empty where one has none."""
    found = [role("indicator_roles", match[0]) for match in COLUMN.finditer(header[HEADER.search(header).end() :])]
    return found if all(found) and len(set(found)) == len(found) else []


def _head(line: re.Match) -> Found:
    """Labels of the head with the words behind them, by their column."""
    labels = [*LABEL.finditer(line[0])]
    ends = [*(label.start() for label in labels[1:]), len(line[0])]
    found: Found = {}
    for i, (label, end) in enumerate(zip(labels, ends, strict=True)):
        found[f"{2 * i}"] = label[0], line.start() + label.start()
        found[f"{2 * i + 1}"] = line[0][label.end() : end].strip(":： "), line.start() + label.end()
    return found


def _header(line: re.Match, roles: list[str]) -> Found:
    named = HEADER.search(line[0])
    columns = [*COLUMN.finditer(line[0], named.end())]
    levels = {name: (named[i], line.start() + named.start(i)) for i, name in enumerate(LEVELS, 1)}
    return levels | {name: (m[0], line.start() + m.start()) for name, m in zip(roles, columns, strict=True)}


def _total(line: re.Match) -> Found:
    match = TOTAL.fullmatch(line[0].strip())
    if not match or not is_one_of("total_rows", match[1]):
        return {}
    start = line.start() + line[0].index(match[0])
    cells = {"total": match.span(1), "weight": match.span(2), "score": match.span(3)}
    return {name: (match[0][a:b], start + a) for name, (a, b) in cells.items() if a >= 0}


def _row(line: re.Match, roles: tuple[str, ...]) -> Found:
    """The cells of a row of indicators; empty where it cannot be cut, or its points can be cut in several ways."""
    at, found = len(line[0]) - len(line[0].lstrip()), {}
    for name in ("level1", "level2"):
        if match := _labels()[name].match(line[0], at):
            found[name], at = (match[0], line.start() + at), match.end()
    for pattern in _patterns("weight" in roles and roles.index("weight") < roles.index("target")):
        if match := pattern.fullmatch(line[0].rstrip(), at):
            points = _points(match, [name for name in roles[roles.index("actual") :] if name in ("weight", "score")])
            cells = {name: match.span(name) for name in match.groupdict() if name not in ("unit", "points")}
            cells |= points or {}
            placed = {name: (line[0][a:b], line.start() + a) for name, (a, b) in cells.items() if a < b}
            return found | placed if points is not None else {}
    return {}


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
def _patterns(weight_first: bool) -> list[re.Pattern]:
    """What a row may be behind its levels: figures in one unit, dates, or the same words twice."""
    sign = f"(?:{any_of([each for printed in vocabulary('comparators').values() for each in printed])})"
    end = r"(?P<points>[0-9.]*)(?P<note>[^0-9]*)"
    if weight_first:
        figures = rf"(?P<target>{sign}{NUMBER}(?P<unit>{UNIT}))(?P<actual>{sign}?{NUMBER}(?P=unit))"
        return [re.compile(rf"(?P<name>[^0-9]+?)(?P<weight>{POINTS}){figures}{end}")]
    figures = rf"(?P<target>{sign}?{NUMBER}(?P<unit>{UNIT}))(?P<actual>{sign}?{NUMBER}(?P=unit))"
    said = [figures, rf"(?P<target>{DAY})(?P<actual>{DAY})", rf"(?P<target>{WORDS})(?P<actual>(?P=target))"]
    return [re.compile(rf"(?P<name>.*?[^0-9≥≤=<>＞＜＝]){each}{end}") for each in said]


def _points(match: re.Match, names: list[str]) -> dict[str, tuple[int, int]] | None:
    """The places of points by role, 1512 being 15 and 12; None where they can be cut in no way or in several."""
    digits, start = match["points"], match.start("points")
    if not names or not digits:
        return {} if not digits else None
    if len(names) == 1:
        return {names[0]: match.span("points")} if re.fullmatch(POINTS, digits) else None
    cuts = [i for i in range(1, len(digits)) if _is_score(digits[:i], digits[i:])]
    return (
        {"weight": (start, start + cuts[0]), "score": (start + cuts[0], match.end("points"))}
        if len(cuts) == 1
        else None
    )


def _is_score(weight: str, score: str) -> bool:
    plain = all(re.fullmatch(POINTS, token) for token in (weight, score))
    return plain and float(score) <= float(weight)


def _grid(rows: list[Found], roles: list[str], start: int, end: int) -> PipeGrid:
    columns = {name: i for i, name in enumerate([*LEVELS, *roles])} | {"total": 0}
    placed = [(at, columns.get(name, 0) if not name.isdigit() else int(name), *cell)
              for at, row in enumerate(rows) for name, cell in row.items()]  # fmt: skip
    cells = tuple(Cell(text, at, column) for at, column, text, _ in placed)
    grid = Grid("lines 1", cells, len(rows), len(columns))
    return PipeGrid(grid, {(at, column): place for at, column, _, place in placed}, start, end)
