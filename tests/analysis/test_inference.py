"""What helpers.analysis.inference promises for few clusters: exact distributions, uniform p-values, words."""

from itertools import permutations, product

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from scipy import stats

from helpers.analysis.inference import (
    bell_mccaffrey,
    influence,
    jackknife,
    leave_one_out,
    minimum_detectable_effect,
    randomization_test,
    wild_cluster_bootstrap,
    wild_cluster_interval,
)
from helpers.analysis.models import fit


def simulated(clusters=8, rows=60, effect=0.0, seed=1):
    """y = 1 + effect z + 0.5 x + a shock to each report + u; z is the report's own."""
    draw = np.random.default_rng(seed)
    report = np.sort(draw.permutation(np.arange(rows) % clusters))
    z, shock = draw.normal(size=clusters)[report], draw.normal(0, 0.7, clusters)[report]
    data = pd.DataFrame({"report": report, "z": z, "x": draw.normal(size=rows)})
    return data.assign(y=1 + effect * z + 0.5 * data["x"] + shock + draw.normal(size=rows))


DATA = simulated()
TEST = {"term": "z", "clusters": "report", "seed": 3}


def clustered_t(data, term="z", null=0.0):
    results = smf.ols("y ~ z + x", data).fit(cov_type="cluster", cov_kwds={"groups": data["report"]})
    return abs(results.params[term] - null) / results.bse[term]


@pytest.mark.parametrize("null", [0.0, 0.4])
def test_all_signs_give_what_refitting_each_sample_gives(null):
    small = simulated(clusters=6, rows=40)
    restricted = smf.ols("I(y - @null * z) ~ x".replace("@null", str(null)), small).fit()
    statistics = []
    for signs in product((1, -1), repeat=6):
        y = restricted.fittedvalues + null * small["z"] + np.array(signs)[small["report"]] * restricted.resid
        statistics.append(clustered_t(small.assign(y=y), null=null))
    expected = np.mean(np.array(statistics) >= clustered_t(small, null=null) * (1 - 1e-9))
    assert wild_cluster_bootstrap("y ~ z + x", small, null=null, **TEST) == expected


@pytest.mark.parametrize("clusters", [3, 5, 9])
def test_an_exact_wild_p_value_is_a_multiple_of_its_smallest_and_depends_on_no_seed(clusters):
    data = simulated(clusters, effect=50)
    found = [wild_cluster_bootstrap("y ~ z + x", data, **{**TEST, "seed": seed}) for seed in (1, 2)]
    assert found[0] == found[1]
    assert 2 ** (1 - clusters) <= found[0] <= 1
    assert found[0] * 2**clusters == pytest.approx(round(found[0] * 2**clusters))


def test_drawn_signs_come_near_to_all_signs():
    exact = wild_cluster_bootstrap("y ~ z + x", simulated(12, 80), **TEST)
    drawn = wild_cluster_bootstrap("y ~ z + x", simulated(12, 80), **{**TEST, "seed": 5}, draws=4000)
    assert drawn == pytest.approx(exact, abs=0.03)
    assert drawn != exact


def test_more_clusters_than_a_computer_word_has_bits_are_drawn():
    p = wild_cluster_bootstrap("y ~ z + x", simulated(70, 300), **TEST, draws=199)
    assert p * 200 == pytest.approx(round(p * 200))
    assert 1 / 200 <= p <= 1


def test_with_one_draw_more_than_there_are_signs_each_is_taken_once():
    at, below = (wild_cluster_bootstrap("y ~ z + x", DATA, **TEST, draws=draws) for draws in (256, 255))
    assert at == wild_cluster_bootstrap("y ~ z + x", DATA, **TEST)
    assert (below * 256) == pytest.approx(round(below * 256))


def test_the_wild_p_value_of_no_effect_is_below_5_percent_about_as_often_as_it_says():
    p = [wild_cluster_bootstrap("y ~ z + x", simulated(10, 80, seed=seed), **TEST) for seed in range(400)]
    plain = [2 * stats.norm.sf(clustered_t(simulated(10, 80, seed=seed))) < 0.05 for seed in range(100)]
    assert np.mean(np.array(p) <= 0.05) < 0.09  # Monte Carlo error 0.011
    assert np.mean(plain) > 0.12  # what clustered errors and a normal distribution do instead


