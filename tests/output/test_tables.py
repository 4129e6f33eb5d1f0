"""What helpers.output.tables promises: full numbers for programs, escaped ones for the paper, notes from models."""

import shutil
import subprocess
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from helpers.output import latex, save, style, tables


def effects(**terms: tuple[float, ...]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(terms, orient="index", columns=tables.EFFECT_COLUMNS, dtype=float)


OLS = SimpleNamespace(
    coefficients=effects(
        Intercept=(1.2, 0.3, 4.0, 0.00006, 0.6, 1.8),
        execution=(-1 / 3, 0.16, -2.08, 0.0416, -0.65, -0.01),
        sigma=(0.25, np.nan, np.nan, np.nan, np.nan, np.nan),
    ),
    marginal_effects=effects(execution=(-1 / 3, 0.16, -2.08, 0.0416, -0.65, -0.01)),
    n_obs=1047,
    n_clusters=12,
    log_likelihood=-1034.5,
    r_squared=0.12345,
    outcome="attainment",
    estimator="ols",
    covariance="cluster",
    note="13 of 1,060 rows have no spending.",
)
LOGIT = SimpleNamespace(
    coefficients=effects(
        Intercept=(0.2, 0.3, 0.7, 0.5, -0.4, 0.8), log_spending=(0.00002, 0.00001, 2.0, 0.0961, 0.0, 0.00004)
    ),
    marginal_effects=effects(log_spending=(0.1, 0.01, 10.0, 1e-9, 0.08, 0.12)),
    n_obs=47,
    n_clusters=None,
    log_likelihood=None,
    r_squared=None,
    outcome="attainment",
    estimator="fractional_logit",
    covariance="HC3",
    note="",
)
FITS = {"(1)": OLS, "(2)": LOGIT}


def tex(frame: pd.DataFrame, **options: object) -> list[str]:
    return latex.table(frame, "name", "caption", **options).splitlines()


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
    assert latex.table(frame, "table_1", "回归_100% & 结果", "N_1\n= 2") == "\n".join(
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


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2500, 3], ["1", "2,500", "3"]),
        ([2022.0, None, 1.0], ["2,022", "", "1"]),
        ([99.9951, 100, 1 / 3], ["99.995", "100.000", "0.333"]),
        ([0.5, 0.00004, 0.0], ["0.500", "4.00e-05", "0.000"]),
        ([0.1, 1.25, np.inf], ["0.10", "1.25", "inf"]),
        ([True, "x", 3], ["True", "x", "3"]),
    ],
)
def test_numbers_are_shown_with_the_decimals_their_column_needs(values, expected):
    lines = tex(pd.DataFrame({"a": values}))[7:]
    assert [line.removesuffix(r" \\").strip() for line in lines[1:4]] == expected


def test_a_column_takes_the_format_it_is_given():
    frame = pd.DataFrame({"year": [2022.0, 2023.0], "rate": [0.99951, 0.5], "place": ["a", "b"]})
    lines = tex(frame, numbers={"year": "d", "rate": ".1%"})
    assert lines[8:10] == [r"2022 & 100.0\% & a \\", r"2023 & 50.0\% & b \\"]


def test_an_index_of_labels_is_the_first_column_and_a_plain_one_is_not(tmp_path):
    frame = pd.DataFrame({"n": [1, 2]}, index=["甲", "乙"])
    assert tex(frame)[6:9] == [r" & n \\", r"\midrule", r"甲 & 1 \\"]
    assert save.csv_text(pd.read_csv(tables.save_table(frame, "a", tmp_path, "c")[0])) == "row,n\n甲,1\n乙,2\n"
    assert tex(frame.rename_axis("unit_1"))[6] == r"unit\_1 & n \\"
    assert tex(frame.reset_index(drop=True).loc[[1]])[8] == r"2 \\"


