"""What coding.checks.misprints promises: a figure that is told again in other words with a slip is found, in a report
and across two, and what differs in time, part, stage or thing is not."""

import pytest

from helpers.coding import frames
from helpers.coding.audit import audit
from helpers.coding.checks.counts import in_full
from helpers.coding.checks.retold import misprints
from helpers.reading.report import merged, read_text

from ... import made

TITLE = "青石县文物所2023年度古桥修缮项目支出绩效自评报告\n"
FIRST = "一、产出。全年修缮古桥石栏板1,352块，补配望柱46根。\n二、效益。"


def repeats(*texts: str) -> list[str]:
    """The verdicts on what is told again in these reports of one unit and year."""
    named = {f"R{n}": TITLE + text for n, text in enumerate(texts)}
    read = frames.from_records(merged([read_text(text, name, f"{name}.txt", "0" * 64) for name, text in named.items()]))
    found = audit(read, named)
    return found[found["what"].str.contains("again with a slip")]["verdict"].tolist()


@pytest.mark.parametrize(
    "again",
    [
        "换过的1,532块栏板没有再松动。",  # other verb and order
        "桥上@0.1532万块栏板没有再松动。".replace("@", "新补的"),  # other power of ten
        "桥栏1,532块栏板由村民看护。",
    ],
)
def test_a_figure_told_again_with_two_digits_swapped_contradicts_the_first_in_whatever_words(again):
    assert repeats(FIRST + again) == ["contradiction"]


@pytest.mark.parametrize(
    "again",
    [
        "换过的1,352块栏板没有再松动。",
        "上年修缮的1,532块栏板没有再松动。",
        "2022年修缮栏板1,532块。",
        "计划修缮栏板1,532块。",
        "尚有1,532块栏板没有修缮。",
        "每块栏板单价1,532元。",
        "接待游人1,532人次。",
        "发放传单1,532张。",
        "栏板1,532块，比原设计的1,352块多180块。",  # the difference is told
    ],
)
def test_figures_of_another_time_stage_rest_price_unit_or_thing_are_not_one(again):
    assert repeats(FIRST + again) == []


def test_money_said_to_be_other_money_is_told_again_all_the_same():
    first = "一、投入。看桥人补贴另从县里支取46.70万元，与修缮的钱分开。\n二、管护。"
    assert repeats(first + "县里的看桥人补贴47.60万元，三个村分。") == ["contradiction"]
    assert repeats(first + "县里的看桥人补贴46.70万元，三个村分。") == []


def test_names_that_end_alike_in_one_paragraph_are_of_two_things():
    assert repeats("抚育公益林面积6,840亩。抚育商品林面积6,480亩。") == []


def test_two_values_that_are_both_told_again_are_two_things():
    told = "修缮栏板1,352块，均已验收。\n二、效益。栏板1,532块没有松动。\n"
    assert repeats(told) == ["contradiction"]
    assert repeats(told + "三、栏板1,352块建档。\n四、栏板1,532块投保。") == []


def test_a_number_told_as_known_may_be_off_in_any_way_but_a_part_may_not():
    first = "一、产出。全年为村级文化广场配送健身路径器材391套。\n二、效益。"
    assert repeats(first + "上述村级文化广场健身路径器材352套，使用正常。") == ["contradiction"]
    assert repeats(first + "上述村级文化广场健身路径器材中在保的352套由厂家维护。") == []


@pytest.mark.parametrize(
    "again",
    [
        "拿一年里排练了{}场的惠民戏曲演出来说，场场有人等座。",
        "到村里巡回的惠民戏曲演出已有{}场，外村人也来看。",
        "那{}场惠民戏曲演出，多半排在农闲。",
        "惠民戏曲演出一年下来总共{}场，多半排在农闲。",
    ],
)
def test_a_number_may_be_told_as_known_in_many_ways_and_is_compared_with_all_that_it_may_tell_again(again):
    first = "一、产出。全年组织惠民戏曲演出148场，观众2.6万人次。\n二、效益。"
    assert repeats(first + again.format(141)) == ["contradiction"]
    assert repeats(first + again.format(148)) == []
    assert repeats(first + "惠民戏曲演出里进校园的戏曲演出141场。\n三、体会。" + again.format(141)) == []


def test_a_number_near_another_that_is_not_told_as_known_says_nothing():
    assert repeats("一、产出。组织惠民戏曲演出148场。\n二、效益。全年组织惠民戏曲演出141场。") == []


def test_two_reports_of_a_unit_and_year_tell_one_quantity_with_one_value():
    one = "全所共修缮古桥石栏板1,352块。"
    assert repeats(one, "本项目更换古桥栏板1,532块。") == ["contradiction"]
    assert repeats(one, "本项目更换古桥栏板1,352块。") == []
    assert repeats(one, "本项目印制画册1,532块。") == []


def test_pairs_of_a_long_text_are_no_more_than_grow_with_it():
    passage = "修缮石栏板1,352块。补配望柱46根。更换的栏板1,532块。游人2.4万人次。" + "说明文字。" * 1000
    once, twice = (_pairs(passage * times) for times in (8, 16))
    assert 0 < twice <= 2.5 * once


