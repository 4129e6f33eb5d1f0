"""Samples and what describes them: numbers of a table, shares of a group."""

from collections.abc import Mapping
from typing import Literal, get_args

import pandas as pd

Sample = Literal["seeds", "public", "official_hosts", "all"]
FEWEST = 5


def chosen(frame: pd.DataFrame, sample: Sample) -> pd.DataFrame:
    """The rows of a sample: the seed reports, the public pages, those pages on hosts of the government, or all."""
    if sample not in get_args(Sample):
        raise ValueError(f"sample is one of {', '.join(get_args(Sample))}, found {sample!r}")
    if sample == "official_hosts":
        rows = frame["official_host"].fillna(False).astype(bool)
    else:
        rows = frame["source"] != "" if sample == "all" else frame["source"] == sample
    return frame[rows].reset_index(drop=True)


def descriptives(columns: dict[str, pd.Series], at: dict[str, float]) -> pd.DataFrame:
    """A row a variable: n, mean, sd, min, p25, median, p75, max of its values present, and share_at, the share exactly
    at the value that `at` names for it (NaN without one)."""
    rows = {name: _description(values.dropna(), at.get(name)) for name, values in columns.items()}
    return pd.DataFrame.from_dict(rows, orient="index").astype({"n": int}).rename_axis("variable")


def exactly(values: pd.Series, groups: Mapping[str, pd.Series], at: float = 1.0) -> pd.DataFrame:
    """A row a group, each a mask of the rows: n, how many of its values are exactly `at` (exact), their share of the
    group (share_exact) and of all values exactly `at` (of_exact); NaN of none."""
    exact = values == at
    rows = {name: {"n": int(own.sum()), "exact": int((exact & own).sum())} for name, own in groups.items()}
    found = pd.DataFrame.from_dict(rows, orient="index").rename_axis("group")
    return found.assign(
        share_exact=found["exact"] / found["n"].where(found["n"] > 0), of_exact=found["exact"] / exact.sum()
    )


def ratios(parts: Mapping[str, tuple[pd.Series, pd.Series]], at: float = 1.0) -> pd.DataFrame:
    """A row a pair of money spent and its base: n that have both and a base above 0, the mean of their ratios, the
    ratio of their sums, which weighs each by its base, and the share of ratios exactly `at`."""
    rows = {}
    for name, (spent, base) in parts.items():
        known = spent.notna() & (base > 0)
        ratio = spent[known] / base[known]
        weighted = spent[known].sum() / base[known].sum()
        rows[name] = {"n": len(ratio), "mean": ratio.mean(), "weighted": weighted, "share_at": (ratio == at).mean()}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("rate")


def balance(rows: pd.DataFrame, by: str, first: str, second: str, clusters: str = "report_id") -> pd.DataFrame:
    """A row for each column of numbers: of both groups n, reports (clusters), mean and sd of its values present, named
    `n_<group>` and so on, and difference, (mean of the second - mean of the first) / root of the mean of both
    variances; NaN where either has no variance, or fewer than 2 values.

    Imbens, Rubin (2015), Causal Inference, equation 14.1.
    """
    groups = {group: rows[rows[by] == group] for group in (first, second)}
    names = [name for name in rows if name not in (by, clusters)]
    sides = [_side(group, own, names, clusters) for group, own in groups.items()]
    table = pd.concat(sides, axis=1).rename_axis("variable")
    spread = ((table[f"sd_{first}"] ** 2 + table[f"sd_{second}"] ** 2) / 2) ** 0.5
    return table.assign(difference=(table[f"mean_{second}"] - table[f"mean_{first}"]) / spread.where(spread > 0))


def around(frame: pd.DataFrame, by: str, column: str, at: float = 1.0, fewest: int = FEWEST) -> pd.DataFrame:
    """A row a group of at least `fewest` values: group, n, and the shares below, exactly and above `at`.

    Groups that are numbers stand in their order, names with the largest group first. Rows without a group or a value
    are left out.
    """
    present = frame[frame[column].notna() & frame[by].notna() & (frame[by].astype(str) != "")]
    sides = {"below": present[column] < at, "exactly": present[column] == at, "above": present[column] > at}
    groups = pd.DataFrame(sides).groupby(present[by])
    found = groups.mean().assign(n=groups.size()).query("n >= @fewest").rename_axis("group").reset_index()
    found = found[["group", "n", *sides]]
    if pd.api.types.is_numeric_dtype(present[by]):
        return found
    return found.sort_values("n", ascending=False, kind="stable", ignore_index=True)


def _description(values: pd.Series, at: float | None) -> dict[str, float]:
    quartiles = values.quantile([0, 0.25, 0.5, 0.75, 1])
    share = float("nan") if at is None or values.empty else (values == at).mean()
    names = ["min", "p25", "median", "p75", "max"]
    middle = {"n": len(values), "mean": values.mean(), "sd": values.std()}
    return middle | dict(zip(names, quartiles, strict=True)) | {"share_at": share}


def _side(group: str, rows: pd.DataFrame, names: list[str], clusters: str) -> pd.DataFrame:
    """n, reports, mean and sd of each column in one group."""
    values = rows[names].astype(float)
    reports = [rows.loc[values[name].notna(), clusters].nunique() for name in names]
    columns = {"n": values.count(), "reports": pd.Series(reports, names), "mean": values.mean(), "sd": values.std()}
    return pd.DataFrame(columns).add_suffix(f"_{group}")
