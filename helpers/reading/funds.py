"""Amounts of money of the unit: planned, received, spent, carried over, and by which source."""

import re
from typing import NamedTuple

from helpers.reading import layout
from helpers.reading.quantities import WAN, wan
from helpers.reading.records import Fund, Quantity
from helpers.reading.vocabulary import any_of, nearest, pattern, words

LONGEST_LINE = 30


class Role(NamedTuple):
    """What an amount is: its stage, source and category; empty where the words near it do not say."""

    stage: str = ""
    source: str = ""
    category: str = ""


def funds(page: layout.Layout, quantities: list[Quantity], report_id: str, only_project: str = "") -> list[Fund]:
    """The amounts among `quantities` that are money of the unit; `only_project` is the project of a single-project report."""
    rows, before = [], None
    inherited: list[Role] = [Role()]
    for q in (q for q in quantities if q.unit in WAN):
        left = _left(page, q, before)
        inherited = _context(page, q, before, inherited)
        role = _role(page, q, left, inherited[-1])
        before = q
        if role.stage:
            inherited[-1] = role
            number = layout.project(page, q.start) or only_project
            rows.append(
                Fund(
                    report_id, f"{report_id}-{number}" if number else "", _line(page, q, left, number), role.stage,
                    role.source or "total", role.category or "total", wan(q), q.start, q.end, q.token,
                )
            )  # fmt: skip
    return rows


def _left(page: layout.Layout, q: Quantity, before: Quantity | None) -> str:
    """The words of the sentence that stand between the amount before and this one."""
    start, _ = layout.sentence(page, q.start)
    return page.text[max(start, before.stop if before else 0) : q.begin]


def _context(page: layout.Layout, q: Quantity, before: Quantity | None, inherited: list[Role]) -> list[Role]:
    """Roles that hold here: a new sentence forgets them, a parenthesis inherits them and gives them back."""
    start, _ = layout.sentence(page, q.start)
    if before is None or before.start < start:
        return [Role()]
    between = page.text[before.stop : q.begin]
    stack = list(inherited)
    for character in between:
        if character in "（(":
            stack.append(stack[-1])
        elif character in "）)" and len(stack) > 1:
            stack.pop()
    return stack


def _role(page: layout.Layout, q: Quantity, left: str, inherited: Role) -> Role:
    if re.search(any_of(words("not_spending")), left):
        return Role()
    own = Role(nearest("fund_stages", left) or "", _first("fund_sources", left), _first("fund_categories", left))
    if own.stage:
        return own._replace(category=own.category or _subject(inherited) or _alone(page, q))
    return own._replace(stage=inherited.stage) if own.source or own.category else Role()


def _first(section: str, text: str) -> str:
    """The first key of a section, in its order, of which a word stands in the text."""
    present = {m.lastgroup for m in pattern(section).finditer(text)}
    return next((key for key in words(section) if key in present), "")


def _subject(inherited: Role) -> str:
    return inherited.category if inherited.category in words("subject_categories") else ""


def _alone(page: layout.Layout, q: Quantity) -> str:
    """The category named anywhere in the sentence, where the amount is its only one."""
    start, end = layout.sentence(page, q.start)
    amounts = re.findall(r"\d[ \t]*[万亿千]?元", page.text[start:end])
    return _first("fund_categories", page.text[start:end]) if len(amounts) == 1 else ""


def _line(page: layout.Layout, q: Quantity, left: str, number: str) -> str:
    """The name of the budget line the amount belongs to; only lines of a project have one."""
    if not layout.project(page, q.start):
        return ""
    start = page.text.rfind("\n", 0, q.start) + 1
    ending = any_of(words("line_endings"))
    names = re.findall(
        rf"([^\s，。；：:、,（(]{{2,{LONGEST_LINE}}}?(?:{ending}))(?=[：:，。、\s]|{any_of(_stage_words())})",
        page.text[start : q.begin],
    )
    names = [n for n in names if not pattern("fund_stages").match(n) and not re.search(r"\d", n)]
    return names[-1] if names else ""


def _stage_words() -> list[str]:
    return sum(words("fund_stages").values(), [])
