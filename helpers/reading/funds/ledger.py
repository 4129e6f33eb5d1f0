"""What arithmetic tells of amounts of money: what the parts around one add up to, what is left of a plan when what was
spent is taken off."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from decimal import Decimal
from itertools import pairwise

from helpers.reading.funds import names as money_names
from helpers.reading.funds import words as money_words
from helpers.reading.funds.found import (
    BUDGETED,
    KEPT,
    PLANNED,
    Found,
    changed,
    in_order,
    is_all,
    others,
    paragraph,
    staged,
    sums,
)
from helpers.reading.funds.numbered import of_lines
from helpers.reading.funds.wholes import MORE_PARTS
from helpers.reading.records import Fund
from helpers.reading.text import layout

FEWEST, MOST = 2, 9  # parts of a total
MOST_ALIKE = 20  # totals of one amount that are looked through
WHOLE, MONEY = re.compile("总(?:投资|造价|投入)|可用(?:资金|财力)"), re.compile("(?:资金|经费|专款|款项|盘子|钱)")
WHOLE_MONEY = ("total", "basic", "project", "other")  # a plan for the three public expenses alone bounds nothing
KINDS = ("basic", "project", "wages", "public_use")  # kinds of expenditure, whose names tell no stage
OF_PROJECTS = re.compile("(?:项目|特定目标)?类?(?:支出|经费)?")
GRANT, TAKEN_FROM = "转移支付", ("收入里", "收入中")  # the first is taken for a stage; 事业收入里安排的 has its total's
LEFT, NEAR = re.compile("(?<!其)[剩余存留结未没退](?!果)|差额|还有"), 8
KEPT_ON, LOOK_ON = re.compile("(?<!不)结转|转入|留[作到至]"), 40
OF_WHICH = re.compile(r"[万亿]?元[^。；\d]{0,20}[，,（(：:][ \t]*(?:其中|包括)")  # what follows are its parts
CALLED = re.compile(r"[万亿]?元[是为]([^，。；\d]{2,12})")  # 其余754万元为项目支出


def balanced(page: layout.Layout, found: list[Found], loose: list[Found], apart: list[Found]) -> list[Found]:
    """The rows, with those of the `loose` ones, and of those `apart` that are no money of the unit by their words,
    whose stage a sum or a difference tells; an amount that amounts beside it add up to is their total, whatever
    it is called."""
    told = of_lines(page, _received(page, _possible(found)), [*loose, *apart])
    if loose or apart:
        told += _by_parts(page, told, others(told, [*loose, *(e for e in apart if WHOLE.search(e.name))]))
        told += _by_position(page, told, others(told, loose))
        kept = [e for e in apart if KEPT_ON.search(page.text, e.row.end, e.row.end + LOOK_ON)]
        told += _by_difference(page, told, others(told, [*loose, *kept]))
    told = _totals(page, in_order(told), loose)
    return _of_budgets(_summed(page, told, others(told, loose)))


def _possible(found: list[Found]) -> list[Found]:
    """The rows without those that a mere verb says were spent or left, or that are an income told of one project, and
    are more than any plan told of and what was carried over."""
    amounts = {(each.row.stage, each.row.amount_wan) for each in found}
    received = sum(amount for stage, amount in amounts if stage == "allocated")
    carried = sum(amount for stage, amount in amounts if stage == "carryover_in")
    plans = [each.row.amount_wan for each in found if each.row.stage in PLANNED and each.row.category in WHOLE_MONEY]
    most = max([*plans, received]) + carried if plans else Decimal("Infinity")
    return [
        e
        for e in found
        if e.row.amount_wan <= most
        or not (
            e.row.project_id
            if e.row.stage == "income"
            else e.verb and e.row.source == "total" and e.row.stage in ("executed", "carryover_out")
        )
    ]


def _received(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, what was 拨付 being what was received where no other amount is and its paragraph goes on with what was
    spent of it: 预算480万元，拨付480万元，支出458万元; with its parts."""
    known = {each.row.project_id for each in found if each.row.stage == "allocated"}
    places = set()
    for one, other in pairwise(each for each in in_order(found) if is_all(each) and each.row.stage == "executed"):
        alike = one.row.project_id == other.row.project_id and paragraph(page, one) == paragraph(page, other)
        spent = one.granted and not other.granted and other.row.amount_wan <= one.row.amount_wan
        spent = spent and not OF_WHICH.match(page.text, one.row.end, other.row.start)
        if alike and spent and one.row.project_id not in known:
            places.add(one.row.start)
    return [changed(e, stage="allocated") if {e.row.start, e.whole} & places else e for e in found]


