"""What helpers.reading.indicators.costs promises: amounts that are an indicator's, and no money of the unit."""

import pytest

from helpers.reading.indicators.costs import priced
from helpers.reading.text.items import paragraphs
from helpers.reading.text.layout import layout
from helpers.reading.text.quantities import find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("成本指标：路灯单价3,200元。", ["3,200"]),
        ("户均增收目标2,000元，实际2,150元。", ["2,000", "2,150"]),
        ("户均增收≥2,000元。\n全年户均增收2,150元。", ["2,000", "2,150"]),
        ("户均增收目标2,000元。", []),
        ("项目支出目标200万元，实际支出180万元。", []),
        ("全年支出180万元。", []),
    ],
)
def test_amounts_promised_and_attained_are_priced_unless_they_are_spending(text, expected):
    page, quantities = layout(text), find(text)
    offsets = priced(page, paragraphs(page), quantities)
    assert [q.token for q in quantities if q.start in offsets] == expected
