"""What helpers.reading.indicators.indicators promises:
one row a measured thing, with what was promised and what was attained."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.reading.indicators.levels import level
from helpers.reading.report import read_text

WORDS = "words"


def rows(text: str) -> list:
    return [row for row in read_text(text, "r").indicators if row.level1 != "management"]


def shown(value: Decimal | str) -> str:
    return f"{value}" if isinstance(value, Decimal) or not value else WORDS


def read(text: str) -> list[str]:
    """Each row as `name | target with sign and unit | actual with sign and unit`."""
    promised = [f"{r.comparator}{shown(r.target)}{r.target_unit}" for r in rows(text)]
    attained = [f"{r.actual_comparator}{shown(r.actual)}{r.actual_unit}" for r in rows(text)]
    return [f"{r.name_zh} | {p} | {a}" for r, p, a in zip(rows(text), promised, attained, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("质量指标：饮用水水质达标率目标值≥95%，实际完成值97.2%。", "饮用水水质达标率 | >=95% | =97.2%"),
        ("（1）数量指标\n新建标准化卫生室目标值≥20个，实际完成值22个。", "新建标准化卫生室 | >=20个 | =22个"),
        ("①数量指标：改造病床120张，完成120张，完成率100%。", "改造病床 | =120张 | =120张"),
        (
            "1.数量指标：完成高标准农田建设2.5万亩，年度指标值2.5万亩，完成值2.56万亩。",
            "高标准农田建设 | =25000亩 | =25600亩",
        ),
        ("2.质量指标：工程验收合格率，指标值100%，完成值100%。", "工程验收合格率 | =100% | =100%"),
        ("1、数量指标：年初目标值为组织培训不少于6期，实际举办8期。", "组织培训 | >=6期 | =8期"),
        ("时效指标：项目完成及时率目标为100%，实际为98%。", "项目完成及时率 | =100% | =98%"),
        ("成本指标：项目总成本控制在120万元以内，实际成本118.6万元。", "项目总成本 | <=120万元 | =118.6万元"),
        ("成本指标：人均培训成本≤450元/人，实际420元/人。", "人均培训成本 | <=450元/人 | =420元/人"),
        ("（1）数量指标：计划检测水样500份，实际检测526份，超额完成。", "检测水样 | =500份 | =526份"),
        ("数量指标：报告发病率≤5/10万，实际3.1/10万。", "报告发病率 | <=5/10万 | =3.1/10万"),
        ("可持续影响指标：设备正常使用年限≥8年，实际可使用10年以上。", "设备正常使用年限 | >=8年 | >=10年"),
        ("数量指标：孕产妇系统管理率90%以上，实际达94.57%。", "孕产妇系统管理率 | >=90% | =94.57%"),
        ("效益指标-社会效益：群众出行时间平均缩短≥10分钟，完成值12分钟。", "群众出行时间平均缩短 | >=10分钟 | =12分钟"),
        ("群众满意度指标：目标值90%，实际值95%，偏差5%。", "群众满意度 | =90% | =95%"),
        ("任务完成质量：项目验收通过率应不低于95%，实际为100%。", "项目验收通过率 | >=95% | =100%"),
        ("投诉处理及时率（目标≥98%）：实际99.2%。", "投诉处理及时率 | >=98% | =99.2%"),
        ("②建档率：目标90%，实际92.1%。", "建档率 | =90% | =92.1%"),
        ("①疫苗接种任务数：12000剂次，实际接种12356剂次。", "疫苗接种 | =12000剂次 | =12356剂次"),
        ("公共厕所改造计划30座，完成28座，未完成2座。", "公共厕所改造 | =30座 | =28座"),
        ("预期目标为完成造林绿化5万亩，实际完成造林绿化5.2万亩。", "造林绿化 | =50000亩 | =52000亩"),
        ("质量指标得分20分。其中，疫苗接种率目标值95%，实际完成值96.8%，得10分。", "疫苗接种率 | =95% | =96.8%"),
        ("目标1：管护天然林45万亩，完成情况：44万亩。", "管护天然林 | =450000亩 | =440000亩"),
        ("平均响应时间≤15分钟，实际平均12.5分钟。", "平均响应时间 | <=15分钟 | =12.5分钟"),
        ("质量指标：验收合格率100%，2022年验收合格率达到100%。", "验收合格率 | =100% | =100%"),
        ("质量指标：农产品抽检合格率达到98%以上的目标，实际抽检合格率为98.6%。", "农产品抽检合格率 | >=98% | =98.6%"),
        (
            "数量指标（20分）：①新增绿地面积，目标值≥15公顷，完成值15.6公顷，得10分。",
            "新增绿地面积 | >=15公顷 | =15.6公顷",
        ),
        ("时效指标：办理时限≤5个工作日，实际3个工作日。", "办理时限 | <=5个工作日 | =3个工作日"),
        ("指标一：数量指标。年初目标：抽检1,000批次；实际完成：1,086批次。", "抽检 | =1000批次 | =1086批次"),
        ("3）满意度：≥90%，完成93%", "满意度 | >=90% | =93%"),
        ("机具购置补贴1,520台套，超过目标任务1,400台套。", "机具购置补贴 | =1400台套 | =1520台套"),
    ],
)  # fmt: skip
def test_a_target_meets_the_actual_behind_it(text, expected):
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "农村公路列养率达到100%（目标值100%）；优良中等路率达到86.3%（目标值≥85%）。",
            ["农村公路列养率 | =100% | =100%", "优良中等路率 | >=85% | =86.3%"],
        ),
        ("满意度指标：发放问卷200份，满意度达96.9%，达到≥90%的目标。", ["满意度 | >=90% | =96.9%"]),
        ("平均住院日7.8天，比目标值8天缩短0.2天。", ["平均住院日 | =8天 | =7.8天"]),
    ],
)
def test_a_target_that_follows_its_actual_belongs_to_it(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "数量指标：开展义诊≥10场次，实际开展12场次；免费体检人数≥3000人，实际体检3256人。",
            ["开展义诊 | >=10场次 | =12场次", "免费体检人数 | >=3000人 | =3256人"],
        ),
        (
            "数量指标：种植面积（目标值5000亩，完成值5120亩），良种覆盖率（目标值≥98%，完成值98.5%）。",
            ["种植面积 | =5000亩 | =5120亩", "良种覆盖率 | >=98% | =98.5%"],
        ),
        (
            "（1）数量指标：维修道路目标3.2公里，已完成3.1公里；安装路灯目标150盏，已完成148盏。",
            ["维修道路 | =3.2公里 | =3.1公里", "安装路灯 | =150盏 | =148盏"],
        ),
        (
            "数量指标：指标1：新增公交车辆数，年度指标值20辆，实际完成值20辆。\n指标2：新辟线路，年度指标值3条，实际完成值2条。",
            ["新增公交车辆数 | =20辆 | =20辆", "新辟线路 | =3条 | =2条"],
        ),
        (
            "产出数量：计划完成土地整治3个村、面积1200亩，实际完成4个村、面积1236亩。",
            ["土地整治 | =3个 | =4个", "面积 | =1200亩 | =1236亩"],
        ),
        (
            "年度目标：新增造林面积3000亩，森林抚育1.2万亩。全年实际完成：新增造林3050亩，森林抚育1.25万亩。",
            ["新增造林面积 | =3000亩 | =3050亩", "森林抚育 | =12000亩 | =12500亩"],
        ),
        (
            "预算绩效目标：全年新建充电桩200个，实际新建218个；改造老旧小区目标30个，实际改造31个。",
            ["新建充电桩 | =200个 | =218个", "改造老旧小区 | =30个 | =31个"],
        ),
    ],
)
def test_several_targets_of_a_paragraph_each_have_their_own_actual(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "绩效目标：\n1.食堂改造面积≥1200平方米\n2.受益学生≥860人\n完成情况：\n1.食堂改造面积1250平方米；\n2.受益学生902人。",
        "（一）年度绩效目标\n1.食堂改造面积≥1200平方米；\n2.受益学生≥860人。\n（二）目标完成情况\n1.食堂改造面积1250平方米；\n2.受益学生902人。",
        "（一）绩效目标情况。食堂改造面积≥1200平方米，受益学生≥860人。\n（二）完成情况\n1.数量指标。食堂改造面积1250平方米，受益学生902人。",
        "绩效目标：食堂改造面积≥1200平方米，受益学生≥860人。\n全年食堂改造面积达1250平方米，受益学生902人。",
    ],
    ids=["lists", "chapters", "labels", "sentences"],
)  # fmt: skip
def test_targets_of_one_list_meet_their_actuals_in_another(text):
    assert read(text) == ["食堂改造面积 | >=1200平方米 | =1250平方米", "受益学生 | >=860人 | =902人"]


def test_goals_in_prose_meet_their_actuals_by_the_words_of_their_clause():
    goals = "总体目标：通过实施管网工程，改造老旧管网36公里，漏损率降至9%以下。\n"
    text = f"{goals}截至年底，改造老旧管网37.2公里，漏损率降至8.7%。"
    assert read(text)[1:] == ["漏损率 | <=9% | =8.7%"]
    assert read(text)[0].endswith("改造老旧管网 | =36公里 | =37.2公里")


def test_goals_without_a_sign_are_targets_where_they_stand_under_the_word_for_goals():
    goals = "（一）年度绩效目标\n目标1：资助学生3200名；目标2：资助标准达标率100%。\n"
    text = f"{goals}（二）完成情况\n全年资助学生3356名，资助标准达标率100%。"
    assert read(text) == ["资助学生 | =3200名 | =3356名", "资助标准达标率 | =100% | =100%"]


def test_numbers_under_a_label_without_any_target_are_results():
    assert read("（五）社会效益。通过项目实施，新增就业岗位320个，培训村医86人次。") == []


def test_numbers_said_to_be_attained_without_any_target_are_results_too():
    text = "（三）效益指标。耕种收综合机械化率达到82.3%，较上年提高1.6个百分点。"
    assert read(text) == []


@pytest.mark.parametrize(
    ("change", "reported"),
    [
        ("较上年提高1.6个百分点", ["82.3"]),
        ("同比增长1.6%", ["82.3", "1.6"]),
        ("高于目标值1.6个百分点", ["82.3"]),
    ],
)
def test_a_change_is_no_indicator_of_its_own(change, reported):
    tables = read_text(f"（三）效益指标。综合机械化率82.3%，{change}。", "r")
    assert tables.indicators == []
    assert [o.token for o in tables.outcomes] == reported


def test_numbers_planned_in_prose_meet_what_was_done():
    assert read("1.管网。计划敷设管网128公里，实际敷设125.6公里，完成率98.13%。") == [
        "敷设管网 | =128公里 | =125.6公里"
    ]
    assert rows("计划敷设管网128公里，工期两年。") == []


def test_the_level_of_a_heading_holds_for_the_list_below_it():
    text = "1.质量指标\n（1）工程验收：目标值100%，完成值98%。\n2.时效指标\n（1）工程验收：目标值100%，完成值98%。"
    assert [r.level2 for r in rows(text)] == ["quality", "timeliness"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "社会效益指标：提高公共交通服务水平，实际显著提高。",
            "提高公共交通服务水平 | qualitativewords | qualitativewords",
        ),
        ("生态效益指标：受保护水源地≥12处，已达到。", "受保护水源地 | >=12处 | qualitativewords"),
        (
            "社会效益指标：村级卫生服务全覆盖。共有8个村医站。",
            "村级卫生服务全覆盖（村医站） | qualitativewords | =8个",
        ),
    ],
)
def test_words_stand_where_no_number_does(text, expected):
    assert read(text) == [expected]


def test_a_completion_rate_behind_its_number_is_no_target():
    tables = read_text("数量指标：改造病床120张，完成118张，完成率98.3%。", "r")
    assert len(tables.indicators) == 1
    assert tables.outcomes == []


def test_a_completion_rate_is_the_word_for_what_was_attained_where_no_number_is():
    tables = read_text("数量指标：发放教科书12000册（完成率100%）。", "r")
    assert read("数量指标：发放教科书12000册（完成率100%）。") == ["发放教科书 | =12000册 | qualitativewords"]
    assert tables.outcomes == []


def test_goals_of_one_paragraph_are_told_apart():
    text = "实施期目标：2021—2023年，治理面积150平方公里；年度目标：治理面积50平方公里。实际治理52.3平方公里。"
    assert read(text) == ["治理面积 | =150平方公里 | ", "治理面积 | =50平方公里 | =52.3平方公里"]


def test_a_target_without_an_actual_stays_open():
    assert read("目标2：桥梁检测12座。") == ["桥梁检测 | =12座 | "]


def test_unlike_numbers_are_not_taken_for_the_actual():
    assert read("质量指标：工程返修率≤2%，另行巡查36次。") == ["工程返修率 | <=2% | "]


def test_a_limit_told_in_prose_is_a_result_and_no_target():
    assert rows("全年漏损率控制在10%的较低水平。") == []


def test_management_rates_are_rows_of_their_own_once_for_each_value():
    text = "资金到位率94.42%，预算执行率98.35%。二、结论。预算执行率98.35%，师资到位率90%，执行率未达到100%。"
    found = [(r.name_zh, f"{r.actual}", r.level2) for r in read_text(text, "r").indicators]
    assert found == [("资金到位率", "94.42", "process"), ("预算执行率", "98.35", "process")]


def test_an_indicator_of_a_project_stands_under_its_number():
    water = "项目1：供水\n（1）数量指标--新建泵站≥3座，实际4座。\n"
    text = f"一、绩效\n{water}项目2：排水\n（1）数量指标--清淤≥5公里，实际6公里。"
    assert [(r.project_id, r.seq) for r in rows(text)] == [("r-1", 1), ("r-2", 2)]


@pytest.mark.parametrize(
    ("label", "name", "levels"),
    [
        ("质量指标", "及时率", ("output", "quality")), ("服务对象满意度指标", "x", ("satisfaction", "satisfaction")),
        ("可持续影响", "x", ("benefit", "sustainable")), ("", "工程及时率", ("output", "timeliness")),
        ("", "家长满意率", ("satisfaction", "satisfaction")), ("", "新建泵站", ("output", "quantity")),
    ],
)  # fmt: skip
def test_the_printed_label_outranks_what_the_name_suggests(label, name, levels):
    assert level(label, name) == levels


@given(
    target=st.integers(1, 9999), actual=st.integers(1, 9999), sign=st.sampled_from(["≥", "≤", ">=", "="]),
    unit=st.sampled_from(["个", "%", "人次", "公里"]), form=st.sampled_from(["实际完成值", "实际", "完成值", "完成"]),
)  # fmt: skip
def test_every_form_gives_the_numbers_it_was_made_of(target, actual, sign, unit, form):
    (row,) = rows(f"数量指标：水源地保护{sign}{target}{unit}，{form}{actual}{unit}。")
    assert (row.target, row.actual, row.target_unit, row.actual_unit) == (target, actual, unit, unit)
    assert row.comparator == {"≥": ">=", "≤": "<="}.get(sign, sign)


@pytest.mark.parametrize(
    ("label", "name", "levels"),
    [
        ("质量指标", "群众满意度", ("output", "quality")),
        ("效益指标", "护林员收入", ("benefit", "social")),
        ("效益指标", "带动农户增收", ("benefit", "economic")),
        ("效益指标", "村民满意度", ("satisfaction", "satisfaction")),
        ("产出指标", "受益农户登记", ("output", "quantity")),
        ("", "补贴按月发放率", ("output", "timeliness")),
        ("", "每公里造价", ("output", "cost")),
        ("", "林草覆盖率", ("benefit", "ecological")),
        ("", "受益农户", ("benefit", "social")),
        ("", "排查事故隐患", ("output", "quantity")),
        ("", "检测报告采用率", ("output", "quality")),
        ("", "清淤长度", ("output", "quantity")),
        ("", "护林员人均补助标准", ("output", "cost")),
        ("", "养老金社会化发放率", ("output", "quality")),
        ("", "登记社会团体", ("output", "quantity")),
    ],
)
def test_a_printed_label_gives_the_levels_else_the_name_within_the_level_1_that_a_label_gives(label, name, levels):
    assert level(label, name) == levels


@pytest.mark.parametrize("other", ["2020年已建分类投放点98个。", "2023年计划新建分类投放点200个。"])
def test_a_number_of_another_year_meets_no_target(other):
    text = f"清河区城市管理局2021年垃圾分类项目绩效自评报告\n新建分类投放点目标150个，全年新建分类投放点163个；{other}"
    assert [row.rpartition(" | ")[2] for row in read(text)] == ["=163个"]


def test_a_target_in_words_with_a_number_that_has_no_name_of_its_own_keeps_its_name():
    (row,) = rows("渔户满意度目标值≥九成，实际完成值93%。")
    assert (row.name_zh, row.actual) == ("渔户满意度", Decimal(93))
