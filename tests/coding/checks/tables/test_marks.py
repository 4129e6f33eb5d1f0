"""What coding.checks.marks promises: a total score is held against its criteria and against the rows of its form."""

import math

import pandas as pd
import pytest

from helpers.coding.audit import audit
from helpers.coding.checks.findings import Figure
from helpers.coding.checks.tables import marks

from ... import made
from ...made import found
from ..forms.test_cells import grid as table


def points(total: str, *criteria: tuple) -> list[str]:
    card = made.scorecard(("总分", total), *(("执行", *row) for row in criteria))
    return [verdict for _, verdict in found(scorecard=card)]


def test_points_that_make_up_the_total_hold():
    assert points("97.93", ("50", 50), ("40", 40), ("7.93", 10)) == ["holds"]
    assert points("98", ("50", 50), ("40", 40), ("7.93", 10)) == ["rounding"]


def test_criteria_that_are_complete_contradict_another_total():
    assert points("100", ("50", 50), ("40", 40), ("8", 10)) == ["contradiction"]
    assert points("95", ("50", 50), ("40", 40), ("8", 10)) == ["contradiction"]


def test_criteria_that_are_not_all_known_do_not_contradict_the_total():
    assert points("96", ("20", 20), ("10", None)) == ["scope"]
    assert points("100", ("60", 60), ("40", 40), ("3", None)) == ["scope"]  # report 003: a bonus


def test_one_criterion_is_not_held_against_the_total():
    assert points("96", ("20", 20)) == []


def test_two_totals_are_not_held_against_one_set_of_criteria():
    card = made.scorecard(("总分", "96"), ("总分", "95"), ("执行", "50", 50), ("执行", "40", 50))
    assert found(scorecard=card) == []


# The table


def form(total: str, *rows: tuple) -> list[str]:
    """Verdicts on the points of a form with this total and indicators of (weight, score)."""
    cells = [{"name_zh": f"指标{n}", "weight": weight, "score": score} for n, (weight, score) in enumerate(rows)]
    card = made.in_grid(made.scorecard(("总分", total)))
    kinds = found(scorecard=card, indicators=made.in_grid(made.indicators(*cells)))
    return [verdict for kind, verdict in kinds if kind == "score"]


@pytest.mark.parametrize(
    ("total", "verdict"),
    [
        ("98", "no_information"),
        ("88", "no_information"),
        ("93.5", "no_information"),
        ("87", "contradiction"),
        ("99", "contradiction"),
    ],
)
def test_a_total_between_its_rows_and_what_is_left_for_execution_says_nothing(total, verdict):
    """The rows have 88 of 90 points, so execution has none to ten."""
    assert form(total, (50, 50), (30, 28), (10, 10)) == [verdict]


@pytest.mark.parametrize("total", ["88", "93.5", "98"])
def test_what_execution_got_is_not_made_of_the_total_that_it_is_held_against(total):
    [(_, recomputed)] = of_form(total, [["资金", "全年预算数", "全年执行数", "执行率"], ["总额", "40", "38", "95%"]])
    assert math.isnan(recomputed)


def test_a_total_of_the_rows_alone_is_held_against_them_alone():
    """Its maximum of 90 says that execution is not in it."""
    card = made.in_grid(made.scorecard(("总分", "88", 90)))
    assert of_form("88", MONEY, card) == [("holds", 88)]


def test_with_weights_of_100_the_rows_make_up_the_total():
    assert form("98", (60, 60), (40, 38)) == ["holds"]
    assert form("97", (60, 60), (40, 38)) == ["contradiction"]


MONEY = [
    ["资金", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["年度资金总额", "40", "38", "10", "95%", "9.5"],
]


@pytest.mark.parametrize(("total", "verdict"), [("97.5", "holds"), ("95", "contradiction"), ("98.0", "contradiction")])
def test_a_total_is_held_against_the_points_that_the_form_prints_for_execution(total, verdict):
    """The rows have 88 points, execution has 9.5."""
    assert of_form(total, MONEY) == [(verdict, 97.5)]
    bare = [[cell for n, cell in enumerate(row) if n != 3] for row in MONEY]  # no maximum is printed
    assert of_form(total, bare) == [(verdict, 97.5)]


def test_a_maximum_that_a_total_is_beyond_is_not_its_own():
    card = made.in_grid(made.scorecard(("总分", "97.5", 90)))
    assert of_form("97.5", MONEY, card) == [("holds", 97.5)]


def test_points_that_no_execution_can_have_are_not_taken_for_its_points():
    """Ten points are left of 100, and 11.5 are more."""
    bare = [["资金", "全年预算数", "全年执行数", "执行率", "得分"], ["总额", "40", "38", "95%", "11.5"]]
    assert [verdict for verdict, _ in of_form("97.5", bare)] == ["no_information"]


@pytest.mark.parametrize(("total", "verdict"), [("97.5", "holds"), ("99", "contradiction")])
def test_one_total_is_one_finding(total, verdict):
    rows = [["指标", "名称", "目标", "实际", "分值", "得分"], *(["产出", "", "", "", *each] for each in WORTH)]
    whole = ["总分", "", "", "", "100", total]
    assert of_form(total, [*MONEY, *rows, whole]) == [(verdict, 97.5)]


WORTH = [("50", "50"), ("30", "28"), ("10", "10")]


def of_form(total: str, grid: list[list[str]], card: pd.DataFrame | None = None) -> list[tuple[str, float]]:
    """Verdicts and recomputed values on a total of a form that is read, and stands in these rows."""
    cells = [{"name_zh": f"指标{n}", "weight": float(most), "score": float(got)} for n, (most, got) in enumerate(WORTH)]
    card = made.in_grid(made.scorecard(("总分", total))) if card is None else card
    told = audit(
        made.read(scorecard=card, indicators=made.in_grid(made.indicators(*cells))),
        {"R": "a form"},
        {"R": (table(*grid),)},
    )
    own = told[told["what"].str.contains("total of the form", regex=False)]
    return list(own[["verdict", "recomputed"]].itertuples(index=False, name=None))


def test_a_form_that_prints_few_weights_or_weights_beyond_100_is_not_added_up():
    assert form("98", (20, 20), (10, 10)) == []
    assert form("98", (80, 80), (40, 38)) == []


def test_criteria_below_others_are_left_out_by_their_maxima():
    first = ("19", 20), ("8", 8), ("11", 12), ("80", 80)  # 8 and 12 are below 20
    assert points("99", *first) == ["holds"]
    assert points("96", *first) == ["contradiction"]


def test_full_marks_are_no_score_where_another_total_stands():
    card = made.scorecard(("总分", "100"), ("执行", "38", 40), ("产出", "55", 60), ("总分", "93"))
    assert [verdict for _, verdict in found(scorecard=card)] == ["holds"]


@pytest.mark.parametrize("name", ["指标小计", "绩效指标合计", "小计"])
@pytest.mark.parametrize(("total", "verdict"), [("94.3", "holds"), ("95.3", "contradiction")])
def test_the_row_of_all_indicators_is_none_of_them(name, total, verdict):
    own = [{"name_zh": f"指标{n}", "weight": 30.0, "score": score} for n, score in enumerate((30.0, 27.5, 28.0))]
    rows = made.indicators(*own, {"name_zh": name, "weight": 90.0, "score": 85.5})
    execution = {"R": (None, Figure("text:9", 8.8, 0.05, 9, 12))}
    told = marks.items({"indicators": rows, "scorecard": made.scorecard(("总分", total))}, execution)
    assert [(each.verdict, each.recomputed) for each in told] == [(verdict, 94.3)]
