"""What a report may mean by figures that do not agree: whether others of its text make up what these do not."""

import re
from collections.abc import Iterator
from itertools import accumulate, combinations, pairwise, takewhile

from helpers.coding.counts import MONEY, RATE, SAME, Count, Page, alike, is_rate
from helpers.coding.derived import is_derived
from helpers.coding.findings import Figure, Finding, is_slip, judged, slipped
from helpers.coding.words import pattern

REACH = 300  # characters before a list in which its whole is printed
SUMS = ("sum", "part")
OF_MONEY = re.compile(" as (?:executed|allocated) over ")
OF_THIS = re.compile("结转|结余|预算")  # 上年结转 and 年初预算 are money of this year
GROWN = re.compile(" from ")
YEAR = re.compile(r"20\d\d(?=年)")
MOST_BEHIND = re.compile(r"分?[（(](?:权重|满分|分值|标准分)?(?P<most>\d+(?:\.\d+)?)分?[）)]")
TAKEN_OFF = re.compile("扣除|倒扣|另扣|再扣")
THAN_LAST = re.compile(r"[较比与](?:上年|去年|上一年)[^，。；]*的")  # 比上年下降的: which of them, not when
LONGER = 6  # figures by which a list may go on
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
    if finding.verdict == "exceeds" and finding.what.endswith("points against their maximum"):
        behind = MOST_BEHIND.match(page.text, int(finding.figures[0].end))
        return behind is not None and float(behind["most"]) >= finding.stated.value
    if finding.verdict == "exceeds" and finding.kind == "limit":
        return is_derived(page, finding)
    if finding.verdict == "not_comparable":
        return _has_unit(page, finding)
    if finding.verdict != "contradiction":
        return False
    if is_derived(page, finding):
        return True
    if finding.kind == "score":
        return _is_taken_off(page, finding) or _adds_up(page, finding)
    if finding.kind in ("repeat", *SUMS) and len(_years(page, finding.figures)) > 1:
        return finding.kind not in SUMS or not _is_of_years(page, finding)
    if finding.kind in SUMS and len(finding.figures) > 2 and (_overlap(page, finding) or _has_more(page, finding)):
        return True
    if finding.kind in SUMS and len(finding.figures) > 2:
        whole, *parts = finding.figures
        in_full = any(abs(each.value - whole.value) < SAME for each in parts)
        return (
            in_full
            or _has_another(page, finding, parts)
            or _goes_on(page, whole, parts, finding)
            or _is_of_a_longer_list(page, finding)
        )
    if finding.kind in SUMS:
        return _adds_to_its_part(page, finding)
    if finding.kind == "identity":
        return _is_left_in_all(page, finding)
    if finding.kind == "rate" and (_is_of_the_others(finding) or _is_of_a_month(page, finding)):
        return True
    if finding.kind == "rate" and _is_of_others_near(page, finding):
        return True
    if finding.kind == "rate" and not GROWN.search(finding.what):
        money = OF_MONEY.search(finding.what) is not None
        return (_has_own(page, finding) or _has_two(page, finding)) if money else _are_of_two_years(page, finding)
    return False


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


def _is_taken_off(page: Page, finding: Finding) -> bool:
    """Whether the sentence of a total tells that so many points were taken off the sum (扣除逾期填报1分)."""
    number, off = page.sentence(int(finding.stated.start)), finding.recomputed - finding.stated.value
    own = (each for each in page.counts if page.sentence(each.start) == number and each.start < finding.stated.start)
    return any(abs(each.value - off) < SAME and TAKEN_OFF.search(each.name) for each in own)


def _has_unit(page: Page, finding: Finding) -> bool:
    """Whether the sentence of an actual in another unit than its target has a further figure in that of the target."""
    start = int(finding.stated.start)
    line = page.text.find("\n", start)
    own = [each for each in page.counts if page.sentence(each.start) == page.sentence(start)]
    own = [each for each in own if line < 0 or each.start < line]
    aimed = [each for each in own if each.value == finding.stated.value and each.start != start]
    return any(alike(each, aim) for aim in aimed for each in own if each.value != aim.value and each.start > aim.start)


def _adds_up(page: Page, finding: Finding) -> bool:
    """Whether the stated points are the sum of two that are printed in their sentence before them."""
    number, stated = page.sentence(int(finding.stated.start)), finding.stated
    own = [each for each in page.counts if page.sentence(each.start) == number and each.start < stated.start]
    points = [each.value for each in own if each.unit == "分"]
    return any(abs(a + b - stated.value) < SAME for a, b in combinations(points, 2))


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


