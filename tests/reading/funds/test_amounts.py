"""What helpers.reading.funds.amounts promises: the words, the place and the whole of each amount of money."""

import pytest

from helpers.reading.funds.amounts import amounts
from helpers.reading.text import layout
from helpers.reading.text.quantities import find


def told(text: str, years: frozenset[int] = frozenset()) -> list:
    page = layout.layout(text)
    page.years = years
    return amounts(page, find(text))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("支付叁拾伍万捌仟元整（￥358,000.00元），折合35.8万元。", ["35.8"]),
        ("预算80万元，支出80万元。", ["80", "80"]),
        ("预算80万元（800000元）。", ["800000"]),
        ("预算80万元（79万元）。", ["80", "79"]),
        ("种树80万株，3人。", []),
    ],
)
def test_an_amount_told_again_at_once_in_other_figures_is_one(text, tokens):
    assert [each.q.token for each in told(text)] == tokens


def test_the_clause_of_an_amount_is_the_last_one_with_words_without_asides():
    spent, left = told("全年预算充足，因公出国（境）费用支出：\n12万元，剩余3万元。")
    assert (spent.clause, left.clause) == ("因公出国费用支出", "剩余")


def test_an_answer_has_the_words_of_its_question():
    assert [each.clause for each in told("预算多少？80万元。花了多少？75万元。")] == ["预算多少", "花了多少"]


def test_what_stands_behind_an_amount_ends_with_its_sentence():
    assert [each.behind for each in told("用去80万元修路。剩下3万元。")] == ["修路", ""]


def test_the_first_amount_of_a_paragraph_and_of_a_sentence_is_told_from_the_next():
    opens = [each.opens for each in told("预算80万元，支出75万元。结余5万元。\n另有3万元。")]
    assert opens == ["paragraph", "", "sentence", "paragraph"]


@pytest.mark.parametrize(
    ("text", "wholes", "ways"),
    [
        ("到位80万元，其中省级50万元、县级30万元。", [None, 0, 0], ["", "其中", "其中"]),
        ("到位80万元（省级50万元、县级30万元），支出75万元。", [None, 0, 0, None], ["", "（", "（", ""]),
        ("到位80万元。其中省级50万元。", [None, 0], ["", "其中"]),
        ("到位80万元，其中省级50万元。支出75万元。", [None, 0, None], ["", "其中", ""]),
        ("其中省级50万元，县级30万元。", [None, None], ["其中", "其中"]),
        ("支出80万元，其中设备50万元（包括车辆20万元、电脑30万元）、培训30万元。", [None, 0, 1, 1, 0], None),
    ],
)
def test_parts_know_their_whole_and_a_bracket_gives_back_what_held_before_it(text, wholes, ways):
    found = told(text)
    assert [each.whole for each in found] == wholes
    assert ways is None or [each.way for each in found] == ways


def test_money_of_another_year_than_the_report_is_on_is_dated_so_unless_all_of_it_is():
    text = "2020年预算180万元，支出171万元。2021年预算210万元。上年结转5万元。"
    assert [each.dated.other for each in told(text, frozenset({2021}))] == [True, True, False, False]
    assert [each.dated.other for each in told(text[:21], frozenset({2021}))] == [False, False]
    assert [each.dated.other for each in told(text)] == [False] * 4
