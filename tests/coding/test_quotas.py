"""What helpers.coding.quotas promises: things in use keep their quota, prices paid their standard."""

import pytest

from .made import of_text


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("公务用车编制18辆，实有21辆。", "exceeds"),
        ("公务用车编制18辆，实有17辆。", "holds"),
        ("核定渡船12艘，实际使用14艘。", "exceeds"),
        ("家具采购单价限额标准1,800元，实际采购单价1,980元。", "exceeds"),
        ("家具采购单价限额标准1,800元，实际采购单价1,680元。", "holds"),
        ("成本控制标准为3.2万元/亩，实际成本3.6万元/亩。", "exceeds"),
    ],
)
def test_what_is_in_use_or_was_paid_is_held_against_its_limit(text, verdict):
    assert ("limit", verdict) in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "公务用车编制18辆，另租用21辆。",
        "公务用车编制18辆。实有桌椅21张。",
        "每亩控制标准3.2万元，实际每公里成本36万元。",
        "目标单价1,800元，实际采购单价1,980元。",
    ],
)
def test_things_of_another_kind_unit_or_aim_say_nothing(text):
    assert ("limit", "exceeds") not in of_text(text)
