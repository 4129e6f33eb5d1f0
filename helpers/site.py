"""All that was found as one folder of static HTML: executed notebooks, figures, tables, reports, runs and documents."""

import os
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

import pandas as pd
from lxml import html

from helpers import pages, paths
from helpers.batch import grid
from helpers.batch.parameters import declared
from helpers.batch.plan import Plan, folder
from helpers.coding import frames
from helpers.output import executed, index, offline, sanitised, save, style

Files = Iterator[tuple[str, bytes]]

DOCUMENTS = {
    "results": "what may be said, every number computed",
    "methods": "formulas and their sources",
    "codebook": "tables and columns, with units and allowed values",
    "replication": "data, software, run time, and the program of each figure and table",
    "decisions": "what was decided and why",
    "comparison": "side by side with tables of other libraries and figures of published papers",
}
TABLE_FILES = (".csv", ".tex", ".docx")
FIGURE_FILES = (".png", ".pdf", ".svg", ".tiff")
REVIEW = "review"


class Kept(NamedTuple):
    """Where what a site shows lies: folders of figures and printed tables and of documents, the first of two with a
    file of one name going before, and those of review pages and of tables."""

    figures: tuple[Path, ...]
    documents: tuple[Path, ...]
    review: Path
    tables: Path


def write_site(plans: Sequence[Plan], into: Path, *, jobs: int = 1) -> int:
    """How many files the site has, after it took the place of the one in the folder `into`, whole or not at all.

    Galleries and pages of the plans are brought up to date before. Raises ValueError where the first of them has no
    executed notebook, FileExistsError where `into` holds a file that no site wrote, OSError where a file cannot be
    written.
    """
    save.refuse_others(into)
    for plan in plans:
        pages.write_gallery(plan, jobs=jobs)
    if not list((folder(plans[0]) / pages.PAGES).glob("*.html")):
        raise ValueError(f"there is no executed notebook of plan {plans[0].name}: run it first, by `make reproduce`")
    return len(save.put_folder(_carrying_font(_files(plans, _kept(plans[0]))), into))


def _kept(plan: Plan) -> Kept:
    """Where the runs of a plan keep their results, figures of all specifications and on methods last, and where the
    reports lie that they read."""
    own, read = _one(plan, grid.OWN), _one(plan, grid.READ)
    figures = (paths.figures(own), paths.multiverse(own), paths.methods(own))
    documents = tuple(dict.fromkeys([paths.documents(own), paths.documents()]))
    return Kept(figures, documents, paths.review(read), paths.processed(read))


def _one(plan: Plan, name: str) -> str:
    """The variant that all runs of a plan which have this parameter give as it; the paper's where there is not one."""
    known = {notebook: declared(notebook) for notebook in {run.notebook for run in plan.runs}}
    having = [run for run in plan.runs if name in known[run.notebook]]
    given = {run.parameters.get(name, known[run.notebook][name].default) for run in having}
    return given.pop() if len(given) == 1 else paths.PAPER


def _carrying_font(files: Files) -> Files:
    """The files and a font, from which every page takes its Chinese characters where the machine has none."""
    font = style.font_path()
    yield f"fonts/{font.name}", font.read_bytes()
    for name, content in files:
        top = "../" * name.count("/")
        is_page = name.endswith(".html")
        yield name, offline.with_font(content.decode(), f"{top}fonts/{font.name}").encode() if is_page else content


def _files(plans: Sequence[Plan], kept: Kept) -> Files:
    """Every file of the site, its first page last."""
    figures, tables, documents = _figures(kept), _tables(kept), _documents(kept)
    yield from chain.from_iterable(_of_plan(plan, kept) for plan in plans)
    yield from chain.from_iterable(_of_figure(each, kept) for each in figures)
    yield from chain.from_iterable(_of_table(each, kept) for each in tables)
    yield from ((f"{REVIEW}/{page.name}", _homeward(_read(page), "Review", "reports")) for page in _review(kept))
    yield from ((f"docs/{name}.html", _document(name, file)) for name, file in documents.items())
    title, about, first = _opening()
    found = index.Index(
        title=title,
        about=about,
        first=next((each for each in figures if each.name == first), None),
        answers=_answers(plans[0]),
        figures=figures,
        tables=tables,
        reports=_reports(kept),
        more=_more(plans, list(documents)),
    )
    yield "index.html", index.index_page(found).encode()


