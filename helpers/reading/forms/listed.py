"""Tables of prose reports that list projects, one a row, with what was planned and spent on each."""

import re
from collections.abc import Mapping

from helpers.reading.formats.grid import Cell, Grid, spread
from helpers.reading.forms.cells import amount
from helpers.reading.forms.place import Source, placed
from helpers.reading.forms.units import USUAL_UNIT, printed_unit
from helpers.reading.forms.words import bare, role
from helpers.reading.records import Fund

STAGES = ("initial_budget", "adjusted_budget", "allocated", "executed")
NAMED = re.compile(r"^(?:子|二级|具体|明细|预算|专项|支出)?(?:项目|专项|资金|经费)(?:支出)?(?:名称|内容|类别)?$")
NUMBER = re.compile(r"^\s*项目\s*[\d一二三四五六七八九十]+\s*[：:、.．]")
ALL = re.compile(r"^(?:[两三四五六七八九十]?[个项]?项?目?)?(?:合计|总计|小计|共计)")


def listed_projects(
    grid: Grid, report_id: str, unit: str = "", offsets: Mapping[tuple[int, int], int] | None = None
) -> list[Fund]:
    """The money of the projects of a table, each with the number of its row; that of all of them is the report's."""
    rows = spread(grid)
    for at, row in enumerate(rows):
        stages = _stages(row)
        name = next((i for i, cell in enumerate(row) if cell and NAMED.match(bare(cell.text))), None)
        if name is not None and len(stages) > 1:
            source = Source(grid, report_id, "", unit, offsets)
            return _rows(rows[at + 1 :], name, stages, source)
    return []


def _stages(row: list[Cell | None]) -> dict[int, tuple[str, str]]:
    """Column -> stage and unit, for the first header of each stage; 支出 alone is what was spent."""
    found: dict[str, tuple[int, str]] = {}
    for column, cell in enumerate(row):
        if cell and (stage := _stage(cell.text)) in STAGES:
            found.setdefault(stage, (column, printed_unit(cell.text)))
    return {column: (stage, unit) for stage, (column, unit) in found.items()}


def _stage(header: str) -> str:
    return "executed" if bare(header) in ("支出", "决算") else role("money_roles", header)


def _rows(rows: list[list[Cell | None]], name: int, stages: dict[int, tuple[str, str]], source: Source) -> list[Fund]:
    stated = [(row[name].text, found) for row in rows if row[name] and (found := _row(row, stages, source))]
    listed = [each for each in stated if not role("money_sources", each[0])]
    if len(listed) < 2:
        return []
    own = [
        fund._replace(project_id=f"{source.report_id}-{i}", line=NUMBER.sub("", said).strip())
        for i, (said, found) in enumerate(listed, 1)
        for fund in found
    ]
    return [*own, *(fund for said, found in stated if ALL.match(bare(said)) for fund in found)]


def _row(row: list[Cell | None], stages: dict[int, tuple[str, str]], source: Source) -> list[Fund]:
    found = []
    for column, (stage, unit) in stages.items():
        cell = row[column]
        said = amount(cell.text, unit or source.unit or USUAL_UNIT) if cell else None
        if said:
            place = placed(source, cell, said[1])
            found.append(Fund(source.report_id, "", "", stage, "total", "total", said[0], **place))
    return found
