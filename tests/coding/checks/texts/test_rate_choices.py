"""What coding.checks.rate_choices promises: a rate that the figures near it do not make up is held against those that
it is most likely of."""

import math

import pytest

from helpers import yml
from helpers.coding.checks.counts import RATE
from helpers.coding.checks.findings import Figure, Finding
from helpers.coding.checks.texts import rate_choices
from helpers.coding.checks.texts.rate_choices import Option

from ...made import of_text, page

RIGHT = [  # in words that tie rate and figures in many ways
    "年末在册渡船86艘，全年检验81艘，渡船检验率94.2%。",
    "到年底用了372.40万元，占到账资金400万元的93.10%。",
    "应回访群众2,150人，已回访1,978人，占92.0%。",
    "年末贷款余额52.36亿元，缴存余额68.90亿元，个贷率75.99%。",
    "害虫密度由每亩412头降到58头，下降85.9%。",
]
SWAPPED = [
    RIGHT[0].replace("94.2", "92.4"),
    RIGHT[1].replace("93.10", "91.30"),
    RIGHT[2].replace("92.0", "90.2"),
    RIGHT[4].replace("85.9", "89.5"),
]
OF_OTHERS = [
    "年末在册渡船86艘，全年检验81艘，群众满意率92.4%。",
    "收回问卷500份，发放宣传册3,000册，知晓率88.7%。",
    "年初目标为检验率不低于90%，上年检验率92.4%。在册渡船86艘，检验81艘。",
    "东片区领用灯具420盏，西片区领用灯具380盏，两个片区占全年领用的62%。",
]

MADE = [
    "受理案件6,742件，执结6,531件，结案率96.87%。",
    "抽查工单1,500单，按约完成1,467单，完成率97.8%。",
    "“三公”经费预算196万元，决算171.5万元，控制率87.5%。",
    "送审金额9.48亿元，审减1.06亿元，审减率11.18%。",
    "总支出86,012.75万元，其中基本支出69,871.2万元，占81.23%。",
    "收到资金3,170万元，实际支出2,966.8万元，占到位资金的93.59%。",
    "三公经费支出3.12万元，完成预算6万元的52%。",
]
SLIPPED = [
    MADE[0].replace("96.87", "98.67"),
    MADE[1].replace("97.8%", "97.9%"),
    MADE[2].replace("87.5", "78.5"),
    MADE[3].replace("11.18", "11.81"),
    MADE[4].replace("81.23", "81.43"),
    MADE[5].replace("93.59", "95.39"),
]


def told(text: str) -> list[tuple[float, float]]:
    """The rates of a text that are held against others, and what they should be, to a tenth."""
    return [
        (each.stated.value, round(each.recomputed, 1))
        for each in rate_choices.rates([page(text)])
        if each.verdict == "contradiction"
    ]


@pytest.mark.parametrize("text", RIGHT)
def test_a_rate_that_two_figures_make_up_is_not_held_against_others(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "pair"), list(zip(SWAPPED, [(92.4, 94.2), (91.3, 93.1), (90.2, 92.0), (89.5, 85.9)], strict=True))
)
def test_a_rate_with_two_digits_swapped_is_held_against_the_two_figures_that_it_is_of(text, pair):
    assert told(text) == [pair]


@pytest.mark.parametrize("text", OF_OTHERS)
def test_a_rate_that_is_likelier_of_figures_that_are_not_told_is_not_held_against_any(text):
    assert told(text) == []


def test_the_two_figures_of_a_rate_may_stand_behind_it():
    text = page("抽检合格率98.2%，抽检批次500批次，合格491批次。")
    place = next(place for place, each in enumerate(text.counts) if each.unit == RATE)
    made = [each.finding for each in rate_choices.options(text, place)]
    assert [each.verdict for each in made if each.recomputed == pytest.approx(98.2)] == ["holds"]


def test_a_rest_is_what_one_figure_leaves_of_the_other():
    text = page("抽查850笔，差错12笔，准确率98.59%。")
    ways = {each.finding.way: each.finding for each in rate_choices.options(text, 2)}
    assert ways["rest"].recomputed == pytest.approx(100 - 100 * 12 / 850)
    assert ways["rest"].verdict == "rounding"


