"""What helpers.output.regression promises: a table as journals print it, with everything that the models can tell."""

import inspect
import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from helpers import paths
from helpers.analysis import models
from helpers.output import notes, regression, save

from .made import FITS, LOGIT, OLS, effects


def test_the_regression_table_is_laid_out_as_in_a_journal():
    frame = regression.regression_table(FITS, {"execution": "支出执行率", "n_obs": "样本量"})
    assert list(frame.columns) == ["(1)", "(2)"]
    assert list(frame.itertuples(name=None)) == [
        ("支出执行率", "-0.333**", ""),
        ("", "(0.160)", ""),
        ("sigma", "0.250", ""),
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


@pytest.mark.parametrize(
    ("term", "label"),
    [
        ("x", "支出"),
        ("x:year", "支出 × year"),
        ("C(year)[T.2021]", "year: 2021"),
        ("x:field[T.a:b]", "支出 × 领域: a:b"),
        ("C(field, Treatment('a'))[T.health]", "领域: health"),
        ("np.log(x)", "np.log(x)"),
    ],
)
def test_a_term_without_a_label_has_those_of_its_parts(term, label):
    fit = SimpleNamespace(**{**vars(OLS), "coefficients": effects(**{term: (1, 1, 1, 1, 0, 2)})})
    assert regression.regression_table({"a": fit}, {"x": "支出", "field": "领域"}).index[0] == label


def test_below_an_estimate_stands_what_is_asked_for():
    frame = regression.regression_table(FITS, below=["std_error", "statistic", "p_value", "interval"])
    assert frame.iloc[:5, 0].tolist() == ["-0.333**", "(0.160)", "(-2.080)", "(0.042)", "[-0.650, -0.010]"]
    assert frame.attrs["keys"][:6] == ["execution", "", "", "", "", "sigma"]
    text = notes.regression_notes(FITS, below=["std_error", "interval"])
    assert "standard errors in parentheses, 95% confidence intervals in brackets." in text


def test_terms_stand_in_the_order_asked_for_and_the_notes_name_those_left_out(tmp_path):
    frame = regression.regression_table(FITS, {"sigma": "σ"}, terms=["log_spending", "execution"])
    assert frame.index[:4].tolist() == ["log_spending", "", "execution", ""]
    assert frame.attrs["left_out"] == ["σ", "Intercept"]
    regression.save_regression(FITS, "a", tmp_path, "c", terms=["execution"], stars=())
    text = (tmp_path / "a.tex").read_text(encoding="utf-8")
    assert "Not shown: sigma, log\\_spending, Intercept." in text
    assert "**" not in text


def test_dummies_of_one_kind_become_a_row_that_says_which_models_have_them():
    years = effects(
        **{"C(year)[T.2021]": (1, 1, 1, 1, 0, 2), "C(year)[T.2022]": (2, 1, 1, 1, 0, 2), "x": (1, 1, 1, 1, 0, 2)}
    )
    fits = {"(1)": OLS, "(2)": SimpleNamespace(**{**vars(OLS), "coefficients": years})}
    frame = regression.regression_table(
        fits, fixed_effects={"C(year)": "Year effects"}, more={"Clusters by": ["report", "field"]}
    )
    assert not [label for label in frame.index if "C(year)" in label]
    assert frame.loc["Year effects"].tolist() == ["No", "Yes"]
    assert frame.loc["Clusters by"].tolist() == ["report", "field"]


def test_adjusted_r_squared_is_that_of_the_textbook():
    frame = regression.regression_table({"a": OLS}, foot=["r_squared", "adj_r_squared"])
    assert frame.iloc[-2:, 0].tolist() == ["0.123", f"{1 - (1 - 0.12345) * 1046 / 1044:.3f}"]


def test_what_a_bootstrap_adds_stands_in_square_brackets_and_the_notes_say_what_it_is():
    frame = OLS.coefficients.assign(wild_bootstrap_p=[np.nan, 0.0731, np.nan])
    fits = {"(1)": SimpleNamespace(**{**vars(OLS), "coefficients": frame}), "(2)": LOGIT}
    look = {"below": ["std_error", "wild_bootstrap_p"]}
    table = regression.regression_table(fits, terms=["execution", "Intercept"], **look)
    assert table.iloc[:6, 0].tolist() == ["-0.333**", "(0.160)", "[0.073]", "1.200***", "(0.300)", "1,047"]
    assert table.iloc[3:6, 1].tolist() == ["0.200", "(0.300)", "47"]
    text = notes.regression_notes(fits, **look)
    assert "standard errors in parentheses, wild bootstrap p-values of execution in square brackets (only (1))." in text
    labels = {"execution": "预算执行率"}
    assert "方括号内为预算执行率的野聚类自助法 p 值（仅(1)）" in notes.regression_notes(
        fits, lang="zh", labels=labels, **look
    )


def test_what_every_term_of_every_model_has_needs_no_list_of_them():
    frame = OLS.coefficients.assign(wild_bootstrap_p=[0.2, 0.0731, 0.5])
    fits = {"(1)": SimpleNamespace(**{**vars(OLS), "coefficients": frame})}
    text = notes.regression_notes(fits, below=["wild_bootstrap_p"])
    assert text.startswith("Coefficients, wild bootstrap p-values in square brackets. ")


def test_the_long_table_has_what_a_bootstrap_adds_too():
    frame = OLS.coefficients.assign(wild_bootstrap_p=[np.nan, 0.0731, np.nan])
    fits = {"(1)": SimpleNamespace(**{**vars(OLS), "coefficients": frame}), "(2)": LOGIT}
    table = regression.coefficients(fits)
    assert list(table.columns) == ["model", "term", *regression.EFFECT_COLUMNS, "wild_bootstrap_p", *regression.ABOUT]
    assert table["wild_bootstrap_p"].dropna().tolist() == [0.0731]


def test_estimate_and_error_share_a_line_where_asked():
    frame = regression.regression_table({"a": OLS}, terms=["execution", "sigma"], one_line=True, below=["std_error"])
    assert frame.iloc[:2, 0].tolist() == ["-0.333** (0.160)", "0.250"]
    assert frame.attrs["keys"][:2] == ["execution", "sigma"]
    assert frame.attrs["rules"] == [2]


def test_terms_are_chosen_and_dropped_by_expressions_of_their_whole_names():
    names = ["x", "x:year", "C(year)[T.2021]", "C(year)[T.2022]", "Intercept"]
    fit = SimpleNamespace(
        **{**vars(OLS), "coefficients": effects(**dict.fromkeys(names, (1.0, 1.0, 1.0, 1.0, 0.0, 2.0)))}
    )
    shown = regression.regression_table({"a": fit}, terms=["C\\(year.*", "x"], drop=["C(year)[T.2021]"])
    assert [key for key in shown.attrs["keys"] if key] == ["C(year)[T.2022]", "x"]
    assert [key for key in regression.regression_table({"a": fit}, drop=["x.*"]).attrs["keys"] if key] == names[2:]


def test_panels_stand_below_each_other_under_their_names(tmp_path):
    panels = {"A: all": {"(1)": OLS}, "B: official hosts": {"(1)": LOGIT}}
    regression.save_regression(panels, "a", tmp_path, "c", terms=["Intercept"], foot=["n_obs"])
    lines = (tmp_path / "a.tex").read_text(encoding="utf-8").splitlines()
    body = lines[lines.index(r" & (1) \\") + 1 : lines.index(r"\bottomrule")]
    first = [
        r"\midrule",
        r"A: all &  \\",
        r"Intercept & 1.200*** \\",
        r" & (0.300) \\",
        r"\midrule",
        r"N & 1,047 \\",
    ]
    second = [
        r"\midrule",
        r"B: official hosts &  \\",
        r"Intercept & 0.200 \\",
        r" & (0.300) \\",
        r"\midrule",
        r"N & 47 \\",
    ]
    assert body == first + second
    assert pd.read_csv(tmp_path / "a.csv")["model"].unique().tolist() == ["A: all (1)", "B: official hosts (1)"]
    with pytest.raises(ValueError, match=r"panels have models of the same names, found \(1\); \(2\)"):
        regression.save_regression({"A": {"(1)": OLS}, "B": {"(2)": LOGIT}}, "b", tmp_path, "c", terms=["Intercept"])


def test_the_foot_has_what_other_libraries_print_there():
    data = pd.DataFrame({"y": [0.2, 0.5, 1.0, 0.7, 0.9, 0.4], "x": [1.0, 2, 4, 3, 6, 5], "z": [0.0, 1, 0, 1, 1, 0]})
    ours = models.fit("y ~ x + z", data, covariance="nonrobust")
    asked = ["outcome_mean", "adj_r_squared", "residual_error", "rmse", "f_statistic", "f_p_value", "aic", "bic"]
    foot = regression.regression_table({"a": ours}, foot=asked).iloc[-len(asked) :, 0].tolist()
    theirs = smf.ols("y ~ x + z", data).fit()
    residual = [theirs.mse_resid**0.5, (theirs.ssr / 6) ** 0.5]
    values = [data["y"].mean(), theirs.rsquared_adj, *residual, theirs.fvalue, theirs.f_pvalue]
    assert foot == [*(f"{each:.3f}" for each in values), f"{theirs.aic:.2f}", f"{theirs.bic:.2f}"]


def test_every_option_that_the_comparison_with_other_libraries_names_is_there():
    text = (paths.ROOT / "docs" / "comparison.md").read_text(encoding="utf-8")
    rows = [row.split("|") for row in text.split("## Figures")[0].splitlines() if row.startswith("| ")]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row[-2])}
    known = [inspect.signature(each).parameters for each in (regression.regression_table, regression.save_regression)]
    assert len(named) > 12
    assert named <= {*known[0], *known[1], models.within_r_squared.__name__}