def test_a_large_effect_is_found():
    assert wild_cluster_bootstrap("y ~ z + x", simulated(14, 200, effect=3), **TEST) < 0.01
    assert wild_cluster_bootstrap("y ~ z + x", simulated(14, 200, effect=3), null=3, **TEST) > 0.05


def test_money_in_yuan_or_wan_gives_the_same_wild_p_value():
    p = [wild_cluster_bootstrap("y ~ z + x", DATA.assign(z=DATA["z"] * unit), **TEST) for unit in (1, 1e4, 1e8)]
    assert p[0] == p[1] == p[2]


@pytest.mark.parametrize("clusters", [8, 20])
def test_the_wild_interval_holds_the_values_that_the_wild_test_does_not_reject(clusters):
    data = simulated(clusters, effect=0.8)
    low, high = wild_cluster_interval("y ~ z + x", data, **TEST)
    for null in np.linspace(low - 0.5, high + 0.5, 25):
        kept = wild_cluster_bootstrap("y ~ z + x", data, null=null, **TEST) > 0.05
        assert kept == (low < null < high), null


def test_a_wider_wild_interval_is_asked_for_by_its_level_and_money_in_wan_scales_it():
    low, high = wild_cluster_interval("y ~ z + x", DATA, **TEST)
    wider = wild_cluster_interval("y ~ z + x", DATA, level=0.98, **TEST)
    in_wan = wild_cluster_interval("y ~ z + x", DATA.assign(z=DATA["z"] / 1e4), **TEST)
    assert wider[0] < low < high < wider[1]
    assert in_wan == pytest.approx((low * 1e4, high * 1e4))


def test_so_few_clusters_that_no_value_is_rejected_have_a_wild_interval_without_ends():
    assert wild_cluster_interval("y ~ z + x", simulated(4), **TEST) == (-np.inf, np.inf)  # no p-value below 1 / 8


def test_the_randomization_test_is_exact_where_every_deal_is_taken():
    small = simulated(clusters=5, rows=40)
    values = small.groupby("report")["z"].first().to_numpy()
    statistics = [clustered_t(small.assign(z=np.array(deal)[small["report"]])) for deal in permutations(values)]
    expected = np.mean(np.array(statistics) >= clustered_t(small) * (1 - 1e-9))
    assert randomization_test("y ~ z + x", small, **TEST) == expected


@pytest.mark.parametrize("offset", [1e3, 1e6, 1e8])
def test_a_term_far_from_0_has_the_same_randomization_p_value(offset):
    far = DATA.assign(z=DATA["z"] + offset)
    expected = randomization_test("y ~ z + x", DATA, **TEST, draws=499)
    assert randomization_test("y ~ z + x", far, **TEST, draws=499) == pytest.approx(expected, abs=0.005)


def test_a_treatment_of_two_values_has_as_many_deals_as_choices_of_the_treated():
    treated = DATA.assign(z=(DATA["report"] < 3).astype(float), y=DATA["y"] + 100 * (DATA["report"] < 3))
    p = randomization_test("y ~ z", treated, **TEST)
    assert p * 56 == pytest.approx(round(p * 56))  # 8 over 3
    assert p == pytest.approx(1 / 56)


def test_values_shuffled_within_clusters_find_what_varies_there():
    p = randomization_test("y ~ z + x", DATA, term="x", clusters="report", permute="within", draws=499, seed=1)
    assert 1 / 500 <= p < 0.05
    none = DATA.assign(x=np.random.default_rng(9).normal(size=60))
    assert randomization_test("y ~ x", none, term="x", clusters="report", permute="within", draws=499, seed=1) > 0.05


def test_randomization_p_values_of_no_effect_are_uniform():
    p = [randomization_test("y ~ z + x", simulated(6, 40, seed=seed), **TEST) for seed in range(200)]
    assert stats.kstest(p, "uniform").pvalue > 0.01


