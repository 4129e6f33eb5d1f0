"""What coding.checks.tallies promises: parts, rates and staff of a text are held against each other where its words
say that they belong together, and only there."""

import pytest

from helpers.coding.checks.texts import tallies

from ...made import contradicted, page, told

# Parts


def test_parts_that_make_up_their_whole_hold():
    assert told("办理公证{公证:100|件}，其中国内{国内公证:60|件}、涉外{涉外公证:40|件}。") == [("sum", "holds")]


def test_parts_beyond_their_whole_contradict_it_where_they_are_one_list():
    assert told("培训{培训:100|人}，其中教师{教师:60|人}、校长{校长:50|人}。") == [("part", "contradiction")]


def test_a_part_beyond_its_whole_contradicts_it():
    assert told("培训{培训:100|人}，其中教师{教师:160|人}。") == [("part", "contradiction")]


def test_parts_that_may_overlap_do_not_contradict_their_whole():
    text = "办理案件{案件:100|件}，其中刑事{刑事:90|件}，同比增长{增长:5|%}，由值班律师办理{值班律师:40|件}。"
    assert told(text) == [("part", "scope")]


def test_parts_that_need_not_be_all_leave_it_open():
    assert told("培训{培训:100|人}，其中教师{教师:60|人}、校长{校长:30|人}。") == [("sum", "scope")]


def test_parts_that_miss_their_whole_by_a_slip_contradict_it():
    text = "核定编制{编制:226|名}，其中行政{行政编制:142|名}、事业{事业编制:%s|名}。"
    assert told(text % 84) == [("sum", "holds")]
    assert told(text % 48) == [("sum", "contradiction")]  # 84 swapped
    assert told(text % 70) == [("sum", "scope")]


def test_a_swap_in_the_total_of_three_parts_is_one_whatever_else_is_outside_the_list():
    parts = "高血压{高血压:12104|人次}、糖尿病{糖尿病:4728|人次}、精神障碍{精神障碍:524|人次}"
    text = f"全年随访{{随访:%s|人次}}，其中{parts}，电话随访%s。"
    outside = "不在此数", "另行统计，不计入"
    assert all(("sum", "contradiction") in told(text % ("17536", words)) for words in outside)
    assert all(("sum", "contradiction") not in told(text % ("17356", words)) for words in outside)
    assert ("sum", "contradiction") not in told(text % ("17856", outside[0]))  # 500 more may be of another kind
    two = text.replace("、糖尿病{糖尿病:4728|人次}、精神障碍{精神障碍:524|人次}", "、糖尿病{糖尿病:5252|人次}")
    assert ("sum", "contradiction") not in told(two % ("17536", outside[0]))


def test_parts_that_are_said_to_be_all_contradict_another_whole():
    assert told("培训{培训:100|人}，其中教师{教师:60|人}，其余为家长{家长:30|人}。") == [("sum", "contradiction")]


def test_one_part_within_its_whole_holds():
    assert told("培训{培训:100|人}，其中教师{教师:60|人}。") == [("part", "holds")]


def test_a_rounded_whole_is_made_up_within_its_digits():
    text = "办理公证{公证:10.6万|件}，其中国内{国内:5.8万|件}、涉外{涉外:4.6万|件}、港澳台{港澳台:0.2万|件}。"
    assert told(text) == [("sum", "holds")]
    assert told(text.replace("4.6万", "4.7万")) == [("sum", "rounding")]
    assert told(text.replace("4.6万", "4.9万")) == [("part", "contradiction")]


def test_a_list_of_unlike_things_may_make_up_what_counts_them_all():
    assert told("开展服务{服务:50|次}，包括：咨询{咨询:30|次}，出具意见书{意见书:15|份}，调解{调解:5|起}。") == [
        ("sum", "holds")
    ]


def test_the_list_belongs_to_the_count_that_it_makes_up_not_to_the_nearest():
    text = "实施项目{项目:137|个}，覆盖村{村:96|个}，其中产业{产业:61|个}、设施{设施:76|个}。"
    assert told(text) == [("sum", "holds")]


def test_what_stands_in_deeper_parentheses_is_no_part():
    text = "参训{参训:100|人}，其中男{男:60|人}（含党员{党员:50|人}）、女{女:40|人}。"
    assert told(text) == [("sum", "holds"), ("part", "holds")]


def test_a_list_of_another_clause_or_with_a_bound_says_nothing():
    assert told("新增编制{编制:2|名}，各县编制也已落实到位，其中两地达{两地:6|名}。") == []
    assert told("培训{培训:100余|人}，其中教师{教师:160|人}。") == []
    assert told("培训{培训:100|人}。\n其中教师{教师:160|人}。") == []


def test_classes_of_which_each_excludes_the_others_cannot_go_beyond_their_whole():
    whole, criminal = "办理案件{办理法律援助案件:100|件}，广受好评。", "刑事{办理刑事法律援助案件:80|件}。"
    text = whole + criminal + "民事{办理民事法律援助案件:%s|件}。"
    assert told(text % 30) == [("part", "contradiction")]
    assert told(text % 20) == [("part", "holds")]
    assert told(text % 10) == []
    assert told(text.replace("刑事法律援助", "老年人") % 30) == []


