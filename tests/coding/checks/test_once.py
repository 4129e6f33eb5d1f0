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


def of_form(row: str, start: int, whole: float, total: float, **other: str) -> Finding:
    """A sum of a form, of rows of this kind."""
    figures = tuple(Figure(f"{row}{n}", value, 0.5, start + n, start + n) for n, value in enumerate((whole, 30, 62.5)))
    return Finding("R", "sum", f"sum of {row}", figures[0], total, figures, "contradiction")._replace(**other)


def test_a_slip_that_the_cells_of_a_form_show_is_not_told_again_of_the_rows_that_are_read_of_it():
    cells, rows = of_form("cell:R1C", -99, 92, 92.5), of_form("funds:", -9, 92, 92.5000000001)
    for told in ([cells, rows], [rows, cells]):
        assert once.once(told, []) == [cells]


@pytest.mark.parametrize("other", [{"verdict": "scope"}, {"kind": "part"}, {"report_id": "S"}, {"recomputed": 93.0}])
def test_what_the_rows_of_a_form_say_else_is_told(other):
    cells, rows = of_form("cell:R1C", -99, 92, 92.5), of_form("funds:", -9, 92, 92.5, **other)
    assert once.once([cells, rows], []) == [cells, rows]


def test_a_rate_read_with_an_amount_is_known_by_its_value_and_one_of_a_text_by_its_place():
    sure = of_form("cell:R1C", -99, 98, 95, kind="rate")
    row, text = (of_form(name, at, 98, 98.5, kind="rate") for name, at in (("funds:", -9), ("text:", 40)))
    assert once.once([row, text], [sure]) == [sure, text]


def test_growth_that_words_tie_to_two_levels_is_not_settled_by_others_before_them():
    rate = Figure("text:90", 4.67, 0.005, 90, 94)
    levels, others = (tuple(Figure(f"text:{at}", 1.0, 0.5, at, at + 2) for at in two) for two in ((60, 75), (10, 25)))
    grown = Finding("R", "rate", "", rate, 6.47, (rate, *levels), "contradiction", way="growth")
    chance = grown._replace(figures=(rate, *others), recomputed=4.67, verdict="holds", way="")
    assert grown in once.once([grown, chance], [])
    assert once.once([grown, chance._replace(figures=(rate, *levels))], []) != [grown]
    assert grown._replace(way="") not in once.once([grown._replace(way=""), chance], [])
