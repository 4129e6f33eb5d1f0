"""What helpers.reading.text.items promises: paragraphs with the label that holds for them."""

import pytest

from helpers.reading.text import items as module
from helpers.reading.text.layout import layout
from helpers.reading.text.quantities import find


def read(text: str) -> list[tuple[str, str, str]]:
    """Label, what gives it, and the words of each item."""
    return [(i.label, i.by, text[i.body : i.end].strip()) for i in module.paragraphs(layout(text)) if i.label]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（1） 数量指标--检测水样≥500份", ("数量指标", "printed", "检测水样≥500份")),
        ("（3）时效指标。按期完工", ("时效指标", "printed", "按期完工")),
        ("1.产出指标完成情况分析：新建泵站3座", ("产出指标完成情况分析", "printed", "新建泵站3座")),
        ("年度总体目标：新建泵站3座", ("目标", "goal", "新建泵站3座")),
        ("目标3：新建泵站3座", ("目标", "goal", "新建泵站3座")),
    ],
)
def test_a_label_or_a_word_for_goals_opens_a_paragraph(text, expected):
    assert read(text) == [expected]


def test_a_label_at_the_end_of_a_name_divides_nothing():
    assert read("8.项目区农民满意度：≥85%") == []


@pytest.mark.parametrize("title", ["目标", "年度绩效目标"])
def test_a_paragraph_right_behind_a_mere_word_for_goals_is_one_of_goals(title):
    text = f"{title}\n招生1100人，就业率95%。\n结果\n招到1164人，就业率92%。"
    assert [told for label, _, told in read(text) if label == "目标" and told] == ["招生1100人，就业率95%。"]
    assert not [told for *_, told in read(f"学校的{title[-2:]}\n招生1100人，就业率95%。") if told]


@pytest.mark.parametrize(
    ("lead", "goals"),
    [
        ("年初设定的绩效目标如下：", 2),
        ("县里下达的年度任务是：", 2),
        ("已完成的绩效目标如下：", 0),
        ("绩效目标完成情况如下：", 0),
        ("本年主要工作任务：", 0),
    ],
)
def test_a_list_behind_words_that_announce_goals_is_one_of_goals(lead, goals):
    text = f"一、绩效\n我站{lead}\n1.培训护林员300人；\n2.出勤率95%。\n共3人参与：\n1.巡护20次。"
    assert [label for label, *_ in read(text)] == ["目标"] * goals


def test_labels_in_one_paragraph_divide_it():
    text = "1.产出指标--数量指标：新建泵站3座。质量指标：合格率100%。"
    assert [item[0] for item in read(text)] == ["产出指标", "数量指标", "质量指标"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公众满意度目标不低于85分，实际得分88.3分。", ["85", "88.3"]),
        ("电话访问800人，满意度得分92.6分。", ["92.6"]),
        ("满意度指标（10分）得9分，自评总分92分。", []),
        ("服务对象满意度95%，自评得95分。", []),
        ("新建泵站≥3座，得100分。", []),
    ],
)
def test_points_that_measure_satisfaction_are_no_score(text, expected):
    found = find(text)
    assert [q.token for q in found if q.start in module.rated(layout(text), found)] == expected
