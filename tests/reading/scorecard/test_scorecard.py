"""What helpers.reading.scorecard.scorecard promises:
points by criterion and in total, with their maximum where it is printed."""

import pytest

from helpers.reading.report import read_text
from helpers.reading.scorecard.scorecard import total


def read(text: str) -> list[str]:
    """Each row as `level1 / name points of maximum`."""
    rows = read_text(text, "r").scorecard
    return [f"{r.level1_zh} / {r.name_zh} {r.points} of {r.max_points}" for r in rows]


@pytest.mark.parametrize(
    "text",
    [
        "项目自评得分为92分。", "根据评分标准，本项目自评得分92分。", "自评得分：92分，等级为优。",
        "我院部门整体支出绩效自评得分92分。",
        "我局2022年度整体支出绩效自评得分为92分。", "自评分数为92分，等次为优。", "六、自评结论\n得分92分。",
        "自评得分92，等级为优。",
    ],
)  # fmt: skip
def test_the_score_of_the_whole_report_is_its_total(text):
    assert read(text) == ["总分 / 自评得分 92 of None"]


@pytest.mark.parametrize(
    "text", ["综合得分95.6分。", "本次自评最终得分95.6分。", "项目自评总得分95.6分。", "自评总分为95.6分。"]
)
def test_a_total_that_says_so_is_named_so(text):
    assert read(text) == ["总分 / 自评总分 95.6 of None"]


@pytest.mark.parametrize("text", ["满分100分，自评得分98分。", "自评得分98分（满分100分）。"])
def test_the_maximum_stands_before_or_behind_the_points(text):
    assert read(text) == ["总分 / 自评得分 98 of 100"]


def test_criteria_have_their_own_maximum():
    criteria = "预算执行率（10分）得9.8分；产出指标（50分）得48分；满意度（10分）自评9.5分。"
    text = f"三、绩效自评得分\n{criteria}自评总得分67.3分。"
    assert read(text) == [
        "绩效自评得分 / 预算执行率 9.8 of 10", "绩效自评得分 / 产出指标 48 of 50", "绩效自评得分 / 满意度 9.5 of 10",
        "总分 / 自评总分 67.3 of None",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "本馆自评得分91.5分（百分制）。",
        "按照百分制打分办法，本项目自评得分为91.5分。",
        "采用百分制，项目自评得分91.5分。",
    ],
)
def test_a_total_on_a_scale_of_a_hundred_has_that_maximum(text):
    assert read(text) == ["总分 / 自评得分 91.5 of 100"]


@pytest.mark.parametrize("head", ["分项得分：", "各项得分为：", "其中："])
def test_points_item_by_item_behind_a_total_are_criteria(head):
    rows = read(f"对照评价体系，我台自评得分92.7分。{head}预算管理18.2分，履职产出45.5分。")
    assert rows == ["总分 / 自评得分 92.7 of None", "其中 / 预算管理 18.2 of None", "其中 / 履职产出 45.5 of None"]


def test_parts_behind_a_total_are_criteria():
    text = "项目自评总分98分（满分100分）。其中：预算执行10分，产出指标（50分）50分，扣2分，满意度指标8分。"
    assert read(text) == [
        "总分 / 自评总分 98 of 100", "其中 / 预算执行 10 of None", "其中 / 产出指标 50 of 50",
        "其中 / 满意度指标 8 of None",
    ]  # fmt: skip


def test_a_sum_behind_criteria_is_the_total():
    text = "项目决策（20分）自评20分，过程管理（20分）自评18.5分，合计38.5分。"
    assert read(text)[-1] == "总分 / 自评总分 38.5 of None"


def test_a_full_mark_is_its_own_maximum():
    assert read("1. 预算执行\n(1) 制度健全性，已建立制度，自评满分 3 分。") == ["预算执行 / 制度健全性 3 of 3"]


