"""Rates named by a deed (查处率) whose figure stands directly before them, of the figure before that, in another unit:
登检渔船2315艘次，查处违规287起，查处率12.4%."""

import re
from collections.abc import Iterator

from helpers.coding.checks.counts import MONEY, RATE, Count, Page, against, alike
from helpers.coding.checks.findings import Finding, as_printed, percent, slipped

NAMED = re.compile("(?P<deed>[\u4e00-\u9fff]{2})率(?:为|达到?|是|约)?")
NO_COUNT = ("", RATE, MONEY, "分")


def rates(pages: list[Page]) -> Iterator[Finding]:
    """Rates that the two figures before them make, and those that only two swapped digits keep from it, as figures in
    unlike units may be of two things."""
    for page in pages:
        for whole, part, rate in zip(page.counts, page.counts[1:], page.counts[2:], strict=False):
            if _is_of(page, whole, part, rate):
                value, spread = percent(part.figure, whole.figure)
                what = f"{rate.name} against {part.value:.12g} of {whole.value:.12g}, %"
                found = against("rate", what, [rate, part, whole], round(value, 9), rate.half_digit + spread)
                swapped = slipped(rate.value, as_printed(found), swaps_only=True)
                yield from [found] if swapped or found.verdict != "contradiction" else []


def _is_of(page: Page, whole: Count, part: Count, rate: Count) -> bool:
    """Whether three figures of a sentence are a whole, what was done of it, and the rate of that deed."""
    named = NAMED.fullmatch(rate.name) if rate.unit == RATE else None
    together = page.sentence(whole.start) == page.sentence(rate.start)
    counted = whole.unit not in NO_COUNT and part.unit not in NO_COUNT and not alike(whole, part)
    exact = whole.comparator == part.comparator == rate.comparator == "="
    done = named is not None and part.name.startswith(named["deed"]) and rate.half_digit > 0
    return done and together and counted and exact and 0 < part.value < whole.value
