"""The unit of money that a form prints: in a header, next above it, or after 单位： anywhere above."""

import re

from helpers.reading.forms.table import Line, Row, distinct

USUAL_UNIT = "万元"
MONEY = "(亿元|千元|万元|元)"
UNIT = re.compile(
    rf"[（(【](?:单位[:：]?|人民币|金额[:：]?)*{MONEY}(?:[,，、;；][^)）】]*)?[)）】]|单位[:：](?:人民币)?{MONEY}|[/／、]{MONEY}$"
)
NEAR = 3  # rows above a header in which its unit may stand


def printed_unit(text: str) -> str:
    """The last unit of money that a header, a label or the text above a table gives; empty for none."""
    said = list(UNIT.finditer(re.sub(r"[ \t\r\n]", "", text)))
    return next(filter(None, said[-1].groups())) if said else ""


def unit_above(lines: list[Line], at: int, row: Row) -> str:
    """The unit printed in `row`, else in the rows next above the line `at`, else after 单位 above; else empty."""
    above = [cell for line in reversed(lines[max(0, at - NEAR) : at]) for cell in distinct(line.row)]
    far = [cell for line in lines[:at] for cell in distinct(line.row) if "单位" in cell.text]
    return next((said for cell in [*distinct(row), *above, *far] if (said := printed_unit(cell.text))), "")
