"""Promises that two enumerations tell in turn."""

from helpers.reading.report import read_text


def pairs(text: str) -> list[tuple[str, str]]:
    return [(str(row.target), str(row.actual)) for row in read_text(text, "r").indicators]


def test_enumerations_in_turn_meet_number_by_number():
    text = "一、任务\n教室、功能室、满意度三项依次为24间、6座、92%。\n二、情况\n上述三项依次为23间、6座、95.1%。"
    assert pairs(text) == [("24", "23"), ("6", "6"), ("92", "95.1")]


def test_a_frame_of_received_and_handled_makes_no_targets():
    assert pairs("收到来信120件，办结118件；收到来电60件，办结59件；收到来访30件，办结30件。") == []


def test_goals_that_answer_a_question_are_goals_to_the_last_though_one_sentence_has_a_result():
    asked = "问：承诺了哪些绩效目标？\n答：我们填了3条。一是新建球场20片；二是培训裁判300人；三是组织联赛6场。\n"
    told = "问：做到了吗？\n答：新建球场16片。培训裁判323人。组织联赛7场。"
    assert sorted(pairs(asked + told)) == [("20", "16"), ("300", "323"), ("6", "7")]


def test_a_verb_of_doing_opens_a_goal_in_a_chapter_of_goals_and_a_result_elsewhere():
    done = "一、履职结果\n建成健身步道11条，检查泳池384家次。\n"
    assert pairs(done + "二、年初绩效目标\n建成健身步道12条；检查泳池400家次。") == [("12", "11"), ("400", "384")]
    assert pairs(done + "二、其他\n建成健身步道12条；检查泳池400家次。") == []
    assert pairs("责任状：新建球场20片；建成球场16片。") == [("20", "16")]


def test_a_second_list_in_the_units_of_one_told_in_turn_is_its_results():
    read = read_text("新建幸福院、改造敬老院的年度任务分别是12个和3所，年末完成11个和2所。", "r").indicators
    assert [(row.name_zh, row.target, row.actual) for row in read] == [("新建幸福院", 12, 11), ("改造敬老院", 3, 2)]
    assert pairs("城市低保、农村低保每人每月分别不低于740元和560元，实际执行752元和575元。") == [
        ("740", "752"),
        ("560", "575"),
    ]
    assert pairs("培训男、女学员目标分别为12人和30人，新建教室12间和3所学校。") == [("12", ""), ("30", "")]


def test_goals_told_in_turn_share_the_noun_at_the_end_of_their_names():
    text = "目标：游客、沿线居民满意度分别为88%和90%。\n结果：居民满意度88.7%，游客满意度90.1%。"
    assert pairs(text) == [("88", "90.1"), ("90", "88.7")]
