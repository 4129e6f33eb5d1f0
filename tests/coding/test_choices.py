"""What helpers.coding.choices promises: how likely a figure is printed wrongly, by the weights of signs and by how few
ways a slip of digits has."""

import math

import pytest

from helpers import yml
from helpers.coding import choices, rate_choices, sum_choices
from helpers.coding.choices import Option
from helpers.coding.findings import Figure, Finding

from .made import page as page_of

KNOWN = {
    "errors": {"share": 0.02, "slipped": 0.27, "other": 0.45},
    "rates": {"near": 1.0, "far": -2.0, "none": 0.5},
}


@pytest.fixture(autouse=True)
def _known(monkeypatch):
    monkeypatch.setattr(choices, "known", lambda: KNOWN)


def option(recomputed: float, *signs: str, stated: float = 91.3) -> Option:
    figure = Figure("text:0", stated, 0.05, 0, 4)
    finding = Finding("R", "rate", "", figure, recomputed, (figure,), "contradiction")
    return Option(finding, finding, frozenset(signs))


def test_a_figure_without_an_option_is_not_doubted():
    assert choices.doubted("rates", [], frozenset({"none"})) is None


def test_an_error_that_is_no_slip_is_no_likelier_than_chance_makes_it():
    chance, _ = choices.doubted("rates", [option(75.9, "near")], frozenset({"none"}))
    odds = math.exp(1.0) * 0.02 * (0.45 + 0.27)  # any figure may be one of chance: 1
    assert chance == pytest.approx(odds / (odds + math.exp(0.5)))


def test_a_slip_of_two_digits_counts_by_how_few_ways_it_has():
    chance, _ = choices.doubted("rates", [option(93.1, "near")], frozenset({"none"}))
    odds = math.exp(1.0) * 0.02 * (0.45 + 0.27 * 913 / 3)  # 9 and 1, 1 and 3, 9 and 3 of 913 may be swapped
    assert chance == pytest.approx(odds / (odds + math.exp(0.5)))


def test_what_is_told_is_the_likeliest_of_all_that_may_be_meant():
    near, far = option(75.9, "near"), option(80.2, "far")
    both, told = choices.doubted("rates", [far, near], frozenset({"none"}))
    assert told.recomputed == 75.9
    assert both > choices.doubted("rates", [near], frozenset({"none"}))[0]


def test_all_signs_that_the_models_give_have_weights():
    text = "投放鱼苗共86万尾，其中草鱼30万尾、鲢鱼26万尾、鳙鱼30万尾。抽检81批次，合格80批次，抽检合格率98.8%，占全年任务的97.0%。"
    weights, page = yml.read(choices.FILE), page_of(text)
    for name, model in {"rates": rate_choices, "sums": sum_choices}.items():
        signs = {
            sign
            for place, each in enumerate(page.counts)
            if model.is_asked(each)
            for own in (model.none(page, place), *(o.signs for o in model.options(page, place, always=True)))
            for sign in own
        }
        assert len(signs) > 10
        assert signs <= set(weights[name])
