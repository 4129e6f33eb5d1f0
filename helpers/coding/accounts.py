"""Checks of money: totals against their parts, spending against budgets, amounts printed twice, carryover, rates.

A false alarm costs more trust than a missed one: where a report may speak of different things, the verdict is scope or
the comparison is not made.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import product

import pandas as pd

from helpers.coding.findings import Figure, Finding, half_digit, judged, misprinted

ROLE = ["report_id", "project_id", "line", "stage", "source", "category"]
OPEN_CATEGORIES = ("informatization", "other")  # many things may be one of these, so two amounts are no contradiction
REACH = 200  # parts of a total follow within this many characters of it
SPLITS = {  # column, and the values that together are the whole
    "its sources": ("source", [["general_public", "government_fund", "other"], ["fiscal_appropriation", "other"]]),
    "basic and project expenditure": ("category", [["basic", "project"]]),
    "its economic classes": ("category", [["wages", "goods_services", "household_transfers", "capital"]]),
}
APPROPRIATED = ("general_public", "government_fund", "fiscal_appropriation")  # other money has more entries
MONEY = [["income", "carryover_in"], ["adjusted_budget"], ["initial_budget"], ["allocated"], ["income"]]
RATES = {  # numerator, category, and the denominators in use, each a sum of stages
    "执行率": ("executed", "total", MONEY),
    "支出完成率": ("executed", "total", MONEY),
    "支出执行率": ("executed", "total", MONEY),
    "预算执行率": ("executed", "total", MONEY),
    "预算完成率": ("executed", "total", MONEY),
    "到位率": ("allocated", "total", [["adjusted_budget"], ["initial_budget"]]),
    "结转结余率": ("carryover_out", "total", MONEY),
    "三公经费控制率": ("executed", "three_public", [["initial_budget"]]),
    "公用经费控制率": ("executed", "public_use", [["initial_budget"]]),
}
NEAR = 0.8  # share of the larger amount that the smaller one has, where both may mean one thing
BALANCE = ("carryover_out", "income", "executed", "carryover_in")
FEW = 3  # of more amounts in one role some choice would agree with any rate

Row = tuple  # a row of funds, its cells by name
Sum = tuple[tuple, Finding]  # what the parts are, and the total against their sum


def parts(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Totals against the parts printed behind them: sources, basic and project expenditure, economic classes."""
    for rows in _grouped(_amounts(read), "report_id", "project_id", "line"):
        totals = [row for row in rows if _total(row) and row.stage != "carryover_in"]
        yield from _closed([each for total in totals for each in _splits(total, _behind(total, rows))])


