"""What helpers.site promises: a folder of static HTML, whole or not at all, that leads nowhere but within itself."""

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from lxml import html

from helpers import site
from helpers.__main__ import cli
from helpers.batch import plan
from helpers.output import index


def write(project: Path) -> Path:
    """The folder of the site, after it was written."""
    site.write_site([plan.load(project / "notebooks" / "plans" / "paper.yml")], project / "site")
    return project / "site"


def call(project: Path):
    plans = project / "notebooks" / "plans" / "paper.yml"
    return CliRunner().invoke(cli, ["site", str(plans), "--into", str(project / "site")])


def content(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_it_holds_notebooks_figures_tables_reports_runs_and_documents(project):
    assert sorted(content(write(project))) == [
        "docs/methods.html", "figures/at_target.png", "figures/small/at_target.webp",
        "fonts/NotoSansSC-Regular.ttf", "index.html", "review/R.html", "review/index.html",
        "runs/paper/gallery.html", "runs/paper/pages/01_read.0.webp", "runs/paper/pages/01_read.html",
        "runs/paper/pages/five.html", "tables/bounds.csv", "tables/findings.csv", "tables/findings.html",
        "tables/findings.tex", "written.json",
    ]  # fmt: skip


def test_every_link_and_picture_of_every_page_is_there(project):
    folder = write(project)
    for page in folder.rglob("*.html"):
        shown = html.fromstring(page.read_text(encoding="utf-8"))
        for address in shown.xpath("//@href | //@src"):
            file, _, part = unquote(address).partition("#")
            if not file.startswith("data:image/"):
                target = page.parent / file if file else page
                assert target.is_file(), f"{page.name}: {address}"
                assert not part or html.parse(target).xpath("//*[@id=$name]", name=part), f"{page.name}: {address}"


@pytest.mark.parametrize(
    ("page", "part"),
    [("tables/findings.html", "tables"), ("review/index.html", "reports"), ("runs/paper/gallery.html", "more")],
)
def test_a_table_the_reports_and_the_runs_lead_back_to_their_part_of_the_first_page(project, page, part):
    folder = write(project)
    back = [each for each in html.parse(folder / page).xpath("//p//@href") if "index.html#" in each]
    assert [(folder / page).parent.joinpath(each.partition("#")[0]).resolve() for each in back] == [
        (folder / "index.html").resolve()
    ]
    assert back[0].endswith(f"#{part}")


def test_the_first_page_has_the_question_the_answers_and_the_figure_of_the_readme(project):
    shown = html.fromstring((write(project) / "index.html").read_text(encoding="utf-8"))
    assert shown.findtext(".//title") == "What is said?"
    assert words(shown.xpath("//div[@class='about']")[0]) == "Reports and what they say."
    assert shown.xpath("//header//img/@src") == ["figures/at_target.png"]
    assert [words(each) for each in shown.xpath("//div[@class='answer']")] == ["Of 5 reports"] * 2
    assert words(shown.xpath("//section[@id='tables']//dd")[1]) == "What 100% & 预算_万元 say. csv tex"
    assert words(shown.xpath("//section[@id='reports']//dt")[0]) == "某局<script> 2021"


def test_answers_stand_by_the_number_of_their_notebook_whatever_runs_first(project):
    first = plan.load(project / "notebooks" / "plans" / "paper.yml")
    site.write_site([first._replace(runs=first.runs[::-1])], project / "site")
    shown = html.fromstring((project / "site" / "index.html").read_text(encoding="utf-8"))
    pages = shown.xpath("//ol[@class='answers']//h3/a/@href")
    assert pages == ["runs/paper/pages/01_read.html", "runs/paper/pages/five.html"]


def test_the_page_of_a_table_leads_to_the_reports_of_the_site_and_one_without_a_page_to_its_csv(project):
    folder = write(project)
    assert html.parse(folder / "tables" / "findings.html").xpath("//table//@href") == ["../review/R.html#r-funds-0"]
    shown = html.fromstring((folder / "index.html").read_text(encoding="utf-8"))
    assert shown.xpath("//section[@id='tables']//dt/a/@href") == ["tables/bounds.csv", "tables/findings.html"]


def test_the_site_of_a_plan_with_a_variant_of_its_own_shows_what_its_runs_keep_and_read(project):
    """Documents that the variant does not write are those of the project."""
    given = 'variant: str = "paper"  # own\ndata: str = "paper"  # read'
    cell = {"cell_type": "code", "source": given, "metadata": {"tags": ["parameters"]}, "outputs": []}
    own = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4})
    reports = (project / "data/processed/reports.csv").read_text(encoding="utf-8")
    for name, text in {
        "notebooks/03_describe.ipynb": own,
        "notebooks/plans/own.yml": "runs: [{notebook: 03_describe, parameters: {variant: zh, data: mine}}]",
        "runs/own/03_describe.ipynb": (project / "runs/paper/five.ipynb").read_text(encoding="utf-8"),
        "runs/zh/figures/findings.csv": "what\n核对\n",
        "runs/zh/figures/findings.html": "<body><a href='x'>1</a>".replace("'x'", '"../../mine/review/M.html"'),
        "runs/zh/docs/results.md": "# 结果",
        "docs/results.md": "# Results",
        "runs/mine/review/M.html": "<title>M</title>",
        "runs/mine/processed/reports.csv": reports.replace("R,a.txt", "M,a.txt"),
    }.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    site.write_site([plan.load(project / "notebooks/plans/own.yml")], project / "site")
    found = content(project / "site")
    assert [name for name in sorted(found) if name.startswith(("tables", "figures", "review", "docs"))] == [
        "docs/methods.html", "docs/results.html", "review/M.html", "tables/findings.csv", "tables/findings.html",
    ]  # fmt: skip
    assert "结果" in found["docs/results.html"].decode()
    assert 'href="../review/M.html"' in found["tables/findings.html"].decode()
    assert "report M" in found["index.html"].decode()


