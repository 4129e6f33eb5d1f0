"""What helpers.reading.forms promises of variants and traps: units, gaps, signs, points in the wrong place."""

import pytest

from helpers.reading.forms import rows as forms

from .drawn import funds, indicators, problems, read, scores, shown

HEAD = "项目资金（万元） |  | 全年预算数（A） | 全年执行数（B） | 分值 | 执行率（B/A） | 得分\n"
VALUES = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n产出指标 | 数量指标 | "


def money(row: str, head: str = HEAD) -> list[str]:
    return [each.split()[-1] for each in funds(read(head + f" | 年度资金总额 | {row}"))]


def indicator(row: str) -> str:
    (only,) = indicators(read(VALUES + row))
    return only.removeprefix("output quantity ")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("120 | 100", ["120", "100"]),
        ("1,234.56 | 1，000", ["1234.56", "1000"]),
        ("5.8万 | 5.8万元", ["5.8", "5.8"]),
        ("0.5亿元 | 3359.62万", ["5000", "3359.62"]),
        ("2000000元 | 1500000元", ["200", "150"]),
        ("— | 100", ["100"]),
        ("- | 100", ["100"]),
        ("/ | 100", ["100"]),
        (" | 100", ["100"]),
        ("0 | 0.00", ["0", "0"]),
        ("１２０ | １００．５", ["120", "100.5"]),
    ],
)
def test_an_amount_is_in_wan_and_a_gap_is_no_zero(row, expected):
    assert money(f"{row} | 10 |  | ") == expected


@pytest.mark.parametrize("cell", ["39万元+2696元", "约十万", "12-15", "100（其中中央60）"])
def test_an_amount_that_is_no_single_number_is_no_row(cell):
    assert money(f"{cell} | 100 | 10 |  | ") == ["100"]


def test_an_amount_that_is_no_single_number_is_a_problem_with_its_cell():
    (problem,) = read(HEAD + " | 年度资金总额 | 39万元+2696元 | 39 | 10 |  | ").problems
    assert (problem.kind, "table 1!R2C3" in problem.reason) == ("unreadable_amount", True)


def test_yuan_in_the_header_is_divided_by_ten_thousand():
    assert money("387664.62 | 387664.62 | 10 | 100% | 10", HEAD.replace("万元", "元")) == ["38.766462", "38.766462"]


def test_a_unit_above_the_form_holds_for_a_header_that_has_none():
    form = (
        "单位：元 |  |  |  |  |  | \n" + HEAD.replace("（万元）", "") + " | 年度资金总额 | 20000 | 10000 | 10 | 50% | 5"
    )
    assert funds(read(form)) == ["adjusted_budget total 2", "executed total 1"]


FAR = (
    " | 主管部门 | 某局 |  |  |  | \n" * 4
    + HEAD.replace("（万元）", "")
    + " | 年度资金总额 | 20000 | 10000 | 10 | 50% | 5"
)


@pytest.mark.parametrize("above", ["金额单位 | 元", "单位：元", "单位（元）", "货币单位：人民币元"])
def test_a_unit_far_above_counts_in_one_cell_or_in_two(above):
    assert funds(read(f" | {above} |  |  |  | \n{FAR}")) == ["adjusted_budget total 2", "executed total 1"]


def test_a_unit_of_the_price_of_things_is_not_that_of_the_form():
    assert funds(read(f" | 单位造价 | 元 |  |  |  | \n{FAR}"))[0] == "adjusted_budget total 20000"


def test_a_unit_that_the_caller_knows_holds_where_the_form_has_none():
    form = HEAD.replace("（万元）", "") + " | 年度资金总额 | 20000 | 10000 | 10 | 50% | 5"
    tables = read(form, unit="元")
    assert (funds(tables), problems(tables)) == (["adjusted_budget total 2", "executed total 1"], [])


def test_a_form_without_any_unit_is_read_in_wan_and_says_so():
    tables = read(HEAD.replace("（万元）", "") + " | 年度资金总额 | 20 | 10 | 10 | 50% | 5")
    assert (funds(tables), problems(tables)) == (["adjusted_budget total 20", "executed total 10"], ["unit_assumed"])


