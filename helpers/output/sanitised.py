"""Text of others as HTML that runs nothing and fetches nothing: known elements alone, links only where told."""

import re
from collections.abc import Callable
from functools import cache

import mistune
import nh3

Link = Callable[[str], str | None]

ATTRIBUTES = {
    "*": {"class", "id", "lang", "title"},
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
TAGS = nh3.ALLOWED_TAGS - {"map", "area"} | {"section"}
PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,")
OUTSIDE = re.compile(r"(https?:|mailto:|#)")
COLOURS_OF_TERMINALS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def cleaned(html: str, link: Link = lambda _: None) -> str:
    """HTML with known elements alone: no script, no style, no form, no picture but those written into the page."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "data"},
        attribute_filter=lambda element, name, value: _address(element, name, value, link),
    )


def _address(element: str, name: str, value: str, link: Link) -> str | None:
    """Where a link or a picture may lead, None where it may not; every other attribute as it is."""
    if name == "src":
        return value if PICTURE.match(value) else None
    if name == "href":
        return value if OUTSIDE.match(value) else None if ":" in value else link(value)
    return value


def from_markdown(text: str, link: Link = lambda _: None) -> str:
    """Markdown, tables too, as HTML that is `cleaned`."""
    return cleaned(str(_reader()(text)), link)


def plain(text: str) -> str:
    """Text of a terminal as it stands, without its colours; empty where it holds none."""
    text = COLOURS_OF_TERMINALS.sub("", text)
    return f"<pre>{nh3.clean_text(text)}</pre>" if text.strip() else ""


@cache
def _reader() -> mistune.Markdown:
    return mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])
