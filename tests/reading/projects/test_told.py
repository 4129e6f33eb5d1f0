"""What helpers.reading.projects.told promises: projects that open lines or clauses with their budget under a title that
names none."""

import pytest

from helpers.reading.projects.told import told
from helpers.reading.report import read_text
from helpers.reading.text.layout import layout

HEAD = "临河县水务局2022年度项目支出绩效自评报告\n"


def numbers(text: str, head: str = HEAD) -> list[tuple[str, str]]:
    """The number of each project with the first characters of what is told of it."""
    return [(number, (head + text)[start:].strip()[:4]) for start, number in told(layout(head + text))]


@pytest.mark.parametrize(
    "text",
    [
        "渠系维护，预算60万元，支出58万元，修5公里。\n水质监测，预算40万元，支出40万元，测42次。",
        "全局项目按计划推进。渠系维护项目安排预算60万元，支出58万元；水质监测项目预算不多，为40万元，支出40万元。",
        "——渠系维护。县里下达60万元，支出58万元。\n——水质监测。下达40万元，支出40万元。",
        "①渠系维护：年初预算600,000.00元，支出580,000.00元。\n②水质监测：年初预算400,000.00元，支出400,000.00元。",
        "（一）渠系维护\n该专项年初批复预算60万元，支出58万元。\n（二）水质监测\n年初批复预算40万元，支出40万元。",
        "项目名称：渠系维护\n年初预算数：60万元\n全年执行数：58万元\n项目名称：水质监测\n年初预算数：40万元\n全年执行数：40万元",
        "“清水入渠”项目为全县农户修渠，财政年初预算60万元，支出58万元。“碧水测报”项目预算40万元，支出40万元。",
        "渠系维护到位资金60万元，支出58万元；水质监测到位资金40万元，支出40万元。",
        "渠系维护，年初预算人民币陆拾万元整，实际支付伍拾捌万元整。\n水质监测，年初预算四十万元，支付四十万元。",
        "1、渠系维护（60万元）：支出58万元。\n2、水质监测（40万元）：支出40万元。",
        "渠系维护花了58万元（预算60万元），修5公里。\n水质监测花了40万元（预算40万元），测42次。",
        "一、渠系维护\n资金：年初预算60万元，支出58万元。\n二、水质监测\n资金：年初预算40万元，支出40万元。",
        "第一章 渠系科\n1.渠系维护。预算60万元，执行58万元。\n第二章 监测科\n1.水质监测。预算40万元，执行40万元。",
    ],
)
def test_names_with_a_budget_and_spending_are_projects_where_the_title_names_none(text):
    assert [number for number, _ in numbers(text) if number] == ["1", "2"]


TWO = "渠系维护，预算60万元，支出58万元。\n水质监测，预算40万元，支出40万元。\n"


@pytest.mark.parametrize(
    "head",
    [
        "临河县水务局2022年度灌区改造项目绩效自评报告\n",  # on one project: these are its uses
        "临河县水务局2022年度部门整体支出绩效自评报告\n",
        "临河县水务局情况\n",
        f"{HEAD}本项目预算100万元。\n",
    ],
)
def test_uses_of_one_project_and_of_a_department_are_no_projects(head):
    assert [number for number, _ in numbers(TWO) if number] == ["1", "2"]
    assert numbers(TWO, head) == []


@pytest.mark.parametrize(
    "text",
    [
        "渠系维护，预算60万元，修5公里。\n水质监测，预算40万元，测42次。",  # nothing spent
        "渠系维护，预算60万元，支出58万元。\n一般公共预算40万元，支出40万元。",
        "中央资金，预算60万元，支出58万元。\n水质监测，预算40万元，支出40万元。",
        "全年支出渠系维护60万元，预算执行率98%。\n中央资金支出40万元，预算执行率99%。",
        "青石镇，下达60万元，支出58万元。\n白河乡，下达40万元，支出40万元。",
        "人员经费，预算60万元，支出58万元。\n公用经费，预算40万元，支出40万元。",
        "渠系维护，预算60万元，支出58万元。\n三个项目预算40万元，支出40万元。",
    ],
)
def test_purses_places_kinds_of_spending_and_sums_are_no_projects(text):
    assert numbers(text) == []


