"""What helpers.output.word promises: a three-line table with text as it is, the same bytes on every run."""

import io
import shutil
import subprocess

import pandas as pd
import pytest
from docx import Document
from docx.oxml.ns import qn

from helpers.output import word
from helpers.output.printed import printed

FRAME = pd.DataFrame({"项目": ["回归_100% & <结果>", "x\x00y"], "(1)": [-1.5, None], "(2)": ["-0.3**", "(0.1)"]})


def document(**look):
    content = word.document(printed(FRAME, "name", "回归_100% & 结果", "N = 2.", **look))
    return Document(io.BytesIO(content))


def lines(cell) -> dict[str, int]:
    borders = cell._tc.tcPr.find(qn("w:tcBorders"))
    return {each.tag.split("}")[1]: int(each.get(qn("w:sz"))) for each in borders}


def test_caption_cells_and_notes_hold_the_text_as_it_is():
    paper = document()
    assert [paragraph.text for paragraph in paper.paragraphs] == ["回归_100% & 结果", "N = 2."]
    cells = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert cells == [["项目", "(1)", "(2)"], ["回归_100% & <结果>", "−1.5", "−0.3**"], ["xy", "", "(0.1)"]]


def test_the_table_has_three_lines_and_those_asked_for():
    table = document(rules=[1]).tables[0]
    thick, thin = word.THICK, word.THIN
    assert [lines(row.cells[0]) for row in table.rows] == [
        {"top": thick},
        {"top": thin},
        {"top": thin, "bottom": thick},
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_heading_of_a_group_is_one_cell_with_a_line_below():
    table = document(groups={"outcome": ["(1)", "(2)"]}).tables[0]
    first = table.rows[0].cells
    assert [cell.text for cell in first] == ["", "outcome", "outcome"]
    assert first[1]._tc is first[2]._tc
    assert lines(first[1]) == {"top": word.THICK, "bottom": word.THIN}


def test_headings_of_two_levels_are_lines_one_above_the_other():
    table = document(groups=[{"all": ["(1)", "(2)"]}, {"one": ["(1)"], "two": ["(2)"]}]).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows[:2]] == [["", "all", "all"], ["", "one", "two"]]
    assert lines(table.rows[0].cells[1]) == {"top": word.THICK, "bottom": word.THIN}
    assert lines(table.rows[1].cells[1]) == {"bottom": word.THIN}


def test_chinese_has_a_chinese_font_and_a_wide_table_a_wide_page():
    fonts = document().tables[0].rows[0].cells[0].paragraphs[0].runs[0]._element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == word.CHINESE_FONT
    wide = printed(pd.DataFrame([range(word.WIDE)]).rename(columns=str), "name", "caption")
    page = Document(io.BytesIO(word.document(wide))).sections[0]
    assert page.page_width > page.page_height


def test_no_word_or_number_is_broken_beside_a_column_of_long_text():
    long = pd.DataFrame({"what": ["carryover_out against income and what was carried in " * 2], "project": ["P170-1"]})
    frame = long.assign(**{"stated": "11,890.00", "(1)": "Clustered", "单位支出": "1", "(2)": ["0.1"]})
    shown = printed(frame, "name", "caption", groups={"overshooting": ["(2)"]})
    columns = Document(io.BytesIO(word.document(shown))).tables[0].columns
    wanted = [
        13,
        7,
        9,
        9,
        8,
        12,
    ]  # letters of carryover_out, project, 11,890.00, Clustered, 单位支出 (two each), overshooting
    assert [column.width.pt > 6 * letters + 10.8 for column, letters in zip(columns, wanted, strict=True)] == [True] * 6
    assert columns[0].width == max(column.width for column in columns)


def test_the_same_table_is_the_same_bytes():
    shown = printed(FRAME, "name", "caption")
    assert word.document(shown) == word.document(shown)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_finds_every_cell(tmp_path):
    shown = printed(FRAME, "name", "Caption", "N = 2.", groups={"outcome": ["(1)", "(2)"]}, rules=[1])
    (tmp_path / "table.docx").write_bytes(word.document(shown))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", home, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path), "table.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    text = (tmp_path / "table.txt").read_text(encoding="utf-8-sig")
    for told in ("Caption", "outcome", "回归_100% & <结果>", "−1.5", "(0.1)", "N = 2."):
        assert told in text
