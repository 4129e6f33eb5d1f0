"""What helpers.analysis.specification promises: a row a specification, by the models' own numbers or with a reason."""

import numpy as np
import pandas as pd
import pytest

from helpers import paths
from helpers.analysis import describe, measures, specification
from helpers.analysis.models import fit
from helpers.analysis.multiverse import Specification, all_runs
from helpers.coding import frames, scoring

NAN = float("nan")
PROJECTS = pd.DataFrame(
    {
        "report_id": ["R", "R", "S"],
        "project_id": ["1", "2", "1"],
        "executed_wan": [10.0, 0.0, 100.0],
        "rate_official": [0.5, 0.9, NAN],
        "admin_level": ["county", "county", "institution"],
        "fiscal_year": pd.array([2022, 2022, None], "Int64"),
        "field": ["justice", "justice", "health"],
    }
)
INDICATORS = pd.DataFrame(
    {
        "report_id": ["R", "R", "R", "R", "S"],
        "project_id": ["1", "1", "1", "2", "1"],
        "source": "public",
        "official_host": pd.array([True, True, True, True, None], "boolean"),
        "level1": ["output", "benefit", "output", "output", "satisfaction"],
        "attainment": [0.8, 1.0, NAN, 1.0, 1.5],
        "capped": [0.8, 1.0, NAN, 1.0, 1.0],
        "overshoot": [0.0, 0.0, NAN, 0.0, 0.5],
        "share_low": [0.8, 1.0, 0.8, 1.0, 0.0],
        "share_high": [0.8, 1.0, 1.0, 1.0, 1.0],
    }
)


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    read = frames.load(paths.processed(), ["all_projects", "all_indicators"])
    told = scoring.shares(measures.attainment(read["all_indicators"]))
    return specification.rows(told, measures.execution_rates(read["all_projects"]), "official")


def test_rows_are_indicators_of_projects_that_spent_with_their_terms_by_hand():
    found = specification.rows(INDICATORS, PROJECTS, "official")
    assert found["attainment"].fillna(-1).tolist() == [0.8, 1.0, -1, 1.5]
    assert found["execution"].fillna(-1).tolist() == [0.5, 0.5, 0.5, -1]
    assert found["log_spending"].tolist() == pytest.approx(np.log([10, 10, 10, 100]))
    assert found["target_reached"].fillna(-1).tolist() == [0, 1, -1, 1]
    # of 3 with attainment: below the first none, half of itself; and so on
    assert found["rank_of_attainment"].fillna(-1).tolist() == pytest.approx([1 / 6, 3 / 6, -1, 5 / 6])
    assert found["share_of_points"].fillna(-1).tolist() == pytest.approx([0.8, 1.0, 0.9, -1])
    assert found["log_overshoot"].fillna(-1).tolist() == pytest.approx([0, 0, -1, np.log(1.5)])
    assert (found["result"].tolist(), found["institution"].tolist()) == ([0, 1, 0, 1], [0, 0, 0, 1])
    assert found["year"].fillna(-1).tolist() == [1, 1, 1, -1]
    assert found["on_official_host"].tolist() == [True, True, True, False]


@pytest.mark.parametrize("estimator", ["ols", "fractional_logit", "tobit"])
@pytest.mark.parametrize(("errors", "clusters"), [("cluster", "report_id"), ("two_way", ["report_id", "field"])])
def test_a_row_has_the_numbers_of_the_model_that_its_options_name(rows, estimator, errors, clusters):
    found = specification.estimated(
        rows, outcome="attainment", controls="classes", estimator=estimator, errors=errors
    ).iloc[0]
    terms = ["capped", "execution", "log_spending", "result", "report_id", "field"]
    complete = rows.dropna(subset=terms)
    limit = {"upper": 1} if estimator == "tobit" else {}
    formula = "capped ~ execution + log_spending + result"
    model = fit(formula, complete, estimator=estimator, covariance="cluster", clusters=clusters, **limit)
    columns = ["estimate", "std_error", "p_value", "low", "high"]
    assert found[columns].tolist() == pytest.approx(model.marginal_effects.loc["execution", columns].tolist())
    assert (found["n_obs"], found["n_clusters"], found["n_dropped"]) == (
        len(complete),
        model.n_clusters,
        rows["capped"].notna().sum() - len(complete),
    )
    assert found["sd_term"] == pytest.approx(complete["execution"].std())
    assert found["reason"] == ""


