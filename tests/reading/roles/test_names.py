"""What helpers.reading.roles.names promises: what a number counts, by the words before it."""

import pytest

from helpers.reading.roles.names import likeness, named, named_last


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2022年完成渠道清淤", "渠道清淤"),
        ("（1）渠道清淤年度目标值为", "渠道清淤"),
        ("渠道清淤实际完成值", "渠道清淤"),
        ("超额完成年初", ""),
        ("没有达到年初“全年开放", "开放"),
        ("完成率", "完成率"),
        ("计划生育服务", "计划生育服务"),
        ("应急演练", "应急演练"),
        ("及时发放率", "及时发放率"),
        ("及管护制度", "管护制度"),
    ],
)
def test_a_name_is_what_is_left_without_years_marks_and_words_for_target_and_actual(text, name):
    assert named(text) == name


@pytest.mark.parametrize(
    ("clause", "name"), [("即", ""), ("数量指标：渠道清淤", "渠道清淤"), ("渠道清淤：达到", "渠道清淤"), ("共", "")]
)
def test_the_last_part_behind_a_colon_that_names_something_is_the_name(clause, name):
    assert named_last(clause) == name


@pytest.mark.parametrize(
    ("one", "other", "shared"), [("群众满意度", "满意度", 2), ("泵站", "渠道", 0), ("站", "站", 0)]
)
def test_names_are_as_alike_as_the_pairs_of_characters_they_share(one, other, shared):
    assert likeness(one, other) == shared


def test_a_word_of_place_before_a_limit_is_no_part_of_a_name():
    assert named("工单完成率在") == named("工单完成率保持在") == "工单完成率"
