"""What helpers.analysis.bootstrap promises: the published bandwidth, the side of the bias, coverage, refusals."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.bootstrap import bandwidth, distances_in_pseudo_samples
from helpers.analysis.frontier import bootstrap_dea, dea

# The five firms of the DEAP guide; bandwidths as in the tests of DEA.jl, with variable returns.
FIVE_X, FIVE_Y = [2, 4, 3, 5, 6], [1, 2, 3, 4, 5]
BANDWIDTHS = {"input": 0.1341004, "output": 0.1398634}
ORIENTATIONS = pytest.mark.parametrize("orientation", ["input", "output"])


def made(n, seed):
    """One input and one output with y = sqrt(x) / distance, and the distance, which is the true output score."""
    rng = np.random.default_rng(seed)
    x, distance = rng.uniform(1, 9, n), 1 + np.abs(rng.normal(0, 0.4, n))
    return x, np.sqrt(x) / distance, distance


@ORIENTATIONS
def test_five_firms_have_the_published_bandwidth(orientation):
    scores = dea(FIVE_X, FIVE_Y, orientation=orientation)
    assert bandwidth(scores, orientation) == pytest.approx(BANDWIDTHS[orientation], abs=1e-6)
    found = bootstrap_dea(FIVE_X, FIVE_Y, returns="vrs", orientation=orientation, seed=1, draws=50)
    assert found.attrs["bandwidth"] == bandwidth(scores, orientation)


@ORIENTATIONS
def test_scores_are_corrected_to_less_efficiency_and_the_interval_lies_beyond_them(orientation):
    found = bootstrap_dea(FIVE_X, FIVE_Y, returns="vrs", orientation=orientation, seed=1)
    share = found[["score", "corrected", "low", "high"]] ** (1 if orientation == "input" else -1)
    assert (share["corrected"] < share["score"]).all()
    assert ((found["low"] < found["corrected"]) & (found["corrected"] < found["high"])).all()
    assert (share[["low", "high"]].max(axis=1) <= share["score"] + 1e-9).all()
    np.testing.assert_allclose(found["score"] - found["bias"], found["corrected"])


def test_the_same_seed_gives_the_same_draws_in_every_unit_of_measurement():
    options = {"returns": "vrs", "orientation": "input", "draws": 100}
    x, y, _ = made(20, 3)
    one = bootstrap_dea(x, y, seed=5, **options)
    pd.testing.assert_frame_equal(bootstrap_dea(x * 1e4, y, seed=5, **options), one, rtol=1e-7)
    assert not np.allclose(bootstrap_dea(x, y, seed=6, **options)["low"], one["low"])


def test_pseudo_samples_at_the_estimated_distances_give_the_estimate():
    x, y, _ = made(30, 1)
    units, distance = (x[:, None], y[:, None]), 1 / dea(x, y)
    found = distances_in_pseudo_samples(units, distance, np.stack([distance, distance]), "vrs", "input")
    np.testing.assert_allclose(found, [distance, distance], rtol=1e-9)


def test_a_pseudo_sample_is_what_dea_says_of_it():
    x, y, _ = made(30, 1)
    distance = dea(x, y, orientation="output")
    drawn = 1 + np.abs(np.random.default_rng(2).normal(0, 0.3, (3, 30)))
    found = distances_in_pseudo_samples((x[:, None], y[:, None]), distance, drawn, "nirs", "output")
    for row, moved in zip(found, y * distance / drawn, strict=True):
        alone = dea(x, y, returns="nirs", orientation="output", reference=(x, moved))
        np.testing.assert_allclose(row, alone, rtol=1e-9)


def test_correction_brings_scores_nearer_to_the_truth_and_a_second_round_lets_more_intervals_hold_it():
    near, held = {1: [], 2: []}, {1: [], 2: []}
    for seed in range(20):
        x, y, truth = made(30, seed)
        for rounds in near:
            found = bootstrap_dea(x, y, returns="vrs", orientation="output", seed=seed, draws=150, rounds=rounds)
            near[rounds].append(np.abs(found["corrected"] - truth).mean() / np.abs(found["score"] - truth).mean())
            held[rounds].append(((found["low"] <= truth) & (truth <= found["high"])).mean())
    assert max(np.mean(each) for each in near.values()) < 0.8
    assert 0.65 < np.mean(held[1]) < np.mean(held[2]) - 0.05
    assert np.mean(held[2]) < 0.95


@pytest.mark.parametrize(
    ("x", "y", "options", "message"),
    [
        ([2], [1], {}, "all 1 units are on the frontier: nothing says how far units may lie"),
        ([1, 2, 3], [1, 2, 3], {"returns": "crs"}, "all 3 units are on the frontier.*more units, fewer columns"),
        (FIVE_X, FIVE_Y, {"draws": 39}, "39 draws are too few for an interval of level 0.95: at least 40 are needed"),
        (FIVE_X, FIVE_Y, {"rounds": 0}, "rounds are a whole number above 0, found 0"),
        (FIVE_X, FIVE_Y, {"draws": 100.5}, "draws are a whole number, found 100.5"),
        (FIVE_X, FIVE_Y, {"level": 95}, "level is the share of intervals .* between 0 and 1, found 95"),
        ([1, 9, 90, 900, 9000], [1, 1, 1, 1.1, 1.1], {}, "distances .* of 5 units reach .* units that are more alike"),
        ([1, 0], [1, 1], {}, "inputs, row 1, column 0: expected a number above 0"),
    ],
)
def test_what_has_no_interval_is_refused(x, y, options, message):
    with pytest.raises(ValueError, match=message):
        bootstrap_dea(x, y, **{"returns": "vrs", "orientation": "input", "seed": 1} | options)
