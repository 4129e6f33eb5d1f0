"""What coding.checks.goals promises: which figures of a text are goals of its year, and what may tell of each."""

import pytest

from helpers.coding.checks.goals import goals

from ...made import page


def figure(text: str, value: float):
    """The page of a text and its first figure of this value."""
    own = page(text)
    return own, next(each for each in own.counts if each.value == value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("界碑修缮目标36座。", 36),
        ("巡护里程不少于240公里。", 240),
        ("候鸟环志600只以上。", 600),
        ("绩效目标为：修复壁画180平方米，采集洞窟12个。", 12),
        ("岸电使用计划1,200艘次。", 1200),
        ("（二）目标设定情况\n1、灯塔换灯 14座\n2、浮标起捞 22座", 22),
    ],
)
def test_what_is_called_a_goal_or_bounded_or_listed_is_one(text, value):
    assert goals.is_goal(*figure(text, value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("苗木成活率低于92%的目标。", 92),
        ("为三年总目标的104%。", 104),
        ("设数量目标6项、质量目标4项。", 6),
        ("章程规定每年培训不少于24学时。", 24),
        ("申请在5个工作日内办结的比例为100%。", 5),
        ("四、下一步打算\n新建书屋目标12个。", 12),
        ("（三）目标完成情况\n1、灯塔换灯 14座\n2、浮标起捞 22座", 22),
        ("绩效目标为：修复壁画180平方米，实际采集洞窟13个。", 13),
    ],
)
def test_what_is_compared_counted_ruled_planned_later_or_done_is_none(text, value):
    assert not goals.is_goal(*figure(text, value))


def test_the_words_that_may_tell_of_a_goal_end_where_the_next_goal_or_item_begins():
    own, goal = figure("界碑目标36座，修缮36座；界桩目标210根，已更新215根。", 36)
    assert own.text[slice(*goals.stretch(own, goal))] == "座，修缮36座；"
    own, goal = figure("1.界碑目标36座。年内修缮36座。\n2.界桩目标210根。", 36)
    assert own.text[slice(*goals.stretch(own, goal))] == "座。年内修缮36座。"
    own, goal = figure("界碑目标36座，分布在南北两段各乡镇的边界线上及沿线的渡口，其中\n年内修缮36座。", 36)
    assert own.text[slice(*goals.stretch(own, goal))].endswith("其中\n年内修缮36座。")  # a line that wraps is no row


@pytest.mark.parametrize(
    ("text", "name"), [("数量指标--蜂种保育群数目标值260群。", "蜂种保育群"), ("目标是更新界桩210根。", "更新界桩")]
)
def test_the_noun_of_a_goal_has_no_word_for_goals(text, name):
    assert goals.noun(page(text).counts[-1]) == name


def test_a_plan_of_the_beginning_of_the_year_is_called_a_goal():
    assert goals.is_called(*figure("年初计划流动法庭下乡60次。", 60))
    assert not goals.is_called(*figure("流动法庭下乡60次。", 60))
