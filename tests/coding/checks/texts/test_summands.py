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


COUNTED = [  # by hand
    "采购树苗184.2万元；支架96.5万元；浇灌58.3万元；看护41.0万元。四项共380.0万元，另有尾款12万元次年再付。",
    "市区读者3,120人；乡镇读者4,260人；学生880人，内有小学生310人、中学生570人；外来读者122人。以上四类合计8,382人。",
    "电费214.6万元。水费96.3万元。燃气58.9万元。三项合计369.8万元，比年初估算少6.2万元。",
    "改道1.6公里，东段0.9公里、西段0.7公里。拓宽2.8公里。新铺0.7公里。三样加起来5.1公里，多出0.2公里。",
    "运来砂石1,240吨；水泥860吨。两种相加2,100吨，用掉1,980吨。",
]


NOT_COUNTED = [
    COUNTED[0].replace("380.0", "361.0"),
    COUNTED[1].replace("8,382", "7,302"),
    COUNTED[2].replace("369.8", "341.0"),
    COUNTED[3].replace("5.1", "4.7"),
    COUNTED[4].replace("2,100", "2,460"),
]


@pytest.mark.parametrize(("right", "wrong"), [*zip(COUNTED, NOT_COUNTED, strict=True)])
def test_a_total_of_so_many_kinds_is_that_of_so_many_figures_before_it(right, wrong):
    assert "contradiction" not in {verdict for _, verdict in of_text(right)}
    assert ("sum", "contradiction") in of_text(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "修缮古桥5座，完工4座、在建1座。新立碑亭3座。两类合计完工7座，占八座的九成。",  # of those that are done
        "市区读者3,120人，办证读者2,640人（两类有交叉）。两类合计4,000人。",
        "电费214.6万元；水费96.3万元；燃气58.9万元。前两项共310.9万元，占八成。",
        "电费214.6万元；水费96.3万元。四项共620.5万元，其余两项见附表。",
    ],
)
def test_a_total_of_other_figures_is_not_contradicted(text):
    assert ("sum", "contradiction") not in of_text(text)


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
