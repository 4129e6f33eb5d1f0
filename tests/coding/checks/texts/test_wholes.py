"""What coding.checks.wholes promises: what is part of a figure, or of a named group, does not exceed it."""

import pytest

from ...made import of_text

FALSE = [
    "全年演练50场次，54场次在商场开展。",
    "在册灭火器5,270具，经测试完好5,318具。",
    "全年处理投诉1,286件。其中夜间投诉1,386件。",
    "排查隐患214个，整治241个。",
    "开工项目26个，完工32个。",
    "8月底开工52个、完工74个。",
    "区本级抽检饮水机12台，全部合格的15台。",
    "全年支出418.60万元，含设备购置费436.50万元。",
    "接听热线86,400个，当中夜间来电98,200个。",
    "通硬化路的自然村共312个（当年新通327个）。",
    "全县有在册终端2,468套。在册终端中，运行五分钟内响应的2,684套。",
    "应检企业386家，参加年检的418家。",
    "开放图书馆16座，错时开放的图书馆19座，占多数。",
    "清单事项82个，销号96个，其余正在办理。",
    "志愿者5,280人，注册满三年的有9,136人。",
    "应装水表846只，装了864只，未装的34只在外地。",
    "全县辖14个乡镇，建制村176个，通公交的村182个，其余村预约响应。",
]
RIGHT = [
    "全年演练54场次，50场次在商场开展。",
    "在册灭火器5,318具，经测试完好5,270具。",
    "全年处理投诉1,386件。其中夜间投诉1,286件。",
    "排查隐患214个，整治198个。",
    "开工项目26个，完工32个（含上年续建9个）。",
    "3月底开工31个、完工12个；8月底开工52个、完工47个。",  # each at its own date
    "区本级抽检不合格饮水机12台，全区不合格45台。",
    "预算500万元，支出418.60万元，其中县级配套436.50万元。",  # of the budget
    "适用简易程序的1,104起，适用一般程序的182起，其中涉及电动车的386起。",  # of 1,286
    "节约资金12万元，其中采购合同金额86万元。",
    "全县有在册终端2,684套。在册终端中，运行五分钟内响应的2,468套。",
    "应检企业418家，参加年检的386家。",
    "清单事项96个，销号82个，其余正在办理。",
    "应装水表864只，装了846只，未装的18只在外地。",
    "年中调走31人，年末282人，未超过核定数。",
    "志愿者9,136人，注册满三年的有5,280人。",
    "上年有企业386家，参加年检的418家。",
    "全县辖214个乡镇，试点村176个，通公交的村182个，其余预约响应。",  # the rest may be of the 214
    "走访贫困户386户，慰问老人418人。",
]


@pytest.mark.parametrize("text", FALSE)
def test_a_part_beyond_its_whole_contradicts_it(text):
    assert ("part", "contradiction") in of_text(text)


@pytest.mark.parametrize("text", RIGHT)
def test_a_part_within_it_or_of_another_whole_does_not(text):
    assert ("part", "contradiction") not in of_text(text)


@pytest.mark.parametrize("set_", ["定的是", "原定为", "合同约定", "定下"])
def test_what_was_set_to_be_reached_has_no_later_stage(set_):
    assert ("part", "contradiction") not in of_text(f"护理培训{set_}260人，结业281人。")


@pytest.mark.parametrize("told", ["确定", "认定为", "评定了"])
def test_what_was_found_to_be_so_has_a_later_stage(told):
    assert ("part", "contradiction") in of_text(f"护理培训{told}260人，结业281人。")


PAST_AIMS = [
    "全年救助困难学生412人，目标400人，其中高中生431人。",
    "全年救助困难学生412人（目标400人），其中高中生431人。",
    "目标400人，全年救助困难学生412人，其中高中生431人。",
    "改造危房212户，完成率106%，其中土坯房231户。",
    "改造危房212户，超额完成全年200户的任务，其中土坯房231户。",
    "改造危房212户，较上年的198户增加14户，其中土坯房231户。",
    "新建充电站68座，计划60座，其中一级及以上的73座。",
    "帮扶残疾人318人，目标300人，其中连续帮扶两年以上的331人。",
]
NOT_PAST_AIMS = [
    "全年救助困难学生412人，目标450人，其中高中生431人。",  # of those aimed at, perhaps
    "改造危房212户，目标200户，累计改造危房631户，其中土坯房531户。",
    "新建泵站3座、改造泵站5座，目标7座，其中沿江泵站6座。",  # of both
    "培训教师212人（目标200人，其中乡村教师180人）。",
    "改造危房212户，目标200户，其中续建231户。",
    "新建充电站68座，目标60座，其中以上一级站73座。",
    "受理仲裁案件212件，上年198件，其中调解结案人数231人。",
]


@pytest.mark.parametrize("text", PAST_AIMS)
def test_a_part_behind_a_target_or_a_rate_is_one_of_the_figure_before_these(text):
    assert ("part", "contradiction") in of_text(text)


@pytest.mark.parametrize("text", NOT_PAST_AIMS)
def test_a_part_within_the_target_or_of_others_before_it_is_not_contradicted(text):
    assert ("part", "contradiction") not in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "线上受理1,286件，线上受理中有跨省通办1,640件。",
        "全年收案2,300件，线上收案860件，占新收案件的37.4%，线上收案中有外地案件960件。",
        "出动车辆960辆次，夜间出车520辆次，夜间出车中跨区支援的680辆次。",
    ],
)
def test_a_group_named_again_has_no_more_than_it_whatever_larger_stands_before(text):
    assert ("part", "contradiction") in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "收案2,300件，线上收案860件，跨年案件960件。",
        "收案2,300件，线上收案860件，线上收案中跨年的960件。",  # of two years
        "收案2,300件，线上收案860件，线上收案中调解结案率高，全年调解结案960件。",
    ],
)
def test_other_cases_beside_a_group_are_none_of_it(text):
    assert ("part", "contradiction") not in of_text(text)


AMONG_SO_MANY = [
    "全县食堂86家，86家食堂中，装有监控的{}家，其余的明年安装。",
    "86家门诊中已通过评估的{}家，自评得8分。",
    "在上述86起事故当中，涉及货车的有{}起。",
    "到馆读者86人当中，夜间到馆读者{}人，以学生为主。",
    "86名学员里，取得证书的占{}名。",
]


@pytest.mark.parametrize("text", AMONG_SO_MANY)
def test_of_a_group_of_so_many_no_more_are_so(text):
    assert ("part", "contradiction") in of_text(text.format("91"))
    assert ("part", "contradiction") not in of_text(text.format("68"))


@pytest.mark.parametrize(
    "text",
    [
        "36个村中建成卫生室41个。",
        "86名教师参加中级培训的91名。",
        "在86户试点中，带动的周边农户累计91户。",
        "86名学员里，新增91名。",
    ],
)
def test_what_the_members_of_a_group_have_may_be_more_than_they(text):
    assert ("part", "contradiction") not in of_text(text)
