"""What helpers.analysis.agreement promises: published alphas, planted errors found again, intervals by report."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from helpers.analysis.agreement import alpha, alpha_estimate, coder_agreement, reading_quality, share

N = np.nan
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: four observers, twelve units
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
# three coders of the worked example that the encyclopedias print, 0.691 nominal and 0.811 interval
THREE_CODERS = [
    [N, N, N, N, N, 3, 4, 1, 2, 1, 1, 3, 3, N, 3],
    [1, N, 2, 1, 3, 3, 4, 3, N, N, N, N, N, N, N],
    [N, N, 2, 1, 3, 4, 4, N, 2, 1, 1, 3, 3, N, 4],
]
CODINGS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=30)


def compared(one: list, other: list, column="stage", level="nominal", reports: list | None = None) -> pd.DataFrame:
    place = {"pair": "A, B", "report_id": reports or [str(n % 4) for n in range(len(one))], "table": "funds"}
    return pd.DataFrame(place | {"column": column, "level": level, "one": one, "other": other})


def row(found: pd.DataFrame, statistic: str) -> pd.Series:
    return found.set_index("statistic").loc[statistic]


@pytest.mark.parametrize(
    ("coders", "level", "published"),
    [
        (FOUR_OBSERVERS, "nominal", 0.743),
        (FOUR_OBSERVERS, "interval", 0.849),
        (FOUR_OBSERVERS, "ratio", 0.797),
        (THREE_CODERS, "nominal", 0.691),
        (THREE_CODERS, "interval", 0.811),
    ],
)
def test_alpha_is_the_published_one(coders, level, published):
    assert round(alpha(np.transpose(coders), level), 3) == published


def test_alpha_of_two_coders_and_two_codes_is_that_of_a_calculation_by_hand():
    # aa aa bb ab: disagreement 2 of 8 values; 5 a and 3 b make 2 * 5 * 3 = 30 unlike pairs of 7 * 8
    assert alpha([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")]) == pytest.approx(1 - (2 / 8) / (30 / 56))


@given(CODINGS)
def test_alpha_does_not_depend_on_the_order_of_units_or_coders(codings):
    swapped = [(other, one) for one, other in reversed(codings)]
    np.testing.assert_allclose(alpha(codings), alpha(swapped))


@given(CODINGS)
def test_alpha_of_a_coding_with_itself_is_1_or_undefined_where_nothing_varies(codings):
    found = alpha([(one, one) for one, _ in codings])
    assert found == 1 if len({one for one, _ in codings}) > 1 else np.isnan(found)


def test_units_that_one_coder_left_out_do_not_count():
    assert alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", None), (N, "c")]) == alpha(
        [("a", "a"), ("b", "b"), ("a", "b")]
    )


def test_the_interval_of_alpha_is_that_of_leaving_out_each_report():
    values, reports = [("a", "a"), ("b", "b"), ("a", "b"), ("b", "b"), ("a", "a"), ("b", "a"), ("b", "b")], "xxyyzzz"
    pairs = list(zip(values, reports, strict=True))
    left = np.array([alpha([value for value, report in pairs if report != out]) for out in "xyz"])
    error = np.sqrt(2 / 3 * ((left - left.mean()) ** 2).sum())
    whole = alpha(values)
    reach = np.exp(t.ppf(0.975, 2) * error / (1 - whole))
    found = alpha_estimate(values, list(reports))
    assert found.estimate == pytest.approx(whole)
    assert found.high == pytest.approx(1 - (1 - whole) / reach)
    assert found.low == pytest.approx(max(-1, 1 - (1 - whole) * reach))


@pytest.mark.parametrize(
    ("values", "reports", "note"),
    [
        ([("a", "a"), ("a", "a")], "xy", "the values do not vary"),
        ([("a", "a"), ("b", "a"), ("b", "b")], "xxx", "one report"),
        ([("a", "a"), ("b", "b")], "xy", "no disagreement"),
        ([("a", "a"), ("b", "a"), ("b", "b"), ("a", "a")], "xxxy", "vary in one report only"),
        ([("a", None)], "x", "no figure that both coders gave a value"),
    ],
)
def test_an_interval_that_cannot_be_told_is_missing_and_says_why(values, reports, note):
    found = alpha_estimate(values, list(reports))
    assert note in found.note
    assert np.isnan([found.low, found.high]).all()


def test_the_interval_of_a_share_is_wilsons_where_reports_do_not_differ():
    found, q = share([8, 8, 8], [10, 10, 10], ["x", "y", "z"]), t.ppf(0.975, 2)
    centre = (0.8 + q**2 / 60) / (1 + q**2 / 30)
    half = q / (1 + q**2 / 30) * np.sqrt(0.8 * 0.2 / 30 + q**2 / 3600)
    assert found[:3] == pytest.approx((0.8, centre - half, centre + half))


def test_the_interval_is_wider_where_the_errors_are_in_one_report():
    spread = share([8, 9, 7, 8], [10] * 4, list("wxyz"))
    together = share([10, 10, 10, 2], [10] * 4, list("wxyz"))
    assert spread.estimate == together.estimate == 0.8
    assert together.low < spread.low


def test_the_effective_size_of_a_share_is_that_of_a_calculation_by_hand():
    # p = 32 / 40, v = 4 / 3 * (2^2 + 2^2 + 2^2 + 6^2) / 40^2 = 0.04, size = 0.8 * 0.2 / 0.04 = 4
    q = t.ppf(0.975, 3)
    half = q / (1 + q**2 / 4) * np.sqrt(0.8 * 0.2 / 4 + q**2 / 64)
    low = (0.8 + q**2 / 8) / (1 + q**2 / 4) - half
    assert share([10, 10, 10, 2], [10] * 4, list("wxyz")).low == pytest.approx(low)


def test_a_share_without_errors_counts_reports_and_says_so():
    q = t.ppf(0.975, 4)
    found = share(np.ones(50), np.ones(50), np.repeat(list("vwxyz"), 10))
    assert found.low == pytest.approx(5 / (5 + q**2))
    assert "counts reports" in found.note


def test_a_share_of_nothing_and_of_one_report_has_no_interval():
    assert share([0], [0], ["x"]).note == "no figure"
    assert share([1, 0], [1, 1], ["x", "x"])[:2] == pytest.approx((0.5, np.nan), nan_ok=True)


@given(st.integers(0, 10), st.integers(0, 10))
def test_precision_and_recall_are_the_planted_shares(invented, missed):
    one = ["there"] * (20 + invented) + [None] * missed
    other = ["there"] * 20 + [None] * invented + ["there"] * missed
    found = reading_quality(compared(one, other, "figure"))
    precision, recall = 20 / (20 + invented), 20 / (20 + missed)
    assert row(found, "precision")["estimate"] == pytest.approx(precision)
    assert row(found, "recall")["estimate"] == pytest.approx(recall)
    assert row(found, "f1")["estimate"] == pytest.approx(2 * precision * recall / (precision + recall))
    assert row(found, "recall")["n_figures"] == 20 + missed


def test_a_column_counts_filled_cells_and_a_missed_figure_is_a_missed_cell():
    # equal, both empty, unlike, filled by the machine only, a figure that the machine missed
    found = reading_quality(compared(["a", "", "a", "a", None], ["a", "", "b", "", "b"], reports=list("xyxyx")))
    assert row(found, "precision")["estimate"] == pytest.approx(1 / 3)
    assert row(found, "recall")["estimate"] == pytest.approx(1 / 3)
    assert row(found, "agreement")["estimate"] == pytest.approx(2 / 4)


def test_coders_are_told_by_f1_for_figures_and_by_alpha_and_agreement_for_columns():
    figures = coder_agreement(compared(["there"] * 4, ["there", "there", "there", None], "figure"))
    assert figures["statistic"].tolist() == ["f1"]
    assert row(figures, "f1")["estimate"] == pytest.approx(6 / 7)
    columns = coder_agreement(compared(["a", "b", "a", "b"], ["a", "b", "b", "b"]))
    assert row(columns, "alpha")["estimate"] == alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")])
    assert row(columns, "agreement")["estimate"] == 0.75


def test_amounts_that_differ_by_a_unit_disagree_more_than_those_that_differ_by_a_digit():
    by_digit = coder_agreement(compared(["10", "20", "30"], ["10", "20", "31"], "amount_wan", "ratio"))
    by_unit = coder_agreement(compared(["10", "20", "30"], ["10", "20", "300000"], "amount_wan", "ratio"))
    assert row(by_digit, "alpha")["estimate"] > 0.99
    assert row(by_unit, "alpha")["estimate"] < 0.5


def test_numbers_below_0_are_compared_as_differences():
    values = (["-5", "3", "4"], ["-5", "3", "5"])
    found = coder_agreement(compared(*values, "value", "ratio"))
    numbers = np.array(values, dtype=float).T
    assert row(found, "alpha")["estimate"] == pytest.approx(alpha(numbers, "interval"))


def test_of_no_codings_nothing_is_told():
    empty = compared([], [])
    assert coder_agreement(empty).empty
    assert reading_quality(empty).empty
