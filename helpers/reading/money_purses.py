"""Purses beside each other: each with its name, or one that gave all the money."""

import re
from collections import Counter, defaultdict
from decimal import Decimal

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
from helpers.reading.vocabulary import any_of, words

LEVEL = f"(?:{any_of(words('levels'))})(?:级)?(?:财政)?"
LEVELS = re.compile(f"{LEVEL}[和及与、]{LEVEL}(?:资金|补助|补贴|专项|配套)")  # 中央和省级补贴
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
        if row.stage in PLANNED and LEVELS.match(each.name):
            row = row._replace(source="fiscal_appropriation" if largest[row.project_id] > row.amount_wan else "total")
        elif (
            each.purse
            and divided[row.start] == row.amount_wan
            or each.purse
            and row.stage not in KEPT
            and (*budget(row), row.amount_wan) in wholes
        ):
            row = row._replace(source="total")
        elif row.source in NAMED_SOURCES and amounts[role] > 1:
            row = row._replace(line=_purse(page, each))
        elif each.purse and len(stated[budget(row)]) == 1 and not is_less(row, largest):
            row = row._replace(source="total")
        rows.append(each if row is each.row else each._replace(row=row))
    return rows


def _purse(page: layout.Layout, each: Found) -> str:
    """The name of a purse: the whole name of a part, else the words of the vocabulary that stand last before it."""
    if (each.whole is not None or money_words.is_purse(each.name)) and 1 < len(each.name) <= LONGEST_NAME:
        return each.name
    start, _ = layout.sentence(page, each.row.start)
    named = PURSES[each.row.source].findall(page.text, start, each.row.start)
    return named[-1] if named else ""
