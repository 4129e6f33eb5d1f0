"""Cases 1 to 20 of bad documents, each as the command line meets it among sound ones: a row of problems with its
kind and a reason, its neighbours read, exit code 1 with --strict alone.

All lie in one folder that is read once. Audits (17) are tested in tests/coding, scripts in a text (21), cells that
begin like a formula (22) and signs of LaTeX (23) in tests/output.
"""

import os
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from helpers.__main__ import cli

from . import made
from .test_contained import BOMB, MB, OUTSIDE, page, workbook, zip_bomb

TEXT = "青云县水务局2022年度项目支出绩效自评报告。年初预算数120万元，全年实际支出{}万元，自评得分96分。"
FORM = (
    ("项目支出绩效自评表", "", "", ""),
    ("项目名称", "水质监测", "", ""),
    ("项目资金", "年初预算数", "全年预算数", "全年执行数"),
    ("年度资金总额", "120", "118.5", "106.65"),
)
NUMBERS = iter(range(10, 100))


def report() -> str:
    """A report whose bytes no other has, with the amount that the test looks for."""
    return TEXT.format(f"{next(NUMBERS)}.5")


def form(hidden: str = "") -> str:
    rows = [made.tr(*row, properties=hidden if number == len(FORM) - 1 else "") for number, row in enumerate(FORM)]
    return made.p("预算绩效自评，支出得分") + made.tbl(*rows)


def word(*more: str) -> bytes:
    return made.docx("".join([made.p(report()), *more]))


BAD = {  # case: kind, part of the reason, and the documents
    1: ("empty", "holds no text", {"1.txt": b"", "1.pdf": b"\r\n", "1.docx": b""}),
    2: ("damaged", "", {"2.docx": word()[:400], "2.doc": made.ole({"WordDocument": b"\xec\xa5"})[:900]}),
    3: ("wrong_extension", "named .doc, holds html", {"3.doc": page(report(), "utf-8", "utf-8")}),
    4: ("encrypted", "", {"4.docx": made.ole({"EncryptedPackage": b""}), "4.pdf": made.encrypted_pdf(b"geheim")}),
    5: ("no_text_layer", "pages 1, 2 hold pictures only", {"5.pdf": made.pdf([("picture",)], [("picture",)])}),
    6: ("too_large", "over the limits", {"6.docx": zip_bomb()}),
    7: ("too_large", "", {"7.pdf": made.flate_bomb(840 * MB)}),
    9: ("damaged", "declares a document type", {
        "9.docx": made.repacked(word(), {"word/document.xml": BOMB.encode()}),
        "9.xlsx": made.repacked(workbook(A1="a"), {"xl/worksheets/sheet1.xml": OUTSIDE.encode()}),
    }),
    10: ("encoding_unknown", "neither UTF-8 nor GB18030", {
        "10.txt": "本單位年初預算數為二百八十萬元,全年執行數為三百二十八萬元,主要原因是人員增加".encode("big5")
    }),
    12: ("deleted_text", "1 deletions excluded", {
        "12.docx": made.docx(made.p(report(), "<w:del><w:r><w:delText>9万元</w:delText></w:r></w:del>"))
    }),
    13: ("hidden_content", "hidden cells left out, the first in row 4", {"13.docx": made.docx(form("<w:hidden/>"))}),
    16: ("unit_assumed", "prints no unit of money, read as 万元", {"16.docx": made.docx(form())}),
    18: ("duplicate", "the same bytes as", {"18 again.txt": (twice := report().encode()), "18.txt": twice}),
    19: ("not_text", "NUL", {"19.txt": report().encode() + b"\0"}),
}  # fmt: skip
SOUND = {  # case: what must be read whole, without a problem of its own
    8: {"8.xlsx": workbook(A1="绩效自评，预算支出得分", A2=report(), XFD1048576="末")},
    10: {
        "gb.txt": report().encode("gb18030"), "utf16.txt": report().encode("utf-16"),
        "bom.txt": report().encode("utf-8-sig"),
    },
    11: {"11.html": page(report() + "朱镕基", "gb2312", "gb18030")},
    14: {"14.txt": report().replace(".5", "．５").encode()},
    15: {"15.txt": report().replace("支出", "支出约").encode()},
    19: {"19 odd.txt": f"[bookmark: _a]\ufeff{report()}\u200b\x07".encode()},
}  # fmt: skip
NAMES = ["-rf.txt", "a\nb.txt", "50%.txt", "报" * 83 + ".txt", "Case.txt", "case.txt", "é.txt",
         unicodedata.normalize("NFD", "é.txt"), "a..b.txt"]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("bad")
    for documents in (*(each[2] for each in BAD.values()), *SOUND.values()):
        for name, data in documents.items():
            (place / name).write_bytes(data)
    for name in NAMES:
        (place / name).write_text(report(), encoding="utf-8")
    os.mkfifo(place / "pipe.txt")
    (place / "zero.txt").symlink_to("/dev/zero")
    (place / "gone.txt").symlink_to(place / "nothing")
    return place


