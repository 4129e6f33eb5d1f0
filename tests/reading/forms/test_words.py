"""What helpers.reading.forms.words promises: the words of headers, rows and heads in use name their role."""

import pytest

from helpers.reading.forms.words import role

ROLES = {
    (
        "money_roles",
        "initial_budget",
    ): "年初批复数 年初预算安排 预算批复数 计划投入 当年预算安排数 财政批复数 年初数 申报金额 预算安排 资金安排数",
    ("money_roles", "adjusted_budget"): "全年(调整)预算数 变更后预算 最终预算数 全年数 可执行指标 预算数（A）",
    ("money_roles", "allocated"): "实际到位 下达预算数 拨付金额 收到资金 到账资金",
    ("money_roles", "executed"): "实际列支 累计支付 资金支出 支出合计 实际完成投资 决算数 全年实际支出（B）",
    ("money_roles", "carryover_out"): "结余 年末结转结余 剩余资金 未支付金额 结转下年",
    ("money_roles", "carryover_in"): "上年结转 年初结转结余",
    ("money_roles", "rate"): "预算执行率 支付率 支出进度",
    ("money_roles", ""): "预算到位(D/C×100%) 执行情况 未执行原因 资金到位率 占比 统筹整合资金数",
    ("money_named", "carried"): "上年结转资金 其中：上年结转 上年结余 财政拨款结转",
    ("money_sources", "other"): "地方配套 上年结转 银行贷款 债券资金 群众自筹 财政专户管理资金 非财政拨款",
    ("money_sources", "government_fund"): "政府性基金预算 福利彩票公益金",
    ("money_sources", "fiscal_appropriation"): "中央 地方 地方资金 省 县级 国家级 其中：省补资金 上级专项转移支付",
    ("indicator_roles", "target"): "目标值 预设值 计划完成数 应完成数 申报值 年初绩效目标 年度预期值",
    ("indicator_roles", "actual"): "实绩 完成量 实际产出 执行结果 年终完成值 绩效实现值",
    ("indicator_roles", "weight"): "满分值 基准分 赋分 应得分 权重（%）",
    ("indicator_roles", "score"): "自评 评价分 实得分 自评打分 得分",
    ("indicator_roles", ""): "得分系数 复核分 完成率 评分标准 序号",
    ("head_labels", "reporter"): "填报单位（盖章） 单位名称 部门（单位）名称 县级预算部门名称 项目单位",
    ("head_labels", "above"): "中央主管部门 省级主管部门 省主管部门",
    ("head_labels", "department"): "地方主管部门 县级主管部门 主管部门及代码",
    ("head_labels", "agency"): "项目实施单位 资金使用单位 建设单位",
}
WORDS = [(section, text, name) for (section, name), printed in ROLES.items() for text in printed.split()]


@pytest.mark.parametrize(("section", "text", "name"), WORDS)
def test_a_cell_names_its_role(section, text, name):
    assert role(section, text) == name