def test_a_list_behind_a_count_that_nearly_makes_it_up_is_scope():
    text = "建成平台{平台:1402|个}。设立乡镇站{乡镇站:74|个}和村室{村室:%s|个}，园区站{园区站:10|个}。"
    assert told(text % 1320) == [("sum", "scope")]  # report 000
    assert told(text % 1318) == [("sum", "holds")]
    assert told(text % 1200) == []


# Rates


def test_a_rate_that_two_counts_before_it_make_is_rounded_or_cut():
    text = "调解案件{调解案件:9839|件}，调解成功{调解成功:9821|件}，成功率{成功率:%s|%%}。"
    assert told(text % "99.82") == [("rate", "rounding")]
    assert told(text % "99.81") == [("rate", "truncation")]
    assert told(text % "98.82") == [("rate", "contradiction")]


def test_a_share_is_of_what_is_named_behind_it():
    text = "收案{收案:136|件}，结案{结案:74|件}，其中调解{调解结案:42|件}，占结案数的{占结案数的:%s|%%}。"
    assert told(text % "56.76") == [("rate", "rounding"), ("part", "holds")]
    assert ("rate", "contradiction") in told(text % "58.76")
    assert told(text.replace("占结案数", "占应结数") % "48.31") == [("part", "holds")]  # no slip of 56.76


@pytest.mark.parametrize(
    "text",
    [
        "毕业{毕业生:1082|人}，升学{升入高职:618|人}，就业{直接就业:435|人}，就业率{就业率:97.3|%}。",
        "受理{受理:100|件}，办结{办结:90|件}，同比增长{增长率:95|%}。",
        "受理{受理:100|件}，办结{办结:90余|件}，办结率{办结率:95|%}。",
        "受理{受理:100|件}，走访{走访:90|户}，办结率{办结率:95|%}。",
        "受理{受理:100|件}，办结{办结:90|件}，群众满意率{群众满意率:98|%}。",
    ],
)
def test_a_rate_that_the_words_do_not_tie_to_two_counts_is_not_compared(text):
    assert told(text) == []


def test_each_of_two_rates_is_of_one_of_two_counts():
    text = "抽看影像{抽看影像:980|份}、录音{抽看录音:860|份}，抽看合格率%s{抽看合格率:89.4|%%}。"
    assert told(text % "分别为") == []
    assert told(text % "为") == [("rate", "contradiction")]


# Staff


@pytest.mark.parametrize(("staff", "verdict"), [(82, "exceeds"), (79, "holds")])
def test_staff_in_post_is_held_against_posts(staff, verdict):
    text = f"人员编制{{人员编制:79|人}}，实有在职{{实有在职人员:{staff}|人}}，退休{{退休人员:90|人}}。"
    assert told(text, "resources") == [("limit", verdict)]


def test_posts_of_several_kinds_are_added():
    text = "行政编制{行政编制:46|名}、事业编制{事业编制:39|名}，在职{在职:83|人}。"
    assert told(text, "resources") == [("limit", "holds")]
    assert told("编制{编制:46|名}；在职{在职:83|人}。", "resources") == [("limit", "exceeds")]
    assert told("编制{编制:46|名}。办公一处。在职{在职:83|人}。", "resources") == []


@pytest.mark.parametrize(
    "rows",
    [
        "总额 | 342.00 | 356.00 | 349.94 | 98.3% | 10 | 9.8 | 审减6.06万元\n"
        "其中：财政资金 | 310.00 | 324.00 | 318.49 | 98.3% | / | / | 追加省级补助14.00万元\n",
        "年度资金总额 | 640.00 | 620.00 | 607.60 | 98.0% | 10 | 9.8 |\n"
        "其中：财政资金 | 590.00 | 570.00 | 557.60 | 97.8% | - | - |\n",
    ],
)
def test_the_last_cell_of_a_row_is_no_whole_of_the_parts_in_the_next(rows):
    head = "项目资金（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因\n"
    goals = "一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析\n"
    assert (
        contradicted(f"{head}{rows}{goals} | 数量指标 | 石栏板 | ≥ | 1,250 | 块 | 1,248 | 10 | 9.5 | 2块待运\n") == []
    )


@pytest.mark.parametrize(
    "text", ["92.5分加2分为94.5分，按规定记95分。", "面积86平方米，分为东区40平方米、西区46平方米。"]
)
def test_the_unit_of_points_opens_no_list(text):
    assert "contradiction" not in [each.verdict for each in tallies.parts([page(text)])]


def test_parts_with_their_shares_are_beyond_their_whole():
    text = "建成泵站912座，其中固定式764座，占81.8%，移动式166座。"
    (found,) = tallies.parts([page(text)])
    assert (found.verdict, found.recomputed) == ("contradiction", 930.0)
    assert [each.verdict for each in tallies.parts([page(text.replace("764座", "746座"))])] == ["holds"]


@pytest.mark.parametrize(
    ("whole", "verdict"), [("157", "contradiction"), ("57", "holds"), ("68", "scope"), ("257", "contradiction")]
)
def test_a_digit_put_before_a_number_makes_it_more_than_its_parts(whole, verdict):
    (found,) = tallies.parts([page(f"参加培训{whole}人，其中外省30人、本省27人。")])
    assert found.verdict == verdict
