"""What helpers.reading.forms promises: each layout in use is read by the words of its headers, values typed by hand."""

import pytest

from .drawn import funds, indicators, problems, read, scores

MINISTRY = """
项目支出绩效自评表（2021年度） | << | << | << | << | << | << | <<
项目名称 | 河道整治补助 | << | << | << | << | << | <<
主管部门 | 云溪县水利局 | << | 实施单位 | 云溪县河道所 | << | << | <<
项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | 120.00 | 125.50 | 100.40 | 10 | 80.00% | 8
^ | 其中：当年财政拨款 | 120.00 | 120.00 | 100.00 | — | 83.33% | —
^ | 上年结转资金 |  | 5.50 | 0.40 | - | 7.27% | -
^ | 其他资金 | / | / | / | — | — | —
年度总体目标 | 预期目标 | << | << | 实际完成情况 | << | << | <<
^ | 整治河道3条，长12公里 | << | << | 已整治河道4条 | << | << | <<
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
产出指标/n（50分） | 数量指标 | 指标1：整治河道条数 | ≥3条 | 4条 | 20 | 20 |
^ | ^ | 指标2： |  |  |  |  |
^ | ^ | …… |  |  |  |  |
^ | 质量指标 | 指标1：验收合格率 | 95%以上 | 96.5% | 10 | 10 |
^ | 时效指标 | 指标1：完工时间 | 12月31日前 | 达成预期指标 | 10 | 9.5 | 雨季停工
^ | 成本指标 | 指标1：单位造价 | ≤5300元/户 | 5100元/户 | 10 | 10 |
效益指标（30分） | 社会效益指标 | 指标1：受益户数 | 不少于1.2万户 | 1.3万户 | 15 | 15 |
^ | 可持续影响指标 | 指标1：管护制度 | 优良中低差 | 良 | 15 | 12 |
满意度指标（10分） | 服务对象满意度指标 | 指标1：群众满意度 | >=90% | ≥92% | 10 | 10 |
总分 | << | << | << | << | 100 | 94.5 |
"""


def test_a_the_form_of_the_ministry():
    tables = read(MINISTRY)
    assert funds(tables) == [
        "initial_budget total 120",
        "adjusted_budget total 125.5",
        "executed total 100.4",
        "initial_budget fiscal_appropriation 120",
        "adjusted_budget fiscal_appropriation 120",
        "executed fiscal_appropriation 100",
        "adjusted_budget other 5.5",
        "executed other 0.4",
    ]
    assert indicators(tables) == [
        "output quantity 整治河道条数 | >= 3条 | = 4条 | 20 20",
        "output quality 验收合格率 | >= 95% | = 96.5% | 10 10",
        "output timeliness 完工时间 | qualitative 12月31日前 | qualitative 达成预期指标 | 10 9.5",
        "output cost 单位造价 | <= 5300元/户 | = 5100元/户 | 10 10",
        "benefit social 受益户数 | >= 12000户 | = 13000户 | 15 15",
        "benefit sustainable 管护制度 | qualitative 优良中低差 | qualitative 良 | 15 12",
        "satisfaction satisfaction 群众满意度 | >= 90% | >= 92% | 10 10",
    ]
    assert [row.line for row in tables.funds] == [*[""] * 6, *["上年结转资金"] * 2]
    assert scores(tables) == ["预算执行率 8 of 10", "自评总分 94.5 of 100"]
    assert problems(tables) == []


def test_a_place_is_the_cell_of_the_figure_and_no_offset():
    tables = read(MINISTRY)
    assert [(row.cell, row.token, row.start, row.end) for row in tables.funds[:2]] == [
        ("table 1!R5C3", "120.00", None, None),
        ("table 1!R5C4", "125.50", None, None),
    ]
    assert (tables.indicators[0].cell, tables.indicators[0].token) == ("table 1!R12C5", "4")
    assert tables.indicators[2].note == "雨季停工"
    assert [row.seq for row in tables.indicators] == list(range(1, 8))
    assert [row.seq for row in tables.scorecard] == [1, 2]
    assert tables.indicators[3].polarity == "lower"


