"""Criteria of a department's scoring sheet that a rate decides, as far as published sheets are known."""

from functools import cache

import pandas as pd

from helpers import yml
from helpers.coding.scoring import RULES

SHEETS = RULES / "sheets"


@cache
def sheet(name: str) -> dict:
    """A sheet of helpers/coding/rules/sheets: title, years, source, criteria; raises ValueError for one not there."""
    known = sorted(file.stem for file in SHEETS.glob("*.yml"))
    if name not in known:
        raise ValueError(f"there is no department sheet {name!r}; there are {', '.join(known)}")
    return yml.read(SHEETS / f"{name}.yml")


def criterion_points(name: str, criterion: str, rate: float) -> float:
    """Points that a rate in percent gets for a criterion of a sheet: all up to its limit and so much less for each
    point of percent beyond (never below 0), or by steps."""
    says = sheet(name)["criteria"][criterion]
    if "full_to" in says:
        return max(0.0, says["points"] - says["lost_per_point"] * max(0.0, rate - says["full_to"]))
    if "steps_from" in says:
        return next((float(points) for least, points in says["steps_from"] if rate >= least), 0.0)
    return next((float(points) for most, points in says["steps_to"] if rate <= most), 0.0)


def sheet_scores(indicators: pd.DataFrame, name: str) -> pd.DataFrame:
    """The rates of reports that a sheet scores: report_id, name_zh, rate (percent), points, max_points.

    `indicators` has report_id, name_zh, actual and actual_unit; quotation marks in a name do not count.
    """
    plain = indicators["name_zh"].str.replace(r"[“”\"]", "", regex=True)
    listed = plain.isin(list(sheet(name)["criteria"])) & indicators["actual_unit"].eq("%")
    rates = indicators.assign(name_zh=plain)[listed].dropna(subset=["actual"])
    points = [criterion_points(name, row.name_zh, row.actual) for row in rates.itertuples()]
    most = [float(sheet(name)["criteria"][criterion]["points"]) for criterion in rates["name_zh"]]
    found = rates[["report_id", "name_zh"]].assign(rate=rates["actual"], points=points, max_points=most)
    return found.reset_index(drop=True)
