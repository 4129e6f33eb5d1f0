"""Small forms of several fields of government, in other words and shapes, and all that is to be read from them."""

import pytest

from helpers.reading.formats.grid import MARK, Document
from helpers.reading.report import read_document

from .drawn import drawn, indicators, scores, shown

GRIDS = {
    "school meals: the total in the head, units in brackets behind names and headers, notes below": (
        """
农村义务教育学生营养膳食补助项目绩效自评表 | << | << | << | << | << | << | <<
自评总分：96.2分 | << | << | << | 评价等级：优 | << | << | <<
项目名称 | 营养膳食补助 | << | << | 项目单位 | 松岗县教育局 | << | <<
资金来源 | << | 年初预算安排（万元） | 调整预算数（万元） | 实际支出数（万元） | 预算执行率（%） | << | <<
合计 | << | 860 | 842.6 | 842.6 | 100 | << | <<
一般公共预算财政拨款 | << | 800 | 782.6 | 782.6 | 100 | << | <<
财政专户管理资金 | << | / | / | / | / | << | <<
其他 | << | 60 | 60 | 60 | 100 | << | <<
一级指标 | 二级指标 | 三级指标 | 目标值 | 实际值 | 权重 | 自评得分 | 备注
产出指标 | 数量指标 | 供餐学校数（所） | 46 | 46 | 10 | 10 |
^ | ^ | 受益学生数 | ≥2.1万人 | 20,866人 | 10 | 9.9 | 转学
^ | 质量指标 | 食堂量化等级B级以上比例 | 95%及以上 | 97.8% | 15 | 15 |
^ | 时效指标 | 补助拨付时限 | 每月15日前 | 按时 | 15 | 15 |
^ | 成本指标 | 生均日补助 | 5元/生·天 | 5元/生·天 | 10 | 10 |
效益 | 社会效益 | 学生营养不良率 | 低于3.5% | 3.1% | 30 | 28.3 |
满意度 | 服务对象满意度 | 家长满意度 | 不低于90% | 88% | 10 | 8 |
注：得分低于满分的应说明原因，2022年3月前报送。 | << | << | << | << | << | << | <<
""",
        """
1 initial_budget total 860
1 adjusted_budget total 842.6
1 executed total 842.6
1 initial_budget general_public 800
1 adjusted_budget general_public 782.6
1 executed general_public 782.6
1 initial_budget other 60
1 adjusted_budget other 60
1 executed other 60
""",
        """
output quantity 供餐学校数 | = 46所 | = 46所 | 10 10
output quantity 受益学生数 | >= 21000人 | = 20866人 | 10 9.9
output quality 食堂量化等级B级以上比例 | >= 95% | = 97.8% | 15 15
output timeliness 补助拨付时限 | qualitative 每月15日前 | qualitative 按时 | 15 15
output cost 生均日补助 | = 5元/生·天 | = 5元/生·天 | 10 10
benefit social 学生营养不良率 | < 3.5% | = 3.1% | 30 28.3
satisfaction satisfaction 家长满意度 | >= 90% | = 88% | 10 8
""",
        ["自评总分 96.2 of "],
    ),
    "clinics: money as labels with amounts beside them, levels in one column, a fraction below percent": (
        """
项目名称 | 家庭医生签约服务 | << | << | 主管部门 | 榆坪县卫生健康局 | << | <<
年初预算数（万元） | 320 | 调整后预算数（万元） | 315.5 | 执行数（万元） | 300 | 执行率 | 95.09%
指标名称 | 指标类型 | 指标值 | 计量单位 | 完成值 | 分值 | 得分 | 未完成原因
重点人群签约率 | 产出指标 | ≥70 | % | 73.4 | 20 | 20 |
上门随访 | 产出指标 | ≥12000 | 人次 | 12,340 | 20 | 20 |
高血压规范管理率 | 效益指标 | ≥65 | % | 0.66 | 30 | 30 |
签约居民满意度 | 满意度指标 | ≥85 | % | 83 | 20 | 18 | 等候时间长
""",
        """
1 initial_budget total 320
1 adjusted_budget total 315.5
1 executed total 300
""",
        """
output quality 重点人群签约率 | >= 70% | = 73.4% | 20 20
output quantity 上门随访 | >= 12000人次 | = 12340人次 | 20 20
benefit social 高血压规范管理率 | >= 65% | = 66% | 30 30
satisfaction satisfaction 签约居民满意度 | >= 85% | = 83% | 20 18
""",
        [],
    ),
    "farmland: headers of two lines with short words in the second": (
        """
项目支出绩效自评表（2022年度） | << | << | << | << | << | <<
项目资金（万元） | 预算数 | << | 执行数 | 执行率 | 得分 | 备注
^ | 年初数 | 全年数 | ^ | ^ | ^ | ^
资金总额 | 96 | 90 | 81 | 90% | 9 |
其中：省级财政资金 | 60 | 54 | 54 | 100% | — |
县级配套 | 36 | 36 | 27 | 75% | — |
指标 | << | << | 指标值 | << | 得分情况 | <<
一级指标 | 二级指标 | 三级指标 | 年初目标 | 实际完成 | 分值 | 自评
产出指标 | 数量指标 | 建设高标准农田 | 0.8万亩 | 0.76万亩 | 20 | 19
^ | 时效指标 | 完工时间 | 2022年12月底 | 2023年1月 | 20 | 15
满意度指标 | 满意度指标 | 种粮大户满意度 | ≥90% | 95.5% | 10 | 10
合计 | << | << | << | << | 50 | 44
""",
        """
initial_budget total 96
adjusted_budget total 90
executed total 81
initial_budget fiscal_appropriation 60
adjusted_budget fiscal_appropriation 54
executed fiscal_appropriation 54
initial_budget other 36
adjusted_budget other 36
executed other 27
""",
        """
output quantity 建设高标准农田 | = 8000亩 | = 7600亩 | 20 19
output timeliness 完工时间 | qualitative 2022年12月底 | qualitative 2023年1月 | 20 15
satisfaction satisfaction 种粮大户满意度 | >= 90% | = 95.5% | 10 10
""",
        ["自评总分 44 of 50"],
    ),
    "roads: the total right below the header, signs in a column of another name, 元 in the cells": (
        """
预算执行情况（10分） | 资金来源 | 预算批复数 | 预算调整数 | 实际支出数 | 执行率 | 分值 | 得分
^ | 总额 | 1,460,000.00元 | 1,400,000.00元 | 1,330,000.00元 | 95.00% | 10 | 9.5
^ | 财政拨款 | 1,460,000.00元 | 1,400,000.00元 | 1,330,000.00元 | 95.00% | - | -
一级指标 | 二级指标 | 三级指标 | 判定 | 目标 | 量纲 | 实际完成 | 自评得分
自评总分 | << | << | << | << | << | << | 96.5
产出指标 | 数量指标 | 护栏安装 | 大于等于 | 12 | 公里 | 12.6 | 20
^ | 质量指标 | 路面破损率 | ≤ | 3 | % | 2.2 | 20
^ | 时效指标 | 抢通时限 | ≤ | 24 | 小时 | 20 | 10
效益指标 | 社会效益指标 | 事故起数下降 | ≥ | 5 | % | 6.5 | 30
满意度指标 | 服务对象满意度 | 驾驶员满意度 | ≥ | 90 | % | 91 | 10
""",
        """
initial_budget total 146
adjusted_budget total 140
executed total 133
initial_budget fiscal_appropriation 146
adjusted_budget fiscal_appropriation 140
executed fiscal_appropriation 133
""",
        """
output quantity 护栏安装 | >= 12公里 | = 12.6公里 | 20
output quality 路面破损率 | <= 3% | = 2.2% | 20
output timeliness 抢通时限 | <= 24小时 | = 20小时 | 10
benefit social 事故起数下降 | >= 5% | = 6.5% | 30
satisfaction satisfaction 驾驶员满意度 | >= 90% | = 91% | 10
""",
        ["自评总分 96.5 of "],
    ),
    "culture: a department's money by kind of expenditure": (
        """
2023年度部门整体支出绩效自评表 | << | << | << | << | <<
部门名称 | 洛川口区文化和旅游局 | << | << | << | <<
支出类型 | 年初预算数（万元） | 全年预算数（万元） | 全年执行数（万元） | 执行率 | 得分
合计 | 1,260.5 | 1,388 | 1,350.22 | 97.28% | 9.7
基本支出 | 860.5 | 880 | 880 | 100% |
公用经费 | 100.5 | 100.5 | 100.5 | 100% |
项目支出 | 400 | 508 | 470.22 | 92.56% |
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
履职效能 | 重点工作 | 送戏下乡 | ≥120场 | 126场 | 15
管理效率 | 预算管理 | 预算执行率 | ≥95% | 97.28% | 10
""",
        """
initial_budget total 1260.5
adjusted_budget total 1388
executed total 1350.22
initial_budget basic 860.5
adjusted_budget basic 880
executed basic 880
initial_budget public_use 100.5
adjusted_budget public_use 100.5
executed public_use 100.5
initial_budget project 400
adjusted_budget project 508
executed project 470.22
""",
        """
output quantity 送戏下乡 | >= 120场 | = 126场 | 15
management process 预算执行率 | >= 95% | = 97.28% | 10
""",
        [],
    ),
    "orphans: 元 in each header, gaps in dashes, short words for levels": (
        """
项目名称 | 孤儿基本生活保障 | << | << | << | <<
资金情况 |  | 全年预算数（元）（A） | 全年执行数（元）（B） | 执行率（B/A） | 备注
^ | 年度资金总额 | 1,284,000 | 1,271,500 | 99.03% |
^ | 其中：中央补助 | 640,000 | 640,000 | 100% |
^ | 省级补助 | — | — | — |
^ | 县级资金 | 644,000 | 631,500 | 98.06% |
绩效指标 | 一级 | 二级 | 三级 | 指标值 | 全年实际完成值
^ | 产出 | 数量 | 保障孤儿人数 | 107人 | 105人
^ | ^ | 成本 | 月保障标准 | 1000元/人·月 | 1000元/人·月
^ | 效益 | 社会效益 | 流浪乞讨未成年人 | 0人 | 无
""",
        """
1 adjusted_budget total 128.4
1 executed total 127.15
1 adjusted_budget fiscal_appropriation 64
1 executed fiscal_appropriation 64
1 adjusted_budget fiscal_appropriation 64.4
1 executed fiscal_appropriation 63.15
""",
        """
output quantity 保障孤儿人数 | = 107人 | = 105人
output cost 月保障标准 | = 1000元/人·月 | = 1000元/人·月
benefit social 流浪乞讨未成年人 | = 0人 | qualitative 无
""",
        [],
    ),
    "environment: a project in each row, the sum belonging to none": (
        """
2022年度部门预算项目绩效自评情况汇总表 | << | << | << | << | << | <<
单位：万元 | << | << | << | << | << | <<
序号 | 项目名称 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 自评得分
1 | 大气监测站运维 | 210 | 198 | 186.12 | 94% | 97.4
2 | 饮用水源地保护 | 85 | 85 | 85 | 100% | 100
合计 | << | 295 | 283 | 271.12 | 95.8% |
""",
        """
1 initial_budget total 210
1 adjusted_budget total 198
1 executed total 186.12
2 initial_budget total 85
2 adjusted_budget total 85
2 executed total 85
initial_budget total 295
adjusted_budget total 283
executed total 271.12
""",
        "",
        [],
    ),
    "drugs: a fourth level, a rate of completion beside the actual, 计划完成值 for the target": (
        """
一级指标 | 二级指标 | 三级指标 | 四级指标 | 计划完成值 | 实际完成数 | 完成率 | 标准分 | 自评分 | 偏差说明
产出 | 数量指标 | 执法检查 | 检查企业 | 600家次 | 618家次 | 103% | 10 | 10 |
^ | ^ | ^ | 抽检批次 | 900批次 | 880批次 | 97.8% | 10 | 9.8 | 个别品种停产
^ | 质量指标 | 抽检质量 | 不合格处置率 | 100% | 100% | 100% | 10 | 10 |
总得分 | << | << | << | << | << | << | 30 | 29.8 |
""",
        "",
        """
output quantity 检查企业 | = 600家次 | = 618家次 | 10 10
output quantity 抽检批次 | = 900批次 | = 880批次 | 10 9.8
output quality 不合格处置率 | = 100% | = 100% | 10 10
""",
        ["自评总分 29.8 of 30"],
    ),
    "hospital: two tables side by side": (
        """
部门名称 | 榆坪县中医医院 | << | << | << | << | <<
资金来源 | 预算数（万元） | 执行数（万元） | 执行率 | 支出结构 | 执行数（万元） | 占比
财政拨款 | 640 | 640 | 100% | 基本支出 | 2,862.3 | 81%
其他资金 | 2,900 | 2,893.5 | 99.8% | 项目支出 | 671.2 | 19%
合计 | 3,540 | 3,533.5 | 99.8% | 合计 | 3,533.5 | 100%
""",
        """
adjusted_budget fiscal_appropriation 640
executed fiscal_appropriation 640
adjusted_budget other 2900
executed other 2893.5
adjusted_budget total 3540
executed total 3533.5
executed basic 2862.3
executed project 671.2
executed total 3533.5
""",
        "",
        [],
    ),
    "sewage: stages divided by source in a second line, values of other periods beside": (
        """
项目名称 | 乡镇污水站运维 | << | << | << | << | <<
项目资金（万元） | 全年预算数 | << | << | 全年执行数 | << | 执行率
^ | 合计 | 财政拨款 | 其他资金 | 合计 | 财政拨款 | ^
本年 | 120 | 100 | 20 | 95 | 95 | 79.17%
年度目标 | 运维12座 | << | << | << | << | <<
一级指标 | 二级指标 | 三级指标 | 中期目标值 | 年度目标值 | 上半年完成值 | 全年完成值
产出指标 | 数量指标 | 运维站点 | 15座 | 12座 | 6座 | 12座
""",
        """
1 adjusted_budget total 120
1 executed total 95
1 adjusted_budget fiscal_appropriation 100
1 executed fiscal_appropriation 95
1 adjusted_budget other 20
""",
        """
output quantity 运维站点 | = 12座 | = 12座
""",
        [],
    ),
    "tea: sources in two columns of labels, what is left over in a column of its own": (
        """
资金来源 | << | 计划安排（万元） | 实际到位（万元） | 实际支出（万元） | 结余（万元）
财政资金 | 中央 | 500 | 500 | 480 | 20
^ | 县级 | 50 | 30 | 30 | 0
其他资金 | 企业自筹 | 80 | 80 | 80 |
合计 | << | 630 | 610 | 590 | 20
""",
        """
initial_budget fiscal_appropriation 500
allocated fiscal_appropriation 500
executed fiscal_appropriation 480
carryover_out fiscal_appropriation 20
initial_budget fiscal_appropriation 50
allocated fiscal_appropriation 30
executed fiscal_appropriation 30
carryover_out fiscal_appropriation 0
initial_budget other 80
allocated other 80
executed other 80
initial_budget total 630
allocated total 610
executed total 590
carryover_out total 20
""",
        "",
        [],
    ),
    "veterans: levels in a second line below one word for all three": (
        """
绩效指标 | << | << | 年度指标值 | 全年完成值 | 分值 | 得分
一级指标 | 二级指标 | 三级指标 | ^ | ^ | ^ | ^
产出指标 | 数量指标 | 慰问优抚对象 | 1,200人 | 1,186人 | 20 | 19.8
^ | ^ | 其中：烈属 | 36人 | 36人 |  |
效益指标 | 社会效益指标 | 上访 | 不发生 | 未发生 | 30 | 30
总分 | << | << | << | << | 50 | 49.8
""",
        "",
        """
output quantity 慰问优抚对象 | = 1200人 | = 1186人 | 20 19.8
output quantity 其中：烈属 | = 36人 | = 36人
benefit social 上访 | qualitative 不发生 | qualitative 未发生 | 30 30
""",
        ["自评总分 49.8 of 50"],
    ),
    "books: a label and an amount in each row": (
        """
项目名称 | 古籍修复
年初预算数（元） | 360,000
全年预算数（元） | 355,000
全年执行数（元） | 355,000
预算执行率 | 100%
""",
        """
1 initial_budget total 36
1 adjusted_budget total 35.5
1 executed total 35.5
""",
        "",
        [],
    ),
}
TEXTS = {
    "water: pipes with a rule below the head and a note with points below the table": (
        """2022年度项目支出绩效自评表（水利）
填报单位：石鼓县水利局            单位：万元
| 项目名称 | 小型灌区维修养护 | | | | | |
|---|---|---|---|---|---|---|
| 资金投入 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| 资金总额 | 410 | 398.5 | 377.2 | 10 | 94.65% | 9.47 |
| 县级资金 | 110 | 110 | 97.2 | — | 88.36% | — |
| 一级指标 | 二级指标 | 三级指标 | 目标值 | 完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 清淤渠道 | ≥36公里 | 38.2公里 | 20 | 20 |
| | | 更换闸门 | 15扇 | 14扇 | 10 | 9.3 |
| 合计 | | | | | 90 | 88.77 |
注：得分保留两位小数，合计不含执行率得分9.47分。
""",
        """
1 initial_budget total 410
1 adjusted_budget total 398.5
1 executed total 377.2
1 initial_budget fiscal_appropriation 110
1 adjusted_budget fiscal_appropriation 110
1 executed fiscal_appropriation 97.2
""",
        """
output quantity 清淤渠道 | >= 36公里 | = 38.2公里 | 20 20
output quantity 更换闸门 | = 15扇 | = 14扇 | 10 9.3
""",
        ["自评总分 88.77 of 90"],
    ),
    "old people: pipes whose merged first cells were dropped from every row": (
        """区域绩效目标自评表（2022年度）
专项名称 | 养老服务体系建设
省级主管部门 | 省民政厅 | 县级主管部门 | 东陵县民政局
项目资金（万元） |  | 预算数（A） | 执行数（B） | 执行率（B/A）
资金总额 | 1,150 | 1,046.5 | 91%
其中：中央补助 | 800 | 720 | 90%
地方资金 | 350 | 326.5 | 93.29%
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 未完成原因
产出指标 | 数量指标 | 新增养老床位 | ≥220张 | 205张 | 一处工程延期
居家上门服务 | ≥6,000人次 | 6,318人次
成本指标 | 每床补助 | ≤1.5万元 | 1.46万元
满意度指标 | 服务对象满意度 | 老年人满意度 | ≥90% | 96%
""",
        """
1 adjusted_budget total 1150
1 executed total 1046.5
1 adjusted_budget fiscal_appropriation 800
1 executed fiscal_appropriation 720
1 adjusted_budget other 350
1 executed other 326.5
""",
        """
output quantity 新增养老床位 | >= 220张 | = 205张
output quantity 居家上门服务 | >= 6000人次 | = 6318人次
output cost 每床补助 | <= 1.5万元 | = 1.46万元
satisfaction satisfaction 老年人满意度 | >= 90% | = 96%
""",
        [],
    ),
    "lifts: one cell a line with points, a reason and blank cells that left no line": (
        """项目支出绩效自评表
（2023年度）

项目名称

电梯安全应急处置平台运行

主管部门

清河县市场监督管理局

项目资金（万元）

年初预算数

全年预算数

全年执行数

分值

执行率

得分

年度资金总额

64.00

60.50

58.08

10

96%

9.6

上年结转资金

4.00

2.00

—

50%

—

绩效指标

一级指标

二级指标

三级指标

年度指标值

实际完成值

分值

得分

偏差原因分析及改进措施

产出指标

数量指标

接入电梯

≥1,200台

1,248台

15

15

应急演练

4次

3次

15

11.25

场地施工，减少一次

质量指标

救援成功率

100%

100%

10

10

效益指标

社会效益指标

困人事件投诉

下降

下降

30

30

总分

100

95.85

联系人：办公室
""",
        """
1 initial_budget total 64
1 adjusted_budget total 60.5
1 executed total 58.08
1 carryover_in total 4
""",
        """
output quantity 接入电梯 | >= 1200台 | = 1248台 | 15 15
output quantity 应急演练 | = 4次 | = 3次 | 15 11.25
output quality 救援成功率 | = 100% | = 100% | 10 10
benefit social 困人事件投诉 | qualitative 下降 | qualitative 下降 | 30 30
""",
        ["自评总分 95.85 of 100"],
    ),
    "rehabilitation: one cell a line without levels, sign and unit in lines of their own, prose above": (
        """关于戒毒康复项目的自评
本年度我单位按要求开展自评，全年收治人员312人。
项目名称
社区康复项目
资金来源
预算数（元）
到位数（元）
执行数（元）
执行率
合计
860000
860000
795500
92.5%
市级
360000
360000
295500
82.08%
指标名称
指标性质
指标值
计量单位
完成值
分值
得分
康复人员覆盖
≥
300
人
312
20
20
档案管理
定性
规范
规范
10
9
家属满意度
≥
90
%
94
10
10
合计
40
39
""",
        """
1 adjusted_budget total 86
1 allocated total 86
1 executed total 79.55
1 adjusted_budget fiscal_appropriation 36
1 allocated fiscal_appropriation 36
1 executed fiscal_appropriation 29.55
""",
        """
output quantity 康复人员覆盖 | >= 300人 | = 312人 | 20 20
output quantity 档案管理 | qualitative 规范 | qualitative 规范 | 10 9
satisfaction satisfaction 家属满意度 | >= 90% | = 94% | 10 10
""",
        ["自评总分 39 of 40"],
    ),
    "buses: tabs between the cells": (
        """农村客运补贴项目自评表
项目名称\t农村客运补贴\t\t
资金（万元）\t全年预算数\t全年执行数\t执行率
年度资金总额\t230\t230\t100%
一级指标\t二级指标\t三级指标\t指标值\t完成值
产出指标\t数量指标\t补贴车辆\t≥80辆\t84辆
\t质量指标\t发班准点率\t≥95%\t96.4%
""",
        """
1 adjusted_budget total 230
1 executed total 230
""",
        """
output quantity 补贴车辆 | >= 80辆 | = 84辆
output quality 发班准点率 | >= 95% | = 96.4%
""",
        [],
    ),
}


