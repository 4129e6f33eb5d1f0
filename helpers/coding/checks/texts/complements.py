"""Checks of rates against two counts that leave nothing between them: those of which a thing is so, and those of which
it is not (合格4,203批次，不合格83批次，合格率98.06%)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.checks.counts import RATE, Count, Page, alike, clause_of
from helpers.coding.checks.findings import Finding, distance
from helpers.coding.checks.texts.rate_choices import compared
from helpers.coding.checks.words import entry, pattern

NOT = "不未没"
OF = re.compile("(?P<word>[\u4e00-\u9fff]{2})(?:率|度|比例|比率)[^，。；\\d]{0,3}$")
OTHER = re.compile("一次|首[次检批]|初[次检始]|复[检查验]|最终|加权|按[^，。；]{1,6}[计算]|面积|金额|近[一二三两]")
NEAR = 30.0  # percentage points by which a rate that is printed wrongly misses what it should be, at most


def rates(pages: list[Page]) -> Iterator[Finding]:
    """Rates behind the counts of what is so and of what is not, in their sentence, against the share of the one that
    they name in both; none where the sentence has a third count of their unit that is not their sum."""
    for page in pages:
        for place, (one, other) in enumerate(pairwise(page.counts)):
            for rate in page.counts[place + 2 : place + 3]:
                if _are_two(page, one, other) and rate.unit == RATE and rate.comparator == "=":
                    yield from _of_both(page, one, other, rate)


def _are_two(page: Page, one: Count, other: Count) -> bool:
    """Whether two figures of a sentence are exact counts in one unit, and all that it has but for their sum."""
    exact = one.comparator == other.comparator == "=" and alike(one, other) and one.unit not in (RATE, "分", "")
    own = page.sentence(one.start)
    beside = (each for each in page.counts if page.sentence(each.start) == own and alike(each, one))
    total = one.value + other.value
    return (
        exact and page.sentence(other.start) == own and all(e.value in (one.value, other.value, total) for e in beside)
    )


def _of_both(page: Page, one: Count, other: Count, rate: Count) -> Iterator[Finding]:
    """The rate against the share of the count that has its word, where the other has the opposite of it."""
    clause = clause_of(page, rate)
    word = OF.search(clause)
    foreign = OTHER.search(clause) or pattern("last_year", "change", "aim").search(clause)
    if word is None or foreign or page.sentence(rate.start) != page.sentence(one.start):
        return
    for top, rest in ((one, other), (other, one)):
        if _is_so(page, top, word["word"]) and _is_not(page, rest, word["word"]):
            whole = top._replace(value=top.value + rest.value, half_digit=top.half_digit + rest.half_digit)
            found = compared(rate, top, whole)._replace(figures=(rate.figure, top.figure, rest.figure))
            yield from [found] if distance(found) <= NEAR else []
            return


def _is_so(page: Page, each: Count, word: str) -> bool:
    """Whether the clause of a count has the word of a rate, and does not deny it."""
    clause = clause_of(page, each)
    return word in clause and not _denies(clause, word)


def _is_not(page: Page, each: Count, word: str) -> bool:
    """Whether the clause of a count has the opposite of a word: denied, or another word for that."""
    clause = clause_of(page, each)
    opposites = (others for first, *others in map(str.split, entry("opposite_results")) if first == word)
    return _denies(clause, word) or any(other in clause for others in opposites for other in others)


def _denies(clause: str, word: str) -> bool:
    return re.search(f"[{NOT}]有?能?(?:[按如]期|及时)?{word}", clause) is not None
