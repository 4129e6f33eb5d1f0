"""What helpers.coding.pairing promises: the same figures meet, whoever coded them, and whatever their cells say."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis.agreement import coder_agreement, reading_quality
from helpers.coding.double_coding import TABLES, Coding, asked
from helpers.coding.pairing import against_machine, between_coders, compared

from . import made

FUND = {"report_id": "R", "stage": "executed", "source": "total", "category": "total"}


def coding(coder: str, *funds: dict, reports=("R",), **others: list[dict]) -> Coding:
    """A coding of report R from rows that have only some of their cells."""
    rows = {"funds": [FUND | {"amount_wan": each["token"]} | each for each in funds]} | others
    frames = {
        name: pd.DataFrame(rows.get(name, []), columns=list(asked(name)), dtype=object).fillna("").astype("str")
        for name in TABLES
    }
    return Coding(coder, list(reports), list(reports), frames)


def column(one: Coding, other: Coding, name: str, table: str = "funds") -> list[tuple]:
    """What both have in a column, figure by figure; None where one does not have the figure."""
    found = compared(one, other).query("column == @name and table == @table")
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in found[["one", "other"]].to_numpy()]


def test_figures_meet_by_their_number_whatever_their_row():
    one = coding("A", {"token": "280", "stage": "income"}, {"token": "90"})
    other = coding("B", {"token": "90"}, {"token": "280", "stage": "income"})
    assert sorted(column(one, other, "stage")) == [("executed", "executed"), ("income", "income")]


def test_a_figure_that_one_coder_lacks_is_missing_there():
    found = column(coding("A", {"token": "280"}), coding("B", {"token": "90"}), "figure")
    assert set(found) == {("there", None), (None, "there")}


@pytest.mark.parametrize(("one", "other"), [("1,200.0", "1200"), ("99.50%", "99.5"), ("２８０", "280"), ("零", "零")])
def test_one_number_printed_in_two_ways_is_one_figure(one, other):
    row = {"amount_wan": "1"}
    assert column(coding("A", row | {"token": one}), coding("B", row | {"token": other}), "figure") == [("there",) * 2]


def test_of_equal_numbers_the_nearest_mentions_meet_where_both_state_them():
    one = coding("A", {"token": "5", "occurrence": "1"}, {"token": "5", "occurrence": "3", "stage": "income"})
    other = coding("B", {"token": "5", "occurrence": "3", "stage": "income"})
    assert column(one, other, "stage") == [("executed", None), ("income", "income")]


def test_of_equal_numbers_those_printed_alike_meet_first():
    one = coding("A", {"token": "99.5", "amount_wan": "99.5"}, {"token": "99.50", "stage": "income"})
    assert column(one, coding("B", {"token": "99.50", "stage": "income"}), "stage") == [
        ("executed", None),
        ("income", "income"),
    ]


def test_equal_numbers_without_a_mention_meet_in_their_order():
    one = coding("A", {"token": "5"}, {"token": "5", "stage": "income"})
    assert column(one, one._replace(coder="B"), "stage") == [("executed", "executed"), ("income", "income")]


def test_pairs_do_not_depend_on_the_cells_that_are_compared():
    one = coding("A", {"token": "5"}, {"token": "5", "stage": "income"})
    other = coding("B", {"token": "5", "stage": "income"}, {"token": "5"})
    assert column(one, other, "stage") == [("executed", "income"), ("income", "executed")]


@given(st.lists(st.sampled_from("123"), max_size=8), st.lists(st.sampled_from("123"), max_size=8))
@settings(max_examples=15)
def test_as_many_figures_meet_as_can(mine, theirs):
    one, other = (coding(name, *({"token": each} for each in tokens)) for name, tokens in (("A", mine), ("B", theirs)))
    found = column(one, other, "figure")
    assert found.count(("there", "there")) == sum(min(mine.count(n), theirs.count(n)) for n in "123")
    assert len(found) == sum(max(mine.count(n), theirs.count(n)) for n in "123")


def test_a_figure_filed_in_another_table_is_found_but_filed_unlike():
    one = coding("A", {"token": "280"})
    other = coding("B", outcomes=[{"report_id": "R", "token": "280", "value": "280"}])
    assert column(one, other, "figure") == [("there", None)]
    assert column(one, other, "figure", "all") == [("there", "there")]
    assert column(one, other, "table", "all") == [("funds", "outcomes")]


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("actual", "12.50", "12.5"),
        ("actual", "已完成", "全部完成"),
        ("target_unit", "％", "%"),
        ("project_id", "R-2", "2"),
        ("weight", "10", "10.0"),
    ],
)
def test_one_thing_written_in_two_ways_is_equal(name, one, other):
    row = {"report_id": "R", "token": "9"}
    sides = [coding(coder, indicators=[row | {name: cell}]) for coder, cell in (("A", one), ("B", other))]
    ((left, right),) = column(*sides, name, "indicators")
    assert left == right


def test_only_reports_that_both_have_coded_count():
    one = coding("A", {"token": "1"}, {"token": "2", "report_id": "S"}, reports=["R", "S"])
    assert column(one, coding("B", {"token": "1"}), "figure") == [("there", "there")]


def test_two_coders_meet_without_the_version_they_agreed_on():
    codings = {name: coding(name, {"token": "1"}) for name in ("A", "B", "agreed")}
    assert between_coders(codings)["pair"].unique().tolist() == ["A, B"]
    assert between_coders({"A": codings["A"]}).empty


def test_the_machine_meets_every_coding_the_agreed_one_first():
    read = made.read(funds=made.funds(("executed", "280")), outcomes=made.table("outcomes", []))
    read["resources"] = made.table("resources", [])
    codings = {name: coding(name, {"token": "280"}) for name in ("A", "agreed")}
    found = against_machine(codings, read)
    assert found["pair"].unique().tolist() == ["machine, agreed", "machine, A"]
    assert (found["one"] == found["other"]).all()


def test_mentions_of_the_machine_are_counted_in_the_text():
    text = "编制5人，1.5万元，15个，收入5万元，支出5万元"
    funds = made.funds(("income", "5"))
    funds[["start", "end"]] = [text.index("入5") + 1, text.index("入5") + 2]
    read = made.read(funds=funds, outcomes=made.table("outcomes", []), resources=made.table("resources", []))
    # a coder lists the second and the third 5; the machine read the second, for 5 is no part of 1.5 and 15
    coder = coding("A", {"token": "5", "occurrence": "2", "stage": "income"}, {"token": "5", "occurrence": "3"})
    found = against_machine({"A": coder}, read, {"R": text}).query("column == 'stage' and table == 'funds'")
    assert found.dropna()[["one", "other"]].to_numpy().tolist() == [["income", "income"]]


def test_a_report_that_was_not_read_is_told():
    with pytest.raises(ValueError, match="in table reports; absent: S"):
        against_machine({"A": coding("A", reports=["R", "S"])}, made.read())


def test_planted_errors_are_found_again_as_they_were_planted():
    truth = [{"token": str(n), "report_id": f"R{n % 5}"} for n in range(100, 200)]
    wrong = [each | {"stage": "income"} if n < 10 else each for n, each in enumerate(truth)]
    reports = [f"R{n}" for n in range(5)]
    one, other = coding("machine", *wrong[:-20], reports=reports), coding("A", *truth, reports=reports)
    found = reading_quality(compared(one, other)).set_index(["table", "column", "statistic"])["estimate"]
    assert found["funds", "figure", "precision"] == 1
    assert found["funds", "figure", "recall"] == pytest.approx(80 / 100)
    assert found["funds", "stage", "precision"] == pytest.approx(70 / 80)
    assert found["funds", "stage", "recall"] == pytest.approx(70 / 100)
    assert found["funds", "stage", "agreement"] == pytest.approx(70 / 80)


def test_a_coding_held_against_itself_agrees_in_every_column():
    one = coding("A", {"token": "1"}, {"token": "2", "stage": "income"}, {"token": "2", "source": "other"})
    found = coder_agreement(compared(one, one._replace(coder="B")))
    assert (found["estimate"].dropna() == 1).all()
