"""Checks of what a text claims of two figures that it prints: within a limit, beyond a target, grown from one to the
other. The words of the claim stand between the figures, so that it is of these two."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.checks.counts import PROMISED, RATE, Count, Page, against, alike, heads, limited
from helpers.coding.checks.findings import Finding, unless_proven
from helpers.coding.checks.words import any_of, pattern

GAP = "[^。；;！？，,、0-9]{0,10}"
ALSO = f"(?:{any_of('also')})*"
BEYOND = re.compile(rf"^[）)]?[，,]?{ALSO}(?:{any_of('beyond')}){GAP}(?:{any_of('aim')}){GAP}$")
PART = pattern("parts_follow")  # a change behind a list of parts may be of its whole
DENIED = re.compile("未能|没能|未实现|没有实现|不再|应当?$|须|要求|必须")
UP, DOWN = any_of("up"), any_of("down")
OF_LAST = re.compile(rf"{any_of('last_year')}|(?:较|比)20\d\d年")
SINCE_LAST = re.compile(f"{OF_LAST.pattern}|同比")
LAST_BEHIND = re.compile(rf"^[，,（(]?(?:{any_of('last_year')}|20\d\d年)[^，。；\d]{{0,8}}$")
FROM = re.compile(
    rf"^[^，,。；;]{{0,6}}?(?:{UP}|{DOWN}|升|降|增|减|缩|压)[^，,。；;0-9]{{0,6}}?(?:到|至|为)[^，,。；;0-9]{{0,8}}$"
)
PLAIN = re.compile(
    rf"{any_of('change', 'last_year', 'also')}|20\d\d|[，,、（()）\s率幅额量数总]|实际|相比|年|比|同|万|元|了"
)
BARE = re.compile(rf"[，,]?(?:同比|环比|[较比](?:上年|去年|上一年)(?:同期)?)?(?:{UP}|{DOWN})(?:了|率为?|幅度?为?|约)?")
THAN = re.compile(r"^[，,（(]?[比较][^，,。；;\d]{1,16}$")
THAN_FIRST = re.compile("[，,][比较](?P<of>计划|预算|目标|任务|上年|去年)数?")  # 计划320，实际305，比计划少15
MORE_OR_LESS = re.compile(
    "[，,]?(?:净|共|实际|累计)?(?:数|额|总额|相比|相?[比较])?(?:(?P<more>增加|增长|增多|提高|高出|高|多|超出|超过|超|增)"
    "|减少|下降|降低|节约|节省|节支|缩短|省|低|少|压减|减|降)了?"
)
LAST_FIRST, NOW = re.compile("^(?:去年|上年)(?:全年)?"), re.compile("^(?:今年|本年|当年)(?:全年)?")
YEAR, THIS_YEAR = re.compile(r"(20\d\d)年"), re.compile("全年|今年|本年|当年|年内")
OWN_YEAR = re.compile(r"(20\d\d)年度?(?:同期)?(?:[全共实际仅只约]|完成|实现|达到?|为|是|有)*")
OPENS_LAST = re.compile(
    "(?:同比|与(?:上年|去年)(?:同期)?相?比|同期对比)[^，。；：:\\d]{0,2}[，,：:]?(?:上年|去年|上一年)(?:同期)?(?P<deed>[\u4e00-\u9fff]{2,4})"
)
BY_NOW = re.compile(rf"[，,]?(?:本年度?|今年|当年)?(?:同比)?(?P<way>{UP}|{DOWN})(?:了|率为?|幅度?为?|约)?")
FAR = 90.0  # percent of change that is no slip in one of a few
ONE = 0.5  # percent: 约8.41% is printed as exactly as 8.41%
CLAUSE = 30  # characters before a figure that name it, with its year
CHANGED = re.compile(rf"^[^。；;0-9]{{0,12}}?(?P<way>{UP}|{DOWN})(?:了|率为?|幅度?为?|约)?$")


def beyond(pages: list[Page]) -> Iterator[Finding]:
    """Figures that are said to be beyond the target that follows, and are not."""
    for page, one, target, words in _neighbours(pages):
        ahead = page.text[target.end : target.end + len(target.unit) + 6]
        said = BEYOND.search(words) and not DENIED.search(words) and alike(one, target) and "百分点" not in ahead
        if said and not _is_of_whole(page, one, target):
            what = f"{one.name}: said to be beyond {target.value:.12g} {target.unit}"
            yield limited(what, target, one, one.value >= target.value)


def _is_of_whole(page: Page, one: Count, target: Count) -> bool:
    """Whether a figure is the last part of one before it in its sentence that is beyond the target."""
    own = page.sentence(one.start)
    before = [each for each in page.counts if each.start < one.start and page.sentence(each.start) == own]
    return one.value < target.value <= max((each.value for each in before if alike(each, one)), default=0)


def _neighbours(pages: list[Page]) -> Iterator[tuple[Page, Count, Count, str]]:
    """Figures of one sentence that follow each other, exact ones first, with the words between them."""
    for page in pages:
        for one, other in zip(page.counts, page.counts[1:], strict=False):
            if page.sentence(one.start) == page.sentence(other.start) and one.comparator == "=":
                words = page.between(one, other).removeprefix(one.unit).strip()
                yield page, one, other, re.sub(r"^万?元", "", words)


def growth(pages: list[Page]) -> Iterator[Finding]:
    """Rates of growth against the two levels before them, their parts passed over, or the level and the change."""
    passed = (heads(page) for page in pages)
    for page in (*pages, *(own for own, page in zip(passed, pages, strict=True) if len(own.counts) < len(page.counts))):
        for place, rate in enumerate(page.counts):
            exact = rate.comparator == "=" or (rate.comparator == "~" and rate.half_digit < ONE)
            if rate.unit == RATE and exact:
                yield from _grown(page, *page.counts[place - 2 : place], rate) if place > 1 else ()
                yield from _grown_apart(page, place)
                yield from _grown_since(page, place)
                yield from _grown_of_line(page, place)
                yield from _grown_by(page, place) if place > 2 else ()


def _grown_apart(page: Page, place: int) -> Iterator[Finding]:
    """100, up by 25 %, last year 80; 100, 90 % of the plan, last year 80, up by 25 %."""
    rate, behind = page.counts[place], page.counts[place + 1 : place + 2]
    levels = (each for each in page.counts[max(0, place - 4) : place] if each.unit != RATE)
    before = [each for each in levels if not PROMISED.search(each.name)][-2:]
    for other in behind:
        one = page.counts[place - 1]
        if place and SINCE_LAST.search(page.between(one, rate)) and LAST_BEHIND.search(_words(page, rate, other)):
            yield from _changed(page, one, other, rate, _words(page, one, rate))
    if len(before) == 2 and before[0] is not page.counts[place - 2] and OF_LAST.search(before[1].name):
        bare = BARE.fullmatch(_words(page, before[1], rate))
        yield from _changed(page, *before, rate, bare[0]) if bare else ()


def _grown_since(page: Page, place: int) -> Iterator[Finding]:
    """100 this year, 110 % of the plan; in 2022 (the year before) 80, up by 25 %: of what is told before in the unit of
    that, no plan, whatever agrees, else the last that is no part."""
    rate, before = page.counts[place], page.counts[max(0, place - 1)]
    year = OWN_YEAR.fullmatch(_clause_of(page, before)) if place > 1 else None
    bare = BARE.fullmatch(_words(page, before, rate)) if year else None
    told = CHANGED.search(bare[0]) if bare else None
    if not told:
        return
    sign = 1 if re.search(UP, told["way"]) else -1
    levels = [each for each in _levels_before(page, place - 1) if _is_of_next(page, each, year[1], True)]
    changes = [(now, sign * 100 * (now.value - before.value) / before.value) for now in levels]
    found = [(now, each) for now, change in changes for each in _rated(now, before, rate, change, before.value)]
    agreeing = [each for _, each in found if each.verdict != "contradiction"]
    wholes = [each for now, each in found if not PART.search(_clause_of(page, now))]
    yield from (agreeing or wholes)[-1:]


def _grown_of_line(page: Page, place: int) -> Iterator[Finding]:
    """Dealt with 100, of these 60 and 40. On last year: dealt with 80, up by 25 %: of the one figure of the line before
    such a sentence that has the unit and the deed of what is told of last year, parts and plans passed over."""
    rate, before = page.counts[place], page.counts[max(0, place - 1)]
    told = OPENS_LAST.fullmatch(page.head(before)) if place > 1 else None
    way = BY_NOW.fullmatch(_words(page, before, rate)) if told else None
    if not way or not before.value > 0:
        return
    start = page.text.rfind("\n", 0, before.start)
    earlier = [each for each in page.counts[:place] if start < each.start < before.start and alike(each, before)]
    own = [each for each in earlier if told["deed"] in each.name and not PROMISED.search(each.name)]
    wholes = [each for each in own if each.comparator == "=" and not PART.search(_clause_of(page, each))]
    if len(wholes) == 1 and before.comparator == "=":
        sign = 1 if re.search(UP, way["way"]) else -1
        change = sign * 100 * (wholes[0].value - before.value) / before.value
        yield from _rated(wholes[0], before, rate, change, before.value)


def _levels_before(page: Page, place: int) -> list[Count]:
    """The exact figures before one in its unit, in its sentence or the one that a semicolon parts from it, which are no
    plans."""
    one, own = page.counts[place], page.sentence(page.counts[place].start)
    start = page.reach(own)[0]
    apart = start and page.text[start - 1] in "；;"
    near = [each for each in page.counts[max(0, place - 5) : place] if page.sentence(each.start) >= own - bool(apart)]
    return [
        each
        for each in near
        if alike(each, one) and each.comparator == one.comparator == "=" and each.unit != RATE and one.value > 0
        and not PROMISED.search(each.name)
    ]  # fmt: skip


def _grown_by(page: Page, place: int) -> Iterator[Finding]:
    """100, 20 more than the 80 of last year, up by 25 %."""
    one, other, change, rate = page.counts[place - 3 : place + 1]
    bare = BARE.fullmatch(_words(page, change, rate))
    if (
        bare
        and alike(other, change)
        and _difference(page, one, other, change)
        and OF_LAST.search(_words(page, one, other))
    ):
        yield from _changed(page, one, other, rate, bare[0])


def differences(pages: list[Page]) -> Iterator[Finding]:
    """By how much a figure is said to be more or less than the next one (486万元, 比预算500万元节约14万元)."""
    for page in pages:
        for one, other, change in zip(page.counts, page.counts[1:], page.counts[2:], strict=False):
            sign = _difference(page, one, other, change)
            if sign and page.sentence(one.start) == page.sentence(change.start):
                what = f"{change.name}: difference of {one.value:.12g} and {other.value:.12g} {one.unit}"
                found = against("identity", what, [change, one, other], round(sign * (one.value - other.value), 9))
                yield unless_proven(found) if _is_one_of_several(page, one) else found


def _is_one_of_several(page: Page, one: Count) -> bool:
    """Whether a figure in the unit of this one stands before it in its sentence, so that both may be compared."""
    own = page.sentence(one.start)
    return any(page.sentence(each.start) == own and alike(each, one) for each in page.counts if each.start < one.start)


def _difference(page: Page, one: Count, other: Count, change: Count) -> int:
    """1 where a third figure is said to be by how much the first is more than the second, -1 less, 0 where neither; of
    a level that became another (由80增加到100，净增20), the other way round."""
    exact = all(each.comparator == "=" and each.unit != RATE and alike(each, one) for each in (one, other, change))
    words, behind = _words(page, one, other), _words(page, other, change)
    back = THAN_FIRST.match(behind)
    if exact and back and back["of"] in _clause_of(page, one) and back["of"] not in _clause_of(page, other):
        told = MORE_OR_LESS.fullmatch(behind[back.end() :])
        return 0 if told is None else -1 if told["more"] else 1
    told = MORE_OR_LESS.fullmatch(behind) if exact else None
    sign = 0 if told is None else 1 if THAN.search(words) else -1 if FROM.search(words) else 0
    return sign if told and told["more"] else -sign


def _changed(page: Page, now: Count, before: Count, rate: Count, words: str) -> Iterator[Finding]:
    """The rate against the levels now and before, where the words before it tell of a change."""
    told = CHANGED.search(words)
    places = {page.sentence(each.start) for each in (now, before, rate)}
    exact = now.comparator == before.comparator == "=" and alike(now, before) and now.unit != RATE
    if (
        told
        and exact
        and _is_of(told, now.name + before.name)
        and len(places) == 1
        and before.value > 0
        and not PART.search(_sentence(page, now))
    ):
        sign = 1 if re.search(UP, told["way"]) else -1
        recomputed = sign * 100 * (now.value - before.value) / before.value
        yield from _rated(now, before, rate, recomputed, before.value)


def _grown(page: Page, one: Count, other: Count, rate: Count) -> Iterator[Finding]:
    """From 80 to 100, up 25 %; 100, up from 80 last year, by 25 %; 100, up 20 on last year, or 25 %."""
    told = CHANGED.search(_words(page, other, rate))
    words = _years_told(page, one, other) or _words(page, one, other)
    apart = page.sentence(rate.start) - page.sentence(one.start)
    together = apart == 0 or (apart == 1 and _is_nameless(page, other))
    exact = one.comparator == other.comparator == "=" and alike(one, other) and one.unit != RATE
    own = _is_of(told, _sentence(page, other)) if told else False
    exact = exact and not PROMISED.search(one.name)  # 68万人次，目标60万人次，去年59.8万人次，增长14.2%
    if own and together and exact and "百分点" not in page.text[rate.end : rate.end + 5]:
        sign = 1 if re.search(UP, told["way"]) else -1
        earlier = OF_LAST.search(_clause_of(page, one)) is not None
        for before, now in _levels(words, one.value, other.value, earlier):
            if before > 0 and not PART.search(_sentence(page, one)):
                yield from _rated(one, other, rate, sign * 100 * (now - before) / before, before)


def _is_nameless(page: Page, other: Count) -> bool:
    """Whether a figure opens its sentence and names nothing, as 86例 in 报告29例；上年为86例，下降66.3%."""
    opens = page.text[: other.start].removesuffix(other.name).endswith(("；", ";"))
    return opens and PLAIN.sub("", other.name).strip("为是达") == ""


def _years_told(page: Page, one: Count, other: Count) -> str:
    """去年 where the second figure is of the year before that of the first (全年86万吨，2022年82万吨), 增长到 where it
    is of the year after; empty where their clauses do not say so."""
    clauses = [_clause_of(page, each) for each in (one, other)]
    first, second = map(YEAR.findall, clauses)
    if LAST_FIRST.sub("", clauses[0]) == NOW.sub("", clauses[1]) != clauses[1]:  # 去年接诊…，今年接诊…
        return "增长到"
    if len(second) != 1 or len(first) > 1 or OF_LAST.search(page.between(one, other).replace(f"{second[0]}年", "")):
        return ""
    before = int(second[0]) - int(first[0]) if first else -1 if _is_of_next(page, one, second[0]) else 0
    return {-1: "去年", 1: "增长到"}.get(before, "")


def _clause_of(page: Page, each: Count) -> str:
    """The words of its clause before a figure, with the date that opens it."""
    return re.split(r"[，。；;：:！？\n（(]|,(?!\d)", page.text[max(0, each.start - CLAUSE) : each.start])[-1]


def _is_of_next(page: Page, one: Count, year: str, in_sentence: bool = False) -> bool:
    """Whether a figure without a year is of this one (全年, 今年), which the text names as the year behind another, or
    the last year that its sentence, or the text as its first, names before it is that."""
    following = f"{int(year) + 1}年"
    named = YEAR.findall(page.head(one) + _clause_of(page, one)) or YEAR.findall(page.text)[:1]
    own = THIS_YEAR.search(_clause_of(page, one)) is not None
    return (own and following in page.text) or (in_sentence and named[-1:] == [following[:-1]])


def _is_of(told: re.Match, known: str) -> bool:
    """Whether a change names nothing (其中越级访下降, 两项分别增长) that its levels do not."""
    named = PLAIN.sub("", told[0][: told.start("way") - told.start()])
    return len(named) < 2 or all(a + b in known for a, b in pairwise(named))


def _sentence(page: Page, one: Count) -> str:
    """The words of its sentence before a figure."""
    return page.text[[0, *page.borders][page.sentence(one.start)] : one.start]


def _levels(words: str, one: float, other: float, earlier: bool) -> Iterator[tuple[float, float]]:
    """The level before and the level now that the words make of two figures, of which the first may be the earlier."""
    up, down = (re.search(f"(?:{way})了?$", words) for way in (UP, DOWN))
    if earlier and (up or down):
        yield one, one + other if up else one - other
    elif FROM.search(re.sub(r"20\d\d年", "", words)):
        yield one, other
    elif OF_LAST.search(words) and (up or down):
        yield (one - other if up else one + other), one
    elif OF_LAST.search(words) and not re.search(f"{UP}|{DOWN}", words):
        yield other, one


def _words(page: Page, one: Count, other: Count) -> str:
    return re.sub(r"^[万亿]?元", "", page.between(one, other).removeprefix(one.unit)).strip()


def _rated(one: Count, other: Count, rate: Count, recomputed: float, before: float) -> Iterator[Finding]:
    """The rate against the change, unless that is out of all proportion to it, so that the levels are of two things."""
    spread = 100 * (one.half_digit + (2 + abs(recomputed) / 100) * other.half_digit) / before
    what = f"{rate.name} from {one.value:.12g} and {other.value:.12g}, %"
    if abs(recomputed) <= FAR or rate.value > FAR / 2:
        yield against("rate", what, [rate, one, other], round(recomputed, 9), rate.half_digit + spread, "growth")
