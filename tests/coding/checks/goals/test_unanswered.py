"""What coding.checks.unanswered promises: no actual means none in the text, in another unit or in other words."""

import pytest

from helpers.coding.audit import audit

from ... import made


def of_target(text: str, name: str, token: str, unit: str) -> list[tuple]:
    """Kind and verdict of the checks of a report with this text and one target, of which no actual was read."""
    start = text.index(token)
    row = {
        "name_zh": name,
        "target": token,
        "target_unit": unit,
        "start": start,
        "end": start + len(token),
        "token": token,
    }
    table = audit(made.read(indicators=made.indicators(row)), {"R": text})
    return list(table[["kind", "verdict"]].itertuples(index=False, name=None))


def test_a_target_that_nothing_answers_is_not_reported():
    text = "目标：新建公厕40座。全年培训人员45人次。"
    assert of_target(text, "新建公厕", "40", "座") == [("missing", "not_reported")]


def test_a_target_that_is_answered_in_another_unit_is_not_comparable():
    text = "目标：倒损住房恢复重建26户。全年倒损住房恢复重建26间。"
    assert of_target(text, "倒损住房恢复重建", "26", "户") == [("unit", "not_comparable")]
    text = "衬砌渠道目标至少5公里，年底达到6处。"
    assert of_target(text, "衬砌渠道", "5", "公里") == [("unit", "not_comparable")]
    text = "衬砌渠道目标至少5公里，全年培训6次。"
    assert of_target(text, "衬砌渠道", "5", "公里") == [("missing", "not_reported")]


def test_a_target_without_a_unit_is_answered_in_any():
    assert of_target("安全事故目标为0，实际0起。", "安全事故", "0", "") == []


def test_a_figure_of_like_size_and_name_may_be_the_actual():
    text = "目标：食用农产品抽检占比35%。其中食用农产品抽检2,536批次，占33.2%。"
    assert ("missing", "scope") in of_target(text, "食用农产品抽检占比", "35", "%")


@pytest.mark.parametrize(
    ("goal", "told", "missing"),
    [
        ("古籍扫描2,500页", "", 1),
        ("古籍扫描2,500页", "，另有2,480页上了网", 0),  # of its size and unit
        ("古籍扫描2,500页", "，古籍扫描已做完", 0),
        ("古籍扫描2,500页；古籍装裱36幅", "", 0),  # of two counts other words may tell
        ("每季一次，4次", "", 0),  # of nothing by name
        ("票价8元", "", 0),
        ("商户亮照比例80%", "", 1),
        ("商户亮照比例80%", "，商户亮照的占84%", 0),
        ("商户亮照比例80%", "，商户停业的占84%", 1),
        ("商户欠费比例不高于8%", "，欠费的占2%", 0),  # a bound from above
        ("商户亮照比例80%", "，店家用电的占84%", 1),  # of another thing
        ("商户夜校上课200人", "，网格员66人，夜校逢周三开课", 1),  # persons of another number
        ("商户夜校上课200人", "，保洁员620人，其中女性212人，夜校逢周三开课", 1),  # a part of others
        ("商户夜校上课200人", "，来夜校上课的208人", 0),
        ("商户亮照比例100%", "", 0),  # words without a figure may tell of all
    ],
)
def test_of_a_list_of_goals_the_one_that_nothing_tells_of_is_not_reported(goal, told, missing):
    aims = f"绩效目标为：新装路灯40盏；疏通沟渠12公里；移栽樟树300株；{goal}；居民满意度90%。"
    done = f"年底装路灯42盏、通沟渠12.4公里、移樟树312株，居民满意度93%{told}。"
    text = f"{aims}\n\n钱按季拨付。专人管账。物料另购。\n\n{done}"
    assert made.of_text(text).count(("missing", "not_reported")) == missing


@pytest.mark.parametrize("name", ["电视综合人口覆盖率", "电视人口综合覆盖率"])
def test_the_result_of_one_goal_of_a_line_is_not_that_of_the_next(name):
    text = (
        "质量：播出率目标98%，实际98.6%。效益：广播综合人口覆盖率目标99%，实际99.3%；{}目标99%{}。"
        "满意：农牧民满意度目标90%，实际94.2%。"
    )
    assert ("missing", "not_reported") in made.of_text(text.format(name, ""))
    assert ("missing", "not_reported") not in made.of_text(text.format(name, "，实际99.1%"))
    assert ("missing", "not_reported") not in made.of_text(text.format(name, "，已达到目标"))


