"""What helpers.output.line promises: every row is counted, the line is the one given, and no panel is empty."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.output import line
from helpers.output.words import say

ROWS = pd.DataFrame(
    {
        "execution": [0.5, 0.5, 0.5, 1.0, 1.0, 0.72],
        "capped": [1.0, 1, 1, 0, 0, 0.9],
        "marked": [False, False, True, True, True, False],
    }
)
FITTED = pd.DataFrame({"estimate": [0.96, 1.0], "low": [0.92, 0.94], "high": [1.0, 1.05]}, index=[0.5, 1.0])


def drawn(rows: pd.DataFrame, lang: str = "en") -> tuple[Axes, Axes]:
    above, below = Figure().subplots(2, 1, sharex=True)
    line.fitted((above, below), rows, FITTED + 1e-13, ("execution", "capped"), "001", lang)
    return above, below


def test_bars_count_every_row_those_of_the_marked_report_on_top():
    above, _ = drawn(ROWS)
    bars = [(round(bar.get_x(), 9), bar.get_y(), bar.get_height()) for bar in above.patches if bar.get_height()]
    assert bars == [(0.5, 0, 2), (0.7, 0, 1), (0.5, 2, 1), (0.95, 0, 2)]
    words = [text.get_text() for text in above.get_legend().get_texts()]
    assert sorted(words) == ["OLS, 95% interval", "other reports and pages", "report 001"]


def test_dots_stand_where_rows_lie_with_their_number_below_the_highest_and_the_line_is_the_one_given():
    _, below = drawn(ROWS)
    fitted, *dots = below.lines
    np.testing.assert_array_equal(fitted.get_xydata(), [[0.5, 0.96], [1, 1]])
    places = {(float(dot.get_xdata()[0]), float(dot.get_ydata()[0])): dot.get_color() for dot in dots}
    assert places == {
        (0.5, 1): line.SHADES[True],
        (0.72, 0.9): line.SHADES[False],
        (1, 0): line.SHADES[True],
    }
    assert below.texts[0].get_text() == "2"
    assert below.texts[0].xy == (1, 0)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_long_stretch_without_rows_is_drawn_short_and_says_so(lang):
    _, below = drawn(ROWS, lang)
    scale = below.transData.transform
    (_, bottom), (_, low), (_, top) = scale([(0.5, 0.0), (0.5, 0.9), (0.5, 1.05)])
    assert (low - bottom) / (top - low) == pytest.approx(line.SHORT)
    np.testing.assert_allclose(
        below.transData.inverted().transform(scale([(0.5, 0.3), (1, 0.97)])), [(0.5, 0.3), (1, 0.97)]
    )
    assert below.texts[-1].get_text() == say("none_between", lang, low="0.00", high="0.90")
    assert not [tick for tick in below.get_yticks() if 0 < tick < 0.9]


def test_heights_without_a_long_gap_keep_their_scale():
    _, below = drawn(ROWS.assign(capped=[1.0, 1, 0.8, 0.6, 0.45, 0.9]))
    assert below.get_yscale() == "linear"
