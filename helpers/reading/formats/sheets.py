"""Spreadsheets (.xlsx, .xls) as they show on screen, each sheet a grid named after it."""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import chain
from typing import NamedTuple
from zipfile import ZipFile

import xlrd
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as OpenCell
from openpyxl.utils.datetime import from_excel
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from xlrd.sheet import Cell as OldCell
from xlrd.sheet import Sheet as OldSheet

from helpers.reading.formats import datefmt, numfmt, ole
from helpers.reading.formats.grid import MARK, Cell, Document, Grid, checked, plain
from helpers.reading.formats.limits import Refused, archive

FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
FIGURE = re.compile(
    r"=\s*[0-9][0-9,.]*\s*(?:[%％]|[\u4e00-\u9fff][\u4e00-\u9fff/·*（）()]*)?"
)  # =94套 computes nothing
OUT_OF_SIGHT = 0  # height or width of a row or column that is hidden by making it so
MOST_PLACES = 20  # named in a reason

Place = tuple[int, int]


class Sheet(NamedTuple):
    """What the two kinds of files have in common; rows and columns count from 0, `merged` has how many are covered."""

    name: str
    cells: dict[Place, numfmt.Shown]
    merged: dict[Place, Place]
    hidden: bool
    hidden_rows: set[int]
    hidden_columns: set[int]
    valueless: list[Place]


def read(data: bytes) -> Document:
    """A grid for each sheet that holds something, with numbers, percentages and dates as their formats show them.

    Rows, columns and sheets that are hidden are kept, their cells marked hidden, and named in the faults, as are
    formulas whose value was never computed; numbers shown with fewer digits than they have are noted. What only begins
    as a formula does, as =94套, is shown as it was typed. Raises Refused:
    encrypted, needs_conversion for the strict edition of .xlsx, and what `limits.archive` and `grid.checked` refuse;
    the errors of openpyxl for damaged files.
    """
    sheets = list(_old(data) if data.startswith(ole.MAGIC) else _new(data))
    grids = tuple(checked(_grid(sheet)) for sheet in sheets if sheet.cells or sheet.valueless)
    notes, faults = (tuple(chain.from_iterable(map(said, sheets))) for said in (_notes, _faults))
    return Document("\n".join(MARK for _ in grids), grids, notes, faults)


def _grid(sheet: Sheet) -> Grid:
    hide = sheet.hidden_rows, sheet.hidden_columns
    cells = tuple(
        Cell(
            plain(shown.text), *at, *sheet.merged.get(at, (1, 1)), sheet.hidden or at[0] in hide[0] or at[1] in hide[1]
        )
        for at, shown in sorted(sheet.cells.items())
    )
    return Grid(
        sheet.name,
        cells,
        max((cell.row + cell.rows for cell in cells), default=0),
        max((cell.column + cell.columns for cell in cells), default=0),
    )


def _notes(sheet: Sheet) -> Iterator[str]:
    cut = [at for at, shown in sheet.cells.items() if not shown.whole]
    if cut:
        yield f"{sheet.name}: {len(cut)} numbers are shown with fewer digits than they have, the first at {_at(cut[0])}"


def _faults(sheet: Sheet) -> Iterator[tuple[str, str]]:
    used_rows, used_columns = ({at[side] for at in sheet.cells} for side in (0, 1))
    if sheet.hidden and sheet.cells:
        yield "hidden_content", f"hidden sheet {sheet.name} left out"
    if rows := used_rows & sheet.hidden_rows:
        yield "hidden_content", f"{sheet.name}: hidden rows left out: {_list(map(_number, sorted(rows)))}"
    if columns := used_columns & sheet.hidden_columns:
        yield "hidden_content", f"{sheet.name}: hidden columns left out: {_list(map(_number, sorted(columns)))}"
    if sheet.valueless:
        yield "formula_without_value", f"{sheet.name}: formulas without value: {_list(map(_at, sheet.valueless))}"


def _list(places: Iterable[str]) -> str:
    named = list(places)
    more = f" and {len(named) - MOST_PLACES} more" if len(named) > MOST_PLACES else ""
    return ", ".join(named[:MOST_PLACES]) + more


def _number(at: int) -> str:
    return str(at + 1)


def _at(place: Place) -> str:
    return f"R{place[0] + 1}C{place[1] + 1}"


