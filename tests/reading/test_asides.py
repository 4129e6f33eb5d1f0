"""What helpers.reading.asides promises: numbers that only say how another has changed or how far it was completed."""

import pytest

from helpers.reading.asides import CLAUSE_END, is_aside, is_share_of_target
from helpers.reading.layout import layout
from helpers.reading.quantities import find


def asides(text: str) -> list[str]:
    page, quantities = layout(text), find(text)
    before = [None, *quantities]
    left = [text[(b.stop if b else 0) : q.begin] for b, q in zip(before, quantities, strict=False)]
    words = [(sentence, CLAUSE_END.split(sentence)[-1]) for sentence in left]
    return [q.token for b, q, each in zip(before, quantities, words, strict=False) if is_aside(page, b, q, *each)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("处置率98%，同比提高3%", ["3"]),
        ("接诊量较上年增加400人次", ["400"]),
        ("整改率由82%提高到96%", ["82"]),
        ("修缮泵站7座，未完成2座", ["2"]),
        ("建成驿站11个，完成率73.3%", ["73.3"]),
        ("占年度任务的105%", ["105"]),
        ("处置率98%，合格率97%", []),
        ("对比试验12组", []),
        ("巡查26次，比要求提前4天", ["4"]),
        ("与2020年相比，培训人次增加512人次", ["512"]),
        ("与合作社签约，新增社员512人", []),
    ],
)
def test_changes_differences_and_rates_of_completion_are_asides(text, expected):
    assert asides(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("完成年度任务的", True), ("占全年目标的", True), ("占总人口的", False), ("年度任务", False)]
)
def test_a_share_of_a_target_is_told_by_the_words_before_it(text, expected):
    assert is_share_of_target(text) == expected