def _of_plan(plan: Plan, kept: Kept) -> Files:
    """The gallery of a plan with the pages and pictures that it leads to; links in notebooks lead within the site."""
    place, own = folder(plan), f"runs/{plan.name}"
    gallery = (place / pages.GALLERY).read_text(encoding="utf-8")
    yield f"{own}/{pages.GALLERY}", _homeward(gallery, "Runs", "more", "../..")
    for run in plan.runs:
        if (file := place / f"{run.name}.ipynb").is_file() and (place / pages.PAGES / f"{run.name}.html").is_file():
            here = f"{own}/{pages.PAGES}"
            page = executed.page(
                executed.opened(file), partial(_inside, here=here, plan=plan, kept=kept), f"../{pages.GALLERY}"
            )
            yield f"{here}/{run.name}.html", page.encode()
            for picture in pages.pictures(place, run.name):
                yield f"{here}/{picture.name}", picture.read_bytes()


def _inside(link: str, here: str, plan: Plan, kept: Kept) -> str | None:
    """Address, from the folder `here` of the site, of what a notebook links to; None where the site has no page."""
    target, mark, part = link.partition("#")
    file = Path(os.path.abspath(paths.NOTEBOOKS / unquote(target)))
    homes = {kept.review: REVIEW, kept.figures[0]: "figures", **dict.fromkeys(kept.documents, "docs")}
    homes[paths.NOTEBOOKS] = f"runs/{plan.name}/{pages.PAGES}"
    home = next((name for place, name in homes.items() if file.is_relative_to(place)), None)
    if home is None or not file.is_file():
        return None
    name = file.stem + ".html" if file.suffix in (".ipynb", ".md") else file.name
    known = file.suffix not in (".ipynb", ".md") or file.stem in [*(run.name for run in plan.runs), *_documents(kept)]
    return quote(os.path.relpath(f"{home}/{name}", here)) + mark + part if known else None


def _figures(kept: Kept) -> list[index.Shown]:
    """The figures, those on methods last."""
    found = [file for place in kept.figures for file in sorted(place.glob("*.png"))]
    return [
        index.Shown(
            name=file.stem,
            caption=_read(file.with_suffix(".txt")).strip(),
            page=f"figures/{file.name}",
            picture=f"figures/small/{file.stem}.webp",
            files=_beside(file, FIGURE_FILES, "figures"),
        )
        for file in found
    ]


def _of_figure(shown: index.Shown, kept: Kept) -> Files:
    """The files of a figure and its small picture."""
    for _, file in shown.files:
        yield file, _source(file, kept).read_bytes()
    yield shown.picture, executed.thumbnail(_source(shown.page, kept).read_bytes(), 900)


def _tables(kept: Kept) -> list[index.Shown]:
    """The printed tables, those on methods last; the page of one that has none is its CSV."""
    found = [file for place in kept.figures for file in sorted(place.glob("*.csv"))]
    return [
        index.Shown(
            name=file.stem,
            caption=_caption(file.with_suffix(".html")),
            page=f"tables/{(page if (page := file.with_suffix('.html')).is_file() else file).name}",
            picture="",
            files=_beside(file, TABLE_FILES, "tables"),
        )
        for file in found
    ]


def _of_table(shown: index.Shown, kept: Kept) -> Files:
    """The files of a table and its page, in which links lead to the reports of the site."""
    for _, file in shown.files:
        yield file, _source(file, kept).read_bytes()
    if shown.page.endswith(".html"):
        page = _source(shown.page, kept)
        reports = quote(Path(os.path.relpath(kept.review, page.parent)).as_posix())
        text = _read(page).replace(f'href="{reports}/', f'href="../{REVIEW}/')
        home = '<body>\n<p class="kicker"><span>Table</span></p>'
        yield shown.page, _homeward(text.replace("<body>", home, 1), "Table", "tables")


