"""The first page of the site: the question, what was found, every figure, table, report and run, one link away."""

from collections.abc import Sequence
from typing import NamedTuple

from helpers.output.offline import rendered, text_of


class Answered(NamedTuple):
    """A notebook on the first page: its question, the first text it computed as sanitised HTML, a small picture."""

    page: str
    question: str
    answer: str
    picture: str


class Shown(NamedTuple):
    """A figure or a table: its name, caption, page or large picture, small picture, and files by their endings."""

    name: str
    caption: str
    page: str
    picture: str
    files: tuple[tuple[str, str], ...]


class Linked(NamedTuple):
    """A page with the words that lead to it and some beside it."""

    page: str
    words: str
    more: str = ""


class Index(NamedTuple):
    title: str
    about: str  # sanitised HTML
    first: Shown | None
    answers: Sequence[Answered]
    figures: Sequence[Shown]
    tables: Sequence[Shown]
    reports: Sequence[Linked]
    more: Sequence[Linked]  # galleries and documents


def index_page(index: Index) -> str:
    """The page; a section without an entry is left out."""
    return rendered("index.html", [text_of("base.css"), text_of("index.css")], images="'self'", **index._asdict())


def document_page(title: str, html: str) -> str:
    """The page of a document whose HTML is sanitised."""
    return rendered("document.html", [text_of("base.css"), text_of("index.css")], title=title, html=html)
