"""Checks of what is left, in whatever words: money had, with what was carried in, less money spent, all before it."""

import re
from collections.abc import Iterator

from helpers.coding.checks.counts import MONEY, Count, Page, against
from helpers.coding.checks.findings import Finding, distance, is_slip
from helpers.coding.checks.words import pattern

LEFT, BEFORE, SPENT, HAD = map(pattern, ("left", "of_before", "spent", "had"))
REACH = 14  # figures of money before what is left
BEHIND = 8  # characters behind a figure that may say that it is left
DIGITS = 4  # of a figure that a slip is told by, one fewer where only one amount was spent


def left(pages: list[Page]) -> Iterator[Finding]:
    """Amounts that are left against those had less those spent: the way that agrees, else one that a slip explains."""
    for page in pages:
        money = [each for each in page.counts if each.unit == MONEY and each.comparator == "="]
        for place, each in enumerate(money):
            if _is_left(page, each):
                yield from _explained(page, each, money[max(0, place - REACH) : place])


def _is_left(page: Page, each: Count) -> bool:
    behind = re.split("[，,。；;、\n]", page.text[each.end : each.end + len(each.unit) + BEHIND])[0]
    return bool(LEFT.search(each.name + behind)) and not BEFORE.search(each.name)


def _explained(page: Page, out: Count, before: list[Count]) -> Iterator[Finding]:
    ways = [*_ways(page, out, before)]
    if told := _with_carried(page, out, before, ways):
        yield told
        return
    agreeing = [each for each in ways if each.verdict != "contradiction"]
    few = len({each.figures[-1] for each in ways}) == 1
    slips = [each for each in ways if _telling(out, few) and is_slip(_as_sum(each), swaps_only=not few)]
    yield from agreeing[:1] or sorted(slips, key=distance)[:1]


def _with_carried(page: Page, out: Count, before: list[Count], ways: list[Finding]) -> Finding | None:
    """What is left against the money had, with what the words say was added to it from before, less the one amount
    spent, where the sentences of a paragraph print nothing else."""
    added = [each for each in before if LEFT.search(each.name) and BEFORE.search(each.name) and _is_added(page, each)]
    if len(added) != 1 or "\n" in page.text[before[0].start if len(before) < 4 else added[0].start : out.start].strip():
        return None
    of = [each for each in ways if each.figures[-2].start == added[0].start and len(each.figures) == 4]
    near = [
        each
        for each in of
        if each.figures[1].start < added[0].start < each.figures[-1].start and _is_all(page, before, each)
    ]
    return near[0] if len({each.recomputed for each in near}) == 1 else None


def _is_added(page: Page, carried: Count) -> bool:
    return (
        re.search(r"加上?[^，。；\d]{0,6}(?:年初|上年|期初|以前)[^，。；\d]*$", page.text[: carried.start][-24:])
        is not None
    )


def _is_all(page: Page, before: list[Count], way: Finding) -> bool:
    """Whether what was had is an income and what was spent is all of it."""
    named = {each.start: each.name for each in before}
    had, spent = named[way.figures[1].start], named[way.figures[-1].start]
    return (
        re.search("收入|到位|拨款|下达|安排", had) is not None
        and re.search("(?:全年|总|本年|合计|共|实际)*(?:支出|使用|支付)(?:合计|总额|共)?$", spent) is not None
        and not re.search("基本|项目|人员|公用|三公|其中", spent)
    )


def _ways(page: Page, out: Count, before: list[Count]) -> Iterator[Finding]:
    """The amounts before it, the nearest first, as had, carried in and spent."""
    near = [each for each in reversed(before) if not _is_left(page, each)]
    carried = [each for each in near if LEFT.search(each.name) and BEFORE.search(each.name)][:1]
    for spent in (each for each in near if SPENT.search(each.name) and each not in carried):
        for had in (each for each in near if HAD.search(each.name) and each not in carried and each != spent):
            for more in ([], carried) if carried else ([],):
                if had.value + sum(each.value for each in more) >= spent.value > 0:
                    yield _balance(out, had, more, spent)


def _balance(out: Count, had: Count, carried: list[Count], spent: Count) -> Finding:
    value = round(had.value + sum(each.value for each in carried) - spent.value, 9)
    what = f"{out.name} against {had.name}{' + carried in' if carried else ''} - {spent.name}, 万元"
    return against("identity", what, [out, had, *carried, spent], value)


def _as_sum(finding: Finding) -> Finding:
    """What was had against what was spent and what is left, as a sum."""
    out, had, *carried, spent = finding.figures
    whole = had._replace(value=round(had.value + sum(each.value for each in carried), 9))
    total = round(spent.value + out.value, 9)
    return finding._replace(stated=whole, recomputed=total, figures=(whole, spent, out))


def _telling(out: Count, few: bool) -> bool:
    return len(f"{out.value:.12g}".replace(".", "").rstrip("0")) >= DIGITS - few
