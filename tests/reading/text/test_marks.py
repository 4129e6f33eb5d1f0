"""What helpers.reading.text.marks promises: marks of a Latin keyboard between words are those of Chinese print."""

import pytest

from helpers.reading.text.marks import widened


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("修渠3条,清淤5处;验收12处!", "修渠3条，清淤5处；验收12处！"),
        ("到位1,200万元,支出1,150.5万元", "到位1,200万元，支出1,150.5万元"),
        ("完成率95%,满意度98%", "完成率95%，满意度98%"),
        ("编号 A,B 与 3,5", "编号 A,B 与 3,5"),
    ],
)
def test_marks_behind_words_are_widened_and_those_within_numbers_stay(text, wide):
    assert widened(text) == wide
    assert len(widened(text)) == len(text)
