"""Checks of rates of money: 执行率, 到位率, 控制率 and their like against the amounts that they are made of."""

import math
import re
from collections.abc import Iterator
from itertools import product

import numpy as np
import pandas as pd

from helpers.coding.checks.findings import (
    Figure,
    Finding,
    as_printed,
    distance,
    half_digit,
    held,
    percent,
    slipped,
    unless_proven,
    verdict,
)
from helpers.coding.checks.tables.account_rows import Row, amounts, distinct, figure, grouped

SPENDING = "执行率|执行进度|支出率|支出进度|支付率|支付进度|拨付率|使用率|支出完成率|预算完成率"
MONEY = [["income", "carryover_in"], ["adjusted_budget"], ["initial_budget"], ["allocated"], ["income"]]
RATES = [  # words of a rate, its numerator and category, and the denominators in use, each a sum of stages
    ("三公.*控制率", "executed", "three_public", [["initial_budget"]]),
    ("公用经费.*控制率", "executed", "public_use", [["initial_budget"]]),
    ("完成(?:年初|当年)预算", "executed", "total", [["initial_budget"]]),
    ("完成(?:全年|调整)", "executed", "total", [["adjusted_budget"]]),
    ("完成预算", "executed", "total", [["adjusted_budget"], ["initial_budget"]]),
    ("采购|分别|各", "", "", []),
    ("结转结余率", "carryover_out", "total", MONEY),
    ("到位率|下达率", "allocated", "total", [["adjusted_budget"], ["initial_budget"]]),
    (SPENDING, "executed", "total", MONEY),
]
BUDGETS = ("adjusted_budget", "initial_budget", "allocated")
OVER = ["rate_adjusted", "rate_initial", "rate_allocated"]
NEAR = 600  # a rate is of the amounts in so many characters before it
FINE = 0.05  # half a unit of the last digit of a rate with two decimals is less, which a slip hits hardly by chance
FEW = 3  # of more amounts in one role some choice would agree with any rate


