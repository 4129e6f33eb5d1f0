"""What opens a text or a sentence is found behind marks, as a search at every letter finds it."""

import re

import pytest

from helpers.reading.text.openings import behind, openings

CLAUSE = re.compile(r"(?<![^。\n])[ ]*第(?P<number>\d+)条")
LONG = re.compile(r"(?<![^。])[^，]{1,3}款")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("第1条，甲。第2条", ["1", "2"]),
        ("见第1条。 第2条，及第3条\n第4条", ["2", "4"]),
        ("甲。。第5条。", ["5"]),
        ("甲，第6条", []),
    ],
)
def test_an_opening_stands_at_the_start_or_behind_a_mark(text, numbers):
    found = [match["number"] for match in openings(CLAUSE, behind(r"[。\n]", CLAUSE), text)]
    assert found == numbers


def test_none_begins_within_another():
    starts = [match.start() for match in openings(LONG, behind("。", LONG), "一。二款。三款")]
    assert starts == [0, 5]


@pytest.mark.parametrize(("start", "places"), [(0, [0, 5]), (1, [5]), (5, [5]), (6, [])])
def test_what_stands_before_the_start_is_left_out_and_looked_at_all_the_same(start, places):
    found = openings(CLAUSE, behind(r"[。\n]", CLAUSE), "第1条甲。第2条", start)
    assert [match.start() for match in found] == places
