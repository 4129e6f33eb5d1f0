"""What coding.checks.cells promises: sentences in cells are compared like a text, and points are added up."""

import pytest

from helpers.coding.audit import audit
from helpers.reading.formats.grid import Cell, Grid

from ... import made


def grid(*rows: list[str]) -> Grid:
    cells = [Cell(text, n, m) for n, row in enumerate(rows) for m, text in enumerate(row) if text]
    return Grid("table 1", tuple(cells), len(rows), max(map(len, rows)))


def told(*rows: list[str]) -> list[tuple]:
    found = audit(made.read(), {"R": "a form"}, {"R": (grid(*rows),)})
    return list(found[["kind", "verdict", "stated", "recomputed"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(("rate", "verdict"), [("94.53", "contradiction"), ("93.55", "rounding")])
def test_a_sentence_in_a_cell_is_compared_and_quoted(rate, verdict):
    words = f"应安装终端186套，年末在线174套，在线率{rate}%，其余正在维修。"
    found = audit(made.read(), {"R": "a form"}, {"R": (grid(["说明", words]),)})
    assert found[["kind", "verdict"]].to_numpy().tolist() == [["rate", verdict]]
    assert found["quote"].tolist() == [words.rstrip("。")]
    assert found["start"].isna().all()


@pytest.mark.parametrize(("total", "verdict"), [("94", "holds"), ("95", "contradiction")])
def test_the_points_of_a_form_add_up_to_its_total(total, verdict):
    head, money = ["指标", "值", "分值", "得分"], ["资金", "95%", "10", "9.5"]
    rows = [["产出", "", "50", "48"], ["效益", "", "30", "28"], ["满意度", "", "10", "8.5"]]
    assert told(head, money, *rows, ["总分", "", "100", total]) == [("score", verdict, float(total), 94.0)]


def test_two_forms_of_one_layout_in_a_document_are_two_findings():
    rows = [
        ["指标", "值", "分值", "得分"],
        ["资金", "95%", "10", "9.5"],
        ["产出", "", "50", "48"],
        ["效益", "", "40", "38"],
        ["满意度", "", "0", "0"],
    ]
    totals = {"table 1": "95.5", "table 2": "96.5"}
    forms = [grid(*rows, ["总分", "", "100", total])._replace(name=name) for name, total in totals.items()]
    found = audit(made.read(), {"R": "a form"}, {"R": tuple(forms)})
    assert sorted(found["what"].str.partition(":")[0]) == ["table 1", "table 2"]


def test_points_of_which_the_maxima_are_not_full_marks_are_not_added_up():
    rows = [[name, "", "20", "18"] for name in ("投入", "过程", "产出", "效果")]
    assert told(["指标", "值", "分值", "得分"], *rows, ["总分", "", "100", "95"]) == []


@pytest.mark.parametrize(("total", "verdict"), [("94", "holds"), ("96", "contradiction")])
@pytest.mark.parametrize("name", ["总额", "合计"])
def test_the_points_for_execution_beside_the_whole_of_the_money_are_points_of_the_form(name, total, verdict):
    money = [["资金", "执行数", "分值", "得分"], [name, "95", "10", "9.5"], ["财政资金", "95", "/", "/"]]
    rows = [["产出", "", "50", "48"], ["效益", "", "30", "28"], ["满意度", "", "10", "8.5"]]
    head = ["指标", "值", "分值", "得分"]
    assert told(*money, head, *rows, ["合计", "", "100", total]) == [("score", verdict, float(total), 94.0)]


@pytest.mark.parametrize(("printed", "verdicts"), [("421", ["contradiction"]), ("412", []), ("450", [])])
def test_a_sentence_that_tells_a_row_of_its_form_again_has_the_value_of_the_row(printed, verdicts):
    rows = {"name_zh": "补贴适配人数", "target": "400", "actual": "412", "target_unit": "人", "actual_unit": "人"}
    read = made.read(indicators=made.in_grid(made.indicators(rows)))
    words = f"项目总体达到预期，惠及本区{printed}名接受补贴适配的残疾人，下年继续。"
    found = audit(read, {"R": "a form"}, {"R": (grid(["自评结论", words]),)})
    assert found[found["kind"] == "repeat"]["verdict"].tolist() == verdicts


@pytest.mark.parametrize("words", ["计划惠及421名接受补贴适配的残疾人。", "惠及421名接受入户评估的残疾人，另有其他。"])
def test_a_sentence_of_an_aim_or_of_something_else_is_held_against_no_row(words):
    rows = {"name_zh": "补贴适配人数", "target": "400", "actual": "412", "target_unit": "人", "actual_unit": "人"}
    read = made.read(indicators=made.in_grid(made.indicators(rows)))
    found = audit(read, {"R": "a form"}, {"R": (grid(["自评结论", words]),)})
    assert found[found["kind"] == "repeat"].empty


@pytest.mark.parametrize(("part", "verdict"), [("380", "holds"), ("392", "contradiction")])
def test_the_whole_of_the_money_is_its_rows_though_words_stand_behind_its_numbers(part, verdict):
    head = ["资金", "年初预算数", "预算执行数", "原因"]
    rows = [["总额", "400", "398.7", "尾款"], ["财政资金", part, "378.7", "/"], ["单位资金", "20", "20", "/"]]
    assert ("sum", verdict, 400.0, float(part) + 20) in told(head, *rows)


def test_points_without_a_column_of_maxima_add_up_to_a_total_that_is_near():
    head = ["一级指标", "指标", "目标值", "完成值", "得分"]
    rows = [["产出", "会", "12", "12", points] for points in ("18.8", "10", "8", "7.6")]
    assert told(head, *rows, ["总分", "", "", "", "44.4"]) == [("score", "holds", 44.4, 44.4)]
    assert told(head, *rows, ["总分", "", "", "", "44.8"]) == [("score", "contradiction", 44.8, 44.4)]
    assert told(head, *rows, ["总分", "", "", "", "94.4"]) == []  # others stand elsewhere


def test_points_are_the_share_of_their_weight_that_the_row_prints():
    head = ["指标名称", "指标值", "得分系数（%）", "指标权重", "指标得分"]
    rows = [
        ["普查员", "850", "95.53", "10", "9.55"],
        ["小区", "412", "100", "15", "15"],
        ["知晓率", "85", "90", "15", "13.5"],
    ]
    assert {verdict for _, verdict, *_ in told(head, *rows)} <= {"holds", "rounding"}
    rows[0][-1] = "5.95"
    assert ("score", "contradiction", 5.95, 9.553) in told(head, *rows)


def test_the_score_in_the_head_of_a_form_is_the_total_below():
    head, rows = ["指标", "值", "分值", "得分"], [[name, "", "25", "24"] for name in "甲乙丙丁"]
    for score, verdict in (("96", "holds"), ("69", "contradiction")):
        found = told(["项目名称", "普查", "自评总分（分）", score], head, *rows, ["总分", "", "100", "96"])
        assert ("score", verdict, float(score), 96.0) in found


def test_the_points_of_the_money_alone_are_not_the_total_of_the_form():
    head, money = ["资金", "执行率", "分值", "得分"], ["总额", "93.6%", "", "10"]
    assert told(["项目名称", "普查", "自评总分", "97.13"], head, money) == []
    assert told(["项目名称", "普查", "自评总分", "97.13"], head, ["总额", "", "", "97.31"]) != []


def test_maxima_that_a_swap_keeps_from_full_marks_contradict_them():
    head, rows = (
        ["指标", "值", "分值", "得分"],
        [[name, "", points, "12"] for name, points in zip("甲乙丙丁", ("51", "25", "35", "25"), strict=True)],
    )
    assert ("score", "contradiction", 100.0, 136.0) in told(head, *rows, ["总分", "", "100", "48"])


@pytest.mark.parametrize(
    ("part", "note", "verdicts"),
    [
        ("92户", "其余为蛋鸡场", ["holds"]),
        ("192户", "其余为蛋鸡场", ["contradiction"]),
        ("192头", "其余为蛋鸡场", []),  # another unit
    ],
)
def test_a_row_that_opens_with_among_them_is_within_the_row_above_it(part, note, verdicts):
    rows = [["数量", "免疫自主的养殖户", "120户", "136户"], ["数量", "其中：生猪场", "—", part, note]]
    found = audit(made.read(), {"R": "a form"}, {"R": (grid(["一级", "指标", "目标", "完成"], *rows),)})
    assert found[found["kind"] == "part"]["verdict"].tolist() == verdicts


def test_a_remark_that_opens_with_among_them_is_no_name_of_a_row():
    rows = [["宣讲", "20场", "24场", "均已验收"], ["培训", "60场", "66场", "其中线上28场"]]
    found = audit(made.read(), {"R": "a form"}, {"R": (grid(["指标", "目标", "完成", "说明"], *rows),)})
    assert "part" not in found["kind"].tolist()


def test_a_total_beside_its_word_is_that_of_points_without_a_column_of_maxima():
    head, rows = (
        ["级", "指标", "目标值", "完成值", "得分"],
        [["", "", "9", "9", each] for each in ("18.98", "26", "27", "24")],
    )
    for score, verdict in (("95.98", "holds"), ("96.98", "contradiction"), ("95.89", "contradiction")):
        assert told(head, *rows, ["自评总分", score]) == [("score", verdict, float(score), 95.98)]
    assert told(head, *rows, ["自评总分", "97.48"]) == []  # others may stand elsewhere
    assert told(head, *rows, ["自评总分", "85.98"]) == []  # nor where only ten points would explain it
    assert told(head, *[[*row[:-1], "24.3"] for row in rows], ["自评总分", "97.5"]) == []  # 97.2: may be chance
    assert told(head, *rows[:3], ["自评总分", "72.98"]) == []  # too few to be all
