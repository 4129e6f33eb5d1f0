"""Amounts of money of the unit: planned, received, spent, carried over, and by which source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from helpers.reading.funds import names as money_names
from helpers.reading.funds import words as money_words
from helpers.reading.funds.around import around, giver_behind, is_for_a_kind, is_for_a_purpose, is_foreign
from helpers.reading.funds.found import PLANNED, Found
from helpers.reading.funds.ledger import balanced
from helpers.reading.funds.lists import JOINED, Part, listed
from helpers.reading.funds.parts import settled
from helpers.reading.funds.roles import role
from helpers.reading.funds.verbs import Verb
from helpers.reading.funds.wholes import Role, Whole, after, is_next, wholes
from helpers.reading.funds.words import Said, spoken
from helpers.reading.funds.years import Dated, dated, is_part_of_years
from helpers.reading.records import Fund, Quantity
from helpers.reading.text import layout
from helpers.reading.text.quantities import WAN, wan
from helpers.reading.vocabulary import any_of, pattern, without, words

LONGEST_LINE = 30
LINE = re.compile(
    rf"([^\s，。；：:、,（(]{{2,{LONGEST_LINE}}}?(?:{any_of(words('line_endings'))}))"
    rf"(?=[：:，。、\s]|{pattern('fund_stages').pattern})"
)
LINE_ENDS = re.compile(any_of(words("line_endings")))
DIGIT = re.compile(r"\d")
PIECE = re.compile(r"[^\s，。；：:、,（(]+[\s，。；：:、,（(]?")  # with the sign that ends it
COMPARED = re.compile(r"\s*(?:比|较|与|占|完成(?!支|投))")  # behind these words an amount is only compared with
AGAIN = re.compile(r"整?[ \t]*[（(，,；;）)]*[ \t]*(?:即|合|折合|约合|折|大写|小写|人民币|￥|¥|为|[：:])*[ \t]*")
PARTS = re.compile(r"[^。；;]{0,12}[，,；;（(]\s*(?:其中|包括|含)")
ANSWERS = re.compile(r"\s*(?:答|回答|答复|回复)[：:]")
PAID_OUT = re.compile("[，,；;：:](?:共|已|先后|分别)*拨出了?$")
MOST_JOINED = 10  # amounts that one 分别 distributes


@dataclass(slots=True)
class Read:
    """An amount with its role, and what the next one needs to know of it."""

    q: Quantity | None = None
    role: Role = Role()
    said: Said = Said()
    left: str = ""  # the words of its sentence since the amount before
    clause: str = ""
    foreign: bool = False
    roles: Sequence[Part] = ()  # of the amounts that one 分别 distributes, this one's first
    last: Sequence[Part] = ()  # all of the last such list
    stack: Sequence[Whole] = (Whole(),)
    told: str = ""  # the stage of the last total
    dated: Dated = Dated()
    purses: bool = False  # one was told of before


def funds(page: layout.Layout, quantities: list[Quantity], report_id: str, only_project: str = "") -> list[Fund]:
    """The amounts among `quantities` that are money of the unit; `only_project` is the project of a report on one."""
    return ruled(page, quantities, report_id, only_project)[0]


def ruled(
    page: layout.Layout, quantities: list[Quantity], report_id: str, only_project: str = ""
) -> tuple[list[Fund], dict[int, Read]]:
    """The same with what was read of each amount, by its place."""
    found: list[Found] = []
    reads: dict[int, Read] = {}
    loose: list[Found] = []
    apart: list[Found] = []
    each, of_unit = Read(), pattern("whole_unit").search(page.text) is not None
    amounts = [q for q in quantities if q.unit in WAN]
    counts, elsewhen = _counts(page, amounts), set()
    for q in amounts:
        number = layout.project(page, q.start) or only_project
        if each.q and _is_told_again(page, each.q, q):
            found += [_again(last, q) for last in found[-1:] if last.row.start == each.q.start]
            each = replace(each, q=q)
            continue
        before, each = each, _read(page, q, each, bool(number or page.projects) and not of_unit, counts[q.start])
        reads[q.start] = each
        if each.dated.other:
            elsewhen, each = elsewhen | {each.said.stage}, replace(before, q=q, dated=each.dated)
            continue
        if not each.role.stage:
            bare = _found(
                page, replace(each, role=Role("", each.said.source)), False, report_id, _id(report_id, number)
            )
            (apart if each.foreign else loose).append(bare)
        else:
            listed = _is_listed(each)
            if listed and found and not each.stack[-1].parts and each.role.stage == found[-1].row.stage:
                found[-1] = found[-1]._replace(named=True)
            found.append(_found(page, each, listed, report_id, _id(report_id, number)))
            stack, told = _behind(each)
            each = replace(each, stack=stack, told=told)
    if not _tells_its_own_year(found, elsewhen):
        return ruled(replace(page, years=frozenset()), quantities, report_id, only_project)
    found = balanced(page, found, loose, apart)
    return settled(page, found, of_unit), reads


def _tells_its_own_year(found: list[Found], elsewhen: set[str]) -> bool:
    """Whether money was planned and spent in the report's own years where amounts of these stages are of others."""
    own = {each.row.stage for each in found if each.whole is None}
    return all(own & kind for kind in ({*PLANNED}, {"executed"}) if elsewhen & kind)


