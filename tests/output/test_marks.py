"""What helpers.output.marks promises: a report is cut into pieces without loss, and every row has its piece."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import paths
from helpers.coding import frames
from helpers.output.marks import marked
from helpers.reading import report
from helpers.reading.formats.grid import MARK, Cell, Grid, lay
from helpers.reading.formats.grid import Piece as Source

NOWHERE = {"start": None, "end": None, "cell": ""}


def rows(*given: dict, table: str = "outcomes") -> dict[str, pd.DataFrame]:
    """A table of these rows, as far as marks look at it."""
    return {table: pd.DataFrame([{"report_id": "R"} | NOWHERE | each for each in given])}


def at(text: str, token: str, **more) -> dict:
    start = text.index(token)
    return {"start": start, "end": start + len(token), "token": token} | more


def indicator(text: str, token: str, **more) -> dict:
    return at(text, token) | {"actual": token, "target": "", "weight": None, "score": None} | more


def pieces(blocks: list) -> list:
    return [piece for block in blocks for row in block.rows for box in row for piece in box.pieces]


def taken(blocks: list) -> list[tuple]:
    """Text, rows, and certainty of each mark."""
    return [
        (piece.text, *(each.row for each in piece.figures), all(each.sure for each in piece.figures))
        for piece in pieces(blocks)
        if piece.figures
    ]


def missed(text: str, tables: dict | None = None) -> list[str]:
    return [piece.text for piece in pieces(marked(tables or {}, text, ())) if piece.missed]


@pytest.mark.parametrize("report_id", ["000", "001", "002", "003", "004"])
def test_no_character_of_a_report_is_lost_and_every_row_begins_at_its_token(report_id):
    path = paths.REPORTS / f"{report_id}.txt"
    tables, text = frames.from_records(report.read_folder([path])), report.texts([path])[report_id]
    blocks = marked(tables, text, ())
    lines = ["".join(piece.text for piece in block.rows[0][0].pieces) for block in blocks]
    assert lines == [line for line in text.splitlines() if line.strip()]
    tokens = {
        f"{name}-{i}": row.token for name, t in tables.items() if "token" in t for i, row in enumerate(t.itertuples())
    }
    begun = {row: piece.text for piece in pieces(blocks) for row in piece.begun}
    assert begun == tokens


def test_a_token_that_is_not_at_its_place_is_refused_with_report_table_and_row():
    wrong = at("共办5件", "5") | {"start": 1, "end": 2}
    with pytest.raises(ValueError, match="R: outcomes, row 1: expected '5' at characters 1 to 2"):
        marked(rows(at("共办5件", "5"), wrong), "共办5件", ())


@pytest.mark.parametrize(
    ("cell", "token"), [("table 1!R2C1", "5"), ("table 2!R1C1", "5"), ("table 2!R1C1", ""), ("", "")]
)
def test_a_cell_that_is_not_there_or_does_not_hold_the_token_is_refused(cell, token):
    grid = Grid("table 1", (Cell("5件", 0, 0), Cell("6件", 1, 0)), 2, 1)
    with pytest.raises(ValueError, match=f"R: outcomes, row 0: expected '{token}' at cell '{cell}'"):
        marked(rows({"token": token, "cell": cell}), MARK, [grid])


def test_a_figure_that_two_rows_took_is_one_mark_with_both():
    text = "实际支出80万元"
    tables = rows(at(text, "80", stage="executed"), table="funds") | rows(at(text, "80"))
    assert taken(marked(tables, text, ())) == [("80", "funds-0", "outcomes-0", True)]


def test_words_that_hold_a_figure_of_another_row_are_cut_around_it():
    text = "已办12件，全部按时"
    tables = rows(at(text, "已办12件"), at(text, "12"))
    found = [("已办", "outcomes-0", True), ("12", "outcomes-0", "outcomes-1", True), ("件", "outcomes-0", True)]
    assert taken(marked(tables, text, ())) == found
    assert [piece.begun for piece in pieces(marked(tables, text, ()))][:3] == [("outcomes-0",), ("outcomes-1",), ()]


def test_words_that_go_over_a_line_end_are_marked_in_both_lines():
    text = "全部按时\r\n完成。"
    assert taken(marked(rows(at(text, "按时\r\n完成")), text, ())) == [
        ("按时", "outcomes-0", True),
        ("完成", "outcomes-0", True),
    ]


def test_a_number_that_no_row_took_is_missed_and_a_date_or_an_item_number_is_not():
    assert missed("1、2021年3月5日至2022 年，（2）项目3：第4次，办理12件、3,400.5元，同比〔2021〕7号") == [
        "12",
        "3,400.5",
    ]
    assert missed("共30日，达1500年") == ["30", "1500"]


def test_a_target_of_the_same_line_is_found_by_its_value_before_the_figure_of_its_row():
    text = "合格率>=100%，全年实际达到100%；及时100%，实际100%。"
    seconds = [i for i, _ in enumerate(text) if text.startswith("100", i)]
    rates = [indicator(text, "100", start=i, end=i + 3, target="100") for i in (seconds[1], seconds[3])]
    found = taken(marked(rows(*rates, table="indicators"), text, ()))
    assert [(row, sure) for _, row, sure in found] == [
        ("indicators-0", False), ("indicators-0", True), ("indicators-1", False), ("indicators-1", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "target", "left"),
    [("不少于3.4万", "34000", []), ("≥2亿", "200000000", []), ("≥2亿", "20000", ["2"]), ("5", "50000", ["5"])],
)
def test_a_target_is_found_by_the_number_that_its_letters_multiply_out(printed, target, left):
    text = f"服务{printed}人次，实际36000人次"
    assert missed(text, rows(indicator(text, "36000", target=target), table="indicators")) == left


@pytest.mark.parametrize(("printed", "left"), [("92.5%", []), ("0.925", []), ("91%", ["91"])])
def test_the_rate_of_a_row_of_money_is_found_in_its_line(printed, left):
    cells = Cell("40", 0, 0), Cell("37", 0, 1), Cell(printed, 0, 2)
    spent = {"token": "37", "cell": "table 1!R1C2", "stage": "executed", "rate": 92.5}
    planned = {"token": "40", "cell": "table 1!R1C1", "stage": "initial_budget", "rate": None}
    blocks = marked(rows(planned, spent, table="funds"), MARK, [Grid("table 1", cells, 1, 3)])
    assert [piece.text for piece in pieces(blocks) if piece.missed] == left
    told = {(each.row, each.role) for piece in pieces(blocks) for each in piece.figures if not each.sure}
    assert told == (set() if left else {("funds-1", "rate")})


def test_a_number_in_another_line_or_of_another_value_stays_missed():
    text = "目标95件\n目标90件，实际95件"
    last = text.rindex("95")
    row = indicator(text, "95", start=last, end=last + 2, target="95")
    assert missed(text, rows(row, table="indicators")) == ["95", "90"]


def test_the_token_of_an_indicator_without_a_figure_attained_is_its_target():
    text = "时间≥8小时，已达到"
    said = rows(indicator(text, "8", target="8", actual="已达到"), table="indicators")
    assert [each.role for piece in pieces(marked(said, text, ())) for each in piece.figures] == ["target"]
    said = rows(indicator(text, "已达到", target="8"), table="indicators")
    roles = [each.role for piece in pieces(marked(said, text, ())) for each in piece.figures]
    assert roles == ["target", "actual"]


def test_rows_with_the_same_token_in_one_cell_take_one_place_after_the_other():
    grid = Grid("table 1", (Cell("15次5人5件", 0, 0),), 1, 1)
    row = {"token": "5", "cell": "table 1!R1C1"}
    blocks = marked(rows(row, row), MARK, [grid])
    assert [piece.text for piece in pieces(blocks)] == ["15", "次", "5", "人", "5", "件"]
    assert taken(blocks) == [("5", "outcomes-0", True), ("5", "outcomes-1", True)]


def test_a_grid_stands_where_its_mark_is_and_one_without_a_mark_at_the_end():
    grids = [Grid(f"table {i}", (Cell(f"格{i}", 0, 0),), 1, 1) for i in (1, 2, 3, 4)]
    text = f"前\n{MARK}\n中5\n{MARK}\n后"
    blocks = marked(rows(at(text, "5")), text, grids)
    assert [block.name or block.rows[0][0].text for block in blocks] == [
        "前",
        "table 1",
        "中5",
        "table 2",
        "后",
        "table 3",
        "table 4",
    ]
    assert taken(blocks) == [("5", "outcomes-0", True)]


def test_merged_cells_and_gaps_keep_their_columns():
    grid = lay("table 1", [
        [Source("合计", rows=2), Source("", role="gap"), Source("宽", columns=2)],
        [Source("甲"), Source("", role="gap"), Source("乙")],
    ])  # fmt: skip
    (block,) = marked({}, MARK, [grid])
    drawn = [[(box.text, box.rows, box.columns) for box in row] for row in block.rows]
    assert drawn == [[("合计", 2, 1), ("", 1, 1), ("宽", 1, 2)], [("甲", 1, 1), ("", 1, 1), ("乙", 1, 1)]]


def test_a_sheet_with_one_far_cell_is_drawn_small():
    far = Grid("Sheet1", (Cell("甲", 0, 0, 1, 3), Cell("5", 1_000_000, 16_000, hidden=True)), 1_000_001, 16_001)
    (block,) = marked(rows({"token": "5", "cell": "Sheet1!R1000001C16001"}), MARK, [far])
    assert [[(box.text, box.columns, box.hidden) for box in row] for row in block.rows] == [
        [("甲", 1, False)],
        [("", 1, False), ("5", 1, True)],
    ]


def test_lines_with_pipes_are_a_table_whose_cells_keep_their_offsets():
    text = "| 指标 | 实际 |\n|---|---|\n| 巡查 | 12次 |\n结束"
    blocks = marked(rows(at(text, "12")), text, ())
    assert [block.kind for block in blocks] == ["table", "line"]
    assert [[box.text for box in row] for row in blocks[0].rows] == [[" 指标 ", " 实际 "], [" 巡查 ", " 12次 "]]
    assert taken(blocks) == [("12", "outcomes-0", True)]
    assert [block.kind for block in marked({}, "支出|收入", ())] == ["line"]


@given(st.text(alphabet="1２.,年月（）|、甲\n\r" + MARK, max_size=40), st.integers(0, 40), st.integers(1, 8))
def test_any_text_is_cut_without_loss_and_the_mark_is_its_token(text, start, length):
    token = text[start : start + length]
    tables = rows({"start": start, "end": start + len(token), "token": token}) if token.strip("\r\n |") else {}
    blocks = marked(tables, text, ())
    shown = "".join(piece.text for piece in pieces(blocks))
    assert shown == "".join(box.text for block in blocks for row in block.rows for box in row)
    if "|" not in text:
        assert shown == "".join(line for line in text.replace("\r", "\n").split("\n") if line.strip())
        assert "".join(piece.text for piece in pieces(blocks) if piece.figures).strip() == token.replace(
            "\r", ""
        ).replace("\n", "").strip() * bool(tables)