def test_yuan_printed_for_wan_is_told_by_the_rate():
    tables = read(HEAD + " | 年度资金总额 | 2389 | 2089元 | 10 | 87.44% | 8.7")
    assert (funds(tables), problems(tables)) == (["adjusted_budget total 2389", "executed total 2089"], [])
    tables = read(HEAD + " | 年度资金总额 | 2389 | 2089元 | 10 |  | 8.7")
    assert (funds(tables), problems(tables)) == (["adjusted_budget total 2389"], ["unit_contradiction"])


def test_the_rate_of_execution_is_no_indicator_and_its_points_are_a_criterion():
    tables = read(HEAD + " | 年度资金总额 | 29 | 27.8 | 9 | 0.958 | 8")
    assert (tables.indicators, scores(tables)) == ([], ["预算执行率 8 of 9"])


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("83.33%", "83.33"), ("0.8333", "83.33"), ("83.33", "83.33"), ("1", "100"), ("0", "0"), ("/", ""), ("", "")],
)
def test_the_rate_of_a_row_stands_beside_what_was_spent_in_percent(printed, expected):
    budget, spent = read(HEAD + f" | 年度资金总额 | 120 | 100 | 10 | {printed} | 8").funds
    assert (budget.rate, shown(spent.rate)) == (None, expected)


@pytest.mark.parametrize(("spent", "printed", "expected"), [("1", "0.5", "0.5"), ("210", "1.05", "105")])
def test_a_bare_rate_is_the_one_that_the_amounts_are_nearer_to(spent, printed, expected):
    assert shown(read(HEAD + f" | 年度资金总额 | 200 | {spent} | 10 | {printed} | 8").funds[1].rate) == expected


def test_a5_a_total_of_zero_above_amounts_is_read_as_printed_and_a_problem():
    tables = read(HEAD + " | 年度资金总额 | 0 | 0 | 10 | 0 | 0\n | 其中：本年财政拨款 | 90 | 89.974 | — | 99.97% | —")
    assert funds(tables) == [
        "adjusted_budget total 0",
        "executed total 0",
        "adjusted_budget fiscal_appropriation 90",
        "executed fiscal_appropriation 89.974",
    ]
    assert problems(tables) == ["empty_total", "empty_total"]


def test_money_carried_over_is_a_source_at_the_stage_of_each_column():
    head = "项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 执行率\n"
    tables = read(
        head + " | 年度资金总额 | 20 | 26 | 25 | 96%\n | 上年结转资金 | 6 | 6 | 5 | 83%\n | 其他资金 | 0 | / | — |"
    )
    carried = ["initial_budget other 6", "adjusted_budget other 6", "executed other 5"]
    assert funds(tables)[3:] == [*carried, "initial_budget other 0"]
    assert [row.line for row in tables.funds[3:]] == [*["上年结转资金"] * 3, "其他资金"]
    alone = read(head + " | 年度资金总额 | 20 | 26 | 25 | 96%\n | 其中：上年结转 | 6 | / | / |").funds[3]
    assert (alone.source, alone.line) == ("other", "上年结转")


def test_a7_the_rate_of_execution_as_an_ordinary_indicator():
    assert indicator("预算执行率 | 100% | 98.2% | 10 | 9.8") == "预算执行率 | = 100% | = 98.2% | 10 9.8"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("年度资金支付完成率100% |  | 98% | 10 | 9", "年度资金支付完成率 | = 100% | = 98% | 10 9"),
        ("新建公路32.1公里 |  |  | 10 | 9", "新建公路 | = 32.1公里 |  | 10 9"),
        ("修缮面积≥120平方米 | / | 125平方米 | 10 | 10", "修缮面积 | >= 120平方米 | = 125平方米 | 10 10"),
        ("0-36月龄儿童健康管理率 |  | 90% | 10 | 10", "0-36月龄儿童健康管理率 |  | = 90% | 10 10"),
        ("对3座桥梁的改造 |  | 完成 | 10 | 10", "对3座桥梁的改造 |  | qualitative 完成 | 10 10"),
        ("15分钟就医圈覆盖 |  | 完成 | 10 | 10", "15分钟就医圈覆盖 |  | qualitative 完成 | 10 10"),
    ],
)
def test_a8_a_target_at_the_end_of_a_name_counts_where_the_value_is_blank(row, expected):
    assert indicator(row) == expected


