"""Checks of the block of money in a form, cell by cell: the row of the whole against its parts, and what was spent in
a row against its own budget."""

import re
import unicodedata
from collections.abc import Iterator

import pandas as pd

from helpers.coding.checks.counts import SAME
from helpers.coding.checks.findings import EXACT, Figure, Finding, as_printed, held, percent, slipped, worded
from helpers.coding.checks.forms.cells import Grids, number, rows_of

WHOLE = re.compile("[^，。；：:]{0,8}(?:总额|合计|总计)(?:[（(]万元[）)])?[：:]?")
BUDGET, LAST = re.compile("预算数?|预算金额|预算额"), re.compile("全年预算|调整预算|调整后")
SPENT = re.compile("执行数|决算数|支出数|实际支出|全年执行|执行金额")
YEAR, RATE = re.compile(r"20\d\d"), re.compile("率|分值|得分|上年|差")
RECEIVED = re.compile("到位|下达|到账")
RATE_OF = re.compile("^(?!得分).*率(?!.*(?:分值|得分|权重|分\\)|分）))")
MOST, GOT = re.compile("^(?:分值|权重|执行率权重|执行率分值)"), re.compile("得分")
OF_RATE = re.compile("率|分值|得分")
OVER = re.compile(r"([A-Z\d])[/÷]([A-Z\d])")  # in the head of a rate the marks of the columns that it is of: B/A
FUNDS = re.compile("资金|拨款|经费|补助|配套|自筹|债券|结转")
PARTS = re.compile(f"{FUNDS.pattern}|支出|收入|财政|中央|[省市县区]级|其他|其它")
DIGIT = 1.99  # half digits that a number with more digits misses, rounded up or down, at most
FULL = 100.0  # marks of a form, and percent
UNITS = {"万元": 1.0, "元": 1e-4, "亿元": 1e4}  # 万元 in one of each
ROWS = 2  # parts of a whole, at least

Row = tuple[str, dict[int, Figure]]  # the last words of its head, its numbers by column


def checks(grids: Grids) -> Iterator[Finding]:
    """The blocks of money of all forms: sums of columns, rows of which more was spent than their budget, and points."""
    for report, own in grids.items():
        for place, heads, rows in ((grid.name, *block) for grid in own for block in _blocks(grid)):
            found = [*_sums(report, heads, rows), *_limits(report, heads, rows), *_points(report, heads, rows)]
            yield from (worded(each, place) for each in found)


def _blocks(grid: tuple) -> Iterator[tuple[dict[int, str], list[Row]]]:
    """Each row of heads that names budgets and spending, with the rows of numbers below it."""
    heads, rows = {}, []
    for row in rows_of(grid):
        named = {n: re.sub(r"\s", "", cell.text) for n, cell in row.items()}
        if any(BUDGET.search(each) for each in named.values()) and any(SPENT.search(each) for each in named.values()):
            yield from [(heads, rows)] if rows else []
            heads, rows = named, []
        elif heads and (figures := _figures(row, heads)):
            rows.append((_name(row, min(figures)), figures))
        elif heads and rows:
            yield heads, rows
            heads, rows = {}, []
    yield from [(heads, rows)] if rows else []


def _figures(row: dict, heads: dict[int, str]) -> dict[int, Figure]:
    """The numbers of a row under the heads of money."""
    shares = [heads.get(n, "率") for n, cell in row.items() if cell.text.strip().endswith(("%", "％"))]
    if shares and not (all(map(RATE.search, shares)) and any("率" in head for head in shares)):
        return {}  # the cells of the row stand apart from their heads
    found = {n: number(row, n) for n in row if n in heads}
    money = {n: each for n, each in found.items() if each and _is_money(heads[n])}
    return {n: each for n, each in found.items() if each and (n in money or (money and OF_RATE.search(heads[n])))}


def _is_money(head: str) -> bool:
    return bool(BUDGET.search(head) or SPENT.search(head) or RECEIVED.search(head)) and not RATE.search(head)


def _name(row: dict, first: int) -> str:
    """The words of a row before its first number that name it."""
    before = [cell.text.strip() for column, cell in sorted(row.items()) if column < first]
    words = [each for each in before if re.search("[\u4e00-\u9fff]", each)]
    return words[0] if len(words) == 1 else next((each for each in words if FUNDS.search(each)), "")


