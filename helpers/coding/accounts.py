"""Checks of money: totals against their parts, spending against budgets, amounts printed twice, carryover.

A false alarm costs more trust than a missed one: where a report may speak of different things, the verdict is scope or
the comparison is not made.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate, combinations

import pandas as pd

from helpers.coding.findings import (
    Figure,
    Finding,
    distance,
    half_digit,
    is_slip,
    judged,
    misprinted,
    scale,
    slipped,
    unless_proven,
)

ROLE = ["report_id", "project_id", "line", "stage", "source", "category"]
OPEN_CATEGORIES = ("informatization", "other")  # many things may be one of these, so two amounts are no contradiction
REACH = 200  # parts of a total follow within this many characters of it
SPLITS = {  # column, and the values that together are the whole
    "its sources": ("source", [["general_public", "government_fund", "other"], ["fiscal_appropriation", "other"]]),
    "basic and project expenditure": ("category", [["basic", "project"]]),
    "its economic classes": ("category", [["wages", "goods_services", "household_transfers", "capital"]]),
}
WHOLES = [{"basic", "project"}, {"general_public", "government_fund"}]  # there are no others
APPROPRIATED = ("general_public", "government_fund", "fiscal_appropriation")  # other money has more entries
MANY = 8  # of more parts some would make up any total
NEAR = 0.8  # share of the larger amount that the smaller one has, where both may mean one thing
AT_HAND = ("allocated", "adjusted_budget")
HAD = ("income", "allocated", "adjusted_budget", "initial_budget")
BALANCE = ("carryover_out", "income", "executed", "carryover_in")

Row = tuple  # a row of funds, its cells by name
Sum = tuple[tuple, Finding]  # what the parts are, and the total against their sum


def parts(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Totals against the parts printed behind them: sources, basic and project expenditure, economic classes."""
    for rows in grouped(amounts(read), "report_id", "project_id", "line"):
        totals = [row for row in rows if _total(row) and row.stage != "carryover_in"]
        yield from _closed([each for total in totals for each in _splits(total, _behind(total, rows))])


