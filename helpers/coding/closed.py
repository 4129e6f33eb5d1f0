"""Checks of lists that their words close: parts before a total (甲3座，乙2座，合计5座), and parts behind the whole that
they are of (编制62名，其中行政26名、事业36名).

Every figure of a text is looked at, read into a table or not; a list is contradicted whatever the difference is.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby, pairwise

from helpers.coding import listings
from helpers.coding.before_total import ENDS, ITEM_ENDS, MANY, OF_LAST, REACH, before, summed
from helpers.coding.counts import PROMISED, RATE, Count, Page, alike
from helpers.coding.findings import Finding, coincidence, distance, is_slip
from helpers.coding.words import any_of, entry, pattern

FEWEST = 3  # figures of a list that nothing but a slip ties to its whole
GAP = 26  # characters between two of its figures
SIDE = re.compile("[，,、；;][^，,。；;：:、\\d（()）]{1,10}")
SO_MANY = "[两二三四五六七八九](?!分)[项笔类块者个方轮批季期次部]{1,2}[面分]?"
IN_ALL = re.compile(
    rf"(?:^|[，,；;、）)])(?:(?:{SO_MANY})?(?:{any_of('adds_up')})|{SO_MANY}共(?![同享用建]))(?:[^，,。；;、\d]{{0,8}})$"
)
AMONG = "中(?:[，,：:]|(?=已|有|共|仅|其|通过|完成|达|属|未|按|符合))"  # 146个点中，配备终端的; 26家中已通过
OPENS = re.compile(
    rf"^(?:[（(][^（）()]{{1,12}}[）)])?[^，,。；;：:\d（(]{{0,8}}(?:[，,；;：:（(]\s*(?:其中|包括|包含|含|分别[为是])|{AMONG})"
    r"[：:，,]?[^，,。；;\d]{0,20}$"
)
ENCLOSED = re.compile("在内|(?:含|包括|包含|计入|列入)在")  # what follows is the whole
ASIDE = re.compile(r"[（(][^（）()]*[)）]")
OPEN_END = re.compile(r"^(?:[^，,。；;、\d]{0,6}等|[，,；;]其[他它余][^，,。；;\d]*(?:[，,。；;]|$))")
MORE = re.compile("其余|其他|另有|余下|含|包括|以及|等")  # what a total has beside its list
NO_WHOLE = re.compile(f"{PROMISED.pattern}|净增|净减|节约|节省|减少|增加|超支|超额|多$|少$|比|较|每|均|不含|上述")
SURE = 0.01  # chance by which a slip is no coincidence
FAR = 0.25  # share of a whole that a list may miss for a false digit
NEARLY = 0.97  # share of a whole that a list must have to be meant for all of it


def totals(pages: list[Page]) -> Iterator[Finding]:
    """Totals against the figures before them in their sentence, of which none adds up to them."""
    for page in pages:
        for place, total in enumerate(page.counts):
            parts = before(page, place) if _is_total(page, total) else []
            if parts and not MORE.search(page.between(parts[-1], total)):
                yield from _unlike(page, total, parts)


def _is_total(page: Page, total: Count) -> bool:
    words = page.text[max(0, total.start - GAP) : total.start]
    told = IN_ALL.search(words) or OF_LAST.search(re.split(r"\d", words)[-1])
    return counts_exactly(page, total) and told is not None


def counts_exactly(page: Page, each: Count) -> bool:
    """Whether a figure counts things or money, exactly, and its digits are not the number of an item (3.18家)."""
    opens = page.text[max(0, each.start - GAP) : each.start].rstrip(" \u3000")[-1:] in ("", "\n", "。")
    numbered = opens and 0 < each.half_digit < 0.5
    return each.unit not in ("", RATE, "分") and each.comparator == "=" and not numbered


def _unlike(page: Page, total: Count, parts: list[Count]) -> Iterator[Finding]:
    """The total against the last figures before it that come nearest to it, where no number of them makes it up."""
    outside = [each for each in parts if not (_is_in_aside(page, each) or "其中" in each.name)]
    found = [summed("sum", total, each) for each in (*_ends(parts), *_ends(outside))]
    place = _place(page, total)
    earlier = page.counts[max(0, place - REACH) : place]
    same = [each for each in earlier if alike(each, total)][-MANY:]
    every_other = (same[start::-2] for start in (-1, -2))  # 甲问卷60份，满意55份；乙问卷800份，满意742份，合计860份
    further = [
        summed("sum", total, each) for own in (same, *(each[::-1] for each in every_other)) for each in _ends(own)
    ]
    if found and all(each.verdict == "contradiction" for each in (*found, *further)):
        nearest = min(found, key=distance)
        smaller = all(each.value < total.value for each in nearest.figures[1:])
        yield from [nearest] if smaller or is_slip(nearest) else []


def _ends(parts: list[Count]) -> list[list[Count]]:
    """The last two figures, the last three, and so on to all."""
    return [parts[-size:] for size in range(2, len(parts) + 1)]


def _place(page: Page, each: Count) -> int:
    return bisect_left(page.counts, each.start, key=lambda count: count.start)


def _is_in_aside(page: Page, each: Count) -> bool:
    before = page.text[max(0, each.start - 2 * GAP) : each.start]
    opened, closed = max(before.rfind("（"), before.rfind("(")), max(before.rfind("）"), before.rfind(")"))
    return opened > closed


def parts(pages: list[Page]) -> Iterator[Finding]:
    """Wholes against the list directly behind them: more than the whole, or less where the words say that it is all."""
    for page in pages:
        for place, whole in enumerate(page.counts[:-1]):
            told = NO_WHOLE.search(whole.name)
            if counts_exactly(page, whole) and (not told or told[0] == "上述"):
                found = _divided(page, whole, _behind(page, place) or _behind_aim(page, place))
                kept = (each for each in found if not _has_other_whole(page, whole, each))
                yield from (each for each in kept if not told or each.kind == "part")


def _behind_aim(page: Page, place: int) -> list[Count]:
    """The list behind the aim of a figure that is told next to it (淡储3万吨，任务2万吨，含尿素…)."""
    whole, aim = page.counts[place : place + 2]
    aimed = alike(whole, aim) and PROMISED.search(aim.name) and page.sentence(whole.start) == page.sentence(aim.start)
    return _behind(page, place + 1) if aimed and page.counts[place + 2 :] else []


def _has_other_whole(page: Page, whole: Count, finding: Finding) -> bool:
    """Whether a figure before the whole in its sentence may be what the parts are of."""
    own = page.sentence(whole.start)
    before = (each for each in page.counts if each.start < whole.start and page.sentence(each.start) == own)
    return any(alike(each, whole) and each.value >= finding.recomputed for each in before)


def _behind(page: Page, place: int) -> list[Count]:
    """The figures in its unit of the list that opens directly behind the one at `place`; shares are left out."""
    whole, parts, last = page.counts[place], [], None
    opening = page.between(whole, page.counts[place + 1]).removeprefix(whole.unit)
    if opposite := _opposite(page, place):
        return opposite
    if not OPENS.search(opening) or ENCLOSED.search(opening):
        return []
    ends = ITEM_ENDS if re.search("[：:]", opening) else ENDS
    enclosed = re.search("[（(]", opening) is not None
    for each in page.counts[place + 1 : place + 1 + 2 * MANY]:
        words = ASIDE.sub("", page.between(last, each)) if last else ""
        if enclosed and re.search("[）)]", words):
            break
        if ends.search(words) or "其中" in words or len(words) > GAP or (last and _is_other(words)):
            break
        if _is_in_aside(page, each) and parts:
            continue
        if not alike(each, whole) and each.unit != RATE:
            break
        parts, last = [*parts, *([each] if alike(each, whole) else [])], each
    return parts if all(each.comparator == "=" for each in parts) else []


def _opposite(page: Page, place: int) -> list[Count]:
    """The figures directly behind the one at `place`, where they are of the two sides of it and of no third
    (收件9件，线上6件、线下3件); else none."""
    whole, parts = page.counts[place], []
    for last, each in pairwise(page.counts[place : place + 4]):
        named = SIDE.fullmatch(page.between(last, each).removeprefix(last.unit))
        if not named or not alike(each, whole) or (last is whole and named[0][0] == "、"):
            break
        parts.append(each)
    exact = all(each.comparator == "=" for each in parts)
    return parts if exact and _are_all([each.name for each in parts]) else []


def _is_other(words: str) -> bool:
    """Whether the words before a figure tell something new of the whole, no further part."""
    return pattern("no_further_part", "goes_out", "at_last").search(words) is not None


def _divided(page: Page, whole: Count, parts: list[Count]) -> Iterator[Finding]:
    if not parts:
        return
    sizes = range(min(2, len(parts)), len(parts) + 1)
    found = [summed("sum", whole, parts[:size]) for size in sizes]
    if any(each.verdict != "contradiction" for each in found):
        return
    listed = _listed(page, parts)
    above = [
        each for each in (listed if _is_enumerated(page, listed) else _parallel(parts)) if each.value > whole.value
    ]
    if above:
        yield summed("part", whole, above[:1])
        return
    finding = summed("sum", whole, listed)
    beyond = finding.recomputed > whole.value and not _overlap(listed)
    if beyond or (finding.recomputed < whole.value and len(listed) > 1 and _is_all(page, whole, listed, finding)):
        yield finding


def slips(pages: list[Page]) -> Iterator[Finding]:
    """Lists of three or more that, and it is no coincidence, one swap of digits keeps from making up a figure."""
    for page in pages:
        for listed in (*listings.runs(page), *_of_sentences(page)):
            if FEWEST <= len(listed) <= MANY and counts_exactly(page, listed[0]):
                yield from [*_slipped(page, listed), *_slipped(page, listed[:-1])][:1]


def _of_sentences(page: Page) -> Iterator[list[Count]]:
    """The exact figures of each sentence that has one unit alone, up to its full stop (甲用了3万元；乙用了2万元)."""
    ends = [found.start() for found in ITEM_ENDS.finditer(page.text)]
    for _, own in groupby(page.counts, key=lambda each: bisect_left(ends, each.start)):
        listed = [*own]
        clauses = {page.sentence(each.start) for each in listed}
        if len(clauses) > 1 and all(each.comparator == "=" and alike(each, listed[0]) for each in listed):
            yield listed


def _slipped(page: Page, listed: list[Count]) -> Iterator[Finding]:
    first, largest = _place(page, listed[0]), max(each.value for each in listed)
    near = page.counts[max(0, first - REACH) : first + len(listed) + REACH]
    wholes = [each for each in near if alike(each, listed[0]) and each not in listed and each.value > largest]
    found = [summed("sum", whole, listed) for whole in wholes]
    values = {each.stated.value for each in found}
    if all(each.verdict == "contradiction" for each in found):
        meant = (each for each in found if is_slip(each, swaps_only=True) and coincidence(each) * len(values) < SURE)
        yield from [*meant][:1]


def _listed(page: Page, parts: list[Count]) -> list[Count]:
    """The parts up to the mark that ends their list: the comma where the first ones are told apart by 、."""
    gaps = [ASIDE.sub("", page.between(*two)) for two in pairwise(parts)]
    if gaps and "、" in gaps[0]:
        size = next((i for i, gap in enumerate(gaps, 1) if "、" not in gap), len(parts))
        return parts[:size]
    return parts


def _is_enumerated(page: Page, parts: list[Count]) -> bool:
    """Whether nothing but 、 and a short name stands between the parts."""
    return all("、" in page.between(*two) for two in pairwise(parts))


def _parallel(parts: list[Count]) -> list[Count]:
    """The first part and those behind it that are told in the same words (其中享受免学费的…，享受助学金的…)."""
    heads = [each.name.removeprefix("其中")[:2] for each in parts]
    return parts[: next((n for n, head in enumerate(heads) if n and (head != heads[0] or not head)), len(parts))]


def _overlap(parts: list[Count]) -> bool:
    return any(pattern("overlapping").search(each.name) for each in parts)


def _is_all(page: Page, whole: Count, parts: list[Count], finding: Finding) -> bool:
    """Whether the list is meant for all of the whole: its parts exclude and complete each other, are named in the
    name of the whole, come from the givers of money, or nearly reach it."""
    behind = page.text[parts[-1].end : parts[-1].end + GAP].removeprefix(parts[-1].unit)
    if OPEN_END.search(behind) or _overlap(parts):
        return False
    names = [each.name for each in parts]
    near = finding.recomputed >= NEARLY * whole.value
    slip = is_slip(finding, swaps_only=finding.recomputed < (1 - FAR) * whole.value)
    return near or slip or _complete(names) or all(_named(name, whole.name) for name in names)


def _complete(names: list[str]) -> bool:
    """Whether the names are all of a thing, or those who give its money."""
    giver = pattern("givers")
    return _are_all(names) or all(giver.search(name) for name in names)


def _are_all(names: list[str]) -> bool:
    """Whether each name has a word of one of the sets of words that are all of a thing, and each word a name."""
    for each in entry("complete"):
        needed = [re.compile(words) for words in each.split()]
        if len(needed) == len(names) and all(any(word.search(name) for name in names) for word in needed):
            return True
    return False


def _named(name: str, whole: str) -> bool:
    """Whether the whole is named after a part (普查员 of 普查员和普查指导员)."""
    own = re.sub("其中|[：:“”]", "", name)
    return len(own) > 1 and own in whole
