"""What helpers.reading.funds.divided promises: parts have the name that stands before them."""

from hypothesis import given
from hypothesis import strategies as st

from helpers.reading.report import read_text

TWO_PARTS = """
本项目经费分两块。一块是水质监测，年初预算{0}万元，到位{1}万元，支出{2}万元；另一块是河道保洁，年初预算{3}万元，到位{4}万元，支出{5}万元。
两块合起来，年初预算{6}万元，到位{7}万元，支出{8}万元。"""
NUMBERED = """截至年末共下达{6}万元，各县支付{7}万元。按类别：
（1）村寨建设，下达{0}万元，支付{1}万元；
（2）特色养殖，下达{2}万元，支付{3}万元；
（3）实用培训，下达{4}万元，支付{5}万元。"""
MONEY = st.integers(1, 900)


def told(text: str) -> list[tuple[str, str, str, int]]:
    """Line, stage, category and amount of each row."""
    return [(row.line, row.stage, row.category, int(row.amount_wan)) for row in read_text(text, "r").funds]


@given(st.tuples(*[MONEY] * 6).filter(lambda n: len({*n}) == 6))
def test_two_parts_in_three_stages_that_add_up_to_the_whole_have_their_names(amounts):
    sums = [one + other for one, other in zip(amounts[:3], amounts[3:], strict=True)]
    stages = ("initial_budget", "allocated", "executed")
    assert told(TWO_PARTS.format(*amounts, *sums)) == [
        *(("水质监测", *each) for each in zip(stages, ["total"] * 3, amounts[:3], strict=True)),
        *(("河道保洁", *each) for each in zip(stages, ["total"] * 3, amounts[3:], strict=True)),
        *(("", *each) for each in zip(stages, ["total"] * 3, sums, strict=True)),
    ]


def test_numbered_parts_behind_their_whole_have_their_names():
    rows = told(NUMBERED.format(420, 410, 260, 255, 58, 54, 738, 719))
    assert rows[:2] == [("", "allocated", "total", 738), ("", "executed", "total", 719)]
    assert [line for line, *_ in rows[2:]] == ["村寨建设"] * 2 + ["特色养殖"] * 2 + ["实用培训"] * 2
    assert {category for _, _, category, _ in rows} == {"total"}


def test_amounts_that_add_up_to_nothing_told_have_no_names():
    rows = told(TWO_PARTS.format(168, 175, 172, 211, 212, 208, 380, 386, 381))
    assert {line for line, *_ in rows} == {""}


def test_instalments_that_add_up_to_what_was_received_have_no_names_of_parts():
    rows = told("项目预算735万元，首批下达300万元，二批下达300万元，三批下达120万元，共到位720万元，支出706万元。")
    assert [line for line, stage, *_ in rows if stage == "allocated"] == [""] * 4


def test_a_place_that_got_a_part_is_the_line_and_a_kind_of_places_is_none():
    rows = told("本项目预算1300万元，下达1290万元，其中：桐坑乡480万元、沙湾镇410万元、江口区400万元。")
    assert [line for line, stage, *_ in rows if stage == "allocated"] == ["", "桐坑乡", "沙湾镇", "江口区"]
    assert {line for line, *_ in told("本项目收到上级资金260万元，拨付乡镇198万元，全县支出190万元。")} == {""}


def test_a_part_named_by_its_economic_class_alone_is_no_line():
    title = "某县档案馆2023年度部门整体支出绩效自评报告"
    rows = told(f"{title}\n全年支出900万元，其中：工资福利支出500万元，资本性支出400万元。")
    assert rows[-1] == ("", "executed", "capital", 400)
