"""What coding.checks.divisions promises: basic expenditure and the three public expenses are their named parts."""

import pytest

from helpers.coding.checks.texts import divisions

from ...made import page

RIGHT = [
    "基本支出612.4万元，其中人员经费538.15万元、公用经费74.25万元；项目支出301万元。",
    "支出按性质分为基本支出612.4万元、项目支出301万元；基本支出中，人员支出530万元，公用支出74.25万元，资本性支出8.15万元。",
    "“三公”经费年初预算18万元，决算14.91万元，比上年少0.6万元。其中公务用车运行维护费12.75万元，公务接待费2.16万元。",
    "“三公”经费预算40万元，支出29.46万元：因公出国（境）12.3万元、公车运维14.81万元、公务接待2.35万元。",
]
WRONG = [
    RIGHT[0].replace("538.15", "558.15"),
    RIGHT[1].replace("74.25", "47.25"),
    RIGHT[2].replace("14.91", "13.91"),
    RIGHT[3].replace("12.3万", "11.3万"),
]
SILENT = [
    "人员经费538.15万元，公用经费74.25万元。",  # of what is not told
    "基本支出612.4万元，其中人员经费538.15万元。",
    "基本支出612.4万元，人员经费预算540万元、支出538.15万元，公用经费预算80万元、支出74.25万元。",
    "基本支出和项目支出913.4万元，其中人员经费538.15万元、公用经费74.25万元。",
    "“三公”经费及会议费培训费31.5万元，其中公务用车12.75万元，公务接待2.16万元。",
    "“三公”经费预算约15万元。公务用车12.75万元，公务接待2.16万元。",
    "“三公”经费支出31.5万元。\n采购公务用车12.75万元，接待观摩团支出2.16万元。",
]


def told(text: str) -> list[str]:
    return [each.verdict for each in divisions.sums([page(text)])]


@pytest.mark.parametrize("text", RIGHT)
def test_parts_that_are_all_by_rules_of_accounts_make_up_their_whole(text):
    assert told(text) == ["holds"]


@pytest.mark.parametrize("text", WRONG)
def test_parts_that_miss_it_contradict_it_by_whatever_digits(text):
    assert told(text) == ["contradiction"]


def test_of_travel_abroad_nobody_tells_there_may_be_some():
    assert told("“三公”经费支出18万元，其中公务用车12.75万元，公务接待2.16万元。") == ["scope"]
    assert told("“三公”经费支出18万元，其中公务用车12.75万元，公务接待2.16万元，无因公出国。") == ["contradiction"]


@pytest.mark.parametrize("text", SILENT)
def test_of_other_amounts_nothing_is_said(text):
    assert told(text) == []
