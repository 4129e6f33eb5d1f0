"""Checks of rates that stand behind their number in the text: 完成率 behind an actual, 占比 behind an amount."""

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from helpers.coding.account_rows import Row, amounts, distinct, figure, grouped, is_total
from helpers.coding.findings import Figure, Finding, distance, half_digit, judged, unless_proven

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
    for rows in grouped(amounts(read), "report_id", "project_id"):
        totals = [row for row in distinct(each for each in rows if is_total(each)) if row.amount_wan > 0]
        for row in rows:
            text = texts.get(row.report_id, "") if row.start >= 0 else ""
            own = [total for total in totals if total.stage == row.stage]
            if (found := SHARE.match(text, int(max(row.end, 0)))) and len(own) == 1:
                yield _share(row, _printed(f"funds:{row.Index}", found), own[0], totals)


def _share(row: Row, stated: Figure, own: Row, totals: list[Row]) -> Finding:
    """The share of the total of its stage, or of another with which it agrees."""
    of_own, *others = (_of(row, stated, total) for total in [own, *totals])
    agreeing = [finding for finding in (of_own, *others) if finding.verdict != "contradiction"]
    near = distance(of_own) < FAR
    return agreeing[0] if agreeing else of_own if near else unless_proven(of_own)


def _of(row: Row, stated: Figure, total: Row) -> Finding:
    part, whole = figure(row), figure(total)
    what = f"{row.stage} ({row.line or row.category}) as a share of {total.stage}, %"
    recomputed = 100 * part.value / whole.value
    spread = (100 * part.half_digit + recomputed * whole.half_digit) / whole.value
    figures, tolerance = (stated, part, whole), stated.half_digit + spread
    return judged(Finding(row.report_id, "rate", what, stated, recomputed, figures, "", tolerance))


def _printed(row: str, found: re.Match) -> Figure:
    return Figure(row, float(found["rate"]), half_digit(found["rate"]), *found.span("rate"))
