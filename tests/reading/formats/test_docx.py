"""What helpers.reading.formats.docx promises: what a reader sees with all changes accepted, and tables as they are."""

import io
import zipfile

import docx as python_docx
import pytest

from helpers.reading.formats import docx
from helpers.reading.formats.grid import MARK, Cell, placed, spread, texts
from helpers.reading.formats.limits import Refused

from .made import docx as word
from .made import p, r, repacked, tbl, tc, tr

DELETED = "<w:del><w:r><w:delText>300万元</w:delText></w:r></w:del>"
INSERTED = f"<w:ins>{r('328.54万元')}</w:ins>"
SPAN = '<w:gridSpan w:val="{}"/>'
BEGIN, BELOW = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def text_of(*paragraphs: str, **parts: str) -> str:
    return docx.read(word("".join(paragraphs), **parts)).text


def table_of(*rows: str) -> list[list[str]]:
    return texts(placed(docx.read(word(tbl(*rows))).grids[0]))


def test_a_document_as_python_docx_writes_it_is_read_in_order():
    made, box = python_docx.Document(), io.BytesIO()
    made.add_heading("一、项目概况")
    made.add_paragraph("年初预算280万元")
    table = made.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "产出指标"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "数量"
    table.cell(1, 1).text, table.cell(1, 2).text = "≥10件", "12件"
    made.add_paragraph("二、自评结论")
    made.save(box)
    document = docx.read(box.getvalue())
    assert document.text == f"一、项目概况\n年初预算280万元\n{MARK}\n二、自评结论"
    assert texts(spread(document.grids[0])) == [["产出指标", "数量", "数量"], ["产出指标", "≥10件", "12件"]]


def test_insertions_are_in_and_deletions_out_and_counted():
    document = docx.read(word(p("实际支出", INSERTED, DELETED, "<w:del><w:r/></w:del>", "。")))
    assert (document.text, document.faults) == ("实际支出328.54万元。", (("deleted_text", "1 deletions excluded"),))


def test_moved_text_stands_where_it_was_moved_to():
    assert text_of(p("a", f"<w:moveFrom>{r('b')}</w:moveFrom>", "c", f"<w:moveTo>{r('b')}</w:moveTo>")) == "acb"


def test_a_paragraph_whose_end_was_deleted_runs_on_into_the_next():
    assert text_of(p("实际", properties="<w:rPr><w:del/></w:rPr>"), p("支出")) == "实际支出"
    assert text_of(p("实际", properties="<w:rPr><w:b/></w:rPr>"), p("支出")) == "实际\n支出"


def test_a_deleted_row_is_gone_and_an_inserted_one_is_there():
    gone = tr("b", "300", properties="<w:del/>")
    assert table_of(tr("a", "1"), gone, tr("c", "2", properties="<w:ins/>")) == [["a", "1"], ["c", "2"]]


def test_content_controls_hold_text_rows_and_cells():
    control = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert text_of(control.format(p("区司法局")), p("得分", control.format(r("98")))) == "区司法局\n得分98"
    assert table_of(control.format(tr("a", control.format(tc("b"))))) == [["a", "b"]]


def test_hidden_text_is_excluded_and_counted():
    document = docx.read(word(p("支出", r("300", "<w:vanish/>"), r("328", '<w:vanish w:val="0"/>'))))
    assert (document.text, document.faults) == ("支出328", (("hidden_content", "1 runs of hidden text excluded"),))


def test_comments_are_excluded_and_counted():
    comments = f"<w:comments><w:comment>{p('请核对')}</w:comment></w:comments>"
    document = docx.read(word(p("支出", "<w:r><w:commentReference/></w:r>"), comments=comments))
    assert (document.text, document.notes) == ("支出", ("1 comments excluded",))


def test_field_codes_are_no_text_and_field_results_are():
    assert (
        text_of(p("<w:r><w:instrText>PAGE</w:instrText></w:r>", "1", f"<w:hyperlink>{r('附件')}</w:hyperlink>"))
        == "1附件"
    )


