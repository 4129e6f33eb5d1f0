"""What helpers.reading.indicators.answered promises: targets of a table meet the figures that prose tells behind it."""

from decimal import Decimal

import pytest

from helpers.reading.indicators.answered import answered
from helpers.reading.records import Indicator, Outcome

TARGET = Indicator(
    "r",
    "r-1",
    1,
    "output",
    "quality",
    "苗木成活率",
    ">=",
    Decimal(90),
    "%",
    "",
    "",
    "",
    "higher",
    None,
    None,
    40,
    42,
    "90",
)
FIGURE = Outcome("r", "r-1", 1, "other", "苗木成活率", Decimal("92.5"), "%", "=", "rate", 90, 94, "92.5")


def test_a_target_takes_the_figure_of_its_name_and_the_place_of_it():
    again = FIGURE._replace(start=120, end=124)
    [row], left = answered([TARGET], [FIGURE._replace(name_zh="苗木成活率年底"), again])
    assert (row.target, row.actual_comparator, row.actual, row.actual_unit) == (90, "=", Decimal("92.5"), "%")
    assert (row.start, row.end, row.token) == (90, 94, "92.5")
    assert left == [again], "the first figure is taken, the next one stays"


@pytest.mark.parametrize(
    "told",
    [
        FIGURE._replace(unit="株"),
        FIGURE._replace(start=10, end=14),
        FIGURE._replace(name_zh="新栽苗木成活率"),
        FIGURE._replace(name_zh="苗木成活率与三年前相比较的增幅"),
    ],
    ids=["another unit", "before the target", "another name", "much more than the name"],
)
def test_another_figure_answers_no_target(told):
    assert answered([TARGET], [told]) == ([TARGET], [told])


def test_a_target_that_has_an_actual_takes_no_other():
    known = TARGET._replace(actual_comparator="=", actual=Decimal(88), actual_unit="%")
    assert answered([known], [FIGURE]) == ([known], [FIGURE])
