"""What coding.checks.findings promises: a difference has the verdict that the printed digits allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.coding.checks.findings import (
    GRAVITY,
    Figure,
    Finding,
    coincidence,
    half_digit,
    judged,
    misprinted,
    percent,
    slipped,
    table,
    verdict,
)
from helpers.coding.schema import tables


def figure(value: float, half: float = 0.5, start: int = 0) -> Figure:
    return Figure("funds:0", value, half, start, start + 3)


def finding(stated: float, recomputed: float | None, *halves: float, **more) -> Finding:
    figures = tuple(figure(stated, half) for half in halves or (0.5,))
    return Finding("R", "sum", "a against b", figures[0], recomputed, figures, **more)


@pytest.mark.parametrize(
    ("stated", "recomputed", "tolerance", "digits", "expected"),
    [
        (280, 180 + 100, 1.5, 0, "holds"),
        (328.54, 258.84 + 69.7, 0.06, 2, "holds"),  # 328.53999999999996 in binary
        (99.51, 99.509, 0.01, 2, "rounding"),
        (56.7, 56.7568, 0.05, 1, "truncation"),  # report 000: 42 of 74
        (56.8, 56.7568, 0.05, 1, "rounding"),
        (56.6, 56.7568, 0.05, 1, "contradiction"),
        (1063.98, 867.89, 4.02, 2, "contradiction"),  # report 001
        (29.58, 29.63, 0.02, 2, "contradiction"),  # report 003
        (4147.76, 4147.75, 0.02, 2, "rounding"),  # report 003
        (12000, 12999, 500, -3, "truncation"),  # 1.2亿元
        (0, 0, 0, 0, "holds"),
        (0, 0.4, 0, 0, "truncation"),
    ],
)
def test_a_difference_has_its_verdict(stated, recomputed, tolerance, digits, expected):
    assert verdict(stated, recomputed, tolerance, digits) == expected


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.floats(-0.999, 0.999))
def test_a_difference_within_the_tolerance_is_no_contradiction(number, digits, share):
    stated, tolerance = number / 10**digits, 0.5 / 10**digits
    assert verdict(stated, stated + share * tolerance, tolerance, digits) in ("holds", "rounding")


@given(st.integers(1, 10**9), st.integers(0, 4), st.floats(1.5, 1000))
def test_a_figure_stated_too_high_beyond_the_tolerance_is_a_contradiction(number, digits, times):
    stated, tolerance = number / 10**digits, 0.5 / 10**digits
    assert verdict(stated, stated - times * tolerance, tolerance, digits) == "contradiction"


@pytest.mark.parametrize(
    ("token", "half"),
    [("280", 0.5), ("69.7", 0.05), ("3,622.40", 0.005), ("零", 0.5), ("１２．５", 0.05), ("3.7万", 0.05)],
)
def test_half_a_unit_of_the_last_digit_is_read_off_the_token(token, half):
    assert half_digit(token) == pytest.approx(half)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("87.17", "87.12", True),  # report 003
        ("5356.48", "5353.48", True),
        ("322.25", "321.25", True),
        ("5,356.48", "5356.49", True),
        ("1234", "1243", True),  # neighbours swapped
        ("12.34", "12.43", True),
        ("12.34", "12.34", False),
        ("1234", "1252", False),  # two exchanged
        ("1234.56", "1134.56", False),  # one year and the next
        ("774", "874", False),  # three digits differ in one by chance
        ("1500", "1600", False),
        ("12000", "12500", False),  # so do round amounts
        ("123.00", "123.10", True),
        ("60.79", "107.42", False),
        ("1234", "1432", False),
        ("12.34", "123.4", False),
        ("1234", "5634", False),
    ],
)
def test_two_numbers_are_one_misprinted_where_a_single_digit_tells_them_apart(one, other, expected):
    assert misprinted(one, other) is expected
    assert misprinted(other, one) is expected


def test_the_tolerance_is_the_sum_of_the_half_digits_unless_the_finding_has_its_own():
    assert table([finding(10, 10.4, 0.5, 0.05)])["tolerance"].tolist() == [0.55]
    assert table([finding(10, 10.4, 0.5, tolerance=0.1)])["tolerance"].tolist() == [0.1]


def test_a_verdict_that_a_check_gives_is_kept():
    assert judged(finding(10, 99, verdict="scope")).verdict == "scope"
    assert judged(finding(10, 99)).verdict == "contradiction"


def test_the_difference_is_recomputed_less_stated_and_missing_without_a_recomputed():
    found = table([finding(10, 7), finding(10, None, verdict="not_reported")._replace(what="no actual")])
    assert found["difference"].tolist()[0] == -3
    assert found["difference"].isna().tolist() == [False, True]


def test_the_gravest_verdicts_come_first_then_report_and_place():
    rows = [finding(1, 1)._replace(what=verdict, verdict=verdict) for verdict in reversed(GRAVITY)]
    assert table(rows)["verdict"].tolist() == GRAVITY
    late, early = (finding(1, 1)._replace(figures=(figure(1, start=start),)) for start in (50, 5))
    assert table([late, early, early._replace(report_id="Q")])["start"].tolist() == [5, 5, 50]


def test_the_order_of_gravity_has_every_verdict_that_the_table_allows():
    assert sorted(GRAVITY) == sorted(tables()["audit"]["columns"]["verdict"]["values"])


def test_a_row_spans_all_its_figures_and_names_their_rows():
    figures = (figure(3, start=40), figure(1, start=7)._replace(row="funds:9"))
    row = table([Finding("R", "sum", "a", figures[0], 1, figures, "scope")]).loc[0]
    assert (row["start"], row["end"], row["figures"]) == (7, 43, "funds:0 funds:9")


def test_a_check_keeps_its_name_when_other_reports_move_its_rows():
    one, moved = finding(10, 7), finding(10, 7)._replace(figures=(figure(10)._replace(row="funds:77"),))
    assert table([one])["check_id"].tolist() == table([moved])["check_id"].tolist()


def test_no_findings_make_an_empty_table_with_all_columns():
    assert list(table([]).columns) == list(tables()["audit"]["columns"])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (4146292.0, 4164292.0, True),  # swapped
        (24, 42, True),
        (168.88, 186.88, True),
        (5480, 3480, True),  # exchanged
        (120, 100, False),  # round numbers differ in a digit by chance
        (6, 8, False),
        (97.9, 97.8, True),
        (89.0, 98.5, False),
        (100, 97, False),
        (5, 5, False),
    ],
)
def test_a_slip_swaps_two_digits_or_exchanges_one_of_three(one, other, expected):
    assert slipped(one, other) is expected
    assert slipped(other, one) is expected


def test_a_rate_is_as_uncertain_as_the_figures_that_it_is_of():
    # half a unit more of 50 in 200 is 0.25 points, and 0.05 more of the 200 takes a quarter of 0.025 points off
    assert percent(figure(50, 0.5), figure(150, 0.03), figure(50, 0.02)) == pytest.approx((25, 0.25625))


def test_an_exchanged_digit_is_no_slip_where_only_swaps_count():
    assert [slipped(548, 348, swaps_only=True), slipped(24, 42, swaps_only=True)] == [False, True]


@pytest.mark.parametrize(
    ("values", "chance"),
    [
        ((1284.60, 612.35, 350.80, 366.45), 28 / 128460),  # 305.80: 5 + 4 + 4 + 3 neighbours, 4 + 3 + 2 + 3 one apart
        ((1284.60, 612.35, 302.80, 366.45), 9 * (6 + 3 * 5) / 128460),  # 305.80 with another digit
        ((1284.60, 612.35, 411.20, 366.45), 1.0),  # no slip for 305.80
        ((2100.0, 900.0, 300.0), 1 / 21),  # 1200: 21 has the only pair, in hundreds
    ],
)
def test_the_chance_of_a_slip_is_that_of_so_many_slips_in_the_range_of_the_values(values, chance):
    figures = tuple(figure(value) for value in values)
    assert coincidence(Finding("R", "sum", "", figures[0], sum(values[1:]), figures)) == pytest.approx(chance)


def test_the_chance_of_a_slip_heeds_what_is_taken_off():
    figures = tuple(figure(value) for value in (97.5, 120.0, 44.3))  # 120 - 44.3 is 75.7; 97.5 is 79.5 or 75.7 no swap
    assert coincidence(Finding("R", "identity", "", figures[0], 75.7, figures), "+-") == 1.0
    figures = tuple(map(figure, (75.7, 120.0, 43.4)))  # 44.3 swapped
    # 757, 1200 and 434: 2 + 2 + 2 neighbours, 0 + 2 + 0 one apart
    assert coincidence(Finding("R", "identity", "", figures[0], 76.6, figures), "+-") == pytest.approx(8 / 1200)