def test_b_points_before_values_and_stars_before_names():
    tables = read("""
资金情况（万元） |  | 全年预算数（A） | 全年执行数（B） | 分值 | 执行率（B/A） | 得分 |
^ | 年度资金总额： | 865.2 | 865.2 | 10 | 100% | 10 |
^ | 其中：中央财政资金 | 600 | 600 | — | 100% | — |
^ | 省级财政资金 | 265.2 | 265.2 | — | 100% | — |
一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 全年实际值 | 得分 | 未完成原因及拟采取的改进措施
产出指标 | 数量指标 | ★★★低保发放人数（≥**人） | 10 | 2193 | 2198 | 10 |
^ | ^ | 其中：儿童 |  | ≥310人 | 322人 |  |
^ | 成本指标 | ★临时救助标准 | 10 | <=5300元/户 | 5830元/户 | 9 | 标准提高
""")
    assert funds(tables) == [
        "adjusted_budget total 865.2",
        "executed total 865.2",
        "adjusted_budget fiscal_appropriation 600",
        "executed fiscal_appropriation 600",
        "adjusted_budget fiscal_appropriation 265.2",
        "executed fiscal_appropriation 265.2",
    ]
    assert [row.line for row in tables.funds] == ["", "", *["中央财政资金"] * 2, *["省级财政资金"] * 2]
    assert indicators(tables) == [
        "output quantity 低保发放人数 | >= 2193人 | = 2198人 | 10 10",
        "output quantity 其中：儿童 | >= 310人 | = 322人",
        "output cost 临时救助标准 | <= 5300元/户 | = 5830元/户 | 10 9",
    ]


def test_c_the_transfer_form_has_no_points():
    tables = read("""
转移支付（项目）名称 | 林业改革发展资金 | << | << | << | <<
资金投入情况（万元） |  | 全年预算数（A） | 全年执行数（B） | 预算执行率（B/A×100%） | <<
^ | 年度资金总额 | 1200 | 516 | 43% | <<
^ | 其中：中央补助 | 900 | 416 | 46.22% | <<
^ | 地方资金 | 300 | 100 | 33.33% | <<
^ | 其他资金 | 0 | 0 | 0 | <<
资金管理情况 |  | 情况说明 | << | 存在问题和改进措施 | <<
^ | 分配科学性 | 按3个因素分配 | << | 无 | <<
总体目标 | 总体目标 | << | 全年实际完成情况 | << | <<
一级指标 | 二级指标 | 三级指标 | 指标值 | 全年实际完成值 | 未完成原因和改进措施
产出指标 | 数量指标 | 造林面积 | ≥2.5万亩 | 2.56万亩 |
^ | 质量指标 | 造林合格率 | ≥90% | 93.4% |
效益指标 | 生态效益指标 | 森林火灾受害率 | ≤0.9‰ | 0 |
""")
    assert funds(tables) == [
        "adjusted_budget total 1200",
        "executed total 516",
        "adjusted_budget fiscal_appropriation 900",
        "executed fiscal_appropriation 416",
        "adjusted_budget fiscal_appropriation 300",
        "executed fiscal_appropriation 100",
        "adjusted_budget other 0",
        "executed other 0",
    ]
    assert indicators(tables) == [
        "output quantity 造林面积 | >= 25000亩 | = 25600亩",
        "output quality 造林合格率 | >= 90% | = 93.4%",
        "benefit ecological 森林火灾受害率 | <= 0.9‰ | = 0‰",
    ]
    assert scores(tables) == []


def test_c_the_management_block_of_the_edition_of_2025_is_a_scorecard():
    tables = read("""
资金投入情况（万元） |  | 全年预算数（A） | 全年执行数（B） | 分值 | 预算执行率（B/A） | 得分
^ | 年度资金总额 | 300 | 297 | 10 | 99% | 9.9
资金管理情况 |  | 情况说明 | << | 分值 | 得分 | 存在问题和改进措施
^ | 分配科学性 | 按因素法分配 | << | 6 | 6 |
^ | 下达及时性 | 30日内下达 | << | 6 | 5.5 | 晚到
一级指标 | 二级指标 | 三级指标 | 指标值 | 全年实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 培训人次 | ≥500人次 | 512人次 | 50 | 50
""")
    assert scores(tables) == ["预算执行率 9.9 of 10", "分配科学性 6 of 6", "下达及时性 5.5 of 6"]
    assert [row.level1_zh for row in tables.scorecard] == ["预算执行", *["资金管理情况"] * 2]
    assert indicators(tables) == ["output quantity 培训人次 | >= 500人次 | = 512人次 | 50 50"]


