"""Amounts that two reports of a unit and year both print: each may have its own scope, so a difference is scope."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

import pandas as pd

from helpers.coding.checks.findings import Finding, unless_proven
from helpers.coding.checks.tables.account_rows import Row, against, distinct, grouped
from helpers.coding.checks.tables.account_rows import amounts as rows_of
from helpers.coding.checks.tables.accounts import NEAR, OPEN_CATEGORIES

SHORT = 4  # characters of a unit without its place: 县水利局
ROLE = ("line", "stage", "source", "category")


def amounts(read: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Amounts of the whole unit, or of a line of one name, in one role, where each report has one; far ones are two
    things."""
    of_report = {rows[0].report_id: rows for rows in grouped(rows_of(read), "report_id")}
    for reports in of_one_unit(read["reports"]):
        of = {report: _single(of_report.get(report, [])) for report in reports}
        for one, other in combinations(of, 2):
            yield from (_both(of[one][role], of[other][role]) for role in of[one] if _near(of, one, other, role))


def of_one_unit(reports: pd.DataFrame) -> Iterator[list[str]]:
    """The reports of each unit and year that has several, by `units` or a column of that name."""
    told = reports["unit"] if "unit" in reports else units(reports)
    together: dict[str, list[str]] = defaultdict(list)
    for unit, name in zip(told, reports["report_id"], strict=True):
        together[unit].append(name)
    yield from (names for unit, names in together.items() if unit and len(names) > 1)


def units(reports: pd.DataFrame) -> list[str]:
    """The year and unit of each report, empty where it does not say both. A unit told without its place is the one of
    that year whose name ends so."""
    told = [*zip(reports["fiscal_year"], reports["agency_zh"], strict=True)]
    of_year: dict[int, set[str]] = defaultdict(set)
    for year, agency in told:
        if agency and not pd.isna(year):
            of_year[year].add(agency)
    whole = {year: _whole(agencies) for year, agencies in of_year.items()}
    return [f"{year} {whole[year][agency]}" if agency and year in whole else "" for year, agency in told]


def _whole(names: Iterable[str]) -> dict[str, str]:
    """Each name, or the one longer name that ends with it where there is just one."""
    longer: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for start in range(1, len(name) - SHORT + 1):
            longer[name[start:]].add(name)
    return {name: min(longer[name]) if len(longer[name]) == 1 else name for name in names}


def _single(rows: list[Row]) -> dict[tuple, Row]:
    """The amounts of a report by role, of roles with one amount that say whose it is."""
    told = [row for row in rows if row.category not in OPEN_CATEGORIES]
    own = [row for row in told if row.line or row.project_id == ""]
    roles = {tuple(getattr(group[0], name) for name in ROLE): distinct(group) for group in grouped(own, *ROLE)}
    return {role: found[0] for role, found in roles.items() if len(found) == 1}


def _near(of: dict[str, dict[tuple, Row]], one: str, other: str, role: tuple) -> bool:
    if role not in of[other]:
        return False
    two = of[one][role].amount_wan, of[other][role].amount_wan
    return min(two) >= NEAR * max(two) > 0


def _both(one: Row, other: Row) -> Finding:
    what = f"{one.line or one.category} ({one.stage}, {one.source}) in two reports, 万元"
    found = unless_proven(against("cross_report", what, [one, other]))
    return found._replace(report_id=f"{one.report_id}+{other.report_id}")
