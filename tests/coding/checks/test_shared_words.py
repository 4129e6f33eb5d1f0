"""What helpers.coding promises of words that many checks read: what is passed over, told as known, or no reason."""

import pytest

from helpers.coding.checks.counts import heads
from helpers.coding.checks.findings import Finding, judged
from helpers.coding.checks.texts import available
from helpers.coding.checks.texts.changes import unless_changed

from ..made import of_text, page


def told(check, text: str) -> list[tuple[str, float, float]]:
    return [(each.kind, each.stated.value, each.recomputed) for each in check([page(text)])]


def contradicted(text: str) -> set[str]:
    return {kind for kind, verdict in of_text(text) if verdict == "contradiction"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("登记80只，其中公羊30只、母羊50只；上年为64只。", [80, 64]),
        ("登记80只，其中公羊30只、母羊40只；上年为64只。", [80, 30, 40, 64]),
        ("预算80万元，收回30万元，调整后50万元。", [80, 30, 50]),  # no list opens: an account
    ],
)
def test_parts_that_make_up_a_figure_are_passed_over(text, kept):
    assert [each.value for each in heads(page(text)).counts] == kept


@pytest.mark.parametrize("rate", ["25.0", "52.0"])
def test_growth_is_told_behind_the_parts_of_its_level(rate):
    text = f"全年登记羊80只，其中公羊30只、母羊50只；上年为64只，增长{rate}%。"
    assert contradicted(text) == ({"rate"} if rate == "52.0" else set())


def test_a_thing_that_has_a_name_is_not_what_was_told_a_sentence_before():
    assert contradicted("全年登记羊80只；上年牛64只，增长52.0%。") == set()


@pytest.mark.parametrize(("rate", "kinds"), [("20.0", set()), ("30.0", {"rate"})])
def test_a_change_of_the_budget_explains_no_rate_of_change(rate, kinds):
    assert contradicted(f"办理时间由上年的50分钟压减到40分钟，压减{rate}%。") == kinds


@pytest.mark.parametrize(("way", "verdict"), [("growth", "contradiction"), ("change", "contradiction"), ("", "scope")])
def test_it_explains_a_rate_by_what_the_rate_is_said_to_be(way, verdict):
    assert _verdict("预算500万元，年内有追加。支出400万元，执行率88%。", way=way) == verdict


def test_what_was_not_changed_explains_nothing():
    assert _verdict("预算500万元，年内未追加。支出400万元，执行率88%。") == "contradiction"
    assert _verdict("预算500万元，年内有追加。支出400万元，执行率88%。") == "scope"


def _verdict(text: str, **more: str) -> str:
    budget, spent, rate = (each.figure for each in page(text).counts)
    found = Finding("R", "rate", "of a budget", rate, 80.0, (rate, spent, budget), **more)
    return judged(unless_changed(found, text)).verdict


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("支出合计440万元。\n年末结存70万元。\n可用资金500万元，支出440万元，执行率88%。", [("identity", 70, 60)]),
        ("支出合计440万元。\n年末结存60万元。\n可用资金500万元，支出440万元，执行率88%。", [("identity", 60, 60)]),
        ("年末账上结存70万元。\n可用资金500万元，支出440万元，执行率88%。", []),  # that of the year before
        ("支出440万元。\n结存70万元。\n可用资金500万元，支出440万元用于甲，支出20万元用于乙。", []),
    ],
)
def test_what_is_left_may_be_told_before_all_there_was_to_spend(text, found):
    assert told(available.left, text) == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("全年出诊130次，比上年多9次。按科别来数，内科70次，外科40次，儿科20次，眼科30次。", {"sum"}),
        ("全年出诊160次，比上年多9次。按科别来数，内科70次，外科40次，儿科20次，眼科30次。", set()),
        ("采血9,115单位，按规格区分，400毫升规格4,028单位、300毫升规格5,087单位、200毫升规格1,203单位。", {"sum"}),
        ("采血10,318单位，按规格区分，400毫升规格4,028单位、300毫升规格5,087单位、200毫升规格1,203单位。", set()),
        ("发放药品131箱，金额按出诊时间测算：内科73箱，外科31箱，儿科18箱。", set()),  # 按 does not open its clause
        ("全年出诊150次，计划160次，每次约2小时。时间不等。按科别统计，内科60次、外科40次、儿科45次。", {"sum"}),
        ("全年出诊145次，每次约2小时。时间不等。按月看，上半年60次，三季度40次，四季度45次，12月单月19次。", set()),
    ],
)
def test_a_list_behind_what_it_is_divided_by_is_all_of_the_figure_told_last(text, kinds):
    assert contradicted(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("三件事：甲支出30.10万元，乙支出20.20万元，丙支出10.30万元，支出共50.30万元。", {"sum"}),
        ("三件事：甲支出30.10万元，乙支出20.20万元，丙支出10.30万元，支出共60.60万元。", set()),
    ],
)
def test_a_total_is_of_all_figures_before_it_up_to_its_own_place(text, kinds):
    assert contradicted(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("发出问卷440份，回收420份。回收的问卷中写了意见的有450份。", {"part"}),
        ("发出问卷440份，回收420份。回收的问卷中写了意见的有45份。", set()),
        ("全年献血900人次，上年献血1,000人次。单位团体献血950人次，其余为个人自愿。", {"part"}),
        ("全年献血900人次，上年献血1,000人次。单位团体献血950人次。", set()),
        ("核定床位320张，护理型床位占328张。", {"part"}),
        ("核定床位320张，护理型床位占238张。", set()),
        ("儿童1,690人，其中纳入管理的1,752人。", {"part"}),
        ("食物中毒112人，住院167人。", {"part"}),
    ],
)
def test_a_part_is_of_what_the_words_name(text, kinds):
    assert contradicted(text) == kinds


@pytest.mark.parametrize(("total", "kinds"), [("94", set()), ("96", {"score"})])
def test_maxima_told_one_after_the_other_are_no_points_got(total, kinds):
    text = f"项目决策14分，项目过程23分，项目产出29分，项目效益28分，满分依次为15、25、30、30分，自评总分{total}分。"
    assert contradicted(text) == kinds


@pytest.mark.parametrize(("total", "kinds"), [("96.5", set()), ("95.6", {"score"})])
def test_points_with_maxima_that_make_full_marks_are_all_of_a_report(total, kinds):
    text = "决策满分15分，自评15分；过程满分25分，自评23分；产出满分35分，自评34分；效益满分25分，自评24.5分。"
    text = f"{text}总分{total}分。"
    assert contradicted(text) == kinds


def test_things_told_by_what_was_done_to_them_are_those_told_before():
    text = "修缮公厕16座，修缮后增设母婴室10间。\n新建公厕8座。增设的母婴室12间，都在公园旁。"
    assert contradicted(text) == {"repeat"}
    assert contradicted(text.replace("增设的母婴室", "商圈里的母婴室")) == set()


def test_results_of_two_aims_are_of_two_things():
    text = "二、畅通：入口平均等候不超过15秒，实测12秒。\n三、出口：平均等候不超过25秒，实测21秒。"
    assert contradicted(text) == set()


@pytest.mark.parametrize(("end", "kinds"), [("另有不在此列的", set()), ("除此以外没有其他", {"sum"})])
def test_a_list_besides_which_there_is_nothing_is_all(end, kinds):
    text = f"项目支出566.28万元。项目支出投向三个方面，即校舍212.40万元、资助188.75万元、营养餐201.13万元，{end}。"
    assert contradicted(text) == kinds
