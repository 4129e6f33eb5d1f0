"""What coding.checks.summands promises: sums are found whatever stands between their figures, by a slip."""

import pytest

from ...made import of_text

ADDS_UP = [  # by hand
    "测站运行维护共用去1,284.60万元，人工费一块612.35万元，305.80万元用于仪器检定，剩下的366.45万元是通信费。",
    "冷库分三档：1,000吨以上的7座，500至1,000吨的19座，500吨以下的48座，全县共计74座。",
    "三个子项目各用了多少：茶园312.60万元，车间128.50万元，推介58.90万元，三个子项目加起来500.00万元。",
    "支出构成如下：\n1.房租86.40万元；\n2.物业费44.70万元；\n3.水电费41.85万元。\n以上三项共172.95万元。",
]
FALSE = [
    ADDS_UP[0].replace("305.80", "350.80"),
    ADDS_UP[1].replace("19座", "91座"),
    ADDS_UP[2].replace("128.50", "182.50"),
    ADDS_UP[3].replace("44.70", "47.70"),  # a digit exchanged: 以上三项 says that they are all
]


@pytest.mark.parametrize("text", ADDS_UP)
def test_figures_that_add_up_are_not_contradicted(text):
    assert "contradiction" not in {verdict for _, verdict in of_text(text)}


@pytest.mark.parametrize("text", FALSE)
def test_a_slip_in_one_of_them_contradicts_their_sum(text):
    assert ("sum", "contradiction") in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "在岗护林员512人，其中女性297人，脱贫人口233人（两类人员有交叉）。",
        "小学712人，初中421人，高中291人。",  # 712 is 421 + 291
        "分类收运服务418.6万元、投放设施176.3万元、督导员劳务158.5万元、宣传发动82.8万元。",
        "甲厂处理64吨，乙厂处理23吨，丙厂处理46吨。",  # 64 for 23 + 46 = 69 is no slip
    ],
)
def test_figures_that_no_sum_is_meant_of_say_nothing(text):
    assert ("sum", "contradiction") not in of_text(text)
