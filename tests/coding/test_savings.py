"""What helpers.coding.savings promises: a rate of what was saved is the difference of two prices over the first."""

import pytest

from .made import of_text


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("控制价18.40亿元，中标价17.02亿元，节资率7.5%。", "holds"),  # 1.38 / 18.40
        ("控制价18.40亿元，中标价17.02亿元，节资率5.7%。", "contradiction"),
        ("预算240.00万元，成交价226.80万元，节约13.20万元，节支率5.5%。", "holds"),  # 13.2 / 240
        ("预算240.00万元，成交价226.80万元，节约13.20万元，节支率6.5%。", "contradiction"),
        ("送审价1,280.00万元，审定价1,203.20万元，审减率6.0%。", "holds"),  # 76.8 / 1280
        ("送审价1,280.00万元，审定价1,203.20万元，审减率9.0%。", "contradiction"),
        ("起拍价860万元，成交价1,032万元，溢价率20%。", "holds"),  # 172 / 860
        ("起拍价860万元，成交价1,032万元，溢价率12%。", "contradiction"),
        ("用水量由86万吨降到79.12万吨，节水率8%。", "holds"),  # 6.88 / 86
    ],
)
def test_a_rate_of_saving_is_the_difference_over_the_first_price(text, verdict):
    found = {other for kind, other in of_text(text) if kind == "rate"}
    assert verdict in found
    assert len(found) == 1


@pytest.mark.parametrize(
    "text", ["控制价18.40亿元，中标价17.02亿元，其中设备类节资率5.7%。", "预算240.00万元，上年226.80万元，节支率6.5%。"]
)
def test_rates_of_a_kind_or_of_other_prices_say_nothing(text):
    assert "contradiction" not in {verdict for kind, verdict in of_text(text) if kind == "rate"}
