"""What helpers.output.results promises: no number of the text is typed, each is a cell of a table that is named."""

import re

import pandas as pd
import pytest

from helpers import paths
from helpers.output import results

TABLE = pd.DataFrame({"term": ["a", "a", "b"], "estimate": [0.5, -0.25, None], "n": [3, 4, 5]})


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_digit_of_the_text_is_typed_and_every_number_is_used(lang):
    assert not re.search(r"[0-9０-９]", results.texts()[lang])
    assert not results.unused()


@pytest.mark.parametrize(
    ("says", "value", "printed"),
    [
        ({"query": "term == 'b'", "column": "n", "as": ",d"}, 5, "5"),
        ({"query": "term == 'a' and n == 4", "column": "estimate", "as": "+.2f"}, -0.25, "-0.25"),
        ({"query": "term == 'a'", "take": "count", "as": ",d"}, 2, "2"),
        ({"take": "different", "column": "term", "as": ",d"}, 2, "2"),
    ],
)
def test_a_number_is_a_cell_or_a_count(monkeypatch, says, value, printed):
    described = {"numbers": {"x": {"table": "t", **says}}, "text": {"en": "{x}!"}}
    monkeypatch.setattr(results, "_described", lambda: described)
    found = results.numbers({"t": TABLE})
    assert found.loc[0, ["value", "printed"]].tolist() == [value, printed]
    assert results.markdown(found, "en").startswith(f"{printed}!")


def test_what_is_said_is_there_without_heading_and_table_too(monkeypatch):
    described = {
        "numbers": {"x": {"table": "t", "take": "count", "as": ",d"}},
        "text": {"en": "# Results\n\n**{x}** rows.\n"},
    }
    monkeypatch.setattr(results, "_described", lambda: described)
    found = results.numbers({"t": TABLE})
    assert results.said(found, "en") == f"**{len(TABLE)}** rows.\n"
    assert results.markdown(found, "en").startswith(f"# Results\n\n**{len(TABLE)}** rows.\n\n| name |")


@pytest.mark.parametrize(
    ("says", "message"),
    [
        ({"query": "term == 'a'", "column": "n"}, "x: expected one row of t where term == 'a', found 2"),
        ({"query": "term == 'b'", "column": "estimate"}, "x: estimate of t where term == 'b' is missing"),
    ],
)
def test_a_number_that_is_not_one_is_an_error(monkeypatch, says, message):
    monkeypatch.setattr(results, "_described", lambda: {"numbers": {"x": {"table": "t", "as": "d", **says}}})
    with pytest.raises(ValueError, match=re.escape(message)):
        results.numbers({"t": TABLE})


def test_reports_whose_province_is_not_known_are_counted_beside_the_provinces():
    known = results.tables(paths.figures(), paths.processed())
    provinces = ["广东省", "广东省", "湖南省", None, None, None]
    found = results.numbers(known | {"reports": pd.DataFrame({"report_id": list("abcdef"), "province_zh": provinces})})
    assert "6 reports (3 of them without a known province), of units in 2 of the\nprovinces, with" in results.said(
        found, "en"
    )
    assert re.search("6 份报告（.*2 个省，3 份省份未知", results.said(found, "zh"))


def test_each_number_has_a_macro_of_letters_alone():
    found = pd.DataFrame({"name": ["effect_from", "share"], "printed": ["-0.049", "61%"]})
    assert results.macros(found) == "\\newcommand{\\resEffectFrom}{$-$0.049}\n\\newcommand{\\resShare}{61\\%}\n"
    assert all(re.fullmatch("[A-Za-z]+", results.macro(name)) for name in results._described()["numbers"])


def test_a_table_that_was_not_written_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="reports.csv is in none of"):
        results.tables(tmp_path)


def test_the_page_that_is_kept_says_what_the_tables_that_are_kept_say():
    found = results.numbers(results.tables(paths.figures(), paths.processed()))
    assert (paths.documents() / "results.md").read_text(encoding="utf-8") == results.markdown(found, "en")
    assert (paths.figures() / "results.tex").read_text(encoding="utf-8") == results.macros(found)
