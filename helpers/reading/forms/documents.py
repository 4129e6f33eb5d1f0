"""All forms of a text or a document become the rows of one report, each form's rows with the number of its project."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from helpers.reading.formats.grid import MARK, Cell, Document, Grid
from helpers.reading.forms import rows as forms
from helpers.reading.forms.apart import met, of_parts
from helpers.reading.forms.glued_form import glued_grids, spans, uncut
from helpers.reading.forms.glued_rows import glued_lines
from helpers.reading.forms.head import FormHead
from helpers.reading.forms.paired import paired_grids
from helpers.reading.forms.pipes import NAMED, PipeGrid, pipe_grids
from helpers.reading.forms.place import Source
from helpers.reading.forms.stacked import broken, closed, stacked_grids
from helpers.reading.forms.table import Header, places
from helpers.reading.forms.units import printed_unit
from helpers.reading.forms.unruled import unruled
from helpers.reading.forms.uses import uses
from helpers.reading.records import TABLES, Problem, Tables

UNCUT = "can be cut in no way, or in several, into the cells that the header names"
CAPTION = 80  # characters before a table in which the unit of its amounts, or its project, may stand
PROJECT = re.compile(
    r"(?:项目|专项|政策)(?:名称|[0-9一二三四五六七八九十]{1,3})?[ \t]*[:：][ \t]*([^\s:：，。；]{2,40})[ \t]*$", re.M
)


class Form(NamedTuple):
    """A form with the text above it, the offsets of its cells where it stands in a text, and the header of the table
    that it goes on with."""

    grid: Grid
    caption: str = ""
    offsets: Mapping[tuple[int, int], int] | None = None
    header: Header | None = None


@lru_cache(maxsize=4)
def text_grids(text: str) -> list[PipeGrid]:
    """The forms of a text: with pipes between the cells, else with a line for each, else with nothing between them."""
    rows = [] if closed(text) or broken(text) else pipe_grids(text)
    if any(forms.has_header(each.grid) for each in rows):
        return rows
    return stacked_grids(text) or glued_grids(text) or paired_grids(text) or rows


def of_text(text: str, report_id: str, source_file: str = "", sha256: str = "") -> Tables:
    """The rows of all forms printed in a text, and of money in glued rows or without rules; each has its offsets."""
    tables = _read(_of_text(text), report_id, source_file, sha256)
    glued = glued_lines(text, report_id, _projects(text, report_id))
    problems = [row._replace(source_file=source_file, sha256=sha256) for row in glued.problems]
    problems += [
        Problem(source_file, sha256, "glued_row", f"line {text.count(chr(10), 0, start) + 1}: {said!r} {UNCUT}")
        for start, said in uncut(text)
    ]
    funds = [*tables.funds, *glued.funds, *unruled(text, report_id)]
    return tables._replace(funds=funds, problems=[*tables.problems, *problems])


def _projects(text: str, report_id: str) -> list[tuple[int, str]]:
    """From where on in a text each project's form stands, with the number of the project; from 0 on where it is one."""
    named = [(grid.start, name) for grid in text_grids(text) if (name := forms.head(grid.grid).project_name)]
    names = list(dict.fromkeys(name for _, name in named))
    found = [(start, f"{report_id}-{names.index(name) + 1}") for start, name in named]
    return [(0, found[0][1])] if len(names) == 1 else found


def apart(text: str, used: list[int]) -> list[tuple[int, int]]:
    """Where the forms of a text stand of which rows were read, at the places `used`, and those whose cells ran into one
    another: no prose."""
    grids = [each for each in text_grids(text) if bisect_left(used, each.start) < bisect_left(used, each.end)]
    return [*(each[2:] for each in grids), *spans(text)]


def of_document(document: Document, report_id: str, source_file: str = "", sha256: str = "") -> Tables:
    """The rows of all grids of a document that are forms; start and end are None, the place is in `cell`."""
    return _read(_of_grids(document), report_id, source_file, sha256)


def heads(document: Document) -> list[FormHead]:
    """The heads of all forms of a document, of those in its tables first."""
    return [forms.head(form.grid, header=form.header) for form in (*_of_grids(document), *_of_text(document.text))]


def listed(document: Document) -> list[str]:
    """The projects that the tables of a document list, in order of their numbers; empty without such a table."""
    each = (_of_text(document.text), _of_grids(document))
    names = ([*dict.fromkeys(name for form in found for name in forms.projects(form.grid))] for found in each)
    return next(filter(None, names), [])


