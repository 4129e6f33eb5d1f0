"""What helpers.analysis.covariance promises for two ways of clustering: the convention it names."""

import json

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from helpers import paths
from helpers.analysis.models import fit

CLASSIC = paths.ROOT.parent / "shared" / "classic"


def panel(firms=30, years=8, seed=2):
    """y = 1 + x + shocks of firm and year + u."""
    draw = np.random.default_rng(seed)
    data = pd.DataFrame({"firm": np.repeat(np.arange(firms), years), "year": np.tile(np.arange(years), firms)})
    shocks = draw.normal(size=firms)[data["firm"]] + draw.normal(size=years)[data["year"]]
    x = draw.normal(size=len(data)) + draw.normal(size=firms)[data["firm"]]
    return data.assign(x=x, y=1 + x + shocks + draw.normal(size=len(data)))


DATA = panel()


def test_the_panel_of_petersen_has_his_errors_by_every_convention():
    path = CLASSIC / "13_petersen_clustered_se.csv"
    if not path.exists():
        pytest.skip(f"published data are not at {path}")
    data, expected = pd.read_csv(path), json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    conventions = {
        "ols": {"covariance": "nonrobust"},
        "hc1": {"covariance": "HC1"},
        "cluster_firm_year": {"covariance": "cluster", "clusters": ["firm", "year"]},
    }
    for name, options in conventions.items():
        found = fit("y ~ x", data, **options).coefficients
        np.testing.assert_allclose(found["estimate"], list(expected["coef"].values()), atol=1e-7)
        np.testing.assert_allclose(found["std_error"], expected["se_intercept_x"][name], atol=expected["tolerance"])


def test_two_way_errors_are_those_of_statsmodels_in_either_order():
    groups = DATA[["firm", "year"]].to_numpy()
    results = smf.ols("y ~ x", DATA).fit(cov_type="cluster", cov_kwds={"groups": groups})
    for clusters in (["firm", "year"], ["year", "firm"]):
        found = fit("y ~ x", DATA, covariance="cluster", clusters=clusters)
        np.testing.assert_allclose(found.coefficients["std_error"], results.bse, rtol=1e-8)
        assert found.n_clusters == 8
        assert "each with its own G" in found.note
        assert "G - 1 of the fewer clusters = 7 degrees of freedom" in found.note


def test_a_second_way_that_repeats_the_first_changes_nothing():
    twice = fit("y ~ x", DATA.assign(again=DATA["firm"]), covariance="cluster", clusters=["firm", "again"])
    once = fit("y ~ x", DATA, covariance="cluster", clusters="firm")
    pd.testing.assert_frame_equal(twice.coefficients, once.coefficients)


def test_missing_values_of_a_second_way_are_refused_too():
    gap = DATA.assign(year=DATA["year"].where(DATA["year"] > 0))
    with pytest.raises(ValueError, match="values are missing in 30 of 240 rows: year 30"):
        fit("y ~ x", gap, covariance="cluster", clusters=["firm", "year"])
