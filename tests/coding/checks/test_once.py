"""What coding.checks.once promises: of findings that compare the same figures one is told."""

import pytest

from helpers.coding.checks import findings, once
from helpers.coding.checks.findings import Figure, Finding


@pytest.mark.parametrize("other", [97.2667295, 97.26672950047])  # 100 * 2064 / 2122, rounded to 9 decimals or not
def test_a_rate_that_two_checks_make_of_the_same_figures_is_told_once(other):
    figures = tuple(
        Figure(f"text:{at}", value, 0.0, at, at + 4) for at, value in ((9, 93.31), (0, 2064.0), (4, 2122.0))
    )
    one = Finding("R", "rate", "rate against 2064 of 2122, %", figures[0], 100 * 2064 / 2122, figures, "contradiction")
    told = once.once([one, one._replace(recomputed=other)], [])
    assert len(findings.table(told)) == 1


def test_points_that_a_check_proves_are_told_where_another_took_them_for_a_matter_of_scope():
    figures = tuple(Figure(f"text:{at}", value, 0.0, at, at + 2) for at, value in ((9, 92.0), (0, 48.0), (4, 42.0)))
    open_ = Finding("R", "score", "of two criteria", figures[0], 90.0, figures, "scope")
    proven = open_._replace(what="of all criteria", verdict="contradiction")
    assert [each.verdict for each in once.once([open_, proven], [])] == ["contradiction"]
    assert [each.verdict for each in once.once([proven, open_], [])] == ["contradiction"]
