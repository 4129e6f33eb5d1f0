"""What helpers.analysis.free_disposal promises beyond `fdh`: the expectation of order m, exactly."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis.frontier import fdh, order_m

from .made import units

ORIENTATIONS = st.sampled_from(["input", "output"])


few = settings(max_examples=60, derandomize=True)


def test_two_draws_from_two_units_by_hand():
    # Both produce as much, with 2 and 4: the least of two draws is 4 once in four times.
    np.testing.assert_allclose(order_m([2, 4], [1, 1], m=2), [(2 * 3 + 4) / 4 / 2, (2 * 3 + 4) / 4 / 4])
    np.testing.assert_allclose(order_m([1, 1], [2, 4], m=2, orientation="output"), [(4 * 3 + 2) / 8, (4 * 3 + 2) / 16])


@pytest.mark.parametrize("orientation", ["input", "output"])
@pytest.mark.parametrize("m", [1, 5, 30])
def test_the_closed_form_is_what_a_simulation_finds(orientation, m):
    rng = np.random.default_rng(m)
    x, y = rng.lognormal(size=(40, 2)), rng.lognormal(size=(40, 2))
    unit, draws = 7, 40_000
    if orientation == "input":
        ratios = (x[(y >= y[unit]).all(axis=1)] / x[unit]).max(axis=1)
        best = rng.choice(ratios, (draws, m)).min(axis=1)
    else:
        ratios = (y[(x <= x[unit]).all(axis=1)] / y[unit]).min(axis=1)
        best = rng.choice(ratios, (draws, m)).max(axis=1)
    error = best.std() / np.sqrt(draws)
    assert order_m(x, y, m=m, orientation=orientation)[unit] == pytest.approx(best.mean(), abs=4 * error + 1e-12)


@few
@given(units(most=8), ORIENTATIONS)
def test_the_score_goes_to_that_of_fdh_as_m_grows_and_never_beyond(data, orientation):
    sign = 1 if orientation == "input" else -1
    limit = fdh(*data, orientation=orientation)
    scores = [sign * order_m(*data, m=m, orientation=orientation) for m in (1, 3, 10, 100, 100_000)]
    for looser, stricter in zip(scores, scores[1:], strict=False):
        assert (looser >= stricter - 1e-9 * np.abs(looser)).all()
    np.testing.assert_allclose(sign * scores[-1], limit, rtol=1e-9)


@few
@given(units(most=8), ORIENTATIONS, st.lists(st.floats(1e-6, 1e6), min_size=4, max_size=4))
def test_units_of_measurement_do_not_matter(data, orientation, factors):
    (x, y), (a, b) = data, np.array(factors).reshape(2, 2)
    # powers of two, as rounding could part equal values: free disposal compares them exactly
    a, b = 2 ** np.round(np.log2(a[: x.shape[1]])), 2 ** np.round(np.log2(b[: y.shape[1]]))
    for scores in (fdh, lambda *units, **options: order_m(*units, m=5, **options)):
        np.testing.assert_allclose(
            scores(x * a, y * b, orientation=orientation), scores(x, y, orientation=orientation), rtol=1e-12
        )


@pytest.mark.parametrize("m", [0, -1, 2.5, True, "3"])
def test_a_number_of_draws_that_is_none_is_refused(m):
    with pytest.raises(ValueError, match="m is the number of units drawn, a whole number above 0, found"):
        order_m([1, 2], [1, 2], m=m)
