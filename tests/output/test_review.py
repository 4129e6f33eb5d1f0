"""What helpers.output.review promises: a file a report that shows it as text, marks each figure, fetches nothing."""

import re
import shutil
import subprocess
from base64 import b64decode, b64encode
from hashlib import sha256
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from lxml import html
from matplotlib.colors import to_rgb

from helpers import paths
from helpers.coding import frames
from helpers.output import offline, review
from helpers.output.plots import TABLE_COLOURS
from helpers.output.style import COLOURS
from helpers.reading import report
from helpers.reading.formats.grid import MARK, Cell, Document, Grid

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SCRIPT = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\"><b>5</b>"
FORM = Grid("table 1", (Cell("指标", 0, 0, 1, 2), Cell("巡查", 1, 0), Cell("12次", 1, 1, hidden=True)), 2, 2)
TEXT = f"{SCRIPT}\n实际支出80万元，另有7件\n{MARK}"


def tables(report_id: str = "R", **more) -> dict[str, pd.DataFrame]:
    """Tables of one report with money in its text and an outcome in its grid."""
    start = TEXT.index("80")
    head = {"report_id": report_id, "source_file": "my_file.txt", "sha256": "0" * 64, "agency_zh": SCRIPT}
    money = {"project_id": "", "line": "", "stage": "executed", "source": "total", "category": "three_public"}
    place = {"start": start, "end": start + 2, "token": "80", "cell": ""}
    counted = {"project_id": "", "function": "other", "name_zh": SCRIPT, "value": 12.0, "unit": "次", "kind": "count"}
    in_grid = {"value_comparator": ">=", "start": None, "end": None, "token": "12", "cell": "table 1!R2C2"}
    rows = {
        "reports": head | {"fiscal_year": 2022, "self_score": 96.5, "self_score_max": 100.0, "annex_missing": False},
        "funds": {"report_id": report_id, "amount_wan": 80.0} | money | place,
        "outcomes": {"report_id": report_id} | counted | in_grid,
    }
    return {name: pd.DataFrame([row]) for name, row in rows.items()} | more


def page(**more) -> html.HtmlElement:
    own = tables(**more)
    return html.fromstring(review.review_page(own["reports"].to_dict("records")[0], own, TEXT, [FORM], [SCRIPT]))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def seed(report_id: str) -> tuple[dict[str, pd.DataFrame], str]:
    path = paths.REPORTS / f"{report_id}.txt"
    return frames.from_records(report.read_folder([path])), report.texts([path])[report_id]


def test_every_row_leads_to_its_mark_and_every_mark_to_its_row():
    read, text = seed("001")
    shown = html.fromstring(review.review_page(read["reports"].to_dict("records")[0], read, text))
    rows = {f"{name}-{i}": row.token for name in review.TITLES for i, row in enumerate(read[name].itertuples())}
    assert len(rows) == sum(len(read[name]) for name in review.TITLES) > 90
    for row, token in rows.items():
        (link,) = shown.xpath(f"//tr[@id='r-{row}']/th/a")
        (mark,) = shown.xpath(f"//*[@id='{link.get('href')[1:]}']/..")
        assert (link.text, mark.text_content(), row in mark.get("data-rows").split()) == (token, token, True)
    assert {mark.get("href") for mark in shown.xpath("//a[@data-rows]")} <= {f"#r-{row}" for row in rows}


def test_what_a_report_holds_is_shown_as_text_wherever_it_is_shown():
    shown = page()
    assert len(shown.xpath("//script")) == 1
    assert not shown.xpath("//img | //b[not(ancestor::button)] | //*[@onerror]")
    assert words(shown.xpath("//h1")[0]) == f"{SCRIPT} 2022"
    for element in (*shown.xpath("//article/p")[:1], *shown.xpath("//ul[@class='remarks']/li")):
        assert words(element) == SCRIPT
    assert SCRIPT in words(shown.xpath("//tr[@id='r-outcomes-0']")[0])


