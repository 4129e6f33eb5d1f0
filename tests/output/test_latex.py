"""What helpers.output.latex promises: what is printed is what the cells hold, whatever they hold, and it compiles."""

import re
import shutil
import subprocess

import pandas as pd
import pytest
from matplotlib.figure import Figure

from helpers.output import latex, printed, regression, save, style, tables

from .made import FITS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("回归_100% & 结果", r"回归\_100\% \& 结果"),
        (r"$x^2$ #1 {a} ~b \c", r"\$x\textasciicircum{}2\$ \#1 \{a\} \textasciitilde{}b \textbackslash{}c"),
        ("a < b > c | d ≥ e", r"a \textless{} b \textgreater{} c \textbar{} d $\geq$ e"),
        ("-0.5 (-1.5, −2)", "$-$0.5 ($-$1.5, $-$2)"),
        ("2021-2022, 280--300, a---b", "2021-2022, 280-{}-300, a-{}-{}-b"),
        ("R² = 1 ± 2", r"R$^2$ = 1 $\pm$ 2"),
        ("[0.1, 0.2]", "{[}0.1, 0.2]"),
        ("*** p", "{*}** p"),
        (" two\n\nlines\x00 ", "two lines"),
    ],
)
def test_text_is_escaped_for_latex(text, expected):
    assert latex.escape(text) == expected


def test_the_latex_table_is_this():
    frame = pd.DataFrame({"项目_1": ["甲&乙", None], "rate%": [99.95, -0.5], "n": [1234567, 3]})
    assert latex.table(printed.printed(frame, "table_1", "回归_100% & 结果", "N_1\n= 2")) == "\n".join(
        [
            r"\begin{table}[htbp]",
            r"\centering",
            r"\caption{回归\_100\% \& 结果}",
            r"\label{tab:table_1}",
            r"\begin{tabular}{lrr}",
            r"\toprule",
            r"项目\_1 & rate\% & n \\",
            r"\midrule",
            r"甲\&乙 & 99.95 & 1,234,567 \\",
            r" & $-$0.50 & 3 \\",
            r"\bottomrule",
            r"\end{tabular}",
            r"\par\medskip",
            r"\begin{minipage}{\linewidth}\footnotesize N\_1 = 2\end{minipage}",
            r"\end{table}",
            "",
        ]
    )


def test_headings_of_groups_stand_above_their_columns_each_with_its_rule():
    frame = pd.DataFrame({"x": ["a"], "(1)": [1], "(2)": [2], "(3)": [3]})
    shown = printed.printed(frame, "name", "caption", groups={"R&D": ["(1)", "(2)"], "b": ["(3)"]})
    assert latex.table(shown).splitlines()[6:8] == [
        r"\multicolumn{1}{c}{} & \multicolumn{2}{c}{R\&D} & \multicolumn{1}{c}{b} \\",
        r"\cmidrule(lr){2-3}\cmidrule(lr){4-4}",
    ]
    levels = [{"all": ["(1)", "(2)", "(3)"]}, {"R&D": ["(1)", "(2)"]}]
    assert latex.table(printed.printed(frame, "name", "caption", groups=levels)).splitlines()[6:10] == [
        r"\multicolumn{1}{c}{} & \multicolumn{3}{c}{all} \\",
        r"\cmidrule(lr){2-4}",
        r"\multicolumn{1}{c}{} & \multicolumn{2}{c}{R\&D} & \multicolumn{1}{c}{} \\",
        r"\cmidrule(lr){2-3}",
    ]


def test_a_wide_table_has_smaller_letters_and_a_wider_one_cells_in_lines_that_share_the_width():
    frame = pd.DataFrame({f"column {number}": [1234.5] for number in range(7)})
    lines = latex.table(printed.printed(frame, "name", "caption")).splitlines()
    assert lines[4:6] == [r"\footnotesize\setlength{\tabcolsep}{3pt}", r"\begin{tabular}{rrrrrrr}"]
    wide = frame.assign(**{"what": "words of a long comparison " * 4, "none": ""})
    lines = latex.table(printed.printed(wide, "name", "caption")).splitlines()
    shares = [float(share) for share in re.findall(r"p\{([\d.]+)\\linewidth\}", lines[5])]
    assert sum(shares) < 1
    assert max(shares) == shares[7] > 2 * shares[0]
    assert lines[9].startswith(r"\raggedleft 1,234.5 & ")
    assert lines[9].endswith(r"comparison &  \tabularnewline")


