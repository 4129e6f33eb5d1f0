"""What helpers.reading.projects.announced promises: projects that a report names and counts open the lines that are
theirs."""

import pytest

from helpers.reading.projects.announced import announced
from helpers.reading.text.layout import layout


def told(text: str) -> list[tuple[str, str]]:
    """The number of each project with the first characters of the line where it begins or ends."""
    return [(number, text[start : start + 4]) for start, number in announced(layout(text))]


@pytest.mark.parametrize(
    "said",
    [
        "现对渠系维护、水质监测2个项目开展自评。",
        "本次自评涉及渠系维护和水质监测两个项目。",
        "今年安排两个专项，分别是渠系维护、水质监测。",
        "列入自评的有2个子项目：渠系维护、水质监测。",
        "列入自评的项目有渠系维护、水质监测。",
        "我局自评的重点项目包括渠系维护、水质监测，均为延续项目。",
    ],
)
def test_the_names_of_a_list_open_lines(said):
    text = f"{said}\n渠系维护，预算60万元，支出58万元。\n水质监测，预算40万元，支出40万元。\n"
    assert told(text) == [("1", "渠系维护"), ("2", "水质监测")]


def test_a_list_that_does_not_say_how_many_names_projects_only_where_each_opens_lines():
    text = "主要建设项目有泵站改造、闸门更换和管理房修缮。\n泵站改造，预算60万元。\n闸门更换，预算40万元。\n"
    assert told(text) == []
    assert [number for number, _ in told(f"{text}管理房修缮，预算20万元。\n")] == ["1", "2", "3"]


def test_a_part_of_a_name_that_no_other_has_opens_lines_too_and_a_chapter_ends_them():
    text = (
        "自评涉及青石渠系维护、白河水质监测两个项目。\n一、资金\n青石渠系下达60万元。\n白河项目下达40万元。\n"
        "二、结果\n渠系这边，修了5公里。\n水质那边，测了40次。\n三、问题\n人手不够。\n"
    )
    assert told(text) == [
        ("", "一、资金"), ("1", "青石渠系"), ("2", "白河项目"), ("", "二、结果"), ("1", "渠系这边"), ("2", "水质那边"),
        ("", "三、问题"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (
            "列入自评的项目有两个。",
            ("▲渠系维护。年初预算60万元，支出58万元。", "▲水质监测。年初预算40万元，支出40万元。"),
        ),
        ("", ("项目一为渠系维护，预算60万元，支出58万元。", "项目二为水质监测，预算40万元，支出40万。")),
    ],
)
def test_lines_alike_are_projects_where_they_are_as_many_as_said_or_numbered(said, lines):
    text = "\n".join([said, *lines, "▲合计。支出98万元。" if said else "合计98万元。"])
    assert [number for number, _ in told(text)][:2] == ["1", "2"]
    assert told(text)[2:] == ([("", "▲合计。")] if said else [])


def test_numbered_lines_are_the_projects_in_turn_in_a_chapter_that_names_none():
    text = (
        "自评涉及渠系维护、水质监测两个项目。\n一、资金\n渠系维护，预算60万元。\n水质监测，预算40万元。\n"
        "二、结果\n（一）修了5公里。\n（二）测了40次。\n三、问题\n（一）人手不够。\n"
    )
    assert told(text)[3:] == [("", "二、结果"), ("1", "（一）修"), ("2", "（二）测"), ("", "三、问题")]


def test_clauses_headed_by_projects_are_theirs_where_the_report_counts_as_many():
    text = (
        "两个子项目共支出98万元。渠系维护（预算60万元、支出58万元）；水质监测（预算40万元、支出40万元）。余2万元上交。\n"
        "渠系：修5公里。监测：测40次。\n"
    )
    assert told(text)[:3] == [("1", "渠系维护"), ("2", "水质监测"), ("", "余2万元")]


@pytest.mark.parametrize(
    "text",
    [
        "对渠系维护、水质监测、清淤3个项目开展自评。\n渠系维护，预算60万元。\n水质监测，预算40万元。\n",
        "全县有渠系、泵站、水窖三个项目在建。\n支出58万元。\n",
        "▲渠系维护。年初预算60万元。\n▲水质监测。年初预算40万元。\n",  # neither counted nor numbered
    ],
)
def test_what_is_not_told_of_each_is_no_list_of_projects(text):
    assert told(text) == []


def test_directions_of_a_fund_are_projects_where_lines_tell_the_budget_of_each_and_uses_of_money_where_none_does():
    text = (
        "专项由“渠系维护”“水质监测”两个方向组成。\n{}\n（一）渠系维护。全年预算60万元，支出58万元。\n"
        "（二）水质监测。全年预算40万元，支出40万元。\n渠系维护方向：修5公里。\n"
    )
    assert [number for number, _ in told(text)] == ["1", "2", "1"]
    told_of_uses = (
        "专项分为两个方向：渠系维护60万元，水质监测40万元。\n渠系维护方面，修5公里。\n水质监测方面，测40次。\n"
    )
    assert told(told_of_uses) == []


def test_sums_of_money_that_a_title_names_are_projects_and_a_topic_heads_what_is_told_of_one():
    text = (
        "关于渠系维护和水质监测补助两项资金的自查汇报\n渠系维护，县级预算60万元。\n水质监测补助，下达40万元。\n"
        "再说目标。渠系这一块，写的是：修5公里。监测补助这一块，写的是：测40次。\n结果这样。\n（一）修了6公里。\n（二）测了41次。\n"
    )
    assert [number for number, _ in told(text)] == ["1", "2", "1", "2", "1", "2"]


@pytest.mark.parametrize("counted", ["我镇承接涉农资金两笔。", "自评的是两笔资金。"])
def test_sums_of_money_told_first_and_second_are_projects(counted):
    text = f"{counted}\n第一笔，渠系维护资金。县里下达60万元，支出58万元。\n第二笔，水质监测补助。县里下达40万元。\n"
    assert told(text) == [("1", "第一笔，"), ("2", "第二笔，")]


@pytest.mark.parametrize(
    "text",
    [
        "资金分两笔到账。\n第一笔，省级补助资金。3月到账60万元。\n第二笔，县级资金。6月到账40万元。\n",
        "做了三件事。\n第一笔，渠系维护资金。县里下达60万元。\n第二笔，水质监测补助。县里下达40万元。\n",
    ],
)
def test_instalments_and_sums_that_are_not_as_many_as_said_are_no_projects(text):
    assert told(text) == []
