"""What helpers.coding.fractions promises: rates in words, or before their figures, are those of the two beside them."""

import pytest

from helpers.coding import fractions

from .made import of_text, page

RIGHT = [
    "终端计划装3,200套，年内装好2,880套，刚好九成。",  # 90 %
    "受训教师1,260人，考核优秀的420人，占三分之一。",  # 33.3 %
    "受训教师1,260人，考核优秀的441人，占百分之三十五。",  # 35 %
    "计划改造160户，已改造136户，完成八成五。",  # 85 %
    "资金支付进度达93.2%，即下达的486.00万元中拨出了452.95万元。",  # 93.1996 %
]
FALSE = [
    RIGHT[0].replace("九成", "八成"),
    RIGHT[1].replace("三分之一", "四分之一"),
    RIGHT[2].replace("三十五", "五十三"),
    RIGHT[3].replace("八成五", "七成五"),
    RIGHT[4].replace("93.2", "92.3"),
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_rate_that_its_figures_make_up_is_not_contradicted(text):
    verdicts = {verdict for kind, verdict in of_text(text) if kind == "rate"}
    assert verdicts
    assert "contradiction" not in verdicts


@pytest.mark.parametrize("text", FALSE)
def test_a_rate_that_they_do_not_make_up_is(text):
    assert ("rate", "contradiction") in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "终端计划装3,200套，年内装好2,880套，近八成。",
        "机具1,642台，比上年的1,815台少一成。",
        "种植户286户，养殖户142户，各占五成。",
        "新建公厕120座，改造318座，完成计划的六成。",  # of neither
        "覆盖12个乡镇、318个村，占全县六成。",
        "检查企业120家，成立专班18家，成效明显。",
    ],
)
def test_a_rough_rate_a_change_and_a_rate_of_others_say_nothing(text):
    assert ("rate", "contradiction") not in of_text(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("登记井盖2,416个，比上年的2,280个多；换新2,298个，换新率94.6%，其余118个待换。", [("rate", 94.6, 95.115894)]),
        ("登记井盖2,416个，比上年的2,280个多；换新2,298个，换新率95.1%，其余118个待换。", [("rate", 95.1, 95.115894)]),
        ("应到120人，实到114人，优秀率90.4%，其余6人请假。", []),  # of another verb
        ("抽检120批，合格114批，不合格率5.0%，其余6批退回。", []),
        ("应发薪500.0万元，已打卡480.0万元，发放率94.0%，未打卡的20.0万元待核。", [("rate", 94, 96)]),
        ("出资500.0万元。兑付490.0万元，兑付率96.0%；没有兑付的20.0万元作废。", [("sum", 500, 510)]),
        ("出资500.0万元。到账490.0万元，兑付率96.0%；没有兑付的20.0万元作废。", []),  # of what was not paid
    ],
)
def test_a_rate_between_a_part_and_its_rest_is_that_of_the_part(text, found):
    told = [(each.kind, each.stated.value, round(each.recomputed, 6)) for each in fractions.rests([page(text)])]
    assert told == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全年应开312.5万班，正点98.2%，正点303.9万班。", [(98.2, 97.248)]),
        ("全年应开312.5万班，正点97.2%，正点303.9万班。", [(97.2, 97.248)]),
        ("发卡600张，满意率98.2%，满意571张。", [(98.2, 95.166667)]),
        ("发卡600张，退卡率98.2%，满意571张。", []),  # of another name
    ],
)
def test_a_rate_before_the_figure_of_its_name_is_that_of_it(text, found):
    told = [(each.stated.value, round(each.recomputed, 6)) for each in fractions.explained([page(text)])]
    assert told == found
