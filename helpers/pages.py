"""What runs left as HTML: a page for each executed notebook of a plan, small pictures of it, and the gallery of all."""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from hashlib import sha256
from itertools import count, takewhile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from helpers import paths
from helpers.batch import collect, records
from helpers.batch.plan import Plan, Run, folder
from helpers.output import executed, gallery, save

GALLERY = "gallery.html"
PAGES = "pages"
MAIN = {  # numbers of a result, in words
    "estimate": "estimate {:+.3f}",
    "low": "from {:+.3f}",
    "high": "to {:+.3f}",
    "n_obs": "N {:,.0f}",
    "n_clusters": "clusters {:,.0f}",
}
MADE_FROM = "made-from"  # the hash in the head of a page that tells what it was made from
HEAD = 2000  # bytes of a page in which it stands


class Made(NamedTuple):
    """Names of the page of a run and of its small pictures, in the folder of pages."""

    page: str = ""
    pictures: tuple[str, ...] = ()


def write_gallery(plan: Plan, *, jobs: int = 1) -> Path:
    """The page of all runs of a plan, after it and the pages it leads to were written; what has not changed is kept.

    `jobs` processes turn executed notebooks into pages. A notebook that cannot be read has no page, and the gallery
    says so. Raises OSError where a file cannot be written.
    """
    place = folder(plan)
    (place / PAGES).mkdir(parents=True, exist_ok=True)
    known = records.read_all(plan)
    states = records.states(plan, records.surroundings(), known)
    made = _pages(place, [run.name for run in plan.runs], jobs)
    titles = {notebook: executed.opened(notebook).title for notebook in {run.notebook for run in plan.runs}}
    found = _found(plan)
    tiles = [
        _tile(run, states[run.name], known[run.name], made[run.name])._replace(
            title=titles[run.notebook], found=found.get(run.name, ())
        )
        for run in plan.runs
    ]
    save.put_files({place / GALLERY: gallery.gallery_page(plan.name, tiles).encode()})
    return place / GALLERY


def inside(link: str, here: Path) -> str | None:
    """Address, from a page in the folder `here`, of what a notebook of the project links to; None where nothing is."""
    target, mark, part = link.partition("#")
    file = Path(os.path.abspath(paths.NOTEBOOKS / unquote(target)))
    if not (file.is_relative_to(paths.ROOT) and file.is_file()):
        return None
    return quote(Path(os.path.relpath(file, here)).as_posix()) + mark + part


def _found(plan: Plan) -> dict[str, tuple[str, ...]]:
    """By run the main numbers in the first row of its result, as collected; of none where nothing is collected."""
    try:
        rows = collect.results(plan.name)
    except FileNotFoundError:
        return {}
    shown = rows.select(["run", *(name for name in MAIN if name in rows.column_names)]).to_pylist()
    first = {row.pop("run"): row for row in reversed(shown)}
    return {
        run: tuple(MAIN[name].format(value) for name, value in row.items() if value is not None and value == value)
        for run, row in first.items()
    }


def _tile(run: Run, found: tuple[str, str], record: records.Record | None, made: Made) -> gallery.Tile:
    """What the gallery shows of a run."""
    state, reason = found
    if record and not made.page:
        reason = f"{reason}; its executed notebook cannot be read"
    ran = {"seconds": record.seconds, "started": record.started} if record and record.started else {}
    notebook = run.notebook.relative_to(paths.NOTEBOOKS).with_suffix("").as_posix()
    links = {
        "page": made.page and f"{PAGES}/{made.page}",
        "pictures": tuple(f"{PAGES}/{each}" for each in made.pictures),
    }
    return gallery.Tile(run.name, notebook, state, reason, run.parameters, **ran, **links)


def _pages(place: Path, names: list[str], jobs: int) -> dict[str, Made]:
    """What there is of each run, after pages of notebooks that have changed were written anew."""
    made_by = records.tree(Path(executed.__file__).parent)
    make = partial(_made, place, made_by)
    if jobs == 1 or len(names) < 2 * jobs:
        return dict(zip(names, map(make, names), strict=True))
    with ProcessPoolExecutor(jobs) as pool:
        return dict(zip(names, pool.map(make, names, chunksize=4), strict=True))


def _made(place: Path, made_by: str, name: str) -> Made:
    """The page and the pictures of a run, made anew where its notebook or the code has changed."""
    file, page = records.executed(place, name), place / PAGES / f"{name}.html"
    if not file.is_file():
        return Made()
    source = sha256(file.read_bytes() + made_by.encode()).hexdigest()
    if not _says(page, source):
        try:
            notebook = executed.opened(file)
        except ValueError:
            return Made()
        save.put_files(dict(_files(notebook, page, source)))
    return Made(page.name, tuple(sorted(each.name for each in _pictures(page))))


def _files(notebook: executed.Notebook, page: Path, source: str) -> Iterator[tuple[Path, bytes]]:
    """The small pictures of a notebook, then its page, which says what both were made from."""
    for old in _pictures(page):
        old.unlink()
    for number, picture in enumerate(executed.pictures(notebook)):
        yield page.with_name(f"{page.stem}.{number}.webp"), executed.thumbnail(picture)
    link = partial(inside, here=page.parent)
    yield page, executed.page(notebook, link, f"../{GALLERY}", **{MADE_FROM: source}).encode()


def pictures(place: Path, name: str) -> list[Path]:
    """The small pictures of a run that are there, in their order; `place` is the folder of its plan."""
    return _pictures(place / PAGES / f"{name}.html")


def _pictures(page: Path) -> list[Path]:
    return list(takewhile(Path.is_file, (page.with_name(f"{page.stem}.{number}.webp") for number in count())))


def _says(page: Path, source: str) -> bool:
    """Whether the page is there and was made from this."""
    try:
        with open(page, "rb") as file:
            return f'name="{MADE_FROM}" content="{source}"'.encode() in file.read(HEAD)
    except OSError:
        return False
