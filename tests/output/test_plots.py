"""What helpers.output.plots promises: what is drawn is what the frame holds, and the Axes come back."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.output import plots
from helpers.output.words import say


@pytest.fixture
def axes() -> Axes:
    return Figure().subplots()


def heights(axes: Axes) -> list[float]:
    return [patch.get_height() for patch in axes.patches]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_values_exactly_at_the_target_stand_apart_with_their_share(axes, lang):
    values = pd.Series([0.2, 0.96, 1.0, 1.0, 1.0, 1.04, 9.0, 1.0])
    assert plots.mass(axes, values, 1, np.array([0, 0.5, 1, 1.5]), "x", lang) is axes
    assert heights(axes) == [1, 1, 1]
    assert axes.collections[0].get_segments()[0].tolist() == [[1, 0], [1, 4]]
    assert axes.texts[0].get_text() == say("exactly_at", lang, at=1, number=4, share=0.5)
    assert axes.texts[1].get_text() == say("beyond", lang, number=1, limit=1.5)


def test_the_scale_is_made_for_the_bins_and_a_longer_line_ends_in_an_arrow(axes):
    plots.mass(axes, pd.Series([1.0] * 50 + [0.2, 0.2]), 1, np.array([0, 0.5, 1, 1.5]), "x", "en")
    assert axes.get_ylim() == (0, 2.5)
    (arrow,) = (line for line in axes.lines if line.get_marker() == "^")
    assert (arrow.get_xdata()[0], arrow.get_ydata()[0], arrow.get_transform()) == (1, 1, axes.get_xaxis_transform())
    assert axes.texts[0].get_text() == "exactly 1:\n50 (96%)"


def test_a_line_that_the_scale_holds_has_no_arrow(axes):
    plots.mass(axes, pd.Series([1.0, 0.2, 0.2]), 1, np.array([0, 0.5, 1, 1.5]), "x", "en")
    assert not axes.lines


def test_the_share_is_written_inside_where_the_bar_stands_at_the_edge(axes):
    plots.mass(axes, pd.Series([90.0, 100.0]), 100, np.arange(80, 101.0), "x", "en")
    assert axes.texts[0].get_ha() == "right"


def test_a_figure_stands_where_it_stands_in_its_report(axes):
    frame = pd.DataFrame(
        {"report_id": ["b", "a", "a"], "table": ["funds", "funds", "outcomes"], "place": [0.1, 0.5, 0.9]}
    )
    plots.positions(axes, frame, "en")
    strokes = {tuple(segment[0].round(2)) for lines in axes.collections for segment in lines.get_segments()}
    assert strokes == {(0.1, -0.36), (0.5, 0.64), (0.9, 0.64)}
    assert [label.get_text() for label in axes.get_yticklabels()] == ["a", "b"]


def test_groups_are_drawn_from_the_top_with_their_number_and_their_exact_share(axes):
    frame = pd.DataFrame(
        {"group": ["county", "x"], "n": [8, 5], "below": [0.25, 0], "exactly": [0.5, 1], "above": [0.25, 0]}
    )
    plots.sides(axes, frame, "title", "zh")
    assert [label.get_text() for label in axes.get_yticklabels()] == ["县级 (8)", "x (5)"]
    assert [text.get_text() for text in axes.texts] == ["50%", "100%"]
    assert [round(bar.get_y() + bar.get_height() / 2, 9) for bar in axes.patches] == [1, 0] * 3
    assert [(bar.get_x(), bar.get_width()) for bar in axes.patches[::2]] == [(0, 0.25), (0.25, 0.5), (0.75, 0.25)]


def test_an_interval_of_no_width_is_seen(axes):
    plots.intervals(axes, pd.DataFrame({"low": [100.0], "high": [100.0], "value": [np.nan]}, index=["a"]), "x", "en")
    assert [line.get_xdata().tolist() for line in axes.lines if line.get_marker() == "|"] == [[100.0], [100.0]]


def test_line_and_dot_of_an_interval_have_the_names_given(axes):
    rows = pd.DataFrame({"low": [1.0], "high": [3.0], "value": [2.0]}, index=["a"])
    plots.intervals(axes, rows, "x", "en", names=("interval", "order_m"))
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["95% interval", "order-m"]


def test_the_frontiers_envelop_all_units(axes):
    frame = pd.DataFrame(
        {
            "executed_wan": [1.0, 2.0, 4.0, 3.0],
            "output": [1.0, 5.0, 6.0, 2.0],
            "dea": [1, 1, 1, 0.4],
            "source": "public",
        }
    )
    plots.frontier(axes, frame, "persons", "en")
    hull, steps = axes.lines[:2]
    for line in (hull, steps):
        bound = np.interp(frame["executed_wan"], line.get_xdata(), line.get_ydata())
        assert (bound >= frame["output"] - 0.05).all()
    assert steps.get_drawstyle() == "steps-post"
    assert steps.get_ydata().tolist() == [1, 5, 5, 6]


def test_an_estimate_has_its_sample_beside_it(axes):
    frame = pd.DataFrame(
        {"estimate": [0.1], "low": [-0.1], "high": [0.3], "n_obs": [9], "n_apart": [2], "n_clusters": [3]},
        index=["ols"],
    )
    plots.coefficients(axes, frame, "x")
    assert axes.texts[0].get_text() == "N 9 (2), G 3"
    assert axes.collections[0].get_segments()[0][:, 0].tolist() == [-0.1, 0.3]


def test_a_line_stands_between_groups_of_estimates(axes):
    numbers = {"estimate": 0.1, "low": -0.1, "high": 0.3, "n_obs": 9, "n_apart": 2, "n_clusters": 3}
    rows = pd.DataFrame([{**numbers, "group": group} for group in "aabb"], index=list("wxyz"))
    plots.coefficients(axes, rows, "x")
    assert [line.get_ydata()[0] for line in axes.lines if list(line.get_xdata()) == [0, 1]] == [1.5]


def test_groups_of_costs_stand_by_size_with_their_median(axes):
    frame = pd.DataFrame({"unit": ["人", "人", "人", "件"], "cost": [1.0, 10.0, 1000.0, 5.0]})
    plots.dots(axes, frame, "unit", "cost", "x", "en")
    labels = {label.get_text(): label.get_position()[1] for label in axes.get_yticklabels()}
    assert labels == {"cases or items 件 (1)": 0, "persons 人 (3)": 1}
    assert [lines.get_segments()[0][0, 0] for lines in axes.collections] == [5.0, 10.0]


def test_shares_held_have_a_panel_a_size_and_a_row_a_method_with_bars_of_the_simulation():
    rows = pd.DataFrame(
        {"n": [50, 100] * 2, "method": ["Tobit"] * 2 + ["algorithm 1"] * 2, "held": [0, 0.1, 0.9, 0.95], "error": 0.01}
    )
    panels = Figure().subplots(1, 2, sharey=True)
    plots.held(panels, rows, 0.95, "en")
    assert [axes.get_title(loc="left") for axes in panels] == ["50 units", "100 units"]
    assert [axes.lines[0].get_xdata() for axes in panels] == [[0.95, 0.95]] * 2
    drawn = [axes.containers[0].lines[0].get_xydata().tolist() for axes in panels]
    assert drawn == [[[0, 1], [0.9, 0]], [[0.1, 1], [0.95, 0]]]
    low, high = panels[0].containers[0].lines[2][0].get_segments()[1][:, 0]
    assert (low, high) == pytest.approx((0.9 - 0.0196, 0.9 + 0.0196))
    assert [label.get_text() for label in panels[0].get_yticklabels()] == ["Tobit", "algorithm 1"]


def test_what_neighbours_let_expect_is_a_line_named_beside_it(axes):
    expected = pd.DataFrame({"estimate": [1.0, 2.0], "low": [0.0, 1.0], "high": [3.0, 4.0]}, index=[0.5, 1.0])
    expected += 1e-13  # as another processor computes it
    plots.mass(
        axes, pd.Series([0.2, 1.0]), 1, np.array([0, 0.5, 1]), "x", "en", of="number_of_projects", expected=expected
    )
    assert axes.lines[0].get_xydata().tolist() == [[0.5, 1], [1, 2]]
    band = {tuple(each) for each in axes.collections[0].get_paths()[0].vertices.tolist()}
    assert {(0.5, 0.0), (0.5, 3.0), (1.0, 1.0), (1.0, 4.0)} <= band
    assert axes.texts[0].get_text() == say("expected_by_neighbours", "en")
    assert axes.get_ylabel() == "number of projects"


def test_panels_have_letters_before_their_titles():
    first, second = panels = Figure().subplots(1, 2)
    first.set_title("year", loc="left")
    plots.lettered(panels)
    assert [each.get_title(loc="left") for each in (first, second)] == ["(a) year", "(b)"]


def test_a_logarithmic_scale_prints_its_numbers_in_full(axes):
    axes.plot([0.01, 100_000], [1, 1])
    plots.log_scale(axes)
    assert axes.get_xscale() == "log"
    assert [axes.xaxis.get_major_formatter()(each) for each in (0.01, 1, 100_000)] == ["0.01", "1", "100,000"]


def test_a_reference_is_a_line_across_the_intervals(axes):
    rows = pd.DataFrame({"low": [0.5], "high": [3.0], "value": [2.0]}, index=["a"])
    plots.intervals(axes, rows, "x", "en", log=True, reference=1)
    assert axes.lines[0].get_xdata() == [1, 1]
    assert axes.get_xscale() == "log"


def test_tiles_say_how_often_a_row_meets_a_column_and_nothing_where_never():
    counts = pd.DataFrame({"holds": [12, 0], "scope": [1, 3]}, index=["sums", "rates"])
    axes = plots.tiles(Figure().subplots(), counts, "")
    assert [text.get_text() for text in axes.texts] == ["12", "1", "", "3"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["sums", "rates"]


def test_a_bound_is_a_hollow_triangle_to_where_the_value_may_lie_and_a_miss_has_its_own_colour(axes):
    columns = ["attainment", "attainment_low", "attainment_high"]
    rows = pd.DataFrame([[1.2, 1.2, 1.2], [1.5, 1.5, np.inf], [0.5, 0, 0.5]], index=["a", "b", "c"], columns=columns)
    plots.attained(axes, rows, "en")
    target, *dots = axes.lines
    assert target.get_xdata() == [1, 1]
    drawn = {dot.get_label(): (dot.get_marker(), dot.get_fillstyle() == "none", shown(dot)) for dot in dots}
    assert drawn == {
        "below the target (or less)": ("<", True, [(0.5, 0)]),
        "at or above the target": ("o", False, [(1.2, 2)]),
        "at or above the target (or more)": (">", True, [(1.5, 1)]),
    }
    assert dots[0].get_color() == plots.SIDE_COLOURS["below"] != dots[1].get_color()
    assert [text.get_text() for text in axes.get_legend().get_texts()] == list(drawn)
    assert axes.get_xscale() == "log"


def shown(line: Line2D) -> list[tuple[float, float]]:
    """The points of a line that have a place."""
    return [(float(x), float(y)) for x, y in line.get_xydata() if not np.isnan(x)]


def test_on_a_log_scale_an_end_far_beyond_all_values_is_an_arrow_with_its_number(axes):
    rows = pd.DataFrame({"low": [0.5, 0.01], "high": [100.0, 1.5], "value": [2.0, 1.0]}, index=["a", "b"])
    plots.intervals(axes, rows, "x", "en", log=True)
    (right,) = (line for line in axes.lines if line.get_marker() == ">")
    (left,) = (line for line in axes.lines if line.get_marker() == "<")
    assert shown(right) == [(2 * plots.FAR, 1)]
    assert shown(left) == [(1 / plots.FAR, 0)]
    assert {text.get_text() for text in axes.texts} == {"100", "0.01"}
    assert [shown(line) for line in axes.lines if line.get_marker() == "|"] == [[(0.5, 1)], [(1.5, 0)]]


def test_a_dot_without_an_interval_is_hollow_and_says_so(axes):
    rows = pd.DataFrame({"low": [1.0, np.nan], "high": [3.0, np.nan], "value": [2.0, 1.0]}, index=["a", "b"])
    plots.intervals(axes, rows, "x", "zh", log=True)
    (hollow,) = (line for line in axes.lines if line.get_markerfacecolor() == "white")
    assert shown(hollow) == [(1, 0)]
    assert [text.get_text() for text in axes.texts] == [say("none", "zh")]


def test_values_that_nearly_coincide_on_a_log_scale_are_one_mark(axes):
    rows = pd.DataFrame({"planned": [100.0, 100.0], "spent": [100.5, 50.0]}, index=["same", "less"])
    plots.dumbbells(axes, rows, {"planned": "planned", "spent": "spent"}, "x", "en", log=True)
    drawn = {line.get_label(): shown(line) for line in axes.lines}
    assert drawn == {"planned": [(100, 0)], "spent": [(50, 0)], say("all_the_same", "en"): [(100, 1)]}
