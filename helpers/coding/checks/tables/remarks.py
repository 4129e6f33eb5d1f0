"""Checks of what the remark of an indicator says of its row: points taken off, and a limit that was kept."""

import re
from collections.abc import Callable, Iterator

import pandas as pd

from helpers.coding.checks.findings import Figure, Finding, half_digit, held
from helpers.coding.checks.words import any_of

LOST = re.compile(rf"(?:{any_of('lost_points')})了?(?P<points>\d+(?:\.\d+)?)分")
KEPT = re.compile("(?:没有?|未|不)[^，。；\\d]{0,2}(?:超|突破|高于)|控制在[^，。；]{0,10}(?:内|下)")
WORTH = r"[（(](\d+(?:\.\d+)?)分[）)]$"  # the weight behind the name of an indicator
EXPLAINED = re.compile("但|扣除|剔除|若|如果|不计|原因")


def deducted(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Points that the remark of a row says were taken off against its weight less its score."""
    rows = read["indicators"].dropna(subset=["weight", "score"])
    for row in rows[rows["note"].map(_tells(LOST))].itertuples():
        lost = [float(each["points"]) for each in LOST.finditer(row.note)]
        what = f"{row.name_zh}: points taken off against its weight less its score"
        figure = Figure(f"indicators:{row.Index}", sum(lost), 0.0, row.start, row.end)
        left = round(row.weight - row.score, 9)
        whole = left == sum(lost) or len(lost) == 1  # a sum stands beside its parts
        yield from [held("score", row.report_id, what, [figure], left, 0.0)] if whole else []


def kept(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Actuals against the upper limit of their row, where its remark says that it was kept, or full points do."""
    rows = read["indicators"]
    numbers = rows.assign(**{side: pd.to_numeric(rows[side], errors="coerce") for side in ("target", "actual")})
    weight = numbers["weight"].fillna(pd.to_numeric(numbers["name_zh"].str.extract(WORTH)[0]))
    said = numbers["note"].map(_tells(KEPT)) | (numbers["score"].eq(weight) & numbers["score"].gt(0))
    bounded = numbers[numbers["comparator"].isin(["<=", "<"]) & said]
    for row in bounded.dropna(subset=["target", "actual"]).itertuples():
        if row.target_unit == row.actual_unit and not EXPLAINED.search(KEPT.split(row.note)[0]):
            figure = Figure(f"indicators:{row.Index}", row.actual, half_digit(row.token), row.start, row.end)
            what = f"{row.name_zh}: said to be within {row.target:.12g} {row.target_unit}"
            verdict = "exceeds" if row.actual > row.target else "holds"
            limit = figure._replace(value=row.target)
            yield Finding(row.report_id, "limit", what, limit, row.actual, (figure,), verdict, 0.0)


def _tells(words: re.Pattern) -> Callable[[str], bool]:
    return lambda note: words.search(note) is not None
