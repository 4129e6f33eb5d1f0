"""What helpers.reading.pairs promises: promised and attained numbers of a paragraph, told apart and put together."""

import pytest

from helpers.reading import pairs
from helpers.reading.items import inside, items, paragraphs
from helpers.reading.layout import layout
from helpers.reading.quantities import find


def groups(text: str) -> list[tuple[list[str], list[str]]]:
    """Targets and actuals of each group, as printed; words where a target is in words."""
    page, quantities = layout(text), find(text)
    (item,) = items(page, paragraphs(page), quantities)
    found = pairs.groups(page, item, inside(item, quantities))
    return [
        ([t.quantity.token if t.quantity else t.name for t in g.targets], [q.token for q in g.actuals]) for g in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("数量指标：检测水样500份，2022年检测526份。", [(["500"], ["526"])]),
        ("数量指标：检测水样500份，巡查20次。2022年检测526份，巡查21次。", [(["500", "20"], ["526", "21"])]),
        ("数量指标：检测≥500份，实际526份，巡查≥20次，实际21次。", [(["500"], ["526"]), (["20"], ["21"])]),
        ("数量指标：检测合格率达97%（目标值95%），其中一类水36处。", [(["95"], ["97"])]),
        ("数量指标：检测水样500份，巡查20次。", [([], ["500", "20"])]),
        ("数量指标：检测水样500份，完成526份。", [(["500"], ["526"])]),
        ("数量指标：全部达标，共检测526份。", [(["全部达标"], ["526"])]),
        ("数量指标：检测水样526份。", [([], ["526"])]),
        ("数量指标：检测水样526份，已完成。", [(["526"], [])]),
    ],
)
def test_numbers_are_promised_until_one_is_said_to_be_attained(text, expected):
    assert groups(text) == expected


def test_a_number_before_a_target_without_a_name_gives_it_its_own():
    text = "数量指标：管护天然林45万亩，年度指标值45万亩，完成值44万亩。"
    page, quantities = layout(text), find(text)
    (item,) = items(page, paragraphs(page), quantities)
    ((target,), _, _) = pairs.groups(page, item, inside(item, quantities))[0]
    assert (target.name, target.also.start) == ("管护天然林", text.index("45"))


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("2022年全年共完成水样检测", "水样检测"), ("（2）项目完成及时率目标值为", "项目完成及时率"),
        ("完成率", "完成率"),
        ("指标1：新增车辆数，年度指标值", "新增车辆数"), ("公共卫生服务覆盖率应", "公共卫生服务覆盖率"),
        ("年初目标为：组织培训", "组织培训"),
    ],
)  # fmt: skip
def test_a_name_has_no_year_no_number_and_no_word_for_target_or_actual(printed, name):
    assert pairs.named(printed) == name


@pytest.mark.parametrize(
    ("actual", "found"), [("水质达标率98%", "98"), ("水质达标率98份", None), ("服务满意率98%", None)]
)
def test_an_actual_elsewhere_must_have_a_like_name_and_a_like_unit(actual, found):
    text = f"水质达标率≥95%。后来{actual}。"
    target, q = find(text)
    match = pairs.elsewhere(layout(text), pairs.Target("水质达标率", target, target.stop), [target, q])
    assert (match and match.token) == found


def test_nothing_before_a_target_is_its_actual_elsewhere():
    text = "水质达标率98%。水质达标率≥95%。"
    q, target = find(text)
    assert pairs.elsewhere(layout(text), pairs.Target("水质达标率", target, target.stop), [q]) is None
