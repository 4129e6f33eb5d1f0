"""What coding.checks.brackets promises: classes by size that leave nothing out are all of what is told before them."""

import pytest

from helpers.coding.checks.texts import brackets

from ...made import page

CLASSES = [
    "新聘护林员{}人，其中30岁以下120人、30至45岁96人、45岁以上24人。",
    "改造水泵{}台：30千瓦及以下120台，30—75千瓦（含）96台，75千瓦以上24台。",
    "受理小额贷款{}户，按金额看，20万元以上24户，5万元至20万元96户，5万元以下120户。",
    "在册渔船{}艘，18米以下216艘，18米以上24艘。",
    "参训教师{}人，教龄5年以内的120人，6至20年的96人，21年及以上的24人。",
]
OPEN = [
    "新聘护林员{}人，其中30岁以下120人、45岁以上116人。",  # between 30 and 45
    "新聘护林员{}人，其中30至45岁120人、45岁以上116人。",  # none below
    "培训目标{}人，30岁以下120人、30至45岁92人、45岁以上24人。",
    "配备喷灌机{}台，30岁以下用户120人、30至45岁92人、45岁以上24人。",
    "新聘护林员{}人。另有旧聘的，30岁以下120人、30至45岁92人、45岁以上24人。",
]


def told(text: str) -> list[str]:
    return [each.verdict for each in brackets.sums([page(text)])]


@pytest.mark.parametrize("text", CLASSES)
def test_classes_that_leave_nothing_out_make_up_their_whole(text):
    assert told(text.format("240")) == ["holds"]
    assert told(text.format("248")) == ["contradiction"]


@pytest.mark.parametrize("text", OPEN)
def test_classes_with_a_gap_or_of_something_else_say_nothing(text):
    assert "contradiction" not in told(text.format("240"))