def test_a8_points_in_the_columns_of_values_are_points():
    tables = read("""
一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 未完成原因
产出指标 | 数量指标 | 新建公路32.1公里 | 40 | 38 |
^ | 质量指标 | 符合验收要求 | 40 | 40 |
满意度指标 | 满意度指标 | 群众满意度 | 20 | 20 |
""")
    assert indicators(tables) == [
        "output quantity 新建公路 | = 32.1公里 |  | 40 38",
        "output quality 符合验收要求 |  |  | 40 40",
        "satisfaction satisfaction 群众满意度 |  |  | 20 20",
    ]


def test_a9_a_benefit_inside_output_stays_output_with_the_second_level_of_its_own_label():
    tables = read(VALUES + "打井 | 3口 | 3口 | 10 | 10\n^ | 社会效益指标 | 受益人口 | ≥200人 | 210人 | 10 | 10")
    assert indicators(tables)[1] == "output social 受益人口 | >= 200人 | = 210人 | 10 10"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("指标1：井数 | ≥90% | ≥90% | 8 | 8", "井数 | >= 90% | >= 90% | 8 8"),
        ("井数 | >=90% | 90 | 8 | 8", "井数 | >= 90% | = 90% | 8 8"),
        ("井数 | 控制在4.5%以内 | 4.1% | 8 | 8", "井数 | <= 4.5% | = 4.1% | 8 8"),
        ("井数 | 小于5% | 约4% | 8 | 8", "井数 | < 5% | ~ 4% | 8 8"),
        ("井数 | 不少于12种 | 400余种 | 8 | 8", "井数 | >= 12种 | >= 400种 | 8 8"),
        ("井数 | 2023.12 | 2023年11月 | 8 | 8", "井数 | qualitative 2023.12 | qualitative 2023年11月 | 8 8"),
        ("井数 | 2023年底前 | 按时完成 | 8 | 8", "井数 | qualitative 2023年底前 | qualitative 按时完成 | 8 8"),
        ("井数 | 5-10口 | 8口 | 8 | 8", "井数 | qualitative 5-10口 | = 8口 | 8 8"),
        ("井数 | 39万元+2696元 | 39万元 | 8 | 8", "井数 | qualitative 39万元+2696元 | = 39万元 | 8 8"),
        ("井数 | ≥50口 | 已完成100% | 8 | 8", "井数 | >= 50口 | qualitative 已完成100% | 8 8"),
        ("井数 | 有效提升 | 达成预期指标 | 8 | 8", "井数 | qualitative 有效提升 | qualitative 达成预期指标 | 8 8"),
        ("井数 | ≥50口 |  | 8分 | —", "井数 | >= 50口 |  | 8"),
        ("井数 | ≥50口 | 0 | 8 | 0", "井数 | >= 50口 | = 0口 | 8 0"),
        ("井数 | ≥5亿元 | 5.2亿元 | 10.3 | 9.3", "井数 | >= 5亿元 | = 5.2亿元 | 10.3 9.3"),
        ("★井/n数 | ≥1,200/n人次 | 1300人次 | 8 | 8", "井数 | >= 1200人次 | = 1300人次 | 8 8"),
        ("井数（≥**口） | ≥3口 | 3口 | 8 | 8", "井数 | >= 3口 | = 3口 | 8 8"),
        ("1.井数 | ≥3口 | 3口 | 8 | 8", "井数 | >= 3口 | = 3口 | 8 8"),
        ("井数 | ≥2,860路 | 2874路 | 8 | 8", "井数 | >= 2860路 | = 2874路 | 8 8"),
        ("井数 | 210家次以上 | 227家次 | 8 | 8", "井数 | >= 210家次 | = 227家次 | 8 8"),
        ("井数 | ≤7000元/公里·年 | 6820元/公里·年 | 8 | 8", "井数 | <= 7000元/公里·年 | = 6820元/公里·年 | 8 8"),
        ("井数 | 不超过30日 | 26日 | 8 | 8", "井数 | <= 30日 | = 26日 | 8 8"),
        ("井数 | ≥5年 | 5年 | 8 | 8", "井数 | >= 5年 | = 5年 | 8 8"),
        ("井数 | 2021年 | 1年以内 | 8 | 8", "井数 | qualitative 2021年 | <= 1年 | 8 8"),
        ("井数 | 15日前 | 15日 | 8 | 8", "井数 | qualitative 15日前 | qualitative 15日 | 8 8"),
        ("井数 | ≥3.5万亩 | 3.6 | 8 | 8", "井数 | >= 35000亩 | = 36000亩 | 8 8"),
        ("井数 | ≥98% | 0.991 | 8 | 8", "井数 | >= 98% | = 99.1% | 8 8"),
        ("井数 | ≤5% | 0.4 | 8 | 8", "井数 | <= 5% | = 0.4% | 8 8"),
        ("井数 | ≥3口 | 4口（含上年1口） | 8 | 8", "井数 | >= 3口 | = 4口 | 8 8"),
        ("井数 | 9口，其中新建3口 | 9口(2022年5月完工) | 8 | 8", "井数 | = 9口 | = 9口 | 8 8"),
        ("井数 | 3口 | 完成4口（含上年1口） | 8 | 8", "井数 | = 3口 | = 4口 | 8 8"),
        ("井数 | 3口 | 新井4口（含上年1口） | 8 | 8", "井数 | = 3口 | qualitative 新井4口（含上年1口） | 8 8"),
        ("井数 | 100% | 100%达标 | 8 | 8", "井数 | = 100% | = 100% | 8 8"),
        ("井数 | 3口 | 3完成 | 8 | 8", "井数 | = 3口 | = 3口 | 8 8"),
        ("井数 | ≥-2% | -1.4% | 8 | 8", "井数 | >= -2% | = -1.4% | 8 8"),
        ("井数 | ≤0% | －12 | 8 | 8", "井数 | <= 0% | = -12% | 8 8"),
        ("井数 | 6台（套） | 7 | 8 | 8", "井数 | = 6台（套） | = 7台（套） | 8 8"),
        ("井数 | ≥6辆(艘) | 6辆（艘） | 8 | 8", "井数 | >= 6辆（艘） | = 6辆（艘） | 8 8"),
        ("井数 | 受理后5天内 | 2小时内 | 8 | 8", "井数 | <= 5天 | <= 2小时 | 8 8"),
        ("井数 | ≥1900吨 | 2018.5 | 8 | 8", "井数 | >= 1900吨 | = 2018.5吨 | 8 8"),
        ("亮灯率 | 达到95% | 达到96% | 8 | 8", "亮灯率 | = 95% | = 96% | 8 8"),
        ("井数 | ≥50口 | 达到100% | 8 | 8", "井数 | >= 50口 | qualitative 达到100% | 8 8"),
        ("井数 | 2018.5 | 2018.6 | 8 | 8", "井数 | qualitative 2018.5 | qualitative 2018.6 | 8 8"),
        ("井数 | ≤2元/斤 | 1.9元/斤 | 8 | 8", "井数 | <= 2元/斤 | = 1.9元/斤 | 8 8"),
        ("井数 | ≤0.4吨标准煤/万元 | 0.38 | 8 | 8", "井数 | <= 0.4吨标准煤/万元 | = 0.38吨标准煤/万元 | 8 8"),
        ("井数 | ≤60dB | 55 dB | 8 | 8", "井数 | <= 60dB | = 55dB | 8 8"),
        ("井数 | ≥3（处） | 4（处） | 8 | 8", "井数 | >= 3处 | = 4处 | 8 8"),
        ("井数 | ≥3次/年 | 4次/年 | 8 | 8", "井数 | >= 3次/年 | = 4次/年 | 8 8"),
        ("到馆（≥万人次） | 12 | 11.8 | 8 | 8", "到馆 | >= 120000人次 | = 118000人次 | 8 8"),
        ("增收（≥**万元） | 12 | 11.8 | 8 | 8", "增收 | >= 12万元 | = 11.8万元 | 8 8"),
    ],
)
def test_a_cell_is_a_number_with_sign_and_unit_or_words(row, expected):
    assert indicator(row) == expected


