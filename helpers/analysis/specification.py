"""One way among many to ask whether spending goes with attainment: outcome, rows, estimator, errors, controls.

What cannot be estimated is a row with its reason, so that no specification is lost in silence.
"""

from typing import Literal, get_args

import numpy as np
import pandas as pd

from helpers.analysis import ranks, steps
from helpers.analysis.describe import Sample, chosen
from helpers.analysis.measures import KEY
from helpers.analysis.models import complete_rows

Outcome = Literal["attainment", "reached_target", "rank", "score", "overshoot"]
Errors = Literal["cluster", "by_field"]
Weights = Literal["indicators", "projects", "reports"]

TAKEN = [  # what `rows` asks of indicators, and where these stand
    *KEY, "seq", "source", "official_host", "level1", "attainment", "capped", "overshoot", "share_low", "share_high",
]  # fmt: skip
TERM = "execution"
STEP = (0.9, 1.0)  # of execution, the last tenth of the budget, where most rows of every sample lie
COLUMNS = {
    "attainment": "capped",
    "reached_target": "target_reached",
    "rank": "rank_of_attainment",
    "score": "share_of_points",
    "overshoot": "log_overshoot",
}
CONTROLS = {
    "bare": [],
    "spending_only": ["log_spending"],
    "classes": ["log_spending", "result"],
    "agencies": ["log_spending", "institution", "year"],
    "full": ["log_spending", "result", "institution", "year"],
}
LIMITS = {"attainment": {"upper": 1}, "score": {"upper": 1}, "overshoot": {"lower": 0}}  # of Tobit
SAMPLE_ROWS = {
    "seeds": "source == 'seeds'",
    "public": "source == 'public'",
    "official_hosts": "on_official_host",
    "all": "source != ''",
}
CLUSTERS = {"cluster": "report_id", "by_field": "field"}
FOUND = ["estimate", "std_error", "statistic", "p_value", "low", "high"]


def rows(indicators: pd.DataFrame, projects: pd.DataFrame, rate: str) -> pd.DataFrame:
    """The indicators whose project states money spent, with the columns that regressions take, missing where unknown.

    Outcomes: capped and log_overshoot, log(1 + overshoot); target_reached, 1 where attainment is at least 1, else 0;
    rank_of_attainment, the share of these indicators that lie below, ties by half; share_of_points, the middle of
    share_low and share_high where these leave anything out. Terms: execution, the rate over that budget; log_spending;
    result, 1 for benefit and satisfaction; institution, 1 for one; year, from 2021. on_official_host is
    False where a report came as a file.
    """
    columns = [*KEY, "executed_wan", f"rate_{rate}", "admin_level", "fiscal_year", "field"]
    money = projects.loc[projects["executed_wan"] > 0, columns]
    joined = indicators.merge(money, on=KEY, how="inner", validate="m:1")
    present, told = joined["attainment"].dropna(), joined["share_high"] - joined["share_low"] < 1
    return joined.assign(
        execution=joined[f"rate_{rate}"],
        log_spending=np.log(joined["executed_wan"]),
        log_overshoot=np.log1p(joined["overshoot"]),
        target_reached=(present >= 1).astype(float),
        rank_of_attainment=ranks.share_below(present),
        share_of_points=joined[["share_low", "share_high"]].mean(axis=1).where(told),
        result=(joined["level1"] != "output").astype(int),
        institution=(joined["admin_level"] == "institution").astype(int),
        year=joined["fiscal_year"].astype(float) - 2021,
        on_official_host=joined["official_host"].fillna(False).astype(bool),
    )


def complete(candidates: pd.DataFrame, sample: Sample) -> tuple[pd.DataFrame, pd.Series]:
    """The rows of Table 2, and by column how many rows lack it: those of a sample of `rows` that have attainment and
    all that its columns need, with their project as one name."""
    attained = chosen(candidates.dropna(subset=["attainment"]), sample)
    found, missing = complete_rows(formula("attainment", "full"), attained, clusters="report_id")
    return found.assign(project=found["report_id"] + " " + found["project_id"]), missing


def columns(controls: str) -> dict[str, tuple[str, steps.Bent]]:
    """Formula and estimator of each column of Table 2: attainment on execution and spending, then on a set of CONTROLS
    by OLS and as a fractional logit, and overshoot on that set."""
    return {
        "(1)": (formula("attainment", "spending_only"), "ols"),
        "(2)": (formula("attainment", controls), "ols"),
        "(3)": (formula("attainment", controls), "fractional_logit"),
        "(4)": (formula("overshoot", controls), "ols"),
    }


def formula(outcome: Outcome, controls: str) -> str:
    """The formula of an outcome on execution and a set of CONTROLS."""
    return f"{COLUMNS[outcome]} ~ {terms(controls)}"