def _by_parts(page: layout.Layout, found: list[Found], loose: list[Found]) -> list[Found]:
    """Those of the loose amounts that two or more right beside them in their paragraph add up to: of the stage that
    these are told of, or a plan where all that is told of them is who gives, or spent behind parts of a plan."""
    plans = [each.row.amount_wan for each in found if each.row.stage in PLANNED and each.row.category == "total"]
    planned = any(each.row.stage in BUDGETED and is_all(each) for each in found)
    told = []
    for each, run in _with_runs(page, in_order([*found, *loose]), lambda each: not each.row.stage):
        stages = {e.row.stage for e in run} - {""}
        purses = any(e.row.source != "total" or money_names.told_giver(e.name) for e in run)
        stage = stages.pop() if len(stages) == 1 else "initial_budget" if purses and not stages and not planned else ""
        behind = not stages and not stage and run[0].row.start < each.row.start
        stage = "executed" if behind and any(plan >= each.row.amount_wan for plan in plans) else stage
        told += [staged(each, stage)] if stage in (*PLANNED, "executed") else []
    return told


def _with_runs(
    page: layout.Layout, rows: list[Found], is_asked: Callable[[Found], bool]
) -> Iterator[tuple[Found, list[Found]]]:
    """The amounts asked for that two or more right beside them in their paragraph add up to, with these."""
    near = [(paragraph(page, each), each) for each in rows]
    for i, (here, each) in enumerate(near):
        if is_asked(each):
            left = KEPT if each.row.stage == "executed" else ()
            behind = [e for p, e in near[i + 1 : i + 1 + MOST] if p == here and e.row.stage not in left]
            before = [e for p, e in reversed(near[max(0, i - MOST) : i]) if p == here and e.row.stage not in left]
            if run := _run(each, before) or _run(each, behind):
                yield each, run


def _run(total: Found, beside: list[Found]) -> list[Found]:
    """The first two or more of these amounts that add up to an amount; empty where none do."""
    amount = Decimal(0)
    for count, each in enumerate(beside, 1):
        amount += each.row.amount_wan
        if amount >= total.row.amount_wan or each.row.project_id != total.row.project_id:
            return beside[:count] if amount == total.row.amount_wan and count >= FEWEST else []
    return []


def _by_position(page: layout.Layout, found: list[Found], loose: list[Found]) -> list[Found]:
    """The first of the loose amounts of a project that is called money and stands before all that was spent, where no
    plan is told: it is the plan."""
    spent: dict[str, list[Fund]] = defaultdict(list)
    for each in found:
        spent[each.row.project_id] += [each.row] if each.row.stage == "executed" else []
    for each in found:
        if each.row.stage in (*PLANNED, "income"):
            spent[each.row.project_id] = []
    plans: dict[str, Found] = {}
    for each in loose:
        rows = spent[each.row.project_id]
        first = rows and each.row.start < rows[0].start and each.row.amount_wan >= max(row.amount_wan for row in rows)
        if first and MONEY.search(page.text, layout.sentence(page, each.row.start)[0], each.row.start):
            plans.setdefault(each.row.project_id, each)
    return [staged(each, "initial_budget") for each in plans.values()]


def _by_difference(page: layout.Layout, found: list[Found], loose: list[Found]) -> list[Found]:
    """Those of the loose amounts that are what is left of a plan, or of one purse's, when all that was spent of it is
    taken off."""
    told = [each.row for each in found if each.row.category == "total"]
    spent = [row for row in told if row.stage == "executed"]
    pairs = [
        (p, s)
        for p in told
        if p.stage in PLANNED
        for s in spent
        if (p.project_id, p.source) == (s.project_id, s.source)
    ]
    left = {(p.project_id, p.amount_wan - s.amount_wan) for p, s in pairs}
    known = {each.row.project_id for each in found if each.row.stage == "carryover_out"}
    return [
        staged(each, "carryover_out")
        for each in loose
        if (each.row.project_id, each.row.amount_wan) in left
        and each.row.project_id not in known
        and LEFT.search(page.text[max(0, each.row.start - NEAR) : each.row.end + NEAR])
        and "欠" not in page.text[max(0, each.row.start - 2 * NEAR) : each.row.start]
    ]


