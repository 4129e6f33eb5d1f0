"""What helpers.reading.outcomes.outcomes promises:
reported figures, what they count, and those of staff and assets apart."""

import pytest

from helpers.reading.report import read_text


def read(text: str) -> list[str]:
    """Each outcome as `name value unit sign`."""
    return [f"{o.name_zh} {o.value}{o.unit} {o.value_comparator}" for o in read_text(text, "r").outcomes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共巡查河道1,256公里，清理漂浮物320余吨。", ["巡查河道 1256公里 =", "清理漂浮物 320吨 >="]),
        ("新建泵站3座、水闸5座，解决了4.2万人饮水问题。", ["新建泵站 3座 =", "水闸 5座 =", "解决饮水问题 42000人 ="]),
        ("良种补贴覆盖10个乡镇、126个行政村。", ["良种补贴覆盖 10个 =", "行政村 126个 ="]),
        ("新增学位2,700个，其中小学1,800个、初中900个。", ["新增学位 2700个 =", "小学 1800个 =", "初中 900个 ="]),
        ("办理许可1056件（其中即办件890件，承诺件166件）。", ["办理许可 1056件 =", "即办件 890件 =", "承诺件 166件 ="]),
        ("接待群众来访1,025批次2,316人次。", ["接待群众来访 1025批次 =", "接待群众来访 2316人次 ="]),
        ("为65岁及以上老年人体检8,960人，体检率71.2%。", ["为65岁及以上老年人体检 8960人 =", "体检率 71.2% ="]),
        ("“一站式”服务办理业务3.5万笔。", ["“一站式”服务办理业务 35000笔 ="]),
        ("门急诊12.6万人次，同比增长8.3%。", ["门急诊 126000人次 =", "同比增长 8.3% ="]),
        ("减少碳排放约1.2万吨。", ["减少碳排放 12000吨 ~"]),
        ("带动社会投资1.5亿元。", ["带动社会投资 15000万元 ="]),
        ("户均增收1200元。", ["户均增收 1200元 ="]),
        ("全年无一例医疗事故，零投诉。", ["医疗事故 0例 ="]),
        ("水库蓄水量达8500万立方米。", ["水库蓄水量 85000000立方米 ="]),
        (
            "发放问卷500份，收回有效问卷486份，满意率为95.06%。",
            ["发放问卷 500份 =", "收回有效问卷 486份 =", "满意率 95.06% ="],
        ),
        ("培训3批教师，共180人次。", ["培训教师 3批 =", " 180人次 ="]),
        ("拆除违建18处，面积2600平方米。", ["拆除违建 18处 =", "面积 2600平方米 ="]),
        ("获得省级表彰2次、市级表彰5次。", ["获得省级表彰 2次 =", "市级表彰 5次 ="]),
    ],
)  # fmt: skip
def test_a_figure_has_the_name_of_what_it_counts(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize("text", ["2022年3月开工。", "第3季度开工。", "自评得分96分。", "拨打12345热线。", "共计36。"])
def test_dates_points_and_bare_numbers_are_no_outcomes(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("优良路率由84.1%提升到88.6%。", ["优良路率 88.6% ="]),
        ("床位从120张增至150张。", ["床位 150张 ="]),
        ("由2家企业分片作业。", ["企业分片作业 2家 ="]),
        ("人员流失，上年度4人、本年度3人离岗。", ["本年度 3人 ="]),
        ("浓度41微克/立方米，较2019年的47微克/立方米有改善。", ["浓度 41微克/立方米 ="]),
        ("灾民2小时内转移，24小时值守，平均处置时间35分钟。", ["平均处置时间 35分钟 ="]),
        ("工程合同工期18个月，本项权重为15%。", []),
        ("２４小时值守，服务期限3年。", []),
        ("发布时间：2023-03-06 浏览：1287次 来源：县局", []),
        ("去年冬天以来新增学位120个。", ["去年冬天以来新增学位 120个 ="]),
        ("养护道班距县城42公里，油库在15公里外。", []),
        ("车距缩小到30米，铺设便道3公里。", ["车距缩小到 30米 =", "铺设便道 3公里 ="]),
        ("公交站点500米覆盖率要提高。", []),
        ("扣分原因是当年发生小型油污2起，缺3台钻机。", ["扣分原因是当年发生小型油污 2起 ="]),
        ("未处置是因为有4批样品失效。", []),
        ("整治后平均通行时间由31分钟缩短为18分钟。", ["整治后平均通行时间 18分钟 ="]),
        ("行驶里程690万公里，差12万公里。", ["行驶里程 6900000公里 ="]),
        ("扩建初步匡算260万元，节约用电30万元。", ["节约用电 30万元 ="]),
    ],
)  # fmt: skip
def test_earlier_values_time_allowed_rules_and_page_counters_are_no_results(text, expected):
    assert read(text) == expected