def read(folder: Path, into: Path, *more: str) -> Result:
    return CliRunner().invoke(cli, ["read", str(folder), "--into", str(into), "--jobs", "2", *more])


@pytest.fixture(scope="module")
def done(folder, tmp_path_factory) -> tuple[Result, Path]:
    into = tmp_path_factory.mktemp("out") / "tables"
    return read(folder, into), into


@pytest.fixture(scope="module")
def problems(done) -> pd.DataFrame:
    return pd.read_csv(done[1] / "problems.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def reports(done) -> pd.DataFrame:
    return pd.read_csv(done[1] / "reports.csv", dtype=str, keep_default_na=False)


@pytest.mark.parametrize("case", BAD)
def test_the_case_is_a_row_of_problems_with_its_kind_and_reason(problems, case):
    kind, reason, documents = BAD[case]
    told = problems[problems["kind"].eq(kind) & problems["reason"].str.contains(reason, regex=False)]
    expected = set(list(documents)[:1]) if kind == "duplicate" else set(documents)
    found = set(told["source_file"])
    assert len(found & set(documents)) == len(expected), problems[problems["source_file"].isin(documents)]
    assert (told["reason"] != "").all()


@pytest.mark.parametrize("case", SOUND)
def test_the_case_is_read_and_no_problem(reports, problems, case):
    for name in SOUND[case]:
        assert name in set(reports["source_file"])
        assert name not in set(problems["source_file"])


def test_case_16_and_the_faults_of_a_part_leave_the_rest_read(reports):
    assert {"3.doc", "12.docx", "13.docx", "16.docx"} <= set(reports["source_file"])


def test_case_15_an_approximate_amount_is_read_and_case_14_a_full_width_one(done):
    funds = pd.read_csv(done[1] / "funds.csv", dtype=str, keep_default_na=False)
    assert (funds.query("report_id == '14' and stage == 'executed'")["amount_wan"].str.endswith(".5")).all()
    assert len(funds.query("report_id == '15'")) == 2


def test_case_20_names_are_read_under_ids_that_are_safe_and_differ(reports, done):
    assert set(NAMES) <= set(reports["source_file"])
    ids = reports["report_id"].str.casefold().tolist()
    assert max(len(each.encode()) for each in ids) <= 200
    assert not [each for each in ids if each.startswith((".", "-")) or set(each) & set("/\n%\\\0")]
    assert len(ids) == len(set(ids))
    assert sorted(file.suffix for file in done[1].iterdir()) == [".csv"] * 8


def test_case_20_pipes_devices_and_dead_links_are_not_waited_for(reports):
    assert not {"pipe.txt", "zero.txt", "gone.txt"} & set(reports["source_file"])


def test_without_strict_it_is_done_and_says_what_is_wrong_and_with_strict_it_is_not(done, tmp_path):
    assert done[0].exit_code == 0, done[0].output
    assert "5.pdf: no_text_layer: pages 1, 2 hold pictures only" in done[0].output
    (tmp_path / "a.doc").write_bytes(page(report(), "utf-8", "utf-8"))
    assert read(tmp_path / "a.doc", tmp_path / "tables", "--strict").exit_code == 1
