"""What helpers.reading.formats.sheets promises: a spreadsheet as it shows, and what it hides marked as hidden.

data/form.xls was made for these tests with xlwt 1.3.0, which the project does not need, by these lines:

    book = xlwt.Workbook(encoding="utf-8")
    form = book.add_sheet("自评表")
    form.write_merge(0, 0, 0, 2, "2021年度项目支出绩效自评表")
    for column, text in enumerate(("资金", "预算数", "执行率")):
        form.write(1, column, text)
    form.write_merge(2, 3, 0, 0, "年度资金总额")
    form.write(2, 1, 1234567.5, xlwt.easyxf(num_format_str="#,##0.00"))
    form.write(2, 2, 0.958, xlwt.easyxf(num_format_str="0.00%"))
    form.write(3, 1, datetime.date(2021, 12, 31), xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"'))
    form.write(3, 2, 328.54)
    form.write(4, 0, datetime.date(2022, 1, 5), xlwt.easyxf(num_format_str="M/D/YY"))
    form.write(4, 1, True)
    form.row(3).hidden = True
    form.col(1).hidden = True
    hidden = book.add_sheet("底稿")
    hidden.write(0, 0, 95.7963, xlwt.easyxf(num_format_str="0.00"))
    hidden.visibility = 1
"""

import io
import re
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from helpers.places import place
from helpers.reading.formats import sheets
from helpers.reading.formats.grid import MARK, Cell, Document, placed, spread, texts
from helpers.reading.formats.limits import Refused

from .made import DATA, repacked


def saved(book: Workbook) -> bytes:
    box = io.BytesIO()
    book.save(box)
    return box.getvalue()


def new(title: str = "自评表") -> tuple[Workbook, Worksheet]:
    book = Workbook()
    book.active.title = title
    return book, book.active


