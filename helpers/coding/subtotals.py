"""Checks of points of which the words say what they are made of: a total behind its list, a list in the sentence behind
its total, what is left of an item of which points were deducted, and points by the rate of execution."""

import re
from collections.abc import Iterator

from helpers.coding.counts import RATE, Count, Page
from helpers.coding.findings import Finding, is_slip, judged
from helpers.coding.points import BONUS, GOT, LOST, MOST, POINTS, RULE, SIZED
from helpers.coding.words import any_of, entry

ADDED = "相加|加总|累加|加起来|合起来|加在一起"
WHOLE = re.compile(rf"(?:本项|该项|小计|合计|共计|总计|{ADDED}|{any_of('total_points')})[^，。；\d]{{0,8}}$")
SAID = re.compile(
    f"本项|该项|小计|{ADDED}|以上|构成|组成|[二两三四五六]项|[二两三四五六]部分"
)  # what says that a list is all
NAMED = re.compile("[\u4e00-\u9fff]{2,}$")
HEAD = re.compile(r"分?(?:\s*[）)])?[：:]")
ASIDE = re.compile(r"[（(][^（）()]*$")
BEHIND = re.compile("分?。其中[：:，,]?")
BY_RATE = re.compile("[按据依][^，。；]{0,8}(?:执行率|完成率|比例)[^，。；]{0,8}(?:乘|计算|折算|计分|得分|计)")
TAKEN = re.compile(rf"(?:{any_of('lost_points')})[^，。；、\d]*$")
EACH_LOST = re.compile(f"(?:分别|各|依次)(?:{any_of('lost_points')})了?$")
SUMMED = re.compile("[共合总]")
FULL, NEAR = 100.0, 6.0  # full marks, and points that a total may miss them less the deductions by
MORE = re.compile("另|还|再|加分|补")
FEWEST = 3  # criteria of a list


def behind_lists(pages: list[Page]) -> Iterator[Finding]:
    """Totals against the points listed before them in their sentence (决策18分、…，最终评价得分87分), where the words
    say that these are all, they are the chapters of a form, or a slip explains the difference."""
    for page in pages:
        for own in _sentences(page):
            *parts, total = own
            parts = [each for each in parts if not _is_head(page, each)]
            clear = all(_is_item(page, each) for each in parts) and not BONUS.search(_words(page, own))
            if len(parts) >= FEWEST and clear and WHOLE.search(_before(page, total)):
                yield from _if_all(page, total, parts, _words(page, own))


def in_next_sentence(pages: list[Page]) -> Iterator[Finding]:
    """Points against those listed in the sentence behind them (得46分。其中数量指标得19分，…)."""
    for page in pages:
        scored = _points(page)
        for place, total in enumerate(scored):
            opened = BEHIND.match(page.text, total.end) if GOT.search(_before(page, total)) else None
            number = page.sentence(total.start) + 1
            parts = [each for each in scored[place + 1 :] if page.sentence(each.start) == number] if opened else []
            if len(parts) >= FEWEST - 1 and all(GOT.search(_before(page, each)) for each in parts):
                found = _total(total, parts)
                near = abs(found.recomputed - total.value) <= SIZED * total.value
                yield from [found] if near and not BONUS.search(_words(page, [total, *parts])) else []


def left(pages: list[Page]) -> Iterator[Finding]:
    """Points of an item against its own less all that was deducted, where a sentence has nothing else: 产出指标50分，
    因…扣4分，时效扣2分，得44分."""
    for page in pages:
        for most, *lost, got in _sentences(page):
            bare = not any(words.search(_before(page, most)) for words in (GOT, LOST, MOST))
            told = bare and GOT.search(_before(page, got)) and lost and all(LOST.search(_before(page, e)) for e in lost)
            words = page.text[most.start : got.start]
            if told and got.value <= most.value and not RULE.search(words) and not MORE.search(words):
                yield _left(got, most.value, [most, *lost], f"{most.value:.12g} less {len(lost)} deductions")


def from_full(pages: list[Page]) -> Iterator[Finding]:
    """Totals against full marks less all that a sentence says was deducted (投入扣1.5分，产出扣2分，总评96.5分), where
    it tells of no other points."""
    for page in pages:
        for *lost, total in _sentences(page):
            told = WHOLE.search(_before(page, total)) or GOT.search(_before(page, total))
            taken = all(_is_taken(page, lost, each) for each in lost)
            words = _words(page, [*lost, total])
            if told and taken and not RULE.search(words) and not BONUS.search(words) and not MORE.search(words):
                found = _left(total, FULL, lost, f"full marks less {len(lost)} deductions")
                yield from [found] if abs(found.recomputed - total.value) <= NEAR else []


