"""What coding.checks.deed_rates promises: a rate of a deed is of what is told before the deed, in whatever unit."""

import pytest

from helpers.coding.checks.texts import deed_rates

from ...made import page


def told(text: str) -> list[str]:
    return [each.verdict for each in deed_rates.rates([page(text)])]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("登检渔船2315艘次，查处违规287起，查处率{}%。", "12.4", "14.2"),
        ("检查餐饮店1640家次，整改问题418个，整改率为{}%，比上年高。", "25.5", "52.5"),
        ("巡查河道920公里，清理漂浮物147吨，清理率达{}%。", "15.98", "19.58"),
    ],
)
def test_a_swap_of_digits_contradicts_a_rate(text, right, wrong):
    assert told(text.format(right)) == ["rounding"]
    assert told(text.format(wrong)) == ["contradiction"]


@pytest.mark.parametrize(
    "text",
    [
        "登检渔船2315艘次，查处违规287起，查处率14.9%。",  # of what need not be these two
        "登检渔船2315艘次，查处违规287起，结案率14.2%。",  # of another deed
        "登检渔船2315艘，查处渔船287艘，查处率14.2%。",  # of one unit, as other checks have it
        "登检渔船2315艘次。查处违规287起，查处率14.2%。",  # of another sentence
        "登检渔船2315艘次，查处违规287起，查处率比上年高14.2%。",
    ],
)
def test_other_deeds_and_differences_say_nothing(text):
    assert told(text) == []
