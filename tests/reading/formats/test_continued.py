"""What helpers.reading.formats.continued promises: over page ends a table is one grid, its rows and cells whole."""

from helpers.reading.formats import continued
from helpers.reading.formats.continued import Ruled
from helpers.reading.formats.grid import Cell, Grid, spread, texts
from helpers.reading.formats.lines import Line

HEADING = [Cell("一级", 0, 0), Cell("指标", 0, 1), Cell("值", 0, 2)]
LEFTS, WIDTH = (50, 150, 250), 100


def ruled(*cells: Cell, lefts: tuple[int, ...] = LEFTS, short: tuple[str, ...] = ()) -> Ruled:
    """A table of cells each of whose lines fill it, except those named."""
    ends = {
        (cell.row, cell.column): (Line(cell.text[-8:], 0, 20 if cell.text in short else 96, 0, 10, 10), WIDTH)
        for cell in cells
        if cell.text
    }
    rows = max(cell.row + cell.rows for cell in cells)
    return Ruled(Grid("table", cells, rows, len(lefts)), lefts, ends, 80)


def rows(first: Ruled, *more: Ruled) -> list[list[str]]:
    for each in more:
        first, _ = continued.joined(first, each)
    assert first.grid.n_rows == max(cell.row + cell.rows for cell in first.grid.cells)
    return texts(spread(first.grid))


def test_rows_follow_each_other_and_a_repeated_heading_is_counted():
    page = ruled(*HEADING, Cell("产出", 1, 0), Cell("案件", 1, 1), Cell("9", 1, 2))
    more = ruled(*HEADING, Cell("效益", 1, 0), Cell("信访", 1, 1), Cell("8", 1, 2))
    table, repeated = continued.joined(page, more)
    assert repeated == 1
    assert texts(spread(table.grid)) == [["一级", "指标", "值"], ["产出", "案件", "9"], ["效益", "信访", "8"]]


def test_a_row_that_the_page_end_cut_in_two_is_one_again():
    page = ruled(*HEADING, Cell("产出", 1, 0), Cell("完成法律援助案", 1, 1), Cell("9", 1, 2))
    cut = ruled(*HEADING, Cell("", 1, 0), Cell("件数量及调解", 1, 1), Cell("", 1, 2))
    cut_again = ruled(*HEADING, Cell("", 1, 0), Cell("件数", 1, 1), Cell("", 1, 2))
    assert rows(page, cut)[1:] == [["产出", "完成法律援助案件数量及调解", "9"]]
    assert rows(page, cut, cut_again)[1:] == [["产出", "完成法律援助案件数量及调解件数", "9"]]


def test_a_row_with_a_blank_is_not_taken_for_the_second_part_of_another():
    page = ruled(Cell("产出", 0, 0), Cell("案件", 0, 1), Cell("9", 0, 2), short=("案件",))
    room_left = ruled(Cell("", 0, 0), Cell("信访", 0, 1), Cell("", 0, 2))
    nothing_left_out = ruled(Cell("甲", 0, 0), Cell("乙", 0, 1), Cell("丙", 0, 2))
    assert len(rows(page, room_left)) == 2
    assert len(rows(ruled(*HEADING), nothing_left_out)) == 2
    heading = ruled(Cell("", 0, 0), Cell("一、信访", 0, 1), Cell("", 0, 2))
    assert len(rows(ruled(*HEADING), heading)) == 2
    merged = (Cell("产出", 0, 0, rows=2), Cell("a", 0, 1), Cell("b", 0, 2), Cell("丙", 1, 1), Cell("丁", 1, 2))
    assert len(rows(ruled(*merged), ruled(Cell("", 0, 0), Cell("戊", 0, 1), Cell("己", 0, 2)))) == 3
    empty = ruled(Cell("", 0, 0), Cell("", 0, 1), Cell("", 0, 2), Cell("甲", 1, 0), Cell("乙", 1, 1), Cell("丙", 1, 2))
    assert len(rows(ruled(*HEADING), empty)) == 3


def test_a_merged_cell_that_a_page_end_divides_is_one_again():
    page = ruled(Cell("产出", 0, 0, rows=2), Cell("a", 0, 1), Cell("1", 0, 2), Cell("b", 1, 1), Cell("2", 1, 2))
    two_more = ruled(Cell("", 0, 0, rows=2), Cell("c", 0, 1), Cell("3", 0, 2), Cell("d", 1, 1), Cell("4", 1, 2))
    one_more = ruled(
        Cell("", 0, 0), Cell("c", 0, 1), Cell("3", 0, 2), Cell("效益", 1, 0), Cell("d", 1, 1), Cell("4", 1, 2)
    )
    assert [row[0] for row in rows(page, two_more)] == ["产出"] * 4
    assert [row[0] for row in rows(page, one_more)] == ["产出"] * 3 + ["效益"]


def test_cells_of_other_columns_carry_nothing_on():
    wide = ruled(Cell("", 0, 0, columns=2), Cell("合计", 0, 2), lefts=LEFTS)
    assert rows(ruled(*HEADING), wide)[1:] == [["", "", "合计"]]


def test_a_merged_cell_goes_on_beside_a_row_that_was_cut_in_two():
    page = ruled(
        Cell("产出", 0, 0, rows=2), Cell("a", 0, 1), Cell("1", 0, 2), Cell("完成法律援助案", 1, 1), Cell("2", 1, 2)
    )
    cut = ruled(Cell("", 0, 0, rows=2), Cell("件数量", 0, 1), Cell("", 0, 2), Cell("d", 1, 1), Cell("4", 1, 2))
    assert rows(page, cut) == [["产出", "a", "1"], ["产出", "完成法律援助案件数量", "2"], ["产出", "d", "4"]]


def test_a_table_goes_on_where_its_columns_do_and_its_first_row_is_not_that_of_another_copy():
    page = ruled(Cell("项目名称", 0, 0), Cell("甲", 0, 1), Cell("", 0, 2))
    assert continued.goes_on(page, ruled(Cell("产出", 0, 0), lefts=(52, 148, 253)), page)
    assert continued.goes_on(page, page, page)
    assert continued.goes_on(page, ruled(Cell("", 0, 0), Cell("", 0, 1)), page)
    assert not continued.goes_on(page, ruled(Cell("产出", 0, 0), lefts=(50, 150, 260)), page)
    assert not continued.goes_on(page, ruled(Cell("产出", 0, 0), lefts=(50, 150)), page)
    assert not continued.goes_on(page, ruled(Cell("项目名称", 0, 0), Cell("乙", 0, 1), Cell("", 0, 2)), page)
