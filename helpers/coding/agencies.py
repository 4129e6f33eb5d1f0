"""Checks of what two reports of one agency and year both tell: the money of a project that one of them is about, and
deeds of one name."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise, permutations
from os.path import commonprefix

import pandas as pd

from helpers.coding.account_rows import Row, amounts, distinct, figure, grouped, is_total
from helpers.coding.across import of_one_unit
from helpers.coding.cells import Grids, in_cells
from helpers.coding.counts import MONEY, PROMISED, RATE, Count, Page, alike
from helpers.coding.findings import Finding, judged, slipped
from helpers.coding.repeats import SCOPE, core, near, versions
from helpers.coding.told_again import abbreviates

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
PLAIN = re.compile("方面的?|类|等|的|全年|当年|年内")
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
    money = {rows[0].report_id: rows for rows in grouped(amounts(read), "report_id")}
    for names in of_one_unit(read["reports"]):
        for one, other in permutations(names, 2):
            of_one, of_other = pages.get(one, []), pages.get(other, [])
            if not any(versions(a, b) for a, _ in of_one for b, _ in of_other):
                yield from _money(of_one, _project(of_other, grids.get(other, ())), money.get(other, []))
                yield from _deeds(of_one, of_other, _project(of_other, grids.get(other, ())))


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


def _deeds(one: list[tuple[Page, bool]], other: list[tuple[Page, bool]], project: str) -> Iterator[Finding]:
    """Counts of one name that differ by a slip, or by little where the first is said to be of the project of the other
    report; and figures of one wording that differ by two digits swapped."""
    values = [{(each.value, each.unit) for page, _ in pages for each in page.counts} for pages in (one, other)]
    there = [(page, b) for page, of_cells in other if not of_cells for b in _told_alone(page, values[0])]
    for page, of_cells in one:
        for each in _told_alone(page, values[1]):
            of_project = project != "" and project in page.text[max(0, each.start - CLAUSE) : each.start]
            found = [
                (its, b)
                for its, b in there
                if _scope(page, each) == _scope(its, b)
                and (_is_same(each, b, of_project) or _is_swapped(page, each, its, b))
            ]
            if len(found) == 1:
                what = f"{each.name}: in two reports, {each.unit}"
                yield _both(page, of_cells, each, found[0][1].figure, found[0][0].report_id, what)


def _told_alone(page: Page, elsewhere: set[tuple[float, str]]) -> list[Count]:
    """The exact figures of deeds on a page that the other report does not have."""
    return [each for each in page.counts if (each.value, each.unit) not in elsewhere and _is_deed(page, each)]


def _is_deed(page: Page, each: Count) -> bool:
    exact = each.comparator == "=" and each.unit not in ("分", "", "年", "月", "日", "天")
    return exact and not PROMISED.search(_clause(page, each))


def _clause(page: Page, each: Count) -> str:
    return re.split("[，,。；;：:\n]", page.text[max(0, each.start - CLAUSE) : each.start])[-1]


def _scope(page: Page, each: Count) -> set[str]:
    """What a clause says of place and time, such as 全市 or 截至: figures of unlike scope may differ."""
    return set(SCOPE.findall(_clause(page, each)))


def _is_same(one: Count, other: Count, of_project: bool) -> bool:
    """Whether two counts are of one deed: one name ends with the other, and their digits differ by a slip; or of one
    project, the shorter is long and the values near."""
    names = sorted((_noun(each) for each in (one, other)), key=len)
    if one.unit in (RATE, MONEY) or not alike(one, other) or len(names[0]) < 2 or not names[1].endswith(names[0]):
        return False
    telling = min(len(f"{each.value:.12g}".replace(".", "").rstrip("0")) for each in (one, other)) >= TELLING
    return (telling and one.report_id < other.report_id and slipped(one.value, other.value)) or (
        of_project and len(names[0]) >= LONG and near(one.value, other.value)
    )


def _is_swapped(page: Page, one: Count, there: Page, other: Count) -> bool:
    """Whether two figures are told in one wording, or one of four digits in that of the other abbreviated, and have two
    neighbouring digits swapped."""
    wordings = [PLAIN.sub("", DONE.sub("", _clause(*each))).strip() for each in ((page, one), (there, other))]
    short, long = sorted(wordings, key=len)
    told = min(one.value, other.value) >= 10 ** (TELLING - 1) and len(short) >= LONG and abbreviates(short, long)
    same = len(commonprefix([each[::-1] for each in wordings])) >= LONG or told
    return (
        one.report_id < other.report_id
        and same
        and alike(one, other)
        and slipped(one.value, other.value, swaps_only=True)
    )


def _noun(each: Count) -> str:
    return core(DONE.sub("", each.name))


def _both(page: Page, of_cells: bool, each: Count, there, report: str, what: str) -> Finding:
    figures = each.figure, there
    found = judged(Finding(page.report_id, "cross_report", what, figures[0], there.value, figures))
    placed = in_cells(found) if of_cells else found
    return placed._replace(report_id=f"{page.report_id}+{report}", figures=(placed.figures[0], there))
