"""Points whose maximum stands beside them in other words."""

import pytest

from helpers.reading.report import read_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "对照评分表，项目投入满分20分、自评20分，项目过程满分20分、自评19.2分，总分39.2分。",
            ["项目投入 20/20", "项目过程 19.2/20", "自评总分 39.2/None"],
        ),
        (
            "其中执行率占10分，执行率94%，自评得9分；支出合规占10分，因附件不全，自评得8分。",
            ["执行率 9/10", "支出合规 8/10"],
        ),
        ("证书通过率（8分）：目标≥85%，实际83.6%，自评得7分。", ["证书通过率 7/8"]),
        ("等级证书通过率（8分）：目标≥85%，实际83.6%，自评得7分。", ["等级证书通过率 7/8"]),
        ("评价等级为优（96分）。", ["自评得分 96/None"]),
        ("播出时长：目标值≥1800分钟，完成值2045分钟，自评得分8分，分值8分。", ["播出时长 8/8"]),
        ("对照印发的评分表（总分100分），我局整体支出自评得分96分。", ["自评得分 96/100"]),
        ("评分满分100分，自评总分91.5分。", ["自评总分 91.5/100"]),
    ],
)
def test_points_stand_beside_their_maximum(text, expected):
    assert [f"{r.name_zh} {r.points}/{r.max_points}" for r in read_text(text, "a").scorecard] == expected
