"""What coding.checks.fractions promises: rates in words are those of the two figures before them."""

import pytest

from ...made import of_text

RIGHT = [
    "终端计划装3,200套，年内装好2,880套，刚好九成。",  # 90 %
    "受训教师1,260人，考核优秀的420人，占三分之一。",  # 33.3 %
    "受训教师1,260人，考核优秀的441人，占百分之三十五。",  # 35 %
    "计划改造160户，已改造136户，完成八成五。",  # 85 %
]
FALSE = [
    RIGHT[0].replace("九成", "八成"),
    RIGHT[1].replace("三分之一", "四分之一"),
    RIGHT[2].replace("三十五", "五十三"),
    RIGHT[3].replace("八成五", "七成五"),
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
