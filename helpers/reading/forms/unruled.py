"""Tables of amounts printed without rules, as a PDF gives them: a label and amounts a line, whose columns may touch."""

import re
from decimal import Decimal

from helpers.reading.forms.units import USUAL_UNIT, printed_unit
from helpers.reading.funds import words as money_words
from helpers.reading.records import Fund
from helpers.reading.text.quantities import WAN

AMOUNT = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d")  # two decimals end it where the next one touches
LABEL = r"[ \t]*(?P<label>[^\s\d|｜，。；：]{2,30})[ \t]*"
ROW = re.compile(rf"^{LABEL}(?P<amounts>(?:{AMOUNT.pattern}[ \t]*){{2,4}})$", re.M)
SUMS = re.compile(rf"计[ \t]*{AMOUNT.pattern}")  # a part of any SUMMED_UP, found sooner
SUMMED_UP = re.compile(rf"^[ \t]*(?:小计|合计|总计)[ \t]*{AMOUNT.pattern}", re.M)
HEADER = re.compile(r"(?:^|\n)([^\n\d，。；|｜]+)\n\Z")
NEAR = 200  # characters above the first line in which header and unit stand
WHOLE = ("合计", "总计")
FEWEST_ROWS = 3


def unruled(text: str, report_id: str) -> list[Fund]:
    """The amounts of each such table whose lines add up to its last one in every column; 小计 is a part as they are."""
    found: list[Fund] = []
    rows: list[re.Match] = []
    for row in ROW.finditer(text) if SUMS.search(text) and SUMMED_UP.search(text) else ():
        rows = [*rows, row] if rows and text[rows[-1].end() : row.start()].strip(" \t") == "\n" else [row]
        if SUMMED_UP.match(text, row.start()) and len(rows) >= FEWEST_ROWS:
            found += _funds(text, rows, report_id)
            rows = []
    return found


def _funds(text: str, rows: list[re.Match], report_id: str) -> list[Fund]:
    """The amounts of one table, none where its header names no stage for each or its lines do not add up."""
    above = text[max(0, rows[0].start() - NEAR) : rows[0].start()]
    header = HEADER.search(above)
    stages = money_words.stages(header[1]) if header else []
    amounts = [list(AMOUNT.finditer(text, *row.span("amounts"))) for row in rows]
    if len(stages) < 2 or any(len(each) != len(stages) for each in amounts) or not _add_up(amounts):
        return []
    unit = printed_unit(above) or USUAL_UNIT
    return [
        _fund(row["label"], stage, amount, unit, report_id)
        for row, each in zip(rows, amounts, strict=True)
        for stage, amount in zip(stages, each, strict=True)
    ]


def _add_up(amounts: list[list[re.Match]]) -> bool:
    columns = ([_value(amount) for amount in column] for column in zip(*amounts, strict=True))
    return all(sum(parts) == total for *parts, total in columns)


def _value(amount: re.Match) -> Decimal:
    return Decimal(amount[0].replace(",", ""))


def _fund(label: str, stage: str, amount: re.Match, unit: str, report_id: str) -> Fund:
    category, line = ("total", "") if label in WHOLE else ("other", label)
    value = (_value(amount) * WAN[unit]).normalize() + 0
    return Fund(report_id, "", line, stage, "total", category, value, *amount.span(), amount[0])
