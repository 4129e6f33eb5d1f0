"""What helpers.reading.projects.projects promises:
projects that are told without a mark, and none where a report has one."""

import pytest

from helpers.reading.projects.projects import with_projects
from helpers.reading.report import read_text
from helpers.reading.text import layout

MONEY = "年初预算30万元，实际支出29万元。"


def told(text: str) -> list[tuple[str, str]]:
    """Number and first words of each part of a text that begins or ends a project."""
    page = with_projects(layout.layout(text))
    return [(number, text[start : start + 8].strip()) for start, number in page.projects]


def test_headings_of_one_rank_that_name_projects_are_numbered_and_the_next_of_that_rank_ends_them():
    text = f"一、普法宣传经费\n1.{MONEY}\n二、公证服务补贴\n1.{MONEY}\n三、总体评价\n良好。\n"
    assert told(text) == [("1", "一、普法宣传经费"), ("2", "二、公证服务补贴"), ("", "三、总体评价\n良")]


def test_a_project_told_again_has_its_number():
    text = f"一、资金\n（一）校车项目\n{MONEY}\n（二）食堂项目\n{MONEY}\n二、产出\n（一）校车项目\n新购校车3辆。\n"
    assert [number for number, _ in told(text)] == ["", "1", "2", "", "1"]


@pytest.mark.parametrize(
    "text",
    [
        "校车项目绩效自评综述：全年预算数为30万元。\n食堂项目绩效自评综述：全年预算数为20万元。",
        "校车项目全年预算数为30万元，执行数29万元。食堂项目全年预算数为20万元，执行数20万元。",
        "一是“校车”项目，预算30万元；二是“食堂”项目，预算20万元。",
    ],
)
def test_sentences_that_begin_with_a_name_and_its_budget_tell_projects(text):
    assert [number for number, _ in told(text)] == ["1", "2"]


def test_what_is_said_of_all_projects_is_the_whole_reports():
    text = f"项目1：校车。{MONEY}\n项目2：食堂。{MONEY}\n两个项目共支出58万元。\n"
    assert told(text)[-1] == ("", "两个项目共支出5")


def test_a_look_back_on_all_projects_is_the_whole_reports_and_one_on_the_last_is_not():
    text = f"项目1：校车。{MONEY}\n项目2：食堂。{MONEY}\n"
    assert told(f"{text}综合来看，两个项目平均执行率97%。\n")[-1] == ("", "综合来看，两个项")
    assert told(f"{text}综合来看，食堂项目执行率97%。\n")[-1][0] == "2"


@pytest.mark.parametrize(
    "text",
    [
        f"一、项目资金情况\n{MONEY}\n二、专项资金使用情况\n{MONEY}\n",
        f"一、基本支出经费\n{MONEY}\n二、“三公”经费\n{MONEY}\n",
        f"一、省级补助资金\n{MONEY}\n二、县级配套资金\n{MONEY}\n",
        f"一、校车项目\n{MONEY}\n二、存在问题\n{MONEY}\n",
        "一、校车项目\n新购校车3辆。\n二、食堂项目\n改造食堂2个。\n",
        f"（一）堤防加固工程\n{MONEY}\n（二）清淤疏浚工程\n{MONEY}\n",
        "本项目全年预算数为30万元。该项目年初预算20万元。",
        "中央资金全年预算数为30万元。省级资金全年预算数为20万元。",
    ],
)
def test_money_categories_purses_and_parts_of_one_project_are_no_projects(text):
    assert told(text) == []


def test_a_report_that_says_it_tells_several_projects_may_call_them_works():
    text = f"本次自评涉及2个项目。\n（一）堤防加固工程\n{MONEY}\n（二）清淤疏浚工程\n{MONEY}\n"
    assert [number for number, _ in told(text)] == ["1", "2"]


