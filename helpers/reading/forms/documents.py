"""All forms of a text or a document become the rows of one report, each form's rows with the number of its project."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from helpers.reading.formats.grid import MARK, Cell, Document, Grid
from helpers.reading.forms import rows as forms
from helpers.reading.forms.glued_rows import glued_lines
from helpers.reading.forms.listed import listed_projects
from helpers.reading.forms.pipes import NAMED, pipe_grids
from helpers.reading.forms.units import printed_unit
from helpers.reading.records import TABLES, Tables

CAPTION = 80  # characters before a table in which the unit of its amounts may stand


class Form(NamedTuple):
    """A form with the unit that the text above it gives, and the offsets of its cells where it stands in a text."""

    grid: Grid
    unit: str = ""
    offsets: Mapping[tuple[int, int], int] | None = None


def of_text(text: str, report_id: str, source_file: str = "", sha256: str = "") -> Tables:
    """The rows of all forms printed in a text with pipes, and of glued rows of money; each has its offsets."""
    found = [
        Form(each.grid, _caption(text[max(0, each.start - CAPTION) : each.start]), each.offsets)
        for each in pipe_grids(text)
    ]
    tables = _read(found, report_id, source_file, sha256)
    glued = glued_lines(text, report_id)
    scores = [row._replace(seq=i) for i, row in enumerate([*tables.scorecard, *glued.scores], 1)]
    problems = [row._replace(source_file=source_file, sha256=sha256) for row in glued.problems]
    return tables._replace(
        funds=[*tables.funds, *glued.funds], scorecard=scores, problems=[*tables.problems, *problems]
    )


def of_document(document: Document, report_id: str, source_file: str = "", sha256: str = "") -> Tables:
    """The rows of all grids of a document that are forms; start and end are None, the place is in `cell`."""
    above = document.text.split(MARK)
    captioned = zip(document.grids, above, strict=False)
    found = [Form(part, _caption(text)) for grid, text in captioned for part in _parts(grid)]
    return _read(found, report_id, source_file, sha256)


def _read(found: Iterable[Form], report_id: str, source_file: str, sha256: str) -> Tables:
    """The rows of forms in order; a form that names no project belongs to the one named last."""
    merged = Tables(*([] for _ in TABLES))
    names: list[str] = []
    for form in found:
        name = forms.head(form.grid).project_name
        names += [name] if name and name not in names else []
        project_id = f"{report_id}-{names.index(name) + 1 if name else len(names)}" if names else ""
        tables = forms.read(
            form.grid, report_id, project_id=project_id, unit=form.unit, offsets=form.offsets,
            source_file=source_file, sha256=sha256,
        )  # fmt: skip
        if not tables.funds:
            merged.funds.extend(listed_projects(form.grid, report_id, form.unit, form.offsets))
        for rows, more in zip(merged, tables, strict=True):
            rows.extend(more)
    return merged._replace(indicators=_numbered(merged.indicators), scorecard=_numbered(merged.scorecard))


def _parts(grid: Grid) -> list[Grid]:
    """The forms that stand below each other in one grid, each from where another project is named, with the titles
    above; cells keep their rows. A head that is printed again, as on each page, begins none."""
    of_row: dict[int, list[Cell]] = {}
    for cell in grid.cells:
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
    while len(above := [cell for cell in of_row.get(row - 1, []) if cell.text.strip()]) == 1 and above[0].column == 0:
        row -= 1
    return row


def _numbered(rows: list) -> list:
    return [row._replace(seq=i) for i, row in enumerate(rows, 1)]


def _caption(above: str) -> str:
    """The unit that the end of the text above a table gives, as 单位：元 does."""
    return printed_unit(above[-CAPTION:].rpartition(MARK)[2])
