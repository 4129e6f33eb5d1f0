"""The frontier against tables printed in textbooks, typed in with their source, to the digits printed.

CST is Cooper, Seiford, Tone (2007), Data Envelopment Analysis, second edition; Coelli is Coelli, Rao, O'Donnell,
Battese (2005), An Introduction to Efficiency and Productivity Analysis, second edition.
"""

import numpy as np
import pytest

from helpers.analysis.frontier import dea, peers, scale, slacks, super_efficiency

# CST, tables 1.5 and 1.6: twelve hospitals; doctors, nurses, outpatients, inpatients.
HOSPITALS = np.array(
    [
        [20, 151, 100, 90], [19, 131, 150, 50], [25, 160, 160, 55], [27, 168, 180, 72], [22, 158, 94, 66],
        [55, 255, 230, 90], [33, 235, 220, 88], [31, 206, 152, 80], [30, 244, 190, 100], [50, 268, 250, 100],
        [53, 306, 260, 147], [38, 284, 250, 120],
    ]
)  # fmt: skip
HOSPITALS_CRS = [1, 1, 0.883, 1, 0.763, 0.835, 0.902, 0.796, 0.960, 0.871, 0.955, 0.958]
HOSPITALS_VRS = [1, 1, 0.896, 1, 0.882, 0.939, 1, 0.799, 0.989, 1, 1, 1]

# CST, example 2.2: six units with two inputs and the output 1.
SIX = np.array([[4, 3], [7, 3], [8, 1], [4, 2], [2, 4], [10, 1]])

# Coelli, tables 6.1 and 6.2: five firms; output, two inputs.
FIRMS_Y, FIRMS_X = [1, 2, 3, 1, 2], np.array([[2, 5], [2, 4], [6, 6], [3, 2], [6, 2]])


def test_eight_stores_with_one_input_have_the_ratios_of_their_sales():
    staff, sales = [2, 3, 3, 4, 5, 5, 6, 8], [1, 3, 2, 3, 4, 2, 3, 5]  # CST, tables 1.1 and 1.2
    scores = dea(staff, sales, returns="crs")
    np.testing.assert_allclose(scores, [0.5, 1, 0.667, 0.75, 0.8, 0.4, 0.5, 0.625], atol=5e-4)


def test_nine_stores_with_two_inputs_have_the_frontier_and_the_score_that_are_drawn():
    table = np.array([[4, 3], [7, 3], [8, 1], [4, 2], [2, 4], [5, 2], [6, 4], [5.5, 2.5], [6, 2.5]])  # CST, table 1.3
    scores = dea(table, np.ones(9), returns="crs")
    assert np.flatnonzero(scores > 1 - 1e-9).tolist() == [2, 3, 4]
    assert scores[0] == pytest.approx(0.8571, abs=5e-5)


def test_seven_branches_with_two_outputs_have_the_frontier_and_the_scores_that_are_drawn():
    table = np.array([[1, 5], [2, 7], [3, 4], [4, 3], [4, 6], [5, 5], [6, 2]])  # CST, table 1.4
    scores = dea(np.ones(7), table, returns="crs")
    assert np.flatnonzero(scores > 1 - 1e-9).tolist() == [1, 4, 5, 6]
    assert scores[[0, 3]] == pytest.approx([0.714, 0.75], abs=5e-4)


@pytest.mark.parametrize(("returns", "printed"), [("crs", HOSPITALS_CRS), ("vrs", HOSPITALS_VRS)])
def test_twelve_hospitals_have_the_printed_scores(returns, printed):
    scores = dea(HOSPITALS[:, :2], HOSPITALS[:, 2:], returns=returns)
    np.testing.assert_allclose(scores, printed, atol=6e-4)
    found = scale(HOSPITALS[:, :2], HOSPITALS[:, 2:])
    np.testing.assert_allclose(found["scale"], np.divide(HOSPITALS_CRS, HOSPITALS_VRS), atol=2e-3)


def test_six_units_have_the_printed_scores_reference_sets_weights_and_slack():
    np.testing.assert_allclose(dea(SIX, np.ones(6), returns="crs"), [0.8571, 0.6316, 1, 1, 1, 1], atol=5e-5)
    beyond = slacks(SIX, np.ones(6), returns="crs").to_numpy()
    expected = np.zeros((6, 3))
    expected[5, 0] = 2  # the last unit is on the frontier with 2 too much of the first input
    np.testing.assert_allclose(beyond, expected, atol=1e-6)
    mixes = peers(SIX, np.ones(6), returns="crs")
    found = {unit: dict(zip(mix["peer"], mix["weight"], strict=True)) for unit, mix in mixes.groupby("unit")}
    assert found[0] == pytest.approx({3: 0.7143, 4: 0.2857}, abs=5e-5)
    assert found[1] == pytest.approx({2: 0.1053, 3: 0.8947}, abs=5e-5)
    assert found[5] == pytest.approx({2: 1}, abs=5e-5)


def test_five_firms_with_two_inputs_have_the_printed_scores_peers_and_slack():
    np.testing.assert_allclose(dea(FIRMS_X, FIRMS_Y, returns="crs"), [0.5, 1, 0.833, 0.714, 1], atol=5e-4)
    expected = np.zeros((5, 3))
    expected[0, 1] = 0.5
    np.testing.assert_allclose(slacks(FIRMS_X, FIRMS_Y, returns="crs"), expected, atol=1e-6)
    mixes = peers(FIRMS_X, FIRMS_Y, returns="crs")
    found = {unit: dict(zip(mix["peer"], mix["weight"], strict=True)) for unit, mix in mixes.groupby("unit")}
    printed = {0: {1: 0.5}, 1: {1: 1}, 2: {1: 1, 4: 0.5}, 3: {1: 0.214, 4: 0.286}, 4: {4: 1}}
    for unit, weights in printed.items():
        assert found[unit] == pytest.approx(weights, abs=5e-4)


def test_five_units_have_the_super_efficiency_of_andersen_and_petersen():
    inputs = [[2, 12], [2, 8], [5, 5], [10, 4], [10, 6]]  # Andersen, Petersen (1993), Management Science 39
    np.testing.assert_allclose(super_efficiency(inputs, np.ones(5)), [1, 1.3158, 1.2, 1.25, 0.75], atol=5e-5)
