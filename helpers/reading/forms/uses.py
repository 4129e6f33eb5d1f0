"""A table of two or three columns in running text, of what money was for and how much: no form, but a list of uses."""

import re
from collections.abc import Iterator

from helpers.reading.formats.grid import Cell, Grid
from helpers.reading.forms.cells import amount, number
from helpers.reading.forms.place import Source, placed
from helpers.reading.forms.table import distinct, lines
from helpers.reading.forms.units import printed_unit
from helpers.reading.funds import words as money_words
from helpers.reading.records import Fund

NUMBERED = re.compile("序号|编号")
OF_USES = re.compile("(?:支出|用途|使用|开支|费用|资金)?(?:内容|用途|方向|项目|明细|科目|事项|类别|名称|构成)")
OF_MONEY = re.compile("金额|支出|执行|预算|决算|到位|使用")
TELLS = re.compile(r"[^。；;\n]*(?:下表|如下|列表|明细表)[^。\n]*\s*\Z")
SUM = re.compile("合计|总计|小计|共计")
FEWEST = 2


def uses(grid: Grid, caption: str, source: Source) -> list[Fund]:
    """The amounts of a table whose header names uses and money; of the stage of each column's name, else of the
    sentence right above the table. Empty where either, or the unit, is not printed."""
    header, *rows = [distinct(line.row) for line in lines(grid)] or [[]]
    labels = [cell for cell in header if OF_USES.fullmatch(cell.text.strip())]
    if len(labels) != 1 or len(rows) < FEWEST or any(number(cell.text) for cell in header):
        return []
    columns = {cell.column: told for cell in header if (told := _told(cell, caption, source))}
    others = [cell for cell in header if cell.column not in columns and not NUMBERED.match(cell.text)]
    return list(_amounts(rows, labels[0].column, columns, source)) if others == labels else []


def _told(cell: Cell, caption: str, source: Source) -> tuple[str, str] | None:
    """The stage and the unit of a column of amounts; nothing where they are not told."""
    if not OF_MONEY.search(cell.text) or OF_USES.fullmatch(cell.text.strip()):
        return None
    above = TELLS.search(caption)
    stages = money_words.stages(cell.text) or (money_words.stages(above[0]) if above else [])
    unit = printed_unit(cell.text) or source.unit
    return (stages[-1], unit) if stages and unit else None


def _amounts(rows: list[list[Cell]], label: int, columns: dict[int, tuple[str, str]], source: Source) -> Iterator[Fund]:
    """The rows of a table with the column of its `label` and the stage and unit of each column of amounts."""
    for row in rows:
        name = next((cell.text.strip() for cell in row if cell.column == label), "")
        for cell in (cell for cell in row if cell.column in columns and name):
            stage, unit = columns[cell.column]
            if said := amount(cell.text, unit):
                kind, line = ("total", "") if SUM.search(name) else (money_words.first_category(name) or "other", name)
                yield Fund(source.report_id, source.project_id, line, stage, "total", kind, said[0],
                           **placed(source, cell, said[1]))  # fmt: skip
