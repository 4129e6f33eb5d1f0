"""What helpers.output.web promises: one file that fetches nothing and runs nothing, whatever its cells hold."""

import re

import pandas as pd

from helpers.output.offline import with_font
from helpers.output.printed import printed
from helpers.output.rows import Link
from helpers.output.web import page

FRAME = pd.DataFrame({"x": ["<script>alert(1)</script>", "b"], "(1)": [-1.5, 2.0], "(2)": ["", "(0.1)"]})


def test_text_is_shown_as_text_and_nothing_may_run_or_be_fetched():
    shown = printed(FRAME, "name", "回归_100% & <结果>", "a < b", groups={"R&D": ["(1)", "(2)"]}, rules=[1])
    html = page(shown, ["", ""], {})
    assert "<script" not in html
    assert "回归_100% &amp; &lt;结果&gt;" in html
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in html
    assert not re.findall(r"https?:|src=", html)
    assert '<th colspan="2" class="group" scope="colgroup">R&amp;D</th>' in html
    assert '<tr class="rule"><td>b</td><td class="n">2.0</td>' in html
    assert '<td class="n">−1.5</td>' in html


def test_chinese_is_drawn_by_the_font_that_a_site_carries_where_the_machine_has_none():
    html = with_font(page(printed(FRAME, "name", "回归"), ["", ""], {}), "fonts/own.ttf")
    carried = re.search(r'@font-face \{ font-family: "(.+?)"', html)[1]
    assert re.search(rf'html \{{[^}}]*font: [^;]*"{carried}"', html)


def test_a_row_leads_to_its_rows_or_to_those_of_all():
    links = {"b": [Link("001-1", "r.html")], "*": [Link("P1-1", "")]}
    html = page(printed(FRAME, "name", "caption"), ["a", "b"], links)
    assert '<a href="#rows-1">&lt;script&gt;' in html
    assert '<a href="#rows-0">b</a>' in html
    assert '<a href="r.html">001-1</a>' in html
    assert "<li>P1-1</li>" in html
