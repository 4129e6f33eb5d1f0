"""What coding.checks.agencies promises: what a report says of the project of another report is held against that."""

import pytest

from helpers.coding.audit import audit

from ... import made

TITLE = "某县林业局2023年度湿地保护修复项目绩效自评报告\n项目支出{}万元。"


def across(one: str, spent: str, **cells) -> list[str]:
    """Verdicts across a report with these words and the report of a project that spent so much."""
    other = TITLE.format(spent)
    place = {"start": other.index(spent), "end": other.index(spent) + len(spent)}
    funds = made.funds(("executed", spent, place)).assign(report_id="S")
    reports = made.reports("R", "S", fiscal_year=2023)
    reports.loc[1, list(cells)] = list(cells.values())
    found = audit(made.read(funds=funds, reports=reports), {"R": one, "S": other})
    return found[found["kind"].eq("cross_report")]["verdict"].tolist()


@pytest.mark.parametrize(("printed", "verdict"), [("421.75", "holds"), ("412.75", "contradiction")])
def test_spending_on_a_project_is_what_the_report_of_the_project_says(printed, verdict):
    assert across(f"湿地保护修复项目全年支出{printed}万元，其他项目支出12万元。", "421.75") == [verdict]


def test_spending_on_another_project_or_of_another_year_is_not_compared():
    assert across("林区道路养护项目全年支出412.75万元。", "421.75") == []
    assert across("湿地保护修复项目支出412.75万元。", "421.75", fiscal_year=2022) == []
    assert across("湿地保护修复项目中央资金支出412.75万元。", "421.75") == []


@pytest.mark.parametrize(
    ("one", "other", "verdicts"),
    [
        ("全年技能培训2,628人次。", "实际培训2,628人次。", []),
        ("上半年技能培训2,628人次。", "实际培训3,628人次。", []),
        ("全年技能培训2,628人次。", "走访农户3,628人次。", []),
        ("全市共清理河道2,628公里。", "本年全市清理河道6,228公里。", ["contradiction"]),
        ("全市共清理河道2,628公里。", "市级清理河道6,228公里。", []),
        ("建成村级综合服务站37个。", "目前建成村级综合服务站73个。", ["contradiction"]),
        ("建成村级综合服务站37个。", "建成村级综合服务站39个。", []),
        ("计划建成村级综合服务站37个。", "建成村级综合服务站73个。", []),
        ("走访企业37家。", "走访企业73家。", []),
        ("日常养护经费支出268.50万元。", "日常养护经费支出286.50万元。", ["contradiction"]),
        ("日常养护经费支出268.50万元。", "上年日常养护经费支出286.50万元。", []),
    ],
)
def test_counts_of_one_deed_that_differ_by_a_slip_contradict_each_other(one, other, verdicts):
    found = audit(made.read(reports=made.reports("R", "S", fiscal_year=2023)), {"R": one, "S": other})
    assert found[found["kind"].eq("cross_report")]["verdict"].tolist() == verdicts


def test_a_unit_told_without_its_place_is_the_one_whose_name_ends_so_where_only_one_does():
    told = "建成村级综合服务站37个。", "建成村级综合服务站73个。", "走访农户300户。"
    for others, verdicts in [(["丙县水利局"], ["contradiction"]), (["乙县林业局"], [])]:
        reports = made.reports("R", "S", "T", fiscal_year=2023)
        reports["agency_zh"] = ["甲县林业局", "县林业局", *others]
        found = audit(made.read(reports=reports), dict(zip("RST", told, strict=True)))
        assert found[found["kind"].eq("cross_report")]["verdict"].tolist() == verdicts


NAMED = ["关于某县湿地保护修复专项资金绩效自评的报告\n", "某县湿地保护修复项目2023年度自评\n"]


@pytest.mark.parametrize("title", NAMED)
@pytest.mark.parametrize(("printed", "verdicts"), [("421.75", ["holds"]), ("412.75", ["contradiction"])])
def test_a_project_named_without_a_year_before_it_is_compared_with_the_latter_of_two(title, printed, verdicts):
    funds = made.funds(("executed", "421.75", {"start": 30, "end": 36})).assign(report_id="S")
    reports = made.reports("R", "S", fiscal_year=2023)
    texts = {
        "R": f"支出以造林为主，其次是湿地保护修复，后者全年列支{printed}万元。",
        "S": title + "全年支出421.75万元。",
    }
    found = audit(made.read(funds=funds, reports=reports), texts)
    assert found[found["kind"].eq("cross_report")]["verdict"].tolist() == verdicts


@pytest.mark.parametrize(
    ("one", "other", "verdicts"),
    [
        ("受理积水、冒溢类投诉137件。", "全年受理积水、冒溢方面的投诉173件。", ["contradiction"]),
        ("存量登记档案数字化扫描58,730卷。", "全年存量登记档案扫描57,830卷。", ["contradiction"]),
        ("存量登记档案数字化扫描58,730卷。", "全年存量登记档案扫描58,730卷。", []),
        ("受理积水、冒溢类投诉137件。", "受理噪声、油烟方面的投诉173件。", []),
        ("农村户厕新建改造5,870座。", "上年农村户厕改造5,780座。", []),
        ("农村户厕新建改造5,870座。", "农村户厕摸底改造需求5,780座。", []),
        ("古树名木挂牌保护2,340株。", "计划古树名木保护2,430株。", []),
        ("小型水库除险加固23座。", "小型水库加固32座。", []),
    ],
)
def test_counts_of_one_deed_in_other_words_contradict_each_other_where_digits_are_swapped(one, other, verdicts):
    found = audit(made.read(reports=made.reports("R", "S", fiscal_year=2023)), {"R": one, "S": other})
    assert found[found["kind"].eq("cross_report")]["verdict"].tolist() == verdicts
