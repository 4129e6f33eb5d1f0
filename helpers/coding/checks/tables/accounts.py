"""Checks of money: spending against budgets, amounts printed twice, what is carried over and what is left.

A false alarm costs more trust than a missed one: where a report may speak of different things, the verdict is scope or
the comparison is not made.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pandas as pd

from helpers.coding.checks.findings import Finding, distance, misprinted, slipped, unless_proven
from helpers.coding.checks.tables.account_rows import REACH, Row, against, amounts, distinct, figure, grouped, is_total

ROLE = ["report_id", "project_id", "line", "stage", "source", "category"]
OPEN_CATEGORIES = ("informatization", "other")  # many things may be one of these, so two amounts are no contradiction
APPROPRIATED = ("general_public", "government_fund", "fiscal_appropriation")  # other money has more entries
FAR = 2  # times a budget that its spending is, at most
NEAR = 0.8  # share of the larger amount that the smaller one has, where both may mean one thing
AT_HAND = ("allocated", "adjusted_budget")
HAD = ("income", "allocated", "adjusted_budget", "initial_budget")
HALVES = ("basic", "project")  # what a budget that is raised as a whole is raised in
BALANCE = ("carryover_out", "income", "executed", "carryover_in")


def limits(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Money spent against its budget, the adjusted one where it is printed; an excess by a rounding is none, and one
    that other money covers is a matter of scope. A budget of half of it or less is that of a part."""
    money = amounts(read)
    totals = {rows[0].report_id: rows for rows in grouped(filter(is_total, money), "report_id")}
    pairs = _pairs(money, "executed", ("adjusted_budget", "initial_budget"))
    for budget, spent in (two for two in pairs if two[1].amount_wan <= FAR * two[0].amount_wan):
        name = spent.line or {"total": spent.source}.get(spent.category, spent.category)
        finding = against("limit", f"{name}: executed against {budget.stage}, 万元", [budget, spent])
        covered = _is_covered(budget, spent, totals.get(spent.report_id, []))
        over = "scope" if covered else "rounding" if finding.verdict == "rounding" else "exceeds"
        yield finding._replace(verdict=over if spent.amount_wan > budget.amount_wan else "holds")


def _is_covered(budget: Row, spent: Row, totals: list[Row]) -> bool:
    """Whether the income of the year and what was carried over are no less than what was spent; of a use of money,
    whether the budget of the whole was raised."""
    own = [row for row in totals if row.project_id == spent.project_id]
    if spent.category != "total":
        raised = _most(own, "adjusted_budget", "income") > _most(own, "initial_budget") > 0
        return budget.stage == "initial_budget" and spent.category in HALVES and raised
    carried = sum(row.amount_wan for row in distinct(own, "carryover_in"))
    received = max(_most(own, "income"), budget.amount_wan if carried else 0)
    return received + carried >= spent.amount_wan


def _most(rows: list[Row], *stages: str) -> float:
    return max((row.amount_wan for row in rows if row.stage in stages), default=0.0)


def repeats(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Two amounts of one role that differ: rounded, misprinted (a contradiction), or perhaps two things (scope).

    More than two in one role are several things, and so are two that are far apart; they are not compared.
    """
    for rows in grouped(_comparable(amounts(read)), *ROLE):
        stated = {row.amount_wan for row in rows}
        if len(stated) == 2 and min(stated) >= NEAR * max(stated):
            rough, fine = sorted(distinct(rows), key=lambda row: -figure(row).half_digit)
            what = f"{rough.stage} ({rough.source}, {rough.category}) printed twice, 万元"
            finding = against("repeat", what, [rough, fine])
            slip = _misprinted(rough, fine) or _swapped(rough, fine)
            yield finding if slip else unless_proven(finding)


def carryovers(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Year-end carryover against income, or money received, and prior carryover less expenditure, of one source. A
    difference is scope where money received stands apart, as more may have come."""
    undivided = (row for row in amounts(read) if row.category == "total")
    for rows in grouped(undivided, "report_id", "project_id", "source"):
        out, income, spent, before = (distinct(rows, stage) for stage in BALANCE)
        came = income or distinct(rows, "allocated")
        if len(out) == len(came) == len(spent) == 1 and before:
            found = _carried(out[0], came[0], spent[0], before)
            yield from (each if income or _together(each) else unless_proven(each) for each in found)


def leftovers(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """What is left of the money of a project, or of a report, against what it had less what it spent, where nothing
    was carried over before. A difference is scope where only a budget or an income is printed and stands apart, as
    more may have come."""
    for rows in grouped(filter(is_total, amounts(read)), "report_id", "project_id", "line"):
        left, spent = distinct(rows, "carryover_out"), distinct(rows, "executed")
        had = [found for stage in HAD if len(found := distinct(rows, stage)) == 1]
        if len(left) == len(spent) == 1 and had and not distinct(rows, "carryover_in"):
            more = [each for each in had if each[0].amount_wan >= spent[0].amount_wan]  # else other money came
            best = min((_balance(left[0], each[0], spent[0], []) for each in more or had), key=distance)
            certain = more and ({each[0].stage for each in had} & {*AT_HAND} or _together(best))
            yield best if certain else unless_proven(best)


def uninformative(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Reports in which money received equals money spent on every line: that rate is 100 % by construction."""
    money = amounts(read)
    by_report: dict[str, list[tuple[Row, Row]]] = defaultdict(list)
    for pair in _pairs(money, "executed", ("allocated",)):
        by_report[pair[0].report_id].append(pair)
    budgets: dict[str, float] = {}
    for row in (row for row in money if row.stage in HAD[2:] and is_total(row)):
        budgets[row.report_id] = max(row.amount_wan, budgets.get(row.report_id, 0.0))
    for report, pairs in by_report.items():
        below = budgets.get(report, 0.0) > pairs[0][0].amount_wan
        if (len(pairs) > 1 or below) and all(received.amount_wan == spent.amount_wan for received, spent in pairs):
            figures = tuple(figure(row) for pair in pairs for row in pair)
            total = sum(received.amount_wan for received, _ in pairs)
            what = f"allocated equals executed on each of {len(pairs)} lines, 万元"
            yield Finding(report, "rate", what, figures[0]._replace(value=total), total, figures, "no_information")


def _comparable(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if row.category not in OPEN_CATEGORIES)


def _pairs(rows: list[Row], stage: str, others: tuple[str, ...]) -> Iterator[tuple[Row, Row]]:
    """Rows of the first stage of `others` that is printed, each with the row of `stage` in the same role, where each
    has one amount only: with several it is not known which belong together."""
    for own in grouped(_comparable(rows), *(name for name in ROLE if name != "stage")):
        printed = [values for each in others if (values := distinct(own, each))]
        spent = distinct(own, stage)
        if printed and len(printed[0]) == len(spent) == 1:
            yield printed[0][0], spent[0]


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
    left = income.amount_wan + sum(row.amount_wan for row in before) - spent.amount_wan
    prior = "".join(f" + carryover_in {row.amount_wan:.12g}" for row in before)
    what = f"carryover_out against {income.stage}{prior} - executed, 万元"
    return against("identity", what, [out, income, *before, spent], left)