def _id(report_id: str, number: str) -> str:
    return f"{report_id}-{number}" if number else ""


def _counts(page: layout.Layout, amounts: list[Quantity]) -> dict[int, int]:
    """How many amounts stand one after another, joined by signs and conjunctions alone, from each on; by its place."""
    counts: dict[int, int] = {}
    for q, later in zip(reversed(amounts), [None, *reversed(amounts)], strict=False):
        joined = later is not None and JOINED.fullmatch(page.text, q.stop, later.begin)
        counts[q.start] = 1 + counts[later.start] if joined else 1
    return counts


def _is_told_again(page: layout.Layout, before: Quantity, q: Quantity) -> bool:
    """Whether an amount is the one before it in other figures or another unit: 叁万元整（￥30,000元），折合3万元."""
    return AGAIN.fullmatch(page.text, before.stop, q.begin) is not None and wan(before) == wan(q)


def _again(last: Found, q: Quantity) -> Found:
    """The row before with the place of the same amount told again."""
    return last._replace(row=last.row._replace(start=q.start, end=q.end, token=q.token))


def _read(page: layout.Layout, q: Quantity, last: Read, single: bool, count: int) -> Read:
    """An amount with its role, after the `last` one; `single`: it is told of one project; `count` amounts stand
    together from it on."""
    start, _ = layout.sentence(page, q.start)
    left = without(ANSWERS, page.text[max(start, last.q.stop if last.q else 0) : q.begin]).removeprefix("整")
    stack = wholes(page, q, last.q, last.stack, last.told, single)
    when = dated(page, left, last.dated if last.q and last.q.start >= start else Dated())
    when = Dated() if when.other and _is_of_years(page, q, stack[-1]) else when
    clause, said = spoken(left, single)
    said = said._replace(category="") if layout.opens_project(page, q.begin - len(left), q.begin) else said
    if said.stage == "carryover_out" and is_for_a_kind(page, q):
        said = said._replace(stage="", verb=Verb())
    if single and not said.source:
        said = said._replace(source=giver_behind(page, q))
    if last.purses and said.stage in ("allocated", "") and not said.source:
        clause, said = _as_instalment(page.text[start : q.begin], left, clause, said)
    said = said._replace(stage="executed") if _is_paid_out(left, stack[-1]) else said
    near = around(page, q, left)
    foreign = when.other or is_foreign(page, q, clause, said, stack[-1], near)
    if last.foreign and left.startswith("、") and not said.stage and pattern("budget_changes").search(last.clause):
        foreign = True  # 因设备费追加8万元、培训费2万元
    joined = JOINED.fullmatch(left) is not None
    if _is_part_of_none(last, q, start, left, said):
        foreign, stack = True, [Whole(told=stack[-1].told)]
    roles = last.roles[1:] if joined else listed(page, q, left, count, stack[-1], last.last)
    latest = last.last if joined else roles or last.last
    own = Role() if foreign else roles[0].role if roles else role(page, q, left, said, stack[-1], single, near)
    said = said._replace(name=roles[0].name) if roles else said
    roles = roles or ([Part(own, "")] * MOST_JOINED if "分别" in left else [])
    purses = last.purses or own.source != ""
    return Read(q, own, said, left, clause, foreign, roles, latest, stack, last.told, when, purses)


