"""What helpers.reading.forms.stacked promises of forms with one cell a line."""

from helpers.reading.forms import rows as forms
from helpers.reading.forms.stacked import stacked_grids

from .drawn import funds, indicators

HEAD = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "未完成原因"]


def read(*cells: str):
    text = "\n\n".join(cells)
    (only,) = stacked_grids(text)
    tables = forms.read(only.grid, "r", offsets=only.offsets)
    assert all(text[row.start : row.end] == row.token for row in (*tables.funds, *tables.indicators))
    return tables


def test_a_line_behind_a_full_row_is_its_reason_where_no_row_could_begin_with_it():
    tables = read(*HEAD, "产出指标", "数量指标", "打井", "3口", "2口", "水量不足", "铺管", "5公里", "5公里")
    assert indicators(tables) == ["output quantity 打井 | = 3口 | = 2口", "output quantity 铺管 | = 5公里 | = 5公里"]
    assert [row.note for row in tables.indicators] == ["水量不足", ""]


def test_words_for_target_and_actual_leave_the_next_name_alone():
    tables = read(
        *HEAD, "效益指标", "社会效益指标", "村容", "整洁", "整洁", "出行", "便利", "便利", "就业", "30人", "31人"
    )
    assert [row.name_zh for row in tables.indicators] == ["村容", "出行", "就业"]


def test_a_blank_actual_leaves_the_next_name_alone():
    tables = read(*HEAD, "产出指标", "数量指标", "打井", "≥3口", "质量指标", "合格率", "95%", "96%")
    assert indicators(tables) == ["output quantity 打井 | >= 3口", "output quality 合格率 | = 95% | = 96%"]


def test_of_fewer_figures_than_columns_those_before_the_rate_end_at_it_and_others_are_no_rows():
    money = ["资金（万元）", "年初预算数", "全年预算数", "全年执行数", "执行率"]
    rows = ["资金总额", "10", "12", "9", "75%", "上年结转", "2", "1", "50%", "其他资金", "3", "1"]
    tables = read(*money, *rows, *HEAD, "产出指标", "数量指标", "打井", "3口", "2口")
    assert funds(tables) == [
        "initial_budget total 10",
        "adjusted_budget total 12",
        "executed total 9",
        "adjusted_budget other 2",
        "executed other 1",
    ]


def test_a_name_with_a_number_is_a_name():
    tables = read(*HEAD, "产出指标", "数量指标", "15分钟就医圈建设", "3个", "2个", "改造2号泵站", "100%", "90%")
    assert [row.name_zh for row in tables.indicators] == ["15分钟就医圈建设", "改造2号泵站"]


def test_two_forms_are_apart_and_prose_is_none():
    form = ["项目名称", "打井", *HEAD, "产出指标", "数量指标", "井数", "3口", "2口"]
    text = "\n".join([*form, "项目支出绩效自评表", *[line.replace("打井", "修渠") for line in form]])
    assert [forms.head(each.grid).project_name for each in stacked_grids(text)] == ["打井", "修渠"]
    assert stacked_grids("一、指标完成情况\n打井3口。\n二级指标如下：\n数量指标\n完成2口\n") == []


GOALS = ["年度目标", "新建水井，解决饮水困难。", "水井已经建成，水质合格。"]
NAMED_HEAD = ["项目名称", "水井建设", "预算数（万元）", "12", "执行数（万元）", "9"]
ROW = ["产出指标", "数量指标", "打井", "3口", "2口"]


def test_a_head_above_the_goals_of_a_form_is_read_and_prose_above_it_is_not():
    text = "\n".join(["打井工作总体顺利，群众满意。", *NAMED_HEAD, *GOALS, *HEAD, *ROW])
    (only,) = stacked_grids(text)
    assert forms.head(only.grid).project_name == "水井建设"
    assert funds(forms.read(only.grid, "r")) == ["adjusted_budget total 12", "executed total 9"]
    assert only.start == text.index("项目名称")


def test_a_head_above_many_sentences_is_that_of_a_report_in_prose():
    (only,) = stacked_grids("\n".join([*NAMED_HEAD, *(GOALS[1:] * 3), *HEAD, *ROW]))
    assert funds(forms.read(only.grid, "r")) == []
