"""What helpers.coding.schema promises: a table is as tables.yml says, or an error says in which cell it is not."""

from collections.abc import Iterator

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.coding.schema import fits, schema, tables, typed, validated

from . import made


def test_every_table_has_a_schema_with_the_columns_in_the_order_of_tables_yml():
    for name, says in tables().items():
        assert list(schema(name).columns) == list(says["columns"]), name
        assert set(says["key"]) <= set(says["columns"]), name


def test_a_table_like_another_has_its_columns_but_for_those_that_it_describes_itself():
    like, other = tables()["resources"]["columns"], tables()["outcomes"]["columns"]
    assert list(like) == list(other)
    assert [name for name in like if like[name] != other[name]] == ["function"]
    assert like["function"]["values"] == ["staff", "agency_units", "vehicles", "fixed_assets"]


def test_an_unknown_table_is_refused_with_those_there_are():
    with pytest.raises(KeyError, match="no table 'fund'; there are reports, funds"):
        schema("fund")


def test_what_is_not_stated_is_empty_text_nan_or_na():
    row = typed(pd.DataFrame({"agency_zh": [None], "fiscal_year": [None], "self_score": [""]}), "reports", [
        "agency_zh", "fiscal_year", "self_score",
    ])  # fmt: skip
    assert row["agency_zh"].tolist() == [""]
    assert row["self_score"].isna().all()
    assert row["fiscal_year"].isna().all()
    assert row.dtypes.astype(str).tolist() == ["str", "Int64", "float64"]


def test_a_project_number_keeps_its_leading_zeros():
    assert typed(pd.DataFrame({"report_id": ["007"]}), "reports", ["report_id"])["report_id"].tolist() == ["007"]


@pytest.mark.parametrize("word", ["abc", "inf", "nan", "12.3.4", "1,063.98", "1_000", "0x10"])
def test_what_is_no_number_is_refused_with_table_column_row_and_value(word):
    frame = pd.DataFrame({"amount_wan": ["1", word]}, index=[5, 6])
    with pytest.raises(ValueError, match=f"funds, column amount_wan, row 6: expected a number, found '{word}'"):
        typed(frame, "funds", ["amount_wan"])


def test_a_fraction_in_a_column_of_whole_numbers_is_refused():
    with pytest.raises(ValueError, match=r"column fiscal_year, row 0: expected a whole number, found '2021\.5'"):
        typed(pd.DataFrame({"fiscal_year": ["2021.5"]}), "reports", ["fiscal_year"])


def test_a_boolean_is_true_or_false_and_nothing_else():
    frame = pd.DataFrame({"annex_missing": ["True", False, None]})
    assert typed(frame, "reports", ["annex_missing"])["annex_missing"].tolist() == [True, False, pd.NA]
    with pytest.raises(ValueError, match="expected True or False, found 1"):
        typed(pd.DataFrame({"annex_missing": [1]}), "reports", ["annex_missing"])


def test_absent_columns_are_named():
    with pytest.raises(ValueError, match="scorecard: expected the columns report_id.*absent: points, token"):
        typed(made.scorecard(("一", "3")).drop(columns=["points", "token"]), "scorecard")


def refusal(frame: pd.DataFrame, table: str) -> str:
    with pytest.raises(ValueError, match=f"table {table} is not as tables.yml says") as caught:
        validated(frame, table)
    return str(caught.value)


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("stage", "spent", "stage, row 1: found 'spent', expected isin"),
        ("report_id", "", "report_id, row 1: found '', expected text that is not empty"),
        ("amount_wan", None, "amount_wan, row 1: found nan, expected a value"),
        ("start", -1, "start, row 1: found -1, expected in_range(0, "),
    ],
)
def test_a_value_outside_its_column_is_told_with_column_row_and_value(column, value, told):
    frame = made.funds(("executed", "1"), ("executed", "2"))
    frame.loc[1, column] = value
    assert told in refusal(frame, "funds")


