"""What helpers.analysis.many promises: a thousand regressions from sums of products are those fitted one by one."""

from itertools import chain, combinations

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from helpers.analysis import many
from helpers.analysis.models import fit
from helpers.analysis.multiverse import Specification, all_runs


def simulated(n=240, clusters=14, seed=2):
    draw = np.random.default_rng(seed)
    report = draw.integers(0, clusters, n)
    data = pd.DataFrame(draw.normal(size=(n, 3)), columns=["x", "w", "u"]).assign(report=report)
    data["z"] = draw.normal(size=clusters)[report] + 0.3 * data["w"]
    data = data.assign(level=draw.choice(list("abc"), n), flag=draw.random(n) < 0.4, year=draw.integers(2018, 2022, n))
    shock = draw.normal(size=clusters)[report]
    return data.assign(y=1 + 0.4 * data["z"] + data["x"] + shock + data["u"], positive=np.exp(data["u"]))


DATA = simulated()
CONTROLS = ["x", "np.log(positive)", "C(year)", "level", "flag", "I(w ** 2)"]
SETS = list(chain.from_iterable(combinations(CONTROLS, size) for size in range(len(CONTROLS) + 1)))
SUMS = [" + ".join([f"{outcome} ~ z", *each]) for outcome in ("y", "np.exp(y / 9)") for each in SETS]
BY_THEMSELVES = ["y ~ z * x", "y ~ z - 1", "y ~ z + x:w", "y ~ (z + x) ** 2", "y ~ 0 + z + level", "y ~ z + x + x"]
OPTIONS = {"term": "z", "clusters": "report"}


def by_statsmodels(formula, data):
    found = smf.ols(formula, data).fit(cov_type="cluster", cov_kwds={"groups": data["report"]}, use_t=True)
    return [found.params["z"], found.bse["z"], found.pvalues["z"]]


def test_regressions_on_every_set_of_controls_are_those_of_statsmodels():
    found = many.fits(SUMS, DATA, **OPTIONS)
    assert len(many._places(SUMS, DATA, "z")[0]) == len(SUMS) == 128
    expected = [by_statsmodels(formula, DATA) for formula in SUMS]
    np.testing.assert_allclose(found[["estimate", "std_error", "p_value"]], expected, rtol=1e-9)
    assert found[["n_obs", "n_clusters"]].drop_duplicates().to_numpy().tolist() == [[240, 14]]


@pytest.mark.parametrize("formula", BY_THEMSELVES)
def test_formulas_that_are_no_sum_of_terms_are_right_too(formula):
    found = many.fits(["y ~ z", formula, "y ~ z + x"], DATA, **OPTIONS)
    expected = [by_statsmodels(each, DATA) for each in ("y ~ z", formula, "y ~ z + x")]
    np.testing.assert_allclose(found[["estimate", "std_error", "p_value"]], expected, rtol=1e-9)


@pytest.mark.parametrize("offset", [1e-4, 1e-7])
def test_columns_that_are_nearly_collinear_keep_their_digits(offset):
    near = DATA.assign(v=DATA["z"] + offset * DATA["w"])
    found, own = (
        many.fits(["y ~ z + v"], near, **OPTIONS),
        fit("y ~ z + v", near, covariance="cluster", clusters="report"),
    )
    np.testing.assert_allclose(found.loc[0, "std_error"], own.coefficients.loc["z", "std_error"], rtol=1e-7)


def test_an_outcome_that_is_nearly_explained_keeps_its_digits():
    near = DATA.assign(y=DATA["z"] + DATA["x"] + 1e-6 * DATA["u"])
    found = many.fits(["y ~ z + x"], near, **OPTIONS)
    np.testing.assert_allclose(found.iloc[0, :2], by_statsmodels("y ~ z + x", near)[:2], rtol=1e-6)


def test_amounts_in_yuan_or_wan_give_the_same_p_value():
    p = [
        many.fits(["y ~ z + x"], DATA.assign(x=DATA["x"] * unit + unit), **OPTIONS)["p_value"].item()
        for unit in (1, 1e8)
    ]
    assert p[0] == pytest.approx(p[1], rel=1e-9)


def test_specifications_of_several_samples_come_back_in_their_order():
    every = [
        Specification(formula, rows)
        for formula in ("y ~ z + level", "y ~ z")
        for rows in (None, "x > 0", "year != 2019")
    ]
    table = all_runs(every, DATA, **OPTIONS)
    for place, each in enumerate(every):
        rows = DATA if each.rows is None else DATA.query(each.rows)
        assert table.loc[place, ["estimate", "std_error", "p_value"]].tolist() == pytest.approx(
            by_statsmodels(each.formula, rows)
        )
        assert table.loc[place, "n_obs"] == len(rows)


@pytest.mark.parametrize(
    ("formula", "data", "message"),
    [
        ("y ~ z + x", DATA.assign(x=DATA["x"].where(DATA.index > 2)), "values are missing in 3 of 240 rows: x 3"),
        ("y ~ z + v", DATA.assign(v=DATA["z"] * 2), "columns are collinear: z, v"),
        ("y ~ z + v", DATA.assign(v=1.0), "columns are collinear: Intercept, v"),
        ("y ~ z + np.log(x)", DATA, "values are not finite: np.log"),
        ("v ~ z", DATA.assign(v=3.0), "the outcome 'v' does not vary"),
        ("flag ~ z", DATA, "the outcome is a category"),
        ("y ~ x", DATA, "no term 'z' in 'y ~ x', which has Intercept, x"),
        ("y ~ z + cost", DATA, "no column 'cost' in the data"),
        ("y ~ z + x + w", DATA[:4], "4 rows cannot identify 4 coefficients"),
        ("y ~ z + x", DATA.assign(report=1), "clusters need at least 2 different values, found 1 in 'report'"),
        ("y ~ z", DATA.assign(report=DATA["report"].where(DATA.index > 0)), "clusters are missing in 1 of 240 rows"),
        ("y ~ z", DATA[:0], "clusters need at least 2 different values, found 0"),
        ("v ~ z + x", DATA.assign(v=DATA["z"] + DATA["x"]), "the terms give 'v' without error"),
    ],
)
def test_what_fit_refuses_is_refused(formula, data, message):
    with pytest.raises(ValueError, match=message):
        many.fits(["y ~ z + w", formula], data, **OPTIONS)
