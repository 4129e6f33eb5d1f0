"""What helpers.reading.formats.grid promises: a rectangle, whatever a source merges, with the place of each cell."""

import pytest

from helpers.places import place
from helpers.reading.formats.grid import (
    MARK,
    Cell,
    Grid,
    Piece,
    checked,
    compact,
    lay,
    placed,
    plain,
    spread,
    texts,
)
from helpers.reading.formats.limits import Refused


def test_a_merged_cell_stands_once_where_it_begins_and_everywhere_in_the_spread():
    grid = lay("t", [[Piece("a", rows=2), Piece("b", columns=2)], [Piece("c"), Piece("d")]])
    assert texts(placed(grid)) == [["a", "b", ""], ["", "c", "d"]]
    assert texts(spread(grid)) == [["a", "b", "b"], ["a", "c", "d"]]


def test_each_cell_knows_its_place_and_span():
    grid = lay("table 2", [[Piece("a", rows=2), Piece("b", columns=2)], [Piece("c"), Piece("d")]])
    assert grid.cells[0] == Cell("a", 0, 0, rows=2)
    assert grid.cells[1] == Cell("b", 0, 1, columns=2)
    assert [place(grid, cell) for cell in grid.cells] == [f"table 2!{at}" for at in ("R1C1", "R1C2", "R2C2", "R2C3")]


def test_a_row_that_begins_late_keeps_its_columns():
    gap = Piece("", columns=1, role="gap")
    rectangle = placed(lay("t", [[Piece("a"), Piece("b")], [gap, Piece("c")]]))
    assert texts(rectangle) == [["a", "b"], ["", "c"]]
    assert rectangle[1][0] is None


def test_a_ragged_table_becomes_a_rectangle():
    grid = lay("t", [[Piece("a")], [Piece("b"), Piece("c"), Piece("d")], []])
    assert texts(placed(grid)) == [["a", "", ""], ["b", "c", "d"]]
    assert (grid.n_rows, grid.n_columns) == (2, 3)


def test_pieces_below_carry_on_the_cell_above_them_and_only_one_of_their_width():
    below = Piece("", role="below")
    grid = lay("t", [[Piece("a"), Piece("b")], [below, Piece("c")], [below, Piece("d")]])
    assert grid.cells[0] == Cell("a", 0, 0, rows=3)
    wide = lay("t", [[Piece("a"), Piece("b")], [below._replace(columns=2)]])
    assert [cell.rows for cell in wide.cells] == [1, 1, 1]


def test_a_span_ends_at_the_last_row_at_a_taken_column_and_where_nothing_else_is():
    absurd = lay("t", [[Piece("a", rows=65534, columns=1000), Piece("b")], [Piece("c")]])
    assert (absurd.n_rows, absurd.n_columns) == (2, 2)
    taken = lay("t", [[Piece("a"), Piece("b", rows=2), Piece("c")], [Piece("d", columns=2), Piece("e")]])
    assert texts(spread(taken)) == [["a", "b", "c"], ["d", "b", "e"]]
    assert [cell.columns for cell in taken.cells] == [1] * 5


def test_columns_that_only_a_drawn_line_made_are_gone():
    grid = lay("t", [[Piece("a", columns=3), Piece("b", columns=4)], [Piece("c", columns=3), Piece("d", columns=4)]])
    assert texts(spread(grid)) == [["a", "b"], ["c", "d"]]


def test_cells_placed_in_points_become_rows_and_columns():
    grid = compact("t", [Cell("a", 100, 50, 20, 200), Cell("c", 120, 150, 20, 100), Cell("b", 120, 50, 20, 100)])
    assert grid.cells == (Cell("a", 0, 0, 1, 2), Cell("b", 1, 0), Cell("c", 1, 1))


def test_a_far_cell_leaves_the_rectangle_small_and_keeps_its_place():
    grid = Grid("S", (Cell("a", 0, 0), Cell("b", 1048575, 16383)), 1048576, 16384)
    assert texts(placed(grid)) == [["a", ""], ["", "b"]]
    assert place(grid, placed(grid)[1][1]) == "S!R1048576C16384"


def test_a_rectangle_too_large_to_make_is_refused():
    diagonal = Grid("S", tuple(Cell("x", at, at) for at in range(1500)), 1500, 1500)
    with pytest.raises(Refused, match="1500 rows x 1500 columns") as refused:
        checked(diagonal)
    assert refused.value.kind == "too_large"


def test_the_mark_of_a_grid_cannot_come_from_the_source():
    assert plain(f"a{MARK}b") == "a b"


def test_radicals_that_a_font_prints_for_characters_are_read_as_these():
    assert plain("年度⽬标：⼈均⽀出，⻓期、⻋辆、⻔诊") == "年度目标：人均支出，长期、车辆、门诊"
