"""Checks of what is counted: parts against their whole, rates against their numbers, figures told twice.

They need the text, because only its words say that figures belong together; where these leave another reading open, the
verdict is scope.
"""

import math
import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from helpers.coding.checks.counts import RATE, Count, Page, against, alike
from helpers.coding.checks.findings import Finding, distance, is_slip, percent
from helpers.coding.checks.retold.repeats import LONG, core, near
from helpers.coding.checks.texts import bound
from helpers.coding.checks.texts.listings import SHARE_TOLD
from helpers.coding.checks.texts.wholes import ENCLOSED
from helpers.coding.checks.words import pattern, shares
from helpers.reading.vocabulary import words

PARTS = re.compile("其中|包括|包含|含|分别|分为")
EXHAUSTIVE = re.compile("分别|分为|其余|余下|剩余")
OPENED, CLOSED = re.compile("[（(]"), re.compile("[）)]")
REST = re.compile("其[他它余](?!.*(?:外|临|兼|志愿|派遣|聘))")
OBJECT = re.compile(
    r"(?!的)(?:(?!任务|目标|计划|以上)[\u4e00-\u9fff]){2,12}[，,；;]其中[：:，,]?[\u4e00-\u9fff“”]{2,12}"
)  # 832名残疾人适配辅具，其中重度残疾人
OF_YEAR = re.compile(r"^[^，。；]{0,4}[（(](?:20\d\d年|上年|去年|同期)")  # 19,044人（2021年为19,126人…）
BESIDES = re.compile("[，,；;（(]另[有外聘设]")
NOW = re.compile("目前|现有|现存")  # a stock behind a list of what came or went
NET = re.compile("净增|净减|节约?$|节省$|减少了?$|增加了?$|超支$|多$|少$")  # a difference has no parts
OVERLAP = pattern("overlap_said")
DIGIT = 9  # the largest number of one digit
LONGEST_NAME = 20  # characters between two parts of a list
NEARLY = 0.01  # share of a total by which the list behind it may miss it and still be meant for it
CLAUSE = 24  # characters before a figure that name it
FEWEST_LISTED, MANY = 3, 12  # figures of a list
BACK = 6  # a rate is made of two of so many figures before it
CHANGE, OPINION = pattern("change", "up", "down"), pattern("opinion")  # a rate of an opinion is of those asked
STEM = re.compile(r"([\u4e00-\u9fff]{2})率要?$")


def parts(pages: list[Page]) -> Iterator[Finding]:
    """Lists of parts (其中, 包括, 分别) against the count before them in their sentence of which they are the parts."""
    for page in pages:
        for place in range(1, len(page.counts)):
            if listed := _listed(page, place):
                wholes = [each for each in _before(page, place) if each.unit != RATE and each.comparator == "="]
                yield from _divided(page, wholes, listed)


def _listed(page: Page, place: int) -> list[Count]:
    """The figures of the list that opens before the one at `place`: those of its sentence up to the next word that
    opens a list, what stands in deeper parentheses left out; empty where no list opens there or one is a bound."""
    first, last, listed = page.counts[place], page.counts[place - 1], []
    if not _opens(page, last, first) or page.sentence(last.start) != page.sentence(first.start):
        return []
    for each in page.counts[place:]:
        depth = _depth(page.between(first, each)) if each is not first else 0
        again = depth == 0 and listed and PARTS.search(page.between(last, each))
        besides = BESIDES.search(page.between(last, each)) if listed else None
        over = page.sentence(each.start) != page.sentence(first.start) or depth < 0 or besides or NOW.match(each.name)
        if over or again or _is_of_stocks(page, first, each):
            break
        listed += [each] if depth == 0 else []
        last = each
    return listed if len(listed) <= MANY and all(each.comparator == "=" for each in listed) else []


def _depth(words: str) -> int:
    """How many parentheses the words leave open; negative where they close others."""
    return len(OPENED.findall(words)) - len(CLOSED.findall(words))


