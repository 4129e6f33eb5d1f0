"""What coding.checks.derived promises: a figure that figures of its own words make up contradicts no others."""

import pytest

from helpers.coding import frames
from helpers.coding.audit import audit
from helpers.reading.report import merged, read_text

TITLE = "青石县园林所2023年度绿地养护项目支出绩效自评报告\n\n一、资金情况\n"


def contradicted(words: str, verdict: str = "contradiction") -> bool:
    """Whether a report with these words contradicts itself, or has a finding of another verdict."""
    read = merged([read_text(TITLE + words, "R", "R.txt", "0" * 64)])
    return bool(audit(frames.from_records(read), {"R": TITLE + words})["verdict"].eq(verdict).any())


@pytest.mark.parametrize(
    ("words", "told", "slip"),
    [
        # 9.9 + 49 + 28 + 9.6 = 96.5
        (
            "办案单位21家各评一次，满分100分，平均96.2分。\n投入9.9分（满分10分），产出49分（满分50分），"
            "效益28分（满分30分），满意度9.6分（满分10分），合计@分，等级为优。",
            "96.5",
            "95.6",
        ),
        # 860 + 645 + 375 + 2 x 180 = 2,240
        ("修缮批复2,240万元，分为大殿860万元、城墙645万元、祠堂@万元，其他两处各180万元。", "375", "395"),
        # (118 + 36) / 156 = 98.72 %
        ("发现隐患156项，立改118项，限期整改38项，限期的已完成36项，整改总完成率@。", "98.72%", "93.72%"),
        # 408.2 / 412 = 99.1 %
        (
            "全年预算430万元，执行数424万元，完成预算的98.6%。上年全年预算412万元，执行数@万元，完成预算的99.1%。",
            "408.2",
            "480.2",
        ),
        # (97 + 23) / 120 = 100 %
        ("排水管网共检测120段。首检合格97段，修复后合格@段，合格率为100%。", "23", "32"),
        # 151 / 160 = 94.38 %, and not 141 / 151
        (
            "需换灯杆160根，涉及22条街；整段更换的58根，单根更换的102根。旧灯杆拆除@根，刷漆141根，拆除率94.38%。",
            "151",
            "155",
        ),
        # 40 / 42 = 95.2 % is the other rate
        ("42台电梯检验下来，一次合格40台，整改后合格率为100%；一次合格率是@。", "95.2%", "92.5%"),
        # 7 + 26 = 33, and 1 + 7 + 26 = 34
        ("街区设总站1个、分站7个、驿站26个，后两类合计@个。", "33", "43"),
        # 860 + 450 + 410 + 110 = 1,830
        ("全年支出1,830万元。支出用途：清扫保洁860万元，转运@万元，公厕410万元，宣传110万元。", "450", "540"),
        # 210 - 130 = 80
        (
            "年中预算调整为500万元，当年执行491万元。改造总概算210万元，当年支付的是130万元，已在上面的执行数里；"
            "余下@万元要等下年。",
            "80",
            "60",
        ),
        # 3 x 76 = 228, 150 + 132 = 282
        (
            "@座泵站都配了站长、机修、电工三名值守人，共228人次上岗登记。\n"
            "值守人员培训计划200人次，参加者为282人次，第一期150人次，第二期132人次。",
            "76",
            "67",
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


@pytest.mark.parametrize(
    ("words", "explained", "bare"),
    [
        # 1,178 is 95 % of 1,240, not of 880
        (
            "预算1,240万元，其中场馆建设900万元。年中从设备调剂到场馆，调整后场馆预算880万元。支出1,178万元，@。",
            "执行率95%",
            "全部按合同支付",
        ),
    ],
)
def test_money_spent_beyond_a_budget_is_settled_by_the_larger_amount_that_it_is_of(words, explained, bare):
    assert not contradicted(words.replace("@", explained), "exceeds")
    assert contradicted(words.replace("@", bare), "exceeds")


@pytest.mark.parametrize(
    ("bonus", "right", "wrong"),
    [
        ("小计97.9分。因获评省级示范，按规定可加3分，加分可以超出满分，最终得分{}分。", "100.9", "101.9"),
        ("小计97.9分。另有加分项得1.5分，最终得分{}分。", "99.4", "94.9"),
        ("因获评省级示范，按规定可加3分，最终得分{}分。", "100.9", "101.9"),
        ("获省级表彰，可加5分，最高计100分，最终得分{}分。", "100", "102.9"),  # 97.9 + 5, capped
    ],
)
def test_points_with_a_bonus_behind_them_make_up_a_total_that_may_have_more_than_full_marks(bonus, right, wrong):
    items = "资金管理20分，得19.6分；产出40分，得39.2分；效益30分，得29.1分；满意度10分，得10分。"
    assert not contradicted(items + bonus.format(right))
    assert contradicted(items + bonus.format(wrong))


@pytest.mark.parametrize(("part", "contradicts"), [("这96人已经含在520人里", False), ("含转院的520人", True)])
def test_what_figures_are_said_to_be_in_is_no_part_of_them(part, contradicts):
    assert contradicted(f"全年救助520人：老人210人、儿童170人、残疾人140人。其中住院的有96人，{part}。") is contradicts


@pytest.mark.parametrize(("behind", "contradicts"), [("两处都算的13口", False), ("节约运费13万元", True)])
def test_what_parts_have_beyond_their_whole_is_explained_in_their_unit_only(behind, contradicts):
    words = "水窖计划80口，建成85口，每口补助600元，各乡数量为东岭25口、西岭36口、南坡14口、北坡23口。"
    assert contradicted(f"{words}{behind}。") is contradicts
