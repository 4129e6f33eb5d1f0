"""What helpers.reading.forms.glued_form promises of forms whose cells ran into one another."""

from helpers.reading.formats.grid import Document
from helpers.reading.forms.glued_form import glued_grids
from helpers.reading.report import read_document

from .drawn import funds, indicators, scores

FORM = """2023年度农产品检测项目绩效自评表
项目名称农产品质量检测主管部门河源县农业农村局实施单位河源县农产品检测站
项目资金（万元）年初预算数全年预算数全年执行数分值执行率得分
年度资金总额80.577.662.081080%8
一级指标二级指标三级指标年度指标值实际完成值分值得分偏差原因分析及改进措施
产出指标（50分）数量指标检测蔬菜样品≥1,200批次1,236批次1515
检测水产样品150批次140批次1514企业停产
质量指标检测结果准确率≥99%99.6%1010
时效指标任务完成时间2023年12月2023年11月1010
成本指标单批次成本≤260元251元55
效益指标（30分）社会效益指标农产品消费信心提升提升3028
满意度指标（10分）服务对象满意度指标消费者满意度≥85%88.5%1010
总分10095.2
"""


def test_rows_are_cut_by_level_unit_and_points_and_stand_at_their_offsets():
    tables = read_document(Document(FORM), "r")
    assert funds(tables) == ["initial_budget total 80.5", "adjusted_budget total 77.6", "executed total 62.08"]
    assert indicators(tables) == [
        "output quantity 检测蔬菜样品 | >= 1200批次 | = 1236批次 | 15 15",
        "output quantity 检测水产样品 | = 150批次 | = 140批次 | 15 14",
        "output quality 检测结果准确率 | >= 99% | = 99.6% | 10 10",
        "output timeliness 任务完成时间 | qualitative 2023年12月 | qualitative 2023年11月 | 10 10",
        "output cost 单批次成本 | <= 260元 | = 251元 | 5 5",
        "benefit social 农产品消费信心 | qualitative 提升 | qualitative 提升 | 30 28",
        "satisfaction satisfaction 消费者满意度 | >= 85% | = 88.5% | 10 10",
    ]
    assert scores(tables) == ["自评总分 95.2 of 100"]
    rows = (*tables.funds, *tables.indicators, *tables.scorecard)
    assert {row.project_id for row in (*tables.funds, *tables.indicators)} == {"r-1"}
    assert all(FORM[row.start : row.end] == row.token for row in rows)
    assert tables.reports[0].agency_zh == "河源县农业农村局"


def test_points_before_the_target_are_read_where_a_sign_parts_them_from_it():
    head = "一级指标二级指标三级指标分值年度指标值全年实际值得分\n"
    text = head + "产出指标数量指标铺设管网10≥266米≥270米9\n新修渠道1020米20米10\n"
    (only,) = glued_grids(text)
    assert [cell.text for cell in only.grid.cells if cell.row == 1][2:] == ["铺设管网", "10", "≥266米", "≥270米", "9"]


def test_points_that_can_be_cut_in_two_ways_and_words_that_differ_give_no_row():
    head = "一级指标二级指标三级指标年度指标值实际完成值分值得分\n"
    assert glued_grids(head + "产出指标数量指标打井3口3口12.512\n") == []  # 12.5 and 12, or 12.51 and 2
    assert len(glued_grids(head + "产出指标数量指标打井3口3口1110\n")) == 1
    assert glued_grids(head + "效益指标社会效益指标村容明显改善有所改善1010\n") == []
    assert glued_grids("本表有一级指标二级指标三级指标，共12项。\n打井3口3口\n") == []