def test_the_table_speaks_chinese_too():
    frame = regression.regression_table(FITS, lang="zh")
    assert frame.index[-6:].tolist() == ["样本量", "聚类数", "R²", "对数似然", "估计方法", "标准误"]
    assert frame.loc["标准误"].tolist() == ["聚类", "HC3"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"below": ["odds"]}, "found odds"),
        ({"foot": ["r2"]}, "the foot has n_obs, .*, found r2"),
        ({"drop": ["years"]}, "no model has years"),
        ({"terms": ["execution", "years"]}, "no model has years; they have execution, sigma"),
        ({"more": {"a": ["b"]}}, "a: expected a cell for each of 2 models, found 1"),
    ],
)
def test_what_the_table_cannot_show_is_an_error(options, message):
    with pytest.raises(ValueError, match=message):
        regression.regression_table(FITS, **options)


def test_digits_are_those_asked_for():
    assert regression.regression_table({"a": OLS}, digits=1).iloc[:2, 0].tolist() == ["-0.3**", "(0.2)"]


@pytest.mark.parametrize(
    ("p_value", "stars"),
    [(0.0099, "***"), (0.01, "**"), (0.0499, "**"), (0.05, "*"), (0.0999, "*"), (0.1, ""), (np.nan, "")],
)
def test_stars_stand_for_p_below_their_level(p_value, stars):
    frame = effects(x=(1, 1, 1, p_value, 0, 2))
    fit = SimpleNamespace(**{**vars(OLS), "coefficients": frame})
    assert regression.regression_table({"a": fit}).iloc[0, 0] == f"1.000{stars}"


