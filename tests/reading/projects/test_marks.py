"""What helpers.reading.projects.marks promises: where what is told of a project begins, and where it ends."""

import re

import pytest

from helpers.reading.projects.entries import Run
from helpers.reading.projects.marks import marked, paid, with_run, with_sums
from helpers.reading.text import layout

NAMES = ["渠系维护", "水质监测", "堤防加固"]


def numbers(passage: str, names: list[str]) -> tuple[list[str], list[str]]:
    """The numbers in braces before amounts, and those of the projects by the marks."""
    text, coded = re.sub(r"\{\d?\}", "", passage), re.findall(r"\{(\d?)\}", passage)
    page = layout.layout(text)
    page.projects = [*with_sums(text, marked(text, names))]
    return coded, [layout.project(page, m.start()) for m in re.finditer(r"\d+(?=万元)", text)]


@pytest.mark.parametrize(
    "passage",
    [
        "渠系维护支出{1}58万元，水质监测支出{2}40万元，全年共支出{}98万元。堤防加固{3}20万元。",
        "预算为{1}60万元（渠系维护）和{2}40万元（水质监测），共{}100万元。堤防加固{3}20万元。",
        "其中{1}60万元用于渠系维护，{2}40万元用于水质监测。堤防加固{3}20万元。",
        "渠系维护\n到位{1}60万元。\n支出{1}58万元。\n水质监测\n支出{2}40万元。\n堤防加固支出{3}19万元。\n人员工资{}9万元。",
        "渠系维护支出{1}58万元。人员工资{}9万元。水质监测{2}40万元，堤防加固{3}20万元。",
        "渠系维护{1}58万元，水质监测{2}40万元，堤防加固{3}20万元。\n三个项目合计{}118万元，执行{}110万元。",
        "三个项目预算分别为{1}60万元、{2}40万元和{3}20万元，合计{}120万元。渠系维护支出{1}58万元。",
        "渠系维护、水质监测、堤防加固依次支出{1}58万元、{2}40万元、{3}19万元。",
        "三个项目分别结余。除水质监测外，其他两个项目分别结余{1}2万元和{3}1万元。",
        "三个项目到位{}120万元，中央、省、县三级分别到位{}60万元、{}40万元和{}20万元。渠系维护{1}58万元。",
    ],
)
def test_amounts_are_of_the_project_that_was_spoken_of_last_as_far_as_its_sentence_or_its_line(passage):
    coded, found = numbers(passage, NAMES)
    assert found == coded


def test_a_run_that_is_kept_stands_in_place_of_what_is_told_within_it():
    run = Run("bracket", [10, 30], ["渠系维护", "水质监测"], 50)
    assert with_run({5: "2", 20: "1", 60: "1"}, run, 100) == {5: "2", 10: "1", 30: "2", 50: "", 60: "1"}
    assert with_run({}, run, 50) == {10: "1", 30: "2"}


def test_projects_of_which_no_money_is_told_are_not_paid():
    text = "渠系维护支出58万元。水质监测测42次。"
    assert paid(text, [(0, "1"), (11, "2")]) == {"1"}
