"""What helpers.reading.text.wraps promises: lines that go on are read as one, and every figure keeps its place."""

import pytest

from helpers.reading.report import read_text
from helpers.reading.text.wraps import joined

PAGE = [
    "我局负责全县渡口的日常管理。本年度三个项目的",
    "资金都按时到位。航标维护项目预算四十万元，支",
    "出三十九万元。渡船更新项目更换渡船六艘，验收",
    "全部合格。全年巡查航道检修航标，累计行驶63公",
    "里。群众对渡口满意。码头修缮项目因汛期",
    "推迟开工，由监理单位组织参建各方2022年11月20日逐项核查。年底前完成了主体工程。下一年度将继",
    "续推进附属设施建设。项目资金由县财政统一支付",
    "手续齐全。监理单位每周到场检查一次。施工单位",
    "按月报送进度。各渡口均配备了救生设备。管理人",
    "员经过培训后上岗。全年没有发生安全事故。",
    "二、下一步打算",
]
LONG = "本年度围绕农村饮水安全巩固提升工程组织实施水源地保护管网改造水质检测和设备更新等多项具体任务共投入资金"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_of_a_narrow_page_are_one_as_long_as_a_sentence_goes_on(end):
    text = joined(end.join(PAGE)).text
    assert "支出三十九万元" in text
    assert "下一年度将继续推进" in text
    assert text.endswith("全年没有发生安全事故。" + end + PAGE[-1])


def test_a_word_broken_by_the_end_of_a_line_is_one_word():
    text = "\n".join(PAGE)
    (row,) = [each for each in read_text(text, "r").outcomes if each.token == "63"]
    assert row.unit == "公里"
    assert text[row.start : row.end] == "63"


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_long_line_without_an_end_goes_on(between):
    assert joined(f"{LONG}{between}20万元。").text == f"{LONG}20万元。"


@pytest.mark.parametrize("line", ["资金投入", f"{LONG}：", f"{LONG}。", f"{LONG}；", f"项目\t{LONG}", f"{LONG}：12"])
def test_a_short_line_or_one_that_ends_a_sentence_does_not_go_on(line):
    assert joined(f"{line}\n20万元。").text == f"{line}\n20万元。"


@pytest.mark.parametrize("line", ["二、资金情况", "（1）支出20万元", "　　支出20万元", "项目2：渡船更新"])
def test_a_heading_and_an_indented_line_are_lines_of_their_own(line):
    assert joined(f"{LONG}\n{line}").text == f"{LONG}\n{line}"


def test_a_line_of_prose_that_ends_in_the_midst_of_a_sentence_goes_on_however_short():
    assert joined("资金已到位。全年支出\n92万元，结余3万元。").text == "资金已到位。全年支出92万元，结余3万元。"


@pytest.mark.parametrize(
    "text", ["一、概况\n全年支出92万元。", "支出92万元，\n结余3万元。", "单位：万元，按月\n支出92，结余3。"]
)
def test_a_title_a_clause_and_a_label_end_where_they_end(text):
    assert joined(text).text == text


def test_a_line_behind_a_label_goes_on_where_it_ends_in_the_midst_of_a_word():
    text = joined("3.时效指标：办结时限不超过20个工作日，实际平\n均11.5个工作日；\n4.质量指标：合格率98%。").text
    assert "实际平均11.5个工作日；\n4." in text


@pytest.mark.parametrize("line", ["履职效益：25分，自评24分", "项目名称：渡口维护，航标更换，"])
def test_a_line_behind_a_label_that_ends_with_a_number_or_a_mark_ends_there(line):
    assert joined(f"{line}\n以上合计95.8分，等级为优。").text.count("\n") == 1
