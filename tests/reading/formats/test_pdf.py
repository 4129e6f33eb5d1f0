"""What helpers.reading.formats.pdf and pages promise: text as paragraphs, ruled tables as grids, over page ends too."""

import pytest

from helpers.reading.formats import pdf
from helpers.reading.formats.grid import MARK, Cell, placed, spread, texts
from helpers.reading.formats.limits import Refused

from . import made

LEFT, RIGHT = 90, 505  # of the running text, in points
HEADING = ["一级指标", "三级指标", "年度指标值", "实际完成值"]
WIDTHS, LEFTMOST = [80, 120, 90, 90], 90


def line(y: float, text: str, x: float = LEFT, size: float = 12) -> tuple:
    return ("line", x, y, text, size)


def full(y: float, text: str, x: float = LEFT) -> tuple:
    """A line that reaches the right edge."""
    return line(y, text + "满" * int((RIGHT - x - _width(text)) / 12), x)


def _width(text: str) -> float:
    return sum(12 if ord(character) > 255 else 6.7 for character in text)


def table(y: float, rows: list[list[str]], height: float = 20) -> tuple:
    return ("table", LEFTMOST, y, WIDTHS, [height] * len(rows), made.filled(rows))


def rows(first: int, last: int) -> list[list[str]]:
    return [["产出指标", f"数量{at}", f"≥{at}件", f"{at}.5件"] for at in range(first, last + 1)]


def read(*pages: list):
    return pdf.read(made.pdf(*pages))


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        pdf.read(data)
    return refused.value


def test_a_line_that_is_full_runs_on_into_the_next_and_a_paragraph_begins_indented():
    first, second = full(100, "2021年年初预算280万元，", LEFT + 24), line(120, "实际支出328.54万元。")
    document = read([line(70, "一、项目概况"), first, second, line(140, "执行率117.3%。", LEFT + 24)])
    lines = document.text.split("\n")
    assert [lines[0], lines[2]] == ["一、项目概况", "执行率117.3%。"]
    assert lines[1].startswith("2021年年初预算280万元，满")
    assert lines[1].endswith("满实际支出328.54万元。")


@pytest.mark.parametrize("after", ["二、绩效目标", "（一）产出", "328.54万元"])
def test_a_heading_or_a_number_after_a_number_does_not_run_on(after):
    before = full(100, "预算")[3][:-1] + "280"
    assert read([line(100, before), line(120, after)]).text.split("\n")[1] == after


def test_lines_far_apart_short_or_of_another_size_do_not_run_on():
    text = full(100, "a")[3]
    for second in (line(160, "b"), line(120, "b", size=16), line(120, "b", LEFT + 24)):
        assert read([line(100, text), second]).text.count("\n") == 1
    assert read([line(100, "短"), line(120, "短")]).text.count("\n") == 1
    assert read([full(100, "长"), line(120, "短"), line(140, "短")]).text.endswith("短\n短")


def test_a_paragraph_goes_on_over_a_page_end_and_page_numbers_are_left_out():
    first = [full(700, "年初预算", LEFT), line(790, "— 1 —", 280, 10)]
    document = read(first, [line(80, "为280万元。"), line(790, "第 2 页 共 2 页", 280, 10)])
    assert document.text.endswith("满为280万元。")
    assert "\n" not in document.text


def test_a_running_head_is_left_out_and_noted_and_a_title_on_each_page_is_not():
    pages = [
        [line(40, f"某局报告 {at}", size=9), line(80, "项目支出绩效自评表"), line(300, f"正文{at}")] for at in "123"
    ]
    document = read(*pages)
    assert document.text == "\n".join(f"项目支出绩效自评表\n正文{at}" for at in "123")
    assert document.notes == ("line repeated on 3 pages left out: 某局报告 #",)


def test_a_number_alone_on_a_line_of_the_text_is_no_page_number():
    assert read([line(100, "得分"), line(400, "98")]).text == "得分\n98"


def test_a_ruled_table_is_a_grid_with_its_spans_and_the_text_around_it_in_order():
    cells = [(0, 0, 2, 1, ["产出指标"]), (0, 1, 1, 2, ["数量"]), (1, 1, 1, 1, ["≥10件"]), (1, 2, 1, 1, ["12件"])]
    document = read([line(70, "附表"), ("table", 90, 100, [80, 80, 80], [20, 20], cells), line(200, "说明")])
    assert document.text == f"附表\n{MARK}\n说明"
    assert document.grids[0].name == "table 1"
    assert document.grids[0].cells[:2] == (Cell("产出指标", 0, 0, 2, 1), Cell("数量", 0, 1, 1, 2))
    assert texts(spread(document.grids[0])) == [["产出指标", "数量", "数量"], ["产出指标", "≥10件", "12件"]]


def test_a_cell_that_is_too_narrow_for_its_words_holds_them_unbroken():
    cells = [
        (0, 0, 1, 1, ["产出指", "标"]),
        (0, 1, 1, 1, ["指标1：办案", "指标2：普法"]),
        (0, 2, 1, 1, ["15000.0", "0"]),
        (0, 3, 1, 1, ["rule of", "law"]),
    ]
    grid = read([("table", 90, 100, [40, 160, 45, 50], [40], cells)]).grids[0]
    assert [cell.text for cell in grid.cells] == ["产出指标", "指标1：办案\n指标2：普法", "15000.0\n0", "rule of law"]


