"""What helpers.reading.reports.agencies promises beyond test_head:
a text that is no report is looked at in good time, too."""

import pytest

from helpers.reading.reports.agencies import agency, level, level_said
from helpers.reading.text.clock import within


@pytest.mark.parametrize("words", ["某县财政局", "市", "云河市青云县", "我局关于某市"])
def test_a_text_of_places_and_bureaus_without_a_stop_is_no_riddle(words):
    with within(10):
        assert isinstance(agency(words * 1000), str)


@pytest.mark.parametrize(
    "name", ["青石县供销合作社联合社", "青石县工商业联合会", "青石市侨联", "青石县慈善总会", "青石县农村信用联社"]
)
def test_bodies_that_are_no_bureaus_report_too(name):
    assert agency(f"{name}2022年度部门整体支出绩效自评报告\n\n一、部门概况\n部门预算100万元。") == name


@pytest.mark.parametrize(
    "said",
    [
        "经乡党委会议研究，并报县财政局同意立项",
        "由县社与县财政局组成工作组",
        "项目已报请市发展改革局备案",
        "采购委托县公共资源交易中心办理",
    ],
)
def test_the_bureau_next_door_that_is_named_without_its_place_is_not_the_one_that_reports(said):
    text = f"村组路灯安装项目绩效自评报告\n\n一、项目概况\n我乡有8个村。{said}。项目预算43.8万元。"
    assert agency(text) == ""
    assert level_said(text) == "township"


@pytest.mark.parametrize("label", ["（实施单位：{}）", "（填报单位：{}）", "实施单位：{}（本级）"])
def test_a_label_in_parentheses_gives_the_name_alone(label):
    name = "青石市公路养护中心"
    assert agency(f"2022年度危旧桥梁改造项目支出绩效自评报告\n{label.format(name)}\n\n一、概况\n预算100万元。") == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("霞浦岭县博物馆流动展览进乡村项目2023年度绩效自评报告", "霞浦岭县博物馆"),
        ("2022年度云蓝市慈善联合会助学经费绩效自评报告", "云蓝市慈善联合会"),
        ("云蓝市公路管理处桥梁检测项目绩效自评", "云蓝市公路管理处"),
        ("云蓝市图书馆新馆建设项目绩效自评报告", ""),  # who builds it is not told
        ("云蓝市体育场馆免费开放补助资金绩效自评报告", ""),
        ("栖云区中心城区绿化养护项目绩效自评报告", ""),
        ("霞浦岭县农贸市场检测室运行补助项目绩效自评报告", ""),
    ],
)
def test_a_title_of_a_project_opens_with_the_agency_or_with_what_the_project_is_for(title, name):
    assert agency(f"{title}\n\n一、基本情况\n本项目全年支出12万元。") == name


def test_the_title_of_a_project_is_before_the_department_above_it():
    text = "霞浦岭县疾病预防控制中心监测能力提升项目自评报告\n主管部门：县卫生健康局\n一、基本情况\n本项目支出12万元。"
    assert agency(text) == "霞浦岭县疾病预防控制中心"


@pytest.mark.parametrize(
    ("name", "of_level"),
    [
        ("云蓝市工人文化宫", "institution"),
        ("霞浦岭省水文地质勘查院", "institution"),
        ("云蓝市杂技团", "institution"),
        ("霞浦岭县人民检察院", "county"),
        ("霞浦岭县中级人民法院", "county"),
    ],
)
def test_palaces_troupes_and_institutes_report_as_institutions_and_courts_do_not(name, of_level):
    assert (agency(f"{name}2022年度部门整体支出绩效自评报告\n\n一、概况\n支出12万元。"), level(name)) == (
        name,
        of_level,
    )


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("在市水利局指导下，云蓝市灌溉管理处围绕节水改造泵站6座。", "云蓝市灌溉管理处"),
        ("与去年不同，市水利局围绕节水下达任务。", ""),
    ],
)
def test_who_sets_about_a_project_at_the_head_of_its_report_is_the_one_that_reports(said, name):
    assert agency(f"云蓝市泵站改造项目2022年度绩效自评报告\n\n一、概况\n2022年，{said}") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青石水库管理处2023年度部门整体绩效自评报告\n本处系市水利局所属单位。", "青石水库管理处"),
        ("国有青石岭林场\n2023年抚育项目绩效自评小结\n林场有职工30人。", "国有青石岭林场"),
        ("水库2023年度绩效自评\n青石水库由管理处管护。\n青石水库管理处\n2024年1月8日\n", "青石水库管理处"),
        (
            "白水街道2023年消防站项目自评汇报\n区财政局预算绩效科：\n按要求自评。\n白水街道办事处\n2024年1月8日\n",
            "白水街道办事处",
        ),
        ("青石县国家粮食储备库关于2022年度整体支出绩效自评的汇报\n", "青石县国家粮食储备库"),
        ("水库2023年度绩效自评\n青石水库由人管护。\n规划财务处\n2024年1月8日\n", ""),
    ],
)
def test_an_institution_without_a_place_reports_where_it_opens_the_title_or_signs(text, name):
    assert agency(text) == name


@pytest.mark.parametrize(
    ("name", "of_level"),
    [("玉溪市公安局青石分局", "county"), ("玉溪市公安局", "prefecture"), ("玉溪市青石县公安局城关分局", "county")],
)
def test_a_branch_of_a_bureau_of_a_prefecture_is_of_a_district(name, of_level):
    assert level(name) == of_level


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("街道整体支出绩效自评报告\n评价单位(公章):苇塘街道办事处\n", "苇塘街道办事处"),
        ("2022年度绩效自评\n发布日期:2023-09-28 来源:县体育局\n", "县体育局"),  # which nothing else names
        ("2022年度绩效自评\n资金来源:县财政局\n", ""),
        ("共青团苇塘县委2021年度项目支出绩效评价报告\n", "共青团苇塘县委"),
        ("绩效自评\n截至年末苇塘区信访局共有车辆1辆。\n", "苇塘区信访局"),
        ("绩效自评\n苇塘县教育局教育专项包括:\n1、班主任津贴\n", "苇塘县教育局"),
        ("献血项目绩效自评\n（苇塘市中心血站，2023年度）\n", "苇塘市中心血站"),
        ("献血项目绩效自评\n（参会：苇塘市中心血站，2023年度）\n", ""),
        ("绩效自评\n苇塘县财政局:\n现将情况报告如下。\n", ""),  # the one that is reported to
    ],
)
def test_the_agency_is_read_where_pages_print_it(head, name):
    assert agency(f"{head}一、基本情况\n本年支出12万元。") == name


def test_the_congress_that_approves_the_budget_is_of_its_level_and_its_deputies_tell_none():
    assert level_said("近海巡航经费绩效自评\n\n市人大批准部门预算后，年初预算为73万元。") == "prefecture"
    assert level_said("近海巡航经费绩效自评\n\n3月，邀请市人大代表参加评议，年初预算为73万元。") == ""


def test_an_institution_that_opens_the_title_speaks_of_itself_unless_a_bureau_does():
    text = "淮沭水利职业技术学院实训基地建设项目绩效自评\n\n一、整改\n学院已建立台账。"
    assert agency(text) == "淮沭水利职业技术学院"
    assert agency(f"{text}我局已督促落实。") == ""
