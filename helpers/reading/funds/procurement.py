"""What a department was to buy and bought by public procurement: 政府采购预算64万元，实际采购61万元."""

import re
from collections.abc import Iterator

from helpers.reading.records import Fund, Quantity
from helpers.reading.text.layout import Layout
from helpers.reading.text.quantities import WAN, wan

NAME = "政府采购"
AMOUNT = r"(?:数|金额|总额|资金|额)*[为是共]*[：:]?[ \t]*\d[\d,.]*(?:[ \t]*[万亿千]?元)?"
TOLD = re.compile(
    rf"采购[：:]?(?:年初|全年)?(?:预算|计划)(?P<initial_budget>{AMOUNT})[，,、；;]"
    rf"(?:全年|当年|实际|已|共|累计)*(?:完成)?(?:采购|支出|执行|完成|决算){{1,2}}(?P<executed>{AMOUNT})"
)
KIND = rf"(?:{NAME})?(?:货物|工程|服务)类?(?:支出)?{AMOUNT}"
BY_KIND = re.compile(rf"{NAME}支出(?P<all>{AMOUNT})[，,；;（(](?:其中)?[：:，,]?(?P<kinds>{KIND}(?:[，,、；;]{KIND})*)")
KINDS = ("货物", "工程", "服务")


def bought(page: Layout, quantities: list[Quantity], report_id: str) -> list[Fund]:
    """The budget of procurement and what was bought of it, or what was bought and its kinds, each of category other and
    of the line 政府采购, with the kind behind it, in 万元; empty without two of these."""
    pairs = [row for told in TOLD.finditer(page.text) for row in _rows(told, quantities, report_id)]
    return pairs + [row for told in BY_KIND.finditer(page.text) for row in _by_kind(told, quantities, report_id)]


def with_bought(rows: list[Fund], bought: list[Fund]) -> list[Fund]:
    """The rows with what was bought, in order of place."""
    places = {row.start for row in bought}
    return sorted([*(row for row in rows if row.start not in places), *bought], key=lambda row: row.start)


def _rows(told: re.Match, quantities: list[Quantity], report_id: str) -> Iterator[Fund]:
    for stage in ("initial_budget", "executed"):
        for q in _inside(told.span(stage), quantities):
            yield _row(q, stage, NAME, report_id)


def _by_kind(told: re.Match, quantities: list[Quantity], report_id: str) -> Iterator[Fund]:
    for q in _inside(told.span("all"), quantities):
        yield _row(q, "executed", NAME, report_id)
    for q in _inside(told.span("kinds"), quantities):
        before = told.string[told.start("kinds") : q.start]
        yield _row(q, "executed", NAME + max(KINDS, key=before.rfind), report_id)


def _inside(span: tuple[int, int], quantities: list[Quantity]) -> list[Quantity]:
    return [q for q in quantities if q.unit in WAN and q.start in range(*span)]


def _row(q: Quantity, stage: str, line: str, report_id: str) -> Fund:
    return Fund(report_id, "", line, stage, "total", "other", wan(q), q.start, q.end, q.token)
