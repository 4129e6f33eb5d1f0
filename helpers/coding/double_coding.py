"""Reports coded again by people: a sample, the workbook that they fill, and what they filled in."""

import re
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from helpers.coding.schema import tables
from helpers.reading import vocabulary

TABLES = ["funds", "indicators", "outcomes", "resources", "scorecard"]
PLACE = ["report_id", "token", "occurrence"]  # how a person says which figure is meant
NOT_ASKED = {"seq", "start", "end", "cell", "note"}
START, COLUMNS = "start", "columns"
SAMPLE = ["report_id", "source_file", "coded"]
HEADER, LAST = 4, 2000  # row above the list of reports; last row that offers its allowed values
AS_TEXT = "@"
CONTROL, ESCAPED = re.compile(r"[\x00-\x1f]"), re.compile(r"_x([0-9A-Fa-f]{4})_")
RUNS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may run
INSTRUCTIONS = [
    "Write your name or initials into cell B1. The version that the coders agree on afterwards is named agreed.",
    "Code alone and from the report only: look neither at the other workbook nor at what the program read.",
    "One row a figure, in the order of the report, in the sheet of its table. A figure printed twice is two rows.",
    "token: the figure as printed, without its unit; of an indicator what was attained, else the target, else words.",
    "occurrence: 1, 2, ... where the report prints the same figure more than once; empty: in the order of the rows.",
    "project_id: the number of the project in the order of the report; empty for the whole report.",
    "What a column takes stands in the last sheet. Empty means that the report does not state it.",
    "Write yes beside a report when all of it is coded: only then it is compared.",
]


class Coding(NamedTuple):
    """What one coder found: the reports coded, and by table the rows of their figures, every cell as text."""

    coder: str
    sample: list[str]
    coded: list[str]
    tables: dict[str, pd.DataFrame]


def asked(table: str) -> dict[str, dict]:
    """The columns of a table that a coder fills, as tables.yml describes them, after those that name the figure."""
    described = tables()[table]["columns"]
    place = {name: described.get(name, {"type": "integer", "about": "which mention of it, from 1"}) for name in PLACE}
    return place | {name: says for name, says in described.items() if name not in NOT_ASKED | set(PLACE)}


def choices(table: str, column: str) -> list[str]:
    """The codes that a column may hold; empty for one that takes any text or number."""
    if column == "function":
        section = "resources" if table == "resources" else "functions"
        return [*(key for key in vocabulary.words(section) if not key.startswith("other_")), "other"]
    return asked(table)[column].get("values", [])


def draw(reports: pd.DataFrame, number: int, seed: int, by: str = "") -> pd.DataFrame:
    """So many reports (report_id, source_file) at random, each as likely as any other, the same for the same seed.

    With `by`, a column of table reports, its values are drawn in proportion: every k-th report, from a random one, of
    the shuffled list sorted by that column. Raises ValueError where there are fewer reports, or no such column.
    """
    if not 0 < number <= len(reports):
        raise ValueError(f"expected a sample of 1 to {len(reports)} reports, found {number}")
    if by and by not in reports:
        raise ValueError(f"expected a column of table reports to draw by, one of {', '.join(reports)}; found {by!r}")
    rng = np.random.default_rng(seed)
    shuffled = reports.sort_values("report_id").sample(frac=1, random_state=rng)
    ordered = shuffled.sort_values(by, kind="stable") if by else shuffled
    every = ((np.arange(number) + rng.random()) * len(ordered) / number).astype(int)
    return ordered.iloc[every].sort_values("report_id", ignore_index=True)[SAMPLE[:2]]


