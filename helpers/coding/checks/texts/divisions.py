"""Checks of amounts that rules of accounts divide in few, which have names of their own: basic expenditure in that for
persons and that for running, the three public expenses in receptions, vehicles and travel abroad."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from helpers.coding.checks.counts import CLAUSE, EDGE, MONEY, Count, Page, against
from helpers.coding.checks.findings import Finding, distance, unless_proven


class Division(NamedTuple):
    """What is divided, in what it always is, in what more it may be, what behind its name says that it is of others,
    and whether it is always told by its name, not as what was spent of its budget."""

    whole: re.Pattern
    always: tuple[re.Pattern, ...]
    more: re.Pattern
    other: re.Pattern
    named: bool


DIVISIONS = (
    Division(
        re.compile("基本支出"),
        (re.compile("人员(?:经费|支出)"), re.compile("公用(?:经费|支出)?")),
        re.compile("家庭|资本"),
        re.compile("[和与、及]"),
        True,
    ),
    Division(
        re.compile('三公[”」’"]?(?:经费|支出)?'),
        (re.compile("接待"), re.compile("车")),
        re.compile("出国|出境"),
        re.compile("[和与、及]|会议|培训"),
        False,
    ),
)
ASIDE = re.compile(r"[（(][^（）()\d]{1,8}[)）]")  # 因公出国（境）经费
NEAR, REACH = 0.35, 160  # share of a whole that its parts miss it by at most, and characters to its first part


def sums(pages: list[Page]) -> Iterator[Finding]:
    """The parts of each such amount, which follow each other, against the one of it before them in their paragraph that
    they come nearest to; short of it they contradict it where their words tell of all of them."""
    for page in pages:
        money = [each for each in page.counts if each.unit == MONEY]
        for division in DIVISIONS if money else ():
            for place in range(1, len(money)):
                parts = _parts(page, money, place, division)
                yield from _divided(page, money[:place], parts, division) if parts else ()


def _parts(page: Page, money: list[Count], place: int, of: Division) -> list[Count]:
    """The amounts from this one on that are parts by their names; none where it is not the first, or some lack."""
    if _part(page, money[place], of) is None or _part(page, money[place - 1], of) is not None:
        return []
    own = [*takewhile(lambda each: _part(page, each, of) is not None, money[place:])]
    told = {_part(page, each, of) for each in own}
    return own if told >= {*range(len(of.always))} and all(each.comparator == "=" for each in own) else []


def _part(page: Page, each: Count, of: Division) -> int | None:
    words = _clause(page, each)
    return next((n for n, part in enumerate((*of.always, of.more)) if part.search(words)), None)


def _clause(page: Page, each: Count) -> str:
    return EDGE.split(ASIDE.sub("", page.text[max(0, each.start - CLAUSE) : each.start]))[-1]


def _divided(page: Page, before: list[Count], parts: list[Count], of: Division) -> Iterator[Finding]:
    start = max(page.text.rfind("\n", 0, parts[0].start), parts[0].start - REACH)
    named = of.whole.search(page.text, start, parts[0].start)
    if not named or of.other.search(page.text, named.end(), named.end() + 4):
        return
    wholes = [each for each in before if each.start >= named.end() and each.comparator == "=" and each.value > 0]
    found = [_sum(each, parts) for each in wholes if not of.named or of.whole.search(_clause(page, each))]
    best = min(found, key=distance, default=None)
    if best and distance(best) <= NEAR * best.stated.value:
        words = page.text[named.start() : parts[-1].end + REACH // 4]
        sure = of.named or best.recomputed > best.stated.value or of.more.search(words)
        yield best if sure else unless_proven(best)


def _sum(whole: Count, parts: list[Count]) -> Finding:
    what = f"{whole.name} against its {len(parts)} parts, 万元"
    return against("sum", what, [whole, *parts])
