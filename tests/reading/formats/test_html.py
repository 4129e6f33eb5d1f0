"""What helpers.reading.formats.html promises: a page as a browser shows it, in whatever encoding it came."""

import pytest

from helpers.reading.formats import html
from helpers.reading.formats.grid import MARK, placed, spread, texts
from helpers.reading.formats.limits import Refused

TEXT = "朱镕基小学执行率95.80%，优良率达到98%以上"  # 镕 is not in GB2312


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def read(body: str, head: str = ""):
    return html.read(page(body, head).encode())


def grid_of(body: str) -> list[list[str]]:
    return texts(spread(read(body).grids[0]))


def saying(charset: str) -> str:
    return f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        (saying("gb2312"), "gb18030"),
        (saying("GBK"), "gb18030"),
        ('<meta charset="gb2312">', "gb18030"),
        ("<meta charset=utf-8>", "utf-8"),
        (saying("gb2312"), "utf-8"),
        (saying("utf-8"), "gb18030"),
        (saying("iso-8859-1"), "gb18030"),
        (saying("gb2312"), "utf-8-sig"),
        (saying("gb2312"), "utf-16"),
        ("", "gb18030"),
        ("", "utf-8"),
    ],
)
def test_every_character_is_there_whatever_the_page_says_of_itself(said, encoding):
    assert html.read(page(f"<p>{TEXT}</p>", said).encode(encoding)).text == TEXT


def test_big5_is_read_where_the_page_says_so_and_refused_where_it_does_not():
    text = "本單位年初預算數為二百八十萬元,全年執行數為三百二十八萬元,主要原因是人員增加"
    assert html.read(page(text, saying("big5")).encode("big5")).text == text
    with pytest.raises(Refused, match="neither UTF-8 nor GB18030") as refused:
        html.read(page(text).encode("big5"))
    assert refused.value.kind == "encoding_unknown"


def test_bytes_of_two_encodings_are_refused_and_nothing_is_replaced():
    with pytest.raises(Refused, match="neither gb18030 nor"):
        html.read(page("", saying("gb2312")).encode() + TEXT.encode("gb18030") + b"\xff\xff" + TEXT.encode())


def test_a_declaration_of_xml_does_not_hinder():
    assert html.read(f'<?xml version="1.0" encoding="gb2312"?>{page(TEXT)}'.encode("gb18030")).text == TEXT


def test_scripts_styles_and_comments_are_no_text():
    body = "<style>p{}</style><p>支出<!-- 300 --><script>x=300</script>328<noscript>300</noscript></p>"
    assert read(f"{body}<select><option>1</select>").text == "支出328"


def test_blocks_make_lines_and_blanks_are_as_a_browser_shows_them():
    body = "<h1>一、\n  概况</h1><div>年初 <b>预算</b>\n280\t万元<br>执行<p>率&gt;98%</p>尾</div><pre>a  b\nc</pre>"
    assert read(body).text == "一、 概况\n年初 预算 280 万元\n执行\n率>98%\n尾\na  b\nc"


def test_the_title_is_a_note():
    assert read("<p>a</p>", "<title> 某局\n自评报告 </title>").notes == ("title: 某局 自评报告",)


def test_what_is_not_shown_is_excluded_and_counted():
    body = "<p>a<span style='display: none'>b</span><del>c</del></p><div hidden>d</div><p hidden></p>"
    document = read(f"{body}<p style='mso-hide:all'>e</p>")
    assert (document.text, document.notes) == ("a", ("3 hidden passages excluded",))
    assert document.faults == (("deleted_text", "1 deletions excluded"),)


@pytest.mark.parametrize(
    ("style", "mark"),
    [
        (".h{display:none}", "class=h"),
        ("td{color:red} tr.h, .x { color: red; DISPLAY : none !important }", 'class="a h"'),
        ("<!-- #q{display:none} -->", "id=q"),
        ("@media screen{.h{display:none}}", "class=h"),
        ("table tr.h td{padding:0} table tr.h{visibility:collapse}", "class=h"),
        (".h{display:table-row} .h{display:none}", "class=h"),
    ],
)
def test_rows_hidden_by_a_style_sheet_of_the_page_are_marked(style, mark):
    document = read(f"<table><tr><td>a<td>b</tr><tr {mark}><td>c<td>d</table>", f"<style>{style}</style>")
    assert [(cell.text, cell.hidden) for cell in document.grids[0].cells[1:]] == [
        ("b", False),
        ("c", True),
        ("d", True),
    ]


@pytest.mark.parametrize(
    "style",
    [
        ".s{display:table-row} .h{display:none}",
        "@media print{.s{display:none}}",
        ".menu .s, div.s, .s:hover, body > .s {display:none}",
        ".s{display:none} .s{display:table-row}",
        "/* .s{display:none} */",
    ],
)
def test_rows_that_a_style_sheet_shows_on_a_screen_are_not_marked(style):
    body = "<table><tr class=s><td>a<td>b</tr><tr class=h style='display:table-row'><td>c<td>d</table>"
    assert not any(cell.hidden for cell in read(body, f"<style>{style}</style>").grids[0].cells)


def test_a_value_in_an_input_field_is_text_and_a_button_is_not():
    fields = '<input value="98"><input type=hidden value="7"><input type=submit value="存">'
    assert read(f"<p>得分{fields}</p>").text == "得分98"
    assert read('<li value="3">一</li>').text == "一"


def test_a_raised_digit_does_not_become_part_of_a_number():
    assert read("<p>10<sup>4</sup>人，12m<sup>2</sup></p>").text == "10^4人，12m2"
    assert read("<p>32<b>8.5</b>4，10<sup>th</sup></p>").text == "328.54，10th"


