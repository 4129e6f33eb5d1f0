"""What helpers.analysis.describe promises: samples by their source, shares and their intervals, numbers of Table 1."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis import describe

FRAME = pd.DataFrame(
    {
        "source": ["seeds", "public", "public", "public"],
        "official_host": pd.array([None, True, False, None], dtype="boolean"),
        "value": [1, 2, 3, 4],
    }
)


@pytest.mark.parametrize(
    ("sample", "values"), [("seeds", [1]), ("public", [2, 3, 4]), ("official_hosts", [2]), ("all", [1, 2, 3, 4])]
)
def test_a_sample_is_what_its_name_says(sample, values):
    assert describe.chosen(FRAME, sample)["value"].tolist() == values


def test_an_unknown_sample_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="seeds, public, official_hosts, all, found 'some'"):
        describe.chosen(FRAME, "some")


def test_a_table_of_numbers_leaves_out_what_is_missing():
    row = describe.descriptives({"a": pd.Series([1.0, 1.0, 4.0, np.nan])}, {"a": 1}).loc["a"]
    assert row[["n", "mean", "min", "median", "max"]].tolist() == [3, 2, 1, 1, 4]
    assert row["sd"] == pytest.approx(3**0.5)
    assert row["share_at"] == pytest.approx(2 / 3)


def test_a_variable_without_values_has_no_share():
    assert np.isnan(describe.descriptives({"a": pd.Series([], dtype=float)}, {"a": 1}).loc["a", "share_at"])


def test_values_below_at_and_above_the_target_are_shares_of_the_group():
    frame = pd.DataFrame({"by": ["x"] * 8, "value": [1.0] * 4 + [0.5] + [2.0] * 3})
    assert describe.around(frame, "by", "value").iloc[0].tolist() == ["x", 8, 0.125, 0.5, 0.375]


def test_small_groups_and_rows_without_a_group_or_a_value_are_left_out():
    frame = pd.DataFrame(
        {"by": ["b"] * 6 + ["a"] * 8 + ["c"] * 4 + [""] * 9, "value": [1.0] * 13 + [np.nan] + [1.0] * 13}
    )
    found = describe.around(frame, "by", "value")
    assert list(zip(found["group"], found["n"], strict=True)) == [("a", 7), ("b", 6)]


def test_years_stay_in_their_order():
    frame = pd.DataFrame({"by": pd.array([2022] * 9 + [2020] * 5 + [None] * 5, dtype="Int64"), "value": 1.0})
    assert describe.around(frame, "by", "value")["group"].tolist() == [2020, 2022]


def test_balance_is_the_difference_of_means_in_standard_deviations():
    """Means 2 and 4, variances 1 and 2: (4 - 2) / sqrt(1.5)."""
    sides = {"by": ["a"] * 4 + ["b"] * 3, "report_id": [1, 1, 2, 2, 3, 4, 5]}
    frame = pd.DataFrame(sides | {"x": [1, 2, 3, None, 3, 5, None], "y": [1] * 7})
    table = describe.balance(frame, "by", "a", "b")
    first = table.loc["x", ["n_a", "reports_a", "mean_a", "sd_a"]]
    second = table.loc["x", ["n_b", "reports_b", "mean_b"]]
    assert (first.tolist(), second.tolist()) == ([3, 2, 2, 1], [2, 2, 4])
    assert table.loc["x", "difference"] == pytest.approx(2 / 1.5**0.5)
    assert np.isnan(table.loc["y", "difference"])


def test_values_at_the_target_are_shares_of_their_group_and_of_all_at_it():
    values, first = pd.Series([1.0, 1.0, 0.5, 1.0, 2.0]), pd.Series([True, False, False, False, False])
    found = describe.exactly(values, {"a": first, "b": ~first, "none": first & ~first})
    assert found[["n", "exact"]].to_numpy().tolist() == [[1, 1], [4, 2], [0, 0]]
    assert found["share_exact"].tolist()[:2] == [1, 0.5]
    assert np.isnan(found.loc["none", "share_exact"])
    assert found["of_exact"].tolist() == pytest.approx([1 / 3, 2 / 3, 0])


def test_a_mean_of_rates_takes_projects_alike_and_the_rate_of_all_money_by_their_size():
    spent, budget = pd.Series([10.0, 50.0, 7.0, np.nan, 3.0]), pd.Series([10.0, 100.0, np.nan, 8.0, 0.0])
    row = describe.ratios({"rate": (spent, budget)}).loc["rate"]
    assert row.tolist() == pytest.approx([2, 0.75, 60 / 110, 0.5])
