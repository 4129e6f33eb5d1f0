"""What helpers.reading.indicators.strokes promises:
goal and result meet across a stroke, in the order that words before tell."""

import pytest

from helpers.reading.report import read_text

HEAD = "临河县图书馆2022年度免费开放专项绩效自评报告\n二、指标\n"
LINES = "新购图书1,200册／1,260册\n举办讲座24场／22场\n读者证办理800个／900个\n"
BOTH = [("1200", "1260"), ("24", "22"), ("800", "900")]


def read(text: str) -> list[tuple[str, str]]:
    """Target and actual of each indicator."""
    rows = read_text(HEAD + text, "r").indicators
    return [(f"{row.target.normalize():f}", f"{row.actual.normalize():f}") for row in rows if row.target and row.actual]


@pytest.mark.parametrize(
    "told", ["对照（前为目标，后为完成）\n", "目标／实际：\n", "计划数/完成数\n", "下面按任务、实绩列出\n"]
)
def test_lines_with_a_stroke_are_goal_and_result_where_the_words_before_say_so(told):
    assert read(told + LINES) == BOTH


def test_they_are_result_and_goal_where_the_words_say_so():
    assert read("完成／目标：\n" + LINES) == [(goal, result) for result, goal in BOTH]


@pytest.mark.parametrize(
    "text", ["上年／本年\n" + LINES, "男／女\n" + LINES, "目标／实际：\n新购图书1,200册／1,260册\n"]
)
def test_other_strokes_and_one_line_alone_are_no_pairs(text):
    assert read(text) == []
