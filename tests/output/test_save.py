"""What helpers.output.save promises: files whole or not at all, the same bytes on every run, no box for a character."""

import io
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import threading
import warnings
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from PIL import Image

from helpers import paths
from helpers.output import drawn, save, style

FORMATS = ("pdf", "png", "svg", "tiff")
GRINNING = "\U0001f600"
DRAWING = """
import sys
from pathlib import Path
from matplotlib.figure import Figure
from helpers.output import drawn, save, style

style.use("zh")
figure = Figure(figsize=style.size("single", 50))
axes = figure.subplots()
axes.plot([1, 2, 4], [-1, 0, 3], "o-", label="绩效自评")
axes.fill_between([1, 4], 0, 1, alpha=0.3, hatch="//")
axes.set(title="预算执行率", xlabel="完成率 $R^2 = 0.31$", ylabel=r"$\\mathrm{实际} - \\beta$")
axes.legend()
save.save_figure(figure, "执行率", Path(sys.argv[1]), "图 1", ("pdf", "png", "svg", "tiff"))
"""


@pytest.fixture(autouse=True)
def _own_settings():
    with matplotlib.rc_context():
        style.use("zh")
        yield


def figure_with(label: str) -> Figure:
    figure = Figure(figsize=style.size("single", 40))
    figure.subplots().set_xlabel(label)
    return figure


def test_a_second_process_with_other_settings_writes_the_same_bytes(tmp_path):
    for run, zone in (("first", "UTC"), ("second", "Asia/Shanghai")):
        own = {"MPLCONFIGDIR": str(tmp_path / f"config_{run}"), "TZ": zone, "PYTHONHASHSEED": str(len(run))}
        command = [sys.executable, "-W", "error", "-c", DRAWING, str(tmp_path / run)]
        subprocess.run(command, env={**os.environ, "PYTHONUTF8": "1", **own}, check=True)
    files = sorted(path.name for path in (tmp_path / "first").iterdir())
    assert files == sorted(f"执行率.{kind}" for kind in (*FORMATS, "tex", "txt"))
    for file in files:
        assert (tmp_path / "first" / file).read_bytes() == (tmp_path / "second" / file).read_bytes(), file


def test_saving_again_in_one_process_writes_the_same_bytes(tmp_path):
    figure = figure_with("预算执行率 $R^2$")
    first = [path.read_bytes() for path in save.save_figure(figure, "a", tmp_path, "N = 5", FORMATS)]
    assert [path.read_bytes() for path in save.save_figure(figure, "a", tmp_path, "N = 5", FORMATS)] == first


def test_the_formats_of_figures_are_those_of_a_data_file_byte_for_byte_again(tmp_path, monkeypatch):
    monkeypatch.setattr(drawn, "FORMATS", tmp_path / "formats.yml")
    drawn.FORMATS.write_text("figures: [svg, tiff]\n")
    written = [save.save_figure(figure_with("x"), "a", tmp_path / folder, "N = 5") for folder in ("first", "second")]
    assert [file.suffix for file in written[0]] == [".svg", ".tiff", ".txt", ".tex"]
    assert [file.read_bytes() for file in written[0]] == [file.read_bytes() for file in written[1]]
    drawn.FORMATS.write_text("figures: [png, eps]\n")
    with pytest.raises(ValueError, match="pdf, png, svg, tiff, found eps"):
        save.save_figure(figure_with("x"), "b", tmp_path, "N = 5")


@pytest.mark.parametrize("kind", FORMATS)
def test_files_carry_neither_date_nor_version(tmp_path, kind):
    content = save.save_figure(figure_with("x"), "a", tmp_path, "N = 5", (kind,))[0].read_bytes()
    for trace in (b"CreationDate", b"dc:date", b"DateTime", b"Software", matplotlib.__version__.encode()):
        assert trace not in content


@pytest.mark.parametrize("template", ["{}", "${}$", r"$\mathrm{{{}}}$", r"$\mathbf{{{}}}$"])
def test_chinese_is_drawn_as_itself_in_text_and_formulas(tmp_path, template):
    images = []
    for character in "绩效":
        figure = Figure(figsize=(1, 1))
        figure.text(0.5, 0.5, template.format(character), size=20)
        images.append(save.save_figure(figure, "a", tmp_path, "N = 5", ("png",))[0].read_bytes())
    assert images[0] != images[1]


