"""What helpers.reading.forms promises of targets that a form prints twice, as set first and as adjusted."""

import pytest

from .drawn import indicators, read

HEAD = "三级指标 | 年初目标值 | {} | 实际完成值 | 分值 | 得分\n"


def row(first: str, later: str, label: str = "调整后目标值") -> tuple[str, str]:
    """The indicator of a form with two targets, without its name and points, and its note."""
    found = read(HEAD.format(label) + f"讲座 | {first} | {later} | 22场 | 10 | 10")
    return indicators(found)[0].split(" | ")[1], found.indicators[0].note


@pytest.mark.parametrize("label", ["调整指标值", "调整后目标值", "变更后指标值", "修订值", "年中调整值"])
def test_an_adjusted_target_is_the_one_that_counts_and_the_first_is_noted(label):
    assert row("≥20场", "≥18场", label) == (">= 18场", "年初指标值≥20场")


def test_an_adjusted_figure_has_the_sign_the_unit_and_the_scale_of_the_first():
    assert row("≥20场", "18") == (">= 18场", "年初指标值≥20场")
    assert row("≤2.5万场", "2.2") == ("<= 22000场", "年初指标值≤2.5万场")
    assert row("20场", "≥18场") == (">= 18场", "年初指标值20场")


@pytest.mark.parametrize("later", ["-2", "+2", "减少2场", "不变", "无", "未调整", "取消"])
def test_a_change_or_words_in_place_of_a_figure_are_no_target(later):
    assert row("≥20场", later) == (">= 20场", f"调整指标值{later}")


def test_changes_may_be_adjusted_and_words_replaced_by_words():
    assert row("-3%", "-2%")[0] == "= -2%"
    assert row("健全", "基本健全") == ("qualitative 基本健全", "年初指标值健全")
    assert row("健全", "不变")[0] == "qualitative 健全"


def test_a_column_of_changes_alone_is_no_target():
    assert row("≥20场", "18", "调整数") == row("≥20场", "18", "指标调整数") == (">= 20场", "")


def test_a_blank_leaves_the_first_and_one_that_stands_alone_counts():
    assert row("≥20场", "") == (">= 20场", "")
    assert row("", "≥18场") == (">= 18场", "")
    assert row("20场", "20场") == ("= 20场", "")


def test_the_place_of_a_target_without_an_actual_is_that_of_the_one_that_counts():
    found = read(HEAD.format("调整值") + "讲座 | 20场 | 18场 |  | 10 | \n展览 | 3场 |  |  | 5 | ")
    assert [(each.token, each.cell) for each in found.indicators] == [("18", "table 1!R2C3"), ("3", "table 1!R3C2")]