def _is_paid_out(left: str, whole: Whole) -> bool:
    """Whether an amount that nobody is said to have given is one that was 拨出 of what was spent."""
    return (whole.stage or whole.told) == "executed" and PAID_OUT.search(left) is not None


def _as_instalment(sentence: str, left: str, clause: str, said: Said) -> tuple[str, Said]:
    """The words of an amount and what they say, with the purse that its sentence begins with and says to have given in
    several instalments; a sum behind others is of all purses."""
    summed = said.total and len(left) < len(sentence)
    giver, source = ("", "") if summed else money_words.by_instalments(sentence)
    return giver + clause, said._replace(source=source)


def _is_of_years(page: layout.Layout, q: Quantity, whole: Whole) -> bool:
    """Whether an amount is one of the parts by years of a total."""
    inside = whole.parts and whole.stage and whole.amount is not None and wan(q) <= whole.amount
    return bool(inside) and is_part_of_years(page, whole.place, q.start)


def _is_part_of_none(last: Read, q: Quantity, start: int, left: str, said: Said) -> bool:
    """Whether an amount is said to be a part of the one before it in the sentence that begins at `start`, which is no
    money of the unit and no smaller."""
    beside = last.q is not None and last.q.start >= start and not last.role.stage and wan(q) <= wan(last.q)
    alone = beside and not said.stage
    return alone and PARTS.match(left) is not None


def _behind(each: Read) -> tuple[Sequence[Whole], str]:
    """What holds behind an amount, innermost last, and the stage of the last total."""
    role, said, q = each.role, each.said, each.q
    if COMPARED.match(each.clause):
        return each.stack, each.told
    whole = after(each.stack[-1], role, said, q)
    kept = role.part or role.stage == "carryover_out"
    return [*each.stack[:-1], whole], each.told or role.stage if kept else role.stage


def _is_listed(each: Read) -> bool:
    """Whether an amount is one of a list of uses."""
    use = each.role.part or (each.said.stage and each.said.named)
    return bool(use) and not each.roles and is_next(each.left, each.said, each.stack[-1])


def _found(page: layout.Layout, each: Read, listed: bool, report_id: str, project_id: str) -> Found:
    q, role, said = each.q, each.role, each.said
    project = layout.project_named(page, said.name) if each.roles and not role.source else ""
    if project:
        marked = layout.opens_project(page, q.start, q.start + 1)  # by its place among amounts in turn
        role, project_id = role._replace(category="", part=False), project_id if marked else f"{report_id}-{project}"
    row = Fund(
        report_id, project_id, _line(page, q), role.stage, role.source or "total", role.category or "total",
        wan(q), q.start, q.end, q.token,
    )  # fmt: skip
    spent = role.stage == "executed" and not said.share and is_for_a_purpose(each.left, said)
    named = bool(listed or spent or money_words.is_expense(said)) and not money_names.is_instalment(said.name)
    named = named and not each.stack[-1].batches and not money_names.is_purse(said.name)
    alone = not role.part or each.stack[-1].amount is None
    purse = alone and money_words.is_one_level(each.clause, said.name)
    return Found(
        row,
        named,
        purse,
        said.granted,
        said.name,
        each.stack[-1].place if role.part else None,
        said.share,
        "转移支付" in each.clause,
        bool(role.stage) and role.stage == said.verb.stage and not role.part,
    )


def _line(page: layout.Layout, q: Quantity) -> str:
    """The name of the budget line the amount belongs to; only lines of a project have one."""
    if not layout.project(page, q.start):
        return ""
    start = page.text.rfind("\n", 0, q.start) + 1
    pieces = reversed(PIECE.findall(page.text, start, q.begin))
    named = (name for piece in pieces if LINE_ENDS.search(piece) for name in reversed(LINE.findall(piece)))
    return next((n for n in named if not pattern("fund_stages").match(n) and not DIGIT.search(n)), "")
