"""What was done of a thing in all the year, told twice: with two values, or with less of a thing than of one kind of it
(全年开展增雨防雹作业46次 … 全年共组织作业43次)."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from helpers.coding.checks.counts import MONEY, RATE, Count, Page, alike
from helpers.coding.checks.findings import Finding
from helpers.coding.checks.retold.repeats import SCOPE, near
from helpers.coding.checks.words import any_of

TOLD = re.compile(  # 本局2023年共完成快检, 全年组织作业
    rf"(?:本[\u4e00-\u9fff]{{1,2}}|我[\u4e00-\u9fff]|{any_of('in_all')})*(?:(?P<year>20\d\d)年(?:度|全年)?|全年|当年|本年度?|年内)"
    rf"(?:{any_of('in_all')}|实际|总|一共)*(?P<deed>组织|开展|完成|举办|实施|办理|受理|接待|检查|培训|发放)(?P<thing>[\u4e00-\u9fff]{{2,10}})"
)
PLAIN = ("组织", "开展", "完成", "举办", "实施")  # deeds that say no more than that it was done
ITEM = re.compile(r"[\s（(]*(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳]|[●○◆■▲·•-])[）)、.．\s]")
PLACE = re.compile("(?<![本我全各该])(?:分局|[大中]队|街道|[站所镇乡村片校院])")  # of which each has figures of its own
TITLE = re.compile(r"[^，。；：\n]{1,16}\n(?=[^\n]*$)")
CLAUSE, UNCOUNTED = re.compile("[，,。；;：:、\n]"), ("", RATE, MONEY, "分")
LONGEST, LEAST = 30, 10  # characters of a clause, and what a figure is at least


class Deed(NamedTuple):
    """A figure of the year with its deed, none for one that says nothing, and its thing."""

    count: Count
    deed: str
    thing: str


def totals(read: dict[str, pd.DataFrame], pages: list[Page]) -> Iterator[Finding]:
    """Two figures near each other of one deed and thing of the year, or one of a kind of a thing that is more than that
    of the thing, in reports of one project, outside of items of lists and with the same words of scope."""
    years = read["reports"].set_index("report_id")["fiscal_year"].to_dict()
    projects = read["indicators"].groupby("report_id")["project_id"].nunique()
    for page in pages:
        own = _deeds(page, years.get(page.report_id)) if projects.get(page.report_id, 0) < 2 else []
        for one, other in combinations(own, 2):
            same = one.thing == other.thing and len({each.count.value for each in own if each.thing == one.thing}) == 2
            kind, thing = sorted((one, other), key=lambda each: -len(each.thing))
            less = kind.thing.endswith(thing.thing) and 0 < thing.count.value < kind.count.value
            if (same or less) and _are_one(page, one, other):
                figures = one.count.figure, other.count.figure
                what = f"{one.count.name}: told twice, {one.count.unit}"
                yield Finding(page.report_id, "repeat", what, figures[0], other.count.value, figures, "contradiction")


def _deeds(page: Page, year: object) -> list[Deed]:
    """The figures of what was done in all the year of the report."""
    found = []
    for each in page.counts:
        clause = CLAUSE.split(page.text[max(0, each.start - LONGEST) : each.start])[-1].strip()
        told = TOLD.fullmatch(clause) if each.comparator == "=" and each.unit not in UNCOUNTED else None
        if (
            told
            and each.value >= LEAST
            and not _is_of_a_place(page, each)
            and (not told["year"] or told["year"] == str(year))
        ):
            found.append(Deed(each, "" if told["deed"] in PLAIN else told["deed"], told["thing"]))
    return found


def _is_of_a_place(page: Page, each: Count) -> bool:
    """Whether the words of its sentence before a figure, or the title above it, name one of several places."""
    title = TITLE.search(page.text, max(0, page.text.rfind("\n", 0, each.start) - LONGEST), each.start)
    return PLACE.search(page.head(each) + (title[0] if title else "")) is not None


def _are_one(page: Page, one: Deed, other: Deed) -> bool:
    """Whether two figures are near each other, of one deed, unit and scope, not both in items of lists."""
    a, b = one.count, other.count
    values = a.value != b.value and near(a.value, b.value) and alike(a, b)
    apart = page.sentence(a.start) != page.sentence(b.start)
    return (
        values
        and apart
        and one.deed == other.deed
        and _scope(page, a) == _scope(page, b)
        and not _are_items(page, a, b)
    )


def _scope(page: Page, each: Count) -> set[str]:
    return {*SCOPE.findall(page.head(each))}


def _are_items(page: Page, *counts: Count) -> bool:
    starts = (page.text.rfind("\n", 0, each.start) + 1 for each in counts)
    return all(ITEM.match(page.text, start) for start in starts)
