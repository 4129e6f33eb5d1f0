"""What helpers.reading.items promises: which paragraphs carry indicators, and under which label."""

import pytest

from helpers.reading import items as module
from helpers.reading.layout import layout
from helpers.reading.quantities import find


def read(text: str) -> list[tuple[str, str, str]]:
    """Label, what gives it, and the words of each item."""
    page = layout(text)
    found = module.items(page, module.paragraphs(page), find(text))
    return [(item.label, item.by, text[item.body : item.end].strip()) for item in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（1） 数量指标--检测水样≥500份", ("数量指标", "printed", "检测水样≥500份")),
        ("（3）时效指标。按期完工", ("时效指标", "printed", "按期完工")),
        ("1.产出指标完成情况分析：新建泵站3座", ("产出指标完成情况分析", "printed", "新建泵站3座")),
        ("年度总体目标：新建泵站3座", ("目标", "goal", "新建泵站3座")),
        ("目标3：新建泵站3座", ("目标", "goal", "新建泵站3座")),
        ("新建泵站目标值3座", ("", "", "新建泵站目标值3座")),
        ("新建泵站≥3座", ("", "", "新建泵站≥3座")),
    ],
)
def test_a_paragraph_counts_by_its_label_or_by_the_mark_of_a_target(text, expected):
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "全年新建泵站3座。",
        "年度总体目标：供水能力明显增强。",
        "漏损率控制在10%以内。",
        "本部门设定绩效目标4项。",
        "采用成本-效益分析法",
    ],
)
def test_prose_without_label_or_mark_carries_none(text):
    assert read(text) == []


def test_labels_in_one_paragraph_divide_it():
    text = "1.产出指标--数量指标：新建泵站3座。质量指标：合格率100%。"
    assert [item[0] for item in read(text)] == ["产出指标", "数量指标", "质量指标"]


def test_a_label_above_holds_until_a_heading_as_high_as_its_own():
    text = "1.数量指标\n（1）新建泵站3座\n（2）清淤5公里\n2.其他情况\n（1）走访60户\n"
    assert read(text) == [
        ("数量指标", "printed", ""), ("数量指标", "above", "新建泵站3座"), ("数量指标", "above", "清淤5公里"),
    ]  # fmt: skip


def test_a_new_project_stands_under_no_label():
    text = "项目1：供水\n（1）数量指标\n项目2：排水，清淤5公里\n"
    assert [item[1] for item in read(text)] == ["printed"]


def test_a_list_behind_the_word_for_goals_is_goals_until_its_signs_change():
    text = "绩效目标：\n1.新建泵站3座\n2.清淤5公里\n（一）走访60户\n"
    assert [item[1:] for item in read(text) if item[2]] == [("goal", "新建泵站3座"), ("goal", "清淤5公里")]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("新建泵站≥3座", True), ("新建泵站不少于3座", True), ("新建泵站目标值为3座", True),
        ("新建泵站，目标：3座", True),
        ("完成3座的目标。", True), ("新建泵站3座", False), ("实际≥3座", False), ("绩效目标3个", False),
        ("占年度计划3%", False), ("泵站改造计划3座", True), ("大约3座", False),
    ],
)  # fmt: skip
def test_signs_limits_and_words_mark_a_target_unless_it_is_said_to_be_attained(text, marked):
    (q,) = find(text)
    assert module.is_marked(layout(text), q, text[: q.begin]) is marked


def test_amounts_under_a_label_of_costs_are_told():
    text = "质量指标：支出1万元。\n成本指标：支出20万元，实际18万元。\n"
    page = layout(text)
    assert module.priced(page, module.paragraphs(page), find(text)) == {text.index("20"), text.index("18")}


def test_points_are_no_quantities_of_an_item():
    text = "数量指标：新建泵站≥3座，得10分。"
    page = layout(text)
    (item,) = module.items(page, module.paragraphs(page), find(text))
    assert [q.unit for q in module.inside(item, find(text))] == ["座"]
