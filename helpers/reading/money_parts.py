"""What amounts of money are together: parts by use beside their total, purses beside each other, results told again."""

import re
from bisect import bisect_right
from collections import defaultdict
from decimal import Decimal
from itertools import groupby

from helpers.reading import layout, money_words
from helpers.reading.money_found import (
    BUDGETED,
    KEPT,
    LONGEST_NAME,
    NAMED_SOURCES,
    PLANNED,
    Found,
    budget,
    is_budget,
    is_less,
    is_whole,
    most,
)
from helpers.reading.money_purses import purses
from helpers.reading.money_wholes import MORE_PARTS
from helpers.reading.records import Fund
from helpers.reading.vocabulary import pattern, without

SPENT = re.compile("支|使用|执行|决算")
PAID_FOR = re.compile("(?:补偿|赔偿|工程|进度|货|合同|设备|服务|采购|测绘|设计)[款费]$")  # 拨付工程款: it was spent
YEAR = re.compile(r"20\d\d年度?(?:安排)?")
MANY_TIMES = 5
STATE = "general_public"
DIVIDED = ("other", "project", "three_public")
OF_A_UNIT = ("basic", "wages", "goods_services", "project", "three_public", "public_use")
ENDED = re.compile("[。；;\n]")
PAID_OUT = re.compile("(?:发放|兑付|兑现|发给|资助|救助|补助|奖励|报销)[^，。；：]*$")
TO_PEOPLE = re.compile(
    r"[万亿]?元[，,（(](?:共|累计|受益|受助|惠及|资助|救助|涉及|覆盖|奖励)*[^，。；\d]{0,6}\d[\d,.]*万?(?:人|名|户)"
)
ABOVE = ("", r"[（(]", layout.CHAPTER)


def settled(page: layout.Layout, found: list[Found], of_unit: bool) -> list[Fund]:
    """The rows as they are beside each other; `of_unit`: the report is on all money of a unit."""
    found = _spent(page, _own(page, _of_places(_told_twice(_of_one_purse(found)))), of_unit)
    return [_with_line(each) for each in _purposes(page, purses(page, _of_one_kind(page, found)))]


def _own(page: layout.Layout, found: list[Found]) -> list[Found]:
    """Without amounts in 亿元 that are many times what a unit whose money is told in smaller units has: they are of its
    whole region, as 一般公共预算收入."""
    measures = [each.row for each in found if each.row.stage in BUDGETED or each.row.category in OF_A_UNIT]
    if not measures or any(_is_in_yi(page, row) for row in measures):
        return found
    most = MANY_TIMES * max(row.amount_wan for row in measures)
    return [each for each in found if each.row.amount_wan <= most or not _is_in_yi(page, each.row)]


def _is_in_yi(page: layout.Layout, row: Fund) -> bool:
    return page.text.startswith("亿", row.end)


