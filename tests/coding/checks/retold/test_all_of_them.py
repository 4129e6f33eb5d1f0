"""What coding.checks.all_of_them promises: what is told as all of a thing is as many as the report has of it."""

import pytest

from helpers.coding.checks.retold import all_of_them

from ...made import page

STATIONS = "管护站48处，其中常设31处，季节性17处。"
TWICE = "街道辖居住小区64个，户数2.1万户。全年巡查小区64个，每月两轮。老旧小区19个没有停车位。"


def told(text: str) -> list[tuple[float, float]]:
    return [(each.stated.value, each.recomputed) for each in all_of_them.again([page(text)])]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (STATIONS + "下年计划在{}处管护站中选9处改造。", 48, 43),
        (STATIONS + "今后从{}处管护站里优先挑9处改造。", 48, 43),
        (TWICE + "打算在全部{}个小区推开监控。", 64, 67),
        (TWICE + "监控拟覆盖所有{}个小区。", 64, 67),
    ],
)
def test_a_misprint_of_all_there_are_is_told(text, one, other):
    assert told(text.format(one)) == []
    assert told(text.format(other)) == [(one, other)]


@pytest.mark.parametrize(
    "text",
    [
        STATIONS + "当年撤并5处。下年计划在43处管护站中选9处改造。",  # so many more
        "管护站48处。下年计划在43处管护站中选9处改造。",  # told once, and no parts
        "已改造管护站48处，其中常设31处，季节性17处。下年在全部49处管护站推开。",  # those that were done
        STATIONS + "下年计划在46个管护站中选9个改造。",  # another unit
        STATIONS + "全县有52处检查站，下年在52处检查站中选9处改造。",
        STATIONS + "下年改造43处管护站。",  # not said to be all
        "省道沿线东片三乡" + STATIONS + "下年计划在43处管护站中选9处改造。",  # some of those there are
        TWICE + "物业小区61个。打算在全部67个小区推开监控。",  # of two kinds
    ],
)
def test_what_may_be_of_others_or_of_some_says_nothing(text):
    assert told(text) == []
