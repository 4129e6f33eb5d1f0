"""What helpers.reading.formats.document promises: the text as it is, or a stated problem."""

import codecs
import os
import threading

import pytest

from helpers.reading.formats import document
from helpers.reading.records import Problem

REPORT = "青云县水务局2022年度项目支出绩效自评报告\r\n预算执行率98.5%，自评得分96分。\r\n"
KOREAN = "정수장 운영 보고서 예산 집행률 구십팔 퍼센트 자체 평가 점수 구십육 점 " * 5
TRADITIONAL = "縣水務局預算執行報告與績效評估結果說明書，本年度預算執行率為九成八，飲水設備維護完成。" * 5


def loaded(tmp_path, data: bytes, name: str = "report.txt") -> str | Problem:
    file = tmp_path / name
    file.write_bytes(data)
    return document.load(file)


@pytest.mark.parametrize(
    "data",
    [
        REPORT.encode(),
        codecs.BOM_UTF8 + REPORT.encode(),
        REPORT.encode("gb18030"),
        REPORT.encode("gbk"),
        codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"),
    ],
    ids=["utf8", "utf8-bom", "gb18030", "gbk", "utf16-le", "utf16-be"],
)
def test_a_report_in_any_usual_encoding_is_read_letter_by_letter_with_its_line_ends(tmp_path, data):
    assert loaded(tmp_path, data) == REPORT


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        ("　\n　".encode(), "empty"),
        (codecs.BOM_UTF8, "empty"),
        (REPORT.encode() + b"\0\0", "not_text"),
        (REPORT.encode("utf-16-le"), "not_text"),
        (b"%PDF-1.7\n" + REPORT.encode(), "damaged"),
        (b"PK\x03\x04" + REPORT.encode(), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "damaged"),
        (b"{\\rtf1\\ansi" + REPORT.encode(), "damaged"),
        (TRADITIONAL.encode("big5"), "encoding_unknown"),
        (b"\xff\xfe" + b"\x00\xd8" * 3, "encoding_unknown"),
        (b"\x80\x81\xff" * 40, "encoding_unknown"),
        ("春江潮水连海平，海上明月共潮生。".encode(), "not_a_report"),
        (b"Annual report of a waterworks", "not_a_report"),
    ],
)  # fmt: skip
def test_what_is_no_text_of_a_report_is_a_problem_of_its_kind(tmp_path, data, kind):
    problem = loaded(tmp_path, data)
    assert (problem.kind, problem.source_file) == (kind, "report.txt")
    assert problem.reason
    assert problem.sha256 == document.sha256(data)


def test_korean_bytes_are_never_taken_for_a_report(tmp_path):
    assert loaded(tmp_path, KOREAN.encode("euc-kr")).kind in ("encoding_unknown", "not_a_report")


def test_a_text_that_is_no_report_says_which_words_were_looked_for_and_found(tmp_path):
    problem = loaded(tmp_path, "供水项目简介".encode())
    assert problem.reason.startswith("fewer than 3 of the words 绩效、自评、")
    assert problem.reason.endswith("found 项目")


def test_a_document_over_the_limit_is_not_even_read(tmp_path, monkeypatch):
    monkeypatch.setattr(document, "LARGEST_BYTES", 10)
    assert loaded(tmp_path, REPORT.encode()) == Problem(
        "report.txt", "", "too_large", f"{len(REPORT.encode())} bytes, more than 10"
    )


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(document.Path, "read_bytes", refuse)
    assert loaded(tmp_path, REPORT.encode()).kind == "unreadable"


def test_a_pipe_is_a_problem_and_is_not_waited_for(tmp_path):
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    threading.Thread(target=lambda: pipe.open("w").close(), daemon=True).start()  # one who opens it finds it empty
    assert document.load(pipe).kind == "not_a_file"


def test_legible_text_is_as_long_as_the_text():
    text = "支出\u00a0３万元\ufeff，\u200b完成\x07率98\u200b5%\u2003。\ud800\n"
    shown = document.legible(text)
    assert shown == "支出 ３万元 ， 完成 率98\u200b5% 。 \n"
    assert len(shown) == len(text)


def test_a_title_makes_a_report_whatever_words_it_uses_and_one_in_passing_makes_none():
    assert document.missing_words("柏川县水文站2022年测站运维经费自评报告\n县财政安排60万元，已用58万元。") == ("", "")
    assert document.missing_words("青石镇2022年河道保洁经费绩效自评\n\n县财政局：现说明如下。") == ("", "")
    assert document.missing_words("柏川县农机站2022年购机补贴自评材料\n县财政安排60万元，已用58万元。") == ("", "")
    assert document.missing_words("花石镇2022年财政资金自查\n上年结转12万元，花了58万元，支出都有凭证。") == ("", "")
    assert document.missing_words("柏川县水文站关于2022年测站运维经费的自评\n县里拨付60万元，已用58万元。") == ("", "")
    assert document.missing_words("柏川县水文站简报\n请各站尽快报送绩效自评，不得拖延。")[0] == "not_a_report"
    assert document.missing_words("柏川县水文站简报\n党员民主评议自评\n各站党员对照检查。")[0] == "not_a_report"
    assert document.missing_words("柏川县水文站简报\n" + "本周巡测五次。" * 60 + "自评报告")[0] == "not_a_report"
