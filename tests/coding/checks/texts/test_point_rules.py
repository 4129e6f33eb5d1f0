"""What coding.checks.point_rules promises: points are those that the rule printed for them gives."""

import re

import pytest

from helpers.coding.checks.texts import point_rules
from helpers.output.compared import compared

from ...made import page


def told(check, text: str) -> list[str]:
    return [each.verdict for each in check([page(text)])]


MONEY = "预算460万元，支出391万元，预算执行率85%。"
OF_EXECUTION = [
    MONEY + "\n评分口径：执行率×10为本项得分。\n预算执行（10分）：执行率如前，得{}分。",
    MONEY + "\n预算执行情况满分10分，按执行率乘以分值计分，自评得{}分。",
    "资金执行（分值10分），得分按执行率折算，得{}分。\n" + MONEY,
    MONEY + "\n支付进度指标（10分）：依执行率计得，得{}分。",
    MONEY + "\n一、资金执行权重10分，以“执行率”×分值计算，实得{}分；",
    MONEY + "\n资金执行项满分10分，办法是10分乘以资金执行率，该项自评得{}分。",
    MONEY + "\n支出进度分值10分，以10分×预算执行率为准，自评得{}分。",
]
NOT_OF_EXECUTION = [
    MONEY + "\n预算执行（10分）：执行率如前，得9分。",  # no rule
    MONEY + "\n按执行率计分，八成以上得满分。预算执行（10分）：得10分。",
    MONEY + "人员经费执行率98%。\n执行率×10为得分。预算执行（10分）：得9.8分。",  # of which rate?
    MONEY + "\n执行率×10为得分。管理规范（10分）：得9分。",
]


@pytest.mark.parametrize("text", OF_EXECUTION)
def test_points_for_execution_are_the_rate_of_it_by_the_rule(text):
    assert told(point_rules.by_rule, text.format("8.5")) == ["holds"]
    assert told(point_rules.by_rule, text.format("9.5")) == ["contradiction"]


@pytest.mark.parametrize("text", NOT_OF_EXECUTION)
def test_without_a_rule_or_with_several_rates_points_for_execution_say_nothing(text):
    assert told(point_rules.by_rule, text) == []


OF_LACK = [
    "（1）开馆天数（分值10分）。规则：目标300天，每少4天扣1分。实际288天，少12天，得{}分。",
    "开馆天数（10分）：每缺1天扣0.25分，全年缺12天，得{}分。",
    "及时率（满分10分），每低一个百分点扣0.5分，实际低6个百分点，扣3分，得{}分。",
    "工期（10分）。每延误5天扣1分，不足5天不扣；竣工延误17天，得{}分。",
    "成本（分值10分）：按每超出2万元扣1分的办法，结算超出6万元，自评得{}分。",
    "上门率（10分），目标96%，实际90%，每低于目标1个百分点扣0.5分，得{}分。",
    "巡查（分值10分）：计划60次，实际54次，每少2次扣1分，得{}分。",
    "投诉率（满分10分）：目标不高于2%，实际5%；每高1个百分点扣1分，得{}分。",
    "工期，目标120天，实际用了126天，满分10分，每超2天扣1分，得{}分。",
]
NOT_OF_LACK = [
    "开馆天数（10分）：每少1天扣1分，最多扣3分，全年少12天，得7分。",  # a cap
    "开馆天数（10分）：每少1天扣1分。全年开馆300天，得9分。",  # how many lack is not told
    "开馆天数（10分）：每少4天扣1分；活动场次每少1场扣1分。少12天，得6分。",  # two rules
    "开馆天数：每少4天扣1分，少12天，得6分。",  # no maximum
    "巡查（分值10分）：计划60次，实际63次，每少2次扣1分，得8分。",  # nothing lacks
    "巡查（分值10分）：计划60次，上年52次，实际54次，每少2次扣1分，得8分。",  # of which year?
    "巡查（分值10分）：计划60次，实际54次，每少2次扣1分，最多扣1分，得9分。",
    "开馆天数（10分）：每少4天扣1分。\n活动（10分）：少12天，得9分。",
]


