"""What helpers.reading.funds.years promises: money of a year that the report is not on is none of its money."""

import pytest

from helpers.reading.funds.years import reported
from helpers.reading.report import read_text

pytestmark = pytest.mark.usefixtures("rules_alone")

OWN = "2021年预算210万元，全年支出204万元。"


def amounts(text: str, title: str = "禾丰县水利局2021年农村供水项目绩效自评报告") -> list[tuple[str, float]]:
    return [(row.stage, float(row.amount_wan)) for row in read_text(f"{title}\n{text}", "r").funds]


@pytest.mark.parametrize(
    "other",
    [
        "2020年预算180万元，实际支出171万元。",
        "2019年，县财政安排资金160万元，支出158万元；",
        "截至2020年底，累计支出345万元。",
        "支出较2020年的171万元有所增加。",
        "上年预算180万元，支出171万元。",
        "2022年该项目预算230万元，其中管网150万元、水厂80万元。",
    ],
)
def test_money_of_another_year_is_left_out(other):
    assert amounts(other + OWN) == amounts(OWN + other) == [("initial_budget", 210), ("executed", 204)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("2020年结转资金20万元。", ("carryover_in", 20)),
        ("2020年末该专项结余20万元，全部结转使用。", ("carryover_in", 20)),
        ("2020年11月，省厅提前下达补助资金90万元。", ("allocated", 90)),
        ("按照《2020年农村供水工作方案》下达补助资金90万元。", ("allocated", 90)),
        ("县财政根据禾财发〔2020〕12号下达补助资金90万元。", ("allocated", 90)),
        ("支付2020年度工程尾款15万元。", ("executed", 15)),
        ("自2019年以来累计支付工程款500万元。", ("executed", 500)),
    ],
)
def test_money_of_the_year_that_names_another_is_kept(text, row):
    assert row in amounts(text + OWN)


def test_the_parts_of_a_total_may_be_told_by_year():
    parts = [("allocated", 460), ("allocated", 180), ("allocated", 280)]
    assert amounts(f"累计到位资金460万元，其中2020年到位180万元，2021年到位280万元。{OWN}")[:3] == parts


def test_a_report_whose_money_is_all_of_another_year_than_its_title_keeps_it():
    assert amounts("2020年预算180万元，实际支出171万元。") == [("initial_budget", 180), ("executed", 171)]


@pytest.mark.parametrize(
    ("title", "year", "years"),
    [
        ("某县2019—2021年造林项目绩效自评报告", "2021", {2019, 2020, 2021}),
        ("某县2019-2020年造林规划；2021年度绩效自评报告", "2021", {2021}),
        ("某县造林项目绩效自评报告", "", set()),
    ],
)
def test_a_report_is_on_the_span_of_years_in_its_head_that_holds_its_year(title, year, years):
    assert reported(title, year) == years
