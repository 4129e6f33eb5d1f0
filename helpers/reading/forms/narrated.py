"""What a form tells in sentences of what was done, beside its goals or below its indicators: reported figures."""

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.reading.formats.document import legible
from helpers.reading.formats.grid import Cell
from helpers.reading.forms.place import Source, begun
from helpers.reading.forms.table import Line, begins, distinct
from helpers.reading.forms.words import is_stated, role
from helpers.reading.funds.funds import funds
from helpers.reading.funds.names import says_no_use
from helpers.reading.outcomes.outcomes import outcomes
from helpers.reading.records import Fund, Indicator, Outcome
from helpers.reading.text import layout, wraps
from helpers.reading.text.quantities import WAN, find
from helpers.reading.vocabulary import any_of, words

LABELLED = re.compile(r"\s*([\u4e00-\u9fff]{2,12})[:：]")
SENTENCE = re.compile("[，。；、]|[,;](?![0-9])")
MOST_CELLS = 3  # of a row of sentences: its label, a goal and what was done
POINTS = re.compile(r"[0-9０-９]{1,3}(?:[.．][0-9０-９]+)?分?")  # that the sentences before them got
DIGIT = re.compile(r"[0-9０-９]")
SPENT = re.compile(any_of(words("fund_stages")["executed"]))


def narrated(lines: list[Line], source: Source, measured: list[Indicator], money: list[Fund]) -> list[Outcome]:
    """The figures of the cells that tell what was done, without money that is planned, or spent for no use that is
    named, and without what the indicators and the money of the form give already, rounded too."""
    known = {(value, unit) for row in measured for value, unit in _figures(row)}
    cells = [cell for above, line in zip([None, *lines], lines, strict=False) for cell in _telling(line, above)]
    found = [row for cell in dict.fromkeys(cells) for row in _outcomes(cell, source)]
    return [row for row in found if (row.value, row.unit) not in known and not _is_among(row, money)]


def _is_among(row: Outcome, money: list[Fund]) -> bool:
    """Whether a figure is one of the amounts, to the digits that it prints."""
    if row.unit not in WAN:
        return False
    half = Decimal(1).scaleb(row.value.as_tuple().exponent) / 2
    return any(abs(each.amount_wan / WAN[row.unit] - row.value) <= half for each in money)


def _figures(row: Indicator) -> tuple[tuple, tuple]:
    return (row.target, row.target_unit), (row.actual, row.actual_unit)


def _telling(line: Line, above: Line | None) -> Iterator[Cell]:
    """The sentences with figures in a line that stand below, or last behind, a label of what was done."""
    begun = _begun(line)
    titles = _begun(above) if above and not above.is_header else []
    shifted = dict(zip(begun, titles[1:], strict=True)) if len(titles) == len(begun) + 1 else {}  # a merged first cell
    while len(begun) > 1 and POINTS.fullmatch(begun[-1].text.strip()):
        begun.pop()
    for before, cell in zip([None, *begun], begun, strict=False):
        if not (DIGIT.search(cell.text) and SENTENCE.search(cell.text)):
            continue
        over = shifted.get(cell) or (above.row[cell.column] if titles and cell.column < len(above.row) else None)
        is_last = cell == begun[-1] and len(begun) <= MOST_CELLS
        labels = [over, *((before, begun[0]) if is_last else (before,) if cell == begun[-1] else ())]
        measured = line.header is not None and line.header.kind in ("indicators", "scorecard")
        said = [label.text for label in labels if label] + ([] if measured else LABELLED.findall(cell.text)[:1])
        if any(role("narrative_labels", label) == "done" for label in said):
            yield cell


def _begun(line: Line) -> list[Cell]:
    """The cells with words that begin in a line."""
    return [cell for cell in distinct(line.row) if begins(line, cell) and is_stated(cell.text)]


def _outcomes(cell: Cell, source: Source) -> list[Outcome]:
    """The outcomes of one cell, read as prose is, with the place of the cell."""
    flat = wraps.joined(legible(cell.text))
    page, quantities = layout.layout(flat.text), find(flat.text)
    money = {row.start: row.stage for row in funds(page, quantities, source.report_id)}
    left = [q for q in quantities if money.get(q.start, "executed") == "executed"]
    told, kept = outcomes(page, left, source.report_id)
    told = [row for row in told if row.start not in money or not says_no_use(SPENT.sub("", row.name_zh))]
    found = sorted([*told, *(row._replace(function="other") for row in kept)], key=lambda row: row.start)
    begin, named = begun(source, cell)
    return [
        row._replace(
            project_id=source.project_id,
            start=None if begin is None else begin + row.start,
            end=None if begin is None else begin + row.end,
            cell=named,
        )
        for row in (wraps.as_printed(each, flat, cell.text) for each in found)
    ]
