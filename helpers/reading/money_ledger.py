"""What arithmetic tells of amounts of money: what the parts around one add up to, what a rate behind one is a share of,
what is left of a plan when what was spent is taken off."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from decimal import Decimal

from helpers.reading import layout, money_words
from helpers.reading.money_found import BUDGETED, PLANNED, Found
from helpers.reading.records import Fund, Quantity
from helpers.reading.vocabulary import unit_kind

FEWEST, MOST = 2, 9  # parts of a total
WHOLE, MONEY = re.compile("总(?:投资|造价|投入)"), re.compile("(?:资金|经费|专款|款项|盘子|钱)")
HUNDRED, REACH = 100, 30
SPENT_RATE = re.compile(r"[^。；;\n]{0,16}?(?:执行|支出|支付|使用|付款|完成|花)(?:率|进度|比例)[^。；;\n\d]{0,6}\Z")
LEFT, NEAR = re.compile("(?<!其)[剩余存留结未没退](?!果)|差额"), 8
GIVEN = ("给", "拨")
KEPT, LOOK_ON = re.compile("(?<!不)结转|转入|留[作到至]"), 40
ENDED = re.compile("[。；;\n！？]")


def balanced(
    page: layout.Layout, found: list[Found], loose: list[Found], apart: list[Found], quantities: list[Quantity]
) -> list[Found]:
    """The rows, with those of the `loose` ones, and of those `apart` that are no money of the unit by their words,
    whose stage a rate, a sum or a difference tells; an amount that amounts beside it add up to is their total, whatever
    it is called."""
    rates = [q for q in quantities if unit_kind().get(q.unit) == "rate"]
    found = _planned(page, _possible(found), rates)
    told = [*found, *_by_rate(page, found, loose, rates)]
    if not loose and not apart:
        return _totals(page, told, loose)
    told += _by_parts(page, told, others(told, [*loose, *(e for e in apart if WHOLE.search(e.name))]))
    told += _by_position(page, told, others(told, loose))
    kept = [e for e in apart if KEPT.search(page.text, e.row.end, e.row.end + LOOK_ON)]
    told += _by_difference(page, told, others(told, [*loose, *kept]))
    return _totals(page, sorted(told, key=_place), loose)


def others(told: list[Found], loose: list[Found]) -> list[Found]:
    """The loose amounts that are not among those told."""
    places = {each.row.start for each in told}
    return [each for each in loose if each.row.start not in places]


def _by_position(page: layout.Layout, found: list[Found], loose: list[Found]) -> list[Found]:
    """The first of the loose amounts of a project that is called money and stands before all that was spent, where no
    plan is told: it is the plan."""
    spent: dict[str, list[Fund]] = defaultdict(list)
    for each in found:
        if each.row.stage == "executed":
            spent[each.row.project_id].append(each.row)
    for each in found:
        if each.row.stage in (*PLANNED, "income"):
            spent.pop(each.row.project_id, None)
    plans: dict[str, Found] = {}
    for each in loose:
        rows = spent.get(each.row.project_id, [])
        first = rows and each.row.start < rows[0].start and each.row.amount_wan >= max(row.amount_wan for row in rows)
        start = layout.sentence(page, each.row.start)[0]
        if first and MONEY.search(page.text, start, each.row.start):
            plans.setdefault(each.row.project_id, each)
    return [e._replace(row=e.row._replace(stage="initial_budget", source="total"), named=False) for e in plans.values()]


def _possible(found: list[Found]) -> list[Found]:
    """The rows without those that a mere verb says were spent or left, and are more than any plan told of."""
    plans = [each.row.amount_wan for each in found if each.row.stage in PLANNED]
    most = max(plans, default=Decimal("Infinity"))
    return [e for e in found if not (_is_less_certain(e) and e.row.amount_wan > most)]


def _is_less_certain(each: Found) -> bool:
    """Whether a mere verb tells that an amount was spent or left, or it is an income told of one project."""
    if each.row.stage == "income":
        return each.row.project_id != ""
    return each.verb and each.row.stage in ("executed", "carryover_out")


def _planned(page: layout.Layout, found: list[Found], rates: list[Quantity]) -> list[Found]:
    """The rows, money that was put in being a plan where a rate tells that what was spent is a share of it."""
    spent = [each for each in found if each.row.stage == "executed" and _is_all(each)]
    if len(spent) < FEWEST or any(each.row.stage in PLANNED and _is_all(each) for each in found):
        return found
    first, *others = spent
    less = [each for each in others if each.row.amount_wan < first.row.amount_wan]
    near = ((each, rate) for each in less for rate in rates if 0 <= rate.start - each.row.end < REACH)
    if not any(_is_rate(each, first, rate) for each, rate in near):
        return found
    plan = {first.row.start}
    return [
        each._replace(row=each.row._replace(stage="initial_budget")) if each.row.start in plan else each
        for each in found
    ]


def _by_parts(page: layout.Layout, found: list[Found], loose: list[Found]) -> list[Found]:
    """Those of the loose amounts that two or more right beside them in their paragraph add up to: of the stage that
    these are told of, or a plan where all that is told of them is who gives."""
    rows = sorted([*found, *loose], key=_place)
    near = [(bisect_right(page.paragraphs, each.row.start), each) for each in rows]
    plans = [each.row.amount_wan for each in found if each.row.stage in PLANNED and each.row.category == "total"]
    planned = any(each.row.stage in BUDGETED and _is_all(each) for each in found)
    told = []
    for i, (paragraph, each) in enumerate(near):
        if each.row.stage:
            continue
        behind = [e for p, e in near[i + 1 : i + 1 + MOST] if p == paragraph]
        before = [e for p, e in reversed(near[max(0, i - MOST) : i]) if p == paragraph]
        run = _run(each, before) or _run(each, behind)
        stages = {e.row.stage for e in run} - {""}
        purses = any(e.row.source != "total" or money_words.told_giver(e.name) for e in run)
        stage = stages.pop() if len(stages) == 1 else "initial_budget" if purses and not stages and not planned else ""
        if run and not stages and not stage and run[0].row.start < each.row.start:
            stage = "executed" if any(plan >= each.row.amount_wan for plan in plans) else ""
        if stage in (*PLANNED, "executed"):
            told.append(each._replace(row=each.row._replace(stage=stage, source="total"), named=False))
    return told


def _run(total: Found, beside: list[Found]) -> list[Found]:
    """The first two or more of these amounts that add up to an amount; empty where none do."""
    amount = Decimal(0)
    for count, each in enumerate(beside, 1):
        amount += each.row.amount_wan
        if amount >= total.row.amount_wan or each.row.project_id != total.row.project_id:
            return beside[:count] if amount == total.row.amount_wan and count >= FEWEST else []
    return []


def _by_rate(page: layout.Layout, found: list[Found], loose: list[Found], rates: list[Quantity]) -> list[Found]:
    """Those of the loose amounts of which a rate follows that they are of a budget told, or that is one of spending."""
    places = [rate.start for rate in rates]
    budgets = [each for each in found if each.row.stage in PLANNED and _is_all(each)]
    amounts = sorted(each.row.start for each in (*found, *loose))
    rows = []
    for each in loose:
        i = bisect_left(places, each.row.end)
        j = bisect_right(amounts, each.row.start)
        following = amounts[j] if j < len(amounts) else len(page.text)
        if i == len(places) or places[i] > following or ENDED.search(page.text, each.row.end, places[i]):
            continue
        between = page.text[each.row.end : rates[i].begin]
        if SPENT_RATE.match(between) or any(_is_rate(each, plan, rates[i]) for plan in budgets):
            rows.append(each._replace(row=each.row._replace(stage="executed", source="total"), named=False))
    return rows


def _is_rate(each: Found, plan: Found, rate: Quantity) -> bool:
    """Whether an amount is this rate of a plan, to the decimals printed."""
    if each.row.project_id != plan.row.project_id or not plan.row.amount_wan:
        return False
    share = HUNDRED * each.row.amount_wan / plan.row.amount_wan
    return abs(share - rate.value) <= Decimal(1).scaleb(rate.value.as_tuple().exponent)


def _by_difference(page: layout.Layout, found: list[Found], loose: list[Found]) -> list[Found]:
    """Those of the loose amounts that are what is left of a plan when all that was spent is taken off."""
    totals = [each for each in found if _is_all(each)]
    left = {
        (plan.row.project_id, plan.row.amount_wan - spent.row.amount_wan)
        for plan in totals
        for spent in totals
        if plan.row.stage in PLANNED and spent.row.stage == "executed" and plan.row.project_id == spent.row.project_id
        and plan.row.amount_wan > spent.row.amount_wan
    }  # fmt: skip
    known = {each.row.project_id for each in found if each.row.stage == "carryover_out"}
    return [
        each._replace(row=each.row._replace(stage="carryover_out", source="total"), named=False)
        for each in loose
        if (each.row.project_id, each.row.amount_wan) in left
        and each.row.project_id not in known
        and LEFT.search(page.text[max(0, each.row.start - NEAR) : each.row.end + NEAR])
    ]


def _totals(page: layout.Layout, found: list[Found], loose: list[Found]) -> list[Found]:
    """The rows, those named for a use being totals where two or more amounts right beside them in one paragraph add up
    to them."""
    if not any(_may_be_total(each) for each in found):
        return found
    rows = sorted([*found, *(e for e in loose if all(e.row.start != f.row.start for f in found))], key=_place)
    most: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for each in found:
        key = each.row.project_id, each.row.stage
        most[key] = max(
            most[key], each.row.amount_wan if each.row.category == "total" and not each.named else Decimal(0)
        )
    near = [(bisect_right(page.paragraphs, each.row.start), each) for each in rows]
    totals = set()
    for i, (paragraph, each) in enumerate(near):
        if _may_be_total(each) and each.row.amount_wan >= most[each.row.project_id, each.row.stage]:
            behind = [e for p, e in near[i + 1 : i + 1 + MOST] if p == paragraph]
            before = [e for p, e in reversed(near[max(0, i - MOST) : i]) if p == paragraph]
            totals |= {each.row.start} if _run(each, behind) or _run(each, before) else set()
    return [
        each._replace(row=each.row._replace(category="total", line=""), named=False, whole=None)
        if each.row.start in totals
        else each
        for each in found
    ]


def _may_be_total(each: Found) -> bool:
    """Whether an amount is told for a use, and is of no category and no purse."""
    named = each.row.category == "other" or (each.named and each.row.category == "total")
    return bool(each.row.stage) and named and each.row.source == "total"


def _kind(each: Found) -> tuple[str, str, str]:
    return each.row.project_id, each.row.source, each.row.category


def _is_all(each: Found) -> bool:
    return (each.row.source, each.row.category) == ("total", "total")


def _place(each: Found) -> int:
    return each.row.start