def test_items_stand_under_the_heading_above_them():
    text = (
        "（二）产出指标（分值50分，得分40分）。\n"
        "1.数量指标。举办活动≥50场，分值20分，得分18分。\n2.质量指标。分值30分，得22分。\n"
    )
    assert read(text) == [
        " / 产出指标 40 of 50", "产出指标 / 数量指标 18 of 20", "产出指标 / 质量指标 22 of 30",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["评价等级为优（90分以上）。", "扣2分。", "在15分钟内得到答复。", "噪声60分贝。", "合计\t1220\t30"]
)
def test_what_gives_no_points_is_no_score(text):
    assert read(text) == []


def test_the_bound_of_a_grade_is_no_maximum():
    assert read("评价等级为优（90分以上），自评得分96分。") == ["总分 / 自评得分 96 of None"]


def test_points_in_the_parenthesis_of_a_title_are_those_of_its_criterion():
    text = "（一）数量指标（满分20分，自评得分18分）：新建泵站3座。\n（二）质量指标（30分，得22分）。\n"
    assert read(text) == [" / 数量指标 18 of 20", " / 质量指标 22 of 30"]


def test_totals_that_differ_give_no_score_of_the_report_and_the_overall_one_outranks_others():
    differ = read_text("自评得分92分。\n自评得分90分。", "r")
    assert (total(differ.scorecard), differ.reports[0].self_score) == (None, None)
    assert total(read_text("自评得分90分。\n自评总分92分。", "r").scorecard).points == 92


def test_points_are_in_no_other_table():
    tables = read_text("自评得分92分，培训20人。", "r")
    assert [o.token for o in tables.outcomes] == ["20"]


@pytest.mark.parametrize(
    "text",
    ["对照指标体系，自评92分。", "四、自评分数\n本次自评92分。", "指标体系逐项打分，自评92分。", "2022年，自评92分。"],
)
def test_points_directly_behind_a_bare_self_rating_are_the_total(text):
    assert read(text)[-1].endswith("自评得分 92 of None")
    assert read(text)[-1].startswith("总分")


