"""What coding.checks.grades promises: the grade of a report is that of its points by the bounds that it prints."""

import re

import pytest

from helpers.coding.checks.texts import grades
from helpers.output.compared import compared

from ...made import page

RULES = [
    "90分及以上为优，80至90分为良。",
    "等次分为优（90分以上）、良（80分以上）。",
    "按90分（含）以上为“优秀”、80（含）—90分为“良好”的规定评定。",
    "分档：优：90分及以上；良：80分及以上。",
]
GRADED = [
    "自评得分{}分，等次为{}。",
    "自评总分{}分，评为“{}”。",
    "本次得{}分，属{}等次。",
    "综合得分{}分（等级：{}）。",
]


def told(text: str) -> list[str]:
    return [each.verdict for each in grades.bounds([page(text)])]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("said", GRADED)
def test_points_are_within_the_bounds_of_their_grade(rule, said):
    assert told(rule + said.format("93.6", "优")) == told(rule + said.format("86", "良")) == ["holds"]
    assert told(rule + said.format("88.5", "优")) == told(rule + said.format("93.6", "良")) == ["contradiction"]


@pytest.mark.parametrize(
    "text",
    [
        "自评得分88.5分，等次为优。",  # no bound is told
        RULES[0] + "自评得分88.5分，其余三个子项评为优。",
        RULES[0] + "省厅以95分以上为优。自评得分93.6分，等次为优。",  # two bounds
        RULES[0] + "产出得45分，等级为优。",  # of a part
        RULES[0] + "自评得分88.5分。上年等次为优。",
    ],
)
def test_without_one_bound_or_a_grade_of_the_points_nothing_is_told(text):
    assert "contradiction" not in told(text)


def test_what_is_held_against_points_is_told_in_chinese():
    found = grades.bounds([page(RULES[0] + GRADED[0].format("88.5", "优"))])
    assert not any(re.search("[a-z]", compared(each.what, "zh")) for each in found)