def _of_one_kind(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, the parts of one whole being purses where most of them are, or half of those that are told as where it
    came from."""
    kinds: dict[int, list[int]] = defaultdict(list)
    division = _divisions(found)
    for each in found:
        if each.whole is not None:
            kind = 1 if each.row.source != "total" else -1 if each.row.category != "total" else 0
            first = division[each.row.start]
            if first == each.row.start and "来源" in page.text[max(0, first - LONGEST_NAME) : first]:
                kinds[first].append(1)
            kinds[first].append(kind)
    shares = {each.whole for each in found if each.share} - {None}
    found = [
        each._replace(row=each.row._replace(source="total", line=each.name)) if each.whole in shares else each
        for each in found
    ]
    purses = {whole for whole, votes in kinds.items() if sum(votes) > 0}
    uses = {whole for whole, votes in kinds.items() if sum(votes) < 0}
    found = [
        each._replace(row=each.row._replace(source="total", category="other"))
        if division.get(each.row.start) in uses and each.name == "其他"
        else each
        for each in found
    ]
    return [
        each._replace(row=each.row._replace(source="other", category="total"))
        if division.get(each.row.start) in purses and (each.row.source, each.row.category) == ("total", "other")
        else each
        for each in found
    ]


def _divisions(found: list[Found]) -> dict[int, int]:
    """The division that each part is of, by its place: the whole anew where the parts before add up to it, as behind
    按级次分 and 按用途分."""
    amounts = {each.row.start: each.row.amount_wan for each in found}
    sums: dict[int, Decimal] = defaultdict(Decimal)
    division: dict[int, int] = {}
    first: dict[int, int] = {}
    for each in found:
        if each.whole is None:
            continue
        if not sums[each.whole]:
            first[each.whole] = each.row.start
        division[each.row.start] = first[each.whole]
        sums[each.whole] += each.row.amount_wan
        if sums[each.whole] == amounts.get(each.whole):
            sums[each.whole] = Decimal(0)
    return division


def _with_line(each: Found) -> Fund:
    """The row with the name of its use as its line."""
    name = without(YEAR, each.name)
    further = each.whole is not None and each.row.category in MORE_PARTS and not money_words.is_general(name)
    part = each.row.category == "other" or further
    use = part and 1 < len(name) <= LONGEST_NAME and not each.row.line
    return each.row._replace(line=name) if use else each.row


def _spent(page: layout.Layout, found: list[Found], of_unit: bool) -> list[Found]:
    """Without the amounts told among results, where the report states elsewhere what was spent: they are results."""
    paragraphs = [bisect_right(page.paragraphs, each.row.start) for each in found]
    budgeted = {p for p, each in zip(paragraphs, found, strict=True) if _is_planned(each)}
    spent = {p for p, each in zip(paragraphs, found, strict=True) if is_whole(each)}
    results = [
        _is_among_results(page, each, paragraph in budgeted)
        or (of_unit and _is_paid_out(page, each, paragraph in spent))
        for paragraph, each in zip(paragraphs, found, strict=True)
    ]
    stated = {each.row.stage for each, result in zip(found, results, strict=True) if not result}
    return [each for each, result in zip(found, results, strict=True) if not (result and "executed" in stated)]


def _is_planned(each: Found) -> bool:
    """Whether an amount is a budget, of all purses or of the state's."""
    return is_budget(each._replace(row=each.row._replace(source="total")) if each.row.source == STATE else each)


def _is_among_results(page: layout.Layout, each: Found, budgeted: bool) -> bool:
    """Whether an amount of no category stands below a heading on results, and is none of a budget stated there."""
    if each.row.category not in ("total", "other") or each.row.stage in KEPT:
        return False
    return not (budgeted and _is_whole_or_part(each)) and tells_results(page, each.row.start)


def _is_paid_out(page: layout.Layout, each: Found, beside_total: bool) -> bool:
    """Whether an amount is what people got from a unit in a sentence of its own, as 发放救助金38万元; beside the money
    of the unit where it is told how many they were."""
    alone = each.named and each.whole is None and each.row.category in ("total", "other")
    clause = page.text[max(0, each.row.start - LONGEST_NAME) : each.row.start]
    heading = layout.heading(page, each.row.start)
    about_money = heading is not None and pattern("money_titles").search(heading.title) is not None
    told = TO_PEOPLE.match(page.text, each.row.end) or not (about_money or beside_total)
    return alone and bool(told) and PAID_OUT.search(clause) is not None


def _is_whole_or_part(each: Found) -> bool:
    return is_whole(each) or each.whole is not None or each.row.source != "total"


def tells_results(page: layout.Layout, place: int) -> bool:
    """Whether the nearest heading above that speaks of money or of results speaks of results."""
    for sign in ABOVE:
        above = layout.heading(page, place, sign)
        if above and pattern("money_titles").search(above.title):
            return False
        if above and pattern("result_titles").search(above.title):
            return True
    return False


def _purposes(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, those for one purpose being parts where their paragraph has other amounts of the same stage, or the
    report has one that is for no purpose."""
    near: dict[tuple, set] = defaultdict(set)
    whole: dict[tuple, set] = defaultdict(set)
    for row, named, *_ in found:
        if row.source == "total" and (named or row.category == "total"):
            near[bisect_right(page.paragraphs, row.start), *budget(row)].add(row.amount_wan)
            whole[budget(row)] |= set() if named else {row.amount_wan}
    sums: dict[int | None, Decimal] = defaultdict(Decimal)
    for each in found:
        sums[each.whole] += each.row.amount_wan
    divided = []
    for each in found:
        row, of = each.row, budget(each.row)
        if each.named and sums.get(row.start) == row.amount_wan >= max(whole[of], default=0):
            each = each._replace(named=False)  # all that was spent, of which the parts follow
        beside = near[bisect_right(page.paragraphs, row.start), *of] | whole[of] | {row.amount_wan}
        part = each.named and (row.source, row.category) == ("total", "total") and len(beside) > 1
        divided.append(each._replace(row=row._replace(category="other")) if part else each)
    return _second_stages(page, divided)


def _second_stages(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, what was spent being of the expense whose budget stands before it: 会议费预算10万元，支出8万元."""
    rows: list[Found] = []
    largest = most(found)
    for each in found:
        last = rows[-1] if rows else None
        if last and is_whole(each) and _is_of(page, last, each):
            each = each._replace(row=each.row._replace(category="other"), name=last.name)
        elif last and is_whole(each) and is_less(each.row, largest) and _is_of_purse(page, last, each):
            each = each._replace(row=each.row._replace(source=last.row.source, line=last.row.line), name=last.name)
        rows.append(each)
    return rows


def _is_of_purse(page: layout.Layout, last: Found, each: Found) -> bool:
    """Whether an amount that names nothing tells another stage of the purse before it: 县级配套应到位34万元，实际28万
    元."""
    between = page.text[last.row.end : each.row.start]
    same = last.row.source in NAMED_SOURCES and last.row.stage in PLANNED and not ENDED.search(between)
    later = each.row.stage not in (last.row.stage, *KEPT) and each.row.amount_wan <= last.row.amount_wan
    return same and later and money_words.is_general(each.name)


def _is_of(page: layout.Layout, last: Found, each: Found) -> bool:
    """Whether an amount that names no use tells another stage of the expense before it."""
    expense = last.row.category == "other" and last.whole is None and last.row.stage in BUDGETED
    between = page.text[last.row.end : each.row.start]
    same = each.row.stage != last.row.stage and not ENDED.search(between)
    return expense and same and money_words.is_general(each.name)


def _of_one_purse(found: list[Found]) -> list[Found]:
    """The rows, the parts of the three public expenses being paid from the purse that their total is said to be."""
    sources = {each.row.start: each.row.source for each in found if each.row.category == "three_public"}
    return [
        each._replace(row=each.row._replace(source=sources[each.whole]))
        if each.whole in sources and (each.row.source, each.row.category) == ("total", "three_public")
        else each
        for each in found
    ]


def _of_places(found: list[Found]) -> list[Found]:
    """The rows, what places spent being for a use where it adds up to what that use cost."""
    uses = {each.row.amount_wan for each in found if each.row.stage == "executed" and each.row.category == "other"}
    rows: list[Found] = []
    for by_place, run in groupby(found, key=_is_of_place):
        run = list(run)
        if by_place and sum(each.row.amount_wan for each in run) in uses:
            run = [each._replace(row=each.row._replace(category="other", line=each.name)) for each in run]
        rows += run
    return rows


def _is_of_place(each: Found) -> bool:
    return _is_spent(each) and money_words.is_share(each.name) and not money_words.is_instalment(each.name)


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


def _is_spent(each: Found) -> bool:
    return (each.row.stage, each.row.source, each.row.category) == ("executed", "total", "total")