def _is_of_stocks(page: Page, first: Count, each: Count) -> bool:
    """Whether a figure is the next term of a balance (年初库存…购入…其中…销售), not a part of the one before."""
    start = [0, *page.borders][page.sentence(first.start)]
    return bool(
        pattern("goes_out", "at_last").search(each.name)
        and not pattern("goes_out", "at_last").search(first.name)
        and pattern("at_first").search(page.text, start, first.start)
    )


def _opens(page: Page, whole: Count, first: Count) -> bool:
    """Whether the words between two figures open a list of parts: by 其中 and its like, or by a parenthesis directly
    behind the unit."""
    words = page.between(whole, first).removeprefix(whole.unit)
    if ENCLOSED.search(words) or OF_YEAR.search(words) or BESIDES.search(words) or "|" in words:  # of another cell
        return False
    return bool(PARTS.search(words)) or OPENED.match(words) is not None


def _before(page: Page, place: int) -> list[Count]:
    """The figures of its sentence before the one at `place`, the nearest first."""
    own = page.sentence(page.counts[place].start)
    return [each for each in reversed(page.counts[max(0, place - BACK) : place]) if page.sentence(each.start) == own]


def _divided(page: Page, wholes: list[Count], listed: list[Count]) -> Iterator[Finding]:
    """What a list says of the count that it makes up; where it makes up none, of the one directly before it."""
    sums = [_sum("sum", whole, of) for whole in wholes for of in _readings(whole, listed)]
    sizes = [size for size in range(2, len(listed)) if not _is_closed(page, listed) or _is_nested(listed, size)]
    first = (_sum("sum", whole, listed[:size]) for whole in wholes for size in sizes)
    sums += [each for each in first if each.verdict == "holds"]
    agreeing = [finding for finding in sums if finding.verdict != "contradiction"]
    directly = [whole for whole in wholes[:1] if _opens_behind(page, whole, listed[0]) and not NET.search(whole.name)]
    beside = not _fits_swapped(wholes, listed[0]) and any(_may_have(whole, listed[0]) for whole in wholes[1:])
    directly = [] if beside or OVERLAP.search(_sentence_behind(page, listed[-1])) else directly
    if agreeing:
        yield agreeing[0]
    elif directly and (same := _of(page, directly[0], listed)):
        yield _unequal(page, directly[0], same)


def _may_have(whole: Count, part: Count) -> bool:
    """Whether a figure further before a part may have it: one in its unit, large enough, and no mere aim."""
    return alike(whole, part) and whole.value >= part.value and not pattern("aimed", "last_year").search(whole.name)


def _fits_swapped(wholes: list[Count], part: Count) -> bool:
    """Whether a part would be within the figure directly before it with two neighbouring digits swapped."""
    digits = f"{part.value:.12g}"
    swapped = (digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :] for n in range(len(digits) - 1))
    return (
        any(float(each) <= wholes[0].value for each in swapped if "." not in (each[0], each[-1])) if wholes else False
    )


def _is_closed(page: Page, listed: list[Count]) -> bool:
    """Whether a list ends with all others (文书档案、专门档案、其他载体), so that its last part is none of another."""
    return len(listed) > 2 and _closely(page, listed) and REST.match(listed[-1].name) is not None


def _is_nested(listed: list[Count], size: int) -> bool:
    """Whether the figures behind the first `size` make up the last of these (限期473处，复查合格451处，其余22处)."""
    return math.isclose(sum(each.value for each in listed[size:]), listed[size - 1].value)


def _sentence_behind(page: Page, last: Count) -> str:
    return re.split("[。；;\n]", page.text[last.end : last.end + 3 * LONGEST_NAME])[0]


def _of(page: Page, whole: Count, listed: list[Count]) -> list[Count]:
    """The parts in the unit of the whole; none where a parenthesis without 其中 has other figures too, or one only, as
    it may explain the whole in another way."""
    same = [each for each in listed if alike(each, whole)]
    said = PARTS.search(page.between(whole, listed[0]))
    return same if said or (len(same) == len(listed) > 1 and _closely(page, same)) else []


