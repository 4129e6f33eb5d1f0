"""Report figures and public facts meet: one table of projects, one of indicators, in the same columns."""

import pandas as pd

from helpers.coding.schema import tables, typed, validated
from helpers.reading.indicators import comparable, polarity
from helpers.reading.vocabulary import first

STAGES = ["initial_budget", "adjusted_budget", "allocated", "executed"]
OFFICIAL = r"^https?://[^/]*\.gov\.cn(?:[:/]|$)"


def all_projects(seeds: dict[str, pd.DataFrame], public: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Table all_projects: a row for each whole report and each of its projects that has money, seeds before public.

    Amounts of a project are the sums of its budget lines over all sources; an amount that a report states with
    different values is missing. Rates are ratios.
    """
    return _stacked("all_projects", _seed_projects(**seeds), _public_projects(**public))


def all_indicators(seeds: dict[str, pd.DataFrame], public: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Table all_indicators: every indicator of both, words in place of a number as missing, seeds before public."""
    return _stacked("all_indicators", _seed_indicators(**seeds), _public_indicators(**public))


def amounts(funds: pd.DataFrame) -> pd.DataFrame:
    """Amounts in 万元 by report, project and stage (columns `<stage>_wan`) with the names of the lines, from totals.

    Lines of a project add up; an amount repeated in the text counts once; one stated with different values is missing.
    """
    totals = funds.query("source == 'total' and category == 'total'")
    lines = totals.groupby(["report_id", "project_id", "line", "stage"])["amount_wan"].agg(_agreed)
    wide = lines.unstack("stage").reindex(columns=STAGES)
    by_project = wide.groupby(["report_id", "project_id"])
    summed = by_project.sum(min_count=1).where(by_project.count() == by_project.size().to_numpy()[:, None])
    names = by_project.apply(lambda each: "、".join(name for name in each.index.get_level_values("line") if name))
    return summed.add_suffix("_wan").assign(project_name_zh=names).reset_index()


def same_unit(indicators: pd.DataFrame) -> list[bool]:
    """Whether target and actual of each row are in one unit; an actual printed without a unit is in its target's."""
    units = zip(indicators["target_unit"], indicators["actual_unit"], strict=True)
    return [not actual or comparable(target, actual) for target, actual in units]


def _agreed(values: pd.Series) -> float:
    """The one value that all are; NaN where they differ."""
    return values.iloc[0] if values.nunique() == 1 else float("nan")


def _seed_projects(reports: pd.DataFrame, funds: pd.DataFrame, **_) -> pd.DataFrame:
    found = reports.merge(amounts(funds), how="left", on="report_id").fillna({"project_id": "", "project_name_zh": ""})
    several = found.groupby("report_id")["project_id"].transform("size") > 1
    part = several & (found["project_id"] != "")
    return found.assign(
        source="seeds",
        project_id=_numbered(found["report_id"], found["project_id"]),
        is_total=several & ~part,
        field=[first("agency_fields", name) for name in found["agency_zh"]],
        official_host=None,
        execution_rate_stated=None,
        self_score=found["self_score"].mask(part),
        self_score_max=found["self_score_max"].mask(part),
    )


def _numbered(report_id: pd.Series, project_id: pd.Series) -> pd.Series:
    """Project ids; the whole report is number 0."""
    return project_id.where(project_id != "", report_id + "-0")


def _public_projects(public_sources: pd.DataFrame, public_projects: pd.DataFrame, **_) -> pd.DataFrame:
    found = public_projects.merge(public_sources, on="source_id", validate="m:1")
    several = found.groupby("source_id")["project_no"].transform("size") > 1
    return found.assign(
        source="public",
        report_id=found["source_id"],
        project_id=found["source_id"] + "-" + found["project_no"],
        is_total=(found["project_no"] == "0") & several,
        field=found["function"],
        scope=found["doc_type"].map(lambda kind: "department" if kind.startswith("department") else "project"),
        official_host=_official(found["url"]),
        allocated_wan=None,
        execution_rate_stated=found["execution_rate_stated_pct"] / 100,
        self_score=found["self_score_total"],
    )


def _official(url: pd.Series) -> pd.Series:
    """Whether an address lies on a government's host; missing without an address."""
    return url.str.contains(OFFICIAL).astype("boolean").mask(url == "")


def _seed_indicators(indicators: pd.DataFrame, **_) -> pd.DataFrame:
    return indicators.assign(
        source="seeds",
        project_id=_numbered(indicators["report_id"], indicators["project_id"]),
        official_host=None,
        same_unit=same_unit(indicators),
        target=pd.to_numeric(indicators["target"], errors="coerce"),
        actual=pd.to_numeric(indicators["actual"], errors="coerce"),
    )


def _public_indicators(public_sources: pd.DataFrame, public_indicators: pd.DataFrame, **_) -> pd.DataFrame:
    found = public_indicators.merge(public_sources[["source_id", "url"]], on="source_id", validate="m:1")
    return found.assign(
        source="public",
        report_id=found["source_id"],
        project_id=found["source_id"] + "-" + found["project_no"],
        official_host=_official(found["url"]),
        actual_comparator=_actual_sign(found),
        polarity=[polarity(name, sign) for name, sign in zip(found["name_zh"], found["comparator"], strict=True)],
        same_unit=same_unit(found),
    )


def _actual_sign(found: pd.DataFrame) -> list[str]:
    """Signs of the public actuals, which are bare numbers (=) or words (qualitative); empty without either."""
    pairs = zip(found["actual"].notna(), found["actual_qualitative"] != "", strict=True)
    return ["=" if number else "qualitative" if word else "" for number, word in pairs]


def _stacked(name: str, *parts: pd.DataFrame) -> pd.DataFrame:
    typed_parts = [typed(part, name) for part in parts]
    return validated(pd.concat(typed_parts, ignore_index=True)[list(tables()[name]["columns"])], name)
