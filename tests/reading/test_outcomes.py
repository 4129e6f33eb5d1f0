"""What helpers.reading.outcomes promises: reported figures, what they count, and those of staff and assets apart."""

from decimal import Decimal

import pytest

from helpers.reading.outcomes import asset_table, kind
from helpers.reading.report import read_text

ASSETS = """固定资产表 单位：万元
项目\t数量\t金额\t在用\t
\t\t\t金额\t占比
土地\t13\t3,284.69\t3284.69\t79.19%
车辆\t2\t30.5\t30.5\t0.7%
"""


def read(text: str) -> list[str]:
    """Each outcome as `name value unit sign`."""
    return [f"{o.name_zh} {o.value}{o.unit} {o.value_comparator}" for o in read_text(text, "r").outcomes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共巡查河道1,256公里，清理漂浮物320余吨。", ["巡查河道 1256公里 =", "清理漂浮物 320吨 >="]),
        ("新建泵站3座、水闸5座，解决了4.2万人饮水问题。", ["新建泵站 3座 =", "水闸 5座 =", "解决饮水问题 42000人 ="]),
        ("良种补贴覆盖10个乡镇、126个行政村。", ["良种补贴覆盖 10个 =", "行政村 126个 ="]),
        ("新增学位2,700个，其中小学1,800个、初中900个。", ["新增学位 2700个 =", "小学 1800个 =", "初中 900个 ="]),
        ("办理许可1056件（其中即办件890件，承诺件166件）。", ["办理许可 1056件 =", "即办件 890件 =", "承诺件 166件 ="]),
        ("接待群众来访1,025批次2,316人次。", ["接待群众来访 1025批次 =", "接待群众来访 2316人次 ="]),
        ("为65岁及以上老年人体检8,960人，体检率71.2%。", ["为65岁及以上老年人体检 8960人 =", "体检率 71.2% ="]),
        ("“一站式”服务办理业务3.5万笔。", ["“一站式”服务办理业务 35000笔 ="]),
        ("门急诊12.6万人次，同比增长8.3%。", ["门急诊 126000人次 =", "同比增长 8.3% ="]),
        ("减少碳排放约1.2万吨。", ["减少碳排放 12000吨 ~"]),
        ("带动社会投资1.5亿元。", ["带动社会投资 15000万元 ="]),
        ("户均增收1200元。", ["户均增收 1200元 ="]),
        ("全年无一例医疗事故，零投诉。", ["医疗事故 0例 =", "投诉 0 ="]),
        ("水库蓄水量达8500万立方米。", ["水库蓄水量 85000000立方米 ="]),
        (
            "发放问卷500份，收回有效问卷486份，满意率为95.06%。",
            ["发放问卷 500份 =", "收回有效问卷 486份 =", "满意率 95.06% ="],
        ),
        ("培训3批教师，共180人次。", ["培训教师 3批 =", " 180人次 ="]),
        ("拆除违建18处，面积2600平方米。", ["拆除违建 18处 =", "面积 2600平方米 ="]),
        ("获得省级表彰2次、市级表彰5次。", ["获得省级表彰 2次 =", "市级表彰 5次 ="]),
    ],
)  # fmt: skip
def test_a_figure_has_the_name_of_what_it_counts(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize("text", ["2022年3月开工。", "第3季度开工。", "自评得分96分。", "拨打12345热线。", "共计36。"])
def test_dates_points_and_bare_numbers_are_no_outcomes(text):
    assert read(text) == []


def test_what_is_planned_for_the_time_to_come_is_no_outcome():
    assert read("一、成效\n培训20人。\n二、下一步打算\n培训90人。\n") == ["培训 20人 ="]


@pytest.mark.parametrize("text", ["完成固定资产投资1.26亿元。", "医院编制床位400张。", "编制规划3项。"])
def test_the_words_for_resources_in_other_words_tell_of_results(text):
    tables = read_text(text, "r")
    assert (len(tables.outcomes), tables.resources) == (1, [])


def test_staff_vehicles_and_assets_are_resources():
    text = (
        "核定编制45名，实有在职人员42人，其中医师30人，退休人员18人；公务用车4辆，其中救护车3辆。固定资产1,236.8万元。"
    )
    kept = read_text(text, "r").resources
    assert [(r.function, str(r.value)) for r in kept] == [
        ("staff", "45"), ("staff", "42"), ("staff", "30"), ("staff", "18"), ("vehicles", "4"), ("vehicles", "3"),
        ("fixed_assets", "1236.8"),
    ]  # fmt: skip
    assert [r.seq for r in kept] == list(range(1, 8))


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("办理法律援助案件36件。", "legal_aid"), ("调解纠纷36件。", "mediation"), ("桥梁检测36座。", "other"),
        ("健康讲座36场。", "other"), ("供水系统36套。", "other"), ("核酸检测36人次。", "epidemic"),
        ("办理公证36件，其中涉外6件。", "notary"),
    ],
)  # fmt: skip
def test_the_words_before_a_figure_say_which_function_it_speaks_of(text, function):
    assert {o.function for o in read_text(text, "r").outcomes} == {function}


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("万元", "money"), ("%", "rate"), ("人次", "persons"), ("平方米", "area"), ("件", "count"), ("天", "other"),
        ("", "count"), ("元/人", "money"), ("/10万", "rate"), ("未知", "other"),
    ],
)  # fmt: skip
def test_the_unit_says_the_kind(unit, expected):
    assert kind(unit) == expected


def test_a_table_of_assets_gives_each_cell_its_row_its_column_and_the_unit_of_the_caption():
    rows = asset_table(ASSETS, "r")
    assert [(r.name_zh, r.value, r.unit) for r in rows[:4]] == [
        ("土地：数量", Decimal(13), ""), ("土地：金额", Decimal("3284.69"), "万元"),
        ("土地：在用金额", Decimal("3284.69"), "万元"), ("土地：在用占比", Decimal("79.19"), "%"),
    ]  # fmt: skip
    assert all(ASSETS[r.start : r.end] == r.token for r in rows)
    assert len(rows) == 8
