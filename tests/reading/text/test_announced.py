"""What helpers.reading.text.announced promises on amounts whose unit is told once for all."""

import pytest

from helpers.reading.report import read_text
from helpers.reading.text.announced import with_units
from helpers.reading.text.wraps import joined


def shown(text: str) -> str:
    return with_units(joined(text)).text


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("某局自评报告（金额单位：万元）\n到位合计868.6；支出合计836.35。", "到位合计868.6万元；支出合计836.35万元。"),
        (
            "（以下金额单位均为万元）\n全年支出1336，其中宣传12.5，到位率98。",
            "支出1336万元，其中宣传12.5万元，到位率98。",
        ),
        ("一、资金（单位：元）\n1．年初预算：320,000\n2．支出：3", "1．年初预算：320,000元\n2．支出：3元"),
        ("一、资金（单位：元）\n预算：90。\n二、产出\n预算评审3，", "预算：90元。\n二、产出\n预算评审3，"),
        ("单位：万元\n培训人数：320\n完成项目12，惠及群众3200。", "培训人数：320\n完成项目12，惠及群众3200。"),
        ("单位：万元\n年初预算\t320\n支出\t300", "年初预算\t320\n支出\t300"),
        ("单位：万元\n预算320万元，支出300万元，得分9。", "预算320万元，支出300万元，得分9。"),
        ("一、预算安排（万元）\n年初预算：300\n二、其他\n支出9", "年初预算：300万元\n二、其他\n支出9"),
        ("单位：某局\n年初预算：320，支出300。", "年初预算：320，支出300。"),
    ],
)
def test_the_unit_that_is_told_for_all_amounts_stands_behind_each(text, units):
    assert shown(text).endswith(units)


def test_rows_keep_their_places_in_the_text_as_it_is_printed():
    head = "某局培训项目2023年度绩效自评报告\n一、资金（单位：万元）\n"
    text = f"{head}年初预算：320\n支出：300，其中讲课费204.7，场租95.3\n"
    rows = read_text(text, "r").funds
    assert [text[row.start : row.end] for row in rows] == ["320", "300", "204.7", "95.3"]
    assert [f"{row.amount_wan}" for row in rows] == ["320", "300", "204.7", "95.3"]