@pytest.mark.parametrize("text", MADE)
def test_a_rate_that_two_figures_make_up_agrees_with_them(text):
    assert [verdict for kind, verdict in of_text(text) if kind == "rate"] in (["rounding"], ["holds"])


@pytest.mark.parametrize("text", SLIPPED)
def test_a_misprinted_rate_is_contradicted(text):
    assert ("rate", "contradiction") in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "受理案件6,742件，化解纠纷6,531件，群众满意率98.67%。",
        "收入6,742万元，支出6,531万元，同比增长98.7%。",
        "检查企业711家，整改700家，公众知晓率89.5%。",
        "受理案件6,742件，走访企业6,531家，结案率98.67%。",
        "结案136件，调解74件，其中劳动争议42件，占全县收案数的12.3%。",
    ],
)
def test_a_rate_of_other_figures_is_not_contradicted(text):
    assert ("rate", "contradiction") not in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "检查餐饮单位500家，不合格20家，合格率96%。",
        "上半年抽查80份合格72份，下半年抽查120份合格114份，全年合格率93%。",
        "发放问卷300份，收回288份，群众满意度93.6%。",
        "走访260户，满意198户、基本满意47户，满意度94.2%。",
        "甲街道120户，占40%；乙街道180户，占60%。",
        "全年支出862万元，其中人员经费540万元、公用经费322万元，执行率95.8%。",
        "支出5,994.89万元，上年结转87.12万元，本年收入5,937.35万元，支出完成率99.51%。",
        "参训学员中女生130人，男生120人，占48%。",  # of both
        "培训班招收300人，到课320人，96.5%满意。",  # the words of the rate stand behind it
        "计划招收300人，实际320人，占95.3%。",
        "在岗管护人员300人，新聘120人，占巡查人员的45%。",  # another whole with the same noun
        "全年支出744万元，业务支出610万元，占全年支出与结转之和的80%。",  # a whole of two
    ],
)
def test_a_rate_behind_a_figure_that_is_not_its_part_contradicts_nothing(text):
    assert ("rate", "contradiction") not in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "造林任务10万亩，年内造林9.6万亩，苗木抽检合格率94.2%。",
        "养护面积目标值1,500亩，实际完成值1,520亩；植物保存率目标值≥98%，实际完成值98.6%。",
    ],
)
def test_a_rate_is_not_said_to_be_of_figures_that_only_few_digits_or_a_cut_make_agree(text):
    assert [kind for kind, _ in of_text(text) if kind == "rate"] == []


@pytest.mark.parametrize(
    "text",
    [
        "预算86万元，支出79万元，执行率91.6%。",  # of 86.2 and 79
        "抽查工单1,500单，按约完成1,467单，完成率98%。",
        "受理案件2.3万件，办结2.2万件，办结率96.7%。",
        "应检1,204户，实检1,180户，检验率98.0%。",
        "总收入12.4亿元，其中财政拨款8.7亿元，占70.3%。",
    ],
)
def test_a_rate_of_rounded_numbers_and_one_printed_in_whole_per_cents_are_not_contradicted(text):
    assert ("rate", "contradiction") not in of_text(text)


def test_an_error_is_the_rarer_the_larger_it_is():
    near = [rate_choices.told(against(91.3 + miss)) for miss in (0.7, 2.5, 6.4)]
    assert near == sorted(near, reverse=True)


# By hand


@pytest.fixture
def by_hand(monkeypatch):
    """Weights and errors by which odds are worked out by hand."""
    errors = {"share": 0.02, "cut": 0.01, "slipped": 0.27, "other": 0.45, "size": 4.0}
    known = {"errors": errors, "weights": {"last": 1.0, "rest": -2.0, "none": 0.5}, "proven": 0.5}
    monkeypatch.setattr(rate_choices, "known", lambda: known)


def against(recomputed: float, verdict: str = "contradiction", tolerance: float = 0.05) -> Finding:
    """A rate of 91.3 % held against another."""
    rate = Figure("text:0", 91.3, 0.05, 0, 4)
    return Finding("R", "rate", "", rate, recomputed, (rate,), verdict, tolerance)


