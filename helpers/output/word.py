"""A table as a Word document that journals take: three lines, caption above, notes below, text that can be edited."""

import re
from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from itertools import product
from types import SimpleNamespace
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Pt
from docx.table import Table, _Cell

from helpers.output.printed import Printed, words

FONT, CHINESE_FONT = "Times New Roman", "宋体"
SIZES = {"caption": 10.5, "cell": 10, "notes": 9}  # points
THICK, THIN = 12, 6  # eighths of a point, of the outer and the inner lines
WIDE = 7  # columns, from which the page lies on its side in any case
WIDEST = 40  # characters that a column is made for where it has no longer word
BESIDE = 3  # characters that the room beside the text of a cell takes
CHARACTER = Pt(5.4)  # that a character of a cell takes
FULL = 0.85  # share of a line, from which longest words that take it turn the page
ALIGN = {"l": WD_ALIGN_PARAGRAPH.LEFT, "c": WD_ALIGN_PARAGRAPH.CENTER, "r": WD_ALIGN_PARAGRAPH.RIGHT}
Looks = dict[tuple[str, bool], Any]  # the element of a paragraph by alignment, and whether it stands in a heading
UNPRINTED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold
SHORT_MINUS = re.compile(r"(?<![\w-])-(?=[\d.])")


def document(shown: Printed) -> bytes:
    """A .docx of one page or more with the table in it; headings are repeated where it goes on to the next page."""
    paper = Document()
    alone = [_unfolded([(head if over == 1 else "", over) for head, over in level]) for level in shown.groups]
    columns = list(zip(*alone, shown.labels, *shown.rows, strict=True))
    full = sum(_least(columns)) * CHARACTER > FULL * _room(paper.sections[0])
    _turned(paper, sideways=full or len(columns) >= WIDE)
    _written(paper.add_paragraph(), shown.caption, "caption", keep=True)
    heads = [*map(_unfolded, shown.groups), shown.labels]
    table = paper.add_table(len(heads) + len(shown.rows), len(shown.labels))
    table.alignment, cells = WD_TABLE_ALIGNMENT.CENTER, table._cells  # all at once, for a row costs as much as all
    looks = _looks(paper, shown.align)
    for place, row in enumerate([*heads, *shown.rows]):
        own = cells[place * len(row) : (place + 1) * len(row)]
        _fill(own, row, looks, shown.align, heading=place < len(heads))
    _widened(table, cells, columns, paper.sections[0])
    _drawn(table, cells, shown, len(heads))
    _written(paper.add_paragraph(), shown.notes, "notes")  # without notes too: Word wants a paragraph behind a table
    return _dateless(paper)


def plain(text: str) -> str:
    """Text on one line that XML can hold, with minus signs before numbers."""
    return SHORT_MINUS.sub("−", UNPRINTED.sub("", " ".join(text.split())))


def _turned(paper: Document, sideways: bool) -> None:
    """The page lies on its side where asked for."""
    page = paper.sections[0]
    if sideways:
        page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width


