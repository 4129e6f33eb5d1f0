"""One way among many to ask whether spending goes with attainment: outcome, rows, estimator, errors, controls.

What cannot be estimated is a row with its reason, so that no specification is lost in silence.
"""

from typing import Literal, get_args

import numpy as np
import pandas as pd

from helpers.analysis import ranks
from helpers.analysis.describe import Sample, chosen
from helpers.analysis.measures import KEY
from helpers.analysis.models import Estimator, Fit, complete_rows, fit

Outcome = Literal["attainment", "reached_target", "rank", "score", "overshoot"]
Errors = Literal["cluster", "two_way", "HC3"]

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


def columns(controls: str) -> dict[str, tuple[str, Estimator]]:
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
    estimator: Estimator = "ols",
    errors: Errors = "cluster",
) -> pd.DataFrame:
    """One row on the effect of execution: term, estimate (average marginal effect), std_error, statistic, p_value, low,
    high, n_obs, n_clusters (reports, or of two ways the fewer), degrees, sd_outcome, sd_term (over the rows used),
    n_dropped (rows that have the outcome and lack another column) and reason.

    `errors` are clustered by report, by report and field, or HC3; a mixed model has random intercepts of reports. Where
    the specification cannot be estimated `reason` says why and the numbers are missing; it is else empty. Raises
    ValueError for an option out of its set.
    """
    _refuse("outcome", outcome, COLUMNS)
    _refuse("controls", controls, CONTROLS)
    _refuse("errors", errors, get_args(Errors))
    asked = formula(outcome, controls)
    complete, _ = complete_rows(asked, data, clusters=["report_id", "field"])
    n_dropped = int(data[COLUMNS[outcome]].notna().sum()) - len(complete)
    about = {"term": TERM, "n_dropped": n_dropped, "reason": ""}
    spread = {f"sd_{name}": complete[column].std() for name, column in (("outcome", COLUMNS[outcome]), ("term", TERM))}
    try:
        found = _fitted(asked, complete, outcome, estimator, errors)
    except ValueError as error:
        return _row(about | spread | {"reason": str(error)})
    effect = found.marginal_effects.loc[TERM, FOUND].to_dict()
    sizes = {"n_obs": found.n_obs, "n_clusters": found.n_clusters, "degrees": found.degrees}
    return _row(about | effect | sizes | spread)


def _fitted(asked: str, data: pd.DataFrame, outcome: Outcome, estimator: Estimator, errors: Errors) -> Fit:
    """The fitted model; raises ValueError where it cannot be estimated."""
    ways = {"cluster": "report_id", "two_way": ["report_id", "field"], "HC3": None}[errors]
    if estimator == "tobit" and outcome not in LIMITS:
        raise ValueError(f"{outcome} has no limit that Tobit could take its values to be cut off at")
    covariance = "cluster" if ways else errors
    limits = LIMITS[outcome] if estimator == "tobit" else {}
    return fit(asked, data, estimator=estimator, covariance=covariance, clusters=ways, **limits)


def _row(values: dict) -> pd.DataFrame:
    """The values as one row in a fixed order and of fixed types."""
    kinds = dict.fromkeys([*FOUND, "sd_outcome", "sd_term"], "float64")
    kinds |= dict.fromkeys(["n_obs", "n_clusters", "degrees", "n_dropped"], "Int64")
    order = ["term", *FOUND, "n_obs", "n_clusters", "degrees", "sd_outcome", "sd_term", "n_dropped", "reason"]
    return pd.DataFrame([values], columns=order).astype(kinds)


def _refuse(name: str, value: str, allowed: object) -> None:
    if value not in allowed:
        raise ValueError(f"{name} is one of {', '.join(allowed)}, found {value!r}")
