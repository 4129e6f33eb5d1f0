"""What coding.checks.beyond promises: a list directly behind its whole is held against it by its form alone."""

import pytest

from helpers.coding.checks.texts import beyond

from ...made import page


def told(text: str) -> list[tuple[float, float]]:
    return [(each.stated.value, each.recomputed) for each in beyond.lists([page(text)])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("运行车辆412辆：电动286辆，混动98辆，燃油47辆。", [(412, 431)]),
        ("运行车辆431辆：电动286辆，混动98辆，燃油47辆。", []),
        ("全年巡河1,260次，干流480次，支流530次，湖库270次。", [(1260, 1280)]),
        ("年末入库档案（含接收）8,640卷，文书5,120卷、会计2,310卷、科技1,210卷。", []),
        ("计划架桥120座，架成111座，其中东片46座、西片38座、南片27座、北片18座。", [(111, 129)]),
        ("原有111座，新添111座，其中东片46座、西片38座、南片27座、北片18座。", []),  # of a list, not of an aim
        ("清运队168人，驾驶员72人、分拣员85人、督导员21人，都签了合同。", [(168, 178)]),
        ("发放补贴4,218.5万元。残疾人1,560.2万元；孤儿412.6万元；低保户2,345.7万元。", [(4218.5, 4318.5)]),
        ("确定帮扶户90户。上河村31户、下河村24户、前岗村22户、后岗村16户。", [(90, 93)]),
        ("新装路灯260盏。一标段98盏，二标段87盏，三标段81盏。", [(260, 266)]),
        ("确定帮扶户90户。上河村31户、下河村24户、前岗村22户、后岗村16户进度较快。", []),  # some of them
        ("确定帮扶户90户。因病31户、因学24户、缺劳力22户、其他16户。", []),  # for several reasons, perhaps
        ("受理的72件投诉中，由街道答复的31件，由区局答复的28件，由市局转办的18件。", [(72, 77)]),
        ("受理的72件投诉里，归街道的31件，归区局的28件，归市局的18件。", [(72, 77)]),
        ("受理的72件投诉中，涉及噪声的31件，涉及扬尘的28件，涉及油烟的18件。", []),  # of several at once
        ("检修泵站96座，具体为东片41座、西片33座、南片21座。", [(96, 95)]),  # hardly less
    ],
)
def test_a_list_that_is_nearly_the_figure_before_it_is_its_parts(text, found):
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全年到馆36.2万人次，总馆14.8万、少儿馆7.3万、分馆9.5万、流动车6.4万。", [(362000, 380000)]),
        ("全年到馆38.0万人次，总馆14.8万、少儿馆7.3万、分馆9.5万、流动车6.4万。", []),
        ("发放图书4.75万册：小学2.16万、初中1.48万、高中1.21万。", [(47500, 48500)]),
        ("绿化面积268.3万平方米，公园112.4万、道路86.5万、河岸76.4万。", [(2683000, 2753000)]),
        ("共运送垃圾12.6万吨，其中东区5.3万、西区4.8万、南区3.5万。", [(126000, 136000)]),
        ("检测样本8.64万份，疾控3.72万、医院2.85万和企业2.27万。", [(86400, 88400)]),
        ("全年到馆36.2万人次，经费14.8万、支出13.2万。设备9.4万。", []),
        ("常住人口36.2万人。快递14.8万、外卖13.2万、网约车9.4万。", []),  # of a sentence of its own
    ],
)
def test_parts_in_mere_wan_are_in_the_unit_of_their_whole(text, found):
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "运行车辆384辆：电动286辆，混动98辆，燃油47辆。",
        "清运队157人，驾驶员72人、分拣员85人、督导员21人。",
    ],
)
def test_a_figure_that_leaves_out_the_last_of_its_list_contradicts_it(text):
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "全县低保对象8.4万人，其中城市1.7万人、农村6.7万人；特困人员1.6万人。",  # another mark, another thing
        "培训学员412人，合格386人，取得证书352人，就业290人。",  # what came of them
        "按用途分，购药412万元，防护286万元，宣传98万元，检测47万元。",  # the first of a list
        "支出预算800万元。药品412万元，防护286万元，宣传98万元。",  # of a sentence of their own
        "年初库存412吨，购入286吨，调出98吨，损耗47吨。",  # an account
        "在校生1,200人，女生560人，住校生430人。",  # two
    ],
)
def test_other_figures_behind_a_figure_are_none(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "两笔共84万元，已付46万元，还剩38万元，用来付尾款21.5万元。",
        "两笔共84万元，甲公司46万元，乙公司38万元，留作尾款21.5万元。",
        "两批共84吨，第一批46吨，第二批38吨，用作种子21吨。",
    ],
)
def test_what_the_last_of_a_list_is_for_is_no_further_part(text):
    assert told(text) == []
