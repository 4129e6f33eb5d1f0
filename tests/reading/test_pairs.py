"""What helpers.reading.pairs promises: promised and attained numbers put together, in a paragraph and across lists."""

import pytest

from helpers.reading import pairs
from helpers.reading.items import inside, paragraphs
from helpers.reading.layout import layout
from helpers.reading.mentions import is_promised, mentions
from helpers.reading.quantities import find


def put_together(text: str) -> list[tuple[str, list[str]]]:
    page, quantities = layout(text), find(text)
    found, everything = [], []
    for item in paragraphs(page):
        own = mentions(page, item, inside(item, quantities), is_promised(page, item))
        found += pairs.within(own, item.by == "printed", False)
        everything += own
    return [(p.target.quantity.token, [m.quantity.token for m in p.actuals]) for p in pairs.across(found, everything)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("数量指标：检测水样500份，2022年检测526份。", [("500", ["526"])]),
        ("数量指标：检测≥500份，实际526份，巡查≥20次，实际21次。", [("500", ["526"]), ("20", ["21"])]),
        ("检测合格率达97%（目标值95%），其中一类水36处。", [("95", ["97"])]),
        ("水质达标率≥95%。\n后来水质达标率98%。", [("95", ["98"])]),
        ("水质达标率≥95%。\n后来水质达标率98份。", [("95", [])]),
        ("水质达标率98%。\n水质达标率≥95%。", [("95", [])]),
        ("全年检测526份，巡查20次。", []),
    ],
)
def test_a_promise_meets_the_number_that_fulfils_it(text, expected):
    assert put_together(text) == expected
