"""What a report may mean by figures that do not agree: whether others of its text make up what these do not."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.checks.counts import MONEY, RATE, SAME, Count, Page, alike, is_rate
from helpers.coding.checks.findings import LISTS, Figure, Finding, is_slip, judged, slipped
from helpers.coding.checks.texts.derived import is_derived
from helpers.coding.checks.words import pattern

REACH = 300  # characters before a list in which its whole is printed
OF_THIS = re.compile("结转|结余|预算")  # 上年结转 and 年初预算 are money of this year
YEAR = re.compile(r"20\d\d(?=年)")
MOST_BEHIND = re.compile(r"分?[（(](?:权重|满分|分值|标准分)?(?P<most>\d+(?:\.\d+)?)分?[）)]")
THAN_LAST = re.compile(r"[较比与](?:上年|去年|上一年)[^，。；]*的")  # 比上年下降的: which of them, not when
NEAR = 40  # characters before a rate that say of which part of the year it is
NUMBERS = "零一二三四五六七八九十"
KINDS = re.compile(
    f"([{NUMBERS}])(?:类|项|种|个|块|部分|级|方面)[^，。；\\d]{{0,2}}(?:合计|共计|总计|相加)[^，。；\\d]{{0,4}}$"
)
PART_OF_YEAR = re.compile(
    "(?<!\\d)(?:[1-9]|1[01])月[底末份]|[一二三四五六七八九十]一?月[底末份]|上半年|[一二三]季度|年中"
)


def unexplained(found: list[Finding], pages: list[Page]) -> list[Finding]:
    """The findings without the contradictions that other figures of the text resolve: lists that make up another whole
    nearby, or with the figures before them, and parts of which one alone is all."""
    of = {page.report_id: page for page in pages}
    return [each for each in map(judged, found) if not _is_resolved(each, of.get(each.report_id))]


def _is_resolved(finding: Finding, page: Page | None) -> bool:
    if page is None or min(each.start for each in finding.figures) < 0:
        return False
    if finding.verdict == "exceeds" and finding.way == "maximum":
        behind = MOST_BEHIND.match(page.text, int(finding.figures[0].end))
        return behind is not None and float(behind["most"]) >= finding.recomputed
    if finding.verdict == "exceeds":
        return is_derived(page, finding)
    if finding.verdict == "not_comparable":
        return _has_unit(page, finding)
    if finding.verdict != "contradiction" or is_derived(page, finding):
        return finding.verdict == "contradiction"
    if finding.kind in ("repeat", *LISTS) and len(_years(page, finding.figures)) > 1:
        return True
    if finding.kind in LISTS and len(finding.figures) == 2:
        return _adds_to_its_part(page, finding)
    if finding.kind in LISTS:
        whole, *parts = finding.figures
        in_full = any(abs(each.value - whole.value) < SAME for each in parts)
        in_full = (
            in_full or abs(2 * max(each.value for each in parts) - sum(each.value for each in finding.figures)) < SAME
        )
        return in_full or _overlap(page, finding) or _has_more(page, finding) or _has_another(page, finding)
    return finding.kind == "rate" and _is_another_rate(page, finding)


def _is_another_rate(page: Page, finding: Finding) -> bool:
    """Whether a rate is of other figures than those that it is held against."""
    own = _has_own if finding.stages else _are_of_two_years
    near = _is_of_the_others(finding) or _is_of_a_month(page, finding) or _is_of_others_near(page, finding)
    return near or (finding.way != "growth" and own(page, finding))


def _is_of_others_near(page: Page, finding: Finding) -> bool:
    """Whether a rate is the share of one of its figures in another of its sentence or the one before, in whatever unit
    (人 of 人次), or in two that follow each other together, not both its own; what the part and the rest told behind
    its rate make up is meant by its whole, where the part is larger than that or one is misprinted for the other."""
    rate, *own = finding.figures
    top, whole = own[0], own[-1]
    number = page.sentence(int(rate.start))
    near = [each for each in page.counts if number - 1 <= page.sentence(each.start) <= number and each.unit != RATE]
    pairs = [(a, b) for a, b in pairwise(near) if alike(a, b) and {a.start, b.start} != {top.start, whole.start}]
    rests = {a.value + b.value for a, b in pairs if a.start == top.start and b.start > rate.start}
    meant = {each for each in rests if top.value > whole.value or slipped(each, whole.value)}
    sums = {a.value + b.value for a, b in pairs} - meant
    wholes = {each.value for each in near} | sums
    return any(is_rate(rate, each.value, whole) for each in own for whole in wholes)


def _has_unit(page: Page, finding: Finding) -> bool:
    """Whether the sentence of an actual in another unit than its target has a further figure in that of the target."""
    start = int(finding.stated.start)
    line = page.text.find("\n", start)
    own = [each for each in page.counts if page.sentence(each.start) == page.sentence(start)]
    own = [each for each in own if line < 0 or each.start < line]
    aimed = [each for each in own if each.unit and each.value == finding.stated.value and each.start != start]
    return any(alike(each, aim) for aim in aimed for each in own if each.value != aim.value and each.start > aim.start)


def _overlap(page: Page, finding: Finding) -> bool:
    """Whether the sentences of parts that are more than their whole say that they overlap."""
    if finding.recomputed < finding.stated.value:
        return False
    starts = [int(each.start) for each in finding.figures]
    edges = [0, *page.borders, len(page.text)]
    begin, end = edges[page.sentence(min(starts))], edges[page.sentence(max(starts)) + 1]
    return pattern("overlap_said").search(page.text, begin, end) is not None


def _has_more(page: Page, finding: Finding) -> bool:
    """Whether the words of a total say that it is of another number of parts (四类合计)."""
    start = int(finding.stated.start)
    told = KINDS.search(page.text, max(0, start - NEAR), start)
    return told is not None and NUMBERS.index(told[1]) != len(finding.figures) - 1


def _is_of_the_others(finding: Finding) -> bool:
    """Whether a rate is that of all others than those counted (合格率 of 96 that failed among 2,480)."""
    rest = 100 - finding.recomputed
    return abs(rest - finding.stated.value) <= finding.stated.half_digit + SAME


def _is_of_a_month(page: Page, finding: Finding) -> bool:
    """Whether the words before a rate name a month before the last, or a part of the year, that its amounts do not."""
    start = int(finding.stated.start)
    told = re.split("[。；;\n]", page.text[max(0, start - NEAR) : start])[-1]
    own = {int(each.start) for each in finding.figures[1:]}
    between = [each for each in page.counts if start - len(told) <= each.start < start and each.start in own]
    return PART_OF_YEAR.search(told[-NEAR:]) is not None and not between


def _years(page: Page, figures: tuple[Figure, ...]) -> set[str]:
    """The years that the words before figures name last, each in its own part of a sentence."""
    starts = [int(each.start) for each in figures]
    told = (re.split("[。；;\n]", page.text[max(0, start - REACH) : start])[-1] for start in starts)
    return {years[-1] for words in told if (years := YEAR.findall(words))}


def _has_own(page: Page, finding: Finding) -> bool:
    """Whether a rate of money stands directly behind an amount spent in its sentence and is held against others."""
    rate, used = finding.stated, {each.value for each in finding.figures}
    near = [each for each in page.counts if each.start < rate.start and each.unit == MONEY][-1:]
    own = [each for each in near if page.sentence(each.start) == page.sentence(int(rate.start))]
    return any(pattern("spent").search(each.name) and each.value not in used and _opens(page, each) for each in own)


def _opens(page: Page, each: Count) -> bool:
    """Whether a figure is the first amount of its sentence."""
    start = [0, *page.borders][page.sentence(each.start)]
    return not any(start <= other.start < each.start and other.unit == MONEY for other in page.counts)


def _are_of_two_years(page: Page, finding: Finding) -> bool:
    """Whether one of the two figures of a rate is of the year before, and the other is not."""
    starts = {each.start for each in finding.figures[1:]}
    names = [THAN_LAST.sub("", each.name).replace("年初", "") for each in page.counts if each.start in starts]
    of_last = {bool(pattern("last_year").search(name)) and not OF_THIS.search(name) for name in names}
    return len(of_last) > 1


def _has_another(page: Page, finding: Finding) -> bool:
    """Whether a list makes up another figure than the one it is held against, near before it; one before that only
    where no swapped digits explain the difference."""
    first, own = min(each.start for each in finding.figures[1:]), finding.stated
    others = _alike(page, own, first - REACH, first)
    slip = is_slip(finding, swaps_only=True)
    meant = (each for each in others if each.start > own.start or not slip)
    starts = {each.start for each in finding.figures}
    return any(abs(each.value - finding.recomputed) < SAME for each in meant if each.start not in starts)


def _adds_to_its_part(page: Page, finding: Finding) -> bool:
    """Whether a figure and the one told before it make up what was taken for its part (482人加上158人，正好640人)."""
    whole, part = finding.figures
    before = [*_alike(page, whole, whole.start - NEAR, whole.start)][-1:]
    return any(abs(each.value + whole.value - part.value) < SAME for each in before)


def _alike(page: Page, own: Figure, start: float, end: float) -> Iterator[Count]:
    """The figures of a stretch of the text in the unit of one of its figures."""
    unit = next((each for each in page.counts if each.start == own.start), None)
    return (each for each in page.counts if unit and start <= each.start < end and alike(each, unit))
