"""What amounts of money are together: parts by use beside their total, and purses beside each other."""

import re
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import groupby, pairwise, takewhile

from helpers.reading.funds import divided, lines
from helpers.reading.funds import names as money_names
from helpers.reading.funds.found import (
    BUDGETED,
    FEW,
    KEPT,
    LONGEST_NAME,
    NAMED_SOURCES,
    PLANNED,
    Found,
    budget,
    changed,
    is_all,
    is_less,
    is_whole,
    most,
    paragraph,
    sums,
)
from helpers.reading.funds.results import without_results
from helpers.reading.funds.titled import of_title
from helpers.reading.funds.wholes import MORE_PARTS, OWN_LEVEL
from helpers.reading.records import Fund
from helpers.reading.text import layout
from helpers.reading.vocabulary import any_of, pattern, without, words

GIVEN_TO = re.compile("^(?:下达|下拨|分配|拨付|切块)[给至到]?")
YEAR = re.compile(r"20\d\d年度?(?:安排)?")
KINDS = {"人员": "wages", "公用": "public_use", "基本": "basic", "项目": "project"}  # a part of this name alone
DIVIDED = ("other", "project", "three_public")
OF_THE_STATE = ("general_public", "government_fund")
STAGE_BEHIND = re.compile("(?:到位|到账|下达|拨入|安排|预算)(?:资金|经费)?$")  # of the name of a line
ENDED = re.compile("[。；;\n]")
LEVEL = f"(?:{any_of(words('levels'))})(?:级)?(?:财政)?"
BOTH = {"planned", "executed"}
INSIDE, REACH = re.compile("其中[^，。；]*$"), 24
LEVELS = re.compile(f"{LEVEL}[和及与、]{LEVEL}(?:资金|补助|补贴|专项|配套)")  # 中央和省级补贴
PURSES = {source: re.compile(any_of(entries)) for source, entries in words("fund_sources").items()}


def settled(page: layout.Layout, found: list[Found], of_unit: bool) -> list[Fund]:
    """The rows as they are beside each other; `of_unit`: the report is on all money of a unit."""
    found = lines.called(page, of_title(page, found))
    found = without_results(page, _of_places(_told_twice(_of_one_purse(page, _of_kinds(found)))), of_unit)
    found = _purposes(page, _purses(page, _of_one_kind(found)))
    found = _second_stages(page, _lines_of_budget(divided.of_parts(page, found)))
    return [_with_line(each) for each in lines.named(page, found)]


def _of_kinds(found: list[Found]) -> list[Found]:
    """The rows, parts of what a department spends that are called 人员 or 公用 alone being of that kind."""
    return [
        changed(each, category=KINDS[each.name])._replace(named=False)
        if each.row.category == "other" and not each.row.project_id and each.name in KINDS
        else each
        for each in found
    ]


