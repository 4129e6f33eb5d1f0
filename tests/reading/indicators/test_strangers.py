"""Sentences in shapes that authors used who saw the coding book alone, and those that break the rules made for them."""

import pytest

from helpers.reading.report import read_text

PASSAGES = [
    ("时效指标：资金拨付时限≤30日，实际18日。", ["<=30日 | =18日"]),
    ("时效指标：资金拨付时限为每月20日，实际18日。", []),  # two dates
    ("年初承诺：补贴发放不超过30日。\n平均22日发放补贴，满意率98%。", ["<=30日 | =22日"]),
    ("成本指标：助餐补贴标准：目标值≤5元/餐，完成值5元/餐。", ["<=5元/餐 | =5元/餐"]),
    (
        "对照绩效目标：补助发放及时率应不低于98%，回单显示为100%；认定准确率应≥97%，抽查480户后算得98.3%。",
        [">=98% | =100%", ">=97% | =98.3%"],
    ),
    ("绩效目标：合格率≥95%，抽检企业≥120家，及时率≥90%。", [">=95% | ", ">=120家 | ", ">=90% | "]),  # goals all
    ("受灾群众满意度90%以上，电话回访为93%。", [">=90% | =93%"]),
    ("受灾群众满意度为90%，电话回访率93%。", []),
    ("全年改成412户，县上要求不少于400户。", [">=400户 | =412户"]),
    ("拆违到位，新增违建零增长，符合“新增违建≤0宗”的要求。", ["<=0宗 | =0"]),
    ("结案率97.88%，高出目标值95%（目标为不低于）近三个百分点。", [">=95% | =97.88%"]),
    ("时效（10分）。改造工程工期90天，实用86天，自评得10分。", ["=90天 | =86天"]),
    ("社会效益（15分）。肇事率控制在0.8‰以内。", []),  # found, not promised
    ("（4）社会效益指标：体检知晓率达到95%以上，已达到96.2%。", [">=95% | =96.2%"]),
    ("（1）数量指标：管护农田4.6万亩，台账面积4.6万亩。", ["=46000亩 | =46000亩"]),
    ("（1）数量指标：培训农民≥300人。开班6期，结业318人。", [">=300人 | =318人"]),
    ("（1）数量指标：培训农民≥300人。查处冒领5人。", [">=300人 | "]),
    (
        "（1）数量指标：定量检测≥800批次、快速检测≥900批次。全年定量检测826批次，快速检测940批次，查出问题样品11批次。",
        [">=800批次 | =826批次", ">=900批次 | =940批次"],
    ),
    ("满意度指标：送检主体满意度≥90%，当年没有组织问卷，暂无数据。", [">=90% | "]),
    ("绩效目标完成情况：年度指标为治理侵蚀沟150处，完成145处。", ["=150处 | =145处"]),
    (
        "我们承诺的产出是：取栓90例；承诺的效益是：良好预后率55%，死亡率不高于4%；患者满意度90%。\n"
        "取栓84例，良好预后率57.4%，死亡率3.2%。患者满意度为96%以上。",
        ["=90例 | =84例", "=55% | =57.4%", "<=4% | =3.2%", "=90% | >=96%"],
    ),
]
WORDS = [
    ("“资金支付完成时限：2022年12月底前”，实际尚有两户尾款未付。", "2022年12月底前", "实际尚有两户尾款未付"),
    ("系统上线时间2023年5月（目标2023年6月底前）。", "2023年6月底前", "2023年5月"),
    ("一是主干道恢复通车不迟于2021年9月底，我镇8月26日全线通车。", "不迟于2021年9月底", "8月26日全线通车"),
    ("完工时间（9分）：要求2024年8月底前，9月20日竣工。", "2024年8月底前", "9月20日竣工"),
    ("时效指标：春季造林4月底前结束，4月28日收工。", "4月底前结束", "4月28日收工"),
    ("生态效益：新购机具排放达到国四标准，基本实现。", "达到国四标准", "基本实现"),
    ("社会效益：目标是群众生活得到有效保障，年末评估结论为保障有力。", "群众生活得到有效保障", "保障有力"),
    ("可持续影响指标：队伍后继有人，要求建立结对机制，已与9对师徒签约。", "建立结对机制", "9"),
]


@pytest.mark.parametrize(("text", "expected"), PASSAGES)
def test_a_goal_meets_what_came_of_it(text, expected):
    rows = read_text(text, "a").indicators
    told = [f"{r.comparator}{r.target}{r.target_unit} | {r.actual_comparator}{r.actual}{r.actual_unit}" for r in rows]
    assert told == expected


@pytest.mark.parametrize(("text", "promise", "attained"), WORDS)
def test_a_goal_in_words_meets_what_came_of_it(text, promise, attained):
    (row,) = read_text(text, "a").indicators
    assert (row.comparator, row.target, f"{row.actual}") == ("qualitative", promise, attained)
    assert text[row.start : row.end] == row.token


@pytest.mark.parametrize(
    "text",
    [
        "时效指标：4月底前开工，5月8日召开会议。",
        "要求2024年8月底前，9月20日收到来函。",
        "“责任单位：建设局”，实际由镇里组织。",
    ],
)
def test_a_date_of_something_else_answers_no_goal(text):
    assert read_text(text, "a").indicators == []


def test_a_goal_in_words_meets_the_number_that_tells_it_again():
    report = (
        "三、绩效目标\n（一）年初设定的目标\n1、监测台站数量  18个\n2、公众知识知晓率  较上年有所提高\n"
        "（二）完成的情况\n运维监测台站18个。公众知识知晓率为81.4%。\n"
    )
    row = read_text(report, "a").indicators[-1]
    assert (row.comparator, row.target, row.actual_comparator, f"{row.actual}") == (
        "qualitative",
        "较上年有所提高",
        "=",
        "81.4",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年因灾死亡零人。", ["0人"]),
        ("党员投工1.1万多个工日。", ["11000工日"]),
        ("在3个街道铺开“康复服务15分钟圈”。", ["3个"]),
        ("纳入绩效目标管理的项目共11个，办案212件。", ["11个", "212件"]),
        ("公开期不少于20日，办案212件。", ["212件"]),
        ("2022年3月25日、26日开展活动12场。", ["12场"]),
    ],
)
def test_what_is_told_without_a_goal_is_an_outcome(text, expected):
    report = f"某市残疾人联合会2022年度部门整体支出绩效自评报告\n三、履职情况\n{text}\n"
    assert [f"{r.value}{r.unit}" for r in read_text(report, "a").outcomes] == expected