def test_only_the_script_and_the_style_of_the_page_are_allowed_and_nothing_is_fetched():
    shown = page()
    (policy,) = shown.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    style, carried, script = (
        b64encode(sha256(each.text.encode()).digest()).decode() for each in shown.xpath("//style | //script")
    )
    assert rules == {
        "default-src": "'none'",
        "font-src": "data:",
        "style-src": f"'sha256-{carried}' 'sha256-{style}'",
        "script-src": f"'sha256-{script}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert not re.search(r"url\(|@import|https?:", shown.xpath("//style")[0].text)
    assert re.findall(r"url\(\W?\w+:", shown.xpath("//style")[1].text) == ['url("data:']
    assert not shown.xpath("//link | //*[@src] | //*[@style]")
    assert {link for link in shown.xpath("//a/@href") if link[0] != "#"} == {"index.html"}


def test_a_grid_is_drawn_in_its_place_with_merged_and_hidden_cells_and_its_figure_marked():
    shown = page()
    assert [element.tag for element in shown.xpath("//article/*")] == ["p", "p", "div"]
    cells = shown.xpath("//article//td")
    assert [(words(cell), cell.get("colspan"), cell.get("class")) for cell in cells] == [
        ("指标", "2", None), ("巡查", None, None), ("12次", None, "hidden"),
    ]  # fmt: skip
    assert cells[2].xpath("a/@data-rows") == ["outcomes-0"]


def test_the_legend_counts_the_rows_of_each_role_and_the_numbers_that_none_took():
    chips = {chip.get("data-role"): words(chip) for chip in page().xpath("//button[@data-role]")}
    assert chips == {"": "all", "executed": "E executed 1", "outcomes": "o 1", "missed": "12 not taken 2"}
    assert [each.text for each in page().xpath("//article//span[@class='missed']")] == ["5", "7"]


def test_rows_and_facts_are_said_for_people_and_names_stay_as_they_are():
    shown, start = page(), TEXT.index("80")
    money = words(shown.xpath("//tr[@id='r-funds-0']")[0])
    assert money == f"80 executed total three public 80 {start}–{start + 2}"
    assert words(shown.xpath("//tr[@id='r-outcomes-0']/td[3]")[0]) == "≥12次"
    assert words(shown.xpath("//dl")[0]) == f"Self score 96.5 of 100 Source my_file.txt SHA-256 {'0' * 64}"


def test_a_page_carries_the_glyphs_of_its_own_chinese_characters_and_no_others():
    shown = page()
    font = TTFont(BytesIO(b64decode(re.search(r"base64,([^\"]+)", shown.xpath("//style")[1].text)[1])))
    assert set(map(chr, font.getBestCmap())) == set(
        filter(offline.IS_CHINESE.match, html.tostring(shown, encoding="unicode"))
    )
    assert html.tostring(page()) == html.tostring(shown)


def test_every_letter_behind_a_figure_is_said_in_words():
    said = words(page().xpath("//details")[0])
    assert all(f"{letter} {role.replace('_', ' ')}" in said for role, letter in review.SIGLA.items())


def test_the_place_of_a_cell_is_said_in_words_and_all_kinds_of_spending_together_without_a_word():
    money = tables()["funds"].assign(category="total", cell="table 1!R2C2", start=None, end=None, token="12")
    row = page(funds=money).xpath("//tr[@id='r-funds-0']")[0]
    assert words(row) == "12 executed total 80 table 1, row 2, column 2"
    assert row.get("data-at") == "table 1!R2C2"


def test_a_mark_of_two_rows_shows_both_and_leads_to_both():
    shown = page(resources=tables()["outcomes"].assign(name_zh="车辆"))
    (mark,) = shown.xpath("//td/a")
    assert (mark.get("data-rows"), mark.get("data-s")) == ("outcomes-0 resources-0", "or")
    assert mark.xpath("i/@id") == ["m-outcomes-0", "m-resources-0"]
    assert "resources: 车辆" in mark.get("title")


def test_problems_and_corrections_of_the_report_are_told_and_those_of_others_are_not():
    problem = {"source_file": "x", "sha256": "0" * 64, "kind": "duplicate", "reason": "the same bytes as R"}
    fix = {
        "report": "R",
        "table": "funds",
        "row": "9",
        "column": "amount_wan",
        "read": "8",
        "corrected": "80",
        "why": "misprint",
    }
    shown = page(
        problems=pd.DataFrame([problem, problem | {"sha256": "1" * 64, "reason": "of another"}]),
        corrections=pd.DataFrame([fix, fix | {"report": "S"}]),
    )
    assert [words(each) for each in shown.xpath("//ul/li")][:-1] == [
        "Problem (duplicate): the same bytes as R",
        "Corrected funds 9 amount_wan: 8 → 80 (misprint)",
    ]


def test_rows_of_another_report_are_left_out():
    other = tables()["funds"].assign(report_id="S", token="81")
    shown = page(funds=pd.concat([other, tables()["funds"]]))
    assert shown.xpath("//section[@class='t-funds']//tbody/tr/@id") == ["r-funds-0"]


def test_a_report_without_text_or_rows_has_a_page_that_says_so():
    own = tables()
    shown = html.fromstring(review.review_page(own["reports"].to_dict("records")[0], {}, ""))
    assert [words(each) for each in shown.xpath("//p[@class='nothing']")] == [
        "The report holds no text.",
        "No row was read.",
    ]


def test_a_row_that_is_not_where_it_says_has_no_page():
    own = tables()
    with pytest.raises(ValueError, match="R: funds, row 0: expected '80'"):
        review.review_page(own["reports"].to_dict("records")[0], own, f"x{TEXT}", [FORM])


def test_the_index_leads_to_every_page_also_to_one_of_a_report_called_index():
    both = {name: pd.concat([tables("index")[name], tables("报告")[name]]) for name in tables()}
    lost = {"source_file": "b.pdf", "sha256": "", "kind": "no_text_layer", "reason": "<i>"}
    own = {"source_file": "my_file.txt", "sha256": "0" * 64, "kind": "unit_assumed", "reason": "read as 万元"}
    problems = pd.DataFrame([lost, own])
    read = [(name, Document(TEXT, (FORM,))) for name in ("index", "unread", "报告")]
    found = dict(review.pages(both | {"problems": problems}, read))
    assert list(found) == ["index.report.html", "报告.html", "index.html"]
    shown = html.fromstring(found["index.html"])
    assert shown.xpath("//tbody//a/@href") == ["index.report.html", "%E6%8A%A5%E5%91%8A.html"]
    assert [words(cell) for cell in shown.xpath("//tbody/tr[1]/*")][2:] == [
        *("2022", "96.5", "1", "", "1", "", "", "2", "1"),
    ]
    assert words(shown.xpath("//ul/li")[0]) == "b.pdf: no text layer: <i>"


def luminance(colour: np.ndarray) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def test_text_on_the_colour_of_every_role_has_the_contrast_that_wcag_asks_for():
    css = offline.text_of("base.css") + offline.text_of("review.css")
    paper, ink = (np.array(to_rgb(re.search(rf"--{name}: (#\w+)", css)[1])) for name in ("paper", "ink"))
    shares = [int(share) / 100 for share in re.findall(r"--k: (\d+)%", css)]
    assert len(shares) > 7
    for colour in TABLE_COLOURS.values():
        for share in [*shares, 0.6]:
            tint = share * np.array(to_rgb(COLOURS[colour])) + (1 - share) * paper
            assert (luminance(tint) + 0.05) / (luminance(ink) + 0.05) > 4.5, (colour, share)


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed: that a script in a report does not run is not seen")
def test_a_script_in_a_report_does_not_run_in_a_browser_and_that_of_the_page_does(tmp_path):
    own = tables()
    content = review.review_page(own["reports"].to_dict("records")[0], own, TEXT, [FORM])
    planted = content.replace("<header>", f"<header>{SCRIPT}")  # as if escaping had failed: the policy holds alone
    for name, text in {"escaped": content, "planted": planted}.items():
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
        shown = html.fromstring(dumped(tmp_path / f"{name}.html#r-funds-0", tmp_path))
        assert shown.findtext(".//title") == "R · review"
        assert words(shown.get_element_by_id("said")) == "1 of 2 · 80 · executed"


def dumped(url, folder) -> str:
    """The page as Chromium has it after its scripts ran."""
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=2000",
        f"--user-data-dir={folder}/profile",
    ]
    call = [CHROMIUM, *flags, "--dump-dom", f"file://{url}"]
    return subprocess.run(call, capture_output=True, text=True, timeout=60, check=True).stdout
