"""What helpers.reading.indicators.promises promises: what was to happen in words, and what is said to have happened."""

import pytest

from helpers.reading.indicators import promises
from helpers.reading.report import read_text
from helpers.reading.text.items import paragraphs
from helpers.reading.text.layout import layout
from helpers.reading.text.quantities import find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("渠道管护机制目标值逐步健全，实际完成值逐步健全。", [("渠道管护机制", "逐步健全", "逐步健全")]),
        ("渠道管护机制“健全”，实际“健全”。", [("渠道管护机制", "健全", "健全")]),
        ("社会效益方面，提升用水安全，目标“明显”，自评“较明显”。", [("提升用水安全", "明显", "较明显")]),
        ("护林水平“稳步提升”的目标，评价为“稳步提升”。", [("护林水平", "稳步提升", "稳步提升")]),
        ("病虫害上报目标“应报尽报”，全年上报12起。", [("病虫害上报", "应报尽报", "全年上报12起")]),
        ("渔民转产机制“健全”，2022年已“健全”，另办讲座3场。", [("渔民转产机制", "健全", "健全")]),
        ("溺水人数较上年下降，实际较上年持平。", [("溺水人数", "较上年下降", "较上年持平")]),
        ("护林意识逐步增强，实际培训30人。", []),
        ("课桌到货时间，目标值为8月底前，完成值为8月21日。", [("课桌到货时间", "8月底前", "8月21日")]),
        ("路灯补装时间：计划6月15日前，完成时间为6月30日。", [("路灯补装时间", "6月15日前", "6月30日")]),
        ("药材配送时间：目标值“10月底前”，完成值“11月2日”。", [("药材配送时间", "10月底前", "11月2日")]),
        ("巡检准点率98%的目标全面达到，实际为99%。", []),
        ("计划6月15日前交付，6月起已供水。", []),
        ("实现“零距离”服务，已印发“明白卡”。", []),
        ("弘扬“红船精神”，打造“阳光工程”，全年培训12场。", []),
        ("实现了“零上访”的目标，全年接访12批次。", []),
    ],
)
def test_a_promise_in_words_meets_the_words_or_number_that_answer_it(text, expected):
    page = layout(text)
    found = [each for item in paragraphs(page) for each in promises.stated(page, item)]
    assert [(each.name, each.promise, each.attained) for each in found] == expected
    assert all(text.startswith(each.attained, each.start) for each in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("质量指标：渠道管护机制逐步完善，2022年已形成长效机制。", ("完善", "2022年已形成长效机制")),
        ("时效指标：12月底前完成，已按期完成。", None),
        ("渠道管护机制逐步完善，2022年已形成长效机制。", None),
    ],
)
def test_words_behind_a_printed_label_are_a_promise_unless_they_name_a_date(text, expected):
    page = layout(text)
    (item,) = paragraphs(page)
    found = promises.labelled(page, item)
    assert (found and (found.promise, found.attained)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("安装路灯≥300盏，已全部安装。", "已全部安装"),
        ("安装路灯≥300盏，实际安装310盏。", ""),
        ("安装路灯≥300盏，灯杆高6米。", ""),
    ],
)
def test_what_words_say_of_a_promise_in_figures_stands_right_behind_it(text, expected):
    page = layout(text)
    (item,) = paragraphs(page)
    assert promises.said_of(page, item, find(text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("计划架设索桥4座，实际未实施。", "实际未实施"),
        ("计划架设索桥4座，因洪水冲毁未完成。", "因洪水冲毁未完成"),
        ("计划架设索桥4座、渡口2座，均已建成。", "均已建成"),
        ("计划架设索桥4座，未影响通航。", ""),
        ("计划架设索桥4座，已全部公示。", ""),
        ("计划架设索桥4座，建成5座。", ""),
    ],
)
def test_a_plan_in_figures_ended_as_words_alone_say_right_behind_it(text, expected):
    page = layout(text)
    (item,) = paragraphs(page)
    assert promises.ending(page, item, find(text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "attained"),
    [
        ("时效指标：项目完成时间为2022年12月底前，实际完成时间为2022年11月30日。", ["2022年11月30日"]),
        ("时效指标：项目完成时间目标值为12月底前，实际于11月完成。", ["11月完成"]),
        ("时效指标：9月底前完成维修，已按期完成。", ["已按期完成"]),
        ("时效指标：12月底前完成任务，实际12月20日完成。", ["12月20日完成"]),
        ("时效指标：9月底前完成维修，已支付80万元。", []),
        ("9月底前完成维修，已按期完成。", []),
    ],
)
def test_a_date_is_kept_by_a_date_or_by_words_for_being_in_time(text, attained):
    assert [i.actual for i in read_text(text, "r").indicators] == attained


def in_words(text: str) -> list[tuple[str, object, object]]:
    return [(row.name_zh, row.target, row.actual) for row in read_text(text, "r").indicators]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("村（居）法律顾问全覆盖的目标已兑现，律师值班1290次。", [("村（居）法律顾问", "全覆盖", "已兑现")]),
        ("法律顾问工作的目标已兑现，律师值班1290次。", []),
        ("疫情处置要求及时有效，全年无重大疫情发生。", [("疫情处置", "及时有效", "无重大疫情发生")]),
        ("各站按照要求及时上报，全年无漏报发生。", []),
        ("防疫员补助应于11月底前兑付，实际拖到12月中旬。", [("防疫员补助", "11月底前兑付", "12月中旬")]),
        ("资料整编规定次年3月底前完成，实际于2月20日通过。", [("资料整编", "次年3月底前完成", "2月20日通过")]),
        ("防疫员补助对应11月底前兑付的标准，12月中旬复核。", []),
    ],
)
def test_promises_that_a_clerk_words_without_a_label(text, expected):
    assert in_words(text) == expected


def test_what_was_not_to_happen_is_answered_by_words_that_it_did_not():
    goals = "（一）目标申报情况\n新增就业不少于3600人；零就业家庭动态清零；森林火灾受害率不超过0.9‰。\n"
    told = "（二）实际情况\n新增就业3748人。没有出现零就业家庭。全场未发生森林火灾。"
    named = {name: actual for name, _, actual in in_words(goals + told)}
    assert named["零就业家庭"] == "没有出现零就业家庭"
    assert named["森林火灾受害率"] == "未发生森林火灾"
    told = "（二）实际情况\n新增就业3748人。没有出现拖欠工资。全场未发生安全事故。"
    assert [row[2] for row in in_words(goals + told)] == [3748, ""]