def rates(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Rates of budget management against the amounts they are made of, where these are printed, from one source.

    A rate that is in use with several denominators is held against the first it agrees with, which is named; agreeing
    with none it is a contradiction where its amounts stand shortly before it, else scope, as its own may not be
    printed; of money received always, as what was to come by then may be less than the budget.
    """
    exact = read["indicators"].query("level2 == 'process' and actual_comparator == '=' and actual_unit in ('%', '％')")
    numbers = pd.to_numeric(exact["actual"], errors="coerce")
    money = {rows[0].report_id: rows for rows in grouped(amounts(read), "report_id")}
    named = exact.groupby(["report_id", "project_id", "name_zh"])["actual"].nunique()
    single = set(named.index[named == 1])
    for rate in exact.assign(actual=numbers).dropna(subset=["actual"]).itertuples():
        stage, category, denominators = _definition(rate.name_zh)
        own = [row for row in _of_project(rate, money.get(rate.report_id, [])) if row.category == category]
        ways = [[_rate(rate, *each) for each in _terms(own, stage, over)] for over in denominators]
        options = [min(way, key=distance) for way in ways if way]
        alone = stage != "allocated" and (rate.report_id, rate.project_id, rate.name_zh) in single
        yield from _agreeing(options, len(denominators) == 1, alone)


def printed(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Execution rates printed in the row of an amount of a form against spending over the budgets of that row."""
    role = ["line", "source", "category"]
    for form in grouped(amounts(read), "report_id", "project_id") if "rate" in read["funds"] else []:
        by_row = []
        for rows in grouped(form, *role):
            for spent in (row for row in rows if row.stage == "executed" and row.rate == row.rate):
                own = [row for row in rows if _line(row) == _line(spent)] if _line(spent) else rows
                budgets = [found[0] for stage in BUDGETS if len(found := distinct(own, stage)) == 1]
                by_row.append([_in_row(spent, budget) for budget in budgets if budget.amount_wan > 0])
        for options in by_row:
            yield from _of_one_base(options, by_row) or _agreeing(options, certain=True, alone=True)


def _line(row: Row) -> str:
    """The row of its table that the cell of an amount is in (table 1!R2); empty for an amount of a text."""
    return row.cell.rpartition("C")[0] if isinstance(row.cell, str) else ""


def _of_one_base(options: list[Finding], by_row: list[list[Finding]]) -> list[Finding]:
    """The rate of a row over its adjusted budget, where it is over another that differs and another row of the form,
    whose budgets differ too, has its rate over the adjusted one."""
    others = [each for each in by_row if each is not options and _is_over_adjusted(each)]
    adjusted = [each for each in options[:1] if "adjusted_budget" in each.stages and each.verdict == "contradiction"]
    return adjusted if others and any(each.verdict != "contradiction" for each in options) else []


def _is_over_adjusted(options: list[Finding]) -> bool:
    agreeing = [each.stages[1] for each in options if each.verdict != "contradiction"]
    return len(options) > 1 and agreeing == ["adjusted_budget"]


def _in_row(spent: Row, budget: Row) -> Finding:
    half = half_digit(f"{spent.rate:.12g}")
    stated = Figure(f"funds:{spent.Index}", spent.rate, half, spent.start, spent.end)
    return _over("执行率", stated, [spent, budget], exact=True)


def stated_rates(projects: pd.DataFrame) -> pd.DataFrame:
    """The projects that print an execution rate, each with the rate recomputed and what the printed one is.

    `projects` has execution_rate_stated and the rates of helpers.analysis.measures.execution_rates, all ratios. Columns
    stated and recomputed (spending over the adjusted budget, over the initial one where no other is printed) in
    percent, verdict, and called: the denominator with which the printed rate agrees (rate_adjusted, rate_initial,
    rate_allocated), empty where it is none of them.
    """
    found = projects.dropna(subset=["execution_rate_stated", "rate_official"]).copy()
    stated, recomputed = 100 * found["execution_rate_stated"], 100 * found["rate_official"]
    found["stated"], found["recomputed"] = stated.round(9), recomputed.round(9)
    found["verdict"] = [_compared(*two) for two in zip(found["stated"], found["recomputed"], strict=True)]
    agreeing = {name: [_agrees(row.stated, 100 * getattr(row, name)) for row in found.itertuples()] for name in OVER}
    found["called"] = np.select(list(agreeing.values()), list(agreeing), "")
    return found


def _compared(stated: float, recomputed: float) -> str:
    """The verdict on a rate of which only the value is known, not how it was printed."""
    half = half_digit(f"{stated:.12g}")
    return verdict(stated, recomputed, half, round(-math.log10(2 * half)))


def _agrees(stated: float, recomputed: float) -> bool:
    return not math.isnan(recomputed) and _compared(stated, recomputed) != "contradiction"


def _definition(name: str) -> tuple[str, str, list[list[str]]]:
    """Numerator, its category and the denominators in use of a rate by its name; empty for any other."""
    plain = re.sub(r"[“”\"]", "", name)
    return next((tuple(found) for words, *found in RATES if re.search(words, plain)), ("", "", []))


def _of_project(rate: tuple, rows: list[Row]) -> list[Row]:
    """The amounts of the project that a rate is printed for; of the only one where it is printed for the whole."""
    projects = {row.project_id for row in rows}
    project = projects.pop() if len(projects) == 1 and not rate.project_id else rate.project_id
    return [row for row in rows if row.project_id == project]


def _terms(rows: list[Row], stage: str, denominator: list[str]) -> Iterator[tuple[Row, list[Row]]]:
    """Every numerator with every choice of summands of a denominator above 0, all of one source."""
    for own in grouped(rows, "source"):
        stages = [distinct(own, each) for each in (stage, *denominator)]
        for numerator, *summands in product(*stages) if max(map(len, stages)) <= FEW else []:
            if sum(row.amount_wan for row in summands) > 0:
                yield numerator, summands


def _agreeing(options: list[Finding], certain: bool, alone: bool) -> Iterator[Finding]:
    """The first of the options that agrees, else the nearest: a contradiction only where the definition is certain, or
    the rate is the only one of its name and its amounts stand shortly before it."""
    agreeing = [option for option in options if option.verdict != "contradiction"]
    if options:
        best = agreeing[0] if agreeing else min(options, key=distance)
        slip = best.verdict == "contradiction" and slipped(best.stated.value, as_printed(best))
        sure = certain or (alone and _shortly_before(best)) or (slip and best.stated.half_digit < FINE)
        yield best if sure else unless_proven(best)


def _shortly_before(finding: Finding) -> bool:
    rate, *amounts_used = finding.figures
    return all(0 < rate.start - each.start < NEAR for each in amounts_used)


def _rate(rate: tuple, numerator: Row, summands: list[Row]) -> Finding:
    """A rate of an indicator against numerator / summands."""
    stated = Figure(f"indicators:{rate.Index}", rate.actual, half_digit(rate.token), rate.start, rate.end)
    return _over(rate.name_zh, stated, [numerator, *summands])


def _over(name: str, stated: Figure, rows: list[Row], exact: bool = False) -> Finding:
    """A rate against the first of some amounts over the others; where these are not `exact` their half digits, carried
    on, are tolerated as well as its own."""
    figures, stages = [*map(figure, rows)], tuple(row.stage for row in rows)
    value, spread = percent(*figures)
    what = f"{name} as {stages[0]} over {' + '.join(stages[1:])}, %"
    tolerance = stated.half_digit + (0.0 if exact else spread)
    return held("rate", rows[0].report_id, what, [stated, *figures], value, tolerance, stages=stages)
