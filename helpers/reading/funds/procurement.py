"""What a department was to buy and bought by public procurement: 政府采购预算64万元，实际采购61万元."""

import re
from collections.abc import Iterator

from helpers.reading.records import Fund, Quantity
from helpers.reading.text.layout import Layout
from helpers.reading.text.quantities import WAN, wan

NAME = "政府采购"
AMOUNT = r"(?:数|金额|总额|资金|额)*[为是共]*[：:]?[ \t]*\d[\d,.]*[ \t]*[万亿千]?元"
TOLD = re.compile(
    rf"采购(?:预算|计划)(?P<initial_budget>{AMOUNT})[，,、；;]"
    rf"(?:全年|当年|实际|已|共|累计)*(?:完成)?(?:采购|支出|执行|完成){{1,2}}(?P<executed>{AMOUNT})"
)


def bought(page: Layout, quantities: list[Quantity], report_id: str) -> list[Fund]:
    """The budget of procurement and what was bought of it, each of category other and of the line 政府采购, in 万元;
    empty without both."""
    return [row for told in TOLD.finditer(page.text) for row in _rows(told, quantities, report_id)]


def with_bought(rows: list[Fund], bought: list[Fund]) -> list[Fund]:
    """The rows with what was bought, in order of place."""
    places = {row.start for row in bought}
    return sorted([*(row for row in rows if row.start not in places), *bought], key=lambda row: row.start)


def _rows(told: re.Match, quantities: list[Quantity], report_id: str) -> Iterator[Fund]:
    for stage in ("initial_budget", "executed"):
        inside = (q for q in quantities if q.unit in WAN and q.start in range(*told.span(stage)))
        for q in inside:
            yield Fund(report_id, "", NAME, stage, "total", "other", wan(q), q.start, q.end, q.token)
