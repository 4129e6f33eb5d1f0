"""What helpers.reading.indicators.pairs promises:
promised and attained numbers put together, in a paragraph and across lists."""

import pytest

from helpers.reading.indicators import pairs
from helpers.reading.indicators.mentions import mentions
from helpers.reading.indicators.pairs_apart import across
from helpers.reading.roles.number_roles import is_promised
from helpers.reading.text.items import paragraphs, with_quantities
from helpers.reading.text.layout import layout
from helpers.reading.text.quantities import find


def put_together(text: str) -> list[tuple[str, list[str]]]:
    page, quantities = layout(text), find(text)
    found, everything = [], []
    for item, counted in with_quantities(paragraphs(page), quantities):
        own = mentions(page, item, counted, is_promised(item))
        found += pairs.within(own, item.by == "printed", False)
        everything += own
    return [(p.target.quantity.token, [m.quantity.token for m in p.actuals]) for p in across(found, everything)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("数量指标：检测水样500份，2022年检测526份。", [("500", ["526"])]),
        ("数量指标：检测≥500份，实际526份，巡查≥20次，实际21次。", [("500", ["526"]), ("20", ["21"])]),
        ("受理率97%，答复率99%，年初分别定为96%和不低于98%。", [("96", ["97"]), ("98", ["99"])]),
        ("修路12公里、架桥4座，计划分别为10公里和3座。", [("10", ["12"]), ("3", ["4"])]),
        ("检测合格率达97%（目标值95%），其中一类水36处。", [("95", ["97"])]),
        ("响应时间目标≤2小时，实际48分钟。", [("2", ["48"])]),
        ("平均响应时间48分钟（目标值≤1小时）。", [("1", ["48"])]),
        ("开放时长目标8小时，排队等候15分钟。", [("8", [])]),
        ("水质达标率≥95%。\n后来水质达标率98%。", [("95", ["98"])]),
        ("水质达标率≥95%。\n后来水质达标率98份。", [("95", [])]),
        ("水质达标率98%。\n水质达标率≥95%。", [("95", [])]),
        ("水质达标率≥95%。\n水质达标率≥95%，实际98%。", [("95", []), ("95", ["98"])]),
        ("（二）绩效目标。检测水样500份。\n（三）完成情况。检测水样526份。", [("500", ["526"])]),
        ("开挖沟渠48公里，超额完成年初45公里的任务。", [("45", ["48"])]),
        ("村民满意度≥90%。\n走访村民350人，表示满意和比较满意的占94.6%。", [("90", ["94.6"])]),
        ("问题样品处置率≥95%。\n问题样品不合格率3%，处置率100%。", [("95", ["100"])]),
        ("购置手持终端≥45台（套），实际48台(套)。", [("45", ["48"])]),
        ("更换路灯230盏，亮灯率98.7%，优于98%的目标。", [("98", ["98.7"])]),
        ("“一镇一站”覆盖率达到100%，实现了年初提出的100%目标。", [("100", ["100"])]),
        ("覆盖率100%，与年初100%的目标持平。", [("100", ["100"])]),
        ("读者证年末达到38640张，超过年初35000张的预期。", [("35000", ["38640"])]),
        ("改善灌溉面积890亩，少于1000亩的计划数。", [("1000", ["890"])]),
        ("新建驿站24个，比计划的30个少了6个。", [("30", ["24"])]),
        ("旱厕验收合格率要求100%，县里抽查的结果是98.9%。", [("100", ["98.9"])]),
        ("按期完工率100%，目标也是100%。", [("100", ["100"])]),
        (
            "大米合格率目标为98%以上、食油合格率目标为95%以上，抽检结果分别为100%、99.3%。",
            [("98", ["100"]), ("95", ["99.3"])],
        ),
        (
            "（二）绩效目标。新建驿站8个，完成320户困难家庭住房改造。\n（三）完成情况。驿站建成7个，困难家庭住房改造335户。",
            [("8", ["7"]), ("320", ["335"])],
        ),
        ("水位站计划安装28处，已安装26处。", [("28", ["26"])]),
        ("计划建造趸船2艘，年内交付1艘。", [("2", ["1"])]),
        ("粮食产后损失率降至2.9%，优于3%以内的控制目标。", [("3", ["2.9"])]),
        ("读者满意度93.85%，高于预期的90%。", [("90", ["93.85"])]),
        ("检测隧道目标9400延米，实际检测9417.5延米。", [("9400", ["9417.5"])]),
        ("全年检测526份，巡查20次。", []),
    ],
)
def test_a_promise_meets_the_number_that_fulfils_it(text, expected):
    assert put_together(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("计划巡演20场，实际3600人次。", [("20", ["3600"])]),
        ("危房改造目标26户，实际完成26间。", [("26", ["26"])]),
        ("计划巡演20场，实际3600人次，共22场。", [("20", ["22"])]),
        ("计划巡演20场，实际完成率98%。", [("20", [])]),
        ("计划3个月内完成，实际完成20公里。", [("3", [])]),
        ("计划巡演20场，实际培训教师120人次。", [("20", [])]),
    ],
)
def test_an_actual_directly_behind_a_target_fulfils_it_in_another_unit_unless_one_in_its_own_follows(text, expected):
    assert put_together(text) == expected


PLANNED = "数量指标：动态走访、跟踪管护，护林巡查服务80人；树种资源识别90人次；"


@pytest.mark.parametrize(
    "told", ["约850人次的跟踪管护，240人次护林巡查服务，", "跟踪管护约850人次，护林巡查服务240人次，"]
)
def test_a_number_of_an_enumeration_is_read_alike_whether_its_name_stands_before_or_behind(told):
    assert put_together(f"{PLANNED}2022年完成95人次树种资源识别，{told}均已兑现。") == [
        ("80", ["850", "240"]),
        ("90", ["95"]),
    ]


@pytest.mark.parametrize(
    ("text", "spending"),
    [
        ("节约财政资金目标≥200万元。", False),
        ("撬动社会资金目标≥200万元。", False),
        ("社会效益指标：投入防灾资金目标≥200万元。", False),
        ("全县一般公共预算收入目标200万元。", False),
        ("项目支出目标200万元。", True),
    ],
)
def test_a_promise_of_money_is_spending_unless_it_is_an_effect(text, spending):
    page = layout(text)
    (item,) = paragraphs(page)
    (pair,) = pairs.within(mentions(page, item, find(text), False), False, False)
    assert pairs.is_spending(pair) == spending


def test_a_promise_stated_again_with_its_actual_is_one_promise():
    page, quantities = layout(text := "水质达标率≥95%。\n水质达标率≥95%，实际98%。"), find(text)
    found = [
        pair
        for item, counted in with_quantities(paragraphs(page), quantities)
        for pair in pairs.within(mentions(page, item, counted, False), False, False)
    ]
    assert [pairs.is_repeated(pair, found) for pair in found] == [True, False]