@pytest.mark.parametrize(
    "text", ["产出（50分），自评49分，效益（30分），自评29分。", "产出指标50分，自评49分。", "产出分值50，自评49分。"]
)
def test_a_bare_self_rating_behind_the_maximum_of_a_criterion_is_no_total(text):
    assert not [row for row in read(text) if row.startswith("总分")]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("（一）项目决策（15分，自评得15分）。立项规范。", [" / 项目决策 15 of 15"]),
        ("1.预算执行率（10分）：执行率98.5%，得9.85分。", [" / 预算执行率 9.85 of 10"]),
        ("库存管理指标分值10分，自评得分9.7分。", [" / 库存管理指标 9.7 of 10"]),
        ("决策20分，得20分；产出30分，得29分。", [" / 决策 20 of 20", " / 产出 29 of 30"]),
        ("数量指标应得20分，实得18分。", [" / 数量指标 18 of 20"]),
        ("居民满意度（10分）：满意度96%，自评得分10分。", [" / 居民满意度 10 of 10"]),
        ("病床周转8分（满分10分），服务9分（满分10分）。", ["其中 / 病床周转 8 of 10", "其中 / 服务 9 of 10"]),
        ("部门履职（30分）28.5分，总得分28.5分。", [" / 部门履职 28.5 of 30", "总分 / 自评总分 28.5 of None"]),
        ("教学管理47分、后勤保障28分，合计75分。",
         ["其中 / 教学管理 47 of None", "其中 / 后勤保障 28 of None", "总分 / 自评总分 75 of None"]),
        ("总体评价得分：94.8分（防疫45分，免疫49.8分）。",
         ["总分 / 自评总分 94.8 of None", "其中 / 防疫 45 of None", "其中 / 免疫 49.8 of None"]),
        ("评分：投入10分得9分，产出50分得49分。", [" / 投入 9 of 10", " / 产出 49 of 50"]),
        ("1.新建泵站：年初目标值≥3座，实际完成值4座，自评得分20分。", [" / 新建泵站 20 of None"]),
        ("总分100分，自评得分96.5分。", ["总分 / 自评得分 96.5 of 100"]),
        ("自评得分（满分100分）：96分。", ["总分 / 自评得分 96 of 100"]),
        ("校舍维修项目自评得分95分，等级为优。", ["总分 / 自评得分 95 of None"]),
        ("经综合评定，得分96.2分。", ["总分 / 自评总分 96.2 of None"]),
        ("我校自评结果为98分。", ["总分 / 自评得分 98 of None"]),
        ("评价等级为优秀（96分）。", ["总分 / 自评得分 96 of None"]),
        ("自评总分为98.6分，自评等级为优。", ["总分 / 自评总分 98.6 of None"]),
        ("项目得分95.5分（总分100分）。", ["总分 / 自评得分 95.5 of 100"]),
        ("绩效等级良，得分87分。", ["总分 / 自评得分 87 of None"]),
        ("一级指标“投入”10分，得分9分。", [" / 投入 9 of 10"]),
        ("5.设备验收合格率：目标值不少于95%，完成值99.8%，该项得分\n10分。", [" / 设备验收合格率 10 of None"]),
        ("我局经综合评定，自评得\n分95.25分。", ["总分 / 自评总分 95.25 of None"]),
        ("评分体系为投入10分、过程20分。经自评，投入得9分，过程得19分，总分28分。",
         [" / 投入 9 of 10", " / 过程 19 of 20", "总分 / 自评总分 28 of None"]),
        ("（一）产出指标（50分）\n1.完成课程12门。\n二、结论\n综合自评得分95分，其中产出指标47分，管理9分。",
         ["总分 / 自评总分 95 of None", "其中 / 产出指标 47 of 50", "其中 / 管理 9 of None"]),
        ("学员满意度分别为95分、96分。", []),
        ("委托第三方机构对项目开展重点评价，得分为82分。自评得分93分。", ["总分 / 自评得分 93 of None"]),
        ("经第三方机构复核，项目自评得分95分。", ["总分 / 自评得分 95 of None"]),
        ("平均得分96.3分，最高分98分。", []),
        ("80分至90分为良，扣0.5分，罚12分。", []),
        ("中考平均分提高12分，英语90分、数学88分。", []),
    ],
)  # fmt: skip
def test_points_told_in_prose_of_any_field_have_their_criterion_and_their_maximum(text, rows):
    assert read(text) == rows


def test_points_of_an_indicator_do_not_hide_the_score_of_the_report():
    assert total(read_text("预算执行，自评得分10分。\n五、结论\n自评得分96分。", "r").scorecard).points == 96


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("综合评定，该专项自评91.5分。", 91.5),
        ("2021年度城乡环卫专项资金得分为91.5分，评级“优”。", 91.5),
        ("本专项综合自评得分91.5分。", 91.5),
        ("执行率92%，该项自评得分9.2分。", None),
        ("电话访问300人，满意度得分91.5分。", None),
    ],
)
def test_the_total_is_of_what_the_title_names_and_of_no_item(text, points):
    title = "禾丰县城市管理局2021年度城乡环卫专项资金绩效自评报告\n五、自评结论\n"
    assert read_text(title + text, "r").reports[0].self_score == points


