"""What helpers.reading.forms promises of shapes of tables: merged cells, page breaks, what follows, whatever comes."""

import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.places import place
from helpers.reading.formats.grid import Cell, Grid
from helpers.reading.forms import rows as forms
from helpers.reading.forms.documents import of_text

from .drawn import drawn, funds, grid_of, indicators, read, shown
from .generator import LAYOUTS, as_pipes, form

HEADER = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n"


def test_a_level_merged_over_both_columns_is_level_1_and_ends_the_level_2_above():
    tables = read(
        HEADER + "产出指标 | 时效指标 | 完工率 | 100% | 100% | 5 | 5\n满意度指标 | << | 村民 | ≥90% | 91% | 5 | 5"
    )
    assert indicators(tables)[1] == "satisfaction satisfaction 村民 | >= 90% | = 91% | 5 5"


@pytest.mark.parametrize(
    ("level1", "level2", "levels"),
    [
        ("产出指标（50分）", "数量", "output quantity"),
        ("产出", "产出质量指标", "output quality"),
        ("成本指标", "社会成本指标", "output cost"),
        ("成本指标", "生态环境成本指标", "output cost"),
        ("效益指标", "", "benefit "),
        ("效果指标", "社会效益", "benefit social"),
        ("效益指标", "可持续影响指标", "benefit sustainable"),
        ("效益指标", "环境效益指标", "benefit ecological"),
        ("满意度", "服务对象满意度", "satisfaction satisfaction"),
        ("", "", " "),
    ],
)
def test_levels_are_those_of_the_words_in_their_cells_and_no_others(level1, level2, levels):
    (row,) = read(HEADER + f"{level1} | {level2} | 井数 | 3口 | 3口 | 5 | 5").indicators
    assert f"{row.level1} {row.level2}" == levels


def test_a_process_level_is_management():
    (row,) = read(HEADER + "过程指标 | 资金管理 | 支付合规 | 合规 | 合规 | 5 | 5").indicators
    assert (row.level1, row.level2) == ("management", "process")


def test_a_header_printed_again_on_the_next_page_keeps_the_levels():
    tables = read(
        HEADER + "产出指标 | 质量指标 | 合格率 | 95% | 96% | 5 | 5\n" + HEADER + " |  | 达标率 | 95% | 96% | 5 | 5"
    )
    assert indicators(tables)[1] == "output quality 达标率 | = 95% | = 96% | 5 5"


def test_a_budget_over_its_two_kinds_is_read_by_the_lower_line_of_the_header():
    tables = read("""
资金（万元） | 年度预算数 | << | 预算执行数 | 执行率 | 分值 | 得分
^ | 年初预算 | 调整后预算 | ^ | ^ | ^ | ^
总额 | 20 | 30 | 15 | 50% | 10 | 5
其中：财政资金 | 18 | 28 | 14 | 50% | / | /
""")
    assert funds(tables) == [
        "initial_budget total 20",
        "adjusted_budget total 30",
        "executed total 15",
        "initial_budget fiscal_appropriation 18",
        "adjusted_budget fiscal_appropriation 28",
        "executed fiscal_appropriation 14",
    ]


@pytest.mark.parametrize(("projects", "rows"), [("12", ["basic 30", "project 12"]), ("13", [])])
def test_kinds_of_expenditure_beside_the_sources_are_of_the_stage_that_they_add_up_to(projects, rows):
    form = f"""
部门预算（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
^ | 资金总额 | 42 | 45 | 44 | 97.78%
^ | 按收入性质分： | << | 按支出性质分： | << | <<
^ | 一般公共预算 | 42 | 其中：基本支出 | 30 | <<
^ | 其他资金 |  | 项目支出 | {projects} | <<
"""
    found = read(form).funds
    assert [row.amount_wan for row in found if row.category == "total"] == [42, 45, 44, 42]
    kinds = [row for row in found if row.category != "total"]
    assert [f"{row.category} {row.amount_wan}" for row in kinds] == rows
    assert {row.stage for row in kinds} <= {"initial_budget"}


def test_a_column_headed_project_holds_sources_where_its_first_row_is_all_the_money():
    form = "资金（万元） | 项目 | 年初数 | 全年预算 | 支出数\n^ | 资金总额 | 32 | 38 | 36\n^ | 区级财政 | 32 | 38 | 36"
    assert [(row.stage, row.source) for row in read(form).funds][3:] == [
        ("initial_budget", "fiscal_appropriation"),
        ("adjusted_budget", "fiscal_appropriation"),
        ("executed", "fiscal_appropriation"),
    ]
    assert forms.projects(drawn(form)) == []
    listed = form.replace("资金总额", "合计").replace("区级财政", "河道清淤")
    assert forms.projects(drawn(listed)) == ["河道清淤"]


