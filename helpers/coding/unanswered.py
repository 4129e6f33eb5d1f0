"""Targets without an actual: whether the text has one after all, in other words or in another unit."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from helpers.coding.counts import MONEY, Count, Page, alike
from helpers.coding.findings import Figure, Finding, half_digit
from helpers.coding.repeats import LONG, core, same_name

LEAST, MOST = 0.7, 1.4  # share of a target that a figure has, where it may be its actual
ANSWERS = re.compile(
    r"[万亿]?[^\d，,。；;]{0,8}[，,、](?:\d{4}年度?|全年|年内|年底|年末|当年|本年|累计|已|共)*(?:实际|完成|达到|为|实现|值)+"
)
NAMED = 0.6  # share of the pairs of characters of a name that these words have
REACH = 40  # characters before a figure that tell of what is promised


def unreported(read: dict[str, pd.DataFrame], pages: list[Page]) -> Iterator[Finding]:
    """Targets without an actual; not comparable where the thing is told in another unit, scope where a figure nobody
    promised, of like size and unit, may be the actual."""
    of = {page.report_id: page for page in pages}
    free = _free(pages, read["indicators"])
    for row in read["indicators"].query("comparator != '' and actual == ''").itertuples():
        target = pd.to_numeric(row.target, errors="coerce")
        figure = Figure(f"indicators:{row.Index}", target, half_digit(row.token), row.start, row.end)
        told = [each for each in free.get(row.report_id, []) if each.start != row.start]
        page = of.get(row.report_id)
        yield _unlike(row, figure, told, page) or _missing(row, figure, page, told)


def _free(pages: list[Page], indicators: pd.DataFrame) -> dict[str, list[Count]]:
    """The figures of each text that are of no indicator."""
    placed = indicators.dropna(subset=["start"])
    taken = {*zip(placed["report_id"], placed["start"].astype(int), strict=True)}
    return {
        page.report_id: [each for each in page.counts if (page.report_id, each.start) not in taken] for page in pages
    }


def _unlike(row: tuple, figure: Figure, told: list[Count], page: Page | None) -> Finding | None:
    """The target against a figure of its name and value, or one that answers it directly, in another unit."""
    for each in told if page else []:
        equal = each.value == figure.value and same_name(row.name_zh, each.name) and len(core(each.name)) > 2
        same = equal or (_sized(figure, each) and core(each.name) == core(row.name_zh) and len(core(each.name)) >= LONG)
        if (
            (same or _answers(page, figure, each))
            and each.unit
            and row.target_unit
            and not alike(each, each._replace(unit=row.target_unit))
        ):
            what = f"{row.name_zh}: target in {row.target_unit}, actual in {each.unit}"
            return Finding(row.report_id, "unit", what, figure, each.value, (figure, each.figure), "not_comparable")
    return None


def _sized(figure: Figure, each: Count) -> bool:
    return figure.value > 0 and LEAST * figure.value <= each.value <= MOST * figure.value


def _answers(page: Page, figure: Figure, each: Count) -> bool:
    """Whether a figure of like size follows a target in its sentence with nothing but a word of doing between."""
    directly = figure.end < each.start < figure.end + REACH
    return _sized(figure, each) and directly and ANSWERS.fullmatch(page.text[figure.end : each.start]) is not None


def _missing(row: tuple, figure: Figure, page: Page | None, told: list[Count]) -> Finding:
    what = f"{row.name_zh}: a target and no actual"
    finding = Finding(row.report_id, "missing", what, figure, None, (figure,), "not_reported")
    for each in told if page else []:
        value = 1e4 * each.value if each.unit == MONEY and row.target_unit == "元" else each.value
        sized = figure.value > 0 and LEAST * figure.value <= value <= MOST * figure.value
        alike_ = each.unit == row.target_unit or value != each.value
        if sized and alike_ and each.start > figure.start and _of(page, row.name_zh, each):
            return finding._replace(verdict="scope", figures=(figure, each.figure))
    return finding


def _of(page: Page, name: str, each: Count) -> bool:
    """Whether the words before a figure name what a target is of."""
    words = page.text[max(0, each.start - REACH) : each.start]
    pairs = [a + b for a, b in pairwise(core(name))]
    return sum(pair in words for pair in pairs) >= NAMED * max(1, len(pairs))
