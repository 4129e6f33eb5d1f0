"""What helpers.coding.periods promises: a year is the sum of its halves or quarters."""

import pytest

from .made import of_text


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("上半年受理申请3,470件，下半年受理1,960件，全年受理申请5,430件。", "holds"),
        ("上半年受理申请3,470件，下半年受理1,960件，全年受理申请5,340件。", "contradiction"),
        ("全年清运垃圾14,968吨。四个季度分别清运3,420吨、3,865吨、3,979吨、3,704吨。", "holds"),
        ("全年清运垃圾14,968吨。四个季度分别清运3,420吨、3,865吨、3,997吨、3,704吨。", "contradiction"),
        (
            "一季度处理污水86.4万吨，二季度处理污水91.2万吨，三季度处理污水95.8万吨，四季度处理污水88.6万吨，全年处理污水362.0万吨。",
            "holds",
        ),
    ],
)
def test_the_periods_of_a_year_make_it_up(text, verdict):
    verdicts = {other for kind, other in of_text(text) if kind == "sum"}
    assert verdict in verdicts
    assert verdict == "contradiction" or "contradiction" not in verdicts


@pytest.mark.parametrize(
    "text",
    [
        "上半年末在册3,470户，下半年末在册3,960户，全年平均在册3,700户。",
        "上半年服务3,470人，下半年服务1,960人，全年服务4,860人。",  # some in both halves
        "上半年受理3,470件，下半年办结1,960次，全年受理5,340件。",
    ],
)
def test_stocks_persons_and_other_units_say_nothing(text):
    assert ("sum", "contradiction") not in of_text(text)