@pytest.mark.parametrize(
    ("term", "permute", "message"),
    [
        ("x", "between", "varies within clusters, which cannot be dealt out whole: permute 'within'"),
        ("z", "within", "does not vary within clusters: permute 'between'"),
        ("z", "rows", "permute is 'between' or 'within', found 'rows'"),
        ("q", "between", "no term 'q' in the formula, which has Intercept, z, x"),
    ],
)
def test_deals_that_clusters_do_not_allow_are_refused(term, permute, message):
    with pytest.raises(ValueError, match=message):
        randomization_test("y ~ z + x", DATA, term=term, clusters="report", permute=permute, seed=1)


def test_residuals_that_cancel_out_in_each_cluster_leave_the_deals_that_do_so_too():
    """Only the deal itself and its mirror image of the 70 ways to deal 4 of 8 explain y but for what cancels out."""
    data = pd.DataFrame({"report": np.repeat(np.arange(8), 2), "z": np.repeat([1.0, 0.0], 8)})
    data = data.assign(y=data["z"] + np.tile([0.001, -0.001], 8) * (data["report"] + 1))
    assert randomization_test("y ~ z", data, **TEST) == pytest.approx(2 / 70)


@pytest.mark.parametrize("test", [wild_cluster_bootstrap, randomization_test])
def test_draws_too_few_for_any_small_p_value_are_refused(test):
    with pytest.raises(ValueError, match="draws are at least 19, found 18"):
        test("y ~ z + x", DATA, **TEST, draws=18)


def test_one_cluster_has_no_bootstrap():
    with pytest.raises(ValueError, match="clusters need at least 2 different values, found 1 in 'report'"):
        wild_cluster_bootstrap("y ~ x", DATA.assign(report=1), term="x", clusters="report", seed=1)


def test_rows_that_lack_something_are_refused_by_count():
    with pytest.raises(ValueError, match="values are missing in 2 of 60 rows: x 2"):
        wild_cluster_bootstrap("y ~ x", DATA.assign(x=DATA["x"].where(DATA.index > 1)), **{**TEST, "term": "x"})


def test_leaving_one_out_is_the_fit_without_it_and_says_why_there_is_none():
    odd = DATA.assign(only=(DATA["report"] == 2).astype(float) * DATA["x"])
    table = leave_one_out("y ~ x + only", odd, term="x", clusters="report")
    assert list(table.columns[[0, -2, -1]]) == ["n_obs", "reason", "change"]
    again = fit("y ~ x + only", odd[odd["report"] != 5], covariance="cluster", clusters="report").coefficients
    assert table.loc[5, "estimate"] == again.loc["x", "estimate"]
    assert np.isnan(table.loc[2, "estimate"])
    assert "columns are collinear: only" in table.loc[2, "reason"]
    assert table["change"].abs().dropna().is_monotonic_decreasing


def test_a_change_is_printed_alike_whatever_the_order_of_the_rows():
    """Another order moves the last digits as another processor does; less their whole they would be among the first."""
    given = {"term": "x", "clusters": "report"}
    steep = DATA.assign(y=DATA["y"] + 1000 * DATA["x"])
    tables = [leave_one_out("y ~ x + z", rows, **given).sort_index() for rows in (steep, steep[::-1])]
    first, last = (table["change"].map("{:.12g}".format).tolist() for table in tables)
    assert first == last


def test_influence_is_the_change_that_leaving_out_makes():
    table = influence("y ~ z + x", DATA, term="z", clusters="report")
    left = leave_one_out("y ~ z + x", DATA, term="z", clusters="report")
    np.testing.assert_allclose(table["change"], left.loc[table.index, "change"], rtol=1e-8)
    assert table["leverage"].sum() == pytest.approx(3)
    assert table["partial_leverage"].sum() == pytest.approx(1)
    assert table["partial_leverage"].is_monotonic_decreasing