def test_a_text_box_follows_its_paragraph_and_is_read_once():
    box = "<{0}><w:txbxContent>" + p("自评得分98分") + "</w:txbxContent></{0}>"
    choice = f"<mc:Choice><w:drawing>{box.format('wps:txbx')}</w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict>{box.format('w:textbox')}</w:pict></mc:Fallback>"
    drawn = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    assert text_of(p("一、结论", drawn), p("二、问题")) == "一、结论\n自评得分98分\n二、问题"


def test_headers_and_footers_with_words_are_notes_and_footnotes_end_the_text():
    line = f'<w:footnote w:type="separator">{p("-")}</w:footnote>'
    notes = f"<w:footnotes>{line}<w:footnote>{p('含追加')}</w:footnote></w:footnotes>"
    document = docx.read(
        word(
            p("支出"),
            header1=f"<w:hdr>{p('某局')}{tbl(tr('a', 'b'))}</w:hdr>",
            header2=f"<w:hdr>{p('某局')}</w:hdr>",
            footer1=f"<w:ftr>{p('- 1 -')}</w:ftr>",
            footnotes=notes,
        )
    )
    assert (document.text, document.notes) == ("支出\n含追加", ("header: 某局",))


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('<w:sym w:font="Symbol" w:char="F0B3"/>', "≥"),
        ('<w:sym w:font="Symbol" w:char="F0A3"/>', "≤"),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☑"),
        ('<w:sym w:font="Unknown" w:char="2460"/>', "①"),
        ('<w:sym w:font="Unknown" w:char="zz"/><w:t>a</w:t>', "a"),
        ("<w:t>1</w:t><w:tab/><w:t>2</w:t><w:br/><w:t>3</w:t><w:noBreakHyphen/><w:t>4</w:t>", "1\t2\n3-4"),
        (
            "<w:ruby><w:rt><w:r><w:t>ji</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>绩</w:t></w:r></w:rubyBase></w:ruby>",
            "绩",
        ),
    ],
)
def test_signs_that_are_no_text_become_what_is_seen(inside, text):
    assert text_of(p(f"<w:r>{inside}</w:r>")) == text


def test_two_numbers_of_a_formula_or_a_raised_digit_do_not_become_one():
    fraction = f"<m:f><m:fPr/><m:num>{r('328')}</m:num><m:den>{r('280')}</m:den></m:f>"
    raised = r("4", '<w:vertAlign w:val="superscript"/>')
    assert text_of(p(fraction, "=117%")) == "328/280=117%"
    assert text_of(p("10", raised, "人，12m", raised)) == "10^4人，12m4"
    assert text_of(p("32", "8.5", "4")) == "328.54"


def test_spans_over_columns_and_rows_keep_every_value_under_its_heading():
    rows = (
        tr(tc("指标", BEGIN), tc("数量", SPAN.format(2))),
        tr(tc("", BELOW), "目标", "实际"),
        tr(tc("", BELOW), "10", "12"),
    )
    document = docx.read(word(tbl(*rows)))
    assert document.grids[0].cells[0] == Cell("指标", 0, 0, rows=3)
    assert document.notes == ()
    assert texts(spread(document.grids[0]))[2] == ["指标", "10", "12"]


