"""Amounts of money that a report tells as results, where it tells elsewhere what was spent."""

import re

from helpers.reading.funds.found import (
    BUDGETED,
    KEPT,
    LONGEST_NAME,
    Found,
    changed,
    is_budget,
    is_whole,
    paragraph,
)
from helpers.reading.text import layout
from helpers.reading.vocabulary import pattern

MANY_TIMES = 5
OF_US, OF_REGION = re.compile("[我本][局委厅院校部站办处队单中馆]"), re.compile("[全我][省市州县区旗盟]")
OF_A_UNIT = ("basic", "wages", "goods_services", "project", "three_public", "public_use")
PAID_OUT = re.compile("(?:发放|兑付|兑现|发给|资助|救助|补助|奖励|报销)[^，。；：]*$")
RECEIVED, REACH = re.compile("[我本该][^，。；\\d]{1,4}收到[^，。；]*$"), 40  # nobody reports that as a result
EVALUATED = re.compile("(?:自评|评价)[，,][^，。；]{0,4}涉及[^，。；]*$")
ENDED = re.compile("[，。；：:\n]")
ABOVE = ("", r"[（(]", layout.CHAPTER)


def without_results(page: layout.Layout, found: list[Found], of_unit: bool) -> list[Found]:
    """The rows without those of a whole region, and without those told among results where the report states elsewhere
    what was spent, with the parts of these; `of_unit`: the report is on all money of a unit."""
    found = _own(page, found)
    budgeted = {paragraph(page, each) for each in found if _is_planned(each)}
    results = {
        each.row.start
        for each in found
        if _is_among_results(page, each, paragraph(page, each) in budgeted) or (of_unit and _is_paid_out(page, each))
    }
    told = [each for each in found if results.isdisjoint((each.row.start, each.whole))]
    return told if any(each.row.stage == "executed" for each in told) else found


def _own(page: layout.Layout, found: list[Found]) -> list[Found]:
    """Without amounts in 亿元 that are many times what a unit whose money is told in smaller units has: they are of its
    whole region, as 一般公共预算收入."""
    measures = [each for each in found if each.row.stage in BUDGETED or each.row.category in OF_A_UNIT]
    if not measures or any(_is_in_yi(page, each) for each in measures):
        return found
    most = MANY_TIMES * max(each.row.amount_wan for each in measures)
    return [
        each
        for each in found
        if each.row.amount_wan <= most or not _is_in_yi(page, each) or _is_said_to_be_own(page, each)
    ]


def _is_said_to_be_own(page: layout.Layout, each: Found) -> bool:
    """Whether the sentence of an amount is on the unit itself, as 我局, and on no whole region, as 全市."""
    told = page.text[layout.sentence(page, each.row.start)[0] : each.row.start]
    return OF_US.search(told) is not None and not OF_REGION.search(told)


def _is_evaluated(page: layout.Layout, each: Found) -> bool:
    """Whether the sentence of an amount says that it was evaluated: 对2个项目开展部门评价，涉及一般公共预算支出."""
    start, _ = layout.sentence(page, each.row.start)
    return EVALUATED.search(page.text, start, each.row.start) is not None


def _is_in_yi(page: layout.Layout, each: Found) -> bool:
    return page.text.startswith("亿", each.row.end)


def _is_planned(each: Found) -> bool:
    """Whether an amount is a budget, of all purses or of the state's."""
    return is_budget(changed(each, source="total") if each.row.source == "general_public" else each)


def _is_among_results(page: layout.Layout, each: Found, budgeted: bool) -> bool:
    """Whether an amount of no category stands below a heading on results, and is none of a budget stated there."""
    if each.row.category not in ("total", "other") or each.row.stage in KEPT:
        return False
    if each.row.source == "general_public" and (_is_said_to_be_own(page, each) or _is_evaluated(page, each)):
        return False
    if each.row.stage == "allocated" and RECEIVED.search(page.text, max(0, each.row.start - REACH), each.row.start):
        return False
    whole_or_part = is_whole(each) or each.whole is not None or each.row.source != "total"
    return not (budgeted and whole_or_part) and _tells_results(page, each.row.start)


def _is_paid_out(page: layout.Layout, each: Found) -> bool:
    """Whether an amount is what people got from a unit in a sentence of its own, as 发放救助金38万元."""
    if not each.named or each.whole is not None or each.row.category not in ("total", "other"):
        return False
    clause = page.text[max(0, each.row.start - LONGEST_NAME) : each.row.start]
    return PAID_OUT.search(clause) is not None


def _tells_results(page: layout.Layout, place: int) -> bool:
    """Whether the nearest heading above that speaks of money or of results speaks of results."""
    above = filter(None, (layout.heading(page, place, sign) for sign in ABOVE))
    titles = [each.title for each in above if ENDED.search(page.text, each.end, place)]  # no name: （3）其他10万元
    of_money, of_results = pattern("money_titles"), pattern("result_titles")
    nearest = next((title for title in titles if of_money.search(title) or of_results.search(title)), "")
    return not of_money.search(nearest) and of_results.search(nearest) is not None