def workbook(sample: pd.DataFrame, seed: int) -> bytes:
    """An .xlsx to fill: the reports of the sample with the seed, an empty sheet a table, the codes each column takes.

    All cells are text, so that 000 and 1.50 stay as typed. Text that a spreadsheet might run is marked as text.
    """
    book = Workbook()
    _fill_start(book.active, sample, seed)
    described = book.create_sheet(COLUMNS)
    for table in TABLES:
        _fill_table(book.create_sheet(table), described, table, len(sample))
    book.move_sheet(COLUMNS, len(TABLES))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def read_folder(folder: Path) -> dict[str, Coding]:
    """The filled workbooks of a folder by coder, in the order of their names; empty where there is none.

    Raises ValueError as `read` does, for a coder who is there twice, and for two different samples.
    """
    found: dict[str, Coding] = {}
    for path in sorted(Path(folder).glob("[!~.]*.xlsx")):
        coding = read(path)
        if coding.coder in found:
            raise ValueError(f"{path}: expected one workbook a coder, found {coding.coder!r} a second time")
        if found and coding.sample != (first := next(iter(found.values()))).sample:
            raise ValueError(f"{path}: expected the sample of {first.coder!r}, {first.sample}; found {coding.sample}")
        found[coding.coder] = coding
    return found


def read(path: Path) -> Coding:
    """What a coder filled in; raises ValueError naming file, sheet, row and column of what does not fit."""
    try:
        return _coding(load_workbook(path))
    except (BadZipFile, InvalidFileException, KeyError):
        raise ValueError(f"{path}: expected a workbook as `python -m helpers sheet` makes it") from None
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def _fill_start(sheet: Worksheet, sample: pd.DataFrame, seed: int) -> None:
    sheet.title = START
    for row, cells in enumerate([["coder"], ["seed", str(seed)]], 1):
        _put_row(sheet, row, cells)
    _put_row(sheet, HEADER, SAMPLE)
    for row, report in enumerate(sample[SAMPLE[:2]].itertuples(index=False), HEADER + 1):
        _put_row(sheet, row, report)
    for row, line in enumerate(INSTRUCTIONS, 1):
        _put(sheet.cell(row, 5), line)
    _offer(sheet, f"C{HEADER + 1}:C{HEADER + len(sample)}", '"yes"')
    for letter, width in {"A": 30, "B": 30, "C": 10}.items():
        sheet.column_dimensions[letter].width = width
    sheet["B1"].number_format = AS_TEXT


def _fill_table(sheet: Worksheet, described: Worksheet, table: str, reports: int) -> None:
    """The header of a table to fill, and a line of the last sheet for each of its columns."""
    sheet.freeze_panes = "A2"
    for place, (name, says) in enumerate(asked(table).items(), 1):
        codes, letter = choices(table, name), get_column_letter(place)
        _put(sheet.cell(1, place), name).font = Font(bold=True)
        sheet.column_dimensions[letter].number_format = AS_TEXT
        sheet.column_dimensions[letter].width = 18
        line = described.max_row + 1
        _put_row(described, line, [table, name, " ".join(filter(None, [says["about"], says.get("unit")])), *codes])
        allowed = f"{COLUMNS}!$D${line}:${get_column_letter(3 + len(codes))}${line}" if codes else ""
        if name == "report_id":
            allowed = f"{START}!$A${HEADER + 1}:$A${HEADER + reports}"
        _offer(sheet, f"{letter}2:{letter}{LAST}", allowed)


def _offer(sheet: Worksheet, cells: str, allowed: str) -> None:
    """Cells offer a list of values and take no other; nothing without a list."""
    if allowed:
        offered = DataValidation(type="list", formula1=allowed, allow_blank=True, showErrorMessage=True)
        offered.add(cells)
        sheet.add_data_validation(offered)


def _put_row(sheet: Worksheet, row: int, texts) -> None:
    for column, text in enumerate(texts, 1):
        _put(sheet.cell(row, column), text)


def _put(cell: Cell, text: str) -> Cell:
    """The cell, after it took a text that no spreadsheet runs."""
    cell.value = CONTROL.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)
    cell.data_type, cell.number_format, cell.quotePrefix = "s", AS_TEXT, text.startswith(RUNS)
    return cell


