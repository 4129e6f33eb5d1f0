"""What helpers.output.words promises: the same words in both languages, values put in."""

import re
import string

import pytest
import yaml

from helpers.coding.schema import tables
from helpers.output import words

ENTRIES = yaml.safe_load(words.Path(words.__file__).with_name("words.yml").read_text(encoding="utf-8"))

SIMULATED = {f"caption_{name}" for name in ("coverage", "held", "recovered", "score_intervals", "scores_hold")}


def test_every_key_is_text_and_not_what_yaml_takes_for_true_or_false():
    assert [key for key in ENTRIES if not isinstance(key, str)] == []


@pytest.mark.parametrize("key", ENTRIES)
def test_an_entry_has_both_languages_and_asks_for_the_same_values_in_each(key):
    fields = {
        lang: {field for _, field, _, _ in string.Formatter().parse(text) if field}
        for lang, text in ENTRIES[key].items()
    }
    assert set(fields) == {"en", "zh"}
    assert fields["en"] == fields["zh"]


@pytest.mark.parametrize(
    ("table", "column"), [("all_indicators", "level2"), ("all_projects", "admin_level"), ("audit", "verdict")]
)
def test_every_code_of_the_tables_that_figures_show_has_words(table, column):
    assert set(tables()[table]["columns"][column]["values"]) - {"process"} <= set(ENTRIES)


def test_a_key_without_words_is_its_own_name():
    assert words.say("件次", "en") == "件次"
    assert words.say(2021, "zh") == "2021"


def test_values_are_put_in():
    assert words.say("exactly_at", "en", at=1, number=3, share=0.614) == "exactly 1:\n3 (61%)"
    assert words.caption("descriptives", "zh", n=3, n_reports=2, sample="全部").endswith("样本：全部。来源：data/raw。")


def test_a_caption_that_lacks_a_value_is_an_error():
    with pytest.raises(KeyError, match="sample"):
        words.caption("descriptives", "en", n=3, n_reports=2)


@pytest.mark.parametrize("key", sorted({key for key in map(str, ENTRIES) if key.startswith("caption_")} - SIMULATED))
def test_a_caption_of_what_was_read_says_how_many_and_from_where(key):
    for lang, source in (("en", "Source: data/raw"), ("zh", "来源：data/raw")):
        assert re.search(r"\{n\b|\{n_|\bN\b|N[、：]", ENTRIES[key][lang])
        assert source in ENTRIES[key][lang]


@pytest.mark.parametrize("key", sorted(key for key in map(str, ENTRIES) if key.startswith("caption_")))
def test_n_is_what_is_counted_not_where_it_stands_and_no_plural_is_left_open(key):
    for text in ENTRIES[key].values():
        assert not re.search(r"N = \{n_reports\}|N = \{n_tables\}|\(s\)", text)


@pytest.mark.parametrize("key", sorted(key for key in map(str, ENTRIES) if key.startswith("caption_")))
def test_how_many_reports_there_are_is_computed_and_not_typed(key):
    """Those of one comparison are as many as it takes: two reports together, one report."""
    numbers = "three|four|five|six|seven|eight|nine|ten|[0-9]+"
    assert not re.search(rf"\b({numbers}) (\w+ )?(reports|pages|documents)", ENTRIES[key]["en"])
    assert not re.search(r"[三四五六七八九十0-9]+ ?[份个](种子|公开)?(报告|网页)", ENTRIES[key]["zh"])
