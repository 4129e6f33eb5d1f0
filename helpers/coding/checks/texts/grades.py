"""The check of the grade of a report (等次为优) against its points, by the bounds that the report prints for it."""

import math
import re
from collections.abc import Iterator
from functools import reduce

from helpers.coding.checks.counts import Page
from helpers.coding.checks.findings import Finding
from helpers.coding.checks.texts.points import Point, told

GRADE = '[“”"「]?(?P<grade>优秀?|良好?|中|合格|差)(?:[”"」]|(?![良中质秀好]))'
CLOSED = r"分?(?:[（(]?含(?:本数)?[）)]?)?"
LEAST = (  # 90分及以上为优; 优：90分以上; 80至90分为良
    re.compile(rf"(?P<least>\d{{2,3}}){CLOSED}[及或]?以上的?[^，。；\d]{{0,4}}?[为是评]{GRADE}"),
    re.compile(
        rf"{GRADE}(?:等次|等级|级)?[为是：:（(]{{1,2}}(?P<least>\d{{2,3}}){CLOSED}[及或]?以上(?!的?[^，。；\d]{{0,4}}[为是评])"
    ),
    re.compile(
        rf"(?P<least>\d{{2,3}}){CLOSED}[至到~～—-]{{1,2}}\d{{2,3}}(?:\.\d+)?分?[^，。；\d]{{0,8}}?[为是评]{GRADE}"
    ),
)
CLAIM = re.compile(
    r"[，,、（(](?:自评|最终|综合|对应|绩效|评价|评定|结果|的|应|可)*(?:等次|等级|评级|档次|评定|评为|属于?|为)(?:[为是：:]|评定)*"
    + GRADE
)
ORDER, APART = "优良中差", 40  # grades from the best, and characters behind points in which one is told
HALF = 50.0  # points of a part are no more


def bounds(pages: list[Page]) -> Iterator[Finding]:
    """Points with a grade behind them against the least points of that and of the next better grade."""
    for page in pages:
        least = _least(page)
        for each in told(page) if least else []:
            grade = _grade(page, each) if each.value > HALF and (each.got or not each.most) else ""
            better = ORDER[: ORDER.index(grade)][-1:] if grade else ""
            if {grade, better} & {*least}:
                yield _judged(each, least.get(grade, 0.0), least.get(better, math.inf))


def _least(page: Page) -> dict[str, float]:
    """The least points of each grade that the report prints one bound for."""
    found: dict[str, set[float]] = {}
    for rule in LEAST:
        for each in rule.finditer(page.text):
            found.setdefault(each["grade"][0], set()).add(float(each["least"]))
    return {grade: values.pop() for grade, values in found.items() if len(values) == 1}


def _grade(page: Page, each: Point) -> str:
    """The grade that is told behind points, in their sentence and before another figure; empty without one."""
    words = re.split("[。；;\n]", page.text[each.count.end :].removeprefix("分")[:APART])[0]
    plain = reduce(lambda told_, rule: rule.sub("", told_), LEAST, words)
    claims = (CLAIM.search(re.split(r"\d", each)[0]) for each in (words, plain))
    return next((each["grade"][0] for each in claims if each and each["grade"][0] in ORDER), "")


def _judged(total: Point, least: float, better: float) -> Finding:
    """Points that are neither below the bound of their grade nor above the one of the next better."""
    bound = better if total.value > better or not least else least
    what = f"{total.count.name}: points against the bound {bound:.12g} of their grade"
    verdict = "holds" if least <= total.value <= better else "contradiction"
    return Finding(total.count.report_id, "score", what, total.count.figure, bound, (total.count.figure,), verdict, 0.0)
