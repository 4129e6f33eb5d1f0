"""What helpers.batch.grid promises: what is counted is what is built, and include and exclude do what they say."""

import re
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.batch.grid import Grid, name, points, size

NAMES = "abcd"
VALUES = st.integers(0, 3)
some = st.lists(VALUES, min_size=1, max_size=4, unique=True).map(tuple)
lists = st.dictionaries(st.sampled_from(NAMES), some, min_size=1)


@st.composite
def grids(draw) -> Grid:
    values = draw(lists)
    of_each = {key: st.lists(st.sampled_from(those), min_size=1).map(tuple) for key, those in values.items()}
    boxes = st.fixed_dictionaries({}, optional=of_each)
    exclude = draw(st.lists(boxes.filter(bool), max_size=4))
    return Grid(values, tuple(exclude), tuple(draw(st.lists(lists, max_size=2))))


def flat(found) -> list[tuple]:
    return [tuple(point.items()) for point in found]


def covered(point: dict, box: dict) -> bool:
    return all(point[name] in values for name, values in box.items())


@given(grids())
def test_the_number_counted_is_the_number_built(grid):
    assert size(grid) == len(list(points(grid)))


@given(grids())
def test_what_exclude_covers_is_left_out_and_nothing_else(grid):
    own = Grid(grid.values)
    kept = flat(points(grid._replace(include=())))
    assert kept == [tuple(p.items()) for p in points(own) if not any(covered(p, box) for box in grid.exclude)]


@given(grids())
def test_include_adds_its_combinations_at_the_end_whatever_is_excluded(grid):
    added = [point for box in grid.include for point in flat(points(Grid(box)))]
    assert flat(points(grid)) == flat(points(grid._replace(include=()))) + added


@given(grids(), st.randoms())
def test_the_order_of_exclude_and_saying_one_twice_change_nothing(grid, random):
    again = [*grid.exclude, *grid.exclude]
    random.shuffle(again)
    assert flat(points(grid._replace(exclude=tuple(again)))) == flat(points(grid))
    assert size(grid._replace(exclude=tuple(again))) == size(grid)


@given(grids())
def test_excluding_more_never_leaves_more(grid):
    for number in range(len(grid.exclude)):
        assert size(grid._replace(exclude=grid.exclude[:number])) >= size(grid)


@given(lists)
def test_a_full_grid_has_every_combination_once(values):
    found = flat(points(Grid(values)))
    assert len(set(found)) == len(found) == size(Grid(values))
    for key, those in values.items():
        assert {dict(point)[key] for point in found} == set(those)


def test_a_grid_beyond_all_memory_is_counted_and_begun():
    ten = {f"n{place}": tuple(range(10)) for place in range(30)}
    grid = Grid(ten, ({"n0": (0,), "n29": (1, 2)}, {"n1": (5,)}))
    # by hand: of 10**30 those with n1 = 5, and of the rest those with n0 = 0 and n29 in 2 of 10
    assert size(grid) == 10**30 * 9 // 10 - 10**30 * 9 // 10 // 10 * 2 // 10
    assert [point["n29"] for point in islice(points(grid), 3)] == [0, 3, 4]


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ({"a": "all", "b": 2021, "c": 0.05, "d": True}, r"each-all-2021-0\.05-true"),
        ({"a": "a-b"}, r"each-a_b_\w{12}"),
        ({"a": "../x y"}, r"each-.*_\w{12}"),
        ({"a": "年" * 100}, r"each-\w{12}"),
    ],
)
def test_a_run_is_named_after_its_values_and_by_a_hash_where_they_are_no_names(point, expected):
    assert re.fullmatch(expected, name("each", point, 200))


@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), unique=True, max_size=20))
def test_two_combinations_have_two_names_of_files(pairs):
    names = [name("each", dict(zip("ab", pair, strict=True)), 200) for pair in pairs]
    assert len(set(names)) == len(pairs)
    assert not any("/" in each or each.startswith(".") for each in names)