def _readings(whole: Count, listed: list[Count]) -> Iterator[list[Count]]:
    """The parts that may make up a whole: those in its unit, and all that are counted."""
    for of in ([each for each in listed if alike(each, whole)], [each for each in listed if each.unit != RATE]):
        if len(of) > 1:
            yield of


def _opens_behind(page: Page, whole: Count, first: Count) -> bool:
    """Whether what opens a list stands directly behind a whole, its unit and a mark."""
    words = page.between(whole, first)
    opening = PARTS.search(words) or OPENED.search(words)
    directly = opening is not None and opening.start() <= len(whole.unit) + len("，（")
    return directly or OBJECT.fullmatch(words.removeprefix(whole.unit)) is not None


def _unequal(page: Page, whole: Count, same: list[Count]) -> Finding:
    """Parts that do not make up their whole: beyond it they contradict it, unless they may overlap; short of it they
    contradict it where the words say that they are all."""
    total, apart = sum(each.value for each in same), _closely(page, same)
    finding = _sum("part", whole, same)
    other = any(pattern("overlapping").search(each.name) for each in same) and not is_slip(finding)
    if max(each.value for each in same) > whole.value or (total > whole.value and apart and not other):
        return finding
    if total < whole.value and len(same) > 1 and apart:
        digit_more = total > DIGIT and f"{whole.value:.12g}".endswith(f"{total:.12g}")  # 157 of 57
        all_named = EXHAUSTIVE.search(page.between(whole, same[-1])) or is_slip(finding) or digit_more
        return finding._replace(kind="sum", verdict="contradiction" if all_named else "scope")
    return finding._replace(verdict="holds" if len(same) == 1 or total <= whole.value else "scope")


def _closely(page: Page, same: list[Count]) -> bool:
    """Whether figures are one list: nothing but a short name stands between each and the next."""
    gaps = [SHARE_TOLD.sub("", page.between(*two)) for two in pairwise(same)]
    return all(len(gap) <= LONGEST_NAME and not re.search(r"\d", gap) for gap in gaps)


def _sum(kind: str, whole: Count, listed: list[Count]) -> Finding:
    what = f"{whole.name} against its {len(listed)} parts, {whole.unit or 'number'}"
    return against(kind, what, [whole, *listed])


def classes(pages: list[Page]) -> Iterator[Finding]:
    """Counts against those of their classes of which each excludes the others (刑事 and 民事 of one noun), anywhere in
    the paragraph behind them; short of the whole they say nothing."""
    for page in pages:
        for place, whole in enumerate(page.counts):
            if whole.unit != RATE and whole.comparator == "=" and len(core(whole.name)) >= LONG:
                for exclusive in words("classes"):
                    yield from _classified(whole, _of_paragraph(page, place), exclusive)


def _of_paragraph(page: Page, place: int) -> list[Count]:
    whole = page.counts[place]
    end = page.text.find("\n", whole.end)
    behind = page.counts[place + 1 : place + 1 + 2 * BACK]
    return [each for each in behind if end < 0 or each.start < end]


def _classified(whole: Count, behind: list[Count], exclusive: list[str]) -> Iterator[Finding]:
    of_class = {
        word: each
        for each in reversed(behind)
        for word in exclusive
        if word in each.name and core(each.name.replace(word, "")) == core(whole.name) and alike(each, whole)
    }
    if len(of_class) > 1 and all(each.comparator == "=" for each in of_class.values()):
        finding = _sum("part", whole, sorted(of_class.values(), key=lambda each: each.start))
        if finding.verdict != "contradiction" or finding.recomputed > whole.value:
            yield finding


