"""Forms as web pages bring them: flattened to lines, to spaces, or to nothing between their cells."""

import pytest

from helpers.reading.formats.grid import Document
from helpers.reading.report import read_document

from .drawn import funds, indicators, problems

HEAD = "项目名称\n水渠养护\n"
COLUMNS = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
DIG = ["产出指标", "数量指标", "修水渠", "≥6公里", "7公里", "15", "15"]
PASS = ["质量指标", "合格率", "≥90%", "95%", "10", "9"]
BOTH = ["output quantity 修水渠 | >= 6公里 | = 7公里 | 15 15", "output quality 合格率 | >= 90% | = 95% | 10 9"]
MONEY = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
GLUED = "项目名称水渠养护主管部门河口县水利局\n一级指标二级指标三级指标指标值完成值分值得分\n"


def read(text: str):
    tables = read_document(Document(text), "r")
    assert all(text[row.start : row.end] == row.token for row in (*tables.funds, *tables.indicators))
    return tables


def stacked(*cells: str):
    return read("\n".join(["项目名称", "水渠养护", *cells, *COLUMNS, *DIG]))


def test_lines_of_one_cell_that_a_pipe_closes_are_read_as_lines_and_a_menu_with_pipes_does_not_matter():
    lines = [f"{cell} |" for cell in ("项目名称", "水渠养护", *COLUMNS, *DIG, *PASS)]
    assert indicators(read("\n".join([*lines, "上一页 | 下一页"]))) == BOTH


def test_a_column_of_numbers_before_the_names_is_no_target_and_one_behind_the_scores_no_name():
    cells = ["序号", "指标名称", "目标值", "完成值", "分值", "得分", "是否核心指标"]
    rows = ["1", "修水渠", "≥6公里", "7公里", "15", "15", "否", "2", "清淤", "8处", "5处", "10", "6", "是"]
    assert indicators(read("\n".join(["项目名称", "水渠养护", *cells, *rows]))) == [
        "- - 修水渠 | >= 6公里 | = 7公里 | 15 15",
        "- - 清淤 | = 8处 | = 5处 | 10 6",
    ]


@pytest.mark.parametrize("label", ["年度绩效目标", "绩效指标完成情况"])
def test_a_label_before_the_header_that_sounds_like_a_column_is_none(label):
    assert indicators(read("\n".join(["项目名称", "水渠养护", label, *COLUMNS, *DIG, *PASS]))) == BOTH


def test_signs_and_units_that_the_brackets_of_a_name_give_hold_for_bare_cells():
    cells = ["修渠（≥**米）", "40", "38", "2", "清淤（**处）", "8", "9", "3"]
    header = [
        "绩效目标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年初目标值",
        "实际完成值",
        "得分",
        "产出指标",
        "数量指标",
    ]
    assert indicators(read("\n".join(["项目名称", "水渠养护", *header, *cells]))) == [
        "output quantity 修渠 | >= 40米 | = 38米 | 2",
        "output quantity 清淤 | = 8处 | = 9处 | 3",
    ]


def test_a_name_with_its_target_leaves_the_cell_of_the_target_blank():
    cells = [
        "产出指标",
        "数量指标",
        "受训人数（≥40人）",
        "38人",
        "15",
        "14",
        "质量指标",
        "合格率",
        "95%",
        "96%",
        "10",
        "9",
    ]
    assert indicators(read("\n".join(["项目名称", "水渠养护", *COLUMNS, *cells]))) == [
        "output quantity 受训人数 | >= 40人 | = 38人 | 15 14",
        "output quality 合格率 | = 95% | = 96% | 10 9",
    ]


def test_a_row_between_spaces_keeps_to_its_line_though_a_cell_is_blank_or_a_reason_is_a_sentence():
    lines = [" ".join(COLUMNS + ["原因"]), "产出指标 数量指标 修水渠 ≥6公里 5公里 15 12 雨多，料缺", "清淤 8处 10 6"]
    text = "\n".join(["项目名称 水渠养护", *lines, "质量指标 合格率 ≥90% 95% 10 9"])
    assert indicators(read(text)) == [
        "output quantity 修水渠 | >= 6公里 | = 5公里 | 15 12",
        "output quantity 清淤 | = 8处 |  | 10 6",
        "output quality 合格率 | >= 90% | = 95% | 10 9",
    ]


def test_a_sign_in_a_column_of_its_own_stands_apart_from_the_figure_behind_a_space():
    lines = ["指标名称 计量单位 指标性质 目标值 完成值 分值 得分", "修水渠 公里 ≥ 6 7 15 15", "清淤 处 ＝ 8 5 10 6"]
    assert indicators(read("\n".join(["项目名称 水渠养护", *lines]))) == [
        "- - 修水渠 | >= 6公里 | = 7公里 | 15 15",
        "- - 清淤 | = 8处 | = 5处 | 10 6",
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["25", "20", "10", "80%", "8"], ["adjusted_budget total 25", "executed total 20"]),  # and 10 points
        (["20", "16", "10", "80%", "8"], ["adjusted_budget total 20", "executed total 16"]),
        (["30", "20", "16", "80%"], ["initial_budget total 30", "adjusted_budget total 20", "executed total 16"]),
        (["20", "16", "—", "0.8", "—"], ["adjusted_budget total 20", "executed total 16"]),
        (["30", "0", "0%"], []),
    ],
)
def test_figures_of_a_row_of_money_with_blank_cells_stand_where_the_rate_proves_it(row, expected):
    tables = stacked("项目资金（万元）", *MONEY, "年度资金总额", *row)
    assert funds(tables) == expected
    assert problems(tables) == ([] if expected else ["unreadable_amount"])


