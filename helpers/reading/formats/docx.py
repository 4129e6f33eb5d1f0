"""Word documents (.docx, .docm) as a reader sees them with every change accepted.

The container is opened here and not by python-docx, which drops insertions and content controls and cannot open a file
with a dead picture link or with macros, as office programs leave them.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from lxml.etree import _Element

from helpers.reading.formats import package, signs
from helpers.reading.formats.grid import MARK, Document, Grid, Piece, hidden_cells, lay, plain
from helpers.reading.formats.limits import Refused, archive
from helpers.reading.formats.numbering import Numbering
from helpers.reading.formats.package import attribute, find, name

WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink"}
GONE = {"del", "moveFrom"}
NO_TEXT = {"pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "delText", "rt", "rubyPr", "docPr"}
OFF = {"0", "false", "off"}
COUNTED = {
    "del": ("deleted_text", "deletions excluded"),
    "vanish": ("hidden_content", "runs of hidden text excluded"),
    "below": ("hidden_content", "texts in cells that are merged away excluded"),
    "altChunk": ("part_not_read", "embedded foreign documents not read"),
}


class Flow(NamedTuple):
    """Lines of running text read so far, grids (None while one is read), and counts of what is left out."""

    lines: list[str]
    grids: list[Grid | None]
    counts: Counter
    numbering: Numbering


def read(data: bytes) -> Document:
    """Text and tables of the document: insertions in, deletions out; text boxes after their paragraph, footnotes last.

    A nested table is a grid of its own after the one around it; a table of one cell is a frame, and its text runs on.
    Headers, footers and the number of comments are notes, counts of what else was left out faults. Raises Refused as
    `limits.archive` does and for damaged parts; BadZipFile and lxml's XMLSyntaxError for broken ones.
    """
    with archive(data) as box:
        parts = package.parts(box)
        flow = Flow([], [], Counter(), Numbering(parts.one("numbering"), parts.one("styles")))
        _blocks(_body(parts.main), flow.lines, flow)
        for kind in ("footnotes", "endnotes"):
            for note in _own_notes(parts.one(kind)):
                _blocks(note, flow.lines, flow)
        notes = [f"{flow.counts['comments']} comments excluded"] * bool(flow.counts["comments"])
        return Document("\n".join(flow.lines), tuple(flow.grids), (*notes, *_edges(parts)), _faults(flow))


def _body(main: _Element) -> _Element:
    body = find(main, "body")
    if body is None:
        raise Refused("damaged", f"the main part is <{name(main)}> without a body, no document of a word processor")
    return body


def _blocks(parent: _Element, lines: list[str], flow: Flow) -> None:
    """Paragraphs become lines, tables grids; a paragraph whose end was deleted runs on into the next."""
    carried = ""
    for child in parent:
        kind = name(child)
        if kind == "p":
            boxes: list[_Element] = []
            text, ended = signs.lowered(_text(child, flow, boxes)), not _end_deleted(child)
            carried += (flow.numbering.label(child) if text or ended else "") + text
            if ended:
                lines += _filled(carried)
                carried = ""
            for box in boxes:
                _blocks(box, lines, flow)
        elif kind == "tbl":
            _table(child, lines, flow)
        elif kind in WRAPPERS:
            _blocks(child, lines, flow)
        elif kind == "altChunk":
            flow.counts[kind] += 1
    lines += _filled(carried)


def _filled(text: str) -> list[str]:
    return [line for line in plain(text).split("\n") if line.strip()]


def _end_deleted(paragraph: _Element) -> bool:
    marks = find(paragraph, "pPr", "rPr")
    return marks is not None and any(name(mark) in GONE for mark in marks)


def _text(node: _Element, flow: Flow, boxes: list[_Element]) -> str:
    """Text of what lies inside a paragraph; text boxes found on the way are put aside."""
    kind = name(node)
    if kind == "t":
        return node.text or ""
    if kind in signs.WRITTEN:
        return signs.WRITTEN[kind]
    if kind == "sym":
        return signs.symbol(attribute(node, "font"), attribute(node, "char"))
    if kind == "txbxContent":
        boxes.append(node)
        return ""
    if kind in NO_TEXT or _left_out(node, kind, flow.counts):
        return ""
    found = [_text(child, flow, boxes) for child in _alternative(node)]
    if kind == "r" and attribute(find(node, "rPr", "vertAlign"), "val") == "superscript":
        found.insert(0, signs.RAISED)
    return signs.BETWEEN.get(kind, "").join(text for text in found if text)


def _left_out(node: _Element, kind: str, counts: Counter) -> bool:
    """Whether a reader does not see the node, which then is counted."""
    if kind == "commentReference":
        counts["comments"] += 1
    if kind == "r" and _on(find(node, "rPr", "vanish")) and _written(node):
        counts["vanish"] += 1
        return True
    if kind == "del" and _written(node):
        counts["del"] += 1
    return kind in GONE


def _written(node: _Element) -> str:
    return "".join(each.text or "" for each in node.iter() if name(each) in ("t", "delText"))


def _alternative(node: _Element) -> list[_Element]:
    """The children; of alternatives only the first, since the others say the same for older programs."""
    return list(node)[:1] if name(node) == "AlternateContent" else list(node)


def _on(switch: _Element | None) -> bool:
    return switch is not None and attribute(switch, "val") not in OFF


def _table(table: _Element, lines: list[str], flow: Flow) -> None:
    rows = [(row, [*_inner(row, "tc")]) for row in _inner(table, "tr") if find(row, "trPr", "del") is None]
    cells = [*chain.from_iterable(cells for _, cells in rows)]
    if lines is flow.lines and len(cells) == 1:
        _blocks(cells[0], lines, flow)
    elif cells:
        number = len(flow.grids)
        flow.grids.append(None)
        flow.lines.append(MARK)
        flow.grids[number] = lay(f"table {number + 1}", [_row(row, cells, flow) for row, cells in rows])


def _inner(parent: _Element, wanted: str) -> Iterator[_Element]:
    for child in parent:
        if name(child) == wanted:
            yield child
        elif name(child) in WRAPPERS:
            yield from _inner(child, wanted)


def _row(row: _Element, cells: list[_Element], flow: Flow) -> list[Piece]:
    hidden = _on(find(row, "trPr", "hidden"))
    pieces = [Piece("", columns=_number(find(row, "trPr", "gridBefore"), 0), role="gap")]
    for cell in cells:
        piece = _piece(cell, hidden, flow)
        if _continues(find(cell, "tcPr", "hMerge")):
            pieces[-1] = pieces[-1]._replace(columns=pieces[-1].columns + piece.columns)
        else:
            pieces.append(piece)
    return [piece for piece in pieces if piece.columns]


def _piece(cell: _Element, hidden: bool, flow: Flow) -> Piece:
    lines: list[str] = []
    _blocks(cell, lines, flow)
    below = _continues(find(cell, "tcPr", "vMerge"))
    flow.counts["below"] += bool(below and lines)
    columns = _number(find(cell, "tcPr", "gridSpan"), 1)
    return Piece("\n".join(lines), 1, columns, hidden, "below" if below else "cell")


def _continues(merge: _Element | None) -> bool:
    """Whether a cell is the continuation of a merged one; that is what it is unless it says that it begins one."""
    return merge is not None and attribute(merge, "val", "continue") != "restart"


def _number(node: _Element | None, default: int) -> int:
    text = attribute(node, "val", "")
    return int(text) if text.isdecimal() and len(text) < 5 else default


def _own_notes(part: _Element | None) -> list[_Element]:
    """The footnotes that were written, without the lines that separate them."""
    return [] if part is None else [note for note in part if attribute(note, "type", "normal") == "normal"]


def _faults(flow: Flow) -> tuple[tuple[str, str], ...]:
    counted = ((kind, f"{flow.counts[name]} {said}") for name, (kind, said) in COUNTED.items() if flow.counts[name])
    return (*counted, *hidden_cells(filter(None, flow.grids)))


def _edges(parts: package.Parts) -> list[str]:
    """Headers and footers with a word in them, each text once."""
    found = []
    for kind in ("header", "footer"):
        for part in parts.all(kind):
            flow = Flow([], [], Counter(), Numbering(None, None))
            _blocks(part, flow.lines, flow)
            text = " ".join(line.strip() for line in flow.lines if line != MARK)
            if any(character.isalpha() for character in text):
                found.append(f"{kind}: {text}")
    return list(dict.fromkeys(found))
