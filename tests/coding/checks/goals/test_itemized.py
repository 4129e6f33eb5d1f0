"""What coding.checks.itemized promises: an item without a result among items that have one is a goal without it."""

import pytest

from helpers.coding.checks.goals import itemized

from ...made import page

HEAD = "年度任务完成情况如下：\n"
TOLD = ("候车亭翻新46座，翻新47座", "站牌更换320块，更换326块", "年检公交卡900张，年检910张")


def untold(*items: str, head: str = HEAD) -> list[float]:
    """The values of the goals without a result in a list of these items."""
    return [each.value for each in itemized.untold(page(head + "；\n".join(items) + "。"), 2023)]


def test_an_item_that_tells_how_among_items_that_tell_a_result_is_found():
    assert untold(*TOLD[:2], "司机心理辅导12期，辅导师由市里派出", TOLD[2]) == [12]


@pytest.mark.parametrize(
    "item",
    [
        "司机心理辅导12期，都办了",
        "司机心理辅导12期",  # nothing is said of it
        "全年司机心理辅导12期，辅导师由市里派出",
        "司机体检率98%，体检在乡里做",
        "另有司机心理辅导12期，不计入任务",
    ],
)
def test_what_was_done_or_tells_only_a_result_is_none(item):
    assert untold(*TOLD[:2], item, TOLD[2]) == []


def test_few_pairs_or_another_head_make_no_such_list():
    assert untold(TOLD[0], "司机心理辅导12期，辅导师由市里派出", TOLD[1]) == []
    assert untold(*TOLD, "司机心理辅导12期，辅导师由市里派出", head="存在的问题：\n") == []
