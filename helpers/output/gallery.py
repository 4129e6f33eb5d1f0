"""One page of all runs of a plan: state, parameters and small pictures of each, searched by words, read offline."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from helpers.output.offline import rendered, text_of

STATES = ("failed", "stale", "new", "done")


class Tile(NamedTuple):
    """What the page shows of a run; its page and its pictures lie beside the gallery, no page where it never ran."""

    name: str
    notebook: str
    state: str
    reason: str
    parameters: dict[str, Any]
    seconds: float | None = None
    started: str = ""
    page: str = ""
    pictures: tuple[str, ...] = ()
    title: str = ""
    found: tuple[str, ...] = ()  # the main numbers of its result


def gallery_page(title: str, tiles: Sequence[Tile], home: str = "") -> str:
    """The page of these runs in their order; `home` is a page that it leads back to."""
    counts = Counter(tile.state for tile in tiles)
    states = [(state, counts[state]) for state in [*STATES, *(set(counts) - set(STATES))] if counts[state]]
    several = len({tile.notebook for tile in tiles}) > 1
    styles = [text_of("base.css"), text_of("gallery.css")]
    context = {"title": title, "tiles": tiles, "states": states, "several": several, "home": home}
    return rendered("gallery.html", styles, text_of("gallery.js"), "'self'", **context)
