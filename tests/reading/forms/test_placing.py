"""What helpers.reading.forms.placing promises: figures of a row with blanks stand where one way alone is told."""

import pytest

from helpers.reading.forms.filling import Part
from helpers.reading.forms.placing import under

MONEY = ("initial_budget", "adjusted_budget", "executed", "rate")
RATE_FIRST = ("adjusted_budget", "rate", "executed", "points_max", "points")


def columns(roles: tuple[str, ...], *figures: str) -> list[str]:
    return [roles[column] for column, _ in under(roles, [Part(text, at) for at, text in enumerate(figures)])]


@pytest.mark.parametrize("rate", ["40%", "0.4"])
def test_the_rate_tells_which_budget_is_blank(rate):
    assert columns(MONEY, "50", "20", rate) == ["adjusted_budget", "executed", "rate"]


def test_amounts_whose_rate_does_not_hold_are_placed_nowhere():
    assert columns(MONEY, "50", "20", "70%") == []


def test_figures_that_may_stand_in_two_ways_are_placed_nowhere():
    assert columns(RATE_FIRST, "100", "50", "10", "5") == []
