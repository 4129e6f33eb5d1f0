"""In a real browser: no page of the site asks for anything outside its folder, no planted script runs, none fails."""

from pathlib import Path

import pandas as pd
import pytest

from helpers import pages, site
from helpers.batch import plan
from helpers.coding import frames
from helpers.coding.corrections import corrected
from helpers.output import review
from helpers.output.gallery import Tile, gallery_page
from helpers.reading import report

BROKEN = "[...document.querySelectorAll('img[src]')].filter((img) => img.complete && !img.naturalWidth).length"
TYPED = {"rate=official": "bc", "OFFICIAL all": "b", "valueerror": "b", "": "abc", "nowhere": ""}


@pytest.fixture
def tab(browser):
    """A tab that notes what it asks for, without what a policy forbids it to ask, and what goes wrong in it."""
    found = browser.new_page()
    found.asked, found.wrong = [], []
    found.on("requestfinished", lambda request: found.asked.append(request.url))
    found.on("requestfailed", lambda request: request.failure == "csp" or found.asked.append(request.url))
    found.on("pageerror", lambda error: found.wrong.append(str(error)))
    yield found
    found.close()


def test_no_page_of_the_site_asks_for_anything_outside_runs_a_planted_script_or_fails(project, tab):
    site.write_site([plan.load(project / "notebooks" / "plans" / "paper.yml")], project / "site")
    home = (project / "site").as_uri()
    for page in sorted((project / "site").rglob("*.html")):
        tab.goto(page.as_uri())
        tab.wait_for_load_state("networkidle")
        assert tab.title() != "run", page.name
        assert tab.evaluate(BROKEN) == 0, page.name
    assert tab.asked
    assert not [url for url in tab.asked if not url.startswith((home, "data:image/"))]
    assert tab.wrong == []


@pytest.mark.parametrize("page", ["index.html", "docs/methods.html", "runs/paper/pages/01_read.html"])
def test_where_the_machine_has_no_chinese_font_a_page_of_the_site_has_its_own(project, tab, page):
    site.write_site([plan.load(project / "notebooks" / "plans" / "paper.yml")], project / "site")
    tab.goto((project / "site" / page).as_uri())
    assert tab.evaluate("document.fonts.load('16px \"Carried SC\"', '绩').then((found) => found.length)") == 1


def reviewed(project) -> tuple[dict[str, pd.DataFrame], Path]:
    """What was read of a small report, and its review page."""
    file = project / "水务.txt"
    file.write_text("某县水务局2021年度项目支出绩效自评报告\n年初预算100万元，全年支出90万元。\n", encoding="utf-8")
    read = frames.from_records(report.read_folder([file]))
    (page,) = [content for name, content in review.pages(read, report.opened([file]).items()) if name != "index.html"]
    (project / "page.html").write_text(page, encoding="utf-8")
    return read, project / "page.html"


@pytest.mark.parametrize(
    ("clicked", "column", "table"),
    [
        ("tr.executed .amount_wan", "amount_wan", "funds"),
        ("a.executed", "source", "funds"),
        (".facts", "province_zh", "reports"),
    ],
)
def test_the_line_that_a_review_page_gives_is_a_correction_that_fits(project, tab, clicked, column, table):
    read, page = reviewed(project)
    tab.goto(page.as_uri())
    tab.click(clicked)
    tab.select_option(
        "#column",
        index=[each.partition(":")[0] for each in tab.locator("#column option").all_inner_texts()].index(column),
    )
    right = {"amount_wan": "95", "source": "other", "province_zh": "湖北省"}[column]
    tab.fill("#right", right)
    tab.fill("#why", 'printed so, the county says "yes" in jk')
    header = ",".join(frames.tables()["corrections"]["columns"])
    (project / "corrections.csv").write_text(f"{header}\n{tab.input_value('#line')}\n", encoding="utf-8")
    after = corrected(read, frames.from_csv(project / "corrections.csv", "corrections"))
    assert right in after[table][column].astype(str).str.removesuffix(".0").tolist()
    assert tab.wrong == []


def test_where_the_machine_has_no_chinese_font_a_review_page_has_its_own(project, tab):
    tab.goto(reviewed(project)[1].as_uri())
    assert tab.evaluate("document.fonts.load('16px \"Carried SC\"', '绩').then((found) => found[0].status)") == "loaded"


def test_the_policy_of_a_page_holds_where_cleaning_had_failed(project, tab):
    page = (
        pages.write_gallery(plan.load(project / "notebooks" / "plans" / "paper.yml")).parent / "pages" / "01_read.html"
    )
    planted = "<script>document.title='run'</script><img src=http://127.0.0.1:9/x.png onerror=\"document.title='run'\">"
    page.write_text(page.read_text(encoding="utf-8").replace("<main>", f"<main>{planted}"), encoding="utf-8")
    tab.goto(page.as_uri())
    tab.wait_for_load_state("networkidle")
    assert tab.title() == "Why?"
    assert not [url for url in tab.asked if not url.startswith(("file:", "data:image/"))]


def test_the_gallery_is_searched_by_words_and_by_state(tab, tmp_path):
    from playwright.sync_api import expect

    tiles = [
        Tile("a", "05_regress", "done", "", {"rate": "initial", "sample": "all"}),
        Tile("b", "05_regress", "failed", "In [3]: ValueError: few", {"rate": "official", "sample": "all"}),
        Tile("c", "05_regress", "done", "", {"rate": "official", "sample": "public"}),
    ]
    (tmp_path / "gallery.html").write_text(gallery_page("paper", tiles), encoding="utf-8")
    tab.goto((tmp_path / "gallery.html").as_uri())
    for typed, names in TYPED.items():
        tab.fill("#sought", typed)
        expect(tab.locator("article:visible h2"), typed).to_have_text(list(names))
    expect(tab.locator("#none")).to_be_visible()
    tab.fill("#sought", "")
    tab.click("text=failed 1")
    expect(tab.locator("article:visible h2")).to_have_text(["b"])
    expect(tab.locator("#shown")).to_have_text("1 of 3")
    assert tab.wrong == []
