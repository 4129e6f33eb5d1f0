"""What coding.checks.chapters promises: a chapter has the points of the items that have its maximum."""

import pytest

from helpers.coding.checks.texts import chapters

from ...made import page

CHAPTERS = [
    "二、过程（20分，得{}分）\n1.制度建设（8分）：制度齐全，得8分。\n2.到账情况（12分）：到账稍迟，得9.5分。\n三、产出（30分，得30分）",
    "（一）管理，满分20分，自评{}分：\n台账规范（满分8分），得8分；\n按期拨款（满分12分），得9.5分。",
    "过程（20分，得{}分）：制度建设（8分）得8分，资金到账（12分）得9.5分。\n产出（30分，得30分）：略。",
    "■ 效益（分值20分），得{}分\n1）节水（分值8分），得8分\n2）增收（分值12分），亩均少收7元，扣2.5分，得9.5分",
    "三、效益 得{}分（满分20分）\n增收得8分（满分8分）；就业得9.5分（满分12分）。",
    "一、投入（20分），得{}分\n（一）立项（8分），得8分\n1.依据（4分），得4分\n2.程序（4分），得4分\n（二）拨款（12分），得9.5分",
]
OPEN = [
    "二、过程（20分，得{}分）\n1.制度（8分）：齐全，得8分。\n2.到账（10分）：稍迟，得9.5分。",  # not all items
    "二、过程（20分，得{}分）\n三、产出（8分，得8分）\n四、效益（12分，得9.5分）",  # chapters beside it
    "产出小计满分20分，自评{}分。\n效益方面，满分8分，自评8分。\n问卷，满分12分，自评9.5分。",  # of others
    "二、过程（20分，得{}分）\n1.制度建设（8分）：得8分，另加1分。\n2.到账情况（12分）：得9.5分。",
    "质量（20分），得{}分；时效（8分），得8分；成本（12分），得9.5分。",  # of one row
]


def told(text: str) -> list[str]:
    return [each.verdict for each in chapters.under_heads([page(text)])]


@pytest.mark.parametrize("text", CHAPTERS)
def test_points_of_a_chapter_are_those_of_its_items(text):
    assert {*told(text.format("17.5"))} == {"holds"}
    assert "contradiction" in told(text.format("18.5"))


@pytest.mark.parametrize("text", OPEN)
def test_chapters_beside_it_more_points_or_a_list_of_some_items_say_nothing(text):
    assert "contradiction" not in told(text.format("18.5"))
