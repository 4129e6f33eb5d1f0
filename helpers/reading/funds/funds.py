"""Amounts of money of the unit: planned, received, spent, carried over, and by which source."""

from helpers.reading.funds.amounts import Amount, amounts
from helpers.reading.funds.lines import names
from helpers.reading.funds.role_choices import NONE, Choice, chosen
from helpers.reading.records import Fund, Quantity
from helpers.reading.text import layout
from helpers.reading.text.quantities import wan


def funds(page: layout.Layout, quantities: list[Quantity], report_id: str, only_project: str = "") -> list[Fund]:
    """The amounts among `quantities` that are money of the unit, each with its likeliest role and how likely that is;
    `only_project` is the project of a report on one."""
    told = amounts(page, quantities)
    choices = chosen(told, single=bool(only_project or page.projects))
    lines = names(page, told, [choice.role for choice in choices])
    return [
        _row(each, choice, line, report_id, layout.project(page, each.q.start) or only_project)
        for each, choice, line in zip(told, choices, lines, strict=True)
        if choice.role[0] != NONE
    ]


def _row(each: Amount, choice: Choice, line: str, report_id: str, number: str) -> Fund:
    q, (stage, source, category, _) = each.q, choice.role
    project = f"{report_id}-{number}" if number else ""
    return Fund(
        report_id, project, line, stage, source, category, wan(q), q.start, q.end, q.token, chance=choice.chance
    )  # fmt: skip