def test_the_csv_holds_every_digit_that_the_printed_table_leaves_out(tmp_path):
    frame = pd.DataFrame({"share": [1 / 3, None]})
    written = tables.save_table(frame, "table_1", tmp_path, "shares", "N = 2")
    assert [path.name for path in written] == ["table_1.csv", "table_1.tex"]
    assert written[0].read_bytes() == b'share\n0.333333333333\n""\n'
    assert "0.333 " in written[1].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"name": "../a"}, "named with letters"),
        ({"formats": ("csv", "docx")}, "csv, tex, found docx"),
        ({"caption": " "}, "a: a table needs a caption"),
        ({"numbers": {"b": ".2f"}}, "found b"),
        ({"align": "lr"}, "each of 1 columns, found 'lr'"),
        ({"frame": pd.DataFrame({("a", "b"): [1]})}, "one line of column labels, found 2"),
    ],
)
def test_a_table_that_cannot_be_written_is_refused_and_none_is(tmp_path, options, message):
    with pytest.raises(ValueError, match=message):
        tables.save_table(
            **{"frame": pd.DataFrame({"a": [1]}), "name": "a", "folder": tmp_path, "caption": "c", **options}
        )
    assert list(tmp_path.iterdir()) == []


def test_the_regression_table_is_laid_out_as_in_a_journal():
    frame = tables.regression_table(FITS, {"execution": "支出执行率", "n_obs": "样本量"})
    assert list(frame.columns) == ["(1)", "(2)"]
    assert list(frame.itertuples(name=None)) == [
        ("支出执行率", "-0.333**", ""),
        ("", "(0.160)", ""),
        ("sigma", "0.250", ""),
        ("", "", ""),
        ("log_spending", "", "2.00e-05*"),
        ("", "", "(1.00e-05)"),
        ("Intercept", "1.200***", "0.200"),
        ("", "(0.300)", "(0.300)"),
        ("样本量", "1,047", "47"),
        ("Clusters", "12", ""),
        ("R²", "0.123", ""),
        ("Log-likelihood", "-1,034.50", ""),
        ("Estimator", "OLS", "Fractional logit"),
        ("Standard errors", "Clustered", "HC3"),
    ]


def test_digits_are_those_asked_for():
    assert tables.regression_table({"a": OLS}, digits=1).iloc[:2, 0].tolist() == ["-0.3**", "(0.2)"]


@pytest.mark.parametrize(
    ("p_value", "stars"),
    [(0.0099, "***"), (0.01, "**"), (0.0499, "**"), (0.05, "*"), (0.0999, "*"), (0.1, ""), (np.nan, "")],
)
def test_stars_stand_for_p_below_their_level(p_value, stars):
    frame = effects(x=(1, 1, 1, p_value, 0, 2))
    fit = SimpleNamespace(**{**vars(OLS), "coefficients": frame})
    assert tables.regression_table({"a": fit}).iloc[0, 0] == f"1.000{stars}"


def test_no_star_without_a_standard_error():
    fit = SimpleNamespace(**{**vars(OLS), "coefficients": effects(x=(1, np.nan, np.nan, 0.001, 0, 2))})
    assert tables.regression_table({"a": fit}).iloc[:2, 0].tolist() == ["1.000", ""]


def test_rows_that_no_model_has_are_left_out():
    assert list(tables.regression_table({"a": LOGIT}).index[-3:]) == ["N", "Estimator", "Standard errors"]


def test_marginal_effects_are_shown_where_asked_for():
    assert tables.regression_table(FITS, effects="marginal_effects").loc["log_spending", "(2)"] == "0.100***"
    assert tables.coefficients(FITS, "marginal_effects")["estimate"].tolist() == [-1 / 3, 0.1]
    assert tables.regression_notes(FITS, "marginal_effects").startswith("Average marginal effects, ")


