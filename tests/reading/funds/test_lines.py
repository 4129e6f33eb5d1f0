"""What helpers.reading.funds.lines promises: a part of the money has the name that stands with it."""

import pytest

from helpers.reading.funds.lines import by_line
from helpers.reading.records import Fund
from helpers.reading.report import read_text

NUMBERED = """截至年末共下达738万元，各县支付719万元。按类别：
（1）村寨建设，下达420万元，支付410万元；
（2）特色养殖，下达260万元，支付255万元；
（3）实用培训，下达58万元，支付54万元。"""


def told(text: str) -> list[tuple[str, str, str, int]]:
    """Line, stage, category and amount of each row."""
    return [(row.line, row.stage, row.category, int(row.amount_wan)) for row in read_text(text, "r").funds]


def test_numbered_parts_behind_their_whole_have_their_names():
    rows = told(NUMBERED)
    assert rows[:2] == [("", "allocated", "total", 738), ("", "executed", "total", 719)]
    assert [line for line, *_ in rows[2:]] == ["村寨建设"] * 2 + ["特色养殖"] * 2 + ["实用培训"] * 2
    assert {category for _, _, category, _ in rows} == {"total"}


def test_instalments_that_add_up_to_what_was_received_have_no_names_of_parts():
    rows = told("项目预算735万元，首批下达300万元，二批下达300万元，三批下达120万元，共到位720万元，支出706万元。")
    assert [line for line, stage, *_ in rows if stage == "allocated"] == [""] * 4


def test_a_place_that_got_a_part_is_the_line_and_a_kind_of_places_is_none():
    rows = told("本项目预算1300万元，下达1290万元，其中：桐坑乡480万元、沙湾镇410万元、江口区400万元。")
    assert [line for line, stage, *_ in rows if stage == "allocated"] == ["", "桐坑乡", "沙湾镇", "江口区"]
    assert {line for line, *_ in told("本项目收到上级资金260万元，拨付乡镇198万元，全县支出190万元。")} == {""}


def test_a_part_named_by_its_economic_class_alone_is_no_line():
    title = "某县档案馆2023年度部门整体支出绩效自评报告"
    rows = told(f"{title}\n全年支出900万元，其中：工资福利支出500万元，资本性支出400万元。")
    assert rows[-1] == ("", "executed", "capital", 400)


def test_what_was_spent_on_a_part_has_its_name_where_it_has_none_of_its_own():
    rows = told("某县2022年宣传项目绩效自评报告\n其中培训15万元，已支付14.2万元；印刷8万元，已支付7.9万元。")
    assert [line for line, *_ in rows][:2] == ["培训", "培训"]


def test_a_line_of_a_project_is_the_last_name_of_one_before_the_words_of_its_money():
    text = (
        "项目1：法律援助。\n（1）律师办案经费年初预算财政资金32万元，到账30万元，截止2021年12月31日，实际支出29万元。\n"
        "（2）公证业务经费年初预算财政资金50万元，到账48万元，截止2021年12月31日，实际支出47万元。\n"
        "项目2：普法。\n普法业务经费年初预算8万元，支出8万元。"
    )
    assert [line for line, *_ in told(text)] == ["律师办案经费"] * 3 + ["公证业务经费"] * 3 + ["普法业务经费"] * 2


def test_a_part_without_a_name_has_that_of_what_it_was_for():
    rows = told("全年支出150万元，其中120万元用于管网维修，30万元用于水质检测。")
    assert [line for line, *_ in rows] == ["", "管网维修", "水质检测"]


def test_the_money_that_is_called_as_the_title_calls_the_project_is_that_of_the_whole():
    text = "{}自评报告\n年初预算90万元，支出88万元。\n综上，渡口管护补助共支出88万元。"
    assert {line for line, *_ in told(text.format("渡口管护补助绩效"))} == {""}
    assert "渡口管护补助" in {line for line, *_ in told(text.format("县水运中心项目绩效"))}


def test_a_line_of_a_project_is_called_by_its_budget_line():
    text = (
        "项目1：法律援助。\n（1）律师办案经费：年初预算32万元，到账30万元，支出29万元。\n"
        "（2）公证辅助人员经费：年初预算50万元，到账48万元，支出47万元。\n"
        "项目2：普法。\n普法业务经费年初预算8万元，支出8万元。"
    )
    rows = read_text(text, "r").funds
    assert [row.line for row in rows] == ["律师办案经费"] * 3 + ["公证辅助人员经费"] * 3 + ["普法业务经费"] * 2
    assert [row.project_id for row in rows] == ["r-1"] * 6 + ["r-2"] * 2


@pytest.mark.parametrize(
    ("project", "line", "category"),
    [
        ("r-1", "道路巡护", "total"),
        ("r-1", "其他", "total"),
        ("", "其他", "other"),
        ("", "政府采购货物", "other"),
        ("r-1", "", "other"),
    ],
)
def test_a_named_part_is_a_total_of_its_line_but_for_what_a_department_calls_others(project, line, category):
    row = Fund("r", project, line, "executed", "total", "other", 5, 0, 1, "5")
    assert [each.category for each in by_line([row])] == [category]


def test_what_says_when_is_no_name_and_the_one_before_it_goes_on():
    rows = told(
        "某街道2022年专项经费绩效自评报告\n村级公路养护补助预算42.5万元，截至2022年12月31日支出42万元；"
        "幼儿园厨房改建预算46万元，截至12月底支付39万元。"
    )
    assert [line for line, *_ in rows] == ["村级公路养护补助"] * 2 + ["幼儿园厨房改建"] * 2


@pytest.mark.parametrize("says_nothing", ["当年", "全年实际", "截至2022年12月31日"])
def test_a_part_that_only_a_heading_names_is_not_called_by_when_it_was_paid(says_nothing):
    rows = told(
        "某水务局2022年度部门整体支出绩效自评报告\n全年支出900万元，其中项目支出400万元。\n"
        f"（一）渠系维护\n{says_nothing}支出148万元。\n（二）水质监测\n{says_nothing}支出71万元。"
    )
    assert [line for line, *_ in rows] == [""] * 4
