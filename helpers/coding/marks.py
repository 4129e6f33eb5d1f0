"""Checks of points: the total self score against its criteria, and of a form against the points of its rows."""

import re
from collections.abc import Iterator

import pandas as pd

from helpers.coding.account_rows import Row, grouped
from helpers.coding.findings import Figure, Finding, distance, half_digit, is_slip, judged
from helpers.coding.words import entry

NEAR = 10  # points that a total may miss its criteria by
FULL_MARKS = 100
TOTAL = "总分"


def criteria(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """The total self score, where one is stated, against the sum of the criteria.

    A difference is a contradiction where the criteria are complete, that is their maxima make up full marks; else a
    criterion may have been left out or a bonus capped (scope), unless two swapped digits explain it.
    """
    for rows in grouped(read["scorecard"].itertuples(), "report_id"):
        totals = [row for row in rows if row.level1_zh == TOTAL]
        parts = [row for row in rows if row.level1_zh != TOTAL]
        if len({row.points for row in totals}) == 1 and len(parts) > 1:
            yield _nearest([_added(_scored(totals[0]), own) for own in _levels(totals[0], parts)])


def _levels(total: Row, parts: list[Row]) -> list[list[Row]]:
    """The first criteria behind a total that have full marks in sum, where those of a second level follow; then all."""
    first = [parts[:end] for end in range(2, len(parts)) if total.start < parts[0].start]
    bounded = not any(pd.isna(row.max_points) for row in parts)
    return [own for own in first if bounded and _complete(own)] + [parts]


def _nearest(found: list[Finding]) -> Finding:
    """The first that agrees, else the one that comes nearest, of all criteria only where no others have full marks."""
    agreeing = [each for each in found if each.verdict in ("holds", "rounding")]
    return agreeing[0] if agreeing else min(found[:-1] or found, key=distance)


def _added(stated: Figure, parts: list[Row]) -> Finding:
    figures = (stated, *map(_scored, parts))
    recomputed = sum(figure.value for figure in figures[1:])
    what = f"self score against the sum of {len(parts)} criteria, points"
    report = parts[0].report_id
    finding = judged(Finding(report, "score", what, stated, recomputed, figures, tolerance=stated.half_digit))
    named = _are_all(parts) and distance(finding) <= NEAR
    proven = finding.verdict != "contradiction" or _complete(parts) or named or is_slip(finding, swaps_only=True)
    return finding if proven else finding._replace(verdict="scope")


def _are_all(parts: list[Row]) -> bool:
    """Whether the criteria are the chapters of a form by name, each once: decision, process, output and effect, or
    execution, output, effect and satisfaction."""
    return any(
        len(parts) == len(chapters)
        and all(sum(re.search(word, row.name_zh) is not None for row in parts) == 1 for word in chapters)
        for chapters in (each.split(" ") for each in entry("chapters"))
    )


def items(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """The total of a form against the points of its indicators and what their weights leave for execution: with weights
    of 90 in sum, 10 points, of which it may have got none or all."""
    weighted = read["indicators"].dropna(subset=["weight", "score"])
    totals = read["scorecard"][read["scorecard"]["level1_zh"] == TOTAL]
    for report, rows in weighted.groupby("report_id"):
        total = totals[totals["report_id"] == report]
        rest = FULL_MARKS - rows["weight"].sum()
        if len(total) == 1 and 0 <= rest <= FULL_MARKS / 2 and rows["project_id"].nunique() == 1:
            yield _within(_scored(next(total.itertuples())), rows, round(rest, 6))


def _within(total: Figure, rows: pd.DataFrame, rest: float) -> Finding:
    """A total against the least and the most points that its rows allow; recomputed is the nearer of the two."""
    low = round(rows["score"].sum(), 9)
    recomputed = min(max(total.value, low), low + rest)
    figures = (
        total,
        *(Figure(f"indicators:{row.Index}", row.score, 0.0, row.start, row.end) for row in rows.itertuples()),
    )
    what = f"total of the form against the points of its {len(rows)} indicators and up to {rest:.12g} for execution"
    report = rows["report_id"].iloc[0]
    return judged(Finding(report, "score", what, total, recomputed, figures, tolerance=total.half_digit))


def _complete(parts: list[Row]) -> bool:
    maxima = [row.max_points for row in parts]
    return not any(map(pd.isna, maxima)) and abs(sum(maxima) - FULL_MARKS) < 1e-9


def _scored(row: Row) -> Figure:
    return Figure(f"scorecard:{row.Index}", row.points, half_digit(row.token), row.start, row.end)
