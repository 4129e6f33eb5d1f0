"""Web pages, also those that an office program saved under another name."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from helpers.reading.formats.document import decode
from helpers.reading.formats.grid import MARK, Document, Grid, Piece, hidden_cells, lay, plain
from helpers.reading.formats.limits import Refused
from helpers.reading.formats.styles import hide, is_unseen

WIDENED = {  # what a page says, and the larger set that it may need
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "cp936", "x-gbk", "gb_2312-80", "csgb2312"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "cp950", "x-x-big5"), "big5hkscs"),
}
CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
HEAD = 8192
PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")
BLANKS = re.compile(r"[ \t\r\n\f]+")
# fmt: off
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "td", "th", "tr",
    "ul",
}
NO_TEXT = {
    "head", "script", "style", "template", "noscript", "select", "button", "iframe", "object", "svg", "canvas",
    "audio", "video", "datalist", "xml",
}
# fmt: on
CELLS = {"td", "th"}
GROUPS = {"table", "thead", "tbody", "tfoot"}
LAST_ROW = 1_000_000
PAGE_LENGTH = 300
NO_INPUT = {"hidden", "button", "submit", "reset", "image", "checkbox", "radio", "file", "password"}


class Flow(NamedTuple):
    """What has been read so far: lines of running text, the last being written; grids; counts of what is left out."""

    lines: list[str]
    grids: list[Grid | None]
    counts: Counter


class Row(NamedTuple):
    """The cells of a table row that take a place."""

    cells: list[_Element]
    hidden: bool


def read(data: bytes) -> Document:
    """Text and tables of a page: a line for each block, blanks as a browser shows them; its title is a note.

    A table that only places things (see `_only_places`) is no grid: its text runs on. Rows that are not shown are
    hidden cells, other passages that are not shown are left out and counted. Raises Refused: encoding_unknown, and
    damaged for elements nested too deep to be read to the end.
    """
    root = _tree(decoded(data))
    if root is None:
        return Document("")
    hide(root)
    flow = Flow([""], [], Counter())
    _fill(root, flow.lines, flow)
    return Document("\n".join(_tidy(flow.lines)), tuple(flow.grids), _notes(root, flow.counts), _faults(flow))


def decoded(data: bytes) -> str:
    """The page as text: by byte-order mark, else UTF-8 where every byte fits (no other Chinese text does by chance),
    else as the page says, gb2312 being read as GB18030, which holds it, else GB18030 where it reads as Chinese.

    Raises Refused (encoding_unknown) where none fits: nothing is replaced.
    """
    said = CHARSET.search(data[:HEAD])
    encoding = WIDENED.get(said[1].decode("ascii").lower()) if said else None
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for name in () if marked else ("utf-8-sig", encoding):
        with suppress(UnicodeDecodeError):
            if name:
                return data.decode(name)
    text = decode(data)
    if text is None:
        raise Refused("encoding_unknown", f"neither {encoding or 'UTF-8'} nor GB18030 gives Chinese text")
    return text


def _tree(text: str) -> _Element | None:
    """The root of the page; None for a page without anything. lxml gets text, since it loses bytes it cannot decode."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    clean = PROLOGUE.sub("", plain(text).replace("\0", "").removeprefix("\ufeff"))
    root = etree.fromstring(clean.encode("utf-8"), parser) if clean.strip() else None
    fatal = [error.message for error in parser.error_log if error.level_name == "FATAL"]
    if fatal:
        raise Refused("damaged", f"the page cannot be read to its end: {fatal[0]}")
    return root


def _fill(node: _Element, lines: list[str], flow: Flow) -> None:
    """Adds what a node holds to the lines, without recursion: office programs leave thousands of tags open."""
    walk = etree.iterwalk(node, events=("start", "end"))
    for event, each in walk:
        tag = _tag(each)
        if tag in BLOCKS and each is not node:
            lines.append("")
        if event == "start" and each is not node and _apart(each, tag, lines, flow):
            walk.skip_subtree()
        elif event == "start":
            _write(each.text, each, lines)
        elif each is not node:
            _write(each.tail, each.getparent(), lines)


def _apart(node: _Element, tag: str, lines: list[str], flow: Flow) -> bool:
    """Whether the node is no running text, which then has been seen to: tables, what is not shown, what is no text."""
    if tag == "del" or is_unseen(node):
        flow.counts["del" if tag == "del" else "hidden"] += bool("".join(node.itertext()).strip())
        return True
    if tag == "table":
        lines.append("")
        _table(node, lines, flow)
        lines.append("")
    if tag == "input" and node.get("type", "text").lower() not in NO_INPUT:
        lines[-1] += node.get("value", "")
    return tag == "table" or tag in NO_TEXT


