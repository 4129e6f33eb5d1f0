"""What helpers.analysis.second_stage promises: known coefficients, no unit of measurement, refusals."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers.analysis.frontier import dea, simar_wilson
from helpers.analysis.second_stage import interval_of
from helpers.analysis.truncated import truncated_draws, truncated_regression

OPTIONS = {"returns": "vrs", "orientation": "output", "draws": (50, 300), "seed": 1}
TRUTH = np.array([1.2, 0.4, 0.5])  # intercept, slope, sigma


def made(n, seed):
    """One input and one output with y = sqrt(x) / distance; the distance goes with one variable."""
    rng = np.random.default_rng(seed)
    x, z = rng.uniform(1, 9, n), rng.normal(size=n)
    distance = truncated_draws(rng, TRUTH[0] + TRUTH[1] * z, TRUTH[2], left=1, draws=1)[0]
    return x, np.sqrt(x) / distance, pd.DataFrame({"density": z})


def test_algorithm_1_is_the_truncated_regression_of_the_inefficient_units():
    x, y, z = made(80, 1)
    distance = dea(x, y, orientation="output")
    some = distance > 1 + 1e-5
    design = np.column_stack([np.ones(80), z["density"]])[some]
    fit = truncated_regression(distance[some], design, left=1)
    found = simar_wilson(x, y, z, algorithm=1, **OPTIONS)
    assert found.index.tolist() == ["Intercept", "density", "sigma"]
    np.testing.assert_allclose(found["estimate"], [*fit.coefficients, fit.sigma], rtol=1e-7)
    np.testing.assert_allclose(found["std_error"], np.sqrt(np.diag(fit.covariance)), rtol=0.35)
    assert found.attrs["n_units"] == some.sum()


@pytest.mark.parametrize("algorithm", [1, 2])
def test_known_coefficients_come_back_where_there_are_many_units(algorithm):
    found = simar_wilson(*made(400, 2), algorithm=algorithm, **OPTIONS)
    assert (np.abs(found["estimate"] - TRUTH) < 3 * found["std_error"]).all()
    assert (found["std_error"] < [0.2, 0.1, 0.1]).all()
    assert found.attrs["failed_draws"] == 0


def test_most_intervals_hold_the_slope_and_hardly_any_of_least_squares_on_the_scores_does():
    held, naive = [], []
    for seed in range(40):
        x, y, z = made(100, seed)
        found = simar_wilson(x, y, z, algorithm=1, **OPTIONS | {"seed": seed}).loc["density"]
        held.append(found["low"] < TRUTH[1] < found["high"])
        slope = stats.linregress(z["density"], dea(x, y, orientation="output"))
        naive.append(abs(slope.slope - TRUTH[1]) < 1.96 * slope.stderr)
    assert np.mean(held) > 0.85
    assert np.mean(naive) < 0.2


DRAWS = np.arange(1, 10_000) / 10_000  # whose quantiles are their levels


@pytest.mark.parametrize(
    ("kind", "estimate", "low", "high"),
    [
        ("percentile", 0.6915, 0.025, 0.975),
        ("basic", 0.6915, 2 * 0.6915 - 0.975, 2 * 0.6915 - 0.025),
        ("bias_corrected", 0.5, 0.025, 0.975),
        # 0.6915 of the draws are below, Phi(0.5): the levels are Phi(1 - 1.96) and Phi(1 + 1.96)
        ("bias_corrected", 0.6915, 0.1685, 0.9985),
    ],
)
def test_ends_of_an_interval_are_the_quantiles_written_by_hand(kind, estimate, low, high):
    found = interval_of(DRAWS[:, None], np.array([estimate]), 0.95, kind)
    np.testing.assert_allclose(found[:, 0], [low, high], atol=2e-4)


def test_the_interval_is_bias_corrected_unless_another_is_asked_for_and_basic_is_percentile_turned_round():
    data, options = made(40, 5), OPTIONS | {"algorithm": 1}
    found = {kind: simar_wilson(*data, interval=kind, **options) for kind in ("bias_corrected", "percentile", "basic")}
    pd.testing.assert_frame_equal(simar_wilson(*data, **options), found["bias_corrected"])
    assert not np.allclose(found["percentile"]["low"], found["bias_corrected"]["low"])
    turned = 2 * found["percentile"]["estimate"] - found["percentile"]["high"]
    np.testing.assert_allclose(found["basic"]["low"], turned)


def test_all_but_the_basic_interval_are_the_same_for_a_parameter_and_its_logarithm():
    draws = np.random.default_rng(3).lognormal(size=(501, 1))
    for kind, same in {"percentile": True, "bias_corrected": True, "basic": False}.items():
        plain, logs = (interval_of(each(draws), each(np.array([1.3])), 0.9, kind) for each in (lambda v: v, np.log))
        assert np.allclose(np.exp(logs), plain, rtol=0.02) == same


def test_an_estimate_outside_all_draws_still_has_an_interval():
    found = interval_of(DRAWS[:, None], np.array([2.0]), 0.95, "bias_corrected")
    assert np.isfinite(found).all()
    assert found[0, 0] < found[1, 0] <= DRAWS.max()


def test_algorithm_2_uses_all_units_and_finds_them_less_efficient():
    x, y, z = made(60, 3)
    one, two = (simar_wilson(x, y, z, algorithm=algorithm, **OPTIONS) for algorithm in (1, 2))
    assert two.attrs["n_units"] == 60
    assert one.attrs["n_units"] < 60
    assert two.loc["Intercept", "estimate"] > one.loc["Intercept", "estimate"]


@pytest.mark.parametrize("orientation", ["input", "output"])
def test_units_of_measurement_of_money_do_not_matter(orientation):
    (x, y, z), options = made(60, 4), OPTIONS | {"orientation": orientation}
    pd.testing.assert_frame_equal(simar_wilson(x * 1e4, y, z, **options), simar_wilson(x, y, z, **options), rtol=1e-5)


def test_a_variable_in_other_units_has_the_coefficient_in_other_units():
    x, y, z = made(60, 4)
    plain, scaled = (simar_wilson(x, y, each, **OPTIONS) for each in (z, z * 1000))
    np.testing.assert_allclose(scaled.loc["density"] * 1000, plain.loc["density"], rtol=1e-5)


@pytest.mark.parametrize(
    ("change", "options", "message"),
    [
        ({"same": 3.0}, {}, "column 'same' is constant or follows from the columns before it.*leave it out"),
        ({"twice": lambda z: 2 * z["density"] + 1}, {}, "column 'twice' is constant or follows"),
        (
            {"density": np.nan},
            {},
            "environment, row 0, column 'density': expected a number, found nan, the first of 60",
        ),
        ({"density": "high"}, {}, "environment, column 'density': expected numbers, found str"),
        ({}, {"algorithm": 3}, "algorithm is 1 or 2, found 3"),
        ({"Intercept": lambda z: z["density"]}, {}, "column 'Intercept': the result has or would have two rows so"),
        ({"sigma": lambda z: z["density"] ** 2}, {}, "column 'sigma': .*rename it"),
        ({}, {"draws": (50, 10)}, "10 draws are too few"),
        ({}, {"draws": (0, 300)}, r"draws are two whole numbers above 0, of pseudo-samples .* found \(0, 300\)"),
        ({}, {"draws": 300}, "draws are two whole numbers above 0.* found 300"),
        ({}, {"draws": (50, 300.5)}, "draws are two whole numbers above 0"),
        ({}, {"interval": "bca"}, "interval is one of bias_corrected, percentile, basic, found 'bca'"),
        ({}, {"orientation": "out"}, "orientation is one of input, output"),
    ],
)
def test_what_cannot_be_told_is_refused(change, options, message):
    x, y, z = made(60, 4)
    with pytest.raises(ValueError, match=message):
        simar_wilson(x, y, z.assign(**change), **OPTIONS | options)


def test_too_few_units_are_refused():
    x, y, z = made(60, 4)
    with pytest.raises(ValueError, match="inputs have 50 rows, environment 60: give both one row for each unit"):
        simar_wilson(x[:50], y[:50], z, **OPTIONS)
    with pytest.raises(ValueError, match=r"[0-3] of 5 units are inefficient, too few .* at least 4 are needed"):
        simar_wilson(x[:5], y[:5], z[:5], **OPTIONS)


@pytest.mark.parametrize("unit", [1, 1e4])
def test_means_hundreds_of_deviations_below_1_do_not_stop_algorithm_2(unit):
    rng = np.random.default_rng(4)
    x, z = rng.uniform(1, 9, 60), np.linspace(-3, 3, 60)
    # mean 500 z and deviation 5: the lowest mean lies 300 deviations below 1, where the tail is an exponential
    distance = np.where(z > 0, 500 * z + 5 * rng.normal(size=60), 1 + rng.exponential(25 / (1 - 500 * z.clip(max=0))))
    found = simar_wilson(unit * x * distance, np.sqrt(x), pd.DataFrame({"z": z}), **OPTIONS | {"orientation": "input"})
    assert np.isfinite(found).all().all()
    assert found.loc["z", "estimate"] == pytest.approx(500, rel=0.15)


@pytest.mark.parametrize("unit", [1, 1e4])
def test_units_too_far_apart_for_a_correction_are_refused_in_any_unit_of_money(unit):
    rng = np.random.default_rng(4)
    x, z = rng.uniform(1, 9, 40), pd.DataFrame({"z": rng.normal(size=40)})
    distance = np.where(np.arange(40) < 3, 1, rng.normal(300, 90, 40).clip(2))
    with pytest.raises(ValueError, match=r"distances .* of 40 units reach .* more alike, or use order_m"):
        simar_wilson(unit * x * distance, np.sqrt(x), z, **OPTIONS | {"orientation": "input"})
