"""What helpers.reading.formats.contained promises: whatever a document does, it is a row of the answer and no more.

The documents of the first tests do for real what their names say; memory and time are those of a run with defaults.
"""

import io
import os
import signal
import threading
import time
import zipfile
from functools import partial
from pathlib import Path

import nbclient
import nbformat
import psutil
import pytest
from openpyxl import Workbook

import helpers
from helpers.reading.formats import contained
from helpers.reading.formats.contained import Limits, read_many
from helpers.reading.formats.grid import MARK, Document, placed, texts
from helpers.reading.records import Problem

from . import made

MB = 1_000_000
REPORT = "二〇二一年度，朱镕基小学实际支出328.54万元。"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><a>&i;</a>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY p SYSTEM "file:///etc/passwd">]><a>&p;</a>'


def workbook(**cells: str) -> bytes:
    book, box = Workbook(), io.BytesIO()
    for at, text in cells.items():
        book.active[at] = text
    book.save(box)
    return box.getvalue()


def zip_bomb() -> bytes:
    """A Word file of 250 MB of XML in a quarter of one."""
    box, sound = io.BytesIO(), made.docx(made.p("a"))
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in zipfile.ZipFile(io.BytesIO(sound)).namelist():
            archive.writestr(name, zipfile.ZipFile(io.BytesIO(sound)).read(name))
        with archive.open("word/more.xml", "w") as part:
            for _ in range(250):
                part.write(bytes(MB))
    return box.getvalue()


