"""What helpers.analysis.resampled promises: order-m scores of units drawn anew, and intervals that cover."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.frontier import order_m
from helpers.analysis.resampled import order_m_intervals

M = 10


def units(n, seed):
    """One input, one output below the frontier y = x; the first unit is always (0.7, 0.4)."""
    draw = np.random.default_rng(seed)
    x = draw.uniform(0.2, 1, n)
    y = x * np.exp(-np.abs(draw.normal(0, 0.5, n)))
    x[0], y[0] = 0.7, 0.4
    return x, y


@pytest.mark.parametrize("orientation", ["input", "output"])
def test_intervals_are_percentiles_of_scores_of_samples_drawn_anew(orientation):
    x, y = units(30, 1)
    found = order_m_intervals(x, y, m=M, orientation=orientation, draws=200, seed=5)
    drawn = np.random.default_rng(5).multinomial(30, np.full(30, 1 / 30), size=200)
    scores = []
    for times in drawn:
        rows = np.repeat(np.arange(30), times)
        ratios = x[rows][y[rows] >= 0.4] / 0.7 if orientation == "input" else y[rows][x[rows] <= 0.7] / 0.4
        best = np.sort(ratios)[:: -1 if orientation == "input" else 1]
        scores.append(best @ np.diff((np.arange(len(best) + 1) / len(best)) ** M))
    assert found.loc[0, ["low", "high"]].tolist() == pytest.approx(np.quantile(scores, [0.025, 0.975]).tolist())
    np.testing.assert_allclose(found["score"], order_m(x, y, m=M, orientation=orientation))


def test_intervals_hold_the_score_against_the_whole_population_about_as_often_as_they_say():
    truth = population_score()
    rows = [order_m_intervals(*units(80, seed), m=M, draws=200, seed=seed).loc[0] for seed in range(120)]
    covered = np.mean([row["low"] <= truth <= row["high"] for row in rows])
    assert 0.86 <= covered <= 0.99  # Monte Carlo error 0.020


def population_score():
    """The mean of the least input of 10 units that reach 0.4, over 0.7, in 20,000 draws."""
    x, y = units(400_000, 99)
    able = x[y >= 0.4]
    return np.random.default_rng(1).choice(able, (20_000, M)).min(axis=1).mean() / 0.7


def test_a_unit_that_few_others_match_has_no_interval():
    x, y = units(30, 1)
    y[3] = 5.0
    found = order_m_intervals(x, y, m=M, draws=100, seed=1)
    assert found.loc[3, "compared"] == 1
    assert found.loc[3, ["low", "high"]].isna().all()
    assert found.drop(index=3).loc[found["compared"] > 5, "low"].notna().all()


def test_rows_keep_their_names_and_money_its_meaning_in_yuan():
    names = [f"P{n}" for n in range(30)]
    x, y = (pd.DataFrame({"value": values}, index=names) for values in units(30, 2))
    wan, yuan = (order_m_intervals(x * unit, y, m=M, draws=100, seed=1) for unit in (1, 1e4))
    assert list(wan.index[:2]) == ["P0", "P1"]
    pd.testing.assert_frame_equal(wan, yuan)


def test_too_few_draws_are_refused():
    with pytest.raises(ValueError, match="10 draws are too few for an interval of level 0.95"):
        order_m_intervals(*units(30, 1), m=M, draws=10, seed=1)
