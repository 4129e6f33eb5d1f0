"""What helpers.coding.frames promises: files and rows become validated tables, and an error says in which cell of which
file a table is not one."""

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from helpers import paths
from helpers.coding import frames, package
from helpers.coding.schema import tables
from helpers.reading.records import Fund, Report, Tables

from . import made

PAGES = (
    "source_id,url,agency_zh,province_zh,city_or_county_zh,admin_level,fiscal_year,doc_type,function,excerpt_truncated,"
    "note"
)
PROJECTS = (
    "source_id,project_no,project_name_zh,initial_budget_wan,adjusted_budget_wan,executed_wan,"
    "execution_rate_stated_pct,execution_points,execution_points_max,self_score_total,self_score_max,note"
)
FILES = {
    "sources.csv": [PAGES, "P1,https://www.x.gov.cn/1,甲局,,,county,2022,project_report,health,no,"],
    "projects.csv": [PROJECTS, "P1,1,甲项目,100,,90,90,,,95,,"],
    "indicators.csv": [
        "source_id,project_no,seq,level1,level2,name_zh,comparator,target,target_unit,actual,actual_unit,"
        "actual_qualitative,weight,score,note",
        "P1,1,1,output,quantity,检查,>=,10,次,12,次,,10,10,",
    ],
    "scores.csv": ["source_id,seq,level1_zh,name_zh,points,max_points,note", "P1,1,产出,检查,10,10,"],
}


@pytest.fixture
def public(tmp_path):
    """A folder of public facts: one page with one project, one indicator and one score."""
    for name, lines in FILES.items():
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def change(folder, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def refusal(folder) -> str:
    with pytest.raises(ValueError, match=r"\.csv") as caught:
        frames.public(folder)
    return str(caught.value)


def test_public_facts_become_four_tables(public):
    found = frames.public(public)
    assert {name: len(frame) for name, frame in found.items()} == dict.fromkeys(
        ["public_sources", "public_projects", "public_indicators", "public_scores"], 1
    )
    assert found["public_projects"].loc[0, ["initial_budget_wan", "executed_wan"]].tolist() == [100, 90]
    assert pd.isna(found["public_projects"].loc[0, "adjusted_budget_wan"])


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("projects.csv", ",executed_wan,", ",spent,", ["projects.csv", "not of this table", "spent"]),
        ("projects.csv", ",100,,90,", ",约一百,,90,", ["projects.csv", "initial_budget_wan", "row 2", "'约一百'"]),
        ("sources.csv", ",county,", ",village,", ["sources.csv", "admin_level", "row 2", "'village'"]),
        ("sources.csv", "project_report", "letter", ["sources.csv", "doc_type", "row 2", "'letter'"]),
        ("indicators.csv", "P1,1,1,output", "P1,1,1,产出", ["indicators.csv", "level1", "row 2", "'产出'"]),
        ("indicators.csv", "检查,>=", "检查,≥", ["indicators.csv", "comparator", "row 2", "'≥'"]),
        ("projects.csv", "P1,1,甲", "P9,1,甲", ["projects.csv", "row 2", "source_id 'P9'", "in no row"]),
        ("scores.csv", "P1,1", "P9,1", ["scores.csv", "row 2", "source_id 'P9'", "in no row"]),
        (
            "indicators.csv",
            "P1,1,1",
            "P1,2,1",
            ["indicators.csv", "row 2", "source_id 'P1', project_no '2'", "in no row"],
        ),
        (
            "scores.csv",
            "P1,1,产出",
            "P1,1,产出,多",
            ["scores.csv", "row 2", "expected 7 cells, found 8: text with a comma in it stands in double quotes"],
        ),
        ("scores.csv", "max_points,", "points,", ["scores.csv", "there twice", "points"]),
        ("scores.csv", "检查", '"检查', ["scores.csv"]),
    ],
)
def test_a_fault_of_a_public_file_is_told_with_file_place_and_value(public, file, old, new, told):
    change(public, file, old, new)
    message = refusal(public)
    assert all(each in message for each in told), message


def test_a_missing_column_of_a_public_file_is_told_with_file_and_column(public):
    frame = pd.read_csv(public / "projects.csv", dtype=str, keep_default_na=False)
    frame.drop(columns="executed_wan").to_csv(public / "projects.csv", index=False)
    message = refusal(public)
    assert "projects.csv" in message
    assert "absent: executed_wan" in message


def test_a_row_that_stands_twice_is_told_with_file_row_and_key(public):
    change(public, "scores.csv", "P1,1,产出,检查,10,10,", "P1,1,产出,检查,10,10,\nP1,1,产出,检查,9,10,")
    assert "scores.csv" in refusal(public)
    assert "row 3: found source_id 'P1', seq 1 a second time" in refusal(public)


