"""The official score recomputed: an interval, because what a report does not state leaves it open."""

from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from helpers import yml
from helpers.coding.schema import tables, typed, validated
from helpers.reading.vocabulary import words

RULES = Path(__file__).with_name("rules")
UNSTATED = (0.0, 1.0)
CLOSE = 0.05  # points: a printed score is rounded to a tenth at least


@cache
def rule(name: str) -> dict:
    """A rule of helpers/coding/rules: title, years, source, memory (what is known from memory alone), scope, points,
    levels (of indicators that a part scores), bands and, where forms may have weights of their own, own_weights; raises
    ValueError for one not there."""
    known = rules()
    if name not in known:
        raise ValueError(f"there is no scoring rule {name!r}; there are {', '.join(known)}")
    return yml.read(RULES / f"{name}.yml")


def rules() -> list[str]:
    """The names of the rules that there are."""
    return sorted(file.stem for file in RULES.glob("*.yml"))


def official_scores(
    projects: pd.DataFrame, indicators: pd.DataFrame, name: str = "national_2020", deduct_above: float | None = None
) -> pd.DataFrame:
    """Table scores: for each project in the rule's scope its parts and their total as intervals of points, and whether
    the score that the unit gave itself lies in it.

    `projects` has report_id, project_id, is_total, scope, rate_official, self_score and self_score_max; `indicators` is
    what `shares` takes, with report_id, project_id, level1 and weight. Execution gets its points times the rate, at
    most all. Another part gets its points, where the rule lets forms have their own those printed on all indicators if
    they make 100 with execution, times the weighted mean of the shares of its indicators where all weights are printed;
    without weights it lies between its worst and its best indicator. Figures without a target do not count. A
    whole report is scored on the indicators of all its projects. `deduct_above` as in `shares`.
    """
    says, projects = rule(name), projects[projects["scope"] == rule(name)["scope"]]
    shared = shares(indicators, name, deduct_above)
    found = [_project_scores(project, _indicators_of(project, shared), says) for project in projects.itertuples()]
    rows = [(*row[:2], name, *row[2:]) for rows in found for row in rows]
    frame = pd.DataFrame(rows, columns=list(tables()["scores"]["columns"]))
    return validated(typed(frame, "scores"), "scores")


def shares(indicators: pd.DataFrame, name: str = "national_2020", deduct_above: float | None = None) -> pd.DataFrame:
    """The frame with the least and the greatest share of its points that an indicator gets by a rule, share_low and
    share_high, between 0 and 1.

    `indicators` has attainment_low, attainment_high and actual_words. A figure gets its attainment, at most all; an aim
    in words its band by what the words claim; what is not stated anything. The national rule takes points off for
    attainment far above the target without a number for far or off: with `deduct_above`, a ratio such as 1.3, an
    indicator loses the share by which it lies above it; the default takes nothing off.
    """
    low, high = (indicators[f"attainment_{side}"].astype(float) for side in ("low", "high"))
    figures = _deducted(low, high, deduct_above)
    said = indicators["actual_words"].tolist()  # pandas takes long to go through text row by row
    bands = {text: _band(text, rule(name)["bands"]) for text in {*said}}
    told = low.notna() | high.notna()
    found = {
        f"share_{side}": figures[place].fillna(UNSTATED[place]).where(told, [bands[text][place] for text in said])
        for place, side in enumerate(("low", "high"))
    }
    return indicators.assign(**found)


def _deducted(low: pd.Series, high: pd.Series, above: float | None) -> tuple[pd.Series, pd.Series]:
    """Least and greatest share for an attainment between low and high."""
    if above is None:
        return low.clip(0, 1), high.clip(0, 1)
    ends = pd.concat([_less_excess(side, above) for side in (low, high)], axis=1)
    full = (low <= above) & (high >= 1)
    return ends.min(axis=1), ends.max(axis=1).mask(full, 1.0)


def _less_excess(attainment: pd.Series, above: float) -> pd.Series:
    left = (1 - (attainment - above)).clip(0, 1)
    return attainment.clip(0, 1).mask(attainment > above, left)


def _band(text: str, bands: list[float]) -> tuple[float, float]:
    """The shares that words of attainment may get; all where they say nothing that is known."""
    attained, partly = bands
    shares_of = {"not": (0.0, partly), "partly": (partly, attained), "fully": (attained, 1.0)}
    said = (claim for claim, entries in words("claims_of_attainment").items() if any(word in text for word in entries))
    return shares_of[claim] if (claim := next(said, "")) else UNSTATED


