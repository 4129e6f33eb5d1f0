"""Promises in words of pledging meet the numbers that echo them."""

import pytest

from helpers.reading.report import read_text


def pairs(text: str) -> list[str]:
    rows = read_text(text, "r").indicators
    return [f"{row.comparator}{row.target}{row.target_unit} {row.actual_comparator}{row.actual}" for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("跟镇上立的军令状：挖渠3公里，修桥2座。年底挖渠3.4公里，桥修了2座。", ["=3公里 =3.4", "=2座 =2"]),
        (
            "年初我们答应了三件事：挖渠3公里；修桥2座；栽树500株。年底，渠挖了3.4公里，桥修2座，树栽520株。",
            ["=3公里 =3.4", "=2座 =2", "=500株 =520"],
        ),
        (
            "供餐学校76所（应覆盖76所），吃营养餐的学生1845名（应受益1850名，少数随父母转走）。",
            ["=76所 =76", "=1850名 =1845"],
        ),
        ("答应打井25眼，打成24眼，有1眼作废。", ["=25眼 =24"]),
        ("培训农技员180人，约定180人；回访满意度87%，约定90%以上。", ["=180人 =180", ">=90% =87"]),
        ("上级卡的是98%，抽检均值98.7%。", ["=98% =98.7"]),
        ("更换灯具4200盏，与图纸数量4200盏相符。", ["=4200盏 =4200"]),
        ("城区绿地率，38%以上，测算38.4%。", [">=38% =38.4"]),
        ("参加活动的村，30个以上，其中本镇12个。", []),
        ("投诉24小时内到场，平均9.5小时。", ["<=24小时 =9.5"]),
        ("投诉24小时内到场，全年巡查20小时。", []),
        (
            "年初写下的目标：护送返乡150人次，滞留人员寻亲成功率70%以上，及时率100%。\n护送返乡：受天气影响，只送了121人次。\n"
            "寻亲：滞留45人，找到家的34人，成功率75.6%。",
            ["=150人次 =121", ">=70% =75.6", "=100% "],
        ),
        ("约定优良率80%以上，6幅图里5幅优良，优良率83.3%。", [">=80% =83.3"]),
        ("机要通信车1辆、老干部服务车4辆。", []),
        ("答应帮滞留人员寻亲12人，寻亲15人。", ["=12人 =15"]),
        ("编制预案表540份，实际完成561份。", ["=540份 =561"]),
        ("车辆编制12辆，实际完成11辆。", []),
    ],
)
def test_a_pledged_number_meets_the_one_named_like_it_or_beside_it(text, expected):
    assert pairs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "事业编制58名，实有53人。",  # what there is
        "供水保证率97%，水质合格率99%。",  # 保证 in a name
        "交办问题19件，办结18件。",
        "审查合同文本150份，出具意见书40份。",
        "计划改建灶台7座、购置餐桌5座。",  # two goals of one list
    ],
)
def test_what_there_is_and_what_was_received_are_no_promises(text):
    assert pairs(text) == []


def test_a_result_is_of_the_order_of_what_was_promised():
    assert pairs("按方案里定的宣传3场。宣传活动惠及群众，发放资料，宣传1200场次。") == []


@pytest.mark.parametrize(
    ("goals", "neutral", "results"),
    [
        ("问：年初怎么承诺的？\n答：一是", "问：有哪些事？\n答：一是", "问：结果呢？\n答："),
        ("【定下的目标】\n", "【有关的事】\n", "【办成的事】\n"),
        ("第二，目标怎么定。", "第二，有哪些事。", "第三，结果怎么样。"),
    ],
)
def test_a_question_or_a_title_that_a_line_opens_with_says_that_goals_follow(goals, neutral, results):
    text = "青云县水务局2022年度渠系维护项目绩效自评报告\n{}挖渠3公里；修桥2座；栽树500株。\n"
    text += f"{results}渠挖了3.4公里；桥修2座；树栽520株。\n"
    assert pairs(text.format(goals)) == ["=3公里 =3.4", "=2座 =2", "=500株 =520"]
    assert pairs(text.format(neutral)) == []


@pytest.mark.parametrize("said", ["均已完成", "已全部完成", "都未完成"])
@pytest.mark.parametrize("mark", ["、", "，"])
def test_what_words_say_of_all_goals_of_a_list_is_told_of_each(mark, said):
    assert pairs(f"计划改建灶台7座{mark}餐桌5座，{said}。") == [f"=7座 qualitative{said}", f"=5座 qualitative{said}"]


@pytest.mark.parametrize("label", ["数量指标：", "（1）数量指标:", "1.产出指标："])
def test_two_numbers_behind_the_label_of_a_level_are_no_goal_and_its_result(label):
    assert read_text(f"{label}开展巡逻2310次，盘查车辆1850次。", "r").indicators == []


def test_a_goal_behind_the_label_of_a_level_has_its_result():
    found = read_text("数量指标：年度指标值救助120人，全年救助126人。", "r").indicators
    assert [(i.target, i.actual) for i in found] == [(120, 126)]


def test_a_count_of_indicators_is_none():
    text = "绩效目标设定情况\n申报时设了11个指标，归在3个一级指标下面，培训目标20人，实际22人。"
    assert [(i.target, i.actual) for i in read_text(text, "r").indicators] == [(20, 22)]
