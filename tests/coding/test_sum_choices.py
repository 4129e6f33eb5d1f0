"""What helpers.coding.sum_choices promises: a figure that none of the figures beside it make up is held against those
that are most likely its parts."""

import pytest

from helpers.coding import sum_choices

from .made import page

RIGHT = [
    "投放鱼苗共86万尾，其中草鱼30万尾、鲢鱼26万尾、鳙鱼30万尾。",
    "受理援助案件1,018件。民事案件624件，刑事案件371件，行政案件23件。",
    "设备购置318.50万元，平台软件146.30万元，施工安装203.20万元，合计668.00万元。",
    "全年支出1,020万元：人员620万元（在编410万元，聘用210万元），公用150万元，项目250万元。",
]


def told(text: str) -> list[tuple[float, float]]:
    """The figures of a text that are held against parts, and what these add up to."""
    return [(each.stated.value, each.recomputed) for each in sum_choices.sums([page(text)])]


@pytest.mark.parametrize("text", RIGHT)
def test_a_figure_that_others_make_up_is_not_held_against_any(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (RIGHT[0].replace("鲢鱼26", "鲢鱼62"), (860000, 1220000)),
        (RIGHT[1].replace("624", "644"), (1018, 1038)),
        (RIGHT[2].replace("668.00", "686.00"), (686, 668)),
        (RIGHT[3].replace("项目250", "项目520"), (1020, 1290)),
    ],
)
def test_a_slip_in_the_whole_or_a_part_is_held_against_the_report(text, pair):
    assert pair in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "全年支出1,020万元。设备购置318万元，平台软件146万元。",  # not all of it
        "受理案件1,038件，上年962件，审结980件，未结58件。",
        "培训教师644人，比上年的371人多273人。走访家庭1,018户。",
    ],
)
def test_figures_beside_one_another_that_are_no_parts_are_not_held_against_it(text):
    assert told(text) == []
