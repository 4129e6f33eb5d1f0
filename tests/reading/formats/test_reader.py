"""What helpers.reading.formats.reader promises: the right reader for the bytes, or a problem of a known kind."""

import io

import pytest
from openpyxl import Workbook

from helpers.reading.formats import office, reader
from helpers.reading.formats.limits import Refused

from . import made


def workbook() -> bytes:
    book, box = Workbook(), io.BytesIO()
    book.active["A1"] = "自评得分98"
    book.save(box)
    return box.getvalue()


SOUND = {
    "text": "自评得分98".encode("gb18030"),
    "html": "<html><body>自评得分98".encode("gb18030"),
    "docx": made.docx(made.p("自评得分98")),
    "xlsx": workbook(),
    "xls": (made.DATA / "form.xls").read_bytes(),
    "pdf": made.pdf([("line", 90, 100, "自评得分98", 12)]),
}


@pytest.mark.parametrize("kind", SOUND)
def test_each_format_is_read_whatever_the_file_is_called(kind):
    for name in ("报告.doc", "报告.pdf", "报告"):
        document = reader.read(SOUND[kind], name)
        assert (
            "98" in document.text + "".join(cell.text for grid in document.grids for cell in grid.cells)
            or kind == "xls"
        )
        promised = name.rpartition(".")[2] if "." in name else kind
        fault = ("wrong_extension", f"named .{promised}, holds {kind}")
        assert (fault in document.faults) == (promised != kind)


@pytest.mark.parametrize("kind", ["doc", "rtf"])
def test_older_word_files_go_to_libreoffice(kind, monkeypatch):
    monkeypatch.setattr(office, "read", lambda data, end: reader.Document(f"{end} of {len(data)} bytes"))
    data = {"doc": made.ole({"WordDocument": b"\xec\xa5" + bytes(50)}), "rtf": b"{\\rtf1}"}[kind]
    assert reader.read(data).text == f"{kind} of {len(data)} bytes"


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        (b"", "empty", "the file holds no text"),
        (made.docx(made.p("")), "empty", "the docx holds no text"),
        (b"<html><script>1</script>", "empty", "the html holds no text"),
        (made.ole({"EncryptedPackage": b""}), "encrypted", "an Office file under a password"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not_text", "NUL bytes"),
        (b"<?xml version='1.0'?><a>1</a>", "needs_conversion", "XML that is no web page"),
        (made.zipped({"OFD.xml": "", "Doc_0/x.xml": ""}), "needs_conversion", "with 'OFD.xml', 'Doc_0/x.xml'"),
        (made.ole({"VisioDocument": b""}), "needs_conversion", "with 'VisioDocument'"),
        (made.ole({"WordDocument": b""})[:900], "damaged", "whose directory cannot be read"),
    ],
)
def test_what_is_not_read_is_refused_with_its_kind_and_reason(data, kind, reason):
    with pytest.raises(Refused, match=reason) as refused:
        reader.read(data)
    assert refused.value.kind == kind


def test_a_file_over_the_limit_is_refused_before_it_is_looked_at(monkeypatch):
    monkeypatch.setattr(reader, "LARGEST_FILE", 10)
    with pytest.raises(Refused, match="11 bytes, more than 10"):
        reader.read(b"x" * 11)
