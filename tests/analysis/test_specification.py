"""What helpers.analysis.specification promises: a row a specification, by the models' own numbers or with a reason."""

import numpy as np
import pandas as pd
import pytest

from helpers import paths
from helpers.analysis import describe, measures, specification, steps
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
@pytest.mark.parametrize(("errors", "clusters"), [("cluster", "report_id"), ("by_field", "field")])
def test_a_row_is_what_a_step_of_execution_does_by_the_model_that_its_options_name(rows, estimator, errors, clusters):
    found = specification.estimated(
        rows, outcome="attainment", controls="classes", estimator=estimator, errors=errors
    ).iloc[0]
    terms = ["capped", "execution", "log_spending", "result", "report_id", "field"]
    complete, formula = rows.dropna(subset=terms), "capped ~ execution + log_spending + result"
    taken = {"term": "execution", "clusters": clusters, "ends": (0.9, 1.0), "estimator": estimator}
    step = steps.average_change(formula, complete, **taken, errors="cluster", upper=1 if estimator == "tobit" else None)
    columns = ["estimate", "std_error", "p_value", "low", "high"]
    assert found[columns].tolist() == pytest.approx(step[columns].tolist())
    assert (found["n_obs"], found["n_clusters"], found["n_dropped"]) == (
        len(complete),
        complete[clusters].nunique(),
        rows["capped"].notna().sum() - len(complete),
    )
    assert found["degrees"] == found["n_clusters"] - 1
    assert found["sd_outcome"] == pytest.approx(complete["capped"].std())
    assert found["reason"] == ""
    safer = NAN if estimator == "tobit" else steps.average_change(formula, complete, **taken)["p_value"]
    assert found["jackknife_p"] == pytest.approx(safer, nan_ok=True)


def test_by_least_squares_a_row_is_a_tenth_of_the_slope_with_its_p_value(rows):
    found = specification.estimated(rows, outcome="overshoot", controls="bare").iloc[0]
    complete = rows.dropna(subset=["log_overshoot", "execution", "field"])
    clustered = {"covariance": "cluster", "clusters": "report_id"}
    slope = fit("log_overshoot ~ execution", complete, **clustered).coefficients.loc["execution"]
    assert [found["estimate"], found["p_value"]] == pytest.approx([0.1 * slope["estimate"], slope["p_value"]])


def test_where_one_cluster_alone_tells_of_execution_there_is_no_jackknife(rows):
    of_one = rows["field"] == rows.groupby("field")["execution"].nunique().idxmax()
    data = rows.assign(execution=rows["execution"].where(of_one, 0.95))
    found = specification.estimated(data, outcome="rank", controls="bare", errors="by_field").iloc[0]
    assert np.isnan(found["jackknife_p"])
    assert found["std_error"] > 0


def test_projects_or_reports_weigh_alike_whatever_number_of_rows_they_have():
    data = pd.DataFrame({"report_id": list("RRRS"), "project_id": list("1121")})
    assert specification.weight(data, "indicators").tolist() == [1, 1, 1, 1]
    assert specification.weight(data, "projects").tolist() == pytest.approx([2 / 3, 2 / 3, 4 / 3, 4 / 3])
    assert specification.weight(data, "reports").tolist() == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2])


@pytest.mark.parametrize("weights", ["projects", "reports"])
def test_an_indicator_that_stands_twice_moves_nothing_where_indicators_do_not_weigh_alike(rows, weights):
    asked = {"outcome": "attainment", "controls": "bare", "weights": weights}
    complete = rows.dropna(subset=["capped", "execution", "field"])
    doubled = pd.concat([complete, complete[complete["report_id"] == "P085"]])
    own, again = (specification.estimated(each, **asked)["estimate"].item() for each in (complete, doubled))
    assert own == pytest.approx(again)
    assert own != pytest.approx(
        specification.estimated(doubled, **asked | {"weights": "indicators"})["estimate"].item()
    )


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"outcome": "rank", "controls": "bare", "estimator": "tobit"}, "rank has no limit"),
        ({"outcome": "score", "controls": "bare", "estimator": "tobit", "weights": "reports"}, "each indicator as one"),
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
            {"outcome": "rank", "controls": "bare", "errors": "two_way"},
            "errors is one of cluster, by_field, found 'two_way'",
        ),
        (
            {"outcome": "rank", "controls": "bare", "weights": "pages"},
            "weights is one of indicators, projects, reports, found 'pages'",
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
    assert (again.estimate / 10, again.p_value, again.n_obs) == pytest.approx((own.estimate, own.p_value, own.n_obs))


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
    assert "hangs on three indicators that report nothing attained" in (paths.ROOT / "README.md").read_text("utf-8")