def test_the_pdf_embeds_the_one_font_as_truetype(tmp_path):
    figure = figure_with(r"执行率 $R^2 \geq 0.31 - \beta$")
    content = save.save_figure(figure, "a", tmp_path, "N = 5", ("pdf",))[0].read_bytes()
    assert b"NotoSansSC" in content
    assert b"/FontFile2" in content
    assert b"/Type3" not in content
    assert b"DejaVu" not in content


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="pdffonts is not installed")
def test_pdffonts_sees_truetype_fonts_alone_all_embedded(tmp_path):
    file = save.save_figure(figure_with(r"执行率 $R^2 \geq 0.31 - \beta$"), "a", tmp_path, "N = 5", ("pdf",))[0]
    listed = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert listed
    for line in listed:
        assert re.search(r"TrueType.* yes +yes +", line), line


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("label", ["完成率 {}", "完成率 ${}$", r"$\mathrm{{{}}}$"])
def test_a_character_that_the_font_lacks_is_an_error_with_its_name(tmp_path, kind, label):
    with pytest.raises(ValueError, match=rf"rates: .*no glyph for {GRINNING} \(U\+1F600\)"):
        save.save_figure(figure_with(label.format(GRINNING)), "rates", tmp_path, "N = 5", (kind,))
    assert list(tmp_path.iterdir()) == []


def test_all_characters_that_lack_are_named(tmp_path):
    with pytest.raises(ValueError, match=r"U\+2009.*U\+1F600"):
        save.save_figure(figure_with(f"{GRINNING} $a\u2009b$"), "a", tmp_path, "N = 5")


@pytest.mark.parametrize("label", [GRINNING, f"${GRINNING}$"])
def test_a_box_is_found_also_where_the_figure_was_drawn_before(tmp_path, label):
    figure = figure_with(label)
    with warnings.catch_warnings(action="ignore"):
        for kind in FORMATS:
            figure.savefig(io.BytesIO(), format=kind, dpi=300)
    for kind in FORMATS:
        with pytest.raises(ValueError, match="1F600"):
            save.save_figure(figure, "a", tmp_path, "N = 5", (kind,))


@pytest.mark.parametrize("silenced", ["matplotlib", "matplotlib.mathtext"])
def test_a_box_is_found_also_where_messages_are_silenced(tmp_path, monkeypatch, silenced):
    monkeypatch.setattr(logging.getLogger(silenced), "level", logging.CRITICAL)
    with warnings.catch_warnings(action="ignore"), pytest.raises(ValueError, match="1F600"):
        save.save_figure(figure_with(f"${GRINNING}$"), "a", tmp_path, "N = 5")
    assert logging.getLogger(silenced).level == logging.CRITICAL


@pytest.mark.parametrize("setting", ["font.family", "mathtext.rm"])
def test_a_font_that_is_not_there_is_an_error_with_its_name_every_time(tmp_path, setting):
    matplotlib.rcParams[setting] = "No Such Font"
    for _ in range(2):
        with pytest.raises(ValueError, match="No Such Font.* not found"):
            save.save_figure(figure_with("rate $R^2$"), "a", tmp_path, "N = 5")
    assert list(tmp_path.iterdir()) == []


def test_other_warnings_pass(tmp_path, monkeypatch):
    draw = Figure.savefig

    def warn_and_draw(self, *arguments, **options):
        warnings.warn("axis is empty", RuntimeWarning, stacklevel=2)
        draw(self, *arguments, **options)

    monkeypatch.setattr(Figure, "savefig", warn_and_draw)
    with pytest.warns(RuntimeWarning, match="axis is empty"):
        save.save_figure(figure_with("x"), "a", tmp_path, "N = 5")


def test_a_figure_that_fails_in_its_second_format_leaves_the_old_files(tmp_path, monkeypatch):
    old = {path: path.read_bytes() for path in save.save_figure(figure_with("old"), "a", tmp_path, "N = 5")}
    draw = Figure.savefig

    def fail_half_way(self, file, *, format, **options):
        draw(self, file, format=format, **options)
        if format == "rgba":
            raise MemoryError("half way")

    monkeypatch.setattr(Figure, "savefig", fail_half_way)
    with pytest.raises(MemoryError):
        save.save_figure(figure_with("new"), "a", tmp_path, "N = 6")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == old


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch, call):
    path = save.save_text("old", tmp_path / "a.txt")

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(OSError, match="No space"):
        save.save_text("new", path)
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text() == "old"


