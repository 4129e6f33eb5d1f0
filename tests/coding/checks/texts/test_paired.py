"""What coding.checks.paired promises: of a list of pairs that is all by one column the other has a sum as well."""

import pytest

from helpers.coding.checks.texts import paired

from ...made import page


def told(text: str) -> list[tuple[float, float]]:
    return [(each.stated.value, each.recomputed) for each in paired.sums([page(text)])]


@pytest.mark.parametrize(
    "text",
    [
        "项目资金360.5万元，批复9个项目：泵房4个，161.0万元；闸门3个，88.5万元；涵洞2个，@万元。",
        "安排项目9个、资金360.5万元。分类看：泵房4个161.0万元、闸门3个88.5万元、涵洞2个@万元。",
        "安排项目9个、资金360.5万元。其中泵房4个（161.0万元）、闸门3个（88.5万元）、涵洞2个（@万元）。",
        "泵房4个，补助161.0万元；闸门3个，补助88.5万元；涵洞2个，补助@万元。共9个项目，360.5万元。",
    ],
)
def test_a_slip_in_one_column_of_a_list_is_found_where_the_other_makes_up_its_whole(text):
    assert told(text.replace("@", "111.0")) == []
    assert told(text.replace("@", "101.1")) == [(360.5, 350.6)]


@pytest.mark.parametrize(
    "text",
    [
        "项目资金360.5万元，批复12个项目：泵房4个，161.0万元；闸门3个，88.5万元；涵洞2个，101.1万元。",  # not all
        "项目资金460.5万元，批复9个项目：泵房4个，161.0万元；闸门3个，88.5万元；涵洞2个，101.1万元。",  # and more
        "资金360.5元，门窗9套：木门4套，每套161.0元；铁门3套，每套88.5元；铝窗2套，每套101.1元。",
        "项目资金249.5万元，批复7个项目：泵房4个，161.0万元；闸门3个，85.8万元。",
    ],
)
def test_lists_that_are_not_all_by_one_column_say_nothing(text):
    assert told(text) == []
