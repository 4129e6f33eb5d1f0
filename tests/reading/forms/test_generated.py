"""What helpers.reading.forms promises on forms whose truth is known: nearly every row is found, hardly one made up."""

from collections import Counter
from functools import cache

import pytest

from helpers.reading.forms import rows as forms
from helpers.reading.forms.stacked import stacked_grids
from helpers.reading.records import Tables

from .drawn import grid_of
from .generator import LAYOUTS, Made, as_pipes, form

A_LAYOUT = 25
WANTED = 0.99
WANTED_STACKED = 0.9


@cache
def made(layout: str) -> list[Made]:
    return [form(layout, seed) for seed in range(A_LAYOUT)]


def stated(tables: Tables) -> Counter:
    """The rows of a form as the generator's truth has them."""
    funds = [(row.stage, row.source, row.amount_wan) for row in tables.funds]
    columns = ("comparator", "target", "target_unit", "actual_comparator", "actual", "actual_unit", "weight", "score")
    return Counter([*funds, *(tuple(getattr(row, name) for name in columns) for row in tables.indicators)])


def f1(found: list[Counter], truth: list[Counter]) -> float:
    """Twice the rows that agree over all rows of both, form by form."""
    agreed = sum(sum((one & other).values()) for one, other in zip(found, truth, strict=True))
    return 2 * agreed / sum(each.total() for each in (*found, *truth))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_grids_of_a_layout_are_read(layout):
    found = [stated(forms.read(grid_of(each.rows), "r")) for each in made(layout)]
    assert f1(found, [Counter([*each.funds, *each.indicators]) for each in made(layout)]) >= WANTED


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_forms_as_lines_with_pipes_are_read_and_each_figure_stands_where_it_is_said_to(layout):
    found = []
    for each in made(layout):
        text = as_pipes(each)
        (table,) = forms.pipe_grids(text)
        tables = forms.read(table.grid, "r", offsets=table.offsets)
        found.append(stated(tables))
        for row in (*tables.funds, *tables.indicators, *tables.scorecard):
            assert text[row.start : row.end] == row.token
    assert f1(found, [Counter([*each.funds, *each.indicators]) for each in made(layout)]) >= WANTED


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_forms_with_a_line_for_each_cell_are_mostly_read_though_their_blank_cells_left_no_line(layout):
    found = []
    for each in made(layout):
        text = "\n".join(c.replace("/n", "") for row in each.rows for c in row if c not in ("<<", "^", ""))
        tables = [forms.read(table.grid, "r", offsets=table.offsets) for table in stacked_grids(text)]
        found.append(sum(map(stated, tables), Counter()))
    assert f1(found, [Counter([*each.funds, *each.indicators]) for each in made(layout)]) >= WANTED_STACKED


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_points_for_the_money_are_those_beside_its_total(layout):
    found = []
    for each in made(layout):
        (table,) = forms.pipe_grids(as_pipes(each))
        for grid in (grid_of(each.rows), table.grid):
            own = [row.points for row in forms.read(grid, "r").scorecard if row.name_zh != "自评总分"]
            found.append(own == each.points)
    assert sum(found) >= WANTED * len(found)


def test_no_form_is_read_with_a_problem():
    problems = [
        row for layout in LAYOUTS for each in made(layout) for row in forms.read(grid_of(each.rows), "r").problems
    ]
    assert problems == []
