"""Checks of parts that exceed their whole: where the whole stands behind its part, where 其中 begins a sentence of its
own, and where more was dealt with than was found."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.counts import MONEY, RATE, Count, Page, alike
from helpers.coding.findings import Finding, slipped
from helpers.coding.words import any_of, any_words, entry, pattern

ENCLOSED = re.compile(r"[，,、（(](?:含|包括|包含|连同|算上|加上)[^，。；\d]{1,16}在内[^，。；\d]{0,16}$")
WITHIN = re.compile(
    r"[，,；;（(]?(?:其中|当中|这当中|这?里面|内含|含|包括|包含)[：:，,]?[^，,。；;：:、（()）\d]{1,16}"
    r"|[（(](?:当年|年内|今年|本年)[^，,。；;：:、（()）\d]{1,8}"
)
MORE = re.compile(f"{any_of('other_time', 'aimed')}|净|节约|节省|减少|增加|超支|结余|历次|存量|在内|往|折|均")
OPENING = re.compile(r"^\s*(?:其中|其中[:：])")
DEALT = re.compile(rf"^[，,]?(?:{any_of('in_all', 'done')}|全部|均)*(?:{any_of('dealt_with')})$")
NAMELESS = re.compile(
    f"[，,](?:(?:其中)?(?:已|有|已有|共有)(?!{any_of('dealt_with')}|新|增|改|扩|计划|另|累计)[\u4e00-\u9fff]{{0,4}})?"
)
STOCK = re.compile(rf"现有|共有|在[用册]|馆藏|库存|配备|建有|保有|{any_of('examined')}")
SOUND = re.compile(
    rf"[，,；;](?:经[^，。；\d]{{2,10}}?[，,]?)?(?:其中)?(?:目前|现|仍|运行|保存|外观|性能|状[态况]|质量|功能)*(?:{any_of('sound')})的?(?:有|为|达|共)?"
)
OTHERS = re.compile("在建|正在|尚|未|待|仍|处于|计划|新|较|比|以[上下]|左右|[，。；、（(]?$|[/／]|均价")
USED = re.compile("[，,](?:其中)?用于[^，。；、\\d]{2,12}")
SPENT = re.compile("(?:总|全年|实际|累计)?支出|项目资金|总投资")
POINTS = "分"
STAGES = [tuple(re.compile(any_words(words)) for words in each.values()) for each in entry("stages")]
PROMISED = re.compile("目标|任务|计划(?!项目)|预计|力争|拟")
STAGES_APART = 3  # figures behind one in which its next stage is told
EARLIER = re.compile("往年|上年|历年|以前|结转|续建|跨年|积案|存量|旧存|含|包括|年初|累计|补")
PLAIN = re.compile("[\\d年月日全市县区省]|截至|底|末|项目|工程|其中|已|实际|共|当年|现场|数")


def enclosing(pages: list[Page]) -> Iterator[Finding]:
    """Counts against the whole that is said to have them among others (总馆12万人次，含分馆在内的全区20万人次)."""
    for page in pages:
        for part, whole in pairwise(page.counts):
            words = page.between(part, whole).removeprefix(part.unit)
            if ENCLOSED.search(words) and alike(part, whole) and _share_a_word(part.name, words.split("在内")[-1]):
                yield _limited(part, whole)


def bare(pages: list[Page]) -> Iterator[Finding]:
    """Counts without a noun directly behind one in their unit (演练50场次，54场次在商场开展), and what an amount was
    used for or what is sound of a number (在册5,270具，经测试完好5,138具), against the figure before them."""
    for page in pages:
        for whole, part in pairwise(page.counts):
            words = page.between(whole, part).removeprefix(whole.unit).removeprefix("万元")
            same = (
                alike(whole, part) and whole.comparator == part.comparator == "=" and whole.unit not in (RATE, POINTS)
            ) and not PROMISED.search(whole.name)
            nameless = whole.unit != MONEY and NAMELESS.fullmatch(words) and not OTHERS.match(_behind(page, part))
            spent = SPENT.search(whole.name) and "其中" not in _sentence_before(page, whole)
            used = whole.unit == MONEY and USED.fullmatch(words) and spent
            if same and (nameless or used or _is_sound(whole, words)):
                yield _limited(part, whole)


def within(pages: list[Page]) -> Iterator[Finding]:
    """Parts told directly behind a figure (支出418万元，含设备费436万元) that exceed it, and the sum of all figures in
    their unit before them up to a full stop, as these may be a list of which it is a part."""
    for page in pages:
        for whole, part in pairwise(page.counts):
            exact = whole.comparator == part.comparator == "=" and whole.unit not in (RATE, POINTS, "")
            if exact and part.value > whole.value and alike(whole, part) and _opens_within(page, whole, part):
                before = sum(each.value for each in _told_before(page, part) if alike(each, part))
                yield from [_limited(part, whole)] if before < part.value else []


def _opens_within(page: Page, whole: Count, part: Count) -> bool:
    words = re.sub("^万?元", "", page.between(whole, part).removeprefix(whole.unit))
    return WITHIN.fullmatch(words) is not None and not MORE.search(whole.name + words)


def _told_before(page: Page, each: Count) -> list[Count]:
    """The figures before one behind the last full stop."""
    start = max(page.text.rfind(mark, 0, each.start) for mark in "。\n")
    return [other for other in page.counts if start < other.start < each.start]


def _is_sound(whole: Count, words: str) -> bool:
    """Whether the words behind a number of what is there, or was examined, say how many of it are sound."""
    there = STOCK.search(whole.name) is not None or words.startswith(("，经", ",经"))
    other = pattern("last_year", "faults").search(whole.name)
    return whole.unit != MONEY and there and not other and SOUND.fullmatch(words) is not None


def _sentence_before(page: Page, each: Count) -> str:
    return page.text[[0, *page.borders][page.sentence(each.start)] : each.start]


def _behind(page: Page, each: Count) -> str:
    return page.text[each.end : each.end + 12].removeprefix(each.unit)


def apart(pages: list[Page]) -> Iterator[Finding]:
    """Parts at the head of a sentence, behind 其中, against the largest count in their unit of the sentences before it
    in their paragraph."""
    for page in pages:
        for place, part in enumerate(page.counts):
            if part.comparator == "=" and part.unit not in (RATE, POINTS, MONEY, "") and _opens(page, place):
                wholes = [each for each in _before(page, place) if alike(each, part)]
                largest = max(wholes, key=lambda each: each.value, default=None)
                yield from [_limited(part, largest)] if largest and part.value > largest.value else []


def _opens(page: Page, place: int) -> bool:
    start = [0, *page.borders][page.sentence(page.counts[place].start)]
    first = place == 0 or page.counts[place - 1].start < start
    return first and OPENING.search(page.text[start : page.counts[place].start]) is not None


def _before(page: Page, place: int) -> list[Count]:
    """The exact counts of the paragraph before a place, without those of another year."""
    start = page.text.rfind("\n", 0, page.counts[place].start)
    own = (each for each in page.counts[:place] if each.start > start)
    return [each for each in own if not pattern("last_year").search(each.name)]


def dealt_with(pages: list[Page]) -> Iterator[Finding]:
    """What was dealt with against what was found (排查214个，整治241个), where two digits are swapped; else what was
    found before may be among it."""
    for page in pages:
        for found, done in pairwise(page.counts):
            words = page.between(found, done).removeprefix(found.unit).strip()
            told = pattern("found").search(found.name) and DEALT.search(words) and alike(found, done)
            if told and done.value > found.value and slipped(found.value, done.value, swaps_only=True):
                yield _limited(done, found)


def stages(pages: list[Page]) -> Iterator[Finding]:
    """What came through a stage against what entered the one before (开工26个，完工32个), of one thing in one sentence,
    unless it speaks of earlier years."""
    for page in pages:
        for place, first in enumerate(page.counts):
            behind = page.counts[place + 1 : place + 1 + STAGES_APART]
            more = (each for each in behind if each.value > first.value)
            yield from (_limited(each, first) for each in more if _is_later_stage(page, first, each))


def _is_later_stage(page: Page, first: Count, later: Count) -> bool:
    exact = first.comparator == later.comparator == "=" and first.unit not in (RATE, POINTS, MONEY, "")
    if not exact or not alike(first, later) or PROMISED.search(first.name + later.name):
        return False
    borders, number = [0, *page.borders, len(page.text)], page.sentence(first.start)
    end = borders[number + 1]
    follows = later.start < borders[min(number + 2, len(borders) - 1)] and page.text[end - 1] in "；;"
    if page.sentence(later.start) != number and not follows:
        return False
    sentence = page.text[borders[number] : page.text.find("。", later.end)]
    return EARLIER.search(sentence) is None and any(
        _enters(first, a) and _enters(later, b) and _of_one(first, later, a, b) for a, b in STAGES
    )


def _enters(each: Count, words: re.Pattern) -> bool:
    return words.search(each.name) is not None


def _of_one(first: Count, later: Count, a: re.Pattern, b: re.Pattern) -> bool:
    """Whether what is left of the two names without their stages may be one thing: one says nothing, or they share a
    word."""
    one, other = (PLAIN.sub("", words.sub("", each.name)) for each, words in ((first, a), (later, b)))
    return len(one) < 2 or len(other) < 2 or _share_a_word(one, other)


def _share_a_word(one: str, other: str) -> bool:
    return any(a + b in other for a, b in pairwise(one))


def _limited(part: Count, whole: Count) -> Finding:
    what = f"{whole.name} against its part {part.name}, {whole.unit or 'number'}"
    verdict = "contradiction" if part.value > whole.value else "holds"
    figures = whole.figure, part.figure
    return Finding(part.report_id, "part", what, figures[0], part.value, figures, verdict, 0.0)
