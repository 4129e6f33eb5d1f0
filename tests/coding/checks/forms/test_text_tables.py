"""What coding.checks.text_tables promises: in tables of plain text totals add up and rates are of their columns."""

import pytest

from ...made import of_text
from . import test_cells

TABLE = """金额单位：万元
项目	年初预算数	全年预算数	全年执行数	执行率（%）
基本支出	1,986.20	2,014.70	2,011.06	99.82
项目支出	1,282.30	1,387.20	1,285.38	92.66
合计	3,268.50	3,401.90	3,296.44	96.90
"""


def of_kind(text: str, kind: str) -> list[str]:
    return [verdict for each, verdict in of_text(text) if each == kind]


def test_a_table_that_adds_up_holds():
    assert of_kind(TABLE, "sum").count("holds") == 3
    assert "contradiction" not in of_kind(TABLE, "sum") + of_kind(TABLE, "rate")


@pytest.mark.parametrize("two", [("3,268.50", "3,286.50"), ("1,387.20", "1,378.20"), ("2,011.06", "2,017.06")])
def test_a_misprint_breaks_its_column(two):
    assert of_kind(TABLE.replace(*two), "sum").count("contradiction") == 1


def test_a_rate_that_differs_from_its_columns_in_one_row_only_is_a_contradiction():
    assert of_kind(TABLE.replace("92.66", "96.26"), "rate").count("contradiction") == 1


@pytest.mark.parametrize(
    "text",
    [
        TABLE.replace(
            "合计\t3,268.50\t3,401.90\t3,296.44", "合计\t5,900.10\t6,210.75\t5,980.10"
        ),  # more rows elsewhere
        TABLE.replace("项目支出", "其中：人员经费"),
        "乡镇\t户数\t人数\n东乡\t120\t340\n西乡\t131\t352\n南乡\t98\t260\n",
    ],
)
def test_tables_of_another_kind_are_not_contradicted(text):
    assert "contradiction" not in of_kind(text, "sum")


def told_of(*rows: list[str]) -> list[tuple]:
    return [(kind, verdict, stated) for kind, verdict, stated, _ in test_cells.told(*rows)]


QUARTERS = [["乡镇", "一季度", "二季度", "三季度", "四季度", "全年"], ["东乡", "12", "15", "18", "11", "56"]]
QUARTERS += [
    ["西乡", "22", "25", "28", "21", "96"],
    ["南乡", "10", "9", "13", "8", "40"],
    ["合计", "44", "49", "59", "40", "192"],
]


def test_rows_and_columns_of_a_table_of_a_document_add_up():
    assert {verdict for _, verdict, _ in told_of(*QUARTERS)} == {"holds"}
    false = [[*QUARTERS[1][:-1], "65"], *QUARTERS[2:]]
    assert {stated for _, verdict, stated in told_of(QUARTERS[0], *false) if verdict == "contradiction"} == {
        65.0,
        192.0,
    }


def test_a_rate_of_a_table_of_a_document_is_that_of_its_row():
    rows = [["东乡", "120", "114", "95.0%"], ["西乡", "250", "235", "94.0%"], ["南乡", "100", "89", "98.0%"]]
    found = told_of(["乡镇", "计划", "完成", "完成率"], *rows, ["合计", "470", "438", "93.2%"])
    assert [stated for _, verdict, stated in found if verdict == "contradiction"] == [98.0]


def test_rates_of_a_table_with_a_column_for_each_source_add_up_to_nothing():
    table = [
        ["资金来源", "合计", "区级财政", "镇级财政", "村级自筹"],
        ["预算数", "97.5", "60", "25", "12.5"],
        ["执行数", "91.65", "60", "21.65", "10"],
        ["结余数", "5.85", "0", "3.35", "2.5"],
    ]
    rate = ["执行率", "94%", "100%", "86.6%", "80%"]
    assert {verdict for _, verdict, *_ in told_of(*table, rate)} <= {"holds", "rounding"}
    assert "contradiction" in {
        verdict for _, verdict, *_ in told_of(*table[:2], ["执行数", "96.15", *table[2][2:]], table[3])
    }
