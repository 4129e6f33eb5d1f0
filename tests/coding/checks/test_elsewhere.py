"""What coding.checks.elsewhere promises: what other figures and years of the text explain is no contradiction."""

import pytest

from helpers.coding import frames
from helpers.coding.audit import audit
from helpers.reading.report import merged, read_text

from ..made import of_document

TITLE = "青石县路灯所2021年度路灯养护项目支出绩效自评报告\n\n一、执行情况\n"


def contradicted(words: str) -> bool:
    """Whether a report with these words contradicts itself."""
    read = merged([read_text(TITLE + words, "R", "R.txt", "0" * 64)])
    return bool(audit(frames.from_records(read), {"R": TITLE + words})["verdict"].eq("contradiction").any())


@pytest.mark.parametrize(("year", "contradicts"), [("2021", True), ("2020", False)])
def test_a_rate_of_two_values_contradicts_itself_in_one_year(year, contradicts):
    assert contradicted(f"2021年预算执行率98.12%。{year}年预算执行率91.82%。") is contradicts


@pytest.mark.parametrize(
    ("words", "explained"),
    [
        ("就业帮扶66人，其中介绍就业38人、技能培训45人{}。", "，有17人先培训后就业，在两项中均作统计"),  # 83 of 66
        ("检测2480批次，不合格96批次，{}合格率96.13%。", ""),  # 100 - 3.87: of the others
        ("收运可回收物389吨，有害垃圾46吨，其他垃圾1823吨，{}合计2927吨。", "四类"),  # one of the four stands elsewhere
    ],
)
def test_what_the_words_explain_is_no_contradiction(words, explained):
    assert not contradicted(words.format(explained))


@pytest.mark.parametrize(("all_", "contradicts"), [("640", False), ("650", True)])
def test_a_figure_that_its_words_add_up_is_no_part_of_the_last_one_added(all_, contradicts):
    """482 + 158 = 640."""
    assert (
        contradicted(f"培训由482人参加。创业扶持158人，每人一次。482人加上158人，其中两项相加的是{all_}人。")
        is contradicts
    )


@pytest.mark.parametrize(("rest", "contradicts"), [("22", False), ("29", True)])
def test_the_rest_at_the_end_of_a_list_may_be_that_of_its_last_part(rest, contradicts):
    """1,572 + 473 = 2,045 and 451 + 22 = 473."""
    found = f"整改隐患2,045处，其中当场改正1,572处，限期改正473处，复查合格451处，其余{rest}处下年到期。"
    assert contradicted(found) is contradicts


def test_parts_above_their_whole_contradict_it_where_nothing_explains_it():
    assert contradicted("就业帮扶66人，其中介绍就业38人、技能培训45人。")
    assert contradicted("收运可回收物389吨，有害垃圾46吨，其他垃圾1823吨，三类合计2927吨。")


@pytest.mark.parametrize(("time", "contradicts"), [("10月底，", False), ("年底，", True)])
def test_a_rate_of_part_of_the_year_is_not_of_the_money_of_all_of_it(time, contradicts):
    assert contradicted(f"全年预算981.5万元，支出913.59万元。{time}项目的执行率为68.4%。") is contradicts


@pytest.mark.parametrize(
    ("words", "contradicts"),
    [
        ("参加适应性培训228人，参加技能培训300人次，取得证书171人，占57.0%。", False),  # 171 of 300, of another unit
        ("参加适应性培训228人，参加技能培训303人次，取得证书171人，占57.0%。", True),  # 75 % of 228
        ("野猪伤人报案93起，核定补偿86起，补偿金额38.7万元，包含在社区共管与补偿142.0万元内。", False),
        ("社区共管与补偿142.0万元，包括野猪伤人补偿金额238.7万元。", True),
    ],
)
def test_what_is_a_share_or_a_part_of_others_near_contradicts_nothing(words, contradicts):
    assert contradicted(words) is contradicts


@pytest.mark.parametrize(
    ("words", "contradicts"),
    [
        ("抽查1,200户，准确1,194户，准确率96.5%，目标99.5%。", True),  # 99.5 is the share: near an aim is no rate of it
        ("抽查1,200户，准确1,194户，准确率96.5%，上年99%。", True),  # nor near one printed less exactly
        ("机构14家，签约12家，机构覆盖率85.71%，病种签约率92.30%。", False),
    ],
)
def test_only_a_rate_printed_as_exactly_that_is_no_aim_takes_the_figures_of_another(words, contradicts):
    assert contradicted(words) is contradicts


@pytest.mark.parametrize(
    ("words", "contradicts"),
    [
        ("受理诉求591件，办结668件，办结率99.11%，另6件在办。", True),  # 668 + 6 = 674 were meant
        ("受理诉求647件，办结668件，办结率99.11%，另6件在办。", True),
        ("受理诉求647件，办结641件，办结率99.07%，另6件在办。", False),
        ("受理诉求700件，办结641件，办结率99.07%，另6件在办。", False),  # some need not be due
    ],
)
def test_a_part_and_the_rest_behind_its_rate_prove_a_misprinted_whole(words, contradicts):
    assert contradicted(words) is contradicts


@pytest.mark.parametrize(
    ("words", "contradicts"),
    [
        ("项目分两批安排，第一批260万元，第二批190万元，合计540万元。", True),  # 450
        ("2020年安排260万元，2021年安排190万元，合计540万元。", False),  # of other years
    ],
)
def test_years_tell_the_parts_of_a_sum_apart(words, contradicts):
    assert contradicted(words) is contradicts


@pytest.mark.parametrize(("lent", "contradicts"), [("4,831", False), ("4,381", True), ("4,902", False)])
def test_a_figure_before_a_whole_that_is_a_slip_off_its_list_does_not_explain_it(lent, contradicts):
    """1,742 + 3,089 = 4,831."""
    told = f"登记读者4,831人次。借阅{lent}人次，其中成人1,742人次，少儿3,089人次。"
    assert contradicted(told) is contradicts


@pytest.mark.parametrize(("left", "contradicts"), [("32.15", False), ("23.15", True), ("41.15", False)])
def test_a_change_of_the_budget_explains_a_difference_but_for_two_swapped_digits(left, contradicts):
    """1,471.2 - 1,439.05 = 32.15."""
    words = "全年收入1,471.2万元，其中上年结转26.7万元。年中追加临时经费。全年支出1,439.05万元。"
    assert contradicted(f"{words}年末结转{left}万元。") is contradicts


@pytest.mark.parametrize(("told", "found"), [("318人次", 1), ("318人次（300课时计划内，另18课时）", 0)])
def test_a_number_without_a_unit_in_the_row_of_a_form_is_none_in_that_of_the_target(told, found):
    rows = [
        "青石县残疾人服务中心2022年度项目支出绩效自评表",
        "绩效指标 | 指标名称 | 计量单位 | 指标性质 | 年初指标值 | 全年完成值 | 指标权重 | 指标得分",
        " | 入户走访 | 户 | ≥ | 600 | 640户 | 40 | 40",
        f" | 手语课程 | 课时 | ≥ | 300 | {told} | 30 | 30",
        " | 设备完好率 | % | ≥ | 95 | 97% | 30 | 30",
    ]
    assert len(of_document("\n".join(rows), "not_comparable")) == found
