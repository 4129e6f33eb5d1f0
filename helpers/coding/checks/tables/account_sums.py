"""Checks of totals of money against their parts: sources, basic and project expenditure, lists, lines of projects."""

import math
from collections.abc import Iterator
from itertools import accumulate, combinations

import pandas as pd

from helpers.coding.checks.findings import EXACT, Finding, Way, coincidence, distance, is_slip, judged, unless_proven
from helpers.coding.checks.tables.account_rows import REACH, Row, against, amounts, distinct, grouped, is_total

SPLITS = {  # column, and the values that together are the whole
    "its sources": ("source", [["general_public", "government_fund", "other"], ["fiscal_appropriation", "other"]]),
    "basic and project expenditure": ("category", [["basic", "project"]]),
    "its economic classes": ("category", [["wages", "goods_services", "household_transfers", "capital"]]),
}
WHOLES = [{"basic", "project"}, {"general_public", "government_fund"}]  # there are no others
MOST = 1.2  # times a total that what is listed behind it may have and still be meant for it
TIED = 0.1  # chance by which a slip is no coincidence of a list that may be some of the parts
MANY = 8  # of more parts some would make up any total

Sum = tuple[tuple, Finding]  # what the parts are, and the total against their sum


def parts(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Totals against the parts printed behind them: sources, basic and project expenditure, economic classes."""
    for rows in grouped(amounts(read), "report_id", "project_id", "line"):
        totals = [row for row in rows if is_total(row) and row.stage != "carryover_in"]
        yield from _closed([each for total in totals for each in _splits(total, _behind(total, rows))])


def lists(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Totals against the purses or the uses listed behind them, some of which have names of their own, and basic or
    project expenditure against its uses."""
    for every in grouped(amounts(read), "report_id", "project_id"):
        stages = grouped(every, "stage")
        yield from _covered(
            [each for rows in stages for total in filter(is_total, rows) for each in _named(total, rows, every)]
        )
        for rows in stages:
            for kind in (row for row in rows if row.category in ("basic", "project") and not row.line):
                uses = [row for row in _behind(kind, rows) if row.category == kind.category and row.line]
                yield from _listed(kind, uses, [])


def _covered(named: list[Sum]) -> Iterator[Finding]:
    """The sums of lists; parts short of their total contradict it where the same parts make it up at another stage."""
    complete = [of for of, finding in named if finding.verdict in EXACT and finding.stated.value > 0]
    for of, finding in named:
        short = finding.verdict == "scope" and of in complete and finding.stated.value > 0
        yield judged(finding._replace(verdict="")) if short else finding


def _named(total: Row, rows: list[Row], every: list[Row]) -> Iterator[Sum]:
    """The total against what is listed behind it at its stage, with what was carried over where that belongs to it; and
    what the parts are."""
    carried = [row for row in every if row.stage == "carryover_in" and 0 < row.start - total.start < REACH]
    for column in ("source", "category"):
        listed = _uncounted(_undivided(_behind(total, rows), column), rows)
        if any(row.line for row in listed) and not _of_another(total, listed, every):
            of = tuple((row.line, row.source, row.category) for row in listed)
            yield from ((of[: len(each.figures) - 1], each) for each in _listed(total, listed, carried))


def lines(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """The total of a whole report against the sum of its projects' budget lines, stage by stage."""
    for rows in grouped(filter(is_total, amounts(read)), "report_id"):
        yield from _closed([each for stage in grouped(rows, "stage") for each in _whole(stage)])


def _sum(what: str, whole: Row, summands: list[Row], way: Way = "") -> Finding:
    return against("sum", what, [whole, *summands], way=way)


def _closed(sums: list[Sum]) -> Iterator[Finding]:
    """The sums: parts short of their whole contradict it where there are no others, or the same parts make it up at
    another stage, else they need not cover it; parts beyond their whole contradict it, and so does a slip."""
    complete = [of for of, finding in sums if finding.verdict != "contradiction"]
    for of, finding in sums:
        covered = of in complete or set(of) in WHOLES
        proven = covered or finding.recomputed > finding.stated.value or is_slip(finding)
        filled_in = finding.stated.value > 0
        yield finding if proven and filled_in else unless_proven(finding)


def _behind(total: Row, rows: list[Row]) -> list[Row]:
    """The rows behind a total that may be its parts: in its table or within reach, and before the total is printed
    again."""
    again = [row.start for row in rows if is_total(row) and row.stage == total.stage and row.start > total.start]
    table = total.cell.partition("!")[0]
    near = (row for row in rows if row.start < total.start + REACH or (table and row.cell.startswith(f"{table}!")))
    return [row for row in near if total.start < row.start < min([*again, math.inf])]


def _splits(total: Row, behind: list[Row]) -> Iterator[Sum]:
    """The total against each way it is divided, read as it agrees best: with or without the carryover printed among the
    parts, with money appropriated as one part or as its two."""
    carried = [row for row in distinct(behind, "carryover_in") if row.amount_wan > 0]
    for name, (column, alternatives) in SPLITS.items():
        divided = [_values(total, behind, column, values) for values in alternatives]
        readings = [[*rows, *more] for rows in divided if len(rows) > 1 for more in ([], *([row] for row in carried))]
        if readings:
            what = f"{total.stage} against {name}, 万元"
            sums = [(tuple(getattr(row, column) for row in rows), _sum(what, total, rows)) for rows in readings]
            best = min(sums, key=lambda each: distance(each[1]))
            yield (best[0], unless_proven(best[1])) if _is_spent_in_part(total, sums) else best


def _is_spent_in_part(total: Row, sums: list[Sum]) -> bool:
    """Whether spending lies between that of its parts and these with all that was carried in, of which a share may be
    spent."""
    values = [finding.recomputed for _, finding in sums]
    return total.stage == "executed" and min(values) <= total.amount_wan <= max(values)


def _values(total: Row, behind: list[Row], column: str, values: list[str]) -> list[Row]:
    """The first row of each of the values, at the stage of the total and undivided in the other respect."""
    own = [row for row in _undivided(behind, column) if row.stage == total.stage]
    return [each[0] for each in grouped((row for row in own if getattr(row, column) in values), column)]


def _undivided(behind: list[Row], column: str) -> list[Row]:
    """The rows of purses (column source) or of uses (category) that are undivided in the other respect."""
    other = {"source": "category", "category": "source"}[column]
    return [row for row in behind if getattr(row, other) == "total" and getattr(row, column) != "total"]


def _uncounted(listed: list[Row], rows: list[Row]) -> list[Row]:
    """The rows of a list, without those that an earlier one of them is the sum of."""
    for place, row in enumerate(listed):
        sums = [*accumulate(each.amount_wan for each in rows if each.start > row.start)][1:]
        if any(abs(row.amount_wan - value) < 1e-6 for value in sums):
            return listed[: place + 1]
    return listed


def _of_another(total: Row, listed: list[Row], rows: list[Row]) -> bool:
    """Whether the rows of a list in a text make up another total than this one, of any stage, which they exceed; in a
    form the column says which is theirs."""
    if total.start < 0:
        return False
    value = sum(each.amount_wan for each in listed)
    others = [row for row in rows if is_total(row) and row.amount_wan != total.amount_wan]
    return value > total.amount_wan and any(abs(row.amount_wan - value) < 1e-6 for row in others)


def _listed(total: Row, parts: list[Row], carried: list[Row]) -> Iterator[Finding]:
    """The total against a list of its parts, all of them with one of the amounts carried over, or some of them where
    there are parts of parts; short of it they need not cover it."""
    if 1 < len(parts) <= MANY:
        some = [list(each) for size in range(len(parts), 1, -1) for each in combinations(parts, size)]
        some[1:1] = [[*parts, row] for row in carried]
        what = f"{total.stage} against what is listed behind it, 万元"
        sums = [_sum(what, total, each, "listed behind") for each in some]
        best = next((each for each in sums if each.verdict != "contradiction"), sums[0])
        beyond = total.amount_wan < best.recomputed <= MOST * total.amount_wan
        yield best if beyond or coincidence(sums[0]) < TIED else unless_proven(best)


def _whole(rows: list[Row]) -> Iterator[Sum]:
    """The whole report against its projects, the total of a project standing for its lines; none where an amount is
    printed with different values, or the whole is less than one of its lines and so that of something else."""
    whole = distinct(row for row in rows if row.project_id == "")
    totals = {row.project_id for row in rows if row.line == ""}
    counted = (row for row in rows if row.project_id and (row.line == "" or row.project_id not in totals))
    each = [distinct(line) for line in grouped(counted, "project_id", "line")]
    summands = [amounts[0] for amounts in each]
    single = len(whole) == 1 and len(each) > 1 and all(len(amounts) == 1 for amounts in each)
    if single and max(row.amount_wan for row in summands) <= whole[0].amount_wan:
        what = f"{rows[0].stage} of the whole against its {len(summands)} budget lines, 万元"
        yield tuple((row.project_id, row.line) for row in summands), _sum(what, whole[0], summands)
