"""What coding.checks.across promises: amounts of two reports of one unit and year are held against each other."""

import pandas as pd
import pytest

from helpers.coding.audit import audit

from ... import made
from ...made import of


def across(one: list[tuple], other: list[tuple], **cells) -> list[tuple]:
    """Kind and verdict of what is said of two reports of one unit and year together."""
    funds = pd.concat([made.funds(*one), made.funds(*other).assign(report_id="S")], ignore_index=True)
    reports = made.reports("R", "S", fiscal_year=2021)
    reports.loc[1, list(cells)] = list(cells.values())
    found = audit(made.read(funds=funds, reports=reports))
    return [(row.kind, row.verdict) for row in found.itertuples() if row.report_id == "R+S"]


@pytest.mark.parametrize(("token", "verdict"), [("62.82", "holds"), ("62.8", "rounding"), ("68.22", "scope")])
def test_an_amount_of_one_role_holds_is_rounded_or_has_another_scope(token, verdict):
    spent = [("executed", "62.82", of("three_public"))]
    assert across(spent, [("executed", token, of("three_public"))]) == [("cross_report", verdict)]


def test_amounts_far_apart_of_other_roles_years_or_units_are_not_compared():
    spent = [("executed", "62.82", of("three_public"))]
    assert across(spent, [("executed", "12.82", of("three_public"))]) == []
    assert across(spent, [("initial_budget", "62.82", of("three_public"))]) == []
    assert across(spent, spent, fiscal_year=2022) == []
    assert across(spent, spent, agency_zh="某县林业局") == []


def test_a_finding_across_reports_quotes_both():
    one, other = (made.passage(f"全年排查矛盾纠纷{{排查矛盾纠纷:{n}|次}}。") for n in ("18348", "17990"))
    outcomes = pd.concat([one[1], other[1].assign(report_id="S")], ignore_index=True)
    read = made.read(outcomes=outcomes, reports=made.reports("R", "S", fiscal_year=2021))
    found = audit(read, {"R": one[0], "S": other[0]})
    assert found["quote"].tolist() == ["全年排查矛盾纠纷18348次 … 全年排查矛盾纠纷17990次"]
