"""Forms printed as lines with pipes, and rows whose cells ran into one another."""

from decimal import Decimal

import pytest

from helpers.reading.forms import rows as forms
from helpers.reading.forms.documents import of_text
from helpers.reading.forms.glued import is_glued, split
from helpers.reading.forms.glued_rows import glued_lines

from .drawn import drawn, funds, indicators, problems, read, scores

TEXT = """一、基本情况
本表由单位填报。
项目支出绩效自评表（2022年度） | | | | | | |
项目名称 | 饮水工程 | | | | | |
主管部门 | 云溪县水利局 | | | 实施单位 | 云溪县供水站 | |
项目资金(万元) | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
 | 年度资金总额 | 1,200.00 | 1,250.50 | 1,000.40 | 10 | 80.00% | 8
 | 其中：财政拨款 | 1,200.00 | 1,250.50 | 1,000.40 | — | — | —
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析
产出指标 | 数量指标 | 铺设管网 | ≥3.5万米 | 3.6万米 | 20 | 20 |
 | 质量指标 | 水质达标率 | ≥95% | 96% | 30 | 28 |
满意度指标 | 服务对象满意度 | 用水户满意度 | ≥90% | 93% | 10 | 10 |
总分 | | | | | 100 | 96 |

二、下一步打算
项目支出绩效自评表（2022年度） | | | |
项目名称 | 水库维护 | | | |
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
产出指标 | 数量指标 | 维护水库 | 3座 | 3座
"""


def test_each_figure_of_a_line_stands_at_its_offset():
    first, second = forms.pipe_grids(TEXT)
    tables = forms.read(first.grid, "r", offsets=first.offsets)
    rows = [*tables.funds, *tables.indicators, *tables.scorecard]
    assert len(rows) == 6 + 3 + 2
    assert all(TEXT[row.start : row.end] == row.token for row in rows)
    assert funds(tables)[:3] == ["initial_budget total 1200", "adjusted_budget total 1250.5", "executed total 1000.4"]
    assert indicators(tables) == [
        "output quantity 铺设管网 | >= 35000米 | = 36000米 | 20 20",
        "output quality 水质达标率 | >= 95% | = 96% | 30 28",
        "satisfaction satisfaction 用水户满意度 | >= 90% | = 93% | 10 10",
    ]
    assert scores(tables) == ["预算执行率 8 of 10", "自评总分 96 of 100"]
    assert indicators(forms.read(second.grid, "r")) == ["output quantity 维护水库 | = 3座 | = 3座"]


def test_the_head_names_project_department_agency_year_and_score():
    first, _ = forms.pipe_grids(TEXT)
    head = forms.head(first.grid)
    assert head[:6] == ("饮水工程", "云溪县水利局", "云溪县供水站", "2022", 96, 100)
    assert head.title == "项目支出绩效自评表（2022年度）"


def test_the_head_of_a_transfer_form_and_a_name_behind_its_code():
    head = forms.head(
        drawn("""
转移支付（项目）名称 | 水利发展资金 | << | <<
中央主管部门 | 水利部 | 地方主管部门 | 云溪县水利局
资金使用单位：云溪县河道所 | << | 自评得分：98.5分 | <<
""")
    )
    assert head[:6] == ("水利发展资金", "云溪县水利局", "云溪县河道所", "", Decimal("98.5"), None)
    assert head.above == "水利部"
    assert forms.head(drawn("项目名称 | 51090022T000001-设备更新")).project_name == "设备更新"


def test_forms_that_follow_each_other_without_a_line_between_are_apart():
    forms_ = TEXT.split("本表由单位填报。\n")[1].replace("\n二、下一步打算\n", "")
    assert [forms.head(each.grid).project_name for each in forms.pipe_grids(forms_)] == ["饮水工程", "水库维护"]


def test_a_line_whose_merged_cells_were_dropped_stands_under_its_header():
    text = (
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n"
        "产出指标 | 数量指标 | 铺设管网 | ≥3米 | 4米 | 20 | 20\n"
        "维修水泵 | ≥2台 | 2台 | 10 | 10\n"
        "质量指标 | 水质达标率 | ≥95% | 96% | 30 | 28\n"
    )
    (only,) = forms.pipe_grids(text)
    tables = forms.read(only.grid, "r", offsets=only.offsets)
    assert indicators(tables) == [
        "output quantity 铺设管网 | >= 3米 | = 4米 | 20 20",
        "output quantity 维修水泵 | >= 2台 | = 2台 | 10 10",
        "output quality 水质达标率 | >= 95% | = 96% | 30 28",
    ]
    assert all(text[row.start : row.end] == row.token for row in tables.indicators)