def test_what_a_budget_was_changed_by_is_not_the_budget():
    form = "项目资金（万元） | 年初预算数 | 调整数 | 全年预算数 | 执行数\n资金总额 | 50 | -8 | 42 | 40"
    assert funds(read(form)) == ["initial_budget total 50", "adjusted_budget total 42", "executed total 40"]


def test_a_column_of_row_numbers_and_the_label_of_the_block_are_no_names():
    tables = read("""
序号 | 绩效指标 | 一级指标 | 二级指标 | 指标名称 | 指标值 | 完成值 | 分值 | 得分
1 | ^ | 产出指标 | 数量指标 | 井数 | ≥3口 | 4口 | 10 | 10
2 | ^ | ^ | 质量指标 | 合格率 | ≥95% | 96% | 10 | 10
""")
    assert indicators(tables) == [
        "output quantity 井数 | >= 3口 | = 4口 | 10 10",
        "output quality 合格率 | >= 95% | = 96% | 10 10",
    ]


@pytest.mark.parametrize(
    "label", ["未完成目标或偏差较大的原因和改进措施", "偏差原因分析", "未达标情况说明", "扣分原因"]
)
def test_a_row_that_explains_others_is_no_indicator_and_ends_none(label):
    head = "指标名称 | 计量单位 | 指标性质 | 年初指标值 | 全年完成值 | 指标权重 | 指标得分"
    form = f"{head}\n井数 | 口 | ≥ | 3 | 4 | 10 | 10\n{label} | 缺水2口 | << | << | << | << | <<"
    form += "\n偏差整改率 | % | ≥ | 90 | 92 | 5 | 5"
    assert indicators(read(form)) == ["- - 井数 | >= 3口 | = 4口 | 10 10", "- - 偏差整改率 | >= 90% | = 92% | 5 5"]


def test_what_follows_the_indicators_is_none():
    tables = read("""
指标名称 | 计量单位 | 指标性质 | 年初指标值 | 全年完成值 | 指标权重 | 指标得分
井数 | 口 | ≥ | 3 | 4 | 10 | 10
存在问题 | 2口井水量不足 | << | << | << | << | <<
改进措施 | 2023年6月前加深 | << | << | << | << | <<
填报人：李某 | 联系电话：5550101 | << | << | << | << | <<
""")
    assert indicators(tables) == ["- - 井数 | >= 3口 | = 4口 | 10 10"]


def test_goals_between_money_and_indicators_are_neither():
    tables = read("""
项目资金（万元） |  | 全年预算数 | 全年执行数 | 执行率 | 得分
^ | 资金总额 | 20 | 10 | 50% | 5
年度总体目标 | 预期目标 | << | 实际完成情况 | << | <<
^ | 投入资金20万元，打井3口 | << | 投入10万元，打井4口 | << | <<
""")
    assert funds(tables) == ["adjusted_budget total 20", "executed total 10"]
    assert indicators(tables) == []


def test_a_table_of_tasks_with_their_money_has_no_total():
    tables = read("任务名称 | 主要内容 | 预算数（万元） | 执行数（万元）\n修路 | 3公里 | 20 | 18\n打井 | 3口 | 10 | 10")
    assert funds(tables) == []


def test_a_row_of_money_without_a_label_is_the_total():
    tables = read("项目资金（万元） | 全年预算数 | 全年执行数 | 执行率\n^ | 20 | 18 | 90%")
    assert funds(tables) == ["adjusted_budget total 20", "executed total 18"]


def test_hidden_cells_are_not_read():
    grid = drawn(HEADER + "产出指标 | 数量指标 | 井数 | 3口 | 4口 | 10 | 10\n^ | ^ | 库数 | 3座 | 4座 | 10 | 10")
    cells = tuple(cell._replace(hidden=cell.row == 2) for cell in grid.cells)
    assert [row.name_zh for row in forms.read(grid._replace(cells=cells), "r").indicators] == ["井数"]