def test_files_of_one_call_wait_for_the_disk_together(tmp_path, monkeypatch):
    others = threading.Barrier(3, timeout=20)
    monkeypatch.setattr(os, "fsync", lambda _: others.wait())
    save.write_files({tmp_path / name: b"1" for name in "abc"})
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "b", "c"]


def test_a_file_that_cannot_be_staged_keeps_the_others_from_being_written(tmp_path):
    (tmp_path / "taken").write_text("a file, no folder")
    with pytest.raises(OSError, match="taken"):
        save.write_files({tmp_path / "a.txt": b"new", tmp_path / "taken" / "b.txt": b"new"})
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]


@pytest.mark.skipif(os.name != "posix", reason="file modes are those of POSIX")
def test_what_is_not_written_yet_lies_under_a_name_that_tells_whose_it_is(tmp_path, monkeypatch):
    monkeypatch.setenv("STAGED_BY", "abc")
    seen = []
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda source, target: (seen.append(source.name), replace(source, target)))
    save.save_text("a", tmp_path / "a.txt")
    assert re.fullmatch(r"\.abc[0-9a-f]{32}\.tmp", seen[0])


def test_a_folder_that_is_not_written_yet_lies_under_such_a_name_too(tmp_path, monkeypatch):
    monkeypatch.setenv("STAGED_BY", "abc")
    seen = []

    def contents():
        yield "a/b.txt", b"1"
        seen.extend(each.name for each in tmp_path.iterdir())
        yield "c.txt", b"2"

    assert save.put_folder(contents(), tmp_path / "review") == ["a/b.txt", "c.txt"]
    assert re.fullmatch(r"\.abcreview\.[0-9a-f]{32}\.tmp", seen[0])
    assert [each.name for each in tmp_path.iterdir()] == ["review"]


def test_what_a_machine_leaves_in_a_folder_that_somebody_looked_at_does_not_keep_it_from_being_replaced(tmp_path):
    save.put_folder([("a.txt", b"1")], tmp_path / "review")
    (tmp_path / "review" / ".DS_Store").write_bytes(b"")
    save.put_folder([("b.txt", b"2")], tmp_path / "review")
    assert sorted(each.name for each in (tmp_path / "review").iterdir()) == ["b.txt", "written.json"]


def test_files_can_be_read_by_whom_the_machine_lets(tmp_path):
    mask = os.umask(0o022)
    os.umask(mask)
    assert save.save_text("text", tmp_path / "a.txt").stat().st_mode & 0o777 == 0o666 & ~mask


def test_the_caption_stands_beside_the_figure(tmp_path):
    written = save.save_figure(figure_with("x"), "执行率", tmp_path / "figures", " 图 1。N = 5。\n")
    assert [path.name for path in written] == ["执行率.pdf", "执行率.png", "执行率.txt", "执行率.tex"]
    assert written[2].read_bytes() == "图 1。N = 5。\n".encode()


def test_the_caption_is_there_for_latex_too_escaped_with_a_label(tmp_path):
    written = save.save_figure(figure_with("x"), "rates_1", tmp_path, "回归_100% & 结果, N = 5.")
    expected = "\\caption{回归\\_100\\% \\& 结果, N = 5.}\n\\label{fig:rates_1}\n"
    assert written[-1].read_text(encoding="utf-8") == expected


def test_the_picture_is_as_wide_as_the_column(tmp_path):
    matplotlib.rcParams["savefig.bbox"] = "tight"
    file = save.save_figure(figure_with("x"), "a", tmp_path, "N = 5", ("png",))[0]
    with Image.open(file) as image:
        assert image.width == int(85 / 25.4 * 300)
        assert image.getpixel((0, 0))[:3] == (255, 255, 255)


