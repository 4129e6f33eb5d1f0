"""What helpers.analysis.composite promises: the published performance, reweighting that is said, refusals."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.composite import performance, relative_efficiency

# Afonso, Schuknecht, Tanzi (2006, ECB working paper 581, table 1): indicators over their means, and performance.
PRINTED = pd.DataFrame(
    {
        "Chile": (1.12, 0.86, 1.03, 0.69, 0.92, 1.02, 0.94),
        "Ireland": (1.17, 1.11, 1.03, 1.02, 1.64, 1.47, 1.24),
        "Korea": (1.04, 1.08, 1.01, 1.09, 1.00, 1.60, 1.14),
        "Thailand": (1.03, 0.99, 0.97, 0.93, 0.94, 1.54, 1.07),
    }
).T


def test_performance_is_the_mean_of_the_indicators_over_their_means():
    data = pd.DataFrame({"health": [1.0, 3.0], "school": [30.0, 10.0]}, index=["a", "b"])
    assert performance(data).to_dict() == {"a": (0.5 + 1.5) / 2, "b": (1.5 + 0.5) / 2}
    assert performance(data, {"health": 3, "school": 1})["a"] == pytest.approx(0.75 * 0.5 + 0.25 * 1.5)


def test_indicators_that_are_already_divided_give_the_performance_of_the_central_bank_paper():
    np.testing.assert_allclose(performance(PRINTED.iloc[:, :6], means=1), PRINTED[6], atol=0.00501)


def test_a_unit_without_any_indicator_has_no_performance():
    data = PRINTED.iloc[:, :6].drop(index="Korea").reindex(PRINTED.index)
    result = performance(data, means=1)
    assert result.index[result.isna()].tolist() == ["Korea"]


def test_a_missing_part_gives_its_weight_to_the_others_and_is_named():
    data = pd.DataFrame({"health": [1.0, 3.0], "school": [20.0, np.nan], "roads": [2.0, 2.0]}, index=["a", "b"])
    result = performance(data, {"health": 2, "school": 1, "roads": 1})
    assert result["b"] == pytest.approx((2 * 1.5 + 1) / 3)
    assert result.attrs["reweighted"] == {"b": ["school"]}


def test_units_of_measurement_do_not_matter():
    data = pd.DataFrame({"health": [1.0, 3.0, 2.5], "school": [30.0, np.nan, 20.0]})
    pd.testing.assert_series_equal(performance(data * [1e4, 1e-4]), performance(data))
    spending = pd.Series([3.0, 4.0, 5.0])
    pd.testing.assert_series_equal(
        relative_efficiency(performance(data), spending * 1e4), relative_efficiency(performance(data), spending)
    )


def test_efficiency_is_performance_over_relative_spending_where_both_are_known():
    result = relative_efficiency(pd.Series([1.2, 0.8, np.nan]), pd.Series([30.0, 10.0, 500.0]))
    np.testing.assert_allclose(result, [1.2 / 1.5, 0.8 / 0.5, np.nan])


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        ({"growth": [1.0, -3.0]}, {}, "indicator 'growth' has the mean -1.0 over 2 units.*more is better"),
        ({"growth": [np.nan, np.nan]}, {}, "indicator 'growth' has the mean nan over 0 units"),
        ({"growth": ["1", "2"]}, {}, "indicator 'growth': expected numbers, found str"),
        ({"growth": [1.0, np.inf]}, {}, "indicator 'growth' has an infinite value"),
        ({}, {}, r"at least one unit and one indicator, found \(0, 0\)"),
        ({"a": [1.0]}, {"weights": {"b": 1}}, r"weights are of \['b'\], indicators are \['a'\]"),
        ({"a": [1.0]}, {"weights": {"a": 0}}, "weights must be at least 0 and not all 0"),
        ({"a": [1.0]}, {"means": {"b": 1}}, r"means are of \['b'\]"),
    ],
)
def test_indicators_without_a_meaning_are_refused(data, options, message):
    with pytest.raises(ValueError, match=message):
        performance(pd.DataFrame(data), **options)


@pytest.mark.parametrize(
    ("spending", "message"),
    [
        (pd.Series([1.0, 0.0], index=["a", "b"]), "spending of 'b' is 0.0: expected amounts above 0"),
        (pd.Series([np.nan, np.inf], index=["a", "b"]), "spending of 'b' is inf: expected amounts above 0"),
        (pd.Series(["1", "2"], index=["a", "b"]), "spending: expected numbers, found str; convert it first"),
        (pd.Series([1.0, 2.0], index=["b", "a"]), "not the same units in the same order"),
    ],
)
def test_spending_without_a_meaning_is_refused(spending, message):
    with pytest.raises(ValueError, match=message):
        relative_efficiency(pd.Series([1.0, 1.0], index=["a", "b"]), spending)
