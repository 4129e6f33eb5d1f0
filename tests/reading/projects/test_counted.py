"""What helpers.reading.projects.counted and mentions promise: reports that say on how many projects they are, whose
names then tell whose the money is."""

import re

import pytest

from helpers.reading.projects.counted import candidates
from helpers.reading.projects.mentions import mentioned
from helpers.reading.report import read_text

HEAD = "临河县水务局2022年度项目支出绩效自评报告\n"
ONE = "临河县水务局2022年度灌区改造项目绩效自评报告\n"


def told(text: str, head: str = HEAD) -> list[str]:
    """The number of the project of each amount, none for the whole report's."""
    return [row.project_id.rpartition("-")[2] for row in read_text(head + text, "r").funds]


def marked(text: str) -> tuple[str, list[str]]:
    """The text without the numbers in braces that stand before its amounts, and these."""
    return re.sub(r"\{\d?\}", "", text), re.findall(r"\{(\d?)\}", text)


@pytest.mark.parametrize(
    "text",
    [
        "本局负责两个专项：一个是渠系维护，另一个是水质监测。渠系维护到位{1}60万元；水质监测到位{2}40万元。",
        "自评对象为东河综合整治工程（下称治河工程）和西湖清淤工程（下称清湖工程）。两个项目预算{}100万元。"
        "治河工程支出{1}58万元；清湖工程支出{2}40万元。",
        "两个项目由水利站承担。渠系维护项目财政拨款{1}60万元，支出{1}58万元。\n水质监测项目财政拨款{2}40万元，支出{2}40万元。",
        "三个项目预算{}120万元。渠系维护、水质监测、堤防加固支出分别为{1}58万元、{2}40万元、{3}19万元。",
        "四个项目年初预算{}100万元，渠系维护安排{1}60万元，水质监测安排{2}20万元，堤防加固安排{3}15万元，"
        "防汛演练安排{4}5万元。渠系维护支出{1}58万元，水质监测支出{2}20万元，"
        "堤防加固支出{3}15万元，防汛演练支出{4}4万元。",
        "涉水项目共三个，编号为A渠系维护、B水质监测、C堤防加固。"
        "\nA项目，预算{1}60万元。\nB项目，预算{2}40万元。\nC项目，预算{3}9万元。",
        "其一，渠系维护：财政拨款到位{1}60万元，支出{1}58万元。"
        "\n其二，水质监测：财政拨款到位{2}40万元，支出{2}40万元。\n"
        "两个项目合计支出{}98万元。",
        "两个项目到位{}100万元，{1}60万元用于渠系维护，{2}40万元用于水质监测。"
        "渠系维护支出{1}58万元，水质监测支出{2}40万元。",
        "项目一：渠系维护。项目二：水质监测。两个项目年初预算项目一{1}60万元，项目二{2}40万元，合计{}100万元。",
        "水务项目共两个，即渠系维护与水质监测，前者预算{1}60万元，支出{1}58万元；后者预算{2}40万元，支出{2}40万元。",
    ],
)
def test_the_money_behind_a_name_is_of_its_project_where_the_report_says_how_many_it_is_on(text):
    text, numbers = marked(text)
    assert told(text) == numbers


LISTED = "本次自评渠系维护、水质监测、堤防加固三个项目。\n"


@pytest.mark.parametrize(
    "text",
    [
        "三个项目年初预算分别为{1}60万元、{2}40万元和{3}20万元，合计{}120万元。",
        "年初预算依次是{1}600,000元、{2}400,000元、{3}200,000元，小计{}1,200,000元。",
        "渠系维护、水质监测、堤防加固分别支出{1}58万元、{2}40万元、{3}19万元，总计{}117万元。",
        "三个项目支出依次为{1}58万元、{2}40万元、{3}19万元。除水质监测无结余外，另两个项目分别结余{1}2万元和{3}1万元。",
    ],
)
def test_amounts_told_in_turn_are_of_the_projects_in_their_order(text):
    text, numbers = marked(text)
    assert told(LISTED + text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "三个项目到位{}120万元，中央、省、县三级分别到位{}60万元、{}40万元和{}20万元。",
        "从级次看，省、市、县分别到位{}60万元、{}40万元、{}20万元。",
    ],
)
def test_amounts_in_turn_of_levels_are_of_no_project(text):
    by_name = "渠系维护支出{1}58万元，水质监测支出{2}40万元，堤防加固支出{3}19万元。"
    text, numbers = marked(text + by_name)
    assert told(LISTED + text) == numbers


TWO = "我局有渠系维护、水质监测两个项目。"


