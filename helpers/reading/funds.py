"""Amounts of money of the unit: planned, received, spent, carried over, and by which source."""

import re
from bisect import bisect_right
from collections import defaultdict
from typing import NamedTuple

from helpers.reading import layout
from helpers.reading.quantities import WAN, wan
from helpers.reading.records import Fund, Quantity
from helpers.reading.vocabulary import any_of, keys, nearest, pattern, words

LONGEST_LINE = 30
CLAUSE_END = re.compile("[，。；,;]")
BRACKET_OR_PARTS = re.compile(r"[（()）]|其中|(?:用于|包括|分别|如下|具体)[^，。；\d]{0,8}[：:]")
SAID_BEHIND = re.compile(
    r"(?:全部|均|足额|及时|已)(?P<allocated>到位|下达)|(?:全部|均|足额|已)(?P<executed>支付|支出|拨付)"
)
AMOUNT = re.compile(r"\d[ \t]*[万亿千]?元")
LINE = re.compile(
    rf"([^\s，。；：:、,（(]{{2,{LONGEST_LINE}}}?(?:{any_of(words('line_endings'))}))(?=[：:，。、\s]|{pattern('fund_stages').pattern})"
)
PURSES = {source: re.compile(any_of(entries)) for source, entries in words("fund_sources").items()}
WHOLE_AFTER = re.compile(rf"^(?:{any_of(words('whole_after'))})+")
WHOLE_BEFORE = tuple(words("whole_before"))
SUM = re.compile(r"\s*(?:合计|共计|总计|小计)(?:金额|资金)?(?:为|：|:)?\s*")
NAMED_SOURCES = ("fiscal_appropriation", "other")  # several purses may be one of these, so their names tell them apart


class Role(NamedTuple):
    """What an amount is: its stage, source and category; empty where the words near it do not say."""

    stage: str = ""
    source: str = ""
    category: str = ""
    part: bool = False  # one of the parts that follow a total, as behind 其中
    seen: frozenset[str] = frozenset()  # stages that the same list has stated


class Found(NamedTuple):
    """A row with what its words say besides: that it is for one purpose, that it comes from the purse of one level of
    government and is not said to be part of a total."""

    row: Fund
    named: bool
    purse: bool


def funds(page: layout.Layout, quantities: list[Quantity], report_id: str, only_project: str = "") -> list[Fund]:
    """The amounts among `quantities` that are money of the unit; `only_project` is the project of a report on one."""
    found: list[Found] = []
    before, inherited = None, [Role()]
    for q in (q for q in quantities if q.unit in WAN):
        left = _left(page, q, before)
        inherited = _context(page, q, before, inherited)
        role = _role(page, q, left, inherited[-1])
        before = q
        if role.stage:
            listed = left.startswith("、")
            if listed and found:
                found[-1] = found[-1]._replace(named=True)
            row = _row(page, q, role, report_id, layout.project(page, q.start) or only_project)
            found.append(Found(row, listed or _is_named(left), _is_purse(left) and not inherited[-1].part))
            inherited[-1] = role._replace(part=inherited[-1].part, seen=inherited[-1].seen | {role.stage})
    return _purses(page, _purposes(page, found))


def _row(page: layout.Layout, q: Quantity, role: Role, report_id: str, number: str) -> Fund:
    return Fund(
        report_id, f"{report_id}-{number}" if number else "", _line(page, q), role.stage,
        role.source or "total", role.category or "total", wan(q), q.start, q.end, q.token,
    )  # fmt: skip


def _left(page: layout.Layout, q: Quantity, before: Quantity | None) -> str:
    """The words of the sentence that stand between the amount before and this one."""
    start, _ = layout.sentence(page, q.start)
    return page.text[max(start, before.stop if before else 0) : q.begin]


def _context(page: layout.Layout, q: Quantity, before: Quantity | None, inherited: list[Role]) -> list[Role]:
    """Roles that hold here: a parenthesis inherits them and gives them back; a new sentence forgets them unless it
    lists the parts of the amount before."""
    start, _ = layout.sentence(page, q.start)
    if before is None:
        return [Role()]
    between = page.text[before.stop : q.begin]
    if before.start < start and not _lists_parts(between):
        return [Role()]
    stack = list(inherited)
    for mark in BRACKET_OR_PARTS.findall(between):
        if mark in "（(":
            stack.append(stack[-1]._replace(part=True))
        elif mark in "）)":
            stack = stack[:-1] if len(stack) > 1 else stack
        else:
            stack[-1] = stack[-1]._replace(part=True)
    return stack


def _lists_parts(between: str) -> bool:
    """Whether the sentence behind an amount opens with 其中, or goes on in a list with such parts."""
    listed = re.sub(r"[：:；;]\s*\n", "；", between)
    return bool(re.match(r"[^。]{0,12}[。；;]?\s*其中", between)) or not re.search(r"[。\n]\s*\S", listed)


def _role(page: layout.Layout, q: Quantity, left: str, inherited: Role) -> Role:
    clause = CLAUSE_END.split(left)[-1]
    if pattern("not_spending").search(clause):
        return Role()
    own = Role(
        _stage(clause) or _stage_behind(page, q), _first("fund_sources", clause), _first("fund_categories", clause)
    )
    if own.stage:
        part = inherited.part and own.stage in inherited.seen and not (own.source or own.category)
        return own._replace(category="other" if part else own.category or _subject(inherited) or _alone(page, q))
    if own.source or own.category:
        return own._replace(stage=inherited.stage)
    if SUM.fullmatch(clause):
        return Role(inherited.stage)
    divided = inherited.part or left.startswith("、") or re.match(r"[ \t]*(?:用于|用作|用来)", page.text[q.stop :][:9])
    return Role(inherited.stage, "", "other") if divided else Role()