def indicator_scores(indicators: pd.DataFrame, name: str = "national_2020") -> pd.DataFrame:
    """Table indicator_scores: the share of its points that each indicator gets by a rule and, where weight and score
    are printed, how the printed score differs from it.

    pattern is agrees; lost (points taken off although all are due); granted (more than the rule allows); reduced
    (less than the rule allows, by another measure than the shortfall); open (the rule leaves any score possible);
    unlike, where the printed score is above its weight; empty where no weight above 0 or no score is printed.
    `indicators` is what `shares` takes, with report_id, project_id, seq, weight and score.
    """
    found = shares(indicators, name).assign(rule=name)
    frame = found.assign(pattern=_pattern(found))[list(tables()["indicator_scores"]["columns"])]
    return validated(typed(frame.reset_index(drop=True), "indicator_scores"), "indicator_scores")


def _pattern(found: pd.DataFrame) -> np.ndarray:
    weight, score = found["weight"], found["score"]
    low, high = found["share_low"] * weight, found["share_high"] * weight
    patterns = {
        "": ~(weight > 0) | score.isna(),
        "unlike": score > weight + CLOSE,
        "open": (found["share_low"] == 0) & (found["share_high"] == 1),
        "granted": score > high + CLOSE,
        "lost": (score < low - CLOSE) & (found["share_low"] == 1),
        "reduced": score < low - CLOSE,
    }
    return np.select([told.to_numpy(bool) for told in patterns.values()], list(patterns), "agrees")


def surviving_order(scores: pd.DataFrame) -> pd.DataFrame:
    """The pairs of projects of which one is above the other by every rule: its least total is above the other's most.

    `scores` are rows of table scores by several rules; columns above, below (project_id) and margin, the least
    difference over the rules. A pair that some rule does not score is not in it.
    """
    totals = scores[scores["item"] == "total"].set_index(["project_id", "rule"])
    low, high = (totals[f"points_{side}"].unstack("rule").dropna() for side in ("low", "high"))
    pairs = [pair for two in combinations(low.index, 2) for pair in (two, two[::-1])]
    margins = [(one, other, float((low.loc[one] - high.loc[other]).min())) for one, other in pairs]
    return pd.DataFrame([row for row in margins if row[2] > 0], columns=["above", "below", "margin"])


def _indicators_of(project: tuple, indicators: pd.DataFrame) -> pd.DataFrame:
    own = indicators["report_id"] == project.report_id
    return indicators[own if project.is_total else own & (indicators["project_id"] == project.project_id)]


def _project_scores(project: tuple, indicators: pd.DataFrame, says: dict) -> list[tuple]:
    """The rows of one project: each part, then the total with the self score."""
    points = _points(indicators, says)
    found = {part: part_share(indicators[indicators["level1"].isin(levels)]) for part, levels in says["levels"].items()}
    found["execution"] = UNSTATED if pd.isna(project.rate_official) else (min(project.rate_official, 1.0),) * 2
    parts = [(part, *(share * most for share in found[part]), most) for part, most in points.items()]
    sums = tuple(sum(part[place] for part in parts) for place in (1, 2, 3))
    key, stated = (project.report_id, project.project_id), _of_100(project)
    feasible = None if pd.isna(stated) else bool(sums[0] - CLOSE <= stated <= sums[1] + CLOSE)
    return [(*key, *part, np.nan, None) for part in parts] + [(*key, "total", *sums, stated, feasible)]


def _points(indicators: pd.DataFrame, says: dict) -> dict[str, float]:
    """The points of each part: those of the rule or, where it lets a form have its own, the weights that are printed on
    all indicators, if they make 100 with execution."""
    sums = {
        part: indicators.loc[indicators["level1"].isin(each), "weight"].sum() for part, each in says["levels"].items()
    }
    own = {part: sums.get(part, points) for part, points in says["points"].items()}
    printed = says.get("own_weights") and indicators["weight"].notna().all() and abs(sum(own.values()) - 100) < CLOSE
    return own if printed else says["points"]


def _of_100(project: tuple) -> float:
    """The self score in points of 100."""
    most = project.self_score_max
    return project.self_score if pd.isna(most) or not most else project.self_score * 100 / most


def part_share(indicators: pd.DataFrame) -> tuple[float, float]:
    """Least and greatest share of its points that a part gets from its indicators, between 0 and 1."""
    counted = indicators[indicators["undefined"] != "no target"]
    if counted.empty:
        return UNSTATED
    low, high, weight = counted["share_low"], counted["share_high"], counted["weight"]
    if weight.notna().all() and weight.sum() > 0:
        return (low * weight).sum() / weight.sum(), (high * weight).sum() / weight.sum()
    return low.min(), high.max()
