"""What coding.checks.words promises: patterns of the words of words.yml."""

import re

import pytest

from helpers.coding.checks import words


def test_any_word_of_the_entries_is_found_the_longest_first():
    assert words.pattern("lost_points").match("扣减2分")[0] == "扣减"
    assert words.pattern("up", "down").findall("增长后下降") == ["增长", "下降"]


def test_three_dots_stand_for_the_words_of_a_clause():
    assert re.search(words.any_words(["完成…预算"]), "完成年初预算的比例")
    assert not re.search(words.any_words(["完成…预算"]), "完成任务，预算")


def test_an_entry_that_is_not_there_is_said_so():
    with pytest.raises(KeyError, match="no entry 'strange'; it has last_year"):
        words.pattern("strange")
