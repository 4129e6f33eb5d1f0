"""What coding.checks.units promises: a result in a unit that cannot be that of its goal is not comparable with it."""

import pytest

from ...made import of_text

LIST = "年度指标有二：村级防疫员培训不少于260人；入户指导不少于480场次。\n3.1 {}\n3.2 入户指导。完成512场次。"


@pytest.mark.parametrize(
    "told",
    [
        "职业技能培训：目标≥220人，实际培训236学时，取得证书201人。",
        "职业技能培训，目标不少于220人，全年实际培训了236学时。",
        "农户厕所改造：计划120户，实际改造118平方米。",
        "巡查河道：目标120公里，实际巡查124次。",
        "计划改造厕所320座，已改造326平方米。",
        "维修渠道目标18公里，全年共维修渠道18.6处。",
        "危旧校舍加固：计划86间；累计加固88平方米。",
        "栽植行道树，目标2,400株，年内栽植行道树2,460米。",
    ],
)
def test_a_result_of_the_size_of_its_goal_in_a_unit_that_cannot_be_its_is_found(told):
    assert ("unit", "not_comparable") in of_text(told)


@pytest.mark.parametrize(
    "told",
    [
        "职业技能培训：目标≥220人，实际培训236人，取得证书201人。",
        "职业技能培训：目标≥220人，实际培训12期。",  # of another size
        "职业技能培训：目标≥220人，实际培训12期，参训236人。",
        "职业技能培训：目标≥220人，实际培训210学时、培训学员236人。",  # told as well
        "清淤渠道：目标18公里，实际清淤18600米。",
        "调解纠纷：目标260件，实际调解271起。",  # both count cases
        "走访企业：目标120家，实际走访124家次。",
        "职业技能培训：目标≥220人，实际开课236学时。",  # another deed
        "职业技能培训：目标≥95%，实际培训96人。",
        "维修渠道目标18公里，全年共维修泵房18处。",  # of another thing
        "维修渠道目标18公里，全年共维修18处、18.6公里。",
        "改造厕所目标320座，已改造35%。",
    ],
)
def test_units_of_one_thing_other_deeds_and_other_sizes_are_no_contradiction(told):
    assert ("unit", "not_comparable") not in of_text(told)


@pytest.mark.parametrize(
    ("item", "unlike"),
    [
        ("村级防疫员培训。全年办班5期，培训1340人次，覆盖所有乡镇。", True),
        ("村级防疫员培训：先后培训1340人次。", True),
        ("村级防疫员培训。全年办班5期，培训268人、1340人次。", False),
        ("村级防疫员培训。全年办班5期，每期50人，培训1340人次。", False),
        ("村级防疫员培训。全年办班5期，培训1340人次，任务均已完成。", False),
        ("村级防疫员培训。全年办班5期，发放教材1340人次。", False),  # of another deed
        ("村级防疫员补助。全年补助1340人次。", False),  # of another thing
    ],
)
def test_how_often_persons_came_is_no_answer_to_how_many_were_to_come(item, unlike):
    assert (("unit", "not_comparable") in of_text(LIST.format(item))) is unlike