def _is_taken(page: Page, lost: list[Count], each: Count) -> bool:
    """Whether points are said to be deducted, each or in a list behind 分别扣, and are no sum of deductions."""
    listed = EACH_LOST.search(_before(page, lost[0])) and re.fullmatch(
        "分[、，和及]", page.text[each.start - 2 : each.start]
    )
    return bool(LOST.search(_before(page, each)) or listed) and not SUMMED.search(_before(page, each))


def by_rate(pages: list[Page]) -> Iterator[Finding]:
    """Points said to be those of a rate (执行率98.0%，分值10分，按执行率计算，得9.8分) against it and their maximum."""
    for page in pages:
        for rate, most, got in zip(page.counts, page.counts[1:], page.counts[2:], strict=False):
            units = rate.unit == RATE and most.unit == got.unit == POINTS and "执行率" in rate.name
            together = units and page.sentence(rate.start) == page.sentence(got.start)
            words = page.text[rate.start : got.start] if together else ""
            if (
                BY_RATE.search(words)
                and not MORE.search(words)
                and GOT.search(_before(page, got))
                and rate.value <= 100
            ):
                value = round(rate.value * most.value / 100, 9)
                figures = got.figure, rate.figure, most.figure
                spread = got.half_digit + rate.half_digit * most.value / 100
                what = f"{got.name}: points against {rate.value:.12g} % of {most.value:.12g}"
                yield judged(Finding(page.report_id, "score", what, figures[0], value, figures, "", spread))


def _points(page: Page) -> list[Count]:
    return [each for each in page.counts if each.unit == POINTS and each.comparator == "="]


def _sentences(page: Page) -> Iterator[list[Count]]:
    """The points of each sentence that has three figures of them or more."""
    own: dict[int, list[Count]] = {}
    for each in _points(page):
        own.setdefault(page.sentence(each.start), []).append(each)
    yield from (each for each in own.values() if len(each) >= FEWEST)


def _is_head(page: Page, each: Count) -> bool:
    """Whether points are the maximum of a list that opens behind them (过程管理20分：), or stand in parentheses."""
    return HEAD.match(page.text, each.end) is not None or ASIDE.search(_before(page, each)) is not None


def _is_item(page: Page, each: Count) -> bool:
    before = _before(page, each)
    return NAMED.search(before) is not None and not TAKEN.search(before) and not MOST.search(before)


def _if_all(page: Page, total: Count, parts: list[Count], words: str) -> Iterator[Finding]:
    found = _total(total, parts)
    told = SAID.search(words) or _are_chapters(page, parts) or is_slip(found, swaps_only=True)
    near = abs(found.recomputed - total.value) <= SIZED * total.value
    if found.verdict != "contradiction" or (told and near):
        yield found


def _are_chapters(page: Page, parts: list[Count]) -> bool:
    """Whether the items of a list are by name the chapters of a form, each once."""
    names = [re.split(r"[，、；：:。\d]", page.text[max(0, each.start - 14) : each.start])[-1] for each in parts]
    return any(
        len(names) == len(chapters)
        and all(sum(re.search(word, name) is not None for name in names) == 1 for word in chapters)
        for chapters in (each.split(" ") for each in entry("chapters"))
    )


def _before(page: Page, each: Count) -> str:
    return page.text[max(0, each.start - 16) : each.start]


def _words(page: Page, own: list[Count]) -> str:
    return page.text[[0, *page.borders][page.sentence(own[0].start)] : own[-1].start]


def _left(got: Count, most: float, used: list[Count], of: str) -> Finding:
    """Points against a maximum less all that was deducted, which are the figures used but for the maximum itself."""
    value = round(most - sum(each.value for each in used if each.value != most), 9)
    figures = tuple(each.figure for each in (got, *used))
    return judged(
        Finding(got.report_id, "score", f"{got.name}: points against {of}", figures[0], value, figures, "", 0.0)
    )


def _total(total: Count, parts: list[Count]) -> Finding:
    figures = tuple(each.figure for each in (total, *parts))
    value = round(sum(each.value for each in parts), 9)
    what = f"{total.name} against the {len(parts)} points listed with it"
    return judged(Finding(total.report_id, "score", what, figures[0], value, figures, "", 0.0))