def lines(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """The total of a whole report against the sum of its projects' budget lines, stage by stage."""
    for rows in _grouped(filter(_total, _amounts(read)), "report_id"):
        yield from _closed([each for stage in _grouped(rows, "stage") for each in _whole(stage)])


def limits(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Money spent against its budget, the adjusted one where it is printed; an excess by a rounding is none."""
    for budget, spent in _pairs(_amounts(read), "executed", ("adjusted_budget", "initial_budget")):
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
    for rows in _grouped(_comparable(_amounts(read)), *ROLE):
        amounts = {row.amount_wan for row in rows}
        if len(amounts) == 2 and min(amounts) >= NEAR * max(amounts):
            rough, fine = sorted(_distinct(rows), key=lambda row: -figure(row).half_digit)
            what = f"{rough.stage} ({rough.source}, {rough.category}) printed twice, 万元"
            figures = (figure(rough), figure(fine))
            finding = judged(Finding(rough.report_id, "repeat", what, figures[0], fine.amount_wan, figures))
            yield finding if misprinted(rough.token, fine.token) else _unless_proven(finding)


def carryovers(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Year-end carryover against income and prior carryover less expenditure, of one source."""
    undivided = (row for row in _amounts(read) if row.category == "total")
    for rows in _grouped(undivided, "report_id", "project_id", "source"):
        out, income, spent, before = (_distinct(rows, stage) for stage in BALANCE)
        if len(out) == len(income) == len(spent) == 1 and before:
            yield from _carried(out[0], income[0], spent[0], before)


def uninformative(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Reports in which money received equals money spent on every line: that rate is 100 % by construction."""
    by_report: dict[str, list[tuple[Row, Row]]] = {}
    for pair in _pairs(_amounts(read), "executed", ("allocated",)):
        by_report.setdefault(pair[0].report_id, []).append(pair)
    for report, pairs in by_report.items():
        if len(pairs) > 1 and all(received.amount_wan == spent.amount_wan for received, spent in pairs):
            figures = tuple(figure(row) for pair in pairs for row in pair)
            total = sum(received.amount_wan for received, _ in pairs)
            what = f"allocated equals executed on each of {len(pairs)} lines, 万元"
            yield Finding(report, "rate", what, figures[0]._replace(value=total), total, figures, "no_information")


def rates(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Rates of budget management against the amounts they are made of, where these are printed, from one source.

    A rate that is in use with several denominators is held against the first it agrees with; agreeing with none it is
    scope, as its own is not printed.
    """
    exact = read["indicators"].query("level2 == 'process' and actual_comparator == '=' and actual_unit in ('%', '％')")
    numbers = pd.to_numeric(exact["actual"], errors="coerce")
    money = {rows[0].report_id: rows for rows in _grouped(_amounts(read), "report_id")}
    for rate in exact.assign(actual=numbers).dropna(subset=["actual"]).itertuples():
        stage, category, denominators = RATES.get(re.sub(r"[“”\"]", "", rate.name_zh), ("", "", []))
        own = [row for row in _of_project(rate, money.get(rate.report_id, [])) if row.category == category]
        ways = [[_rate(rate, *each) for each in _terms(own, stage, over)] for over in denominators]
        yield from _agreeing([judged(min(way, key=_distance)) for way in ways if way], certain=len(denominators) == 1)


def figure(row: Row) -> Figure:
    """An amount as a figure: its value and half a unit of its last printed digit, both in 万元."""
    return Figure(f"funds:{row.Index}", row.amount_wan, _scale(row) * half_digit(row.token), row.start, row.end)


def _scale(row: Row) -> float:
    """万元 for one of the unit that is printed, a power of ten; 1 where a person has corrected the amount."""
    printed = re.search(r"\d+(?:\.\d+)?", unicodedata.normalize("NFKC", row.token).replace(",", ""))
    ratio = row.amount_wan / float(printed[0]) if printed and float(printed[0]) else 1.0
    return next((10.0**power for power in range(-4, 9) if math.isclose(ratio, 10.0**power)), 1.0)


def _amounts(read: dict[str, pd.DataFrame]) -> list[Row]:
    return list(read["funds"].itertuples())


def _grouped(rows: Iterable[Row], *names: str) -> list[list[Row]]:
    """The rows by the values of these columns, in the order in which they first occur."""
    groups: dict[tuple, list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(getattr(row, name) for name in names), []).append(row)
    return list(groups.values())


def _comparable(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if row.category not in OPEN_CATEGORIES)


def _total(row: Row) -> bool:
    return row.source == row.category == "total"


def _distinct(rows: Iterable[Row], stage: str = "") -> list[Row]:
    """The first row of each amount, of one stage or of all."""
    return [each[0] for each in _grouped((row for row in rows if stage in ("", row.stage)), "amount_wan")]


def _distance(finding: Finding) -> float:
    return abs(finding.recomputed - finding.stated.value)


def _unless_proven(finding: Finding) -> Finding:
    """The finding, a difference as a matter of scope."""
    return finding._replace(verdict="scope") if finding.verdict == "contradiction" else finding


def _pairs(rows: list[Row], stage: str, others: tuple[str, ...]) -> Iterator[tuple[Row, Row]]:
    """Rows of the first stage of `others` that is printed, each with the row of `stage` in the same role, where each
    has one amount only: with several it is not known which belong together."""
    for own in _grouped(_comparable(rows), *(name for name in ROLE if name != "stage")):
        printed = [values for each in others if (values := _distinct(own, each))]
        spent = _distinct(own, stage)
        if printed and len(printed[0]) == len(spent) == 1:
            yield printed[0][0], spent[0]


def _sum(what: str, whole: Row, summands: list[Row]) -> Finding:
    stated, *others = map(figure, (whole, *summands))
    return judged(Finding(whole.report_id, "sum", what, stated, sum(each.value for each in others), (stated, *others)))


def _closed(sums: list[Sum]) -> Iterator[Finding]:
    """The sums: parts short of their whole contradict it only where the same parts make it up at another stage, else
    they need not cover it; parts beyond their whole always contradict it."""
    complete = [of for of, finding in sums if finding.verdict != "contradiction"]
    for of, finding in sums:
        proven = finding.recomputed > finding.stated.value or of in complete
        yield finding if proven else _unless_proven(finding)


def _behind(total: Row, rows: list[Row]) -> list[Row]:
    """The rows behind a total that may be its parts: within reach, and before the total is printed again."""
    again = [row.start for row in rows if _total(row) and row.stage == total.stage and row.start > total.start]
    end = min([total.start + REACH, *again])
    return [row for row in rows if total.start < row.start < end]


def _splits(total: Row, behind: list[Row]) -> Iterator[Sum]:
    """The total against each way it is divided, read as it agrees best: with or without the carryover printed among the
    parts of an income, with money appropriated as one part or as its two."""
    carried = [row for row in behind if row.stage == "carryover_in" and total.stage == "income"][:1]
    for name, (column, alternatives) in SPLITS.items():
        divided = [_values(total, behind, column, values) for values in alternatives]
        readings = [[*rows, *more] for rows in divided if len(rows) > 1 for more in ([], carried)]
        if readings:
            what = f"{total.stage} against {name}, 万元"
            sums = [(tuple(getattr(row, column) for row in rows), _sum(what, total, rows)) for rows in readings]
            yield min(sums, key=lambda each: _distance(each[1]))


def _values(total: Row, behind: list[Row], column: str, values: list[str]) -> list[Row]:
    """The first row of each of the values, at the stage of the total and undivided in the other respect."""
    other = {"source": "category", "category": "source"}[column]
    own = [row for row in behind if row.stage == total.stage and getattr(row, other) == "total"]
    return [each[0] for each in _grouped((row for row in own if getattr(row, column) in values), column)]


def _whole(rows: list[Row]) -> Iterator[Sum]:
    """The whole report against its projects, the total of a project standing for its lines; none where an amount is
    printed with different values."""
    whole = _distinct(row for row in rows if row.project_id == "")
    totals = {row.project_id for row in rows if row.line == ""}
    counted = (row for row in rows if row.project_id and (row.line == "" or row.project_id not in totals))
    each = [_distinct(line) for line in _grouped(counted, "project_id", "line")]
    if len(whole) == 1 and len(each) > 1 and all(len(amounts) == 1 for amounts in each):
        summands = [amounts[0] for amounts in each]
        what = f"{rows[0].stage} of the whole against its {len(summands)} budget lines, 万元"
        yield tuple((row.project_id, row.line) for row in summands), _sum(what, whole[0], summands)


def _carried(out: Row, income: Row, spent: Row, before: list[Row]) -> Iterator[Finding]:
    """The year-end carryover with the prior one that agrees best, and with one that may be that misprinted. Money that
    is not appropriated has more entries, and its income may include the prior carryover: a difference is scope."""
    found = {row.Index: _balance(out, income, spent, [row]) for row in before}
    best = min(before, key=lambda row: _distance(found[row.Index]))
    if out.source in APPROPRIATED:
        yield from (found[row.Index] for row in before if row is best or misprinted(row.token, best.token))
    else:
        yield _unless_proven(min(found[best.Index], _balance(out, income, spent, []), key=_distance))


def _balance(out: Row, income: Row, spent: Row, before: list[Row]) -> Finding:
    figures = tuple(map(figure, (out, income, *before, spent)))
    left = income.amount_wan + sum(row.amount_wan for row in before) - spent.amount_wan
    prior = "".join(f" + carryover_in {row.amount_wan:.12g}" for row in before)
    what = f"carryover_out against income{prior} - executed, 万元"
    return judged(Finding(out.report_id, "identity", what, figures[0], left, figures))


def _of_project(rate: tuple, rows: list[Row]) -> list[Row]:
    """The amounts of the project that a rate is printed for; of the only one where it is printed for the whole."""
    projects = {row.project_id for row in rows}
    project = projects.pop() if len(projects) == 1 and not rate.project_id else rate.project_id
    return [row for row in rows if row.project_id == project]


def _terms(rows: list[Row], stage: str, denominator: list[str]) -> Iterator[tuple[Row, list[Row]]]:
    """Every numerator with every choice of summands of a denominator above 0, all of one source."""
    for own in _grouped(rows, "source"):
        stages = [_distinct(own, each) for each in (stage, *denominator)]
        for numerator, *summands in product(*stages) if max(map(len, stages)) <= FEW else []:
            if sum(row.amount_wan for row in summands) > 0:
                yield numerator, summands


def _agreeing(options: list[Finding], certain: bool) -> Iterator[Finding]:
    """The first of the options that agrees, else the nearest: a contradiction only where the definition is certain."""
    agreeing = [option for option in options if option.verdict != "contradiction"]
    if options:
        best = agreeing[0] if agreeing else min(options, key=_distance)
        yield best if certain else _unless_proven(best)


def _rate(rate: tuple, numerator: Row, summands: list[Row]) -> Finding:
    """A rate against numerator / summands; its tolerance is its own half digit and those of the amounts, carried on."""
    token = half_digit(rate.token)
    stated = Figure(f"indicators:{rate.Index}", rate.actual, token, rate.start, rate.end)
    top, *below = map(figure, (numerator, *summands))
    whole = sum(each.value for each in below)
    recomputed = 100 * top.value / whole
    spread = (100 * top.half_digit + recomputed * sum(each.half_digit for each in below)) / whole
    what = f"{rate.name_zh} against its amounts, %"
    return Finding(rate.report_id, "rate", what, stated, recomputed, (stated, top, *below), tolerance=token + spread)
