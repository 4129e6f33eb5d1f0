"""What helpers.reading.indicators.own_points promises: points beside an indicator are its own."""

from decimal import Decimal

import pytest

from helpers.reading.report import read_text


def weighed(text: str) -> list[tuple]:
    return [(row.name_zh, row.weight, row.score) for row in read_text(text, "a").indicators]


@pytest.mark.parametrize(
    ("text", "weight", "score"),
    [
        ("1.扫描页数：年初目标值≥260万页，实际完成值271.8万页，分值15分，自评得分14分。", 15, 14),
        ("扫描页数（满分15分，实得14分）：计划260万页，完成271.8万页。", 15, 14),
        ("扫描页数（15分）：目标≥260万页，实际271.8万页，自评得14分。", 15, 14),
        ("“扫描页数”年初目标值≥260万页，实际完成值271.8万页，自评得分14分。", None, 14),
        ("1.支出完成率为97.9%，满分12分，自评11分。", 12, 11),
    ],
)
def test_points_in_the_sentence_of_an_indicator_or_behind_its_name_are_its_own(text, weight, score):
    ((_, most, got),) = weighed(text)
    assert (most, got) == (weight and Decimal(weight), Decimal(score))


@pytest.mark.parametrize(
    "text",
    [
        "产出指标（满分50分，得49分）：建成公厕目标12座，实际12座，群众反映良好。",
        "建设公厕目标10座，实际10座；改造教室目标8间，实际8间，该项自评得10分。",
        "扫描（满分15分，实得14分）：目标260万页，实际271.8万页；著录目标18万条，实际13.5万条。",
        "建成公厕目标12座，实际12座。项目自评得分95分。",
        "建成公厕目标12座，实际12座，项目自评总分95分。",
    ],
)
def test_points_of_a_group_of_several_or_of_all_are_those_of_none(text):
    found = weighed(text)
    assert found
    assert {(most, got) for _, most, got in found} == {(None, None)}


def test_each_of_several_in_a_row_has_the_points_behind_it():
    line = "改造，目标≥260座，实际271座，分值10分，自评得10分；配备，目标≥520人，实际498人，分值8分，自评得7分。"
    assert [(most, got) for _, most, got in weighed(line)] == [(10, 10), (8, 7)]


def test_a_bracket_of_points_is_no_part_of_a_name():
    assert weighed("图像差错率（满分10分，实得9分）：要求不高于0.5‰，抽检为0.42‰。")[0][0] == "图像差错率"
