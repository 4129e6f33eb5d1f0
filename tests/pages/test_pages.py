"""What helpers.pages promises: a gallery that shows each run and leads to its page, and does nothing twice."""

import json

from click.testing import CliRunner
from lxml import html

from helpers import pages
from helpers.__main__ import cli
from helpers.batch import plan, records

from .conftest import notebook, results


def loaded(project):
    return plan.load(project / "notebooks" / "plans" / "paper.yml")


def tiles(project) -> dict[str, html.HtmlElement]:
    """The runs that the gallery shows, by name."""
    page = html.fromstring(pages.write_gallery(loaded(project)).read_text(encoding="utf-8"))
    return {tile.findtext("h2") or tile.findtext("h2/a"): tile for tile in page.xpath("//article")}


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_each_run_is_shown_with_state_parameters_and_what_it_left(project):
    found = tiles(project)
    assert list(found) == ["01_read", "five", "never"]
    assert found["01_read"].xpath(".//@href | .//@src") == ["pages/01_read.html", "pages/01_read.0.webp"]
    assert found["five"].xpath(".//@href | .//@src") == ["pages/five.html"]
    assert words(found["five"].xpath("p[@class='given']")[0]) == "05_regress rate=initial"
    assert found["never"].xpath(".//@href") == []
    assert {words(each.xpath("p[@class='reason']")[0]) for each in found.values()} == {"there is no record of it"}


def test_a_run_says_its_notebook_where_its_name_does_not(project):
    given = {name: tile.xpath("p[@class='given']/i") for name, tile in tiles(project).items()}
    assert {name: [words(each) for each in found] for name, found in given.items()} == {
        "01_read": [],
        "five": ["05_regress"],
        "never": ["05_regress"],
    }


def test_a_failure_is_told_with_its_cell_and_how_long_the_run_took(project):
    run = loaded(project).runs[1]
    made = records.made_from(run, records.surroundings(), {})
    error = {"cell": 7, "message": "ValueError: <few> clusters"}
    ended = {"state": "failed", "key": records.key(made), "made_from": made, "error": error, "seconds": 1.26}
    record = records.DAMAGED._replace(**ended, started="2026-01-02T03:04:05+00:00")
    (project / "runs" / "paper" / "five.json").write_text(json.dumps(record._asdict()))
    found = tiles(project)["five"]
    assert words(found.xpath("p[@class='state']")[0]) == "failed1.3 s2026-01-02 03:04"
    assert words(found.xpath("p[@class='reason']")[0]) == "In [7]: ValueError: <few> clusters"


def test_only_the_page_of_a_notebook_that_has_changed_is_written_anew(project):
    tiles(project)
    folder = project / "runs" / "paper" / "pages"
    before = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    (project / "runs" / "paper" / "01_read.ipynb").write_text(notebook(*results()[:1]))
    tiles(project)
    after = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert set(before) - set(after) == {"01_read.0.webp"}
    assert {name for name in after if after[name] != before[name]} == {"01_read.html"}


def test_several_processes_write_the_same(project):
    alone = pages.write_gallery(loaded(project)).read_bytes()
    first = (project / "runs" / "paper" / "pages" / "five.html").read_bytes()
    for file in (project / "runs" / "paper" / "pages").iterdir():
        file.unlink()
    runs = loaded(project)
    assert pages.write_gallery(runs._replace(runs=runs.runs * 2), jobs=2).read_bytes().count(b"<article") == 6
    assert (project / "runs" / "paper" / "pages" / "five.html").read_bytes() == first
    assert pages.write_gallery(runs).read_bytes() == alone


def test_a_damaged_notebook_has_no_page_and_the_others_have_theirs(project):
    (project / "runs" / "paper" / "01_read.ipynb").write_text('{"cells": [')
    found = tiles(project)
    assert found["01_read"].xpath(".//@href | .//@src") == []
    assert found["five"].xpath(".//@href") == ["pages/five.html"]


def test_links_of_a_notebook_lead_from_its_page_to_what_is_there(project):
    tiles(project)
    page = html.fromstring((project / "runs" / "paper" / "pages" / "01_read.html").read_text(encoding="utf-8"))
    assert page.xpath("//main//a/@href") == [
        "../review/R.html",
        "../../../notebooks/01_read.ipynb",
        "../../../docs/methods.md",
    ]


def test_no_link_leaves_the_project(project, tmp_path):
    (tmp_path / "secret.txt").write_text("x")
    for link in ("../../secret.txt", "//example.org/x", str(tmp_path / "secret.txt"), ".."):
        assert pages.inside(link, project / "runs") is None


def test_the_command_says_where_the_gallery_is_and_refuses_a_plan_that_is_not_there(project):
    plans = project / "notebooks" / "plans"
    done = CliRunner().invoke(cli, ["gallery", str(plans / "paper.yml"), "--jobs", "1"])
    assert (done.exit_code, done.output) == (0, "wrote runs/paper/gallery.html\n")
    wrong = CliRunner().invoke(cli, ["gallery", str(plans / "papr.yml")])
    assert wrong.exit_code == 2
    assert f"there is no such plan in {plans}; in {plans}: paper.yml" in wrong.output