def heavy_docx() -> bytes:
    """A Word file within every limit of size: 60 MB of XML, which take half a GB to parse."""
    block = "".join(made.p(str(at * 7919 % 1_000_003)) for at in range(25_000)).encode()
    box, sound = io.BytesIO(), made.docx(made.p("a"))
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        head, tail = archive.read("word/document.xml").split(b"</w:body>")
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("word/document.xml", "w") as part:
            part.write(head + block * (60 * MB // len(block)) + b"</w:body>" + tail)
        archive.writestr("[Content_Types].xml", "")
    return box.getvalue()


def page(text: str, said: str, encoding: str) -> bytes:
    return f'<html><meta charset="{said}"><p>{text}</p></html>'.encode(encoding)


def faults() -> dict[str, bytes]:
    word, pdf = made.docx(made.p(REPORT)), made.pdf([("line", 90, 100, REPORT, 12)])
    return {
        "empty.docx": b"",
        "empty.pdf": b"\r\n",
        "cut.docx": word[: len(word) // 2],
        "cut.pdf": pdf[: len(pdf) // 2],
        "cut.doc": made.ole({"WordDocument": b"\xec\xa5"})[:900],
        "cut.xls": (made.DATA / "form.xls").read_bytes()[:4000],
        "cut.xlsx": workbook(A1="a")[:3000],
        "password.pdf": made.encrypted_pdf(b"geheim"),
        "password.docx": made.ole({"EncryptionInfo": b"", "EncryptedPackage": b""}),
        "pictures.pdf": made.pdf([("picture",)], [("picture",)]),
        "zip bomb.docx": zip_bomb(),
        "flate bomb.pdf": made.flate_bomb(840 * MB),
        "entities.docx": made.repacked(word, {"word/document.xml": BOMB.encode()}),
        "entities.xlsx": made.repacked(workbook(A1="a"), {"xl/worksheets/sheet1.xml": BOMB.encode()}),
        "outside.docx": made.repacked(word, {"word/document.xml": OUTSIDE.encode()}),
        "outside.xlsx": made.repacked(workbook(A1="a"), {"xl/worksheets/sheet1.xml": OUTSIDE.encode()}),
        "big5.txt": "本單位年初預算數為二百八十萬元,全年執行數為三百二十八萬元,主要原因是人員增加".encode("big5"),
        "mixed.txt": REPORT.encode("gb18030") + REPORT.encode() + b"\xff",
        "old.doc": made.ole({"WordDocument": b"\xec\xa5"}),
        "photo.txt": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    }


def sound() -> dict[str, bytes]:
    return {
        "page.doc": page(REPORT, "utf-8", "utf-8"),
        "book.xls": workbook(A1=REPORT),
        "word.pdf": made.docx(made.p(REPORT)),
        "corner.xlsx": workbook(A1=REPORT, XFD1048576="末"),
        "gb18030.txt": REPORT.encode("gb18030"),
        "utf-16.txt": REPORT.encode("utf-16"),
        "bom.txt": REPORT.encode("utf-8-sig"),
        "gb2312.html": page(REPORT, "gb2312", "gb18030"),
        "tracked.docx": made.docx(
            made.p(
                REPORT[:-2], f"<w:ins>{made.r('元。')}</w:ins>", "<w:del><w:r><w:delText>3</w:delText></w:r></w:del>"
            )
        ),
        "merged.docx": made.docx(
            made.p(REPORT)
            + made.tbl(
                made.tr(made.tc("甲", '<w:vMerge w:val="restart"/>'), made.tc("乙" + "", '<w:gridSpan w:val="2"/>')),
                made.tr(made.tc("", "<w:vMerge/>"), "1", made.tc(made.p("2") + made.tbl(made.tr("a", "b")))),
                made.tr("3", properties='<w:gridBefore w:val="2"/>'),
            )
        ),
    }


SOUND = [
    "page.doc",
    "book.xls",
    "word.pdf",
    "corner.xlsx",
    "gb18030.txt",
    "utf-16.txt",
    "bom.txt",
    "gb2312.html",
    "tracked.docx",
    "merged.docx",
]
KINDS = {
    **dict.fromkeys(("empty.docx", "empty.pdf"), "empty"),
    **dict.fromkeys(("cut.docx", "cut.pdf", "cut.doc", "cut.xls", "cut.xlsx"), "damaged"),
    **dict.fromkeys(("password.pdf", "password.docx"), "encrypted"),
    "pictures.pdf": "no_text_layer",
    **dict.fromkeys(("zip bomb.docx", "flate bomb.pdf"), "too_large"),
    **dict.fromkeys(("entities.docx", "entities.xlsx", "outside.docx", "outside.xlsx"), "damaged"),
    **dict.fromkeys(("big5.txt", "mixed.txt"), "encoding_unknown"),
    "old.doc": "needs_conversion",
    "photo.txt": "not_text",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """All documents, sound and faulty."""
    place = tmp_path_factory.mktemp("documents")
    for name, data in (faults() | sound()).items():
        (place / name).write_bytes(data)
    return place


@pytest.fixture(scope="module")
def found(folder) -> dict[str, Document | Problem]:
    """What is read with the default limits, without LibreOffice, while the memory of this process is watched."""
    here, done = psutil.Process(), threading.Event()
    sizes = [here.memory_info().rss]
    waits = iter(partial(done.wait, 0.01), True)
    watcher = threading.Thread(target=lambda: sizes.extend(here.memory_info().rss for _ in waits))
    watcher.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(folder))
        answers = {path.name: answer for path, answer in read_many(sorted(folder.iterdir()))}
    done.set()
    watcher.join()
    assert max(sizes) - sizes[0] < 20 * MB, "memory of this process"
    return answers


@pytest.mark.parametrize("name", KINDS)
def test_a_document_that_cannot_be_read_is_a_problem_of_its_kind(found, name):
    assert isinstance(found[name], Problem), found[name]
    assert (found[name].source_file, found[name].kind) == (name, KINDS[name])
    assert len(found[name].sha256) == 64


@pytest.mark.parametrize("name", SOUND)
def test_every_sound_document_among_them_is_read(found, name):
    document = found[name]
    assert isinstance(document, Document), document
    words = document.text + "".join(cell.text for grid in document.grids for cell in grid.cells)
    assert REPORT in words
    assert "\ufffd" not in words


def test_reasons_keep_what_the_libraries_said(found):
    assert found["cut.docx"].reason == "BadZipFile: File is not a zip file"
    assert found["password.pdf"].reason == "PDFPasswordIncorrect"
    assert found["pictures.pdf"].reason == "pages 1, 2 hold pictures only"
    assert "the file is cut off" in found["cut.pdf"].reason
    assert "250000" in found["zip bomb.docx"].reason


def test_nothing_of_an_entity_is_expanded(found):
    for name in ("entities.docx", "entities.xlsx", "outside.docx", "outside.xlsx"):
        assert "declares a document type" in found[name].reason
        assert "aaaaa" not in found[name].reason


def test_names_that_promise_another_format_are_noted(found):
    assert found["page.doc"].faults == (("wrong_extension", "named .doc, holds html"),)
    assert found["book.xls"].faults == (("wrong_extension", "named .xls, holds xlsx"),)
    assert found["word.pdf"].faults == (("wrong_extension", "named .pdf, holds docx"),)


def test_grids_arrive_as_they_were_read(found):
    assert texts(placed(found["corner.xlsx"].grids[0])) == [[REPORT, ""], ["", "末"]]
    merged = found["merged.docx"]
    assert merged.text == f"{REPORT}\n{MARK}\n{MARK}"
    assert texts(placed(merged.grids[0])) == [["甲", "乙", ""], ["", "1", "2"], ["", "", "3"]]
    assert merged.grids[0].cells[0].rows == 2
    assert found["tracked.docx"].faults == (("deleted_text", "1 deletions excluded"),)


def test_the_answers_come_in_the_order_of_the_paths(folder):
    paths = [folder / name for name in ("merged.docx", "bom.txt", "book.xls", "empty.pdf", "gb18030.txt", "bom.txt")]
    assert [path for path, _ in read_many(paths, workers=3)] == paths


def test_what_is_no_file_is_said_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    paths = [tmp_path / "pipe.txt", tmp_path / "gone.txt", tmp_path, Path("/dev/zero")]
    assert [answer.kind for _, answer in read_many(paths)] == ["not_a_file"] * 4


def test_a_name_that_is_no_text_is_read_and_a_file_without_permission_is_said(tmp_path):
    strange = tmp_path / os.fsdecode(b"\xb1\xa8\xb8\xe6\n-x.txt")
    strange.write_text(REPORT, encoding="utf-8")
    assert [answer.text for _, answer in read_many([strange])] == [REPORT]
    if os.geteuid() != 0:
        strange.chmod(0)
        assert next(read_many([strange]))[1].kind == "unreadable"


def test_a_relative_path_is_that_of_this_process(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert next(read_many([Path("a.txt")]))[1].text == REPORT


@pytest.fixture
def starts(monkeypatch) -> list[Limits]:
    """Grows by one with each child that is started."""
    seen, started = [], contained._started
    monkeypatch.setattr(contained, "_started", lambda limits: seen.append(limits) or started(limits))
    return seen


@pytest.fixture(scope="module")
def endless(tmp_path_factory) -> Path:
    """A PDF that keeps its reader busy for minutes within the memory it may take."""
    path = tmp_path_factory.mktemp("endless") / "endless.pdf"
    path.write_bytes(made.flate_bomb(60 * MB))
    return path


def test_a_document_without_end_is_stopped_by_the_clock_and_by_processor_time(endless, folder):
    paths = [endless, folder / "bom.txt"]
    late, sound = (answer for _, answer in read_many(paths, 1, Limits(wall_seconds=1)))
    assert (late.kind, late.reason, sound.text) == ("too_large", "not read within 1 seconds", REPORT)
    late, sound = (answer for _, answer in read_many(paths, 1, Limits(cpu_seconds=1)))
    assert (late.kind, sound.text) == ("too_large", REPORT)
    assert late.reason == "not read within 1 seconds of processor time"


def test_processor_time_is_counted_for_each_document_anew(tmp_path, starts):
    (tmp_path / "a.xlsx").write_bytes(workbook(**{f"A{row}": "1" for row in range(1, 3000)}))
    answers = read_many([tmp_path / "a.xlsx"] * 12, 1, Limits(cpu_seconds=1))
    assert all(isinstance(answer, Document) for _, answer in answers)
    assert len(starts) == 1


def kill_reader(how: signal.Signals) -> None:
    """Ends the child of this process that is at work, once it is."""
    while True:
        for child in psutil.Process().children():
            with_arguments = child.status() != psutil.STATUS_ZOMBIE and contained.MODULE in child.cmdline()
            if with_arguments and child.cpu_times().user > 0.5:
                return child.send_signal(how)
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("how", "kind", "reason"),
    [(signal.SIGKILL, "too_large", "killed (SIGKILL)"), (signal.SIGABRT, "damaged", "ended by signal 6 (Aborted)")],
)
def test_a_child_that_is_killed_costs_its_document_and_no_other(endless, folder, how, kind, reason):
    killer = threading.Thread(target=kill_reader, args=[how])
    killer.start()
    paths = [endless, folder / "bom.txt", folder / "book.xls"]
    lost, *others = (answer for _, answer in read_many(paths, workers=1))
    killer.join()
    assert lost.kind == kind
    assert reason in lost.reason
    assert all(isinstance(other, Document) for other in others)


def test_a_child_that_is_killed_between_documents_costs_none(folder):
    answers = read_many([folder / "bom.txt"] * 9, workers=1)
    found = [next(answers)[1]]
    time.sleep(0.3)  # until it has read those ahead, and waits
    for child in psutil.Process().children():
        child.kill()
    assert [answer.text for answer in [*found, *(answer for _, answer in answers)]] == [REPORT] * 9


def test_a_document_within_the_limits_of_size_is_too_large_by_its_memory_in_a_child_of_its_own(
    folder, tmp_path, starts
):
    (tmp_path / "heavy.docx").write_bytes(heavy_docx())
    answers = read_many([folder / "bom.txt", tmp_path / "heavy.docx"], 1, Limits(memory=300 * MB))
    assert [getattr(answer, "kind", "") for _, answer in answers] == ["", "too_large"]
    assert len(starts) == 2  # that the used one failed is not held against the document


def is_reading(child: psutil.Process) -> bool:
    """Whether a process is a child that reads; one of another test that has ended and was not asked for is none."""
    try:
        return contained.MODULE in " ".join(child.cmdline())
    except (psutil.ZombieProcess, psutil.NoSuchProcess):
        return False


def test_no_child_is_left_when_the_reading_ends_or_is_left_off(endless, folder):
    list(read_many([folder / "bom.txt"]))
    answers = read_many([folder / "bom.txt", endless, endless, endless], workers=2)
    next(answers)
    begun = time.monotonic()
    answers.close()
    assert time.monotonic() - begun < 5
    assert not [child for child in psutil.Process().children() if is_reading(child)]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("reading")]


def test_paths_are_taken_as_answers_are_asked_for(folder):
    asked = []
    paths = (asked.append(at) or folder / "bom.txt" for at in range(1000))
    answers = read_many(paths, workers=1)
    next(answers)
    answers.close()
    assert len(asked) <= 4


def test_too_much_to_carry_over_is_too_large(folder, tmp_path, monkeypatch):
    (tmp_path / "long.txt").write_text("长" * 11 * MB, encoding="utf-8")
    long, sound = (answer for _, answer in read_many([tmp_path / "long.txt", folder / "bom.txt"], workers=1))
    assert (long.kind, sound.text) == ("too_large", REPORT)
    assert "more than 32000000" in long.reason


def test_it_works_in_a_jupyter_kernel_in_another_folder(folder, tmp_path):
    root = Path(helpers.__path__[0]).parent
    (tmp_path / "html.py").write_text("raise SystemExit('a file of the folder was imported')")
    lines = (
        f"import sys; sys.path.insert(0, {str(root)!r})",
        "from helpers.reading.formats.contained import read_many",
        f"for path, answer in read_many([{str(folder / 'cut.pdf')!r}, {str(folder / 'bom.txt')!r}]): print(answer)",
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("\n".join(lines))])
    nbclient.NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}, timeout=60).execute()
    shown = notebook.cells[0].outputs[0]["text"]
    assert "kind='damaged'" in shown
    assert REPORT in shown
