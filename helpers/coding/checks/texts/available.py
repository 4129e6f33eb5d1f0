"""Checks of what is left of all money that there is to spend (可用资金, 可支配, 合计可使用), also where each amount is
told in a paragraph of its own: what there is, less all that was spent, is what is left."""

import re
from collections.abc import Iterator
from itertools import combinations

from helpers.coding.checks.counts import MONEY, Count, Page, against
from helpers.coding.checks.findings import Finding
from helpers.coding.checks.words import any_of, pattern

AVAILABLE = re.compile(any_of("to_spend"))
ALL_SPENT = re.compile(rf"(?:{any_of('spent_in_all')})[^，,。；;：:\d]{{0,6}}$")
BARE, ITS_RATE = re.compile("(?:已|共|实际)?(?:支出|使用|支付)"), re.compile(r"万元[，,][^，。；\d]{0,4}率")
PART = re.compile("其中|^含|包括")
NEAR = 600  # characters from what there is to what is left
BEHIND = 12  # characters behind a figure that may say that it is left


def left(pages: list[Page]) -> Iterator[Finding]:
    """What is left against what there was to spend less all spending, each the next that is told behind the other."""
    for page in pages:
        money = [each for each in page.counts if each.unit == MONEY and each.comparator == "="]
        for place, had in enumerate(money):
            if AVAILABLE.search(had.name) and (spent := _spent(page, money[place + 1 :], had)):
                ways = [each for each in money if each.start > spent.start], _told_before(money[:place], spent)
                found = ([*_balanced(page, had, spent, each)] for each in ways)
                yield from next(filter(None, found), [])


def _spent(page: Page, behind: list[Count], had: Count) -> Count | None:
    """The first amount behind what there is that is all spending and no more than it; also the next one that is but
    called so and has its rate behind it."""
    rated = [each for each in behind[:1] if BARE.fullmatch(each.name) and ITS_RATE.match(page.text, each.end)]
    spent = (each for each in behind if each in rated or ALL_SPENT.search(each.name) and not PART.search(each.name))
    return next((each for each in spent if 0 < each.value <= had.value and each.start - had.start < NEAR), None)


def _told_before(before: list[Count], spent: Count) -> list[Count]:
    """The amounts between what there is and the last amount before it that is all spending, told there first."""
    first = [place for place, each in enumerate(before) if each.value == spent.value]
    return before[first[-1] + 1 :] if first else []


def _balanced(page: Page, had: Count, spent: Count, behind: list[Count]) -> Iterator[Finding]:
    """The first amount left, where neither another nor two together are what should be."""
    over = [each for each in behind if _is_left(page, each) and abs(each.start - had.start) < NEAR]
    found = [_balance(had, spent, [each]) for each in over]
    together = [_balance(had, spent, list(two)) for two in combinations(over, 2)]
    agreeing = [each for each in (*found, *together) if each.verdict != "contradiction"]
    again = any(AVAILABLE.search(each.name) for each in behind[: behind.index(over[0])]) if over else True
    yield from agreeing[:1] or ([] if again else found[:1])


def _is_left(page: Page, each: Count) -> bool:
    behind = re.split("[，,。；;、\n]", page.text[each.end : each.end + BEHIND])[0]
    words = each.name + behind
    return pattern("left", "carried_on").search(words) is not None and not pattern("of_before").search(each.name)


def _balance(had: Count, spent: Count, over: list[Count]) -> Finding:
    first, *more = over
    what = f"{first.name} against {had.name} - {spent.name}, 万元"
    value = round(had.value - spent.value - sum(each.value for each in more), 9)
    return against("identity", what, [first, had, *more, spent], value)
