"""What helpers.coding.double_coding promises: samples by seed, workbooks that come back exactly, errors with place."""

from io import BytesIO

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from helpers.coding import double_coding
from helpers.coding.double_coding import HEADER, TABLES, asked, choices, draw, read, read_folder, workbook
from helpers.coding.schema import tables

from . import made

REPORTS = made.reports(*(f"{number:03}" for number in range(40)))
SAMPLE = REPORTS[["report_id", "source_file"]].head(3)
FUND = {"report_id": "000", "token": "280", "stage": "executed", "source": "total", "category": "total"}
FUND |= {"amount_wan": "280"}


def filled(path, rows=(), coder="A", table="funds", coded=("000",), sample=SAMPLE, change=None):
    """A workbook in which a coder wrote these rows, and then what `change` does to it."""
    book = load_workbook(BytesIO(workbook(sample, seed=1)))
    book["start"]["B1"] = coder
    for row in range(HEADER + 1, HEADER + 1 + len(sample)):
        book["start"].cell(row, 3).value = "yes" if book["start"].cell(row, 1).value in coded else None
    for row in rows:
        book[table].append([None])
        for place, name in enumerate(asked(table), 1):
            cell = book[table].cell(book[table].max_row, place)
            cell.value, cell.data_type = row.get(name, ""), "s"
    if change:
        change(book)
    book.save(path)
    return path


def told(path) -> str:
    with pytest.raises(ValueError, match=r"\.xlsx: ") as caught:
        read(path)
    return str(caught.value).removeprefix(f"{path}: ")


def test_a_sample_is_the_same_for_the_same_seed_whatever_the_order_of_the_reports():
    again = REPORTS.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(draw(REPORTS, 10, 7), draw(again, 10, 7))
    assert draw(REPORTS, 10, 7)["report_id"].is_unique
    assert not draw(REPORTS, 10, 7).equals(draw(REPORTS, 10, 8))


def test_every_report_is_as_likely_as_any_other():
    drawn = pd.concat([draw(REPORTS, 10, seed) for seed in range(400)])["report_id"].value_counts()
    assert len(drawn) == 40
    assert ((drawn - 100) ** 2 / 75).sum() < 73  # 400 draws of 10 of 40; chi-square with 39 degrees, p = 0.001


@given(st.integers(0, 10_000))
@settings(max_examples=20)
def test_groups_are_drawn_in_proportion(seed):
    levels = REPORTS.assign(admin_level=["county"] * 20 + ["province"] * 12 + ["township"] * 8)
    drawn = draw(levels, 10, seed, by="admin_level").merge(levels)["admin_level"].value_counts()
    assert drawn.to_dict() == {"county": 5, "province": 3, "township": 2}


@pytest.mark.parametrize(("number", "by", "message"), [(41, "", "1 to 40 reports, found 41"), (0, "", "found 0")])
def test_a_sample_that_cannot_be_drawn_is_refused(number, by, message):
    with pytest.raises(ValueError, match=message):
        draw(REPORTS, number, 1, by)
    with pytest.raises(ValueError, match="found 'level'"):
        draw(REPORTS, 1, 1, by="level")


def test_a_workbook_asks_for_every_column_of_a_table_that_a_person_can_tell():
    book = load_workbook(BytesIO(workbook(SAMPLE, 1)))
    assert book.sheetnames == ["start", *TABLES, "columns"]
    for table in TABLES:
        header = [cell.value for cell in book[table][1]]
        left_out = set(tables()[table]["columns"]) - set(header)
        assert left_out <= {"seq", "start", "end", "cell", "note"}
        assert set(header) - set(tables()[table]["columns"]) == {"occurrence"}


def test_a_coded_column_offers_exactly_the_values_of_its_table():
    book = load_workbook(BytesIO(workbook(SAMPLE, 1)))
    place = list(asked("funds")).index("stage")
    letter = "ABCDEFGHIJ"[place]
    offered = {str(each.sqref): each.formula1 for each in book["funds"].data_validations.dataValidation}
    sheet, cells = offered[f"{letter}2:{letter}2000"].split("!")
    values = [cell.value for cell in book[sheet][cells.replace("$", "")][0]]
    assert values == tables()["funds"]["columns"]["stage"]["values"]
    reports = offered["A2:A2000"].split("!")[1].replace("$", "")
    assert [cell.value for (cell,) in book["start"][reports]] == ["000", "001", "002"]


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="_\ufffe\uffff"), min_size=1))
@settings(max_examples=30)
def test_text_comes_back_as_it_was(text):
    name = "=" + text + "."
    found = load_workbook(BytesIO(workbook(pd.DataFrame({"report_id": [name], "source_file": ["+1"]}), 1)))["start"]
    assert double_coding._text(found.cell(HEADER + 1, 1)) == name


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_text_that_a_spreadsheet_might_run_is_marked_as_text(text):
    book = load_workbook(BytesIO(workbook(pd.DataFrame({"report_id": [text], "source_file": ["plain"]}), 1)))
    risky, plain = (book["start"].cell(HEADER + 1, column) for column in (1, 2))
    assert (risky.data_type, risky.quotePrefix, plain.quotePrefix) == ("s", True, False)