def test_old_horizontal_merges_are_spans_too():
    rows = tr(tc("a", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "b"), tr("1", "2", "3")
    assert table_of(*rows) == [["a", "", "b"], ["1", "2", "3"]]
    assert docx.read(word(tbl(*rows))).grids[0].cells[0].columns == 2


def test_a_row_that_begins_late_or_ends_early_keeps_its_columns():
    late = tr("2", properties='<w:gridBefore w:val="1"/>')
    assert table_of(tr("a", "b", "c"), late, tr("3")) == [["a", "b", "c"], ["", "2", ""], ["3", "", ""]]


def test_the_spans_of_an_older_version_do_not_count():
    was = f"<w:tcPrChange><w:tcPr>{SPAN.format(2)}</w:tcPr></w:tcPrChange>"
    assert table_of(tr(tc("a", was), "b"), tr("1", "2")) == [["a", "b"], ["1", "2"]]


def test_a_nested_table_is_a_grid_of_its_own_right_after_the_one_around_it():
    inner = tbl(tr("n1", "n2"))
    document = docx.read(word(p("前") + tbl(tr(tc(p("甲") + inner + p("乙")), "b")) + p("后") + tbl(tr("c", "d"))))
    assert document.text == f"前\n{MARK}\n{MARK}\n后\n{MARK}"
    assert [grid.name for grid in document.grids] == ["table 1", "table 2", "table 3"]
    assert [texts(placed(grid)) for grid in document.grids] == [[["甲\n乙", "b"]], [["n1", "n2"]], [["c", "d"]]]


def test_a_nested_table_of_one_cell_is_a_grid_and_no_frame():
    document = docx.read(word(tbl(tr(tc(p("甲") + tbl(tr("n"))), "b"))))
    assert [texts(placed(grid)) for grid in document.grids] == [[["甲", "b"]], [["n"]]]


def test_what_is_embedded_from_another_format_is_said_to_be_left_out():
    assert docx.read(word(p("a") + "<w:altChunk/>")).faults == (
        ("part_not_read", "1 embedded foreign documents not read"),
    )


def test_a_table_of_one_cell_is_a_frame_around_running_text():
    document = docx.read(word(tbl(tr(tc(p("一、概况") + tbl(tr("a", "b")))))))
    assert document.text == f"一、概况\n{MARK}"
    assert texts(placed(document.grids[0])) == [["a", "b"]]


def test_hidden_rows_are_marked_and_told():
    document = docx.read(word(tbl(tr("a", "b"), tr("c", "d", properties="<w:hidden/>"))))
    assert [cell.hidden for cell in document.grids[0].cells] == [False, False, True, True]
    assert document.faults == (("hidden_content", "table 1: 2 hidden cells left out, the first in row 2"),)


def test_text_in_cells_that_are_merged_away_is_counted():
    rows = tr(tc("a", BEGIN), "b"), tr(tc("9", BELOW), "c")
    document = docx.read(word(tbl(*rows)))
    assert texts(placed(document.grids[0])) == [["a", "b"], ["", "c"]]
    assert document.faults == (("hidden_content", "1 texts in cells that are merged away excluded"),)


def test_the_mark_of_a_grid_in_a_text_is_a_blank():
    assert text_of(p(f"a{MARK}b")) == "a b"


def test_the_other_edition_of_the_standard_is_read():
    data = word(p("支出") + tbl(tr("a", "b")))
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        main = box.read("word/document.xml").replace(b"schemas.openxmlformats.org", b"purl.oclc.org/ooxml")
    document = docx.read(repacked(data, {"word/document.xml": main}))
    assert (document.text, len(document.grids)) == (f"支出\n{MARK}", 1)


def test_a_dead_picture_link_keeps_python_docx_from_opening_a_file_that_is_read_here():
    box, made = io.BytesIO(), python_docx.Document()
    made.add_paragraph("支出328.54万元")
    made.save(box)
    with zipfile.ZipFile(box) as archive:
        links = archive.read("word/_rels/document.xml.rels")
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    dead = links.replace(b"</Relationships>", b'<Relationship Id="x" Type="%b" Target="NULL"/></Relationships>' % kind)
    data = repacked(box.getvalue(), {"word/_rels/document.xml.rels": dead})
    with pytest.raises(KeyError):
        python_docx.Document(io.BytesIO(data))
    assert docx.read(data).text == "支出328.54万元"


def test_a_document_type_hidden_behind_blanks_is_refused_too():
    late = '<?xml version="1.0"?>' + " " * 5000 + '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    with pytest.raises(Refused, match="declares a document type"):
        docx.read(repacked(word(p("a")), {"word/document.xml": late.encode()}))


def test_a_container_without_a_body_is_damaged():
    for change in (
        {"_rels/.rels": b"<a/>", "word/document.xml": b"<a/>"},
        {"_rels/.rels": b'<R><R Type="x/officeDocument" Target="y"/></R>'},
    ):
        with pytest.raises(Refused) as refused:
            docx.read(repacked(word(p("a")), change))
        assert refused.value.kind == "damaged"