def test_what_the_next_row_of_a_form_in_a_text_tells_is_no_result_of_a_row():
    form = (
        "指标 | 分值 | 年度指标值 | 实际完成值 | 得分\n集中供养意愿满足率（特困对象按季统计） | 5 | ≥90% | {} | 5\n"
        "补助按月发放及时率（打卡到人） | 10 | ≥98% | 100% | 10"
    )
    assert of_target(form.format(""), "集中供养意愿满足率", "90", "%") == [("missing", "not_reported")]
    answered = of_target(form.format("93.2%"), "集中供养意愿满足率", "90", "%")
    assert ("missing", "not_reported") not in answered


FORM = """部门预算项目支出绩效自评表（2023年度）
项目名称 | 河道保洁 | 主管部门 | 青石县水利局 | 实施单位 | 青石县河道所
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 原因
产出指标 | 数量指标 | 清理河段 | ≥ | 26 | 公里 | 27 | 45 | 45 |
产出指标 | 数量指标 | 打捞水草 | ≥ | 640 | 吨 | {} | 45 | 45 |
"""
JOINT = (
    FORM.replace("≥ | 26 | 公里", "≥26公里")
    .replace("≥ | 640 | 吨", "≥640吨")
    .replace("指标性质 | ", "")
    .replace("度量单位 | ", "")
)


@pytest.mark.parametrize("form", [FORM, FORM.replace("≥", "不少于"), FORM.replace("≥ | 640", "= | 640"), JOINT])
@pytest.mark.parametrize(
    ("done", "words", "missing"),
    [("", "", True), ("/", "", True), ("652", "", False), ("已完成", "", False), ("", "全年打捞水草652吨。", False)],
)
def test_a_row_of_a_form_has_a_goal_by_its_column_whatever_its_cells_part(form, done, words, missing):
    assert (
        "打捞水草: a target and no actual" in made.of_document(form.format(done) + words, "not_reported")
    ) is missing


def test_of_a_form_that_has_no_column_of_results_nothing_is_missing():
    plan = FORM.replace(" | 完成值", "").replace(" | 27 |", " |").replace(" | {} |", " |")
    assert made.of_document(plan, "not_reported") == []


@pytest.mark.parametrize(("target", "missing"), [("99", True), ("98", False)])
def test_a_row_of_like_value_is_known_for_the_goal_that_it_is_of(target, missing):
    text = f"广播综合人口覆盖率目标{target}%，实际99.3%；电视综合人口覆盖率目标99%。农牧民满意度目标90%，实际94.2%。"
    row = {"name_zh": "广播综合人口覆盖率", "target": "99", "target_unit": "%", "actual": "99.3", "actual_unit": "%"}
    start = text.index("99.3")
    read = made.read(indicators=made.indicators(row | {"start": start, "end": start + 4, "token": "99.3"}))
    told = audit(read, {"R": text})["verdict"].tolist()
    assert ("not_reported" in told) is missing


AIMS = "{}：审结案件220件，培训陪审员300名，巡回审判60场，发放宣传册800册，满意率92%。"
DONE = "\n\n全年审结案件236件。培训陪审员316名。{}，旁听的人多了起来。发放宣传册840册。满意率实际为93.5%。"


@pytest.mark.parametrize(
    "head",
    ["年初给自己定了这么几条", "年初立下五条", "申报时提出五项", "全年订了五件事", "年度目标为"],
)
@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ("巡回方面，多是邻里案件", 1),
        ("全年巡回审判64场", 0),
        ("巡回审判全部完成", 0),
        ("巡回审判去了六十多场", 0),
    ],
)
def test_words_that_name_a_goal_of_a_list_without_its_result_tell_none(head, told, missing):
    found = made.of_text(AIMS.format(head) + DONE.format(told)).count(("missing", "not_reported"))
    assert found == missing


def test_measures_that_are_laid_down_are_no_goals():
    text = AIMS.format("为此制定了五条") + DONE.format("巡回方面，多是邻里案件")
    assert ("missing", "not_reported") not in made.of_text(text)