def _of_text(text: str) -> list[Form]:
    grids = text_grids(text)
    begins = [0, *(each.end for each in grids)]
    captions = [text[max(at, each.start - CAPTION) : each.start] for each, at in zip(grids, begins, strict=False)]
    return [Form(each.grid, caption, each.offsets) for each, caption in zip(grids, captions, strict=True)]


def _of_grids(document: Document) -> list[Form]:
    captioned = zip(document.grids, document.text.split(MARK), strict=False)
    found: list[Form] = []
    for part, text in ((part, text) for grid, text in captioned for part in _parts(grid)):
        found.append(Form(part, text[-CAPTION:], header=_header_before(found, part)))
    return found


def _header_before(found: list[Form], grid: Grid) -> Header | None:
    """The header that holds for a grid without one of its own, of as many columns as the form before it, whose
    indicators have not come to their total."""
    before = found[-1] if found else None
    if before is None or before.grid.n_columns != grid.n_columns or forms.has_header(grid):
        return None
    return forms.open_header(before.grid, before.header)


def _read(found: Iterable[Form], report_id: str, source_file: str, sha256: str) -> Tables:
    """The rows of forms in order; a form that names no project belongs to the one named last."""
    merged = Tables(*([] for _ in TABLES))
    names: list[str] = []
    for form in found:
        listed = forms.projects(form.grid)
        name = forms.head(form.grid, header=form.header).project_name or _named(form.caption, [*names, *listed])
        names += [each for each in (*listed, name) if each and each not in names]
        ids = {each: f"{report_id}-{i}" for i, each in enumerate(names, 1)}
        project_id = ids[name] if name else f"{report_id}-{len(names)}" if names and not listed else ""
        tables = forms.read(
            form.grid, report_id, project_id=project_id, unit=printed_unit(form.caption), offsets=form.offsets,
            source_file=source_file, sha256=sha256, projects=ids, header=form.header,
        )  # fmt: skip
        unit, columns = printed_unit(form.caption), places(form.grid)
        source = Source(form.grid, report_id, project_id, unit, form.offsets, columns=columns)
        if not any(tables[:-1]) and (spent := uses(form.grid, form.caption, source)):
            tables = tables._replace(funds=spent, problems=[])  # which takes all columns or nothing
        for rows, more in zip(merged, tables, strict=True):
            rows.extend(more)
    rows, parts = of_parts(met(merged.indicators))
    return merged._replace(
        indicators=_numbered(rows),
        outcomes=_numbered([*merged.outcomes, *parts]),
        resources=_numbered(merged.resources),
        scorecard=_numbered(merged.scorecard),
    )


def _parts(grid: Grid) -> list[Grid]:
    """The forms that stand below each other in one grid, each from where another project is named, with the titles
    above; cells keep their rows. A head that is printed again, as on each page, begins none."""
    of_row: dict[int, list[Cell]] = {}
    for cell in (cell for cell in grid.cells if cell.text.strip()):
        of_row.setdefault(cell.row, []).append(cell)
    said = {row: [cell.text for cell in sorted(cells, key=lambda cell: cell.column)] for row, cells in of_row.items()}
    named = [row for row, texts in said.items() if NAMED.search(texts[0])]
    others = [row for before, row in pairwise(named) if said[before] != said[row]]
    borders = [0, *(_first_title(of_row, row) for row in others), grid.n_rows]
    return [
        grid._replace(cells=tuple(cell for cell in grid.cells if start <= cell.row < end))
        for start, end in pairwise(borders)
    ]


def _first_title(of_row: dict[int, list[Cell]], row: int) -> int:
    """The first of the rows of one cell that stand right above a row."""
    first = min(cell.column for cell in of_row[row])
    while len(above := of_row.get(row - 1, [])) == 1 and above[0].column <= first:
        row -= 1
    return row


def _numbered(rows: list) -> list:
    return [row._replace(seq=i) for i, row in enumerate(rows, 1)]


def _named(caption: str, known: list[str]) -> str:
    """The project that the text above a table names, as 项目2：修路 does, or one that is known; empty without one."""
    said = [match[1] for match in PROJECT.finditer(caption)]
    return said[-1] if said else max((name for name in known if name in caption), key=caption.rfind, default="")