def _coding(book: Workbook) -> Coding:
    if absent := [name for name in [START, *TABLES] if name not in book.sheetnames]:
        raise ValueError(f"expected the sheets {START}, {', '.join(TABLES)}; absent: {', '.join(absent)}")
    coder = _text(book[START]["B1"])
    if not coder:
        raise ValueError(f"sheet {START}, cell B1: expected the name or initials of the coder, found nothing")
    listed = _rows(book[START], HEADER, SAMPLE, width=len(SAMPLE))
    _refuse(listed, START, "coded", ~listed["coded"].isin(["", "yes"]), "yes or nothing")
    sample, coded = list(listed["report_id"]), list(listed.loc[listed["coded"] == "yes", "report_id"])
    return Coding(coder, sample, coded, {table: _table(book[table], table, sample, coded) for table in TABLES})


def _table(sheet: Worksheet, table: str, sample: list[str], coded: list[str]) -> pd.DataFrame:
    """The rows of a sheet; raises ValueError for a cell that its column does not take."""
    columns = asked(table)
    rows = _rows(sheet, 1, list(columns))
    _refuse(rows, table, "report_id", ~rows["report_id"].isin(sample), "a report of the sample")
    _refuse(rows, table, "report_id", ~rows["report_id"].isin(coded), f"a report with yes beside it in sheet {START}")
    for name, says in columns.items():
        filled, codes = rows[name] != "", choices(table, name)
        _refuse(rows, table, name, ~filled & says.get("required", False), "a value")
        _refuse(rows, table, name, filled & ~rows[name].isin(codes) & bool(codes), f"one of {', '.join(codes)}")
        if says["type"] != "text":
            whole = says["type"] == "integer"
            wrong = filled & ~rows[name].map(lambda cell, whole=whole: _is_number(cell, whole)).astype(bool)
            _refuse(rows, table, name, wrong, "a whole number from 1" if whole else "a number")
    return rows.reset_index(drop=True)


def _rows(sheet: Worksheet, header: int, expected: list[str], width: int | None = None) -> pd.DataFrame:
    """The filled rows below a header as text, numbered as in the sheet; raises ValueError for other columns."""
    found = {row[0].row: [_text(cell) for cell in row] for row in sheet.iter_rows(min_row=header, max_col=width)}
    header_cells = found.pop(header, [])
    names = [name for name in header_cells if name]
    if sorted(names) != sorted(expected):
        raise ValueError(
            f"sheet {sheet.title}, row {header}: expected the columns {', '.join(expected)}; "
            f"absent: {', '.join(set(expected) - set(names)) or 'none'}; found: {', '.join(names) or 'none'}"
        )
    filled = {number: row for number, row in found.items() if any(row)}
    return pd.DataFrame(filled.values(), index=list(filled), columns=header_cells, dtype="str")[expected]


def _text(cell: Cell) -> str:
    """A cell as text, its outer blanks cut; raises ValueError for a formula, a date, an error."""
    if cell.value is None:
        return ""
    if cell.data_type not in ("s", "n", "inlineStr"):
        raise ValueError(
            f"sheet {cell.parent.title}, row {cell.row}, column {cell.column_letter}: expected text or a number, found "
            f"{'a formula ' if cell.data_type == 'f' else ''}{str(cell.value)!r}"
        )
    if isinstance(cell.value, str):
        return ESCAPED.sub(lambda code: chr(int(code[1], 16)), cell.value).strip(" \u3000")
    return f"{cell.value:.15g}"


def _refuse(rows: pd.DataFrame, sheet: str, column: str, wrong: pd.Series, expected: str) -> None:
    """Raises ValueError naming the first row that is wrong."""
    if wrong.any():
        row = wrong.idxmax()
        raise ValueError(
            f"sheet {sheet}, row {row}, column {column}: expected {expected}, found {rows.at[row, column]!r}"
        )


def _is_number(text: str, whole: bool) -> bool:
    return re.fullmatch(r"[1-9][0-9]*" if whole else r"[-+]?[0-9]+(\.[0-9]+)?", text) is not None