def test_project_and_report_stand_in_every_row_and_problems_name_their_file():
    form = "项目资金 |  | 全年预算数 | 全年执行数 | 执行率 | 得分\n | 总额 | 20 | 10 | 50% | 5\n" + HEADER
    form += "产出指标 | 数量指标 | 井数 | 3口 | 4口 | 10 | 10"
    tables = read(form, project_id="r-2", source_file="a.docx", sha256="0")
    assert {(row.report_id, row.project_id) for row in (*tables.funds, *tables.indicators)} == {("r", "r-2")}
    assert [(row.source_file, row.sha256, row.kind) for row in tables.problems] == [("a.docx", "0", "unit_assumed")]


def test_a_table_of_something_else_gives_nothing():
    tables = read("姓名 | 年龄 | 单位\n张三 | 41 | 水利局\n李四 | 38 | 水利局")
    assert not any(tables)


def test_a_sheet_of_four_times_the_rows_takes_four_times_the_work():
    few, many = (numbers_of(rows) for rows in (50, 200))
    assert calls_of(lambda: forms.read(few, "r")) * 5 > calls_of(lambda: forms.read(many, "r"))


def numbers_of(rows: int) -> Grid:
    cells = tuple(Cell(f"{row % 5}.{column}", row, column) for row in range(rows) for column in range(30))
    return Grid("sheet 1", cells, rows, 30)


def calls_of(read: Callable[[], object]) -> int:
    """How many functions are called while something is read a second time, so that what is kept of words is there."""
    calls = []
    read()
    sys.setprofile(lambda frame, event, _: calls.append(1) if event == "call" else None)
    try:
        read()
    finally:
        sys.setprofile(None)
    return len(calls)


WORDS = [
    *("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "全年预算数", "全年执行数"),
    *("执行率", "年度资金总额", "≥90%", "12月31日前", "40004000100%", "39万元+2696元", "-5", "0", "—"),
    *("指标2：", "总分", "100", "3.5万亩", "（≥**人）", "单位：元", "2089元", "自评总分", "98", "项目名称"),
    *("²½٣", "1/0", "100%%", "12口，8座", "5-10口", "已完成100%", "1,234.5", "３８", "其中：财政拨款", ""),
    "9" * 60 + "%",
]


@given(st.lists(st.lists(st.tuples(st.sampled_from(WORDS), st.integers(1, 3)), max_size=8), max_size=8))
@settings(max_examples=150)
def test_whatever_stands_in_a_grid_is_read_without_an_error_and_tokens_are_in_their_cells(rows):
    cells = tuple(
        Cell(text, at, column, 1, 1 if column + span > len(row) else span)
        for at, row in enumerate(rows)
        for column, (text, span) in enumerate(row)
    )
    grid = Grid("table 1", cells, len(rows), 11)
    texts = {place(grid, cell): cell.text for cell in cells}
    tables = forms.read(grid, "r")
    forms.head(grid)
    for row in (*tables.funds, *tables.indicators, *tables.scorecard):
        assert row.token in texts[row.cell]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" | ".join), max_size=10).map("\n".join))
@settings(max_examples=150)
def test_whatever_stands_in_lines_each_token_stands_at_its_offset(text):
    for table in forms.pipe_grids(text):
        tables = forms.read(table.grid, "r", offsets=table.offsets)
        for row in (*tables.funds, *tables.indicators, *tables.scorecard):
            assert text[row.start : row.end] == row.token


MORE = [
    "一级指标 二级指标 三级指标 指标值 完成值",
    "一级指标二级指标三级指标指标值完成值得分",
    "打井3口3口5",
    "产出指标",
    "编制数",
    "120",
]


@given(
    st.lists(st.sampled_from([*WORDS, *MORE]), max_size=40).flatmap(
        lambda cells: st.sampled_from(["\n", "\t", "  "]).map(lambda between: between.join(cells))
    )
)
@settings(max_examples=200)
def test_whatever_stands_in_lines_of_one_cell_or_between_spaces_each_token_stands_at_its_offset(text):
    tables = of_text(text, "r")
    for row in (*tables.funds, *tables.indicators, *tables.resources, *tables.scorecard):
        assert text[row.start : row.end] == row.token


def test_a_form_of_four_times_the_lines_of_one_cell_takes_four_times_the_work():
    few, many = (cell_a_line(rows) for rows in (50, 200))
    assert len(of_text(many, "r").indicators) == 200
    assert calls_of(lambda: of_text(few, "r")) * 5 > calls_of(lambda: of_text(many, "r"))


def cell_a_line(rows: int) -> str:
    head = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "备注", "产出指标", "数量指标"]
    return "\n".join(
        [*head, *(cell for i in range(rows) for cell in (f"工作{i % 5}甲", "≥3口", "4口", "10", "9", "因雨"))]
    )


CHANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9), st.sampled_from(WORDS)))


@given(st.sampled_from(LAYOUTS), st.integers(0, 10), CHANGES)
@settings(max_examples=60)
def test_a_form_with_other_words_in_some_of_its_cells_is_read_without_an_error(layout, seed, changes):
    made = form(layout, seed)
    for row, column, text in changes:
        cells = made.rows[row % len(made.rows)]
        cells[column % len(cells)] = text
    tables = forms.read(grid_of(made.rows), "r")
    assert all(row.cell and row.token for row in (*tables.funds, *tables.scorecard))
    text = as_pipes(made)
    for table in forms.pipe_grids(text):
        tables = forms.read(table.grid, "r", offsets=table.offsets)
        for row in (*tables.funds, *tables.indicators, *tables.scorecard):
            assert text[row.start : row.end] == row.token


def test_rows_of_unknown_names_that_add_up_to_the_total_are_uses_and_those_of_places_its_shares():
    found = read("""
用途 | 年初预算 | 调整预算 | 决算支出
渠道清淤 | 40 | 46 | 45.5
下拨各镇 | 20 | 20 | 20
合计 | 60 | 66 | 65.5
""").funds
    told = [(row.stage, row.category, row.line, shown(row.amount_wan)) for row in found if row.stage == "executed"]
    assert told == [
        ("executed", "other", "渠道清淤", "45.5"),
        ("executed", "total", "下拨各镇", "20"),
        ("executed", "total", "", "65.5"),
    ]


def test_rows_of_unknown_names_that_do_not_add_up_are_no_money():
    found = read("""
用途 | 年初预算 | 调整预算 | 决算支出
合计 | 60 | 66 | 65.5
折合台数 | 12 | 12 | 11
""").funds
    assert [shown(row.amount_wan) for row in found] == ["60", "66", "65.5"]


def test_sources_printed_with_their_amounts_in_one_cell_are_of_the_stage_above_them():
    found = read("""
预算执行情况 | 预算数：90万元 | 执行数：84.5万元 | 9.4
^ | 其中：省级补助70万元 | 其中：省级补助66万元 |
^ | 自筹资金20万元 | 自筹资金18.5万元 |
""").funds
    assert sorted((row.stage, row.source, shown(row.amount_wan)) for row in found) == [
        ("adjusted_budget", "fiscal_appropriation", "70"),
        ("adjusted_budget", "other", "20"),
        ("adjusted_budget", "total", "90"),
        ("executed", "fiscal_appropriation", "66"),
        ("executed", "other", "18.5"),
        ("executed", "total", "84.5"),
    ]


def test_sources_printed_with_their_amounts_in_cells_beside_each_other_are_read_once():
    tables = read(
        "预算执行情况（万元） | 预算数：320.5 | 执行数：310 | 96.72%\n"
        " | 其中：中央补助 210 | 其中：中央补助 210 | 100%\n | 其他资金 110.5 | 其他资金 100 | 90.5%\n"
        + HEADER + "产出指标 | 数量指标 | 井数 | 3口 | 3口 | 5 | 5"
    )  # fmt: skip
    assert funds(tables) == [
        "adjusted_budget total 320.5", "executed total 310", "adjusted_budget fiscal_appropriation 210",
        "executed fiscal_appropriation 210", "adjusted_budget other 110.5", "executed other 100",
    ]  # fmt: skip


def test_columns_that_are_empty_or_hidden_move_no_figure_from_its_header_and_its_place_is_that_in_the_sheet():
    form = """
项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数
^ | 年度资金总额 | 95 | 100 | 90
^ | 其中：财政拨款 | 95 | 其中：基本支出 | 60
^ | 其他资金 | 0 | 项目支出 | 30
"""
    plain, at = drawn(form), (2, 3, 5, 6, 7)
    moved = [cell._replace(column=at[cell.column]) for cell in plain.cells]
    cells = sorted([*moved, Cell("", 0, 0, 4), Cell("隐藏", 1, 4, hidden=True)], key=lambda cell: cell[1:3])
    tables = forms.read(Grid("Sheet1", tuple(cells), 4, 8), "r")
    assert funds(tables) == funds(forms.read(plain, "r"))
    assert [row.cell for row in tables.funds][:4] == ["Sheet1!R2C6", "Sheet1!R2C7", "Sheet1!R2C8", "Sheet1!R3C6"]
    assert len(tables.funds) == 7