def test_the_jackknife_of_single_rows_is_hc3_but_for_its_factor():
    # leaving out a row changes b by (X'X)^-1 x u / (1 - h), of which HC3 sums the squares
    data = DATA.assign(row=range(len(DATA)))
    found = jackknife("y ~ z + x", data, term="z", clusters="row")
    hc3 = smf.ols("y ~ z + x", data).fit(cov_type="HC3")
    assert found["estimate"] == pytest.approx(hc3.params["z"])
    assert found["std_error"] == pytest.approx(hc3.bse["z"] * np.sqrt(1 - 1 / len(data)))
    assert found["p_value"] == pytest.approx(2 * stats.t.sf(abs(found["estimate"] / found["std_error"]), len(data) - 1))


def test_the_jackknife_of_clusters_is_that_of_refits():
    refits = [smf.ols("y ~ z + x", DATA[DATA["report"] != each]).fit().params["z"] for each in range(8)]
    squares = (np.array(refits) - smf.ols("y ~ z + x", DATA).fit().params["z"]) ** 2
    assert jackknife("y ~ z + x", DATA, term="z", clusters="report")["std_error"] == pytest.approx(
        np.sqrt(7 / 8 * squares.sum())
    )


def test_the_jackknife_interval_is_that_of_t_with_one_degree_less_than_clusters():
    found = jackknife("y ~ z + x", DATA, term="z", clusters="report")
    margin = 2.3646243 * found["std_error"]  # t tables, 7 df
    assert [found["low"], found["high"]] == pytest.approx([found["estimate"] - margin, found["estimate"] + margin])


@pytest.mark.parametrize(
    ("heaviest", "effective"),
    [(1, 4), (np.sqrt(3), 3), (np.sqrt(1e9), 1)],  # z'z by cluster: h, 1, 1, 1, so (h + 3)^2 / (h^2 + 3)
)
def test_clusters_count_as_many_as_weigh_alike(heaviest, effective):
    data = pd.DataFrame({"y": [1.0, 2.0, 4.0, 3.0] * 2, "z": [heaviest, 1, -1, 1] * 2, "report": [0, 1, 2, 3] * 2})
    found = jackknife("y ~ 0 + z", data, term="z", clusters="report")
    assert found["effective_clusters"] == pytest.approx(effective, rel=1e-6)


def test_a_term_that_one_cluster_alone_carries_has_no_jackknife():
    data = DATA.assign(z=(DATA["report"] == 3).astype(float))
    with pytest.raises(ValueError, match="without report 3 'z' has no estimate"):
        jackknife("y ~ z + x", data, term="z", clusters="report")


def test_the_detectable_effect_of_9_clusters_is_said_in_words():
    data = simulated(9)
    found = fit("y ~ z + x", data, covariance="cluster", clusters="report")
    effect, words = minimum_detectable_effect(found, "z")
    assert effect == pytest.approx((2.3060041 + 0.8888895) * found.coefficients.loc["z", "std_error"])  # t tables, 8 df
    assert words == (
        f"with 9 clusters a two-sided test at 5% finds an effect of z of {effect:.3g} on y in 80% of samples "
        "if its error is the estimated one, and a smaller one in fewer"
    )


def test_the_detectable_effect_grows_with_the_error_that_is_given():
    found = fit("y ~ z + x", simulated(9), covariance="cluster", clusters="report")
    assert minimum_detectable_effect(found, "z", error=2.0).effect == pytest.approx(2 * (2.3060041 + 0.8888895))


def test_an_effect_as_large_as_the_detectable_one_is_found_with_its_power():
    found = []
    for draw in map(np.random.default_rng, range(500)):
        data = pd.DataFrame({"x": draw.normal(size=60), "u": draw.normal(size=60)})
        found.append(fit("y ~ x", data.assign(y=0.373 * data["x"] + data["u"])))
    detectable = np.mean([minimum_detectable_effect(each, "x").effect for each in found])
    share = np.mean([each.coefficients.loc["x", "p_value"] < 0.05 for each in found])
    assert detectable == pytest.approx(0.373, abs=0.02)
    assert share == pytest.approx(0.8, abs=0.06)


