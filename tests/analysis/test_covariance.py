"""What helpers.analysis.covariance promises for two ways of clustering: the convention it names."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from helpers.analysis.models import fit


def panel(firms=30, years=8, seed=2):
    """y = 1 + x + shocks of firm and year + u."""
    draw = np.random.default_rng(seed)
    data = pd.DataFrame({"firm": np.repeat(np.arange(firms), years), "year": np.tile(np.arange(years), firms)})
    shocks = draw.normal(size=firms)[data["firm"]] + draw.normal(size=years)[data["year"]]
    x = draw.normal(size=len(data)) + draw.normal(size=firms)[data["firm"]]
    return data.assign(x=x, y=1 + x + shocks + draw.normal(size=len(data)))


DATA = panel()


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


def crossed(seed):
    """Thirty rows in 4 by 4 crossed clusters, so few that the two-way variance may have eigenvalues below 0."""
    draw = np.random.default_rng(seed)
    groups = pd.DataFrame(draw.integers(0, 4, (30, 2)), columns=["firm", "year"])
    return groups.join(pd.DataFrame(draw.normal(size=(30, 3)), columns=["x", "w", "y"]))


def two_way(data):
    return fit("y ~ x + w", data, covariance="cluster", clusters=["firm", "year"])


def by_statsmodels(data):
    groups = data[["firm", "year"]].to_numpy()
    return smf.ols("y ~ x + w", data).fit(cov_type="cluster", cov_kwds={"groups": groups}).cov_params()


def test_two_ways_that_are_not_positive_are_mended_as_cameron_gelbach_and_miller_do():
    classical = smf.ols("y ~ x + w", crossed(0)).fit().bse
    sizes, vectors = np.linalg.eigh(by_statsmodels(crossed(0)) / np.outer(classical, classical))
    assert sizes[0] < 0
    expected = np.sqrt((vectors**2 * np.maximum(sizes, 0)).sum(axis=1)) * classical
    found = two_way(crossed(0))
    np.testing.assert_allclose(found.coefficients["std_error"], expected, rtol=1e-8)
    assert found.note.startswith("The two-way variance had eigenvalues below 0, set to 0. ")


def test_mended_errors_do_not_hang_on_the_unit_of_a_column():
    wan, yuan = two_way(crossed(0)), two_way(crossed(0).assign(x=lambda each: each["x"] * 1e4))
    np.testing.assert_allclose(yuan.coefficients["p_value"], wan.coefficients["p_value"], rtol=1e-8)


def test_two_ways_that_are_positive_are_left_as_they_are():
    seed = next(seed for seed in range(99) if np.linalg.eigvalsh(by_statsmodels(crossed(seed)))[0] > 0)
    found = two_way(crossed(seed))
    expected = np.sqrt(np.diag(by_statsmodels(crossed(seed))))
    np.testing.assert_allclose(found.coefficients["std_error"], expected, rtol=1e-8)
    assert "eigenvalues" not in found.note


def test_two_ways_of_which_one_nests_in_the_other_are_the_coarser_alone_and_said_so():
    data = crossed(0).assign(fine=range(30), coarse=lambda each: each["fine"] // 10)
    ways = [["fine", "coarse"], ["coarse", "fine"], "coarse"]
    found = [fit("y ~ x", data, covariance="cluster", clusters=each) for each in ways]
    errors = [each.coefficients["std_error"].tolist() for each in found]
    assert errors[0] == pytest.approx(errors[2])
    assert errors[1] == pytest.approx(errors[2])
    for each in found[:2]:
        assert "Each of 30 clusters of fine lies within one of coarse: it is clustering by coarse alone." in each.note
        assert "Two-way" not in each.note
    assert "lies within" not in two_way(crossed(0)).note