def test_two_figures_of_one_row_are_two_rows_where_they_pair_and_words_where_not():
    row = "井数和库数 | 12口，8座 | 13口，8座 | 8 | 8"
    assert indicators(read(VALUES + row)) == [
        "output quantity 井数和库数（1） | = 12口 | = 13口 | 8 8",
        "output quantity 井数和库数（2） | = 8座 | = 8座 | 8 8",
    ]
    assert indicator("井数和库数 | 12口，8座 | 13口 | 8 | 8") == "井数和库数 | qualitative 12口，8座 | = 13口 | 8 8"


@pytest.mark.parametrize(
    "filler",
    [
        "指标2： |  |  |  | ",
        "…… |  |  |  | ",
        " |  |  |  | ",
        "指标3 |  |  |  | ",
        "指标4： |  |  |  | 0",
        "… |  |  |  | ",
    ],
)
def test_filler_rows_give_nothing(filler):
    assert indicators(read(VALUES + "井数 | 3口 | 3口 | 8 | 8\n^ | ^ | " + filler)) == [
        "output quantity 井数 | = 3口 | = 3口 | 8 8"
    ]


def test_columns_may_stand_in_any_order():
    tables = read("""
得分 | 全年执行数 | 项目资金（万元） | 分值 | 年初预算数 | 执行率
5 | 10 | 资金总额 | 10 | 20 | 50%
得分 | 分值 | 实际完成值 | 年度指标值 | 三级指标 | 二级指标 | 一级指标
8 | 10 | 4口 | ≥5口 | 井数 | 数量指标 | 产出指标
""")
    assert sorted(funds(tables)) == ["executed total 10", "initial_budget total 20"]
    assert indicators(tables) == ["output quantity 井数 | >= 5口 | = 4口 | 10 8"]


