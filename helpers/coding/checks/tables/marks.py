"""Checks of points: the total self score against its criteria, and of a form against the points of its rows."""

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate

import pandas as pd

from helpers.coding.checks.findings import EXACT, Figure, Finding, distance, half_digit, held, is_slip, judged
from helpers.coding.checks.tables.account_rows import Row, grouped
from helpers.coding.checks.words import entry

NEAR = 10  # points that a total may miss its criteria by
FULL_MARKS = 100
TOTAL = "总分"
SUBTOTAL = r"^[\u4e00-\u9fff]{0,4}(?:小计|合计|总计|共计)$"  # names of rows of points that have those of others
MOST_CHOICES = 50
SAME = 1e-9


def criteria(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """The total self score, where one is stated, against the sum of the criteria.

    A difference is a contradiction where the criteria are complete, that is their maxima make up full marks; else a
    criterion may have been left out or a bonus capped (scope), unless two swapped digits explain it.
    """
    for rows in grouped(read["scorecard"].itertuples(), "report_id"):
        told = _in_all([row for row in rows if row.level1_zh == TOTAL])
        parts = [row for row in rows if row.level1_zh != TOTAL]
        bounded = not all(pd.isna(row.max_points) for row in parts)
        totals = [row for row in told if row.points != FULL_MARKS or not bounded] or told
        if len({row.points for row in totals}) == 1 and len(parts) > 1:
            yield _nearest([_added(_scored(totals[0]), own) for own in _levels(parts)])


def _in_all(told: list[Row]) -> list[Row]:
    """The totals without those of single criteria (合计39分), which are less than half of the largest."""
    most = max((row.points for row in told), default=0.0)
    return [row for row in told if row.points >= most / 2]


def _levels(parts: list[Row]) -> list[list[Row]]:
    """The choices of criteria that have full marks in sum, each without those that are below it; then all."""
    most = [0.0 if pd.isna(row.max_points) else row.max_points for row in parts]
    names = {row.name_zh for row in parts}
    bonus = any(pd.isna(row.max_points) and row.level1_zh not in names for row in parts)
    chosen = ([parts[place] for place in places] for places in ([] if bonus else _chosen(most)))
    return [*(each for each in chosen if len(each) > 1), parts]


def _chosen(most: list[float]) -> list[list[int]]:
    """Where the maxima of the first criteria stand among all: they sum to full marks, and those between one and the
    next are below it, with no more in sum than it has; one without a maximum is below another. Few of many choices."""
    ways: list[dict[float, list[list[int]]]] = [{} for _ in most] + [{0.0: [[]]}]  # from each place, by their sum
    for place in reversed(range(len(most))):
        for end in _ends(most, place):
            for total, listed in ways[end].items():
                if (whole := round(most[place] + total, 6)) <= FULL_MARKS:
                    own = ways[place].setdefault(whole, [])
                    own += [[place, *each] for each in listed][: MOST_CHOICES - len(own)]
    begin = next((place for place, each in enumerate(most) if each), len(most))
    return ways[begin].get(float(FULL_MARKS), [])


def _ends(most: list[float], place: int) -> list[int]:
    """Where the criteria may end that are below the one at a place: none is, or those that have its maximum in sum;
    only where there are no such ones, those that have less. Nowhere below one without a maximum."""
    sums = [0.0, *accumulate(most[place + 1 :])] if most[place] else []
    ends = [place + 1 + size for size, total in enumerate(sums) if total <= most[place] + SAME]
    exact = [end for end in ends if abs(sums[end - place - 1] - most[place]) < SAME]
    return [place + 1, *exact] if exact else ends


def _nearest(found: list[Finding]) -> Finding:
    """The first that agrees, else the one that comes nearest, of all criteria only where no others have full marks."""
    agreeing = [each for each in found if each.verdict in EXACT]
    return agreeing[0] if agreeing else min(found[:-1] or found, key=distance)


def _added(stated: Figure, parts: list[Row]) -> Finding:
    what = f"self score against the sum of {len(parts)} criteria, points"
    figures = stated, *map(_scored, parts)
    finding = held("score", parts[0].report_id, what, figures, tolerance=stated.half_digit)
    named = are_chapters([row.name_zh for row in parts]) and distance(finding) <= NEAR
    lacking = sum(row.max_points for row in parts) < FULL_MARKS  # their maxima leave points for another criterion
    proven = _complete(parts) or (not lacking and (named or is_slip(finding, swaps_only=True)))
    return finding if proven or finding.verdict != "contradiction" else finding._replace(verdict="scope")


def are_chapters(names: list[str]) -> bool:
    """Whether names are the chapters of a form, each once: decision, process, output and effect, or execution, output,
    effect and satisfaction."""
    return any(
        len(names) == len(chapters)
        and all(sum(re.search(word, name) is not None for name in names) == 1 for word in chapters)
        for chapters in (each.split(" ") for each in entry("chapters"))
    )


def items(read: dict[str, pd.DataFrame], execution: Mapping[str, tuple[Figure | None, Figure]]) -> Iterator[Finding]:
    """The total of a form against the points of its indicators and those for execution: with weights of 90 in sum, 10
    points, of which it got what its form prints, by report_id in `execution` behind their maximum, else none to all."""
    weighted = read["indicators"].dropna(subset=["weight", "score"])
    weighted = weighted[~weighted["name_zh"].str.contains(SUBTOTAL)]
    totals = read["scorecard"][read["scorecard"]["level1_zh"] == TOTAL]
    for report, rows in weighted.groupby("report_id"):
        total = [*totals[totals["report_id"] == report].itertuples()]
        if len(total) == 1 and rows["project_id"].nunique() == 1:
            whole = total[0].max_points if total[0].points <= total[0].max_points else FULL_MARKS
            rest = round(whole - rows["weight"].sum(), 6)
            most, got = execution.get(report, (None, None))
            printed = got if got and got.value <= rest and (not most or most.value == rest) else None
            yield from [_within(_scored(total[0]), rows, rest, printed)] if 0 <= rest <= FULL_MARKS / 2 else []


def _within(total: Figure, rows: pd.DataFrame, rest: float, printed: Figure | None) -> Finding:
    """A total against the points of its rows and those printed for execution; without these nothing is recomputed
    between the least and the most that the rows allow, and beyond them the nearer of the two."""
    low = round(rows["score"].sum(), 9)
    recomputed = round(low + printed.value, 9) if printed else min(max(total.value, low), low + rest)
    within = not printed and low <= total.value <= low + rest and rest > 0
    own = (Figure(f"indicators:{row.Index}", row.score, 0.0, row.start, row.end) for row in rows.itertuples())
    figures = (total, *own, *([printed] if printed else []))
    left = f" and {printed.value:.12g}" if printed else f", {low:.12g}, and up to {rest:.12g}"
    what = f"total of the form against the points of its {len(rows)} indicators{left} for execution"
    report = rows["report_id"].iloc[0]
    found = Finding(report, "score", what, total, recomputed, figures, tolerance=total.half_digit)
    return found._replace(recomputed=None, verdict="no_information") if within else judged(found)


def _complete(parts: list[Row]) -> bool:
    maxima = [row.max_points for row in parts]
    return not any(map(pd.isna, maxima)) and abs(sum(maxima) - FULL_MARKS) < 1e-9


def _scored(row: Row) -> Figure:
    return Figure(f"scorecard:{row.Index}", row.points, half_digit(row.token), row.start, row.end)
