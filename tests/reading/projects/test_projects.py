"""What helpers.reading.projects.projects promises: projects of a report, and none where it has one."""

import pytest

from helpers.reading.projects.projects import with_projects
from helpers.reading.report import read_text
from helpers.reading.text import layout

HEAD = "临河县水务局2022年度项目支出绩效自评报告\n"
MONEY = "年初预算30万元，实际支出29万元。"


def told(text: str, known: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Number and first words of each part of a text that begins or ends a project."""
    page = with_projects(layout.layout(text), known)
    return [(number, text[start : start + 8].strip()) for start, number in page.projects]


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


def test_a_text_that_marks_its_projects_as_such_has_them_whatever_else_it_says():
    assert [number for number, _ in told("项目1：供水\n新建泵站3座。\n项目2：排水\n清淤5公里。")] == ["1", "2"]


def test_projects_that_a_table_names_are_told_of_where_the_text_speaks_of_two_of_them():
    text = "渠系维护、水质监测都已完工。渠系维护修5公里。水质监测测42次。"
    assert told(text, ("水质监测", "渠系维护")) == [
        ("", "渠系维护、水质监"),
        ("2", "渠系维护修5公里"),
        ("1", "水质监测测42次"),
    ]
    assert told("渠系维护修5公里。", ("水质监测", "渠系维护")) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}一、航道维护专项\n{{0}}\n二、渡口改造专项\n{{0}}\n三、码头修缮项目\n{{0}}",
        f"{HEAD}航道维护专项：{{0}}\n渡口改造专项：{{0}}\n码头修缮项目：{{0}}",
    ],
)
def test_a_project_whose_amounts_are_printed_in_formal_numerals_is_one_too(text):
    text = text.format("年初预算人民币捌仟柒佰万元整，年底支出捌仟陆佰万元整。")
    assert [row.project_id for row in read_text(text, "r").funds] == ["r-1", "r-1", "r-2", "r-2", "r-3", "r-3"]


def test_goals_and_results_of_each_project_meet_where_both_are_told_by_name():
    text = (
        "云河市绿化中心2022年度专项绩效自评报告\n纳入自评的专项有两项。\n"
        "一、资金\n1．行道树养护。年初批复640万元，支付600万元。\n2．河道保洁。年初批复480万元，支付391.6万元。\n"
        "二、目标\n1．行道树养护：补植乔木260株，成活率95%以上。\n2．河道保洁：清理淤泥34车。\n"
        "三、结果\n1．行道树养护。补植乔木258株，成活率96.2%。\n2．河道保洁。清理淤泥36车。\n"
    )
    found = [(row.project_id, int(row.target), int(row.actual)) for row in read_text(text, "r").indicators]
    assert found == [("r-1", 260, 258), ("r-1", 95, 96), ("r-2", 34, 36)]


@pytest.mark.parametrize("run", [" ", "1", "，", "\n", "60万元、", "渠系维护、", "两个项目，", "60万元、40万元分别"])
def test_a_long_run_of_one_sign_behind_two_projects_is_read_to_its_end(run):
    text = f"{HEAD}我局有渠系维护、水质监测两个项目。渠系维护60万元，水质监测40万元，" + run * (100_000 // len(run))
    assert told(text) is not None
