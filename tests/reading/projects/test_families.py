"""What helpers.reading.projects.families promises: names in lists, and names that open lines and clauses alike."""

import pytest

from helpers.reading.projects.families import families


def names(text: str) -> list[list[str]]:
    return [each for _, each in families(text)]


@pytest.mark.parametrize(
    "text",
    [
        "本次自评涉及渠系维护、水质监测和堤防加固三个项目。共支出117万元。",
        "我局实施了渠系维护（含清淤）、水质监测以及堤防加固3个专项，均已完工。共支出117万元。",
        "涉水项目共三个，编号为A渠系维护、B水质监测、C堤防加固。共支出117万元。",
        "渠系维护、水质监测与堤防加固分别支出58万元、40万元和19万元。",
        "“渠系维护”“水质监测”“堤防加固”都已完工。共支出117万元。",
        "渠系维护，预算60万元。\n水质监测：预算40万元。\n堤防加固下达20万元。",
        "【渠系维护】预算60万元。\n【水质监测】预算40万元。\n【堤防加固】预算20万元。",
        "先说渠系维护。预算60万元。再说水质监测。预算40万元。最后说堤防加固。预算20万元。",
        "全年60万元用于渠系维护，40万元用于水质监测，20万元用于堤防加固。",
        "预算为60万元（渠系维护）、40万元（水质监测）和20万元（堤防加固）。",
        "支出中，渠系维护58万元、水质监测40万元、堤防加固19万元。",
    ],
)
def test_names_that_are_told_alike_are_a_family(text):
    assert ["渠系维护", "水质监测", "堤防加固"] in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "中央资金60万元，省级资金40万元。",
        "基本支出60万元，项目支出40万元。",
        "合计60万元，共计40万元。",
        "青石镇60万元，白河乡40万元。",
        "2022年60万元，2023年40万元。",
    ],
)
def test_purses_kinds_of_spending_sums_places_and_years_are_no_names(text):
    assert names(text) == []


def test_a_name_that_is_part_of_another_is_no_name_of_its_own():
    assert ["清洁取暖补贴", "烟气监测"] in names("清洁取暖补贴60万元；烟气监测40万元；取暖补贴支出58万元。")


def test_names_near_which_no_money_stands_are_no_family():
    assert names("本次自评涉及渠系维护、水质监测两个项目。") == []
    assert names("“渠系维护”“水质监测”都已完工。") == []