def test_a_dropped_level_is_told_without_a_second_level_and_a_name_like_a_source_is_no_money():
    text = (
        "资金来源|预算数|执行数\n合计|20|10\n"
        "一级指标|三级指标|年度目标值|实际完成值|自评得分|备注\n"
        "产出|贫困户危房改造|≥9户|9户|20\n群众培训|60人|66人|10|雨天\n企业获补率|100%|98%|8\n"
    )
    assert indicators(forms.read(forms.pipe_grids(text)[0].grid, "r")) == [
        "output - 贫困户危房改造 | >= 9户 | = 9户 | 20",
        "output - 群众培训 | = 60人 | = 66人 | 10",
        "output - 企业获补率 | = 100% | = 98% | 8",
    ]


@pytest.mark.parametrize(("level", "shown"), [("效果", "benefit"), ("过程", "management"), ("效益", "benefit")])
def test_a_first_level_of_one_word_stays_one_where_a_blank_cell_parts_name_and_goal(level, shown):
    text = (
        "指标类别 | 指标名称 | | 年初指标值 | 年终完成值 | 自评分 | 复核分 | 备注\n"
        f"产出 | 改造小区 | | 6个 | 6个 | 15\n{level} | 惠及居民户数 | | 1820户 | 1820户 | 18\n"
    )
    (_, second) = indicators(forms.read(forms.pipe_grids(text)[0].grid, "r"))
    assert second in (
        f"{shown} - 惠及居民户数 | = 1820户 | = 1820户 | 18",
        f"{shown} process 惠及居民户数 | = 1820户 | = 1820户 | 18",
    )


def test_a_header_of_two_lines_is_read_by_both():
    text = (
        "资金（万元） | 年度预算数 | | 预算执行数 | 分值 | 得分\n"
        " | 年初预算 | 调整后预算 | 全年执行数 | |\n"
        "总额 | 20 | 30 | 15 | 10 | 5\n"
    )
    tables = forms.read(forms.pipe_grids(text)[0].grid, "r")
    assert funds(tables) == ["initial_budget total 20", "adjusted_budget total 30", "executed total 15"]


def test_lines_that_stand_alone_are_no_table():
    assert forms.pipe_grids("首页 | 新闻 | 公开\n\n正文如下。\n上一篇 | 下一篇\n结束") == []


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        ("40004000100%", ["4000", "4000", "100"]),
        ("1484631.00%", ["148", "46", "31.00"]),
        ("50101020%2", ["50", "10", "10", "20", "2"]),
        ("386.5312.880.93%", ["386.5", "312.8", "80.93"]),
        ("450360.280.04%16.01", ["450", "360.2", "80.04", "16.01"]),
    ],
)
def test_a_glued_row_is_split_where_arithmetic_leaves_one_way(glued, parts):
    assert [token for _, token in split(glued).values()] == parts


@pytest.mark.parametrize("glued", ["1234567%", "111111100%", "99%", "100100", "1.2.3.4%", "450360.280.04%17"])
def test_a_glued_row_with_no_or_several_ways_is_not_split(glued):
    assert split(glued) is None


def test_a_rate_is_not_glued_and_a_rate_with_points_is():
    assert [is_glued(text) for text in ("95.8%", "120%", "90%9", "1.2.3%", "40004000100%")] == [
        False,
        False,
        *[True] * 3,
    ]


def test_glued_lines_of_a_text_keep_their_offsets():
    text = "项目资金（万元）\n年度资金总额40004000100%\n其中：财政拨款1484631.00%\n其他资金1234567%\n"
    found = glued_lines(text, "r")
    assert [(row.stage, row.source, row.amount_wan) for row in found.funds] == [
        ("adjusted_budget", "total", 4000),
        ("executed", "total", 4000),
        ("adjusted_budget", "fiscal_appropriation", 148),
        ("executed", "fiscal_appropriation", 46),
    ]
    assert [row.rate for row in found.funds] == [None, 100, None, 31]
    assert all(text[row.start : row.end] == row.token for row in found.funds)
    assert [row.kind for row in found.problems] == ["glued_row"]


def test_a_glued_cell_of_a_form_is_split_or_a_problem():
    head = "项目资金（万元） |  | 全年预算数 | 全年执行数 | 执行率\n"
    tables = read(head + " | 年度资金总额 | 40004000100% |  | ")
    assert (funds(tables), problems(tables)) == (["adjusted_budget total 4000", "executed total 4000"], [])
    tables = read(head + " | 年度资金总额 | 111111100% |  | ")
    assert (funds(tables), problems(tables)) == ([], ["glued_row"])


def test_rows_that_lost_the_merged_cells_that_open_them_stand_under_their_headers():
    text = """绩效指标 | 一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 全年实际值 | 得分
产出指标 | 数量指标 | 铺设管网 | 10 | 3公里 | 2公里 | 8 |
修建泵站 | 20 | ≥4座 | 5座 | 20 | | |
质量指标 | 水质达标率 | 30 | 95% | 96% | 30 | |
"""
    found = forms.read(forms.pipe_grids(text)[0].grid, "r").indicators
    assert [(row.level2, row.name_zh, row.weight, row.target, row.actual, row.score) for row in found] == [
        ("quantity", "铺设管网", 10, 3, 2, 8),
        ("quantity", "修建泵站", 20, 4, 5, 20),
        ("quality", "水质达标率", 30, 95, 96, 30),
    ]