@pytest.mark.parametrize(
    ("name", "caption", "formats", "message"),
    [
        ("../a", "N = 5", ("pdf",), r"named with letters.*found '\.\./a'"),
        ("", "N = 5", ("pdf",), "named with letters"),
        ("a", " \n", ("pdf",), "a: a figure needs a caption"),
        ("a", "N = 5", ("pdf", "eps"), "pdf, png, svg, tiff, found eps"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is(tmp_path, name, caption, formats, message):
    with pytest.raises(ValueError, match=message):
        save.save_figure(figure_with("x"), name, tmp_path, caption, formats)
    assert list(tmp_path.iterdir()) == []


def test_every_file_is_named_on_screen_from_the_project_on(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(paths, "ROOT", tmp_path / "project")
    save.save_figure(figure_with("x"), "a", tmp_path / "project" / "figures", "N = 5")
    assert (
        capsys.readouterr().out
        == "wrote figures/a.pdf\nwrote figures/a.png\nwrote figures/a.txt\nwrote figures/a.tex\n"
    )
    monkeypatch.chdir(tmp_path / "project")
    save.save_text("x", Path("figures/b.txt"))
    save.write_csv(pd.DataFrame({"a": [1]}), tmp_path / "c.csv")
    assert capsys.readouterr().out == f"wrote figures/b.txt\nwrote {tmp_path / 'c.csv'}\n"


def test_the_rows_behind_a_figure_are_kept_beside_it(tmp_path):
    rows = pd.DataFrame({"source": ["seeds"], "report_id": ["001"], "project_id": ["001-2"]})
    written = save.save_figure(figure_with("x"), "a", tmp_path, "N = 1", ("png",), rows={"*": rows})
    assert [path.name for path in written] == ["a.png", "a.txt", "a.tex", "a.csv"]
    assert written[-1].read_text(encoding="utf-8") == "row,source,report_id,project_id,seq\n*,seeds,001,001-2,\n"


def test_text_is_written_with_its_own_line_ends(tmp_path):
    assert save.save_text("一\r\n二\n", tmp_path / "a.txt").read_bytes() == "一\r\n二\n".encode()


def test_csv_has_twelve_digits_line_feeds_and_empty_cells_for_what_is_missing(tmp_path):
    frame = pd.DataFrame(
        {
            "名称": ["法律援助", None, "a,b"],
            "share": [1 / 3, np.nan, 1e15],
            "count": pd.array([1, None, 3], dtype="Int64"),
            "mixed": [2 / 3, "x", pd.NA],
            "filed_on": pd.to_datetime(["2022-03-01", None, "2022-03-01 10:30"], format="mixed"),
            "met": [True, None, False],
        },
        index=[7, 8, 9],
    )
    expected = (
        "名称,share,count,mixed,filed_on,met\n"
        "法律援助,0.333333333333,1,0.666666666667,2022-03-01,True\n"
        ",,,x,,\n"
        '"a,b",1e+15,3,,2022-03-01 10:30:00,False\n'
    )
    assert save.write_csv(frame, tmp_path / "a.csv").read_bytes() == expected.encode()


def test_text_in_csv_comes_back_exactly_whatever_it_begins_with(tmp_path):
    cells = ["=1+1", "+5", "-3%", "@x", "\ttab", "\rreturn", "a\r\nb", 'said "x"', "007", "NA", " space ", "1,5"]
    path = save.write_csv(pd.DataFrame({"text": cells}), tmp_path / "a.csv")
    with open(path, encoding="utf-8", newline="") as file:
        back = pd.read_csv(file, dtype=str, keep_default_na=False)
    assert back["text"].tolist() == cells


def test_a_single_column_keeps_its_empty_rows(tmp_path):
    path = save.write_csv(pd.DataFrame({"a": [1.5, None, 2.5]}), tmp_path / "a.csv")
    assert pd.read_csv(path)["a"].tolist() == pytest.approx([1.5, np.nan, 2.5], nan_ok=True)


def test_a_table_for_programs_is_parquet_with_every_number_as_it_is_and_the_same_bytes_again(tmp_path, capsys):
    frame = pd.DataFrame({"p": [0.1 + 0.2, np.nan], "n": pd.array([12, None], "Int64"), "why": ["", "=一"]})
    path = save.write_parquet(frame, tmp_path / "made" / "result.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(path), frame)
    assert capsys.readouterr().out == f"wrote {path}\n"
    before = path.read_bytes()
    assert save.write_parquet(frame, path).read_bytes() == before


@pytest.mark.parametrize("rows", [0, 1, 2, 5])
def test_tables_of_any_length_are_written_some_rows_at_a_time(tmp_path, monkeypatch, rows):
    monkeypatch.setattr(save, "BLOCK", 2)
    frame = pd.DataFrame({"name": [f'一"{n}\n' for n in range(rows)], "value": [None, 0.1, 2.0, None, 4.5][:rows]})
    save.write_tables({"told": frame}, tmp_path)
    save.write_records(frame, tmp_path / "told.json")
    records = [{"name": f'一"{n}\n', "value": value} for n, value in enumerate([None, 0.1, 2.0, None, 4.5][:rows])]
    assert (tmp_path / "told.json").read_text("utf-8") == json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    assert (tmp_path / "told.csv").read_bytes().decode() == save.csv_text(frame)
