"""Execution, attainment and unit cost, each as defined in docs/methods.md; what cannot be computed says why."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

KEY = ["report_id", "project_id"]
DIVISION = "division by 0"
FEW = 10  # of a target in whole numbers: the next one is a tenth of it away
RATES = {"initial": "initial_budget_wan", "adjusted": "adjusted_budget_wan", "allocated": "allocated_wan"}


def execution_rates(projects: pd.DataFrame) -> pd.DataFrame:
    """The frame with executed money over initial budget, over adjusted budget and over money received, as ratios.

    Columns rate_initial, rate_adjusted, rate_allocated; NaN where the denominator is absent or 0. They may exceed 1.
    rate_official is the one that the standard form prints as 执行率 (B/A): over the adjusted budget, over the initial
    one where no adjusted budget is stated.
    """
    rates = {f"rate_{name}": projects["executed_wan"] / _positive(projects[base]) for name, base in RATES.items()}
    official = rates["rate_adjusted"].where(projects["adjusted_budget_wan"].notna(), rates["rate_initial"])
    return projects.assign(**rates, rate_official=official)


def attainment(indicators: pd.DataFrame) -> pd.DataFrame:
    """The frame with attainment of each indicator as a ratio, 1 where the target is just met.

    attainment is actual / target where more is better, target / actual where less is, at the printed figure even where
    that is a bound; attainment_low and attainment_high are the least and greatest that the bound allows (400余 is at
    least 400, so high is infinite); capped is attainment at most 1, as officially scored; overshoot is what lies above
    1. undefined says why a row has no attainment, empty where it has one; where that is a division by 0, low and high
    are infinite.

    met tells whether the target is met by its printed sign, missing where the bound leaves it open or the figures
    cannot be compared; a bare target counts as met where the actual is at least as good. A target whose sign is lost
    is met where the two are equal, else missing.
    """
    table = indicators.assign(undefined=_undefined(indicators))
    numbers, lower = _are(table["undefined"], "", DIVISION), _are(table["polarity"], "lower")
    target, actual = (np.where(numbers, table[side], np.nan) for side in ("target", "actual"))
    least, most = _bounds(actual, table["actual_comparator"])
    table["attainment"] = attained = np.where(_are(table["undefined"], ""), _ratio(target, actual, lower), np.nan)
    table["attainment_low"] = _ratio(target, np.where(lower, most, least), lower)
    table["attainment_high"] = _ratio(target, np.where(lower, least, most), lower)
    table["capped"] = np.minimum(attained, 1)
    table["overshoot"] = np.maximum(attained - 1, 0)
    table["met"] = _met(target, least, most, table, lower)
    return table


def unit_costs(projects: pd.DataFrame, indicators: pd.DataFrame, kinds: Mapping[str, str]) -> pd.DataFrame:
    """Projects with money spent and a first quantity output above 0: that output, its unit, and 元 spent for each.

    Where `projects` have an output_seq the indicator of that number is taken. One row a project with the columns of
    `projects`, seq and output_name of the indicator, output, output_unit, output_kind, unit_cost_yuan.
    `kinds` maps a unit to its kind of quantity; what is counted in money or percent is no output, what has no unit is
    of kind other. Units differ between projects: compare within one unit, or one kind, only.
    """
    asked = indicators.merge(projects[[*KEY, "output_seq"]], on=KEY, validate="m:1")
    first = asked["output_seq"].isna() & (asked["level1"] == "output") & (asked["level2"] == "quantity")
    chosen = first | (asked["seq"] == asked["output_seq"]).fillna(False)
    outputs = asked[chosen & (asked["actual"] > 0)].rename(columns={"name_zh": "output_name", "actual": "output"})
    unit = outputs["actual_unit"].where(outputs["actual_unit"] != "", outputs["target_unit"])
    outputs = outputs.assign(output_unit=unit, output_kind=unit.map(kinds).fillna("other"))
    counted = outputs.query("output_kind not in ('money', 'rate')").sort_values("seq").drop_duplicates(KEY)
    spent = projects.query("executed_wan > 0")
    found = spent.merge(
        counted[[*KEY, "seq", "output_name", "output", "output_unit", "output_kind"]], on=KEY, validate="1:1"
    )
    return found.assign(unit_cost_yuan=found["executed_wan"] * 10_000 / found["output"])


def shares_of_money(names: pd.Series, of: Sequence[str], ends: Sequence[str]) -> pd.Series:
    """Whether each name is of a share of money spent, as 预算资金执行率: one of `of` stands in it, one of `ends` last.

    Brackets at the end of a name are passed over.
    """
    bare = names.fillna("").str.replace(r"[（(][^（()）]*[)）]$", "", regex=True).str.rstrip("（）()%％ ")
    return bare.str.contains("|".join(of)) & bare.str.endswith(tuple(ends))


def set_aside(indicators: pd.DataFrame, of: Sequence[str], ends: Sequence[str]) -> pd.Series:
    """Why an indicator cannot be an outcome of spending: `cost`, `share of money` by its name, empty where it can.

    Both put spending on both sides.
    """
    money = shares_of_money(indicators["name_zh"], of, ends)
    found = np.select([indicators["level2"] == "cost", money], ["cost", "share of money"], "")
    return pd.Series(found, index=indicators.index, dtype="str")


def hemmed(indicators: pd.DataFrame, percent: Collection[str], counts: Collection[str]) -> pd.Series:
    """Why attainment cannot lie near its target on both sides, by what was promised; empty where it can.

    `whole`: 100 % where more is better, which nobody can exceed; `nothing`: 0, which has a ratio only where nothing
    came; `few`: a whole number of at most 10, whose next neighbours are a tenth of it away or more. `percent` are the
    units of a percentage, `counts` those of what is counted in whole numbers.
    """
    unit = indicators["target_unit"].where(indicators["target_unit"] != "", indicators["actual_unit"])
    target = indicators["target"]
    whole = (target == 100) & unit.isin(percent) & (indicators["polarity"] == "higher")
    few = target.between(1, FEW) & (target % 1 == 0) & unit.isin(counts)
    found = np.select([whole, target == 0, few], ["whole", "nothing", "few"], "")
    return pd.Series(found, index=indicators.index, dtype="str")


def share_at(values: pd.Series, at: float = 1.0) -> float:
    """Share of the values present that are exactly `at`; NaN where none is present."""
    present = values.dropna()
    return float((present == at).mean()) if len(present) else float("nan")


def _positive(amounts: pd.Series) -> pd.Series:
    return amounts.where(amounts > 0)


def _undefined(rows: pd.DataFrame) -> pd.Series:
    """The first reason why a row has no attainment, empty where it has one."""
    target, actual = rows["target"], rows["actual"]
    divisor = target.where(rows["polarity"] == "higher", actual)
    reasons = {
        "no target": (rows["comparator"] == "") & target.isna(),
        "target in words": target.isna(),
        "no actual": (rows["actual_comparator"] == "") & actual.isna(),
        "actual in words": actual.isna(),
        "unlike units": ~rows["same_unit"].astype(bool),
        "below 0": (target < 0) | (actual < 0),
        DIVISION: (divisor == 0) & ~((target == 0) & (actual == 0)),
    }
    found = np.select([condition.to_numpy(bool) for condition in reasons.values()], list(reasons), "")
    return pd.Series(found, index=rows.index, dtype="str")


def _are(texts: pd.Series, *values: str) -> np.ndarray:
    """Whether each text is one of the values."""
    return texts.isin(values).to_numpy(bool)


def _bounds(actual: np.ndarray, sign: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Least and greatest value that an actual with its sign allows; counts and rates are never below 0."""
    present = ~np.isnan(actual)
    least = np.where(_are(sign, "<=", "<") & present, 0.0, actual)
    return least, np.where(_are(sign, ">=", ">") & present, np.inf, actual)