def test_a_table_that_goes_on_over_pages_is_one_grid_with_its_heading_once():
    first = [line(70, "附表"), table(100, [HEADING, *rows(1, 3)]), line(790, "1", 290, 10)]
    second = [table(80, [HEADING, *rows(4, 5)]), line(790, "2", 290, 10)]
    document = read(first, second, [table(80, [HEADING, *rows(6, 6)]), line(200, "说明")])
    assert document.text == f"附表\n{MARK}\n说明"
    assert texts(placed(document.grids[0])) == [HEADING, *rows(1, 6)]
    assert document.notes == tuple(f"heading rows of table 1 repeated on page {at} left out" for at in (2, 3))


def test_a_table_goes_on_without_a_heading_too():
    document = read([table(100, [HEADING, *rows(1, 2)])], [table(80, rows(3, 4))])
    assert texts(placed(document.grids[0])) == [HEADING, *rows(1, 4)]
    assert document.notes == ()


def test_a_table_of_other_columns_or_after_a_line_is_another_one():
    other = ("table", 90, 80, [190, 190], [20], made.filled([["总分", "98"]]))
    assert len(read([table(100, rows(1, 2))], [other]).grids) == 2
    assert len(read([table(100, rows(1, 2))], [line(80, "附表2"), table(100, rows(1, 2))]).grids) == 2
    assert len(read([table(100, rows(1, 2)), line(200, "附表2")], [table(80, rows(1, 2))]).grids) == 2


def test_the_next_copy_of_the_same_form_is_another_table():
    form = [["项目名称", "甲", "", ""], *rows(1, 2)]
    document = read([table(100, form)], [table(80, [["项目名称", "乙", "", ""], *rows(1, 2)])])
    assert [grid.cells[1].text for grid in document.grids] == ["甲", "乙"]


def test_a_frame_around_text_is_no_table():
    document = read([("table", 90, 100, [300], [60], made.filled([["一、结论"]]))])
    assert (document.text, document.grids) == ("一、结论", ())


def test_a_table_within_a_cell_is_a_grid_of_its_own_and_its_text_is_read_once():
    outer = [(0, 0, 1, 1, ["说明"]), (0, 1, 1, 1, [])]
    inner = ("table", 250, 120, [50, 50], [20], made.filled([["n1", "n2"]]))
    document = read([("table", 90, 100, [100, 250], [100], outer), inner])
    assert [texts(placed(grid)) for grid in document.grids] == [[["说明", ""]], [["n1", "n2"]]]


def test_a_page_of_pictures_is_noted_and_nothing_but_pictures_is_no_text_layer():
    assert read([line(100, "正文")], [("picture",)]).faults == (
        ("part_not_read", "no text, perhaps pictures of it, on page 2"),
    )
    error = refusal(made.pdf([("picture",)], [("picture",)]))
    assert (error.kind, str(error)) == ("no_text_layer", "pages 1, 2 hold pictures only")


def test_a_font_that_does_not_tell_its_characters_is_no_text_layer():
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [7 0 R] >>"
    below = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
    )
    content = b"BT /F1 12 Tf 72 700 Td <00410042004300440045> Tj ET"
    data = made.one_page(content, b"", b"", font, below + b" /Supplement 0 >> >>").replace(b"/F1 5 0 R", b"/F1 6 0 R")
    error = refusal(data)
    assert (error.kind, str(error)) == ("no_text_layer", "for 5 of 5 signs the fonts give no character")


def test_a_password_is_never_guessed_and_none_is_none():
    assert refusal(made.encrypted_pdf(b"geheim")).kind == "encrypted"
    assert pdf.read(made.encrypted_pdf(b"")).text == "secret"


def test_a_file_cut_off_is_damaged_wherever_it_is_cut():
    data = made.pdf([line(100, "支出328.54万元")], [line(100, "二")])
    for size in (200, len(data) // 2, len(data) - 30):
        assert refusal(data[:size]).kind == "damaged"
    changed = made.one_page(b"BT /F1 12 Tf 72 700 Td (first version) Tj ET") + b"6 0 obj\n<< >>\nendobj\n"
    assert refusal(changed).kind == "damaged"  # though a part of it could be read
    assert "PDFSyntaxError: No /Root object" in str(refusal(b"%PDF-1.4\n%%EOF"))


def test_lines_printed_twice_to_look_bold_are_read_once():
    assert read([line(100, "绩效自评"), line(100, "绩效自评", LEFT + 0.3)]).text == "绩效自评"


def test_digits_of_a_font_that_sits_lower_stay_in_their_line():
    parts = [line(100, "项目绩效自评表（"), line(104, "2022", 188), line(100, "年度）", 216)]
    assert read([*parts, line(140, "下一行")]).text.splitlines()[0] == "项目绩效自评表（2022年度）"
