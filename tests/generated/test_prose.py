"""What the reader promises on prose whose truth is known: nearly every row is found, hardly one made up.

2,000 reports are held against it by `python -m tests.generated.score 2000`.
"""

from functools import cache

import pytest

from .composing import LAYOUTS, Made
from .score import KEYS, compared, f1, many

REPORTS = 130
WANTED = 0.99


@cache
def reports() -> list[Made]:
    return list(many(REPORTS))


@cache
def read() -> list[dict]:
    return [compared(each) for each in reports()]


def test_the_same_seed_makes_the_same_report():
    assert [each.text for each in many(3)] == [each.text for each in many(3)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_figure_of_the_truth_stands_where_it_is_said_to_stand(layout):
    for made in many(20, [layout]):
        for row in [row for rows in made.tables[1:] for row in rows]:
            assert made.text[row.start : row.end] == row.token


def test_a_reader_that_finds_the_truth_has_f1_of_one_and_loses_by_a_row_it_misses_or_makes_up():
    (made,) = many(1, ["N1"])
    assert {f1([each]) for each in compared(made, made.tables).values()} == {1.0}
    first = made.tables.funds[0]
    more = [*made.tables.funds, first, first._replace(amount_wan=first.amount_wan + 1)]
    found = compared(made, made.tables._replace(indicators=made.tables.indicators[1:], funds=more))
    assert found["indicators"][1:] == (made.tables.indicators[:1], [])
    assert found["funds"][1:] == ([], more[-1:])


@pytest.mark.parametrize("table", KEYS)
def test_reports_are_read(table):
    assert f1(each[table] for each in read()) >= WANTED
