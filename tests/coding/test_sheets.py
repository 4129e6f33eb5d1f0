"""What helpers.coding.sheets promises: a rate gets the points that a published sheet gives it."""

import pandas as pd
import pytest

from helpers.coding.sheets import criterion_points, sheet, sheet_scores


@pytest.mark.parametrize(
    ("criterion", "rate", "points"),
    [
        ("三公经费控制率", 196.61, 0),  # report 003
        ("三公经费控制率", 102.5, 3.5),
        ("三公经费控制率", 100, 6),
        ("在职人员控制率", 103, 3.5),
        ("三公经费变动率", -20, 5),
        ("三公经费变动率", 4, 3),
        ("重点支出安排率", 90, 5),
        ("重点支出安排率", 89.9, 4),
        ("重点支出安排率", 59, 0),
        ("预算调整率", 0, 3),
        ("预算调整率", 10, 2),
        ("预算调整率", 25, 0.5),
        ("预算调整率", 31, 0),
    ],
)
def test_a_rate_gets_the_points_of_the_yueyang_sheet(criterion, rate, points):
    """Worked by hand from the sheet."""
    assert criterion_points("yueyang", criterion, rate) == pytest.approx(points)


def test_the_rates_of_a_report_that_a_sheet_scores_are_scored_and_no_others():
    rows = [("R", "“三公经费”控制率", 196.61, "%"), ("R", "群众满意度", 95, "%"), ("R", "预算调整率", 5, "")]
    found = sheet_scores(pd.DataFrame(rows, columns=["report_id", "name_zh", "actual", "actual_unit"]), "yueyang")
    assert found.to_numpy().tolist() == [["R", "三公经费控制率", 196.61, 0, 6]]


def test_an_unknown_sheet_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="no department sheet 'x'; there are yueyang"):
        sheet("x")
