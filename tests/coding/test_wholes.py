"""What helpers.coding.wholes promises: what is part of a figure does not exceed it, wherever the whole stands."""

import pytest

from .made import of_text

FALSE = [
    "全年演练50场次，54场次在商场开展。",
    "全年支出86万元，用于购买设备93万元。",
    "在册灭火器5,270具，经测试完好5,318具。",
    "全年处理投诉1,286件。其中夜间投诉1,386件。",
    "排查隐患214个，整治241个。",
    "开工项目26个，完工32个。",
    "全年支出418.60万元，含设备购置费436.50万元。",
    "接听热线86,400个，当中夜间来电98,200个。",
    "通硬化路的自然村共312个（当年新通327个）。",
]
RIGHT = [
    "全年演练54场次，50场次在商场开展。",
    "全年支出93万元，用于购买设备86万元。",
    "在册灭火器5,318具，经测试完好5,270具。",
    "全年处理投诉1,386件。其中夜间投诉1,286件。",
    "排查隐患214个，整治198个。",
    "开工项目26个，完工32个（含上年续建9个）。",
    "预算500万元，支出418.60万元，其中县级配套436.50万元。",  # of the budget
    "适用简易程序的1,104起，适用一般程序的182起，其中涉及电动车的386起。",  # of 1,286
    "节约资金12万元，其中采购合同金额86万元。",
]


@pytest.mark.parametrize("text", FALSE)
def test_a_part_beyond_its_whole_contradicts_it(text):
    assert ("part", "contradiction") in of_text(text)


@pytest.mark.parametrize("text", RIGHT)
def test_a_part_within_it_or_of_another_whole_does_not(text):
    assert ("part", "contradiction") not in of_text(text)