def _sums(report: str, heads: dict[int, str], rows: list[Row]) -> Iterator[Finding]:
    """The whole at the head or at the end of a block against its parts, of a column where each part has a number, if
    another column adds up."""
    (name, whole), others = (rows[-1], rows[:-1]) if WHOLE.fullmatch(rows[-1][0]) else (rows[0], rows[1:])
    parts = [figures for other, figures in others if PARTS.search(other) or other == ""]
    if not WHOLE.fullmatch(name) or len(parts) < ROWS or len(parts) < len(others):
        return
    found = []
    for column in (n for n in whole if _is_money(heads[n])):
        own = [figures[column] for figures in parts if column in figures]
        if len(own) >= ROWS:
            what = f"{heads[column]}: the whole of the form against its {len(own)} rows"
            found.append(held("sum", report, what, [whole[column], *own]))
    if any(each.verdict in EXACT and each.stated.value > 0 for each in found):
        yield from found


def _limits(report: str, heads: dict[int, str], rows: list[Row]) -> Iterator[Finding]:
    spent, budgets = _columns(heads)
    for column in spent[-1:] if len({heads[n] for n in spent}) == len(spent) else []:
        years = [n for n in budgets if YEAR.findall(heads[n]) == YEAR.findall(heads[column])]
        last = [n for n in years if LAST.search(heads[n])] or years[-1:]
        for name, figures in rows if last else []:
            two = figures.get(last[-1]), figures.get(column)
            if all(two) and FUNDS.search(name) and 0 < two[0].value < two[1].value:
                what = f"{name}: {heads[column]} against {heads[last[-1]]}"
                yield Finding(report, "limit", what, two[0], two[1].value, two, "exceeds", 0.0)


def _columns(heads: dict[int, str]) -> tuple[list[int], list[int]]:
    """The columns of what was spent and of budgets."""
    money = [n for n in heads if _is_money(heads[n])]
    spent = [n for n in money if SPENT.search(heads[n])]
    return spent, [n for n in money if n not in spent and not RECEIVED.search(heads[n])]


def _rates(report: str, heads: dict[int, str], rows: list[Row]) -> Iterator[Finding]:
    """Rates of rows against what was spent over a budget: over the one that their head names, else what agrees with
    any, else with the last one, where another row has its rate so or two swapped digits explain the difference."""
    spent, budgets = _columns(heads)
    rate = [n for n in heads if RATE_OF.search(heads[n])]
    named = _named(heads, rate[0]) if len(rate) == 1 else []
    received = [n for n in heads if RECEIVED.search(heads[n]) and _is_money(heads[n])]
    spent, over = named or (spent, [*reversed(budgets), *received] if budgets else [])
    if len(spent) == len(rate) == 1 and over:
        told = [(name, own) for name, own in rows if rate[0] in own and spent[0] in own and own[rate[0]].value > 1]
        by_budget = [
            [_rated(report, *row, rate[0], spent[0], n) for row in told if n in row[1] and row[1][n].value > 0]
            for n in over
        ]
        agreed = {each.stated.start for found in by_budget for each in found if each.verdict != "contradiction"}
        proof = named or any(each.verdict != "contradiction" for each in by_budget[0])
        doubted = (each for each in by_budget[0] if named or each.stated.start not in agreed)
        yield from (each for each in doubted if proof or slipped(as_printed(each), each.stated.value, True))


def _named(heads: dict[int, str], rate: int) -> list[list[int]]:
    """The column of what was spent and that of the budget, where the head of a rate names them by the marks in theirs
    (执行率（B/A）, 全年预算数（A）, 全年执行数（B）); none where one of them is not marked, or several are."""
    plain = {n: unicodedata.normalize("NFKC", head).upper() for n, head in heads.items()}
    over = OVER.search(plain[rate])
    marks = [re.compile(rf"(?<![A-Z\d]){mark}(?![A-Z\d])") for mark in over.groups()] if over else []
    columns = [[n for n, head in plain.items() if n != rate and mark.search(head)] for mark in marks]
    return columns if [*map(len, columns)] == [1, 1] else []


def _rated(report: str, name: str, own: dict[int, Figure], rate: int, spent: int, budget: int) -> Finding:
    three = own[rate], own[spent], own[budget]
    value, spread = percent(*three[1:])
    return held("rate", report, f"{name}: rate of the row, %", three, round(value, 9), three[0].half_digit + spread)


