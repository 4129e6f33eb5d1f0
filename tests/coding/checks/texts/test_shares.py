"""What coding.checks.shares promises: a rate of a whole that its own words print is of that."""

import pytest

from helpers.coding.checks.texts import shares

from ...made import of_text, page


def told(text: str) -> list[str]:
    return [each.verdict for each in shares.rates([page(text)])]


OF_A_WHOLE = [
    "网上受理342件，占380件的{}%。",
    "签约农户342户，占在册380户的{}%，比上年多。",
    "全年巡查342次，完成年度任务380次的{}%。",
    "改造管道342公里，占同期管道380公里的{}%。",
    "支付342万元，为下达380万元的{}%。",
]


@pytest.mark.parametrize("text", OF_A_WHOLE)
def test_a_rate_is_of_the_whole_that_its_words_print(text):
    assert told(text.format("90.0")) == ["holds"]
    assert told(text.format("94.0")) == ["contradiction"]
    assert ("rate", "contradiction") in of_text("接待来访400人，走访364户。" + text.format("94.0"))


@pytest.mark.parametrize(
    "text",
    [
        "网上受理342件，其中个人报件190件，占380件的90%。",  # of the first of two before it
        "网上受理342件，占受理件的94%。",
        "网上受理342人，占380件的94%。",
        "受理342件，比380件的90%还多。",
        "补助342元，每户补助标准为380元的94%。",
        "受理约342件，占380件的94%。",
    ],
)
def test_other_words_and_figures_make_no_such_rate_wrong(text):
    assert "contradiction" not in told(text)
