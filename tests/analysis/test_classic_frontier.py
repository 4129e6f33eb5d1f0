"""The frontier against every published data set in the shared folder, within the tolerance stated there."""

import json

import numpy as np
import pandas as pd
import pytest

from helpers import paths
from helpers.analysis.frontier import dea, scale, slacks, super_efficiency

CLASSIC = paths.ROOT.parent / "shared" / "classic"


def published(name):
    """The table and the expected values of a data set; skips where the folder is absent."""
    path = CLASSIC / f"{name}.csv"
    if not path.exists():
        pytest.skip(f"the published data are not at {path}")
    return pd.read_csv(path), json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))


def test_five_firms_have_their_scores_scale_efficiency_and_kind_of_returns():
    table, expected = published("02_coelli_five_firms_1x1")
    found = scale(table[["x"]], table[["y"]])
    for ours, theirs in {"crs": "crste", "vrs": "vrste_in", "nirs": "nirs_in", "scale": "scale_in"}.items():
        np.testing.assert_allclose(found[ours], expected[theirs], atol=expected["tolerance"])
    kinds = {"irs": "increasing", "drs": "decreasing", "-": "constant"}
    assert found["kind"].tolist() == [kinds[kind] for kind in expected["rts"]]
    output = dea(table[["x"]], table[["y"]], orientation="output")
    np.testing.assert_allclose(output, expected["vrs_out_farrell"], atol=expected["tolerance"])


def test_eleven_units_have_their_scores_both_ways_and_slacks():
    table, expected = published("03_ali_seiford_11dmu")
    sides, close = (table[["x1", "x2"]], table[["y"]]), {"rtol": 0, "atol": expected["tolerance"]}
    names = {"in_crs": ("crs", "input"), "out_crs": ("crs", "output"), "in_vrs": ("vrs", "input")}
    for name, (returns, orientation) in (names | {"out_vrs_recomputed": ("vrs", "output")}).items():
        np.testing.assert_allclose(dea(*sides, returns=returns, orientation=orientation), expected[name], **close)
    found = slacks(*sides, returns="crs").set_index(table["dmu"].astype(str))
    for column in ("x1", "x2"):
        named = pd.Series(expected[f"input_slack_{column}_crs_in"]).reindex(found.index).fillna(0)
        np.testing.assert_allclose(found["inputs", column], named, **close)


def test_power_plants_have_their_super_efficiency():
    table, expected = published("08_power_plants_supereff")
    found = super_efficiency(table.filter(like="X"), table.filter(like="Y"))
    np.testing.assert_allclose(found, expected["super_ccr_input"], atol=expected["tolerance"])


@pytest.mark.parametrize(("group", "name"), [(1, "PFT_sites_1_49"), (0, "NFT_sites_50_70")])
def test_school_sites_have_their_scores_within_their_programme(group, name):
    table, expected = published("04_ccr1981_follow_through")
    sites = table[table["firm"] <= 49] if group else table[table["firm"] > 49]
    scores = dea(sites.filter(regex="^x"), sites.filter(regex="^y"), returns="crs")
    np.testing.assert_allclose(scores, expected[f"within_group_input_crs_{name}"], atol=expected["tolerance"])


@pytest.mark.parametrize("singapore", [False, True])
def test_public_sectors_have_the_tables_of_the_central_bank_paper_with_and_without_the_outlier(singapore):
    table, expected = published("09_ecb581_public_sector_efficiency")
    some = table if singapore else table[table["country"] != "Singapore"]
    printed = pd.DataFrame(expected["table6_with_singapore" if singapore else "table5_excl_singapore"]).T
    sides = some[["total_spending_pct_gdp"]], some[["psp_printed"]]
    found = pd.DataFrame(
        {
            "vrs_in": dea(*sides),
            "vrs_out": 1 / dea(*sides, orientation="output"),
            "crs": dea(*sides, returns="crs"),
        },
        index=some["country"],
    )
    averages = expected["with_singapore_averages" if singapore else "table5_averages"]
    for name in printed:
        limit = expected["tolerances"]["table6" if singapore else f"table5_{name}"]
        np.testing.assert_allclose(found.loc[printed.index, name], printed[name], atol=limit)
        assert found[name].mean() == pytest.approx(averages[name], abs=expected["tolerances"]["averages"])