@pytest.mark.parametrize(
    ("label", "source"),
    [
        ("年度资金总额", "total"),
        ("总额", "total"),
        ("合计", "total"),
        ("年度财政资金总额", "total"),
        ("其中：财政拨款", "fiscal_appropriation"),
        ("其中：财政资金", "fiscal_appropriation"),
        ("中央财政资金", "fiscal_appropriation"),
        ("地方财政资金", "fiscal_appropriation"),
        ("地方各级财政", "fiscal_appropriation"),
        ("省级补助", "fiscal_appropriation"),
        ("其中：一般公共预算", "general_public"),
        ("一般公共预算财政拨款", "general_public"),
        ("政府性基金预算", "government_fund"),
        ("中央", "fiscal_appropriation"),
        ("县级", "fiscal_appropriation"),
        ("以奖代补资金", "fiscal_appropriation"),
        ("衔接资金", "fiscal_appropriation"),
        ("国有资本经营预算", "fiscal_appropriation"),
        ("村集体投入", "other"),
        ("市级配套资金", "fiscal_appropriation"),
        ("区配套", "fiscal_appropriation"),
        ("地方配套", "other"),
        ("地方财政配套资金", "other"),
        ("企业配套资金", "other"),
        ("其他资金", "other"),
        ("单位资金", "other"),
        ("地方资金", "fiscal_appropriation"),
        ("其中：地方政府资金", "fiscal_appropriation"),
        ("地方自筹资金", "other"),
        ("地方政府专项债券", "other"),
        ("财政专户管理资金", "other"),
    ],
)
def test_a_row_of_money_has_the_source_of_its_label(label, source):
    assert funds(read(HEAD + f" | {label} | 20 | 10 | | | "))[0] == f"adjusted_budget {source} 20"