def test_no_star_without_a_standard_error():
    fit = SimpleNamespace(**{**vars(OLS), "coefficients": effects(x=(1, np.nan, np.nan, 0.001, 0, 2))})
    assert regression.regression_table({"a": fit}).iloc[:2, 0].tolist() == ["1.000", "1,047"]


def test_rows_that_no_model_has_are_left_out():
    assert list(regression.regression_table({"a": LOGIT}).index[-3:]) == ["N", "Estimator", "Standard errors"]


def test_marginal_effects_are_shown_where_asked_for():
    assert regression.regression_table(FITS, effects="marginal_effects").loc["log_spending", "(2)"] == "0.100***"
    assert regression.coefficients(FITS, "marginal_effects")["estimate"].tolist() == [-1 / 3, 0.1]
    assert notes.regression_notes(FITS, "marginal_effects").startswith("Average marginal effects, ")


def test_the_long_table_has_every_number_of_every_model_unrounded():
    table = regression.coefficients(FITS)
    assert list(table.columns) == ["model", "term", *regression.EFFECT_COLUMNS, *regression.ABOUT]
    assert table["term"].tolist() == ["Intercept", "execution", "sigma", "Intercept", "log_spending"]
    assert table.loc[1, "estimate"] == -1 / 3
    assert table.loc[1, "p_value"] == 0.0416
    assert table["n_obs"].tolist() == [1047] * 3 + [47] * 2
    assert table["n_clusters"].isna().tolist() == [False] * 3 + [True] * 2
    assert (
        save.csv_text(table).splitlines()[4]
        == "(2),Intercept,0.2,0.3,0.7,0.5,-0.4,0.8,47,,attainment,fractional_logit,HC3,"
    )


def test_the_models_are_not_changed():
    before = OLS.coefficients.copy()
    regression.regression_table(FITS)
    regression.coefficients(FITS)
    pd.testing.assert_frame_equal(OLS.coefficients, before)


def test_the_notes_are_written_from_the_models():
    assert notes.regression_notes(FITS) == (
        "Coefficients, standard errors in parentheses. "
        "(1): OLS, clustered standard errors (12 clusters), N = 1,047. 13 of 1,060 rows have no spending. "
        "(2): fractional logit, HC3 standard errors, N = 47. "
        "* p < 0.10, ** p < 0.05, *** p < 0.01."
    )


def test_a_saved_regression_has_notes_in_print_and_p_values_in_the_csv(tmp_path):
    written = regression.save_regression(FITS, "table_2", tmp_path, "回归_100% & 结果", "Sample: seeds.")
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
    for show in (regression.regression_table, regression.coefficients):
        with pytest.raises(ValueError, match=message):
            show({"a": fit}, effects=effect)
