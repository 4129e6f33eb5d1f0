"""Amounts in numbered lines that together are a total told before: what each line of it was for."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from helpers.reading.funds.found import PLANNED, Found, changed, in_order, is_all
from helpers.reading.text import layout

NUMBERED = re.compile(r"[ \t　]*(?:\d{1,2}[.．、]|[（(]\d{1,2}[)）])")
FEWEST = 3
TOLD = ("executed", *PLANNED)  # what was spent first: a list of amounts without a word for it mostly tells that


def of_lines(page: layout.Layout, found: list[Found], loose: list[Found]) -> list[Found]:
    """The rows, those and the `loose` ones that open three or more numbered lines and add up to a total told before
    being parts of it, and those behind one that add up to that being parts too."""
    if not loose:
        return found
    rows = in_order([*found, *loose])
    known = {each.row.start for each in found}
    told: dict[int, Found] = {}
    for lines in _lists(page, rows):
        heads = [line[0] for line in lines]
        if (total := _total(rows, heads)) and not known.issuperset(each.row.start for each in heads):
            told |= {each.row.start: _part(each, total) for line in lines for each in _of_one(line)}
    return [told.get(e.row.start, e) for e in rows if e.row.start in known or e.row.start in told]


def _lists(page: layout.Layout, rows: list[Found]) -> Iterator[list[list[Found]]]:
    """Runs of numbered lines, each with its amounts."""
    lines = [[*line] for _, line in groupby(rows, lambda each: _line(page, each))]
    for numbered, run in groupby(lines, lambda line: NUMBERED.match(page.text, _line(page, line[0])) is not None):
        if numbered and len(run := [*run]) >= FEWEST:
            yield run


def _line(page: layout.Layout, each: Found) -> int:
    return page.text.rfind("\n", 0, each.row.start) + 1


def _total(rows: list[Found], heads: list[Found]) -> Found | None:
    """The last total before some amounts of one project that they add up to, of what was spent before any other."""
    amount = sum((each.row.amount_wan for each in heads), Decimal(0))
    before = [each for each in rows if each.row.start < heads[0].row.start and each.row.stage in TOLD and is_all(each)]
    alike = [
        each for each in before if each.row.amount_wan == amount and each.row.project_id == heads[0].row.project_id
    ]
    return min(reversed(alike), key=lambda each: TOLD.index(each.row.stage), default=None)


def _of_one(line: list[Found]) -> list[Found]:
    """The amount that opens a line, with those behind it where they add up to it."""
    head, *parts = line
    return line if sum(each.row.amount_wan for each in parts) == head.row.amount_wan else [head]


def _part(each: Found, total: Found) -> Found:
    """The row as a part of a total, by its use; a purse keeps its source."""
    return changed(each, stage=total.row.stage, category="other", line=each.name)._replace(whole=total.row.start)
