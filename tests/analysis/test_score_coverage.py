"""What helpers.analysis.score_coverage promises: samples as they are described, shares counted by hand."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.score_coverage import (
    _shares,
    by_rounds,
    homogeneous,
    order_m_held,
    score_against,
    shares_held,
    simulated,
)


def test_distances_are_half_normal_and_depend_on_nothing():
    x, y, distance = homogeneous(50_000, np.random.default_rng(1))
    np.testing.assert_allclose(y * distance, x**0.75)
    assert distance.min() >= 1
    assert distance.mean() == pytest.approx(1 + 0.4 * np.sqrt(2 / np.pi), abs=0.005)
    assert np.corrcoef(x, distance)[0, 1] == pytest.approx(0, abs=0.02)


def test_shares_are_those_written_by_hand():
    frame = pd.DataFrame({"score": [1, 1.5], "corrected": [1.2, 1.8], "low": [1.1, 1.6], "high": [1.3, 1.9]})
    found = _shares(frame, np.array([1.2, 2.0]))
    expected = {"held": 0.5, "held_efficient": 1, "farther": 0.5, "nearer": 0, "width": 0.25, "bias": -0.35}
    expected |= {"bias_corrected": -0.1, "off": 0.35, "off_corrected": 0.1}
    assert found == pytest.approx(expected)


def test_error_is_that_of_a_mean_over_samples():
    rows = pd.DataFrame({"n": 30, "seed": [1, 2, 3, 4], "rounds": 1, "held": [0.7, 0.8, 0.9, 0.8], "width": 0.1})
    (row,) = by_rounds(rows).itertuples()
    assert (row.samples, row.held, row.width) == pytest.approx((4, 0.8, 0.1))
    assert row.error == pytest.approx(np.sqrt(0.02 / 3 / 4))


def test_each_sample_has_a_row_for_each_number_of_rounds_and_any_number_of_processes_finds_the_same():
    alone, shared = (simulated([20], 2, 7, [1, 2], 40, jobs=jobs) for jobs in (1, 2))
    pd.testing.assert_frame_equal(alone, shared)
    assert alone[["seed", "rounds"]].to_numpy().tolist() == [[7, 1], [7, 2], [8, 1], [8, 2]]
    pd.testing.assert_frame_equal(shares_held(20, 7, [1, 2], 40), alone.head(2))


def test_an_order_m_score_against_a_population_is_the_mean_of_the_least_of_m():
    # ratios 2 and 1, the third unit reaches less: of one drawn 1.5 on average; of two 2 in a case of four
    everyone = np.array([4.0, 2.0, 1.0]), np.array([5.0, 6.0, 1.0])
    assert score_against(everyone, 2.0, 5.0, 1) == pytest.approx(1.5)
    assert score_against(everyone, 2.0, 5.0, 2) == pytest.approx(1.25)
    assert np.isnan(score_against(everyone, 2.0, 7.0, 2))


def test_order_m_intervals_hold_less_than_they_say_with_few_units_and_miss_below():
    few, more = (order_m_held(n, 20, 3, m=10, draws=200) for n in (16, 60))
    assert few["held"] + 2 * few["error"] < 0.9
    assert few["held"] + 2 * few["error"] < more["held"]
    assert few["below"] > 0.8 * (1 - few["held"])
