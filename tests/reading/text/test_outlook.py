"""What helpers.reading.text.outlook promises: what is asked for or still to come is no figure of the report."""

import pytest

from helpers.reading.report import read_text

HEAD = "青云县水务局2022年度渠系维护项目绩效自评报告\n去年县里把这笔钱交给我们。清淤36公里。\n"


def told(text: str) -> list[str]:
    return [f"{row.value}{row.unit}" for row in read_text(HEAD + text, "r").outcomes]


@pytest.mark.parametrize(
    "text",
    [
        "人手紧。建议2023年把管护员加到30名，另配两辆车。",
        "一是建议县里从2023年起添置水泵6台。",
        "恳请上级再给渠道12公里。",
        "盼望明年能修闸门4座。",
        "今年打算再清淤20公里，添水泵3台。",
    ],
)
def test_what_a_sentence_asks_for_or_intends_for_this_year_is_none(text):
    assert told(text) == ["36公里"]


@pytest.mark.parametrize("text", ["建议提案办理12件。", "建议32件全部答复。", "建议采纳率88%。"])
def test_proposals_that_were_answered_are_results(text):
    assert len(told(text)) == 2


def test_what_was_intended_this_year_is_the_reports_own_where_it_speaks_of_no_last_year():
    text = "青云县水务局2022年度渠系维护项目绩效自评报告\n今年打算清淤20公里，实际清淤21公里。"
    assert [(row.target, row.actual) for row in read_text(text, "r").indicators] == [(20, 21)]
