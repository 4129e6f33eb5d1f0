"""What other figures of a text make up: a figure that is the sum, the difference or the ratio of figures told right
with it needs none of those that it was held against."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from helpers.coding.checks.counts import MONEY, PROMISED, RATE, SAME, Count, Page, alike, clause_of, is_rate
from helpers.coding.checks.findings import LISTS, Figure, Finding
from helpers.coding.checks.retold.repeats import core
from helpers.coding.checks.texts.bonuses import ADDS
from helpers.coding.checks.words import any_of, pattern

POINTS = "分"
OF_EACH = re.compile("[各每][^，。；\\d]{0,3}$")
ADDED = re.compile("加上|连同|再加")
POOLED = re.compile("(?:合并|合起来|加权|汇总)[^，。；\\d]{0,12}$")
MOST = re.compile(rf"(?:{any_of('most_points')}|满分)[^，。；\d]{{0,4}}$")
GOT_BEHIND = re.compile(r"分?[）)]?[，,：:]?(?:本项|该项|自评|实际|实)*(?:得分?|自评)为?\d")
FEW = 10  # figures in its unit before one that may be listed for it, or of which it may be the difference
FEWEST_POINTS = 3
TIMES, NUMBERS = range(2, 10), ("[二两]", *"三四五六七八九")  # 其他两处各180万元
CAME, ABOUT = pattern("came_in"), re.compile("其中|上级|中央|省|市级|应")
CHANGED = pattern("budget_changed")
STEM = re.compile("([\u4e00-\u9fff]{2})(?:率|比例)[^，。；\\d]{0,4}$")
LEFT = re.compile(f"{any_of('left')}|剩")
IS_IN = re.compile("(?:计入|含在|包含在|包括在|算入|算在|纳入|列入|归入)(?:了|到)?[^，。；\\d]{0,6}(?<!的)$")
CAPPED = re.compile("最[高多]|封顶|不超过|上限|为限")
FULL = 100.0
REACH = 24  # characters before a figure that say what it is of
CLOSE = 300  # characters before a rate in which what it is of stands


def is_derived(page: Page, finding: Finding) -> bool:
    """Whether a figure, or a part, that contradicts others agrees with those of its own words."""
    pair = finding.kind == "part" and len(finding.figures) == 2
    checks = MADE_UP_BY.get("pair" if pair else finding.kind, ()) if finding.way not in ("growth", "change") else ()
    return any(check(page, finding) for check in checks)


def _is_taken(page: Page, finding: Finding) -> bool:
    """Whether what a rate is held against makes up another rate beside it (机构覆盖率85.71%，病种覆盖率92.3%), which is
    no aim and printed as exactly."""
    start, half = finding.stated.start, finding.stated.half_digit * (1 + SAME)
    rates = (each for each in page.counts if each.unit == RATE and each.comparator == "=" and each.half_digit <= half)
    near = (each for each in rates if abs(each.start - start) < 2 * REACH)
    others = [each.figure for each in near if not PROMISED.search(each.name)]
    top, whole = (each.value for each in finding.figures[1:3]) if len(finding.figures) == 3 else (0.0, 0.0)
    return whole > 0 and any(is_rate(each, top, whole) for each in others if each.start != start)


def _is_pooled(page: Page, finding: Finding) -> bool:
    """Whether a rate is said to be of several together, or is that of all pairs of its sentence (采样120份合格108份，
    采样130份合格114份，合格率88.8%)."""
    start = int(finding.stated.start)
    own = [each for each in _before(page, finding.stated, CLOSE) if each.unit not in (RATE, MONEY, "")]
    values = [each.value for each in own if page.sentence(each.start) == page.sentence(start)]
    pairs = len(values) > 2 and len(values) % 2 == 0 and sum(values[::2]) > 0
    said = POOLED.search(page.text, max(0, start - REACH), start) is not None
    return said or (pairs and is_rate(finding.stated, sum(values[1::2]), sum(values[::2])))


def _is_of_its_sentence(page: Page, finding: Finding) -> bool:
    """Whether the last amount before a rate in its sentence, or one there with the verb of the rate (拆除 of 拆除率),
    over one told shortly before, is the rate, where it is held against others."""
    rate = finding.stated
    own = [each for each in _before(page, rate, CLOSE) if each.unit != RATE and each.value > 0]
    near = [each for each in own if page.sentence(each.start) == page.sentence(int(rate.start))]
    used = {each.value for each in finding.figures[1:]}
    verb = STEM.search(page.text, max(0, int(rate.start) - REACH), int(rate.start))
    for top in (*near[-1:], *(each for each in near if verb and verb[1] in each.name)):
        wholes = (each for each in own if alike(each, top) and each.value > top.value)
        others = (each for each in wholes if not {top.value, each.value} <= used)
        if any(is_rate(rate, top.value, each.value) for each in others):
            return True
    return False


def _is_of_two_in_one(page: Page, finding: Finding) -> bool:
    """Whether the last count before a rate and another of its sentence, together, over one told shortly before are the
    rate."""
    rate = finding.stated
    near = [each for each in _before(page, rate, CLOSE) if each.unit not in (RATE, MONEY, "") and each.value > 0]
    own = [each for each in near if page.sentence(each.start) == page.sentence(int(rate.start))][-FEW:]
    return any(
        one.value + other.value <= whole.value and is_rate(rate, one.value + other.value, whole.value)
        for one in own[-1:]
        for other in own[:-1]
        for whole in near
        if alike(whole, one) and alike(whole, other) and whole not in (one, other)
    )


def _are_made_up(page: Page, finding: Finding) -> bool:
    """Whether each of two figures is made up of others."""
    return all(_is_made_up(page, each, {*finding.figures} - {each}) for each in finding.figures)


def _is_made_up(page: Page, figure: Figure, others: set[Figure]) -> bool:
    """Whether a rate is that of two figures told shortly before it, or a count makes up such a rate, or a total, with
    others than those that it is held against."""
    own = next((each for each in page.counts if each.start == figure.start), None)
    if own is None:
        return False
    if own.unit == RATE:
        return any(is_rate(figure, top, whole) for top, whole in _pairs(_before(page, figure, CLOSE)))
    apart = page._replace(counts=[each for each in page.counts if each.start not in {other.start for other in others}])
    return _has_a_rate(apart, own) or _is_in_a_sum(apart, own) or _is_a_product(page, own)


def _is_changed(page: Page, finding: Finding) -> bool:
    """Whether a change of the budget makes one of two amounts the other, of which one at most is said to be that of the
    beginning of the year (共安排186万元 … 年初预算168万元，追加18万元)."""
    starts = {each.start for each in finding.figures}
    own = [each for each in page.counts if each.start in starts and each.unit == MONEY]
    changes = [each.value for each in page.counts if each.unit == MONEY and CHANGED.search(each.name)]
    apart = abs(finding.recomputed - finding.stated.value)
    first = sum(pattern("first_budget").search(each.name) is not None for each in own)
    return len(own) == 2 and first < 2 and any(abs(each - apart) < SAME for each in changes)


def _pairs(counts: list[Count]) -> Iterator[tuple[float, float]]:
    near = [each for each in counts if each.unit not in (RATE, "") and each.value > 0][-FEW:]
    yield from (tuple(sorted((one.value, other.value))) for one, other in combinations(near, 2) if alike(one, other))


def _has_a_rate(page: Page, own: Count) -> bool:
    """Whether the next figure is the rate of a count in one told shortly before it."""
    rate = next((each for each in page.counts if each.start > own.start), own)
    wholes = (each for each in _before(page, own.figure, CLOSE) if alike(each, own) and each.value > own.value)
    near = rate.unit == RATE and page.sentence(rate.start) == page.sentence(own.start)
    return near and any(is_rate(rate.figure, own.value, each.value) for each in wholes)


def _is_in_a_sum(page: Page, own: Count) -> bool:
    """Whether three figures that follow each other in one unit, of which a count is one, are a total and its parts."""
    same = [each for each in page.counts if alike(each, own)]
    place = same.index(own)
    threes = (same[start : start + 3] for start in range(max(0, place - 2), place + 1))
    return any(len(three) == 3 and _adds_up(sorted(each.value for each in three)) for three in threes)


def _is_a_product(page: Page, own: Count) -> bool:
    """Whether a count is that of another of its sentence taken as often as is told between (87座各三人，共261人)."""
    near = [each for each in _before(page, own.figure) if page.sentence(each.start) == page.sentence(own.start)]
    return any(
        abs(times * each.value - own.value) < SAME and re.search(f"{times}|{sign}", page.between(each, own))
        for each in near
        for times, sign in zip(TIMES, NUMBERS, strict=True)
    )


def _adds_up(values: list[float]) -> bool:
    return abs(values[0] + values[1] - values[2]) < SAME


def _is_the_difference(page: Page, finding: Finding) -> bool:
    """Whether what is left is an amount before it less the one told last (监管224万元，支付209.4万元，转14.6万元), or
    what came in of a budget less what was spent."""
    left, used = finding.stated, {each.value for each in finding.figures}
    money = [each for each in _before(page, left) if each.unit == MONEY]
    came = [each for each in money if CAME.search(each.name) and not ABOUT.search(each.name)]
    if any(abs(had.value - spent - left.value) < SAME for had in came if had.value not in used for spent in used):
        return True
    own = [each for each in money[-1:] if page.sentence(each.start) >= page.sentence(int(left.start)) - 1]
    return any(
        abs(had.value - spent.value - left.value) < SAME
        for spent in own
        for had in money[-FEW:-1]
        if spent.value not in used
    )


def _is_sum_of_points(page: Page, finding: Finding) -> bool:
    """Whether points that follow each other before or behind a total, without maxima, add up to it, whether or not
    those count that others got stand behind (管理20分，得19分)."""
    scored = [each for each in page.counts if each.unit == POINTS and not _is_most(page, each)]
    apart = [each for each in scored if each.start != finding.stated.start]
    got = [each for each in apart if not GOT_BEHIND.match(page.text, each.end)]
    return all(_add_up(own, finding.stated) for own in (apart, got))


def _add_up(scored: list[Count], total: Figure) -> bool:
    before = [each for each in scored if each.start < total.start][-FEW:]
    behind = [each for each in scored if each.start > total.start][:FEW]
    sums = (*_running(before[::-1]), *_running(behind))
    return any(size >= FEWEST_POINTS and abs(value - total.value) < SAME for size, value in sums)


def _has_a_bonus(page: Page, finding: Finding) -> bool:
    """Whether what the criteria add up to becomes a total with points added between, behind where that is printed or
    else behind the last of them: of more than full marks also no more than these, and only that where the words say so
    (基础分97.5分，加3分，最高计100分，最终得分100分)."""
    total = finding.stated
    scored = [each for each in _before(page, total) if each.unit == POINTS]
    printed = [each.start for each in scored if abs(each.value - finding.recomputed) < SAME]
    begin = min(
        printed, default=max((each.start for each in finding.figures[1:] if each.start < total.start), default=-1)
    )
    added = [each.value for each in scored if each.start > begin >= 0 and ADDS.search(clause_of(page, each))]
    sums = [finding.recomputed + each for each in (*added, sum(added))] if added else []
    capped = CAPPED.search(page.text, int(max(begin, 0)), int(total.start)) is not None
    made = {min(each, FULL) for each in sums} | {*([] if capped else sums)}
    return any(abs(each - total.value) < SAME for each in made)


def _is_most(page: Page, each: Count) -> bool:
    return MOST.search(page.text, max(0, each.start - REACH), each.start) is not None


def _running(figures: list[Count]) -> Iterator[tuple[int, float]]:
    """How many figures make up how much, from the first on."""
    total = 0.0
    for size, each in enumerate(figures, 1):
        total += each.value
        yield size, total


def _has_larger(page: Page, finding: Finding) -> bool:
    """Whether a figure before a whole in its sentence is as large as what was taken for its part, and neither 其中
    nor the name of the whole, told again (网办件中), says that it is its part, or words add it."""
    whole, part = finding.figures
    own, words = page.sentence(int(whole.start)), page.text[int(whole.end) : int(part.start)]
    before = (each for each in _before(page, whole) if page.sentence(each.start) == own)
    larger = any(each.value >= part.value and _is_alike(page, each, whole) for each in before)
    named = "其中" in words or any(f"{core(each.name)}中" in words for each in page.counts if each.start == whole.start)
    return whole.start < part.start and (ADDED.search(words) is not None or (larger and not named))


def _is_one_of_them(page: Page, finding: Finding) -> bool:
    """Whether a total and the list behind it together make up another figure, so that it is but the first of them."""
    both = finding.stated.value + finding.recomputed
    return any(abs(each.value - both) < SAME for each in page.counts if each.unit == MONEY)


def _is_in_another(page: Page, finding: Finding) -> bool:
    """Whether the words before what was taken for a part say that it is what others are in (已含在前述635户里)."""
    starts = (int(each.start) for each in finding.figures if each != finding.stated)
    return any(IS_IN.search(page.text, max(0, start - REACH), start) for start in starts)


def _is_of_more(page: Page, finding: Finding) -> bool:
    """Whether what was spent beyond a budget makes up, of a larger amount before it, the rate told next or what is said
    to be left, so that the budget is that of a part."""
    spent = next((each for each in page.counts if each.start == finding.figures[-1].start), None)
    if not finding.stages or spent is None or spent.unit != MONEY:
        return False
    larger = [each for each in _before(page, spent.figure, CLOSE) if each.unit == MONEY and each.value > spent.value]
    behind = [each for each in page.counts if each.start > spent.start][:1]
    rests = [each.value for each in behind if each.unit == MONEY and LEFT.search(each.name)]
    left = any(abs(had.value - spent.value - rest) < SAME for had in larger for rest in rests)
    return left or _has_a_rate(page, spent)


def _is_told_by_how_much(page: Page, finding: Finding) -> bool:
    """Whether the next words print, in their unit, what parts have beyond their whole (两样都享受，重复的有671人)."""
    end, beyond = max(int(each.end) for each in finding.figures), finding.recomputed - finding.stated.value
    near = (each for each in page.counts if end < each.start < end + 2 * REACH)
    return beyond > 0 and any(
        abs(each.value - beyond) < SAME and _is_alike(page, each, finding.stated) for each in near
    )


def _is_of_each(page: Page, finding: Finding) -> bool:
    """Whether what is told of each of several (其他两处各180万元) in the sentence of parts fills what is missing."""
    missing, own = finding.stated.value - finding.recomputed, page.sentence(int(finding.figures[-1].start))
    used = {each.start for each in finding.figures}
    told = (each for each in page.counts if page.sentence(each.start) == own and OF_EACH.search(each.name))
    return any(abs((times - (each.start in used)) * each.value - missing) < SAME for each in told for times in TIMES)


def _is_nested(page: Page, finding: Finding) -> bool:
    """Whether a rate in the sentence of parts beyond their whole is that of one of them in the one before it."""
    whole, *parts = finding.figures
    if finding.recomputed < whole.value or max(part.value for part in parts) > whole.value:
        return False
    own = page.sentence(int(parts[0].start))
    rates = [each for each in page.counts if each.unit == RATE and page.sentence(each.start) == own]
    return any(
        is_rate(each.figure, last.value, first.value)
        for each in rates
        for first, last in pairwise(parts)
        if first.value
    )


def _before(page: Page, figure: Figure, reach: float = float("inf")) -> list[Count]:
    return [each for each in page.counts if figure.start - reach <= each.start < figure.start]


def _is_alike(page: Page, each: Count, figure: Figure) -> bool:
    own = next((one for one in page.counts if one.start == figure.start), None)
    return own is not None and alike(each, own)


MADE_UP_BY = {
    "rate": (_is_of_its_sentence, _is_of_two_in_one, _is_pooled, _is_taken),
    "repeat": (_are_made_up, _is_changed),
    "identity": (_is_the_difference,),
    "score": (_is_sum_of_points, _has_a_bonus),
    "limit": (_is_of_more,),
    "pair": (_has_larger, _is_in_another),
    **dict.fromkeys(LISTS, (_is_one_of_them, _is_in_another, _is_told_by_how_much, _is_of_each, _is_nested)),
}