@pytest.mark.parametrize("rows", [1, 4])
def test_bell_and_mccaffreys_test_of_two_groups_of_clusters_is_welchs_with_one_variance(rows):
    """Clusters of one size: CR2 is s1^2 / G1 + s0^2 / G0 of their means, and its degrees where the variances are alike
    those of Imbens and Kolesár (2016), printed there as 2.5 for 3 and 27 units."""
    draw, treated = np.random.default_rng(5), 3
    data = pd.DataFrame({"report": np.arange(30).repeat(rows), "y": draw.normal(size=30 * rows)})
    data["z"] = (data["report"] < treated).astype(float)
    found = bell_mccaffrey("y ~ z", data, term="z", clusters="report")
    means = data.groupby(["z", "report"])["y"].mean().groupby("z")
    variances, sizes = means.var(), means.size()
    assert found["std_error"] == pytest.approx(np.sqrt((variances / sizes).sum()))
    assert found["degrees"] == pytest.approx((1 / 3 + 1 / 27) ** 2 / (1 / (9 * 2) + 1 / (27**2 * 26)))
    assert round(found["degrees"], 1) == 2.5
    margin = stats.t.ppf(0.975, found["degrees"]) * found["std_error"]
    assert [found["low"], found["high"]] == pytest.approx([found["estimate"] - margin, found["estimate"] + margin])


def test_bell_and_mccaffreys_test_is_that_of_the_matrices_written_out():
    found = bell_mccaffrey("y ~ z + x", DATA, term="z", clusters="report")
    X, y = np.column_stack([np.ones(len(DATA)), DATA["z"], DATA["x"]]), DATA["y"].to_numpy()
    hat = X @ np.linalg.inv(X.T @ X) @ X.T
    rest, C = np.eye(len(X)) - hat, np.zeros((8, len(X)))
    for number, own in enumerate(DATA["report"].to_numpy() == np.arange(8)[:, None]):
        sizes, vectors = np.linalg.eigh(rest[np.ix_(own, own)])
        C[number, own] = (np.linalg.inv(X.T @ X) @ X[own].T @ (vectors / np.sqrt(sizes)) @ vectors.T)[1]
    A = C @ rest @ C.T
    assert found["std_error"] == pytest.approx(np.sqrt(((C @ rest @ y) ** 2).sum()))
    assert found["degrees"] == pytest.approx(np.trace(A) ** 2 / (A**2).sum())


def test_bell_and_mccaffreys_error_is_right_in_the_mean_where_errors_are_alike():
    """Its expected square under independent errors of variance 1 is the variance of the estimate, tr(A) = (X'X)^-1."""
    squares = []
    for draw in map(np.random.default_rng, range(400)):
        noise = DATA.assign(y=draw.normal(size=len(DATA)))
        squares.append(bell_mccaffrey("y ~ z + x", noise, term="z", clusters="report")["std_error"] ** 2)
    X = np.column_stack([np.ones(len(DATA)), DATA["z"], DATA["x"]])
    assert np.mean(squares) == pytest.approx(np.linalg.inv(X.T @ X)[1, 1], rel=0.1)


def test_clusters_whose_errors_are_all_the_same_weigh_by_squared_sums():
    # sums of z by cluster 2, 2, 0, 4: (4 + 4 + 16)^2 / (16 + 16 + 256)
    data = pd.DataFrame(
        {"y": [1.0, 2, 4, 3, 5, 1, 2, 2], "z": [1.0, 1, 1, -1, 2, 1, 1, 2], "report": [0, 1, 2, 2, 3, 0, 1, 3]}
    )
    found = jackknife("y ~ 0 + z", data, term="z", clusters="report")
    assert found["effective_together"] == pytest.approx(24**2 / 288)


def test_the_detectable_effect_takes_other_degrees_of_freedom():
    found = fit("y ~ z + x", simulated(9), covariance="cluster", clusters="report")
    effect = minimum_detectable_effect(found, "z", error=1.0, degrees=3).effect
    assert effect == pytest.approx(3.1824463 + 0.9784723)  # t tables, 3 df
