"""What coding.checks.points promises: points within their maximum, the sum of their list, what deductions leave, or
by a rate."""

import pytest

from ...made import of_text

ITEMS = "指标一得分8分；指标二得分8分；指标三得分7分；指标四得分10分；指标五得分20分；指标六得分45分。自评总分98分。"
RIGHT = [
    "决策得18分、过程得19分、产出得28分、效益得22分，最终评价得分87分。",
    "产出指标得46分。其中数量指标得19分，质量指标得15分，时效指标得12分。",
    "产出指标50分，因工期延误扣4分，时效扣2分，得44分。",
    "执行率98.0%，分值10分，按执行率计算，得9.8分。",
    "投入类扣1.5分，产出类扣2分，效益类扣0.8分，总评95.7分。",  # 100 - 4.3
    "五个方面分别扣2分、3.5分、1.2分、4分、2.5分，最后得86.8分。",  # 100 - 13.2
    "得分依次为：投入9.6分、过程19分、产出39分、效果28.5分，以上加总为96.1分。",
]
FALSE = [
    RIGHT[0].replace("87", "78"),
    RIGHT[1].replace("46分", "48分"),
    RIGHT[2].replace("44分", "46分"),
    RIGHT[3].replace("得9.8", "得8.9"),
    RIGHT[4].replace("95.7", "97.5"),
    RIGHT[5].replace("86.8", "88.6"),
    RIGHT[6].replace("96.1", "91.6"),
]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("决策类得15分（满分15分）。", "holds"),
        ("决策类得15.5分（满分15分）。", "exceeds"),
        ("决策满分15分，评14分。", "holds"),
        ("决策满分15分，评16分。", "exceeds"),
        ("决策15分，得14分；过程25分，得24分；产出40分，得42分；效益20分，得19分。", "exceeds"),
        ("决策15分，得14分；过程25分，得24分；产出40分，得39分；效益20分，得19分。", "holds"),
        ("预算调整率（满分3分，实得2.66分）。", "holds"),
        ("预算调整率（满分3分，实得3.66分）。", "exceeds"),
    ],
)
def test_points_are_within_the_maximum_beside_them(text, verdict):
    assert ("limit", verdict) in of_text(text)


def test_points_are_the_maximum_less_what_was_deducted():
    assert ("score", "holds") in of_text("绩效目标指标满分7分，扣1分，得6分。")
    assert ("score", "contradiction") in of_text("绩效目标指标满分7分，扣1分，得5分。")
    assert ("score", "contradiction") not in of_text("满分7分，每低于1个百分点扣1分，得5分。")


@pytest.mark.parametrize(
    "text",
    [
        "回访率满分8分，实得4.5分，扣{}分。",
        "回访率（8分）得4.5分，因电话停机扣{}分。",
        "回访率分值8分，自评4.5分，失{}分。",
        "回访率（满分8分）得4.5分，扣了{}分；",
        "设备巡检（权重8分）：得4.5分，漏检两次，扣{}分。",
    ],
)
def test_what_was_lost_may_be_told_behind_the_points(text):
    assert ("score", "contradiction") not in of_text(text.format("3.5"))
    assert ("score", "contradiction") in of_text(text.format("4.5"))


@pytest.mark.parametrize(
    "text",
    [
        "回访率得4.5分，扣2分。",  # of what?
        "回访率（8分）得4.5分，每低1个百分点扣2分。",
        "回访率（8分）得4.5分，扣4.5分，补1分。",
        "回访率扣1分，自评得96.5分。",  # one of several
    ],
)
def test_rules_more_points_or_an_unknown_maximum_leave_what_was_lost_open(text):
    assert ("score", "contradiction") not in of_text(text)


def test_the_points_of_all_items_make_up_the_total():
    assert ("score", "holds") in of_text(ITEMS)
    assert ("score", "contradiction") in of_text(ITEMS.replace("二得分8", "二得分6"))


@pytest.mark.parametrize(
    "text",
    [
        ITEMS.replace("六得分45分", "六得分48分") + "含创新加分3分。",
        "指标一得分8分；指标二得分7分。自评总分98分。",
        ITEMS.replace("指标六得分45分。", ""),
    ],
)
def test_a_bonus_and_lists_that_are_not_full_prove_nothing(text):
    assert ("score", "contradiction") not in of_text(text)


OF_MAXIMA = "资金10分，按支付率折算，得9.6分；数量50分，得48分；成效30分，得28.9分；口碑10分，得10分。"  # 96.5


@pytest.mark.parametrize(
    "total",
    [
        "四块得分之和就是总分，为{}分。",
        "各项得分之和就是最终得分，共{}分。",
        "把四项加起来，自评总分应为{}分。",
        "合在一起，自评总分即为{}分。",
        "以上四块相加，便得综合得分，为{}分。",
    ],
)
def test_a_total_told_behind_a_comma_is_that_of_the_points_got_of_maxima_before_it(total):
    assert ("score", "holds") in of_text(OF_MAXIMA + total.format("96.5"))
    assert ("score", "contradiction") in of_text(OF_MAXIMA + total.format("95.6"))
    assert ("score", "contradiction") not in of_text(OF_MAXIMA.replace("口碑10分", "口碑5分") + total.format("95.6"))


