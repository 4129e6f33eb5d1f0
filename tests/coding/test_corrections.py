"""What helpers.coding.corrections promises: a correction changes the one cell it names, or stops and says why."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import paths
from helpers.coding import frames
from helpers.coding.corrections import added, corrected, write

from . import made

FIX = {"report": "R", "table": "funds", "row": "10", "column": "amount_wan", "read": "87.17", "corrected": "87.12"}


def fixes(*changed: dict) -> pd.DataFrame:
    return made.table("corrections", [FIX | {"why": "misprint, says the coder"} | each for each in changed])


def read() -> dict[str, pd.DataFrame]:
    return {
        "funds": made.funds(("executed", "100"), ("carryover_in", "87.17"), ("income", "50")),
        "reports": made.reports(),
        "problems": made.table("problems", []),
    }


def refusal(*changed: dict) -> str:
    with pytest.raises(ValueError, match=r"corrections\.csv, row") as caught:
        corrected(read(), fixes(*changed))
    return str(caught.value)


def test_a_correction_changes_one_cell_and_nothing_else():
    before, after = read(), corrected(read(), fixes({}))
    assert after["funds"]["amount_wan"].tolist() == [100, 87.12, 50]
    pd.testing.assert_frame_equal(after["funds"].drop(columns="amount_wan"), before["funds"].drop(columns="amount_wan"))
    pd.testing.assert_frame_equal(after["reports"], before["reports"])


def test_the_tables_given_are_not_changed():
    given_, kept = read(), read()
    corrected(given_, fixes({}))
    for name, frame in given_.items():
        pd.testing.assert_frame_equal(frame, kept[name])


def test_without_corrections_the_tables_are_the_same():
    for name, frame in corrected(read(), fixes()).items():
        pd.testing.assert_frame_equal(frame, read()[name])


def test_a_report_is_corrected_by_its_name_alone():
    fix = {"table": "reports", "row": "", "column": "fiscal_year", "read": "", "corrected": "2021"}
    assert corrected(read(), fixes(fix))["reports"]["fiscal_year"].tolist() == [2021]


def test_a_row_of_a_grid_is_found_by_its_cell():
    tables = read()
    tables["funds"].loc[1, ["start", "end", "cell"]] = [pd.NA, pd.NA, "Sheet1!B7"]
    found = corrected(tables, fixes({"row": "Sheet1!B7"}))
    assert found["funds"]["amount_wan"].tolist() == [100, 87.12, 50]


@pytest.mark.parametrize(
    ("table", "row", "column", "read", "right"),
    [("all_projects", "P035-1", "output_seq", "", 5), ("all_indicators", "P035-1/5", "level2", "quantity", "quality")],
)
def test_a_row_of_a_public_page_is_found_by_its_project_and_its_number(table, row, column, read, right):
    given_ = frames.load(paths.processed(), [table])
    fix = {"report": "P035", "table": table, "row": row, "column": column, "read": read, "corrected": str(right)}
    found = corrected(given_, fixes(fix))[table]
    changed = found[column].astype(object).fillna("") != given_[table][column].astype(object).fillna("")
    assert found.loc[changed, ["project_id", column]].to_numpy().tolist() == [["P035-1", right]]


def test_the_row_of_a_correction_is_that_of_its_file_where_others_were_taken_out_before():
    with pytest.raises(ValueError, match=r"corrections\.csv, row 3: "):
        corrected(read(), fixes({}, {"row": "99"}).iloc[1:])


def test_what_was_read_may_be_written_in_another_way():
    assert corrected(read(), fixes({"read": "87.170"}))["funds"].loc[1, "amount_wan"] == 87.12


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"read": "87.18"}, "expected to find '87.18' in funds.amount_wan, found '87.17'"),
        ({"read": ""}, "expected to find '' in funds.amount_wan, found '87.17'"),
        ({"row": "11"}, "expected one row of funds for report R at '11', found 0; nearest: '10'"),
        ({"row": ""}, "expected one row of funds for report R at '', found 0"),
        ({"report": "r"}, "report r: there is no such report; nearest: 'R'"),
        ({"table": "fund"}, "there is no column 'amount_wan' in a table 'fund'"),
        ({"column": "amount"}, "there is no column 'amount' in a table 'funds'"),
        ({"table": "problems", "column": "kind"}, "there is no column 'kind' in a table 'problems'"),
        (
            {"corrected": "about 87"},
            "report R: funds, column amount_wan, row it names: expected a number, found 'about 87'",
        ),
    ],
)
def test_a_correction_that_does_not_fit_is_told_with_its_row_and_reason(changed, told):
    message = refusal(changed)
    assert message.startswith("corrections.csv, row 2: ")
    assert told in message


def test_the_row_of_the_second_correction_is_counted_from_the_header():
    assert refusal({}, {"row": "99"}).startswith("corrections.csv, row 3: ")


def test_a_correction_that_fits_two_rows_is_refused():
    tables = read()
    tables["funds"].loc[[1, 2], "cell"] = "B7"
    with pytest.raises(ValueError, match="expected one row of funds for report R at 'B7', found 2"):
        corrected(tables, fixes({"row": "B7"}))


def test_a_correction_to_an_unknown_code_is_refused():
    with pytest.raises(
        ValueError, match=r"csv, row 2: report R: table funds .*\n  stage, row it names: found 'spent', expected"
    ):
        corrected(read(), fixes({"column": "stage", "read": "carryover_in", "corrected": "spent"}))


def test_what_was_found_is_told_in_the_digits_of_the_file():
    tables = read()
    tables["funds"].loc[1, "amount_wan"] = 120.0
    with pytest.raises(ValueError, match=r"expected to find '121' in funds\.amount_wan, found '120'$"):
        corrected(tables, fixes({"read": "121"}))
    assert added(tables, fixes(), wish(corrected="12"))["read"].tolist() == ["120"]


@settings(max_examples=5)
@given(st.decimals(0, 10**6, places=2).map(str))
def test_correcting_there_and_back_changes_nothing(amount):
    there, back = {"corrected": amount}, {"read": amount, "corrected": "87.17"}
    pd.testing.assert_frame_equal(corrected(corrected(read(), fixes(there)), fixes(back))["funds"], read()["funds"])


def wish(**changed: str) -> dict[str, str]:
    """What a person says of a correction: all but what was read."""
    return {name: text for name, text in FIX.items() if name != "read"} | {"why": "misprint, says the coder"} | changed


def test_a_correction_that_is_added_holds_what_was_read_and_can_be_applied():
    after = added(read(), fixes(), wish())
    assert after.to_dict("records") == [FIX | {"why": "misprint, says the coder"}]
    assert corrected(read(), after)["funds"]["amount_wan"].tolist() == [100, 87.12, 50]


def test_a_cell_that_was_corrected_before_keeps_what_was_first_read():
    first = added(read(), fixes({"column": "category", "read": "total", "corrected": "basic"}), wish())
    second = added(corrected(read(), first), first, wish(corrected="87.2", why="seen again"))
    assert second["read"].tolist() == ["total", "87.17"]
    assert second["corrected"].tolist() == ["basic", "87.2"]
    assert corrected(read(), second)["funds"]["amount_wan"].tolist() == [100, 87.2, 50]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"why": " "}, "why: expected a reason"),
        ({"corrected": "87.17"}, "funds.amount_wan is '87.17' already"),
        ({"corrected": "much"}, "much"),
        ({"row": "11"}, "expected one row of funds for report R at '11', found 0"),
        ({"column": "colour"}, "no column 'colour' in a table 'funds'"),
        ({"column": "stage", "corrected": "spent"}, "spent"),
    ],
)
def test_a_correction_that_could_not_be_applied_is_not_added(wrong, told):
    with pytest.raises(ValueError, match=told):
        added(read(), fixes(), wish(**wrong))


def test_what_another_person_has_written_meanwhile_is_kept(tmp_path):
    file = tmp_path / "corrections.csv"
    file.write_text("report,table,row,column,read,corrected,why\nR,funds,20,stage,income,executed,by another\n")
    write(read(), file, lambda frame, path: frame.to_csv(path, index=False), wish())
    assert pd.read_csv(file, dtype=str)["why"].tolist() == ["by another", "misprint, says the coder"]


def test_a_file_that_holds_no_corrections_is_not_written_over(tmp_path):
    file = tmp_path / "corrections.csv"
    file.write_text("report,why\nR,x\n")
    with pytest.raises(ValueError, match=r"corrections\.csv"):
        write(read(), file, lambda frame, path: file.write_text(""), wish())
    assert file.read_text() == "report,why\nR,x\n"