def test_d_sign_value_and_unit_in_cells_of_their_own():
    tables = read("""
部门预算项目支出绩效自评表（2022年度） | << | << | << | << | << | << | << | << | <<
项目名称 | 51090022T000001-设备更新 | << | << | << | << | << | << | << | <<
预算执行情况（10分） | 年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因 | <<
^ | 总额 | 0.00 | 3.36 | 3.36 | 100.00% | 10 | 10 |  |
^ | 其中：财政资金 | 0.00 | 3.36 | 3.36 | 100.00% | / | / |  |
^ | 财政专户管理资金 | 0.00 | 0.00 | 0.00 | 0.00% | / | / |  |
^ | 单位资金 |  |  |  |  | / | / |  |
绩效指标（90分） | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分
^ | 产出指标 | 数量指标 | 购置设备 | ≥ | 12 | 台（套） | 13 | 30 | 30
^ | ^ | 质量指标 | 验收合格率 | ＝ | 100 | % | 100 | 30 | 30
^ | 成本指标 | 经济成本指标 | 成本控制数 | ≤ | 3.36 | 万元 | 完成 | 20 | 20
^ | 效益指标 | 社会效益指标 | 服务能力 | 定性 | 优良中低差 |  | 优 | 10 | 9
合计 | << | << | << | << | << | << | << | 100 | 99
""")
    assert funds(tables) == [
        "initial_budget total 0",
        "adjusted_budget total 3.36",
        "executed total 3.36",
        "initial_budget fiscal_appropriation 0",
        "adjusted_budget fiscal_appropriation 3.36",
        "executed fiscal_appropriation 3.36",
        "initial_budget other 0",
        "adjusted_budget other 0",
        "executed other 0",
    ]
    assert indicators(tables) == [
        "output quantity 购置设备 | >= 12台（套） | = 13台（套） | 30 30",
        "output quality 验收合格率 | = 100% | = 100% | 30 30",
        "output cost 成本控制数 | <= 3.36万元 | qualitative 完成 | 20 20",
        "benefit social 服务能力 | qualitative 优良中低差 | qualitative 优 | 10 9",
    ]
    assert scores(tables) == ["预算执行率 10 of 10", "自评总分 99 of 100"]


def test_e_amounts_behind_their_labels():
    tables = read("""
预算执行情况（20分） | 预算数： 2.38万元 | 执行数： 1.19万元 | 10
""")
    assert funds(tables) == ["adjusted_budget total 2.38", "executed total 1.19"]
    assert scores(tables) == ["预算执行情况 10 of 20"]
    tables = read("""
预算执行情况（20分） | 预算数： | 2.38万元 | 执行数： | 1.19万元 | 得分 | 10
""")
    assert scores(tables) == ["预算执行情况 10 of 20"]
    tables = read("""
转移支付预算数（A） | 5.8万 | 预算执行率 | 100% | 转移支付执行数（B） | 5.8万
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 得分
产出指标 | 数量指标 | 抽验批次 | ≥3 | 7 | 10
""")
    assert funds(tables) == ["adjusted_budget total 5.8", "executed total 5.8"]
    assert indicators(tables) == ["output quantity 抽验批次 | >= 3 | = 7 | 10"]


def test_e_sources_below_the_amounts_stand_once_for_each_stage():
    form = """
预算执行情况 | 预算数（万元）： | 60 | 执行数（万元）： | 51 | 8.5
^ | 其中：省级补助 | 40 | 其中：省级补助 | 35 | ^
^ | 村民自筹 | 20 | 村民自筹 | 16 | ^
^ | 贷款 | 5 | << | << | ^
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 得分
满意度指标 | 满意度指标 | 群众 | 90 | 群众 | 91
"""
    assert funds(read(form)) == [
        "adjusted_budget total 60",
        "executed total 51",
        "adjusted_budget fiscal_appropriation 40",
        "executed fiscal_appropriation 35",
        "adjusted_budget other 20",
        "executed other 16",
    ]


