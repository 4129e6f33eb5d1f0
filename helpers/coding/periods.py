"""Checks of a year against its halves or its quarters: 上半年3,470户, 下半年1,960户, 全年5,430户."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.counts import RATE, Count, Page, alike
from helpers.coding.findings import Finding, is_slip, judged
from helpers.coding.words import pattern

DIVISIONS = [[re.compile("上半年"), re.compile("下半年")], [re.compile(f"第?{n}季度") for n in "一二三四"]]
STOCK = re.compile("在[册校岗院库]|[年月季期]末|[年月]底|平均|[月日均]均|累计|截[至止]|现有|存栏|库存|比|较")
ALL_OF_THEM, SHORT = {2: re.compile("上、?下半年分别"), 4: re.compile("[四各]个?季度分别")}, 8
YEAR = re.compile("全年|年度|共|总|合计|累计|20\\d\\d年")
OVERLAP = ("人", "名", "户", "家", "个", "位")  # those of one half may be those of the other
REACH = 3  # figures before or behind the periods that may be the whole


def sums(pages: list[Page]) -> Iterator[Finding]:
    """Years against the sum of their halves or quarters, each of them told once in a row: short of the whole they
    contradict it; beyond it they do where nobody can be counted twice or a slip explains the difference."""
    for page in pages:
        for place in range(len(page.counts)):
            for division in DIVISIONS:
                parts = page.counts[place : place + len(division)]
                if _are_periods(page, parts, division):
                    yield from _held(
                        page, parts, [each for each in _near(page, place, len(parts)) if _is_whole(page, each, parts)]
                    )


def _are_periods(page: Page, parts: list[Count], division: list[re.Pattern]) -> bool:
    """Whether figures of one unit are told of the periods of a division, in order and of one sentence or line, each
    named or all of them before the first (四个季度分别)."""
    exact = len(parts) == len(division) and all(
        each.comparator == "=" and alike(each, parts[0]) and each.unit not in (RATE, "分", "") for each in parts
    )
    if not exact or "\n" in page.text[parts[0].start : parts[-1].start]:
        return False
    clauses = [_clause(page, each) for each in parts]
    together = ALL_OF_THEM[len(division)].search(clauses[0])
    if together and not STOCK.search(clauses[0]):
        return all(len(page.between(*two)) <= SHORT for two in pairwise(parts))
    return all(
        period.search(words) and not STOCK.search(words) for period, words in zip(division, clauses, strict=True)
    )


def _near(page: Page, place: int, size: int) -> list[Count]:
    return [*reversed(page.counts[max(0, place - REACH) : place]), *page.counts[place + size : place + size + 1]]


def _is_whole(page: Page, each: Count, parts: list[Count]) -> bool:
    """Whether a figure next to periods, in their unit and at most a sentence off, is told of a year."""
    first, last = page.sentence(parts[0].start), page.sentence(parts[-1].start)
    beside = first - 1 <= page.sentence(each.start) <= last + 1
    words = _clause(page, each)
    told = YEAR.search(words) and not pattern("other_time", "aimed").search(re.sub("以来", "", words))
    return bool(beside and alike(each, parts[0]) and each.comparator == "=" and told and _is_alike(words, page, parts))


def _is_alike(words: str, page: Page, parts: list[Count]) -> bool:
    """Whether the words of a year have two characters in a row that those of a period have, or no others at all."""
    known = "".join(_clause(page, each) for each in parts)
    plain = re.sub(r"[\d年全共总计合度，、]|季度|上半|下半", "", words)
    return len(plain) < 2 or any(plain[n : n + 2] in known for n in range(len(plain) - 1)) or "其中" in known


def _held(page: Page, parts: list[Count], wholes: list[Count]) -> Iterator[Finding]:
    found = [_sum(page, whole, parts) for whole in wholes]
    agreeing = [each for each in found if each.verdict != "contradiction"]
    for each in agreeing[:1] or found[:1]:
        twice = each.recomputed > each.stated.value and parts[0].unit in OVERLAP and not is_slip(each)
        yield each._replace(verdict="scope") if twice and each.verdict == "contradiction" else each


def _sum(page: Page, whole: Count, parts: list[Count]) -> Finding:
    figures = tuple(each.figure for each in (whole, *parts))
    total = round(sum(each.value for each in parts), 9)
    what = f"{whole.name} against its {len(parts)} periods, {whole.unit}"
    return judged(Finding(page.report_id, "sum", what, figures[0], total, figures))


def _clause(page: Page, each: Count) -> str:
    return re.split(
        "[。；;：:\n]|(?<=[\\d人户件次元个家名宗起吨里米亩])[，、]", page.text[max(0, each.start - 30) : each.start]
    )[-1]