def _pairs(text: str) -> int:
    """How many pairs of figures of a text are compared."""
    own = misprints.told(in_full(made.read(), {"R": text}), [], made.read()["indicators"])["R"]
    return sum(1 for _ in misprints.alike(own))


@pytest.mark.parametrize("head", ["1．危桥栏板更换。", "第一，危桥栏板更换不少于500块。", "栏板更换："])
def test_a_result_without_a_name_is_named_by_the_head_of_its_line(head):
    others = "2．补配望柱。目标≥40根，完成46根。\n二、安全\n"
    told = f"一、产出\n{head}目标≥600块，完成742块。\n{others}全年{{}}块栏板更换，没有事故。"
    assert repeats(told.format(724)) == ["contradiction"]
    assert repeats(told.format(742)) == []


@pytest.mark.parametrize(("head", "found"), [("年初目标有这样几条", []), ("年初目标完成情况如下", ["contradiction"])])
def test_a_figure_in_a_list_of_aims_is_an_aim(head, found):
    aims = f"{head}：河道清漂24次；护林员培训180人次；资料归档一次。"
    assert repeats(aims + "\n护林员分三批到镇上培训，签到册上合起来186人次。") == found


def test_things_that_a_unit_of_anything_counts_are_not_one_where_their_names_share_nothing():
    first = "进驻部门34家，窗口97个，可办事项1,284项，其中区级982项、镇街下沉302项。\n"
    second = "自助终端新布38台，总数达到126台，覆盖镇街村居的118个点位，计划布设35台。"
    assert repeats(f"{first}{second}另由市局检查4次，得分91、93、94、94分，平均93分。自评得98.5分。") == []


@pytest.mark.parametrize(("names", "verdicts"), [("甲乙丙丁戊己庚辛", []), ("甲乙丙丁甲己庚辛", ["contradiction"])])
def test_rows_of_forms_whose_names_differ_by_one_character_are_of_a_series(names, verdicts):
    values = zip(names, (45, 41, 42, 43, 54, 46, 47, 48), strict=True)
    cells = ({"name_zh": f"清洗{name}片水塔", "actual": str(value), "actual_unit": "次"} for name, value in values)
    found = audit(made.read(indicators=made.in_grid(made.indicators(*cells))), {"R": "[table]"})
    assert found[found["what"].str.contains("again with a slip")]["verdict"].tolist() == verdicts


@pytest.mark.parametrize(
    ("name", "actual", "found"),
    [
        ("发布应急信息(≥条)(10分)", "164", ["contradiction"]),
        ("发布应急信息（条）", "164", ["contradiction"]),
        ("发布应急信息(≥千条)", "164", []),  # no unit of what is counted
        ("发布应急信息(定性)", "164", []),
        ("发布应急信息(≥条)", "151", []),  # no slip
        ("发布应急信息(≥万条)", "164", []),  # of another power of ten
        ("组织消防演练(≥条)", "164", []),
    ],
)
def test_the_row_of_a_form_has_the_unit_that_its_name_ends_with(name, actual, found):
    text = "应急广播终端1286个，覆盖25个乡镇街道；全年发布应急信息146条，开展整点播出4380小时。"
    own = {"name_zh": name, "actual": actual, "actual_unit": "", "target": "150"}
    told = audit(made.read(indicators=made.in_grid(made.indicators(own))), {"R": text})
    assert told[told["what"].str.contains("again with a slip")]["verdict"].tolist() == found


@pytest.mark.parametrize(
    ("target", "rate", "found"),
    [
        ("120", "93.1", []),  # 201 of 216
        ("220", "93.1", ["contradiction"]),  # the row is farther from its aim
        ("120", "92.4", ["contradiction"]),  # no rate makes 216 sure
    ],
)
def test_a_row_near_its_aim_is_no_slip_of_a_figure_that_a_rate_is_made_of(target, rate, found):
    text = "技能培训应结业216人，实际结业201人。"
    told = {"name_zh": "技能培训结业人数", "actual": "126", "actual_unit": "人", "target": target, "target_unit": "人"}
    made_of = {"name_zh": "技能培训结业率", "actual": rate, "actual_unit": "%", "target": "95", "target_unit": "%"}
    rows = made.read(indicators=made.in_grid(made.indicators(told, made_of)))
    own = audit(rows, {"R": text})
    assert own[own["what"].str.contains("again with a slip")]["verdict"].tolist() == found


@pytest.mark.parametrize(
    ("again", "found"),
    [("37,251", ["contradiction"]), ("35,172", ["contradiction"]), ("35,712", []), ("37,152", [])],
)
def test_of_many_digits_two_with_one_between_may_be_swapped(again, found):
    text = f"犬类免疫：应免38,400只，实免37,152只，密度96.75%。全县{again}只已免犬都挂了牌。"
    own = audit(made.read(), {"R": text})
    assert own[own["what"].str.contains("again with a slip")]["verdict"].tolist() == found
