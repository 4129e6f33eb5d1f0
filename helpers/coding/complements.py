"""Checks of figures of one sentence that make each other up by what they are called: done and not of all, money had,
spent and left."""

import re
from collections.abc import Iterator
from itertools import groupby

from helpers.coding.counts import MONEY, RATE, Count, Page, alike
from helpers.coding.findings import Finding, judged
from helpers.coding.words import pattern

NOT = re.compile(r"(?:其中|仅|有|另有|尚|仍|还)*(?:不予|未能|尚未|没有|不|未)(?P<verb>[\u4e00-\u9fff]{1,4}?)(?:的)?")
STILL = re.compile(r"(?:尚有|仍有|还有|尚余)")
NOT_BEHIND = re.compile(r"(?:尚未|未|没有)(?P<verb>[\u4e00-\u9fff]{1,4})")
REST = re.compile("其余|其他|余下")
OTHER = re.compile("其中|上年|结转|收回|追加|调整|调增|调减|应付|预付|另|预留|质保|分别|含|累计")


def both(pages: list[Page]) -> Iterator[Finding]:
    """All against those of which something holds and those of which it does not (合格401, 不合格25), with a rest."""
    for page in pages:
        for place in range(2, len(page.counts)):
            whole, done, undone = page.counts[place - 2 : place + 1]
            if _complete(page, whole, done, undone) and (verb := _denied(page, undone)) and verb in done.name:
                behind = page.counts[place + 1 : place + 2]
                rest = [each for each in behind if REST.match(each.name) and alike(each, whole)]
                yield from _made_up(page, whole, [done, undone, *rest])


def _complete(page: Page, *three: Count) -> bool:
    together = len({page.sentence(each.start) for each in three}) == 1
    exact = all(each.comparator == "=" and alike(each, three[0]) for each in three)
    return together and exact and three[0].unit != RATE and max(each.value for each in three) == three[0].value


def _denied(page: Page, each: Count) -> str:
    """What is denied of a figure, before it or behind it (尚有34万元未收回); empty for nothing."""
    words = page.text[each.end : each.end + len(each.unit) + 8].removeprefix("万元").removeprefix(each.unit)
    before = NOT.fullmatch(each.name)
    behind = NOT_BEHIND.match(words) if STILL.fullmatch(each.name) else None
    found = before or behind
    return found["verb"][:2] if found else ""


def _made_up(page: Page, whole: Count, parts: list[Count]) -> Iterator[Finding]:
    """The whole against its parts; short of it something may be neither, where more in its unit is told."""
    finding = _sum("sum", whole, parts)
    own = page.sentence(whole.start)
    more = [each for each in page.counts if page.sentence(each.start) == own and alike(each, whole)]
    if finding.recomputed >= whole.value or len(more) == len(parts) + 1:
        yield finding


def spent(pages: list[Page]) -> Iterator[Finding]:
    """What is left at the end of a sentence against what was had at its beginning less every amount between them."""
    for page in pages:
        for money in _sentences(page):
            words = page.text[money[0].start : money[-1].start] if len(money) > 3 else ""
            had, *used, left = money if words else (None, None)
            if words and not OTHER.search(words) and _used(had, used, left):
                value = had.value - sum(each.value for each in used)
                yield _identity(left, value, money[:-1], "what was had less all that was spent")


def _used(had: Count, used: list[Count], left: Count) -> bool:
    named = (
        pattern("had").search(had.name) and pattern("spent").search(used[0].name) and pattern("left").search(left.name)
    )
    others = pattern("left", "had", "total_of_list")
    return (
        bool(named) and not any(others.search(each.name) for each in used[1:]) and not pattern("left").search(had.name)
    )


def _sentences(page: Page) -> Iterator[list[Count]]:
    """The amounts of each sentence that has three or more, all of them exact."""
    money = (each for each in page.counts if each.unit == MONEY)
    for _, group in groupby(money, key=lambda each: page.sentence(each.start)):
        own = list(group)
        if len(own) > 2 and all(each.comparator == "=" for each in own):
            yield own


def _identity(stated: Count, value: float, terms: list[Count], what: str) -> Finding:
    figures = tuple(each.figure for each in (stated, *terms))
    return judged(
        Finding(
            stated.report_id, "identity", f"{stated.name} against {what}, 万元", figures[0], round(value, 9), figures
        )
    )


def _sum(kind: str, whole: Count, parts: list[Count]) -> Finding:
    figures = tuple(each.figure for each in (whole, *parts))
    total = round(sum(each.value for each in parts), 9)
    what = f"{whole.name} against those of which it holds and those of which it does not, {whole.unit or 'number'}"
    return judged(Finding(whole.report_id, kind, what, figures[0], total, figures))
