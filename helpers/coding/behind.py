"""Checks of rates that stand behind their number in the text: 完成率 behind an actual, 占比 behind an amount."""

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from helpers.coding.accounts import amounts, distinct, figure, grouped
from helpers.coding.findings import Figure, Finding, half_digit, judged, unless_proven

REACH = 30  # characters behind a number, within its sentence
FAR = 20.0  # percent: a share so far off is of another whole
RATE = r"(?:为|达到?|是)?[ \t]*(?P<rate>\d+(?:\.\d+)?)[ \t]*[%％]"
COMPLETED = re.compile(rf"[^。；;\n]*?(?:完成率|完成比例|达成率){RATE}")
SHARE = re.compile(rf"[ \t]*[万亿千]?元[，,（(][ \t]*占(?:比|总?支出的?|总额的?|全部支出的?|部门支出的?){RATE}")


def completions(read: dict[str, pd.DataFrame], texts: Mapping[str, str]) -> Iterator[Finding]:
    """Rates of completion behind an actual against actual over target."""
    numbers = {side: pd.to_numeric(read["indicators"][side], errors="coerce") for side in ("target", "actual")}
    rows = read["indicators"].assign(**numbers).dropna(subset=["target", "actual"])
    exact = rows[(rows["target"] > 0) & (rows["actual_comparator"] == "=") & (rows["start"] >= 0)]
    for row in exact.itertuples():
        text = texts.get(row.report_id, "")
        if found := COMPLETED.match(text, row.end, row.end + REACH):
            stated = _printed(f"indicators:{row.Index}", found)
            what = f"{row.name_zh}: rate of completion, %"
            used = Figure(f"indicators:{row.Index}", row.actual, 0.0, row.start, row.end)
            recomputed = 100 * row.actual / row.target
            finding = Finding(row.report_id, "rate", what, stated, recomputed, (stated, used))
            yield judged(finding._replace(tolerance=stated.half_digit))


def shares(read: dict[str, pd.DataFrame], texts: Mapping[str, str]) -> Iterator[Finding]:
    """Shares behind an amount against the amount over the total of its stage, where the report has one."""
    for rows in grouped(amounts(read), "report_id", "project_id", "stage"):
        totals = distinct(row for row in rows if row.source == row.category == "total")
        for row in rows if len(totals) == 1 and totals[0].amount_wan > 0 else []:
            text = texts.get(row.report_id, "") if row.start >= 0 else ""
            if found := SHARE.match(text, int(max(row.end, 0))):
                stated, part, whole = _printed(f"funds:{row.Index}", found), figure(row), figure(totals[0])
                what = f"{row.stage} ({row.line or row.category}) as a share of its total, %"
                recomputed = 100 * part.value / whole.value
                spread = (100 * part.half_digit + recomputed * whole.half_digit) / whole.value
                figures, tolerance = (stated, part, whole), stated.half_digit + spread
                finding = judged(Finding(row.report_id, "rate", what, stated, recomputed, figures, "", tolerance))
                near = abs(recomputed - stated.value) < FAR
                yield finding if near else unless_proven(finding)


def _printed(row: str, found: re.Match) -> Figure:
    return Figure(row, float(found["rate"]), half_digit(found["rate"]), *found.span("rate"))
