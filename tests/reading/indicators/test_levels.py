"""What helpers.reading.indicators.levels promises beyond test_indicators:
levels by the unit and the bound of a target."""

import pytest

from helpers.reading.indicators.levels import level
from helpers.reading.report import read_text


@pytest.mark.parametrize(
    ("name", "comparator", "unit", "levels"),
    [
        ("抢修人员从接报到赶到", "<=", "分钟", ("output", "timeliness")),
        ("开放夜场", ">=", "小时", ("output", "quantity")),
        ("每亩统防统治补助", "<=", "元", ("output", "cost")),
        ("每名新兵被装", "=", "元", ("output", "cost")),
        ("单座泵站补贴", "<=", "万元", ("output", "cost")),
        ("日常养护摊到每公里", "<=", "元/公里", ("output", "cost")),
        ("景区门票收入", "=", "万元", ("benefit", "economic")),
        ("中度污染天数", "<=", "天", ("benefit", "ecological")),
        ("登记失业率", "<=", "%", ("benefit", "social")),
        ("发放助学款", ">=", "万元", ("output", "quantity")),
        ("噪声举报", "<=", "起", ("benefit", "ecological")),
        ("电信诈骗警情", "<=", "起", ("benefit", "social")),
        ("受理行政复议", ">=", "起", ("output", "quantity")),
        ("排查入户盗窃线索", "<=", "起", ("output", "quantity")),
        ("讲解员持证上岗", ">=", "%", ("output", "quality")),
        ("讲解员持证上岗", ">=", "人", ("output", "quantity")),
    ],
)
def test_the_unit_and_the_bound_of_a_target_tell_its_levels_where_no_word_of_its_name_does(
    name, comparator, unit, levels
):
    assert level("", name, comparator, unit) == levels


@pytest.mark.parametrize(
    ("label", "levels"),
    [("效益", ("benefit", "social")), ("产出", ("output", "timeliness")), ("数量指标", ("output", "quantity"))],
)
def test_the_unit_tells_levels_only_within_a_printed_label(label, levels):
    assert level(label, "从接报到赶到", "<=", "分钟") == levels


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("改造小区单位面积能耗下降", ("benefit", "ecological")),
        ("改造高能耗小区", ("output", "quantity")),
        ("监督社会办医机构", ("output", "quantity")),
        ("社会办医机构知名度", ("benefit", "social")),
        ("拉动社会投资", ("benefit", "economic")),
        ("景区接待游客", ("benefit", "social")),
        ("新建游客步道", ("output", "quantity")),
    ],
)
def test_a_change_is_no_deed_and_what_is_done_to_those_around_is(name, levels):
    assert level("", name) == levels


def test_the_unit_of_a_promise_in_prose_reaches_its_levels():
    text = "二、绩效目标完成情况\n抢修队伍到达，目标不超过30分钟，实际25分钟。每亩病虫防治不高于20元，实际18元。"
    rows = read_text(text, "r").indicators
    assert [(row.level1, row.level2) for row in rows] == [("output", "timeliness"), ("output", "cost")]


@pytest.mark.parametrize(
    ("title", "level1"), [("产出", "output"), ("效益", "benefit"), ("效果", "benefit"), ("产出效果", "output")]
)
def test_a_title_of_one_word_gives_level_1_to_what_stands_below_it(title, level1):
    rows = read_text(f"四、目标实现情况\n（一）{title}。堤防长度，年度目标610公里，实际完成628公里。\n", "r").indicators
    assert [row.level1 for row in rows] == [level1]


def test_less_is_better_where_nothing_is_the_goal():
    rows = read_text("汛期垮坝目标值0座，实际0座。新建水库目标值2座，实际2座。", "r").indicators
    assert [row.polarity for row in rows] == ["lower", "higher"]
