"""What helpers.reading.indicators.pairs_apart promises:
goals and results in lists of their own meet by what they count."""

import pytest

from helpers.reading.report import read_text

GOALS = "（一）目标设置情况\n1、修复古籍　　20件\n2、讲座　　12场\n3、展览　　3个\n4、{goal}\n（二）目标完成情况\n"
RESULTS = "1.业务。修复古籍22件，讲座14场，展览4个。{result}"


@pytest.mark.parametrize(
    ("goal", "result", "row"),
    [
        ("全年开放天数　　310天以上", "实际开放316天。", "310 316"),  # a shorter name, said to be attained
        ("读者满意度　　90%", "表示满意的占93%。", "90 93"),
        ("借阅图书　　5000册", "开展志愿服务45次。", "5000 "),
    ],
)
def test_a_goal_meets_what_its_list_of_results_says_was_attained(goal, result, row):
    rows = read_text(GOALS.format(goal=goal) + RESULTS.format(result=result), "r").indicators
    assert [f"{each.target} {each.actual}" for each in rows] == ["20 22", "12 14", "3 4", row]


SET_AND_DONE = "二、目标和结果\n（一）{heading}\n{goals}\n（二）{done}\n{results}"


@pytest.mark.parametrize(
    ("heading", "goals", "done", "results", "expected"),
    [
        (
            "年初定的目标",
            "1.改造锅炉：不少于12台\n2.更换水表：300块\n3.焊口合格率：100%\n4.居民满意度：85%",
            "实际做到的",
            "1.一共改造锅炉13台，其中燃气8台；换好水表281块。\n2.抽检焊口40道，合格率100%。\n3.满意度86.5%。",
            ["12 13", "300 281", "100 100", "85 86.5"],
        ),
        (
            "当初定下的目标",
            "1.新栽行道树：900株\n2.覆盖社区：14个\n3.成活率：92%以上",
            "干成的事",
            "1.总共新栽行道树934株。\n2.绿化队派到了15个社区。\n3.秋季清点，成活率95%。",
            ["900 934", "14 15", "92 95"],
        ),
        (
            "县里下达的目标",
            "1.放映公益电影：240场\n2.观众：不少于2万人次\n3.设备完好率：98%",
            "落实下来",
            "1.放映公益电影252场，观众2.3万人次。\n2.设备完好率97%。",
            ["240 252", "20000 23000", "98 97"],
        ),
        (
            "年初定的任务",
            "1.疏浚渠道：36公里\n2.维修旧闸门：20座\n3.报修后24小时处置率：90%\n4.农户满意度：88%",
            "做到的",
            "1.疏浚渠道38公里；修好旧闸门17座，剩下的3座等枯水期。\n2.接到报修61次，处置率93%，满意度91%。",
            ["36 38", "20 17", "90 93", "88 91"],
        ),
        (
            "合同里约定的目标",
            "1.培训护理员：160人\n2.考核合格率：95%\n3.学员满意度：90%",
            "年底的结果",
            "1.培训护理员171人。\n2.考核合格率96.5%。\n3.满意度94%。",
            ["160 171", "95 96.5", "90 94"],
        ),
        (  # nothing named alike is said of the second
            "年初定的目标",
            "1.放生鱼苗：50万尾\n2.更换渔网：300张\n3.放流成活率：85%",
            "实际做到的",
            "1.放生鱼苗52万尾。\n2.放流成活率88%。\n3.接待游客300人次。",
            ["500000 520000", "300 ", "85 88"],
        ),
    ],
)
def test_goals_under_a_heading_that_calls_them_so_meet_the_results_under_the_next(
    heading, goals, done, results, expected
):
    text = SET_AND_DONE.format(heading=heading, goals=goals, done=done, results=results)
    assert [f"{each.target} {each.actual}" for each in read_text(text, "r").indicators] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("读者沙龙12场，已举办13场。", ["3000 3200", "12 13"]),
        ("应急演练2次，已开展2次。", ["3000 3200", "2 2"]),
        ("业务骨干60名，共培训64名。", ["3000 3200", "60 64"]),
        ("消防水带80条，已更新85条。", ["3000 3200", "80 85"]),
        ("普法讲座20场，已组织18场。", ["3000 3200", "20 18"]),
        ("收到投诉5件，已处理5件。", ["3000 3200"]),
        ("现有书架40组，已登记28组。", ["3000 3200"]),
    ],
)
def test_a_second_promise_behind_a_label_is_met_by_a_number_named_by_a_verb_alone(text, expected):
    rows = read_text(f"绩效目标：\n（1）数量指标--新购图书3000册，已购置3200册。{text}", "r").indicators
    assert [f"{each.target} {each.actual}" for each in rows] == expected


def test_goals_below_a_chapter_of_that_name_meet_the_results_of_the_next_whatever_parts_they_have():
    text = (
        "一、年初申报的绩效目标\n（一）产出目标\n修渠60公里，测水400次，水样合格率90%。\n{}、完成情况\n"
        "修渠63公里，测水412次，水样合格率94%。培训31人。\n"
    )
    rows = read_text(text.format("二"), "r").indicators
    assert [f"{each.target} {each.actual}" for each in rows] == ["60 63", "400 412", "90 94"]


def test_a_rate_of_nought_needs_no_sign_to_meet_its_bound():
    rows = read_text("任务是火灾受害率不超0.8‰，成活率不低于85%。\n全年火灾受害率0，成活率86%。", "r").indicators
    assert [f"{each.target} {each.actual}" for each in rows] == ["0.8 0", "85 86"]


def test_goals_meet_the_lone_number_in_their_unit_beside_one_whose_name_is_echoed():
    goals = "任务书写明：抚育幼林12000亩，苗木成活率85%以上，林区道路维修40公里，抚育成本控制在260元/亩之内。\n"
    told = "自查结果如下。实抚12300亩；支出折合254.3元/亩；栽下的苗成活89.5%；道路修了33公里。"
    rows = read_text(goals + told, "r").indicators
    assert [f"{each.target} {each.actual}" for each in rows] == ["12000 12300", "85 89.5", "40 33", "260 254.3"]
    rows = read_text(goals + told.replace("254.3元/亩", "254.3元/株"), "r").indicators
    assert "260 254.3" not in [f"{each.target} {each.actual}" for each in rows]
