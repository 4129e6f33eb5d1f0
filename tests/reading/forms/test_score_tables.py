"""What helpers.reading.forms.score_tables promises:
points in tables that blanks set apart are rows with their maxima."""

from decimal import Decimal

import pytest

from helpers.reading.report import read_text

TITLE = "青石县公路所2023年度部门整体支出绩效自评报告\n\n四、评分情况\n"


def scored(text: str) -> list[tuple[str, str, Decimal, Decimal | None, str]]:
    """The criteria of a report with this text: what they belong to, name, points, maximum, and what stands there."""
    whole = TITLE + text
    rows = read_text(whole, "R", "R.txt", "0" * 64).scorecard
    return [(row.level1_zh, row.name_zh, row.points, row.max_points, whole[row.start : row.end]) for row in rows]


def test_a_line_is_a_criterion_where_one_column_has_maxima_and_one_points():
    table = "评分项目　　满分　　核定得分\n决策　　10　　10\n过程　　20　　18.6\n产出\t70\t66.7\n合计　　100　　95.3\n"
    assert scored(table)[:3] == [
        ("", "决策", Decimal("10"), Decimal("10"), "10"),
        ("", "过程", Decimal("18.6"), Decimal("20"), "18.6"),
        ("", "产出", Decimal("66.7"), Decimal("70"), "66.7"),
    ]
    assert "合计" not in {name for _, name, *_ in scored(table)}


def test_a_column_is_a_criterion_where_the_heads_have_maxima():
    table = "项目名称　　执行（10分）　　产出（50分）\n甲路养护　　9.8　　48.1\n乙路改造　　9　　45.2\n"
    assert scored(table) == [
        ("甲路养护", "执行", Decimal("9.8"), Decimal("10"), "9.8"),
        ("甲路养护", "产出", Decimal("48.1"), Decimal("50"), "48.1"),
        ("乙路改造", "执行", Decimal("9"), Decimal("10"), "9"),
        ("乙路改造", "产出", Decimal("45.2"), Decimal("50"), "45.2"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "项目　　预算数　　支出数\n甲路养护　　10　　9.8\n乙路改造　　20　　18\n",  # money
        "乡镇　　满分　　得分　　得分\n甲镇　　10　　9　　8\n乙镇　　10　　8　　7\n",  # which points?
        "评分项目　　满分　　得分\n决策　　10　　10\n",  # two lines are no table
    ],
)
def test_other_tables_are_no_scorecard(table):
    assert scored(table) == []


def test_a_label_with_its_maximum_gives_the_points_behind_it_a_name():
    told = "我所逐项打分：\n预算编制：10分，自评10分\n预算执行：15分，自评14.2分\n"
    assert [row[1:4] for row in scored(told)][:2] == [
        ("预算编制", Decimal("10"), Decimal("10")),
        ("预算执行", Decimal("14.2"), Decimal("15")),
    ]


def test_lines_of_a_label_its_weight_and_its_points_are_criteria_whatever_unit_they_leave_out():
    found = scored("预算执行：权重10，得分9.5\n产出数量：权重25，得分22.4\n工作量：定额25，得分方法两种\n")
    assert [row[1:4] for row in found] == [
        ("预算执行", Decimal("9.5"), Decimal(10)),
        ("产出数量", Decimal("22.4"), Decimal(25)),
    ]