def test_uses_of_money_below_a_project_are_no_projects():
    text = (
        "（一）渠系维护。预算60万元，支出58万元。\n材料采购，预算20万元，支出19万元。\n"
        "（二）水质监测。预算40万元，支出40万元。\n试剂采购，预算20万元，支出20万元。\n"
    )
    assert [number for number, _ in numbers(text) if number] == ["1", "2"]


def test_a_name_told_again_opens_what_is_of_it_and_a_chapter_ends_it():
    text = (
        "一、目标\n1.渠系维护：修5公里。\n2.水质监测：测40次。\n二、资金\n渠系维护到位资金60万元，支出58万元；"
        "水质监测到位资金40万元，支出40万元。\n三、结果\n1.水质监测共测42次。\n2.渠系维护修渠6公里。\n四、问题\n人手不够。\n"
    )
    assert [number for number, _ in numbers(text)] == ["", "1", "2", "", "1", "2", "", "2", "1", ""]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("渠系维护项目预算60万元，支出58万元。水质监测项目预算40万元，支出40万元。合起来看，进度正常。", "合起来看"),
        (
            "渠系维护项目预算60万元，支出58万元。修5公里。水质监测项目预算40万元，支出40万元。测42次。\n余款上交。",
            "余款上交",
        ),
        (f"{TWO}余款上交。", "余款上交"),
    ],
)
def test_the_last_project_ends_with_its_sentence_or_its_line_as_the_ones_before_it(text, last):
    assert numbers(text)[-1] == ("", last)


def test_a_department_that_is_not_evaluated_as_a_whole_has_projects_that_tell_more_than_money():
    text = (
        "临河县水务局2022年度绩效自评报告\n部门支出900万元，其中基本支出500万元、项目支出400万元。\n"
        "渠系维护项目：年初预算60万元，支出58万元{}。\n水质监测项目：年初预算40万元，支出40万元{}。\n"
    )
    assert {row.project_id for row in read_text(text.format("，修渠5公里", "，监测42次"), "r").funds} == {
        "",
        "r-1",
        "r-2",
    }
    assert {row.project_id for row in read_text(text.format("", ""), "r").funds} == {""}


@pytest.mark.parametrize(
    "text",
    [
        "县财政安排我局项目经费100万元，一是开展渠系维护，支出58万元，修5公里；二是水质监测，支出40万元，测42次。",
        "县本级预算安排我局项目资金100万元。其中，60万元用于渠系维护，花费58万元；40万元用于水质监测，花费40万元。",
        "县里给本镇全部项目资金1,000万元。其中：1,000.5万元用于渠系维护，花费58万元；40万元用于水质监测，花费40万元。",
    ],
)
def test_what_the_money_for_the_projects_of_an_agency_was_spent_on_are_projects(text):
    assert [number for number, _ in numbers(text) if number] == ["1", "2"]
    assert numbers(text.replace("我局", "").replace("本镇", "")) == []  # uses of one project


def test_projects_that_a_list_or_a_table_names_open_what_is_told_of_them_anywhere():
    text = (
        "目标：渠系维护、水质监测两个项目预算分别为60万元、40万元。\n结果：渠系维护项目修5公里。水质监测项目测42次。\n"
    )
    rows = read_text(HEAD + text, "r").funds
    assert [(row.project_id, row.amount_wan, row.category) for row in rows] == [
        ("r-1", 60, "total"),
        ("r-2", 40, "total"),
    ]
    page = layout("渠系维护、水质监测都已完工。渠系维护修5公里。水质监测测42次。")
    found = told(page, ["水质监测", "渠系维护"])
    assert [(number, page.text[start:][:6]) for start, number in found] == [("2", "渠系维护修5"), ("1", "水质监测测4")]


def test_the_name_of_a_project_is_no_category_of_its_money():
    text = "信息系统升级项目安排预算60万元，支出58万元；水质监测项目安排预算40万元，支出40万元。"
    rows = read_text(HEAD + text, "r").funds
    assert [(row.project_id, row.category) for row in rows] == [("r-1", "total")] * 2 + [("r-2", "total")] * 2