@pytest.mark.parametrize("table", TABLES)
def test_what_is_filled_in_is_read_back_exactly(tmp_path, table):
    samples = {"number": "-1.50", "integer": "2"}
    row = {
        name: (choices(table, name) or [samples.get(says["type"], f"=HYPERLINK({name})")])[-1]
        for name, says in asked(table).items()
    } | {"report_id": "001"}
    coding = read(filled(tmp_path / "A.xlsx", [row, row], table=table, coded=["001"]))
    assert (coding.coder, coding.sample, coding.coded) == ("A", ["000", "001", "002"], ["001"])
    assert coding.tables[table].to_dict("records") == [row, row]
    assert all(coding.tables[other].empty for other in TABLES if other != table)


def test_a_number_that_a_spreadsheet_stored_as_a_number_is_read(tmp_path):
    def typed(book):
        book["funds"].cell(2, list(asked("funds")).index("amount_wan") + 1).value = 280.5

    assert read(filled(tmp_path / "A.xlsx", [FUND], change=typed)).tables["funds"]["amount_wan"].tolist() == ["280.5"]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"stage": "spent"}, "sheet funds, row 2, column stage: expected one of initial_budget, "),
        ({"stage": ""}, "sheet funds, row 2, column stage: expected a value, found ''"),
        ({"token": ""}, "sheet funds, row 2, column token: expected a value, found ''"),
        ({"amount_wan": "about 3"}, "sheet funds, row 2, column amount_wan: expected a number, found 'about 3'"),
        ({"occurrence": "0"}, "sheet funds, row 2, column occurrence: expected a whole number from 1, found '0'"),
        ({"report_id": "039"}, "sheet funds, row 2, column report_id: expected a report of the sample, found '039'"),
        ({"report_id": "002"}, "expected a report with yes beside it in sheet start, found '002'"),
    ],
)
def test_a_cell_that_does_not_fit_is_told_with_its_place(tmp_path, cells, message):
    assert message in told(filled(tmp_path / "A.xlsx", [FUND | cells]))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda book: book["funds"].delete_cols(4), "sheet funds, row 1: expected the columns report_id, token"),
        (lambda book: book["funds"].delete_cols(4), "absent: project_id"),
        (lambda book: book.remove(book["outcomes"]), "absent: outcomes"),
        (lambda book: book["start"]["B1"].__setattr__("value", None), "cell B1: expected the name"),
        (lambda book: book["start"].cell(HEADER + 1, 3, "done"), "column coded: expected yes or nothing, found 'done'"),
        (lambda book: book["funds"].cell(2, 2, "=1+1"), "sheet funds, row 2, column B: expected text or a number"),
    ],
)
def test_a_workbook_that_was_changed_is_told_with_the_place(tmp_path, change, message):
    assert message in told(filled(tmp_path / "A.xlsx", [FUND], change=change))


def test_a_file_that_is_no_workbook_is_told(tmp_path):
    (tmp_path / "A.xlsx").write_text("coder A")
    assert told(tmp_path / "A.xlsx").startswith("expected a workbook")


def test_a_folder_gives_a_coding_a_coder_and_an_absent_one_none(tmp_path):
    filled(tmp_path / "one.xlsx", coder="A")
    filled(tmp_path / "two.xlsx", coder="agreed")
    (tmp_path / "~$two.xlsx").write_bytes(b"")
    assert list(read_folder(tmp_path)) == ["A", "agreed"]
    assert read_folder(tmp_path / "absent") == {}


def test_the_same_coder_twice_and_another_sample_are_refused(tmp_path):
    filled(tmp_path / "one.xlsx")
    filled(tmp_path / "two.xlsx")
    with pytest.raises(ValueError, match=r"two\.xlsx: expected one workbook a coder, found 'A' a second time"):
        read_folder(tmp_path)
    filled(tmp_path / "two.xlsx", coder="B", sample=SAMPLE.head(2))
    with pytest.raises(ValueError, match=r"two\.xlsx: expected the sample of 'A', \['000', '001', '002'\]; found"):
        read_folder(tmp_path)