EACH = "1.地质灾害防治。治理隐患点5处。\n2.国土变更调查。核查图斑612个。\n三、存在问题\n1.进度不匀。\n2.人员流动。\n"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (f"一、总体情况\n纳入自评的项目有2个。\n二、分项目绩效\n{EACH}", ["", "", "1", "2", "", "", ""]),
        (f"一、总体情况\n纳入自评的项目有3个。\n二、分项目绩效\n{EACH}", []),
        (f"一、总体情况\n纳入自评的项目有2个。\n二、主要绩效\n{EACH}", []),
    ],
)
def test_headings_below_one_that_announces_projects_one_by_one_are_those_that_were_counted(text, numbers):
    assert [number for number, _ in told(text)] == numbers


def test_a_project_whose_amounts_are_printed_in_formal_numerals_is_one_too():
    told = "年初预算人民币捌仟柒佰万元整，年底支出捌仟陆佰万元整。"
    text = (
        f"2022年部门项目支出绩效自评报告\n一、航道维护专项\n{told}\n二、渡口改造专项\n{told}\n三、码头修缮项目\n{told}"
    )
    assert [row.project_id for row in read_text(text, "r").funds] == ["r-1", "r-1", "r-2", "r-2", "r-3", "r-3"]


TWICE = """纳入自评的专项有两项。
一、资金
1．{0}。年初批复640万元，支付600万元。
2．{1}。年初批复480万元，支付391.6万元。
二、目标
1．{0}：补植乔木260株，成活率95%以上。
2．{1}：清理淤泥34车。
三、结果
1．{0}。补植乔木258株，成活率96.2%。
2．{1}。清理淤泥36车。
"""


def told_by_project(text: str) -> list[tuple[str, int, int]]:
    """Each indicator as its project, target and actual."""
    rows = read_text(f"云河市绿化中心2022年度专项绩效自评报告\n{text}", "r").indicators
    return [(row.project_id, int(row.target), int(row.actual)) for row in rows if row.target is not None]


@pytest.mark.parametrize("names", [("行道树养护", "河道保洁"), ("街区添绿", "水面清洁")])
def test_headings_told_again_in_other_chapters_with_money_name_projects_and_goals_meet_results_in_each(names):
    assert told_by_project(TWICE.format(*names)) == [("r-1", 260, 258), ("r-1", 95, 96), ("r-2", 34, 36)]


@pytest.mark.parametrize("names", [("产出指标", "效益指标"), ("行道树养护", "其他支出")])
def test_headings_told_again_that_are_general_name_no_projects(names):
    assert {project for project, *_ in told_by_project(TWICE.format(*names))} == {"r-1"}


def test_parts_of_the_work_that_were_paid_and_have_no_budget_of_their_own_are_no_projects():
    text = (
        TWICE.format("行道树补植", "河道清淤")
        .replace("年初批复640万元，", "苗木620万元，")
        .replace("年初批复480万元，", "人工90万元，")
    )
    assert {project for project, *_ in told_by_project(text)} == {"r-1"}


KNOWN = "一、目标\n项目1：校车更新\n新购3辆。\n项目2：食堂改造\n改造2处。\n二、资金\n"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("项目2预算30万元，支出29万元。", "2"),
        ("项目2（食堂（含灶间）改造）：30万元的年初预算中，支出29万元。", "2"),
        ("项目2（食堂改造）支出29万元。", "2"),
        ("项目2个已经完工，支出59万元。", ""),
        ("项目二期预算30万元。", ""),
        ("项目3预算30万元。", ""),  # of no project that is told
    ],
)
def test_a_line_that_begins_with_the_number_of_a_known_project_and_its_money_is_of_it(line, number):
    assert dict(map(reversed, told(KNOWN + line))).get(line[:8], "") == number


@pytest.mark.parametrize(
    ("first", "projects"),
    [("省级资金96万元，拨付95万元，补助场馆18个。", 3), ("全年补助场馆18个，资金96万元待拨。", 2)],
)
def test_a_heading_beside_those_of_projects_is_one_where_it_opens_with_its_money(first, projects):
    text = (
        f"纳入自评的项目较多，各项目情况如下。\n一、场馆免费开放\n{first}\n二、健身器材更新\n预算60万元，支出54万元。\n"
        "三、指导员培训\n预算30万元，支出28万元。\n"
    )
    assert len({number for number, _ in told(text)} - {""}) == projects
