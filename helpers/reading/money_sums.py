"""Amounts of money of which no word tells a stage, by the total in their paragraph that they add up to."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator
from decimal import Decimal

from helpers.reading import layout, money_words
from helpers.reading.money_found import PLANNED, Found
from helpers.reading.money_givers import giver

CALLED = re.compile(r"[万亿]?元[是为]([^，。；\d]{2,12})")  # 其余754万元为项目支出
FEWEST, MOST = 2, 8  # parts of a total
MOST_ALIKE = 20  # totals of one amount that are looked through


def summed(page: layout.Layout, found: list[Found], loose: list[Found]) -> list[Found]:
    """The rows that have a stage, and those of the `loose` ones without that add up to a total of their paragraph, two
    or more in one sentence: 预算100万元，由省级80万元和自筹20万元组成."""
    rows = sorted([*found, *loose], key=lambda each: each.row.start)
    told: dict[int, Found] = {}
    totals: dict[Decimal, list[Found]] = defaultdict(list)
    for each in sorted(filter(_is_total, found), key=lambda each: each.row.start):
        totals[each.row.amount_wan].append(each)
    for run in _runs(page, rows, totals.keys()):
        if total := _total(page, run, totals[sum((each.row.amount_wan for each in run), Decimal(0))]):
            told |= {
                each.row.start: _as_part(page, each, total, any(e.weak for e in run)) for each in run
            }
    return [told.get(each.row.start, each) for each in rows if each.row.stage or each.row.start in told]


def _runs(page: layout.Layout, rows: list[Found], totals: Container[Decimal]) -> Iterator[list[Found]]:
    """The amounts of one sentence that follow each other, up to any of them, that add up to one of the totals."""
    stops = [page.text.rfind("。", 0, each.row.start) for each in rows]
    sentences = list(zip(stops, [_paragraph(page, each) for each in rows], strict=True))
    for i in range(len(rows)):
        amount = rows[i].row.amount_wan
        for end in range(i + FEWEST, min(i + MOST, len(rows)) + 1):
            if sentences[end - 1] != sentences[i]:
                break
            amount += rows[end - 1].row.amount_wan
            if amount in totals:
                yield rows[i:end]


def _total(page: layout.Layout, run: list[Found], alike: list[Found]) -> Found | None:
    """Which of the totals of one amount that others add up to is theirs, by its paragraph; what was spent has no parts
    that are of other stages."""
    near = _paragraph(page, run[0])
    stages = {_given(each) for each in run}
    latest = bisect_right(alike, near, key=lambda e: _paragraph(page, e))
    totals = (e for e in alike[max(0, latest - MOST_ALIKE) : latest] if e not in run)
    if any(each.row.stage == "initial_budget" and _is_total(each) for each in run):
        totals = (e for e in totals if e.row.stage != "adjusted_budget")  # what was added to a budget is no part of it
    purses = stages == {""} and all(_purse(each, True) for each in run)
    agree = (e for e in totals if _agree(stages, e.row.stage))
    above = 0 if len(run) > FEWEST and stages == {""} else near - 1 if purses or len(run) > FEWEST else near
    before = [e for e in agree if above <= _paragraph(page, e)]  # in a paragraph of their own or further above
    return max(before, key=lambda e: min(_paragraph(page, e), near - 1), default=None)


def _given(each: Found) -> str:
    """The stage of an amount that is to add up with others; what was 拨付 may have been received."""
    return "" if each.granted and each.row.stage == "executed" else each.row.stage


def _agree(stages: set[str], total: str) -> bool:
    """Whether amounts of these stages, empty for none, may add up to one of this: parts of a budget may be received."""
    return stages <= {"", total} or (total in PLANNED and stages <= {"", *PLANNED})


def _is_total(each: Found) -> bool:
    return (each.row.source, each.row.category) == ("total", "total")


def _paragraph(page: layout.Layout, each: Found) -> int:
    return bisect_right(page.paragraphs, each.row.start)


def _purse(each: Found, planned: bool) -> str:
    """The source that an amount without a stage is named by; empty for a use."""
    told = "" if each.row.source == "total" else each.row.source
    return money_words.purse(each.name, told) or (giver(each.name) if planned else "")


def _as_part(page: layout.Layout, each: Found, total: Found, weak: bool) -> Found:
    """The row with the stage of its total, and the purse or the use that it is named by; a purse is not all."""
    source = "" if each.share else _purse(each, total.row.stage in PLANNED)
    if each.row.stage:
        planned = total.row.stage in PLANNED and (weak or not _given(each))
        stage = total.row.stage if planned else each.row.stage
        row = each.row._replace(stage=stage)
        if source and row.source == "total" and row.category in ("total", "other"):
            row = row._replace(source=source, category="total")
        return each._replace(row=row, purse=False)
    named = CALLED.match(page.text, each.row.end)
    category = "" if each.row.project_id else money_words.first_category(named[1] if named else each.name)
    kind = category or ("total" if source else "other")
    row = each.row._replace(stage=total.row.stage, source=source or "total", category=kind)
    return each._replace(row=row, whole=total.row.start)
