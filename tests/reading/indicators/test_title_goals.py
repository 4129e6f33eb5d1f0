"""What helpers.reading.indicators.title_goals promises:
goals that head their paragraphs meet the sentence behind them."""

import pytest

from helpers.reading.report import read_text

LAMPS = (
    "新装路灯260盏以上。全年装了268盏。",
    "巡检线路34公里。巡检队走了31公里。",
    "故障修复时间压到24小时以内。工单统计为20小时。",
)
NURSERY = (
    "育苗45万株。苗圃出圃47.6万株，其中柏树12万株。",
    "苗木成活率稳定在90%以上。林站抽样为93.5%，省里平均为91%。",
    "带动务工320人。名册登记344人。",
)


def read(title: str, lines: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Each indicator as comparator, target and actual."""
    text = f"云河市城市照明中心2022年度专项绩效自评报告\n二、{title}\n" + "".join(f"——{line}\n" for line in lines)
    rows = read_text(text, "r").indicators
    return [(row.comparator, f"{row.target.normalize():f}", f"{row.actual.normalize():f}") for row in rows]


@pytest.mark.parametrize("title", ["目标任务及其实现程度", "任务与落实结果"])
@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (LAMPS, [(">=", "260", "268"), ("=", "34", "31"), ("<=", "24", "20")]),
        (NURSERY, [("=", "450000", "476000"), (">=", "90", "93.5"), ("=", "320", "344")]),
    ],
)
def test_the_second_sentence_answers_the_first_in_a_chapter_on_goals_and_what_came_of_them(title, lines, rows):
    assert read(title, lines) == rows


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("主要做法", LAMPS),
        ("目标任务及其实现程度", LAMPS[:2]),
        (
            "目标任务及其实现程度",
            tuple(line.replace("以上", "") for line in LAMPS[:2]) + ("添置升降车4辆。东区用了3辆。",),
        ),
        (
            "目标任务及其实现程度",
            ("新装路灯260盏以上。其中太阳能灯120盏。", "巡检线路34公里。比上年多31公里。", LAMPS[2]),
        ),
    ],
)
def test_other_chapters_few_paragraphs_no_bound_and_parts_make_no_goals(title, lines):
    assert read(title, lines) == []
