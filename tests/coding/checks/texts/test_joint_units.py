"""What coding.checks.joint_units promises: what is counted in several units is the sum of its list in each of them."""

import pytest

from helpers.coding.checks.texts import joint_units

from ...made import page


def told(text: str) -> list[str]:
    return [each.verdict for each in joint_units.sums([page(text)])]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("全年免疫畜禽612.4万头（只、羽），其中猪38.6万头、牛羊126.5万头（只）、禽{}万羽。", "447.3", "474.3"),
        ("配发装备276台（部），包括灭火机{}台、对讲机96部。", "180", "130"),
        ("购置灭火机{}台、水泵24台、对讲机96部，共300台（部）。", "180", "108"),
        ("新增设备图书436套（册），分别为设备124套和图书{}册。", "312", "321"),
    ],
)
def test_a_slip_in_a_list_of_several_units_contradicts_its_whole(text, right, wrong):
    assert told(text.format(right)) == ["holds"]
    assert told(text.format(wrong)) == ["contradiction"]


@pytest.mark.parametrize(
    "text",
    [
        "全年免疫畜禽612.4万头（只、羽），其中猪38.6万头、禽474.3万羽。",  # some kinds
        "购置灭火机180台、水泵42台，共204台（部）。",  # of one unit, as other checks have it
        "全年免疫畜禽612.4万头（只、羽），其中猪38.6万头、牛羊126.5万头（只）、疫苗474.3万毫升。",
        "全年免疫畜禽612.4万头，其中猪38.6万头、禽474.3万羽。",
    ],
)
def test_lists_that_are_not_all_or_of_other_units_say_nothing(text):
    assert told(text) == []
