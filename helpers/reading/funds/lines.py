"""Lines of the budget: what a part of the money is called, and which rows are one by their name."""

import re
from collections.abc import Iterator, Sequence

from helpers.reading.funds.amounts import CLAUSES, Amount
from helpers.reading.funds.names import TWO_HAN, called
from helpers.reading.funds.signs import Role
from helpers.reading.records import Fund
from helpers.reading.text import layout
from helpers.reading.vocabulary import any_of, pattern, words

PROCUREMENT = "政府采购"
OTHERS = ("其他", "其它", "其余", PROCUREMENT)
LONGEST_LINE, LONGEST_NAME = 30, 20
LONGEST_TITLE, TITLE_LINES = 120, 2
LINE = re.compile(
    rf"([^\s，。；：:、,（()）]{{2,{LONGEST_LINE}}}?(?:{any_of(words('line_endings'))}))"
    rf"(?=[：:，。、\s]|{pattern('fund_stages').pattern})"
)
LINE_ENDS, DIGIT = re.compile(any_of(words("line_endings"))), re.compile(r"\d")
PIECE = re.compile(r"[^\s，。；：:、,（()）]+[\s，。；：:、,（()）]?")  # with the sign that ends it
WHEN = re.compile(  # 全年实际, 截至2022年12月31日: no names
    rf"截[至止到](?:20\d\d年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日|[年月]?[底末])?"
    rf"|{any_of([*words('whole_before'), *words('whole_alone')])}|[\d年月日初本该此\s]"
)
BEHIND = re.compile(r"\s*用[于来在作]([^，,。；;、\n]+)")


def by_line(rows: list[Fund]) -> list[Fund]:
    """The rows, a part of the money that has a name being a total of that line, as lines of the budget are in the
    hand-coded reports; `other` is left for parts that are named by nothing, for procurement and for what a department
    calls others."""
    return [row._replace(category="total") if row.category == "other" and _is_line(row) else row for row in rows]


def _is_line(row: Fund) -> bool:
    of_department = row.project_id == "" and row.line.startswith(OTHERS)
    return row.line not in ("", PROCUREMENT) and not of_department


def names(page: layout.Layout, told: Sequence[Amount], roles: Sequence[Role]) -> Iterator[str]:
    """The name of each amount's line of the budget, empty where its role has none, or where it is called as the title
    calls what the report is on."""
    above = page.text[: min(told[0].q.begin, LONGEST_TITLE)].split("\n")[:-1] if told and not page.projects else []
    last, title = "", "".join(above[:TITLE_LINES])
    for each, role in zip(told, roles, strict=True):
        last = _name(page, each, last) if role[-1] else "" if each.opens else last
        yield last if role[-1] and last not in title else ""


def _name(page: layout.Layout, each: Amount, last: str) -> str:
    """What an amount is called: by the words right before it, by those that say behind it what it was used for, by its
    clause, as the last part in its sentence (培训15万元，已支付14.2万元), or by a clause further before."""
    if layout.project(page, each.q.start) and (line := _of_project(page, each)):
        return line
    *before, own = map(called, CLAUSES.split(each.left))
    behind = BEHIND.match(each.behind)
    found = [own, behind[1] if behind else "", each.name, "" if each.opens else last, *reversed(before)]
    return next((name[-LONGEST_NAME:] for name in found if TWO_HAN.search(WHEN.sub("", name))), "")


def _of_project(page: layout.Layout, each: Amount) -> str:
    """The last name with an ending of budget lines in the line of text before an amount."""
    start = page.text.rfind("\n", 0, each.q.start) + 1
    pieces = reversed(PIECE.findall(page.text, start, each.q.begin))
    named = (name for piece in pieces if LINE_ENDS.search(piece) for name in reversed(LINE.findall(piece)))
    return next((n for n in named if not pattern("fund_stages").match(n) and not DIGIT.search(n)), "")
