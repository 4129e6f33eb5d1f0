"""Points beside their maxima, by where they stand and which is more."""

from decimal import Decimal

import pytest

from helpers.reading.report import read_text


def rows(text: str) -> list[tuple[str, str]]:
    scores = read_text(text, "r").scorecard
    return [(str(s.points), "" if s.max_points is None else str(s.max_points)) for s in scores]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("绩效得分构成：决策18分（20分）、产出45.5分（权重50分）。", [("18", "20"), ("45.5", "50")]),
        ("产出类50分里拿到47.5分；效益类30分只扣1分，得29分。", [("47.5", "50"), ("29", "30")]),
        ("预算执行满分10分，我们打9.6分。", [("9.6", "10")]),
        ("满意度10分没丢分。", [("10", "10")]),
        ("得分：投入 9.6分/10分，产出 46分/50分。", [("9.6", "10"), ("46", "50")]),
        ("投入（满分10分）：9.6分。\n产出（满分50分）：46分，扣4分。", [("9.6", "10"), ("46", "50")]),
    ],
)
def test_the_more_of_two_numbers_of_points_beside_each_other_is_the_most(text, expected):
    assert rows(text) == expected


def test_a_number_that_adds_up_those_before_it_is_the_total():
    tables = read_text("投入（15分）14分，产出（50分）46分，效果（35分）33分。四项相加93分。", "r")
    assert tables.reports[0].self_score == Decimal(93)


def test_points_taken_off_and_points_that_others_give_are_no_scores():
    assert rows("老人打分92.5分，扣分项为巡查1.2分。") == []


def test_a_corrected_total_stands_above_the_first():
    text = "原自评96分，更正后自评得分92.6分（满分100分）。"
    assert read_text(text, "r").reports[0].self_score == Decimal("92.6")


def test_points_behind_a_target_and_a_result_have_the_name_of_what_was_measured():
    told = "（一）实施情况\n牧道修整里程指标值30公里，完成值31公里，{}；围栏完好率年度指标值98%，完成值97%，得分7分。"
    for points in ("得分8分（满分8分）", "分值8分，得分8分"):
        names = [row.name_zh for row in read_text(told.format(points), "r").scorecard]
        assert names == ["牧道修整里程", "围栏完好率"]
