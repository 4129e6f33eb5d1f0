"""What helpers.analysis.ranks promises: order alone, counted as by hand, with intervals by cluster that cover."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers.analysis.ranks import share_below, somers_d

NAMES = {"outcome": "y", "term": "x", "clusters": "report"}


def simulated(effect=0.0, seed=0, clusters=20, rows=160):
    """A term and an outcome with a shock to each report in both; half of the outcomes are at a ceiling."""
    draw = np.random.default_rng(seed)
    report = np.arange(rows) % clusters
    x = draw.normal(size=clusters)[report] + draw.normal(size=rows)
    y = effect * x + draw.normal(size=clusters)[report] + draw.normal(size=rows)
    return pd.DataFrame({"report": report, "x": x, "y": np.minimum(y, np.median(y))})


def test_pairs_are_counted_as_by_hand():
    """Of the five pairs that differ in x one goes with it, (1, 1) and (2, 2), two go against, two are ties of y."""
    data = pd.DataFrame({"x": [1, 1, 2, 3], "y": [1, 2, 2, 1], "report": [0, 1, 2, 3]})
    assert somers_d(data, **NAMES).estimate == pytest.approx(-1 / 5)


def test_it_is_the_d_of_scipy():
    data = simulated(0.5)
    found = somers_d(data, **NAMES)
    assert found.estimate == pytest.approx(stats.somersd(data["x"], data["y"]).statistic)
    assert (found.n_obs, found.n_clusters) == (160, 20)


def test_a_monotone_change_of_either_side_changes_nothing():
    data = simulated(0.5)
    found, changed = (somers_d(each, **NAMES) for each in (data, data.assign(x=np.exp(data["x"]), y=data["y"] ** 3)))
    assert changed == pytest.approx(found)
    pd.testing.assert_series_equal(share_below(data["y"]), share_below(np.exp(data["y"])), check_names=False)


def test_intervals_cover_no_association_about_as_often_as_they_say():
    found = [somers_d(simulated(seed=seed), **NAMES) for seed in range(200)]
    covered = np.mean([each.low <= 0 <= each.high for each in found])
    assert 0.90 <= covered <= 0.99  # Monte Carlo error 0.015
    assert all((each.p_value > 0.05) == (each.low <= 0 <= each.high) for each in found)


def test_an_association_is_found():
    found = somers_d(simulated(1), **NAMES)
    assert 0 < found.low < found.estimate < found.high < 1
    assert found.p_value < 0.001


def test_a_single_cluster_that_holds_all_of_the_order_leaves_no_interval():
    data = pd.DataFrame({"x": [0, 1, 2, 2, 2], "y": [0, 1, 2, 2, 2], "report": [0, 0, 1, 2, 3]})
    found = somers_d(data, **NAMES)
    assert found.estimate == 1
    assert np.isnan([found.low, found.high]).all()


def test_shares_below_are_by_hand():
    assert share_below(pd.Series([5.0, 1, 1, 9])).tolist() == [0.625, 0.25, 0.25, 0.875]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"x": 1.0}, "columns are collinear: Intercept, Q"),
        ({"y": 1.0}, "does not vary over 160 rows"),
        ({"report": 1}, "clusters need at least 2 different values"),
        ({"y": np.nan}, "'y' has no value in any of 160 rows"),
    ],
)
def test_columns_without_an_order_are_refused(change, message):
    with pytest.raises(ValueError, match=message):
        somers_d(simulated().assign(**change), **NAMES)
