"""What helpers.reading.indicators.mentions promises: each number with what it is said to be and what it counts."""

import pytest

from helpers.reading.indicators.mentions import Mention, mentions
from helpers.reading.roles.number_roles import is_promised
from helpers.reading.text.items import paragraphs, with_quantities
from helpers.reading.text.layout import layout
from helpers.reading.text.quantities import find


def said(text: str) -> list[Mention]:
    page, quantities = layout(text), find(text)
    items = with_quantities(paragraphs(page), quantities)
    return [m for item, own in items if own for m in mentions(page, item, own, is_promised(item))]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("年度目标值120次，实际完成值131次。", ["target", "actual"]),
        ("渠道清淤≥12公里。", ["target"]),
        ("全年计划清淤12公里，完成13公里。", ["plan", "actual"]),
        ("完成清淤13公里，超过年初设定的12公里目标。", ["told", "target"]),
        ("组织申报项目支出绩效目标4项。", [""]),
        ("走访率96%，高于年初定的90%。", ["", "target"]),
        ("走访率96%，高于市里定的90%。", ["", "target"]),
        ("要求建档准确率达到95%以上，经镇级抽查300户，建档准确的占98%。", ["plan", "actual", "told"]),
        ("年初提出结案率要达到95%以上，全年共受理案件300件，结案率96%。", ["plan", "told", "told"]),
        ("开放268天，没有达到年初“全年开放不少于300天”的目标。", ["", "target"]),
        ("编制绩效指标12个，完成标准修订目标4项。", ["", "target"]),
    ],
)
def test_a_number_is_what_the_words_around_it_say(text, roles):
    assert [m.role for m in said(text)] == roles


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2022年完成渠道清淤13公里，提供15场讲座。", ["渠道清淤", "讲座"]),
        ("为农户发放补贴：种粮大户≥30户。", ["种粮大户"]),
        ("开挖沟渠48公里，超额完成年初45公里的任务。", ["开挖沟渠", ""]),
    ],
)
def test_a_number_is_named_by_the_words_before_it_else_by_those_behind(text, names):
    assert [m.name for m in said(text)] == names


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("处置率98%，同比提高3%。", ["98"]),
        ("培训12场，其中线上3场，回访20户。", ["12"]),
        ("完成年度任务的105%。", []),
        ("财政供养支出下降，其中民生支出占82%（目标80%以上）。", ["82", "80"]),
    ],
)
def test_changes_parts_and_shares_of_a_target_are_left_out(text, tokens):
    assert [m.quantity.token for m in said(text)] == tokens
