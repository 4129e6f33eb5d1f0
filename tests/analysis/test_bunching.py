"""What helpers.analysis.bunching promises: the excess at a value that was put there, and none where none was."""

import numpy as np
import pytest

from helpers.analysis.bunching import counterfactual, excess_mass

OPTIONS = {"window": 0.5, "order": 2, "draws": 400, "seed": 1}


def smooth(n=3000, seed=0):
    return np.random.default_rng(seed).normal(1, 0.3, n)


def test_rows_put_at_1_are_the_excess():
    found = excess_mass(np.append(smooth(), np.ones(200)), **OPTIONS)
    assert found.exact == 200
    assert found.excess == pytest.approx(200, abs=45)
    assert found.low < 200 < found.high
    assert found.low > 100
    assert found.share == found.excess / found.n_obs


def test_counts_on_a_straight_line_are_expected_to_the_row():
    width = 0.5 / 10.5
    ratios = np.repeat(1 + width * np.arange(-10, 11), np.arange(10, 31))
    found = excess_mass(ratios, **{**OPTIONS, "order": 1})
    assert (found.observed, found.expected) == (20, pytest.approx(20))
    assert found.within == pytest.approx(width / 2)
    assert found.excess == pytest.approx(0, abs=1e-9)
    assert found.n_obs == len(ratios)


def test_the_curve_of_counts_on_a_straight_line_is_that_line_and_of_wider_bins_as_much_higher():
    width = 0.5 / 10.5
    ratios = np.repeat(1 + width * np.arange(-10, 11), np.arange(10, 31))
    options = {"window": 0.5, "order": 1, "draws": 50, "seed": 1}
    curve = counterfactual(np.append(ratios, np.ones(90)), **options)
    np.testing.assert_allclose(curve.index, 1 + width * np.arange(-10, 11))
    np.testing.assert_allclose(curve["estimate"], np.arange(10, 31))
    assert (curve["low"] < curve["estimate"]).all()
    assert (curve["estimate"] < curve["high"]).all()
    wide = counterfactual(ratios, **options, width=2 * width)
    np.testing.assert_allclose(wide["estimate"], 2 * np.arange(10, 31))


def test_the_curve_meets_the_excess_and_its_interval_and_ends_at_a_ceiling():
    scores = np.append(np.random.default_rng(3).uniform(90, 100, 400), np.full(50, 100.0))
    options = {"at": 100, "window": 10, "order": 2, "draws": 300, "seed": 1}
    curve, found = counterfactual(scores, **options), excess_mass(scores, **options)
    assert curve.index[-1] == 100
    assert curve["estimate"].iloc[-1] == pytest.approx(2 * found.expected)  # half of the bin lies beyond the ceiling
    assert curve["low"].iloc[-1] < 2 * (found.observed - found.low)


def test_the_band_of_the_curve_holds_the_counts_expected_of_a_uniform_about_as_often_as_it_says():
    expected, held = 1000 / 21, []
    for seed in range(100):
        drawn = np.random.default_rng(seed).uniform(0.5, 1.5, 1000)
        curve = counterfactual(drawn, window=0.5, order=2, draws=400, seed=seed)
        held.append((curve["low"] <= expected) & (expected <= curve["high"]))
    assert np.mean(held) == pytest.approx(0.95, abs=0.04)


def test_where_nothing_was_put_the_interval_covers_0_about_as_often_as_it_says():
    covered = [
        found.low <= 0 <= found.high for found in (excess_mass(smooth(800, seed), **OPTIONS) for seed in range(100))
    ]
    assert 0.87 <= np.mean(covered) <= 1  # Monte Carlo error 0.022


def test_at_a_ceiling_only_half_of_the_bin_is_expected_to_hold_rows():
    scores = np.random.default_rng(3).uniform(80, 100, 200_000)
    options = {"at": 100, "window": 10, "order": 1, "draws": 50, "seed": 1}
    plain, bunched = (excess_mass(each, **options) for each in (scores, np.append(scores, np.full(3000, 100.0))))
    half = 200_000 / 20 * 10 / 21  # rows a point, times half a bin
    assert plain.expected == pytest.approx(half, rel=0.03)
    assert plain.excess == pytest.approx(0, abs=5 * half**0.5)
    assert bunched.excess == pytest.approx(3000 + plain.excess)


def test_a_ceiling_is_held_against_the_side_that_has_rows():
    scores = np.append(np.random.default_rng(3).uniform(90, 100, 400), np.full(50, 100.0))
    found = excess_mass(scores, at=100, window=10, order=1, draws=200, seed=1)
    assert "10 bins on the lower side only" in found.note
    assert found.excess > 0


def test_ratios_that_come_by_report_are_less_sure():
    reports = np.arange(3200) // 80
    ratios = np.where(
        reports % 4 == 0, 1.0, np.append(smooth(), np.ones(200))[np.random.default_rng(1).permutation(3200)]
    )
    rows, clustered = (excess_mass(ratios, **OPTIONS, clusters=each) for each in (None, reports))
    assert clustered.excess == rows.excess
    assert clustered.high - clustered.low > 3 * (rows.high - rows.low)
    assert "40 clusters drawn anew" in clustered.note


def test_the_same_seed_gives_the_same_interval():
    assert excess_mass(smooth(), **OPTIONS) == excess_mass(smooth(), **OPTIONS)


@pytest.mark.parametrize(
    ("ratios", "options", "message"),
    [
        ([1.0, np.nan, 2.0], {}, "1 of 3 ratios are missing or infinite: leave these out and say how many"),
        ([1.0, 1.0], {}, "all 2 ratios within the window lie at the value"),
        ([5.0, 6.0], {}, "none of 2 ratios lies within 0.5 of 1: widen the window"),
        ([1.0, 1.1], {"order": 9}, "order from 0 to 8, found 0.5 and 9"),
        ([1.0, 1.1], {"window": 0}, "window is above 0"),
        ([1.0, 1.1], {"clusters": ["a", "a"]}, "clusters need a value for each of 2 ratios, and at least 2"),
    ],
)
def test_ratios_that_say_nothing_are_refused(ratios, options, message):
    with pytest.raises(ValueError, match=message):
        excess_mass(ratios, **{**OPTIONS, **options})