def test_f_sign_and_unit_inside_the_name():
    tables = read("""
预算执行情况（万元）（20分） |  | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率）
^ | 年度财政资金总额 | 50 | 10 | 20 | 4
年度绩效目标（80分） | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分
^ | 产出指标 | 数量指标 | 产房面积（≥**平方米） | 180 | 182.5 | 20
^ | ^ | ^ | 消毒设备(≥台) | 2 | 2 | 10
^ | ^ | 时效指标 | 完工及时率（≥**%） | 100% | 90% | 9
""")
    assert funds(tables) == ["adjusted_budget total 50", "executed total 10"]
    assert indicators(tables) == [
        "output quantity 产房面积 | >= 180平方米 | = 182.5平方米 | 20",
        "output quantity 消毒设备 | >= 2台 | = 2台 | 10",
        "output timeliness 完工及时率 | >= 100% | = 90% | 9",
    ]
    assert scores(tables) == ["预算执行率 4 of 20"]


def test_g_a_scorecard_with_its_total_in_the_head():
    tables = read("""
项目名称 | 办案经费 | 自评总分 | 86.5 | << | <<
评价内容 | << | 分值 | 自评分 | 复核分 | 评价标准
项目决策 | 立项依据充分性 | 2 | 2 |  | 有文件得2分
项目管理（13分） | 制度健全性 | 5 | 4.5 |  | 有制度得5分
^ | 资金使用合规性 | 8 | 7 |  | 每处扣1分
指标名称 | << | 年初指标值 | 年终完成值 | 自评分 | 复核分
办结案件数 | << | ≥40件 | 38件 | 18 |
""")
    assert scores(tables) == [
        "自评总分 86.5 of ",
        "立项依据充分性 2 of 2",
        "制度健全性 4.5 of 5",
        "资金使用合规性 7 of 8",
    ]
    assert [row.level1_zh for row in tables.scorecard] == ["总分", "项目决策", "项目管理", "项目管理"]
    assert indicators(tables) == ["- - 办结案件数 | >= 40件 | = 38件 | 18"]


def test_e_the_points_of_whole_blocks_stand_in_the_column_of_their_header_down_to_the_indicators():
    form = """
评价内容 | 自评情况 | << | << | 得分
预算执行情况（万元）（20分） | 预算数（A） | 执行数（B） | 执行率 | ^
^ | 80 | 72 | 90% | 18
年度目标完成情况（20分） | 预期目标 | 修渠3条 | << | 19.5
^ | 实际完成情况 | 修渠3条 | << | ^
一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
产出指标 | 修渠条数 | 3条 | 3条 | 30
"""
    assert scores(read(form)) == ["预算执行情况 18 of 20", "年度目标完成情况 19.5 of 20"]
    assert [row.score for row in read(form).indicators] == [30]
    without_maxima = form.replace("（20分）", "")
    assert scores(read(without_maxima)) == ["预算执行情况 18 of ", "年度目标完成情况 19.5 of "]
    again = "资金（万元） | 预算数 | 执行数 | 执行率 | 结余\n合计 | 80 | 72 | 90% | 8"
    assert scores(read(form + again)) == scores(read(form))
    unheaded = without_maxima.replace("评价内容", "内容说明")
    assert scores(read(unheaded)) == ["预算执行率 18 of ", "年度目标完成情况 19.5 of "]


def test_a_number_behind_a_label_with_points_that_is_more_than_these_is_no_score():
    assert scores(read("年度目标完成情况（20分） | 预期目标 | 修渠23条 | 23")) == []
    assert scores(read("年度目标完成情况（20分） | 预期目标 | 修渠23条 | 19")) == ["年度目标完成情况 19 of 20"]
    assert scores(read("年度工作打算 | 预期目标 | 修渠23条 | 19")) == []


