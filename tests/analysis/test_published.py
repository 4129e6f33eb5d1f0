"""Regressions against published numbers: small tables typed in, larger ones from ../shared/classic where it exists."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.datasets import engel, longley, stackloss

from helpers import paths
from helpers.analysis.inference import randomization_test, wild_cluster_bootstrap
from helpers.analysis.models import fit

CLASSIC = paths.ROOT.parent / "shared" / "classic"
CLASSICAL = {"covariance": "nonrobust"}


def classic(name):
    path = CLASSIC / f"{name}.csv"
    if not path.exists():
        pytest.skip(f"published data are not at {path}")
    return pd.read_csv(path)


def assert_printed(found, values, units=0.501):
    """Each number is the one as printed, within half a unit of its last digit, or `units` of them."""
    for number, value in zip(found, values.split(), strict=True):
        assert number == pytest.approx(float(value), abs=units * 10.0 ** -len(value.partition(".")[2]))


def test_longley_has_the_certified_values_of_nist():
    """NIST Statistical Reference Datasets, Longley: higher difficulty, as its columns are nearly collinear."""
    estimates = """-3482258.63459582 15.0618722713733 -0.0358191792925910 -2.02022980381683 -1.03322686717359
        -0.0511041056535807 1829.15146461355"""
    errors = """890420.383607373 84.9149257747669 0.0334910077822432 0.488399681651699 0.214274163161675
        0.226073200069370 455.478499142212"""
    found = fit("TOTEMP ~ GNPDEFL + GNP + UNEMP + ARMED + POP + YEAR", longley.load_pandas().data, **CLASSICAL)
    np.testing.assert_allclose(found.coefficients["estimate"], np.array(estimates.split(), float), rtol=1e-9)
    np.testing.assert_allclose(found.coefficients["std_error"], np.array(errors.split(), float), rtol=1e-9)
    assert found.r_squared == pytest.approx(0.995479004577296, rel=1e-12)
    assert found.degrees == 9


def test_engel_s_food_has_the_quantiles_of_koenker():
    """Koenker, quantreg: Quantile Regression in R, a vignette: food expenditure on income of 235 households."""
    data = engel.load_pandas().data
    for quantile, values in {0.25: "95.48354 0.47410", 0.5: "81.48225 0.56018", 0.75: "62.39659 0.64401"}.items():
        found = fit("foodexp ~ income", data, estimator="quantile", quantile=quantile, **CLASSICAL)
        assert_printed(found.coefficients["estimate"], values)


def test_stack_loss_has_its_least_absolute_deviations():
    """Birkes, Dodge (1993), Alternative Methods of Regression, chapter 4: the median of Brownlee's stack loss data."""
    formula = "STACKLOSS ~ AIRFLOW + WATERTEMP + ACIDCONC"
    found = fit(formula, stackloss.load_pandas().data, estimator="quantile", **CLASSICAL)
    assert_printed(found.coefficients["estimate"], "-39.690 0.832 0.574 -0.061")


def test_rails_have_the_mixed_model_of_pinheiro_and_bates():
    """Pinheiro, Bates (2000), Mixed-Effects Models in S and S-PLUS, section 1.1: travel time in 6 rails, REML."""
    travel = [55, 53, 54, 26, 37, 32, 78, 91, 85, 92, 100, 96, 49, 51, 50, 80, 85, 83]
    rails = pd.DataFrame({"travel": travel, "rail": np.repeat(np.arange(6), 3)})
    found = fit("travel ~ 1", rails, estimator="mixed", clusters="rail", **CLASSICAL)
    assert_printed([*found.coefficients.iloc[0, :2], found.log_likelihood], "66.500 10.171 -61.0885")
    assert "standard deviation 24.81, errors 4.021 (REML)" in found.note


def test_darwin_s_maize_has_the_randomization_p_value_of_fisher():
    """Fisher (1935), The Design of Experiments, section 21: 1726 of 32768 signs of 15 differences are as large."""
    differences = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
    pairs = pd.DataFrame({"difference": differences, "pair": np.arange(15)})
    options = {"term": "Intercept", "clusters": "pair", "draws": 2**15, "seed": 1}
    assert wild_cluster_bootstrap("difference ~ 1", pairs, **options) == 1726 / 32768


def test_a_lady_who_tells_all_eight_cups_has_the_p_value_of_fisher():
    """Fisher (1935), chapter II: 1 of 70 ways to choose 4 cups of 8, and its mirror image in a test of two sides."""
    cups = pd.DataFrame({"cup": range(8), "said": np.repeat([1.0, 0.0], 4)})
    cups = cups.assign(milk=cups["said"] + 0.01 * np.cos(cups["cup"]))
    assert randomization_test("milk ~ said", cups, term="said", clusters="cup", seed=1) == pytest.approx(2 / 70)


