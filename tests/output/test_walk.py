"""What helpers.output.walk promises: a chosen figure is shown at its place, a correction is handed over."""

import pandas as pd
import pytest

from helpers.output import walk

TEXT = "全年预算<b>90</b>万元，实际支出80万元。"


def funds(*tokens: str) -> pd.DataFrame:
    rows = [
        {"report_id": "R", "line": "", "stage": "executed", "amount_wan": float(token), "start": TEXT.index(token),
         "end": TEXT.index(token) + len(token), "token": token, "cell": ""}
        for token in tokens
    ]  # fmt: skip
    return pd.DataFrame(rows)


def in_a_grid() -> pd.DataFrame:
    row = {
        "report_id": "R",
        "name_zh": "巡查",
        "value": 12.0,
        "start": None,
        "end": None,
        "token": "12",
        "cell": "t!R2C2",
    }
    return pd.DataFrame([row]).astype({"start": "Int64", "end": "Int64"})


def findings() -> pd.DataFrame:
    said = {
        "verdict": "exceeds",
        "report_id": "R",
        "what": "executed against budget",
        "stated": 90.0,
        "recomputed": 80.0,
    }
    return pd.DataFrame([said | {"figures": "funds:1 resources:9", "quote": "实际<支出>80"}])


@pytest.fixture
def written() -> list[dict]:
    return []


@pytest.fixture
def cell(written) -> walk.Walk:
    pytest.importorskip("itables.widget", reason="itables is not installed: there are no widgets")
    return walk.Walk({"funds": funds("90", "80"), "outcomes": in_a_grid()}, findings(), {"R": TEXT}, written.append)


def test_a_figure_has_the_name_that_findings_have_for_it():
    found = walk.figures({"funds": funds("90", "80"), "outcomes": in_a_grid(), "reports": pd.DataFrame([{"a": 1}])})
    assert list(found.index) == ["funds:0", "funds:1", "outcomes:0"]
    assert found["what"].tolist() == ["executed", "executed", "巡查"]
    assert found["place"].tolist() == [str(TEXT.index("90")), str(TEXT.index("80")), "t!R2C2"]


def test_the_words_around_a_figure_are_shown_as_text_and_the_figure_marked():
    shown = walk.shown_at(TEXT, TEXT.index("90"), TEXT.index("90") + 2)
    assert shown == "<p lang='zh-Hans'>…全年预算&lt;b&gt;<mark>90</mark>&lt;/b&gt;万元，实际支出80万元。…</p>"


def test_a_finding_lists_the_figures_it_used_and_all_again_when_it_is_left(cell):
    cell.findings.selected_rows = [0]
    assert (list(cell.listed.index), cell.quote.value) == (
        ["funds:1"],
        "<blockquote lang='zh-Hans'>实际&lt;支出&gt;80</blockquote>",
    )
    cell.findings.selected_rows = []
    assert (len(cell.listed), cell.quote.value) == (3, "")


def test_a_chosen_figure_is_shown_at_its_place_and_its_amount_is_what_one_corrects_first(cell):
    cell.figures.selected_rows = [1]
    assert "<mark>80</mark>" in cell.words.value
    assert (cell.column.value, cell.button.disabled) == ("amount_wan", False)
    assert [name for _, name in cell.column.options] == ["line", "stage", "amount_wan"]
    cell.figures.selected_rows = [2]
    assert (cell.words.value, cell.column.value) == ("<p>t!R2C2: 12</p>", "value")
    cell.figures.selected_rows = []
    assert (cell.words.value, cell.button.disabled) == ("", True)


def test_a_correction_names_its_row_by_place_or_cell(cell, written):
    for row, place in {1: str(TEXT.index("80")), 2: "t!R2C2"}.items():
        cell.figures.selected_rows = [row]
        cell.right.value, cell.why.value = " 81 ", "misprint, me"
        cell.button.click()
        assert (written[-1]["row"], written[-1]["corrected"], written[-1]["why"]) == (place, "81", "misprint, me")
        assert "Written to" in cell.said.value
    assert [fix["table"] for fix in written] == ["funds", "outcomes"]


def test_a_correction_that_is_refused_is_told_and_what_was_typed_stays(cell):
    cell.correct = lambda fix: (_ for _ in ()).throw(ValueError("expected <one> row"))
    cell.figures.selected_rows = [0]
    cell.right.value = "91"
    cell.button.click()
    assert cell.said.value == "<b>Not written:</b> expected &lt;one&gt; row"
    assert cell.right.value == "91"


def test_where_no_notebook_is_open_the_findings_are_a_plain_table(monkeypatch):
    monkeypatch.delenv(walk.LIVE, raising=False)
    plain = walk.walk({"funds": funds("90")}, findings(), {"R": TEXT}, print)
    assert plain.to_dict("records") == [findings().drop(columns="figures").iloc[0].to_dict()]


def test_in_an_open_notebook_the_widgets_are_shown_with_the_table_that_stands_for_them(monkeypatch):
    shown = []
    pytest.importorskip("itables.widget", reason="itables is not installed: there are no widgets")
    monkeypatch.setenv(walk.LIVE, "notebooks/02_check.ipynb")
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    assert walk.walk({"funds": funds("90", "80")}, findings(), {"R": TEXT}, print) is None
    assert "application/vnd.jupyter.widget-view+json" in shown[0]
    assert "实际&lt;支出&gt;80" in shown[0]["text/html"]
