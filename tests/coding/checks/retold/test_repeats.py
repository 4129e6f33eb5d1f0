"""What coding.checks.repeats promises: a quantity told twice with two values is found, within a report and across the
reports of one unit and year."""

import pytest

from helpers.coding.audit import audit
from helpers.coding.checks.retold.repeats import core, near, same_name

from ... import made
from ...made import told


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("各级安置帮教组织共安置", "安置"),
        ("2021年共办理法律援助案件", "法律援助案件"),
        ("办理法律援助案件数", "法律援助案件"),
        ("培训人次", "培训"),
    ],
)
def test_the_core_of_a_name_is_what_is_counted(name, counted):
    assert core(name) == counted


def test_names_may_mean_one_thing_by_their_end_or_their_pairs_of_characters():
    assert same_name("排查矛盾纠纷", "组织开展矛盾纠纷排查")
    assert same_name("受理的法律援助案件", "办理法律援助案件数")
    assert not same_name("办理公证件数", "排查矛盾纠纷")


def test_near_values_are_within_a_fifth_of_the_larger():
    assert [near(80, 100), near(100, 80), near(79, 100), near(0, 0)] == [True, True, False, False]


def test_one_name_with_two_values_in_a_sentence_is_a_contradiction():
    assert told("共安置{各级共安置:4078|人}，安置{安置:3986|人}。") == [("repeat", "contradiction")]  # report 003


def test_one_name_with_two_values_is_a_contradiction_unless_scope_or_time_tells_them_apart():
    text = "举办技能培训{技能培训:120|场}。效果良好。%s技能培训{技能培训:118|场}。"
    assert told(text % "") == [("repeat", "contradiction")]
    assert told(text % "截至10月") == [("repeat", "scope")]
    assert told("第一季度检查{检查:120|次}，第二季度检查{检查:118|次}。") == []


def test_a_figure_told_again_with_two_digits_swapped_is_a_contradiction_under_any_like_name():
    first = "截至年底纳入城乡低保的对象{纳入城乡低保的对象:83.4万|人}，其中城市{城市:11.7万|人}。"
    text = first + "共有城乡低保对象{共有城乡低保对象:%s|人}。"
    assert ("repeat", "contradiction") in told(text % "84.3万")
    assert all(kind != "repeat" for kind, _ in told(text % "83.9万"))


def test_sentences_of_which_several_figures_differ_tell_of_two_occasions():
    text = "发出调查问卷{发出调查问卷:300|份}，群众满意率{群众满意率:95|%}。"
    other = "发出调查问卷{发出调查问卷:288|份}，群众满意率{群众满意率:97|%}。"
    assert told(text + other) == [("repeat", "scope")] * 2
    assert told(text + other.replace("288", "300")) == [("repeat", "contradiction")]
    assert told("完成年度任务的{完成年度任务的:100|%}。完成年度任务的{完成年度任务的:106|%}。") == []


@pytest.mark.parametrize(
    "text",
    [
        "技能培训{技能培训:120|场}。技能培训{技能培训:60|场}。",  # far apart
        "技能培训{技能培训:120|场}。技能培训{技能培训:118|人}。",
        "技能培训{技能培训:120|场}。技能培训{技能培训:118|场}。技能培训{技能培训:119|场}。",  # several things
        "技能培训{技能培训:120|场}。技能培训{技能培训:110余|场}。",
        "课后服务覆盖率、参与率分别为{课后服务:90|%}和{课后服务:100|%}。",
        "技能培训{技能培训:120|场}（{技能培训:118|场}）。",  # another figure of it, in brackets without a word
        "发放问卷{问卷:300|份}，回收问卷{问卷:290|份}。",
        "培训{培训:120|场}。培训{培训:118|场}。",  # a short name may be of anything
    ],
)
def test_what_may_be_several_things_is_not_compared(text):
    assert told(text) == []


def across(one: str, other: str, **cells) -> list[tuple]:
    """Verdicts across two reports of one unit and year."""
    texts, frames = zip(made.passage(one), made.passage(other), strict=True)
    outcomes = made.pd.concat([frames[0], frames[1].assign(report_id="S")], ignore_index=True)
    reports = made.reports("R", "S", fiscal_year=2021)
    reports.loc[1, list(cells)] = list(cells.values())
    found = audit(made.read(outcomes=outcomes, reports=reports), {"R": texts[0], "S": texts[1]})
    return list(found[["report_id", "kind", "verdict"]].itertuples(index=False, name=None))


def test_two_reports_of_a_unit_and_year_tell_a_quantity_alike_or_by_their_own_scope():
    one = "排查矛盾纠纷{排查矛盾纠纷:18348|次}。"
    assert across(one, "矛盾纠纷排查{矛盾纠纷排查:17990|次}。") == [("R+S", "cross_report", "scope")]
    assert across(one, "矛盾纠纷排查{矛盾纠纷排查:18348|次}。") == [("R+S", "cross_report", "holds")]
    assert across(one, "矛盾纠纷排查{矛盾纠纷排查:900|次}。") == []


def test_two_versions_of_a_report_are_told_once():
    deeds = [
        "植树造林",
        "道路清扫",
        "河道疏浚",
        "路灯维修",
        "公厕改造",
        "垃圾清运",
        "绿地养护",
        "井盖更换",
        "护栏清洗",
        "污水处理",
    ]
    one = "。".join(f"{deed}{{{deed}:{90 + n}|处}}" for n, deed in enumerate(deeds)) + "。桥梁检查{桥梁检查:300|座}。"
    found = across(one, one.replace("300", "290"))
    assert found == [("R+S", "cross_report", "scope")]
    assert len(across(one, one.replace("9", "8"))) == len(deeds) + 1


def test_reports_of_other_units_or_years_are_not_compared():
    one, other = "排查矛盾纠纷{排查矛盾纠纷:18348|次}。", "矛盾纠纷排查{矛盾纠纷排查:17990|次}。"
    assert across(one, other, agency_zh="某县民政局") == []
    assert across(one, other, fiscal_year=2022) == []


def test_a_value_that_another_thing_has_too_is_held_against_its_own():
    text = "受理投诉{受理投诉:1865|件}，办结{办结:1856|件}。问题：受理投诉{受理投诉:1856|件}，噪声较多。"
    assert ("repeat", "contradiction") in told(text)
    assert ("repeat", "contradiction") not in told(
        text.replace("问题：受理投诉{受理投诉:1856", "问题：受理投诉{受理投诉:1865")
    )
