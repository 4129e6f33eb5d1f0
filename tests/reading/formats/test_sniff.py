"""What helpers.reading.formats.sniff promises: the content decides what a document is, never its name."""

import pytest

from helpers.reading.formats import ole, sniff

from . import made

HTML = "<html><body><p>绩效自评报告</p></body></html>"
WORD = b"\xec\xa5\xc1\x00" + bytes(200)
ENCRYPTED_WORD = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01" + bytes(200)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        ("绩效自评报告".encode(), "text"),
        ("绩效自评报告".encode("gb18030"), "text"),
        ("a<b and <table> in a text".encode("utf-16"), "text"),
        (HTML.encode(), "html"),
        (HTML.encode("utf-16"), "html"),
        (b"\xef\xbb\xbf\r\n<?xml version='1.0'?><!-- saved -->\n<!DOCTYPE html PUBLIC><html>", "html"),
        (b"<TABLE border=1><tr><td>1", "html"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', "xml"),
        (b"%PDF-1.4\n1 0 obj\n", "pdf"),
        (b"\n\n%PDF-1.7\n1 0 obj\n", "pdf"),
        (b"PDF files begin with %PDF-1.4", "text"),
        (b"{\\rtf1\\ansi}", "rtf"),
        (made.docx(made.p("a")), "docx"),
        (made.zipped({"[Content_Types].xml": "", "xl/workbook.xml": "", "word/x.xml": ""}), "xlsx"),
        (made.zipped({"OFD.xml": ""}), "zip"),
        (made.docx(made.p("a"))[:300], "zip"),
        (made.ole({"WordDocument": WORD, "1Table": b""}, {"Workbook": b""}), "doc"),
        (made.ole({"Workbook": b""}, {"WordDocument": b""}), "xls"),
        (made.ole({"EncryptionInfo": b"", "EncryptedPackage": b""}), "encrypted"),
        (made.ole({"WordDocument": ENCRYPTED_WORD}), "encrypted"),
        (made.ole({"VisioDocument": b""}), "ole"),
        (made.ole({"WordDocument": WORD})[:1000], "ole"),
        (ole.MAGIC, "ole"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
    ],
)
def test_a_document_is_known_by_its_bytes(data, kind):
    assert sniff.kind(data) == kind


def test_the_directory_of_a_container_is_read_over_more_than_one_sector():
    names = {f"stream {at}": b"" for at in range(7)}
    assert set(ole.streams(made.ole(names))) == set(names)


def test_the_table_of_sectors_is_found_where_the_header_has_no_room_for_it():
    assert sniff.kind(made.ole({"WordDocument": WORD}, far=True)) == "doc"


def test_a_chain_of_sectors_that_names_itself_ends():
    data = bytearray(made.ole({"WordDocument": WORD}, far=True))
    data[-4:] = int.from_bytes(data[68:72], "little").to_bytes(4, "little")
    assert sniff.kind(bytes(data)) == "doc"


def test_a_directory_that_runs_in_a_circle_ends():
    data = bytearray(made.ole({f"stream {at}": b"" for at in range(7)}))
    data[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")  # its first sector follows itself
    assert "stream 0" in ole.streams(bytes(data))


@pytest.mark.parametrize(
    ("name", "kind", "note"),
    [
        ("a.doc", "html", "named .doc, holds html"),
        ("a.XLS", "xlsx", "named .xls, holds xlsx"),
        ("a.pdf", "docx", "named .pdf, holds docx"),
        ("a.docx", "docx", ""),
        ("报告.附件", "docx", ""),
        ("报告", "pdf", ""),
        ("a.docx", "encrypted", ""),
    ],
)
def test_a_name_that_promises_another_kind_is_noted(name, kind, note):
    assert sniff.misnamed(name, kind) == note
