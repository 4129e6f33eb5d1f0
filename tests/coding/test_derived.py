"""What helpers.coding.derived promises: a figure that figures of its own words make up contradicts no others."""

import pytest

from helpers.coding import frames
from helpers.coding.audit import audit
from helpers.reading.report import merged, read_text

TITLE = "青石县园林所2023年度绿地养护项目支出绩效自评报告\n\n一、资金情况\n"


def contradicted(words: str) -> bool:
    """Whether a report with these words contradicts itself."""
    read = merged([read_text(TITLE + words, "R", "R.txt", "0" * 64)])
    return bool(audit(frames.from_records(read), {"R": TITLE + words})["verdict"].eq("contradiction").any())


@pytest.mark.parametrize(
    ("words", "told", "slip"),
    [
        # 224 - 209.4 = 14.6
        (
            "资金安排上，全年1530万元，清淤820万元，保洁486万元，监管224万元。清淤支付820万元，监管支付209.4万元，"
            "其中巡护合同跨年，@万元转到2024年付。保洁全年发放437.4万元，另外48.6万元为燃油和工具。",
            "14.6",
            "16.4",
        ),
        # 9.9 + 49 + 28 + 9.6 = 96.5
        (
            "办案单位21家各评一次，满分100分，平均96.2分。\n投入9.9分（满分10分），产出49分（满分50分），"
            "效益28分（满分30分），满意度9.6分（满分10分），合计@分，等级为优。",
            "96.5",
            "95.6",
        ),
        # 860 + 645 + 375 + 2 x 180 = 2,240
        ("修缮批复2,240万元，其中大殿860万元、城墙645万元、祠堂@万元，其他两处各180万元。", "375", "735"),
        # (118 + 36) / 156 = 98.72 %
        ("发现隐患156项，立改118项，限期整改38项，限期的已完成36项，整改总完成率@。", "98.72%", "93.72%"),
        # 408.2 / 412 = 99.1 %
        (
            "全年预算430万元，执行数424万元，完成预算的98.6%。上年全年预算412万元，执行数@万元，完成预算的99.1%。",
            "408.2",
            "480.2",
        ),
    ],
)
def test_a_figure_that_its_own_words_make_up_is_no_contradiction(words, told, slip):
    assert not contradicted(words.replace("@", told))
    assert contradicted(words.replace("@", slip))


def test_a_part_is_held_against_no_smaller_figure_where_a_larger_one_stands_before_it():
    assert not contradicted("抽检苗木3,200株，自检2,400株，配合省里抽检800株，合格3,181株。")
    assert contradicted("抽检苗木2,400株，另外配合省里抽检800株，其中合格3,181株。")


def test_parts_beyond_their_whole_may_lie_in_each_other_as_their_rate_says():
    """2,314 of 2,600 is 89.0 %."""
    told = "就业年龄段残疾人4,350人，其中有就业意愿的2,600人，已就业2,314人"
    assert not contradicted(f"{told}，就业率89.0%。")


@pytest.mark.parametrize(("second", "contradicts"), [("98.88%", False), ("98.38%", True)])
def test_two_rates_that_are_each_made_up_are_of_two_things(second, contradicts):
    """1,571.4 of 1,590 is 98.83 %, 2,268.4 of 2,294 is 98.88 %."""
    own = "膳食补助预算1590万元，支出1571.4万元，执行率98.83%。"
    both = f"两项合并预算2294万元，支出2268.4万元，执行率{second}。"
    assert contradicted(own + both) is contradicts