def test_e_points_at_the_end_of_a_line_without_a_header_have_no_label_of_their_own():
    money = "预算执行情况（万元） | 预算数： | 60 | 执行数： | 51"
    assert scores(read(f"{money} | 17")) == ["预算执行情况 17 of "]
    assert funds(read(f"{money} | 17")) == ["adjusted_budget total 60", "executed total 51"]
    assert scores(read(money)) == []
    assert scores(read("预算执行情况（万元） | 51")) == []
    assert scores(read("年度目标完成情况 | 预期目标 | 修渠23条 | 19")) == ["年度目标完成情况 19 of "]
    own = "年度目标完成情况（20分） | 预期目标 | 实际完成情况 | 得分\n^ | 修渠23条 | 修渠23条 | 18"
    assert scores(read(own)) == ["年度目标完成情况 18 of 20"]


def test_g_a_column_for_each_source_and_a_row_for_each_stage():
    form = """
项目资金（万元） | 资金来源 | 合计 | 省级资金 | 镇级财政 | 村级自筹
^ | 预算数 | 97.5 | 60 | 25 | 12.5
^ | 执行数 | 91.65 | 60 | 21.65 | /
^ | 执行率 | 94% | 100% | 86.6% | /
"""
    tables = read(form)
    assert funds(tables) == [
        "adjusted_budget total 97.5",
        "executed total 91.65",
        "adjusted_budget fiscal_appropriation 60",
        "executed fiscal_appropriation 60",
        "adjusted_budget fiscal_appropriation 25",
        "executed fiscal_appropriation 21.65",
        "adjusted_budget other 12.5",
    ]
    assert [f"{row.line} {row.rate}" for row in tables.funds if row.stage == "executed"] == [
        " 94",
        "省级资金 100",
        "镇级财政 86.6",
    ]
    assert funds(read(form.replace("执行数", "检查数"))) == []
    assert funds(read(form.replace("执行数", "结余数"))) == []
    assert funds(read(form.replace("万元", "元")))[0] == "adjusted_budget total 0.00975"


def test_g_names_of_criteria_under_a_blank_column_of_their_header():
    tables = read("""
评价内容 |  | 分值 | 自评分 | 复核分
项目决策（2分） | 立项依据（2分） | 2 | 1.5 |
项目管理（9分） | 制度健全 | 3 | 3 |
 | 组织机构 | 6 | 5 |
""")
    assert scores(tables) == ["立项依据 1.5 of 2", "制度健全 3 of 3", "组织机构 5 of 6"]
    assert [row.level1_zh for row in tables.scorecard] == ["项目决策", "项目管理", "项目管理"]


def test_items_of_decision_among_the_indicators_without_goal_and_result_are_criteria():
    form = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
决策 | 项目立项 | 立项依据充分性 |  |  | 6 | 5.5
过程 | 资金管理 | 预算执行率 | 100% | 98% | 6 | 5
产出 | 产出数量 | 修渠条数 | / | / | 20 | 20
"""
    assert scores(read(form)) == ["立项依据充分性 5.5 of 6"]
    assert [row.level1_zh for row in read(form).scorecard] == ["决策"]
    assert [row.name_zh for row in read(form).indicators] == ["预算执行率", "修渠条数"]


def test_h_the_form_of_chongqing():
    tables = read("""
自评总分（分） | 97.6 | << | << | << | << | << | << | << | <<
项目资金（万元） |  | 年初预算数 | 全年（调整）预算数 | 全年执行数 | 执行率 | 执行率权重 | 执行率得分 | << | <<
年度总金额 | << | 310.00 | 300.00 | 228.00 | 76.00% | 10.00 | 7.60 | << | <<
指标名称 | 计量单位 | 指标性质 | 年初指标值 | 调整指标值 | 全年完成值 | 得分系数（%） | 指标权重 | 指标得分 | 核心
公益林管护面积 | 万亩 | ≥ | 8 | 7.5 | 7.8 | 100 | 20 | 20 | 是
群众满意度 | % | ≥ | 95 |  | 96.2 | 100 | 10 | 10 | 否
""")
    assert funds(tables) == ["initial_budget total 310", "adjusted_budget total 300", "executed total 228"]
    assert scores(tables) == ["自评总分 97.6 of ", "预算执行率 7.6 of 10"]
    assert indicators(tables) == [
        "- - 公益林管护面积 | >= 75000亩 | = 78000亩 | 20 20",
        "- - 群众满意度 | >= 95% | = 96.2% | 10 10",
    ]
    assert tables.indicators[0].note == "年初指标值8"


def test_full_marks_printed_in_the_head_are_those_of_the_total():
    tables = read("""
