"""What helpers.output.notes promises: notes from the models alone, in one language, nothing said twice."""

import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.models import fit
from helpers.output.notes import regression_notes

from .made import FITS, OLS

NAMES = r"Epanechnikov|Hall-Sheather|Logit|Tobit|REML|year"


def test_what_is_true_of_all_models_is_said_once():
    notes = ["Factor F. Tests by t.", "Averages over rows. Factor F. Tests by t."]
    fits = {f"({i})": SimpleNamespace(**{**vars(OLS), "note": note}) for i, note in enumerate(notes, 1)}
    text = regression_notes(fits)
    assert text.count("Factor F.") == text.count("Tests by t.") == 1
    assert "(2): OLS, clustered standard errors (12 clusters), N = 1,047. Averages over rows. Factor F." in text


def test_without_stars_there_is_no_legend_of_them():
    assert "p <" not in regression_notes(FITS, stars=())
    assert "t statistics in parentheses" in regression_notes(FITS, below=["statistic"])


@pytest.mark.parametrize("covariance", ["nonrobust", "HC0", "HC1", "HC2", "HC3", "HC4", "cluster"])
@pytest.mark.parametrize(
    "model",
    [
        {"estimator": "ols"},
        {"estimator": "fractional_logit"},
        {"estimator": "tobit", "upper": 1},
        {"estimator": "tobit", "lower": 0.1},
        {"estimator": "tobit", "lower": 0.1, "upper": 1},
        {"estimator": "truncated", "lower": 0, "upper": 1},
        {"estimator": "quantile"},
        {"estimator": "mixed", "clusters": "unit"},
    ],
    ids=lambda model: "-".join(map(str, model.values())),
)
def test_notes_in_chinese_have_no_english_sentence(model, covariance):
    if covariance == "cluster":
        model = model | {"clusters": "unit"}
    random = np.random.default_rng(7)
    frame = pd.DataFrame({"x": random.normal(size=90), "unit": np.repeat(range(30), 3)})
    frame["y"] = (0.5 + 0.2 * frame["x"] + 0.2 * random.normal(size=90) + 0.1 * random.normal(size=30).repeat(3)).clip(
        0.1, 1
    )
    fitted = fit("y ~ x", frame, covariance=covariance, **model)
    text = regression_notes({"(1)": fitted}, "marginal_effects", "zh")
    assert not re.findall(r"[A-Za-z]{3,}", re.sub(NAMES, "", text)), text


def test_two_ways_of_clustering_are_told_in_chinese():
    random = np.random.default_rng(8)
    frame = pd.DataFrame({"x": random.normal(size=80), "unit": np.repeat(range(20), 4), "year": np.tile(range(8), 10)})
    fitted = fit("y ~ x", frame.assign(y=random.normal(size=80)), covariance="cluster", clusters=["unit", "year"])
    text = regression_notes({"(1)": fitted}, lang="zh")
    assert "双向聚类" in text
    assert not re.findall(r"[A-Za-z]{5,}", text), text


def test_ways_of_clustering_of_which_one_lies_within_the_other_are_told_in_chinese():
    random = np.random.default_rng(8)
    frame = pd.DataFrame(
        {"x": random.normal(size=80), "unit": np.repeat(range(20), 4), "year": np.repeat(range(5), 16)}
    )
    fitted = fit("y ~ x", frame.assign(y=random.normal(size=80)), covariance="cluster", clusters=["unit", "year"])
    text = regression_notes({"(1)": fitted}, lang="zh")
    assert "unit 的 20 个聚类均各属于一个 year：实为仅按 year 聚类。" in text
