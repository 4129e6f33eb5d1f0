"""What helpers.reading.funds.role_choices promises: what all words of an amount speak for is weighed against what the
rules say of it, by how they say it."""

import math

import numpy as np
import pytest

from helpers.coding.schema import tables
from helpers.reading import report
from helpers.reading.funds import role_choices
from helpers.reading.funds.role_choices import NONE, OF, RULES, Weights, likeliest
from helpers.reading.report import read_text
from tests.reading.funds.test_funds_told import TOLD, money

SPENT = {"stage": "executed", "source": "total", "category": "total"}
PLANNED = SPENT | {"stage": "initial_budget"}
NO_MONEY = dict.fromkeys(OF, NONE)
COLUMNS = {
    "stage": {"": 0, "executed": 1, "initial_budget": 2},
    "source": {"": 3, "total": 4, "other": 5},
    "category": {"": 6, "total": 7},
}


def known(rules: float = 0.0, **signs: dict[int, float]) -> Weights:
    """Weights of these signs by column, and of what the rules say in whatever way, in logarithms of odds."""
    rows = np.array([[round(100 * own.get(column, 0.0)) for column in range(8)] for own in signs.values()], int)
    places = {name: place for place, name in enumerate(signs)}
    return Weights(places, COLUMNS, rows.reshape(-1, 8), dict.fromkeys(RULES, round(100 * rules)))


def role(*asked) -> dict[str, str]:
    return likeliest(*asked).role


def test_the_highest_sum_of_weights_is_chosen_for_each_of_stage_source_and_category():
    weights = known(a={1: 1.0, 2: 1.5, 5: 1.0, 7: 0.1}, b={1: 1.0, 5: -0.5, 7: 0.1})
    assert role(frozenset("ab"), NO_MONEY, weights) == {**SPENT, "source": "other"}
    assert role(frozenset("a"), NO_MONEY, weights) == {**PLANNED, "source": "other"}


def test_a_sign_that_nobody_weighed_says_nothing():
    assert role(frozenset({"never seen"}), SPENT, known(rules=1.0)) == SPENT


@pytest.mark.parametrize(("rules", "chosen"), [(0.9, PLANNED), (1.1, SPENT)])
def test_what_the_rules_say_holds_as_long_as_it_weighs_more_than_what_the_words_say_against_it(rules, chosen):
    assert role(frozenset("a"), SPENT, known(rules, a={2: 1.0})) == chosen


def test_an_amount_that_is_likelier_no_money_has_no_source_and_no_category_either():
    assert role(frozenset("a"), SPENT, known(a={0: 1.0, 4: 5.0, 7: 5.0})) == NO_MONEY


def test_money_of_which_no_source_and_category_is_likelier_than_none_is_of_all():
    assert role(frozenset("a"), NO_MONEY, known(a={1: 1.0, 3: 1.0, 6: 1.0})) == SPENT


def test_the_chance_is_that_of_stage_source_and_category_together_by_the_logits():
    """By hand: e / (e + 2) for a stage of three values with one of weight 1, 1/3 and 1/2 where nothing speaks."""
    choice = likeliest(frozenset("a"), NO_MONEY, known(a={1: 1.0}))
    assert float(choice.chance) == pytest.approx(math.e / (math.e + 2) / 3 / 2, abs=0.005)


def test_of_an_amount_that_is_no_money_the_chance_is_that_it_is_none():
    choice = likeliest(frozenset("a"), NO_MONEY, known(a={0: 1.0, 4: 9.0}))
    assert float(choice.chance) == pytest.approx(math.e / (math.e + 2), abs=0.005)


@pytest.mark.parametrize(
    ("signs", "told", "way"),
    [
        ({"said executed"}, SPENT, "rules, own words"),
        ({"said allocated"}, SPENT, "rules, other words"),
        (set(), NO_MONEY, "rules, silent"),
        ({"foreign"}, NO_MONEY, "rules, left out"),
        ({"other year", "said executed"}, NO_MONEY, "rules, left out"),
    ],
)
def test_how_the_rules_say_what_an_amount_is(signs, told, way):
    assert role_choices.by_rules(frozenset(signs), told) == way


def test_the_file_of_weights_knows_the_values_of_the_coding_book_and_no_others():
    allowed = {of: {NONE, *tables()["funds"]["columns"][of]["values"]} for of in OF}
    columns = role_choices.weights().columns
    assert {of: set(values) <= allowed[of] for of, values in columns.items()} == dict.fromkeys(OF, True)
    assert {value for of in OF for value in columns[of]} >= {NONE, "executed", "initial_budget", "total", "other"}


def test_the_words_of_the_rules_weigh_something_and_their_own_words_most():
    rules = role_choices.weights().rules
    assert min(rules.values()) > 0
    assert max(rules, key=rules.get) == "rules, own words"


