"""What helpers.analysis.sizes promises: how far clusters move an estimate, and how often tests reject what is true."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis import design, sizes
from helpers.analysis.inference import influence, jackknife
from helpers.analysis.models import fit

DRAW = np.random.default_rng(4)
DATA = pd.DataFrame({"report": np.sort(np.arange(90) % 15), "x": DRAW.normal(size=90), "y": DRAW.normal(size=90)})
EVEN = {"term": "z", "clusters": "report", "draws": 2000, "seed": 3}


def errors(power: float) -> np.ndarray:
    """How far each cluster moves the slope of x."""
    built, [groups] = design.build("y ~ x", DATA, ["report"])
    q, weights = sizes.moves(built, groups, 1, power)
    residuals = built.y - q @ (q.T @ built.y)
    return (weights * design.sums(q * residuals[:, None], groups)).sum(axis=1)


def test_moves_of_power_0_make_the_clustered_error_and_of_power_1_the_jackknifes():
    clustered = fit("y ~ x", DATA, covariance="cluster", clusters="report").coefficients.at["x", "std_error"]
    assert np.sqrt(15 / 14 * 89 / 88 * (errors(0.0) ** 2).sum()) == pytest.approx(clustered)
    safer = jackknife("y ~ x", DATA, term="x", clusters="report")["std_error"]
    assert np.sqrt(14 / 15 * (errors(1.0) ** 2).sum()) == pytest.approx(safer)
    changes = influence("y ~ x", DATA, term="x", clusters="report")["change"].sort_index()
    assert (-errors(1.0)).tolist() == pytest.approx(changes.tolist())


def test_with_many_clusters_that_weigh_alike_each_test_rejects_about_as_often_as_it_says():
    report = np.repeat(np.arange(60), 2)
    data = pd.DataFrame({"report": report, "z": np.where(report % 2, 1.0, -1.0), "y": np.arange(120.0)})
    found = sizes.rejected("y ~ z", data, correlation=0.5, **EVEN | {"draws": 1000})
    assert found.to_dict() == pytest.approx(dict.fromkeys(found.index, 0.05), abs=0.025)  # 3.6 Monte Carlo errors


def test_where_one_cluster_has_nearly_all_the_weight_the_clustered_test_rejects_too_often_and_bell_mccaffreys_not():
    report = np.repeat(np.arange(20), 5)
    data = pd.DataFrame({"report": report, "z": np.where(report == 0, 5.0, report % 2), "y": np.arange(100.0)})
    found = sizes.rejected("y ~ z", data, correlation=0.5, **EVEN | {"draws": 400})
    assert found["clustered"] > 0.2
    assert found["bell_mccaffrey"] < 0.07
    rare = sizes.rejected("y ~ z", data, correlation=0.0, share=0.002, **EVEN | {"draws": 400})
    assert (rare < 0.2).all()  # most samples have no outcome but 0, which rejects nothing


def test_the_seed_decides():
    data = DATA.assign(z=DATA["x"])
    first, again, other = (
        sizes.rejected("y ~ z", data, correlation=0.2, **EVEN | {"draws": 100, "seed": seed}) for seed in (1, 1, 2)
    )
    assert first.tolist() == again.tolist()
    assert (first != other).drop("wild_bootstrap").any()  # of which the signs are drawn too