def test_a_key_that_stands_twice_is_told_once_with_its_second_row():
    told = refusal(made.scorecard(("一", "3"), ("二", "4")).assign(seq=1), "scorecard")
    assert told.splitlines()[1:] == ["  row 1: found report_id 'R', seq 1 a second time, expected it once"]


def test_a_column_that_is_not_of_the_table_and_one_that_is_missing_are_told():
    frame = made.scorecard(("一", "3"))
    assert "found 'mark', expected no such column" in refusal(frame.assign(mark=1), "scorecard")
    assert "found 'token', expected this column to be there" in refusal(frame.drop(columns="token"), "scorecard")


def test_columns_in_another_order_are_told():
    frame = made.scorecard(("一", "3"))
    assert "expected the columns in the order of tables.yml" in refusal(frame[frame.columns[::-1]], "scorecard")


def test_of_many_faults_ten_are_told_and_the_others_counted():
    frame = made.scorecard(*[("一", "3")] * 12).assign(max_points=500.0)
    assert refusal(frame, "scorecard").splitlines()[-1].strip() == "... and 2 more"


def test_an_open_column_takes_empty_text_and_a_required_one_does_not():
    frame = made.reports()
    assert validated(frame.assign(scope=""), "reports")["scope"].tolist() == [""]
    assert "expected text that is not empty" in refusal(frame.assign(source_file=""), "reports")


# Seen to be valid at a glance


PATTERNED = {"sha256": "0" * 64, "filed_on": "2021-12-31", "pattern": "agrees"}


def valid(name: str, says: dict) -> object:
    """A cell that a column takes."""
    if says["type"] == "text":
        return PATTERNED.get(name) or says.get("values", ["x"])[0]
    return True if says["type"] == "boolean" else says.get("range", [1])[0]


def doubtful(says: dict) -> Iterator[object]:
    """Cells at the edge of what a column takes, and beyond it."""
    if says["type"] == "text":
        yield from ["", "x", "0" * 65, *says.get("values", [])[-1:]]
    elif says["type"] == "boolean":
        yield from [None, False]
    else:
        least, most = says.get("range", [0, 0])
        yield from [None, least - 1, most, most + 1]


@pytest.mark.parametrize("table", ["reports", "funds"])  # every kind of column and of limit
def test_a_row_is_seen_to_be_valid_where_pandera_accepts_it_and_nowhere_else(table):
    columns = tables()[table]["columns"]
    whole = {name: valid(name, says) for name, says in columns.items()}
    rows = [whole, *(whole | {name: cell} for name, says in columns.items() for cell in doubtful(says))]
    frame = typed(pd.DataFrame(rows, dtype=object), table)
    with pytest.raises(pa.errors.SchemaErrors) as caught:
        schema(table).validate(frame, lazy=True)
    told = caught.value.failure_cases
    refused = set(told.loc[told["check"] != "multiple_fields_uniqueness", "index"].dropna().astype(int))
    assert {row for row in frame.index if not fits(frame.loc[[row]], table)} == refused
    assert 0 not in refused
    assert refused


def test_columns_of_another_type_and_keys_that_stand_twice_are_not_seen_to_be_valid():
    frame = made.scorecard(("一", "3"), ("二", "4"))
    assert fits(frame, "scorecard")
    assert not fits(frame.astype({"points": object}), "scorecard")
    assert not fits(frame.assign(seq=frame["seq"].iloc[[0, 0]].array), "scorecard")
    assert not fits(frame.assign(max_points=[float("inf"), 1]), "scorecard")


def test_a_valid_frame_is_another_than_the_one_given():
    frame = made.scorecard(("一", "3"))
    found = validated(frame, "scorecard")
    found["level1_zh"] = "二"
    assert frame["level1_zh"].tolist() == ["一"]


@settings(max_examples=50)
@given(st.lists(st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))))
def test_numbers_survive_being_written_and_read(values):
    text = pd.DataFrame({"amount_wan": ["" if value is None else repr(value) for value in values]}, dtype=object)
    found = typed(text, "funds", ["amount_wan"])["amount_wan"]
    assert [None if pd.isna(value) else value for value in found] == values