def _homeward(page: str, words: str, part: str, top: str = "..") -> bytes:
    """The page with a link to this part of the first page before the words that say what it is."""
    link = f'<a href="{top}/index.html#{part}">Start</a> '
    return page.replace(f"<span>{words}</span>", f"{link}<span>{words}</span>", 1).encode()


def _beside(file: Path, endings: Sequence[str], home: str) -> tuple[tuple[str, str], ...]:
    """The files of one name that are there, each with its ending and its place in the site."""
    found = [each for each in endings if file.with_suffix(each).is_file()]
    return tuple((each[1:], f"{home}/{file.stem}{each}") for each in found)


def _source(file: str, kept: Kept) -> Path:
    """The file of the project that stands at this place of the site."""
    name = file.partition("/")[2]
    return next(place / name for place in kept.figures if (place / name).is_file())


def _caption(page: Path) -> str:
    """The caption of a printed table; empty where it has no page."""
    return (html.fromstring(text).findtext(".//caption") or "") if (text := _read(page)) else ""


def _answers(plan: Plan) -> list[index.Answered]:
    """Question and answer of each notebook that ran, by its number."""
    found = []
    for run in sorted(plan.runs, key=lambda each: each.name):
        page = f"runs/{plan.name}/{pages.PAGES}/{run.name}"
        if (file := folder(plan) / f"{run.name}.ipynb").is_file():
            notebook = executed.opened(file)
            picture = f"{page}.0.webp" if pages.pictures(folder(plan), run.name) else ""
            found.append(index.Answered(f"{page}.html", notebook.title, executed.answer(notebook), picture))
    return found


def _review(kept: Kept) -> list[Path]:
    return sorted(kept.review.glob("*.html"))


def _reports(kept: Kept) -> list[index.Linked]:
    """The reports that have a page."""
    there = {page.name for page in _review(kept)}
    rows = frames.load(kept.tables, ["reports"])["reports"] if there else pd.DataFrame()
    return [
        index.Linked(f"{REVIEW}/{row.report_id}.html", f"{row.agency_zh} {row.fiscal_year}", f"report {row.report_id}")
        for row in rows.itertuples()
        if f"{row.report_id}.html" in there
    ]


def _documents(kept: Kept) -> dict[str, Path]:
    """The file of each document that is there."""
    found = {name: [each for place in kept.documents if (each := place / f"{name}.md").is_file()] for name in DOCUMENTS}
    return {name: files[0] for name, files in found.items() if files}


def _document(name: str, file: Path) -> bytes:
    return index.document_page(name.capitalize(), sanitised.from_markdown(_read(file))).encode()


def _more(plans: Sequence[Plan], documents: Sequence[str]) -> list[index.Linked]:
    """Galleries, then documents."""
    runs = [
        index.Linked(f"runs/{plan.name}/{pages.GALLERY}", f"Runs of plan {plan.name}", f"{len(plan.runs)} runs")
        for plan in plans
    ]
    return runs + [index.Linked(f"docs/{name}.html", name.capitalize(), DOCUMENTS[name]) for name in documents]


def _opening() -> tuple[str, str, str]:
    """Title and first paragraph of the README, and the name of the figure that it shows first."""
    text = _read(paths.ROOT / "README.md")
    title, about = re.search(r"# ([^\n]+)\n\n(.+?)\n\n", text, re.DOTALL).groups()
    figure = re.search(r"!\[[^]]*\]\(figures/(.+?)\.png\)", text)
    return title, sanitised.from_markdown(about), figure[1] if figure else ""


def _read(file: Path) -> str:
    """Text of a file, empty where there is none."""
    return file.read_text(encoding="utf-8") if file.is_file() else ""