def changed(data: bytes, part: str, old: str, to: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        text = box.read(part).decode()
    assert re.search(old, text)
    return repacked(data, {part: re.sub(old, to, text, count=1).encode()})


def read(book: Workbook) -> Document:
    return sheets.read(saved(book))


def test_numbers_percentages_and_dates_are_as_they_show():
    book, sheet = new()
    shown = [
        (0.958, "0.00%"),
        (1234567.5, "#,##0.00"),
        (datetime(2021, 12, 31), 'yyyy"年"m"月"d"日"'),
        (328.54, "General"),
    ]
    for column, (value, code) in enumerate([*shown, (True, "General"), ("≥95%", "@")], 1):
        sheet.cell(1, column, value).number_format = code
    assert [cell.text for cell in read(book).grids[0].cells] == [
        "95.80%", "1,234,567.50", "2021年12月31日", "328.54", "TRUE", "≥95%",
    ]  # fmt: skip


def test_digits_that_do_not_show_are_said():
    book, sheet = new()
    sheet["B2"] = 95.7963
    sheet["B2"].number_format = "0.00"
    document = read(book)
    assert document.grids[0].cells[0].text == "95.80"
    assert document.notes == ("自评表: 1 numbers are shown with fewer digits than they have, the first at R2C2",)


def test_dates_in_formats_that_only_excel_in_china_knows_are_no_numbers():
    book, sheet = new()
    sheet["A1"] = 44561
    sheet["A1"].number_format = "0.00"
    sheet["A2"] = datetime(2021, 12, 31)
    sheet["A2"].number_format = "mm-dd-yy"
    data = changed(saved(book), "xl/styles.xml", r'numFmtId="2"', 'numFmtId="31"')
    assert [cell.text for cell in sheets.read(data).grids[0].cells] == ["2021年12月31日", "2021/12/31"]


def test_a_merged_range_is_one_cell_with_its_span():
    book, sheet = new()
    sheet["A1"], sheet["A2"], sheet["B2"], sheet["B3"] = "自评表", "产出", "数量", "质量"
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A2:A3")
    grid = read(book).grids[0]
    assert grid.cells[:2] == (Cell("自评表", 0, 0, 1, 2), Cell("产出", 1, 0, 2, 1))
    assert texts(spread(grid)) == [["自评表", "自评表"], ["产出", "数量"], ["产出", "质量"]]


def test_each_sheet_is_a_grid_by_its_name_and_an_empty_one_is_none():
    book, sheet = new("附表1")
    sheet["B3"] = "得分"
    book.create_sheet("空")
    book.create_sheet("附表2")["A1"] = 98
    document = read(book)
    assert document.text == f"{MARK}\n{MARK}"
    assert [place(grid, grid.cells[0]) for grid in document.grids] == ["附表1!R3C2", "附表2!R1C1"]


def test_hidden_rows_columns_and_sheets_are_kept_marked_and_named():
    book, sheet = new()
    sheet["A1"], sheet["B1"], sheet["A2"], sheet["A3"] = "a", "b", "c", "d"
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[3].height = 8
    sheet.row_dimensions[9].hidden = True  # holds nothing
    sheet.column_dimensions["B"].hidden = True
    other = book.create_sheet("底稿")
    other["A1"] = "e"
    other.sheet_state = "veryHidden"
    document = sheets.read(changed(saved(book), "xl/worksheets/sheet1.xml", 'ht="8"', 'ht="0"'))
    assert [cell.hidden for grid in document.grids for cell in grid.cells] == [False, True, True, True, True]
    assert document.faults == (
        ("hidden_content", "自评表: hidden rows left out: 2, 3"),
        ("hidden_content", "自评表: hidden columns left out: 2"),
        ("hidden_content", "hidden sheet 底稿 left out"),
    )


def test_a_run_of_hidden_columns_hides_each_of_them():
    book, sheet = new()
    sheet["A1"], sheet["B1"], sheet["C1"], sheet["D1"] = "abcd"
    sheet.column_dimensions.group("B", "C", hidden=True)
    assert [cell.hidden for cell in read(book).grids[0].cells] == [False, True, True, False]


def test_a_number_that_its_format_hides_is_an_empty_cell_and_said():
    book, sheet = new()
    sheet["A1"] = 328.54
    sheet["A1"].number_format = ";;;"
    document = read(book)
    assert document.grids[0].cells == (Cell("", 0, 0),)
    assert "the first at R1C1" in document.notes[0]


def test_a_formula_without_value_is_said_and_one_with_a_value_shows_it():
    book, sheet = new()
    sheet["A1"], sheet["A2"], sheet["A3"] = "=1+1", "=2+2", '=IF(1,"","")'
    data = changed(
        saved(book), "xl/worksheets/sheet1.xml", r"<f>2\+2</f><v ?/>|<f>2\+2</f><v></v>", "<f>2+2</f><v>4</v>"
    )
    data = changed(data, "xl/worksheets/sheet1.xml", r'<c r="A3"', '<c r="A3" t="str"')
    document = sheets.read(data)
    assert [cell.text for cell in document.grids[0].cells] == ["4"]
    assert document.faults == (("formula_without_value", "自评表: formulas without value: R1C1"),)


def test_what_only_begins_as_a_formula_is_shown_as_it_was_typed():
    book, sheet = new()
    sheet["A1"], sheet["A2"], sheet["A3"], sheet["A4"] = "=94套", "=100%", "=2000元/生·年", "=SUM(B1:B2)"
    document = read(book)
    assert [cell.text for cell in document.grids[0].cells] == ["=94套", "=100%", "=2000元/生·年"]
    assert document.faults == (("formula_without_value", "自评表: formulas without value: R4C1"),)


def test_a_formula_is_looked_up_on_its_own_sheet():
    book, sheet = new()
    sheet["A1"], sheet["B1"] = "=1+1", "a"
    other = book.create_sheet("底稿")
    other["A1"].number_format, other["B1"] = "0.00", "b"
    assert read(book).faults == (("formula_without_value", "自评表: formulas without value: R1C1"),)


def test_a_sheet_of_formulas_without_value_is_a_grid_without_cells_and_its_fault_is_short():
    book, sheet = new()
    for row in range(1, 101):
        sheet.cell(row, 1, "=1+1")
    document = read(book)
    assert document.grids[0].cells == ()
    ((kind, reason),) = document.faults
    assert (kind, reason.partition(", R20C1")[2]) == ("formula_without_value", " and 80 more")


def test_a_sheet_with_a_cell_in_its_last_corner_is_small():
    book, sheet = new()
    sheet["A1"], sheet["XFD1048576"] = "首", "末"
    grid = read(book).grids[0]
    assert (grid.n_rows, grid.n_columns) == (1048576, 16384)
    assert texts(placed(grid)) == [["首", ""], ["", "末"]]


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_entities_in_any_part_are_refused_however_late_they_are_declared(part):
    book, sheet = new()
    sheet["A1"] = "a"
    late = "<?xml version='1.0'?>" + " " * 5000 + '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
    with pytest.raises(Refused, match=f"{part} declares a document type"):
        sheets.read(repacked(saved(book), {part: late.encode()}))


@pytest.mark.filterwarnings("ignore:File contains an invalid specification")
def test_the_strict_edition_of_the_format_is_not_taken_for_an_empty_file():
    book, sheet = new()
    sheet["A1"] = "a"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    data = changed(saved(book), "xl/workbook.xml", kind, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    with pytest.raises(Refused, match="strict edition") as refused:
        sheets.read(data)
    assert refused.value.kind == "needs_conversion"


def test_an_old_spreadsheet_reads_as_a_new_one():
    document = sheets.read((DATA / "form.xls").read_bytes())
    form, hidden = document.grids
    assert (form.n_rows, form.n_columns) == (5, 3)
    assert texts(spread(form)) == [
        ["2021年度项目支出绩效自评表"] * 3,
        ["资金", "预算数", "执行率"],
        ["年度资金总额", "1,234,567.50", "95.80%"],
        ["年度资金总额", "2021年12月31日", "328.54"],
        ["2022/1/5", "TRUE", ""],
    ]
    assert [cell.hidden for cell in form.cells] == [False, False, True, False] + [
        False,
        True,
        False,
        True,
        True,
        False,
        True,
    ]
    assert hidden.cells == (Cell("95.80", 0, 0, hidden=True),)
    assert document.faults == (
        ("hidden_content", "自评表: hidden rows left out: 4"),
        ("hidden_content", "自评表: hidden columns left out: 2"),
        ("hidden_content", "hidden sheet 底稿 left out"),
    )
    assert document.notes == ("底稿: 1 numbers are shown with fewer digits than they have, the first at R1C1",)


def test_an_old_spreadsheet_under_a_password_is_said_to_be():
    data = bytearray((DATA / "form.xls").read_bytes())
    data[532:534] = b"\x2f\x00"  # the record after the first becomes the one that announces encryption
    with pytest.raises(Refused) as refused:
        sheets.read(bytes(data))
    assert refused.value.kind == "encrypted"
