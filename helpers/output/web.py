"""A table as one HTML file that needs nothing else, each of its rows with what it was computed from."""

from collections.abc import Mapping, Sequence

from helpers.output.offline import rendered, text_of
from helpers.output.printed import Printed
from helpers.output.rows import EVERY, Link
from helpers.output.word import plain

SIDES = {"l": "", "c": "c", "r": "n"}


def page(shown: Printed, keys: Sequence[str], links: Mapping[str, Sequence[Link]]) -> str:
    """The page, every text in it escaped; `keys` has the name under which `links` knows each row, or an empty one.

    Nothing runs on it and nothing is fetched; its links lead to the review pages.
    """
    known = [key if key in links else EVERY if key and EVERY in links else "" for key in keys]
    places = {key: f"rows-{number}" for number, key in enumerate(links)}
    rows = [(places.get(key, ""), [plain(cell) for cell in row]) for key, row in zip(known, shown.rows, strict=True)]
    return rendered(
        "table.html",
        [text_of("table.css")],
        shown=shown,
        rows=rows,
        sides=[SIDES[letter] for letter in shown.align],
        behind=[(places[key], key, own) for key, own in links.items()],
        chinese=any("\u4e00" <= character <= "\u9fff" for character in shown.caption),
    )
