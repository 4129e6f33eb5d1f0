"""What helpers.reading.indicators.between promises:
goals and results meet by their places among those that have met."""

import pytest

from helpers.reading.report import read_text

HEAD = "云河县供销社2023年整体支出自评\n问：年初定了哪些任务？\n答：四条以上。"
GOALS = "化肥储备500吨；新建农资店3所；社会化服务面积8万亩以上；基层社负责人培训2期；社员满意度95%以上。"
OTHERS = ("农资店建成3所。", "社会化服务面积9.3万亩。", "负责人培训办了2期。", "社员满意度97%。")


def pairs(text: str) -> list[tuple[str, str]]:
    return [(f"{row.target:f}", f"{row.actual:f}") for row in read_text(text, "r").indicators if row.target != ""]


@pytest.mark.parametrize(
    ("results", "met"),
    [
        (("化肥足额，春耕前入库520吨。", *OTHERS), True),
        (("春耕前入库520吨。", *OTHERS), False),  # nothing names what was to be
        (("头一件是化肥。春耕前签下520吨。", *OTHERS), True),  # named at the head of its paragraph
        (("春耕前共有520吨化肥入库。", *OTHERS), True),  # named behind it
        (("春耕前入库520吨，其后是化肥。", *OTHERS), False),  # named in another clause
        (("化肥足额，春耕前入库520吨，秋播前又调进480吨。", *OTHERS), False),  # two in its unit
        (("化肥足额，其中春耕前入库320吨。", *OTHERS), False),  # a part
        ((*OTHERS, "化肥足额，春耕前入库520吨。"), False),  # not in its place
    ],
)
def test_a_result_between_others_meets_the_goal_between_theirs(results, met):
    found = pairs(f"{HEAD}{GOALS}\n问：结果怎样？\n答：{''.join(results)}")
    assert (("500", "520") in found or ("500", "320") in found) == met
    assert ("3", "3") in found


def test_results_of_several_projects_told_together_are_of_the_project_they_tell_of():
    text = (
        "云河湿地保护区管理局2022年度中央资金项目自评\n2022年实施了两个项目，到位资金共142万元。\n"
        "项目一：湿地补水及植被恢复\n项目资金98万元。目标定为：生态补水300万立方米以上，退耕还湿65公顷，植被恢复成活率85%以上。\n"
        "项目二：珍稀鸟类监测保护\n项目预算44万元。目标定为：安装监控点24处，同步调查4次，巡护里程900公里以上。\n"
        "两个项目的完成情况一并交代如下：\n"
        "补水321万立方米，退耕还湿59公顷，植被恢复成活率验收为88.3%。\n"
        "监控点安装24处；同步调查5次；巡护里程1030公里。\n"
    )
    rows = read_text(text, "r").indicators
    assert [(row.project_id, f"{row.target:f}", f"{row.actual:f}") for row in rows] == [
        ("r-1", "3000000", "3210000"),
        ("r-1", "65", "59"),
        ("r-1", "85", "88.3"),
        ("r-2", "24", "24"),
        ("r-2", "4", "5"),
        ("r-2", "900", "1030"),
    ]
