"""What coding.checks.remarks promises: a remark on points or a limit is held against its row."""

import pytest

from helpers.coding.checks.tables import remarks

from ...made import indicators


@pytest.mark.parametrize(
    ("note", "verdicts"),
    [
        ("受汛影响延期，扣1分", ["holds"]),
        ("受汛影响延期，扣3分", ["contradiction"]),
        ("延期扣0.5分，资料不全扣0.5分，共扣1分", []),  # several that are not all of one kind
        ("资料不全扣0.4分，延期扣0.6分", ["holds"]),
        ("按期完成", []),
    ],
)
def test_points_taken_off_are_the_weight_less_the_score(note, verdicts):
    rows = indicators({"weight": 10, "score": 9, "note": note})
    assert [each.verdict for each in remarks.deducted({"indicators": rows})] == verdicts


@pytest.mark.parametrize(
    ("actual", "note", "verdicts"),
    [
        ("98.4", "改用节能灯具后没有突破上限", ["exceeds"]),
        ("95.2", "改用节能灯具后没有突破上限", ["holds"]),
        ("98.4", "扣除调价因素后没有突破上限", []),
        ("98.4", "电价上调", []),
    ],
)
def test_a_limit_that_a_remark_calls_kept_is_held_against_the_actual(actual, note, verdicts):
    units = {"target_unit": "元/平方米", "actual_unit": "元/平方米"}
    rows = indicators({"comparator": "<=", "target": "96", "actual": actual, "token": actual, "note": note} | units)
    assert [each.verdict for each in remarks.kept({"indicators": rows})] == verdicts
