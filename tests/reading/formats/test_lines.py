"""What helpers.reading.formats.lines promises: which lines are one text, and how they are joined."""

import pytest

from helpers.reading.formats.lines import Line, fills, glue, in_cell, room, runs_on


def line(text: str, width: float) -> Line:
    return Line(text, 0, width, 0, 10, 10)


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("办案", 2),
        ("径，让", 3),
        ("难。2021年", 2 + 4 * 0.55 + 1),
        ("100%。而", 4 * 0.55 + 2),
        ("好“第一", 4),
        ("（三）持续", 4),
        ("\n", 1.55),
    ],
)
def test_the_first_word_takes_with_it_what_a_line_end_cannot_part_from_it(text, characters):
    assert room(text, 10) == pytest.approx(10 * characters)


@pytest.mark.parametrize(
    ("before", "after", "one"),
    [
        ("实际支出", "328.54万元", True),
        ("实际支出328", ".54万元", False),
        ("1,234.5", "0", False),
        ("执行率95%", "以上", True),
        ("情况如下", "一、概况", False),
        ("情况如下", "（二）产出", False),
        ("情况如下", "3、质量", False),
        ("情况如下", "第二章总则", False),
    ],
)
def test_a_heading_begins_anew_and_two_numbers_never_become_one(before, after, one):
    assert runs_on(before, after) == one


def test_a_blank_stands_between_latin_words_only():
    assert [glue("rule of", "law"), glue("法律", "援助"), glue("TV", "台"), glue("a,", "b")] == [" ", "", "", ""]


def test_a_line_of_a_cell_is_full_where_the_next_word_found_no_room():
    assert fills(line("法律援助", 60), 90, "案件")
    assert not fills(line("法律援助", 50), 90, "案件")
    assert fills(line("法律援助", 50), 90, "100%以上")


def test_the_lines_of_a_cell_are_one_text_where_they_are_full():
    lines = [line("指标1：完成", 80), line("案件", 20), line("指标2：普法", 80)]
    assert in_cell(lines, 90) == "指标1：完成案件\n指标2：普法"
    assert in_cell([], 90) == ""
