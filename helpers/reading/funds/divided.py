"""Parts of a project that are told stage by stage, one part after another, and add up to its money."""

import re
from collections.abc import Iterator
from itertools import takewhile

from helpers.reading.funds.found import PLANNED, Found, changed
from helpers.reading.text import layout

FEWEST = 2
SENTENCES, CLAUSES = re.compile("[。；;\n]"), re.compile("[，,：:]")
OPENING = re.compile(r"[\s\d一二三四五六七八九十（()）.．、①-⑳]*(?:[^，,：:]{0,8}是|其中|用于)?")


def of_parts(page: layout.Layout, found: list[Found]) -> list[Found]:
    """The rows, those of two or more groups one after another that tell the same stages (预算、到位、支出 of one part,
    then of the next) and add up to what the project is told to have planned and spent having the name of their part."""
    named: dict[int, str] = {}
    wholes: set[int] = set()
    told, begin = [each for each in found if each.row.source == "total"], 0
    while begin < len(told):
        groups, added = next(((run, of) for run in _runs(told[begin:]) if (of := _wholes(run, told))), ([], []))
        wholes |= {each.row.start for each in added}
        named |= {each.row.start: _name(page, group) for group in groups for each in group}
        begin += sum(map(len, groups)) or 1
    return [
        changed(each, category="total")._replace(named=False) if each.row.start in wholes
        else each._replace(name=named[each.row.start]) if each.row.start in named
        else each
        for each in found
    ]  # fmt: skip


def _runs(told: list[Found]) -> Iterator[list[list[Found]]]:
    """The runs of two or more groups of one project with the same stages that some rows begin with, longest first."""
    stages = [(each.row.project_id, each.row.stage) for each in told]
    size = next((n for n in range(2, len(told)) if stages[n] == stages[0]), 0)
    if size and len({*stages[:size]}) == size:
        groups = [told[n : n + size] for n in range(0, len(told), size)]
        alike = [*takewhile(lambda n: stages[n * size : (n + 1) * size] == stages[:size], range(len(groups)))]
        yield from (groups[: n + 1] for n in reversed(alike[FEWEST - 1 :]))


def _wholes(groups: list[list[Found]], told: list[Found]) -> list[Found]:
    """The rows outside some groups that are what these add up to, stage by stage; none where these are not both of
    money that was planned and of money that was spent."""
    inside = {each.row.start for group in groups for each in group}
    sums = {
        (column[0].row.project_id, column[0].row.stage, sum(each.row.amount_wan for each in column))
        for column in zip(*groups, strict=True)
    }
    rows = [
        each for each in told
        if each.row.start not in inside and each.row.category in ("total", "other")
        and (each.row.project_id, each.row.stage, each.row.amount_wan) in sums
    ]  # fmt: skip
    stages = {each.row.stage for each in rows}
    return rows if "executed" in stages and stages & {*PLANNED} else []


def _name(page: layout.Layout, group: list[Found]) -> str:
    """The name of a part: that of its first amount, else the clause before the words of that."""
    first = group[0]
    if first.name:
        return first.name
    start, _ = layout.sentence(page, first.row.start)
    clauses = CLAUSES.split(SENTENCES.split(page.text[start : first.row.start])[-1])
    return next((name for clause in reversed(clauses[:-1]) if (name := OPENING.sub("", clause, count=1))), "")
