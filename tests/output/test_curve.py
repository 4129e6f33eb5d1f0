"""What helpers.output.curve promises: each specification once, in its order, with its choices below it."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from helpers.output import curve

RUNS = pd.DataFrame(
    {
        "estimate": [0.3, -0.2, 0.1, 0.0],
        "low": [0.1, -0.3, -0.1, -9.0],
        "high": [0.5, -0.1, 0.3, 9.0],
        "p_value": [0.01, 0.02, 0.3, 0.9],
        "jackknife_p": [0.04, float("nan"), 0.5, 0.6],
        "estimator": ["ols", "tobit", "ols", "ols"],
        "errors": ["cluster", "cluster", "by_field", "by_field"],
    }
)
NAMED = {"estimator": "Estimator", "errors": "Standard errors"}


@pytest.fixture
def axes():
    return Figure().subplots()


def drawn(axes) -> list[tuple[float, float]]:
    """Place and height of each stroke."""
    segments = [segment for lines in axes.collections for segment in lines.get_segments()]
    return sorted((float(each[0, 0]), round(float(each[:, 1].mean()), 9)) for each in segments)


def test_runs_stand_by_their_estimate_and_know_on_which_side_they_are_significant():
    found = curve.ordered(RUNS)
    assert found["estimate"].tolist() == [-0.2, 0.0, 0.1, 0.3]
    assert found["place"].tolist() == [0, 1, 2, 3]
    assert found["number"].tolist() == [1, 3, 2, 0]
    assert found["side"].tolist() == ["significant_below", "not_significant", "not_significant", "significant_above"]


def test_each_effect_is_drawn_once_with_its_interval_and_the_legend_counts_the_sides(axes):
    assert curve.effects(axes, curve.ordered(RUNS), "effect", "en") is axes
    segments = {
        tuple(float(each) for each in (segment[0, 0], *segment[:, 1]))
        for lines in axes.collections
        for segment in lines.get_segments()
    }
    assert segments == {(0, -0.3, -0.1), (1, -9, 9), (2, -0.1, 0.3), (3, 0.1, 0.5)}
    told = [text.get_text() for text in axes.get_legend().get_texts()]
    assert told == ["significantly below 0: 1 (25%)", "not significant: 2 (50%)", "significantly above 0: 1 (25%)"]
    assert [text.get_text() for text in axes.texts] == ["median +0.050"]


def test_a_few_wide_intervals_do_not_decide_the_scale_and_every_estimate_is_on_it(axes):
    many = pd.concat([RUNS.iloc[[0, 1, 2]]] * 20 + [RUNS.iloc[[3]]], ignore_index=True)
    low, high = curve.effects(axes, curve.ordered(many), "effect", "en").get_ylim()
    assert -9 < low < many["estimate"].min() < many["estimate"].max() < high < 9


def test_a_choice_has_a_row_a_value_with_a_stroke_at_each_run_that_took_it(axes):
    curve.choices(axes, curve.ordered(RUNS), NAMED, "en")
    labels = dict(zip([t.get_text() for t in axes.get_yticklabels()], axes.get_yticks(), strict=True))
    assert list(labels) == ["clustered by field", "clustered by report", "Tobit", "OLS"]
    by_value = {"OLS": [1, 2, 3], "Tobit": [0], "clustered by report": [0, 3], "clustered by field": [1, 2]}
    assert drawn(axes) == sorted((place, labels[value]) for value, places in by_value.items() for place in places)


def test_beside_a_value_stand_the_median_of_its_runs_and_the_shares_significant(axes):
    curve.choices(axes, curve.ordered(RUNS), NAMED, "zh")
    told = [text.get_text() for text in axes.texts]
    assert told[:3] == ["+0.050", "0%", "0%"]  # by field, of 0.0 and 0.1
    assert told[3:6] == ["+0.050", "100%", "100%"]  # by report, of 0.3 and -0.2, which has no jackknife
    assert told[6:9] == ["\u22120.200", "100%", ""]  # Tobit
    assert {"Estimator", "Standard errors", "中位数", "显著", "刀切法"} <= set(told)
