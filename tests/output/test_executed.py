"""What helpers.output.executed promises: one file that shows text, results and pictures, runs and fetches nothing."""

import json
from base64 import b64encode
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from lxml import html
from PIL import Image

from helpers.output import executed

SCRIPTS = (
    "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">",
    '<svg onload="document.title=1"><script>document.title=1</script></svg>',
    '<a href="javascript:document.title=1">a</a><iframe srcdoc="<script>1</script>"></iframe>',
    '<a href="data:text/html,<script>1</script>">b</a><form action="x"><input onfocus=1 autofocus></form>',
    '<style>@import "http://example.org/x.css"; td {background: url(http://example.org/y.png)}</style>',
    '<img src="http://example.org/z.png"><link rel="stylesheet" href="http://example.org/x.css"><b style="x">5</b>',
)


def png(width: int = 600, height: int = 300) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width, height), "white").save(buffer, "png")
    return buffer.getvalue()


def text(source: str) -> dict:
    return {"cell_type": "markdown", "source": source, "metadata": {}}


def code(*outputs: dict, source: str = "x = 1", tags: tuple = ()) -> dict:
    return {"cell_type": "code", "source": source, "metadata": {"tags": list(tags)}, "outputs": list(outputs)}


def result(**data: str) -> dict:
    kinds = {"html": "text/html", "markdown": "text/markdown", "png": "image/png", "plain": "text/plain"}
    kinds["widget"], kinds["script"] = "application/vnd.jupyter.widget-view+json", "application/javascript"
    return {"output_type": "display_data", "data": {kinds[name]: each for name, each in data.items()}}


def shown(*cells: dict, link=lambda _: None) -> html.HtmlElement:
    return html.fromstring(executed.page(executed.Notebook(list(cells)), link, "index.html"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_page_has_the_notebook_in_its_order_with_its_code_folded():
    page = shown(text("# Why?\n\nSo **it** is."), code(result(markdown="Of *3*"), source="print(3)"), text("## How?"))
    assert [words(each) for each in page.xpath("//section")] == ["Why? So it is.", "codeprint(3) Of 3", "How?"]
    assert page.findtext(".//title") == "Why?"
    assert page.xpath("//details/@open") == []
    assert [(each.text, each.get("href")) for each in page.xpath("//nav//li/a")] == [("How?", "#c2")]


@pytest.mark.parametrize("planted", SCRIPTS)
def test_no_element_that_runs_or_fetches_is_left_whatever_cell_or_output_holds_it(planted):
    outputs = [result(html=planted), result(markdown=planted), result(script="document.title=1", plain="x")]
    outputs += [{"output_type": "stream", "name": "stdout", "text": planted}]
    outputs += [{"output_type": "error", "ename": planted, "evalue": planted, "traceback": [planted]}]
    page = shown(text(planted), code(*outputs, source=planted), {"cell_type": "raw", "source": planted})
    assert not page.xpath(
        "//script | //iframe | //svg | //form | //input | //link | //img[@src] | //main//style | //*[@style]"
    )
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert not [each for each in page.xpath("//@href | //@src") if not each.startswith(("#", "index.html"))]
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "img-src data:; base-uri 'none'" in policy


def test_what_is_printed_and_what_went_wrong_stand_there_as_text_without_colours_of_terminals():
    error = {
        "output_type": "error",
        "ename": "ValueError",
        "evalue": "<b>",
        "traceback": ["\x1b[31mNo\x1b[0m: <b>"],
    }
    page = shown(code({"output_type": "stream", "name": "stdout", "text": ["wrote ", "a.csv\n"]}, error))
    assert words(page.xpath("//div[@class='stream']")[0]) == "wrote a.csv"
    assert words(page.xpath("//div[@class='error']")[0]) == "No: <b>"


def test_a_picture_is_part_of_the_page_and_a_widget_is_shown_by_the_table_that_stands_for_it():
    table = "<table><tr><td colspan='2'>5</td></tr></table>"
    page = shown(
        code(result(png=b64encode(png()).decode(), plain="<Figure>"), result(widget="{}", html=table, plain="VBox()"))
    )
    assert page.xpath("//img/@src")[0].startswith("data:image/png;base64,")
    assert page.xpath("//td/@colspan") == ["2"]
    assert "VBox" not in words(page)


def test_a_link_inside_the_project_leads_where_it_is_told_and_loses_nothing_but_the_link_where_nothing_is():
    known = {"../runs/paper/review/index.html": "../review/index.html"}
    page = shown(
        text("[a](../runs/paper/review/index.html) [b](gone.html) [c](https://example.org/) [d](#c0)"), link=known.get
    )
    assert [(each.text, each.get("href")) for each in page.xpath("//main//a")] == [
        ("a", "../review/index.html"), ("b", None), ("c", "https://example.org/"), ("d", "#c0"),
    ]  # fmt: skip


def test_the_answer_is_the_first_text_that_was_computed_and_pictures_come_once_in_their_order():
    drawn = [png(10, 10), png(20, 10)]
    cells = [code(result(html="<b>1</b>")), code(result(markdown="**5** of [6](a.html)"), result(markdown="later"))]
    cells += [code(*[result(png=b64encode(each).decode()) for each in [*drawn, drawn[0]]])]
    notebook = executed.Notebook(cells)
    assert html.fromstring(executed.answer(notebook)).text_content().strip() == "5 of 6"
    assert executed.pictures(notebook) == drawn
    assert executed.answer(executed.Notebook([])) == ""


def test_a_thumbnail_is_as_wide_as_asked_keeps_its_shape_and_a_small_picture_its_size():
    for wide, size in {(900, 450): (640, 320), (50, 20): (50, 20)}.items():
        with Image.open(BytesIO(executed.thumbnail(png(*wide)))) as image:
            assert (image.format, image.size) == ("WEBP", size)


@pytest.mark.parametrize("names", [["unit"], ["unit", "kind"]])
def test_a_table_of_pandas_has_one_row_of_names_few_digits_and_nothing_where_nothing_is(names):
    rows = {"unit": list("xyz"), "kind": "k", "cost": [867.89, np.nan, 2021], "p": [0.123456, 12, 0.00001234]}
    frame = pd.DataFrame(rows).set_index(names)[["cost", "p"]]
    page = shown(code(result(html=frame.to_html())))
    assert [[cell.text for cell in row] for row in page.xpath("//thead/tr")] == [[*names, "cost", "p"]]
    cells = [[cell.text for cell in row.xpath("td")] for row in page.xpath("//tbody/tr")]
    assert cells == [["867.89", "0.1235"], [None, "12"], ["2021", "1.2e-05"]]


@pytest.mark.parametrize("content", ["", "{}", '{"cells": 3}', '{"cells": [{"cell_type": "code"}]}', "[" * 100_000])
def test_what_is_no_notebook_is_refused_by_name(tmp_path, content):
    (tmp_path / "broken.ipynb").write_text(content)
    with pytest.raises(ValueError, match=r"broken\.ipynb: expected a notebook of format 4"):
        executed.opened(tmp_path / "broken.ipynb")


def test_lines_and_one_text_are_read_alike(tmp_path):
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": [text(["# Why", "?\n", "x"])]}))
    assert executed.opened(tmp_path / "a.ipynb").title == "Why?"
