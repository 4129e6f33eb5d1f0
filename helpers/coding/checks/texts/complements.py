"""Checks of rates against two counts that leave nothing between them: those of which a thing is so, and those of which
it is not (合格4,203批次，不合格83批次，合格率98.06%), or that are said behind the rate to be the rest."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.checks.counts import RATE, SAME, Count, Page, alike, clause_of
from helpers.coding.checks.findings import Finding, distance
from helpers.coding.checks.texts.rate_choices import compared
from helpers.coding.checks.words import entry, pattern

NOT = "不未没"
OF = re.compile("(?P<word>[\u4e00-\u9fff]{2})(?:率|度|比例|比率)[^，。；\\d]{0,3}$")
OTHER = re.compile("一次|首[次检批]|初[次检始]|复[检查验]|最终|加权|按[^，。；]{1,6}[计算]|面积|金额|近[一二三两]")
REST = re.compile("(?:其余|剩余|余下|剩下|另外|还有|尚有)(?:的)?")
UNDONE = re.compile(f"(?:尚|仍|还)?[有]?[{NOT}]能?(?P<verb>[\u4e00-\u9fff])")
EMPTY = re.compile("实际|累计|全年|当年|已|共|的|了|有")
BACK = 3  # figures before one of which it and its rest may make up one
NEAR = 30.0  # percentage points by which a rate that is printed wrongly misses what it should be, at most


def rates(pages: list[Page]) -> Iterator[Finding]:
    """Rates behind the counts of what is so and of what is not, in their sentence, against the share of the one that
    they name in both; none where the sentence has a third count of their unit that is not their sum."""
    for page in pages:
        for place, (one, other) in enumerate(pairwise(page.counts)):
            for rate in page.counts[place + 2 : place + 3]:
                if _are_two(page, one, other) and rate.unit == RATE and rate.comparator == "=":
                    yield from _of_both(page, one, other, rate)


def around(pages: list[Page]) -> Iterator[Finding]:
    """Rates between what is so and the rest (办结99件，办结率97.06%，其余3件…), against the share of the one in both,
    where a rate has a word of the first, or both make up a figure shortly before them."""
    for page in pages:
        for place, (one, rate) in enumerate(pairwise(page.counts)):
            behind = (each for each in page.counts[place + 2 :] if each.unit != RATE)
            other = next(behind, None) if rate.unit == RATE and rate.comparator == "=" else None
            if other and _is_rest(page, one, other):
                yield from _of_one(page, page.counts[max(0, place - BACK) : place], one, rate, other)


def _is_rest(page: Page, one: Count, other: Count) -> bool:
    """Whether a figure behind a rate is said to be the rest of the one before it, or that of which its deed is denied,
    and both are exact and in one unit."""
    exact = one.comparator == other.comparator == "=" and alike(one, other) and one.unit not in (RATE, "分", "")
    near = page.sentence(other.start) - page.sentence(one.start) <= 1 and "\n" not in page.between(one, other)
    clause = clause_of(page, other)
    denied = UNDONE.match(clause)
    return exact and near and bool(REST.match(clause) or (denied and denied["verb"] in clause_of(page, one)))


def _of_one(page: Page, before: list[Count], one: Count, rate: Count, other: Count) -> Iterator[Finding]:
    clause, word = clause_of(page, rate), OF.search(clause_of(page, rate))
    total = one.value + other.value
    whole = any(abs(each.value - total) < SAME for each in before if alike(each, one))
    foreign = OTHER.search(clause) or pattern("last_year", "change", "aim").search(clause)
    if word and not foreign and (whole or word["word"] in EMPTY.sub("", clause_of(page, one))):
        both = one._replace(value=round(total, 9), half_digit=one.half_digit + other.half_digit)
        found = compared(rate, one, both)._replace(figures=(rate.figure, one.figure, other.figure))
        yield from [found] if distance(found) <= NEAR else []


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
