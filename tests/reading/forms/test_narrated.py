"""What helpers.reading.forms.narrated promises: figures of the sentences in which a form tells what was done."""

import pytest

from helpers.reading import report
from helpers.reading.formats.grid import MARK, Document
from helpers.reading.forms import rows as forms

from .drawn import drawn, read, shown

VALUES = """一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
产出指标 | 数量指标 | 修缮校舍 | ≥6栋 | 7栋 | 10
总分 | << | << | << | << | 96
"""


def told(form: str) -> list[str]:
    return [f"{row.value_comparator}{shown(row.value)}{row.unit}" for row in read(form).outcomes]


def goals(done: str, label: str = "实际完成情况") -> str:
    head = f"年度目标 | 预期目标 | << | {label} | << | <<\n"
    return f"{head}^ | 修缮校舍6栋，培训教师90人。 | << | {done} | << | <<\n{VALUES}"


def test_what_was_done_may_stand_in_one_line_with_the_goal_and_tell_of_staff():
    line = "年初目标 | 修缮校舍6栋。 | << | 全年目标实际完成情况 | << | 添置课桌420套，聘用保洁员28名。"
    assert told(f"{line}\n{VALUES}") == ["=420套", "=28名"]


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("校舍修缮全部完工，另添置课桌420套。", ["=420套"]),
        ("全年开展义诊28场，服务群众3100余人次。", ["=28场", ">=3100人次"]),
        ("清淤渠道12.5公里，约1800亩农田受益。", ["=12.5公里", "~1800亩"]),
        ("查处违法经营案件33件，移送公安机关4件。", ["=33件", "=4件"]),
        ("已修缮校舍7栋，新增学位360个。", ["=360个"]),
        ("项目顺利完工，群众满意。", []),
    ],
)
def test_what_was_done_is_told_below_its_label_and_what_the_indicators_give_is_left_out(done, expected):
    assert told(goals(done)) == expected


@pytest.mark.parametrize(
    "label", ["年度总体目标完成情况综述", "目标实际完成情况", "全年完成情况", "主要成效", "工作开展情况"]
)
def test_labels_of_what_was_done(label):
    assert told(goals("巡护林区，清理枯木260株。", label)) == ["=260株"]


@pytest.mark.parametrize("label", ["预期目标", "未完成原因", "资金执行情况", "存在问题", "下一步工作计划", "评价标准"])
def test_sentences_below_other_labels_tell_no_outcome(label):
    assert told(goals("巡护林区，清理枯木260株。", label)) == []


def test_the_last_sentence_behind_a_label_is_what_was_done_and_the_one_before_it_the_goal():
    row = "项目目标完成情况 | << | 计划建桥2座，惠及30户。 | << | 建成便桥1座，惠及22户。 | <<"
    assert told(f"{row}\n{VALUES}") == ["=1座", "=22户"]
    assert told(f"{VALUES}项目实施概况 | 放映电影45场，观众约2万人次。 | << | << | << | <<") == ["=45场", "~20000人次"]


def test_a_reason_in_the_column_of_actuals_and_money_spent_are_no_outcomes():
    assert told(VALUES.replace("7栋", "已修7栋，因连续降雨停工15天，剩余部分顺延至下年完工")) == []
    row = "^ | ^ | 校务工作开展情况 | 良好 | 良好 | 5 | 受疫情影响，停课15天\n总分"
    assert told(VALUES.replace("得分\n", "得分 | 原因\n").replace("总分", row)) == []
    assert told(goals("年内支出资金120万元，用于修缮校舍。")) == []


HEAD = "项目资金（万元） | << | 全年预算数 | 全年执行数 | 分值 | 执行率\n^ | 年度资金总额 | 90 | 85.36 | 10 | 94.84%\n"


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("全年发放助学金31.5万元，补助教师9名。", ["=31.5万元", "=9名"]),
        ("采购课桌支出42600元，修缮顺利。", ["=42600元"]),
        ("全年发放助学金85.36万元，补助教师9名。", ["=9名"]),
        ("全年发放助学金85.4万元，补助教师9名。", ["=9名"]),
        ("全年发放助学金85.5万元，补助教师9名。", ["=85.5万元", "=9名"]),
        ("全年发放助学金853600元，补助教师9名。", ["=9名"]),
        ("项目预算96万元，实际支付资金80万元。", []),
        ("县财政下达助学补助61万元，补助教师9名。", ["=9名"]),
    ],
)
def test_money_spent_for_a_use_is_told_and_budgets_and_what_the_money_of_the_form_gives_are_not(done, expected):
    assert told(HEAD + goals(done)) == expected


def test_a_figure_stands_in_its_cell_or_at_its_offset():
    (row,) = read(goals("另添置课桌420套，椅子若干。")).outcomes
    assert (row.cell, row.token, row.start) == ("table 1!R2C4", "420", None)
    cell = drawn(goals("另添置课桌420套，椅子若干。"))
    (row,) = forms.read(cell, "r", offsets={(1, 3): 100}).outcomes
    assert (row.start, row.end) == (105, 108)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("备注：全镇共有水库9座，受益农户1,240户。", [9, 1240]),
        ("备注：当年接收新生320人。", [320]),
        ("注：1.定量指标按完成比例计分，超过120%的扣2分。", []),
        ("注：执行率低于60%的，本项为0个等次。", []),
        ("填表说明：每个单位限报3个项目。", []),
    ],
)
def test_a_remark_below_a_form_is_read_and_a_note_on_how_it_is_filled_in_is_not(note, expected):
    found = report.read_document(Document(f"修缮项目绩效自评表\n{MARK}\n{note}", (drawn(VALUES),)), "r")
    assert [row.value for row in found.outcomes] == expected


@pytest.mark.parametrize(("label", "expected"), [("目标实际完成情况", ["=17口"]), ("存在问题", [])])
def test_a_first_cell_left_out_hides_no_label(label, expected):
    head = f"年度目标（20分） | 预期目标 | {label} | 得分"
    assert told(f"{head}\n新建农田。 | 基本建成，整治塘17口。 | 19\n{VALUES}") == expected


def test_points_behind_sentences_hide_no_label():
    assert told(f"年度目标完成情况（20分） | 户厕改造完成；拆除棚圈27处。 | 20\n{VALUES}") == ["=27处"]


def test_a_conclusion_tells_what_was_done():
    assert told(f"自评结论 | 全年新入藏文物112件，成效良好。\n{VALUES}") == ["=112件"]


def test_a_cell_that_opens_with_its_own_label_is_told_by_it():
    row = "总体目标（20分） | 预期目标：修缮校舍6栋。 | << | 完成情况：修缮校舍7栋，添置课桌420套。 | << | 18"
    assert told(f"{row}\n{VALUES}") == ["=420套"]
    assert told(f"{row.replace('完成情况：', '存在问题：')}\n{VALUES}") == []
    scale = "产出指标 | 数量指标 | 课桌 | 420套 | 420套 | 完成情况：少50套扣1分，扣完为止。\n总分"
    assert told(VALUES.replace("总分", scale)) == []
