"""What helpers.reading.vocabulary promises: the words of the field, read from one file that holds together."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from helpers.reading import vocabulary
from helpers.reading.text.quantities import find


def test_an_unknown_section_is_refused_with_the_ones_that_exist():
    with pytest.raises(KeyError, match="no section 'unit'; it has report_words, units,"):
        vocabulary.words("unit")


def test_the_key_whose_word_stands_last_wins_and_of_two_that_end_together_the_longer():
    assert vocabulary.nearest("fund_stages", "年初预算已下达，实际支出") == "executed"
    assert vocabulary.nearest("fund_stages", "上年结余") == "carryover_in"
    assert vocabulary.nearest("fund_stages", "供水") is None


def test_the_first_key_in_the_order_of_the_file_wins():
    assert vocabulary.first("agency_fields", "青云县教育局") == "education"
    assert vocabulary.first("agency_fields", "某协会") == ""


def test_any_of_tries_longer_words_first_and_takes_signs_as_they_are():
    assert re.match(vocabulary.any_of(["场", "场次", "("]), "场次")[0] == "场次"
    assert re.match(vocabulary.any_of(["a", "("]), "(")[0] == "("


def test_any_of_finds_no_word_behind_what_excludes_it():
    found = re.finditer(vocabulary.any_of(["目标", "目标值"], "绩效"), "绩效目标和年度目标值")
    assert [match.span() for match in found] == [(7, 10)]


def test_any_of_takes_a_shorter_word_where_the_longer_one_may_not_stand_before_what_follows():
    units = vocabulary.any_of(["个", "个月", "人"], not_before={"个月": "饼", "人": "民"})
    assert [re.match(units, text)[0] for text in ("个月内", "个月饼")] == ["个月", "个"]
    assert re.match(units, "人民") is None


def test_what_follows_any_of_the_words_follows_each_of_them():
    assert [m[0] for m in re.finditer(vocabulary.any_of(["比", "超过", "超"], then=r"\d"), "比1超过2超3过4")] == [
        "比1",
        "超过2",
        "超3",
    ]


def test_an_empty_word_is_refused_since_it_would_be_found_everywhere():
    with pytest.raises(ValueError, match="found an empty one"):
        vocabulary.any_of(["目标", ""])


@given(
    st.lists(st.text("甲乙丙.", min_size=1, max_size=4), min_size=1, max_size=8),
    st.text("甲乙丙.", max_size=12),
)
def test_any_of_finds_what_the_words_one_by_one_find_longer_ones_first(entries, text):
    one_by_one = "|".join(map(re.escape, sorted(entries, key=len, reverse=True)))
    assert re.findall(vocabulary.any_of(entries), text) == re.findall(one_by_one, text)


def test_what_opens_a_text_is_left_out_and_nothing_else():
    assert vocabulary.without(re.compile("其中"), "其中甲其中乙") == "甲其中乙"
    assert vocabulary.without(re.compile("其中"), "甲其中乙") == "甲其中乙"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("件", "宗", True),
        ("场", "场次", True),
        ("公里", "千米", True),
        ("人", "人次", False),
        ("%", "个百分点", False),
        ("", "", True),
    ],
)  # fmt: skip
def test_units_that_count_the_same_thing_are_comparable(one, other, same):
    assert vocabulary.comparable(one, other) is same


@pytest.mark.parametrize(
    ("name", "sign", "sense"),
    [
        ("儿童死亡率", "=", "lower"), ("儿童死亡率", ">=", "higher"), ("人均成本", "", "lower"),
        ("溺水伤亡人数", "=", "lower"),
        ("接种率", "<=", "lower"),
        ("接种率", "=", "higher"), ("管网漏损率", "", "lower"),
    ],
)  # fmt: skip
def test_less_is_better_by_the_sign_or_else_by_the_name(name, sign, sense):
    assert vocabulary.polarity(name, sign) == sense


@pytest.mark.parametrize(("printed", "unit"), [("％", "%"), ("㎡", "平方米"), ("km", "公里"), ("人次", "人次")])
def test_a_unit_is_written_in_one_way(printed, unit):
    assert vocabulary.unit_as(printed) == unit


def test_a_prefecture_has_its_province():
    assert vocabulary.prefectures()["玉溪"] == "云南省"
    assert len(vocabulary.prefectures()) > 330


@pytest.mark.parametrize("unit", sorted(vocabulary.unit_kind()))
def test_every_unit_of_the_file_is_read_behind_a_number(unit):
    if unit == "年":
        assert find("使用期限≥12年")[0].unit == "年"
    elif unit == "日":
        assert find("时限≤12日")[0].unit == "日"
    elif unit.endswith("岁"):
        assert find(f"平均年龄12{unit}")[0].unit == unit
    elif not unit.startswith("/"):
        assert find(f"共12{unit}。")[0].unit == vocabulary.unit_as(unit)
    assert vocabulary.unit_kind()[unit] in {"money", "rate", "persons", "area", "count", "measures", "other", "points"}


def test_no_word_stands_in_two_lists_that_exclude_each_other():
    for section in ("units", "fund_stages", "comparators", "comparators_after", "fund_categories"):
        entries = [word for group in vocabulary.words(section).values() for word in group]
        assert len(entries) == len(set(entries)), section


def test_the_file_uses_plain_words_only():
    text = (vocabulary.HERE / "vocabulary.yml").read_text(encoding="utf-8")
    assert "\t" not in text
    for entry in yaml.safe_load(text).values():
        assert all(isinstance(word, str | list) for word in entry)


@pytest.mark.parametrize(
    ("name", "sign", "expected"),
    [
        ("食品安全投诉举报处置率", "=", "higher"),
        ("不合格产品处置率", "", "higher"),
        ("森林火灾受害率", "=", "lower"),
        ("投诉件数", "=", "lower"),
        ("投诉件数", ">=", "higher"),
        ("新建渠道", "<=", "lower"),
    ],
)
def test_a_rate_of_what_was_handled_is_better_when_higher_and_a_printed_sign_decides_first(name, sign, expected):
    assert vocabulary.polarity(name, sign) == expected


def test_no_section_stands_twice_as_the_first_would_be_lost():
    lines = (vocabulary.HERE / "vocabulary.yml").read_text(encoding="utf-8").splitlines()
    sections = [line.partition(":")[0] for line in lines if re.match(r"[a-z_]+:", line)]
    assert sorted(sections) == sorted(set(sections))