def test_full_marks_that_open_a_list_are_no_total():
    text = f"总分100分：{OF_MAXIMA}共96.5分。"
    assert ("score", "contradiction") not in of_text(text)


@pytest.mark.parametrize("text", RIGHT)
def test_points_that_add_up_are_not_contradicted(text):
    assert "contradiction" not in {verdict for _, verdict in of_text(text)}
    assert ("score", "holds") in of_text(text)


@pytest.mark.parametrize("text", FALSE)
def test_points_that_do_not_are(text):
    assert ("score", "contradiction") in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "决策得18分、过程得19分、产出得28分、效益得22分，加分3分，最终评价得分90分。",
        "每逾期一天扣1分，每少一项扣2分，扣完为止，得96分。",
        "产出指标50分，因工期延误扣4分，另扣2分，得46分。",
        "投入类扣1.5分，产出类扣2分，共扣3.5分，效益类得28分。",
    ],
)
def test_a_bonus_a_rule_and_an_open_list_say_nothing(text):
    assert ("score", "contradiction") not in of_text(text)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("基础分100分，自评得94分；另因通过省级验收，按办法加2分（加分上限3分），最后得分{}分。", "96", "97"),
        ("自评得92.5分，创新做法加4分（最多加3分），总分{}分。", "95.5", "96.5"),
        ("自评得94分，按规定最高可加5分，实加3分，最终得分{}分。", "97", "99"),
        ("自评95分，另有附加分2分，合计{}分。", "97", "96"),
        ("自评得分90分，获省表彰加分3分，获市表彰加分1分，最终得{}分。", "94", "93"),
        ("自评得分98分，获省表彰加5分，最终得分{}分。", "100", "99"),
    ],
)
def test_a_last_total_is_the_points_before_it_and_what_was_added_up_to_its_maximum(text, right, wrong):
    assert ("score", "holds") in of_text(text.format(right))
    assert ("score", "contradiction") in of_text(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "自评得分95分，获省表彰加分3分，因迟报扣1分，最终得97分。",
        "自评得94分；每项奖励酌情加2分，最后得分97分。",
        "自评得分95分，获省表彰加分3分，复核得分94分，最终得94分。",
        "预算执行得9分，产出得48分，效益得29分，满意度得8分，另加2分，总分97分。",
        "自评得94分，加2分。\n最后得分97分。",
        "自评得94分。评为示范的可加3分，我镇未获评，最终得分94分。",
    ],
)
def test_deductions_rules_other_points_and_lists_say_nothing_of_a_bonus(text):
    assert not any(kind == "score" and verdict == "contradiction" for kind, verdict in of_text(text))


OF_FOUR = "立项15分，自评15分。管理25分，自评23.5分。产出35分，自评34分。效益25分，自评24分。{}。"


@pytest.mark.parametrize("words", ["四项合计{}分", "以上四个部分一共{}分", "各部分共计为{}分", "四大类合计{}分"])
def test_what_so_many_criteria_make_together_is_the_total(words):
    assert ("score", "holds") in of_text(OF_FOUR.format(words.format("96.5")))
    assert ("score", "contradiction") in of_text(OF_FOUR.format(words.format("97.5")))


@pytest.mark.parametrize("words", ["四项权重合计100分", "四项合计扣3.5分", "四项合计满分100分", "前两项合计38.5分"])
def test_their_maxima_and_what_they_lost_are_no_total(words):
    assert ("score", "contradiction") not in of_text(OF_FOUR.format(words))


BASE = "按办法评定，基础分100分，其中管理30分得29分，产出50分得50分，效益20分得18分，小计{}分。"


def test_full_marks_before_maxima_with_points_are_a_maximum_and_no_item_of_a_subtotal():
    assert ("score", "contradiction") not in of_text(BASE.format("97"))
    assert ("score", "contradiction") in of_text(BASE.format("98"))
    assert ("score", "contradiction") in of_text("总分100分，其中管理30分、产出50分、效益10分。")


@pytest.mark.parametrize("total", ["综合得分{}分。", "总得分为{}分，评为良好。"])
def test_a_total_in_a_sentence_of_its_own_is_that_of_the_chapters_listed_before_it(total):
    chapters = "一级指标得分：决策18分，过程19分，产出28分，效益22分。"
    assert ("score", "contradiction") not in of_text(chapters + total.format("87"))
    assert ("score", "contradiction") in of_text(chapters + total.format("89"))
    assert ("score", "contradiction") not in of_text(chapters.replace("决策", "巡查") + total.format("89"))
