"""Do the figures of a report agree with each other? Every comparison that can be made, with its verdict."""

import re
from collections.abc import Callable, Iterator
from itertools import product

import pandas as pd

from helpers.coding.findings import Figure, Finding, half_digit, table
from helpers.coding.tidy import same_unit

ROLE = ["report_id", "project_id", "line", "stage", "source", "category"]
OPEN_CATEGORIES = ("informatization", "other")  # many things may be one of these, so two amounts are no contradiction
SPLITS = {
    "its sources": ("source", ["general_public", "government_fund", "fiscal_appropriation", "other"]),
    "basic and project expenditure": ("category", ["basic", "project"]),
    "its economic classes": ("category", ["wages", "goods_services", "household_transfers", "capital"]),
}
REACH = 200  # parts of a total follow within this many characters of it
RATES = {  # numerator, then the summands of the denominator, of one category
    "支出完成率": ("executed", ["income", "carryover_in"], "total"),
    "结转结余率": ("carryover_out", ["income", "carryover_in"], "total"),
    "三公经费控制率": ("executed", ["initial_budget"], "three_public"),
    "公用经费控制率": ("executed", ["initial_budget"], "public_use"),
}


def audit(read: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Table audit: every check of the tables reports, funds, indicators and scorecard, the gravest verdicts first."""
    return table(finding for check in CHECKS for finding in check(read))


def parts(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Totals against the parts printed behind them: sources, basic and project expenditure, economic classes."""
    for _, rows in read["funds"].groupby(["report_id", "project_id", "line"]):
        totals = rows.query("source == 'total' and category == 'total' and stage != 'carryover_in'")
        for total in totals.itertuples():
            again = totals["start"][(totals["start"] > total.start) & (totals["stage"] == total.stage)].min()
            end = min(total.start + REACH, again if pd.notna(again) else total.start + REACH)
            yield from _splits(total, rows[rows["start"].between(total.start, end, inclusive="neither")])


def lines(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """The total of a whole report against the sum of its projects' budget lines, stage by stage."""
    totals = read["funds"].query("source == 'total' and category == 'total'").drop_duplicates([*ROLE, "amount_wan"])
    for (report, stage), rows in totals.groupby(["report_id", "stage"]):
        whole, parts = rows[rows["project_id"] == ""], rows[rows["project_id"] != ""]
        if len(whole) == 1 and len(parts) > 1:
            what = f"{stage} of the whole against its {len(parts)} budget lines, 万元"
            yield _sum(report, what, _figure(next(whole.itertuples())), [_figure(row) for row in parts.itertuples()])


def limits(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Money spent against its budget, the adjusted one where it is printed."""
    for budget, spent in _pairs(read["funds"], "executed", ("adjusted_budget", "initial_budget")):
        name = spent.line or {"total": spent.source}.get(spent.category, spent.category)
        over = "exceeds" if spent.amount_wan > budget.amount_wan else "holds"
        figures = (_figure(budget), _figure(spent))
        yield Finding(
            spent.report_id,
            "limit",
            f"{name}: executed against {budget.stage}, 万元",
            figures[0],
            figures[1].value,
            figures,
            over,
        )


def repeats(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """One amount of one report printed with different values."""
    for _, rows in read["funds"].query("category not in @OPEN_CATEGORIES").groupby(ROLE):
        values = rows.drop_duplicates("amount_wan")
        first = next(rows.itertuples())
        for other in list(values.itertuples())[1:]:
            figures = (_figure(first), _figure(other))
            what = f"{first.stage} ({first.source}, {first.category}) printed twice, 万元"
            yield Finding(first.report_id, "repeat", what, figures[0], figures[1].value, figures, "contradiction")


def carryovers(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Year-end carryover against income and prior carryover less expenditure, of one source."""
    for (report, _, _), rows in (
        read["funds"].query("category == 'total'").groupby(["report_id", "project_id", "source"])
    ):
        stages = {stage: list(own.drop_duplicates("amount_wan").itertuples()) for stage, own in rows.groupby("stage")}
        needed = ("carryover_out", "income", "executed")
        if any(len(stages.get(stage, [])) != 1 for stage in needed):
            continue
        out, income, spent = (_figure(stages[stage][0]) for stage in needed)
        for before in map(_figure, stages.get("carryover_in", [])):
            what = f"carryover_out against income + carryover_in {before.value:g} - executed, 万元"
            figures = (out, income, before, spent)
            yield Finding(report, "identity", what, out, income.value + before.value - spent.value, figures)


def uninformative(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Reports in which money received equals money spent on every line: that rate is 100 % by construction."""
    for report, rows in _by_report(_pairs(read["funds"], "executed", ("allocated",))):
        if len(rows) > 1 and all(received.amount_wan == spent.amount_wan for received, spent in rows):
            figures = tuple(_figure(row) for pair in rows for row in pair)
            total = sum(received.amount_wan for received, _ in rows)
            stated = figures[0]._replace(value=total)
            what = f"allocated equals executed on each of {len(rows)} lines, 万元"
            yield Finding(report, "rate", what, stated, total, figures, "no_information")


def rates(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Rates of budget management against the amounts they are made of, where these are printed, from one source."""
    for rate in read["indicators"].query("level2 == 'process'").itertuples():
        name = re.sub(r"[“”\"]", "", rate.name_zh)
        formula = next((formula for known, formula in RATES.items() if known in name), None)
        stated = _indicator_figure(rate)._replace(value=float(rate.actual))
        funds = read["funds"].query("report_id == @rate.report_id")
        options = [_rate(stated, rate, amounts) for amounts in _terms(funds, formula)] if formula else []
        if options:
            yield min(options, key=lambda each: abs(each.recomputed - stated.value))


def units(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Targets and actuals that are printed in unlike units."""
    for row in _numeric(read["indicators"]).query("not same_unit").itertuples():
        what = f"{row.name_zh}: target in {row.target_unit}, actual in {row.actual_unit}"
        figure = _indicator_figure(row)
        yield Finding(
            row.report_id, "unit", what, figure._replace(value=row.target), row.actual, (figure,), "not_comparable"
        )


def unreported(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Targets without an actual."""
    for row in read["indicators"].query("comparator != '' and actual == ''").itertuples():
        figure = _indicator_figure(row)
        target = pd.to_numeric(row.target, errors="coerce")
        what = f"{row.name_zh}: a target and no actual"
        yield Finding(row.report_id, "missing", what, figure._replace(value=target), None, (figure,), "not_reported")


def points(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """The total self score against the sum of the criteria, where there is a scorecard."""
    for report, rows in read["scorecard"].groupby("report_id"):
        total, criteria = rows.query("level1_zh == '总分'"), rows.query("level1_zh != '总分'")
        if len(total) and len(criteria) > 1:
            figures = [_scored(row) for row in criteria.itertuples()]
            recomputed = sum(figure.value for figure in figures)
            stated = _scored(next(total.itertuples()))
            verdict = (
                "holds" if recomputed == stated.value else "scope" if recomputed > stated.value else "contradiction"
            )
            what = f"self score against the sum of {len(figures)} criteria, points"
            yield Finding(report, "score", what, stated, recomputed, (stated, *figures), verdict)


CHECKS: tuple[Callable[[dict[str, pd.DataFrame]], Iterator[Finding]], ...] = (
    parts, lines, limits, repeats, carryovers, rates, uninformative, units, unreported, points,
)  # fmt: skip


def _splits(total: tuple, behind: pd.DataFrame) -> Iterator[Finding]:
    """The total against each way it is divided; carryover printed among the parts of an income belongs to them or not,
    whichever agrees better."""
    carried = [_figure(row) for row in behind.query("stage == 'carryover_in'").itertuples()][: total.stage == "income"]
    for name, (column, values) in SPLITS.items():
        other = {"source": "category", "category": "source"}[column]
        own = behind[(behind["stage"] == total.stage) & behind[column].isin(values) & (behind[other] == "total")]
        summands = [_figure(row) for row in own.drop_duplicates(column).itertuples()]
        if len(summands) > 1:
            what = f"{total.stage} against {name}, 万元"
            either = [_sum(total.report_id, what, _figure(total), [*summands, *more]) for more in ([], carried)]
            yield min(either, key=lambda each: abs(each.recomputed - each.stated.value))


def _terms(funds: pd.DataFrame, formula: tuple[str, list[str], str]) -> Iterator[tuple[Figure, ...]]:
    """Every choice of printed amounts, all of one source, for the numerator and the denominators of a rate."""
    numerator, denominators, category = formula
    for _, rows in funds.query("category == @category").groupby("source"):
        stages = [rows[rows["stage"] == stage].drop_duplicates("amount_wan") for stage in (numerator, *denominators)]
        yield from product(*([_figure(row) for row in own.itertuples()] for own in stages))


def _rate(stated: Figure, rate: tuple, amounts: tuple[Figure, ...]) -> Finding:
    numerator, *denominators = amounts
    whole = sum(each.value for each in denominators)
    recomputed = 100 * numerator.value / whole if whole else float("nan")
    relative = [each.half_digit / each.value for each in amounts if each.value]
    tolerance = stated.half_digit + recomputed * sum(relative)
    what = f"{rate.name_zh} against its amounts, %"
    return Finding(rate.report_id, "rate", what, stated, recomputed, (stated, *amounts), tolerance=tolerance)


def _sum(report: str, what: str, stated: Figure, summands: list[Figure]) -> Finding:
    return Finding(report, "sum", what, stated, sum(each.value for each in summands), (stated, *summands))


def _pairs(funds: pd.DataFrame, stage: str, others: tuple[str, ...]) -> Iterator[tuple]:
    """Rows of the first stage of `others` that is printed, each with the row of `stage` in the same role."""
    for _, rows in funds.query("category not in @OPEN_CATEGORIES").groupby([name for name in ROLE if name != "stage"]):
        first = {each: next(rows[rows["stage"] == each].itertuples(), None) for each in (stage, *others)}
        other = next((first[each] for each in others if first[each]), None)
        if first[stage] and other:
            yield other, first[stage]


def _by_report(pairs: Iterator[tuple]) -> Iterator[tuple[str, list[tuple]]]:
    found: dict[str, list[tuple]] = {}
    for pair in pairs:
        found.setdefault(pair[0].report_id, []).append(pair)
    yield from found.items()


def _numeric(indicators: pd.DataFrame) -> pd.DataFrame:
    """Indicators whose target and actual are numbers, with same_unit."""
    numbers = indicators.assign(
        **{side: pd.to_numeric(indicators[side], errors="coerce") for side in ("target", "actual")}
    )
    numbers = numbers.dropna(subset=["target", "actual"])
    return numbers.assign(same_unit=same_unit(numbers))


def _figure(row: tuple) -> Figure:
    """An amount as a figure, its last printed digit in 万元."""
    printed = float(re.sub(r"[^\d.]", "", row.token) or 0)
    scale = row.amount_wan / printed if printed else 1.0
    return Figure(f"funds:{row.Index}", row.amount_wan, scale * half_digit(row.token), row.start, row.end)


def _scored(row: tuple) -> Figure:
    return Figure(f"scorecard:{row.Index}", row.points, half_digit(row.token), row.start, row.end)


def _indicator_figure(row: tuple) -> Figure:
    return Figure(f"indicators:{row.Index}", float("nan"), half_digit(row.token), row.start, row.end)