def near_sums(pages: list[Page]) -> Iterator[Finding]:
    """Counts that the list in the sentences behind them makes up, or misses by so little that it is meant for them
    (scope, as the text does not say that they are its parts)."""
    for page in pages:
        for place, whole in enumerate(page.counts):
            behind = [each for each in _behind(page, place) if each.comparator == "=" and alike(each, whole)]
            if whole.comparator == "=" and whole.unit != RATE and len(behind) >= FEWEST_LISTED:
                finding = _sum("sum", whole, behind)
                missed = distance(finding)
                if max(each.value for each in behind) < whole.value and missed <= NEARLY * whole.value:
                    yield finding if finding.verdict != "contradiction" else finding._replace(verdict="scope")


def _behind(page: Page, place: int) -> list[Count]:
    """The figures of the two sentences behind the one at `place`, which ends its own."""
    own = page.sentence(page.counts[place].start)
    following = page.counts[place + 1 : place + 1 + 2 * BACK]
    if not following or page.sentence(following[0].start) == own:
        return []
    return [each for each in following if page.sentence(each.start) <= own + 2]


def rates(pages: list[Page]) -> Iterator[Finding]:
    """Rates against two counts before them: a contradiction where the words tie the rate to one of them (调解成功 and
    调解成功率, or 占), else only what agrees is told."""
    for page in pages:
        for place, rate in enumerate(page.counts):
            if rate.unit == RATE and rate.comparator == "=" and not CHANGE.search(_clause(page, place)):
                yield from _made_of(page, place)


def _clause(page: Page, place: int) -> str:
    """The words between the figure before and the one at `place`, of its own clause."""
    before = page.counts[place - 1].end if place else 0
    return re.split("[，,。；\n]", page.text[before : page.counts[place].start])[-1]


def _made_of(page: Page, place: int) -> Iterator[Finding]:
    rate = page.counts[place]
    near = [
        each
        for each in page.counts[max(0, place - BACK) : place]
        if page.sentence(each.start) >= page.sentence(rate.start) - 1
    ]
    counted = [each for each in near if each.unit != RATE and each.comparator == "=" and each.value > 0]
    pairs = [_rate(rate, top, whole) for whole, top in combinations(counted, 2) if alike(top, whole)]
    agreeing = [finding for finding in pairs if finding.verdict != "contradiction"]
    if agreeing:
        yield agreeing[-1]
    elif rate.start >= 0 and (tied := _tied(page, place, counted)):
        yield tied


def _tied(page: Page, place: int, counted: list[Count]) -> Finding | None:
    """The rate against the two figures directly before it, where the words tie it to them and it is so near that it
    is meant: the second is named in it and is of the first (其中, a shared noun, or alone with it in the sentence), or
    the words behind 占 name the first."""
    rate = page.counts[place]
    if len(counted) < 2 or not alike(*counted[-2:]) or counted[-1] is not page.counts[place - 1]:
        return None
    if "分别" in _clause(page, place):  # each of two rates is of one of the figures
        return None
    whole, top = counted[-2:]
    share = re.search(r"占(?:全部|总)?([\u4e00-\u9fff]{2,}?)(?:数|总数|人数)?的?$", _clause(page, place))
    stem = STEM.search(rate.name)
    alone = sum(page.sentence(each.start) == page.sentence(rate.start) for each in counted) == 2
    of_first = alone or "其中" in page.between(whole, top) or shares(whole.name, top.name)
    own = bound.is_of(_clause(page, place), page.text[max(0, whole.start - CLAUSE) : top.start])
    named = stem and own and (stem[1] in top.name or (alone and not OPINION.search(rate.name)))
    tied = share[1] in whole.name if share else named and of_first
    finding = _rate(rate, top, whole)
    return finding if tied and near(finding.recomputed, rate.value) else None


def _rate(rate: Count, top: Count, whole: Count) -> Finding:
    recomputed, spread = percent(top.figure, whole.figure)
    what = f"{rate.name} against {top.value:.12g} of {whole.value:.12g}, %"
    return against("rate", what, [rate, top, whole], recomputed, rate.half_digit + spread)