def lists(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Totals against the purses or the uses listed behind them, some of which have names of their own, and basic or
    project expenditure against its uses."""
    for rows in grouped(amounts(read), "report_id", "project_id", "stage"):
        for total in filter(_total, rows):
            for column in ("source", "category"):
                listed = _uncounted(_undivided(_behind(total, rows), column), rows)
                named = any(row.line for row in listed) and not _of_another(total, listed, rows)
                yield from _listed(total, listed) if named else ()
        for kind in (row for row in rows if row.category in ("basic", "project") and not row.line):
            yield from _listed(kind, [row for row in _behind(kind, rows) if row.category == kind.category and row.line])


def lines(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """The total of a whole report against the sum of its projects' budget lines, stage by stage."""
    for rows in grouped(filter(_total, amounts(read)), "report_id"):
        yield from _closed([each for stage in grouped(rows, "stage") for each in _whole(stage)])


def limits(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Money spent against its budget, the adjusted one where it is printed; an excess by a rounding is none."""
    for budget, spent in _pairs(amounts(read), "executed", ("adjusted_budget", "initial_budget")):
        name = spent.line or {"total": spent.source}.get(spent.category, spent.category)
        what = f"{name}: executed against {budget.stage}, 万元"
        figures = (figure(budget), figure(spent))
        finding = judged(Finding(spent.report_id, "limit", what, figures[0], spent.amount_wan, figures))
        over = "rounding" if finding.verdict == "rounding" else "exceeds"
        yield finding._replace(verdict=over if spent.amount_wan > budget.amount_wan else "holds")


def repeats(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Two amounts of one role that differ: rounded, misprinted (a contradiction), or perhaps two things (scope).

    More than two in one role are several things, and so are two that are far apart; they are not compared.
    """
    for rows in grouped(_comparable(amounts(read)), *ROLE):
        stated = {row.amount_wan for row in rows}
        if len(stated) == 2 and min(stated) >= NEAR * max(stated):
            rough, fine = sorted(distinct(rows), key=lambda row: -figure(row).half_digit)
            what = f"{rough.stage} ({rough.source}, {rough.category}) printed twice, 万元"
            figures = (figure(rough), figure(fine))
            finding = judged(Finding(rough.report_id, "repeat", what, figures[0], fine.amount_wan, figures))
            slip = _misprinted(rough, fine) or _swapped(rough, fine)
            yield finding if slip else unless_proven(finding)


def carryovers(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Year-end carryover against income and prior carryover less expenditure, of one source."""
    undivided = (row for row in amounts(read) if row.category == "total")
    for rows in grouped(undivided, "report_id", "project_id", "source"):
        out, income, spent, before = (distinct(rows, stage) for stage in BALANCE)
        if len(out) == len(income) == len(spent) == 1 and before:
            yield from _carried(out[0], income[0], spent[0], before)


def leftovers(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """What is left of the money of a project, or of a report, against what it had less what it spent, where nothing
    was carried over before. A difference is scope where only a budget or an income is printed and stands apart, as
    more may have come."""
    for rows in grouped(filter(_total, amounts(read)), "report_id", "project_id", "line"):
        left, spent = distinct(rows, "carryover_out"), distinct(rows, "executed")
        had = [found for stage in HAD if len(found := distinct(rows, stage)) == 1]
        if len(left) == len(spent) == 1 and had and not distinct(rows, "carryover_in"):
            best = min((_left(left[0], each[0], spent[0]) for each in had), key=distance)
            certain = {each[0].stage for each in had} & {*AT_HAND} or _together(best)
            yield best if certain else unless_proven(best)


def uninformative(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Reports in which money received equals money spent on every line: that rate is 100 % by construction."""
    by_report: dict[str, list[tuple[Row, Row]]] = {}
    for pair in _pairs(amounts(read), "executed", ("allocated",)):
        by_report.setdefault(pair[0].report_id, []).append(pair)
    for report, pairs in by_report.items():
        if len(pairs) > 1 and all(received.amount_wan == spent.amount_wan for received, spent in pairs):
            figures = tuple(figure(row) for pair in pairs for row in pair)
            total = sum(received.amount_wan for received, _ in pairs)
            what = f"allocated equals executed on each of {len(pairs)} lines, 万元"
            yield Finding(report, "rate", what, figures[0]._replace(value=total), total, figures, "no_information")


def figure(row: Row) -> Figure:
    """An amount as a figure: its value and half a unit of its last printed digit, both in 万元."""
    digit = scale(row.amount_wan, row.token) * half_digit(row.token)
    return Figure(f"funds:{row.Index}", row.amount_wan, digit, row.start, row.end)


def amounts(read: dict[str, pd.DataFrame]) -> list[Row]:
    """The rows of funds."""
    return list(read["funds"].itertuples())


def grouped(rows: Iterable[Row], *names: str) -> list[list[Row]]:
    """The rows by the values of these columns, in the order in which they first occur."""
    groups: dict[tuple, list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(getattr(row, name) for name in names), []).append(row)
    return list(groups.values())


def _comparable(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if row.category not in OPEN_CATEGORIES)


def _total(row: Row) -> bool:
    return row.source == row.category == "total"


def distinct(rows: Iterable[Row], stage: str = "") -> list[Row]:
    """The first row of each amount, of one stage or of all."""
    return [each[0] for each in grouped((row for row in rows if stage in ("", row.stage)), "amount_wan")]


def _pairs(rows: list[Row], stage: str, others: tuple[str, ...]) -> Iterator[tuple[Row, Row]]:
    """Rows of the first stage of `others` that is printed, each with the row of `stage` in the same role, where each
    has one amount only: with several it is not known which belong together."""
    for own in grouped(_comparable(rows), *(name for name in ROLE if name != "stage")):
        printed = [values for each in others if (values := distinct(own, each))]
        spent = distinct(own, stage)
        if printed and len(printed[0]) == len(spent) == 1:
            yield printed[0][0], spent[0]


def _sum(what: str, whole: Row, summands: list[Row]) -> Finding:
    stated, *others = map(figure, (whole, *summands))
    return judged(Finding(whole.report_id, "sum", what, stated, sum(each.value for each in others), (stated, *others)))


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
    """The rows behind a total that may be its parts: within reach, and before the total is printed again."""
    again = [row.start for row in rows if _total(row) and row.stage == total.stage and row.start > total.start]
    end = min([total.start + REACH, *again])
    return [row for row in rows if total.start < row.start < end]


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
            yield min(sums, key=lambda each: distance(each[1]))


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
    """Whether the rows of a list make up another total than this one, which they exceed."""
    value = sum(each.amount_wan for each in listed)
    others = [row for row in rows if _total(row) and row.amount_wan != total.amount_wan]
    return value > total.amount_wan and any(abs(row.amount_wan - value) < 1e-6 for row in others)


def _listed(total: Row, parts: list[Row]) -> Iterator[Finding]:
    """The total against a list of its parts, or some of them where there are parts of parts; short of it they need not
    cover it."""
    if 1 < len(parts) <= MANY:
        some = (each for size in range(len(parts), 1, -1) for each in combinations(parts, size))
        sums = [_sum(f"{total.stage} against what is listed behind it, 万元", total, list(each)) for each in some]
        best = next((each for each in sums if each.verdict != "contradiction"), sums[0])
        yield best if best.recomputed > total.amount_wan or is_slip(sums[0]) else unless_proven(best)


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


def _carried(out: Row, income: Row, spent: Row, before: list[Row]) -> Iterator[Finding]:
    """The year-end carryover with the prior one that agrees best, and with one that may be that misprinted. The income
    of a whole may include the prior carryover; other money has more entries, so there a difference is scope."""
    found = {row.Index: _balance(out, income, spent, [row]) for row in before}
    best = min(before, key=lambda row: distance(found[row.Index]))
    if out.source in APPROPRIATED:
        yield from (found[row.Index] for row in before if row is best or _misprinted(row, best))
    else:
        nearer = min(found[best.Index], _balance(out, income, spent, []), key=distance)
        yield nearer if out.source == "total" else unless_proven(nearer)


def _left(left: Row, had: Row, spent: Row) -> Finding:
    figures = tuple(map(figure, (left, had, spent)))
    what = f"carryover_out against {had.stage} - executed, 万元"
    return judged(Finding(left.report_id, "identity", what, figures[0], had.amount_wan - spent.amount_wan, figures))


def _together(finding: Finding) -> bool:
    places = [each.start for each in finding.figures]
    return max(places) - min(places) < 2 * REACH


def _misprinted(one: Row, other: Row) -> bool:
    """Whether one amount is the other misprinted, as printed or, of different units, in 万元."""
    return misprinted(one.token, other.token) or misprinted(f"{one.amount_wan:.12g}", f"{other.amount_wan:.12g}")


def _swapped(one: Row, other: Row) -> bool:
    """Whether two amounts have the same digits and two neighbours swapped."""
    same_digits = sorted(f"{one.amount_wan:.12g}") == sorted(f"{other.amount_wan:.12g}")
    return same_digits and slipped(one.amount_wan, other.amount_wan)


def _balance(out: Row, income: Row, spent: Row, before: list[Row]) -> Finding:
    figures = tuple(map(figure, (out, income, *before, spent)))
    left = income.amount_wan + sum(row.amount_wan for row in before) - spent.amount_wan
    prior = "".join(f" + carryover_in {row.amount_wan:.12g}" for row in before)
    what = f"carryover_out against income{prior} - executed, 万元"
    return judged(Finding(out.report_id, "identity", what, figures[0], left, figures))
