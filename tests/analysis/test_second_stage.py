"""What helpers.analysis.second_stage promises: known coefficients, no unit of measurement, refusals."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.frontier import dea, simar_wilson
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
def test_known_coefficients_lie_in_their_intervals_where_there_are_many_units(algorithm):
    found = simar_wilson(*made(400, 2), algorithm=algorithm, **OPTIONS)
    assert ((found["low"] < TRUTH) & (found["high"] > TRUTH)).all()
    assert found.attrs["failed_draws"] == 0


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
        ({}, {"draws": (50, 10)}, "10 draws are too few"),
        ({}, {"orientation": "out"}, "orientation is one of input, output"),
    ],
)
def test_what_cannot_be_told_is_refused(change, options, message):
    x, y, z = made(60, 4)
    with pytest.raises(ValueError, match=message):
        simar_wilson(x, y, z.assign(**change), **OPTIONS | options)


def test_too_few_units_are_refused():
    x, y, z = made(60, 4)
    with pytest.raises(ValueError, match="environment has 60 rows, inputs 50"):
        simar_wilson(x[:50], y[:50], z, **OPTIONS)
    with pytest.raises(ValueError, match=r"[0-3] of 5 units are inefficient, too few .* at least 4 are needed"):
        simar_wilson(x[:5], y[:5], z[:5], **OPTIONS)
