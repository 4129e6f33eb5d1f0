"""What helpers.reading.targets promises: a number called a target behind what was attained, or by a limit, is one."""

from decimal import Decimal

import pytest

from helpers.reading.report import read_text
from helpers.reading.targets import BARE


def read(text: str) -> list[tuple[str, str]]:
    """Each row as its target and its actual, with signs and units."""
    found = [row for row in read_text(text, "r").indicators if row.level1 != "management"]
    assert all(isinstance(row.actual, Decimal) for row in found)
    return [
        (f"{row.comparator}{row.target}{row.target_unit}", f"{row.actual_comparator}{row.actual}{row.actual_unit}")
        for row in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年完成免费孕检3,420对，与计划的3,200对相比有所增加。", [("=3200对", "=3420对")]),
        ("平均出警时间由11分钟缩短到7.2分钟，优于8分钟以内的设定值。", [("<=8分钟", "=7.2分钟")]),
        ("培训电工520人次，超额4%完成500人次的年度任务，其中女性120人次。", [("=500人次", "=520人次")]),
        (
            "新增养老床位3,920张，其中市区2,610张、县域1,310张，完成省下达目标3,600张以上的任务。",
            [(">=3600张", "=3920张")],
        ),
        ("年末城镇调查失业率5.1%，控制在5.5%的年度目标以内。", [("<=5.5%", "=5.1%")]),
        ("累计发放助学金1,240人次，比年初预计的1,300人次少60人次。", [("=1300人次", "=1240人次")]),
        ("公交准点率87.6%，较90%的目标低2.4个百分点。", [("=90%", "=87.6%")]),
        ("居民满意度92.5%，高出目标90%。", [("=90%", "=92.5%")]),
        ("药品抽检380批次，达到2.1批次/千人，完成不少于360批次的目标。", [(">=360批次", "=380批次")]),
        ("累犯率为0.34%，目标要求控制在0.5%以下。", [("<=0.5%", "=0.34%")]),
    ],
)
def test_a_target_may_stand_behind_what_was_attained_in_a_comparison(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("户均改造费用5,503元，低于6,000元的控制上限。", [("<=6000元", "=5503元")]),
        ("每亩测绘成本上限48元，实际结算单价45.5元。", [("<=48元", "=45.5元")]),
        ("日均接诊人次下限为120人次，实际达到136人次。", [(">=120人次", "=136人次")]),
        ("供水水质综合合格率底线95%，全年实测98.2%。", [(">=95%", "=98.2%")]),
        ("平均候诊时间最高限值30分钟，全年平均24分钟。", [("<=30分钟", "=24分钟")]),
    ],
)
def test_a_word_for_a_limit_is_the_sign_of_the_target_it_names(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "年初确定新建公厕18座、配备清运车2辆、更新果皮箱100个以上；年末上述任务分别完成18座、3辆和126个。",
            [("=18座", "=18座"), ("=2辆", "=3辆"), (">=100个", "=126个")],
        ),
        (
            "进口、出口整体通关时间目标分别不高于36小时和1.5小时，全年实际分别为33.74小时和0.92小时。",
            [("<=36小时", "=33.74小时"), ("<=1.5小时", "=0.92小时")],
        ),
        (
            "小学、初中体质健康达标率目标值依次不低于90%、88%，实际依次为93.1%和89.2%。",
            [(">=90%", "=93.1%"), (">=88%", "=89.2%")],
        ),
        (
            "省级和市级文物保护单位巡查目标分别为48次、96次，全年分别巡查52次、101次。",
            [("=48次", "=52次"), ("=96次", "=101次")],
        ),
        (
            "年度目标为新建泵站3座、疏浚河道12公里，截至12月底分别完成3座和12.4公里。",
            [("=3座", "=3座"), ("=12公里", "=12.4公里")],
        ),
    ],
)
def test_numbers_told_respectively_meet_the_targets_in_their_order(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新开公交线路目标4条及以上，全年新开城区线路3条、城乡线路2条，合计5条。", [(">=4条", "=5条")]),
        ("计划改造老旧电梯60部，实际改造住宅电梯41部、办公楼电梯17部，合计58部。", [("=60部", "=58部")]),
        ("举办导游、讲解员培训班30期以上，完成36期，培训学员5,400余人次。", [(">=30期", "=36期")]),
        ("成本指标：护路员人均年补助10,000元，实际执行9,860元。", [("=10000元", "=9860元")]),
        ("图像合格率应达到99%以上，第三方抽检2%的卷宗，合格率为99.63%。", [(">=99%", "=99.63%")]),
    ],
)
def test_what_was_attained_is_the_total_the_done_or_what_is_told_again(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "完成了500人次的技能培训。",
        "村庄道路硬化120公里，比上年的100公里多20公里。",
        "惠及3,000户的重点目标人群，回访260户。",
    ],
)
def test_what_is_compared_with_no_target_makes_no_indicator(text):
    assert read(text) == []


@pytest.mark.parametrize("name", ["略低于", "完成省下达", "相当于", "超额5.75%完成"])
def test_words_that_judge_a_number_name_nothing(name):
    assert BARE.fullmatch(name) is not None


@pytest.mark.parametrize("name", ["完成率", "超声检查", "实现就业", "低保户"])
def test_names_that_hold_a_judging_word_are_names(name):
    assert BARE.fullmatch(name) is None