PETERSEN = {  # M. Petersen's page of test data, coefficients .0296797 and 1.0348334
    "OLS": (CLASSICAL, "0.0283593 0.0285833"),
    "White": ({"covariance": "HC1"}, "0.0283607 0.0283952"),
    "firm": ({"covariance": "cluster", "clusters": "firm"}, "0.0670127 0.0505957"),
    "year": ({"covariance": "cluster", "clusters": "year"}, "0.0233867 0.0333889"),
    "both": ({"covariance": "cluster", "clusters": ["firm", "year"]}, "0.0650639 0.0535580"),
}


@pytest.mark.parametrize("name", PETERSEN)
def test_the_panel_of_petersen_has_his_errors_by_every_convention(name):
    options, errors = PETERSEN[name]
    found = fit("y ~ x", classic("13_petersen_clustered_se"), **options).coefficients
    assert_printed(found["estimate"], "0.0296797 1.0348334")
    assert_printed(found["std_error"], errors)


MICHIGAN = {  # Wooldridge, Introductory Econometrics: printed coefficients, errors, R squared, and N of all models 408
    "exercise 2.12": ("math10 ~ lnchprg", "32.14 -0.319", "", "0.171"),
    "spending": ("math10 ~ lexpend + lnchprg", "-20.36 6.23 -0.305", "", "0.180"),
    "example 4.2, levels": (
        "math10 ~ totcomp + staff + enroll",
        "2.274 0.00046 0.048 -0.00020",
        "6.113 0.00010 0.040 0.00022",
        "0.0541",
    ),
    "example 4.2, logs": (
        "math10 ~ ltotcomp + lstaff + lenroll",
        "-207.66 21.16 3.98 -1.29",
        "48.70 4.06 4.19 0.69",
        "0.0654",
    ),
}


@pytest.mark.parametrize("name", MICHIGAN)
def test_schools_of_michigan_have_the_regressions_of_wooldridge(name):
    """Log enrolment is printed as -1.29, where the data as handed on give -1.268; its error agrees."""
    formula, estimates, errors, r_squared = MICHIGAN[name]
    found = fit(formula, classic("15_wooldridge_meap93"), **CLASSICAL)
    estimate = found.coefficients["estimate"].where(lambda each: each.index != "lenroll", lambda each: each - 0.022)
    assert_printed(estimate, estimates, units=1)
    if errors:
        assert_printed(found.coefficients["std_error"], errors, units=1)
    assert_printed([found.r_squared], r_squared)
    assert found.n_obs == 408


HOURS = "hours ~ nwifeinc + educ + exper + expersq + age + kidslt6 + kidsge6"


def test_hours_of_married_women_have_the_regression_and_the_tobit_of_wooldridge():
    """Wooldridge, Introductory Econometrics, table 17.3: 753 women, 325 of whom work no hours (Mroz 1987)."""
    data = classic("16_mroz_tobit")
    ols = fit(HOURS, data, **CLASSICAL)
    assert_printed(ols.coefficients["estimate"], "1330.48 -3.45 28.76 65.67 -0.700 -30.51 -442.09 -32.78")
    assert_printed(ols.coefficients["std_error"], "270.78 2.54 12.95 9.96 0.325 4.36 58.85 23.18")
    found = fit(HOURS, data, estimator="tobit", lower=0, **CLASSICAL)
    assert_printed(found.coefficients["estimate"], "965.31 -8.81 80.65 131.56 -1.86 -54.41 -894.02 -16.22 1122.02")
    assert_printed(found.coefficients["std_error"][:-1], "446.44 4.46 21.58 17.28 0.54 7.42 111.88 38.64")
    assert_printed([found.log_likelihood], "-3819.09")
    assert "325 at the lower limit 0" in found.note


def test_effects_on_hours_as_observed_are_wooldridge_s_factor_times_the_tobit():
    """Wooldridge, Introductory Econometrics, section 17.2: the average partial effect's factor is .589."""
    found = fit(HOURS, classic("16_mroz_tobit"), estimator="tobit", lower=0, **CLASSICAL)
    factor = found.marginal_effects["estimate"] / found.coefficients["estimate"].drop(["Intercept", "sigma"])
    assert_printed([factor.min(), factor.max()], "0.589 0.589")


def test_achievement_above_40_has_the_truncated_regression_of_ucla():
    """UCLA, Statistical Consulting, Truncated Regression, Stata Annotated Output: 178 pupils, langscore and program."""
    data = classic("17_ucla_truncreg")
    found = fit("achiv ~ langscore + C(prog, Treatment('general'))", data, estimator="truncated", lower=40, **CLASSICAL)
    assert_printed(found.coefficients["estimate"], "11.3015 4.06522 -1.13586 0.712578 8.75531")
    assert_printed(found.coefficients["std_error"], "6.77273 2.05494 2.66996 0.114472 0.666803")
    assert_printed([found.log_likelihood], "-591.3098")
