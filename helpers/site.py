"""All that was found as one folder of static HTML: executed notebooks, figures, tables, reports, runs and documents."""

import os
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from urllib.parse import quote, unquote

import pandas as pd
from lxml import html

from helpers import pages, paths
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
    return len(save.put_folder(_carrying_font(_files(plans)), into))


def _carrying_font(files: Files) -> Files:
    """The files and a font, from which every page takes its Chinese characters where the machine has none."""
    font = style.font_path()
    yield f"fonts/{font.name}", font.read_bytes()
    for name, content in files:
        top = "../" * name.count("/")
        is_page = name.endswith(".html")
        yield name, offline.with_font(content.decode(), f"{top}fonts/{font.name}").encode() if is_page else content


def _files(plans: Sequence[Plan]) -> Files:
    """Every file of the site, its first page last."""
    figures, tables = _figures(), _tables()
    yield from chain.from_iterable(map(_of_plan, plans))
    yield from chain.from_iterable(map(_of_figure, figures))
    yield from chain.from_iterable(map(_of_table, tables))
    yield from ((f"{REVIEW}/{page.name}", _homeward(_read(page), "Review", "reports")) for page in _review())
    yield from ((f"docs/{name}.html", _document(name)) for name in _documents())
    title, about, first = _opening()
    found = index.Index(
        title=title,
        about=about,
        first=next((each for each in figures if each.name == first), None),
        answers=_answers(plans[0]),
        figures=figures,
        tables=tables,
        reports=_reports(),
        more=_more(plans),
    )
    yield "index.html", index.index_page(found).encode()


def _of_plan(plan: Plan) -> Files:
    """The gallery of a plan with the pages and pictures that it leads to; links in notebooks lead within the site."""
    place, own = folder(plan), f"runs/{plan.name}"
    gallery = (place / pages.GALLERY).read_text(encoding="utf-8")
    yield f"{own}/{pages.GALLERY}", _homeward(gallery, "Runs", "more", "../..")
    for run in plan.runs:
        if (file := place / f"{run.name}.ipynb").is_file() and (place / pages.PAGES / f"{run.name}.html").is_file():
            here = f"{own}/{pages.PAGES}"
            page = executed.page(executed.opened(file), partial(_inside, here=here, plan=plan), f"../{pages.GALLERY}")
            yield f"{here}/{run.name}.html", page.encode()
            for picture in pages.pictures(place, run.name):
                yield f"{here}/{picture.name}", picture.read_bytes()


def _inside(link: str, here: str, plan: Plan) -> str | None:
    """Address, from the folder `here` of the site, of what a notebook links to; None where the site has no page."""
    target, mark, part = link.partition("#")
    file = Path(os.path.abspath(paths.NOTEBOOKS / unquote(target)))
    homes = {paths.review(): REVIEW, paths.figures(): "figures", paths.documents(): "docs"}
    homes[paths.NOTEBOOKS] = f"runs/{plan.name}/{pages.PAGES}"
    home = next((name for place, name in homes.items() if file.is_relative_to(place)), None)
    if home is None or not file.is_file():
        return None
    name = file.stem + ".html" if file.suffix in (".ipynb", ".md") else file.name
    known = file.suffix not in (".ipynb", ".md") or file.stem in [*(run.name for run in plan.runs), *_documents()]
    return quote(os.path.relpath(f"{home}/{name}", here)) + mark + part if known else None


def _figures() -> list[index.Shown]:
    """The figures of the paper, those on methods last."""
    found = [file for place in _places() for file in sorted(place.glob("*.png"))]
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


def _of_figure(shown: index.Shown) -> Files:
    """The files of a figure and its small picture."""
    for _, file in shown.files:
        yield file, _source(file).read_bytes()
    yield shown.picture, executed.thumbnail(_source(shown.page).read_bytes(), 900)


def _tables() -> list[index.Shown]:
    """The printed tables of the paper, those on methods last; the page of one that has none is its CSV."""
    found = [file for place in _places() for file in sorted(place.glob("*.csv"))]
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


def _of_table(shown: index.Shown) -> Files:
    """The files of a table and its page, in which links lead to the reports of the site."""
    for _, file in shown.files:
        yield file, _source(file).read_bytes()
    if shown.page.endswith(".html"):
        page = _source(shown.page)
        reports = quote(Path(os.path.relpath(paths.review(), page.parent)).as_posix())
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


def _source(file: str) -> Path:
    """The file of the project that stands at this place of the site."""
    name = file.partition("/")[2]
    return next(place / name for place in _places() if (place / name).is_file())


def _places() -> list[Path]:
    """Folders of figures and printed tables: the paper's, that on all specifications, that on methods."""
    return [paths.figures(), paths.multiverse(), paths.methods()]


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


def _review() -> list[Path]:
    return sorted(paths.review().glob("*.html"))


def _reports() -> list[index.Linked]:
    """The reports that have a page."""
    there = {page.name for page in _review()}
    rows = frames.load(paths.processed(), ["reports"])["reports"] if there else pd.DataFrame()
    return [
        index.Linked(f"{REVIEW}/{row.report_id}.html", f"{row.agency_zh} {row.fiscal_year}", f"report {row.report_id}")
        for row in rows.itertuples()
        if f"{row.report_id}.html" in there
    ]


def _documents() -> list[str]:
    return [name for name in DOCUMENTS if (paths.documents() / f"{name}.md").is_file()]


def _document(name: str) -> bytes:
    text = _read(paths.documents() / f"{name}.md")
    return index.document_page(name.capitalize(), sanitised.from_markdown(text)).encode()


def _more(plans: Sequence[Plan]) -> list[index.Linked]:
    """Galleries, then documents."""
    runs = [
        index.Linked(f"runs/{plan.name}/{pages.GALLERY}", f"Runs of plan {plan.name}", f"{len(plan.runs)} runs")
        for plan in plans
    ]
    return runs + [index.Linked(f"docs/{name}.html", name.capitalize(), DOCUMENTS[name]) for name in _documents()]


def _opening() -> tuple[str, str, str]:
    """Title and first paragraph of the README, and the name of the figure that it shows first."""
    text = _read(paths.ROOT / "README.md")
    title, about = re.search(r"# ([^\n]+)\n\n(.+?)\n\n", text, re.DOTALL).groups()
    figure = re.search(r"!\[[^]]*\]\(figures/(.+?)\.png\)", text)
    return title, sanitised.from_markdown(about), figure[1] if figure else ""


def _read(file: Path) -> str:
    """Text of a file, empty where there is none."""
    return file.read_text(encoding="utf-8") if file.is_file() else ""
