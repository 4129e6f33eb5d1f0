"""What coding.checks.answers promises: a figure, its parts or words may tell what came of a goal."""

import pytest

from helpers.coding.checks.goals import answers

from ...made import page


def goal(text: str):
    """The page of a text and its first figure."""
    own = page(text)
    return own, own.counts[0]


@pytest.mark.parametrize(
    "text",
    [
        "界碑修缮目标36座，修缮38座。",
        "出圃合格率目标92%，抽检60批次，合格57批次。",
        "样线监测目标18条，18条全部监测完毕。",
        "驿站建设目标2处，两处都已投用。",
        "课堂目标24场，一场没落下。",
        "重大船舶污染事故目标0起，全年未发生。",
        "目标：塌方事故为0。\n完成：0起。",
        "单桩造价目标不超过4,800元，折合4,635元。",
        "救助站棉被更换目标60床，都换了。",
        "潜水员持证率目标100%，潜水队41人，人人有证。",
        "口述采访目标50场，场次相当于目标的104%。",
        "湿地补水目标3.2万立方米，超额完成。",
        "吊桥检修目标2座，一座在汛前、一座在汛后。",
        "焊缝合格率目标100%，一次交验率目标90%。送检焊缝720道全部合格。",
    ],
)
def test_a_figure_its_parts_or_words_behind_a_goal_tell_of_it(text):
    assert answers.is_told(*goal(text))


@pytest.mark.parametrize(
    "text",
    [
        "良种使用率目标80%，由种苗站制定统计口径。",
        "演练目标58台次，委托省局实验室承担。",
        "棉被更换目标60床，均由区救助站统一清洗。",
        "吊桥检修目标8座，第一座从南岸开始。",
        "焊缝合格率目标100%，由监理单位把关。",
        "疫苗接种率目标95%。全年报告反应63例，调查率100%。",
        "指标：站牌完好率 | ≥95% | | 10 | 10 |",  # points are no parts of a rate
    ],
)
def test_other_words_and_rates_of_other_things_do_not(text):
    assert not answers.is_told(*goal(text))


def test_a_goal_may_be_told_before_it_apart_from_it_or_with_all_others():
    own = page("两档合计满意率93%，目标85%。")
    assert answers.is_told_before(own, own.counts[1])
    assert answers.is_told_elsewhere(*goal("目标：读书活动400场以上。\n镇里办了读书活动427场。"))
    assert not answers.is_told_elsewhere(*goal("目标：读书活动400场以上。\n镇里办了广场舞427场。"))
    assert answers.is_told_of_all(*goal("目标：读书活动400场；书屋12个。\n上述目标均已完成。"))


def test_the_sentence_of_a_goal_may_refer_to_another_place():
    assert answers.is_referred(*goal("古桥修缮目标3座，见下段。"))
    assert answers.is_referred(*goal("古桥修缮目标3座，这一项在效益一节里说。"))
    assert not answers.is_referred(*goal("古桥修缮目标3座，桥身裂缝肉眼可见。"))


def test_a_figure_in_another_unit_that_answers_directly_is_told():
    own, first = goal("盐碱地改良目标不少于3,000亩，实际改良42个地块。")
    assert answers.unlike(own, first).value == 42
    headed = goal("目标：储水2.4万立方米。\n完成情况：2.5万亩，渠水到田。")
    assert answers.unlike(*headed).value == 25_000
    for text in (
        "目标：储水2.4万立方米。\n经费：12万元。",
        "目标：储水2.4万立方米。\n完成：104%。",
        "盐碱地改良目标3,000亩，实际投入42万元。",
        "测量目标2次/年，实际3次。",
        "出车时间目标7分钟，实际为6分18秒。",
    ):
        assert answers.unlike(*goal(text)) is None


@pytest.mark.parametrize(
    ("text", "goal_at", "told_at", "other"),
    [
        ("广播人口覆盖率目标99%，实际99.3%；电视人口覆盖率目标99%。", 2, 1, True),
        ("广播人口覆盖率目标99%，实际99.3%；电视人口覆盖率目标99%。", 0, 1, False),  # its own
        ("广播人口覆盖率目标98%，实际99.3%；电视人口覆盖率目标99%。", 2, 1, False),  # of another value
        ("电视人口覆盖率目标99%；广播人口覆盖率目标99%，实际99.3%。", 0, 2, False),  # behind it
        ("广播率目标99%，实际99.3%；电视率目标99%。", 2, 1, False),  # names of few characters
        ("人口覆盖率目标99%，实际99.3%；电视人口覆盖率目标99%。", 2, 1, False),  # perhaps of the same
    ],
)
def test_a_result_is_that_of_the_goal_of_like_value_before_it(text, goal_at, told_at, other):
    own = page(text)
    assert answers.is_of_twin(own, own.counts[goal_at], own.counts[told_at]) is other
