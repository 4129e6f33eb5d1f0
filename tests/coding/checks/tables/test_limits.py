"""What coding.checks.limits promises: figures beyond a limit that they cannot pass are found."""

import pytest

from helpers.coding.audit import audit

from ... import made
from ...made import found

POSTS = made.passage("编制{编制:46|名}；在职{在职:83|人}。", "resources")
WITHIN = {"comparator": "<=", "target": "96", "actual": "98", "weight": 10, "score": 10}


def test_points_above_their_maximum_exceed_it():
    assert found(scorecard=made.scorecard(("执行", "12", 10))) == [("limit", "exceeds")]
    assert found(scorecard=made.scorecard(("执行", "10", 10), ("加分", "3"))) == []
    row = {"actual": "12", "weight": 10, "score": 12}
    assert found(indicators=made.indicators(row)) == [("limit", "exceeds")]
    assert found(indicators=made.indicators(row | {"score": 10})) == []


def test_points_of_more_than_twice_their_maximum_are_those_of_another():
    assert found(scorecard=made.scorecard(("执行", "20", 10))) == [("limit", "exceeds")]
    assert found(scorecard=made.scorecard(("执行", "20.5", 10))) == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("群众满意度", 103, ["exceeds"]), ("群众满意度", 100, []), ("任务完成率", 103, []), ("参保人数增长", 103, [])],
)
def test_a_share_of_all_cannot_pass_100_percent_and_a_rate_of_completion_can(name, value, expected):
    row = {"name_zh": name, "actual": str(value), "actual_unit": "%"}
    assert [verdict for _, verdict in found(indicators=made.indicators(row))] == expected
    outcome = {"report_id": "R", "seq": 1, "name_zh": name, "value": value, "unit": "%", "function": "other"}
    place = {"value_comparator": "=", "kind": "rate", "start": 1, "end": 4, "token": str(value)}
    assert [verdict for _, verdict in found(outcomes=made.table("outcomes", [outcome | place]))] == expected


@pytest.mark.parametrize(
    ("given", "text", "limit", "reached"),
    [
        ({"funds": made.funds(("initial_budget", "100"), ("executed", "120"))}, "", 100, 120),
        ({"scorecard": made.scorecard(("执行", "12", 10))}, "", 10, 12),
        ({"indicators": made.indicators({"name_zh": "群众满意度", "actual": "103", "actual_unit": "%"})}, "", 100, 103),
        ({"indicators": made.indicators(WITHIN)}, "", 96, 98),
        ({"resources": POSTS[1]}, POSTS[0], 46, 83),
        ({}, "决策类得15.5分（满分15分）。", 15, 15.5),
    ],
)
def test_of_every_limit_the_limit_is_stated_and_beside_it_stands_what_is_held_against_it(given, text, limit, reached):
    """As the figures coded by hand have it: 79 posts are stated, and 82 in them stand beside that."""
    checks = audit(made.read(**given), {"R": text})
    own = checks[checks["kind"] == "limit"]
    assert own[["stated", "recomputed", "verdict"]].to_numpy().tolist() == [[limit, reached, "exceeds"]]


def assets(*rows: tuple) -> list[str]:
    cells = [
        {"report_id": "R", "seq": n, "function": "fixed_assets", "name_zh": name, "value": float(token), "unit": unit}
        | {"value_comparator": "=", "kind": "money", "token": token, "start": n, "end": n + 1}
        for n, (name, token, unit) in enumerate(rows, 1)
    ]
    return [verdict for _, verdict in found(resources=made.table("resources", cells))]


def test_the_total_of_a_table_of_assets_is_the_sum_of_its_numbered_rows_in_each_column():
    """Report 003: 3284.69 + 824.44 + 0.75 + 37.87 is 4147.75, and 4147.76 is printed."""
    rows = (
        ("一、房屋：金额", "3284.69", "万元"),
        ("其中：用房：金额", "3000.00", "万元"),
        ("二、设备：金额", "863.06", "万元"),
    )
    assert assets(*rows, ("合计：金额", "4147.75", "万元")) == ["holds"]
    assert assets(*rows, ("合计：金额", "4147.76", "万元")) == ["rounding"]
    assert assets(*rows, ("合计：金额", "4174.75", "万元")) == ["contradiction"]
    numbers = ("一、房屋：数量", "13", ""), ("二、设备：数量", "3", "")
    assert assets(*numbers, ("合计：数量", "16", "")) == ["holds"]
    assert assets(*numbers, ("合计：数量", "17", "")) == ["contradiction"]
