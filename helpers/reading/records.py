"""The rows that reading yields, with the columns of the tables they become. Empty text means not stated."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


@dataclass(slots=True)
class Quantity:
    """A number found in a text: `text[start:end] == token`; `begin` and `stop` include its sign, unit and qualifier."""

    begin: int
    start: int
    end: int
    stop: int
    token: str
    value: Decimal
    comparator: str
    unit: str
    explicit: bool  # a sign or a limit stands before it, as before a target


class Report(NamedTuple):
    """Who reports on which year, and the score the unit gave itself."""

    report_id: str
    source_file: str
    sha256: str
    agency_zh: str = ""
    agency_en: str = ""
    province_zh: str = ""
    city_zh: str = ""
    admin_level: str = ""
    fiscal_year: str = ""
    scope: str = ""
    filed_on: str = ""
    self_score: Decimal | None = None
    self_score_max: Decimal | None = None
    annex_missing: bool = False


class Fund(NamedTuple):
    """An amount of money of the unit, in 万元, with its stage, source and category, the rate printed beside it, and how
    likely the three are right by its words."""

    report_id: str
    project_id: str
    line: str
    stage: str
    source: str
    category: str
    amount_wan: Decimal
    start: int | None
    end: int | None
    token: str
    cell: str = ""
    rate: Decimal | None = None
    chance: Decimal | None = None


class Indicator(NamedTuple):
    """One measured thing with what was promised and what was attained; words stand where no number does."""

    report_id: str
    project_id: str
    seq: int
    level1: str
    level2: str
    name_zh: str
    comparator: str
    target: Decimal | str
    target_unit: str
    actual_comparator: str
    actual: Decimal | str
    actual_unit: str
    polarity: str
    weight: Decimal | None
    score: Decimal | None
    start: int | None
    end: int | None
    token: str
    cell: str = ""
    note: str = ""


class Outcome(NamedTuple):
    """A reported figure without a target (table outcomes), or a figure of staff and assets (table resources)."""

    report_id: str
    project_id: str
    seq: int
    function: str
    name_zh: str
    value: Decimal
    unit: str
    value_comparator: str
    kind: str
    start: int
    end: int
    token: str
    cell: str = ""


class Score(NamedTuple):
    """Points the unit gave itself for one criterion, or in total."""

    report_id: str
    seq: int
    level1_zh: str
    name_zh: str
    points: Decimal
    max_points: Decimal | None
    start: int | None
    end: int | None
    token: str
    cell: str = ""


class Problem(NamedTuple):
    """A document that could not be read, or what of it is left out or not as it seems, and why."""

    source_file: str
    sha256: str
    kind: str
    reason: str


class Tables(NamedTuple):
    """All rows read from one or more documents."""

    reports: list[Report]
    funds: list[Fund]
    indicators: list[Indicator]
    outcomes: list[Outcome]
    resources: list[Outcome]
    scorecard: list[Score]
    problems: list[Problem]


TABLES = {
    "reports": Report,
    "funds": Fund,
    "indicators": Indicator,
    "outcomes": Outcome,
    "resources": Outcome,
    "scorecard": Score,
    "problems": Problem,
}
