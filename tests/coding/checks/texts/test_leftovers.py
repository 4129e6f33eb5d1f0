"""What coding.checks.leftovers promises: what is left is what was had less what was spent, in whatever words."""

import pytest

from ...made import of_text

IS_LEFT = [
    "项目预算845.2万元，执行688.17万元，执行率81.42%。船厂交付延期，年底结转157.03万元。",
    "共筹集资金1386000元，已支付1273640元，剩下的112360元结转到下年。",
    "当年收入14862730.55元，支出14212006.88元，年初结转结余286540.20元，年末结转结余937263.87元。",
    "全年预算7,702.4万元，累计支出7,418.66万元，尚有283.74万元结转至下年使用。",
    "预算1,300万元，实际采购1,254.8万元，节约45.2万元。",
    "下达资金3,250万元，使用3,117.4万元，节余132.6万元已由财政收回。",
]
SLIPPED = [
    IS_LEFT[0].replace("157.03", "175.03"),
    IS_LEFT[1].replace("112360", "121360"),
    IS_LEFT[2].replace("937263.87", "973263.87"),
    IS_LEFT[3].replace("283.74", "238.74"),
    IS_LEFT[4].replace("45.2", "54.2"),
    IS_LEFT[5].replace("132.6", "123.6"),
]


@pytest.mark.parametrize("text", IS_LEFT)
def test_what_is_left_of_money_had_holds(text):
    assert ("identity", "holds") in of_text(text)
    assert ("identity", "contradiction") not in of_text(text)


@pytest.mark.parametrize("text", SLIPPED)
def test_a_misprint_in_what_is_left_contradicts_it(text):
    assert ("identity", "contradiction") in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "预算845.2万元，执行688.17万元。通村桥梁项目未开工，结转61.7万元。",  # of one project only
        "上年结转157.3万元，预算845.2万元，执行688.17万元。",
        "预算845.2万元，执行688.17万元，结余资金157万元按规定收回。",
    ],
)
def test_other_leftovers_are_not_contradicted(text):
    assert ("identity", "contradiction") not in of_text(text)