def test_criteria_that_lost_the_merged_cell_before_them_stand_under_the_points_too():
    text = (
        "评价项目 | 评价内容 | 分值 | 自评分 | 评价标准\n"
        "项目管理（9分） | 合同管理 | 5 | 4.5 | 有合同\n"
        "验收管理 | 4 | 4 | 有记录\n"
    )
    (only,) = forms.pipe_grids(text)
    tables = forms.read(only.grid, "r", offsets=only.offsets)
    assert scores(tables) == ["合同管理 4.5 of 5", "验收管理 4 of 4"]


def test_rows_that_lost_the_merged_cell_before_them_stand_below_a_header_whose_first_budget_labels_them():
    found = of_text(
        """
资金（10分） | 年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分
总额 | 210.00 | 240.50 | 236.00 | 98.13% | 10 | 9.8
其中：财政资金 | 210.00 | 240.50 | 236.00 | 98.13% | / | /
""",
        "r",
    )
    assert funds(found)[:3] == ["initial_budget total 210", "adjusted_budget total 240.5", "executed total 236"]


def test_kinds_of_expenditure_below_a_column_of_projects_are_no_projects():
    found = of_text(
        "项目\t年初预算数\t全年预算数\t全年执行数\t执行率（%）\n"
        "基本支出\t986.20\t1,014.70\t1,011.06\t99.64\n"
        "项目支出\t282.30\t387.20\t285.38\t73.70\n"
        "合计\t1,268.50\t1,401.90\t1,296.44\t92.48\n",
        "r",
    )
    executed = [(row.project_id, row.category, row.amount_wan) for row in found.funds if row.stage == "executed"]
    assert executed == [
        ("", "basic", Decimal("1011.06")), ("", "project", Decimal("285.38")), ("", "total", Decimal("1296.44")),
    ]  # fmt: skip


def test_a_row_that_explains_others_is_no_indicator():
    rows = TEXT.replace("总分 |", "执行情况说明 | 全年支出1,000.40万元，余款结转 | | | | | |\n总分 |", 1)
    assert indicators(of_text(rows, "r")) == indicators(of_text(TEXT, "r"))


@pytest.mark.parametrize("pipe", ["|", "｜", " | "])
def test_a_line_whose_first_cell_is_blank_keeps_it_with_and_without_blanks_around_the_pipes(pipe):
    lines = [
        "一级指标|二级指标|三级指标|年度指标值|实际完成值|得分|备注",
        "产出指标|数量指标|打井|≥3口|4口|9|",
        "|质量指标|合格率|≥95%|96%|8|",
    ]
    (table,) = forms.pipe_grids("\n".join(lines).replace("|", pipe))
    tables = forms.read(table.grid, "r", offsets=table.offsets)
    assert indicators(tables) == [
        "output quantity 打井 | >= 3口 | = 4口 | 9",
        "output quality 合格率 | >= 95% | = 96% | 8",
    ]


def test_a_row_without_a_label_right_below_columns_that_ran_into_one_another_is_the_total():
    text = """项目名称 | 修渠 | |
评价内容 | 指标 | | 得分
预算执行情况（万元） | 转移支付预算数（A） 转移支付执行数（B） 预算执行率（B/A） | |
 | 73.2861.0583.31% | | 16.7
年度目标完成情况 | 修渠3条。 | 修渠2条。 | 15
"""
    (table,) = forms.pipe_grids(text)
    tables = forms.read(table.grid, "r", offsets=table.offsets)
    assert funds(tables) == ["adjusted_budget total 73.28", "executed total 61.05"]
    assert scores(tables) == ["预算执行情况 16.7 of ", "年度目标完成情况 15 of "]
    assert all(text[row.start : row.end] == row.token for row in (*tables.funds, *tables.scorecard))
    (table,) = forms.pipe_grids(text.replace("转移支付执行数（B） ", ""))
    assert forms.read(table.grid, "r").funds == []


def test_points_beside_a_total_whose_amounts_ran_into_one_another_are_those_of_the_money():
    text = """项目名称 | 修渠 | |
资金情况（万元） | 全年预算数（A）全年执行数（B）执行率（B/A） | 分值 | 得分
年度资金总额 | 73.2861.0583.31% | 10 | 8.33
上年结转资金 | 12.2811.0589.98% | — | —
"""
    (table,) = forms.pipe_grids(text)
    tables = forms.read(table.grid, "r")
    assert scores(tables) == ["预算执行率 8.33 of 10"]
    assert funds(tables)[2:] == ["adjusted_budget other 12.28", "executed other 11.05"]
    assert [row.line for row in tables.funds[1:]] == ["", "上年结转资金", "上年结转资金"]