def _new(data: bytes) -> Iterator[Sheet]:
    """Sheets of an .xlsx file."""
    with archive(data) as box:
        formulas = _formulas(data) if _has_formulas(box) else {}
    book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    if not book.worksheets:
        raise Refused(
            "needs_conversion", "openpyxl finds no sheet, as in the strict edition of the format: save as .xlsx"
        )
    for sheet in book.worksheets:
        cells = {at: shown for at, cell in _cells(sheet) if _holds(shown := _shown(cell, book))}
        merged = {
            (area.min_row - 1, area.min_col - 1): (area.size["rows"], area.size["columns"])
            for area in sheet.merged_cells.ranges
        }
        rows = {at - 1 for at, row in sheet.row_dimensions.items() if row.hidden or row.height == OUT_OF_SIGHT}
        empty = {at for at, cell in _cells(sheet) if cell.value is None and cell.data_type == "n"}  # "" is a value
        unknown = {at: said for (name, at), said in formulas.items() if name == sheet.title and at in empty}
        cells |= {at: numfmt.Shown(said, True) for at, said in unknown.items() if FIGURE.fullmatch(said)}
        valueless = sorted(unknown.keys() - cells.keys())
        yield Sheet(sheet.title, cells, merged, sheet.sheet_state != "visible", rows, _columns(sheet), valueless)


def _has_formulas(box: ZipFile) -> bool:
    sheets = (name for name in box.namelist() if name.startswith("xl/worksheets/"))
    return any(FORMULA.search(box.read(name)) for name in sheets)


def _formulas(data: bytes) -> dict[tuple[str, Place], str]:
    """Each formula by sheet and place; openpyxl gives either formulas or values, never both."""
    book = load_workbook(io.BytesIO(data), keep_links=False)
    places = ((sheet.title, at, cell) for sheet in book.worksheets for at, cell in _cells(sheet))
    return {(name, at): str(cell.value) for name, at, cell in places if cell.data_type == "f"}


def _cells(sheet: Worksheet) -> Iterator[tuple[Place, OpenCell]]:
    """The cells that the file has, by place. The public iterators make a cell of every place up to the last one."""
    return (((row - 1, column - 1), cell) for (row, column), cell in list(sheet._cells.items()))


def _holds(shown: numfmt.Shown) -> bool:
    return bool(shown.text.strip()) or not shown.whole


def _columns(sheet: Worksheet) -> set[int]:
    hidden = [each for each in sheet.column_dimensions.values() if each.hidden or each.width == OUT_OF_SIGHT]
    return {at - 1 for each in hidden for at in range(each.min or 1, (each.max or 0) + 1)}


def _shown(cell: OpenCell, book: Workbook) -> numfmt.Shown:
    value, code = cell.value, cell.number_format
    unnamed = datefmt.CHINESE.get(cell._style.numFmtId) if cell.has_style else None
    if isinstance(value, datetime | date | time):
        return numfmt.Shown(datefmt.moment(value, unnamed or code), True)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return numfmt.Shown(str(value).upper() if isinstance(value, bool) else str(value or ""), True)
    if unnamed and code == "General":  # openpyxl takes it for a number
        return numfmt.Shown(datefmt.moment(from_excel(value, book.epoch), unnamed), True)
    return numfmt.number(value, code)


def _old(data: bytes) -> Iterator[Sheet]:
    """Sheets of an .xls file, which does not tell a formula without value from one with the value 0."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        raise Refused("encrypted" if "encrypted" in str(error) else "damaged", str(error)) from error
    for sheet in book.sheets():
        places = ((row, column) for row in range(sheet.nrows) for column in range(sheet.row_len(row)))
        cells = {at: shown for at in places if _holds(shown := _old_shown(sheet.cell(*at), book))}
        merged = {(top, left): (end - top, stop - left) for top, end, left, stop in sheet.merged_cells}
        rows, columns = _old_hidden(sheet)
        yield Sheet(sheet.name, cells, merged, sheet.visibility != 0, rows, columns, [])


def _old_hidden(sheet: OldSheet) -> tuple[set[int], set[int]]:
    rows = {at for at, row in sheet.rowinfo_map.items() if row.hidden or row.height == OUT_OF_SIGHT}
    return rows, {at for at, column in sheet.colinfo_map.items() if column.hidden or column.width == OUT_OF_SIGHT}


def _old_shown(cell: OldCell, book: xlrd.Book) -> numfmt.Shown:
    key = book.xf_list[cell.xf_index].format_key if cell.xf_index is not None else 0
    code = book.format_map[key].format_str
    if cell.ctype == xlrd.XL_CELL_DATE:
        unnamed = datefmt.CHINESE.get(key, code) if code == "General" or key == 14 else code
        return numfmt.Shown(datefmt.moment(xlrd.xldate_as_datetime(cell.value, book.datemode), unnamed), True)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return numfmt.number(cell.value, code)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return numfmt.Shown(str(bool(cell.value)).upper(), True)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return numfmt.Shown(xlrd.error_text_from_code.get(cell.value, "#ERROR"), True)
    return numfmt.Shown(str(cell.value), True)
