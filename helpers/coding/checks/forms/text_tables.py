"""Checks of tables, in a text as lines of cells or in a document: totals of columns and of rows, rates of columns."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, groupby, permutations

from helpers.coding.checks.counts import Page
from helpers.coding.checks.findings import EXACT, Figure, Finding, distance, half_digit, held, is_slip, percent, worded
from helpers.coding.checks.forms.cells import Grids, number, rows_of
from helpers.coding.checks.tables.parts import MOST
from helpers.coding.checks.words import any_of

CELLS = re.compile(r"\t|\||[ \u3000]{2,}")
NUMBER = re.compile(r"(?<![\d.,])\d[\d,，]*(?:[.．]\d+)?(?=\s*[%％]?\s*$)")
TOTAL, PART = re.compile(f"^(?:{any_of('total_row')})"), re.compile("^(?:其中|小计)|其中[：:]")
ACCOUNT = {  # rows of an account
    "carried": re.compile("(?:上年|年初|期初|以前年度)(?:财政)?(?:结转|结余|余额|结转结余|结转和结余)(?:资金)?"),
    "income": re.compile("(?:本年|当年|全年|本期)?(?:收入|到位资金|拨入|拨款|安排|财政拨款|预算收入)(?:合计|总额)?"),
    "spent": re.compile("(?:本年|当年|全年|本期)?(?:支出|使用|支付|拨付)(?:合计|总额)?"),
    "left": re.compile(
        "结转下年|(?:年末|期末|本年|年终)(?:财政)?(?:结转|结余|余额|结转结余|结转和结余)(?:资金)?|结转下年度?使用"
    ),
}
OF_RATES = re.compile("率|比例|占比|%")  # of a row: it adds up to nothing
POINTS = re.compile("得分|分值|权重|指标值")
WORD = re.compile(r"[\u4e00-\u9fff]")
HUNDRED, FAR = 100.0, 0.2
MOST_COLUMNS = 10  # of a table whose columns are tried with each other

Row = tuple[str, dict[int, Figure]]  # the first cell with words, its figures by column


def totals(pages: list[Page]) -> Iterator[Finding]:
    """Rows of totals against the other rows of their table, column by column; a difference is a contradiction where
    other columns add up or one misprint explains it, else scope."""
    yield from (each for page in pages for rows in _tables(page) for each in _totals(page.report_id, rows))


def rates(pages: list[Page]) -> Iterator[Finding]:
    """Columns of rates against the two columns that make them up in every other row."""
    yield from (each for page in pages for rows in _tables(page) for each in _rates(page.report_id, rows))


def in_grids(grids: Grids) -> Iterator[Finding]:
    """The same of the tables of documents, of rows with two numbers or more that follow each other."""
    for report, own in grids.items():
        for grid in own:
            percent = {cell.column for cell in grid.cells if cell.text.strip().endswith(("%", "％"))}
            for rows in _of_grid(grid):
                found = (*_totals(report, rows), *_rates(report, rows, percent), *_across(report, rows))
                yield from (worded(each, grid.name) for each in found)


def _of_grid(grid: tuple) -> Iterator[list[Row]]:
    """Rows of numbers that follow each other, below heads that are none of indicators and their points."""
    rows, of_points = [], False
    for row in rows_of(grid):
        figures = {column: found for column in row if (found := number(row, column))}
        heads = [cell.text for cell in row.values() if WORD.search(cell.text)]
        of_points = any(map(POINTS.search, heads)) if len(heads) > 2 and not figures else of_points
        rows.append(((heads or [""])[0].strip(), {} if of_points else figures))
    for there, own in groupby(rows, key=lambda row: len(row[1]) > 1):
        found = list(own)
        if there and len(found) > 2:
            yield found


def _totals(report: str, rows: list[Row]) -> Iterator[Finding]:
    total = [figures for name, figures in rows if TOTAL.search(name)]
    parts = [figures for name, figures in rows if not TOTAL.search(name)]
    if len(total) == 1 and len(parts) > 1 and not any(PART.search(name) for name, _ in rows):
        yield from _columns(report, total[0], parts)


def _rates(report: str, rows: list[Row], percent: set[int] | None = None) -> Iterator[Finding]:
    columns = sorted({column for _, figures in rows for column in figures})
    whole = [figures for _, figures in rows if set(figures) == set(columns)]
    for top, below, rate in permutations(columns, 3) if len(whole) > 2 and len(columns) <= MOST_COLUMNS else ():
        if (
            rate < max(top, below)
            or (percent is not None and rate not in percent)
            or any(figures[rate].value > HUNDRED for figures in whole)
        ):
            continue
        found = [_rate(report, figures, top, below, rate) for figures in whole if figures[below].value > 0]
        points = all(figures[below].value == HUNDRED for figures in whole[1:]) or _repeats(whole, top, rate)
        if not points and sum(each.verdict == "contradiction" for each in found) <= 1 < len(found) - 1:
            yield from found


def _across(report: str, rows: list[Row]) -> Iterator[Finding]:
    rows = [(name, figures) for name, figures in rows if not OF_RATES.search(name)]
    columns = sorted({column for _, figures in rows for column in figures})
    whole = [figures for _, figures in rows if set(figures) == set(columns) and any(e.value for e in figures.values())]
    spans = [range(a, b) for a in range(len(columns)) for b in range(a + 2, len(columns) + 1)]
    for span in spans if len(whole) > 2 and len(columns) <= MOST_COLUMNS else ():
        for total in {span.start - 1, span.stop} & {*range(len(columns))}:
            found = [_sum(report, figures, columns[total], [columns[n] for n in span]) for figures in whole]
            if sum(each.verdict == "contradiction" for each in found) <= 1 < len(found) - 1:
                yield from found


def _sum(report: str, figures: dict[int, Figure], total: int, parts: list[int]) -> Finding:
    what = f"column {total + 1} against columns {parts[0] + 1} to {parts[-1] + 1}"
    return held("sum", report, what, [figures[column] for column in (total, *parts)])


def _repeats(rows: list[dict], one: int, other: int) -> bool:
    """Whether a column mostly has the figures of another, as points have those of their maxima."""
    return sum(row[one].value == row[other].value for row in rows) > len(rows) / 2


def accounts(pages: list[Page]) -> Iterator[Finding]:
    """What is left in a table of an account against what was carried in, came in and went out, each a row with one
    figure: 上年结转, 本年收入, 本年支出, 结转下年."""
    for page in pages:
        for rows in _tables(page, fewest=1):
            told = [
                (role, figure) for name, figures in rows for figure in _last(figures) for role in [_role(name)] if role
            ]
            by_role = {role: [figure for each, figure in told if each == role] for role in ACCOUNT}
            if all(len(found) == 1 for found in by_role.values()):
                carried, income, spent, left = (found[0] for found in by_role.values())
                value = round(carried.value + income.value - spent.value, 9)
                what = "what is carried over against what was carried in + income - spending, of a table"
                yield held("identity", page.report_id, what, [left, carried, income, spent], value)


def _last(figures: dict[int, Figure]) -> list[Figure]:
    return [figures[max(figures)]] if figures else []


def _role(name: str) -> str:
    return next((role for role, words in ACCOUNT.items() if words.fullmatch(name)), "")


def _tables(page: Page, fewest: int = 2) -> Iterator[list[Row]]:
    """Lines that follow each other, each of cells of which so many or more are numbers."""
    for there, rows in groupby(_lines(page.text), key=lambda row: len(row[1]) >= fewest):
        found = list(rows)
        if there and len(found) > 2:
            yield found


@lru_cache(2 * MOST)  # texts of a part, which several checks go through
def _lines(text: str) -> list[Row]:
    """Each line as a row."""
    lines = text.split("\n")
    places = accumulate((len(line) + 1 for line in lines), initial=0)
    return [_row(line, place) for line, place in zip(lines, places, strict=False)]


def _row(line: str, place: int) -> Row:
    cells, figures = CELLS.split(line), {}
    for column, cell in enumerate(cells):
        if found := NUMBER.fullmatch(cell.strip().rstrip("%％")):
            start = place + line.index(cell, figures[max(figures)].end - place if figures else 0)
            start += cell.index(found[0])
            value = float(re.sub("[,，]", "", found[0]).replace("．", "."))
            figures[column] = Figure(f"text:{start}", value, half_digit(found[0]), start, start + len(found[0]))
    return next((cell.strip() for cell in cells if WORD.search(cell)), ""), figures


def _columns(report: str, total: dict[int, Figure], parts: list[dict[int, Figure]]) -> Iterator[Finding]:
    found = []
    for column, whole in total.items():
        own = [figures[column] for figures in parts if column in figures]
        if len(own) > 1:
            what = f"total of column {column + 1} against its {len(own)} rows"
            found.append(held("sum", report, what, [whole, *own]))
    adds_up = any(each.verdict in EXACT and each.stated.value > 0 for each in found)
    for each in found:
        meant = adds_up and distance(each) < FAR * each.stated.value
        if each.verdict != "contradiction" or meant or is_slip(each):
            yield each


def _rate(report: str, figures: dict[int, Figure], top: int, below: int, rate: int) -> Finding:
    three = figures[rate], figures[top], figures[below]
    value, spread = percent(*three[1:])
    what = f"column {rate + 1} as column {top + 1} over {below + 1}, %"
    return held("rate", report, what, three, round(value, 9), three[0].half_digit + spread)
