"""What helpers.coding.points promises: points within their maximum, less deductions, and all of them the total."""

import pytest

from .made import of_text

ITEMS = "指标一得分8分；指标二得分8分；指标三得分7分；指标四得分10分；指标五得分20分；指标六得分45分。自评总分98分。"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("决策类得15分（满分15分）。", "holds"),
        ("决策类得15.5分（满分15分）。", "exceeds"),
        ("预算调整率（满分3分，实得2.66分）。", "holds"),
        ("预算调整率（满分3分，实得3.66分）。", "exceeds"),
    ],
)
def test_points_are_within_the_maximum_beside_them(text, verdict):
    assert ("limit", verdict) in of_text(text)


def test_points_are_the_maximum_less_what_was_deducted():
    assert ("score", "holds") in of_text("绩效目标指标满分7分，扣1分，得6分。")
    assert ("score", "contradiction") in of_text("绩效目标指标满分7分，扣1分，得5分。")
    assert ("score", "contradiction") not in of_text("满分7分，每低于1个百分点扣1分，得5分。")


def test_the_points_of_all_items_make_up_the_total():
    assert ("score", "holds") in of_text(ITEMS)
    assert ("score", "contradiction") in of_text(ITEMS.replace("二得分8", "二得分6"))


@pytest.mark.parametrize(
    "text",
    [
        ITEMS.replace("六得分45分", "六得分48分") + "含创新加分3分。",
        "指标一得分8分；指标二得分7分。自评总分98分。",
        ITEMS.replace("指标六得分45分。", ""),
    ],
)
def test_a_bonus_and_lists_that_are_not_full_prove_nothing(text):
    assert ("score", "contradiction") not in of_text(text)


def test_what_was_deducted_in_all_is_no_maximum():
    assert ("score", "contradiction") not in of_text(
        "扣分合计6.8分，其中执行率扣0.8分，其余为指标扣分，自评得分93.2分。"
    )
