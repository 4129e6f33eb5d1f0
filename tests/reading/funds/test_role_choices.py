"""What helpers.reading.funds.role_choices promises: of each part of a role the value whose signs weigh most, one amount
after another."""

import math

import numpy as np
import pytest

from helpers.coding.schema import tables
from helpers.reading.funds import role_choices
from helpers.reading.funds.amounts import amounts
from helpers.reading.funds.role_choices import CHECKED, NO_MONEY, NONE, OF, Weights, chosen, likeliest
from helpers.reading.funds.signs import of_roles, of_words
from helpers.reading.text import layout
from helpers.reading.text.quantities import find

VALUES = {
    "stage": ["", "executed", "initial_budget"],
    "source": ["total", "other"],
    "category": ["total", "basic"],
    "line": ["", "line"],
}
NAMES = [(of, value) for of in OF for value in VALUES[of]]


def known(**signs: dict[tuple[str, str], float]) -> Weights:
    """Weights of these signs for these values, in logarithms of odds."""
    columns = {of: {value: NAMES.index((of, value)) for value in VALUES[of]} for of in OF}
    rows = np.array([[round(100 * own.get(name, 0.0)) for name in NAMES] for own in signs.values()], int)
    return Weights({name: place for place, name in enumerate(signs)}, columns, rows.reshape(-1, len(NAMES)))


SPENT, PLANNED, NOTHING = ("stage", "executed"), ("stage", "initial_budget"), ("stage", "")


def role(signs: str, weights: Weights) -> tuple[str, ...]:
    return likeliest(frozenset(signs), weights).role


def test_the_highest_sum_of_weights_is_chosen_for_each_part_of_a_role():
    weights = known(
        a={SPENT: 1.0, PLANNED: 1.5, ("source", "other"): 1.0, ("line", "line"): 1.0},
        b={SPENT: 1.0, ("source", "other"): -1.5, ("category", "basic"): 0.1},
    )
    assert role("ab", weights) == ("executed", "total", "basic", "line")
    assert role("a", weights) == ("initial_budget", "other", "total", "line")


def test_a_sign_that_nobody_weighed_says_nothing():
    weights = known(a={SPENT: 1.0})
    assert likeliest(frozenset({"a", "never seen"}), weights) == likeliest(frozenset("a"), weights)


def test_an_amount_that_is_likelier_no_money_has_no_source_and_no_category_either():
    assert role("a", known(a={NOTHING: 1.0, ("source", "other"): 5.0, ("line", "line"): 5.0})) == NO_MONEY


def test_a_source_may_be_chosen_by_the_stage_that_was_chosen_before():
    weights = known(**{"a": {SPENT: 1.0}, "b": {PLANNED: 1.0}, "is executed": {("source", "other"): 1.0}})
    assert role("a", weights)[:2] == ("executed", "other")
    assert role("b", weights)[:2] == ("initial_budget", "total")


def test_the_chance_is_that_of_stage_source_and_category_together_by_the_logits():
    """By hand: e / (e + 2) for a stage of three values with one of weight 1, 1/2 where nothing speaks."""
    choice = likeliest(frozenset("a"), known(a={SPENT: 1.0, ("line", "line"): 0.5}))
    assert float(choice.chance) == pytest.approx(math.e / (math.e + 2) / 2 / 2, abs=0.005)


def test_of_an_amount_that_is_no_money_the_chance_is_that_it_is_none():
    choice = likeliest(frozenset("a"), known(a={NOTHING: 1.0, ("source", "other"): 9.0}))
    assert float(choice.chance) == pytest.approx(math.e / (math.e + 2), abs=0.005)


def test_the_file_of_weights_knows_the_values_of_the_coding_book_and_no_others():
    columns = role_choices.weights().columns
    allowed = {of: {NONE, *tables()["funds"]["columns"][of]["values"]} for of in CHECKED} | {"line": {"", "line"}}
    assert {of: set(values) <= allowed[of] for of, values in columns.items()} == dict.fromkeys(OF, True)
    assert {value for of in CHECKED for value in columns[of]} >= {NONE, "executed", "initial_budget", "total", "other"}


def told(text: str) -> list:
    return amounts(layout.layout(text), find(text))


def words(text: str) -> list[frozenset[str]]:
    own = told(text)
    return [of_words(own, place, single=True) for place in range(len(own))]


def test_the_signs_of_an_amount_are_its_words_what_they_say_and_the_amounts_beside_it():
    first, second = words("全年预算90万元，其中培训（含教材）支出12.5万元用于乡村医生。")
    assert {"own 预算", "own 全年预", "said adjusted_budget", "next says executed", "first", "in 万元"} <= first
    assert {"own 支出", "behind 用于", "sentence has 其中", "last says adjusted_budget", "as 其中", "last"} <= second
    assert not {sign for sign in first | second if "9" in sign or ("教材" in sign and sign.startswith("own"))}


def test_no_sign_tells_how_large_an_amount_is():
    """What came in above its budget is read as what came in, and held against the report."""
    text = "某县2022年培训项目支出绩效自评报告。全年预算90万元，到位资金{}万元。"
    assert words(text.format("80")) == words(text.format("90")) == words(text.format("900"))


def test_a_number_is_one_sign_whatever_its_digits():
    one, other = (words(f"第{number}批支出12万元。")[0] for number in ("3", "12"))
    assert one == other
    assert "own 第0批" in one


def test_a_part_has_the_role_of_its_whole_among_its_signs_and_another_has_none():
    own, spent = told("到位80万元（省级50万元），支出75万元。"), ("executed", "total", "total", "")
    roles = [("allocated", "total", "total", ""), ("allocated", "fiscal_appropriation", "total", "line")]
    assert {"whole 0 allocated", "last 0 allocated near"} <= {*of_roles(own, roles[:1], 1)}
    assert {"no part", "last 1 fiscal_appropriation near", "total allocated"} <= {*of_roles(own, roles, 2)}
    assert "last 0 executed near" in {*of_roles(own, [spent], 1)}


def test_what_was_told_in_a_sentence_is_told_from_what_was_told_before_it():
    own, roles = told("预算80万元。支出75万元，结余5万元。"), [("initial_budget", "total", "total", "")] * 2
    assert "here initial_budget" not in {*of_roles(own, roles[:1], 1)}
    assert {"here initial_budget", "before initial_budget"} <= {*of_roles(own, roles, 2)}


def test_what_was_told_far_before_an_amount_is_no_sign():
    own = told("预算80万元。" * 40)
    roles = [("income", "total", "total", "")] + [("executed", "total", "total", "")] * 39
    assert "before income" in {*of_roles(own, roles[:20], 20)}
    assert "before income" not in {*of_roles(own, roles[:39], 39)}


def test_what_was_chosen_for_an_amount_is_a_sign_of_the_next():
    weights = known(**{"own 预算": {PLANNED: 2.0}, "last 0 initial_budget near": {SPENT: 1.0}})
    found = chosen(told("预算80万元，付出去75万元。"), single=True, known=weights)
    assert [each.role[0] for each in found] == ["initial_budget", "executed"]


def test_as_many_signs_are_asked_for_at_the_end_of_a_long_text_as_at_its_beginning():
    own = told("预算80万元，支出75万元。" * 200)
    roles = [("executed", "total", "total", "")] * len(own)
    assert len([*of_roles(own, roles, 390)]) == len([*of_roles(own, roles, 40)])