def _totals(page: layout.Layout, found: list[Found], loose: list[Found]) -> list[Found]:
    """The rows, those named for a use being totals where two or more amounts right beside them in one paragraph add up
    to them."""
    if not any(map(_may_be_total, found)):
        return found
    most: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for each in found:
        if each.row.category == "total" and not each.named:
            key = each.row.project_id, each.row.stage
            most[key] = max(most[key], each.row.amount_wan)
    rows = in_order([*found, *others(found, loose)])
    totals = {
        each.row.start
        for each, _ in _with_runs(page, rows, _may_be_total)
        if each.row.amount_wan >= most[each.row.project_id, each.row.stage]
    }
    return [
        changed(each, category="total", line="")._replace(named=False, whole=None) if each.row.start in totals else each
        for each in found
    ]


def _may_be_total(each: Found) -> bool:
    """Whether an amount is told for a use, and is of no category and no purse."""
    named = each.row.category == "other" or (each.named and each.row.category == "total")
    return bool(each.row.stage) and named and each.row.source == "total"


def _of_budgets(found: list[Found]) -> list[Found]:
    """The rows, parts being of the amount right before their whole where they add up to that and not to the whole
    (预算64万元，执行60万元。其中省级34万元、县级30万元), and kinds of expenditure of the plan that they follow and add
    up to (预算90万元，基本支出50万元，项目支出40万元)."""
    added = sums(found)
    stages: dict[int | None, str] = {}  # by the places of parts
    for i, (before, whole) in enumerate(pairwise(found), 2):
        place, amount, kind = whole.row.start, before.row.amount_wan, (whole.row.stage, whole.row.category)
        inside = [each for each in found if each.whole == place] if added.get(place) == amount else []
        behind = _run(before, found[i : i + MOST]) if kind[1] in MORE_PARTS and not inside else []
        parts = inside or [each for each in behind if {(e.row.stage, e.row.category) for e in behind} == {kind}]
        received = whole.whole == place and before.row.stage in PLANNED  # by a title: all that was planned came in
        if amount != whole.row.amount_wan and not received:
            stages |= {each.row.start: before.row.stage for each in parts}
        if before.row.stage in PLANNED and is_all(before):
            run = _run(before, found[i - 1 : i - 1 + MOST])
            kinds = {each.row.stage if each.row.category in KINDS else "" for each in run}
            stages |= {each.row.start: before.row.stage for each in run if kinds == {"executed"}}
    return [changed(each, stage=stages[each.row.start]) if each.row.start in stages else each for each in found]


def _summed(page: layout.Layout, found: list[Found], loose: list[Found]) -> list[Found]:
    """The rows that have a stage, and those of the `loose` ones without that add up to a total of their paragraph, two
    or more in one sentence: 预算100万元，由省级80万元和自筹20万元组成."""
    rows = in_order([*found, *loose])
    told: dict[int, Found] = {}
    near: dict[int, int] = {}  # where the totals stand that amounts are parts of
    totals: dict[Decimal, list[Found]] = defaultdict(list)
    for each in (each for each in in_order(found) if is_all(each) or _is_of_projects(each) or _is_of_three(each)):
        totals[each.row.amount_wan].append(each)
    for run in _runs(page, rows, totals.keys()):
        total = _total(page, run, totals[sum((each.row.amount_wan for each in run), Decimal(0))])
        if total and not any(total.row.start < near.get(each.row.start, 0) < run[0].row.start for each in run):
            near |= {each.row.start: total.row.start for each in run}
            weak = any(each.weak for each in run)
            told |= {each.row.start: _as_part(page, each, total, weak) for each in run}
    return [told.get(each.row.start, each) for each in rows if each.row.stage or each.row.start in told]


def _is_of_projects(each: Found) -> bool:
    """Whether an amount is what a department spends on all its projects, or plans for them."""
    whole = (each.row.source, each.row.category) == ("total", "project")
    return whole and OF_PROJECTS.fullmatch(each.name) is not None


