"""What helpers.reading.projects.signs promises: what a report says that it is on, and what is told of each part."""

import pytest

from helpers.reading.projects import signs
from helpers.reading.projects.candidates import Candidate


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("临河县水务局2022年度项目支出绩效自评报告", "none"),
        ("临河县水务局2022年度水务项目绩效自评报告", "none"),  # its own word
        ("临河县水务局2022年度灌区改造项目绩效自评报告", "project"),
        ("临河县水务局2022年度水利发展资金绩效自评报告", "fund"),
        ("临河县水务局2022年度部门整体支出绩效自评报告", "whole"),
        ("临河县水务局2022年度防汛抗旱绩效自评报告", "other"),
    ],
)
def test_a_title_names_a_project_a_fund_the_whole_unit_or_nothing(title, kind):
    assert signs.about(f"{title}\n预算60万元。").title == kind


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("共两个项目，支出98万元。", {2}), ("自评的专项有三项。", {3}), ("4个重点建设项目。", {4}),
        ("五项措施。", set()),
        ("涉及两个乡镇的项目。", set()), ("去年实施两个项目。", set()), ("共一个项目。", set()),
    ],
)  # fmt: skip
def test_a_report_says_on_how_many_projects_of_its_year_it_is(text, counts):
    assert signs.about(f"临河县水务局2022年度绩效自评报告\n{text}").counts == counts


def test_the_shares_of_parts_and_names_are_told_in_words_and_some_together_with_the_title():
    head = "临河县水务局2022年度项目支出绩效自评报告\n共两个项目。\n"
    text = f"{head}渠系维护预算60万元，支出58万元，修5公里。\n水质监测40万元。"
    first, second = text.index("渠系"), text.index("水质")
    each = Candidate(((first, "1"), (second, "2")), "names of line", ["渠系维护", "水质监测"])
    found = signs.of_candidate(text, each, signs.about(text))
    assert {
        "money: all",
        "both: some",
        "things: some",
        "again: none",
        "count said",
        "of money: all",
        "cost: none",
    } <= found
    assert {"count said, title none", "way names, title none", "both: some, title none"} <= found
    assert "money: all, title none" not in found
