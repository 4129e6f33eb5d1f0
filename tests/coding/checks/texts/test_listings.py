"""What coding.checks.listings promises: lists make up their whole, whatever is counted and read or not."""

import pytest

from ...made import contradicted, of_text

ADDS_UP = [
    "全年支出1,145.76万元，其中检验费1,068.36万元，耗材费52.4万元，宣传费25万元。",
    "全年支出1145.76万元。其中：检验费1068.36万元、耗材费52.4万元、宣传费25万元。",
    "项目支出3,973.53万元，执行率95.83%。项目支出中，利息补贴3,218.05万元，采购412.6万元，监测168.88万元，运维174万元。",
    "检验费1,068.36万元、耗材费52.4万元、宣传费25万元，合计1,145.76万元。",
    "培训教师1,345人（其中骨干210人），分别为小学712人、初中421人、高中212人。",
    "上半年拨付640万元，下半年拨付460万元，全年共拨付1,100万元。",
    "支出42.7万元，为车辆维护费39.5万元和接待费3.2万元。",
]
SLIPPED = [  # the same with two digits swapped or one exchanged, in the whole or in a part
    ADDS_UP[0].replace("1,068.36", "1,086.36"),
    ADDS_UP[1].replace("1145.76", "1154.76"),
    ADDS_UP[2].replace("168.88", "186.88"),
    ADDS_UP[3].replace("1,145.76", "1,147.56").replace("1,147.56", "1,415.76"),
    ADDS_UP[4].replace("421", "412"),
    ADDS_UP[5].replace("1,100", "1,010"),
    ADDS_UP[6].replace("42.7", "24.7"),
]


@pytest.mark.parametrize("text", ADDS_UP)
def test_a_list_that_makes_up_its_whole_holds(text):
    assert ("sum", "holds") in of_text(text)
    assert ("sum", "contradiction") not in of_text(text)


@pytest.mark.parametrize("text", SLIPPED)
def test_a_misprint_in_a_list_or_its_whole_contradicts_it(text):
    assert ("sum", "contradiction") in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "全年支出1,145.76万元，其中检验费868.36万元，耗材费52.4万元。",  # some parts only
        "预算1,200万元，支出1,145.76万元，结余54.24万元。",
        "新建道路35公里，改造53公里，养护88公里。",
        "办理案件1,204件，走访企业311家，化解纠纷893起。",
        "2022年收入8,120万元、2023年8,210万元、2024年8,330万元。",
    ],
)
def test_figures_that_are_no_list_of_a_whole_are_not_contradicted(text):
    assert ("sum", "contradiction") not in of_text(text)


def test_a_round_number_beside_finer_ones_is_exact_where_a_slip_explains_the_difference():
    slip = "支出1,145.76万元，其中检验费1,068.63万元，耗材费52.4万元，宣传费25万元。"
    assert ("sum", "contradiction") in of_text(slip)
    assert ("sum", "rounding") in of_text("支出1,093.71万元，其中检验费1,068.36万元，宣传费25万元。")


def test_a_price_for_each_and_by_how_much_it_fell_are_no_parts_of_another_price():
    title = "青石县交通局2023年度线路补助项目支出绩效自评报告\n"
    price = "按里程算，总里程3,870万公里，每公里补助1.30元。"
    before = "2022年补助5,147万元，里程3,870万公里，每公里1.33元，降低0.03元。"
    assert contradicted(f"{title}{price}{before}另有0.12亿人次的优惠由另外的资金承担，不在5,147万元里面。\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "全年支出318.40万元，其中设备购置142.70万元，日常维护96.40万元，人员补贴79.30万元，每人补贴860元。",
        "全年支出318.40万元，其中设备购置142.70万元，日常维护175.70万元，每亩补助96.40元。",
        "全年支出318.40万元，其中设备购置142.70万元，日常维护175.66万元，工本费400.00元。",
    ],
)
def test_a_price_and_an_amount_that_fits_in_its_own_unit_are_comparable(text):
    assert ("unit", "not_comparable") not in of_text(text)


WITH_SHARES = [
    "资金{}万元的去向是：教师补助73.84万元，占40.00%，符合不低于40%的规定；设备62.03万元；培训26.84万元；印刷12.26万元。",
    "全年支出{}万元，用于：人员补贴73.84万元，占42%；设备购置62.03万元；培训26.84万元；印刷12.26万元。",
    "支出{}万元，其中人员73.84万元；设备62.03万元，均为招标采购；培训26.84万元；印刷12.26万元。",
    "支出{}万元，其中人员73.84万元（占42.2%），设备62.03万元（占35.5%），培训26.84万元，印刷12.26万元。",
    "支出{}万元，其中人员73.84万元，占42.2%，设备62.03万元，占35.5%，培训26.84万元，印刷12.26万元。",
]


@pytest.mark.parametrize("text", WITH_SHARES)
def test_the_items_of_a_list_may_have_shares_and_semicolons(text):
    right = of_text(text.format("174.97"))
    assert ("sum", "holds") in right
    assert ("sum", "contradiction") not in right
    assert ("sum", "contradiction") in of_text(text.format("174.97").replace("62.03", "62.30"))


@pytest.mark.parametrize(
    "text",
    [
        "支出174.60万元，用于：人员73.84万元；设备62.30万元。",
        "项目资金合计120万元：栽树每亩补500元，计80万元；管护每亩补200元，计40万元。",
        "预算200万元，支出174.60万元；结余25.40万元；另有捐款30万元。",
    ],
)
def test_prices_and_what_is_left_behind_semicolons_are_no_items(text):
    assert ("sum", "contradiction") not in of_text(text)


@pytest.mark.parametrize(
    "opening",
    [
        "任务是加固涵洞{}座，分布情况为",
        "加固涵洞{}座，分布在",
        "加固涵洞{}座，分乡镇是",
        "加固涵洞{}座，分类型为",
        "加固涵洞{}座，分布于",
    ],
)
def test_a_list_by_where_or_of_what_kind_things_are_is_all_of_them(opening):
    parts = "东坪15座、西坪12座、北坪9座。"
    assert ("sum", "holds") in of_text(opening.format("36") + parts)
    assert ("sum", "contradiction") in of_text(opening.format("31") + parts)


@pytest.mark.parametrize("words", ["钱花在", "主要投向", "用在"])
def test_what_money_went_into_opens_a_list(words):
    text = f"支出318.40万元，{words}土建142.70万元、装饰96.40万元、设备79.30万元。"
    assert ("sum", "contradiction") not in of_text(text)
    assert ("sum", "contradiction") in of_text(text.replace("96.40", "77.10"))


@pytest.mark.parametrize(
    "text",
    ["加固涵洞46座，主要分布在东坪15座、西坪12座等。", "加固涵洞46座，分布在东坪、西坪，其中大修15座，小修12座。"],
)
def test_some_of_the_places_are_not_all(text):
    assert ("sum", "contradiction") not in of_text(text)
