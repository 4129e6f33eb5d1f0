"""What helpers.coding.provenance promises: a figure that is not where its row says stops everything, by name."""

import pandas as pd
import pytest

from helpers import paths
from helpers.coding import frames
from helpers.coding.provenance import check_provenance, places
from helpers.reading import report
from helpers.reading.formats.grid import MARK, Cell, Grid

from . import made

TEXT = "支出100万元，其中培训20万元"
GRID = Grid("表!R1C1", (Cell("预算", 0, 0), Cell("15次6人", 2, 3)), 3, 4)


def funds(**cells) -> dict[str, pd.DataFrame]:
    """Two amounts of report R: the first at its place, the second changed in some of its cells."""
    place = {"start": 12, "end": 14}
    return {"funds": made.funds(("executed", "100", {"start": 2, "end": 5}), ("executed", "20", place | cells))}


def in_grid() -> dict[str, pd.DataFrame]:
    return funds(start=None, end=None, token="6", cell="表!R1C1!R3C4")


def test_figures_at_their_places_in_text_and_grid_are_passed():
    check_provenance(funds() | {"reports": made.reports()}, {"R": TEXT}, {})
    check_provenance(in_grid(), {"R": TEXT}, {"R": [Grid("other", (), 0, 0), GRID]})


def test_a_figure_stands_at_the_share_of_its_report_before_it_whether_in_text_or_in_a_table():
    """20 characters: 8 of the text, 7 of the table, 5 of the text behind it; the marks of tables are none."""
    text = f"支出100万元。{MARK}其中20元"
    in_text, in_cell = {"start": 2, "end": 5}, {"start": None, "end": None, "token": "6", "cell": "表!R1C1!R3C4"}
    behind = {"start": 11, "end": 13}
    read = {"funds": made.funds(*(("executed", str(n), at) for n, at in ((100, in_text), (6, in_cell), (20, behind))))}
    found = places(read, {"R": text}, {"R": [GRID]})
    assert found["place"].tolist() == [2 / 20, 10 / 20, 17 / 20]
    assert found["found"].all()
    moved = {"funds": read["funds"].assign(token="5")}
    assert not places(moved, {"R": text}, {"R": [GRID]})["found"].any()


def test_places_say_where_a_figure_stands_and_whether_it_does():
    kept = {"funds": made.funds(("executed", "100"), ("executed", "20"))}
    found = places(kept, {"R": "100万元。其中培训20万元"}, {})
    assert found["found"].tolist() == [True, True]
    assert found["place"].tolist() == [0, 10 / 14]
    assert places(kept, {"R": "100万元，其中培训20万元"[::-1]}, {})["found"].tolist() == [False, False]


def test_what_is_read_of_the_reports_that_ship_is_passed():
    read = frames.from_records(report.read_folder([paths.REPORTS]))
    check_provenance(read, report.texts([paths.REPORTS]), {})


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"start": 11, "end": 13}, "at 11 to 13, found '训2'"),
        ({"end": None}, "at 12 to 0, found ''"),
        ({"token": "2"}, "expected '2' at 12 to 14, found '20'"),
        ({"report_id": "S"}, "found no text of this report"),
    ],
)
def test_a_token_that_is_not_in_the_text_at_its_place_is_refused_by_name(cells, found):
    with pytest.raises(ValueError, match=f"^{cells.get('report_id', 'R')}: funds, row 1: .*{found}"):
        check_provenance(funds(**cells), {"R": TEXT}, {})


def test_an_offset_does_not_count_from_the_end():
    tables = {"funds": funds()["funds"].assign(start=[2, -4], end=[5, -2])}
    assert TEXT[-4:-2] == "20"
    with pytest.raises(ValueError, match="row 1: expected '20' at -4 to -2"):
        check_provenance(tables, {"R": TEXT}, {})


@pytest.mark.parametrize("cell", ["表!R1C1!R3C3", "表!R3C4", "表!R1C1", "R3C4", ""])
def test_a_cell_that_points_nowhere_is_refused_by_name(cell):
    tables = {"funds": in_grid()["funds"].assign(cell=["", cell])}
    with pytest.raises(ValueError, match="^R: funds, row 1: expected '6' in cell .*, found no such cell"):
        check_provenance(tables, {"R": TEXT}, {"R": [GRID]})


@pytest.mark.parametrize("token", ["1", "5", "7"])
def test_a_cell_that_does_not_hold_the_token_as_a_number_of_its_own_is_refused(token):
    tables = {"funds": in_grid()["funds"].assign(token=["100", token])}
    with pytest.raises(ValueError, match=f"row 1: expected '{token}' in cell '表!R1C1!R3C4', found '15次6人'"):
        check_provenance(tables, {"R": TEXT}, {"R": [GRID]})


def test_a_grid_of_another_report_is_not_looked_at():
    with pytest.raises(ValueError, match="no such cell"):
        check_provenance(in_grid(), {"R": TEXT}, {"S": [GRID]})


def test_a_cell_of_lines_in_the_text_needs_no_grid_because_its_offset_is_checked():
    check_provenance(funds(cell="lines 1!R1C1"), {"R": TEXT}, {})
