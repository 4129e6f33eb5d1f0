"""What helpers.reading.text.ranges promises: a range is a target in words, and never two figures or a made-up one."""

import pytest

from helpers.reading.report import read_text
from helpers.reading.text.ranges import ranges


def told(text: str) -> list[str]:
    """Each indicator as `words | =33公里`: its target and what was attained of it."""
    return [
        f"{row.comparator} {row.target}{row.target_unit} | {row.actual_comparator} {row.actual}{row.actual_unit}"
        for row in read_text(text, "r").indicators
    ]


@pytest.mark.parametrize(
    ("goal", "result", "expected"),
    [
        ("计划疏浚沟渠30至35公里", "实际疏浚33公里", "qualitative 30至35公里 | = 33公里"),
        ("计划轮训护林员500～600人次", "实际轮训568人次", "qualitative 500～600人次 | = 568人次"),
        ("林木存活率目标90%-95%", "实际93%", "qualitative 90%-95% | = 93%"),
        ("林木存活率目标90．5%-95．2%", "实际93%", "qualitative 90．5%-95．2% | = 93%"),
        ("游客控制在2万至3万人次", "实际2.4万人次", "qualitative 2万至3万人次 | = 24000人次"),
    ],
)
def test_a_goal_that_is_a_range_keeps_its_words_and_its_result(goal, result, expected):
    assert told(f"{goal}，{result}。") == [expected]
    assert not read_text(f"{goal}，{result}。", "r").outcomes


def test_a_result_that_is_a_range_is_told_in_words():
    assert told("到场时间目标15分钟，实际10—12分钟。") == ["= 15分钟 | qualitative 10—12分钟"]


@pytest.mark.parametrize(
    "text",
    [
        "2019-2022年度",
        "电话0571-88021234",
        "开放时间9:00-17:30",
        "1-6月",
        "服务期3至5年",
        "存活率由整治前的82%提到96%",
        "存活率由82%至96%",
        "由30公里增至35公里",
        "第3-5组",
        "35至30公里",
        "得分80至90分",
    ],
)
def test_spans_of_time_changes_and_numbers_that_fall_are_no_ranges(text):
    assert ranges(text) == []


def test_a_range_stands_where_it_is_printed():
    (found,) = ranges("数量为200—250户。")
    assert ("数量为200—250户。"[found.start : found.end], found.token, found.unit) == ("200—250户", "200—250户", "户")
