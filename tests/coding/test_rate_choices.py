"""What helpers.coding.rate_choices promises: a rate that the figures near it do not make up is held against those that
it is most likely of."""

import pytest

from helpers import yml
from helpers.coding import rate_choices
from helpers.coding.counts import RATE
from helpers.coding.findings import Figure, Finding
from helpers.coding.rate_choices import Option

from .made import page

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
    made = [each.finding for each in rate_choices.options(text, place, always=True)]
    assert [each.verdict for each in made if each.recomputed == pytest.approx(98.2)] == ["holds"]


def test_a_rest_is_what_one_figure_leaves_of_the_other():
    text = page("抽查850笔，差错12笔，准确率98.59%。")
    ways = {each.finding.what.split(" of ")[0].rpartition(" ")[2]: each.finding for each in
            rate_choices.options(text, 2, always=True)}  # fmt: skip
    assert ways["rest"].recomputed == pytest.approx(100 - 100 * 12 / 850)
    assert ways["rest"].verdict == "rounding"


# By hand


@pytest.fixture
def by_hand(monkeypatch):
    """Weights and errors by which odds are worked out by hand."""
    errors = {"share": 0.02, "slipped": 0.27, "other": 0.45}
    known = {"errors": errors, "weights": {"last": 1.0, "rest": -2.0, "none": 0.5}, "proven": 0.5}
    monkeypatch.setattr(rate_choices, "known", lambda: known)


def against(recomputed: float, verdict: str = "contradiction") -> Finding:
    """A rate of 91.3 % held against another."""
    rate = Figure("text:0", 91.3, 0.05, 0, 4)
    return Finding("R", "rate", "", rate, recomputed, (rate,), verdict)


@pytest.mark.usefixtures("by_hand")
@pytest.mark.parametrize(
    ("finding", "odds"),
    [
        (against(75.9), 0.02 * (0.45 + 0.27)),  # no slip: any rate may be one
        (against(93.1), 0.02 * (0.45 + 0.27 * 913 / 3)),  # 9 and 1, 1 and 3, 9 and 3 of 913 may be swapped
        (against(91.3, "holds"), 0.98 * 40 / 0.1),  # 400 rates of one decimal in 40 points
    ],
)
def test_a_rate_is_told_oftener_than_by_chance_by_how_few_ways_it_has(finding, odds):
    assert rate_choices.told(finding) == pytest.approx(odds)


@pytest.mark.usefixtures("by_hand")
@pytest.mark.parametrize(
    ("finding", "sign", "is_told"),
    [
        (against(93.1), "last", True),  # exp(1) * 1.65 against exp(0.5)
        (against(93.1), "rest", False),  # exp(-2) * 1.65
        (against(75.9), "last", False),  # exp(1) * 0.0144
        (against(91.3, "holds"), "rest", True),  # exp(-2) * 392
    ],
)
def test_what_is_told_is_likelier_than_that_a_rate_is_of_none(finding, sign, is_told):
    found = rate_choices.meant([Option(finding, frozenset({sign}))], frozenset({"none"}))
    assert (found is not None) == is_told


@pytest.mark.usefixtures("by_hand")
def test_of_several_that_may_be_meant_the_likeliest_is_told():
    told = [(75.9, "last"), (93.1, "rest"), (19.3, "last")]  # exp(1) * 0.0144, exp(-2) * 1.65, exp(1) * 1.65
    options = [Option(against(value), frozenset({sign})) for value, sign in told]
    assert rate_choices.meant(options, frozenset({"none"})).recomputed == 19.3
    assert rate_choices.meant([], frozenset({"none"})) is None


def test_every_sign_has_a_weight():
    text = page("投放鱼苗86万尾。抽检81批次，合格80批次，抽检合格率98.8%，占全年任务的97.0%，上年检验增长5.5%。")
    signs = {
        sign
        for place in range(len(text.counts))
        if rate_choices.is_asked(text, place)
        for own in (rate_choices.none(text, place), *(o.signs for o in rate_choices.options(text, place, always=True)))
        for sign in own
    }
    assert len(signs) > 20
    assert signs <= set(yml.read(rate_choices.FILE)["weights"])
