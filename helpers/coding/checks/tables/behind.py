"""The check of rates of completion that stand behind their actual in the text."""

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from helpers.coding.checks.findings import Figure, Finding, half_digit, held

REACH = 30  # characters behind a number, within its sentence
COMPLETED = re.compile(
    r"[^。；;\n]*?(?:完成率|完成比例|达成率)(?:为|达到?|是)?[ \t]*(?P<rate>\d+(?:\.\d+)?)[ \t]*[%％]"
)


def completions(read: dict[str, pd.DataFrame], texts: Mapping[str, str]) -> Iterator[Finding]:
    """Rates of completion behind an actual against actual over target."""
    numbers = {side: pd.to_numeric(read["indicators"][side], errors="coerce") for side in ("target", "actual")}
    rows = read["indicators"].assign(**numbers).dropna(subset=["target", "actual"])
    exact = rows[(rows["target"] > 0) & (rows["actual_comparator"] == "=") & (rows["start"] >= 0)]
    for row in exact.itertuples():
        text = texts.get(row.report_id, "")
        if found := COMPLETED.match(text, row.end, row.end + REACH):
            stated = Figure(
                f"indicators:{row.Index}", float(found["rate"]), half_digit(found["rate"]), *found.span("rate")
            )
            what = f"{row.name_zh}: rate of completion, %"
            used = Figure(f"indicators:{row.Index}", row.actual, 0.0, row.start, row.end)
            share = 100 * row.actual / row.target
            yield held("rate", row.report_id, what, [stated, used], share, stated.half_digit)
