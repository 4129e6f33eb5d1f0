"""The frontier against tables printed in textbooks, typed in with their source, to the digits printed.

CST is Cooper, Seiford, Tone (2007), Data Envelopment Analysis, second edition; Coelli is Coelli, Rao, O'Donnell,
Battese (2005), An Introduction to Efficiency and Productivity Analysis, second edition.
"""

import numpy as np
import pandas as pd
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


# Coelli, chapter 6, and the guide to DEAP: five firms with one input and one output.
FIVE_X, FIVE_Y = [2, 4, 3, 5, 6], [1, 2, 3, 4, 5]

# Ali and Seiford (1993), eleven units: x1, x2, y; scores as in the tests of DEA.jl.
ELEVEN = np.array(
    [
        [5, 13, 12], [16, 12, 14], [16, 26, 25], [17, 15, 26], [18, 14, 8], [23, 6, 9],
        [25, 10, 27], [27, 22, 30], [37, 14, 31], [42, 25, 26], [5, 17, 12],
    ]
)  # fmt: skip
ELEVEN_CRS = [1, 0.62228968, 0.81985624, 1, 0.31037093, 0.55555556, 1, 0.75766909, 0.82010582, 0.49056604, 1]
ELEVEN_VRS = [1, 0.8699861687, 1, 1, 0.7116402116, 1, 1, 1, 1, 0.4931209269, 1]

# Six power plants, four inputs and two outputs; super-efficiency as printed by Tone (2002).
PLANTS_X = [[80, 600, 54, 8], [65, 200, 97, 1], [83, 400, 72, 4], [40, 1000, 75, 7], [52, 600, 20, 3], [94, 700, 36, 5]]
PLANTS_Y = [[90, 5], [58, 1], [60, 7], [80, 10], [72, 8], [96, 6]]
PLANTS_SUPER = [1.0283, 2.4167, 1.3125, 1.6250, 2.4026, 1.0628]

# Afonso, Schuknecht, Tanzi (2006, ECB working paper 581, tables 1, 2 and 5, without Singapore): spending in % of GDP,
# public sector performance; scores input-oriented, output-oriented (as shares) and under constant returns, as printed.
# Spending of the last five was not legible: it is inferred from their printed scores.
ECB = pd.DataFrame(
    {
        "Brazil": (46.6, 0.75, 0.381, 0.562, 0.267),
        "Bulgaria": (38.6, 0.74, 0.461, 0.564, 0.319),
        "Chile": (24.4, 0.94, 0.730, 0.823, 0.644),
        "Cyprus": (40.0, 1.33, 1.000, 1.000, 0.553),
        "Czech Republic": (40.6, 0.97, 0.439, 0.735, 0.401),
        "Estonia": (36.4, 0.97, 0.489, 0.753, 0.443),
        "Greece": (48.6, 1.09, 0.407, 0.822, 0.374),
        "Hungary": (50.2, 1.05, 0.355, 0.792, 0.349),
        "Ireland": (33.0, 1.24, 0.997, 0.999, 0.629),
        "Korea": (24.4, 1.14, 0.976, 0.994, 0.778),
        "Latvia": (36.6, 0.95, 0.486, 0.742, 0.435),
        "Lithuania": (33.3, 0.90, 0.535, 0.720, 0.450),
        "Malta": (45.0, 1.15, 0.555, 0.868, 0.427),
        "Mauritius": (24.7, 1.05, 0.721, 0.914, 0.709),
        "Mexico": (25.3, 0.84, 0.703, 0.730, 0.556),
        "Poland": (43.2, 0.96, 0.412, 0.723, 0.370),
        "Portugal": (46.2, 1.04, 0.385, 0.782, 0.374),
        "Romania": (33.7, 0.78, 0.528, 0.621, 0.385),
        "Slovak Republic": (43.8, 1.03, 0.406, 0.777, 0.393),
        "Slovenia": (42.1, 1.12, 0.526, 0.843, 0.443),
        "South Africa": (26.3, 0.81, 0.676, 0.693, 0.512),
        "Thailand": (17.8, 1.07, 1.000, 1.000, 1.000),
        "Turkey": (42.8, 0.74, 0.416, 0.555, 0.287),
    },
    index=["spending", "performance", "input", "output", "constant"],
).T


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


@pytest.mark.parametrize(
    ("options", "published"),
    [
        ({"returns": "crs"}, [0.5, 0.5, 1, 0.8, 5 / 6]),
        ({"returns": "vrs"}, [1, 0.625, 1, 0.9, 1]),
        ({"returns": "nirs"}, [0.5, 0.5, 1, 0.9, 1]),
        ({"returns": "vrs", "orientation": "output"}, [1, 11 / 6, 1, 13 / 12, 1]),
    ],
)
def test_five_firms_have_the_scores_of_the_textbook(options, published):
    np.testing.assert_allclose(dea(FIVE_X, FIVE_Y, **options), published, atol=1e-9)


@pytest.mark.parametrize(("returns", "published"), [("crs", ELEVEN_CRS), ("vrs", ELEVEN_VRS)])
def test_eleven_units_with_two_inputs_have_the_published_scores(returns, published):
    np.testing.assert_allclose(dea(ELEVEN[:, :2], ELEVEN[:, 2], returns=returns), published, atol=1e-8)


def test_power_plants_have_the_published_super_efficiency():
    np.testing.assert_allclose(super_efficiency(PLANTS_X, PLANTS_Y), PLANTS_SUPER, atol=5e-5)


def test_five_firms_have_the_scale_efficiency_and_kind_of_returns_of_the_textbook():
    found = scale(FIVE_X, FIVE_Y)
    np.testing.assert_allclose(found["scale"], [0.5, 0.8, 1, 8 / 9, 5 / 6])
    assert found["kind"].tolist() == ["increasing", "increasing", "constant", "decreasing", "decreasing"]


@pytest.mark.parametrize(
    ("column", "tolerance", "options"),
    [
        ("input", 0.018, {}),  # Ireland lies on a steep facet, where the two decimals of performance matter
        ("output", 0.006, {"orientation": "output"}),
        ("constant", 0.0041, {"returns": "crs"}),
    ],
)
def test_public_sectors_have_the_scores_of_the_central_bank_paper(column, tolerance, options):
    scores = dea(ECB[["spending"]], ECB[["performance"]], **options)
    shares = 1 / scores if column == "output" else scores
    np.testing.assert_allclose(shares, ECB[column], atol=tolerance)