def test_a_total_has_the_full_marks_named_at_the_head_of_its_sentence():
    rows = read_text("满分为100分，过程（30分）得28分，产出（70分）得66分，总得分94分。", "r").scorecard
    assert [(int(r.points), int(r.max_points)) for r in rows] == [(28, 30), (66, 70), (94, 100)]


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("五、自评结论\n我们给自己打91.5分（百分制）。", (91.5, 100)),
        ("五、自评结论\n经逐项对照，部门给自己打88分（百分制）。", (88, 100)),
        ("二、答复\n原自评96分，现按实际扣减3.5分，更正后自评得分92.5分（满分100分）。", (92.5, 100)),
        ("五、满意度\n请30名乡亲给自家路打分，平均打91.5分。", (None, None)),
    ],
)
def test_a_score_that_a_unit_gives_itself_is_its_total_and_one_it_gave_before_is_none(text, score):
    report = read_text(f"禾丰县水利局2021年度农村供水专项资金绩效自评报告\n{text}", "r").reports[0]
    assert (report.self_score, report.self_score_max) == score


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("三、自评总得分（93.5分，满分100分）\n（一）产出自评得分（47分，满分50分）。新建泵站3座。", 93.5),
        ("三、绩效自评得分（93.5分）\n（一）产出（满分50分，自评47分）。新建泵站3座。", 93.5),
        ("三、产出自评得分（47分）\n新建泵站3座。", None),
        ("三、自评得分（100分）93.5分\n新建泵站3座。", 93.5),
    ],
)
def test_points_in_brackets_behind_the_score_of_the_whole_are_the_total(text, score):
    title = "禾丰县水利局2021年度部门整体支出绩效自评报告\n"
    assert read_text(title + text, "r").reports[0].self_score == score


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("2021年堤防维护经费项目得分96.5分，等次为优。", 96.5),
        ("2021年泵站更新项目得分96.5分，等次为优。", None),
    ],
)
def test_the_most_that_can_be_got_sums_up_no_points_and_the_project_of_the_title_has_the_total(said, score):
    items = "".join(f"\n{i}.{name}。得10分。" for i, name in enumerate(("清淤", "巡查", "植草"), 1))
    items = f"三、产出（满分40分，得38分）{items}\n四、效益（满分30分，得28.5分）"
    text = f"禾丰县水利局2021年堤防维护经费绩效自评报告\n一、结论\n{said}\n{items}"
    assert read_text(text, "r").reports[0].self_score == score


@pytest.mark.parametrize(
    "text",
    [
        "本次自评采用100分制，大队自评95.7分。",
        "依照评分表，我们自己打95.7分，扣在工期上。",
        "三个项目合起来自评95.7分。",
        "按区里百分制的表，打95.7分。",
        "【自评得分】综合自评95.7分，评为优。",
    ],
)
def test_the_score_that_a_unit_says_it_gives_itself_is_its_own(text):
    assert str(read_text(f"青云县水务局2022年度渠系维护项目绩效自评报告\n{text}", "r").reports[0].self_score) == "95.7"


@pytest.mark.parametrize(
    "text",
    [
        "综合打分92分。",
        "全市自评得92分。",
        "自己估92分。",
        "答：打92分。",
        "问：自己给自己打多少分？\n答：92分。培训扣8分。",
        "照打分表算下来是92分。",
        "工作做完，92分，等级为优。",
    ],
)
def test_a_total_is_known_by_who_gives_it_by_a_table_or_by_its_grade(text):
    assert [row.split(" ")[3] for row in read(text)] == ["92"]
    assert total(read_text(text, "r").scorecard) is not None


@pytest.mark.parametrize("text", ["居民打92分。", "财政重点评价92分，等次为良。", "培训考核平均92分，等次为良。"])
def test_points_that_others_give_are_no_total_though_a_grade_stands_behind_them(text):
    assert total(read_text(text, "r").scorecard) is None


def test_the_total_has_the_maximum_that_the_report_states_anywhere():
    assert read("自评得分92分。\n本次自评采用百分制。") == ["总分 / 自评得分 92 of 100"]


def test_a_criterion_without_a_sign_is_named_before_its_bracket_of_points():
    assert read("扫描页数（满分15分，实得14分）：按期完成。") == [" / 扫描页数 14 of 15"]
    told = read("三、自评得分（满分100分，自评91.8分）\n产出指标（满分50分，自评48分）。")
    assert told[1].endswith("/ 产出指标 48 of 50")
    assert read("本项目自评得分（满分100分，实得91.8分），等级为优。") == ["总分 / 自评总分 91.8 of 100"]
