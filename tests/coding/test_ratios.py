"""What helpers.coding.ratios promises: a rate is made of the two figures before it."""

import pytest

from .made import of_text

MADE = [
    "受理案件6,742件，执结6,531件，结案率96.87%。",
    "抽查工单1,500单，按约完成1,467单，完成率97.8%。",
    "“三公”经费预算196万元，决算171.5万元，控制率87.5%。",
    "送审金额9.48亿元，审减1.06亿元，审减率11.18%。",
    "总支出86,012.75万元，其中基本支出69,871.2万元，占81.23%。",
    "收到资金3,170万元，实际支出2,966.8万元，占到位资金的93.59%。",
    "三公经费支出3.12万元，完成预算6万元的52%。",
]
SLIPPED = [
    MADE[0].replace("96.87", "98.67"),
    MADE[1].replace("97.8%", "97.9%"),
    MADE[2].replace("87.5", "78.5"),
    MADE[3].replace("11.18", "11.81"),
    MADE[4].replace("81.23", "81.43"),
    MADE[5].replace("93.59", "95.39"),
]


@pytest.mark.parametrize("text", MADE)
def test_a_rate_agrees_with_the_two_figures_before_it(text):
    assert [verdict for kind, verdict in of_text(text) if kind == "rate"] in (["rounding"], ["holds"], ["truncation"])


@pytest.mark.parametrize("text", SLIPPED)
def test_a_misprinted_rate_is_contradicted(text):
    assert ("rate", "contradiction") in of_text(text)


@pytest.mark.parametrize("text", [MADE[0].replace("96.87", "97.86"), MADE[6].replace("52%", "25%")])
def test_a_rate_that_is_wrong_otherwise_is_contradicted(text):
    assert ("rate", "contradiction") in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "受理案件6,742件，化解纠纷6,531件，群众满意率98.67%。",
        "收入6,742万元，支出6,531万元，同比增长98.7%。",
        "检查企业711家，整改700家，公众知晓率89.5%。",
        "受理案件6,742件，走访企业6,531家，结案率98.67%。",
        "结案136件，调解74件，其中劳动争议42件，占全县收案数的12.3%。",
    ],
)
def test_a_rate_of_other_figures_is_not_contradicted(text):
    assert ("rate", "contradiction") not in of_text(text)


@pytest.mark.parametrize(("rate", "verdicts"), [("98.47", []), ("98.74", ["contradiction"]), ("91.20", [])])
def test_a_rate_is_of_any_whole_before_it_where_two_swapped_digits_keep_it_from_one(rate, verdicts):
    text = f"定量检测完成1,240批次，其中蔬菜612批次。\n\n检测样品合格1,221批次，合格率{rate}%。"  # 98.4677
    assert [verdict for kind, verdict in of_text(text) if kind == "rate"] == verdicts


@pytest.mark.parametrize(("budget", "found"), [("4,875.2", True), ("6,337.8", False)])
def test_a_rate_of_money_that_no_two_amounts_make_up_contradicts_its_own(budget, found):
    text = f"涉及项目3个，预算资金{budget}万元，实际执行4,671.35万元，完成预算的95.82%。"
    assert ("rate", "contradiction") not in of_text(text) if found else ("rate", "contradiction") in of_text(text)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("回收1,426份，回收率95.07%；其中表示满意的1,371份，满意度{}%。", "96.14", "96.41"),  # across a semicolon
        ("各级资金到位1,571.4万元。\n2.执行。全年支出1,402.73万元，执行率{}%。", "89.27", "98.27"),  # a sentence apart
        ("访问400户，满意的{}户，满意度94.25%。", "377", "737"),
    ],
)
def test_a_rate_that_swapped_digits_keep_from_its_figures_is_contradicted_wherever_they_stand(text, right, wrong):
    assert ("rate", "contradiction") not in of_text(text.format(right))
    assert ("rate", "contradiction") in of_text(text.format(wrong))


def test_a_weighted_answer_is_no_share():
    assert ("rate", "contradiction") not in of_text("有效问卷548份，满意的498份，按五档加权折算满意度93.25%。")


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("年末发出意见表450份，反馈满意的414份，满意度{}%。", "92", "97.2"),  # the verb of both
        ("抽取存量合同260份核对，条款齐备238份，齐备率{}%。", "91.5", "95.4"),
        ("在管桥梁118座，评定合格的{}座，合格率97.5%。", "115", "181"),
        ("收到稿件1,460篇，采用385篇，即{}%。", "26.4", "28.4"),  # only a share
        ("今年签约家庭农场126家，续签的98家，占到{}%。", "77.8", "72.6"),
        ("到账补助298万元，用掉271.18万元，使用率{}%。", "91", "94"),  # money
        ("项目批复资金275万元；实际使用253万元，资金使用率{}%。", "92", "94.6"),
        ("项目批复资金275万元；实际使用253万元，资金使用{}%。", "92", "94.6"),  # without 率
        ("满意度调查走访260户，满意的{}户，满意度97.7%。", "254", "245"),  # the whole is named after the rate
        ("调查表500份中满意的470份，满意度{}%。", "94", "97.9"),  # what stands behind the whole is of the part
        ("可支配财力557.15万元，比上年多。支出462.9万元，为可支配财力的{}%。", "83.08", "88.03"),  # named
        ("回收341份，满意{}份，96.5%。", "329", "355"),  # more than there are
    ],
)
def test_a_rate_directly_behind_its_part_is_of_a_whole_before_it(text, right, wrong):
    assert ("rate", "contradiction") not in of_text(text.format(right))
    assert ("rate", "contradiction") in of_text(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "检查餐饮单位500家，不合格20家，合格率96%。",
        "上半年抽查80份合格72份，下半年抽查120份合格114份，全年合格率93%。",
        "发放问卷300份，收回288份，群众满意度93.6%。",
        "走访260户，满意198户、基本满意47户，满意度94.2%。",
        "甲街道120户，占40%；乙街道180户，占60%。",
        "全年支出862万元，其中人员经费540万元、公用经费322万元，执行率95.8%。",
        "支出5,994.89万元，上年结转87.12万元，本年收入5,937.35万元，支出完成率99.51%。",
        "参训学员中女生130人，男生120人，占48%。",  # of both
        "培训班招收300人，到课320人，96.5%满意。",  # the words of the rate stand behind it
        "计划招收300人，实际320人，占95.3%。",
        "在岗管护人员300人，新聘120人，占巡查人员的45%。",  # another whole with the same noun
        "全年支出744万元，业务支出610万元，占全年支出与结转之和的80%。",  # a whole of two
    ],
)
def test_a_rate_behind_a_figure_that_is_not_its_part_contradicts_nothing(text):
    assert ("rate", "contradiction") not in of_text(text)
