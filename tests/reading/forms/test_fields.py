"""Small forms of several fields of government, in other words and shapes, and all that is to be read from them."""

from pathlib import Path

import pytest
import yaml

from helpers.reading.formats.grid import MARK, Document
from helpers.reading.records import Tables
from helpers.reading.report import read_document

from .drawn import drawn, indicators, scores, shown

FORMS = yaml.safe_load(Path(__file__).with_name("fields.yml").read_text(encoding="utf-8"))


def money(tables: Tables) -> list[str]:
    """Each amount as `1 executed basic 80.5`: project, stage, source where it is not total, else category."""
    kinds = [(row, row.source if row.category == "total" else row.category) for row in tables.funds]
    said = [f"{row.project_id[2:]} {row.stage} {kind} {shown(row.amount_wan)}" for row, kind in kinds]
    return [each.strip() for each in said]


def named(kind: str) -> list:
    return [pytest.param(form, id=form["name"]) for form in FORMS[kind]]


@pytest.mark.parametrize("form", named("grids"))
def test_a_form_in_a_table_is_read_whole(form):
    tables = read_document(Document(f"{MARK}\n", (drawn(form["form"]),)), "r")
    assert money(tables) == form["money"].splitlines()
    assert indicators(tables) == form["indicators"].splitlines()
    assert [each.strip() for each in scores(tables)] == form["scores"].splitlines()
    assert tables.outcomes == []


@pytest.mark.parametrize("form", named("texts"))
def test_a_form_in_a_text_is_read_whole_and_each_figure_stands_at_its_offset(form):
    text = form["form"]
    tables = read_document(Document(text), "r")
    assert money(tables) == form["money"].splitlines()
    assert indicators(tables) == form["indicators"].splitlines()
    assert [each.strip() for each in scores(tables)] == form["scores"].splitlines()
    assert all(text[row.start : row.end] == row.token for rows in tables[1:6] for row in rows)


def test_prose_above_a_form_of_one_cell_a_line_is_read_as_prose():
    text = next(form["form"] for form in FORMS["texts"] if form["name"].startswith("rehabilitation"))
    assert [(row.name_zh, row.value) for row in read_document(Document(text), "r").outcomes] == [("收治人员", 312)]