def test_nul_characters_do_not_become_others():
    assert html.read(b"<p>a\0b</p>").text == "ab"


def test_spans_over_rows_and_columns_keep_every_value_under_its_heading():
    body = (
        "<table><tr><th rowspan=2>指标<th colspan=2>数量</tr><tr><td>目标<td>实际</tr>"
        "<tr><td>案件<td>10<td>12</tr></table>"
    )
    assert grid_of(body) == [["指标", "数量", "数量"], ["指标", "目标", "实际"], ["案件", "10", "12"]]


def test_absurd_spans_are_cut():
    grid = read("<table><tr><td colspan=999999 rowspan=999999>a<td>b</tr><tr><td>c</table>").grids[0]
    assert texts(placed(grid)) == [["a", "b"], ["", "c"]]
    assert grid_of("<table><tr><td rowspan=0>a<td colspan=x>b</tr><tr><td>c<tr><td>d</table>")[2] == ["a", "d"]


def test_wide_spans_in_every_row_make_no_wide_grid():
    rows = "<tr>" + "<td colspan=1000 rowspan=1000>a" * 9 + "</tr>"
    assert read(f"<table>{rows * 9}</table>").grids[0].n_columns == 81


def test_hidden_rows_are_cells_that_are_marked_and_hidden_cells_take_no_place():
    body = (
        "<table><tr><td>a<td hidden>x<td>b</tr><tr style='display:none'><td>c<td>d</tr>"
        "<tbody hidden><tr><td>e<td>f</tbody></table>"
    )
    document = read(body)
    assert texts(placed(document.grids[0])) == [["a", "b"], ["c", "d"], ["e", "f"]]
    assert [cell.hidden for cell in document.grids[0].cells] == [False, False, True, True, True, True]
    assert document.faults == (("hidden_content", "table 1: 4 hidden cells left out, the first in row 2"),)


def test_a_table_of_one_column_places_a_page_and_is_running_text():
    document = read(
        "<table><tr><td>首页</td></tr><tr><td><p>一、概况</p><p>馆舍面积2.1万平方米。</p></td></tr></table>"
    )
    assert (document.text, document.grids) == ("首页\n一、概况\n馆舍面积2.1万平方米。", ())


def test_a_table_with_a_menu_beside_the_page_is_running_text_and_a_form_with_a_long_goal_is_none():
    report = "全年开馆三百天，接待读者。" * 30
    assert read(f"<table><tr><td>菜单</td><td>{report}</td></tr></table>").text == f"菜单\n{report}"
    form = read(f"<table><tr><td>年度目标</td><td>{report[:250]}</td></tr><tr><td>数量</td><td>3</td></tr></table>")
    assert len(form.grids) == 1


def test_the_order_of_text_and_tables_is_kept():
    document = read("<p>前</p><table><tr><td>a<td>b</table>中<table><tr><td>c<td>d</table>后")
    assert document.text == f"前\n{MARK}\n中\n{MARK}\n后"
    assert [grid.name for grid in document.grids] == ["table 1", "table 2"]


def test_a_nested_table_is_a_grid_of_its_own():
    document = read("<table><tr><td>甲<table><tr><td>n<td>m</table>乙<td>b<tr><td>c<td>d</table>")
    assert document.text == f"{MARK}\n{MARK}"
    assert [texts(placed(grid)) for grid in document.grids] == [[["甲\n乙", "b"], ["c", "d"]], [["n", "m"]]]


def test_a_nested_table_of_one_cell_is_a_grid_and_no_frame():
    document = read("<table><tr><td>甲<table><tr><td>n</table><td>b</table>")
    assert [texts(placed(grid)) for grid in document.grids] == [[["甲", "b"]], [["n"]]]


def test_tables_that_only_place_things_are_running_text():
    data = "<table><tr><td>指标<td>值<td>分<tr><td>a<td>1<td>2</table>"
    document = read(f"<table><tr><td>栏目<td><table><tr><td><p>一、概况</p>{data}</table></table>")
    assert document.text == f"栏目\n一、概况\n{MARK}"
    assert texts(placed(document.grids[0])) == [["指标", "值", "分"], ["a", "1", "2"]]
    assert read("<table><tr><td><p>一、概况</p><p>二、结论</p></table>").text == "一、概况\n二、结论"


def test_what_stands_between_the_cells_comes_before_the_table():
    document = read("<table>单位：万元<script>1</script><caption>附表</caption><tr><td>a</td>杂<td>b</tr></table>")
    assert document.text == f"单位：万元\n附表\n杂\n{MARK}"


def test_rows_within_a_form_and_cells_without_a_row_are_read():
    assert grid_of("<table><form><tr><td>a<td>b</tr></form></table>") == [["a", "b"]]
    assert grid_of("<table><tr><form><td>a<td>b</form></tr></table>") == [["a", "b"]]
    assert grid_of("<table><td>a<td>b</table>") == [["a", "b"]]


def test_lines_of_a_cell_stay_apart():
    assert grid_of("<table><tr><td>指标1：案件<br>指标2：<p>人次</p><td>b</table>") == [
        ["指标1：案件\n指标2：\n人次", "b"]
    ]


def test_thousands_of_tags_left_open_do_not_matter_and_too_many_are_said():
    assert read("<font>" * 1500 + "深").text == "深"
    with pytest.raises(Refused, match="cannot be read to its end") as refused:
        read("<div>" * 5000 + "深")
    assert refused.value.kind == "damaged"


def test_the_mark_of_a_grid_in_a_text_is_a_blank():
    assert read(f"<p>a{MARK}b</p>").text == "a b"


def test_a_page_without_anything_is_an_empty_document():
    assert html.read(b"<!-- -->").text == ""