def test_what_is_planned_for_the_time_to_come_is_no_outcome():
    assert read("一、成效\n培训20人。\n二、下一步打算\n培训90人。\n") == ["培训 20人 ="]


def test_what_is_told_of_problems_is_an_outcome_unless_the_heading_speaks_of_what_is_to_be_done_too():
    assert read("四、存在问题\n有3个小区延期。\n") == ["小区延期 3个 ="]
    assert read("四、问题及下一步打算\n新建3个小区。\n") == []


@pytest.mark.parametrize("text", ["完成固定资产投资1.26亿元。", "编制规划3项。"])
def test_the_words_for_resources_in_other_words_tell_of_results(text):
    tables = read_text(text, "r")
    assert (len(tables.outcomes), tables.resources) == (1, [])


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("办理法律援助案件36件。", "legal_aid"), ("调解纠纷36件。", "mediation"), ("桥梁检测36座。", "other"),
        ("健康讲座36场。", "other"), ("供水系统36套。", "other"), ("核酸检测36人次。", "epidemic"),
        ("办理公证36件，其中涉外6件。", "notary"),
    ],
)  # fmt: skip
def test_the_words_before_a_figure_say_which_function_it_speaks_of(text, function):
    assert {o.function for o in read_text(text, "r").outcomes} == {function}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("旅客满意度不低于88%，开行班线32条。", ["开行班线 32条 ="]),
        ("旅客满意度不得低于88%，开行班线32条。", ["开行班线 32条 ="]),
        ("事故率控制在0.3%以内，开行班线32条。", ["事故率 0.3% <=", "开行班线 32条 ="]),
        ("准点率超过97%，开行班线32条。", ["准点率 97% >", "开行班线 32条 ="]),
    ],
)
def test_a_rate_that_words_prescribe_is_no_outcome(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "自评报告范文（精选8篇）",
        "《自评报告.doc》上传（3页）",
        "15次浏览 ",
    ],
)  # fmt: skip
def test_what_is_evaluated_and_what_a_page_says_of_itself_is_no_outcome(text):
    assert [o for o in read(f"{text}培训村医120人。") if "120人" not in o] == []


@pytest.mark.parametrize(("share", "outcomes"), [("完成年度目标6,000人的108.67%", 0), ("完成6,000人的培训98.67%", 1)])
def test_a_share_of_a_target_told_with_its_number_is_no_outcome(share, outcomes):
    assert [each.split()[-2][-1] for each in read(f"新增就业6,520人，{share}。")].count("%") == outcomes


@pytest.mark.parametrize("text", ["实施项目9个。", "发表论文8篇。", "编印手册3页。", "网上办理15次。"])
def test_what_a_unit_did_is_an_outcome_in_the_same_units(text):
    assert len(read(text)) == 1


def test_money_that_was_paid_by_mistake_is_an_outcome():
    text = "2022年预算80万元，支出79万元。因销户滞后，错发补贴1.26万元，已追回。"
    assert read(text) == ["错发补贴 1.26万元 ="]