def test_errors_by_row_have_no_clusters(rows):
    found = specification.estimated(rows, outcome="overshoot", controls="bare", errors="HC3").iloc[0]
    assert pd.isna(found["n_clusters"])
    assert found["degrees"] == found["n_obs"] - 2


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"outcome": "rank", "controls": "bare", "estimator": "tobit"}, "rank has no limit"),
        (
            {"outcome": "overshoot", "controls": "bare", "estimator": "fractional_logit"},
            "'log_overshoot' outside",
        ),
    ],
)
def test_what_cannot_be_estimated_is_a_row_with_its_reason(rows, options, reason):
    found = specification.estimated(rows, **options)
    assert found[["estimate", "p_value", "n_obs"]].isna().all(axis=None)
    assert reason in found["reason"].item()
    fine = specification.estimated(rows, outcome="rank", controls="bare")
    assert found.dtypes.to_dict() == fine.dtypes.to_dict()


def test_no_rows_at_all_are_a_reason_too(rows):
    found = specification.estimated(rows.iloc[:0], outcome="rank", controls="full")
    assert "found none" in found["reason"].item()


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"outcome": "money", "controls": "bare"}, "outcome is one of attainment, .*, found 'money'"),
        ({"outcome": "rank", "controls": "all"}, "controls is one of bare, .*, found 'all'"),
        (
            {"outcome": "rank", "controls": "bare", "errors": "HC9"},
            "errors is one of cluster, two_way, HC3, found 'HC9'",
        ),
    ],
)
def test_an_option_out_of_its_set_is_refused(rows, options, complaint):
    with pytest.raises(ValueError, match=complaint):
        specification.estimated(rows, **options)


@pytest.mark.parametrize("sample", ["public", "official_hosts", "all"])
@pytest.mark.parametrize(("outcome", "controls"), [("rank", "bare"), ("score", "full"), ("overshoot", "agencies")])
def test_the_query_of_a_specification_takes_the_rows_that_its_estimate_stands_on(rows, sample, outcome, controls):
    own = specification.estimated(describe.chosen(rows, sample), outcome=outcome, controls=controls).iloc[0]
    asked = Specification(specification.formula(outcome, controls), specification.taken(outcome, controls, sample))
    (again,) = all_runs([asked], rows, term="execution", clusters="report_id").itertuples()
    assert (again.estimate, again.p_value, again.n_obs) == pytest.approx((own.estimate, own.p_value, own.n_obs))


def test_rows_of_table_2_lack_nothing_and_those_left_out_are_counted_by_column():
    candidates = specification.rows(INDICATORS, PROJECTS, "official")
    found, missing = specification.complete(candidates, "all")
    assert found["project"].tolist() == ["R 1", "R 1"]
    assert found["capped"].tolist() == [0.8, 1.0]
    # of three with attainment that of S lacks execution and year
    assert missing[missing > 0].to_dict() == {"execution": 1, "year": 1}


def test_columns_of_table_2_are_attainment_on_more_and_more_and_overshoot():
    assert specification.columns("classes") == {
        "(1)": ("capped ~ execution + log_spending", "ols"),
        "(2)": ("capped ~ execution + log_spending + result", "ols"),
        "(3)": ("capped ~ execution + log_spending + result", "fractional_logit"),
        "(4)": ("log_overshoot ~ execution + log_spending + result", "ols"),
    }


def test_notebook_07_starts_from_the_estimate_of_notebook_05():
    table = pd.read_csv(paths.figures() / "regressions.csv").query("term == 'execution'").set_index("model")
    ways = pd.read_csv(paths.figures() / "alternatives.csv", index_col=0)["estimate"]
    bounds = pd.read_csv(paths.figures() / "bounds.csv", index_col=0)
    assert ways[["ols", "fractional_logit"]].tolist() == pytest.approx(table.loc[["(2)", "(3)"], "estimate"].tolist())
    assert bounds.loc["as_printed", "smallest"] == pytest.approx(table.loc["(4)", "estimate"])


def test_three_rows_that_attained_nothing_hold_the_variation_of_attainment_in_table_2_as_the_readme_says(rows):
    capped = specification.complete(rows, "all")[0]["capped"]
    apart = (capped - capped.mean()) ** 2
    assert (capped == 0).sum() == 3
    assert apart[capped == 0].sum() / apart.sum() > 0.9
    assert "is one on three indicators that report nothing attained" in (paths.ROOT / "README.md").read_text("utf-8")
