"""Checks of the block of money in a form, cell by cell: the row of the whole against its parts, and what was spent in
a row against its own budget."""

import re
from collections.abc import Iterator

from helpers.coding.cells import Grids, number, rows_of
from helpers.coding.findings import Figure, Finding, judged

WHOLE = re.compile("(?:年度)?(?:资金)?(?:总额|合计|总计)[：:]?|年度资金总额[：:]?")
BUDGET, LAST = re.compile("预算数?|预算金额|预算额"), re.compile("全年预算|调整预算|调整后")
SPENT = re.compile("执行数|决算数|支出数|实际支出|全年执行|执行金额")
YEAR, RATE = re.compile(r"20\d\d"), re.compile("率|分值|得分|上年|差")
FUNDS = re.compile("资金|拨款|经费|补助|配套|自筹|债券|结转")
ROWS = 2  # parts of a whole, at least

Row = tuple[str, dict[int, Figure]]  # the last words of its head, its numbers by column


def checks(grids: Grids) -> Iterator[Finding]:
    """The blocks of money of all forms: sums of columns, and rows of which more was spent than their budget."""
    for report, own in grids.items():
        for place, heads, rows in ((grid.name, *block) for grid in own for block in _blocks(grid)):
            found = [*_sums(report, heads, rows), *_limits(report, heads, rows)]
            yield from (each._replace(what=f"{place}: {each.what}") for each in found)


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
    own = (n for n in row if n in heads and (BUDGET.search(heads[n]) or SPENT.search(heads[n])))
    found = {n: number(row, n) for n in own if not RATE.search(heads[n])}
    return {n: each for n, each in found.items() if each}


def _name(row: dict, first: int) -> str:
    """The words of a row before its first number that name it."""
    before = [cell.text.strip() for column, cell in sorted(row.items()) if column < first]
    words = [each for each in before if re.search("[\u4e00-\u9fff]", each)]
    return words[0] if len(words) == 1 else next((each for each in words if FUNDS.search(each)), "")


def _sums(report: str, heads: dict[int, str], rows: list[Row]) -> Iterator[Finding]:
    """The whole at the head of a block against its parts, of a column where each part has a number, if another column
    adds up."""
    name, whole = rows[0]
    parts = [figures for other, figures in rows[1:] if FUNDS.search(other) or other == ""]
    if not WHOLE.fullmatch(name) or len(parts) < ROWS or len(parts) < len(rows) - 1:
        return
    found = []
    for column in whole:
        own = [figures[column] for figures in parts if column in figures]
        if len(own) >= ROWS:
            value = round(sum(each.value for each in own), 9)
            what = f"{heads[column]}: the whole of the form against its {len(own)} rows, 万元"
            found.append(judged(Finding(report, "sum", what, whole[column], value, (whole[column], *own))))
    if any(each.verdict in ("holds", "rounding") and each.stated.value > 0 for each in found):
        yield from found


def _limits(report: str, heads: dict[int, str], rows: list[Row]) -> Iterator[Finding]:
    spent = [n for n in heads if SPENT.search(heads[n]) and not RATE.search(heads[n])][-1:]
    budgets = [n for n in heads if BUDGET.search(heads[n]) and not RATE.search(heads[n]) and n not in spent]
    for column in spent:
        years = [n for n in budgets if YEAR.findall(heads[n]) == YEAR.findall(heads[column])]
        last = [n for n in years if LAST.search(heads[n])] or years[-1:]
        for name, figures in rows if last else []:
            two = figures.get(last[-1]), figures.get(column)
            if all(two) and FUNDS.search(name) and 0 < two[0].value < two[1].value:
                what = f"{name}: {heads[column]} against {heads[last[-1]]}, 万元"
                yield Finding(report, "limit", what, two[0], two[1].value, two, "exceeds", 0.0)


def unlike(found: list[Finding], grids: Grids) -> list[Finding]:
    """Findings of amounts in forms, without sums that the rows of the form itself resolve, and with what its rows show
    that no other finding has."""
    own = [*checks(grids)]
    agreed = {(each.report_id, each.stated.value) for each in own if each.verdict in ("holds", "rounding")}
    kept = [each for each in found if not _is_agreed(each, agreed)]
    known = {(each.report_id, each.stated.value, each.recomputed) for each in kept}
    return [*kept, *(each for each in own if (each.report_id, each.stated.value, each.recomputed) not in known)]


def _is_agreed(finding: Finding, agreed: set[tuple[str, float]]) -> bool:
    in_form = max(each.start for each in finding.figures) < 0
    return in_form and finding.kind == "sum" and (finding.report_id, finding.stated.value) in agreed
