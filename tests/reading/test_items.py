"""What helpers.reading.items promises: paragraphs with the label that holds for them."""

import pytest

from helpers.reading import items as module
from helpers.reading.layout import layout
from helpers.reading.quantities import find


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


def test_labels_in_one_paragraph_divide_it():
    text = "1.产出指标--数量指标：新建泵站3座。质量指标：合格率100%。"
    assert [item[0] for item in read(text)] == ["产出指标", "数量指标", "质量指标"]


def test_points_are_no_quantities_of_an_item():
    text = "数量指标：新建泵站≥3座，得10分。"
    (item,) = module.paragraphs(layout(text))
    ((_, own),) = module.with_quantities([item], find(text))
    assert [q.unit for q in own] == ["座"]