def terms(controls: str) -> str:
    """The right side of a formula: execution and a set of CONTROLS."""
    return " + ".join([TERM, *CONTROLS[controls]])


def taken(outcome: Outcome, controls: str, sample: Sample) -> str:
    """The rows of `rows` that a specification takes, as a query: those of the sample that lack nothing it needs."""
    names = [COLUMNS[outcome], TERM, *CONTROLS[controls], "field"]
    return " and ".join([SAMPLE_ROWS[sample], *(f"{name} == {name}" for name in names)])


def estimated(
    data: pd.DataFrame,
    *,
    outcome: Outcome,
    controls: str,
    estimator: steps.Bent = "ols",
    errors: Errors = "cluster",
    weights: Weights = "indicators",
) -> pd.DataFrame:
    """One row on what STEP of execution does to the expected outcome: term, estimate, std_error, statistic, p_value,
    low, high, jackknife_p, n_obs, n_clusters, degrees, sd_outcome (over the rows used), n_dropped (rows that have the
    outcome and lack another column) and reason.

    The estimate is the mean change over the rows, of the outcome as observed, so that estimators are alike. `errors`
    are clustered by report or by field; so is the jackknife, missing for Tobit and where one cluster alone tells of
    execution. By `weights` each row counts as one, or each project or report does. Where the specification cannot be
    estimated `reason` says why and the numbers are missing; it is else empty. Raises ValueError for an option out of
    its set.
    """
    _refuse("outcome", outcome, COLUMNS)
    _refuse("controls", controls, CONTROLS)
    _refuse("errors", errors, get_args(Errors))
    _refuse("weights", weights, get_args(Weights))
    asked = formula(outcome, controls)
    complete, _ = complete_rows(asked, data, clusters=["report_id", "field"])
    n_dropped = int(data[COLUMNS[outcome]].notna().sum()) - len(complete)
    about = {"term": TERM, "n_dropped": n_dropped, "reason": "", "sd_outcome": complete[COLUMNS[outcome]].std()}
    try:
        found = _changed(asked, complete, outcome, estimator, CLUSTERS[errors], weights)
    except ValueError as error:
        return _row(about | {"reason": str(error)})
    n_clusters = complete[CLUSTERS[errors]].nunique()
    return _row(about | found | {"n_obs": len(complete), "n_clusters": n_clusters, "degrees": n_clusters - 1})


def weight(data: pd.DataFrame, weights: Weights) -> pd.Series:
    """What each row weighs where each row, each project or each report counts as one; 1 in the mean."""
    if weights == "indicators":
        return pd.Series(1.0, data.index)
    rows = data.groupby(KEY if weights == "projects" else "report_id")["report_id"].transform("size")
    return 1 / rows / (1 / rows).mean()


def _changed(
    asked: str, data: pd.DataFrame, outcome: Outcome, estimator: steps.Bent, clusters: str, weights: Weights
) -> dict:
    """What STEP does, with its clustered error and the jackknife's p; raises ValueError where there is no estimate."""
    if estimator == "tobit" and outcome not in LIMITS:
        raise ValueError(f"{outcome} has no limit that Tobit could take its values to be cut off at")
    taken = {"term": TERM, "clusters": clusters, "ends": STEP, "estimator": estimator}
    if estimator == "tobit":
        if weights != "indicators":
            raise ValueError("Tobit takes each indicator as one")
        return dict(steps.average_change(asked, data, **taken, errors="cluster", **LIMITS[outcome]))
    taken |= {"weights": None if weights == "indicators" else "weight"}
    own = data.assign(weight=weight(data, weights))
    found = steps.average_change(asked, own, **taken, errors="cluster")
    try:
        return {**found, "jackknife_p": steps.average_change(asked, own, **taken)["p_value"]}
    except ValueError:  # one cluster alone tells of execution
        return dict(found)


def _row(values: dict) -> pd.DataFrame:
    """The values as one row in a fixed order and of fixed types."""
    kinds = dict.fromkeys([*FOUND, "jackknife_p", "sd_outcome"], "float64")
    kinds |= dict.fromkeys(["n_obs", "n_clusters", "degrees", "n_dropped"], "Int64") | {"term": "str", "reason": "str"}
    order = ["term", *FOUND, "jackknife_p", "n_obs", "n_clusters", "degrees", "sd_outcome", "n_dropped", "reason"]
    return pd.DataFrame({name: pd.Series([values.get(name)], dtype=kinds[name]) for name in order})


def _refuse(name: str, value: str, allowed: object) -> None:
    if value not in allowed:
        raise ValueError(f"{name} is one of {', '.join(allowed)}, found {value!r}")
