"""What helpers.reading.roles.targets promises:
a number called a target behind what was attained, or by a limit, is one."""

from decimal import Decimal

import pytest

from helpers.reading.report import read_text
from helpers.reading.roles.targets import BARE


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
        ("放映公益电影318场，超过300场的保底数。", [(">=300场", "=318场")]),
        ("回访户里满意的占93.1%，超过了90%的目标线。", [("=90%", "=93.1%")]),
        ("办证时间由20天缩到8天，兑现了不超过10天的承诺。", [("<=10天", "=8天")]),
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
    ("text", "expected"),
    [
        (
            "二、年初设定的目标\n（1）组织防汛演练6场以上；\n（2）预警信息准确率≥90%，预警提前量≥40分钟；\n"
            "四、目标完成情况\n（一）产出。演练方面，与驻地部队联合开展7场。\n"
            "（二）质量。发布预警86期，经检验准确率为91.3%；平均提前量46分钟。",
            [(">=6场", "=7场"), (">=90%", "=91.3%"), (">=40分钟", "=46分钟")],
        ),
        (
            "第三部分 年度绩效目标\n年初设定的年度目标如下：新增参保职工2.4万人；"
            "网上办理率不低于80%；满意度达到96%以上。\n"
            "第四部分 年度目标完成情况\n新增参保职工2.28万人；网上办理率86.7%。回访显示，参保职工满意度97.9%。",
            [("=24000人", "=22800人"), (">=80%", "=86.7%"), (">=96%", "=97.9%")],
        ),
        (
            "2.目标设定。救助患病职工125人；救助标准1万元；发放准确率100%。\n"
            "3.目标完成。救助患病职工121人，比目标少4人；救助标准为1万元；发放准确率达100%。",
            [("=125人", "=121人"), ("=1万元", "=1万元"), ("=100%", "=100%")],
        ),
        ("企业满意度不低于90%，线上问卷测得95.8%，共收回问卷268份。", [(">=90%", "=95.8%")]),
        ("苗木成活率须达到90%以上，秋季核查结果为93.7%。", [(">=90%", "=93.7%")]),
        ("省厅核定我市新增城镇绿道38公里，年末建成41.2公里。", [("=38公里", "=41.2公里")]),
        ("原定举办直播培训10期，受疫情影响仅举办7期，培训学员356人。", [("=10期", "=7期")]),
        ("绩效目标完成情况：年初计划改造350户，实际竣工并验收318户。", [("=350户", "=318户")]),
        ("公众满意度目标不低于85分，实际得分88.3分。", [(">=85分", "=88.3分")]),
        ("年初计划完成项目验收12个，截至年底已验收11个，剩余1个。", [("=12个", "=11个")]),
    ],
)
def test_what_was_attained_may_stand_in_another_chapter_or_be_told_by_whoever_measured_it(text, expected):
    assert sorted(read(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "2个乡镇的报表报送晚于计划15天。",
        "申报表共设定三级指标10项，其中产出指标5项。",
        "本项目共设绩效指标12个，完成11个。",
        "党员认领微心愿1,328个，完成1,311个。",
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
