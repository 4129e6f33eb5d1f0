"""The figures before a total that it may be made of: those of its sentence, or one of each sentence or line before."""

import re
from itertools import pairwise, product
from math import prod

from helpers.coding.counts import PROMISED, Count, Page, alike
from helpers.coding.findings import Finding, judged
from helpers.coding.words import any_of

MANY = 12  # figures of a list, at most
MANY_WAYS = 500  # of taking one figure of each line of a list
PARAGRAPH = 1000  # characters of sentences before a total that their figures may make up
NUMBERS = "几一两三四五六七八九十"
LINE_OF_ITEM = re.compile(r"\s*(?:[·•●▪◆-]|[（(]?[\d一二三四五六七八九]{1,2}[）)、.．]|[^，。；：:\d\n]{1,10}[：:])")
REACH = 60  # figures before and behind a list that may be its whole
OF_LAST = re.compile(  # 甲用了3万元；乙用了2万元。两项相加，恰为5万元
    r"(?:^|(?<=[。\n]))[^。\n]{0,20}。\n?(?:以上|上述|这)?(?P<number>[几两三四五六七八九十])[项笔类块者个方面]{1,2}"
    rf"(?:{any_of('adds_up')}|共|之和)(?:[，,]?[^，,。；;、\d]{{0,8}})$"
)
KINDS = re.compile(r"[^（）()/／]+")  # 头（只）, 头/只
ENDS = re.compile(r"[。；;！？\n]")
ITEM_ENDS, LINE_ENDS = re.compile(r"[。！？\n]"), re.compile(r"\n")
NO_PART = re.compile(f"{PROMISED.pattern}|每|均|核定|编制|限额|定额")


def before(page: Page, place: int) -> list[Count]:
    """The figures of the sentence before the one at `place` that are in its unit, or one of its units, from the last
    that is none of a list; of the sentence before that where it opens its own (…。几项相加，…); none where fewer than
    two."""
    total, parts = page.counts[place], []
    if place and (told := OF_LAST.search(page.between(page.counts[place - 1], total))):
        return _of_last_sentence(page, place, NUMBERS.index(told["number"]))
    last = total
    for each in reversed(page.counts[max(0, place - 2 * MANY) : place]):
        words = page.text[each.end : last.start]
        own = alike(each, total) or each.unit in KINDS.findall(total.unit)
        if ENDS.search(words) or (own and (each.comparator != "=" or NO_PART.search(each.name))):
            break
        parts, last = ([each, *parts] if own else parts), each
    return parts if len(parts) > 1 else []


def _of_last_sentence(page: Page, place: int, number: int) -> list[Count]:
    """The figures in its unit of the sentence before the one at `place`, else those that come first in so many
    sentences, or in so many lines that are items; none where they are not the number told."""
    total, last = page.counts[place], page.counts[place - 1]
    first = max(0, last.start - PARAGRAPH)
    near = [each for each in page.counts[max(0, place - 3 * MANY) : place] if alike(each, total)]
    sentences, lines = (
        [first, *(found.end() for found in mark.finditer(page.text, first, last.start))]
        for mark in (ITEM_ENDS, LINE_ENDS)
    )
    own = [each for each in near if each.start >= sentences[-1] and not _is_of_which(page, each)]
    items = number > 1 and all(LINE_OF_ITEM.match(page.text, start) for start in lines[-number:])
    spans = pairwise([*(lines if items else sentences), last.end])
    told = [[each for each in near if start <= each.start < end] for start, end in spans][-number:] if number else []
    heads = [each[0] for each in told] if all(told) else []
    if items and prod(map(len, told)) <= MANY_WAYS:
        ways = ([*way] for way in product(*told) if summed("sum", total, way).verdict != "contradiction")
        heads = next(ways, heads)
    parts = own if number in (0, len(own)) and not items else heads
    exact = all(each.comparator == "=" and not NO_PART.search(each.name) for each in parts)
    return parts if len(parts) > 1 and exact else []


def _is_of_which(page: Page, each: Count) -> bool:
    """Whether a figure stands behind 其中 in its part of a sentence."""
    before = page.text[max(0, each.start - REACH) : each.start]
    return "其中" in ENDS.split(before)[-1]


def summed(kind: str, whole: Count, listed: list[Count]) -> Finding:
    """The whole against the sum of a list, in its unit, with the verdict that their printed digits give."""
    what = f"{whole.name} against the {len(listed)} figures that make it up, {whole.unit or 'number'}"
    figures = tuple(each.figure for each in (whole, *listed))
    total = round(sum(each.value for each in listed), 9)
    return judged(Finding(whole.report_id, kind, what, figures[0], total, figures))