def _points(report: str, heads: dict[int, str], rows: list[Row]) -> Iterator[Finding]:
    """The points of a row against a rate of their maximum, at most all of it: the one printed, else that of what was
    spent in the row over a budget. The rules know no bands of execution, so that only rounding explains others."""
    spent, budgets = _columns(heads)
    for name, rate, most, got, own in (each for each in _execution(heads, rows) if each[2]):
        amounts = [(own[top], own[n]) for top in spent for n in budgets if top in own and n in own and own[n].value > 0]
        shares = [100 * top.value / budget.value for top, budget in amounts]
        options = [rate.value, *([100 * rate.value] if rate.value <= 1 else []), *shares]
        values = [round(min(each, FULL) * most.value / 100, 9) for each in options]
        what, used = f"{name}: points by the rate", (got, rate, most)
        spreads = [_rounded(each, got) + rate.half_digit * most.value / 100 for each in values]
        found = [
            held("score", report, what, used, value, spread) for value, spread in zip(values, spreads, strict=True)
        ]
        if rate.value or amounts:  # a row of zeros says nothing of its points
            yield next((each for each in found if each.verdict != "contradiction"), found[0])


def _rounded(value: float, printed: Figure) -> float:
    """By how much a figure that is printed misses a value of more digits; nothing where it has digits enough."""
    last = 2 * printed.half_digit
    return DIGIT * printed.half_digit if abs(value - round(value / last) * last) > SAME else 0.0


def _execution(heads: dict[int, str], rows: list[Row]) -> Iterator[tuple]:
    """The rows of a block with a rate and points for it: name, rate, maximum of the points if any, points, numbers."""
    rates, most, got = ([n for n in heads if words.search(heads[n])] for words in (RATE_OF, MOST, GOT))
    for name, own in rows if len(rates) == len(got) == 1 >= len(most) else []:
        rate, limit, points = (own.get(each[0]) if each else None for each in (rates, most, got))
        if rate and points and (not most or (limit and points.value <= limit.value <= FULL / 2)):
            yield name, rate, limit, points, own


def execution(grids: Grids) -> dict[str, tuple[Figure | None, Figure]]:
    """The maximum of the points for execution, if any, and the points got, of reports whose forms print these once."""
    blocks = {report: [block for grid in own for block in _blocks(grid)] for report, own in grids.items()}
    told = {report: [row for block in own for row in _execution(*block)] for report, own in blocks.items()}
    return {report: rows[0][2:4] for report, rows in told.items() if len(rows) == 1}


def unlike(found: list[Finding], grids: Grids, funds: pd.DataFrame) -> list[Finding]:
    """Findings of amounts in forms, without sums that the rows of the form itself resolve, and with what its rows show
    that no other finding has, in the unit in which the amounts of `funds` are read of them."""
    amounts = {name: {*own.round(9)} for name, own in funds.groupby("report_id")["amount_wan"]}
    own = [_in_unit(each, amounts.get(each.report_id, set())) for each in checks(grids)]
    agreed = {values[:2] for each, values in own if each.verdict in EXACT}
    kept = [each for each in found if not _is_agreed(each, agreed)]
    known = {_in_wan(each) for each in kept}
    return [*kept, *(each for each, values in own if values not in known)]


def _in_unit(finding: Finding, amounts: set[float]) -> tuple[Finding, tuple]:
    """The finding with the unit in which most of its figures are among amounts in 万元, and its values in these."""
    told = [each.value for each in finding.figures if each.value]
    unit = max(UNITS, key=lambda unit: sum(round(each * UNITS[unit], 9) in amounts for each in told))
    return finding if finding.kind == "score" else worded(finding, unit=unit), _in_wan(finding, UNITS[unit])


def _in_wan(finding: Finding, wan: float = 1.0) -> tuple:
    return finding.report_id, round(finding.stated.value * wan, 9), round((finding.recomputed or 0) * wan, 9)


def rates(grids: Grids) -> Iterator[Finding]:
    """Rates of the rows of forms: those that are not made up, and all of which the head names of what they are."""
    for report, own in grids.items():
        for place, found in ((grid.name, _rates(report, *block)) for grid in own for block in _blocks(grid)):
            yield from (worded(each, place) for each in found)


def _is_agreed(finding: Finding, agreed: set[tuple[str, float]]) -> bool:
    in_form = max(each.start for each in finding.figures) < 0
    return in_form and finding.kind == "sum" and _in_wan(finding)[:2] in agreed
