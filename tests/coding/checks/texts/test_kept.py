"""What coding.checks.kept promises: what is said to be within a limit is held against the limit that is meant."""

import pytest

from helpers.coding.checks.texts import kept

from ...made import of_text, page

LIMITS = [
    ("公用经费支出{}万元，控制在预算13万元以内。", 9.84, 13.84),
    ("收费站劳务用工核准38名，年底在岗{}名，在核准数以内。", 35, 53),
    ("讲课费每学时不得超过1,500元，实际支付的最高一笔为每学时{}元，符合规定。", "1,390", "1,930"),
    ("项目预算分为教材62万元、场地20万元；其中场地实际支出{}万元，按协议付清，控制在该项预算之内。", 19.2, 21.9),
    ("疏浚工程概算1,150万元，挖泥14.8万立方米，结算价为{}万元，没有超过批复概算。", "1,121", "1,211"),
    ("巡逻艇核定12艘，实际使用{}艘。", 11, 14),
    ("按规定每名家长陪护最长不得超过15天，陪得最久的一位住了{}天，没有超期陪护。", 12, 19),
    ("批准的油料欠款余额最高不得超过30万元，账上欠款最高时为{}万元，始终没有越线。", 21, 41),
    ("血浆平均存放时间不得超过45天，全年平均{}天，周转符合要求。", 38, 58),
    ("经公开比选，路灯维护单价为每盏{}元，没有超过财政部门审定的招标控制价每盏120元。", 116, 126),
    ("闸门招标控制价312.00万元，开标后以{}万元中标，未高于控制价，十月完工。", "308.50", "318.50"),
    ("渗滤液站核定的单日最大处理量为420吨，单日最高处理{}吨（7月2日），一直没有突破处理量。", 396, 436),
    ("核定同时在场人数不超过1,800人，最多一次入场{}人（元宵灯会），始终控制在核定人数以内。", "1,692", "1,926"),
    ("引桥核定荷载为49吨。全年过桥车辆最重{}吨，没有超过核定荷载。", 46, 51),
    ("泵站改造中标价为{}万元，不高于评审确定的最高限价68万元。", 61.2, 71.2),
    ("监理费合同价{}万元，在核准的监理费限额40万元之内。", 38.6, 42.6),
    ("成交价{}万元（最高限价68万元），未超过限价。", 61.2, 71.2),
    ("灯会单日最高入场{}人（正月十五），核定最大承载量5,000人，没有突破承载量。", "4,260", "5,260"),
]


def told(text: str) -> list[str]:
    """The verdicts on a text, of the limits that stand behind their figures and before them."""
    pages = [page(text)]
    return [each.verdict for check in (kept.behind, kept.before) for each in check(pages)]


@pytest.mark.parametrize(("text", "within", "above"), LIMITS)
def test_a_figure_is_held_against_the_limit_that_its_sentence_means(text, within, above):
    assert told(text.format(within)) == ["holds"]
    assert told(text.format(above)) == ["exceeds"]


