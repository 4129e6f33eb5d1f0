"""The check of all points taken off against the total: what was lost and what was got make up the full marks."""

import re
from collections.abc import Iterator

from helpers.coding.checks.counts import Page, against
from helpers.coding.checks.findings import Finding, distance
from helpers.coding.checks.texts.bonuses import ADDS
from helpers.coding.checks.texts.points import BONUS, FULL, LOST_IN_ALL, MORE, NEAR, RULE, Point, clause, told
from helpers.coding.checks.words import any_of

OF_SOME = re.compile(
    "其[余他它]|(?:本|该|此|这|每)(?:项|部分|章|类|指标)|复[评核查]|评审|专家|第三方|财政|折算|换算|加权|上年|去年"
)  # such points are of some criteria, or of another scoring
LOST = re.compile("(?:本次|自评|全部)*[扣失]分[为是]?")  # 自评得分97.2分，失分2.8分
GOT = re.compile(rf"(?:{any_of('got_points', 'total_points')})[为是]?$")


def in_all(pages: list[Page]) -> Iterator[Finding]:
    """All points taken off with the total told beside them, in either order (共扣3分，总分97分; 自评97分，共扣3分),
    against the full marks that are told, or 100; none where a bonus or another scoring is told."""
    for page in pages:
        scored = told(page)
        full = max([FULL, *(each.value for each in scored if each.most)])
        for before, *two in zip([None, *scored], scored, scored[1:], strict=False):
            lost, got = two if _is_all(two[0]) else two[::-1]
            of_all = _is_all(lost) and GOT.search(got.words) and got.value < full
            if of_all and not got.lost and _belong(page, *two) and not _is_of_some(before, lost, full):
                what = f"{got.count.name}: points against {full:.12g} less all deductions"
                found = against("score", what, [got.count, lost.count], round(full - lost.value, 9), 0.0)
                yield from [found] if distance(found) <= NEAR and not _has_more(page, scored) else []


def _is_all(each: Point) -> bool:
    """Whether points are said to be all that was lost, or their clause says no more than that they were."""
    return LOST_IN_ALL.search(each.words) is not None or LOST.fullmatch(clause(each).strip()) is not None


def _belong(page: Page, one: Point, other: Point) -> bool:
    """Whether points stand beside each other in one line, and no words there tell of others."""
    words = clause(one) + page.text[one.count.end : other.count.start]
    near = other.sentence - one.sentence <= 1 and "\n" not in words
    return near and not any(said.search(words) for said in (OF_SOME, MORE, RULE, BONUS))


def _is_of_some(before: Point | None, lost: Point, full: float) -> bool:
    """Whether the maximum before points lost, in their sentence, is that of some criteria only."""
    return before is not None and before.most and before.sentence == lost.sentence and before.value < full


def _has_more(page: Page, scored: list[Point]) -> bool:
    """Whether points were added anywhere, or may be."""
    return BONUS.search(page.text) is not None or any(ADDS.search(each.words) for each in scored)
