"""What helpers.reading.projects promises of reports on several projects: figures are of the project that they were
coded to be of in `passages.yml`, by which the choice was estimated, too."""

import re
from pathlib import Path

from helpers import yml
from helpers.reading.projects.candidates import candidates
from helpers.reading.projects.project_choices import chosen
from helpers.reading.projects.projects import with_projects
from helpers.reading.reports.head import is_of_department, title_of
from helpers.reading.text import layout

PASSAGES = yml.read(Path(__file__).with_name("passages.yml"))
NUMBER = re.compile(r"\{(\d?)\}")


def figures(passage: str) -> tuple[list[str], list[str]]:
    """The number of the project of each marked figure of a passage, as coded and as it is told apart."""
    text, coded, places = "", [], []
    for part, number in zip(*[iter([*NUMBER.split(passage), ""])] * 2, strict=True):
        text += part
        coded.append(number)
        places.append(len(text))
    page = with_projects(layout.layout(text))
    only = "" if page.projects or is_of_department(text, title_of(text)) else "1"
    return coded[:-1], [layout.project(page, place) or only for place in places[:-1]]


def test_figures_are_of_the_projects_that_they_were_coded_to_be_of():
    told = [figures(passage) for passage in PASSAGES]
    right = sum(coded == found for coded, found in told)
    assert right >= 0.88 * len(told)


def test_without_weights_none_is_chosen_but_of_projects_that_a_text_marks_as_such():
    for text, is_marked in (
        ("项目1：供水\n支出58万元。\n项目2：排水\n支出40万元。", True),
        ("1.供水58万元。\n2.排水40万元。", False),
    ):
        found = candidates(layout.layout(text))
        assert (chosen(text, found, {}) is not None) == is_marked
        assert found
