"""Report figures and public facts meet: one table of projects, one of indicators, in the same columns."""

import re

import numpy as np
import pandas as pd

from helpers.coding.schema import tables, typed, validated
from helpers.reading import vocabulary

PROJECT = ["report_id", "project_id"]
STAGES = ["initial_budget", "adjusted_budget", "allocated", "executed"]
RECEIVED = r"(?:到位|下达|received) ?{}(?![\d.])|on received money"  # of an adjusted budget, in the note of a coder
OFFICIAL = r"^https?://[^/]*\.gov\.cn(?:[:/]|$)"


def all_projects(seeds: dict[str, pd.DataFrame], public: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Table all_projects: a row for each project that has money or indicators and, where a report has not just one
    project, for the whole report; seeds before public.

    Amounts of a project are as in `amounts`; rates are ratios.
    """
    return _stacked("all_projects", _seed_projects(**seeds), _public_projects(**public))


def all_indicators(seeds: dict[str, pd.DataFrame], public: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Table all_indicators: every indicator of both, words in place of a number as missing, seeds before public."""
    return _stacked("all_indicators", _seed_indicators(**seeds), _public_indicators(**public))


def amounts(funds: pd.DataFrame) -> pd.DataFrame:
    """Amounts in 万元 by report, project and stage (columns `<stage>_wan`) with the names of the lines, from totals.

    The amounts of a project are those printed for it; where none is, at whatever stage, they are the sums of its budget
    lines, which else are parts that need not be all. An amount repeated in the text counts once. Missing: an amount
    that the project or one of its lines does not state or states with different values.
    """
    totals = funds.query("source == 'total' and category == 'total'")
    whole = totals[totals["line"] == ""][PROJECT].drop_duplicates().assign(whole=True)
    totals = totals.merge(whole, how="left", on=PROJECT)
    totals = totals[(totals["line"] == "") | totals["whole"].isna()]
    lines = totals.groupby([*PROJECT, "line", "stage"])["amount_wan"].agg(_agreed).unstack("stage")
    lines = lines.reindex(columns=STAGES).astype("float64").groupby(PROJECT)[STAGES].sum(skipna=False)
    names = totals.groupby(PROJECT)["line"].agg(_enumerated)
    return lines.add_suffix("_wan").assign(project_name_zh=names).reset_index()


def same_unit(indicators: pd.DataFrame) -> list[bool]:
    """Whether target and actual of each row are in one unit; one printed without a unit is in that of the other."""
    alike = vocabulary.same_unit()
    units = zip(indicators["target_unit"], indicators["actual_unit"], strict=True)
    return [not (one and other) or alike.get(one, one) == alike.get(other, other) for one, other in units]


def _agreed(values: pd.Series) -> float:
    """The one value that all are; NaN where they differ."""
    return values.iloc[0] if values.nunique() == 1 else float("nan")


def _enumerated(names: pd.Series) -> str:
    """The names in their order, each once, without the empty one."""
    return "、".join(name for name in dict.fromkeys(names) if name)


def _seed_projects(reports: pd.DataFrame, funds: pd.DataFrame, indicators: pd.DataFrame, **_) -> pd.DataFrame:
    money = amounts(funds)
    found = _rows_of(reports, funds, indicators).merge(money, how="left", on=PROJECT, validate="1:1")
    several = found.groupby("report_id")["project_id"].transform("size") > 1
    part = several & (found["project_id"] != "")
    return found.assign(
        source="seeds",
        project_id=_numbered(found["report_id"], found["project_id"]),
        is_total=several & ~part,
        field=[vocabulary.first("agency_fields", name) for name in found["agency_zh"]],
        official_host=None,
        adjusted_is=np.where(found["adjusted_budget_wan"].notna(), "budget", ""),
        execution_rate_stated=None,
        self_score=found["self_score"].mask(part),
        self_score_max=found["self_score_max"].mask(part),
        output_seq=None,
    )


def _rows_of(reports: pd.DataFrame, *tables: pd.DataFrame) -> pd.DataFrame:
    """Reports once for each project that has a figure, and for the whole (project_id "") unless they have one only."""
    projects = pd.concat([table[PROJECT] for table in tables]).drop_duplicates()
    numbered = projects.query("project_id != ''").groupby("report_id").size()
    single = reports["report_id"].map(numbered) == 1
    wholes = reports.loc[~single, ["report_id"]].assign(project_id="")
    both = pd.concat([wholes, projects]).drop_duplicates()
    return reports.merge(both, on="report_id", validate="1:m")


def _numbered(report_id: pd.Series, project_id: pd.Series) -> pd.Series:
    """Project ids; the whole report is number 0."""
    return project_id.where(project_id != "", report_id + "-0")


def _public_projects(public_sources: pd.DataFrame, public_projects: pd.DataFrame, **_) -> pd.DataFrame:
    found = public_projects.merge(public_sources, on="source_id", validate="m:1", suffixes=("", "_of_page"))
    several = found.groupby("source_id")["project_no"].transform("size") > 1
    return found.assign(
        source="public",
        report_id=found["source_id"],
        project_id=found["source_id"] + "-" + found["project_no"],
        is_total=(found["project_no"] == "0") & several,
        field=found["function"],
        scope=found["doc_type"].map(_scope),
        official_host=_official(found["url"]),
        adjusted_is=_adjusted_is(found),
        allocated_wan=None,
        output_seq=None,
        execution_rate_stated=found["execution_rate_stated_pct"] / 100,
        self_score=found["self_score_total"],
    )


def _adjusted_is(found: pd.DataFrame) -> np.ndarray:
    """Whether the adjusted budget of public projects is a budget or money received; empty where the page may have
    either: in prose, 下达 or 到位 was coded where only that is printed."""
    amounts = found["adjusted_budget_wan"]
    notes = zip(amounts, found["note"], strict=True)
    received = [bool(re.search(RECEIVED.format(f"{amount:.10g}"), note)) for amount, note in notes]
    budget = found["initial_budget_wan"].notna() | found["doc_type"].str.endswith("_table")
    return np.select([amounts.isna(), np.array(received, bool), budget], ["", "received", "budget"], "")


def _scope(doc_type: str) -> str:
    return "department" if doc_type.startswith("department") else "project" if doc_type else ""


def _official(url: pd.Series) -> pd.Series:
    """Whether an address lies on a government's host; missing without an address."""
    return url.str.contains(OFFICIAL).astype("boolean").mask(url == "")


def _seed_indicators(indicators: pd.DataFrame, **_) -> pd.DataFrame:
    return indicators.assign(
        source="seeds",
        project_id=_numbered(indicators["report_id"], indicators["project_id"]),
        official_host=None,
        unfinished="",
        same_unit=same_unit(indicators),
        target=pd.to_numeric(indicators["target"], errors="coerce"),
        actual=pd.to_numeric(indicators["actual"], errors="coerce"),
        actual_words=indicators["actual"].where(indicators["actual_comparator"] == "qualitative", ""),
    )


def _public_indicators(public_sources: pd.DataFrame, public_indicators: pd.DataFrame, **_) -> pd.DataFrame:
    found = public_indicators.merge(public_sources[["source_id", "url"]], on="source_id", validate="m:1")
    return found.assign(
        source="public",
        report_id=found["source_id"],
        project_id=found["source_id"] + "-" + found["project_no"],
        official_host=_official(found["url"]),
        actual_comparator=_actual_sign(found),
        actual_words=found["actual_qualitative"],
        unfinished="",
        polarity=[_polarity(name, sign) for name, sign in zip(found["name_zh"], found["comparator"], strict=True)],
        same_unit=same_unit(found),
    )


def _actual_sign(found: pd.DataFrame) -> list[str]:
    """Signs of the public actuals, which are bare numbers (=) or words (qualitative); empty without either."""
    pairs = zip(found["actual"].notna(), found["actual_qualitative"] != "", strict=True)
    return ["=" if number else "qualitative" if word else "" for number, word in pairs]


def _polarity(name: str, sign: str) -> str:
    """`lower` where less is better by the sign of the target, without one by the name of the indicator."""
    if sign in ("<=", "<"):
        return "lower"
    return "lower" if sign not in (">=", ">") and vocabulary.pattern("lower_is_better").search(name) else "higher"


def _stacked(name: str, *parts: pd.DataFrame) -> pd.DataFrame:
    typed_parts = [typed(part, name) for part in parts]
    return validated(pd.concat(typed_parts, ignore_index=True)[list(tables()[name]["columns"])], name)