def _is_of_three(each: Found) -> bool:
    """Whether an amount is for the three public expenses together, of whose parts it may be the sum."""
    return each.row.category == "three_public" and each.whole is None


def _runs(page: layout.Layout, rows: list[Found], totals: Container[Decimal]) -> Iterator[list[Found]]:
    """The amounts of one sentence that follow each other, up to any of them, that add up to one of the totals."""
    sentences = [(page.text.rfind("。", 0, each.row.start), paragraph(page, each)) for each in rows]
    for i in range(len(rows)):
        amount = rows[i].row.amount_wan
        for end in range(i + FEWEST, min(i + MOST, len(rows) + 1)):
            if sentences[end - 1] != sentences[i]:
                break
            amount += rows[end - 1].row.amount_wan
            if amount in totals:
                yield rows[i:end]


def _total(page: layout.Layout, run: list[Found], alike: list[Found]) -> Found | None:
    """Which of the totals of one amount that others add up to is theirs, by its paragraph; what was spent has no parts
    that are of other stages, and what was added to a budget is no part of it."""
    near, stages = paragraph(page, run[0]), {_given(each) for each in run}
    latest = bisect_right(alike, near, key=lambda each: paragraph(page, each))
    added = any(each.row.stage == "initial_budget" and is_all(each) for each in run)
    unsaid, many = stages == {""}, len(run) > FEWEST
    further = many or (unsaid and all(_purse(each, True) for each in run))
    above = 0 if many and unsaid else near - 1 if further else near
    totals = [
        each
        for each in alike[max(0, latest - MOST_ALIKE) : latest]
        if _agree(stages, each.row.stage)
        and (above <= paragraph(page, each) or many and _is_of_projects(each))
        and not (added and each.row.stage == "adjusted_budget")
    ]
    here, own = range(*layout.sentence(page, run[0].row.start)), stages - {"initial_budget"}
    beside = [e for e in totals if e.row.stage in PLANNED and e.row.start in here]
    ranks = [(min(paragraph(page, e), near - 1), e in beside, e.row.stage in own) for e in totals]
    return totals[ranks.index(max(ranks))] if totals else None


def _given(each: Found) -> str:
    """The stage of an amount that is to add up with others; what was 拨付 may have been received."""
    return "" if each.granted and each.row.stage == "executed" else each.row.stage


def _agree(stages: set[str], total: str) -> bool:
    """Whether amounts of these stages, empty for none, may add up to one of this: parts of a budget may be received."""
    return stages <= {"", total} or (total in PLANNED and stages <= {"", *PLANNED})


def _purse(each: Found, planned: bool) -> str:
    """The source that an amount without a stage is named by; empty for a use."""
    told = "" if each.row.source == "total" else each.row.source
    if each.weak and money_names.is_purse(f"{each.name}{GRANT}"):
        return "fiscal_appropriation"  # 中央政法转移支付
    return money_names.told_giver(each.name, told) if planned else money_names.purse(each.name, told)


def _as_part(page: layout.Layout, each: Found, total: Found, weak: bool) -> Found:
    """The row with the stage of its total, and the purse or the use that it is named by; a purse is not all."""
    source = "" if each.share else _purse(each, total.row.stage in PLANNED)
    if each.row.stage:
        taken = each.name.endswith(TAKEN_FROM) and each.row.stage == "initial_budget"
        planned = total.row.stage in PLANNED and (weak or taken or not _given(each))
        stage = "allocated" if each.granted and total.row.stage in BUDGETED else total.row.stage
        row = each.row._replace(stage=stage if planned else each.row.stage)
        if source and row.source == "total" and row.category in ("total", "other"):
            row = row._replace(source=source, category="total")
        return each._replace(row=row, purse=False)
    named = CALLED.match(page.text, each.row.end)
    category = "" if each.row.project_id else money_words.first_category(named[1] if named else each.name)
    category = total.row.category if total.row.category in MORE_PARTS else category
    kind = category or ("total" if source or money_names.is_place(each.name) else "other")
    return changed(each, stage=total.row.stage, source=source or "total", category=kind)._replace(whole=total.row.start)
