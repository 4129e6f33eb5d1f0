"""The official score recomputed: an interval, because what a report does not state leaves it open."""

from functools import cache
from pathlib import Path

import pandas as pd
import yaml

from helpers.coding.schema import validated

RULES = Path(__file__).with_name("rules")
UNSTATED = (0.0, 1.0)


@cache
def rule(name: str) -> dict:
    """A rule of helpers/coding/rules: title, years, source, scope, points; raises ValueError for one not there."""
    path = RULES / f"{name}.yml"
    known = sorted(file.stem for file in RULES.glob("*.yml"))
    if name not in known:
        raise ValueError(f"there is no scoring rule {name!r}; there are {', '.join(known)}")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def official_scores(projects: pd.DataFrame, indicators: pd.DataFrame, name: str = "national_2020") -> pd.DataFrame:
    """Table scores: for each project in the rule's scope its parts and their total as intervals of points.

    `projects` has report_id, project_id, is_total, scope and rate_official; `indicators` has report_id, project_id,
    level1, weight, undefined, attainment_low and attainment_high. Execution gets its points times the rate, at most
    all. Another part gets its points times the weighted mean of capped attainment where all weights are printed;
    without weights it lies between its worst and its best indicator. Words and what is not stated count from 0 to 1;
    figures without a target do not count. A whole report is scored on the indicators of all its projects.
    """
    points, projects = rule(name)["points"], projects[projects["scope"] == rule(name)["scope"]]
    rows = [
        row
        for project in projects.itertuples()
        for row in _project_scores(project, _indicators_of(project, indicators), points, name)
    ]
    columns = ["report_id", "project_id", "rule", "item", "points_low", "points_high", "max_points"]
    text = dict.fromkeys(columns[:4], "str") | dict.fromkeys(columns[4:], "float64")
    return validated(pd.DataFrame(rows, columns=columns).astype(text), "scores")


def _indicators_of(project: tuple, indicators: pd.DataFrame) -> pd.DataFrame:
    own = indicators["report_id"] == project.report_id
    return indicators[own if project.is_total else own & (indicators["project_id"] == project.project_id)]


def _project_scores(project: tuple, indicators: pd.DataFrame, points: dict[str, float], name: str) -> list[tuple]:
    """The rows of one project: each part, then the total."""
    shares = {part: part_share(indicators[indicators["level1"] == part]) for part in points}
    shares["execution"] = UNSTATED if pd.isna(project.rate_official) else (min(project.rate_official, 1.0),) * 2
    parts = [(part, low * points[part], high * points[part], points[part]) for part, (low, high) in shares.items()]
    sums = tuple(sum(part[place] for part in parts) for place in (1, 2, 3))
    return [(project.report_id, project.project_id, name, *part) for part in [*parts, ("total", *sums)]]


def part_share(indicators: pd.DataFrame) -> tuple[float, float]:
    """Least and greatest share of its points that a part gets from its indicators, between 0 and 1."""
    counted = indicators[indicators["undefined"] != "no target"]
    if counted.empty:
        return UNSTATED
    low = counted["attainment_low"].fillna(0).clip(0, 1)
    high = counted["attainment_high"].fillna(1).clip(0, 1)
    weight = counted["weight"]
    if weight.notna().all() and weight.sum() > 0:
        return (low * weight).sum() / weight.sum(), (high * weight).sum() / weight.sum()
    return low.min(), high.max()