@pytest.mark.parametrize(
    "text",
    [
        "渠系维护支出{1}58万元，水质监测支出{2}40万元，共计支出{}98万元。",
        "渠系维护支出{1}58万元，水质监测支出{2}40万元。全年支出{}98万元。",
        "渠系维护支出{1}58万元，水质监测支出{2}40万元，两项合计{}98万元。",
        "渠系维护到位中央补助{1}40万元、县级配套{1}20万元，合计到位{1}60万元。\n水质监测到位{2}40万元。",  # its own sum
        "渠系维护和水质监测到位{}100万元，其中渠系维护到位{1}60万元、水质监测到位{2}40万元。",
    ],
)
def test_what_is_said_of_all_projects_has_no_number_and_a_sum_within_one_has_its(text):
    text, numbers = marked(text)
    assert told(TWO + text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "预算100万元，包括设备购置、技术培训和渠道施工三项内容："
        "设备购置支出40万元，技术培训支出8万元，渠道施工支出50万元。",
        "我局从三个方面管理：设备购置、技术培训、渠道施工。设备购置支出40万元，技术培训支出8万元，渠道施工支出50万元。",
        "五项措施保障项目实施。支出分别为40万元、30万元、10万元、10万元、8万元。",
        "上年我局实施渠系维护、水质监测两个项目。本年预算100万元，渠系维护支出30万元，水质监测支出20万元。",
        "本项目分渠系维护、水质监测两个子项目，渠系维护支出30万元，水质监测支出20万元。",
        "2022年实施渠系维护、水质监测两个子项目，渠系维护支出30万元，水质监测支出20万元。本项目管理规范。",
        "全县涉水项目有三个。改造项目包括渠系维护、水质监测、堤防加固。"
        "渠系维护支出30万元，水质监测支出20万元，堤防加固支出9万元。",
        "该专项分两项内容：一是河道保洁，预算110万元，支出108万元；二是水闸维护，预算90万元，支出88.5万元。",
        "项目涉及东河、西河两个乡镇。东河乡支出58万元，西河乡支出40万元。",
    ],
)
def test_uses_of_one_project_and_what_else_is_counted_are_no_projects(text):
    assert {*told(text, ONE)} == {"1"}
    assert not any(mentioned(ONE + text, names) for names in candidates(ONE + text))


def test_what_a_fund_that_the_title_names_is_spent_on_again_and_again_are_its_uses():
    text = "全县两个项目县参与。渠系维护到位60万元，水质监测到位40万元。渠系维护支出58万元，水质监测支出40万元。"
    assert {*told(text, "临河县水务局2022年度水利发展资金绩效自评报告\n")} == {"1"}


def test_a_departments_own_money_stays_its_own():
    head = "临河县水务局2022年度部门整体支出绩效自评报告\n"
    text = "基本支出800万元，项目支出100万元，即渠系维护、水质监测两个项目。渠系维护60万元，水质监测40万元。"
    assert {*told(text, head)} == {""}


def test_part_of_a_name_that_another_has_too_tells_of_none():
    text = "东河灌区渠道维护支出58万元，西湖灌区渠道维护支出40万元。渠道维护质量较好。"
    places = mentioned(text, ["东河灌区渠道维护", "西湖灌区渠道维护"])
    assert [number for _, number in places if number] == ["1", "2"]


def test_an_amount_right_before_a_name_in_brackets_is_of_it():
    text = "预算为60万元（渠系维护）和40万元（水质监测），共100万元。渠系维护支出58万元，水质监测支出40万元。"
    places = {text[start:][:3]: number for start, number in mentioned(text, ["渠系维护", "水质监测"])}
    assert (places["60万"], places["40万"]) == ("1", "2")


@pytest.mark.parametrize("run", [" ", "1", "，", "\n", "60万元、", "渠系维护、", "两个项目，", "60万元、40万元分别"])
def test_a_long_run_of_one_sign_behind_two_projects_hides_neither_and_is_read_to_its_end(run):
    text = HEAD + TWO + "渠系维护60万元，水质监测40万元，" + run * (100_000 // len(run))
    assert any({number for _, number in mentioned(text, names)} >= {"1", "2"} for names in candidates(text))


def test_names_told_again_and_again_are_no_projects_where_last_year_had_so_many():
    text = "去年我局实施两个项目。渠系维护到位60万元，水质监测到位40万元。渠系维护支出58万元，水质监测支出40万元。"
    assert {*told(text)} == {"1"}


def test_names_told_again_and_again_are_parts_where_the_title_names_a_project_and_the_text_speaks_of_it():
    text = "本项目分为两个子项目。渠系维护到位60万元，水质监测到位40万元。渠系维护支出58万元，水质监测支出40万元。"
    assert {*told(text, ONE)} == {"1"}


def test_the_former_and_the_latter_are_the_first_and_the_second_of_two():
    text, numbers = marked(
        "纳入自评的有渠系维护和水质监测两个项目。\n预算{}100万元，前者{1}60万元，后者{2}40万元。"
        "\n水质监测支出{2}40万元，渠系维护支出{1}58万元。"
    )
    assert told(text) == numbers