def _of_one_purse(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, the parts of the three public expenses being paid from the purse that their total is said to be, and
    what they cost from that of their budget."""
    found = [
        changed(each, source=last.row.source) if _is_cost_of(page, last, each) else each
        for last, each in zip([*found[:1], *found], found, strict=False)
    ]
    sources = {each.row.start: each.row.source for each in found if each.row.category == "three_public"}
    return [
        changed(each, source=sources[each.whole])
        if each.whole in sources and (each.row.source, each.row.category) == ("total", "three_public")
        else each
        for each in found
    ]


def _is_cost_of(page: layout.Layout, last: Found, each: Found) -> bool:
    """Whether an amount is what the three public expenses cost, right behind their budget in its sentence."""
    kinds = [(row.stage in BUDGETED, row.category) for row in (last.row, each.row)]
    told = kinds == [(True, "three_public"), (False, "three_public")] and each.row.source == "total"
    return told and not ENDED.search(page.text, last.row.end, each.row.start)


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
    return each.row.stage == "executed" and is_all(each)


def _of_places(found: list[Found]) -> list[Found]:
    """The rows, what places spent being for a use where it adds up to what that use cost."""
    uses = {each.row.amount_wan for each in found if each.row.stage == "executed" and each.row.category == "other"}
    rows: list[Found] = []
    for by_place, run in groupby(found, key=_is_of_place):
        run = list(run)
        used = by_place and sum(each.row.amount_wan for each in run) in uses
        rows += [changed(each, category="other", line=each.name) for each in run] if used else run
    return rows


def _is_of_place(each: Found) -> bool:
    return _is_spent(each) and _is_place(each)


def _is_place(each: Found) -> bool:
    """Whether an amount is what one place got or spent of all money."""
    return is_all(each) and money_names.is_share(each.name) and not money_names.is_instalment(each.name)


def _of_one_kind(found: list[Found]) -> list[Found]:
    """The rows, the parts of one whole being purses where most of them are and do not add up to it."""
    kinds: dict[int, int] = defaultdict(int)
    amounts = {each.row.start: each.row.amount_wan for each in found}
    given = sums([each for each in found if each.row.source != "total"])
    for each in found:
        if each.whole is not None:
            kinds[each.whole] += 1 if each.row.source != "total" else -1 if each.row.category != "total" else 0
    kinds |= {whole: 0 for whole, amount in given.items() if amounts.get(whole) == amount}  # none is missing
    beside = [pair for one, other in pairwise(found) for pair in ((one, other), (other, one))]
    places = {
        each.row.start
        for each, other in beside
        if each.name.endswith(OWN_LEVEL) and _is_place(other) and budget(other.row) == budget(each.row)
    }
    shares = {each.whole for each in found if each.share} - {None}
    rows = []
    for each in found:
        if each.whole in shares or each.row.start in places:
            each = changed(each, source="total", line=each.name)
        kind = kinds.get(each.whole, 0)
        if kind < 0 and each.name == "其他":
            each = changed(each, source="total", category="other")
        elif kind > 0 and (each.row.source, each.row.category) == ("total", "other"):
            each = changed(each, source="other", category="total")
        rows.append(each)
    return rows


def _purses(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, with the purse's name as line where one sentence has several of one role, as 中央资金 and 省级资金; a
    purse that its parts add up to, or that alone is told, gives all the money."""
    roles = [(layout.sentence(page, e.row.start)[0], e.row.stage, e.row.source, e.row.category) for e in found]
    amounts = Counter(role for role, _ in {(role, e.row.amount_wan) for role, e in zip(roles, found, strict=True)})
    stated: dict[tuple, set] = defaultdict(set)
    given: dict[int, list] = defaultdict(list)
    for each in found:
        if each.row.source != "total":
            stated[budget(each.row)].add(each.row.amount_wan)
            given[paragraph(page, each)] += [each.row.amount_wan] if each.row.stage in PLANNED else []
    largest, wholes = most(found), {(*budget(e.row), e.row.amount_wan) for e in found if is_whole(e)}
    divided = sums([e for e in found if e.whole != e.row.start and e.row.source in NAMED_SOURCES])
    of_budgets = _of_budgets(page, found)
    rows = []
    for each, role in zip(found, roles, strict=True):
        row = each.row
        alike = row.stage not in KEPT and (*budget(row), row.amount_wan) in wholes
        if row.stage in PLANNED and LEVELS.match(each.name):
            each = changed(each, source="fiscal_appropriation" if largest[row.project_id] > row.amount_wan else "total")
        elif each.purse and (alike or row.start in of_budgets or divided.get(row.start, 0) == row.amount_wan):
            each = changed(each, source="total")
        elif row.source in NAMED_SOURCES and amounts[role] > 1:
            each = changed(each, line=_purse(page, each))
        elif each.purse and len(stated[budget(row)]) == 1 and not is_less(row, largest) and not _is_inside(page, row):
            beside = row.stage in PLANNED and any(
                _is_other_purse(row.amount_wan, of) for of in given[paragraph(page, each)]
            )
            each = each if beside else changed(each, source="total")
        rows.append(each)
    return rows


def _is_other_purse(amount: Decimal, other: Decimal) -> bool:
    """Whether an amount that a purse gives or was to give is none of the purse that gives another."""
    return max(amount, other) > FEW * min(amount, other)


def _of_budgets(page: layout.Layout, found: list[Found]) -> set[int | None]:
    """Where the amounts stand that those right behind them in their sentence, of budgets of the state, add up to:
    市财政安排46万元，一般公共预算31万元，政府性基金15万元."""
    return {
        each.row.start
        for i, each in enumerate(found)
        if each.purse and _of_state_behind(page, each, found[i + 1 :]) == each.row.amount_wan
    }


def _of_state_behind(page: layout.Layout, each: Found, behind: list[Found]) -> Decimal:
    """What the amounts right behind one in its sentence add up to that are of budgets of the state."""
    end = layout.sentence(page, each.row.start)[1]
    run = takewhile(
        lambda e: e.row.start < end and e.row.source in OF_THE_STATE and budget(e.row) == budget(each.row), behind
    )
    return sum((e.row.amount_wan for e in run), Decimal(0))


def _is_inside(page: layout.Layout, row: Fund) -> bool:
    """Whether an amount is said to be among others: 其中中央资金到位80万元."""
    return row.start is not None and INSIDE.search(page.text, max(0, row.start - REACH), row.start) is not None


def _purse(page: layout.Layout, each: Found) -> str:
    """The name of a purse: the whole name of a part, else the words of the vocabulary that stand last before it."""
    if (each.whole is not None or money_names.is_purse(each.name)) and 1 < len(each.name) <= LONGEST_NAME:
        return each.name
    start, _ = layout.sentence(page, each.row.start)
    return next(reversed(PURSES[each.row.source].findall(page.text, start, each.row.start)), "")


def _purposes(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, those for one purpose being parts where their paragraph has other amounts of the same stage, or the
    report has one that is for no purpose."""
    near: dict[tuple, set] = defaultdict(set)
    whole: dict[tuple, set] = defaultdict(set)
    for each in found:
        if each.row.source == "total" and (each.named or each.row.category == "total"):
            near[paragraph(page, each), *budget(each.row)].add(each.row.amount_wan)
            whole[budget(each.row)] |= set() if each.named else {each.row.amount_wan}
    added = sums(found)
    rows = []
    for each in found:
        row, of = each.row, budget(each.row)
        divided = added.get(row.start) == row.amount_wan >= max(whole[of], default=0)
        each = each._replace(named=each.named and not divided)  # else all that was spent, of which the parts follow
        beside = near[paragraph(page, each), *of] | whole[of] | {row.amount_wan}
        rows.append(changed(each, category="other") if each.named and is_all(each) and len(beside) > 1 else each)
    return rows


def _second_stages(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, an amount that names nothing being another stage of the expense or the purse before it in its sentence:
    会议费预算10万元，支出8万元; 县级配套应到位34万元，实际28万元."""
    rows: list[Found] = []
    largest = most(found)
    for each in found:
        last = rows[-1] if rows else each
        bare = is_whole(each) and each.row.stage != last.row.stage and money_names.is_general(each.name)
        if bare and not ENDED.search(page.text, last.row.end, each.row.start):
            if last.row.category == "other" and last.whole is None and last.row.stage in BUDGETED:
                each = changed(each, category="other")._replace(name=last.name)
            elif last.whole is None and last.row.stage in BUDGETED and last.row.source in OF_THE_STATE:
                each = changed(each, source=last.row.source)
            elif is_less(each.row, largest) and _is_of_purse(last.row, each.row):
                each = changed(each, source=last.row.source, line=last.row.line)._replace(name=last.name)
        rows.append(each)
    return rows


def _is_of_purse(last: Fund, row: Fund) -> bool:
    """Whether an amount is no more than one purse before it was to give, and is not left over."""
    planned = last.source in NAMED_SOURCES and last.stage in PLANNED
    return planned and row.stage not in KEPT and row.amount_wan <= last.amount_wan


def _lines_of_budget(found: list[Found]) -> list[Found]:
    """The rows of a project, those of two or more names by which money was planned and spent being parts by these:
    道路工程到位80万元 and 道路工程支出75万元. One name alone is the project's own."""
    told: dict[tuple, set[str]] = defaultdict(set)
    for each in found:
        told[_line_of(each)].add("planned" if each.row.stage in PLANNED else each.row.stage)
    both = {(id, name) for (id, name), steps in told.items() if id and _is_of_line(name) and steps >= BOTH}
    both = {(id, name) for id, name in both if len([project for project, _ in both if project == id]) >= FEW}
    return [
        changed(each, category="other", line=each.name)
        if each.row.source == "total" and each.row.category in ("total", "other") and _line_of(each) in both
        else each
        for each in found
    ]


def _is_of_line(name: str) -> bool:
    return len(name) > 1 and not (money_names.is_purse(name) or money_names.is_general(name))


def _line_of(each: Found) -> tuple[str, str]:
    return each.row.project_id, STAGE_BEHIND.sub("", without(YEAR, each.name))


def _with_line(each: Found) -> Fund:
    """The row with the name of its use, or of the place that has it, as its line."""
    name = without(YEAR, each.name)
    own = money_names.is_general(name) or pattern("fund_categories").fullmatch(f"{name}支出")
    further = each.whole is not None and each.row.category in MORE_PARTS and not own
    place = each.row.project_id != "" and is_all(each) and money_names.is_place(name)
    name = without(GIVEN_TO, name) if money_names.is_place(name) else name
    part = (each.row.category == "other" or further or place) and 1 < len(name) <= LONGEST_NAME and not each.row.line
    return each.row._replace(line=name) if part else each.row