def _write(text: str | None, node: _Element, lines: list[str]) -> None:
    """Adds text to the last line, with one space for a run of blanks except in pre; a raised digit is no digit more."""
    if not text:
        return
    if _tag(node) == "pre":
        lines[-1] += text
        return
    text = BLANKS.sub(" ", text)
    if lines[-1][-1:] in ("", " "):
        text = text.removeprefix(" ")
    raised = _tag(node) == "sup" and text[:1].isdigit() and lines[-1][-1:].isdigit()
    lines[-1] += f"^{text}" if raised else text


def _tag(node: _Element) -> str:
    return node.tag if isinstance(node.tag, str) else ""


def _tidy(lines: list[str]) -> list[str]:
    return [line.strip(" ") for line in lines if line.strip()]


def _table(table: _Element, lines: list[str], flow: Flow) -> None:
    """The table as a grid, or as running text where it only places things; what is outside its cells comes before."""
    rows = list(_rows(table, False))
    _outside(table, lines, flow)
    if lines is flow.lines and _only_places(table, rows):
        for cell in (cell for row in rows for cell in row.cells):
            _fill(cell, lines, flow)
            lines.append("")
    elif any(row.cells for row in rows):
        number = len(flow.grids)
        flow.grids.append(None)
        flow.lines.extend((MARK, ""))
        pieces = [[_piece(cell, row.hidden, flow) for cell in row.cells] for row in rows]
        flow.grids[number] = lay(f"table {number + 1}", pieces)


def _rows(node: _Element, hidden: bool) -> Iterator[Row]:
    """Rows of a table, not of those inside it, whatever stands around them; cells without a row make one."""
    loose = [child for child in node if _tag(child) in CELLS] if _tag(node) in GROUPS else []
    if loose:
        yield Row(loose, hidden)
    for child in node:
        unseen = hidden or is_unseen(child)
        if _tag(child) == "tr":
            yield Row(list(_cells(child)), unseen)
        if _tag(child) not in CELLS | {"table"}:
            yield from _rows(child, unseen)


def _cells(row: _Element) -> Iterator[_Element]:
    """Cells of a row that take a place."""
    for child in row:
        if _tag(child) in CELLS and not is_unseen(child):
            yield child
        elif _tag(child) not in CELLS | {"table", "tr"}:
            yield from _cells(child)


def _outside(node: _Element, lines: list[str], flow: Flow) -> None:
    """Writes captions and what else stands between the cells of a table, which browsers show before it."""
    _write(node.text, node, lines)
    for child in node:
        tag = _tag(child)
        holds_cells = tag != "table" and next(child.iter(*CELLS, "tr"), None) is not None
        if holds_cells and tag not in CELLS:
            _outside(child, lines, flow)
        elif not holds_cells and not _apart(child, tag, lines, flow):
            lines.append("")
            _fill(child, lines, flow)
            lines.append("")
        _write(child.tail, node, lines)


def _only_places(table: _Element, rows: list[Row]) -> bool:
    """Whether the table has one cell in a row, or one that holds a whole page, or is around a table of more cells."""
    own = [cell for row in rows for cell in row.cells]
    inside = (sum(len(row.cells) for row in _rows(each, False)) for each in table.iterdescendants("table"))
    one_column = bool(own) and all(len(row.cells) < 2 for row in rows)
    return one_column or any(cells > len(own) for cells in inside) or _holds_page(own)


def _holds_page(cells: list[_Element]) -> bool:
    """Whether one cell holds nearly all the text of its table, and as much as a page has."""
    lengths = [len("".join(cell.itertext()).strip()) for cell in cells]
    return bool(lengths) and max(lengths) > PAGE_LENGTH and max(lengths) > 0.8 * sum(lengths)


def _piece(cell: _Element, hidden: bool, flow: Flow) -> Piece:
    lines = [""]
    _fill(cell, lines, flow)
    rows = _span(cell, "rowspan") or LAST_ROW  # 0: to the end
    return Piece("\n".join(_tidy(lines)), rows, max(1, _span(cell, "colspan")), hidden)


def _span(cell: _Element, key: str) -> int:
    """The span that an attribute gives, 1 where it is no number; `lay` cuts what is absurd."""
    found = re.match(r"\s*(\d{1,6})", cell.get(key, ""))
    return int(found[1]) if found else 1


def _notes(root: _Element, counts: Counter) -> tuple[str, ...]:
    """The title, and how many passages are not shown, as are menus on most pages."""
    title = " ".join("".join(root.xpath("string(//title)")).split())
    unseen = f"{counts['hidden']} hidden passages excluded" if counts["hidden"] else ""
    return tuple(filter(None, (f"title: {title}" if title else "", unseen)))


def _faults(flow: Flow) -> tuple[tuple[str, str], ...]:
    deleted = (("deleted_text", f"{flow.counts['del']} deletions excluded"),) if flow.counts["del"] else ()
    return (*deleted, *hidden_cells(filter(None, flow.grids)))
