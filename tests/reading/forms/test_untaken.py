"""What helpers.reading.forms promises of headers: few words are enough, or a column of numbers is told as lost."""

import pytest

from .drawn import indicators, problems, read

LEVELS = "一级指标 | 二级指标 | 三级指标"
ROWS = (
    "产出指标 | 数量指标 | 修井 | ≥100口 | 120口 | 10 | 10\n"
    "产出指标 | 质量指标 | 合格率 | ≥95% | 合格 | 10 | 10\n"
    "满意度指标 | 服务对象满意度 | 村民满意度 | ≥90% | 97% | 10 | 10"
)

FEW = ("已修", "在修", "已修", "3米", "5米")


def form(target: str, actual: str, rows: str = ROWS):
    return read(f"{LEVELS} | {target} | {actual} | 分值 | 得分\n{rows}")


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("目标", "完成"),
        ("计划", "实际"),
        ("目标值", "达成"),
        ("年初设定", "年末实际"),
        ("年度指标值", "实现"),
        ("期初申报", "期末达成"),
    ],
)
def test_a_bare_word_beside_a_target_is_an_actual(target, actual):
    tables = form(target, actual)
    assert indicators(tables)[0] == "output quantity 修井 | >= 100口 | = 120口 | 10 10"
    assert (len(tables.indicators), problems(tables)) == (3, [])


def test_a_bare_word_is_nothing_beside_another_actual_or_without_a_target():
    rows = (
        "产出指标 | 数量指标 | 修井 | 100口 | 是 | 120口 | 5 | 5\n产出指标 | 质量指标 | 合格率 | 95% | 是 | 97% | 5 | 5"
    )
    tables = read(f"{LEVELS} | 年度指标值 | 完成 | 实际完成值 | 分值 | 得分\n{rows}")
    assert indicators(tables)[0] == "output quantity 修井 | = 100口 | = 120口 | 5 5"
    assert problems(read(f"{LEVELS} | 说明 | 完成 | 分值 | 得分\n{ROWS}")) == ["column_not_taken"]


@pytest.mark.parametrize(("target", "actual", "lost"), [("目标值", "实测", ["实测"]), ("甲", "乙", ["甲", "乙"])])
def test_a_column_of_numbers_without_a_known_header_is_told_with_it(target, actual, lost):
    tables = form(target, actual)
    assert problems(tables) == ["column_not_taken"] * len(lost)
    for row, name in zip(tables.problems, lost, strict=True):
        assert f"the column {name} with " in row.reason
        assert row.reason.startswith("table 1!R1C")


def test_levels_without_any_known_column_beside_them_are_told_too():
    rows = "\n".join(" | ".join(line.split(" | ")[:5]) for line in ROWS.split("\n"))
    assert problems(read(f"{LEVELS} | 甲 | 乙\n{rows}")) == ["column_not_taken"] * 2


@pytest.mark.parametrize("header", ["序号", "完成率", "备注", "上年完成值"])
def test_a_column_that_is_known_to_be_no_figure_of_the_year_is_not_told(header):
    rows = "\n".join(f"{line} | {place}" for place, line in enumerate(ROWS.split("\n"), 1))
    assert problems(read(f"{LEVELS} | 年度指标值 | 实际完成值 | 分值 | 得分 | {header}\n{rows}")) == []


def test_words_under_an_unknown_header_are_no_column_of_numbers_nor_is_what_follows_the_total():
    words = ROWS.replace("120口", "已修").replace("97%", "满意")
    assert problems(form("目标值", "实测", words)) == []
    mostly = "\n".join(
        f"产出指标 | 数量指标 | 第{n}段 | 100米 | {told} | 5 | 5" for n, told in zip("一二三四五", FEW, strict=True)
    )
    assert problems(form("目标值", "实测", mostly)) == []
    one = "产出指标 | 数量指标 | 修井 | 100口 | 120口 | 10 | 10\n总分 |  |  |  |  | 99 | 98\n电话 |  |  |  | 138 | 1"
    assert problems(form("目标值", "实测", one)) == []
