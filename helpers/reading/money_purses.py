"""Purses beside each other: each with its name, or one that gave all the money."""

import re
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import combinations

from helpers.reading import layout, money_words
from helpers.reading.money_found import (
    KEPT,
    LONGEST_NAME,
    NAMED_SOURCES,
    PLANNED,
    Found,
    budget,
    is_less,
    is_whole,
    most,
)
from helpers.reading.records import Fund
from helpers.reading.vocabulary import any_of, words

LEVEL = f"(?:{any_of(words('levels'))})(?:级)?(?:财政)?"
LEVELS = re.compile(f"{LEVEL}[和及与、]{LEVEL}(?:资金|补助|补贴|专项|配套)")  # 中央和省级补贴
TOGETHER = (2, 3)  # purses that one amount is of
PURSES = {source: re.compile(any_of(entries)) for source, entries in words("fund_sources").items()}


def purses(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, with the purse's name as line where one sentence has several of one role, as 中央资金 and 省级资金; the
    only purse of a sentence that names no total gives all the money."""
    sentences = [layout.sentence(page, each.row.start)[0] for each in found]
    roles = [(s, e.row.stage, e.row.source, e.row.category) for s, e in zip(sentences, found, strict=True)]
    stated: dict[tuple, set] = defaultdict(set)
    for each in found:
        if each.row.source != "total":
            stated[budget(each.row)].add(each.row.amount_wan)
    amounts = Counter(role for role, _ in {(role, e.row.amount_wan) for role, e in zip(roles, found, strict=True)})
    largest, wholes = most(found), {(*budget(e.row), e.row.amount_wan) for e in found if is_whole(e)}
    divided: dict[int | None, Decimal] = defaultdict(Decimal)
    for each in found:
        if each.whole != each.row.start:
            divided[each.whole] += each.row.amount_wan if each.row.source in NAMED_SOURCES else 0
    rows = []
    for each, role in zip(found, roles, strict=True):
        row = each.row
        if source := _of_levels(each, found, largest):
            row = row._replace(source=source)
        elif (
            each.purse
            and divided[row.start] == row.amount_wan
            or each.purse
            and row.stage not in KEPT
            and (*budget(row), row.amount_wan) in wholes
        ):
            row = row._replace(source="total")
        elif row.source in NAMED_SOURCES and amounts[role] > 1:
            row = row._replace(line=row.line or _purse(page, each))
        elif each.purse and row.source != "total" and len(stated[budget(row)]) == 1 and not is_less(row, largest):
            row = row._replace(source="total")
        rows.append(each if row is each.row else each._replace(row=row))
    return rows


def _of_levels(each: Found, found: list[Found], largest: dict[str, Decimal]) -> str:
    """The source of money that two levels gave together, named by both, where the purses told add up to it: all of it
    where no larger total is told, else their share; empty for any other."""
    row = each.row
    if row.stage not in PLANNED or row.category != "total" or not LEVELS.match(each.name):
        return ""
    purses = {(e.name, e.row.amount_wan) for e in found if _is_purse_beside(e, row)}
    sums = (sum(e[1] for e in some) for count in TOGETHER for some in combinations(sorted(purses), count))
    if row.amount_wan not in sums:
        return ""
    return "fiscal_appropriation" if largest[row.project_id] > row.amount_wan else "total"


def _is_purse_beside(each: Found, row: Fund) -> bool:
    """Whether a row is of one level's purse, and the project is that of another row."""
    named = each.row.stage in PLANNED and each.row.source == "fiscal_appropriation"
    return named and each.row.project_id == row.project_id and each.row.start != row.start


def _purse(page: layout.Layout, each: Found) -> str:
    """The name of a purse: the whole name of a part, else the words of the vocabulary that stand last before it."""
    if (each.whole is not None or money_words.is_purse(each.name)) and 1 < len(each.name) <= LONGEST_NAME:
        return each.name
    start, _ = layout.sentence(page, each.row.start)
    named = PURSES[each.row.source].findall(page.text, start, each.row.start)
    return named[-1] if named else ""
