"""Checks of what two reports of one agency and year both tell: the money of a project that one of them is about."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise, permutations

import pandas as pd

from helpers.coding.checks.counts import MONEY, Count, Page
from helpers.coding.checks.findings import Finding, held
from helpers.coding.checks.forms.cells import Grids, in_cells
from helpers.coding.checks.retold.repeats import versions
from helpers.coding.checks.tables.account_rows import Row, amounts, distinct, figure, grouped, is_total
from helpers.coding.checks.tables.across import of_one_unit

TITLE = re.compile(r"20\d\d年度?(?P<name>[\u4e00-\u9fff“”（）()]{4,30}?)(?:项目)?(?:支出)?(?:绩效|自评|自我评价)")
BY_NAME = re.compile(  # without a year, or with the year behind it
    r"\s*(?:关于)?(?:[\u4e00-\u9fff]{1,5}?[省市县区州旗])?(?P<name>[\u4e00-\u9fff“”（）()]{4,30}?)(?:项目|专项资金|专项)"
    r"(?:支出)?(?:20\d\d年度?)?(?:项目)?(?:支出)?(?:绩效|自评|自我评价)"
)
TAIL = re.compile("(?:项目|专项|资金|经费|支出|补助|补贴)+$")
NAMED = re.compile("项目名称|专项名称|资金名称")
SPENT = re.compile(
    r"(?:项目|专项|资金|经费|补助|补贴)*(?:[，,](?:后者|该项目?|此项|其))?(?:全年|当年|年度|实际|累计|总|共|已|全部)*(?:支出|执行|支付|使用|拨付|列支|花费|用款)数?(?:合计|共|为)*"
)
SHORT, CLAUSE = 4, 40  # characters of a project that is no other, and before a figure

Told = Mapping[str, list[tuple[Page, bool]]]  # the pages of a report: of its text, and of the sentences in its cells


def told(pages: list[Page], sentences: list[Page]) -> dict[str, list[tuple[Page, bool]]]:
    """The pages of each report, with whether they are sentences in cells."""
    found: dict[str, list[tuple[Page, bool]]] = {}
    for own, of_cells in ((pages, False), (sentences, True)):
        for page in own:
            found.setdefault(page.report_id, []).append((page, of_cells))
    return found


def across(read: dict[str, pd.DataFrame], pages: Told, grids: Grids) -> Iterator[Finding]:
    """Spending that two reports of one agency and year tell of one project, where it differs."""
    money = {rows[0].report_id: rows for rows in grouped(amounts(read), "report_id")}
    for names in of_one_unit(read["reports"]):
        for one, other in permutations(names, 2):
            of_one, of_other = pages.get(one, []), pages.get(other, [])
            if not any(versions(a, b) for a, _ in of_one for b, _ in of_other):
                yield from _money(of_one, _project(of_other, grids.get(other, ())), money.get(other, []))


def _project(pages: list[tuple[Page, bool]], grids: tuple) -> str:
    """The name of the project that a report is about, without 项目 and its like; empty where none is named."""
    text = next((page.text[:200] for page, of_cells in pages if not of_cells), "")
    titled = TITLE.search(text) or BY_NAME.match(text)
    beside = [
        b.text for grid in grids for a, b in pairwise(grid.cells) if NAMED.fullmatch(a.text.strip()) and a.row == b.row
    ]
    named = TAIL.sub("", (beside[0] if len(beside) == 1 else titled["name"] if titled else "").strip())
    return named if len(named) >= SHORT and "部门" not in named else ""


def _money(pages: list[tuple[Page, bool]], project: str, rows: list[Row]) -> Iterator[Finding]:
    """Spending on the project of another report against what that says of it."""
    spent = distinct((row for row in rows if is_total(row) and not row.line), "executed")
    for page, of_cells in pages if project and len(spent) == 1 else ():
        for each in page.counts:
            words = page.text[max(0, each.start - CLAUSE) : each.start]
            if (
                each.unit == MONEY
                and each.comparator == "="
                and project in words
                and SPENT.fullmatch(words.rpartition(project)[2])
            ):
                what = f"{project}: spent, in two reports, 万元"
                yield _both(page, of_cells, each, figure(spent[0]), spent[0].report_id, what)


def _both(page: Page, of_cells: bool, each: Count, there, report: str, what: str) -> Finding:
    found = held("cross_report", page.report_id, what, [each.figure, there])
    placed = in_cells(found) if of_cells else found
    return placed._replace(report_id=f"{page.report_id}+{report}", figures=(placed.figures[0], there))