@pytest.fixture
def signs(monkeypatch):
    """The signs of each amount of a text, in order."""
    seen = []

    def asked(own, told, weights):
        seen.append(own)
        return likeliest(own, told, weights)

    monkeypatch.setattr(role_choices, "likeliest", asked)

    def of(text: str) -> list[frozenset[str]]:
        seen.clear()
        read_text(text, "r")
        return list(seen)

    return of


def test_the_signs_of_an_amount_are_its_words_what_they_say_and_the_amounts_beside_it(signs):
    first, second = signs("全年预算90万元，其中培训（含教材）支出12.5万元用于乡村医生。")
    assert {"own 预算", "own 全年预", "last none", "next stage executed", "in 万元"} <= first
    assert {"own 支出", "behind 用于", "told 其中", "last stage adjusted_budget", "next none"} <= second
    assert {"said adjusted_budget"} <= first
    assert not {sign for sign in first | second if "9" in sign or "教材" in sign and sign.startswith("own")}


def test_a_bracket_that_is_open_is_a_sign_and_one_that_is_closed_is_no_word_of_a_name(signs):
    first, second = signs("全年预算90万元。因公出国（境）支出（全年共90万元）。")
    assert "bracket" in second
    assert "bracket" not in first
    first, second = signs("全年预算90万元。因公出国（境）费90万元。")
    assert "own 国费" in second


def test_no_sign_tells_how_large_an_amount_is(signs):
    """What came in above its budget is read as what came in, and held against the report."""
    text = "某县2022年培训项目支出绩效自评报告。全年预算90万元，到位资金{}万元。"
    assert signs(text.format("80")) == signs(text.format("90")) == signs(text.format("900"))


def row_of(text: str, monkeypatch, weights: Weights) -> list[tuple[str, ...]]:
    monkeypatch.setattr(role_choices, "weights", lambda: weights)
    return [(r.project_id, r.stage, r.source, r.category, str(r.amount_wan)) for r in read_text(text, "r").funds]


def test_an_amount_that_no_rule_knows_has_a_row_where_its_words_speak_for_one(monkeypatch):
    text = "某县2022年培训项目支出绩效自评报告。项目预算90万元，讲台边哗啦啦88万元。"
    planned = ("r-1", "initial_budget", "total", "total", "90")
    assert row_of(text, monkeypatch, known(rules=1.0)) == [planned]
    spoken = known(rules=1.0, **{"own 啦啦": {1: 2.0, 4: 2.0, 7: 2.0}})
    assert row_of(text, monkeypatch, spoken) == [planned, ("r-1", "executed", "total", "total", "88")]


def test_an_amount_that_its_words_speak_against_has_no_row(monkeypatch):
    text = "某县2022年培训项目支出绩效自评报告。项目预算90万元，支出88万元。"
    assert len(row_of(text, monkeypatch, known(rules=1.0))) == 2
    assert [row[1] for row in row_of(text, monkeypatch, known(rules=1.0, **{"own 支出": {0: 2.0}}))] == [
        "initial_budget"
    ]


def test_hardly_a_sentence_that_the_rules_read_right_is_read_otherwise_with_the_choice():
    """Three of 373 are: the price of what it reads in reports that nobody had opened."""
    right = [money(each["text"]) == [row for row in each["money"].split("; ") if row] for each in TOLD]
    assert sum(right) >= 0.98 * len(TOLD)


def test_a_new_row_has_the_name_of_its_use_and_none_where_its_words_name_no_use(monkeypatch):
    weights = known(rules=1.0, **{"own 啦啦": {1: 2.0, 4: 2.0, 7: 2.0}})
    monkeypatch.setattr(role_choices, "weights", lambda: weights)
    text = "某县2022年培训项目支出绩效自评报告。项目预算90万元，{}哗啦啦8万元。"
    lines = [[row.line for row in read_text(text.format(use), "r").funds] for use in ("音响设备", "")]
    assert lines[0] == ["", "音响设备哗啦啦"]
    assert lines[1][0] == ""


def test_with_nothing_but_the_word_of_the_rules_the_rows_are_those_of_the_rules(monkeypatch):
    monkeypatch.setattr(role_choices, "weights", lambda: everything())
    chosen = [read_text(each["text"], "r").funds for each in TOLD]
    monkeypatch.setattr(report, "chosen", lambda page, quantities, rows, *_: rows)
    assert [[row._replace(chance=None) for row in rows] for rows in chosen] == [
        read_text(each["text"], "r").funds for each in TOLD
    ]


def everything() -> Weights:
    """All values of the coding book, and weights of what the rules say alone."""
    values = [(of, value) for of in OF for value in (NONE, *tables()["funds"]["columns"][of]["values"])]
    columns = {of: {value: i for i, (own, value) in enumerate(values) if own == of} for of in OF}
    return Weights({}, columns, np.zeros((0, len(values)), int), dict.fromkeys(RULES, 100))


def test_a_number_is_one_sign_whatever_its_digits(signs):
    one, other = (signs(f"第{number}批支出12万元。")[0] for number in ("3", "12"))
    assert one == other
    assert "own 第0批" in one
