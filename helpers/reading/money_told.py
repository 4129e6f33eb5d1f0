"""What other rows tell of an amount of money: the purse of its name, and the stage of what adds up to it."""

import re
from collections import defaultdict
from decimal import Decimal
from itertools import groupby

from helpers.reading import layout, money_words
from helpers.reading.money_found import BUDGETED, FEW, LONGEST_NAME, NAMED_SOURCES, PLANNED, Found, is_budget
from helpers.reading.records import Fund

DIVIDED = ("other", "project", "three_public")
GIVEN = (*NAMED_SOURCES, "general_public", "government_fund")
SUMMED, TIMED = re.compile(r"(?:合计|共计|总计|一共)[^，。；\d]{0,6}$"), re.compile("[批次期月季年日]|^$")
TOPIC_BEGINS, SHORTEST_TOPIC = "。；;\n", 3
FUND_CALLED = re.compile("政府性基金(?:预算)?(?:拨款|支出)?[（(](?:主要是|即|为|含)?([^，。；（）()]{2,12}金)[)）]")


def as_told(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, with what other rows tell of their purse and stage."""
    found = _again(page, _of_funds(page, _of_all_projects(page, _out_of_purses(_of_one_purse(found)))))
    return _summed_up(page, _smaller(_of_places(_told_twice(_of_topics(page, found)))))


def _of_topics(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, what was spent being for the use that its sentence opens with, where that was told as a part before:
    其中直补资金90万元…直补资金发放到户，全年支出88万元."""
    parts: dict[str, Fund] = {}
    rows = []
    for each in found:
        row = each.row
        if _is_spent(each) and each.whole is None and parts:
            start = max(page.text.rfind(mark, 0, row.start) for mark in TOPIC_BEGINS) + 1
            name = next((name for name in parts if page.text.startswith(name, start)), "")
            if name and row.amount_wan <= parts[name].amount_wan:
                each = each._replace(row=row._replace(category="other", line=row.line or name), name=name)
        elif row.category == "other" and row.stage in PLANNED and len(each.name) >= SHORTEST_TOPIC:
            parts.setdefault(each.name, row)
        rows.append(each)
    return rows


def _told_twice(found: list[Found]) -> list[Found]:
    """The rows, what was spent and is named for nothing being the part told before it with the same amount."""
    parts: dict[tuple, Fund] = {}
    most = Decimal(0)
    rows = []
    for each in found:
        row, key = each.row, (each.row.project_id, each.row.amount_wan)
        if _is_spent(each) and each.whole is None and key in parts and row.amount_wan < most:
            row = row._replace(category=parts[key].category, line=parts[key].line)
            each = each._replace(row=row, name=each.name if row.line else parts[key].line)
        elif row.stage == "executed" and row.category in DIVIDED:
            parts.setdefault(key, row._replace(line=row.line or each.name))
        most = max(most, row.amount_wan) if _is_spent(each) else most
        rows.append(each)
    return rows


def _of_places(found: list[Found]) -> list[Found]:
    """The rows, what places spent being for a use where it adds up to what that use cost."""
    uses = {each.row.amount_wan for each in found if each.row.stage == "executed" and each.row.category == "other"}
    rows: list[Found] = []
    for _, run in groupby(found, key=_is_of_place):
        run = list(run)
        if _is_of_place(run[0]) and sum(each.row.amount_wan for each in run) in uses:
            run = [e._replace(row=e.row._replace(category="other", line=e.row.line or e.name)) for e in run]
        rows += run
    return rows


def _summed_up(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, what was spent being for the uses named where the next amount is called their sum: 进度款80万元，监理
    费5万元，合计支付85万元."""
    rows = list(found)
    for i, each in enumerate(found):
        near = page.text[max(0, each.row.start - LONGEST_NAME) : each.row.start]
        if not (_is_spent(each) and SUMMED.search(near)):
            continue
        run: list[int] = []
        for n in range(i - 1, -1, -1):
            row = found[n].row
            same = (row.stage, row.source, row.project_id) == ("executed", "total", each.row.project_id)
            if not same or row.category not in ("total", "other"):
                break
            run.append(n)
            amount = sum(found[k].row.amount_wan for k in run)
            if amount >= each.row.amount_wan:
                several = len(run) > 1 and not all(money_words.is_instalment(found[k].name) for k in run)
                timed = any(TIMED.search(found[k].name) for k in run)
                for k in run if several and not timed and amount == each.row.amount_wan else ():
                    rows[k] = found[k]._replace(row=found[k].row._replace(category="other"))
                break
    return rows


def _is_of_place(each: Found) -> bool:
    return _is_spent(each) and money_words.is_share(each.name) and not money_words.is_instalment(each.name)


def _is_spent(each: Found) -> bool:
    return (each.row.stage, each.row.source, each.row.category) == ("executed", "total", "total")


def _again(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, what came in being of the purse that was planned with the same amount or is named again: 专项债券600万
    元…债券资金拨付到院600万元."""
    rows: list[Found] = []
    for each in found:
        if _is_loose(each) and (given := _given(page, rows, each)):
            row = each.row._replace(source=given.row.source, line=given.row.line or given.name)
            each = each._replace(row=row, purse=False)
        rows.append(each)
    return rows


def _is_loose(each: Found) -> bool:
    told = (each.row.stage, each.row.source, each.row.category)
    return told == ("allocated", "total", "total") and each.whole is None


def _given(page: layout.Layout, rows: list[Found], each: Found) -> Found | None:
    """The purse of a plan that an amount received is of: the only one of its size, or the only one named before it."""
    plans = [e for e in rows if e.row.stage in BUDGETED and e.row.project_id == each.row.project_id]
    purses = [e for e in plans if e.row.source in GIVEN]
    if len(purses) < FEW or any(is_budget(e) and e.row.amount_wan == each.row.amount_wan for e in plans):
        return None
    start = max(rows[-1].row.end, layout.sentence(page, each.row.start)[0])
    left = page.text[start : each.row.start]
    named = [
        e for e in purses if e.row.amount_wan >= each.row.amount_wan and any(word in left for word in _words(e, purses))
    ]
    same = [e for e in purses if e.row.amount_wan == each.row.amount_wan]
    return named[0] if len(named) == 1 else same[0] if len(same) == 1 and not named else None


def _words(each: Found, purses: list[Found]) -> set[str]:
    """The pairs of letters in the name of a purse that no other purse has and that are no word for money as such."""
    others = "".join(e.name for e in purses if e is not each)
    pairs = {each.name[i : i + 2] for i in range(len(each.name) - 1)}
    return {pair for pair in pairs if pair not in others and not money_words.is_general(pair)}


def _smaller(found: list[Found]) -> list[Found]:
    """The rows, what a mere verb says was spent being for a use where more was spent in all."""
    most: dict[str, Decimal] = defaultdict(Decimal)
    for each in found:
        if _is_spent(each):
            most[each.row.project_id] = max(most[each.row.project_id], each.row.amount_wan)
    return [
        each._replace(named=True) if _is_use(each) and each.row.amount_wan < most[each.row.project_id] else each
        for each in found
    ]


def _is_use(each: Found) -> bool:
    return each.verb and _is_spent(each) and not money_words.is_instalment(each.name)


def _of_funds(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, those of the 公益金 or 基金 that a bracket calls a government fund being of it."""
    if "专项债" in page.text:
        found = [_of_bonds(each) for each in found]
    called = FUND_CALLED.search(page.text) if "政府性基金" in page.text else None
    return [
        each._replace(row=each.row._replace(source="government_fund", category="total"))
        if called and each.name and (each.name in called[1] or called[1] in each.name) and each.name.endswith("金")
        else each
        for each in found
    ]


def _of_bonds(each: Found) -> Found:
    """The row, of the government fund where it is of bonds, which are special ones in the report."""
    bonds = each.row.source == "other" and "债券" in each.name
    return each._replace(row=each.row._replace(source="government_fund", category="total")) if bonds else each


def _out_of_purses(found: list[Found]) -> list[Found]:
    """The rows, what was spent being out of the purse that gave the money of its name: 上级补助的放映资金8万元…放映资金
    用了7万元."""
    sources: dict[str, str] = {}
    rows = []
    for each in found:
        row = each.row
        if row.stage == "executed" and row.source == "total" and each.whole is None and each.name in sources:
            row = row._replace(source=sources[each.name], category="total")
        elif row.source in NAMED_SOURCES and "的" in each.name:
            sources |= {
                name: row.source for name in [each.name.rpartition("的")[2]] if not money_words.is_general(name)
            }
        rows.append(each if row is each.row else each._replace(row=row))
    return rows


def _of_all_projects(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, a budget of all projects being the adjusted one where theirs, of the whole year, add up to it."""
    whole = [each.row for each in found if is_budget(each) and each.row.project_id]
    year = sum(row.amount_wan for row in whole if row.stage == "adjusted_budget")
    if not year or any(row.stage == "initial_budget" for row in whole):
        return found
    return [
        each._replace(row=each.row._replace(stage="adjusted_budget"))
        if is_budget(each) and not each.row.project_id and each.row.amount_wan == year and not _at_first(page, each)
        else each
        for each in found
    ]


def _at_first(page: layout.Layout, each: Found) -> bool:
    """Whether a budget is said to be that of the beginning of the year."""
    return "年初" in page.text[max(0, each.row.start - LONGEST_NAME) : each.row.start]


def _of_one_purse(found: list[Found]) -> list[Found]:
    """The rows, the parts of the three public expenses being paid from the purse that their total is said to be."""
    sources = {each.row.start: each.row.source for each in found if each.row.category == "three_public"}
    return [
        each._replace(row=each.row._replace(source=sources[each.whole]))
        if each.whole in sources and (each.row.source, each.row.category) == ("total", "three_public")
        else each
        for each in found
    ]
