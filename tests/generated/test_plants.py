"""What helpers.coding.audit promises on the truth of generated reports: what is planted is found, and nothing else."""

from collections.abc import Iterable
from functools import cache

import pandas as pd
import pytest

from helpers.coding import frames
from helpers.coding.audit import audit
from helpers.reading.records import Tables

from .composing import LAYOUTS, Made
from .plants import KINDS, Planted, plant
from .score import many

A_KIND = 20
A_LAYOUT = 20
WANTED = 0.9
CONTRADICT = ["contradiction", "exceeds", "not_comparable", "not_reported"]


@cache
def planted(kind: str) -> list[Planted]:
    return [plant(kind, seed) for seed in range(A_KIND)]


def audited(reports: Iterable[Made]) -> pd.DataFrame:
    """What the audit contradicts in the truth of these reports; two reports that differ may each have their scope."""
    reports = list(reports)
    rows = zip(*(made.tables for made in reports), strict=True)
    texts = {made.tables.reports[0].report_id: made.text for made in reports}
    found = audit(frames.from_records(Tables(*(sum(each, []) for each in rows))), texts)
    return found[found["verdict"].isin(CONTRADICT) | (found["kind"].eq("cross_report") & found["verdict"].eq("scope"))]


@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_figure_stands_in_the_text_and_in_the_truth(kind):
    for each in planted(kind):
        tables = {made.tables.reports[0].report_id: made.tables for made in each.reports}
        for report_id, start, end in each.figures:
            assert [row for rows in tables[report_id][1:] for row in rows if (row.start, row.end) == (start, end)]
        for made in each.reports:
            assert all(made.text[row.start : row.end] == row.token for rows in made.tables[1:] for row in rows)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_unplanted_report_is_clean(layout):
    assert audited(many(A_LAYOUT, [layout])).to_dict("records") == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_planted_is_found_where_it_stands(kind):
    found = audited(made for each in planted(kind) for made in each.reports)
    assert sum(is_found(each, found) for each in planted(kind)) >= WANTED * A_KIND


def is_found(each: Planted, found: pd.DataFrame) -> bool:
    """Whether the false figure is contradicted, by a finding of the kind that was planted."""
    report_id, start, _ = each.figures[0]
    of_report = found["report_id"].map(lambda ids: report_id in ids.split("+"))
    own = found[found["kind"].eq(each.kind) & of_report.astype(bool)]
    return bool((own["start"].le(start) & own["end"].gt(start)).any())
