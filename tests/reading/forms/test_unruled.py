"""What helpers.reading.forms.unruled promises: amounts of lines whose columns touch, where these add up."""

from decimal import Decimal

import pytest

from helpers.reading.forms.unruled import unruled

TABLE = """项目明细
单位：{unit}
项目名称 计划投资完成投资
白杨村巷道硬化328.00 326.75
青石村排水沟1,096.501,040.00
{total} 1,424.501,366.75
后文。
"""


@pytest.mark.parametrize(
    ("total", "unit", "said"),
    [
        ("合计", "万元", [("total", "", 1424.5), ("total", "", 1366.75)]),
        ("小计", "万元", [("other", "小计", 1424.5), ("other", "小计", 1366.75)]),
        ("合计", "元", [("total", "", 0.14245), ("total", "", 0.136675)]),
    ],
)
def test_lines_that_add_up_are_parts_and_their_total(total, unit, said):
    text = TABLE.format(total=total, unit=unit)
    found = unruled(text, "r")
    assert [row.stage for row in found] == ["initial_budget", "executed"] * 3
    assert [row.line for row in found[:4]] == ["白杨村巷道硬化"] * 2 + ["青石村排水沟"] * 2
    assert [(row.category, row.line, row.amount_wan) for row in found[4:]] == [
        (category, line, Decimal(str(amount))) for category, line, amount in said
    ]
    assert all(text[row.start : row.end] == row.token for row in found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1,040.00", "1,041.00"),  # the lines do not add up
        ("计划投资完成投资", "面积长度"),  # no stages of money
        ("计划投资完成投资", "计划投资完成投资结余资金"),  # three stages, two amounts
    ],
)
def test_other_lines_give_none(old, new):
    assert unruled(TABLE.format(total="合计", unit="万元").replace(old, new), "r") == []
