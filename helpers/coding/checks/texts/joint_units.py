"""Lists of figures each in its own unit against a whole that is counted in all of them: 畜禽612万头（只、羽），其中
猪38万头、羊126万只、禽448万羽; 灭火机180台、对讲机96部，共276台（部）."""

import re
from collections.abc import Iterator

from helpers.coding.checks.counts import Count, Page, plain_unit
from helpers.coding.checks.findings import Finding, is_slip
from helpers.coding.checks.texts.listings import summed
from helpers.coding.checks.words import any_of

JOINT = re.compile(
    r"(?P<first>[\u4e00-\u9fff]{1,2})[（(/](?P<others>[\u4e00-\u9fff]{1,2}(?:[、，,/][\u4e00-\u9fff]{1,2})*)[)）]?"
)
OPENS = re.compile(rf"[，,：:（(]?(?:{any_of('list_follows')})[：:，,]?[^，。；：、\d]{{1,12}}")
JOINS = re.compile(r"(?:[、，,](?:以?及)?|[和与及])[^，。；：、\d]{1,12}")
TOTAL = re.compile(r"[，,]?(?:合计|总计|共计?|一共|总共)[^，。；\d]{0,6}")


def sums(pages: list[Page]) -> Iterator[Finding]:
    """Wholes in joint units with the list behind them, or before them as its total, that makes them up or that a slip
    keeps from it; only of lists of more than one unit."""
    for page in pages:
        for place, whole in enumerate(page.counts):
            units = _units(page, whole)
            for parts in (_behind(page, place, units), _before(page, place, units)):
                if len(parts) > 1 and len({plain_unit(each.unit) for each in parts}) > 1:
                    found = summed(whole, parts)
                    yield from [found] if found.verdict != "contradiction" or is_slip(found) else []


def _units(page: Page, each: Count) -> set[str]:
    """The units in which a figure is counted, by what its unit has in brackets."""
    at = page.text.find(each.unit.partition("（")[0] or "\n", each.end, each.end + 4)
    joint = JOINT.match(page.text, at) if at >= 0 and each.comparator == "=" else None
    return {plain_unit(unit) for unit in (joint["first"], *re.split("[、，,/]", joint["others"]))} if joint else set()


def _words(page: Page, one: Count, other: Count) -> str:
    """The words between two figures without the power and the unit of the first."""
    words = re.sub("^[万亿]", "", page.between(one, other))
    joint = JOINT.match(words)
    return words[joint.end() :] if joint and words.startswith(one.unit) else words.removeprefix(one.unit)


def _behind(page: Page, place: int, units: set[str]) -> list[Count]:
    parts: list[Count] = []
    for last, each in zip(page.counts[place:], page.counts[place + 1 :], strict=False):
        words = (JOINS if parts else OPENS).fullmatch(_words(page, last, each))
        if not words or plain_unit(each.unit) not in units or each.comparator != "=":
            break
        parts.append(each)
    return parts


def _before(page: Page, place: int, units: set[str]) -> list[Count]:
    parts: list[Count] = []
    for each, next_ in zip(page.counts[:place][::-1], page.counts[: place + 1][::-1], strict=False):
        words = (JOINS if parts else TOTAL).fullmatch(_words(page, each, next_))
        if not words or plain_unit(each.unit) not in units or each.comparator != "=":
            break
        parts.append(each)
    return parts[::-1]