def _widened(table: Table, cells: Sequence[_Cell], columns: Sequence[Sequence[str]], page: Section) -> None:
    """The columns share the width of the page: each has its longest word, and of what is left the more the longer its
    cells are."""
    least = _least(columns)
    longest = [min(max(map(_length, column)), WIDEST) + BESIDE for column in columns]
    over = [max(0, whole - word) for whole, word in zip(longest, least, strict=True)]
    left = min(sum(over), max(0, _room(page) / CHARACTER - sum(least)))
    parts = [word + left * more / (sum(over) or 1) for word, more in zip(least, over, strict=True)]
    widths = [int(_room(page) * part / sum(parts)) for part in parts]
    for place, cell in enumerate(cells):
        cell.width = widths[place % len(widths)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def _least(columns: Sequence[Sequence[str]]) -> list[int]:
    """Characters that each column needs for its longest word."""
    return [max(_length(word) for cell in column for word in words(cell) or [""]) + BESIDE for column in columns]


def _room(page: Section) -> int:
    """Width of the page between its margins."""
    return page.page_width - page.left_margin - page.right_margin


def _length(text: str) -> int:
    """Characters of a cell, a Chinese one as two."""
    return sum(1 + (character > "\u2e7f") for character in text)


def _unfolded(groups: Sequence[tuple[str, int]]) -> list[str]:
    """The headings of groups, a cell a column."""
    return [heading if first == 0 else "" for heading, width in groups for first in range(width)]


def _fill(cells: Sequence[_Cell], row: Sequence[str], looks: Looks, align: str, heading: bool) -> None:
    """A row of the table; headings of numbers stand in the middle."""
    for place, (cell, text, letter) in enumerate(zip(cells, row, align, strict=True)):
        old, look = cell._tc.p_lst[0], looks["c" if heading and place else letter, heading]
        new = deepcopy(look)
        if line := plain(text):
            new.r_lst[0].add_t(line)
        cell._tc.replace(old, new)


def _looks(paper: Document, align: str) -> Looks:
    """An empty paragraph of each look that cells have, to be copied: python-docx takes long to make one."""
    found = {}
    for letter, heading in product({*align, "c"}, (False, True)):
        paragraph = paper.add_paragraph()
        _written(paragraph, "", "cell", keep=heading)
        paragraph.alignment = ALIGN[letter]
        paragraph._element.getparent().remove(paragraph._element)
        found[letter, heading] = paragraph._element
    return found


def _written(paragraph, text: str, kind: str, keep: bool = False) -> None:
    """The text in its size, close to its neighbours; kept on the page of what follows where asked for."""
    run = paragraph.add_run(plain(text))
    run.font.name, run.font.size = FONT, Pt(SIZES[kind])
    run._element.rPr.rFonts.set(qn("w:eastAsia"), CHINESE_FONT)
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(0), Pt(4 if kind != "cell" else 0), keep


def _drawn(table: Table, cells: Sequence[_Cell], shown: Printed, heads: int) -> None:
    """The lines above the table, below its headings and its last row, and those before rows and below groups."""
    width = len(shown.labels)
    for place, row in enumerate(table.rows):
        own = cells[place * width : (place + 1) * width]
        lines = {"top": THICK} if place == 0 else {"top": THIN} if place - heads in (0, *shown.rules) else {}
        lines |= {"bottom": THICK} if place == heads + len(shown.rows) - 1 else {}
        for cell in own:
            _border(cell, lines)
        if place < heads:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for level, groups in enumerate(shown.groups):
        _headed(cells[level * width : (level + 1) * width], groups, {"top": THICK} if level == 0 else {})


def _headed(cells: Sequence[_Cell], groups: Sequence[tuple[str, int]], lines: dict[str, int]) -> None:
    """The cells of a line of headings, each heading over all its columns and with a line below it."""
    first = 0
    for heading, columns in groups:
        merged = cells[first].merge(cells[first + columns - 1]) if columns > 1 else cells[first]
        _border(merged, lines | ({"bottom": THIN} if heading else {}))
        _without_empty_lines(merged)
        first += columns


def _border(cell: _Cell, lines: dict[str, int]) -> None:
    """The cell with these lines around it, and no other."""
    properties = cell._tc.get_or_add_tcPr()
    for old in properties.findall(qn("w:tcBorders")):
        properties.remove(old)
    borders = OxmlElement("w:tcBorders")
    for side, size in lines.items():
        line = OxmlElement(f"w:{side}")
        for name, value in {"val": "single", "sz": str(size), "space": "0", "color": "000000"}.items():
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)


def _without_empty_lines(cell: _Cell) -> None:
    """The merged cell without the empty paragraphs of those it took in."""
    for paragraph in cell.paragraphs[1:]:
        paragraph._element.getparent().remove(paragraph._element)


def _dateless(paper: Document) -> bytes:
    """The file with no time of writing in it: the same table is the same bytes."""
    paper.core_properties.author = paper.core_properties.comments = ""
    found, parts = BytesIO(), paper.part.package.parts
    with ZipFile(found, "w") as file:
        writer = SimpleNamespace(write=lambda place, blob: file.writestr(ZipInfo(place.membername), blob, ZIP_DEFLATED))
        PackageWriter._write_content_types_stream(writer, parts)
        PackageWriter._write_pkg_rels(writer, paper.part.package.rels)
        PackageWriter._write_parts(writer, parts)
    return found.getvalue()
