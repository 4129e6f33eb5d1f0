"""What the grammar of a clause tells of its numbers, in fields that no set has, as clauses_told.yml has them."""

from collections import Counter
from pathlib import Path

import pytest

from helpers import yml
from tests.reading.funds.test_funds_told import money
from tests.reading.indicators.test_goals_told import read

TOLD = yml.read(Path(__file__).with_name("clauses_told.yml"))
TABLES = ("indicators", "outcomes", "scorecard")


def rows(text: str) -> dict[str, Counter]:
    """The rows of a text as the truth prints them."""
    paid = Counter({row.partition(" ")[2] for row in money(text)})
    return {"money": paid, **{table: read(text)[table] for table in TABLES}}


def coded(each: dict) -> dict[str, Counter]:
    """The rows that a passage was coded to have."""
    paid = Counter(filter(None, each.get("money", "").split("; ")))
    return {"money": paid, **{table: Counter(map(str, each.get(table, []))) for table in TABLES}}


@pytest.mark.parametrize("each", TOLD, ids=[each["told"] for each in TOLD])
def test_a_clause_tells_these_rows_and_no_others(each):
    found, neutral = rows(each["text"]), set(each.get("neutral", []))
    outcomes = {row: n for row, n in found["outcomes"].items() if row.lstrip("<>=~") not in neutral}
    assert {**found, "outcomes": Counter(outcomes)} == coded(each)
