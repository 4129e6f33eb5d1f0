"""Ratios with a part in common correlate though nothing else binds them (Pearson 1897; Kronmal 1993, JRSS A 156)."""

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
import pandas as pd

from helpers.analysis import design as designs
from helpers.analysis.deals import shuffled

COLUMNS = ["outcome", "term", "shared", "words"]


def shared_parts(formula: str, data: pd.DataFrame, made_of: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """What stands on both sides of the formula: outcome, term, shared parts and a warning in words; no rows for none.

    `made_of` names the parts of a made column, as in {"unit_cost": ["executed_wan", "cases"]}; others are one part.
    """
    sides = formula.split("~", 1)
    left = designs.columns(f"{sides[0]} ~ 1", data)
    right = designs.columns(f"{left[0]} ~ {sides[1]}", data)[1:]
    found = [(y, x, sorted(_parts(y, made_of) & _parts(x, made_of))) for y in left for x in right]
    rows = [(y, x, ", ".join(parts), _warning(y, x, parts)) for y, x, parts in found if parts]
    return pd.DataFrame(rows, columns=COLUMNS)


def chance_correlation(
    data: pd.DataFrame,
    *,
    numerator: str,
    shared: str,
    other: str | None = None,
    units: str | None = None,
    draws: int = 999,
    seed: int,
) -> tuple[float, float, float]:
    """Correlation of log(numerator / shared) with log(shared), or log(other / shared), and 95% of what chance gives.

    Chance shuffles numerator and other against shared, so that nothing but the shared part binds the two sides: the
    null to test against is not 0. A numerator that whole `units` have in common, as the money of a project, is dealt to
    these and not to rows. Raises ValueError for values that are missing or not above 0, and for a numerator that varies
    within `units`.
    """
    names = [name for name in (numerator, shared, other) if name is not None]
    wrong = int((~(data[names] > 0).all(axis=1)).sum())
    if wrong or len(data) < 3:
        raise ValueError(
            f"{wrong} of {len(data)} rows are missing or not above 0 in {', '.join(names)}: take 3 or more"
        )
    y, s = np.log(data[numerator].to_numpy(float)), np.log(data[shared].to_numpy(float))
    o = None if other is None else np.log(data[other].to_numpy(float))
    groups = np.arange(len(data)) if units is None else designs.groups(data[units])
    draw = np.random.default_rng([seed, 1])  # apart from how the numerator is dealt
    dealt = chain.from_iterable(shuffled(y, groups, "between", draws, seed)[0])
    chance = [_correlation(each, s, None if o is None else draw.permutation(o)) for each in dealt]
    low, high = np.quantile(chance, [0.025, 0.975])
    return _correlation(y, s, o), float(low), float(high)


def _correlation(y: np.ndarray, s: np.ndarray, o: np.ndarray | None) -> float:
    """Correlation of y - s with s, or with o - s."""
    return float(np.corrcoef(y - s, s if o is None else o - s)[0, 1])


def _parts(name: str, made_of: Mapping[str, Sequence[str]]) -> set[str]:
    """What a column is made of in the end."""
    parts = [part for part in made_of.get(name, []) if part != name]
    return {name}.union(*(_parts(part, made_of) for part in parts))


def _warning(outcome: str, term: str, parts: list[str]) -> str:
    """Why the estimate is not to be read as it stands."""
    return (
        f"{' and '.join(parts)} is on both sides, in {outcome} and in {term}: they correlate though nothing else binds "
        "them; leave one side out, or hold the estimate against chance_correlation"
    )
