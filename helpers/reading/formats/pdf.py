"""PDF files with a text layer: lines become paragraphs again, ruled tables grids, over page ends too."""

import io
import re
from collections.abc import Iterable
from statistics import median
from typing import Any

import pdfplumber
from pdfplumber.page import Page as PlumberPage
from pdfplumber.table import Table
from pdfplumber.utils import chars_to_textmap
from pdfplumber.utils.exceptions import PdfminerException

from helpers.reading.formats import pages
from helpers.reading.formats.continued import Ruled
from helpers.reading.formats.grid import Cell, Document, compact, plain
from helpers.reading.formats.limits import Refused
from helpers.reading.formats.lines import Line, in_cell
from helpers.reading.formats.pages import Page

PASSWORD = {"PDFPasswordIncorrect", "PDFEncryptionError"}
GAP = 0.4  # of a character's size: a wider gap is a blank
RISE = 0.35  # of the usual size: within it characters are of one line, though digits of another font stand lower
MOST_UNKNOWN = 0.2  # share of signs that no font gives a character for
WITHOUT_CHARACTER = "(cid:"

Box = tuple[float, float, float, float]


def read(data: bytes) -> Document:
    """Text and ruled tables of the pages: lines that are full run on into the next, page numbers and lines repeated on
    most pages are left out; a table that goes on over a page end is one grid, its repeated heading rows once.

    A table of one cell is a frame around running text; one without ruling lines is running text. Raises Refused:
    encrypted, damaged, and no_text_layer where no page has characters or their fonts do not tell which they are.
    """
    _complete(data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as book:
            found = [_closed(page) for page in book.pages]
    except PdfminerException as error:
        cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
        if isinstance(cause, MemoryError):
            raise cause from error
        kind = "encrypted" if type(cause).__name__ in PASSWORD else "damaged"
        raise Refused(kind, f"{type(cause).__name__}: {cause}".rstrip(": ")) from error
    faults = _without_text(found)
    text, grids, notes = pages.joined(found)
    return Document(text, grids, tuple(notes), faults)


def _complete(data: bytes) -> None:
    """Raises Refused (damaged) for a file cut off: programs that repair it would give a part for the whole."""
    end = data.rfind(b"%%EOF")
    if end < 0 or re.search(rb"\d\s+obj\b", data[end:]):
        raise Refused("damaged", "the file is cut off: it has no end mark after its last object")


def _without_text(found: list[Page]) -> tuple[tuple[str, str], ...]:
    """Faults: pages without characters, and characters not known. Raises Refused (no_text_layer) where that is all."""
    empty = [str(number) for number, page in enumerate(found, 1) if not page.signs]
    signs, unknown = sum(page.signs for page in found), sum(page.unknown for page in found)
    if not signs:
        pictures = "hold pictures only" if any(page.pictures for page in found) else "hold no characters"
        raise Refused("no_text_layer", f"pages {', '.join(empty) or 'none'} {pictures}")
    if unknown > MOST_UNKNOWN * signs:
        raise Refused("no_text_layer", f"for {unknown} of {signs} signs the fonts give no character")
    reasons = (
        f"{unknown} signs whose font gives no character" if unknown else "",
        f"no text, perhaps pictures of it, on page {', '.join(empty)}" if empty else "",
    )
    return tuple(("part_not_read", reason) for reason in reasons if reason)


def _closed(page: PlumberPage) -> Page:
    """What a page holds; its parsed form, which is large, is dropped."""
    try:
        return _page(page)
    finally:
        page.close()


def _page(page: PlumberPage) -> Page:
    single = page.dedupe_chars()  # bold made by printing twice
    tables = single.find_tables()  # none of one cell
    inside = _assigned(single.chars, tables)
    ruled = [_ruled(table, inside[at]) for at, table in enumerate(tables)]
    blocks = sorted([*_lines(inside[-1]), *ruled], key=lambda block: block.top)
    unknown = sum(char["text"].startswith(WITHOUT_CHARACTER) for char in page.chars)
    return Page(blocks, float(page.width), float(page.height), len(page.chars), unknown, len(page.images))


def _assigned(chars: Iterable[dict[str, Any]], tables: list[Table]) -> dict[int, list[dict[str, Any]]]:
    """The characters by number of the table they stand in, the smallest one; -1 for those outside."""
    by_size = sorted(range(len(tables)), key=lambda at: _area(tables[at].bbox))
    assigned: dict[int, list[dict[str, Any]]] = {at: [] for at in (*by_size, -1)}
    for char in chars:
        assigned[next((at for at in by_size if _in(char, tables[at].bbox)), -1)].append(char)
    return assigned


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _in(char: dict[str, Any], box: Box) -> bool:
    """Whether the middle of a character lies in a box."""
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return box[0] <= across < box[2] and box[1] <= down < box[3]


def _lines(chars: list[dict[str, Any]]) -> list[Line]:
    if not chars:
        return []
    rise = RISE * median(char["size"] for char in chars)
    lines = chars_to_textmap(chars, x_tolerance_ratio=GAP, y_tolerance=rise).extract_text_lines(return_chars=True)
    return [
        Line(plain(line["text"]), line["x0"], line["x1"], line["top"], line["bottom"], line["chars"][0]["size"])
        for line in lines
        if line["text"].strip()
    ]


def _ruled(table: Table, chars: list[dict[str, Any]]) -> Ruled:
    """The table with the lines of a cell joined; rows and columns are those of its rules."""
    boxes = {(round(box[1]), round(box[0])): box for box in table.cells}
    lines = {at: _lines([char for char in chars if _in(char, box)]) for at, box in boxes.items()}
    grid = compact("table", [_cell(box, lines[at]) for at, box in boxes.items()])
    tops, lefts = (sorted({at[side] for at in boxes}) for side in (0, 1))
    ends = {
        (tops.index(at[0]), lefts.index(at[1])): (lines[at][-1], box[2] - box[0])
        for at, box in boxes.items()
        if lines[at]
    }
    return Ruled(grid, tuple(lefts), ends, table.bbox[1])


def _cell(box: Box, lines: list[Line]) -> Cell:
    """A cell in points of the page, which `compact` turns into rows and columns."""
    left, top, right, bottom = (round(edge) for edge in box)
    return Cell(in_cell(lines, box[2] - box[0]), top, left, bottom - top, right - left)