def test_the_long_table_has_every_number_of_every_model_unrounded():
    table = tables.coefficients(FITS)
    assert list(table.columns) == ["model", "term", *tables.EFFECT_COLUMNS, *tables.ABOUT]
    assert table["term"].tolist() == ["Intercept", "execution", "sigma", "Intercept", "log_spending"]
    assert table.loc[1, "estimate"] == -1 / 3
    assert table.loc[1, "p_value"] == 0.0416
    assert table["n_obs"].tolist() == [1047] * 3 + [47] * 2
    assert table["n_clusters"].isna().tolist() == [False] * 3 + [True] * 2
    assert save.csv_text(table).splitlines()[4] == "(2),Intercept,0.2,0.3,0.7,0.5,-0.4,0.8,47,,fractional_logit,HC3,"


def test_the_models_are_not_changed():
    before = OLS.coefficients.copy()
    tables.regression_table(FITS)
    tables.coefficients(FITS)
    pd.testing.assert_frame_equal(OLS.coefficients, before)


def test_the_notes_are_written_from_the_models():
    assert tables.regression_notes(FITS) == (
        "Coefficients, standard errors in parentheses. "
        "(1): OLS, clustered standard errors (12 clusters), N = 1,047. 13 of 1,060 rows have no spending. "
        "(2): fractional logit, HC3 standard errors, N = 47. "
        "* p < 0.10, ** p < 0.05, *** p < 0.01."
    )


def test_a_saved_regression_has_notes_in_print_and_p_values_in_the_csv(tmp_path):
    written = tables.save_regression(FITS, "table_2", tmp_path, "回归_100% & 结果", "Sample: seeds.")
    assert pd.read_csv(written[0])["p_value"].tolist()[:2] == [0.00006, 0.0416]
    lines = written[1].read_text(encoding="utf-8").splitlines()
    assert r"\begin{tabular}{lcc}" in lines
    assert lines[lines.index(r"N & 1,047 & 47 \\") - 1] == r"\midrule"
    assert lines[-2].endswith(r"*** p \textless{} 0.01. Sample: seeds.\end{minipage}")


@pytest.mark.parametrize(
    ("change", "effect", "message"),
    [
        ({"marginal_effects": None}, "marginal_effects", "a: marginal_effects have no estimate, std_error"),
        ({"coefficients": OLS.coefficients.drop(columns="p_value")}, "coefficients", "a: coefficients have no p_value"),
        (
            {"coefficients": OLS.coefficients.iloc[[0, 0]]},
            "coefficients",
            "a: coefficients have a term twice: Intercept",
        ),
        ({}, "odds", "coefficients or marginal_effects, found 'odds'"),
    ],
)
def test_a_model_without_the_effects_is_an_error_that_names_it(change, effect, message):
    fit = SimpleNamespace(**{**vars(OLS), **change})
    for show in (tables.regression_table, tables.coefficients):
        with pytest.raises(ValueError, match=message):
            show({"a": fit}, effects=effect)


HARD = pd.DataFrame({"a_b%": ["[x]", "*y", r"\z ~^{}#$&|<>−≤≥×", "R² ± 1"], "n": [-1.5, None, 2.25, 1e-9]})
FONT = style.font_path()
CHINESE = rf"\usepackage{{fontspec}}\setmainfont{{{FONT.name}}}[Path={FONT.parent}/]"


@pytest.mark.parametrize(("engine", "font"), [("xelatex", CHINESE), ("tectonic", CHINESE), ("pdflatex", "")])
def test_the_tables_compile_with_booktabs_alone(tmp_path, engine, font):
    if shutil.which(engine) is None:
        pytest.skip(f"{engine} is not installed")
    caption = "回归_100% & 结果" if font else "results_100% & more"
    tables.save_table(HARD, "hard", tmp_path, caption, "[notes] 5--6\n\n* end")
    tables.save_regression(FITS, "fits", tmp_path, caption)
    inputs = r"\input{hard.tex}\input{fits.tex}"
    head = r"\tracinglostchars=3\documentclass{article}\usepackage{booktabs}"
    document = rf"{head}{font}\begin{{document}}{inputs}\end{{document}}"
    save.save_text(document, tmp_path / "document.tex")
    options = [] if engine == "tectonic" else ["-interaction=nonstopmode", "-halt-on-error"]
    done = subprocess.run([engine, *options, "document.tex"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
