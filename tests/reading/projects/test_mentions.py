"""What helpers.reading.projects.mentions promises: where each project, and all of them, are spoken of."""

import pytest

from helpers.reading.projects.mentions import mentions

TWO = ["闸门和泵站改造", "水质监测"]


def told(text: str, names: list[str], short: bool = False) -> list[tuple[str, str]]:
    """The words and the number of each mention."""
    return [(text[each.start : each.end], each.number) for each in mentions(text, names, short)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("今年闸门和泵站改造完工。", "闸门和泵站改造"),
        ("今年泵站改造完工。", "泵站改造"),  # its last characters
        ("今年闸门项目完工。", "闸门"),  # its first ones before 项目
        ("前者已完工。", "前者"),
        ("闸站方面，已完工。", "闸站方面，"),
        ("泵站：已完工。", "泵站："),
    ],
)
def test_a_project_is_told_of_by_its_name_by_part_of_it_and_as_a_topic(text, words):
    assert told(text, TWO) == [(words, "1")]


def test_any_characters_of_a_name_may_open_a_sentence_where_short_names_are_looked_for():
    assert told("闸站已完工。", TWO) == []
    assert told("闸站已完工。水质达标。", TWO, short=True) == [("闸站", "1"), ("水质", "2")]


def test_part_of_a_name_that_another_has_too_tells_of_none():
    names = ["东河灌区渠道维护", "西湖灌区渠道维护"]
    assert told("渠道维护质量较好。", names) == []
    assert told("东河灌区支出58万元。", names) == [("东河灌区", "1")]


def test_a_name_in_brackets_and_a_sign_before_the_name_tell_of_it_too():
    names = ["东河综合整治工程", "西湖清淤工程"]
    assert ("治河工程", "1") in told("东河综合整治工程（下称治河工程）完工。治河工程支出58万元。", names)
    assert ("B项目", "2") in told("A东河综合整治工程、B西湖清淤工程。B项目支出40万元。", names)


@pytest.mark.parametrize("words", ["两个项目", "各项目", "两项合计", "上述项目"])
def test_words_for_all_of_them_have_no_number(words):
    assert [number for _, number in told(f"{words}100万元。", TWO)] == [""]


def test_names_in_a_row_are_all_of_them_and_a_sum_is_where_two_were_told():
    assert told("水质监测和闸门和泵站改造都已完工。", TWO) == [("水质监测和闸门和泵站改造", "")]
    numbers = [number for _, number in told("水质监测40万元，闸门和泵站改造58万元，共计98万元。", TWO)]
    assert numbers == ["2", "1", ""]
    assert [number for _, number in told("水质监测省里40万元，县里20万元，共计60万元。", TWO)] == ["2"]


def test_the_sign_of_a_project_before_a_word_for_many_is_their_number():
    names = ["渠系维护", "水质监测", "堤防加固"]
    text = "项目3个。项目1：渠系维护。项目2：水质监测。项目3：堤防加固。项目3完工。"
    assert [words for words, number in told(text, names) if number == "3"] == ["项目3", "堤防加固", "项目3"]


def test_characters_that_two_names_have_tell_of_neither_and_more_projects_than_there_are_of_none():
    names = ["东河渠道维护", "西河渠道清淤"]
    assert told("渠道质量较好。", names, short=True) == []
    assert told("四个项目100万元。", names) == []


def test_a_project_without_a_name_is_spoken_of_nowhere():
    assert told("渠系维护支出58万元。", ["渠系维护", ""]) == [("渠系维护", "1")]
