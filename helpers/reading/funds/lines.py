"""The categories of the coding book, which words of its list give; whatever else has a name is a line of the budget."""

import re

from helpers.reading.funds import procurement
from helpers.reading.funds import words as money_words
from helpers.reading.funds.found import LONGEST_NAME, Found, changed
from helpers.reading.records import Fund
from helpers.reading.text import layout
from helpers.reading.vocabulary import without

OTHERS = ("其他", "其它", "其余")
CALLED = re.compile(r"[ \t]*(?:亿元|万元|元)[为是系]([^，。；、\d]{2,8}支出|(?:人员|公用)经费)(?=[，。；、）)\n])")
ENDED = re.compile("[。；;\n]")
CLAUSES, BEHIND = re.compile("[，,：:]"), re.compile(r"\s*(?:亿元|万元|元)用于([^，,。；;、\n]+)")
OPENING = re.compile(r"[\s\d一二三四五六七八九十（()）.．、①-⑳]*(?:其中|用于)?")


def by_line(rows: list[Fund]) -> list[Fund]:
    """The rows, a part of the money that has a name being a total of that line, as lines of the budget are in the
    hand-coded reports; `other` is left for parts that are named by nothing, for procurement and for what a department
    calls others."""
    return [row._replace(category="total") if row.category == "other" and _is_line(row) else row for row in rows]


def _is_line(row: Fund) -> bool:
    of_department = row.project_id == "" and row.line.startswith((*OTHERS, procurement.NAME))
    return row.line not in ("", procurement.NAME) and not of_department


def called(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, spending that is called a category right behind it being of that: 600万元为基本支出."""
    rows = []
    for each in found:
        said = CALLED.match(page.text, each.row.end) if each.row.stage == "executed" else None
        if category := money_words.first_category(said[1]) if said else "":
            each = changed(each, category=category, line="")._replace(name="", named=False)
        rows.append(each)
    return rows


def named(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, a part that has no name of its own having that of the part before it in its sentence at another stage
    (培训15万元，已支付14.2万元), else the words behind it or the clause before it that say what it was for."""
    rows: list[Found] = []
    for each in found:
        nameless = each.row.category == "other" and len(each.name) < 2
        rows.append(each._replace(name=_name(page, rows[-1:], each)) if nameless else each)
    return rows


def _name(page: layout.Layout, before: list[Found], each: Found) -> str:
    start, row = layout.sentence(page, each.row.start)[0], each.row
    for last in (last for last in before if last.row.start >= start and last.row.category == "other"):
        if last.row.stage != row.stage and not ENDED.search(page.text, last.row.end, row.start):
            return last.name
    if behind := BEHIND.match(page.text, row.end):
        return behind[1][:LONGEST_NAME]
    said = page.text[max([start, *(last.row.end for last in before)]) : row.start]
    *clauses, own = CLAUSES.split(ENDED.split(said)[-1])
    if each.name:  # of 设计60万元 its last letter is taken for a word of sums
        return own.rpartition("、")[2]
    return without(OPENING, clauses[-1])[:LONGEST_NAME] if clauses else ""