def test_a_file_in_another_encoding_is_refused_by_name(public):
    text = (public / "projects.csv").read_text(encoding="utf-8")
    (public / "projects.csv").write_bytes(text.encode("gb18030"))
    assert "projects.csv" in refusal(public)


def test_a_byte_order_mark_and_empty_lines_are_no_fault(public):
    for name, lines in FILES.items():
        (public / name).write_text("\n".join(lines) + "\n\n", encoding="utf-8-sig")
    assert len(frames.public(public)["public_projects"]) == 1


def test_rows_are_counted_as_a_spreadsheet_counts_them_past_a_cell_of_two_lines(public):
    change(public, "scores.csv", "10,10,", '10,10,"两\n行"\nP1,2,产出,检查,多,10,')
    assert "row 3: expected a number, found '多'" in refusal(public)


def test_an_empty_file_is_refused_with_the_columns_expected(public):
    (public / "scores.csv").write_text("")
    assert "scores.csv: public_scores: expected the columns source_id" in refusal(public)


def test_a_file_that_is_absent_says_what_a_row_of_it_is(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"funds\.csv is not there: expected an amount of money"):
        frames.load(tmp_path, ["funds"])


def test_a_folder_without_tables_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="no table in"):
        frames.load(tmp_path)


def test_tables_are_read_as_they_were_written(tmp_path):
    written = made.read(
        funds=made.funds(("initial_budget", "280"), ("executed", "328.54")),
        reports=made.reports("001", "002", fiscal_year=2021),
    )
    for name, frame in written.items():
        frame.to_csv(tmp_path / f"{name}.csv", index=False)
    for name, frame in frames.load(tmp_path).items():
        pd.testing.assert_frame_equal(frame, written[name], check_index_type=False)


@pytest.mark.parametrize("name", frames.lying_in(paths.processed()))
def test_a_table_that_is_known_is_what_validation_makes_of_it(tmp_path, name):
    """Without the package beside it the same file is converted and validated."""
    file = shutil.copy(paths.processed() / f"{name}.csv", tmp_path)
    assert package.vouches(paths.processed() / f"{name}.csv", name, Path(file).read_bytes())
    known, validated = frames.from_csv(paths.processed() / f"{name}.csv", name), frames.from_csv(Path(file), name)
    pd.testing.assert_frame_equal(known, validated, check_exact=True)


@pytest.fixture
def packaged(tmp_path):
    """A folder with a table of funds and its package."""
    frame = made.read(funds=made.funds(("initial_budget", "280"), ("executed", "328.54")))["funds"]
    frame.to_csv(tmp_path / "funds.csv", index=False)
    found = frames.packaged(tmp_path, ["funds"])
    (tmp_path / package.FILE).write_text(json.dumps(found), encoding="utf-8")
    return tmp_path


def test_a_table_that_a_person_has_changed_is_validated_again(packaged):
    change(packaged, "funds.csv", "executed", "spent")
    with pytest.raises(ValueError, match=r"funds\.csv: table funds.*\n.*stage, row 3: found 'spent'"):
        frames.load(packaged)


def test_a_package_is_made_of_valid_tables_only(packaged):
    change(packaged, "funds.csv", "executed", "spent")
    with pytest.raises(ValueError, match="found 'spent'"):
        frames.packaged(packaged, ["funds"])


def records(**changed) -> Tables:
    report = Report("R", "R.txt", "0" * 64, self_score=Decimal("97.50"))
    fund = Fund("R", "", "", "executed", "total", "total", Decimal("1E+2"), 4, 7, "100")
    return Tables([report], [fund._replace(**changed)], [], [], [], [], [])


def test_records_become_tables_with_numbers_as_printed():
    found = frames.from_records(records())
    assert list(found) == ["reports", "funds", "indicators", "outcomes", "resources", "scorecard", "problems"]
    assert found["reports"].loc[0, "self_score"] == 97.5
    assert found["funds"].loc[0, ["amount_wan", "start", "token"]].tolist() == [100, 4, "100"]
    assert len(found["indicators"]) == 0


def test_a_record_with_an_unknown_code_is_refused():
    with pytest.raises(ValueError, match="stage, row 0: found 'spent'"):
        frames.from_records(records(stage="spent"))


@pytest.mark.parametrize(("name", "rows"), [("sources", 249), ("projects", 430), ("indicators", 676), ("scores", 68)])
def test_the_public_facts_that_ship_are_valid_and_complete(name, rows):
    assert len(frames.public(paths.PUBLIC)[f"public_{name}"]) == rows
    assert tables()[f"public_{name}"]["file"] == f"{name}.csv"