def test_short_chinese_words_and_identifiers_stay_on_one_line_in_a_wide_table():
    narrow = {"判断": "无法比较", "项目": "P170-1", "领域": "卫生"}
    numbers = {f"年初预算 {number}": 70909.19 for number in range(4)}
    frame = pd.DataFrame([narrow | {"核对内容": "年初预算与各项预算之和核对，" * 4} | numbers])
    lines = latex.table(printed.printed(frame, "wide", "caption")).splitlines()
    widths = [34 * float(share) for share in re.findall(r"p\{([\d.]+)\\linewidth\}", lines[5])]  # in em of the text
    scale = {"foot": 0.8, "scri": 0.7}[lines[4][1:5]]
    needed = [4, 6 * 0.48, 2]  # em of 无法比较, P170-1 and 卫生
    assert [width >= scale * least - 0.02 for width, least in zip(widths, needed, strict=False)] == [True] * 3


@pytest.mark.skipif(shutil.which("xelatex") is None, reason="xelatex is not installed")
def test_a_wide_table_stays_on_the_page(tmp_path):
    long = {"comparison": "carryover_out against income and what was carried in, 万元 " * 2, "project": "P170-1"}
    numbers = {f"executed / budget {number}": 70909.19 for number in range(6)}
    frame = pd.DataFrame([{**long, **numbers}] * 3)
    tables.save_table(frame, "wide", tmp_path, "caption", groups={"money": list(numbers)})
    head = rf'\documentclass{{article}}\usepackage{{booktabs}}{CHINESE}\XeTeXlinebreaklocale "zh"'
    save.save_text(rf"{head}\begin{{document}}\input{{wide.tex}}\end{{document}}", tmp_path / "document.tex")
    command = ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "document.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0
    over = re.findall(rb"Overfull \\hbox \(([\d.]+)pt", done.stdout)
    assert not [each for each in over if float(each) > 5]


HARD = pd.DataFrame({"a_b%": ["[x]", "*y", r"\z ~^{}#$&|<>−≤≥×", "R² ± 1"], "n": [-1.5, None, 2.25, 1e-9]})
FONT = style.font_path()
CHINESE = rf"\usepackage{{fontspec}}\setmainfont{{{FONT.name}}}[Path={FONT.parent}/]"


@pytest.mark.parametrize(("engine", "font"), [("xelatex", CHINESE), ("tectonic", CHINESE), ("pdflatex", "")])
def test_the_tables_compile_with_booktabs_alone(tmp_path, engine, font):
    if shutil.which(engine) is None:
        pytest.skip(f"{engine} is not installed")
    caption = "回归_100% & 结果" if font else "results_100% & more"
    tables.save_table(HARD, "hard", tmp_path, caption, "[notes] 5--6\n\n* end", groups={"[a] & b": ["a_b%", "n"]})
    save.save_figure(Figure(figsize=(1, 1)), "figure_1", tmp_path, caption)
    regression.save_regression(FITS, "fits", tmp_path, caption)
    figure = r"\begin{figure}\includegraphics{figure_1.pdf}\input{figure_1.tex}\end{figure}"
    inputs = rf"\input{{hard.tex}}\input{{fits.tex}}{figure}"
    head = r"\tracinglostchars=3\documentclass{article}\usepackage{booktabs,graphicx}"
    document = rf"{head}{font}\begin{{document}}{inputs}\end{{document}}"
    save.save_text(document, tmp_path / "document.tex")
    options = [] if engine == "tectonic" else ["-interaction=nonstopmode", "-halt-on-error"]
    done = subprocess.run([engine, *options, "document.tex"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