def money(tables) -> list[str]:
    """Each amount as `1 executed basic 80.5`: project, stage, source where it is not total, else category."""
    kinds = [(row, row.source if row.category == "total" else row.category) for row in tables.funds]
    said = [f"{row.project_id[2:]} {row.stage} {kind} {shown(row.amount_wan)}" for row, kind in kinds]
    return [each.strip() for each in said]


@pytest.mark.parametrize("name", GRIDS)
def test_a_form_in_a_table_is_read_whole(name):
    form, coded_money, coded, points = GRIDS[name]
    tables = read_document(Document(f"{MARK}\n", (drawn(form),)), "r")
    assert money(tables) == coded_money.split("\n")[1:-1]
    assert indicators(tables) == coded.split("\n")[1:-1]
    assert scores(tables) == points
    assert tables.outcomes == []


@pytest.mark.parametrize("name", TEXTS)
def test_a_form_in_a_text_is_read_whole_and_each_figure_stands_at_its_offset(name):
    text, coded_money, coded, points = TEXTS[name]
    tables = read_document(Document(text), "r")
    assert money(tables) == coded_money.split("\n")[1:-1]
    assert indicators(tables) == coded.split("\n")[1:-1]
    assert scores(tables) == points
    assert all(text[row.start : row.end] == row.token for rows in tables[1:6] for row in rows)


def test_prose_above_a_form_of_one_cell_a_line_is_read_as_prose():
    text, *_ = TEXTS["rehabilitation: one cell a line without levels, sign and unit in lines of their own, prose above"]
    assert [(row.name_zh, row.value) for row in read_document(Document(text), "r").outcomes] == [("收治人员", 312)]
