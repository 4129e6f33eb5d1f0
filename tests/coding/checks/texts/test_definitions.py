"""What coding.checks.definitions promises: a rate is held against what its printed definition names."""

import pytest

from ...made import of_text

GOT = "年初预算320.00万元，实际到位286.40万元，支出286.40万元。"
CUT = "年初预算246万元，调整后全年预算216万元，支出211.56万元。"


@pytest.mark.parametrize(
    "told",
    [
        "项目预算执行率（支出数与年初预算数之比）为{}%。",
        "预算执行率（即实际支出占年初预算的比例）达到{}%。",
        "预算执行率（支出数/年初预算数×100%）：{}%。",
        "按预算执行率＝支出数÷年初预算数计算，执行率为{}%。",
        "执行率按“支出数÷年初预算数”计算，为{}%。",
        "执行率以支出与年初批复预算之比计算，为{}%。",
        "执行率（支出数与全年预算数之比）为{}%。",  # no other budget is told
    ],
)
def test_a_rate_is_of_the_budget_that_its_definition_names_whatever_else_makes_it_up(told):
    assert ("rate", "contradiction") in of_text(GOT + told.format("100.0"))  # of what came in
    assert ("rate", "holds") in of_text(GOT + told.format("89.5"))  # 286.4 / 320


def test_the_budget_of_the_year_is_the_adjusted_one_or_the_first_where_nothing_changed_it():
    rate = "执行率（支出数与全年预算数之比）为{}%。"
    assert ("rate", "rounding") in of_text(CUT + rate.format("97.94"))  # 211.56 / 216
    assert ("rate", "contradiction") in of_text(CUT + rate.format("86.00"))  # 211.56 / 246
    kept, cut = ("年初预算246万元，{}，支出211.56万元。" + rate).format, "97.94"
    assert ("rate", "contradiction") in of_text(kept("当年未作调整", cut))
    assert ("rate", "contradiction") not in of_text(kept("年中追减30万元", cut))


def test_a_rate_of_what_came_in_is_of_no_budget():
    came = GOT.replace("到位286.40", "到位300.00") + "执行率（实际支出占到位资金的比例）为{}%。"
    assert ("rate", "rounding") in of_text(came.format("95.47"))  # 286.4 / 300
    assert ("rate", "contradiction") in of_text(came.format("89.50"))


@pytest.mark.parametrize(
    "told",
    [
        GOT + "执行率（实际支出占到位资金的比例）为100.0%。",
        GOT + "上年执行率（支出数与年初预算数之比）为93.1%。",
        GOT + "执行率（支出数与可用资金之比）为93.1%。",  # what there was is not told
        "甲线年初预算120万元，支出100万元；乙线年初预算80万元，支出60万元。执行率（支出数与年初预算数之比）为80.0%。",
    ],
)
def test_other_denominators_years_and_several_amounts_say_nothing_against_a_rate(told):
    assert ("rate", "contradiction") not in of_text(told)
