"""What helpers.coding.subgroups promises: a part of a group that the text names before does not exceed the group."""

import pytest

from .made import of_text

FALSE = [
    "全县有在册终端2,468套。在册终端中，运行五分钟内响应的2,684套。",
    "应检企业386家，参加年检的418家。",
    "开放图书馆16座，错时开放的图书馆19座，占多数。",
    "清单事项82个，销号96个，其余正在办理。",
    "志愿者5,280人，注册满三年的有9,136人。",
    "全县辖14个乡镇，建制村176个，通公交的村182个，其余村预约响应。",
]
RIGHT = [
    "全县有在册终端2,684套。在册终端中，运行五分钟内响应的2,468套。",
    "应检企业418家，参加年检的386家。",
    "清单事项96个，销号82个，其余正在办理。",
    "志愿者9,136人，注册满三年的有5,280人。",
    "上年有企业386家，参加年检的418家。",
    "全县辖214个乡镇，试点村176个，通公交的村182个，其余预约响应。",  # the rest may be of the 214
    "走访贫困户386户，慰问老人418人。",
]


@pytest.mark.parametrize("text", FALSE)
def test_a_part_beyond_its_group_contradicts_it(text):
    assert ("part", "contradiction") in of_text(text)


@pytest.mark.parametrize("text", RIGHT)
def test_a_part_within_it_or_of_another_group_does_not(text):
    assert ("part", "contradiction") not in of_text(text)