def _is_left_in_all(page: Page, finding: Finding) -> bool:
    """Whether the text prints what should be left as all that is, of which the amount of the finding is a part."""
    whole = (each for each in page.counts if abs(each.value - finding.recomputed) < SAME and each.unit == MONEY)
    return any(pattern("left").search(each.name) and not pattern("of_before").search(each.name) for each in whole)


def _is_of_years(page: Page, finding: Finding) -> bool:
    """Whether the parts of a sum are of several years, which tell them apart, and no year is left out: they are more
    than their whole, or a slip off it."""
    apart = len(_years(page, finding.figures[1:])) > 1
    return apart and (finding.recomputed > finding.stated.value or is_slip(finding))


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


def _has_two(page: Page, finding: Finding) -> bool:
    """Whether the amount of a rate is of the sum of the two amounts told last before it in its sentence or the one
    before (省级和县级到位资金)."""
    rate, top = finding.stated, finding.figures[1]
    latest = page.sentence(int(rate.start)) - 1
    money = [each for each in page.counts if each.start < rate.start and each.unit == MONEY]
    told = [each for each in money if page.sentence(each.start) >= latest and each.value != top.value][-2:]
    whole = sum(each.value for each in told)
    return len(told) == 2 and whole >= top.value and is_rate(rate, top.value, whole)


def _are_of_two_years(page: Page, finding: Finding) -> bool:
    """Whether one of the two figures of a rate is of the year before, and the other is not."""
    starts = {each.start for each in finding.figures[1:]}
    names = [THAN_LAST.sub("", each.name).replace("年初", "") for each in page.counts if each.start in starts]
    of_last = {bool(pattern("last_year").search(name)) and not OF_THIS.search(name) for name in names}
    return len(of_last) > 1


def _has_another(page: Page, finding: Finding, parts: list[Figure]) -> bool:
    """Whether a list makes up another figure than the one it is held against, near before it; one before that only
    where no swapped digits explain the difference."""
    first, own = min(each.start for each in parts), finding.stated
    others = _alike(page, own, first - REACH, first)
    slip = is_slip(finding, swaps_only=True)
    meant = (each for each in others if each.start > own.start or not slip)
    starts = {each.start for each in finding.figures}
    return any(abs(each.value - finding.recomputed) < SAME for each in meant if each.start not in starts)


def _goes_on(page: Page, whole: Figure, parts: list[Figure], finding: Finding) -> bool:
    """Whether a list whose total stands behind it begins earlier in its sentence, with figures in other units."""
    if whole.start < parts[0].start:
        return False
    own = page.sentence(int(parts[0].start))
    before = [each for each in page.counts if each.start < parts[0].start and page.sentence(each.start) == own]
    missing, total = whole.value - finding.recomputed, 0.0
    for each in reversed(before):
        total += each.value if each.unit not in (RATE, MONEY) else 0.0
        if abs(total - missing) < SAME:
            return True
    return False


def _is_of_a_longer_list(page: Page, finding: Finding) -> bool:
    """Whether a list that is no slip off its whole and the figures that go on from it in their unit make up another
    figure, told before it."""
    whole, first = finding.stated, min(each.start for each in finding.figures[1:])
    if whole.start > first or is_slip(finding):
        return False
    near = _alike(page, whole, first, first + REACH)
    behind = [each.value for each in takewhile(lambda each: not pattern("left").search(each.name), near)]
    told = {each.value for each in _alike(page, whole, first - REACH, first) if each.value != whole.value}
    sums = [*accumulate(behind)][len(finding.figures) - 1 :][:LONGER]
    return any(abs(total - other) < SAME for total in sums for other in told if total > whole.value)


def _adds_to_its_part(page: Page, finding: Finding) -> bool:
    """Whether a figure and the one told before it make up what was taken for its part (482人加上158人，正好640人)."""
    whole, part = finding.figures
    before = [*_alike(page, whole, whole.start - NEAR, whole.start)][-1:]
    return any(abs(each.value + whole.value - part.value) < SAME for each in before)


def _alike(page: Page, own: Figure, start: float, end: float) -> Iterator[Count]:
    """The figures of a stretch of the text in the unit of one of its figures."""
    unit = next((each for each in page.counts if each.start == own.start), None)
    return (each for each in page.counts if unit and start <= each.start < end and alike(each, unit))
