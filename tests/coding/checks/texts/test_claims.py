"""What coding.checks.claims promises: what a text claims of two figures is held against them."""

import pytest

from helpers.coding.checks.texts import claims

from ...made import of_text, page


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("户均费用4,786元，未超过5,000元的标准。", "holds"),
        ("户均费用5,786元，未超过5,000元的标准。", "exceeds"),
        ("产后损失率3.2%，低于3%的控制目标。", "exceeds"),
        ("综合满意度93.85%，高于预期的90%。", "holds"),
        ("综合满意度89.35%，高于预期的90%。", "exceeds"),
        ("检测862份，超过计划的900份。", "exceeds"),
    ],
)
def test_a_figure_is_within_or_beyond_what_it_is_said_to_be(text, verdict):
    assert ("limit", verdict) in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "实际发生5,200元，未能控制在5,000元以内。",
        "满意度98%，高于目标2个百分点。",
        "检测962份，超过计划62份。",
        "响应时间2.5小时，要求控制在2小时以内。",
        "支出120万元，接待批次控制在15批次以内。",
    ],
)
def test_other_words_claim_nothing(text):
    assert ("limit", "exceeds") not in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "受理案件由800件增加到1,000件，增长%s%%。",
        "受理案件1,000件，比上年的800件增长%s%%。",
        "受理案件1,000件，比上年增加200件，增长%s%%。",
        "上年受理案件800件，今年比上年增加200件，增长%s%%。",
        "受理案件1,000件。去年同期为800件，增加200件，增长%s%%。",
        "受理案件1,000件，目标990件，去年800件，增长%s%%。",
    ],
)
def test_growth_is_of_the_two_levels_or_of_a_level_and_its_change(text):
    assert ("rate", "holds") in of_text(text % "25")
    assert ("rate", "contradiction") in of_text(text % "52")


def test_a_decline_is_of_the_level_before():
    assert ("rate", "holds") in of_text("事故由50起下降到40起，下降20%。")
    assert ("rate", "contradiction") in of_text("事故由50起下降到40起，下降25%。")


@pytest.mark.parametrize(
    "text",
    [
        "完成1,000件，走访800户，同比增长12%。",
        "支出31.5万元，其中接待6.3万元、车辆25.2万元，比上年减少2.1万元，下降6.25%。",
        "收入1,000万元，支出800万元，较上年增长9.3%。",
    ],
)
def test_growth_of_something_else_is_not_contradicted(text):
    assert ("rate", "contradiction") not in of_text(text)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("中标价847.5万元，比招标控制价920万元低{}万元。", "72.5", "75.2"),
        ("路灯由2,860盏增加到3,184盏，净增{}盏。", "324", "342"),
        ("平均用时46天，比法定时限60天缩短{}天。", "14", "41"),
    ],
)
def test_a_difference_is_that_of_its_two_figures(text, right, wrong):
    assert ("identity", "holds") in of_text(text.format(right))
    assert ("identity", "contradiction") in of_text(text.format(wrong))


def test_a_level_is_no_difference():
    assert ("identity", "contradiction") not in of_text("路灯由2,860盏增加到3,184盏，新装420盏。")


@pytest.mark.parametrize(
    "text",
    [
        "2023年计划数字化240万页，实际完成264万页，完成率110.0%；2022年完成231万页，同比增长%s%%。",
        "2023年接待264人，其中团体160人；2022年同期为231人，增长%s%%。",
        "全年接待264人，满意率98%，2022年仅231人，同比增长%s%%。2023年另建展厅1座。",
    ],
)
def test_growth_is_of_the_year_before_that_is_named_whatever_stands_between(text):
    text = text.replace("%s%%", "{}%")
    assert ("rate", "rounding") in of_text(text.format("14.3"))  # 264 / 231
    assert ("rate", "contradiction") in of_text(text.format("12.5"))


@pytest.mark.parametrize(
    "text",
    [
        "2023年接待264人，满意率98%；2021年231人，同比增长12.5%。",  # not the year before
        "2023年接待264人，目标95%；2022年读者来信231人，同比增长12.5%。",  # of another thing
        "2023年接待264人，满意率98%；2022年满意率95%，同比增长12.5%。",
        "2023年计划接待264人，满意率98%；2022年完成231人，同比增长12.5%。",  # a plan
        "2023年其中团体接待160人，满意率98%；2022年140人，同比增长41.3%。",  # of a part alone
    ],
)
def test_growth_of_another_year_thing_or_of_a_plan_is_not_compared(text):
    assert ("rate", "contradiction") not in of_text(text)


def test_growth_is_of_any_level_before_that_makes_it_up_and_against_none_that_is_a_part():
    text = page("2023年接待264人，其中团体160人；2022年140人，同比增长14.3%。")
    assert [each.verdict for each in claims.growth([text])] == ["rounding"]  # 160 / 140
    wrong = page("2023年接待264人，其中团体160人；2022年231人，同比增长12.5%。")
    assert {each.recomputed for each in claims.growth([wrong])} == {14.285714286}  # 264 / 231


@pytest.mark.parametrize(
    "last",
    [
        "同比：上年查处1475起，本年下降{}%。",
        "与上年相比，去年同期查处1475起，下降了{}%。",
        "同比，上年查处1475起，今年降低{}%。",
    ],
)
def test_growth_in_a_sentence_of_its_own_is_of_what_its_line_tells_of_the_deed(last):
    told = "现场查处酒驾1236起，其中饮酒1047起、醉酒189起。按时段，白天418起，夜间818起。" + last
    assert ("rate", "rounding") in of_text(told.format("16.2"))  # 1236 / 1475
    assert ("rate", "contradiction") in of_text(told.format("19.3"))


@pytest.mark.parametrize(
    "told",
    [
        "现场查处酒驾1236起，其中醉酒189起。同比：上年受理1475起，本年下降19.3%。",  # of another deed
        "现场查处酒驾1236起，查处毒驾37起。同比：上年查处1475起，本年下降19.3%。",  # of one of two
        "现场查处酒驾1236起。\n同比：上年查处1475起，本年下降19.3%。",  # of another line
        "计划查处酒驾1236起。同比：上年查处1475起，本年下降19.3%。",  # a plan
        "现场查处酒驾1236起。同比：上年查处1475人，本年下降19.3%。",
    ],
)
def test_growth_in_a_sentence_of_its_own_of_what_its_line_does_not_tell_says_nothing(told):
    assert ("rate", "contradiction") not in of_text(told)
