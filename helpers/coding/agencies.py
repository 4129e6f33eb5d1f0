"""Checks of what two reports of one agency and year both tell: the money of a project that one of them is about, and
deeds of one name."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise, permutations

import pandas as pd

from helpers.coding.account_rows import Row, amounts, distinct, figure, grouped, is_total
from helpers.coding.cells import Grids, in_cells
from helpers.coding.counts import MONEY, PROMISED, RATE, Count, Page, alike
from helpers.coding.findings import Finding, judged, slipped
from helpers.coding.repeats import SCOPE, core, near, versions

TITLE = re.compile(r"20\d\d年度?(?P<name>[\u4e00-\u9fff“”（）()]{4,30}?)(?:项目)?(?:支出)?(?:绩效|自评|自我评价)")
TAIL = re.compile("(?:项目|专项|资金|经费|支出|补助|补贴)+$")
NAMED = re.compile("项目名称|专项名称|资金名称")
SPENT = re.compile(
    r"(?:项目|专项|资金|经费|补助|补贴)*(?:全年|当年|年度|实际|累计|总|共|已|全部)*(?:支出|执行|支付|使用|拨付|列支|花费|用款)数?(?:合计|共|为)*"
)
DONE = re.compile("实际|目前|累计|全部|顺利")
SHORT, LONG, CLAUSE = 4, 6, 40  # characters of a project, and of a deed, that is no other, and before a figure
TELLING = 4  # digits of figures of which one is the other with a slip

Told = Mapping[str, list[tuple[Page, bool]]]  # the pages of a report: of its text, and of the sentences in its cells


def told(pages: list[Page], sentences: list[Page]) -> dict[str, list[tuple[Page, bool]]]:
    """The pages of each report, with whether they are sentences in cells."""
    found: dict[str, list[tuple[Page, bool]]] = {}
    for own, of_cells in ((pages, False), (sentences, True)):
        for page in own:
            found.setdefault(page.report_id, []).append((page, of_cells))
    return found


def across(read: dict[str, pd.DataFrame], pages: Told, grids: Grids) -> Iterator[Finding]:
    """Figures of two reports of one agency and year that are of the same project or deed and differ."""
    reports = read["reports"]
    dated = reports[(reports["agency_zh"] != "") & reports["fiscal_year"].notna()]
    money = {rows[0].report_id: rows for rows in grouped(amounts(read), "report_id")}
    for _, group in dated.groupby(["agency_zh", "fiscal_year"]):
        for one, other in permutations(group["report_id"], 2) if len(group) > 1 else ():
            of_one, of_other = pages.get(one, []), pages.get(other, [])
            if not any(versions(a, b) for a, _ in of_one for b, _ in of_other):
                yield from _money(of_one, _project(of_other, grids.get(other, ())), money.get(other, []))
                yield from _deeds(of_one, of_other, _project(of_other, grids.get(other, ())))


def _project(pages: list[tuple[Page, bool]], grids: tuple) -> str:
    """The name of the project that a report is about, without 项目 and its like; empty where none is named."""
    text = next((page.text[:200] for page, of_cells in pages if not of_cells), "")
    titled = TITLE.search(text)
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


def _deeds(one: list[tuple[Page, bool]], other: list[tuple[Page, bool]], project: str) -> Iterator[Finding]:
    """Counts of one name that differ by a slip, or by little where the first is said to be of the project of the other
    report."""
    values = [{(each.value, each.unit) for page, _ in pages for each in page.counts} for pages in (one, other)]
    for page, of_cells in one:
        for each in (each for each in page.counts if _is_deed(page, each) and (each.value, each.unit) not in values[1]):
            found = [
                (there, b)
                for there, cells in other
                for b in there.counts
                if not cells
                and _is_deed(there, b)
                and (b.value, b.unit) not in values[0]
                and _is_same(each, b, project != "" and project in page.text[max(0, each.start - CLAUSE) : each.start])
            ]
            if len(found) == 1:
                what = f"{each.name}: in two reports, {each.unit}"
                yield _both(page, of_cells, each, found[0][1].figure, found[0][0].report_id, what)


def _is_deed(page: Page, each: Count) -> bool:
    clause = re.split("[，,。；;：:\n]", page.text[max(0, each.start - CLAUSE) : each.start])[-1]
    exact = each.comparator == "=" and each.unit not in (RATE, MONEY, "分", "", "年", "月", "日", "天")
    return exact and not SCOPE.search(clause) and not PROMISED.search(clause)


def _is_same(one: Count, other: Count, of_project: bool) -> bool:
    """Whether two counts are of one deed: one name ends with the other, and their digits differ by a slip; or of one
    project, the shorter is long and the values near."""
    names = sorted((_noun(each) for each in (one, other)), key=len)
    if not alike(one, other) or len(names[0]) < 2 or not names[1].endswith(names[0]):
        return False
    telling = min(len(f"{each.value:.12g}".replace(".", "").rstrip("0")) for each in (one, other)) >= TELLING
    return (telling and one.report_id < other.report_id and slipped(one.value, other.value)) or (
        of_project and len(names[0]) >= LONG and near(one.value, other.value)
    )


def _noun(each: Count) -> str:
    return core(DONE.sub("", each.name))


def _both(page: Page, of_cells: bool, each: Count, there, report: str, what: str) -> Finding:
    figures = each.figure, there
    found = judged(Finding(page.report_id, "cross_report", what, figures[0], there.value, figures))
    placed = in_cells(found) if of_cells else found
    return placed._replace(report_id=f"{page.report_id}+{report}", figures=(placed.figures[0], there))
