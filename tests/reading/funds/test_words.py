"""What helpers.reading.funds.words promises: the stages, the source and the category that words name."""

import pytest

from helpers.reading.funds.words import Said, categories, said, stages


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("年初预算安排省级财政资金", Said("initial_budget", "fiscal_appropriation", "")),
        ("到位后实际支出", Said("executed", "", "")),
        ("一般公共预算", Said("", "general_public", "")),
        ("政府性基金预算支出", Said("executed", "government_fund", "")),
        ("公务接待费", Said("", "", "three_public")),
        ("讲台边", Said()),
    ],
)
def test_a_clause_says_the_stage_it_names_last_and_what_its_other_words_name(clause, told):
    assert said(clause) == told


def test_stages_and_categories_are_told_in_order_of_place_and_once():
    assert stages("年初预算数、到位资金和执行数，年初预算") == ["initial_budget", "allocated", "executed"]
    assert categories("项目支出、基本支出和项目支出") == ["project", "basic"]
