"""A table as one HTML file that needs nothing else, each of its rows with what it was computed from."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from helpers.output.printed import Printed
from helpers.output.review import digest
from helpers.output.rows import EVERY, Link
from helpers.output.word import plain

FOLDER = Path(__file__).parent
SIDES = {"l": "", "c": "c", "r": "n"}


def page(shown: Printed, keys: Sequence[str], links: Mapping[str, Sequence[Link]]) -> str:
    """The page, every text in it escaped; `keys` has the name under which `links` knows each row, or an empty one.

    Nothing runs on it and nothing is fetched; its links lead to the review pages.
    """
    known = [key if key in links else EVERY if key and EVERY in links else "" for key in keys]
    places = {key: f"rows-{number}" for number, key in enumerate(links)}
    style = (FOLDER / "table.css").read_text(encoding="utf-8")
    rows = [(places.get(key, ""), [plain(cell) for cell in row]) for key, row in zip(known, shown.rows, strict=True)]
    return _template().render(
        policy=f"default-src 'none'; style-src '{digest(style)}'; base-uri 'none'; form-action 'none'",
        style=style,
        shown=shown,
        rows=rows,
        sides=[SIDES[letter] for letter in shown.align],
        behind=[(places[key], key, own) for key, own in links.items()],
        chinese=any("\u4e00" <= character <= "\u9fff" for character in shown.caption),
    )


def _template():
    return Environment(
        autoescape=True,
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("table.html")