@pytest.mark.parametrize(
    "text",
    [
        "每校不超过3名校医，全县28所学校实有校医46名，没有超过规定。",  # for each
        "安排培训费12万元，年中追加8万元，实际支出18.6万元，未超过调整后预算。",  # more came
        "规定时限20天，平均8天，最长的一件用了23天，扣除补正时间后未超时限。",
        "编制床位300张，实际开放352张。",
        "安排印刷费5万元、差旅费30万元，印刷差旅实际支出28万元，未超过预算。",  # of both
        "核定车辆6辆，租用车辆8辆，没有超出规定。",
        "每包最高限价68万元，两包共以74.6万元成交，均未超过最高限价。",
        "最高限价68万元，经批准调整为80万元，以74.6万元成交，未超过调整后限价。",
        "核定的单日最大入园量为4,500人次，灯会七天入园9,286人次（正月十一起），没有突破入园量。",  # of all days
        "核定年接待量为3,200人次，全年接待3,286人次，安全事故起数没有突破红线。",  # of another thing
        "预算12万元，中标后以12.6万元签约，超出部分自筹，未突破总预算。",
        "上年成交价71.2万元，今年最高限价68万元，今年节约经费，未超过限价。",
    ],
)
def test_where_another_limit_may_be_meant_nothing_is_said(text):
    assert "exceeds" not in told(text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("公务用车编制18辆，实有21辆。", "exceeds"),
        ("公务用车编制18辆，实有17辆。", "holds"),
        ("核定渡船12艘，实际使用14艘。", "exceeds"),
        ("家具采购单价限额标准1,800元，实际采购单价1,980元。", "exceeds"),
        ("家具采购单价限额标准1,800元，实际采购单价1,680元。", "holds"),
        ("成本控制标准为3.2万元/亩，实际成本3.6万元/亩。", "exceeds"),
        ("培训费限额16.00，支出18.24；公务接待费限额3.00，支出1.92。", "exceeds"),
        ("培训费限额16.00，支出14.28；公务接待费限额3.00，支出1.92。", "holds"),
        ("会议费上限9万元，实际支出11.2万元，详见附表。", "exceeds"),
        ("公务接待费控制数为3.2万元，全年列支2.3万元。", "holds"),
    ],
)
def test_what_is_in_use_or_was_paid_is_held_against_its_limit(text, verdict):
    assert ("limit", verdict) in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "公务用车编制18辆，另租用21辆。",
        "公务用车编制18辆。实有桌椅21张。",
        "每亩控制标准3.2万元，实际每公里成本36万元。",
        "目标单价1,800元，实际采购单价1,980元。",
        "培训费限额16.00，支出18.24，超出部分经批准追加。",
        "培训费限额16.00万元，会议费支出18.24万元。",  # of another thing
        "培训费每批限额16.00万元，支出18.24万元。",  # for each
        "培训费限额16.00万元。支出18.24万元。",
        "讲课限额16课时，支出18.24万元。",
        "培训费申请16.00万元，支出18.24万元。",  # of what is no limit
    ],
)
def test_things_of_another_kind_unit_or_aim_say_nothing(text):
    assert ("limit", "exceeds") not in of_text(text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("公务接待费不得超过12万元，实际列支14.6万元。", "exceeds"),
        ("管理费不高于总额的2%，即不得高于18万元，全年支出21万元，含在上述支出之内。", "exceeds"),
        ("按规定咨询费最高为30.5万元，实际支出35.0万元，全部有合同。", "exceeds"),
        ("劳务费最多可列支8万元，当年支付9.4万元。", "exceeds"),
        ("宣传费不能突破6万元，全年使用5.8万元。", "holds"),
        ("章程规定评审费总额上限7万元，实际发放7.6万元。", "exceeds"),
        ("慰问金限额为25万元，年底兑付27.4万元。", "exceeds"),
        ("县里规定人均不得高于600元，餐费凭票报销，实际人均支出645元。", "exceeds"),
        ("上级核定户均不得突破3,000元，全年户均费用2,860元。", "holds"),
    ],
)
def test_money_spent_is_held_against_what_it_may_not_exceed(text, verdict):
    assert ("limit", verdict) in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "每场不得超过2万元，全年支出4.6万元。",
        "单笔不得超过12万元，实际支付14.6万元。",
        "公务接待费不得超过12万元，会议费支出14.6万元。",
        "按每人每天标准测算，不得超过3万元，实际支出3.2万元。",
        "单次采购不得超过3万元，全年支出32万元。",
        "县定标准为人均不得高于600元，实际支出0.09万元。",  # for one
        "县定标准为人均不得高于600元，实际户均支出1,450元。",
        "人均成本目标不高于600元，实际人均支出645元。",  # an aim that was missed
    ],
)
def test_what_each_may_cost_is_no_limit_of_all(text):
    assert ("limit", "exceeds") not in of_text(text)
