"""Checks of rates of a whole that is printed in their own words (办结342件，占380件的90%; 招63人，完成任务60人的105%):
they are of that, whatever else would make them up."""

import re
from collections.abc import Iterator

from helpers.coding.checks.counts import RATE, Count, Page, alike
from helpers.coding.checks.findings import Finding, distance
from helpers.coding.checks.texts.rate_choices import compared

OF_IT = re.compile("(?:[万亿]?元|个)?(?:总[数量额])?的")
TELLS = re.compile("占|完成|相当于|达到|[是为]")
OTHER = re.compile("每|均|增|减|升|降|提高|比|较|同期")
NEAR = 30.0  # percentage points by which a rate that is printed wrongly misses what it should be, at most


def rates(pages: list[Page]) -> Iterator[Finding]:
    """Rates against the last figure before their whole in its unit and sentence, or whichever there makes them up."""
    for page in pages:
        for whole, rate in zip(page.counts, page.counts[1:], strict=False):
            if _is_of(page, whole, rate):
                yield from _told(page, whole, rate)


def _is_of(page: Page, whole: Count, rate: Count) -> bool:
    """Whether a rate is said to be of the figure directly before it, which is a share or what was to be done."""
    exact = rate.unit == RATE and rate.comparator == whole.comparator == "=" and whole.value > 0
    words = page.between(whole, rate).removeprefix(whole.unit)
    return exact and whole.unit not in (RATE, "分", "") and OF_IT.fullmatch(words) is not None


def _told(page: Page, whole: Count, rate: Count) -> Iterator[Finding]:
    own = page.sentence(whole.start)
    before = [each for each in page.counts if each.start < whole.start and page.sentence(each.start) == own]
    tops = [each for each in before if alike(each, whole) and each.comparator == "=" and each.value > 0]
    words = page.between(before[-1], whole).removeprefix(before[-1].unit) if before else ""
    if not tops or tops[-1] is not before[-1] or not TELLS.search(words) or OTHER.search(words.replace("占同期", "占")):
        return
    found = [compared(rate, top, whole) for top in reversed(tops)]
    agreeing = [each for each in found if each.verdict != "contradiction"]
    yield from [each for each in (*agreeing, found[0]) if distance(each) <= NEAR][:1]
