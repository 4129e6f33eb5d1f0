"""What helpers.coding.nearly promises: figures that nearly make up the one they stand with are meant for it."""

import pytest

from .made import of_text

FALSE = [
    ("本所代管三轮车864辆，营运的517辆，自用的{}辆。", "347", "372"),  # the first of a sentence, parts beyond it
    ("检修路灯{}盏，主干道1,315盏，背街小巷1,210盏。", "2,525", "2,460"),
    ("采购疫苗18,600支，接种17,240支，结存{}支。", "1,360", "1,560"),  # what is left, more and less
    ("概算4,820万元，结算4,515万元，节约{}万元。", "305", "255"),
    ("上半年演出127场，下半年演出164场，共演出{}场。", "291", "301"),  # a total behind
    ("县级配套186万元，乡镇自筹74万元，可用资金{}万元。", "260", "270"),
    ("实际支出{}万元，执行率96.2%。设备购置412.6万元，运行维护295.8万元。", "708.4", "683.4"),  # the sentence behind
    ("今年新购图书{}册，其中社科类19,250册、少儿类14,320册、外文类3,960册。", "37,530", "36,400"),
    ("安置岗位620个：保洁岗285个，护林岗217个，治安岗{}个。", "118", "98"),
]
INNOCENT = [
    "在编教师412名，外聘教师76名，保安38名。",  # far off
    "收到来稿960篇，刊发211篇，退改720篇。",  # others are not told
    "申报项目118个，通过初审109个，终审立项12个。",  # one behind the other
    "甲厂处理64吨，乙厂处理23吨，丙厂处理46吨。",  # side by side
    "培训560人，其中教师310人、骨干教师245人、党员62人。",
    "上年结存300支，购进18,600支，使用17,240支，结存1,660支。",  # all four agree
    "现场扫码360份，电话访问240份，剔除重复后共585份。",
    "一级站12座，二级站26座，三级站44座，共有泵站98座，其余为无级站。",
    "实际支出683.4万元。上年支出642万元，比上年多41.4万元。",
    "举办讲座286场，其中科普类112场、健康类140场，其余形式不一。",
    "建成平台1,402个。乡镇站74个、村室1,320个，园区站10个。",  # 1,404, as near as another count comes
]


@pytest.mark.parametrize(("text", "right", "wrong"), FALSE)
def test_figures_that_nearly_make_up_another_contradict_it(text, right, wrong):
    assert "contradiction" not in {verdict for _, verdict in of_text(text.format(right))}
    assert ("sum", "contradiction") in of_text(text.format(wrong))


@pytest.mark.parametrize("text", INNOCENT)
def test_figures_that_are_meant_otherwise_contradict_nothing(text):
    assert "contradiction" not in {verdict for _, verdict in of_text(text)}