@pytest.mark.parametrize(
    ("goal", "done", "expected"),
    [
        ("100%", "延期18天完工", "= 100% | qualitative 延期18天完工"),
        ("12月底前", "提前15天完成", "qualitative 12月底前 | qualitative 提前15天完成"),
        ("≤60天", "55天", "<= 60天 | = 55天"),
        ("提前3天", "提前5天", "= 3天 | = 5天"),
        ("2次", "提前2次", "= 2次 | = 2次"),
    ],
)
def test_days_by_which_a_work_was_early_or_late_are_no_result_of_another_goal(goal, done, expected):
    assert indicator(f"完工时间 | {goal} | {done} | 10 | 8") == f"完工时间 | {expected} | 10 8"


def test_points_merged_over_several_indicators_belong_to_none_of_them():
    tables = read(VALUES + "井数 | 3口 | 3口 | 20 | 20\n^ | ^ | 库数 | 2座 | 2座 | ^ | ^")
    assert indicators(tables) == ["output quantity 井数 | = 3口 | = 3口", "output quantity 库数 | = 2座 | = 2座"]


@pytest.mark.parametrize(("printed", "unit"), [("百分比", "%"), ("台(套)", "台（套）"), ("—", ""), ("人 次", "人次")])
def test_a_cell_of_units_gives_that_of_target_and_actual(printed, unit):
    form = (
        f"三级指标 | 符号 | 指标值 | 计量单位 | 完成值\n农机 | ≥ | 90 | {printed} | 88\n井 | ≥ | 2018.5 | {printed} | 2"
    )
    assert [(row.target_unit, row.actual_unit) for row in read(form).indicators][0] == (unit, unit)


def test_a_unit_in_brackets_behind_the_name_is_that_of_target_and_actual():
    text = """一级指标 | 二级指标 | 三级指标 | 预期指标值 | 实际完成指标值 | 得分
产出指标 | 数量指标 | 加固水库（座） | 9 | 8 | 20
效益指标 | 社会效益指标 | 保护人口（万人） | 3.6 | 3.5万人 | 15
"""
    found = pipe_rows(text).indicators
    assert [(row.name_zh, row.target, row.target_unit, row.actual, row.actual_unit) for row in found] == [
        ("加固水库", 9, "座", 8, "座"),
        ("保护人口", 36000, "人", 35000, "人"),
    ]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("用时（≤**日）", "30", "<= 30日"),
        ("造价（元/亩）", "≤800", "<= 800元/亩"),
        ("造价（≤万元/公里）", "1.2", "<= 1.2万元/公里"),
        ("灌溉（≥万亩）", "1.2", ">= 12000亩"),
        ("造价（招标/比选）", "≤800元", "<= 800元"),
    ],
)
def test_a_unit_behind_a_name_may_be_a_time_or_by_something_else_and_money_stays_in_its_own(name, value, expected):
    (row,) = read(VALUES + f"{name} | {value} | {value} | 10 | 10").indicators
    assert f"{row.comparator} {shown(row.target)}{row.target_unit}" == expected
    assert row.name_zh == (name if "比选" in name else name.partition("（")[0])


def test_a_cell_of_units_of_money_by_something_is_no_factor():
    form = "三级指标 | 符号 | 指标值 | 单位 | 完成值\n造价 | ≤ | 1.5 | 万元/公里 | 1.4\n耕地 | ≥ | 3 | 万亩 | 4"
    assert indicators(read(form)) == [
        "- - 造价 | <= 1.5万元/公里 | = 1.4万元/公里",
        "- - 耕地 | >= 30000亩 | = 40000亩",
    ]


def pipe_rows(text: str):
    return forms.read(forms.pipe_grids(text)[0].grid, "r")


def test_a_number_that_no_form_gives_as_points_is_none():
    (row,) = read(VALUES + "修桥 | 3座 | 3座 | 1246 | 10").indicators
    assert (row.weight, row.score) == (None, 10)
