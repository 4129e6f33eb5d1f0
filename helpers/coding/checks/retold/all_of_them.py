"""Figures told again as all there are of a thing (在全部46个小区推开, 36处检查站中选8处) against the one number that
the report has of it."""

import re
from collections.abc import Iterator

from helpers.coding.checks.counts import MONEY, RATE, Count, Page, alike, parts_behind
from helpers.coding.checks.findings import Finding
from helpers.coding.checks.retold.repeats import near
from helpers.coding.checks.words import pattern

ALL = re.compile("(?:全部|所有|这|上述)的?$")
CHOSEN = re.compile("(?P<thing>[\u4e00-\u9fff]{2,6}?)(?:当?中|里)(?:再|先|优先|择优|首批)*(?:选|挑|择|抽|安排|确定)")
NOUN, SHORTEST, LONGEST = re.compile("[\u4e00-\u9fff]{2,6}"), 2, 6  # characters behind a figure that name its thing
LEAD = 6  # characters that a name has before its thing, at most
BEFORE, BEHIND = 4, 20  # characters around a figure that are looked at
OF_PART = pattern(
    "done", "any_deed", "is_done", "aimed", "no_kind", "parts_follow", "other_time", "other_part", "a_rest"
)
UNCOUNTED = ("", RATE, MONEY, "分")


def again(pages: list[Page]) -> Iterator[Finding]:
    """Figures told as all of a thing that differ in one digit from its only number, where that is told twice or made up
    by its parts, and no figure tells of so many more or fewer."""
    for page in pages:
        for each in (each for each in page.counts if each.unit not in UNCOUNTED and each.comparator == "="):
            own = _told(page, each)
            if len({one.value for one in own}) == 1 and _is_misprint(own[0], each) and _is_sure(page, own[0]):
                change = abs(each.value - own[0].value)
                if not any(alike(one, each) and one.value == change for one in page.counts):
                    figures = own[0].figure, each.figure
                    what = f"{own[0].name}: told again with a slip, {each.unit}"
                    yield Finding(page.report_id, "repeat", what, figures[0], each.value, figures, "contradiction")


def _told(page: Page, each: Count) -> list[Count]:
    """The figures of other sentences that tell how many there are of what a figure is all of."""
    behind = page.text[each.end : each.end + BEHIND].removeprefix(each.unit)
    chosen, noun = CHOSEN.match(behind), NOUN.match(behind)
    if chosen:
        return _named(page, each, chosen["thing"])
    things = [noun[0][:size] for size in range(LONGEST, SHORTEST - 1, -1)] if noun else []
    said = ALL.search(page.text, max(0, each.start - BEFORE), each.start)
    return next((own for thing in things if (own := _named(page, each, thing))), []) if said else []


def _named(page: Page, each: Count, thing: str) -> list[Count]:
    """The exact figures in other sentences, in the unit of one and about as large, of a thing and of no part of it."""
    own = page.sentence(each.start)
    others = (one for one in page.counts if one.comparator == "=" and page.sentence(one.start) != own)
    named = (one for one in others if alike(one, each) and near(one.value, each.value) and one.name.endswith(thing))
    leads = ((one, one.name.removesuffix(thing)) for one in named)
    return [one for one, lead in leads if len(lead) <= LEAD and not OF_PART.search(lead)]


def _is_misprint(one: Count, other: Count) -> bool:
    """Whether two whole numbers of two digits or more differ in one digit."""
    a, b = f"{one.value:.12g}", f"{other.value:.12g}"
    return (a + b).isdigit() and len(a) == len(b) > 1 and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _is_sure(page: Page, one: Count) -> bool:
    """Whether the number of a thing is told twice under the end of its name, or made up by the parts behind it."""
    thing = one.name[-SHORTEST:]
    same = (each for each in page.counts if each is not one and each.value == one.value and alike(each, one))
    return parts_behind(page, page.counts.index(one)) > 0 or any(each.name.endswith(thing) for each in same)