@pytest.mark.parametrize("text", OF_LACK)
def test_points_are_their_maximum_less_what_the_rule_takes_for_what_lacks(text):
    assert told(point_rules.by_lack, text.format("7")) == ["holds"]
    assert told(point_rules.by_lack, text.format("8")) == ["contradiction"]


@pytest.mark.parametrize("text", NOT_OF_LACK)
def test_a_cap_two_rules_or_no_maximum_leave_points_open(text):
    assert told(point_rules.by_lack, text) == []


OF_RATE = [
    "执行率85%，权重10分，得{}分（执行率×权重）。",
    "该指标权重10分，完成率85%，按比例得{}分。",
    "目标40场，实际34场，完成85%，分值10分，按完成比例得{}分。",
    "按时办结率（10分）：全年85%，以办结率乘分值，得{}分；",
    "到课率满分10分，目标100%，实际85%，依到课率折算，得{}分。",
]
NOT_OF_RATE = [
    "执行率85%，权重10分，得9.5分。",  # no rule
    "执行率85%，完成率95%，权重10分，按比例得9.5分。",  # of which rate?
    "完成率85%，权重10分，按比例扣0.5分，得9.5分。",
    "完成率85%，权重10分，按比例计分，最多扣0.5分，得9.5分。",
    "满意度76%，目标80%，权重10分，按比例得9.5分。",  # of its aim
]


@pytest.mark.parametrize("text", OF_RATE)
def test_points_are_those_of_the_rate_in_their_sentence_by_the_rule(text):
    assert told(point_rules.by_rate, text.format("8.5")) == ["holds"]
    assert told(point_rules.by_rate, text.format("9.5")) == ["contradiction"]


@pytest.mark.parametrize("text", NOT_OF_RATE)
def test_no_rule_two_rates_a_cap_or_an_aim_leave_points_of_a_rate_open(text):
    assert "contradiction" not in told(point_rules.by_rate, text)


RULES = [
    "得分为完成数÷目标数×分值。\n",
    "数量指标按完成率计分。\n",
    "评分：实际完成与目标之比乘以分值。\n",
    "计分办法是实际数/计划数×权重。\n",
    "各项按实际完成比例折算得分。\n",
]
ITEM = "巡诊（分值20分）：目标60次，完成51次，得{}分。"


@pytest.mark.parametrize("rule", RULES)
def test_points_are_the_share_that_was_done_by_the_rule(rule):
    assert told(point_rules.by_share, rule + ITEM.format("17")) == ["holds"]
    assert told(point_rules.by_share, rule + ITEM.format("19")) == ["contradiction"]


@pytest.mark.parametrize(
    "text",
    [
        ITEM.format("19"),  # no rule
        RULES[0] + ITEM.format("20"),  # full ones, for a reason perhaps
        RULES[0] + "巡诊（分值20分）：目标60次，完成63次，得19分。",
        RULES[0] + "巡诊（分值20分）：目标60次，服务51人，得19分。",
        RULES[0] + "巡诊率（分值20分）：目标60%，完成51%，得19分。",
        RULES[0] + "巡诊（分值20分）：目标60次，完成51次，扣1分，得19分。",
    ],
)
def test_items_of_other_rules_are_not_held_against_a_share(text):
    assert told(point_rules.by_share, text) == []


def test_what_is_held_against_points_is_told_in_chinese():
    texts = OF_EXECUTION[0].format("9.5"), OF_LACK[0].format("8"), RULES[0] + ITEM.format("19")
    checks = point_rules.by_rule, point_rules.by_lack, point_rules.by_share
    told_ = [each.what for check, text in zip(checks, texts, strict=True) for each in check([page(text)])]
    assert len(told_) == 3
    assert not any(re.search("[a-z]", compared(each, "zh")) for each in told_)