def _ratio(target: np.ndarray, actual: np.ndarray, lower: np.ndarray) -> np.ndarray:
    """actual / target, or target / actual where less is better; 1 where both are 0."""
    above, below = np.where(lower, target, actual), np.where(lower, actual, target)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = above / below
    return np.where((target == 0) & (actual == 0), 1.0, ratio)


def _met(target: np.ndarray, least: np.ndarray, most: np.ndarray, table: pd.DataFrame, lower: np.ndarray) -> pd.Series:
    """Whether the sign holds for all values between the bounds (True), for none (False), or for some (missing).

    A bound of an actual that is `>` or `<` is not a value that it can have: more than 98 is not 98.
    """
    sign, open_ = table["comparator"], _are(table["actual_comparator"], ">", "<")
    below = _are(sign, "<=", "<") | (~_are(sign, ">=", ">") & lower)
    worst, best = np.where(below, most, least), np.where(below, least, most)
    strict = _are(sign, ">", "<") & ~open_
    holds = [_holds(value, target, below, strict) for value in (worst, best)]
    lost = _are(sign, "") & ~((least == target) & (most == target))
    met = pd.Series(holds[0], index=table.index).astype("boolean")
    return met.mask(np.isnan(target) | (holds[0] != holds[1]) | lost)


def _holds(value: np.ndarray, target: np.ndarray, below: np.ndarray, strict: np.ndarray) -> np.ndarray:
    return np.where(below, value <= target, value >= target) & ~(strict & (value == target))
