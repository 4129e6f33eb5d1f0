"""What helpers.reading.formats.numbering promises: the numbers that Word writes by itself stand in the text."""

import pytest

from helpers.reading.formats import docx
from helpers.reading.formats.numbering import written

from .made import docx as word
from .made import p, tbl, tr


def level(at: int, form: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


LISTS = (
    '<w:numbering><w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="8">'
    + level(0, "bullet", "•")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>'
)
STYLES = (
    '<w:styles><w:style w:styleId="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="2"/></w:styles>'
)


def item(text: str, level: int = 0, which: int = 1, more: str = "") -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{which}"/></w:numPr>{more}')


def lines(*paragraphs: str) -> list[str]:
    return docx.read(word("".join(paragraphs), numbering=LISTS, styles=STYLES)).text.split("\n")


def test_levels_count_each_by_itself_and_begin_anew_below_a_higher_one():
    found = lines(item("概况"), item("职能", 1), item("机构", 1), item("绩效"), item("产出", 1), item("数量", 2))
    assert found == ["一、概况", "（一）职能", "（二）机构", "二、绩效", "（一）产出", "1. 数量"]


def test_a_number_does_not_touch_a_figure_after_it():
    assert lines(item("2021年", 2)) == ["1. 2021年"]


def test_a_list_that_starts_anew_does_and_bullets_are_no_numbers():
    assert lines(item("a"), item("b", which=3), item("c", which=2), item("d")) == ["一、a", "五、b", "c", "二、d"]


def test_a_style_puts_its_paragraphs_into_a_list_unless_they_opt_out():
    styled = '<w:pStyle w:val="1"/>'
    assert lines(p("a", properties=styled), item("b", which=0, more=styled), p("c")) == ["一、a", "b", "c"]


def test_a_number_can_name_the_levels_above_it_and_those_never_counted():
    numbered = LISTS.replace('w:val="（%2）"', 'w:val="%1.%2"')
    body = item("a", 1) + item("b") + item("c", 1)
    assert docx.read(word(body, numbering=numbered)).text == "一.一 a\n一、b\n一.一 c"


def test_a_deleted_paragraph_is_not_counted():
    deleted = "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
    gone = p(deleted, properties='<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>')
    assert lines(item("a"), gone, item("b")) == ["一、a", "二、b"]


def test_a_column_that_numbers_its_rows_by_itself_shows_the_numbers():
    body = tbl(tr("序号", "指标"), tr(item("", 2), "数量"), tr(item("", 2), "质量"))
    grid = docx.read(word(body, numbering=LISTS)).grids[0]
    assert [cell.text.strip() for cell in grid.cells if cell.column == 0] == ["序号", "1.", "2."]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (10, "chineseCounting", "十"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (35, "japaneseCounting", "三十五"),
        (99, "chineseCounting", "九十九"),
        (100, "chineseCounting", "100"),
        (0, "chineseCounting", "0"),
        (3, "decimalEnclosedCircle", "③"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "21"),
        (26, "lowerLetter", "z"),
        (27, "upperLetter", "27"),
        (2, "upperLetter", "B"),
        (4, "unheardOf", "4"),
    ],
)
def test_a_number_is_written_in_the_form_of_its_list(number, form, text):
    assert written(number, form) == text
