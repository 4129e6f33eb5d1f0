"""What helpers.reading.forms.uses promises: a small table in running text that lists what money was for."""

import pytest

from helpers.reading.formats.grid import MARK, Document
from helpers.reading.forms.documents import of_document

from .drawn import drawn, shown

USES = "支出内容 | 支出金额\n苗木 | 1,200.5\n管护 | 300\n合计 | 1,500.5"


def read(table: str, above: str) -> list[str]:
    rows = of_document(Document(f"{above}\n{MARK}\n", (drawn(table),)), "r").funds
    return [f"{row.stage} {row.category} {shown(row.amount_wan)}" for row in rows]


def test_each_row_is_a_use_with_the_stage_of_its_column_and_the_unit_above():
    assert read(USES, "全年支出构成见下表（单位：元）：") == [
        "executed other 0.12005",
        "executed other 0.03",
        "executed total 0.15005",
    ]


@pytest.mark.parametrize(
    ("table", "above", "amounts"),
    [
        (
            "序号 | 用途 | 预算数（万元） | 执行数（万元）\n1 | 疫苗采购 | 80 | 78\n2 | 冷链设备 | 40 | 40",
            "资金明细如下：",
            [
                "initial_budget other 80",
                "executed other 78",
                "initial_budget other 40",
                "executed other 40",
            ],
        ),
        (
            "类别 | 金额\n书刊采购 | 12\n数据库 | 30",
            "经费实际支出情况如下（单位：万元）：",
            ["executed other 12", "executed other 30"],
        ),
    ],
)
def test_a_column_tells_its_stage_by_its_name_or_by_the_sentence_above(table, above, amounts):
    assert read(table, above) == amounts


@pytest.mark.parametrize(
    ("table", "above"),
    [
        (USES, "全年支出构成见下表："),  # no unit
        ("类别 | 金额\n违规 | 12\n罚没 | 30", "查处案件见下表（单位：万元）："),  # no stage
        (
            "项目 | 数量 | 支出金额\n培训 | 3 | 12\n巡查 | 5 | 30",
            "支出见下表（单位：万元）：",
        ),  # a column of another kind
        ("支出内容 | 支出金额\n苗木 | 12", "支出见下表（单位：万元）："),  # no list
    ],
)
def test_a_table_that_does_not_tell_unit_stage_or_uses_alone_is_none(table, above):
    assert read(table, above) == []
