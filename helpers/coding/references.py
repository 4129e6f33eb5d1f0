"""Checks of figures that refer back: to one that is told before (前述生猪29.87万头), and to the row of a form of
which a sentence in its cells tells again (惠及421名接受补贴适配的残疾人)."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import pandas as pd

from helpers.coding.cells import in_cells
from helpers.coding.counts import MONEY, RATE, Count, Page, alike
from helpers.coding.findings import Figure, Finding, slipped
from helpers.coding.repeats import core
from helpers.coding.words import pattern

SAID = re.compile(r"(?:^|[，,。；;：:\n])(?:如)?(?:前面|前文|前述|前边|上文|上述)(?:所说|提到|所述|说到|讲到|已述)?的?")
OF_SOME = re.compile(r"[中里内]|其中|新增|平均|[每均约]|目标|计划|预计|减少|增加|\d")
EDGE = re.compile(r"[，,。；;：:！？\n（）()]")
PLAIN = re.compile("全年|年度|当年|共|累计|实际|完成|人数|人次|数量|[的了计为数]")
REACH, NAMED, HALF = 40, 4, 0.5  # characters before a figure and of a name that is one, share of a figure told again
DIGITS = 100  # a number of three digits and more


def back(pages: list[Page]) -> Iterator[Finding]:
    """Figures that are said to be told before, against the one figure before them of that name; where none or several
    have the name, or they make it up together, nothing is said."""
    for page in pages:
        for place, each in enumerate(page.counts):
            name = _referred(page, each)
            known = _of_name(page.counts[:place], each, name) if name else []
            values = {other.value for other in known}
            if len(values) == 1 and not _is_meant(each, known[0], page.counts[:place]):
                yield _unlike(page, each, known[0])


def _referred(page: Page, each: Count) -> str:
    """The words of a figure that is said to be told before; empty of another, and of one that is of some of it."""
    clause = page.text[max(0, each.start - REACH) : each.start]
    said = [*SAID.finditer(clause)][-1:]
    name = clause[said[0].end() :] if said else ""
    counted = each.comparator == "=" and each.unit not in (RATE, "分", "") and each.value > 1
    return "" if EDGE.search(name) or OF_SOME.search(name) or not counted else PLAIN.sub("", name)


def _of_name(before: list[Count], each: Count, name: str) -> list[Count]:
    """The exact figures before one, in its unit, that have the most characters of its name, four at least."""
    own = [other for other in before if alike(other, each) and other.comparator == "=" and other.row != each.row]
    shared = [(_covered(PLAIN.sub("", core(other.name)), name), other) for other in own]
    most = max((n for n, _ in shared), default=0)
    return [other for n, other in shared if n == most >= NAMED]


def _covered(one: str, other: str) -> int:
    """How many characters of a name stand in pairs that another has."""
    pairs = [a + b in other for a, b in pairwise(one)]
    return sum(before or behind for before, behind in zip([False, *pairs], [*pairs, False], strict=True))


def _is_meant(each: Count, known: Count, before: list[Count]) -> bool:
    """Whether a figure may agree with the one it refers to, by their digits or as the sum of two before; or is so far
    off that it is of something else."""
    room = each.half_digit + known.half_digit
    own = [other.value for other in before if alike(other, each)]
    made = [known.value, *own, *(a + b for a, b in combinations(own, 2))]
    small, large = sorted((each.value, known.value))
    return any(abs(each.value - value) <= room + 1e-6 for value in made) or small < HALF * large


def of_rows(pages: list[Page], indicators: pd.DataFrame) -> Iterator[Finding]:
    """Figures of three digits in sentences of cells that are the actual of a row of their form with two digits swapped,
    where the words around them name the row."""
    numbers = {side: pd.to_numeric(indicators[side], errors="coerce") for side in ("target", "actual")}
    of = dict(list(indicators.assign(**numbers).dropna(subset=["actual"]).groupby("report_id")))
    for page in pages:
        rows = [*of[page.report_id].itertuples()] if page.report_id in of else []
        printed = {value for row in rows for value in (row.target, row.actual)}
        for each in page.counts:
            if each.comparator == "=" and each.value >= DIGITS and each.unit != MONEY and each.value not in printed:
                found = [row for row in rows if _is_row(page, each, row)]
                yield from [_of_row(page, each, found[0])] if len(found) == 1 else []


def _is_row(page: Page, each: Count, row: tuple) -> bool:
    """Whether a figure is the actual of a row misprinted: by its digits, its unit and the name of the row around it."""
    before, behind = page.text[max(0, each.start - REACH) : each.start], page.text[each.end : each.end + REACH]
    words = EDGE.split(before)[-1] + EDGE.split(behind)[0]
    name = PLAIN.sub("", core(row.name_zh))
    told = len(name) >= NAMED and name in words and not pattern("aimed", "other_time").search(words)
    unit = each._replace(unit=row.actual_unit)
    return told and alike(each, unit) and slipped(each.value, row.actual, swaps_only=True)


def _of_row(page: Page, each: Count, row: tuple) -> Finding:
    stated, placed = each.figure, Figure(f"indicators:{row.Index}", row.actual, 0.0, row.start, row.end)
    what = f"{row.name_zh}: told again in a sentence of the form, {each.unit}"
    found = in_cells(Finding(page.report_id, "repeat", what, stated, row.actual, (stated,), "contradiction"))
    return found._replace(figures=(found.stated, placed._replace(start=found.stated.start, end=found.stated.end)))


def _unlike(page: Page, each: Count, known: Count) -> Finding:
    figures = known.figure, each.figure
    what = f"{each.name}: said to be told before, {each.unit}"
    return Finding(page.report_id, "repeat", what, figures[0], each.value, figures, "contradiction")
