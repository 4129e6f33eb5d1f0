"""What helpers.reading.forms.filling promises: lines fill the columns of a table, blank cells left out."""

import pytest

from helpers.reading.forms.filling import Part, filled

ROLES = ("level1", "level2", "name", "target", "actual", "note")


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (
            ["产出指标", "数量指标", "铺设管网", "≥35公里", "36公里", "因雨停工"],
            [["产出指标", "数量指标", "铺设管网", "≥35公里", "36公里", "因雨停工"]],
        ),
        (
            ["产出指标", "数量指标", "铺设管网", "≥35公里", "36公里", "质量指标", "水质达标率", "≥95%", "96%"],
            [
                ["产出指标", "数量指标", "铺设管网", "≥35公里", "36公里", ""],
                ["", "质量指标", "水质达标率", "≥95%", "96%", ""],
            ],
        ),
        (
            ["铺设管网", "≥35公里", "36公里", "修建泵站", "4座", "5座"],
            [["", "", "铺设管网", "≥35公里", "36公里", ""], ["", "", "修建泵站", "4座", "5座", ""]],
        ),
    ],
)
def test_lines_fill_the_columns_that_their_words_fit(lines, rows):
    parts = [Part(text, at) for at, text in enumerate(lines)]
    placed = [dict(row) for row in filled(ROLES, parts)]
    assert [[row[i].text if i in row else "" for i in range(len(ROLES))] for row in placed] == rows
