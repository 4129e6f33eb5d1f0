"""What helpers.reading.indicators.rates promises: the rates of budget management, by name."""

import pytest

from helpers.reading.indicators.rates import management_rates, rate_name
from helpers.reading.text.layout import layout
from helpers.reading.text.quantities import find


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("预算执行率98.5%", "预算执行率"),
        ("资金使用率为99.71%", "资金使用率"),
        ("支出80万元，执行率为100%", "执行率"),
        ("“三公经费”控制率96.6%", "“三公经费”控制率"),
        ("预决算差异率为0", "预决算差异率"),
        ("1.支出完成率。全年完成率98.75%", "支出完成率"),
        ("2.结转结余率。按决算口径为1.25%", "结转结余率"),
        ("2.资产利用率。设备闲置3%", ""),
        ("师资到位率90%", ""),
        ("预算执行率98%，床位使用率90%", ""),
        ("预算执行率未达到100%", ""),
        ("全年列支96万元，占调整预算的96%", "完成调整预算的比例"),
        ("预算执行率较高。合格率100%", ""),
        ("预算执行率提高，培训20人", ""),
    ],
)
def test_the_last_rate_named_before_a_number_is_its_own(text, name):
    assert rate_name(layout(text), find(text)[-1]) == name


def test_a_value_stated_again_is_told_once_and_all_its_places_are_known():
    text = "预算执行率98%。一、结论。预算执行率98%，预算执行率97%。"
    rates, places = management_rates(layout(text), find(text))
    assert [(name, str(q.value)) for name, q in rates] == [("预算执行率", "98"), ("预算执行率", "97")]
    assert len(places) == 3


def test_rates_told_one_after_another_are_rates_and_a_bound_of_a_group_is_none():
    text = "三个项目执行率依次为98.92%、92.08%和95.84%。执行进度在80%以下的有2个市。"
    rates, places = management_rates(layout(text), find(text))
    assert [str(q.value) for _, q in rates] == ["98.92", "92.08", "95.84"]
    assert text.index("80%") in places


def test_a_share_of_two_amounts_is_a_rate_by_arithmetic_whatever_it_is_called():
    text = "本年补助80万元，用去75.4万元，花去的占到94.25%，其中耗材占40%。"
    found = find(text)
    rates, _ = management_rates(
        layout(text), [q for q in found if q.unit == "%"], [q for q in found if q.unit == "万元"]
    )
    assert not rates  # no word of money beside the rate
    text = "本年补助80万元，花了75.4万元，使用率94.25%，合格率94.25%，使用率95.5%。"
    found = find(text)
    rates, _ = management_rates(
        layout(text), [q for q in found if q.unit == "%"], [q for q in found if q.unit == "万元"]
    )
    assert [str(q.value) for _, q in rates] == ["94.25"]


@pytest.mark.parametrize(("told", "rates"), [("占到账的95%", ["95"]), ("占到位资金94%", []), ("占全县的95%", [])])
def test_what_was_spent_of_the_money_that_came_is_a_rate_in_any_sentence_where_both_amounts_are_told(told, rates):
    text = f"共到账80万元。支出76万元：人工20万元、材料56万元。{told}，工期30天。"
    found = find(text)
    read, _ = management_rates(
        layout(text), [q for q in found if q.unit == "%"], [q for q in found if q.unit == "万元"]
    )
    assert [str(q.value) for _, q in read] == rates


@pytest.mark.parametrize(("told", "count"), [("，", 2), ("。", 1)])
def test_a_rate_told_twice_in_one_sentence_is_of_two_things(told, count):
    text = f"县级资金支出70万元，预算执行率100%{told}镇级资金支出3万元，预算执行率100%。"
    rates, _ = management_rates(layout(text), [q for q in find(text) if q.unit == "%"])
    assert len(rates) == count


def test_how_much_of_the_money_was_paid_out_is_a_rate_and_how_exactly_is_none():
    for text, name in [("资金发放率98%", "资金发放率"), ("资金发放准确率98%", ""), ("种子发放率98%", "")]:
        assert rate_name(layout(text), find(text)[0]) == name
