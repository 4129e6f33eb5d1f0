"""The unit of money that a form prints: in a header, next above it, or after 单位： anywhere above."""

import re
from collections.abc import Iterable

USUAL_UNIT = "万元"
MONEY = "(亿元|千元|万元|元)"
UNIT = re.compile(
    rf"[（(【](?:单位[:：]?|人民币|金额[:：]?)*{MONEY}(?:[,，、;；][^)）】]*)?[)）】]|单位[:：](?:人民币)?{MONEY}|[/／、]{MONEY}$"
)
SAID = re.compile(rf"单位[:：](?:人民币)?{MONEY}|单位[（(]?(?:人民币)?{MONEY}[)）]?$")
LABEL = re.compile(r"(?:金额|货币|资金|计价|计量)单位[:：]?")


def printed_unit(text: str) -> str:
    """The last unit of money that a header, a label or the text above a table gives; empty for none."""
    said = list(UNIT.finditer(re.sub(r"[ \t\r\n]", "", text)))
    return next(filter(None, said[-1].groups())) if said else ""


def said_unit(texts: Iterable[str]) -> str:
    """The unit of money that a row gives after 单位, in that cell or in the one beside it; empty for none."""
    label = ""
    for text in (re.sub(r"\s", "", text) for text in texts):
        said = SAID.search(label + text if LABEL.fullmatch(label) else text)
        if said:
            return next(filter(None, said.groups()))
        label = text
    return ""
