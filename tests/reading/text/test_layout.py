"""What helpers.reading.text.layout promises:
borders of sentences, headings with their signs, and the project of a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.reading.text import layout

REPORT = """一、项目概况
供水项目覆盖十二个乡镇。
二、绩效情况
（一）年度绩效目标
1.新建泵站3座；
（二）目标完成情况
1.新建泵站4座，铺设管网
项目1：供水工程
（1）支出20万元。
项目二、排水工程
（1）支出30万元。
三、存在的问题及建议
经费不足。
"""


def at(text: str, words: str) -> tuple[layout.Layout, int]:
    return layout.layout(text), text.index(words)


def test_a_sentence_ends_at_a_full_stop_and_at_a_semicolon():
    page, place = at("修复道路3公里；安装路灯20盏。验收合格。", "20")
    assert page.text[slice(*layout.sentence(page, place))] == "安装路灯20盏。"


def test_a_short_line_ends_a_sentence():
    page, place = at("资金投入\n20万元。", "20")
    assert page.text[slice(*layout.sentence(page, place))] == "20万元。"


@pytest.mark.parametrize(
    ("line", "sign", "title"),
    [
        ("三、资金情况", "三、", "资金情况"),
        ("（二）产出指标：完成", "（二）", "产出指标"),
        ("12.社会效益，良好", "12.", "社会效益"),
        ("（3） 时效指标--按期", "（3）", "时效指标"),
        ("②质量指标", "②", "质量指标"),
        ("目标2：检测水样", "目标2：", "检测水样"),
        ("[bookmark: _Toc12]四、结论", "四、", "结论"),
    ],
)
def test_a_heading_has_its_sign_and_the_words_up_to_the_first_mark(line, sign, title):
    (found,) = layout.layout(line).headings
    assert (found.sign, found.title) == (sign, title)


@pytest.mark.parametrize("line", ["3.2公里道路", "2022年度", "共12.5万元"])
def test_a_decimal_is_no_heading(line):
    assert layout.layout(line).headings == []


def test_numbers_in_parentheses_behind_a_stop_are_headings_too():
    found = layout.layout("职责：（1）供水；（2）排水。①检修②巡查；2.养护").headings
    assert [h.sign for h in found] == ["（1）", "（2）", "①", "2."]


def test_the_heading_of_a_sign_is_the_last_one_above():
    page, place = at(REPORT, "4座")
    assert layout.heading(page, place).sign == "1."
    assert layout.heading(page, place, "（").title == "目标完成情况"
    assert layout.heading(page, place, layout.CHAPTER).title == "绩效情况"
    assert layout.heading(page, 0, "（") is None


@pytest.mark.parametrize(("words", "section"), [("十二", ""), ("3座", "targets"), ("4座", ""), ("经费不足", "outlook")])
def test_the_headings_above_say_what_stands_below_them(words, section):
    assert layout.section(*at(REPORT, words)) == section


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("（一）年初定下的事", "targets"),
        ("（一）年初定下的事干成了没有", ""),
        ("二、承诺的事兑现情况", ""),
        ("三、定下的目标落实得怎样", ""),
    ],
)
def test_a_title_of_what_was_settled_opens_goals_unless_it_asks_what_came_of_it(title, section):
    assert layout.section(*at(f"{title}\n新建泵站3座。", "3座")) == section


@pytest.mark.parametrize(("words", "project"), [("4座", ""), ("20", "1"), ("30", "2"), ("经费不足", "")])
def test_a_place_belongs_to_the_last_project_until_a_chapter_ends_it(words, project):
    assert layout.project(*at(REPORT, words)) == project


def test_a_paragraph_begins_at_a_line_that_does_not_go_on_with_the_last():
    text = "第一段结束。\n第二段开始，\n短行。"
    assert [text[start:] for start in layout.layout(text).paragraphs] == [text, "第二段开始，\n短行。", "短行。"]


@pytest.mark.parametrize(
    ("numeral", "value"), [("7", 7), ("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31)]
)
def test_a_numeral_below_a_hundred_is_a_number(numeral, value):
    assert layout.number(numeral) == value


@given(st.text("一（1）.、。；\n 供水①项目：23", max_size=60))
def test_sentences_divide_a_text_without_gap_or_overlap(text):
    page = layout.layout(text)
    for place in range(len(text)):
        start, end = layout.sentence(page, place)
        assert start <= place < end
    assert page.borders == sorted(set(page.borders))


@pytest.mark.parametrize("words", ["1，", "其中", "完成1件、"])
def test_what_is_printed_without_stops_is_cut_so_that_no_sentence_is_longer_than_people_write(words):
    text = "前文。" + words * 3000 + "。后文"
    page = layout.layout(text)
    spans = [layout.sentence(page, place) for place in range(0, len(text), 7)]
    assert max(end - start for start, end in spans) <= layout.LONGEST_SENTENCE
    assert layout.sentence(page, 1) == (0, 3)
    assert page.borders == sorted(set(page.borders))


def test_a_long_sentence_is_cut_behind_a_comma():
    page = layout.layout("累计办理各类案件，" * 200)
    assert all(page.text[border - 1] == "，" for border in page.borders[1:])


def test_headings_of_a_sign_are_looked_for_once(monkeypatch):
    page = layout.layout("\n".join(f"{sign}、概况\n正文" for sign in "一二三四五"))
    assert layout.heading(page, len(page.text), r"[（(]") is None
    monkeypatch.setattr(layout, "re", None)  # nothing is matched again
    assert layout.heading(page, 0, r"[（(]") is None


def test_short_lines_without_sentences_are_each_their_own():
    lines = [f"第{number}渡口更换救生圈的目标为二十个，已完成" for number in "一二三四五六七八九"]
    page = layout.layout("\n".join(lines))
    assert [page.text[slice(*layout.sentence(page, page.text.index(line)))].strip() for line in lines] == lines


def test_a_project_in_brackets_begins_one_and_another_heading_in_brackets_ends_it():
    projects = "【项目一】增殖放流\n支出204万元。\n【项目二】渔港改造\n支出317万元。\n"
    text = f"【总盘子】预算640万元。\n{projects}【问题】经费缺90万元。\n"
    page = layout.layout(text)
    found = {amount: layout.project(page, text.index(amount)) for amount in ("640", "204", "317", "90")}
    assert found == {"640": "", "204": "1", "317": "2", "90": ""}


def test_chapters_are_numbered_by_letters_too_and_two_parties_are_no_chapter():
    page = layout.layout("甲、目标\n修路3公里。\n乙、经费\n预算9万元。\n甲、乙双方签订合同。\n甲方付款。")
    assert [heading.title for heading in page.headings] == ["目标", "经费"]
