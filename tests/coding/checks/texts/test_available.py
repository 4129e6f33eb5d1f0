"""What coding.checks.available promises: all money there is to spend, less spending, is what is left."""

import pytest

from helpers.coding.checks.texts import available

from ...made import page

TOLD = "上年结转42.60万元，本年拨款518.00万元，可用资金560.60万元。\n全年支出497.35万元，执行率88.72%。\n{}"


@pytest.mark.parametrize(
    ("left", "verdicts"),
    [
        ("年末尚余63.25万元。", ["holds"]),
        ("年末尚余65.23万元。", ["contradiction"]),
        ("年末有65.23万元结转至次年。", ["contradiction"]),
        ("年末结转60.00万元，结余3.25万元。", ["holds"]),
        ("完工合同款65.23万元。", []),  # not said to be left
    ],
)
def test_what_is_left_is_what_there_was_less_what_was_spent(left, verdicts):
    assert [each.verdict for each in available.left([page(TOLD.format(left))])] == verdicts


def test_the_sum_of_what_may_be_spent_is_what_there_is():
    text = TOLD.format("年末尚余65.23万元。").replace("可用资金", "可用合计")
    assert [each.verdict for each in available.left([page(text)])] == ["contradiction"]


def test_money_left_of_another_account_is_not_held_against_the_first():
    text = TOLD.format("第二个项目可用资金80.00万元，全年支出70.00万元，年末结余10.00万元。")
    assert [each.verdict for each in available.left([page(text)])] == ["holds"]
