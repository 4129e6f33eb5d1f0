"""Checks of what is told twice: one quantity with two values in a report, or in two reports of a unit and year."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise

import pandas as pd

from helpers.coding.checks.counts import RATE, Count, Page, against, plain_unit
from helpers.coding.checks.findings import EXACT, Finding, slipped
from helpers.coding.checks.tables.across import of_one_unit

NEAR = 0.8  # share of the larger of two figures that the smaller has, where both may be one
ASIDE = re.compile(r"[（(][^（）()]*[)）]")
LONGEST_BEFORE = re.compile(r".*(?:共计|累计|总计|合计|共有?|已|年[度内]?)")
WITHIN = re.compile("[里中内上下]$")
VERBS = re.compile("^(?:全年|全市|全县|全区|全省|组织|开展|办理|受理|完成|实现|新增|解答|举办|接受|提供|实施)+")
MARK = re.compile(r"^[●○◆◇■□▲△★☆※·•\s]+")
TAIL = re.compile("(?:人次|人数|次数|总数|数量|数)$")
SCOPE = re.compile(
    r"截至|截止|上半年|下半年|季度|\d+月|全市|全县|全区|全省|本级|市级|县级|区级|其中|另|同期|上年|去年|预计|计划|力争|明年|下一年|拟"
)
YEAR = re.compile(r"20\d\d(?=年)")
RESPECTIVELY = re.compile(r"[\s，,、（(]*[和与及]?\s*")  # 12人、14人; 12人（10人）
RESULT = re.compile(r"(?:全年|当年)?(?:实际|完成|达到|为)+")  # 新增床位，目标250张，实际260张
REACH = 40  # characters before a figure that name what it counts
SHARE = ("率", "度")  # ends of the name of a share of all
SAME, FEWEST_SAME = 0.8, 10  # share and number of figures that two versions of a report have in common
HEAD = 3  # characters at the end of a name that its clause has at least
LONG = 4  # characters of a name that is told of one thing only
ALIKE = 0.8  # share of the pairs of characters of the shorter name that the longer has


def within(pages: list[Page]) -> Iterator[Finding]:
    """Two figures of one name and unit that differ a little: a contradiction in one sentence, or where no word of
    scope or time tells their sentences apart; else scope. More than two values are several things."""
    for page in pages:
        pairs = _told_twice(page)
        sentences = Counter(tuple(page.sentence(each.start) for each in pair) for pair in pairs)
        for pair in pairs:
            parallel = sentences[tuple(page.sentence(each.start) for each in pair)] > 1
            yield from _differing(page, *pair, parallel)


def _told_twice(page: Page) -> list[tuple[Count, Count]]:
    """Figures of one name and unit, in order of place, where the report has two values of it."""
    named: dict[tuple, list[Count]] = defaultdict(list)
    for each in (each for each in page.counts if each.comparator == "=" and not each.row.startswith("text:")):
        counted = core(each.name)
        if len(counted) > 1 and (each.unit != RATE or counted.endswith(SHARE)):
            named[each.project_id, counted, each.unit].append(each)
    values = ({each.value: each for each in reversed(rows)}.values() for rows in named.values())
    return [tuple(sorted(two, key=lambda each: each.start)) for two in values if len(two) == 2]


def _differing(page: Page, one: Count, other: Count, parallel: bool) -> Iterator[Finding]:
    """The two figures, unless they are far apart or of two deeds; `parallel` sentences, of which more than one figure
    differs, tell of two occasions."""
    together = page.sentence(one.start) == page.sentence(other.start)
    if not near(one.value, other.value) or (not together and len(core(one.name)) < LONG):
        return
    same = together or (not parallel and _scopes(page, one) == _scopes(page, other))
    words = page.between(one, other)
    told_apart = together and (SCOPE.search(words) or RESPECTIVELY.fullmatch(words.removeprefix(one.unit)))
    if _deed(page, one) == _deed(page, other) is not None and not told_apart:
        yield _repeat(one, other, "repeat", "contradiction" if same else "scope")


def _deed(page: Page, each: Count) -> str | None:
    """What the clause of a figure says before what is counted, as 回收 of 回收问卷; None where it does not name it."""
    if each.name.startswith("的"):  # 478.5万平方米的保洁面积: named behind the figure
        return VERBS.sub("", core(each.name)[:-HEAD])
    clause = re.split("[，,、。；;：:\n]", page.text[max(0, each.start - REACH) : each.start])[-1]
    if RESULT.fullmatch(clause):
        clause = each.name
    before, found, _ = clause.rpartition(core(each.name)[-HEAD:])
    return VERBS.sub("", MARK.sub("", SCOPE.sub("", LONGEST_BEFORE.sub("", before.strip())))) if found else None


def across(pages: list[Page], reports: pd.DataFrame) -> Iterator[Finding]:
    """The same quantity in two reports of one agency and year: a difference is scope, as each has its own purpose."""
    of = {page.report_id: page for page in pages}
    for names in of_one_unit(reports):
        own = [of[name] for name in names if name in of]
        for one, other in combinations(own, 2):
            yield from versions(one, other) or _across(one, other)


def versions(one: Page, other: Page) -> list[Finding]:
    """That two reports are versions of one: nearly all figures of the shorter stand in the other under their names."""
    shorter, longer = sorted((one, other), key=lambda page: len(page.counts))
    known = {(core(each.name), each.value, each.unit) for each in longer.counts}
    same = [each for each in shorter.counts if (core(each.name), each.value, each.unit) in known]
    if len(same) < FEWEST_SAME or len(same) < SAME * len(shorter.counts):
        return []
    figures = tuple(each.figure for each in shorter.counts[:1])
    what = f"versions of one report: {len(same)} of {len(shorter.counts)} figures are the same"
    stated = figures[0]._replace(value=len(shorter.counts))
    found = Finding(shorter.report_id, "cross_report", what, stated, len(same), figures, "scope")
    return [found._replace(report_id=f"{shorter.report_id}+{longer.report_id}")]


def _across(one: Page, other: Page) -> Iterator[Finding]:
    counted = _by_unit(other)
    for each in (each for each in one.counts if each.unit != RATE and each.comparator == "="):
        matches = [c for c in counted[plain_unit(each.unit)] if _comparable(each, c) and same_name(each.name, c.name)]
        if matches:
            closest = min(matches, key=lambda c: abs(c.value - each.value))
            finding = _repeat(each, closest, "cross_report", "scope" if each.value != closest.value else "holds")
            yield finding._replace(report_id=f"{one.report_id}+{other.report_id}")


def _by_unit(page: Page) -> dict[str, list[Count]]:
    counted: dict[str, list[Count]] = defaultdict(list)
    for each in page.counts:
        counted[plain_unit(each.unit)].append(each)
    return counted


def _comparable(one: Count, other: Count) -> bool:
    return near(one.value, other.value) or slipped(one.value, other.value, swaps_only=True)


@lru_cache(100_000)
def core(name: str) -> str:
    """What is counted, by the end of a name: 安置 of 各级组织共安置, 法律援助案件 of 办理法律援助案件数."""
    behind = WITHIN.sub("", name.removeprefix("的")) if name.startswith("的") else name
    return TAIL.sub(
        "", VERBS.sub("", MARK.sub("", LONGEST_BEFORE.sub("", ASIDE.sub("", behind)).strip(" 　：:（）()")))
    )


def same_name(one: str, other: str) -> bool:
    """Whether two names may mean one thing: one ends with the core of the other, or has nearly all its pairs of
    characters."""
    one, other = sorted((core(one), core(other)), key=len)
    pairs = {a + b for a, b in pairwise(one)}
    return bool(pairs) and (other.endswith(one) or sum(two in other for two in pairs) >= ALIKE * len(pairs))


def near(one: float, other: float) -> bool:
    """Whether two values are so close that they may be of one thing."""
    return max(one, other) > 0 and min(one, other) >= NEAR * max(one, other)


def _scopes(page: Page, each: Count) -> set[str]:
    """The words of scope and time in the sentence of a figure, but for 其中 behind it, with the years named before it,
    else the first of the report."""
    start, end = page.reach(page.sentence(each.start))
    behind = {*SCOPE.findall(page.text[each.end : end])} - {"其中"}
    years = YEAR.findall(page.text[start : each.start]) or YEAR.findall(page.text)[:1]
    return {*SCOPE.findall(page.text[start : each.start]), *years} | behind


def _repeat(one: Count, other: Count, kind: str, verdict: str) -> Finding:
    what = f"{one.name}: told twice, {one.unit or 'number'}"
    finding = against(kind, what, [one, other])
    return finding if finding.verdict in EXACT else finding._replace(verdict=verdict)