def test_a_row_of_two_figures_stands_where_the_rows_add_up_to_the_total():
    rows = ["合计", "50", "45", "40", "5", "中央", "30", "30", "30", "省", "20", "15", "10", "5"]
    header = ["资金（万元）", "计划安排", "实际到位", "实际支出", "结余"]
    assert funds(stacked(*header, *rows))[-7:-4] == [
        "initial_budget fiscal_appropriation 30",
        "allocated fiscal_appropriation 30",
        "executed fiscal_appropriation 30",
    ]


def test_kinds_beside_sources_are_of_the_stage_whose_total_they_add_up_to():
    total = ["年度资金总额", "50", "60", "45", "10", "75%", "7.5"]
    parts = ["一般公共预算", "30", "其他资金", "20"]
    assert funds(stacked("项目资金（万元）", *MONEY, *total, *parts))[3:] == [
        "initial_budget general_public 30",
        "initial_budget other 20",
    ]
    assert funds(stacked("项目资金（万元）", *MONEY, *total, "一般公共预算", "30", "其他资金", "19"))[3:] == []


def test_sources_told_once_below_each_stage_belong_to_the_stages_in_their_order():
    cells = ["预算数：50", "执行数：45", "其中：财政拨款：30", "其中：财政拨款：28", "其他资金：20", "其他资金：17"]
    assert funds(stacked("单位：万元", *cells)) == [
        "adjusted_budget total 50",
        "executed total 45",
        "adjusted_budget fiscal_appropriation 30",
        "executed fiscal_appropriation 28",
        "adjusted_budget other 20",
        "executed other 17",
    ]


@pytest.mark.parametrize("between", ["\n", ""])
def test_glued_rows_are_read_one_a_line_and_in_one_run(between):
    rows = ["产出指标数量指标修水渠≥6公里7公里1515", "质量指标合格率≥90%95%109", "总分10095"]
    assert indicators(read(GLUED.strip() + between + between.join(rows))) == BOTH


def test_money_is_split_by_its_header_where_the_rate_proves_it():
    header = "项目资金（万元）年初预算数全年预算数全年执行数分值执行率得分\n"
    rows = "年度资金总额12013097.51075.00%7.5\n其中：财政拨款1,200.001,300.00975.00—75.00%—\n其他资金000———\n"
    tables = read("项目名称水渠养护主管部门河口县水利局\n" + header + rows + GLUED.split("\n")[1])
    assert funds(tables) == [
        "initial_budget total 120",
        "adjusted_budget total 130",
        "executed total 97.5",
        "initial_budget fiscal_appropriation 1200",
        "adjusted_budget fiscal_appropriation 1300",
        "executed fiscal_appropriation 975",
        "initial_budget other 0",
        "adjusted_budget other 0",
        "executed other 0",
    ]


@pytest.mark.parametrize(
    "row",
    [
        "年度资金总额15001832.71705.35%",  # 5% is 5.35%, of 93.0 or of another figure
        "年度资金总额120130975",
    ],
)
def test_money_that_no_rate_of_three_digits_proves_is_a_problem(row):
    tables = read("年初预算数全年预算数全年执行数执行率（%）\n" + row + "\n" + GLUED.split("\n")[1])
    assert (funds(tables), problems(tables)) == ([], ["glued_row"])


WEIGHTS = "一级指标二级指标三级指标分值指标值完成值得分\n"


def test_points_before_a_bare_target_are_told_by_the_sum_of_all_points():
    rows = "产出指标数量指标种草6240亩240亩6\n质量指标成活率84≥85%88%84\n总分10090\n"
    assert indicators(read("项目名称种草主管部门河口县林业局\n" + WEIGHTS + rows)) == [
        "output quantity 种草 | = 240亩 | = 240亩 | 6 6",
        "output quality 成活率 | >= 85% | = 88% | 84 84",
    ]
    other = read("项目名称种草主管部门河口县林业局\n" + WEIGHTS + rows.replace("84≥", "70≥").replace("%84", "%70"))
    assert indicators(other) == ["output quality 成活率 | >= 85% | = 88% | 70 70"]
    assert problems(other) == ["glued_row"]


@pytest.mark.parametrize(
    "row",
    [
        "造林面积万亩25102510",  # target, points, actual, points: the sign is lost
        "修渠（≥米）40402",
        "出行便利较为便利109",
        "打井≥3口一口未打55",
    ],
)
def test_a_glued_row_of_which_nothing_tells_the_cells_is_a_problem_and_no_row_of_prose_either(row):
    tables = read(GLUED + "产出指标数量指标修水渠≥6公里7公里1515\n" + row + "\n总分10020\n")
    assert indicators(tables) == BOTH[:1]
    assert problems(tables) == ["glued_row"]
    assert tables.outcomes == []


def test_a_glued_header_with_a_column_that_is_not_known_is_a_problem_for_each_row():
    text = GLUED.replace("分值得分", "分值得分填报人意向") + "产出指标数量指标修水渠≥6公里7公里1515\n"
    assert (indicators(read(text)), problems(read(text))) == ([], ["glued_row"])