@pytest.mark.usefixtures("by_hand")
@pytest.mark.parametrize(
    ("finding", "odds"),
    [
        (against(75.9), 0.02 * (0.45 * 5 * math.exp(-15.4 / 4) + 0.27)),  # no slip: any rate may be one
        (against(87.3), 0.02 * (0.45 * 5 * math.exp(-1) + 0.27)),  # 8 of 40 points are near: 5 times chance
        (against(93.1), 0.02 * (0.45 * 5 * math.exp(-1.8 / 4) + 0.27 * 913 / 3)),  # 9 and 1, 1 and 3, 9 and 3 of 913
        (against(91.3, "holds"), 0.97 * 40 / 0.1),  # 400 rates of one decimal in 40 points
        (against(90.0, "rounding", 5.0), 0.97 * 40 / 10.0),  # digits so few that they say little
        (against(91.38, "truncation"), 0.01 * 40 / 0.1),
    ],
)
def test_a_rate_is_told_oftener_than_by_chance_by_how_few_ways_it_has(finding, odds):
    assert rate_choices.told(finding) == pytest.approx(odds)


@pytest.mark.usefixtures("by_hand")
@pytest.mark.parametrize(
    ("finding", "sign", "is_told"),
    [
        (against(93.1), "last", True),  # exp(1) * 1.67 against exp(0.5)
        (against(93.1), "rest", False),  # exp(-2) * 1.67
        (against(75.9), "last", False),  # exp(1) * 0.0064
        (against(91.3, "holds"), "rest", True),  # exp(-2) * 388
        (against(90.0, "rounding", 3.0), "rest", False),  # exp(-2) * 6.5
        (against(90.0, "rounding", 3.0), "last", True),  # exp(1) * 6.5
        (against(90.0, "rounding", 5.0), "last", False),  # as much as errors are large
    ],
)
def test_what_is_told_is_likelier_than_that_a_rate_is_of_none(finding, sign, is_told):
    found = rate_choices.meant([Option(finding, frozenset({sign}))], frozenset({"none"}))
    assert (found is not None) == is_told


@pytest.mark.usefixtures("by_hand")
def test_of_several_that_may_be_meant_the_likeliest_is_told():
    told = [(75.9, "last"), (93.1, "rest"), (19.3, "last")]  # exp(1) * 0.0064, exp(-2) * 1.67, exp(1) * 1.64
    options = [Option(against(value), frozenset({sign})) for value, sign in told]
    assert rate_choices.meant(options, frozenset({"none"})).recomputed == 19.3
    assert rate_choices.meant([], frozenset({"none"})) is None


def test_every_sign_has_a_weight():
    text = page("投放鱼苗86万尾。抽检81批次，合格80批次，抽检合格率98.8%，占全年任务的97.0%，上年检验增长5.5%。")
    signs = {
        sign
        for place in range(len(text.counts))
        if rate_choices.is_asked(text, place)
        for own in (rate_choices.none(text, place), *(o.signs for o in rate_choices.options(text, place)))
        for sign in own
    }
    assert len(signs) > 20
    assert signs <= set(yml.read(rate_choices.FILE)["weights"])


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("进场交易1,208宗，上年1,140宗，成交1,149宗，成交率{}%，其余59宗流标。", "95.1", "94.5"),
        ("在册电梯1,208部，年中增至1,240部，检验1,149部，检验率{}%，未到期的91部。", "92.7", "93.3"),
    ],
)
def test_a_rate_is_the_likelier_of_two_figures_of_which_the_difference_is_told(text, right, wrong):
    assert told(text.format(right)) == []
    assert told(text.format(wrong)) == [(float(wrong), float(right))]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("全年送检混凝土试块528组，检测合格571组，合格率97.9%。", (97.9, 108.1)),  # 517
        ("应检电梯2,108部，检验1,149部，检验率95.1%。", (95.1, 54.5)),  # 1,208
    ],
)
def test_a_swap_in_a_figure_of_a_rate_contradicts_it_however_far_off_it_is(text, pair):
    (found,) = told(text)
    assert found[0] == pair[0]


def test_figures_far_from_a_rate_that_no_swap_brings_to_it_are_of_something_else():
    assert told("应检电梯2,108部，检验1,147部，检验率95.1%。") == []


def test_a_rate_with_its_fraction_behind_it_is_asked_of_no_other_figures():
    text = "家长满意率92.5%（1480/1600），教师满意率90.6%（725/800），一共800份问卷中教师满意752份，约为91%。"
    assert told(text) == []
