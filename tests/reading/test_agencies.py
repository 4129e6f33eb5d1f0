"""What helpers.reading.agencies promises beyond test_head: a text that is no report is looked at in good time, too."""

import pytest

from helpers.reading.agencies import agency
from helpers.reading.clock import within


@pytest.mark.parametrize("words", ["某县财政局", "市", "云河市青云县", "我局关于某市"])
def test_a_text_of_places_and_bureaus_without_a_stop_is_no_riddle(words):
    with within(10):
        assert isinstance(agency(words * 1000), str)


@pytest.mark.parametrize(
    "name", ["青石县供销合作社联合社", "青石县工商业联合会", "青石市侨联", "青石县慈善总会", "青石县农村信用联社"]
)
def test_bodies_that_are_no_bureaus_report_too(name):
    assert agency(f"{name}2022年度部门整体支出绩效自评报告\n\n一、部门概况\n部门预算100万元。") == name
