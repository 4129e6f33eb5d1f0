"""Amounts in 亿元 counted in 万元, as the tables have money."""

from dataclasses import replace
from decimal import Decimal

from helpers.reading.records import Indicator, Outcome, Quantity, Tables

LARGE, USUAL, POWER = "亿元", "万元", 4  # of ten


def counted(quantities: list[Quantity]) -> list[Quantity]:
    """The quantities, those in 亿元 in 万元."""
    return [replace(q, value=_in_wan(q.value), unit=USUAL) if q.unit == LARGE else q for q in quantities]


def printed(tables: Tables) -> Tables:
    """The tables, what is promised, attained and told in 亿元 in 万元."""
    return tables._replace(indicators=[*map(_indicator, tables.indicators)], outcomes=[*map(_outcome, tables.outcomes)])


def _indicator(row: Indicator) -> Indicator:
    for number, unit in (("target", "target_unit"), ("actual", "actual_unit")):
        if getattr(row, unit) == LARGE and isinstance(getattr(row, number), Decimal):
            row = row._replace(**{number: _in_wan(getattr(row, number)), unit: USUAL})
    return row


def _outcome(row: Outcome) -> Outcome:
    return row._replace(value=_in_wan(row.value), unit=USUAL) if row.unit == LARGE else row


def _in_wan(value: Decimal) -> Decimal:
    return value.scaleb(POWER).normalize() + 0