def test_where_a_file_cannot_be_made_the_old_site_stays_as_it_was(project, monkeypatch):
    before = content(write(project))
    (project / "figures" / "findings.csv").write_text("what\nnew\n")
    monkeypatch.setattr(index, "index_page", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(project)
    assert content(project / "site") == before
    assert not [each for each in project.iterdir() if each.name.startswith(".site")]


def test_what_is_gone_is_gone_from_the_site_too(project):
    write(project)
    (project / "figures" / "findings.csv").unlink()
    assert not [name for name in content(write(project)) if "findings" in name]


@pytest.mark.parametrize(
    "files",
    [
        {"thesis.txt": "years of work"},
        {"index.html": "hi", "thesis.txt": "years of work"},
        {"index.html": "hi", "written.json": '["index.html"]'},
    ],
)
def test_a_folder_that_no_site_wrote_is_a_wrong_call_and_stays_as_it_is(project, files):
    (project / "site").mkdir()
    for name, text in files.items():
        (project / "site" / name).write_text(text)
    done = call(project)
    assert done.exit_code == 2
    assert "which would be lost" in done.output
    assert {name: text.decode() for name, text in content(project / "site").items()} == files


def test_a_file_that_somebody_put_into_a_site_is_named_and_not_lost(project):
    (write(project) / "notes").mkdir()
    (project / "site" / "notes" / "thesis.txt").write_text("years of work")
    done = call(project)
    assert done.exit_code == 2
    assert "holds notes/thesis.txt, which would be lost" in done.output
    assert content(project / "site")["notes/thesis.txt"] == b"years of work"


def test_without_an_executed_notebook_the_call_says_what_to_do(project):
    for file in (project / "runs" / "paper").glob("*.ipynb"):
        file.unlink()
    done = call(project)
    assert done.exit_code == 1
    assert "no executed notebook of plan paper: run it first, by `make reproduce`" in done.output
    assert not (project / "site").exists()
