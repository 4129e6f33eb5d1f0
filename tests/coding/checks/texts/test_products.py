"""What coding.checks.products promises: a number at a price for each makes up its amount, and an amount its mean."""

import pytest

from ...made import of_text

RIGHT = [
    "资助学生146人，人均5,000元，共计73万元。",  # 146 x 0.5
    "购置饮水机28台，每台1,350元，总计3.78万元。",
    "发放燃油补贴684万元，受益渔船456艘，平均每艘1.5万元。",
    "修复古籍312册，修复24,960叶，平均每册80叶。",
    "受益农户1,260户，发放补助315万元，户均2,500元。",
]
FALSE = [
    RIGHT[0].replace("73万", "78万"),
    RIGHT[1].replace("3.78", "3.87"),
    RIGHT[2].replace("1.5", "1.8"),
    RIGHT[3].replace("80", "88"),
    RIGHT[4].replace("2,500", "2,050"),
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_a_number_costs_and_its_mean_hold(text):
    assert "contradiction" not in {verdict for _, verdict in of_text(text)}
    assert {"holds", "rounding"} & {verdict for kind, verdict in of_text(text) if kind in ("identity", "rate")}


@pytest.mark.parametrize("text", FALSE)
def test_a_false_amount_or_mean_is_contradicted(text):
    assert "contradiction" in {verdict for kind, verdict in of_text(text) if kind in ("identity", "rate")}


@pytest.mark.parametrize(
    "text",
    [
        "资助学生146人，人均不超过5,000元，共计70万元。",
        "总投资684万元，其中补贴渔船456艘，平均每艘1.2万元。",
        "处置垃圾3.1万吨，支出815.30万元，上年平均每吨286元。",
        "巡查456次，渔船684艘，平均每村1.2万元。",
    ],
)
def test_prices_that_are_open_or_of_something_else_say_nothing(text):
    assert "contradiction" not in {verdict for _, verdict in of_text(text)}
