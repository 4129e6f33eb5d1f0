"""What coding.checks.opposites promises: a part and all that is not of it are the whole."""

import pytest

from helpers.coding.checks.texts import opposites

from ...made import page

FALSE = [
    "常住人口52317人中，户籍人口38946人，非户籍人口13731人。",
    "登记企业4,820家，其中非重点企业4,344家、重点企业386家。",
    "服务老人5,200人（含失能老人410人，非失能老人4,970人）。",
    "受理案件1,286件，其中办结1,204件，未办结28件。",
    "结业学员486人，其中男学员212人，女学员264人。",
    "全年结业学员486人，男学员212人，女学员264人。",
    "在园幼儿1,286人（男童702人，女童594人）。",
]
RIGHT = [
    "常住人口52317人中，户籍人口38946人，非户籍人口13371人。",
    "登记企业4,820家，其中非重点企业4,434家、重点企业386家。",
    "受理案件1,286件，其中办结1,204件，未办结82件。",
    "结业学员486人，其中男学员212人，女学员274人。",
    "在职职工486人，其中男职工体检212人，女职工体检264人。",
    "受理案件1,286件，其中办结1,204件，未办结32件，转出50件。",
    "抽检样品1,286批次，其中合格1,204批次，不合格30批次。",  # the others are not examined yet
    "登记企业4,820家，其中重点企业386家、非重点企业4,344家、停业企业90家。",
    "常住人口52317人中，户籍人口38946人，非户籍学生13731人。",
    "目标服务老人5,200人，其中失能老人410人，非失能老人4,970人。",
]


def wrong(text: str) -> bool:
    return any(each.verdict == "contradiction" for each in opposites.sums([page(text)]))


@pytest.mark.parametrize("text", FALSE)
def test_a_part_and_its_opposite_make_up_their_whole(text):
    assert wrong(text)


@pytest.mark.parametrize("text", RIGHT)
def test_what_makes_up_the_whole_may_go_on_or_names_other_things_is_no_contradiction(text):
    assert not wrong(text)