项目名称 | 桥梁养护 | 自评总分（分） | 93.5
主管部门 | 路政局 | 满分 | 100
指标名称 | 指标性质 | 年初指标值 | 全年完成值 | 指标权重 | 指标得分
养护桥梁 | ≥ | 12座 | 13座 | 20 | 20
""")
    assert scores(tables) == ["自评总分 93.5 of 100"]


@pytest.mark.parametrize("over", ["指标完成情况", "指标值", "目标及完成情况"])
def test_a_header_of_two_lines_whose_names_go_on_over_both_is_read_by_the_lower_one(over):
    tables = read(f"""
一级指标 | 二级指标 | 三级指标 | {over} | << | 评分 | <<
^ | ^ | ^ | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 打井 | ≥3口 | 4口 | 10 | 9
""")
    assert indicators(tables) == ["output quantity 打井 | >= 3口 | = 4口 | 10 9"]


def test_a_label_of_all_rows_that_reads_like_a_column_is_none():
    tables = read("""
绩效指标完成情况 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
^ | 产出指标 | 数量指标 | 打井 | ≥3口 | 4口 | 9
""")
    assert indicators(tables) == ["output quantity 打井 | >= 3口 | = 4口 | 9"]


def test_money_divided_by_several_sources_of_one_kind_keeps_each():
    tables = read("""
资金情况（万元） | 全年预算数 | << | << | 全年执行数 | << | <<
 | 合计 | 中央资金 | 省级资金 | 合计 | 中央资金 | 省级资金
金额 | 100 | 60 | 40 | 90 | 55 | 35
""")
    assert [(row.line, row.stage, row.source, int(row.amount_wan)) for row in tables.funds] == [
        ("", "adjusted_budget", "total", 100),
        ("", "executed", "total", 90),
        ("中央资金", "adjusted_budget", "fiscal_appropriation", 60),
        ("中央资金", "executed", "fiscal_appropriation", 55),
        ("省级资金", "adjusted_budget", "fiscal_appropriation", 40),
        ("省级资金", "executed", "fiscal_appropriation", 35),
    ]


@pytest.mark.parametrize(
    "header",
    ["全年预算数/元 | 全年执行数/元", "①全年预算数（元） | ②全年执行数（元）", "调整后金额（元） | 支出完成数（元）"],
)
def test_numbers_and_units_beside_the_words_of_a_header_change_nothing(header):
    assert funds(read(f"项目资金 | {header} | 执行率\n年度资金总额 | 20000 | 10000 | 50%")) == [
        "adjusted_budget total 2",
        "executed total 1",
    ]


@pytest.mark.parametrize("name", ["播种（单位：亩）", "播种（计量单位:亩）", "播种（亩）"])
def test_the_unit_behind_a_name_is_that_of_its_figures(name):
    tables = read(f"三级指标 | 年度指标值 | 实际完成值 | 得分\n{name} | ≥300 | 310 | 9")
    assert indicators(tables) == ["- - 播种 | >= 300亩 | = 310亩 | 9"]


@pytest.mark.parametrize(
    ("sign", "comparator"),
    [("正向（≥）", ">="), ("反向指标(≤)", "<="), ("⩾", ">="), ("⩽", "<="), ("等于", "="), ("高于或等于", ">=")],
)
def test_signs_in_words_and_other_characters(sign, comparator):
    tables = read(f"三级指标 | 指标性质 | 年度指标值 | 实际完成值 | 得分\n播种 | {sign} | 300亩 | 310亩 | 9")
    assert [row.comparator for row in tables.indicators] == [comparator]
