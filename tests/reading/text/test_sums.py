"""What helpers.reading.text.sums promises: numbers that add up to another one of their sentence are its parts."""

import pytest

from helpers.reading.text.quantities import find
from helpers.reading.text.sums import parts


def tokens(text: str) -> list[str]:
    found = find(text)
    return [q.token for q in found if q.start in parts(text, found)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("调解争议2,318件，简易案件1,907件、疑难案件411件，超过目标数2,000件。", ["1,907", "411"]),
        ("全年开办城区专线3条、城乡专线2条，合计5条。", ["3", "2"]),
        ("培训渔民90人次、农技员60人次和牧民50人次，共计200人次。", ["90", "60", "50"]),
        ("新建泵站6座，维修涵闸4座、渡槽3座。", []),
        ("目标6座，实际4座、2座。", []),
        ("举办讲座9场。线上5场、线下4场。", []),
        ("合格率90%，其中甲类60%、乙类30%。", []),
        ("植树800株，乔木800株。", []),
        ("在社区举办14场、在农村举办9场，23场均有记录。", []),
    ],
)
def test_numbers_that_add_up_to_another_are_its_parts(text, expected):
    assert tokens(text) == expected
