"""What helpers.analysis.simplex promises: the scores of HiGHS on every kind of data, or none, and no false proof."""

import numpy as np
import pytest

from helpers.analysis import envelopment, simplex
from helpers.analysis.envelopment import alone_against, dea
from helpers.analysis.simplex import radial_scores

RETURNS = ("crs", "vrs", "nirs", "ndrs")
RNG = np.random.default_rng(11)


def lognormal(n, columns, spread=0.5):
    return np.exp(spread * RNG.normal(size=(n, columns)))


TWICE = lognormal(20, 2), lognormal(20, 2)
KINDS = {
    "plain": (lognormal(60, 2), lognormal(60, 3)),
    "ties": (RNG.integers(1, 6, (60, 2)).astype(float), RNG.integers(1, 6, (60, 2)).astype(float)),
    "many_ties": (RNG.integers(1, 3, (40, 3)).astype(float), RNG.integers(1, 3, (40, 3)).astype(float)),
    "wide": (lognormal(40, 2, 3), lognormal(40, 3, 3)),
    "twice": tuple(np.vstack([part, part]) for part in TWICE),
    "five_ten_times": tuple(np.tile(part[:5], (10, 1)) for part in TWICE),
    "large_and_small": (lognormal(40, 2) * [1e8, 1e-6], lognormal(40, 2) * [1e-6, 1e8]),
    "fewer_units_than_rows": (lognormal(4, 2), lognormal(4, 3)),
    "five_and_six_columns": (lognormal(40, 5), lognormal(40, 6)),
    "constant_input": (np.ones((40, 1)), lognormal(40, 2)),
    "one_and_one": (lognormal(40, 1), lognormal(40, 1)),
    "one_unit": (lognormal(1, 2), lognormal(1, 2)),
}


def alone(x, y, best, returns, orientation):
    return np.array([alone_against(*unit, *best, returns, orientation) for unit in zip(x, y, strict=True)])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", ["input", "output"])
@pytest.mark.parametrize("returns", RETURNS)
def test_scores_are_those_of_highs_for_each_unit(kind, returns, orientation):
    x, y = KINDS[kind]
    expected = alone(x, y, (x, y), returns, orientation)
    tolerance = (
        1e-7 if kind == "wide" else 1e-9
    )  # where columns range over six powers of ten HiGHS itself is less exact
    np.testing.assert_allclose(dea(x, y, returns=returns, orientation=orientation), expected, rtol=tolerance)


@pytest.mark.parametrize("orientation", ["input", "output"])
@pytest.mark.parametrize("returns", RETURNS)
def test_scores_against_a_reference_are_those_of_highs_also_where_there_is_none(returns, orientation):
    x, y = KINDS["plain"]
    units, best = (x[:30], y[:30]), (x[30:], y[30:])
    scores = dea(*units, returns=returns, orientation=orientation, reference=best)
    np.testing.assert_allclose(scores, alone(*units, best, returns, orientation), rtol=1e-9)


def test_nearly_all_scores_are_proved_without_highs(monkeypatch):
    monkeypatch.setattr(envelopment, "alone_against", lambda *_: pytest.fail("a unit was solved alone"))
    for kind in set(KINDS) - {"wide"}:
        assert np.isfinite(dea(*KINDS[kind])).all()


def test_chunks_of_units_and_technologies_change_nothing(monkeypatch):
    x, y = KINDS["plain"]
    best = np.stack([x, 1.1 * x, x**2]), np.stack([y, y, y])
    start = best[0].copy(), best[1].copy()
    options = {"returns": "vrs", "orientation": "input"}
    whole = radial_scores((x, y), best, start, **options)
    monkeypatch.setattr(simplex, "ENTRIES", 7 * len(x))
    np.testing.assert_allclose(radial_scores((x, y), best, start, **options), whole, rtol=1e-12)
    np.testing.assert_allclose(whole[0], dea(x, y), rtol=1e-10)


def test_a_basis_that_is_not_at_its_optimum_is_not_taken_for_one(monkeypatch):
    x, y = KINDS["plain"]
    monkeypatch.setattr(simplex, "MOST_STEPS", 1)
    scores = radial_scores((x, y), (x[None], y[None]), (x[None], y[None]), "vrs", "input")[0]
    assert np.isnan(scores).any()
    proved = ~np.isnan(scores)
    np.testing.assert_allclose(scores[proved], alone(x, y, (x, y), "vrs", "input")[proved], rtol=1e-9)


def test_inefficient_units_leave_the_hull_without_a_change_of_score(monkeypatch):
    x, y = KINDS["ties"]
    whole = dea(x, y)
    monkeypatch.setattr(envelopment, "AT_ONCE", 7)
    np.testing.assert_allclose(dea(x, y), whole, rtol=1e-9)