def _stage(clause: str) -> str:
    """The stage that a clause names last; a bare 决算数 is what was spent."""
    return nearest("fund_stages", clause) or ("executed" if re.fullmatch(r"\s*决算数?[为是：:]?\s*", clause) else "")


def _stage_behind(page: layout.Layout, q: Quantity) -> str:
    """The stage that the words behind an amount in its clause give it, as in 200万元已全部到位."""
    rest = re.split("[，。；;]", page.text[q.stop : q.stop + LONGEST_LINE])[0]
    said = SAID_BEHIND.search(rest)
    return said.lastgroup if said and "未" not in rest else ""


def _first(section: str, text: str) -> str:
    """The first key of a section, in its order, of which a word stands in the text; 项目支出 behind the name of a
    project is what that project spends."""
    found = (m for m in pattern(section).finditer(text) if m[0] != "项目支出" or _is_whole(text[: m.start()]))
    present = {keys(section)[m[0]] for m in found}
    return min(present, key=list(words(section)).index, default="")


def _is_whole(before: str) -> bool:
    """Whether the words before one for a stage say nothing of a purpose, as 全年 before 支出."""
    said = before.rstrip('“”" \t')
    general = said.endswith(WHOLE_BEFORE) or said in words("whole_alone")
    return general or re.search(r"[\u4e00-\u9fff]$", said) is None


def _subject(inherited: Role) -> str:
    return inherited.category if inherited.category in words("subject_categories") else ""


def _alone(page: layout.Layout, q: Quantity) -> str:
    """The category named anywhere in the sentence, where the amount is its only one."""
    start, end = layout.sentence(page, q.start)
    said = page.text[start:end]
    return _first("fund_categories", said) if len(AMOUNT.findall(said)) == 1 else ""


def _line(page: layout.Layout, q: Quantity) -> str:
    """The name of the budget line the amount belongs to; only lines of a project have one."""
    if not layout.project(page, q.start):
        return ""
    start = page.text.rfind("\n", 0, q.start) + 1
    named = LINE.findall(page.text, start, q.begin)
    return next((n for n in reversed(named) if not pattern("fund_stages").match(n) and not re.search(r"\d", n)), "")


def _is_named(left: str) -> bool:
    """Whether a purpose stands before or behind the word for the stage, as in 培训支出 and 发放低保金."""
    clause = CLAUSE_END.split(left)[-1]
    said = list(pattern("fund_stages").finditer(clause))
    if not said:
        return False
    purpose = WHOLE_AFTER.sub("", re.split("[：:（(]", clause[said[-1].end() :])[0])
    return bool(re.match(r"[\u4e00-\u9fff]{2}", purpose)) or not _is_whole(clause[: said[-1].start()])


def _is_purse(left: str) -> bool:
    """Whether the source of an amount is named by a level of government alone, as 省级财政, and not as 财政拨款."""
    clause = CLAUSE_END.split(left)[-1]
    said = PURSES["fiscal_appropriation"].findall(clause)
    return bool(said) and not any(word in words("itself_appropriation") for word in said)


def _purposes(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, those for one purpose being parts where their paragraph has other amounts of the same stage, or the
    report has one that is for no purpose."""
    near: dict[tuple, set] = defaultdict(set)
    whole: dict[tuple, set] = defaultdict(set)
    for row, named, _ in found:
        if row.source == "total" and (named or row.category == "total"):
            near[bisect_right(page.paragraphs, row.start), *_budget(row)].add(row.amount_wan)
            whole[_budget(row)] |= set() if named else {row.amount_wan}
    divided = []
    for row, named, purse in found:
        beside = near[bisect_right(page.paragraphs, row.start), *_budget(row)] | whole[_budget(row)] | {row.amount_wan}
        part = named and (row.source, row.category) == ("total", "total") and len(beside) > 1
        divided.append(Found(row._replace(category="other") if part else row, named, purse))
    return divided


def _budget(row: Fund) -> tuple[str, str, str]:
    return row.project_id, row.line, row.stage


def _purses(page: layout.Layout, found: list[Found]) -> list[Fund]:
    """The rows, with the purse's name as line where one sentence has several of one role, as 中央资金 and 省级资金; the
    only purse of a sentence that names no total gives all the money."""
    sentences = [layout.sentence(page, row.start)[0] for row, _, _ in found]
    roles = [(s, row.stage, row.source, row.category) for s, (row, _, _) in zip(sentences, found, strict=True)]
    stated = [(s, row.stage) for s, (row, _, _) in zip(sentences, found, strict=True) if row.source != "total"]
    rows = []
    for (row, _, purse), role in zip(found, roles, strict=True):
        if row.source in NAMED_SOURCES and roles.count(role) > 1:
            row = row._replace(line=row.line or _purse(page, row))
        elif purse and stated.count(role[:2]) == 1:
            row = row._replace(source="total")
        rows.append(row)
    return rows


def _purse(page: layout.Layout, row: Fund) -> str:
    start, _ = layout.sentence(page, row.start)
    named = PURSES[row.source].findall(page.text, start, row.start)
    return named[-1] if named else ""
